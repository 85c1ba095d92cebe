"""Bundles, what of them each reader gets, what was built and who was given it; and the triggers that keep them."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """The tables, then every trigger afresh."""

    dependencies = [
        ("casework", "0010_members_of_the_panel"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="bundles", to="casework.case")),
                ("made_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["case", "seq"],
            },
        ),
        migrations.CreateModel(
            name="BundleItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("volume", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("PAGES", "Page by page"),
                            ("SHEET", "A sheet that names the file, which is handed over beside the bundle"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("bundle", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="casework.bundle")),
                ("exhibit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.exhibit")),
            ],
            options={
                "ordering": ["bundle", "seq"],
            },
        ),
        migrations.CreateModel(
            name="BundleJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("volume", models.PositiveIntegerField()),
                (
                    "cut",
                    models.CharField(
                        blank=True,
                        choices=[("OFFICER", "Officer and representative"), ("PANEL", "Panel"), ("PUBLIC", "Public")],
                        max_length=10,
                    ),
                ),
                ("asked", models.JSONField()),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("being made", "Being made"), ("done", "Done"), ("failed", "Failed")],
                        default="waiting",
                        max_length=20,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("problem", models.TextField(blank=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("size", models.BigIntegerField(default=0)),
                ("made_with", models.JSONField(default=dict)),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("bundle", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to="casework.bundle")),
            ],
            options={
                "ordering": ["bundle", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BundleGiven",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.CharField(max_length=200)),
                ("as_what", models.CharField(max_length=200)),
                ("how", models.CharField(max_length=200)),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("job", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="given", to="casework.bundlejob")),
            ],
            options={
                "ordering": ["job", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CutDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cut",
                    models.CharField(
                        choices=[("OFFICER", "Officer and representative"), ("PANEL", "Panel"), ("PUBLIC", "Public")], max_length=10
                    ),
                ),
                ("included", models.BooleanField()),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "CRIMINAL_PROCEEDINGS",
                                "Necessary for the purpose of preventing the premature or inappropriate disclosure of information that is relevant to, or may be used in, any criminal proceedings",
                            ),
                            ("NATIONAL_SECURITY", "Necessary in the interests of national security"),
                            (
                                "CRIME",
                                "Necessary for the purpose of the prevention or detection of crime, or the apprehension or prosecution of offenders",
                            ),
                            (
                                "MISCONDUCT_BY_OTHERS",
                                "Necessary for the purpose of the prevention or detection of misconduct by other police officers or police staff members or their apprehension for such matters",
                            ),
                            (
                                "DISPROPORTIONATE_EFFORT",
                                "Justified on the grounds that providing the information would involve disproportionate effort in comparison to the seriousness of the allegations against the officer concerned",
                            ),
                            (
                                "WELFARE_AND_SAFETY",
                                "Necessary and proportionate for the protection of the welfare and safety of any informant or witness",
                            ),
                            ("PUBLIC_INTEREST", "Otherwise in the public interest"),
                            ("NOT_RELEVANT", "Not relevant to what is to be decided"),
                            ("NOT_RELIED_ON", "Neither side relies on it"),
                            ("PRIVILEGE", "Legal professional privilege"),
                            ("DIRECTION", "By direction of the person chairing or conducting the proceedings (CR20 39(3), 59(2))"),
                            ("ANONYMITY", "It could lead to the complainant of a sexual offence being known (SOA92 1)"),
                            ("PRIVATE", "It was not read out or shown in public"),
                        ],
                        max_length=40,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="casework.bundleitem"),
                ),
            ],
            options={
                "ordering": ["item", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="bundle",
            constraint=models.UniqueConstraint(fields=("case", "seq"), name="bundle_number_once_in_a_case"),
        ),
        migrations.AddConstraint(
            model_name="bundleitem",
            constraint=models.UniqueConstraint(fields=("bundle", "seq"), name="item_number_once_in_a_bundle"),
        ),
        migrations.AddConstraint(
            model_name="bundleitem",
            constraint=models.CheckConstraint(condition=models.Q(("first__gt", 0), ("pages__gt", 0)), name="item_has_pages"),
        ),
        migrations.AddConstraint(
            model_name="cutdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", ""), ("included", True)),
                    models.Q(("included", False), models.Q(("ground", ""), _negated=True), models.Q(("why", ""), _negated=True)),
                    _connector="OR",
                ),
                name="left_out_with_a_ground",
            ),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
