"""Keeping and disposing of whole cases: holds, reviews, and disposal by two people.

`retention_of` answers in words what keeps a case; every verb asks it again under the lock. Until the second person has confirmed nothing
is destroyed. What is then on record says who decided under which rule and nothing of the case.
"""

from contextlib import suppress
from datetime import date

from django.db import OperationalError, connection, transaction

from custodiet.casework import erasing, journal, standing, vault
from custodiet.casework.access import Access, Refused, require
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, RetentionHold, RetentionHoldLifted, RetentionReview, ReviewEnd, User
from custodiet.casework.retention import disposed, own_source, proposed, retention_of
from custodiet.casework.seals import seal
from custodiet.law.retention import Retained
from custodiet.law.steps import History
from custodiet.ledger.entries import Verb

OWN = "It takes two: whoever proposed it does not confirm it. Ask somebody else who may dispose of cases."
GONE = "The proposal you looked at stands no longer. Look at the case again, and decide on what stands now."


def hold(*, case: Case, why: str, by: User) -> RetentionHold:
    """Set a legal hold: it is stronger than any period."""
    if not why.strip():
        raise Refused("A hold has a reason. Write it: proceedings that are expected, an inquiry, a request, and who asked for it.")
    with transaction.atomic():
        locked = _locked(case, by)
        return _recorded(RetentionHold(case=locked, why=why.strip(), by=by), "retention hold", locked)


def lift(*, held: RetentionHold, why: str, by: User) -> RetentionHoldLifted:
    """Lift a hold, with the reason; that it stood stays on record."""
    if not why.strip():
        raise Refused("A hold is lifted for a reason. Write why nothing needs the case any more.")
    with transaction.atomic():
        locked = _locked(held.case, by)
        if RetentionHoldLifted.objects.filter(hold=held).exists():
            raise Refused("This hold was lifted already.")
        return _recorded(RetentionHoldLifted(hold=held, why=why.strip(), by=by), "retention hold lifted", locked)


def keep(*, case: Case, until: date, why: str, by: User, today: date) -> RetentionReview:
    """Keep a case beyond its time until a day, on which it is reviewed again."""
    if until <= today:
        raise Refused("Write a day that lies ahead: on it the case is reviewed again.")
    if not why.strip():
        raise Refused("A case is kept beyond its time for a reason. Write for which policing purpose it is still needed.")
    with transaction.atomic():
        locked = _locked(case, by)
        if proposed(locked):
            raise Refused("A proposal to dispose of it stands. Decline that first.")
        return _review(locked, ReviewEnd.KEPT, why.strip(), by, until=until)


def propose(*, case: Case, why: str, by: User, today: date) -> RetentionReview:
    """Propose that a case whose time is over be disposed of."""
    if not why.strip():
        raise Refused("A case is disposed of for a reason. Write what you looked at, and that nothing needs it. Name nobody: it stays.")
    with transaction.atomic():
        locked = _locked(case, by)
        _nothing_keeps(locked, today)
        if before := proposed(locked):
            raise Refused(f"{before.by.full_name} has proposed it already. Confirm or decline that proposal.")
        return _review(locked, ReviewEnd.PROPOSED, why.strip(), by)


def decline(*, case: Case, proposal: int, why: str, by: User) -> RetentionReview:
    """Decline a proposal, or take back one's own."""
    if not why.strip():
        raise Refused("A proposal is declined for a reason. Write why the case is to be kept.")
    with transaction.atomic():
        locked = _locked(case, by)
        return _review(locked, ReviewEnd.DECLINED, why.strip(), by, proposal=_standing(locked, proposal))


def dispose(*, case: Case, proposal: int, looked: str, by: User, today: date) -> RetentionReview:
    """Confirm as the second person, having looked: everything of the case goes, and its key with it."""
    if not looked.strip():
        raise Refused("Whoever confirms has looked for themselves. Write what you checked before the case goes. Name nobody: it stays.")
    with transaction.atomic():
        locked = _locked(case, by)
        found = _nothing_keeps(locked, today)
        made = _standing(locked, proposal)
        if made.by_id == by.pk:
            raise Refused(OWN)
        files, reports = erasing.files_of(locked), erasing.reports_of(locked)
        quarantined = [(each.compartment, [vault.Stored(f.address, f.sha256, f.size) for f in each.files.all()]) for each in reports]
        bodies = erasing.erase(locked)
        _empty(locked, today)
        row = _review(locked, ReviewEnd.DISPOSED, f"{_rule(found)} Checked before it went: {looked.strip()}", by, proposal=made)
        _entered(locked, by, bodies)
        transaction.on_commit(lambda: _gone(locked, files, quarantined))
        return row


def finish_disposals() -> int:
    """Destroy the keys of cases that were disposed of, where a power cut came between the record and the key; of how many.

    What was taken out leaves the log too, where somebody was reading as it was disposed of.
    """
    left = [row.case for row in disposed().select_related("case") if vault.has_key(row.case)]
    for case in left:
        vault.shred(case)
    if disposed().exists():
        _out_of_the_log()
    return len(left)


def _locked(case: Case, by: User) -> Case:
    locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(Access(by), Permission.DISPOSE, locked)
    return locked


def _nothing_keeps(case: Case, today: date) -> Retained:
    found = retention_of(case, today)
    if not found.is_due:
        raise Refused(" ".join(found.kept_by))
    return found


def _standing(case: Case, proposal: int) -> RetentionReview:
    made = proposed(case)
    if made is None or made.pk != proposal:
        raise Refused(GONE)
    return made


def _rule(found: Retained) -> str:
    own = f"; the force's own: {own_source()}" if own_source() else ""
    return f"Kept {found.years} years since {found.closed_on}: {found.group.value} ({found.period.under.text}{own})."


def _review(case: Case, end: ReviewEnd, why: str, by: User, *, until: date | None = None, proposal: RetentionReview | None = None):
    row = RetentionReview(case=case, end=end.value, why=why, by=by, until=until, proposal=proposal)
    return _recorded(row, "retention review", case)


def _recorded(row, words: str, case: Case):
    row.save(force_insert=True)
    row.refresh_from_db()
    journal.record(Verb.ALTERATION, by=row.by, case=case, what=f"{words} {row.pk}", fields=["retention"], seal=seal(row))
    return row


def _empty(case: Case, today: date) -> None:
    """What is left of the case itself: its number, reference and kind."""
    case.title = ""
    case.save(update_fields=["title"])
    standing.write_index(case, standing.index_of(History(()), today))


def _entered(case: Case, by: User, bodies: list[int]) -> None:
    """The entries whose bodies went are named, and the sealed rows that stay are sealed again under entries of now."""
    for words, rows in (
        ("retention hold", RetentionHold.objects.filter(case=case)),
        ("retention hold lifted", RetentionHoldLifted.objects.filter(hold__case=case)),
        ("retention review", RetentionReview.objects.filter(case=case).exclude(end=ReviewEnd.DISPOSED.value)),
    ):
        for row in rows:
            journal.record(Verb.ALTERATION, by=by, case=case, what=f"{words} {row.pk}", fields=["retention"], seal=seal(row))
    journal.record(
        Verb.ERASURE, by=by, case=case, what=f"case {case.reference}", purpose="Its time in retention is over", fields=["everything"],
        erases=list(bodies),  # the key is entries.ERASES, by which the verifier knows that they may be gone
    )  # fmt: skip


def _gone(case: Case, files: list[vault.Stored], quarantined: list[tuple[str, list[vault.Stored]]]) -> None:
    """The key first: from then on nothing can be opened; then the files, which nobody could open any more."""
    vault.shred(case)
    for stored in files:
        vault.remove(stored)
    for compartment, stored_files in quarantined:
        vault.forget(compartment, stored_files)
    _out_of_the_log()


def _out_of_the_log() -> None:
    """On SQLite: what stood in the rows leaves the database file and its write-ahead log.

    Where somebody is reading at that moment it stays in both, and an ordinary checkpoint does not overwrite the log: `finish_disposals`
    comes back to it (tests/casework/traces.py holds a reader open).
    """
    if connection.vendor == "sqlite":
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
