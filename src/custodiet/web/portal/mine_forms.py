"""The forms of a person's own page: the way in, a message, what is asked for, how to be reached."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.actions.portal_talk import LONGEST
from custodiet.casework.models import random
from custodiet.web.forms import Checkboxes
from custodiet.web.portal.report_forms import FilesField, Forgiving, ManyFiles

LOST = _("Something went wrong with this page. Open it again, and send it once more.")
EMAIL = _("Write an e-mail address like name@example.org, or leave it empty")
WAYS = (
    ("safe_to_call", _("Call me")),
    ("safe_to_text", _("Send me a text")),
    ("safe_to_voicemail", _("Leave me a voice message")),
    ("safe_to_email", _("Send me an e-mail")),
    ("safe_to_post", _("Send me a letter")),
)


class WayInForm(Forgiving):
    """The two halves of the key; and words that a lost visit had left behind."""

    link = forms.CharField(
        label=_("Your link"), max_length=300, error_messages={"required": _("Write the letters of your link")},
        help_text=_("Paste it, or type the letters. Big or small letters are the same."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Your code"), max_length=30, error_messages={"required": _("Write the eight numbers of your code")},
        help_text=_("Eight numbers."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    kept = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LONGEST)
    then = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20)

    def __init__(self, *args: Any, known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            self.fields["link"].widget = forms.HiddenInput()


class WordsForm(Forgiving):
    """Some words of hers, sent once."""

    words = forms.CharField(label=_("Your message"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}))
    token = forms.CharField(max_length=64, widget=forms.HiddenInput, error_messages={"required": LOST, "max_length": LOST})

    def __init__(self, data: Any = None, *, label: str = "", optional: bool = False, kept: str = "", **kwargs: Any) -> None:
        super().__init__(data, initial={"token": random.token(), "words": kept}, **kwargs)
        if label:
            self.fields["words"].label = label
        self.fields["words"].required = not optional


class MoreForm(WordsForm):
    """More evidence."""

    files = FilesField(
        label=_("Choose files"), required=False, widget=ManyFiles(attrs={"multiple": True}),
        help_text=_("Photos, screenshots, videos or other files. You can choose more than one."),
    )  # fmt: skip
    field_order = ("files", "words", "token")


class HearingForm(WordsForm):
    """To come to the hearing, perhaps with somebody."""

    companion = forms.CharField(
        label=_("Who comes with you?"), required=False, max_length=200, help_text=_("A friend, or someone who helps you.")
    )
    field_order = ("companion", "words", "token")


class ReachForm(WordsForm):
    """How she may be reached from now on. What is not ticked is not used."""

    ways = forms.MultipleChoiceField(
        label=_("What is safe?"), choices=WAYS, required=False, widget=Checkboxes,
        help_text=_("Tick only what is safe. We use nothing else."),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("A safe phone number"), required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("A safe e-mail address"), required=False, max_length=200, error_messages={"invalid": EMAIL})
    post = forms.CharField(label=_("A safe address for letters"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    best_times = forms.CharField(label=_("When is it safe to call?"), required=False, max_length=200)
    field_order = ("ways", "phone", "email", "post", "best_times", "words", "token")

    def wanted(self) -> dict[str, Any]:
        """The answers as the record of safe contact names them."""
        given = self.cleaned_data
        return {**{name: name in given["ways"] for name, _words in WAYS}, **{n: given[n] for n in ("phone", "email", "post", "best_times")}}
