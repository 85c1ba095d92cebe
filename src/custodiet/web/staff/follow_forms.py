"""The forms of follow-up: proof, a learning recommendation, an area that is somebody's own, the register of warnings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import AreaFrom, Taught, WatchedFor, random
from custodiet.web.forms import Checkboxes, GovukDateField, GovukForm, Radios
from custodiet.web.staff.forms import token_field


class ProofForm(GovukForm):
    """That something is really so: an exhibit, or what a named supervisor saw."""

    of = forms.ChoiceField(label=_("What does it prove?"), widget=Radios)
    on = GovukDateField(label=_("Of which day is it?"), what=_("the day it is of"), latest_is_today=True)
    supervisor = forms.CharField(label=_("Which supervisor says so? (rank and name)"), required=False, max_length=120)
    words = forms.CharField(label=_("What was seen?"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    exhibit = forms.CharField(
        label=_("If an exhibit shows it: its reference"), required=False, max_length=40, help_text=_("For example OT/1.")
    )  # fmt: skip
    token = token_field()

    def __init__(self, data: Any = None, *, choices: list[tuple[str, str]], today: Any, **kwargs: Any) -> None:
        super().__init__(data, initial={"token": random.token()}, **kwargs)
        self.fields["of"].choices = choices  # type: ignore[attr-defined]
        self.fields["on"].latest = today  # type: ignore[attr-defined]


class LearningForm(GovukForm):
    """A learning recommendation."""

    to = forms.ChoiceField(label=_("Who is to learn?"), widget=Radios)
    what = forms.CharField(label=_("What is recommended?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    recommended_by = forms.CharField(label=_("Who recommends it?"), max_length=120, help_text=_("For example the panel, or the IOPC."))
    owner = forms.CharField(label=_("Who sees to it? (rank or post, and name)"), max_length=120)
    due = GovukDateField(label=_("By which day?"), what=_("the day by which it is done"))
    token = token_field()

    def __init__(self, data: Any = None, *, officers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, initial={"token": random.token()}, **kwargs)
        self.fields["to"].choices = [*officers, (Taught.FORCE.name, Taught.FORCE.capitalised)]  # type: ignore[attr-defined]


class AreaForm(GovukForm):
    """An area in which somebody lives or goes."""

    words = forms.CharField(
        label=_("Name of the area"), max_length=200,
        help_text=_("A town, neighbourhood or place as the force would name it. It is sealed, and no officer concerned is ever shown it."),
    )  # fmt: skip
    source = forms.ChoiceField(
        label=_("How is it known?"), widget=Radios, initial=AreaFrom.NAMED.name,
        choices=[(each.name, each.capitalised) for each in AreaFrom],
    )  # fmt: skip


class RegisterForm(GovukForm):
    """Whose warnings, on which day."""

    number = forms.CharField(label=_("Collar or staff number"), max_length=30)
    day = GovukDateField(
        label=_("On which day?"), what=_("the day"), help_text=_("For a later matter: the day of its severity assessment.")
    )  # fmt: skip


class WatchForm(GovukForm):
    """Asking for a watch on an officer within an order."""

    order = forms.ChoiceField(label=_("Which order is it part of?"), widget=Radios)
    watched_for = forms.MultipleChoiceField(
        label=_("What is looked at?"), widget=Checkboxes, choices=[(each.name, each.capitalised) for each in WatchedFor]
    )  # fmt: skip
    first_day = GovukDateField(label=_("From which day?"), what=_("the first day"))
    expires_on = GovukDateField(
        label=_("Until which day?"), what=_("the last day"), help_text=_("Half a year at most, and no longer than the order.")
    )
    purpose = forms.CharField(label=_("What is it for?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    necessity = forms.CharField(label=_("Why would nothing less do?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    proportionality = forms.CharField(label=_("Why is it proportionate?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.CharField(label=_("On what lawful basis?"), max_length=500)

    def __init__(self, data: Any = None, *, orders: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["order"].choices = orders  # type: ignore[attr-defined]
