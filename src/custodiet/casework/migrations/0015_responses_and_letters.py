"""What an officer's response says beside the answers, and three kinds of paper more; and the triggers that keep the rows."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers

PARTS = [
    ("MITIGATION", "Mitigation"),
    ("OBJECTIONS", "Objections to whoever decides"),
    ("LAW", "Points of law"),
    ("DISPUTED", "Documents in dispute, and why"),
    ("RELIED_ON", "Documents relied on"),
    ("WITNESSES", "Witnesses proposed, and what each can say"),
]
KINDS = [
    ("NOTICE_OF_INVESTIGATION", "Notice of investigation"),
    ("SUSPENSION", "Suspension"),
    ("NOTICE_OF_REFERRAL", "Notice of referral to proceedings"),
    ("RESPONSE_FORM", "Form for the officer's response"),
    ("NOTICE_OF_HEARING", "Notice of the hearing or meeting"),
    ("OUTCOME", "Notice of the outcome"),
    ("BARRED_LIST_REPORT", "Report to the barred list"),
    ("ADVISORY_LIST_REPORT", "Report to the advisory list"),
    ("CHAIRS_REPORT", "Report of the chair"),
    ("OUTCOME_LETTER", "Letter about the outcome"),
]


class Migration(migrations.Migration):
    """The table and the choices (which no database knows), then every trigger afresh."""

    dependencies = [
        ("casework", "0014_conflicts_end"),
    ]

    operations = [
        migrations.AlterField(model_name="paper", name="kind", field=models.CharField(choices=KINDS, max_length=40)),
        migrations.CreateModel(
            name="ResponsePoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("officer", models.CharField(max_length=40)),
                ("part", models.CharField(choices=PARTS, max_length=30)),
                ("allegation", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField(blank=True)),
                ("on", models.DateField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="response_points", to="casework.case"),
                ),
            ],
            options={
                "ordering": ["case", "pk"],
            },
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
