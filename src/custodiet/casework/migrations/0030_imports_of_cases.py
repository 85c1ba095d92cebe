"""Extracts of other systems on their way in, by the page."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of imports. It is no record of what was done: that is in the ledger and in each step."""

    dependencies = [
        ("casework", "0029_messages_of_officers"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("source", models.CharField(max_length=120)),
                ("compartment", models.CharField(max_length=40, unique=True)),
                ("files", models.JSONField()),
                ("said", models.JSONField()),
                ("reached", models.PositiveIntegerField(default=0)),
                ("done", models.JSONField(default=dict)),
                ("doubts", models.JSONField(default=list)),
                ("whole", models.BooleanField(default=False)),
                ("ended_at", models.DateTimeField(null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
    ]
