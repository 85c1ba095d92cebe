"""What was published and the bodies of the ledger are guarded against replacing, removing and publishing again."""

from django.db import migrations

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """Puts every trigger in place afresh."""

    dependencies = [("casework", "0003_exhibits")]
    operations = [migrations.RunPython(triggers.install, migrations.RunPython.noop)]
