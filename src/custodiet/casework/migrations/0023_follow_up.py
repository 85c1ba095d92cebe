"""Proof, learning, areas that are somebody's own, and watches that are part of an order; and the triggers that keep the rows."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """The tables, then every trigger afresh."""

    dependencies = [
        ("casework", "0022_frozen_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="Learning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("to", models.CharField(choices=[("OFFICER", "The officer concerned"), ("FORCE", "The force")], max_length=20)),
                ("officer", models.CharField(blank=True, help_text="The key of the officer in the case", max_length=40)),
                ("what", models.TextField()),
                ("recommended_by", models.CharField(max_length=120)),
                ("due", models.DateField()),
                ("owner", models.CharField(max_length=120)),
                ("token", models.CharField(max_length=64, unique=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="learning", to="casework.case")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("sealed", models.BinaryField(blank=True, default=b"")),
                ("source", models.CharField(choices=[("NAMED", "Named by the person"), ("KNOWN", "Known to the force")], max_length=20)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="meeting_areas", to="casework.case")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.person")),
                (
                    "strikes",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="struck_by", to="casework.meetingarea"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OfficerWatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("officer", models.CharField(help_text="The key of the officer in the case", max_length=40)),
                ("number", models.CharField(help_text="The collar or staff number, by which the facts know the officer", max_length=30)),
                ("first_day", models.DateField()),
                ("watched_for", models.JSONField(help_text="Names of WatchedFor")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="officer_watches", to="casework.case"),
                ),
                (
                    "operation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="watches_officer", to="casework.operation"
                    ),
                ),
                ("order", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.casestep")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OfficerWatchNight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("on", models.DateField()),
                ("content", models.JSONField(default=dict)),
                (
                    "watch",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="nights", to="casework.officerwatch"),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("on", models.DateField()),
                ("supervisor", models.CharField(blank=True, max_length=120)),
                ("words", models.TextField(blank=True)),
                ("token", models.CharField(max_length=64, unique=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="proofs", to="casework.case")),
                (
                    "exhibit",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.exhibit"),
                ),
                (
                    "learning",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="proofs", to="casework.learning"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="proofs", to="casework.casestep"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="learning",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("what", ""), _negated=True), models.Q(("owner", ""), _negated=True)),
                name="learning_says_what_and_who",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(("step", None), ("learning", None), _connector="XOR"), name="proof_is_of_one_thing"
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("exhibit", None), _negated=True),
                    models.Q(models.Q(("supervisor", ""), _negated=True), models.Q(("words", ""), _negated=True)),
                    _connector="OR",
                ),
                name="proof_is_an_exhibit_or_a_statement",
            ),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
