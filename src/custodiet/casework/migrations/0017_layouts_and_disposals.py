"""What people put right about the columns of tables, remembered; and the acts of proposing and declining a disposal."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """The table and the words, then every trigger afresh."""

    dependencies = [
        ("casework", "0016_notices_of_hearings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="custody",
            name="act",
            field=models.CharField(
                choices=[
                    ("seized", "Seized"),
                    ("received", "Received"),
                    ("opened", "Opened"),
                    ("viewed", "Viewed"),
                    ("copied", "Copied"),
                    ("exported", "Exported"),
                    ("derived", "Derived"),
                    ("found damaged", "Found damaged"),
                    ("restored", "Restored"),
                    ("disposal proposed", "Disposal proposed"),
                    ("disposal declined", "Disposal declined"),
                    ("disposed", "Disposed"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Layout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("kind", models.CharField(max_length=40)),
                ("layout", models.CharField(max_length=16)),
                ("columns", models.JSONField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("reading", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="layouts", to="casework.reading")),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["kind", "layout"], name="layout_of_a_kind")],
            },
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
