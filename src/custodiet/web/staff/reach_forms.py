"""The forms with which staff reach the people a case is for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.actions.portal_talk import LONGEST
from custodiet.casework.models import SafeContact, Way, Worded, random
from custodiet.law.vocabulary import ToldOf
from custodiet.web.forms import GovukDateField, GovukForm, Radios, YesNoField
from custodiet.web.staff.forms import WAYS, SafeContactFields, token_field


class MessageForm(GovukForm):
    """A message that stands on the person's page."""

    text = forms.CharField(
        label=_("Message"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("It stands on the page only. What goes out says that there is something to read, and no more."),
    )  # fmt: skip
    token = token_field()

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"token": random.token()}, **kwargs)


class WayInForm(GovukForm):
    """How each half of a way in goes."""

    link_by = forms.ChoiceField(label=_("How does the link go?"), widget=Radios, initial="")
    code_by = forms.ChoiceField(label=_("How does the code go?"), widget=Radios, initial="")

    def __init__(self, data: Any = None, *, safe: tuple[Way, ...] = (), **kwargs: Any) -> None:
        super().__init__(data, initial={"link_by": "HAND", "code_by": "HAND"}, **kwargs)
        choices = [("HAND", _("On paper, handed over")), *((way.name, way.capitalised) for way in safe)]
        for name in ("link_by", "code_by"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def ways(self) -> dict[str, Way | None]:
        """The answers as the verb takes them."""
        return {name: None if (said := self.cleaned_data[name]) == "HAND" else Way[said] for name in ("link_by", "code_by")}


class SettleForm(GovukForm):
    """What was done about what the person asked for."""

    words = forms.CharField(label=_("Answer, as the person reads it"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))


class LookOverForm(GovukForm):
    """Words for the page, for the stage at which the case is now."""

    kind = forms.ChoiceField(
        label=_("What do the words say?"), widget=Radios, initial=Worded.WHERE.name,
        choices=[(each.name, each.capitalised) for each in Worded],
    )  # fmt: skip
    text = forms.CharField(
        label=_("The words, as the person reads them"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Plain words: what was found, why, and what follows. No name that is protected."),
    )  # fmt: skip


class UpdateForm(GovukForm):
    """An update, from a draft."""

    of = forms.ChoiceField(
        label=_("What is the person told of?"), widget=Radios, initial=ToldOf.PROGRESS.value,
        choices=[(each.value, each.capitalised) for each in (ToldOf.PROGRESS, ToldOf.OUTCOME)],
    )  # fmt: skip
    text = forms.CharField(
        label=_("The update, as the person reads it"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What was done, what was not and why, and what happens next by which day."),
    )  # fmt: skip
    token = token_field(40)

    def __init__(self, data: Any = None, *, draft: str = "", **kwargs: Any) -> None:
        super().__init__(data, initial={"token": random.token(), "text": draft}, **kwargs)


class MeetingForm(GovukForm):
    """Whether an officer and the person harmed can meet again."""

    can_meet = YesNoField(label=_("Can they meet again, on duty or off it?"))
    what = forms.CharField(label=_("What keeps them apart, or what is done if they can meet?"), widget=forms.Textarea(attrs={"rows": 3}))


class ContactForm(SafeContactFields):
    """How the person may be reached, asked again; in boxes that say what stands on record."""

    post = forms.CharField(label=_("Address for letters"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    review_on = GovukDateField(label=_("When is it to be asked again?"), what=_("the day to ask again"), required=False)
    field_order = ("ways", "announce", "phone", "email", "post", "best_times", "never_tell", "review_on")

    def __init__(self, data: Any = None, *, contact: SafeContact | None = None, **kwargs: Any) -> None:
        names = ("announce", "phone", "email", "post", "best_times", "never_tell", "review_on")
        first = {name: getattr(contact, name) for name in names} if contact else {}
        ways = [name for name, _words in WAYS if contact and getattr(contact, name)]
        super().__init__(data, initial={**first, "ways": ways}, **kwargs)

    def safe_contact(self) -> dict[str, Any]:
        """The answers as the record keeps them."""
        return {**super().safe_contact(), "post": self.cleaned_data["post"], "review_on": self.cleaned_data["review_on"]}

    def clean(self) -> dict[str, Any]:
        """Post needs an address as well."""
        given = super().clean()
        if "safe_to_post" in (given.get("ways") or ()) and not given.get("post") and "post" not in self.errors:
            self.add_error("post", _("Enter the address that is safe for letters, or untick post"))
        return given
