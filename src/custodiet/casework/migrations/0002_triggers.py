"""Install the triggers that keep the records append-only."""

from django.db import migrations

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("casework", "0001_records")]
    operations = [migrations.RunPython(triggers.install, triggers.remove)]
