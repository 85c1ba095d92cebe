"""Steps to plain data and back, with errors that name the field: for the records, the forms and the story files."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from custodiet.law.steps import BY_NAME, Step

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""Nobody in a case was born before and no period runs beyond; a year such as 0022 is a slip."""

_HINTS: dict[type[Step], dict[str, Any]] = {}


class Unreadable(ValueError):
    """A step could not be read. `field` names where ("" for the whole), `str()` says what is wrong and what to write."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def encode(step: Step) -> dict[str, Any]:
    """The step as plain JSON data, every field but those that hold their default; days as YYYY-MM-DD."""
    data: dict[str, Any] = {}
    for field in fields(step):
        value = getattr(step, field.name)
        if field.default is MISSING or value != field.default:
            data[field.name] = _plain(value)
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def kind_named(name: str) -> type[Step]:
    """The kind of step of that class name, or of that title in words; `Unreadable` lists near names."""
    wanted = "".join(c for c in name.casefold() if c.isalnum())
    for kind in BY_NAME.values():
        if wanted in (kind.__name__.casefold(), "".join(c for c in kind.title().casefold() if c.isalnum())):
            return kind
    near = [kind.__name__ for kind in BY_NAME.values() if wanted[:6] in kind.__name__.casefold()]
    hint = f" Did you mean {', '.join(near[:4])}?" if near else " docs/stages.md lists every step."
    raise Unreadable("step", f"There is no step called “{name}”.{hint}")


def kinds_of_fields(kind: type[Step]) -> dict[str, Any]:
    """The type of every field of that kind of step."""
    if kind not in _HINTS:
        _HINTS[kind] = {name: hint for name, hint in get_type_hints(kind).items() if name in {f.name for f in fields(kind)}}
    return _HINTS[kind]


def decode(kind: type[Step] | str, content: Mapping[str, Any]) -> Step:
    """The step of that kind with that content; `Unreadable` says which field is missing, unknown or wrong."""
    step = kind_named(kind) if isinstance(kind, str) else kind
    hints = kinds_of_fields(step)
    for name in content:
        if name not in hints:
            raise Unreadable(str(name), f"“{step.__name__}” has no field “{name}”. Its fields are: {', '.join(hints)}.")
    values: dict[str, Any] = {}
    for field in fields(step):
        if field.name in content:
            values[field.name] = read_value(field.name, hints[field.name], content[field.name])
        elif _required(field):
            raise Unreadable(
                field.name,
                f"“{step.__name__}” needs “{field.name}”: {field.metadata.get('label', 'the day it took effect')}",
            )
    try:
        return step(**values)
    except ValueError as wrong:
        raise Unreadable("on", str(wrong)) from wrong


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def read_value(name: str, hint: Any, value: Any) -> Any:
    """One value of a field of that type, from plain data."""
    if get_origin(hint) is types.UnionType:
        if value in (None, ""):
            return None
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        items = value if isinstance(value, (list, tuple)) else [value]
        return tuple(read_value(name, get_args(hint)[0], item) for item in items)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _member(name, hint, value)
    if hint is date:
        return _day(name, value)
    return _simple(name, hint, value)


def _member(name: str, terms: type[StrEnum], value: Any) -> StrEnum:
    wanted = str(value).casefold()
    for term in terms:
        if wanted in (term.value.casefold(), term.name.casefold(), term.name.casefold().replace("_", " ")):
            return term
    raise Unreadable(name, f"“{value}” is not one of the words for “{name}”. Write one of: {'; '.join(t.value for t in terms)}.")


def _day(name: str, value: Any) -> date:
    day = value if isinstance(value, date) and not isinstance(value, datetime) else None
    try:
        day = day or date.fromisoformat(str(value))
    except ValueError:
        raise Unreadable(name, f"“{value}” is not a day. Write “{name}” as year-month-day, for example 2023-12-18.") from None
    if not EARLIEST <= day <= LATEST:
        raise Unreadable(name, f"“{value}” lies outside the years {EARLIEST.year} to {LATEST.year}. Check the year of “{name}”.")
    return day


def _simple(name: str, hint: Any, value: Any) -> Any:
    if hint is bool and not isinstance(value, bool):
        raise Unreadable(name, f"“{name}” is answered with true or false, not “{value}”.")
    if hint is int and (isinstance(value, bool) or not isinstance(value, int)):
        raise Unreadable(name, f"“{name}” is a whole number, not “{value}”.")
    if hint is str and not isinstance(value, (str, int, float)):
        raise Unreadable(name, f"“{name}” is text, not “{value}”.")
    return str(value) if hint is str else value
