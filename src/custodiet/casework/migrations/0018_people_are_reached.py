"""How people of the public are reached: the outbox, their ways in, what passes on their pages; and the triggers that keep the rows."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """The tables, then every trigger afresh."""

    dependencies = [
        ("casework", "0017_layouts_and_disposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="PortalGuesses",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_digest", models.CharField(max_length=64, unique=True)),
                ("since", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name="safecontact",
            name="asked_on",
            field=models.DateField(blank=True, help_text="When the person said all this", null=True),
        ),
        migrations.CreateModel(
            name="MeetingAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("can_meet", models.BooleanField()),
                ("what", models.TextField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="meeting_answers", to="casework.case"),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meeting_answer", to="casework.casestep"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PortalKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("link_digest", models.CharField(max_length=64, unique=True)),
                ("salt", models.CharField(max_length=32)),
                ("code_digest", models.CharField(max_length=64)),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("failures", models.PositiveIntegerField(default=0, help_text="Wrong codes ever; a right one does not take them back")),
                ("in_row", models.PositiveIntegerField(default=0, help_text="Wrong codes since the last right one")),
                ("rests_until", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "involvement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="portal_keys", to="casework.involvement"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PortalMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("on", models.DateField()),
                ("text", models.TextField()),
                ("token", models.CharField(max_length=64, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="portal_messages", to="casework.case"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="portal_messages", to="casework.person"),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PortalRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("REVIEW", "A review of the outcome"),
                            ("APOLOGY", "An apology"),
                            ("HEARING", "A place at the hearing"),
                            ("CONTACT", "Another way to be reached"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField()),
                ("words", models.TextField(blank=True)),
                ("details", models.JSONField(default=dict)),
                ("token", models.CharField(max_length=64, unique=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="portal_requests", to="casework.case"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="portal_requests", to="casework.person"),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PortalAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("words", models.TextField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "request",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="casework.portalrequest"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PortalSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("key", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="casework.portalkey")),
            ],
        ),
        migrations.CreateModel(
            name="ReviewedWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("kind", models.CharField(choices=[("WHERE", "Where it stands"), ("OUTCOME", "The outcome explained")], max_length=20)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("recorded", "Recorded"),
                            ("referred", "Referred"),
                            ("investigation", "Investigation"),
                            ("decision on the report", "Decision on the report"),
                            ("proceedings", "Proceedings"),
                            ("hearing", "Hearing"),
                            ("outcome", "Outcome"),
                            ("follow-up", "Follow-up"),
                            ("closed", "Closed"),
                        ],
                        max_length=40,
                    ),
                ),
                ("text", models.TextField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reviewed_words", to="casework.case")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.person")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "template",
                    models.CharField(
                        choices=[("NEWS", "There is something to read"), ("WAY_IN", "Here is your link"), ("CODE", "Here is your code")],
                        max_length=40,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True, choices=[("EMAIL", "By e-mail"), ("TEXT", "By text message"), ("POST", "By post")], max_length=20
                    ),
                ),
                ("sealed", models.BinaryField(blank=True, default=b"")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("QUEUED", "Queued"),
                            ("HANDED_OVER", "Handed over"),
                            ("DELIVERED", "Delivered"),
                            ("FAILED", "Failed"),
                            ("WITHHELD", "Withheld as unsafe"),
                        ],
                        default="QUEUED",
                        max_length=20,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField(blank=True, null=True)),
                ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                (
                    "carrier_ref",
                    models.CharField(blank=True, help_text="What the carrier calls it, to ask whether it arrived", max_length=80),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="outgoing", to="casework.case")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="outgoing", to="casework.person")),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["state", "next_try_at"], name="outgoing_waits")],
            },
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
