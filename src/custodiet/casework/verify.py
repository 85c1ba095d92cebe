"""`custodiet verify`: every exhibit, every file of facts and every record of evidence against its digest and the ledger.

That somebody looked, and what was found, is itself entered in the ledger when all has been looked through, so that it changes nothing
of what is being checked. `--read-only` enters nothing: for a copy, or a database that must not be written.
"""

import argparse
import getpass
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TextIO

from django.db import DatabaseError, transaction
from django.db.models import Model

from custodiet.casework import facts_kept, journal, vault
from custodiet.casework.actions.readings import ASKED
from custodiet.casework.doctor import ledger_faults
from custodiet.casework.models import (
    BundleItem,
    BundleJob,
    Case,
    CaseImport,
    Custody,
    CustodyAct,
    Derivation,
    Disclosure,
    Exhibit,
    Layout,
    LedgerBody,
    Paper,
    Reading,
    ReadingState,
    ReportFile,
    Tie,
)
from custodiet.casework.seals import seal
from custodiet.ledger.entries import Verb
from custodiet.ledger.tree import TreeError

SEALED: tuple[tuple[type[Model], str, str], ...] = (
    (Exhibit, "exhibit", "case"),
    (Custody, "custody", "exhibit__case"),
    (Disclosure, "disclosure", "exhibit__case"),
    (Derivation, "derivation", "made__case"),
    (Tie, "tie", "case"),
    (Reading, "reading", "exhibit__case"),
    (Layout, "layout", "reading__exhibit__case"),
)
"""The sealed tables, the word before a row's number in the ledger, and the way to its case."""

NOT_AS_WRITTEN = (KeyError, TypeError, AttributeError)
"""What comes of following a row of a reading whose facts are not as the program writes them."""
_ASIDE = re.compile(r"damaged/[0-9a-f]{64}-[0-9a-f]{16}")
OPEN = (ReadingState.WAITING.value, ReadingState.READING.value)
"""The states of a reading whose outcome is not sealed yet; what was asked is, always."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--case", help="the reference of one case; every case where it is left out")
    parser.add_argument("--read-only", action="store_true", help="do not enter in the ledger who looked and what was found")


def run(options: argparse.Namespace) -> int:
    """Verify. 1: something was altered; 2: there is no such case, or the look could not be entered in the ledger."""
    cases = Case.objects.order_by("pk")
    if options.case:
        cases = cases.filter(reference=options.case)
        if not cases.exists():
            sys.stderr.write(f"There is no case {options.case}. Check the reference.\n")
            return 2
    checked, wrong = look_through(sys.stdout, cases)
    if options.read_only:
        sys.stderr.write("Read only: that you looked, and what was found, was not entered in the ledger.\n")
        return 1 if wrong else 0
    entered = enter(cases.first() if options.case else None, checked, wrong)
    return 1 if wrong else 0 if entered else 2


def enter(case: Case | None, checked: int, wrong: int) -> bool:
    """Enter in the ledger that it was looked through, on whose account of the machine, and how many faults were found."""
    try:
        with transaction.atomic():
            if case:
                Case.objects.select_for_update(no_key=True).get(pk=case.pk)
            journal.record(
                Verb.CONSULTATION, by=None, case=case, what="verify", purpose="To see that nothing was altered",
                fields=["digests", "seals", "ledger"], run_by=getpass.getuser(), exhibits=checked, faults=wrong,
            )  # fmt: skip
    except (DatabaseError, TreeError, OSError, KeyError) as failed:
        sys.stderr.write(
            f"What was found could not be entered in the ledger ({type(failed).__name__}): the database cannot be written, or the "
            "ledger's head is damaged. Mend that and verify again, or look without an entry: custodiet verify --read-only.\n"
        )
        return False
    return True


def examine(out: TextIO, cases: Iterable[Case]) -> int:
    """Say what was found; 1 where anything was altered. Nothing is written."""
    _checked, wrong = look_through(out, cases)
    return 1 if wrong else 0


def look_through(out: TextIO, cases: Iterable[Case]) -> tuple[int, int]:
    """Say what was found: how many exhibits were checked, and how many faults there are."""
    wrong = checked = 0
    for case in cases:
        checked += case.exhibits.count()
        for sentence in altered(case):
            wrong += 1
            out.write(f"{case.reference}: {sentence}\n")
        for sentence in mended(case):
            out.write(f"{case.reference}: {sentence}\n")
    for sentence in leftovers():
        out.write(f"store: {sentence}\n")
    for sentence in ledger_faults():
        wrong += 1
        out.write(f"ledger: {sentence}\n")
    out.write(f"{checked:,} exhibits checked; {wrong:,} faults found.\n")
    return checked, wrong


def altered(case: Case) -> Iterator[str]:
    """Everything of that case's evidence that is not as it was recorded."""
    known = _known(case)
    for model, word, path in SEALED:
        yield from _rows(model, word, path, case, known)
    yield from _asked(case, known)
    for row in case.exhibits.order_by("pk"):
        gone = row.custody.filter(act=CustodyAct.DISPOSED.value).exists()
        if not gone:
            try:
                vault.verify(case, row)
            except (vault.Altered, vault.NoKey) as wrong:
                yield f"exhibit {row.reference}: {wrong}"
        yield from _facts(case, row, gone)
    yield from _set_aside(case)
    yield from _strange(case)


def mended(case: Case) -> Iterator[str]:
    """What was found damaged before and is on record as that. It is no fault now, and it is never passed over."""
    found = Custody.objects.filter(exhibit__case=case, act=CustodyAct.DAMAGED.value).select_related("exhibit", "by").order_by("pk")
    for row in found:
        yield f"exhibit {row.exhibit.reference}: found damaged on {row.recorded_at:%d.%m.%Y} by {row.by.full_name} (on record). {row.why}"


def leftovers() -> Iterator[str]:
    """What is left of uploads and readings that ended before they were on record. Nobody was told of them, so it is no fault."""
    known = set(Exhibit.objects.values_list("address", flat=True))
    for row in Reading.objects.only("facts"):
        with suppress(*NOT_AS_WRITTEN):  # an altered row is a fault, and said where its case is looked through
            known |= {where.address for where in facts_kept.stored(row).values()}
    for kept in (BundleItem, BundleJob, Paper, ReportFile):
        known |= set(kept._default_manager.values_list("address", flat=True))
    for said in CaseImport.objects.filter(ended_at=None).values_list("files", flat=True):
        known |= {each["address"] for each in said}
    if strange := len(vault.addresses() - known):
        yield f"{strange:,} stored files belong to nothing on record: their upload or reading was cut off. They go with their case's key."
    if half := vault.half_written():
        yield f"{half:,} files are half written: by uploads under way, or by processes that died; custodiet work removes what is a day old."


def _set_aside(case: Case) -> Iterator[str]:
    """Altered files that were set aside and are not on record, and those on record that are gone."""
    kept = set(vault.set_aside())
    for row in case.exhibits.order_by("pk"):
        told = " ".join(row.custody.filter(act=CustodyAct.DAMAGED.value).values_list("why", flat=True))
        on_record = set(_ASIDE.findall(told))
        here = {name for name in kept if name.startswith(f"damaged/{row.address}-")}
        for name in sorted(here - on_record):
            yield f"exhibit {row.reference}: an altered file was set aside as {name}, and its custody does not say so."
        gone = row.custody.filter(act=CustodyAct.DISPOSED.value).exists()
        for name in sorted(on_record - kept if not gone else ()):
            yield f"exhibit {row.reference}: the altered file {name}, which its custody says is kept, is gone."


def _strange(case: Case) -> Iterator[str]:
    """Files in the folder where readings work: a reading under way has a folder of its own there, and nothing else belongs there."""
    folder = vault.facts_folder(case)
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder).parts
        if not file.is_dir() and not inside[0].startswith(".reading-"):
            yield f"the file {'/'.join(inside)[:100]} among the facts belongs to no exhibit of the case. Find out who put it there."


def _known(case: Case) -> dict[str, str]:
    """The seals that the ledger recorded for this case, by the row's word and number; the last one where there are several."""
    bodies = LedgerBody.objects.filter(entry__case=case).order_by("entry").values_list("value", flat=True)
    return {str(body["object_ref"]): str(body["seal"]) for body in bodies if isinstance(body, dict) and "seal" in body}


def _rows(model: type[Model], word: str, path: str, case: Case, known: dict[str, str]) -> Iterator[str]:
    there = set()
    for row in model._default_manager.filter(**{path: case}).order_by("pk"):
        name = f"{word} {row.pk}"
        there.add(name)
        if name not in known:
            if not (isinstance(row, Reading) and row.state in OPEN):
                yield f"{name}: the ledger knows nothing of it. It was put in past the program."
        elif known[name] != seal(row):
            yield f"{name}: the row was altered after it was recorded."
    for name in known:
        if name.split()[0] == word and len(name.split()) == 2 and name not in there:
            yield f"{name}: the ledger recorded it, but it is gone."


def _asked(case: Case, known: dict[str, str]) -> Iterator[str]:
    """What was asked of each reading is what the ledger recorded then; and every one that was asked is there."""
    there = {f"reading {row.pk} asked": seal(row, ASKED) for row in Reading.objects.filter(exhibit__case=case)}
    for name, found in there.items():
        if known.get(name) != found:
            yield f"{name.removesuffix(' asked')}: what was asked is not what the ledger recorded."
    for name in known:
        if name.startswith("reading ") and name.endswith(" asked") and name not in there:
            yield f"{name.removesuffix(' asked')}: the ledger recorded that it was asked, but it is gone."


def _facts(case: Case, row: Exhibit, gone: bool) -> Iterator[str]:
    """The facts of an exhibit are what its latest reading put into the store; none where it was disposed of."""
    latest = row.readings.filter(state__in=[ReadingState.READ.value, ReadingState.ASKS.value]).order_by("-pk").first()
    try:
        made = facts_kept.stored(latest) if latest and not gone else {}
    except NOT_AS_WRITTEN:
        yield f"exhibit {row.reference}: its latest reading does not say where its facts are: the row was altered."
        return
    under_way = row.readings.filter(state__in=OPEN).exists()
    next_step = (
        "It is being read: verify again when that has ended." if under_way else "Have the exhibit read again, and find out who did it."
    )
    for table, where in made.items():
        try:
            vault.verify_facts(case, where)
        except (vault.Altered, vault.NoKey, *NOT_AS_WRITTEN) as wrong:
            yield f"exhibit {row.reference}: its facts of the table {table} cannot be opened: {wrong} {next_step}"
