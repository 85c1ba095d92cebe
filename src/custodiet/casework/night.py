"""A night: for each operation that is authorised and has not expired, what is new in the force's facts is found and stored.

Only the sources that have a lawful basis are read, and never a private telephone. What is known is not stored again; what was
found before gets a new tally where more has happened since. One night at a time runs over a data directory.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.between import between
from custodiet.casework.models import (
    TABLES_OF,
    DetectedFinding,
    NightRun,
    Operation,
    Pseudonym,
    Ruled,
    Source,
    Tally,
    TriageOutcome,
    random,
)
from custodiet.casework.rules import LINK, hot_records, key_of, latest, rules, workload
from custodiet.casework.seals import seal
from custodiet.casework.sight import open_operations
from custodiet.detection import audit, miner
from custodiet.detection.audited import Audit
from custodiet.detection.engine import Engine
from custodiet.detection.fact_files import NotFacts
from custodiet.detection.finding import Finding
from custodiet.detection.windows import WrongWindow
from custodiet.ledger.entries import Verb

LETTERS = 3
MINED_EVERY = timedelta(days=7)
ENDED = (TriageOutcome.DISMISSED.value, TriageOutcome.ADOPTED.value)


@dataclass(frozen=True, slots=True)
class Night:
    """What a night did for one operation: what it added, or why it could not."""

    operation: Operation
    added: int
    problem: str = ""


def run(today: date, said: Callable[[str], None] = lambda words: None) -> list[Night]:
    """Go through the force's facts for every open operation; a watch on one officer has nights of its own (`officer_watch`)."""
    return [_operation(each, today, said) for each in open_operations(today).filter(watches_officer=None).order_by("pk")]


def _operation(operation: Operation, today: date, said: Callable[[str], None]) -> Night:
    said(f"Operation {operation.reference}")
    place = Path(settings.DATA) / "nights" / operation.reference
    facts = lawful(operation, audit.facts_of(Path(settings.FORCE_FACTS)), place / "facts")
    try:
        with Engine(facts, more={"association": hot_records()}) as engine:
            by = rules()
            found = audit.run(engine, workload=workload(), windows=by.windows, more=by.own, state=place / "state", said=said, grows=True)
            mined = _mined(operation, engine, found, today)
            return _store(operation, engine, found, mined, today)
    except (NotFacts, audit.NothingToAudit, WrongWindow) as wrong:
        return Night(operation, 0, str(wrong))


def lawful(operation: Operation, facts: Path, target: Path) -> Path:
    """A folder with those tables of the force's facts that the operation has a lawful basis for, and no others."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(mode=0o700, parents=True)
    for source in operation.lawful_basis:
        for table in TABLES_OF[Source(source)]:
            for path in (facts / table, facts / f"{table}.parquet"):
                if path.exists():
                    (target / path.name).symlink_to(path.resolve(), target_is_directory=path.is_dir())
    return target


def _mined(operation: Operation, engine: Engine, found: Audit, today: date) -> dict[str, Any]:
    """Once a week: the links that might be explanations, with their figures and nobody's name."""
    if operation.runs.filter(on__gt=today - MINED_EVERY, report__has_key="proposals").exists():
        return {}
    decided = [key_of(row) for row in latest(LINK).values() if row.decided != Ruled.WITHDRAWN.value]
    told = [
        {
            "key": each.link.key, "covered": each.covered, "permuted": each.permuted, "unexplained": each.unexplained,
            "looks": each.looks, "support": round(each.support, 6), "precision": round(each.precision, 6),
        }
        for each in miner.propose(engine, found.looks, decided)
    ]  # fmt: skip
    return {"proposals": told}


def _store(operation: Operation, engine: Engine, found: Audit, mined: dict[str, Any], today: date) -> Night:
    """The findings that are not known, and the tallies that changed, in one transaction with the row of the run."""
    told = {pair: between(engine, *pair) for pair in _pairs(operation, found)}
    with transaction.atomic():
        Operation.objects.select_for_update(no_key=True).get(pk=operation.pk)
        if not open_operations(today).filter(pk=operation.pk).exists():
            return Night(operation, 0, "The operation was closed meanwhile. Nothing was stored.")
        new = list(_unknown(operation, found.findings))
        run = NightRun.objects.create(operation=operation, on=today, added=len(new), report=found.report() | mined)
        for each in new:
            _add(operation, each)
        for row in operation.findings.all():
            _tally(row, run, told.get((row.officer, row.person)))
        run.refresh_from_db()
        journal.record(Verb.COMBINATION, by=None, what=f"night {run.pk}", purpose=operation.title, added=len(new), seal=seal(run))
    return Night(operation, len(new))


def _pairs(operation: Operation, found: Audit) -> set[tuple[str, str]]:
    known = set(operation.findings.values_list("officer", "person"))
    return known | {(each.officer, each.person) for each in found.findings}


def _unknown(operation: Operation, findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Nothing twice: no fingerprint that is known, and no pair whose finding nobody has decided on yet."""
    known = set(operation.findings.values_list("fingerprint", flat=True))
    ended = operation.findings.filter(triage__outcome__in=ENDED)
    waiting = set(operation.findings.exclude(pk__in=ended.values("pk")).values_list("officer", "person"))
    for each in findings:
        if each.fingerprint not in known and (each.officer, each.person) not in waiting:
            known.add(each.fingerprint)
            yield each


def _add(operation: Operation, found: Finding) -> DetectedFinding:
    for kind, subject in (("officer", found.officer), ("person", found.person)):
        _pseudonym(operation, f"{kind}:{subject}")
    row = DetectedFinding.objects.create(
        operation=operation, fingerprint=found.fingerprint, officer=found.officer, person=found.person, content=found.as_data()
    )
    row.refresh_from_db()
    journal.record(Verb.COMBINATION, by=None, what=f"detected finding {row.pk}", finding=row.reference, seal=seal(row))
    return row


def _pseudonym(operation: Operation, subject: str) -> None:
    """Letters drawn at random, so that neither the order nor a gap tells anything."""
    if operation.pseudonyms.filter(subject=subject).exists():
        return
    taken = set(operation.pseudonyms.values_list("letters", flat=True))
    letters = next(drawn for drawn in iter(lambda: random.letters(LETTERS), "") if drawn not in taken)
    Pseudonym.objects.create(operation=operation, subject=subject, letters=letters)


def _tally(row: DetectedFinding, run: NightRun, content: dict[str, Any] | None) -> None:
    latest = row.tallies.order_by("-pk").first()
    if content is not None and (latest is None or latest.content != content):
        made = Tally.objects.create(finding=row, run=run, content=content)
        made.refresh_from_db()
        journal.record(Verb.COMBINATION, by=None, what=f"tally {made.pk}", finding=row.reference, seal=seal(made))
