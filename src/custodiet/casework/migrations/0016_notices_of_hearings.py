"""Notices of hearings beside those of outcomes, what each kept back, the last day of each on the site, and drafts."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """Ends with the triggers, because SQLite rebuilds the table."""

    dependencies = [
        ("casework", "0015_responses_and_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedoutcome",
            name="about",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="publishedoutcome",
            name="alias",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddField(
            model_name="publishedoutcome",
            name="dated",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="publishedoutcome",
            name="kind",
            field=models.CharField(choices=[("outcome", "outcome"), ("hearing", "hearing")], default="outcome", max_length=10),
        ),
        migrations.AddField(
            model_name="publishedoutcome",
            name="last_day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="publishedoutcome",
            name="listed",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="publishedoutcome",
            name="may_be_kept",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="publishedoutcome",
            name="named",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="publishedoutcome",
            name="withheld",
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name="NoticeDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=40)),
                ("content", models.JSONField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("author", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="notice_drafts", to="casework.case")),
            ],
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
