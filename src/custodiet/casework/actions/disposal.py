"""Disposing of exhibits: when the case is closed, by who may decide it, with the reason and what was looked at before.

`holds` answers in words what keeps an exhibit; the page asks it before the button, the verb before it acts.

The record of an exhibit stays for ever; what was read from it goes at once. The bytes can no longer be opened when all
exhibits of the case are disposed of: then the key of the case is destroyed. A backup of the store holds that key until the
backup is overwritten too.
"""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from custodiet.casework import facts_kept, standing, vault
from custodiet.casework.access import Access, Permission, Refused, can, permissions, require
from custodiet.casework.actions.exhibits import custody, still_held
from custodiet.casework.models import Case, Custody, CustodyAct, Exhibit, User
from custodiet.law.position import position
from custodiet.law.powers import british
from custodiet.law.vocabulary import Stage

ALONE = "The appropriate authority or the head of department disposes of an exhibit alone; anyone else needs a second person."
HOLD = (
    "Material is kept for as long as the code of practice under section 23 of the Criminal Procedure and Investigations Act 1996, "
    "an appeal, a review or an order asks for it. Write what was looked at, and that nothing holds the exhibit."
)


def holds(exhibit: Exhibit, today: date) -> tuple[str, ...]:
    """What keeps the exhibit on that day, each as a sentence; empty where nothing that the record knows does."""
    try:
        still_held(exhibit)
    except Refused as gone:
        return (str(gone),)
    case = Case.objects.get(pk=exhibit.case_id)
    if case.stage != Stage.CLOSED.value:
        return ("The case is open, so its exhibits are held. Dispose of them when it is closed.",)
    windows = position(standing.standing(case).history, today).windows
    return tuple(
        f"Open to the {each.owed_by.value} until {british(each.due)}: {each.what} ({each.under.text}). The exhibit is held until then."
        for each in windows
        if each.due and not each.under.advises
    )


def dispose(*, exhibit: Exhibit, why: str, hold: str, by: User, today: date, agreed_by: User | None = None) -> Custody:
    """Dispose of an exhibit. `hold`: what was looked at to know that nothing asks for it to be kept.

    The appropriate authority or the head of department decides it alone; anyone else who decides on disclosure needs a
    second person who does so too.
    """
    if not why.strip():
        raise Refused("An exhibit is disposed of for a reason. Write why: returned to its owner, destroyed, its time is over.")
    if not hold.strip():
        raise Refused(HOLD)
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=exhibit.case_id)
        _authorised(case, by, agreed_by)
        if held := holds(exhibit, today):
            raise Refused(" ".join(held))
        second = f" Agreed by {agreed_by.full_name}." if agreed_by else ""
        row = custody(exhibit, CustodyAct.DISPOSED, by, why=f"{why.strip()} No hold: {hold.strip()}{second}")
        transaction.on_commit(lambda: _gone(case, exhibit))
        return row


def _authorised(case: Case, by: User, agreed_by: User | None) -> None:
    require(Access(by), Permission.DISCLOSE, case)
    if Permission.DISPOSE in permissions(by):
        return
    if agreed_by is None or agreed_by.pk == by.pk:
        raise Refused(ALONE)
    if not (found := can(Access(agreed_by), Permission.DISCLOSE, case)):
        raise Refused(f"{agreed_by.full_name} cannot agree to it: {found.why}")


def _gone(case: Case, exhibit: Exhibit) -> None:
    facts_kept.forget(case, exhibit)
    if not _held(case):
        vault.shred(case)


def _held(case: Case) -> bool:
    gone = Custody.objects.filter(exhibit=OuterRef("pk"), act=CustodyAct.DISPOSED.value)
    return case.exhibits.filter(~Exists(gone)).exists()


def shred_what_is_due() -> int:
    """Destroy the keys of cases whose exhibits are all disposed of, where a power cut came between; how many."""
    gone = Custody.objects.filter(act=CustodyAct.DISPOSED.value).values("exhibit__case")
    due = [case for case in Case.objects.filter(pk__in=gone) if not _held(case) and vault.has_key(case)]
    for case in due:
        vault.shred(case)
    return len(due)
