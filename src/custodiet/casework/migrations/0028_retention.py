"""Legal holds, what lifted them, what reviews decided; and the triggers that keep the rows."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from custodiet.casework import triggers

_ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
_AT = ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False))
_BY = ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL))
_ENDS = [
    ("kept", "Kept"),
    ("disposal proposed", "Disposal proposed"),
    ("disposal declined", "Disposal declined"),
    ("disposed", "Disposed"),
]


def _case(name: str):
    return ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=name, to="casework.case"))


def _one(name: str, to: str, **more: bool):
    return models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name=name, to=f"casework.{to}", **more)


class Migration(migrations.Migration):
    """The tables with their constraints, then every trigger afresh."""

    dependencies = [
        ("casework", "0027_received_referrals"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionHold",
            fields=[_ID, _AT, ("why", models.TextField()), _BY, _case("retention_holds")],
            options={"constraints": [models.CheckConstraint(condition=~Q(why=""), name="hold_has_a_reason")]},
        ),
        migrations.CreateModel(
            name="RetentionHoldLifted",
            fields=[_ID, _AT, ("why", models.TextField()), _BY, ("hold", _one("lifted", "retentionhold"))],
            options={"constraints": [models.CheckConstraint(condition=~Q(why=""), name="hold_lifted_with_a_reason")]},
        ),
        migrations.CreateModel(
            name="RetentionReview",
            fields=[
                _ID,
                _AT,
                ("end", models.CharField(choices=_ENDS, max_length=20)),
                ("why", models.TextField()),
                ("until", models.DateField(blank=True, null=True)),
                _BY,
                _case("retention_reviews"),
                ("proposal", _one("decided", "retentionreview", blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=~Q(why=""), name="review_has_a_reason"),
                    models.CheckConstraint(condition=~Q(end="kept") | Q(until__isnull=False), name="kept_until_a_day"),
                    models.CheckConstraint(condition=~Q(end="disposed") | Q(proposal__isnull=False), name="disposal_was_proposed"),
                ],
            },
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
