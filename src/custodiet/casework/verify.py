"""`custodiet verify`: every exhibit, every file of facts and every record of evidence against its digest and the ledger."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from django.db.models import Model

from custodiet.casework import vault
from custodiet.casework.doctor import ledger_verifies
from custodiet.casework.models import Case, Custody, Derivation, Disclosure, Exhibit, LedgerBody, Reading, ReadingState, Tie
from custodiet.casework.seals import seal
from custodiet.detection.keeping import digest

SEALED: tuple[tuple[type[Model], str, str], ...] = (
    (Exhibit, "exhibit", "case"),
    (Custody, "custody", "exhibit__case"),
    (Disclosure, "disclosure", "exhibit__case"),
    (Derivation, "derivation", "made__case"),
    (Tie, "tie", "case"),
    (Reading, "reading", "exhibit__case"),
)
"""The sealed tables, the word before a row's number in the ledger, and the way to its case."""

ENDED = (ReadingState.READ.value, ReadingState.ASKS.value, ReadingState.FAILED.value)
"""The states of a reading that came to an end and whose outcome is sealed."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--case", help="the reference of one case; every case where it is left out")


def run(options: argparse.Namespace) -> int:
    """Verify, and return 1 where anything was altered, 2 where there is no such case."""
    cases = Case.objects.order_by("pk")
    if options.case:
        cases = cases.filter(reference=options.case)
        if not cases.exists():
            sys.stderr.write(f"There is no case {options.case}. Check the reference.\n")
            return 2
    return examine(sys.stdout, cases)


def examine(out: TextIO, cases: Iterable[Case]) -> int:
    """Say what was found; 1 where anything was altered."""
    wrong = checked = 0
    for case in cases:
        checked += case.exhibits.count()
        for sentence in altered(case):
            wrong += 1
            out.write(f"{case.reference}: {sentence}\n")
    for sentence in ledger_verifies(None):  # type: ignore[arg-type]  # it asks for no day
        wrong += 1
        out.write(f"ledger: {sentence}\n")
    out.write(f"{checked:,} exhibits checked; {wrong:,} faults found.\n")
    return 1 if wrong else 0


def altered(case: Case) -> Iterator[str]:
    """Everything of that case's evidence that is not as it was recorded."""
    known = _known(case)
    for model, word, path in SEALED:
        yield from _rows(model, word, path, case, known)
    for row in case.exhibits.order_by("pk"):
        if row.custody.filter(act="disposed").exists():
            continue
        try:
            vault.verify(case, row)
        except (vault.Altered, vault.NoKey) as wrong:
            yield f"exhibit {row.reference}: {wrong}"
        yield from _facts(case, row)
    digests = set(case.exhibits.values_list("sha256", flat=True))
    for file in sorted(vault.facts_folder(case).glob("*/*.parquet")):
        if file.stem not in digests:
            yield f"there are facts of the table {file.parent.name} ({file.name[:16]}…) that belong to no exhibit of the case."


def _known(case: Case) -> dict[str, str]:
    """The seals that the ledger recorded for this case, by the row's word and number."""
    bodies = LedgerBody.objects.filter(entry__case=case).values_list("value", flat=True)
    return {str(body["object_ref"]): str(body["seal"]) for body in bodies if "seal" in body}


def _rows(model: type[Model], word: str, path: str, case: Case, known: dict[str, str]) -> Iterator[str]:
    rows = model._default_manager.filter(**{path: case}).order_by("pk")
    if model is Reading:
        rows = rows.filter(state__in=ENDED)
    there = set()
    for row in rows:
        name = f"{word} {row.pk}"
        there.add(name)
        if name not in known:
            yield f"{name}: the ledger knows nothing of it. It was put in past the program."
        elif known[name] != seal(row):
            yield f"{name}: the row was altered after it was recorded."
    for name in known:
        if name.split()[0] == word and len(name.split()) == 2 and name not in there and model is not Reading:
            yield f"{name}: the ledger recorded it, but it is gone."


def _facts(case: Case, row: Exhibit) -> Iterator[str]:
    """The facts of an exhibit are the files that its latest reading made, and no others."""
    latest = (
        row.readings.filter(state__in=[ReadingState.READ.value, ReadingState.ASKS.value, ReadingState.FAILED.value]).order_by("-pk").first()
    )
    made = latest.facts if latest else {}
    folder = vault.facts_folder(case)
    for table, kept in made.items():
        path = folder / table / f"{row.sha256}.parquet"
        if not path.is_file():
            yield f"exhibit {row.reference}: its facts of the table {table} are gone. Have the exhibit read again."
        elif digest(path) != kept["sha256"]:
            yield f"exhibit {row.reference}: its facts of the table {table} were altered. Find out who did it, and have it read again."
    for path in folder.glob(f"*/{row.sha256}.parquet"):
        if path.parent.name not in made:
            yield f"exhibit {row.reference}: there are facts of the table {path.parent.name} that no reading made."
