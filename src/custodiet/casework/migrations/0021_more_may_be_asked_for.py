"""What may be asked for on a page of one's own: that new files be looked at."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The choices, which no database knows."""

    dependencies = [
        ("casework", "0020_reports"),
    ]

    operations = [
        migrations.AlterField(
            model_name="portalrequest",
            name="kind",
            field=models.CharField(
                choices=[
                    ("REVIEW", "A review of the outcome"),
                    ("APOLOGY", "An apology"),
                    ("HEARING", "A place at the hearing"),
                    ("CONTACT", "Another way to be reached"),
                    ("EVIDENCE", "That new files be looked at"),
                ],
                max_length=20,
            ),
        ),
    ]
