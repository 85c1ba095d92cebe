"""The forms about findings and operations: triage, adoption, asking for an operation, deciding on one."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import Decided, Source, TriageOutcome, WatchOutcome
from custodiet.web.forms import Checkboxes, GovukDateField, GovukForm, Radios, Section
from custodiet.web.staff.forms import LOST, seen_field, token_field

OUTCOMES = (
    (TriageOutcome.DISMISSED.value, _("Dismiss it")),
    (TriageOutcome.KEPT.value, _("Keep it until there is more")),
    (TriageOutcome.UNMASKED.value, _("Unmask it: see which officer and which person")),
    (TriageOutcome.ASKED.value, _("It was asked of the officer's supervisor")),
    (TriageOutcome.REPLIED.value, _("The supervisor replied")),
)
HINTS = {
    TriageOutcome.UNMASKED.value: _(
        "For this finding only; then you can ask the supervisor or take it up. The reason is kept, and the officer may read it."
    ),
    TriageOutcome.ASKED.value: _("By the rules of the force. Write who was asked what, and by when they shall answer."),
    TriageOutcome.REPLIED.value: _("Write who replied, when, and what they said, in their words."),
}


class TriageForm(GovukForm):
    """What is made of a finding, and why."""

    outcome = forms.ChoiceField(
        label=_("What do you make of it?"),
        widget=Radios(hints=HINTS),
        error_messages={
            "invalid_choice": _("That answer is not open here any more: see under “What was made of it” what was decided, then decide.")
        },
    )
    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)
    explanation = forms.CharField(
        label=_("Ordinary work that explains it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("If dismissed: what the force could know next time. It is a proposal; a named person approves an explanation."),
    )

    seen = seen_field()

    def __init__(self, *args: Any, unmasked: bool, asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closed = {TriageOutcome.UNMASKED.value} if unmasked else {TriageOutcome.ASKED.value}
        closed |= set() if asked else {TriageOutcome.REPLIED.value}
        self.fields["outcome"].choices = [each for each in OUTCOMES if each[0] not in closed]


class AdoptForm(GovukForm):
    """Taking a finding up as a conduct matter."""

    title = forms.CharField(
        label=_("Neutral title of the case"),
        max_length=120,
        initial=_("Matter found in an audit"),
        help_text=_("No name and no allegation: it stands in lists."),
    )
    conduct = forms.CharField(
        label=_("What conduct is it about, in plain words?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000
    )
    serious_corruption = forms.BooleanField(
        label=_("It may be serious corruption, including abuse of position for a sexual purpose or an improper emotional relationship"),
        required=False,
    )
    restricted = forms.BooleanField(label=_("Restricted: known only to those who hold a place in the case"), required=False, initial=True)
    reason = forms.CharField(label=_("Why is it taken up?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)
    token = token_field(most=60)
    shown = forms.CharField(max_length=60, widget=forms.HiddenInput, error_messages={"required": LOST, "max_length": LOST})


class OperationForm(GovukForm):
    """Asking for an operation."""

    sections = (
        Section(_("What it is for"), ("title", "purpose", "necessity", "proportionality", "expires_on")),
        Section(
            _("Lawful basis of each source"),
            tuple(source.name.lower() for source in Source),
            _("A source is read only where its basis is written. Private telephones and apps are never read."),
        ),
        Section(_("Who may see what is found"), ("readers",), _("You hold the operation and see it. Name nobody who need not.")),
    )
    title = forms.CharField(label=_("Neutral title"), max_length=120, help_text=_("No name: it stands in lists."))
    purpose = forms.CharField(label=_("Purpose"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)
    necessity = forms.CharField(
        label=_("Necessity"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, help_text=_("Why would nothing less do?")
    )
    proportionality = forms.CharField(
        label=_("Proportionality"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        help_text=_("Why is it not too much for those whose work is gone through?"),
    )
    expires_on = GovukDateField(label=_("Last day"), what=_("the last day"), help_text=_("Within half a year."))
    readers = forms.MultipleChoiceField(label=_("Others who may see it"), required=False, widget=Checkboxes)

    def __init__(self, *args: Any, users: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = users

    def lawful_basis(self) -> dict[Source, str]:
        """The basis of each source, as the record keeps it."""
        return {source: self.cleaned_data[source.name.lower()] for source in Source}

    def last_day(self) -> date:
        """The last day, as it was given."""
        return self.cleaned_data["expires_on"]


for _source in Source:
    OperationForm.base_fields[_source.name.lower()] = forms.CharField(
        label=_source.capitalised, required=False, max_length=500, help_text=_("For example: Data Protection Act 2018, section 35(2)(b)")
    )


class DecisionForm(GovukForm):
    """A decision about an operation."""

    decided = forms.ChoiceField(label=_("What do you decide?"), widget=Radios)
    why = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)

    def __init__(self, *args: Any, closing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        both = [(Decided.AUTHORISED.value, _("Authorise it")), (Decided.REFUSED.value, _("Refuse it"))]
        self.fields["decided"].choices = [(Decided.CLOSED.value, _("Close it"))] if closing else both


class WatchForm(GovukForm):
    """What is made of a look of a user that nothing explains."""

    outcome = forms.ChoiceField(
        label=_("What do you make of it?"), widget=Radios, choices=[(each.value, each.capitalised) for each in WatchOutcome]
    )
    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)


class ShownForm(GovukForm):
    """Making out for an officer what detection found, saw and decided about them."""

    officer = forms.CharField(label=_("Officer's number in the force's systems"), max_length=60)
    why = forms.CharField(
        label=_("Why is it shown to the officer?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000,
        help_text=_("For example: a subject access request, or the end of the matter."),
    )  # fmt: skip
