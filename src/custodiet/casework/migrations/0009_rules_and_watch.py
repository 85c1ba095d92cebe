"""Decisions about the rules of detection, looks of the program's own users, and the triggers that keep them append-only."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """The tables, then every trigger afresh."""

    dependencies = [
        ("casework", "0008_found_damaged"),
    ]

    operations = [
        migrations.AlterField(
            model_name="triage",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("dismissed", "Dismissed"),
                    ("kept for more", "Kept for more"),
                    ("asked of the supervisor", "Asked of the supervisor"),
                    ("the supervisor replied", "The supervisor replied"),
                    ("unmasked", "Unmasked"),
                    ("adopted", "Adopted"),
                ],
                max_length=30,
            ),
        ),
        migrations.CreateModel(
            name="WatchedLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(help_text="case: or finding: and its number", max_length=80)),
                ("on", models.DateField()),
                ("first", models.BigIntegerField(unique=True)),
                ("content", models.JSONField()),
                (
                    "holder",
                    models.CharField(
                        choices=[
                            ("intake", "Intake"),
                            ("investigator", "Investigator"),
                            ("appropriate authority", "Appropriate authority"),
                            ("analyst", "Analyst"),
                            ("proceedings officer", "Proceedings officer"),
                            ("chair", "Chair"),
                            ("publications officer", "Publications officer"),
                            ("head of department", "Head of department"),
                            ("overseer", "Overseer"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=40,
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["-on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="WatchReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("in order", "In order"),
                            ("the user was asked", "The user was asked"),
                            ("raised as a matter", "Raised as a matter"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reason", models.TextField()),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("look", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="casework.watchedlook")),
            ],
            options={
                "ordering": ["look", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RuleDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=80)),
                (
                    "decided",
                    models.CharField(
                        choices=[("approved", "Approved"), ("declined", "Declined"), ("withdrawn", "Withdrawn")], max_length=20
                    ),
                ),
                ("before_hours", models.FloatField()),
                ("after_hours", models.FloatField()),
                ("figures", models.JSONField(default=dict)),
                ("why", models.TextField()),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="rule_decision_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(("after_hours__gte", 0), ("before_hours__gte", 0)), name="rule_window_is_not_negative"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="watchreply",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="watch_reply_says_why"),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
