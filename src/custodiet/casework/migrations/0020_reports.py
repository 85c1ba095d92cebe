"""Reports from outside: pages, files in quarantine, receipts and what became of each; and more about safe contact."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import custodiet.casework.models.random
from custodiet.casework import triggers


class Migration(migrations.Migration):
    """Ends with every trigger afresh."""

    dependencies = [
        ("casework", "0019_notices_as_pdf"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "reference",
                    models.CharField(default=custodiet.casework.models.random.report, editable=False, max_length=12, unique=True),
                ),
                ("compartment", models.CharField(default=custodiet.casework.models.random.token, editable=False, max_length=32)),
                ("code_digest", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportGuesses",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_digest", models.CharField(max_length=64, unique=True)),
                ("since", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="safecontact",
            name="adaptations",
            field=models.TextField(blank=True, help_text="Sign language, text relay, Welsh, another language, other needs"),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="ask_for",
            field=models.CharField(blank=True, help_text="The name to ask for", max_length=120),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="away_from",
            field=models.TextField(blank=True, help_text="The station or team that must not deal with this person"),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="caller",
            field=models.CharField(blank=True, help_text="Who should call: a woman, a man, no matter", max_length=120),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="plain_envelope",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="shared_device",
            field=models.BooleanField(default=False, help_text="Others use the telephone or read the e-mail"),
        ),
        migrations.AddField(
            model_name="safecontact",
            name="someone_else",
            field=models.TextField(blank=True, help_text="Somebody else to reach instead: name, what they are to the person, how"),
        ),
        migrations.CreateModel(
            name="ReportSent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("the person it happened to", "The person it happened to"),
                            ("someone who tells it for another", "Someone who tells it for another"),
                            ("a colleague, in confidence", "A colleague, in confidence"),
                            ("a partner body", "A partner body"),
                            ("an officer who takes it down", "An officer who takes it down"),
                        ],
                        max_length=40,
                    ),
                ),
                ("in_confidence", models.BooleanField(default=False)),
                ("salt", models.CharField(max_length=64)),
                ("receipt", models.JSONField()),
                ("report", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="sent", to="casework.report")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("seq", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("set_aside", models.CharField(blank=True, help_text="Why it is not adopted with the others", max_length=200)),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="files", to="casework.report")),
            ],
            options={
                "ordering": ["report", "seq"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "seq"), name="file_number_once_in_a_report"),
                    models.UniqueConstraint(fields=("report", "sha256"), name="file_once_in_a_report"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("mark", models.CharField(max_length=24)),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="casework.report")),
            ],
            options={
                "indexes": [models.Index(fields=["mark"], name="report_by_mark")],
            },
        ),
        migrations.CreateModel(
            name="ReportOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "end",
                    models.CharField(
                        choices=[("a new case", "A new case"), ("part of a case", "Part of a case"), ("not for us", "Not for us")],
                        max_length=20,
                    ),
                ),
                ("why", models.TextField()),
                ("told", models.TextField(blank=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "case",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="casework.case"),
                ),
                ("report", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="outcome", to="casework.report")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case", None), ("end", "not for us"), models.Q(("told", ""), _negated=True)),
                            models.Q(models.Q(("end", "not for us"), _negated=True), ("case__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_ends_in_a_case_or_with_an_answer",
                    ),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="report_ends_with_a_reason"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("seq", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=20)),
                ("sealed", models.BinaryField()),
                ("token", models.CharField(max_length=64, unique=True)),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="pages", to="casework.report")),
            ],
            options={
                "ordering": ["report", "seq"],
                "constraints": [models.UniqueConstraint(fields=("report", "seq"), name="page_number_once_in_a_report")],
            },
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
