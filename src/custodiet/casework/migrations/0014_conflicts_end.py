"""That a conflict of interest was ended: the declaration stays, and the trigger keeps its end."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """The table, then every trigger afresh."""

    dependencies = [
        ("casework", "0013_papers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConflictEnded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("why", models.TextField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "conflict",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="casework.conflict"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="conflict_ended_with_a_reason")
                ],
            },
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
