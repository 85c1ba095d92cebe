"""`custodiet chronology --facts FOLDER --officer ID --person ID [--json]`: the dated account of the two, from a folder of facts."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from custodiet.detection import account, audit, contacts, examined
from custodiet.detection.account import Account, Entry
from custodiet.detection.engine import Engine
from custodiet.detection.fact_files import NotFacts
from custodiet.detection.wording import counted
from custodiet.evidence.facts import TABLES

COUNTED = ("calls", "texts", "chats", "looks", "off_duty")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--facts", type=Path, required=True, help="the folder of facts, as `custodiet read --to` makes it")
    parser.add_argument("--officer", required=True, help="staff_id of the officer")
    parser.add_argument("--person", required=True, help="person_id of the person")
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(options: argparse.Namespace) -> int:
    """Print the account; 2 where the folder cannot be read."""
    if not options.facts.is_dir():
        sys.stderr.write(f"{options.facts} is no folder. Name the folder that `custodiet read FILE --as KIND --to FOLDER` wrote.\n")
        return 2
    folder = audit.facts_of(options.facts)
    try:
        with Engine(folder) as engine:
            if not any(engine.of_table(table.name) for table in TABLES):
                sys.stderr.write(f"There are no facts in {folder}: no file of it is a table, such as access.parquet or access/….parquet.\n")
                return 2
            account.prepare(engine)
            for each in examined.examine(engine):
                sys.stderr.write(f"{each}\n")
            found = account.between(engine, options.officer, options.person)
            nobody = account.strangers(engine, options.officer, options.person)
            found = replace(found, cautions=(*nobody, *found.cautions))
            unknown = contacts.unknown_names(engine)
    except NotFacts as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    if options.json:
        sys.stdout.write(json.dumps(as_data(found, unknown), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(lines(found, unknown)) + "\n")
    return 0


def as_data(found: Account, unknown: list[tuple[str, int]]) -> dict[str, Any]:
    """The account as plain data; local times as in England, with their offset."""
    return {
        "officer": found.officer,
        "person": found.person,
        "first": found.first and found.first.isoformat(),
        "last": found.last and found.last.isoformat(),
        "weeks": found.weeks,
        "counts": {figure.key: figure.number for figure in found.figures},
        "statement": list(found.statement),
        "cautions": list(found.cautions),
        "figures": [
            {"key": each.key, "number": each.number, "sentence": each.sentence, "entries": list(each.entries)} for each in found.figures
        ],
        "by_week": [
            {"first_day": week.first_day.isoformat()}
            | {name: getattr(week, name) for name in ("calls", "texts", "chats", "looks", "off_duty")}
            for week in found.by_week
        ],
        "entries": [_entry(entry) for entry in found.entries],
        "sources": [{"source": source, "sha256": digest} for source, digest in found.sources],
        "names_of_nobody": [{"name": name, "messages": sent} for name, sent in unknown],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.local and entry.local.isoformat(),
        "lane": entry.lane,
        "what": entry.what,
        "detail": entry.detail,
        "duty": entry.duty,
        "marks": list(entry.marks),
        "origins": [{"source": o.source_id, "line": o.line, "sha256": o.sha256, "at_text": o.at_text} for o in entry.origins],
    }


def lines(found: Account, unknown: list[tuple[str, int]]) -> Iterator[str]:
    """The account in words, line by line."""
    yield from found.statement
    yield from (f"! {caution}" for caution in found.cautions)
    for name, sent in unknown[:10]:
        yield f"? “{name}” sent {counted(sent, 'message', 'messages')} and is tied to nobody: say who it is."
    for entry in found.entries:
        when = f"{entry.local:%a %d %b %Y %H:%M:%S}" if entry.local else "no day".ljust(24)
        marks = f" [{', '.join(entry.marks)}]" if entry.marks else ""
        yield f"{entry.number:>5}  {when}  {entry.duty:<9}  {entry.what}{': ' if entry.detail else ''}{_short(entry.detail)}{marks}"
        yield from (f"{'':<9}{origin.source_id}, {origin.line}" for origin in entry.origins)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else plain[:79] + "…"
