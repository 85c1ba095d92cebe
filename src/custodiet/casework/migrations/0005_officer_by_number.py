"""An officer may stand on record once for each circle of people who may know of it; the number is an index, not a lock."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Takes the constraint away, which told of officers in cases out of sight."""

    dependencies = [("casework", "0004_published_and_bodies")]
    operations = [
        migrations.RemoveConstraint(model_name="officerprofile", name="officer_once_in_a_force"),
        migrations.AddIndex(model_name="officerprofile", index=models.Index(fields=["force", "collar_number"], name="officer_by_number")),
    ]
