"""What passes on an officer's own page, the jobs of those who read it and of a panel, and every trigger afresh."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """The tables and the jobs, then the triggers: on SQLite the table of users is made anew."""

    dependencies = [
        ("casework", "0023_follow_up"),
    ]

    operations = [
        migrations.CreateModel(
            name="CopyShown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FindingAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("text", models.TextField()),
                ("on", models.DateField()),
                ("token", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ["finding", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                "ordering": ["involvement", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RepresentationEnded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="user",
            name="user_role_known",
        ),
        migrations.AlterField(
            model_name="responsepoint",
            name="part",
            field=models.CharField(
                choices=[
                    ("STATEMENT", "Statement to the investigator"),
                    ("MITIGATION", "Mitigation"),
                    ("OBJECTIONS", "Objections to whoever decides"),
                    ("LAW", "Points of law"),
                    ("DISPUTED", "Documents in dispute, and why"),
                    ("RELIED_ON", "Documents relied on"),
                    ("WITNESSES", "Witnesses proposed, and what each can say"),
                ],
                max_length=30,
            ),
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
            model_name="copyshown",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="copyshown",
            name="given",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="shown", to="casework.bundlegiven"),
        ),
        migrations.AddField(
            model_name="copyshown",
            name="involvement",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="casework.involvement"),
        ),
        migrations.AddField(
            model_name="findinganswer",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="findinganswer",
            name="finding",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="casework.detectedfinding"),
        ),
        migrations.AddField(
            model_name="representation",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="representation",
            name="involvement",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="representations", to="casework.involvement"),
        ),
        migrations.AddField(
            model_name="representation",
            name="representative",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="represents", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="representationended",
            name="by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="representationended",
            name="representation",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="casework.representation"),
        ),
        migrations.AddConstraint(
            model_name="findinganswer",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="answer_to_a_finding_says_something"),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
