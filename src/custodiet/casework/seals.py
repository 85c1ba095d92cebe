"""The seal of a record: a digest of everything in its row, which the ledger keeps beside the entry of its making."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Model

from custodiet.ledger.entries import canonical_json

LATER: dict[str, frozenset[str]] = {}
"""Columns, by table, that may change after the row was sealed, and so are no part of the seal."""


def seal(row: Model, only: Collection[str] = ()) -> str:
    """64 hexadecimal digits over the table's name and every column of the row; or over the columns named."""
    table = row._meta.db_table
    names = [field.attname for field in row._meta.concrete_fields]
    values = {name: _plain(getattr(row, name)) for name in names if (name in only if only else name not in LATER.get(table, ()))}
    return sha256(canonical_json({"table": table, "row": values})).hexdigest()


def _plain(value: Any) -> Any:
    """What JSON knows: a moment in UTC, a day, and fractions as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
