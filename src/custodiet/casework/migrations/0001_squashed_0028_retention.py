"""The tables of an empty database in one go: what the migrations 0001 to 0028 make together.

One by one they took half of the time in which a demonstration starts. They stay, for databases that have some of them and for exports
written in between; that both ways end in the same tables is tried in tests/casework/test_migrations.py.
"""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import custodiet.casework.models.random
from custodiet.casework import triggers


class Migration(migrations.Migration):
    """Every table as the migrations 0001 to 0028 leave it, then every trigger. A database that has some of them goes on one by one."""

    initial = True
    replaces = [
        ("casework", "0001_records"),
        ("casework", "0002_triggers"),
        ("casework", "0003_exhibits"),
        ("casework", "0004_published_and_bodies"),
        ("casework", "0005_officer_by_number"),
        ("casework", "0006_ties_are_struck"),
        ("casework", "0007_operations"),
        ("casework", "0008_found_damaged"),
        ("casework", "0009_rules_and_watch"),
        ("casework", "0010_members_of_the_panel"),
        ("casework", "0011_bundles"),
        ("casework", "0012_grants_and_conflicts_stay"),
        ("casework", "0013_papers"),
        ("casework", "0014_conflicts_end"),
        ("casework", "0015_responses_and_letters"),
        ("casework", "0016_notices_of_hearings"),
        ("casework", "0017_layouts_and_disposals"),
        ("casework", "0018_people_are_reached"),
        ("casework", "0019_notices_as_pdf"),
        ("casework", "0020_reports"),
        ("casework", "0021_more_may_be_asked_for"),
        ("casework", "0022_frozen_figures"),
        ("casework", "0023_follow_up"),
        ("casework", "0024_own_matters"),
        ("casework", "0025_returns_of_forces"),
        ("casework", "0026_overseers_and_chief_officer"),
        ("casework", "0027_received_referrals"),
        ("casework", "0028_retention"),
    ]
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=custodiet.casework.models.random.token, editable=False, max_length=32, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "title",
                    models.CharField(
                        choices=[
                            ("Ms", "Ms"),
                            ("Mr", "Mr"),
                            ("Mx", "Mx"),
                            ("Mrs", "Mrs"),
                            ("Miss", "Miss"),
                            ("Dr", "Dr"),
                            ("Person", "Person"),
                            ("Child", "Child"),
                            ("Witness", "Witness"),
                        ],
                        default="Person",
                        max_length=10,
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True)),
                ("vulnerability", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=150, unique=True)),
                ("full_name", models.CharField(max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "role",
                    models.CharField(
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
                ("is_active", models.BooleanField(default=True)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="logins", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(default=custodiet.casework.models.random.reference, editable=False, max_length=12, unique=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("complaint", "Complaint"),
                            ("conduct matter", "Conduct matter"),
                            ("death or serious injury matter", "Death or serious injury matter"),
                        ],
                        max_length=40,
                    ),
                ),
                ("title", models.CharField(help_text="A neutral title: no name, no allegation", max_length=120)),
                ("restricted", models.BooleanField(default=False, help_text="Covert: known only to those who hold a grant")),
                ("compartment", models.CharField(default=custodiet.casework.models.random.token, editable=False, max_length=32)),
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
                        default="received",
                        max_length=40,
                    ),
                ),
                ("next_due_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["next_due_on"], name="casework_ca_next_du_5a6c4d_idx"),
                    models.Index(fields=["stage"], name="casework_ca_stage_a3be2f_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField()),
                ("verb", models.CharField(max_length=30)),
                ("compartment", models.CharField(blank=True, max_length=32)),
                ("object_ref", models.CharField(blank=True, max_length=64)),
                ("commitment", models.BinaryField(max_length=32)),
                ("leaf", models.BinaryField(max_length=32)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("case", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case")),
            ],
        ),
        migrations.CreateModel(
            name="LedgerHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("frontier", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="LedgerBody",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="body",
                        serialize=False,
                        to="casework.ledgerentry",
                    ),
                ),
                ("salt", models.BinaryField(max_length=32)),
                ("value", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("shareable", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("author", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="casework.case")),
            ],
        ),
        migrations.CreateModel(
            name="PublishedOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(default=custodiet.casework.models.random.slug, editable=False, max_length=32, unique=True)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("body", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by_first",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "approved_by_second",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="published", to="casework.case")),
                ("about", models.CharField(blank=True, default="", max_length=40)),
                ("alias", models.CharField(blank=True, default="", max_length=40)),
                ("dated", models.DateField(null=True)),
                ("kind", models.CharField(choices=[("outcome", "outcome"), ("hearing", "hearing")], default="outcome", max_length=10)),
                ("last_day", models.DateField(null=True)),
                ("listed", models.JSONField(default=dict)),
                ("may_be_kept", models.BooleanField(default=False)),
                ("named", models.BooleanField(default=False)),
                ("withheld", models.JSONField(default=list)),
                ("pdf", models.BinaryField(default=b"")),
                ("pdf_digest", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("approved_by_first", models.F("approved_by_second")), _negated=True),
                        name="approved_by_two_people",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SafeContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("safe_to_call", models.BooleanField(default=False)),
                ("safe_to_text", models.BooleanField(default=False)),
                ("safe_to_voicemail", models.BooleanField(default=False)),
                ("safe_to_email", models.BooleanField(default=False)),
                ("safe_to_post", models.BooleanField(default=False)),
                ("announce", models.BooleanField(default=False, help_text="May the caller say who is calling?")),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("post", models.TextField(blank=True)),
                ("best_times", models.CharField(blank=True, max_length=200)),
                ("never_tell", models.TextField(blank=True, help_text="Who must never learn of this contact")),
                ("safe_word", models.CharField(blank=True, max_length=80)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="safe_contact", to="casework.person"),
                ),
                ("asked_on", models.DateField(blank=True, help_text="When the person said all this", null=True)),
                ("adaptations", models.TextField(blank=True, help_text="Sign language, text relay, Welsh, another language, other needs")),
                ("ask_for", models.CharField(blank=True, help_text="The name to ask for", max_length=120)),
                ("away_from", models.TextField(blank=True, help_text="The station or team that must not deal with this person")),
                ("caller", models.CharField(blank=True, help_text="Who should call: a woman, a man, no matter", max_length=120)),
                ("plain_envelope", models.BooleanField(default=False)),
                ("shared_device", models.BooleanField(default=False, help_text="Others use the telephone or read the e-mail")),
                (
                    "someone_else",
                    models.TextField(blank=True, help_text="Somebody else to reach instead: name, what they are to the person, how"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=200)),
                ("due", models.DateField(blank=True, null=True)),
                ("done", models.DateField(blank=True, null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="casework.case")),
                (
                    "owner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Allegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("officer_key", models.CharField(max_length=40)),
                ("category", models.CharField(blank=True, max_length=20)),
                ("scheme_version", models.CharField(default="2020", max_length=20)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="allegations", to="casework.case")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "key"), name="allegation_key_once_in_a_case")],
            },
        ),
        migrations.CreateModel(
            name="CaseStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField()),
                ("kind", models.CharField(blank=True, max_length=80)),
                ("on", models.DateField()),
                ("not_before", models.DateField(blank=True, null=True)),
                ("about", models.CharField(blank=True, max_length=40)),
                ("content", models.JSONField(default=dict)),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("appropriate authority", "Appropriate authority"),
                            ("local policing body", "Local policing body"),
                            ("Director General of the IOPC", "Director General of the IOPC"),
                            ("investigator", "Investigator"),
                            ("senior officer", "Senior officer"),
                            ("chair", "Chair"),
                            ("person conducting the proceedings", "Person conducting the proceedings"),
                            ("legally qualified adviser", "Legally qualified adviser"),
                            ("person determining the appeal", "Person determining the appeal"),
                            ("Police Appeals Tribunal", "Police Appeals Tribunal"),
                            ("court", "Court"),
                            ("officer concerned", "Officer concerned"),
                            ("complainant", "Complainant"),
                            ("interested person", "Interested person"),
                            ("relevant review body", "Relevant review body"),
                            ("reviewer", "Reviewer"),
                            ("line manager", "Line manager"),
                            ("vetting authority", "Vetting authority"),
                            ("vetting assessor", "Vetting assessor"),
                            ("vetting appeal panel", "Vetting appeal panel"),
                            ("College of Policing", "College of Policing"),
                            ("recorder of the force", "Recorder of the force"),
                        ],
                        max_length=60,
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("why", models.TextField(blank=True)),
                ("token", models.CharField(max_length=64, unique=True)),
                ("seal", models.CharField(max_length=64)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.case")),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "strikes",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="struck_by", to="casework.casestep"
                    ),
                ),
            ],
            options={
                "ordering": ["case", "seq"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "seq"), name="step_number_once_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(("strikes", None), models.Q(("why", ""), _negated=True), _connector="OR"),
                        name="striking_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", ""), _negated=True), ("strikes__isnull", False), _connector="OR"),
                        name="step_has_a_kind",
                    ),
                    models.CheckConstraint(condition=models.Q(("token", ""), _negated=True), name="step_has_a_token"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=40)),
                ("offices", models.JSONField(default=list)),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="casework.case")),
                (
                    "granted_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="grants", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["user", "case"], name="casework_gr_user_id_099bf9_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"), name="grant_ends_after"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficerProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rank",
                    models.CharField(
                        choices=[
                            ("constable", "Constable"),
                            ("sergeant", "Sergeant"),
                            ("inspector", "Inspector"),
                            ("chief inspector", "Chief inspector"),
                            ("superintendent", "Superintendent"),
                            ("chief superintendent", "Chief superintendent"),
                            ("assistant chief constable", "Assistant chief constable"),
                            ("commander", "Commander"),
                            ("deputy chief constable", "Deputy chief constable"),
                            ("deputy assistant commissioner", "Deputy assistant commissioner"),
                            ("assistant commissioner", "Assistant commissioner"),
                            ("deputy commissioner", "Deputy commissioner"),
                            ("chief constable", "Chief constable"),
                            ("commissioner", "Commissioner"),
                            ("no rank", "No rank"),
                        ],
                        default="constable",
                        max_length=60,
                    ),
                ),
                ("collar_number", models.CharField(max_length=30)),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("member of a police force", "Member of a police force"),
                            ("special constable", "Special constable"),
                            ("police staff", "Police staff"),
                            ("designated volunteer", "Designated volunteer"),
                            ("contractor", "Contractor"),
                        ],
                        default="member of a police force",
                        max_length=60,
                    ),
                ),
                ("force", models.CharField(max_length=120)),
                ("unit", models.CharField(blank=True, max_length=120)),
                ("person", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="officer", to="casework.person")),
            ],
            options={
                "indexes": [models.Index(fields=["force", "collar_number"], name="officer_by_number")],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("officer concerned", "Officer concerned"),
                            ("complainant", "Complainant"),
                            ("victim", "Victim"),
                            ("witness", "Witness"),
                            ("interested person", "Interested person"),
                            ("panel member", "Panel member"),
                        ],
                        max_length=40,
                    ),
                ),
                ("alias", models.CharField(max_length=40)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="involvements", to="casework.case")),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="involvements", to="casework.person"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "key", "role"), name="part_once_in_a_case"),
                    models.UniqueConstraint(fields=("case", "person", "role"), name="person_once_in_a_part"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("declared_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="casework.case"
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="casework.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case", None), ("person__isnull", False)),
                            models.Q(("case__isnull", False), ("person", None)),
                            _connector="OR",
                        ),
                        name="conflict_with_one_thing",
                    )
                ],
            },
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
                (
                    "received_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["case", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "reference"), name="exhibit_reference_once_in_a_case"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("reference", ""), _negated=True), models.Q(("sha256", ""), _negated=True)),
                        name="exhibit_has_reference_and_digest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Derivation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("made", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sources", to="casework.exhibit")),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="casework.exhibit")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("made", "source"), name="derivation_once")],
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
                "constraints": [models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="disclosure_has_a_reason")],
            },
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
                            ("found damaged", "Found damaged"),
                            ("restored", "Restored"),
                            ("disposal proposed", "Disposal proposed"),
                            ("disposal declined", "Disposal declined"),
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
                "constraints": [models.UniqueConstraint(fields=("exhibit", "seq"), name="custody_number_once_for_an_exhibit")],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rows_in_file", None),
                            (
                                "rows_in_file",
                                django.db.models.expressions.CombinedExpression(models.F("rows_read"), "+", models.F("rows_refused")),
                            ),
                            _connector="OR",
                        ),
                        name="every_row_was_read_or_refused",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True), models.Q(("problem", ""), _negated=True), _connector="OR"
                        ),
                        name="a_failed_reading_says_why",
                    ),
                ],
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
                        choices=[("confirmed", "confirmed"), ("likely", "likely"), ("contested", "contested"), ("withdrawn", "withdrawn")],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("why", ""), _negated=True), models.Q(("value", ""), _negated=True)),
                        name="tie_has_value_and_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Operation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(default=custodiet.casework.models.random.operation, editable=False, max_length=12, unique=True),
                ),
                ("title", models.CharField(help_text="A neutral title: no name", max_length=120)),
                ("purpose", models.TextField()),
                ("necessity", models.TextField()),
                ("proportionality", models.TextField()),
                (
                    "lawful_basis",
                    models.JSONField(help_text="By source: the lawful basis on which it is read; a source without one is not read"),
                ),
                ("expires_on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("asked_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="held_operations", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("purpose", ""), _negated=True),
                            models.Q(("necessity", ""), _negated=True),
                            models.Q(("proportionality", ""), _negated=True),
                        ),
                        name="operation_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NightRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("added", models.PositiveIntegerField()),
                ("report", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("operation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="casework.operation")),
            ],
        ),
        migrations.CreateModel(
            name="DetectedFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reference",
                    models.CharField(default=custodiet.casework.models.random.finding, editable=False, max_length=12, unique=True),
                ),
                ("fingerprint", models.CharField(max_length=32)),
                ("officer", models.CharField(max_length=60)),
                ("person", models.CharField(max_length=60)),
                ("content", models.JSONField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "operation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="casework.operation"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["officer"], name="finding_by_officer")],
                "constraints": [models.UniqueConstraint(fields=("operation", "fingerprint"), name="fingerprint_once_in_an_operation")],
            },
        ),
        migrations.CreateModel(
            name="OperationDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decided",
                    models.CharField(choices=[("authorised", "Authorised"), ("refused", "Refused"), ("closed", "Closed")], max_length=20),
                ),
                ("on", models.DateField()),
                ("why", models.TextField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "operation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="casework.operation"),
                ),
            ],
            options={
                "ordering": ["operation", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("operation", "decided"), name="decided_once_about_an_operation"),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="decision_about_an_operation_says_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OperationReader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "operation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="readers", to="casework.operation"),
                ),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("operation", "user"), name="reader_once_in_an_operation")],
            },
        ),
        migrations.CreateModel(
            name="Pseudonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(help_text="officer: or person: and the number in the force's systems", max_length=80)),
                ("letters", models.CharField(max_length=8)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "operation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="pseudonyms", to="casework.operation"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("operation", "subject"), name="subject_once_in_an_operation"),
                    models.UniqueConstraint(fields=("operation", "letters"), name="letters_once_in_an_operation"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "finding",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tallies", to="casework.detectedfinding"),
                ),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.nightrun")),
            ],
        ),
        migrations.CreateModel(
            name="Triage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("dismissed", "Dismissed"),
                            ("kept for more", "Kept for more"),
                            ("asked of the supervisor", "Asked of the supervisor"),
                            ("the supervisor replied", "The supervisor replied"),
                            ("unmasked", "Unmasked"),
                            ("adopted", "Adopted"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reason", models.TextField()),
                ("explanation", models.TextField(blank=True)),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="adopted_findings", to="casework.case"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="triage", to="casework.detectedfinding"),
                ),
            ],
            options={
                "ordering": ["finding", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="triage_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case__isnull", False), ("outcome", "adopted")),
                            models.Q(models.Q(("outcome", "adopted"), _negated=True), ("case", None)),
                            _connector="OR",
                        ),
                        name="adopted_into_a_case",
                    ),
                    models.UniqueConstraint(condition=models.Q(("outcome", "adopted")), fields=("finding",), name="adopted_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WatchedLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(help_text="case: or finding: and its number", max_length=80)),
                ("on", models.DateField()),
                ("first", models.BigIntegerField(unique=True)),
                ("content", models.JSONField()),
                (
                    "holder",
                    models.CharField(
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
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["-on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="WatchReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("in order", "In order"),
                            ("the user was asked", "The user was asked"),
                            ("raised as a matter", "Raised as a matter"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reason", models.TextField()),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("look", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="casework.watchedlook")),
            ],
            options={
                "ordering": ["look", "pk"],
                "constraints": [models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="watch_reply_says_why")],
            },
        ),
        migrations.CreateModel(
            name="RuleDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=80)),
                (
                    "decided",
                    models.CharField(
                        choices=[("approved", "Approved"), ("declined", "Declined"), ("withdrawn", "Withdrawn")], max_length=20
                    ),
                ),
                ("before_hours", models.FloatField()),
                ("after_hours", models.FloatField()),
                ("figures", models.JSONField(default=dict)),
                ("why", models.TextField()),
                ("on", models.DateField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="rule_decision_says_why"),
                    models.CheckConstraint(
                        condition=models.Q(("after_hours__gte", 0), ("before_hours__gte", 0)), name="rule_window_is_not_negative"
                    ),
                ],
            },
        ),
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
                "constraints": [models.UniqueConstraint(fields=("case", "seq"), name="bundle_number_once_in_a_case")],
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
                "constraints": [
                    models.UniqueConstraint(fields=("bundle", "seq"), name="item_number_once_in_a_bundle"),
                    models.CheckConstraint(condition=models.Q(("first__gt", 0), ("pages__gt", 0)), name="item_has_pages"),
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground", ""), ("included", True)),
                            models.Q(("included", False), models.Q(("ground", ""), _negated=True), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="left_out_with_a_ground",
                    )
                ],
            },
        ),
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
                            ("ADVISORY_LIST_REPORT", "Report to the advisory list"),
                            ("CHAIRS_REPORT", "Report of the chair"),
                            ("OUTCOME_LETTER", "Letter about the outcome"),
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
                "constraints": [
                    models.UniqueConstraint(fields=("case", "seq"), name="paper_number_once_in_a_case"),
                    models.UniqueConstraint(fields=("case", "kind", "about", "version"), name="version_once_of_a_paper"),
                ],
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
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("counts_on__gte", models.F("sent_on"))), name="counts_when_sent_or_later")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConflictEnded",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("why", models.TextField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "conflict",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="casework.conflict"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="conflict_ended_with_a_reason")
                ],
            },
        ),
        migrations.CreateModel(
            name="ResponsePoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("officer", models.CharField(max_length=40)),
                (
                    "part",
                    models.CharField(
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
        migrations.CreateModel(
            name="Layout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("kind", models.CharField(max_length=40)),
                ("layout", models.CharField(max_length=16)),
                ("columns", models.JSONField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("reading", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="layouts", to="casework.reading")),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["kind", "layout"], name="layout_of_a_kind")],
            },
        ),
        migrations.CreateModel(
            name="PortalGuesses",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_digest", models.CharField(max_length=64, unique=True)),
                ("since", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
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
                            ("EVIDENCE", "That new files be looked at"),
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
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "reference",
                    models.CharField(default=custodiet.casework.models.random.report, editable=False, max_length=12, unique=True),
                ),
                ("compartment", models.CharField(default=custodiet.casework.models.random.token, editable=False, max_length=32)),
                ("code_digest", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportGuesses",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_digest", models.CharField(max_length=64, unique=True)),
                ("since", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="ReportSent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("the person it happened to", "The person it happened to"),
                            ("someone who tells it for another", "Someone who tells it for another"),
                            ("a colleague, in confidence", "A colleague, in confidence"),
                            ("a partner body", "A partner body"),
                            ("an officer who takes it down", "An officer who takes it down"),
                        ],
                        max_length=40,
                    ),
                ),
                ("in_confidence", models.BooleanField(default=False)),
                ("salt", models.CharField(max_length=64)),
                ("receipt", models.JSONField()),
                ("report", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="sent", to="casework.report")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("seq", models.PositiveIntegerField()),
                ("sealed", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("address", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("set_aside", models.CharField(blank=True, help_text="Why it is not adopted with the others", max_length=200)),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="files", to="casework.report")),
            ],
            options={
                "ordering": ["report", "seq"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "seq"), name="file_number_once_in_a_report"),
                    models.UniqueConstraint(fields=("report", "sha256"), name="file_once_in_a_report"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("mark", models.CharField(max_length=24)),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="casework.report")),
            ],
            options={
                "indexes": [models.Index(fields=["mark"], name="report_by_mark")],
            },
        ),
        migrations.CreateModel(
            name="ReportOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "end",
                    models.CharField(
                        choices=[("a new case", "A new case"), ("part of a case", "Part of a case"), ("not for us", "Not for us")],
                        max_length=20,
                    ),
                ),
                ("why", models.TextField()),
                ("told", models.TextField(blank=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "case",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="casework.case"),
                ),
                ("report", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="outcome", to="casework.report")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case", None), ("end", "not for us"), models.Q(("told", ""), _negated=True)),
                            models.Q(models.Q(("end", "not for us"), _negated=True), ("case__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_ends_in_a_case_or_with_an_answer",
                    ),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="report_ends_with_a_reason"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("seq", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=20)),
                ("sealed", models.BinaryField()),
                ("token", models.CharField(max_length=64, unique=True)),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="pages", to="casework.report")),
            ],
            options={
                "ordering": ["report", "seq"],
                "constraints": [models.UniqueConstraint(fields=("report", "seq"), name="page_number_once_in_a_report")],
            },
        ),
        migrations.CreateModel(
            name="FrozenFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("snapshot", models.CharField(max_length=64, unique=True)),
                ("force", models.CharField(max_length=120)),
                ("taken_on", models.DateField()),
                ("cases", models.PositiveIntegerField()),
                ("address", models.CharField(max_length=200)),
                ("size", models.BigIntegerField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="FiguresPutForward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("period", models.CharField(max_length=30)),
                ("digest", models.CharField(max_length=64)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "frozen",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="put_forward", to="casework.frozenfigures"),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PublishedFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("period", models.CharField(max_length=30)),
                ("body", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "approved_by_first",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "approved_by_second",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "frozen",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="published", to="casework.frozenfigures"),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("approved_by_first", models.F("approved_by_second")), _negated=True),
                        name="figures_approved_by_two_people",
                    )
                ],
            },
        ),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("what", ""), _negated=True), models.Q(("owner", ""), _negated=True)),
                        name="learning_says_what_and_who",
                    )
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("step", None), ("learning", None), _connector="XOR"), name="proof_is_of_one_thing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("exhibit", None), _negated=True),
                            models.Q(models.Q(("supervisor", ""), _negated=True), models.Q(("words", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="proof_is_an_exhibit_or_a_statement",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CopyShown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "given",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="shown", to="casework.bundlegiven"),
                ),
                (
                    "involvement",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="casework.involvement"),
                ),
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
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "finding",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="casework.detectedfinding"),
                ),
            ],
            options={
                "ordering": ["finding", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="answer_to_a_finding_says_something")
                ],
            },
        ),
        migrations.CreateModel(
            name="Representation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "involvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="representations", to="casework.involvement"
                    ),
                ),
                (
                    "representative",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="represents", to=settings.AUTH_USER_MODEL),
                ),
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
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "representation",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="ended", to="casework.representation"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ForceReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("file_name", models.CharField(max_length=200)),
                ("force", models.CharField(blank=True, max_length=120)),
                ("period", models.CharField(blank=True, max_length=30)),
                ("body", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("refused", models.TextField(blank=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaced_by", to="casework.forcereturn"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refused", ""), _negated=True),
                            models.Q(models.Q(("force", ""), _negated=True), models.Q(("period", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="return_taken_in_says_whose_and_when",
                    )
                ],
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
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("question", ""), _negated=True), models.Q(("seed", ""), _negated=True)),
                        name="sample_says_what_and_how",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SampledCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("place", models.PositiveIntegerField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case")),
                ("sample", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="drawn", to="casework.sample")),
            ],
            options={
                "ordering": ["sample", "place"],
                "constraints": [
                    models.UniqueConstraint(fields=("sample", "place"), name="place_once_in_a_sample"),
                    models.UniqueConstraint(fields=("sample", "case"), name="case_once_in_a_sample"),
                ],
            },
        ),
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
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "sampled",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="judgements", to="casework.sampledcase"),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="judgement_has_words")],
            },
        ),
        migrations.CreateModel(
            name="LedgerCheckpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("size", models.PositiveBigIntegerField()),
                ("note", models.TextField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
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
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="recommendation_has_words")],
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
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "recommendation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="casework.recommendation"),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="answer_to_recommendation_has_words")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceivedReferral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("force", models.CharField(max_length=200)),
                ("reference", models.CharField(max_length=40)),
                ("stands", models.PositiveIntegerField()),
                ("made_on", models.DateField()),
                ("signed_by", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("on", models.DateField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["force", "reference", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RetentionHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("why", models.TextField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="retention_holds", to="casework.case"),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="hold_has_a_reason")],
            },
        ),
        migrations.CreateModel(
            name="RetentionHoldLifted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("why", models.TextField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "hold",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="lifted", to="casework.retentionhold"),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="hold_lifted_with_a_reason")],
            },
        ),
        migrations.CreateModel(
            name="RetentionReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "end",
                    models.CharField(
                        choices=[
                            ("kept", "Kept"),
                            ("disposal proposed", "Disposal proposed"),
                            ("disposal declined", "Disposal declined"),
                            ("disposed", "Disposed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.TextField()),
                ("until", models.DateField(blank=True, null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="retention_reviews", to="casework.case"),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decided",
                        to="casework.retentionreview",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="review_has_a_reason"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("end", "kept"), _negated=True), ("until__isnull", False), _connector="OR"),
                        name="kept_until_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("end", "disposed"), _negated=True), ("proposal__isnull", False), _connector="OR"),
                        name="disposal_was_proposed",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="exhibit",
            name="derived_from",
            field=models.ManyToManyField(related_name="derivatives", through="casework.Derivation", to="casework.exhibit"),
        ),
        migrations.RunPython(triggers.install, triggers.remove),
    ]
