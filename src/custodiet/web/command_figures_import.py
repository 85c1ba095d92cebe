"""`custodiet figures import FILE --mapping FILE.toml --to FOLDER`: another body's complaint data, counted and drawn beside our own figures.

The folder gets figures.csv (every count), rows.csv (every row that is doubtful or refused, with its reasons) and figures.html with the
drawings. Nothing of it enters the records: the file stays where it is, and so should the folder, outside of any repository.
"""

import csv
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import TextIO

from custodiet.evidence.durable import folder
from custodiet.figures.drawing import bars
from custodiet.figures.foreign import Fate, Mapped, Row, Tally, WrongMapping, how_often, mapping, read, tally
from custodiet.web.texts import text_of

MOST_BARS = 15
TITLES = {
    "year": "Rows by year", "category": "What it was about", "finding": "What was found", "outcome": "What came of it", "sex": "Sex",
    "ethnicity": "Ethnicity", "how often": "People, by how often they stand in the file",
}  # fmt: skip


def run(file: Path, by: Path, to: Path) -> int:
    """Read, count, draw; 0 where every row came to something. Raises WrongMapping, WrongText or OSError, and leaves no part then."""
    try:
        said = tomllib.loads(text_of(by))
    except tomllib.TOMLDecodeError as wrong:
        raise WrongMapping(f"{by} is no TOML: {wrong}.") from None
    mapped = mapping(said)
    folder(to)
    told = to / "rows.csv.part"
    try:
        with told.open("w", encoding="utf-8", newline="") as out:
            found = tally(_told(read(_rows(file, said.get("beside", {}), by.parent, mapped), mapped), out))
        told.replace(to / "rows.csv")
    except (UnicodeError, LookupError) as wrong:
        raise WrongMapping(
            f"{file} cannot be read as {mapped.encoding} ({wrong}). Name its `encoding` at the head of the mapping."
        ) from None
    except csv.Error as wrong:
        raise WrongMapping(f"{file} is no CSV file: {wrong}. Save it again as CSV, with quotation marks about text.") from None
    finally:
        told.unlink(missing_ok=True)
    _figures(found, to / "figures.csv")
    (to / "figures.html").write_text(_page(found, mapped), encoding="utf-8")
    sys.stdout.write(_said(found, to))
    return 0


def _rows(file: Path, beside: Mapping[str, str], place: Path, by: Mapped) -> Iterator[dict[str, str]]:
    """The rows as dictionaries; with what a second file says of the same key. Raises WrongMapping where a column is not there."""
    more = _beside(beside, place, by.encoding)
    with file.open(encoding=by.encoding, newline="") as stream:
        lines = csv.DictReader(stream)
        known = {*(lines.fieldnames or ()), *(next(iter(more.values()), {}))}
        if beside and beside["key"] not in (lines.fieldnames or ()):
            raise WrongMapping(f"[beside] has the key “{beside['key']}”, and {file.name} has no such column.")
        if missing := sorted({column for columns in by.columns.values() for column in columns} - known):
            raise WrongMapping(f"There is no column “{missing[0]}” in {file.name}. Its columns: {', '.join(sorted(known))}.")
        for line in lines:
            yield more.get(line.get(beside.get("key", ""), ""), {}) | line


def _beside(beside: Mapping[str, str], place: Path, encoding: str) -> dict[str, dict[str, str]]:
    if not beside:
        return {}
    if not beside.get("file") or not beside.get("key"):
        raise WrongMapping("[beside] needs the `file` and the `key`: the column by which its lines belong to those of the first file.")
    with (place / beside["file"]).open(encoding=encoding, newline="") as stream:
        lines = csv.DictReader(stream)
        if beside["key"] not in (lines.fieldnames or ()):
            raise WrongMapping(f"[beside] has the key “{beside['key']}”, and {beside['file']} has no such column.")
        return {line[beside["key"]]: line for line in lines}


def _told(rows: Iterator[Row], out: TextIO) -> Iterator[Row]:
    """The rows again; those that were not simply taken are written down."""
    lines = csv.writer(out)
    lines.writerow(["row", "fate", "why"])
    for row in rows:
        if row.fate is not Fate.TAKEN:
            lines.writerow([row.number, row.fate.value, "; ".join(row.reasons)])
        yield row


def _tables(found: Tally) -> dict[str, list[tuple[str, int]]]:
    made = {name: counter.most_common() for name, counter in found.counts.items() if set(counter) - {"not said"}}
    made["year"] = sorted(found.counts["year"].items())
    if found.people:
        made["how often"] = list(how_often(found.people).items())
    return made


def _figures(found: Tally, to: Path) -> None:
    with to.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(["table", "row", "number"])
        lines.writerows([name, row, number] for name, rows in _tables(found).items() for row, number in rows)


def _shown(rows: list[tuple[str, int]]) -> list[tuple[str, int | None]]:
    """As many bars as can be read; the rest together."""
    rest = sum(number for _, number in rows[MOST_BARS:])
    return [*rows[:MOST_BARS], *([(f"{len(rows) - MOST_BARS} others", rest)] if rest else [])]


def _page(found: Tally, by: Mapped) -> str:
    parts = ["<!doctype html><html lang=en-GB><meta charset=utf-8>", f"<title>{escape(by.title)}</title><h1>{escape(by.title)}</h1>"]
    parts += [f"<p>{escape(line)}</p>" for line in _sentences(found)]
    for place, (name, rows) in enumerate(_tables(found).items()):
        values = [(row, number) for row, number in rows] if name == "year" else _shown(list(rows))
        parts.append(f"<h2>{TITLES[name]}</h2>" + bars(TITLES[name], TITLES[name], list(values), f"drawing-{place}"))
    return "\n".join(parts)


def _sentences(found: Tally) -> list[str]:
    fates = ", ".join(f"{found.fates[fate]:,} {fate.value}" for fate in Fate)
    why = Counter({f"{fate.value}: {reason}": number for (fate, reason), number in found.reasons.items()})
    return [
        f"{found.rows:,} rows = {fates}.",
        *(f"{number:,} {reason}." for reason, number in why.most_common()),
        f"{len(found.people):,} people by name.",
    ]


def _said(found: Tally, to: Path) -> str:
    return "\n".join([*_sentences(found), f"The counts are in {to / 'figures.csv'}, the drawings in {to / 'figures.html'}."]) + "\n"
