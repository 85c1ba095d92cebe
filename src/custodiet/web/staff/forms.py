"""The forms of the staff pages that are not steps: a new matter, a person, notes, tasks, access, search, signing in."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.jobs import HELD_BY_GRANT
from custodiet.law.vocabulary import Capacity, HowFound, MatterKind, Office, Rank
from custodiet.publication.names import PersonTitle
from custodiet.web.forms import Checkboxes, GovukDateField, GovukForm, Radios, Section

WAYS = (
    ("safe_to_call", _("Telephone call")),
    ("safe_to_text", _("Text message")),
    ("safe_to_voicemail", _("Message on the answering machine")),
    ("safe_to_email", _("E-mail")),
    ("safe_to_post", _("Post")),
)
PARTS = (
    ("complainant", _("Complainant")),
    ("victim", _("Victim")),
    ("witness", _("Witness")),
    ("interested person", _("Interested person")),
    ("panel member", _("Member of the panel: chairs, conducts, sits or advises")),
)
SAFE_CONTACT = Section(
    _("Safe contact"),
    ("ways", "phone", "email", "announce", "best_times", "never_tell"),
    _("Ask how this person can be reached without harm. Whatever is not ticked is never used: they may live with the one complained of."),
    boxed=True,
)


LOST = _("The form came back damaged, and nothing was recorded. Open it again from the case and send that one.")


def token_field(most: int = 64) -> forms.Field:
    """The hidden field by which a form that is sent twice is known; the records keep 64 characters of it."""
    lost = {"required": LOST, "max_length": LOST}
    return forms.CharField(max_length=most, widget=forms.HiddenInput, error_messages=lost)


def seen_field() -> forms.Field:
    """The hidden field that says which decision stood last on the page from which a form is sent; 0: none, empty: nothing is compared."""
    return forms.IntegerField(required=False, widget=forms.HiddenInput)


def show_latest(form: Any, latest: int | str, field: str = "seen") -> None:
    """After a refusal: the page that comes back shows what stands now, so the form says that this was seen."""
    form.data = form.data.copy()
    form.data[field] = str(latest)


def terms(closed: Iterable[Any]) -> list[tuple[str, str]]:
    """A closed list of terms as choices."""
    return [(term.value, term.capitalised) for term in closed]


def titles() -> list[tuple[str, str]]:
    """The titles people are addressed by."""
    return [(title.value, title.value) for title in PersonTitle]


class SafeContactFields(GovukForm):
    """How a person may be reached without harm. What is not ticked is not allowed."""

    ways = forms.MultipleChoiceField(
        label=_("Safe ways to make contact"),
        choices=WAYS,
        required=False,
        widget=Checkboxes,
        help_text=_("Tick only what the person says is safe."),
    )
    announce = forms.BooleanField(label=_("The caller may say that it is the police"), required=False)
    phone = forms.CharField(label=_("Telephone number"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    best_times = forms.CharField(label=_("Safe times"), required=False, max_length=200)
    never_tell = forms.CharField(label=_("Who must never learn of the contact"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def safe_contact(self) -> dict[str, Any]:
        """The answers as the record of safe contact keeps them."""
        given = self.cleaned_data
        ways = {name: name in given["ways"] for name, _words in WAYS}
        rest = {name: given[name] for name in ("announce", "phone", "email", "best_times", "never_tell")}
        return {**ways, **rest}

    def clean(self) -> dict[str, Any]:
        """A way that is safe needs the number or address it goes to."""
        given = super().clean() or self.cleaned_data
        ways = set(given.get("ways") or ())
        if ways & {"safe_to_call", "safe_to_text", "safe_to_voicemail"} and not given.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Enter the telephone number that is safe to use, or untick calls and texts"))
        if "safe_to_email" in ways and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter the e-mail address that is safe to use, or untick e-mail"))
        return given


class NewMatterForm(SafeContactFields):
    """A new complaint or conduct matter, on one page."""

    sections = (
        Section(_("What came in"), ("kind", "on", "title", "found")),
        Section(
            _("Who is complained of"),
            ("officer_name", "collar_number", "rank", "capacity"),
            _("Leave the name and the number empty if the person is not identified yet."),
        ),
        Section(_("The allegation"), ("conduct", "from_day", "category", "serious_corruption")),
        Section(_("Complainant, or person harmed"), ("person_title", "person_name", "vulnerability")),
        SAFE_CONTACT,
    )
    kind = forms.ChoiceField(label=_("What kind of matter is it?"), choices=terms(MatterKind), widget=Radios)
    on = GovukDateField(label=_("On which day did it come in?"), what=_("the day it came in"), latest_is_today=True)
    title = forms.CharField(
        label=_("Neutral title of the case"), max_length=120, help_text=_("No name and no allegation: it stands in lists.")
    )
    found = forms.ChoiceField(label=_("How was it found?"), choices=terms(HowFound), initial=HowFound.COMPLAINT.value)
    officer_name = forms.CharField(
        label=_("Name of the officer or member of staff"),
        required=False,
        max_length=200,
    )
    collar_number = forms.CharField(label=_("Collar or staff number"), required=False, max_length=30)
    rank = forms.ChoiceField(label=_("Rank"), choices=terms(Rank), initial=Rank.CONSTABLE.value)
    capacity = forms.ChoiceField(label=_("Serves as"), choices=terms(Capacity), widget=Radios, initial=next(iter(Capacity)).value)
    conduct = forms.CharField(label=_("What is alleged, in plain words?"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    from_day = GovukDateField(label=_("When did the conduct begin?"), what=_("the day it began"), required=False, latest_is_today=True)
    category = forms.CharField(label=_("National complaint category"), required=False, max_length=20, help_text=_("For example G3."))
    serious_corruption = forms.BooleanField(
        label=_("It may be serious corruption, including abuse of position for a sexual purpose or an improper emotional relationship"),
        required=False,
    )
    person_title = forms.ChoiceField(label=_("Title"), choices=titles, initial=PersonTitle.PERSON.value)
    person_name = forms.CharField(
        label=_("Name of the complainant or person harmed"),
        required=False,
        max_length=200,
        help_text=_("A complaint needs it; write “Anonymous” if it was not given."),
    )
    vulnerability = forms.CharField(label=_("What makes the person vulnerable?"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    token = token_field(most=60)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].latest = self.fields["from_day"].latest = today

    def clean(self) -> dict[str, Any]:
        """A complaint has a complainant, and an allegation somebody it is made against."""
        given = super().clean()
        if given.get("kind") == MatterKind.COMPLAINT.value and not given.get("person_name"):
            self.add_error("person_name", _("Enter the name of the complainant, or “Anonymous” if it was not given"))
        if given.get("officer_name") and not given.get("collar_number"):
            self.add_error("collar_number", _("Enter the collar or staff number, so that two people of one name are told apart"))
        if given.get("conduct") and not given.get("officer_name"):
            self.add_error("officer_name", _("Enter the name of the person complained of, or add the allegation later when it is known"))
        return given


class PersonForm(SafeContactFields):
    """A person who comes into the case."""

    sections = (Section(_("Who the person is"), ("part", "person_title", "person_name", "vulnerability")), SAFE_CONTACT)
    part = forms.ChoiceField(label=_("What is the person in this case?"), choices=PARTS, widget=Radios)
    person_title = forms.ChoiceField(label=_("Title"), choices=titles, initial=PersonTitle.PERSON.value)
    person_name = forms.CharField(label=_("Name"), max_length=200)
    vulnerability = forms.CharField(label=_("What makes the person vulnerable?"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class NoteForm(GovukForm):
    """A note, private or shareable from the first day."""

    text = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000)
    side = forms.ChoiceField(
        label=_("Who may read it?"),
        widget=Radios(hints={"shareable": _("It may be shown to the people in the case. This can never be changed.")}),
        choices=[("private", _("Only those working on the case")), ("shareable", _("It may be shared"))],
    )


class TaskForm(GovukForm):
    """Something one person has to do on the case."""

    what = forms.CharField(label=_("What is to be done?"), max_length=200)
    owner = forms.ChoiceField(label=_("Whose task is it?"))
    due = GovukDateField(label=_("By when?"), what=_("the day"), required=False)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners


class GrantForm(GovukForm):
    """Access to a case for one user, and the offices that go with it."""

    user = forms.ChoiceField(label=_("To whom?"))
    offices = forms.MultipleChoiceField(
        label=_("Which offices may be exercised?"),
        choices=[(office.value, office.capitalised) for office in Office if office in HELD_BY_GRANT],
        required=False,
        widget=Checkboxes,
        help_text=_("Leave this empty for the offices that go with the person's job."),
    )

    def __init__(self, *args: Any, users: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = users


class ConflictForm(GovukForm):
    """A conflict of interest, declared by the user."""

    reason = forms.CharField(label=_("What is the conflict?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    sure = forms.BooleanField(label=_("I understand that I lose access to this case at once"))


class EndConflictForm(GovukForm):
    """The end of a conflict of interest, with its reason."""

    why = forms.CharField(label=_("Why does it no longer stand?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class SearchForm(GovukForm):
    """A search over the cases one may see."""

    words = forms.CharField(label=_("Reference, name, collar number or word"), max_length=100)


class PurposeForm(GovukForm):
    """Why a case is opened, chosen from one's own tasks on it."""

    purpose = forms.ChoiceField(label=_("For which of your tasks do you open this case?"), widget=Radios)
    other = forms.CharField(label=_("Another purpose"), required=False, max_length=200)
