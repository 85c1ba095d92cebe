"""The forms about the rules of detection: deciding about a link, confirming a window."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import Ruled
from custodiet.detection.links import AFTER_HOURS, BEFORE_HOURS
from custodiet.web.forms import GovukForm, NumberInput, Radios


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


class WindowForm(GovukForm):
    """Why a second person confirms a window."""

    why = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)
