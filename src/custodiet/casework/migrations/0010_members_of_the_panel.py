"""A person may be on record as a member of the panel."""

from django.db import migrations, models

PARTS = ("officer concerned", "complainant", "victim", "witness", "interested person", "panel member")


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_rules_and_watch")]

    operations = [
        migrations.AlterField(
            model_name="involvement",
            name="role",
            field=models.CharField(choices=[(part, part.capitalize()) for part in PARTS], max_length=40),
        ),
    ]
