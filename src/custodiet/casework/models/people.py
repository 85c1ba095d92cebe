"""Who: those who sign in, and the people the cases concern, with how a person may safely be reached."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from custodiet.casework.models import random
from custodiet.law.vocabulary import Capacity, Rank, Term
from custodiet.publication.names import PersonTitle


class Role(Term):
    """The jobs. What a job may do stands in `jobs.PERMISSIONS`; on which cases, in the grants."""

    INTAKE = "intake"
    INVESTIGATOR = "investigator"
    APPROPRIATE_AUTHORITY = "appropriate authority"
    ANALYST = "analyst"
    PROCEEDINGS = "proceedings officer"
    CHAIR = "chair"
    PUBLICATIONS = "publications officer"
    HEAD = "head of department"
    CHIEF = "chief officer"
    OVERSEER = "overseer"
    ADMINISTRATOR = "administrator"
    PANEL = "panel member"
    OFFICER = "officer"
    REPRESENTATIVE = "representative"

    @property
    def label(self) -> str:
        """The job as it stands on a page."""
        return self.capitalised


class UserManager(BaseUserManager):
    """Makes users; there is no superuser."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """A user with a hashed password; without one nobody can sign in."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. `person` ties the login to the person, so that nobody reaches a case about themselves."""

    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=40, choices=[(r.value, r.capitalised) for r in Role])
    person = models.ForeignKey("casework.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="logins")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name", "role"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=[role.value for role in Role]), name="user_role_known"),
        ]

    def get_full_name(self) -> str:
        """The name as it is printed."""
        return self.full_name

    def get_short_name(self) -> str:
        """The name as it is printed."""
        return self.full_name


class Person(models.Model):
    """A person in a case: an officer, complainant, victim, witness or interested person."""

    ref = models.CharField(max_length=32, unique=True, default=random.token, editable=False)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=10, choices=[(t.value, t.value) for t in PersonTitle], default=PersonTitle.PERSON.value)
    born_on = models.DateField(null=True, blank=True)
    vulnerability = models.TextField(blank=True)


class OfficerProfile(models.Model):
    """What the force knows of an officer or member of staff.

    The number is not unique: were it so, an officer's being in a covert case would show in what is refused elsewhere.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="officer")
    rank = models.CharField(max_length=60, choices=[(r.value, r.capitalised) for r in Rank], default=Rank.CONSTABLE.value)
    collar_number = models.CharField(max_length=30)
    capacity = models.CharField(
        max_length=60,
        choices=[(c.value, c.capitalised) for c in Capacity],
        default=Capacity.MEMBER_OF_A_POLICE_FORCE.value,
    )
    force = models.CharField(max_length=120)
    unit = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["force", "collar_number"], name="officer_by_number")]


class SafeContact(models.Model):
    """How this person may be reached without harm. What was not asked is not allowed."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="safe_contact")
    safe_to_call = models.BooleanField(default=False)
    safe_to_text = models.BooleanField(default=False)
    safe_to_voicemail = models.BooleanField(default=False)
    safe_to_email = models.BooleanField(default=False)
    safe_to_post = models.BooleanField(default=False)
    announce = models.BooleanField(default=False, help_text="May the caller say who is calling?")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    post = models.TextField(blank=True)
    best_times = models.CharField(max_length=200, blank=True)
    never_tell = models.TextField(blank=True, help_text="Who must never learn of this contact")
    safe_word = models.CharField(max_length=80, blank=True)
    asked_on = models.DateField(null=True, blank=True, help_text="When the person said all this")
    ask_for = models.CharField(max_length=120, blank=True, help_text="The name to ask for")
    caller = models.CharField(max_length=120, blank=True, help_text="Who should call: a woman, a man, no matter")
    someone_else = models.TextField(blank=True, help_text="Somebody else to reach instead: name, what they are to the person, how")
    shared_device = models.BooleanField(default=False, help_text="Others use the telephone or read the e-mail")
    plain_envelope = models.BooleanField(default=False)
    adaptations = models.TextField(blank=True, help_text="Sign language, text relay, Welsh, another language, other needs")
    away_from = models.TextField(blank=True, help_text="The station or team that must not deal with this person")
    review_on = models.DateField(null=True, blank=True)
