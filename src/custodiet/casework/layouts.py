"""What people put right about the columns of tables, remembered: the next file with the same headers is read so, and it is said.

A correction is kept by the kind of file and by what stands for its headers, so that no file need be opened to know it again. It
crosses cases; from which exhibit it came is told only to those who may see that exhibit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from custodiet.casework import journal
from custodiet.casework.access import Access, visible_to
from custodiet.casework.models import Case, Exhibit, Layout, Reading
from custodiet.casework.seals import seal
from custodiet.evidence import understood
from custodiet.evidence.mapping import NONE, answer
from custodiet.ledger.entries import Verb

MOST = 20_000
"""Layouts of one kind that are handed to a reader at most, the latest first."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Where the columns of a table were put right before: the exhibit (empty where the reader may not see it), when, by whom."""

    exhibit: str
    at: datetime
    by: str


def known(kind: str) -> dict[str, Layout]:
    """The latest correction of each layout of that kind."""
    rows = list(Layout.objects.filter(kind=kind).order_by("-pk")[:MOST])
    return {row.layout: row for row in reversed(rows)}


def answers(reading: Reading, remembered: Mapping[str, Layout]) -> dict[str, str]:
    """What the reading is answered: what was remembered, and over it what was said of this very file."""
    said = {
        f"column.{field}@{row.layout}": column
        for row in remembered.values()
        for field, column in row.columns.items()
        if f"column.{field}" not in reading.answers
    }
    return said | reading.answers


def answers_of(reading: Reading) -> dict[str, str]:
    """What a reading that has ended was answered, to do it again the same."""
    rows = Layout.objects.filter(pk__in=reading.report.get("remembered", {}).values())
    return answers(reading, {row.layout: row for row in rows})


def used(report: Mapping[str, Any], remembered: Mapping[str, Layout]) -> dict[str, int]:
    """Of each table of the file whose headers were known again, the row of what was remembered, as the report keeps it."""
    return {table["layout"]: remembered[table["layout"]].pk for table in tables(report) if table["layout"] in remembered}


def tables(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """How each column of each table of a reading was understood (`custodiet.evidence.understood`)."""
    return [each["value"] for each in report.get("remarks", ()) if each["key"] == understood.KEY]


def put_right(reading: Reading) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Each table of which this reading's own answers placed a column, with the column of every field that was ever put right."""
    for table in tables(reading.report):
        if any(answer(reading.answers, field, table["layout"]) is not None for field in table["told"]):
            column = {field: word for word, _header, _example, field in table["columns"] if field}
            yield table, {field: column.get(field, NONE) for field in table["told"]}


def remember(reading: Reading, case: Case) -> None:
    """Remember what was put right, once; call it in the transaction in which the reading ends. A table without headers is no layout."""
    for table, columns in put_right(reading):
        last = Layout.objects.filter(kind=reading.kind, layout=table["layout"]).order_by("-pk").first()
        if not table["line"] or (last and last.columns == columns):
            continue
        row = Layout.objects.create(reading=reading, kind=reading.kind, layout=table["layout"], columns=columns, by=reading.asked_by)
        row.refresh_from_db()
        what = f"layout {row.pk}"
        journal.record(Verb.COLLECTION, by=reading.asked_by, case=case, what=what, fields=sorted(columns), seal=seal(row))


def in_words(reading: Reading) -> str:
    """What was put right, for the custody of the exhibit; empty where nothing was."""
    said = []
    for table, columns in put_right(reading):
        about = dict(table["fields"])
        said += [f"{about[field]}: {'no column' if column == NONE else f'“{column}”'}" for field, column in columns.items()]
    return "; ".join(said)[:2000]


def whence(access: Access, reading: Reading) -> dict[str, Remembered]:
    """Of each table of a reading that was read as remembered, where that came from."""
    if not (used_rows := reading.report.get("remembered")):
        return {}
    rows = Layout.objects.filter(pk__in=used_rows.values()).select_related("by", "reading")
    seen = dict(visible_to(access, Exhibit).filter(pk__in=[row.reading.exhibit_id for row in rows]).values_list("pk", "reference"))
    return {row.layout: Remembered(seen.get(row.reading.exhibit_id, ""), row.recorded_at, row.by.full_name) for row in rows}
