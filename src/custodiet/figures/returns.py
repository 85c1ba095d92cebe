"""The return of a force: its fixed tables for a period in a form that another installation reads, and what is refused of it.

Whether a return is the force's own and unaltered is proved outside, by the signature over its bytes; here only its words are read.
A return holds numbers, never a case: no reference, no name, no text.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from custodiet.figures.measures import BY_KEY as MEASURES
from custodiet.figures.period import Period, WrongPeriod, period
from custodiet.figures.table import Table

FORMAT, VERSION = "custodiet-return", 1


class RefusedReturn(ValueError):
    """The return is not taken in. The message says what was found, why, and what to do."""


@dataclass(frozen=True)
class Return:
    """What one force says of one period. `officers` is its strength, without which no rate is given."""

    force: str
    period: Period
    officers: int | None
    snapshot: str
    tables: Mapping[str, Mapping[tuple[str, str], int]]
    definitions: Mapping[str, int]

    def total(self, measure: str) -> int | None:
        """The number of that measure; None where the force did not give it."""
        table = self.tables.get(measure)
        return None if table is None else sum(table.values())

    def of(self, measure: str, *rows: str) -> int | None:
        """The number of those rows of that measure."""
        table = self.tables.get(measure)
        return None if table is None else sum(number for (row, _), number in table.items() if row in rows)

    def column(self, measure: str, rows: tuple[str, ...], column: str) -> int | None:
        """The number of those rows in that column."""
        table = self.tables.get(measure)
        return None if table is None else sum(number for (row, col), number in table.items() if row in rows and col == column)


def written(force: str, asked: Period, officers: int | None, snapshot: str, tables: Mapping[str, Table]) -> bytes:
    """The return as bytes; the same figures give the same bytes."""
    said = {
        "format": FORMAT, "version": VERSION, "force": force, "period": asked.key, "officers": officers, "snapshot": snapshot,
        "tables": {
            key: {
                "measure": table.measure.named,
                "cells": [[row, column, table.n(row, column)] for row in table.rows for column in table.columns if table.n(row, column)],
            }
            for key, table in tables.items()
        },
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def read(stored: bytes) -> Return:
    """The return of those bytes. Raises RefusedReturn."""
    try:
        said = json.loads(stored)
    except ValueError as wrong:
        raise RefusedReturn(f"The file is no return: it cannot be read as JSON ({wrong}). Ask the force to send it again.") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise RefusedReturn("The file is no return of a force. `custodiet figures export` writes one.")
    if said.get("version") != VERSION:
        raise RefusedReturn(
            f"The return is in version {said.get('version')} of its format; this installation reads version {VERSION}. Update this "
            "installation first; nothing of the return was taken in."
        )
    try:
        return _read(said)
    except (KeyError, TypeError, ValueError, WrongPeriod) as wrong:
        raise RefusedReturn(
            f"The return cannot be understood: {wrong}. Nothing of it was taken in. Ask the force to send it again."
        ) from wrong


def _read(said: Mapping[str, Any]) -> Return:
    force, officers = said["force"], said["officers"]
    if not isinstance(force, str) or not force.strip():
        raise ValueError("it does not say which force it is of")
    if officers is not None and (isinstance(officers, bool) or not isinstance(officers, int) or officers < 1):
        raise ValueError(f"“{officers}” is no number of officers")
    tables, definitions = {}, {}
    for key, table in said["tables"].items():
        name, _, version = str(table["measure"]).partition("/")
        if name != key:
            raise ValueError(f"the table “{key}” says it is “{name}”")
        definitions[key] = int(version)
        tables[key] = dict(_cell(key, cell) for cell in table["cells"])
        if len(tables[key]) != len(table["cells"]):
            raise ValueError(f"a cell of the table “{key}” stands in it twice")
    return Return(force, period(said["period"]), officers, str(said["snapshot"]), tables, definitions)


def _cell(key: str, cell: Any) -> tuple[tuple[str, str], int]:
    row, column, number = cell
    if not isinstance(row, str) or not isinstance(column, str):
        raise ValueError(f"a cell of the table “{key}” has no name")
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise ValueError(f"“{number}” in the table “{key}” is no count")
    return (row, column), number


def other_definitions(one: Return) -> list[str]:
    """Sentences on each table that was counted by another definition than ours, or by one that is not known here."""
    sentences = []
    for key, version in sorted(one.definitions.items()):
        measure = MEASURES.get(key)
        if measure is None:
            sentences.append(f"{one.force} gives “{key}”, which this installation does not know. It is left out.")
        elif measure.version != version:
            sentences.append(
                f"{one.force} counted “{measure.title}” by version {version} of the definition, we by version {measure.version}. "
                "It is left out of the comparison."
            )
    return sentences
