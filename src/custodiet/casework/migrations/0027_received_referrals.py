"""Packs of referrals that forces handed over."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """Ends with the triggers, because the new tables are append-only."""

    dependencies = [
        ("casework", "0026_overseers_and_chief_officer"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReceivedReferral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("force", models.CharField(max_length=200)),
                ("reference", models.CharField(max_length=40)),
                ("stands", models.PositiveIntegerField()),
                ("made_on", models.DateField()),
                ("signed_by", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("on", models.DateField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["force", "reference", "pk"],
            },
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
