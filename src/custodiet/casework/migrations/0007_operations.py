"""Operations and their findings, and the triggers that keep them append-only."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import custodiet.casework.models.random
from custodiet.casework import triggers


class Migration(migrations.Migration):
    """The tables, then every trigger afresh."""

    dependencies = [
        ("casework", "0006_ties_are_struck"),
    ]

    operations = [
        migrations.CreateModel(
            name="Operation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(default=custodiet.casework.models.random.operation, editable=False, max_length=12, unique=True),
                ),
                ("title", models.CharField(help_text="A neutral title: no name", max_length=120)),
                ("purpose", models.TextField()),
                ("necessity", models.TextField()),
                ("proportionality", models.TextField()),
                (
                    "lawful_basis",
                    models.JSONField(help_text="By source: the lawful basis on which it is read; a source without one is not read"),
                ),
                ("expires_on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="held_operations", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="NightRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("added", models.PositiveIntegerField()),
                ("report", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("operation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="casework.operation")),
            ],
        ),
        migrations.CreateModel(
            name="DetectedFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(default=custodiet.casework.models.random.finding, editable=False, max_length=12, unique=True),
                ),
                ("fingerprint", models.CharField(max_length=32)),
                ("officer", models.CharField(max_length=60)),
                ("person", models.CharField(max_length=60)),
                ("content", models.JSONField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "operation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="casework.operation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OperationDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decided",
                    models.CharField(choices=[("authorised", "Authorised"), ("refused", "Refused"), ("closed", "Closed")], max_length=20),
                ),
                ("on", models.DateField()),
                ("why", models.TextField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "operation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="casework.operation"),
                ),
            ],
            options={
                "ordering": ["operation", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OperationReader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "operation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="readers", to="casework.operation"),
                ),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="Pseudonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(help_text="officer: or person: and the number in the force's systems", max_length=80)),
                ("letters", models.CharField(max_length=8)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "operation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="pseudonyms", to="casework.operation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "finding",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tallies", to="casework.detectedfinding"),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.nightrun")),
            ],
        ),
        migrations.CreateModel(
            name="Triage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("dismissed", "Dismissed"),
                            ("kept for more", "Kept for more"),
                            ("asked of the supervisor", "Asked of the supervisor"),
                            ("unmasked", "Unmasked"),
                            ("adopted", "Adopted"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reason", models.TextField()),
                ("explanation", models.TextField(blank=True)),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="adopted_findings", to="casework.case"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="triage", to="casework.detectedfinding"),
                ),
            ],
            options={
                "ordering": ["finding", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="operation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("purpose", ""), _negated=True),
                    models.Q(("necessity", ""), _negated=True),
                    models.Q(("proportionality", ""), _negated=True),
                ),
                name="operation_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="detectedfinding",
            index=models.Index(fields=["officer"], name="finding_by_officer"),
        ),
        migrations.AddConstraint(
            model_name="detectedfinding",
            constraint=models.UniqueConstraint(fields=("operation", "fingerprint"), name="fingerprint_once_in_an_operation"),
        ),
        migrations.AddConstraint(
            model_name="operationdecision",
            constraint=models.UniqueConstraint(fields=("operation", "decided"), name="decided_once_about_an_operation"),
        ),
        migrations.AddConstraint(
            model_name="operationdecision",
            constraint=models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="decision_about_an_operation_says_why"),
        ),
        migrations.AddConstraint(
            model_name="operationreader",
            constraint=models.UniqueConstraint(fields=("operation", "user"), name="reader_once_in_an_operation"),
        ),
        migrations.AddConstraint(
            model_name="pseudonym",
            constraint=models.UniqueConstraint(fields=("operation", "subject"), name="subject_once_in_an_operation"),
        ),
        migrations.AddConstraint(
            model_name="pseudonym",
            constraint=models.UniqueConstraint(fields=("operation", "letters"), name="letters_once_in_an_operation"),
        ),
        migrations.AddConstraint(
            model_name="triage",
            constraint=models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="triage_says_why"),
        ),
        migrations.AddConstraint(
            model_name="triage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case__isnull", False), ("outcome", "adopted")),
                    models.Q(models.Q(("outcome", "adopted"), _negated=True), ("case", None)),
                    _connector="OR",
                ),
                name="adopted_into_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="triage",
            constraint=models.UniqueConstraint(condition=models.Q(("outcome", "adopted")), fields=("finding",), name="adopted_once"),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
