"""Install the triggers that keep every grant and every declared conflict on record."""

from django.db import migrations

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """Changes no table."""

    dependencies = [("casework", "0011_bundles")]
    operations = [migrations.RunPython(triggers.install, migrations.RunPython.noop)]
