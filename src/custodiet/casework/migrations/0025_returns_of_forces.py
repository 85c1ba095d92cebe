"""The returns of forces, taken in or refused; and the triggers that keep the rows."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """The table, then every trigger afresh."""

    dependencies = [
        ("casework", "0024_own_matters"),
    ]

    operations = [
        migrations.CreateModel(
            name="ForceReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("file_name", models.CharField(max_length=200)),
                ("force", models.CharField(blank=True, max_length=120)),
                ("period", models.CharField(blank=True, max_length=30)),
                ("body", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("refused", models.TextField(blank=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaced_by", to="casework.forcereturn"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused", ""), _negated=True),
                            models.Q(models.Q(("force", ""), _negated=True), models.Q(("period", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="return_taken_in_says_whose_and_when",
                    )
                ],
            },
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
