"""`custodiet cases mapping FOLDER` guesses which column of an extract is what; `custodiet cases import FOLDER` brings its cases in.

The mapping is a TOML file that a person puts right and keeps; --dry-run says what would become of every row and writes nothing. The
report has every row: taken, refused or doubtful, with the reason. It may be ended at any moment and is then run again. 0: every row is
taken. 1: some are refused or doubtful. 2: nothing was done.
"""

import argparse
import getpass
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.access import Refused
from custodiet.casework.actions.imports import Brought, Done, bring_in, may_import
from custodiet.casework.imports import mapping, rows
from custodiet.casework.imports.mapping import Layout, WrongMapping
from custodiet.casework.imports.plan import Fate, Plan, Verdict, plan
from custodiet.casework.models import User
from custodiet.ledger.entries import Verb
from custodiet.web.context import force_name, today
from custodiet.web.import_report import report
from custodiet.web.texts import WrongText, said, text_of

WHOLE, SOME, NOTHING = 0, 1, 2
SHOWN = 200
"""Rows that are said on the screen; the file of --report has all."""
TOLD_EVERY = 100


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    below = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    guess = below.add_parser("mapping", help="guess which column is what, and print it as TOML to be put right")
    guess.add_argument("folder", type=Path, help="the folder of the CSV files")
    guess.add_argument("--source", required=True, metavar="NAME", help="the system that the files are from")
    bring = below.add_parser("import", help="bring the cases in")
    bring.add_argument("folder", type=Path, help="the folder of the CSV files")
    bring.add_argument("--mapping", type=Path, required=True, metavar="FILE", help="the mapping, as put right")
    bring.add_argument("--by", metavar="NAME", help="the sign-in name of the head of department")
    bring.add_argument("--dry-run", action="store_true", help="say what would become of every row; write nothing")
    bring.add_argument("--report", type=Path, metavar="FILE", help="write every row and what became of it, as CSV")


def run(options: argparse.Namespace) -> int:
    """Do what was asked."""
    try:
        return _guess(options) if options.verb == "mapping" else _import(options)
    except (WrongMapping, WrongText, Refused, OSError) as wrong:
        sys.stderr.write(f"{said(wrong)}\n")
        return NOTHING


def _guess(options: argparse.Namespace) -> int:
    found = rows.headers(options.folder)
    if not found:
        raise WrongMapping(f"There is no CSV file in {options.folder}.")
    layout = mapping.guessed(options.source, found)
    sys.stdout.write(mapping.written(layout))
    for file, names in found.items():
        used = {header for taken in layout.tables.values() if taken.file == file for header in taken.columns.values()}
        if left := [name for name in names if name not in used]:
            sys.stderr.write(f"{file}: not known by their names: {', '.join(left)}\n")
    return WHOLE


def _import(options: argparse.Namespace) -> int:
    layout = mapping.read(text_of(options.mapping))
    by = None if options.dry_run else _importer(options.by)
    read, left = rows.read(options.folder, layout)
    planned = plan(read, layout, today())
    if options.report:
        options.report.write_text("", encoding="utf-8")  # before anything comes in: or it would be in, and nobody told what became of it
    brought: list[Brought] = []
    ended = True
    if by:
        brought, ended = _bring_in(planned, layout, by)
        _enter(by, layout, rows.digests(options.folder, layout), planned, brought, ended)
    told = told_of(planned, brought)
    _say(planned, told, left, dry=options.dry_run)
    if options.report:
        options.report.write_text(report(told), encoding="utf-8", newline="")
    if not ended:
        sys.stderr.write("Ended before all cases were in. What is in stays; run the same command again, and it goes on.\n")
        return NOTHING
    return WHOLE if all(verdict.fate is Fate.TAKEN for verdict, _done in told) else SOME


def _importer(name: str | None) -> User:
    user = User.objects.filter(username=name, is_active=True).first() if name else None
    if user is None:
        raise Refused("Say who brings the cases in: --by NAME, the sign-in name of the head of department. Or look first: --dry-run.")
    may_import(user)
    return user


def _bring_in(planned: Plan, layout: Layout, by: User) -> tuple[list[Brought], bool]:
    """Every case, one after another, until all are in or somebody ends it."""
    asked: list[int] = []

    def _end(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    before = signal.signal(signal.SIGINT, _end)
    found: list[Brought] = []
    try:
        for count, case in enumerate(planned.cases.values(), 1):
            if asked:
                return found, False
            found += bring_in(case, source=layout.source, force=force_name(), by=by, today=today())
            if count % TOLD_EVERY == 0:
                sys.stderr.write(f"{count:,} of {len(planned.cases):,} cases.\n")
    finally:
        signal.signal(signal.SIGINT, before)
    return found, True


def told_of(planned: Plan, brought: Iterable[Brought]) -> list[tuple[Verdict, str]]:
    """Of every row its fate, and what was done with it. What the records know better makes a row doubtful."""
    done: dict[int, list[Brought]] = defaultdict(list)
    for each in brought:
        done[id(each.row)].append(each)
    found = []
    for verdict in planned.verdicts:
        these = done[id(verdict.row)]
        doubts = [each.why for each in these if each.done in (Done.NOT_SAME, Done.KEPT)]
        fate = Verdict(verdict.row, Fate.DOUBTFUL, " ".join(doubts)) if verdict.fate is Fate.TAKEN and doubts else verdict
        words = {each.done for each in these} - {Done.AS_BEFORE} or {each.done for each in these}
        found.append((fate, ", ".join(sorted(words))))
    return found


def _enter(by: User, layout: Layout, digests: dict[str, str], planned: Plan, brought: list[Brought], ended: bool) -> None:
    counts = Counter(each.done.value for each in brought)
    with transaction.atomic():
        journal.record(
            Verb.COLLECTION, by=by, what="import of cases", purpose=f"Cases of {layout.source}", fields=sorted(layout.tables),
            run_by=getpass.getuser(), files=dict(digests), rows={table: dict(of) for table, of in planned.counts().items()},
            steps=dict(counts), ended=ended,
        )  # fmt: skip


def _say(planned: Plan, told: list[tuple[Verdict, str]], left: dict[str, list[str]], *, dry: bool) -> None:
    if dry:
        sys.stdout.write("Dry run: nothing was written.\n")
    sys.stdout.write(f"{len(planned.cases):,} cases.\n\n{'table':<13}{'rows':>9}{'taken':>9}{'refused':>9}{'doubtful':>9}\n")
    for table in planned.layout.tables:
        of = Counter(verdict.fate for verdict, _done in told if verdict.row.table == table)
        taken, refused, doubtful = of[Fate.TAKEN], of[Fate.REFUSED], of[Fate.DOUBTFUL]
        sys.stdout.write(f"{table:<13}{taken + refused + doubtful:>9,}{taken:>9,}{refused:>9,}{doubtful:>9,}\n")
    for table, names in left.items():
        if names:
            sys.stdout.write(f"\nNot taken from the {table}: the columns {', '.join(names)}.\n")
    left_out = [verdict for verdict, _done in told if verdict.fate is not Fate.TAKEN]
    if left_out:
        sys.stdout.write("\n")
    for verdict in left_out[:SHOWN]:
        sys.stdout.write(f"{verdict.row.file}, row {verdict.row.number}: {verdict.fate.value}. {verdict.why}\n")
    if len(left_out) > SHOWN:
        sys.stdout.write(f"… and {len(left_out) - SHOWN:,} more: --report FILE writes them all.\n")
