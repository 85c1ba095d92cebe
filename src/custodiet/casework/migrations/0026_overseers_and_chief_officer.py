"""The jobs of overseer and chief officer, samples and judgements, recommendations and answers, and checkpoints of the ledger."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """Ends with the triggers, because the new tables are append-only."""

    dependencies = [
        ("casework", "0025_returns_of_forces"),
    ]

    operations = [
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "verdict",
                    models.CharField(choices=[("met", "Met"), ("not met", "Not met"), ("cannot tell", "Cannot tell")], max_length=20),
                ),
                ("words", models.TextField()),
                ("on", models.DateField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LedgerCheckpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("size", models.PositiveBigIntegerField()),
                ("note", models.TextField()),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("Independent Office for Police Conduct", "Independent Office for Police Conduct"),
                            ("local policing body", "Local policing body"),
                            ("inspectorate", "Inspectorate"),
                        ],
                        max_length=60,
                    ),
                ),
                ("text", models.TextField()),
                ("due", models.DateField()),
                ("on", models.DateField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RecommendationAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("answer", models.CharField(choices=[("accepted", "Accepted"), ("refused", "Refused"), ("done", "Done")], max_length=20)),
                ("words", models.TextField()),
                ("screen", models.CharField(blank=True, max_length=40)),
                ("on", models.DateField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Sample",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("question", models.TextField()),
                ("rule", models.JSONField()),
                ("of", models.JSONField()),
                ("seed", models.CharField(max_length=40)),
                ("asked", models.PositiveIntegerField()),
                ("on", models.DateField()),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="SampledCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("place", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["sample", "place"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="user",
            name="user_role_known",
        ),
        migrations.AlterField(
            model_name="user",
            name="role",
            field=models.CharField(
                choices=[
                    ("intake", "Intake"),
                    ("investigator", "Investigator"),
                    ("appropriate authority", "Appropriate authority"),
                    ("analyst", "Analyst"),
                    ("proceedings officer", "Proceedings officer"),
                    ("chair", "Chair"),
                    ("publications officer", "Publications officer"),
                    ("head of department", "Head of department"),
                    ("chief officer", "Chief officer"),
                    ("overseer", "Overseer"),
                    ("administrator", "Administrator"),
                    ("panel member", "Panel member"),
                    ("officer", "Officer"),
                    ("representative", "Representative"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="watchedlook",
            name="holder",
            field=models.CharField(
                choices=[
                    ("intake", "Intake"),
                    ("investigator", "Investigator"),
                    ("appropriate authority", "Appropriate authority"),
                    ("analyst", "Analyst"),
                    ("proceedings officer", "Proceedings officer"),
                    ("chair", "Chair"),
                    ("publications officer", "Publications officer"),
                    ("head of department", "Head of department"),
                    ("chief officer", "Chief officer"),
                    ("overseer", "Overseer"),
                    ("administrator", "Administrator"),
                    ("panel member", "Panel member"),
                    ("officer", "Officer"),
                    ("representative", "Representative"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "intake",
                            "investigator",
                            "appropriate authority",
                            "analyst",
                            "proceedings officer",
                            "chair",
                            "publications officer",
                            "head of department",
                            "chief officer",
                            "overseer",
                            "administrator",
                            "panel member",
                            "officer",
                            "representative",
                        ],
                    )
                ),
                name="user_role_known",
            ),
        ),
        migrations.AddField(
            model_name="judgement",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="ledgercheckpoint",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="recommendationanswer",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="recommendationanswer",
            name="recommendation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="casework.recommendation"),
        ),
        migrations.AddField(
            model_name="sample",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="sampledcase",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"),
        ),
        migrations.AddField(
            model_name="sampledcase",
            name="sample",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="drawn", to="casework.sample"),
        ),
        migrations.AddField(
            model_name="judgement",
            name="sampled",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="judgements", to="casework.sampledcase"),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="recommendation_has_words"),
        ),
        migrations.AddConstraint(
            model_name="recommendationanswer",
            constraint=models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="answer_to_recommendation_has_words"),
        ),
        migrations.AddConstraint(
            model_name="sample",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("question", ""), _negated=True), models.Q(("seed", ""), _negated=True)),
                name="sample_says_what_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="sampledcase",
            constraint=models.UniqueConstraint(fields=("sample", "place"), name="place_once_in_a_sample"),
        ),
        migrations.AddConstraint(
            model_name="sampledcase",
            constraint=models.UniqueConstraint(fields=("sample", "case"), name="case_once_in_a_sample"),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="judgement_has_words"),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
