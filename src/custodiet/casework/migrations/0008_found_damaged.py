"""Two more acts of custody: a stored file was found damaged, and it was put back. Words only; no table changes."""

from django.db import migrations, models

ACTS = ("seized", "received", "opened", "viewed", "copied", "exported", "derived", "found damaged", "restored", "disposed")


class Migration(migrations.Migration):
    """Names the acts that may be chosen."""

    dependencies = [("casework", "0007_operations")]
    operations = [
        migrations.AlterField("custody", "act", models.CharField(max_length=20, choices=[(act, act.capitalize()) for act in ACTS])),
    ]
