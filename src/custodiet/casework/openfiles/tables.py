"""Rows as lines of JSON, and back: every table of the records, but those that are only of use where they are."""

import base64
import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, Field, Model

from custodiet.casework.models import PortalGuesses, PortalSession, ReportGuesses

LEFT_OUT: dict[type[Model], str] = {
    PortalSession: "whoever has their own page open opens it again",
    PortalGuesses: "wrong codes of the running hour are counted anew",
    ReportGuesses: "wrong codes of the running hour are counted anew",
}
"""Tables that do not leave, and why. Whoever is signed in signs in again; failed attempts to sign in are counted anew."""
AT_A_TIME = 500


class Misread(Exception):
    """A line of a table is not what the program writes. The message says which and why."""


def taken() -> list[type[Model]]:
    """The tables that leave, in the order of their names."""
    found = [model for model in apps.get_app_config("casework").get_models(include_auto_created=True) if model not in LEFT_OUT]
    return sorted(found, key=lambda model: model._meta.db_table)


def lines(model: type[Model]) -> Iterator[bytes]:
    """Every row of a table, in the order of its keys, each as one line."""
    fields = model._meta.concrete_fields
    for row in model._base_manager.order_by("pk").iterator(chunk_size=AT_A_TIME):
        said = {field.attname: plain(getattr(row, field.attname)) for field in fields}
        yield json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def as_csv(model: type[Model]) -> Iterator[bytes]:
    """The same rows as CSV, for a spreadsheet: what is no text stands in it as JSON."""
    names = [field.attname for field in model._meta.concrete_fields]
    for first, line in enumerate(lines(model)):
        said, out = json.loads(line), io.StringIO()
        writer = csv.writer(out)
        if not first:
            writer.writerow(names)
        writer.writerow(_cell(said[name]) for name in names)
        yield out.getvalue().encode()


def plain(value: Any) -> Any:
    """A value as JSON has it: moments in UTC, bytes in base64."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def read(model: type[Model], line: bytes, number: int) -> Model:
    """The row that a line describes; not saved. `model` may be of an earlier version of the program."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    try:
        said = json.loads(line)
        if set(said) != set(fields):
            odd = ", ".join(sorted(set(said) ^ set(fields)))
            raise ValueError(f"its columns are not those of the table ({odd})")
        return model(**{name: _value(fields[name], given) for name, given in said.items()})
    except Exception as wrong:  # whatever the line holds: the program wrote none such
        raise Misread(f"line {number:,} is not a row of {model._meta.db_table}: {wrong}") from wrong


def _value(field: "Field[Any, Any]", given: Any) -> Any:
    if isinstance(field, BinaryField):
        return None if given is None else base64.b64decode(given, validate=True)
    if field.get_internal_type() == "JSONField":
        return given
    return getattr(field, "target_field", field).to_python(given)


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        # What a spreadsheet would take for a formula is kept from being one.
        return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    return "" if value is None else json.dumps(value, ensure_ascii=False)
