"""Exhibits, their custody, disclosure and readings, and who is who in them; then their triggers."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_triggers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Derivation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
        ),
        migrations.CreateModel(
            name="Exhibit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(help_text="The maker's initials and a number: OT/1", max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("maker", models.CharField(help_text="Who produces it", max_length=200)),
                ("file_name", models.CharField(max_length=255)),
                ("size", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("made_with", models.JSONField(default=dict)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="exhibits", to="casework.case")),
                ("derived_from", models.ManyToManyField(related_name="derivatives", through="casework.Derivation", to="casework.exhibit")),
                (
                    "received_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["case", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("relevant", models.BooleanField()),
                ("status", models.CharField(choices=[("used", "Used"), ("unused", "Unused"), ("sensitive", "Sensitive")], max_length=20)),
                ("why", models.TextField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "exhibit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="casework.exhibit"),
                ),
            ],
            options={
                "ordering": ["exhibit", "pk"],
            },
        ),
        migrations.AddField(
            model_name="derivation",
            name="made",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sources", to="casework.exhibit"),
        ),
        migrations.AddField(
            model_name="derivation",
            name="source",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="casework.exhibit"),
        ),
        migrations.CreateModel(
            name="Custody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("seized", "Seized"),
                            ("received", "Received"),
                            ("opened", "Opened"),
                            ("viewed", "Viewed"),
                            ("copied", "Copied"),
                            ("exported", "Exported"),
                            ("derived", "Derived"),
                            ("disposed", "Disposed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "happened_at",
                    models.DateTimeField(blank=True, help_text="When it was done, where that is not when it was recorded", null=True),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                ("why", models.TextField(blank=True)),
                ("sha256", models.CharField(max_length=64)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("exhibit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="custody", to="casework.exhibit")),
            ],
            options={
                "ordering": ["exhibit", "seq"],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("answers", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("reading", "Reading"),
                            ("asks", "Asks"),
                            ("read", "Read"),
                            ("failed", "Failed"),
                            ("stopped", "Stopped"),
                        ],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("rows_so_far", models.BigIntegerField(default=0)),
                ("rows_in_file", models.BigIntegerField(blank=True, null=True)),
                ("rows_read", models.BigIntegerField(blank=True, null=True)),
                ("rows_refused", models.BigIntegerField(blank=True, null=True)),
                ("problem", models.TextField(blank=True)),
                ("report", models.JSONField(default=dict)),
                ("facts", models.JSONField(default=dict)),
                ("made_with", models.JSONField(default=dict)),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("exhibit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="casework.exhibit")),
            ],
            options={
                "ordering": ["exhibit", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("staff number", "Staff number"),
                            ("person number", "Person number"),
                            ("telephone number", "Telephone number"),
                            ("chat name", "Chat name"),
                        ],
                        max_length=30,
                    ),
                ),
                ("value", models.CharField(max_length=200)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[("confirmed", "confirmed"), ("likely", "likely"), ("contested", "contested")],
                        default="confirmed",
                        max_length=20,
                    ),
                ),
                ("shared", models.BooleanField(default=False)),
                ("why", models.TextField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="casework.case")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="ties", to="casework.person")),
                (
                    "strikes",
                    models.OneToOneField(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="struck_by", to="casework.tie"
                    ),
                ),
            ],
            options={
                "ordering": ["case", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="exhibit",
            constraint=models.UniqueConstraint(fields=("case", "reference"), name="exhibit_reference_once_in_a_case"),
        ),
        migrations.AddConstraint(
            model_name="exhibit",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("reference", ""), _negated=True), models.Q(("sha256", ""), _negated=True)),
                name="exhibit_has_reference_and_digest",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="disclosure_has_a_reason"),
        ),
        migrations.AddConstraint(
            model_name="derivation",
            constraint=models.UniqueConstraint(fields=("made", "source"), name="derivation_once"),
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=models.UniqueConstraint(fields=("exhibit", "seq"), name="custody_number_once_for_an_exhibit"),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rows_in_file", None),
                    ("rows_in_file", django.db.models.expressions.CombinedExpression(models.F("rows_read"), "+", models.F("rows_refused"))),
                    _connector="OR",
                ),
                name="every_row_was_read_or_refused",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "failed"), _negated=True), models.Q(("problem", ""), _negated=True), _connector="OR"),
                name="a_failed_reading_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("why", ""), _negated=True), models.Q(("value", ""), _negated=True)),
                name="tie_has_value_and_reason",
            ),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
