"""The form of a step, made from the dataclass of the step; and the step that was written into it.

The form asks whom it concerns and on which day, then what the step itself says, then which office decided. What it
cannot judge it leaves to the law: `step_of` reads the answers by the same codec as the records and the story files.
"""

from collections.abc import Container, Sequence
from datetime import date
from enum import Enum
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from custodiet.law import codec
from custodiet.law.steps import History, Key, Step, Track
from custodiet.law.vocabulary import Office
from custodiet.web.forms import GovukDateField, GovukForm, Radios
from custodiet.web.staff.forms import LOST, token_field
from custodiet.web.staff.step_fields import MOST_RADIOS, Names, field_for


class StepForm(GovukForm):
    """What is asked for one kind of step; made by `step_form`."""

    step_kind: ClassVar[type[Step]]
    new_key: ClassVar[Key] = ""
    names_person: ClassVar[bool] = False

    def clean(self) -> dict[str, Any]:
        """The earliest possible day lies before the latest."""
        found = super().clean() or self.cleaned_data
        first, last = found.get("not_before"), found.get("on")
        if first and last and first >= last:
            self.add_error("not_before", _("The earliest day must lie before the latest; leave it empty if the day is known."))
        return found

    def step(self) -> Step | None:
        """The step that the answers make; None where a field is wrong, which then says so."""
        try:
            return codec.decode(self.step_kind, self.content())
        except codec.Unreadable as wrong:
            self.add_error(wrong.field if wrong.field in self.fields else None, str(wrong))
            return None

    def content(self) -> dict[str, Any]:
        """The answers as plain data; a question left empty keeps what the step supposes of itself."""
        content: dict[str, Any] = {"on": self.cleaned_data["on"]}
        if self.cleaned_data.get("not_before"):
            content["not_before"] = self.cleaned_data["not_before"]
        if self.new_key or self.cleaned_data.get("about"):
            content["about"] = self.new_key or self.cleaned_data["about"]
        for asked in self.step_kind.own_fields():
            answer = self.cleaned_data.get(asked.name)
            if answer not in (None, "", []):
                content[asked.name] = answer
        return content

    def written(self) -> list[dict[str, str]]:
        """What was written, as {label, text}, for a page that gives it back to be copied."""
        rows = []
        for field in self:
            if field.is_hidden or not (value := self.cleaned_data.get(field.name)):
                continue
            text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            rows.append({"label": str(field.label), "text": text})
        return rows


def step_form(
    kind: type[Step],
    *,
    names: Names,
    offices: Sequence[Office],
    today: date,
    new_key: Key = "",
    person: bool = False,
    correcting: bool = False,
    base: type[StepForm] = StepForm,
) -> type[StepForm]:
    """The form class for that kind of step in that case, on that day, for somebody who holds those offices."""
    fields: dict[str, forms.Field] = {}
    if not new_key and (about := _about_field(kind, names)):
        fields["about"] = about
    names_person = person and bool(getattr(kind, "names_officer", False))
    if names_person:
        fields["person_name"] = forms.CharField(label=_("Name of the person complained of"), max_length=200)
        fields["collar_number"] = forms.CharField(label=_("Collar or staff number"), max_length=30)
    fields |= _day_fields(today)
    hints = codec.kinds_of_fields(kind)
    for asked in kind.own_fields():
        fields[asked.name] = field_for(asked, hints[asked.name], names, today)
    fields["office"] = _office_field(offices)
    if correcting:
        fields = {"replace": _replace_field(), **fields}
        why = forms.Textarea(attrs={"rows": 3})
        fields["correction"] = forms.CharField(label=_("Why is the earlier entry wrong?"), widget=why, max_length=2000)
    fields |= {"token": token_field(), "version": _version_field()}
    return type(f"{kind.__name__}Form", (base,), {**fields, "step_kind": kind, "new_key": new_key, "names_person": names_person})


def initial_of(step: Step) -> dict[str, Any]:
    """What a form shows of a step that is about to be corrected."""
    shown = codec.encode(step)
    shown.update(on=step.on, not_before=step.not_before)
    for name, kind in codec.kinds_of_fields(type(step)).items():
        value = getattr(step, name)
        if isinstance(value, (bool, date)) or (kind is int):
            shown[name] = value
    return shown


def initial_value(kind: type[Step], value: str) -> dict[str, Any]:
    """Which field an option with a value of its own fills beforehand: the one whose terms know the value."""
    for name, hint in codec.kinds_of_fields(kind).items():
        if value and value in {getattr(term, "value", None) for term in _terms(hint)}:
            return {name: value}
    return {}


def next_key(kind: type[Step], history: History, taken: Container[Key] = ()) -> Key:
    """The key of the officer or allegation that this step brings into the case; "" where it brings none.

    `taken` are the keys of people on record: somebody named by a step that was struck out keeps theirs, or the next person
    named would silently become them.
    """
    for names, word, known in (
        ("names_officer", "officer", history.officers),
        ("names_allegation", "allegation", history.allegations),
    ):
        if getattr(kind, names, False):
            number = 1
            while f"{word}-{number}" in known or f"{word}-{number}" in taken:
                number += 1
            return f"{word}-{number}"
    return ""


def _version_field() -> forms.Field:
    lost = dict.fromkeys(("required", "invalid", "min_value", "max_value"), LOST)
    return forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, error_messages=lost)


def _replace_field() -> forms.Field:
    choices = [
        ("replace", _("It was wrong in part: put the entry below in its place")),
        ("strike", _("It never happened: only strike it out")),
    ]
    return forms.ChoiceField(label=_("What is to happen?"), choices=choices, initial="replace", widget=Radios())


def _terms(hint: Any) -> list[Any]:
    return list(hint) if isinstance(hint, type) and issubclass(hint, Enum) else []


def _about_field(kind: type[Step], names: Names) -> forms.Field | None:
    tracks = {Track.OFFICER: names.officers, Track.ALLEGATION: names.allegations}
    if kind.track not in tracks or getattr(kind, "names_officer", False) or getattr(kind, "names_allegation", False):
        return None
    known = list(tracks[kind.track].items())
    widget = Radios() if len(known) <= MOST_RADIOS else forms.Select()
    if len(known) > MOST_RADIOS:
        known.insert(0, ("", _("Choose one")))
    label = _("Which officer does it concern?") if kind.track is Track.OFFICER else _("Which allegation does it concern?")
    return forms.ChoiceField(label=label, choices=known, initial=known[0][0] if len(known) == 1 else None, widget=widget)


def _day_fields(today: date) -> dict[str, forms.Field]:
    on = GovukDateField(label=_("On which day did it take effect?"), what=_("the day"), latest=today, latest_is_today=True)
    help_text = _("Leave this empty if the day above is exact. Otherwise the day above is the latest it can have been.")
    not_before = GovukDateField(
        label=_("If the day is not known exactly: the earliest it can have been"),
        what=_("the earliest day"),
        required=False,
        latest=today,
        latest_is_today=True,
        help_text=help_text,
    )
    return {"on": on, "not_before": not_before}


def _office_field(offices: Sequence[Office]) -> forms.Field:
    choices = [(office.value, office.capitalised) for office in offices]
    initial = choices[0][0] if len(choices) == 1 else None
    widget = Radios() if len(choices) <= MOST_RADIOS else forms.Select()
    if len(choices) > MOST_RADIOS:
        choices.insert(0, ("", _("Choose one")))  # a list would otherwise offer its first office as if it were the answer
    return forms.ChoiceField(
        label=_("In which office was this decided?"),
        help_text=_("The offices that you hold on this case."),
        choices=choices,
        initial=initial,
        widget=widget,
    )
