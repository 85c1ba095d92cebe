"""The forms about the rules of detection: deciding about a link, confirming a window, declaring a record hot."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import Ruled
from custodiet.detection.links import AFTER_HOURS, BEFORE_HOURS
from custodiet.web.forms import GovukDateField, GovukForm, NumberInput, Radios


class LinkForm(GovukForm):
    """What is decided about a link, with the window that it shall have."""

    decided = forms.ChoiceField(label=_("What do you decide?"), widget=Radios)
    before_hours = forms.IntegerField(
        label=_("Hours before the work"), min_value=0, max_value=BEFORE_HOURS, initial=BEFORE_HOURS, widget=NumberInput,
        help_text=_("It was measured with 24; it may be shorter."),
    )  # fmt: skip
    after_hours = forms.IntegerField(
        label=_("Hours after the work"), min_value=0, max_value=AFTER_HOURS, initial=AFTER_HOURS, widget=NumberInput,
        help_text=_("It was measured with 96; it may be shorter."),
    )  # fmt: skip
    why = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)

    def __init__(self, *args: Any, approved: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        both = [
            (Ruled.APPROVED.value, _("Approve it: such looks are explained")),
            (Ruled.DECLINED.value, _("Decline it: they stay unexplained")),
        ]
        self.fields["decided"].choices = [(Ruled.WITHDRAWN.value, _("Withdraw it"))] if approved else both


DECLARE, WITHDRAW = "declare", "withdraw"


NEEDED = {"first": _("Enter the first day."), "last": _("Enter the last day."), "asked_by": _("Say who asked for it.")}
"""What a declaration needs and a withdrawal does not, with the words where it is missing."""


class HotForm(GovukForm):
    """That a record is hot for some days, or is so no more."""

    needed_with_some = frozenset(NEEDED)

    decided = forms.ChoiceField(
        label=_("What do you decide?"), widget=Radios,
        choices=[(DECLARE, _("Declare the record hot for these days")), (WITHDRAW, _("Withdraw what was declared about it"))],
    )  # fmt: skip
    person = forms.CharField(
        label=_("The number of the person’s record"), max_length=70, help_text=_("As the force’s systems write it. No name.")
    )
    first = GovukDateField(label=_("If you declare it: from which day?"), what=_("the first day"), required=False)
    last = GovukDateField(label=_("If you declare it: until which day?"), what=_("the last day"), required=False)
    asked_by = forms.CharField(label=_("If you declare it: who asked for it?"), max_length=120, required=False)
    why = forms.CharField(
        label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, help_text=_("What happened that everybody talks about?")
    )

    def clean(self) -> dict[str, Any]:
        """A declaration needs its days and who asked; a withdrawal needs neither."""
        given = super().clean() or self.cleaned_data
        if given.get("decided") == DECLARE:
            for name, words in NEEDED.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return given


class WindowForm(GovukForm):
    """Why a second person confirms a window."""

    why = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)
