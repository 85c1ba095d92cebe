"""The verbs about reading: ask for a file to be read, read it, stop. The reading itself is done by `custodiet work`.

A reading that was interrupted is done again from the beginning; the facts it gives take the place of what the file gave
before, all at once, so nothing is counted twice and nothing is half there.
"""

from datetime import UTC
from typing import Any

from django.db import transaction
from django.utils import timezone

from custodiet import __version__
from custodiet.casework import facts_kept, journal, layouts, vault
from custodiet.casework.access import Access, Refused, require
from custodiet.casework.actions.exhibits import custody, still_held
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, CustodyAct, Exhibit, Layout, Reading, ReadingState, User
from custodiet.casework.seals import seal
from custodiet.detection.keeping import Kept, Origin, keep
from custodiet.evidence import reading as read
from custodiet.evidence.moments import written
from custodiet.evidence.reading import UnreadableFile
from custodiet.evidence.sandbox import guess, likeliest, read_untrusted
from custodiet.ledger.entries import Verb

MOST_SHOWN, MOST_NAMED = 5000, 50_000
"""How many refused lines a report keeps with their text, and how many with their number and reason; all are counted."""

ASKED = ("exhibit_id", "kind", "answers", "asked_by_id", "asked_at")
"""The columns of what was asked: sealed when it was asked, and never changed."""


UNREADABLE = (UnreadableFile, vault.Altered, vault.NoKey)
"""What ends a reading with a sentence."""


class Stopped(Exception):
    """Somebody asked for the reading to stop."""


def ask(*, exhibit: Exhibit, kind: str, answers: dict[str, str], by: User) -> Reading:
    """Ask for an exhibit to be read as a kind, with what a person settled. A waiting reading of it is taken back."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=exhibit.case_id)
        require(Access(by), Permission.HANDLE, locked)
        still_held(exhibit)
        for waiting in exhibit.readings.filter(state=ReadingState.WAITING.value):
            _close(waiting, by, locked, "Asked again before it was begun.")
        row = Reading.objects.create(exhibit=exhibit, kind=kind, answers=answers, asked_by=by)
        row.refresh_from_db()
        what = f"reading {row.pk} asked"
        journal.record(Verb.ALTERATION, by=by, case=locked, what=what, fields=["kind", "answers"], seal=seal(row, ASKED))
        return row


def stop(*, reading: Reading, by: User) -> None:
    """Stop a reading that waits or is being done; nothing of it is kept, and what was read before stands."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=reading.exhibit.case_id)
        require(Access(by), Permission.HANDLE, locked)
        if not _close(reading, by, locked, ""):
            raise Refused("This reading has ended already. Nothing was stopped.")


def broke(*, reading: Reading, why: str) -> None:
    """The program failed over a reading that is still open: it ends with that sentence, and the next one is read."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=reading.exhibit.case_id)
        _close(reading, reading.asked_by, locked, why)


def _close(reading: Reading, by: User, case: Case, problem: str) -> bool:
    """End a reading that waits or is being done, sealed; False where it has ended already. Call it with the case locked."""
    open_ones = Reading.objects.filter(pk=reading.pk, state__in=[ReadingState.WAITING.value, ReadingState.READING.value])
    if not open_ones.update(state=ReadingState.STOPPED.value, ended_at=timezone.now(), problem=problem):
        return False
    row = Reading.objects.get(pk=reading.pk)
    journal.record(Verb.ALTERATION, by=by, case=case, what=f"reading {row.pk}", fields=["state"], seal=seal(row))
    return True


def perform(reading: Reading) -> Reading:
    """Read the file now, and write down what came of it. Whatever the file does, the reading ends with a sentence."""
    if not Reading.objects.filter(pk=reading.pk, state=ReadingState.WAITING.value).update(
        state=ReadingState.READING.value, begun_at=timezone.now(), rows_so_far=0
    ):
        return Reading.objects.get(pk=reading.pk)  # somebody else has taken it, or it was stopped
    if not reading.kind:
        return _told_apart(reading)
    exhibit = reading.exhibit
    known = layouts.known(reading.kind)
    origin = Origin(exhibit.reference, exhibit.sha256, written(exhibit.recorded_at.astimezone(UTC)))
    try:
        with vault.aside(exhibit.case) as folder, vault.open_exhibit(exhibit.case, exhibit) as stream:
            outcomes = read_untrusted(stream, exhibit.file_name, reading.kind, layouts.answers(reading, known))
            kept = keep(outcomes, reading.kind, origin, folder, lambda rows: _counted(reading, rows))
            facts = facts_kept.sealed(exhibit, kept, reading.asked_by)
    except Stopped:
        return Reading.objects.get(pk=reading.pk)
    except UNREADABLE as wrong:  # what was read from the file before stands
        return _ended(reading, ReadingState.FAILED, {"problem": str(wrong)})
    state = ReadingState.ASKS if kept.reading.questions else ReadingState.READ
    done = _ended(reading, state, {**_columns(kept, known), "facts": facts})  # from here on these facts are seen, and no others
    facts_kept.forget(exhibit.case, exhibit, *facts_kept.stored(Reading(facts=facts)).values())
    return done


def _told_apart(reading: Reading) -> Reading:
    """Tell the kind of a file from its content, where exactly one kind fits best, and have it read as that; else ask."""
    exhibit = reading.exhibit
    try:
        with vault.open_exhibit(exhibit.case, exhibit) as stream:
            found = guess(stream, exhibit.file_name)
    except UNREADABLE as wrong:
        return _ended(reading, ReadingState.FAILED, {"problem": str(wrong)})
    kinds = likeliest(found)
    if len(kinds) != 1:
        problem = _untold(kinds, found.why)
        return _ended(reading, ReadingState.FAILED, {"problem": problem})
    _ended(reading, ReadingState.STOPPED, {"problem": f"Told from its content: {kinds[0].replace('_', ' ')}."})
    return perform(ask(exhibit=exhibit, kind=kinds[0], answers=reading.answers, by=reading.asked_by))


def _untold(kinds: list[str], why: str) -> str:
    """Why the kind of a file is not told, and what to do."""
    if why and not kinds:
        return why
    may_be = f"It may be: {', '.join(each.replace('_', ' ') for each in kinds)}." if kinds else "No kind fits it."
    return f"What this file is cannot be told from its content. {may_be} Say what it is, and it will be read."


def _counted(reading: Reading, rows: int) -> None:
    if not Reading.objects.filter(pk=reading.pk, state=ReadingState.READING.value).update(rows_so_far=rows):
        raise Stopped


def _columns(kept: Kept, known: dict[str, Layout]) -> dict[str, Any]:
    done = kept.reading
    told = report(done)
    return {
        "rows_so_far": done.rows_in_file,
        "rows_in_file": done.rows_in_file,
        "rows_read": done.rows_read,
        "rows_refused": done.rows_refused,
        "report": {**told, "remembered": layouts.used(told, known)},
    }


def report(done: read.Reading) -> dict[str, Any]:
    """What came of a reading as plain data, as it is stored and shown."""
    return {
        "refusals": [{"line": each.line, "reason": each.reason, "text": each.text[:500]} for each in done.refusals[:MOST_SHOWN]],
        "refused_too": [[each.line, each.reason] for each in done.refusals[MOST_SHOWN:MOST_NAMED]],
        "refused_beyond": max(0, len(done.refusals) - MOST_NAMED),
        "undated": [{"line": each.line, "reason": each.reason} for each in done.undated[:MOST_SHOWN]],
        "undated_count": len(done.undated),
        "questions": [
            {"key": each.key, "asks": each.asks, "why": each.why, "choices": [[choice.value, choice.shows] for choice in each.choices]}
            for each in done.questions
        ],
        "remarks": [{"key": each.key, "says": each.says, "value": each.value} for each in done.remarks],
    }


def _ended(reading: Reading, state: ReadingState, columns: dict[str, Any]) -> Reading:
    """Write down what came of a reading, unless it was stopped meanwhile."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=reading.exhibit.case_id)
        row = Reading.objects.select_for_update().get(pk=reading.pk)
        if row.state != ReadingState.READING.value:
            return row  # stopped meanwhile
        for name, value in columns.items():
            setattr(row, name, value)
        row.state, row.ended_at, row.made_with = state.value, timezone.now(), {"tool": "custodiet", "version": __version__}
        row.save(update_fields=[*columns, "state", "ended_at", "made_with"])
        row.refresh_from_db()
        why = f"Read as {reading.kind.replace('_', ' ')}" if reading.kind else "Looked at to tell what it is"
        custody(reading.exhibit, CustodyAct.OPENED, reading.asked_by, why=why)
        if put_right := layouts.in_words(row):
            why = f"Read as {reading.kind.replace('_', ' ')} with the columns put right: {put_right}"
            custody(reading.exhibit, CustodyAct.DERIVED, reading.asked_by, why=why)
            layouts.remember(row, case)
        journal.record(Verb.COMBINATION, by=reading.asked_by, case=case, what=f"reading {row.pk}", fields=["facts"], seal=seal(row))
        return row
