"""`custodiet figures freeze | show | export | merge | import`: the figures of a force, its signed return, many forces as one table.

freeze needs the sign-in name of who freezes. show prints one period of a snapshot; export writes the return of one, signed with the
key of this installation's ledger; merge reads returns, refuses what was altered or is not signed by the force it is of, and prints
the table. import counts and draws another body's complaint data by a mapping file, and takes nothing into the records.
0: done. 1: a return was refused. 2: something is missing or cannot be read.
"""

import argparse
import getpass
import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from custodiet.casework import figure_queries, force_keys, journal
from custodiet.casework.access import NotThere, Refused
from custodiet.casework.actions import figures
from custodiet.casework.models import FrozenFigures, User
from custodiet.casework.signing import NoSigningKey, origin, private_key
from custodiet.figures import national, returns
from custodiet.figures.breakdown import SOURCE, VALUE
from custodiet.figures.cube import EXCHANGED, cube
from custodiet.figures.foreign import WrongMapping
from custodiet.figures.measures import MEASURES
from custodiet.figures.period import Period, WrongPeriod, period
from custodiet.figures.returns import RefusedReturn, Return
from custodiet.figures.table import tabled
from custodiet.figures.workforce import WrongExtract, extract, strength
from custodiet.ledger.entries import Verb
from custodiet.ledger.notes import sign_note
from custodiet.web import command_figures_import
from custodiet.web.context import force_name, today
from custodiet.web.texts import WrongText, said, table_of

DONE, REFUSED, MISSING = 0, 1, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    below = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    freeze = below.add_parser("freeze", help="freeze every case that is not covert, as it stands today")
    freeze.add_argument("--by", required=True, metavar="NAME", help="the sign-in name of the head of department")
    freeze.add_argument(
        "--workforce",
        type=Path,
        metavar="FILE.csv",
        help="number, sex, ethnicity and first day of each officer, for disparity; rank and capacity, for rates",
    )
    show = below.add_parser("show", help="print the measures of a snapshot for a period")
    export = below.add_parser("export", help="write the signed return of a period")
    for each in (show, export):
        each.add_argument("--period", required=True, help="2025, YE2025 or 2024-04-01..2025-03-31")
        each.add_argument("--snapshot", default="", help="the id of a snapshot, or its beginning; the latest where it is left out")
    export.add_argument("--officers", type=int, help="the strength of the force, without which it gets no rate")
    export.add_argument("--to", type=Path, required=True, metavar="FILE")
    merge = below.add_parser("merge", help="put the returns of many forces side by side")
    merge.add_argument("returns", type=Path, nargs="+", metavar="RETURN")
    merge.add_argument("--keys", type=Path, required=True, help="a line for each force: its public key, a space, its name as in its return")
    merge.add_argument("--asked", type=int, required=True, help="how many forces were asked")
    merge.add_argument("--json", action="store_true", help="print the table as JSON")
    other = below.add_parser("import", help="count and draw another body's complaint data, by a mapping file")
    other.add_argument("file", type=Path, metavar="FILE")
    other.add_argument("--mapping", type=Path, required=True, metavar="FILE.toml", help="which column means what (docs/operating.md)")
    other.add_argument("--to", type=Path, required=True, metavar="FOLDER")


def run(options: argparse.Namespace) -> int:
    """Do what was asked."""
    try:
        return {"freeze": _freeze, "show": _show, "export": _export, "merge": _merge, "import": _import}[options.verb](options)
    except (Refused, WrongPeriod, WrongMapping, WrongExtract, WrongText, NoSigningKey, OSError) as wrong:
        sys.stderr.write(f"{said(wrong)}\n")
        return MISSING
    except NotThere:
        sys.stderr.write("There is no such snapshot. `custodiet figures freeze` makes one; /figures/ lists them.\n")
        return MISSING


def _freeze(options: argparse.Namespace) -> int:
    user = User.objects.filter(username=options.by, is_active=True).first()
    if user is None:
        raise Refused(f"Nobody signs in as “{options.by}”. Write the sign-in name of the head of department.")
    lines = _workforce(options.workforce)
    people, counted = extract(lines), strength(lines)
    row = figures.freeze(force=force_name(), by=user, today=today(), workforce=people, strength=counted, tell=_progress)
    sys.stdout.write(f"{row.cases:,} cases frozen as they stood on {row.taken_on:%d.%m.%Y}: {row.snapshot}\n")
    return DONE


def _progress(number: int, every: int) -> None:
    """Where it does not get into what the command answers."""
    sys.stderr.write(f"{number:,} of {every:,} cases are read.\n")


def _workforce(path: Path | None) -> list[dict[str, str]]:
    if path is None:
        return []
    if lines := table_of(path):
        return lines
    raise WrongExtract(f"{path} has no line under its headers. Have the extract made again, or leave --workforce out.")


def _import(options: argparse.Namespace) -> int:
    return command_figures_import.run(options.file, options.mapping, options.to)


def _snapshot(options: argparse.Namespace) -> FrozenFigures:
    found = FrozenFigures.objects.filter(snapshot__startswith=options.snapshot).order_by("-pk").first()
    if found is None:
        raise NotThere
    return found


def _show(options: argparse.Namespace) -> int:
    asked, row = period(options.period), _snapshot(options)
    whole = figure_queries.snapshot_of(row)
    _entered(row, asked, Verb.CONSULTATION)
    sys.stdout.write(
        f"{row.force}, {asked.name}, from the snapshot of {row.taken_on:%d.%m.%Y} ({row.snapshot[:16]}). Not for publication.\n"
    )
    for measure in MEASURES:
        table = tabled(measure, whole.records, asked, VALUE, SOURCE)
        sys.stdout.write(f"\n{table.sentence}\n")
        for each in table.rows:
            if number := table.row_total(each):
                found = ", ".join(f"{column} {table.n(each, column):,}" for column in table.columns if table.n(each, column))
                sys.stdout.write(f"  {number:>7,}  {each} ({found})\n")
    return DONE


def _export(options: argparse.Namespace) -> int:
    asked, row = period(options.period), _snapshot(options)
    if options.officers is not None and options.officers < 1:
        raise Refused(f"A force has no {options.officers} officers. Give its strength, or leave --officers out: then it gets no rate.")
    if asked.first > row.taken_on:
        raise Refused(f"The snapshot is of {row.taken_on:%d.%m.%Y}, before {asked.phrase} began. Freeze the figures when it is over.")
    if asked.last > row.taken_on:
        sys.stderr.write(f"The snapshot is of {row.taken_on:%d.%m.%Y}, before {asked.phrase} was over: what came after is not in it.\n")
    options.to.write_text(signed_return(row, asked, options.officers), encoding="utf-8")
    _entered(row, asked, Verb.EXPORT)
    sys.stdout.write(f"The return of {row.force} for {asked.phrase} is in {options.to}.\n")
    return DONE


def signed_return(row: FrozenFigures, asked: Period, officers: int | None) -> str:
    """The return of that snapshot and period, signed with the key of this installation's ledger."""
    tables = cube(figure_queries.snapshot_of(row).records, asked, EXCHANGED)
    text = returns.written(row.force, asked, officers, row.snapshot, tables).decode()
    return sign_note(text, origin(), private_key())


def _entered(row: FrozenFigures, asked: Period, verb: Verb) -> None:
    with transaction.atomic():
        journal.record(verb, by=None, what=f"figures {row.snapshot[:16]}", fields=["counts"], period=asked.key, run_by=getpass.getuser())


def _merge(options: argparse.Namespace) -> int:
    keys = force_keys.keys_in(options.keys)
    taken: list[Return] = []
    refused = 0
    for path in options.returns:
        try:
            taken.append(force_keys.opened(path.read_bytes(), keys))
        except (RefusedReturn, OSError) as wrong:
            refused += 1
            sys.stderr.write(f"{path} was refused. {f'{wrong.strerror}.' if isinstance(wrong, OSError) else wrong}\n")
    try:
        table = national.merged(taken, options.asked)
    except RefusedReturn as wrong:
        sys.stderr.write(f"{wrong}\n")
        return REFUSED
    sys.stdout.write(json.dumps(asdict(table), default=str, indent=1) + "\n" if options.json else _printed(table))
    sys.stderr.write(f"{len(taken)} returns taken in, {refused} refused.\n")
    return REFUSED if refused else DONE


def _printed(table: national.National) -> str:
    lines = [f"{table.period.name.capitalize()}: {table.answered} forces answered of {table.asked} asked.", ""]
    lines.append(f"{'rank':>4}  {'dismissed':>9}  {'would have been':>15}  {'left first':>10}  {'per 1,000':>9}  force")
    for each in table.lines:
        rate = "–" if each.rate is None else f"{each.rate.value:.2f}"
        shown = ["–" if number is None else f"{number:,}" for number in (each.would_have_been, each.left_first)]
        lines.append(f"{each.rank:>4}  {each.dismissed:>9,}  {shown[0]:>15}  {shown[1]:>10}  {rate:>9}  {each.force}")
    return "\n".join([*lines, "", *(f"- {note}" for note in table.notes)]) + "\n"
