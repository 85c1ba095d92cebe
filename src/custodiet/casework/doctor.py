"""`custodiet doctor`: whether the index agrees with the law, the ledger with itself, and the triggers are in place."""

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import TextIO

from django.db import connection, transaction
from django.utils import timezone

from custodiet.casework import standing, triggers
from custodiet.casework.models import Case, LedgerBody, LedgerEntry, LedgerHead
from custodiet.casework.sealed_bundles import bundles_hold
from custodiet.casework.sealed_figures import figures_hold
from custodiet.casework.sealed_findings import findings_hold
from custodiet.casework.sealed_follow import follow_up_holds
from custodiet.casework.sealed_oversight import oversight_holds
from custodiet.casework.sealed_papers import papers_hold
from custodiet.casework.sealed_reports import reports_have_a_reader, reports_hold
from custodiet.casework.sealed_retention import retention_holds
from custodiet.evidence import sandbox
from custodiet.evidence.sandbox import ReadingFailed
from custodiet.ledger.report import Body, StoredEntry
from custodiet.ledger.tree import Frontier, TreeError
from custodiet.ledger.verify import verify

Check = Callable[[date], Iterator[str]]


def triggers_present(today: date) -> Iterator[str]:
    """Every trigger that keeps the records append-only is there and fires."""
    for name in triggers.missing(connection):
        yield (
            f"The trigger {name} is missing, switched off or altered, so records could be altered unseen. "
            "Find out who removed it, then install it again (custodiet.casework.triggers.put)."
        )


def index_agrees(today: date) -> Iterator[str]:
    """Stage, next day and allegations of every case are what the law says today."""
    for case in Case.objects.prefetch_related("allegations", "steps").order_by("pk").iterator(chunk_size=200):
        try:
            meant = standing.index_of(standing.standing(case).history, today)
        except ValueError as unreadable:
            yield f"Case {case.reference} has a step that cannot be read: {unreadable}"
            continue
        if meant != standing.stored_index(case):
            yield (
                f"Case {case.reference}: the index differs from the law (stage “{case.stage}”, next day "
                f"{case.next_due_on}; the law says “{meant.stage}”, {meant.next_due_on}). Run custodiet doctor --reindex."
            )


def seals_hold(today: date) -> Iterator[str]:
    """Every step carries the seal that its content and the step before it make, and the ledger has its entry."""
    for case in Case.objects.order_by("pk").iterator():
        before = None
        known = _sealed_in_ledger(case)
        for row in case.steps.order_by("seq"):
            if row.seal != standing.seal(row, before):
                yield f"Case {case.reference}: step {row.seq} was altered after it was recorded, or the one before it."
            if known.get(row.seq) not in (None, row.seal):
                yield f"Case {case.reference}: step {row.seq} is not the one that the ledger recorded."
            before = row
        if len(known) > case.steps.count():
            yield f"Case {case.reference}: the ledger recorded {len(known)} steps, but fewer are here."


def _sealed_in_ledger(case: Case) -> dict[int, str]:
    bodies = LedgerBody.objects.filter(entry__case=case, entry__object_ref__startswith="step ")
    return {int(body["object_ref"].split()[1]): body["seal"] for body in bodies.values_list("value", flat=True) if "seal" in body}


def ledger_verifies(today: date) -> Iterator[str]:
    """The ledger agrees with itself, its bodies and its head."""
    yield from ledger_faults()


def ledger_faults() -> Iterator[str]:
    """What does not agree in the ledger, on whatever day it is asked."""
    stored = LedgerHead.objects.first()
    try:
        head = Frontier.deserialise(bytes(stored.frontier)) if stored else Frontier()
    except TreeError as damaged:
        yield str(damaged)
        head = None
    report = verify(_entries(), bodies=True, head=head)
    yield from report.sentences[1:]


def _entries() -> Iterator[StoredEntry]:
    for row in LedgerEntry.objects.select_related("body").order_by("seq").iterator():
        body = getattr(row, "body", None)
        yield StoredEntry(
            sequence=row.seq,
            recorded_at=row.recorded_at,
            verb=row.verb,
            compartment=row.compartment,
            commitment=bytes(row.commitment),
            leaf=bytes(row.leaf),
            body=Body(bytes(body.salt), body.value) if body else None,
            copies={"actor": row.actor_id, "case": row.case_id, "object_ref": row.object_ref} if body else {},
        )


def readers_start(today: date) -> Iterator[str]:
    """A reader of files starts behind its walls."""
    try:
        sandbox.isolation()
    except ReadingFailed as wrong:
        yield str(wrong)


CHECKS: tuple[Check, ...] = (
    triggers_present,
    index_agrees,
    seals_hold,
    ledger_verifies,
    findings_hold,
    follow_up_holds,
    bundles_hold,
    papers_hold,
    reports_hold,
    reports_have_a_reader,
    figures_hold,
    oversight_holds,
    retention_holds,
    readers_start,
)


def examine(out: TextIO, today: date) -> int:
    """Run every check and say what was found; the exit status is 1 where anything was."""
    wrong = 0
    for check in CHECKS:
        found = list(check(today))
        wrong += len(found)
        out.write(f"{'bad' if found else 'good'}  {(check.__doc__ or '').strip()}\n")
        out.writelines(f"      {sentence}\n" for sentence in found)
    if not wrong:
        out.writelines(f"note  Files are read without: {wall}. This machine does not offer it.\n" for wall in sandbox.isolation().missing)
    return 1 if wrong else 0


def reindex(today: date) -> int:
    """Bring the index of every case to what the law says today; how many were changed. Versions stay as they are."""
    changed = 0
    for pk in list(Case.objects.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            case = Case.objects.select_for_update(no_key=True).get(pk=pk)
            meant = standing.index_of(standing.standing(case).history, today)
            if meant != standing.stored_index(case):
                standing.write_index(case, meant)
                changed += 1
    return changed


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--reindex", action="store_true", help="first bring the index of every case to what the law says")


def run(options: argparse.Namespace) -> int:
    """Do it, and return the exit status."""
    today = timezone.localdate()
    if options.reindex:
        sys.stdout.write(f"{reindex(today)} cases re-indexed.\n")
    return examine(sys.stdout, today)
