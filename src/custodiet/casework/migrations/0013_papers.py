"""Papers, how they were given, what the officer answered; and the triggers that keep them."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """The tables, then every trigger afresh."""

    dependencies = [
        ("casework", "0012_grants_and_conflicts_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="AllegationAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("allegation", models.CharField(max_length=40)),
                (
                    "stance",
                    models.CharField(
                        choices=[("ACCEPTS", "Accepts"), ("ACCEPTS_IN_PART", "Accepts in part"), ("DENIES", "Denies")], max_length=20
                    ),
                ),
                ("account", models.TextField(blank=True)),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="casework.case")),
            ],
            options={
                "ordering": ["case", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("NOTICE_OF_INVESTIGATION", "Notice of investigation"),
                            ("SUSPENSION", "Suspension"),
                            ("NOTICE_OF_REFERRAL", "Notice of referral to proceedings"),
                            ("RESPONSE_FORM", "Form for the officer's response"),
                            ("NOTICE_OF_HEARING", "Notice of the hearing or meeting"),
                            ("OUTCOME", "Notice of the outcome"),
                            ("BARRED_LIST_REPORT", "Report to the barred list"),
                        ],
                        max_length=40,
                    ),
                ),
                ("about", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("dated", models.DateField()),
                ("fields", models.JSONField(default=dict)),
                ("template", models.CharField(max_length=120)),
                ("template_sha256", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="casework.case")),
                ("made_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["case", "seq"],
            },
        ),
        migrations.CreateModel(
            name="PaperServed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("IN_PERSON", "in person"),
                            ("EMAIL", "e-mail"),
                            ("POST", "post"),
                            ("LEFT_AT_ADDRESS", "left at the last known address"),
                            ("POLICE_FRIEND", "through the police friend"),
                            ("AS_AGREED", "as agreed"),
                        ],
                        max_length=60,
                    ),
                ),
                ("sent_on", models.DateField()),
                ("after_half_past_four", models.BooleanField(default=False)),
                ("counts_on", models.DateField()),
                ("under", models.CharField(max_length=120)),
                ("given_by", models.CharField(max_length=200)),
                ("receipt", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("paper", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="served", to="casework.paper")),
            ],
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(fields=("case", "seq"), name="paper_number_once_in_a_case"),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(fields=("case", "kind", "about", "version"), name="version_once_of_a_paper"),
        ),
        migrations.AddConstraint(
            model_name="paperserved",
            constraint=models.CheckConstraint(
                condition=models.Q(("counts_on__gte", models.F("sent_on"))), name="counts_when_sent_or_later"
            ),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
