"""The report of a reading: what was read, refused, asked and remarked, file by file and summed, as data and in words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from custodiet.detection.keeping import Kept
from custodiet.evidence import understood

COUNTED = ("rows_in_file", "rows_read", "rows_refused", "rows_undated")
LISTED = ("refusals", "undated", "questions", "remarks")
_OF_COLUMNS = ("mapping", "header")
"""The remarks that `columns` tells in lines of their own."""
SHOWN = 10
"""Refused lines that are printed; the report has them all."""


def of_file(path: Path, digest: str, kept: Kept, folder: Path) -> dict[str, Any]:
    """The report of one file that was read."""
    reading = kept.reading
    return {
        "file": path.name,
        "sha256": digest,
        "kind": reading.kind,
        "failed": "",
        "rows_in_file": reading.rows_in_file,
        "rows_read": reading.rows_read,
        "rows_refused": reading.rows_refused,
        "rows_undated": len(reading.undated),
        "refusals": [asdict(each) for each in reading.refusals],
        "undated": [{"line": each.line, "reason": each.reason} for each in reading.undated],
        "questions": [asdict(each) for each in reading.questions],
        "remarks": [asdict(each) for each in reading.remarks],
        "facts": dict(sorted(reading.facts.items())),
        "parquet": {table: {"file": str(file.relative_to(folder)), "sha256": its} for table, (file, its) in kept.files.items()},
    }


def of_failure(path: Path, digest: str, kind: str, sentence: str) -> dict[str, Any]:
    """The report of a file that could not be read: nothing of it is kept."""
    empty: dict[str, Any] = {"file": path.name, "sha256": digest, "kind": kind, "failed": sentence}
    return empty | dict.fromkeys(COUNTED, 0) | {name: [] for name in LISTED} | {"facts": {}, "parquet": {}}


def of_run(told: list[dict[str, Any]]) -> dict[str, Any]:
    """The report of all files: of one, itself; of several, the sums and the lists, each entry with its file."""
    if len(told) == 1:
        return {**told[0], "files": told}
    whole: dict[str, Any] = {name: sum(each[name] for each in told) for name in COUNTED}
    for name in LISTED:
        whole[name] = [{"file": each["file"], **entry} for each in told for entry in each[name]]
    whole["facts"] = dict(sorted(sum((Counter(each["facts"]) for each in told), Counter[str]()).items()))
    return {**whole, "failed": [each["file"] for each in told if each["failed"]], "files": told}


def lines(report: dict[str, Any]) -> Iterator[str]:
    """The report in words."""
    for each in report["files"]:
        if each["failed"]:
            yield f"{each['file']}: not read"
            continue
        undated = f", {each['rows_undated']:,} of them without a day and time" if each["rows_undated"] else ""
        yield f"{each['file']}: {each['kind']}, {each['rows_in_file']:,} records"
        yield f"  read     {each['rows_read']:,}{undated}"
        yield f"  refused  {each['rows_refused']:,}"
        yield from (f"    {refused['line']}: {refused['reason']}" for refused in each["refusals"][:SHOWN])
        if each["rows_refused"] > SHOWN:
            yield f"    … and {each['rows_refused'] - SHOWN:,} more, in report.json"
        yield from (f"  facts    {count:,} of {table}" for table, count in each["facts"].items())
        yield from columns(each["remarks"])
        yield from (f"  remark   {remark['says']}" for remark in each["remarks"] if remark["says"] and remark["key"] not in _OF_COLUMNS)
        for question in each["questions"]:
            yield f"  ?        {question['asks']} {question['why']}"
            yield from (f"           --answer {question['key']}={choice['value']}: {choice['shows']}" for choice in question["choices"])
    if len(report["files"]) > 1:
        total, read, refused, _ = (report[name] for name in COUNTED)
        yield f"together: {total:,} records, {read:,} read, {refused:,} refused"


def columns(remarks: list[dict[str, Any]]) -> Iterator[str]:
    """How each column was understood, table by table, and how to put one right."""
    told = [each["value"] for each in remarks if each["key"] == understood.KEY]
    if not told:  # what has no headers of its own, or is no table
        yield from (f"  remark   {each['says']}" for each in remarks if each["key"] in _OF_COLUMNS)
        return
    for table in told:
        about = dict(table["fields"])
        place = f"headers in {table['line']}" if table["line"] else "no headers"
        yield f"  columns  {table['table'] + ', ' if table['table'] else ''}{place}"
        for word, header, example, field in table["columns"]:
            name = f"“{header}”" if header else f"the column {word}"
            shown = f" ({word})" if header and word != header else ""
            said = f"{about[field]} [{field}]{', as said' if field in table['told'] else ''}" if field else "not used"
            yield f"           {name}{shown}: {said}{f'; first “{example}”' if example else ''}"
    names = dict.fromkeys(name for table in told for name, _ in table["fields"])
    yield "           to put one right: --answer column.NAME=HEADER, or =#3 for the third column, or =#0 for none"
    yield f"           NAME is one of: {', '.join(names)}"
