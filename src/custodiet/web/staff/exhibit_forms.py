"""The forms about exhibits: adding files, having one read, answering what it asks, disclosure, and who is who."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import DisclosureStatus, TieKind
from custodiet.web.forms import GovukDateField, GovukForm, Radios

MOST_RADIOS = 7
BY_CONTENT = ("", _("Tell it from the content"))


class ManyFiles(forms.FileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploaded files; each is checked as a single one would be."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files, at least one."""
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given or [None]]


class AddExhibitsForm(GovukForm):
    """Files as the force has them, and who produces them."""

    files = FilesField(
        label=_("Files"),
        widget=ManyFiles(attrs={"multiple": True}),
        help_text=_("Bills, chat exports, extracts, rosters, screenshots: as they were received. Several at once are fine."),
        error_messages={
            "required": _("Choose at least one file"),
            "empty": _("One of the files is empty. Look whether it was copied whole."),
        },
        allow_empty_file=True,
    )
    maker = forms.CharField(
        label=_("Who produces them?"), max_length=200, help_text=_("The exhibit's reference begins with these initials.")
    )
    kind = forms.ChoiceField(label=_("What are they?"), required=False)
    why = forms.CharField(label=_("How did they come to the force?"), max_length=500, required=False)
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [BY_CONTENT, *kinds]  # type: ignore[attr-defined]


class ReadForm(GovukForm):
    """As what a file is to be read, and what the file itself does not say."""

    kind = forms.ChoiceField(label=_("What is it?"), required=False)
    own_number = forms.CharField(
        label=_("Whose record is it: the telephone's own number"),
        required=False,
        max_length=40,
        help_text=_("Only where the file does not say it."),
    )
    zone = forms.ChoiceField(
        label=_("On which clock were its times written?"),
        required=False,
        choices=[("", _("As the file says; else the time in England")), ("Europe/London", _("The time in England")), ("UTC", "UTC")],
    )

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]], questions: Sequence[dict[str, Any]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = [BY_CONTENT, *kinds]  # type: ignore[attr-defined]
        self.asked = {}
        for number, question in enumerate(questions):
            if question["key"] in self.fields:
                continue
            self.asked[f"answer-{number}"] = question["key"]
            self.fields[f"answer-{number}"] = _question_field(question)
        self.order_fields([*self.asked, "kind", "own_number", "zone"])

    def answers(self) -> dict[str, str]:
        """What was settled, by the key of each question."""
        given = {key: self.cleaned_data[name] for name, key in self.asked.items()}
        given |= {name: self.cleaned_data[name] for name in ("own_number", "zone")}
        return {key: value for key, value in given.items() if value}


def _question_field(question: dict[str, Any]) -> forms.Field:
    if not question["choices"]:
        return forms.CharField(label=question["asks"], help_text=question["why"], required=False, max_length=200)
    choices = [(value, shows) for value, shows in question["choices"]]
    if len(choices) > 7:
        return forms.ChoiceField(
            label=question["asks"], help_text=question["why"], choices=[("", _("Not known")), *choices], required=False
        )
    return forms.ChoiceField(label=question["asks"], help_text=question["why"], choices=choices, widget=Radios, required=False)


class DisclosureForm(GovukForm):
    """A decision on an exhibit's relevance and disclosure."""

    relevant = forms.ChoiceField(label=_("Is it relevant?"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=Radios)
    status = forms.ChoiceField(
        label=_("What becomes of it?"), choices=[(each.value, each.capitalised) for each in DisclosureStatus], widget=Radios
    )
    why = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class TieForm(GovukForm):
    """Who somebody in the files is, and how that is known."""

    person = forms.ChoiceField(label=_("Who is it?"))
    kind = forms.ChoiceField(label=_("Known in the files by"), choices=[(each.value, each.capitalised) for each in TieKind], widget=Radios)
    value = forms.CharField(label=_("The number, name or key as it stands there"), max_length=200)
    confidence = forms.ChoiceField(
        label=_("How sure is it?"),
        choices=[("confirmed", _("Confirmed")), ("likely", _("Likely")), ("contested", _("Contested"))],
        widget=Radios,
        initial="confirmed",
    )
    shared = forms.BooleanField(label=_("Others use it as well"), required=False)
    valid_from = GovukDateField(label=_("From which day, if that is known?"), what=_("the first day"), required=False)
    valid_to = GovukDateField(label=_("Until which day, if it ended?"), what=_("the last day"), required=False)
    why = forms.CharField(label=_("How is it known?"), max_length=1000, help_text=_("A register, a contact list, the person's own words."))

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = list(people)  # type: ignore[attr-defined]


class StrikeForm(GovukForm):
    """Why what was said of somebody in the files is wrong, and who it is instead."""

    why = forms.CharField(
        label=_("Why is it not so?"), max_length=1000, help_text=_("What shows it: a register, a slip of the keys, another's own words.")
    )
    person = forms.ChoiceField(label=_("Who is it instead?"), required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [("", _("Not known, or nobody in this case")), *people]  # type: ignore[attr-defined]


class DisposalForm(GovukForm):
    """Why an exhibit is disposed of, and what was looked at to know that nothing holds it."""

    why = forms.CharField(
        label=_("Why is it disposed of?"), max_length=1000,
        help_text=_("For example: returned to its owner; destroyed, for the time to keep it is over."),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("Under which rule does it go, and until when was it kept?"), max_length=500,
        help_text=_("For example: the force's schedule, six years after the matter closed; the order of the court of 3 May 2026."),
    )  # fmt: skip
    hold = forms.CharField(
        label=_("What did you look at to know that nothing holds it?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("The file, the court, the review body, the insurer: whom you asked, and what they answered."),
    )  # fmt: skip
