"""A tie may be struck without another in its place; the databases store nothing of it but the word."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Changes the choices only: no table is rebuilt, so no trigger is lost."""

    dependencies = [("casework", "0005_officer_by_number")]
    operations = [
        migrations.AlterField(
            model_name="tie",
            name="confidence",
            field=models.CharField(
                choices=[("confirmed", "confirmed"), ("likely", "likely"), ("contested", "contested"), ("withdrawn", "withdrawn")],
                default="confirmed",
                max_length=20,
            ),
        ),
    ]
