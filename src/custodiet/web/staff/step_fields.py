"""The field of a form for each type that a field of a step can have: the type decides the widget.

`Names` says what stands behind the keys of a case, so that a person is chosen by name and never typed as a key.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_origin

from django import forms
from django.utils.translation import gettext as _

from custodiet.law.steps import Key
from custodiet.web.forms import Checkboxes, GovukDateField, NumberInput, Radios, YesNoField

LONGEST = 20_000
LONGEST_OF = {"category": 20}  # the records index it, and keep no more
MOST_RADIOS = 12  # above that number the choices become a list to open
SHORT_TEXTS = {"alias", "category", "citation", "place", "given_by", "by", "how", "reviewer", "to", "refer_to", "outcome"}


@dataclass(frozen=True, slots=True)
class Names:
    """The names behind the keys of a case: officers, allegations, all persons, and the clocks that run."""

    officers: Mapping[Key, str] = field(default_factory=dict)
    allegations: Mapping[Key, str] = field(default_factory=dict)
    people: Mapping[Key, str] = field(default_factory=dict)
    clocks: Mapping[str, str] = field(default_factory=dict)

    def of(self, key: Key | None) -> str:
        """What a reader calls that key; "" for the whole case."""
        return self.officers.get(key or "") or self.allegations.get(key or "") or self.people.get(key or "") or key or ""


def field_for(asked: Field[Any], kind: Any, names: Names, today: date) -> forms.Field:
    """The form field that asks for one field of a step."""
    optional = get_origin(kind) is UnionType
    if optional:
        kind = next(part for part in get_args(kind) if part is not type(None))
    label, hint = asked.metadata.get("label", asked.name), asked.metadata.get("hint", "")
    given = None if asked.default is MISSING else asked.default
    common = {"label": _(label), "help_text": _(hint) if hint else ""}
    needed = asked.default is MISSING and not optional
    if chosen := _choices_by_name(asked.name, names):
        chosen = chosen if needed or given else [("", _("Nobody in particular")), *chosen]
        return forms.ChoiceField(choices=chosen, required=needed, initial=given, widget=_choosing(len(chosen)), **common)
    if get_origin(kind) is tuple:
        members = [(term.value, _capital(term.value)) for term in get_args(kind)[0]]
        return forms.MultipleChoiceField(choices=members, required=needed, widget=Checkboxes, initial=[], **common)
    if kind is bool:
        return YesNoField(required=not optional, initial=given, **common)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_field(kind, needed, given, common)
    if kind is date:
        common["help_text"] = common["help_text"] or GovukDateField().help_text
        return GovukDateField(required=needed, initial=given, **common)
    if kind is int:
        return forms.IntegerField(required=needed, initial=given, min_value=1, widget=NumberInput(width=3), **common)
    widget = forms.TextInput() if asked.name in SHORT_TEXTS else forms.Textarea(attrs={"rows": 4})
    return forms.CharField(required=needed, initial=given, widget=widget, max_length=LONGEST_OF.get(asked.name, LONGEST), **common)


def _enum_field(kind: type[Enum], needed: bool, given: Any, common: dict[str, Any]) -> forms.Field:
    members = [(term.value, _capital(term.value)) for term in kind]
    if len(members) > MOST_RADIOS:
        members.insert(0, ("", _("Choose one")))
    elif not needed and given is None:
        members.append(("", _("Not known, or none")))
    initial = getattr(given, "value", "" if not needed else None)
    return forms.ChoiceField(choices=members, required=needed, initial=initial, widget=_choosing(len(members)), **common)


def _choosing(number: int) -> forms.Widget:
    return Radios() if number <= MOST_RADIOS else forms.Select()


def _choices_by_name(name: str, names: Names) -> list[tuple[str, str]]:
    known = {"officer": names.officers, "person": names.people, "clock": names.clocks}.get(name, {})
    return list(known.items())


def _capital(term: str) -> str:
    return term[:1].upper() + term[1:]
