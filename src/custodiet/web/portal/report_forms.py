"""The questions of a report, one form a page. Everything may be left empty but the first question and the words themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import ReportWay
from custodiet.web.forms import Checkboxes, GovukForm, Radios
from custodiet.web.staff.exhibit_forms import ManyFiles
from custodiet.web.visible import TURNING, Visible

WORDS, LINE = 20_000, 200
UNTURNED = dict.fromkeys(map(ord, TURNING))
TOO_LONG = _("This is too long for one page. Use up to 20,000 letters, and add the rest as a file.")
WAYS = (
    (ReportWay.PERSON.value, _("It happened to me")),
    (ReportWay.OTHER.value, _("I am telling it for someone else")),
    (ReportWay.COLLEAGUE.value, _("I work for the police and it is about someone I work with")),
    (ReportWay.PARTNER.value, _("I work for another body, such as a council or a charity")),
    (ReportWay.OFFICER.value, _("I am an officer and I am taking this down for someone")),
)
WAY_HINTS = {
    ReportWay.COLLEAGUE.value: _("Only a few people will see it. You do not have to give your name."),
    ReportWay.OFFICER.value: _("This takes about five minutes."),
}
REACH = (
    ("safe_to_call", _("Call me")),
    ("safe_to_voicemail", _("Leave a voice message")),
    ("safe_to_text", _("Send me a text")),
    ("safe_to_email", _("Send me an e-mail")),
    ("safe_to_post", _("Write me a letter")),
    ("someone", _("Reach someone else for me")),
)


def _words(label: Any, hint: Any = "", *, required: bool = False, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=required, max_length=WORDS, error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
    )  # fmt: skip


def _line(label: Any, hint: Any = "", **attrs: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=LINE, widget=forms.TextInput(attrs={"autocomplete": "off", **attrs})
    )


class Forgiving(GovukForm):
    """A form for people outside: nobody who pastes a message from a chat is sent back for a mark that is not seen, as staff are."""

    sentences = {
        "required": _("Write something here first"),
        "max_length": _("This is too long. Use up to %(limit_value)s letters here."),
        "invalid_choice": _("Choose one of the answers on this page"),
        "invalid": _("Look at this once more: we could not read it"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.validators = [each for each in field.validators if not isinstance(each, Visible)]
            field.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, and say nothing

    def clean(self) -> dict[str, Any]:
        """What was said, without the marks that turn the direction of writing, and otherwise as it was written."""
        given = super().clean() or self.cleaned_data
        return {name: value.translate(UNTURNED) if isinstance(value, str) else value for name, value in given.items()}


class PageForm(Forgiving):
    """A page of the report. `answers` are what is kept of it."""

    heading: Any = ""

    def answers(self) -> dict[str, Any]:
        """What is kept."""
        return dict(self.cleaned_data)


class WhoForm(PageForm):
    """Who whoever tells it is to it."""

    page_heading = "way"
    way = forms.ChoiceField(
        label=_("Who are you telling this as?"), choices=WAYS, widget=Radios(hints=WAY_HINTS),
        error_messages={"required": _("Choose the line that fits best")},
    )  # fmt: skip


class TakenForm(PageForm):
    """An officer at the door: who takes it down, and what was seen."""

    heading = _("You are taking this down")
    officer = _line(
        _("Your name and number"), _("No one can check what you type here. To prove who you are, sign in first and start there.")
    )
    station = _line(_("Your team or station"))
    place = _line(_("Where are you now, and what time is it?"))
    seen = _words(
        _("What did you see yourself, and who saw it with you?"), _("For example: I saw the messages on her phone. PC Lee saw them too.")
    )
    agrees = forms.BooleanField(label=_("The person knows that I am sending this"), required=False)


class ThemForm(PageForm):
    """The one it happened to, where somebody else tells it."""

    heading = _("The person it happened to")
    name = _line(_("Their name"), _("Leave this empty if you do not know it, or if they do not want us to know."))
    your_tie = _line(_("What are you to them?"), _("For example: mother, friend, nurse. If it is your job, say who you work for."))
    knows = forms.ChoiceField(
        label=_("Do they know that you are telling us?"), required=False, widget=Radios,
        choices=[("yes", _("Yes, and they agree")), ("told", _("Yes, but they do not agree")), ("no", _("No, they do not know"))],
    )  # fmt: skip
    danger = _words(_("Are they in danger if someone finds out?"), _("Tell us what we must not do."), rows=3)


class WhatForm(PageForm):
    """What happened, in whoever's own words."""

    page_heading = "words"
    words = _words(
        _("What happened?"), _("Use your own words. Start where you like. You can come back and add more."), required=True, rows=10,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].error_messages["required"] = _("Write what happened. A few words are enough to begin with.")


class WhenForm(PageForm):
    """When and where."""

    heading = _("When and where")
    when = _words(_("When did it happen?"), _("A day, a month, “last winter” or “many times since May” are all fine."), rows=3)
    where = _words(_("Where did it happen?"), _("For example: at home, by phone, in a car, in an app."), rows=3)
    still = forms.ChoiceField(
        label=_("Is it still going on?"), required=False, widget=Radios,
        choices=[("yes", _("Yes, it goes on")), ("no", _("No, it has stopped")), ("unsure", _("I am not sure"))],
    )  # fmt: skip


class PersonForm(PageForm):
    """Who did it."""

    heading = _("Who did it")
    name = _line(_("Their name"), _("Or any part of it that you know."))
    number = _line(_("The number on their shoulder"), _("It may be letters and numbers."))
    works = _line(_("Where they work, or what they do"))
    looks = _words(
        _("Anything else that helps us find out who it was"), _("For example: how they look, their car, their phone number."), rows=3
    )
    again = _words(_("Where might they meet you?"), _("We use this to keep them away from you, and from your report."), rows=3)


class FilesField(forms.FileField):
    """Several files, none of them needed. An empty one is no mistake here: it is said, and the others are kept."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files that were chosen."""
        return [each for each in (data if isinstance(data, list | tuple) else [data]) if each]


class FilesForm(PageForm):
    """Screenshots, photographs, videos, letters."""

    heading = _("Screenshots, photos and files")
    files = FilesField(
        label=_("Choose files"), required=False, widget=ManyFiles(attrs={"multiple": True}),
        help_text=_("You can choose many at once. If your signal is weak, send a few at a time: each one that is sent is kept."),
    )  # fmt: skip

    def answers(self) -> dict[str, Any]:
        """The files are kept on their own."""
        return {}


class WantForm(PageForm):
    """What should come of it."""

    heading = _("What you would like to happen")
    wants = forms.MultipleChoiceField(
        label=_("Choose all that fit"), required=False, widget=Checkboxes,
        choices=[
            ("stop", _("I want it to stop")), ("safe", _("I want to be safe")), ("truth", _("I want to know what happened and why")),
            ("sorry", _("I want someone to say sorry")), ("others", _("I do not want it to happen to others")),
            ("known", _("I only want you to know")), ("unsure", _("I do not know yet")),
        ],
    )  # fmt: skip
    words = _words(_("Anything else you want, or do not want?"), rows=3)


class NameForm(PageForm):
    """With a name, or without."""

    heading = _("Your name")
    named = forms.ChoiceField(
        label=_("Do you want us to know who you are?"), widget=Radios(
            hints={
                "yes": _("We can keep you up to date, and you can ask for a review. The person you tell us of may learn your name later."),
                "few": _("We keep your name to the few who need it. We will tell you first if that must change."),
                "no": _("We will look at what you sent. It may be harder to act, and you learn the result only with your code."),
            }
        ),
        choices=[
            ("yes", _("Yes, you may know my name")), ("few", _("Yes, but keep it to a few people")),
            ("no", _("No, I do not want to give my name")),
        ],
        error_messages={"required": _("Choose the line that fits best")},
    )  # fmt: skip
    name = _line(_("Your name"), _("Leave this empty if you do not want to give it."))

    def answers(self) -> dict[str, Any]:
        """A name that was written and then not wanted is not kept."""
        said = super().answers()
        return {**said, "name": "" if said["named"] == "no" else said["name"]}


class ReachForm(PageForm):
    """How, when and under which name it is safe to make contact."""

    heading = _("How to reach you safely")
    ways = forms.MultipleChoiceField(
        label=_("What is safe for you?"), required=False, choices=REACH, widget=Checkboxes,
        help_text=_("If you choose nothing, we will not contact you. You can still use your code."),
    )  # fmt: skip
    phone = _line(_("Phone number"), inputmode="tel")
    email = forms.EmailField(
        label=_("E-mail address"), required=False, max_length=LINE, widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Write an e-mail address like name@example.org, or leave it empty")},
    )  # fmt: skip
    post = _words(_("Address for letters"), rows=3)
    someone = _words(_("Someone we can reach instead"), _("Their name, what they are to you, and how to reach them."), rows=3)

    def clean(self) -> dict[str, Any]:
        """What is safe needs a number or an address to go to."""
        given = super().clean() or self.cleaned_data
        ways = set(given.get("ways") or ())
        needs = (
            (
                {"safe_to_call", "safe_to_voicemail", "safe_to_text"},
                "phone",
                _("Write the phone number that is safe, or take the tick away"),
            ),
            ({"safe_to_email"}, "email", _("Write the e-mail address that is safe, or take the tick away")),
            ({"safe_to_post"}, "post", _("Write the address that is safe, or take the tick away")),
            ({"someone"}, "someone", _("Write who we can reach for you, or take the tick away")),
        )
        for asked, field, sentence in needs:
            if ways & asked and not given.get(field) and field not in self.errors:
                self.add_error(field, sentence)
        return given


class CarefulForm(PageForm):
    """What whoever makes contact must know."""

    heading = _("What we must be careful of")
    best_times = _line(_("Which days and times are safe?"), _("For example: Tuesday, from 10 to 2."))
    ask_for = _line(_("Which name should we ask for?"))
    announce = forms.BooleanField(label=_("You may say that you are from the police"), required=False)
    shared_device = forms.BooleanField(label=_("Someone else can use my phone or read my messages"), required=False)
    plain_envelope = forms.BooleanField(label=_("Letters must come in a plain envelope"), required=False)
    never_tell = _words(_("Who must never find out?"), rows=3)
    safe_word = _line(_("A word we say, so that you know it is us"))
    caller = forms.ChoiceField(
        label=_("Who should call you?"), required=False, widget=Radios,
        choices=[("no matter", _("It does not matter")), ("a woman", _("A woman")), ("a man", _("A man"))],
    )  # fmt: skip
    adaptations = _words(
        _("Do you need help to talk or read?"), _("For example: sign language, Welsh, another language, large print."), rows=3
    )
