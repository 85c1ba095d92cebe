"""Disposing of exhibits, by two people: one proposes it with the reason and the basis, another looks and confirms or declines.

`holds` answers in words what keeps an exhibit, `unfit` why somebody may not decide on a proposal; the page asks both before the
button, the verbs before they act. Until the second person has confirmed, nothing is destroyed.

The record of an exhibit stays for ever. Its bytes, and what was read from them, are destroyed when the disposal is confirmed: the
key of the stored file is overwritten before the file goes. The key of the case goes with the last that it opens. A backup of the
store holds both until the backup is overwritten too.
"""

from contextlib import suppress
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from custodiet.casework import facts_kept, standing, vault
from custodiet.casework.access import Access, Refused, require
from custodiet.casework.actions.exhibits import custody, fates, still_held
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import BundleItem, BundleJob, Case, Custody, CustodyAct, Exhibit, LedgerBody, Paper, User
from custodiet.casework.seals import seal
from custodiet.law.position import position
from custodiet.law.powers import british
from custodiet.law.vocabulary import Stage

HOLD = (
    "Material is kept for as long as the code of practice under section 23 of the Criminal Procedure and Investigations Act 1996, "
    "an appeal, a review or an order asks for it. Write what was looked at, and that nothing holds the exhibit."
)
BASIS = (
    "An exhibit goes under a rule: the force's schedule for keeping and disposing, the order of a court, section 22 of the Police and "
    "Criminal Evidence Act 1984, the owner's claim. Write which, and until when it was kept."
)
OWN = "It takes two: whoever proposed a disposal does not confirm it. Ask somebody else who decides on disclosure in this case."
NEITHER = "One of the two is the appropriate authority or the head of department. Ask one of them to decide on it."


def proposed(exhibit: Exhibit) -> Custody | None:
    """The proposal that stands: made, and neither declined nor confirmed."""
    last = fates().filter(exhibit=exhibit).last()
    return last if last and last.act == CustodyAct.PROPOSED.value else None


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


def unfit(proposal: Custody, by: User) -> str:
    """Why somebody may not confirm that proposal; empty where they may."""
    if proposal.by_id == by.pk:
        return OWN
    if Permission.DISPOSE not in permissions(by) | permissions(proposal.by):
        return NEITHER
    return ""


def propose(*, exhibit: Exhibit, why: str, basis: str, hold: str, by: User, today: date) -> Custody:
    """Propose that an exhibit be disposed of. `basis`: the rule under which it goes; `hold`: what was looked at."""
    if not why.strip():
        raise Refused("An exhibit is disposed of for a reason. Write why: returned to its owner, destroyed, its time is over.")
    if not basis.strip():
        raise Refused(BASIS)
    if not hold.strip():
        raise Refused(HOLD)
    with transaction.atomic():
        _locked(exhibit, by)
        _nothing_holds(exhibit, today)
        if before := proposed(exhibit):
            raise Refused(f"{before.by.full_name} has proposed it already. Confirm or decline that proposal.")
        said = f"{why.strip()} Basis: {basis.strip()} No hold: {hold.strip()}"
        return custody(exhibit, CustodyAct.PROPOSED, by, why=said)


def decline(*, exhibit: Exhibit, proposal: int, why: str, by: User) -> Custody:
    """Decline a proposal, or take back one's own: the exhibit is held as before, and may be proposed again."""
    if not why.strip():
        raise Refused("A proposal is declined for a reason. Write why the exhibit is to be kept.")
    with transaction.atomic():
        _locked(exhibit, by)
        _the_one_that_stands(exhibit, proposal)
        return custody(exhibit, CustodyAct.DECLINED, by, why=why.strip())


def confirm(*, exhibit: Exhibit, proposal: int, looked: str, by: User, today: date) -> Custody:
    """Confirm a proposal as the second person, having looked; the bytes are destroyed once this is on record."""
    if not looked.strip():
        raise Refused("Whoever confirms has looked for themselves. Write what you checked before the exhibit goes.")
    with transaction.atomic():
        case = _locked(exhibit, by)
        _nothing_holds(exhibit, today)
        made = _the_one_that_stands(exhibit, proposal)
        if why_not := unfit(made, by):
            raise Refused(why_not)
        said = f"{made.why} Proposed by {made.by.full_name}. Checked before it went: {looked.strip()}"
        row = custody(exhibit, CustodyAct.DISPOSED, by, why=said)
        transaction.on_commit(lambda: _gone(case, exhibit))
        return row


def _locked(exhibit: Exhibit, by: User) -> Case:
    case = Case.objects.select_for_update(no_key=True).get(pk=exhibit.case_id)
    require(Access(by), Permission.DISCLOSE, case)
    return case


def _nothing_holds(exhibit: Exhibit, today: date) -> None:
    if held := holds(exhibit, today):
        raise Refused(" ".join(held))


def _the_one_that_stands(exhibit: Exhibit, proposal: int) -> Custody:
    still_held(exhibit)
    made = proposed(exhibit)
    if made is None or made.pk != proposal:
        raise Refused("The proposal you looked at stands no longer. Look at the exhibit again, and decide on what stands now.")
    return made


def _gone(case: Case, exhibit: Exhibit) -> None:
    """Destroy what was read from it and its bytes; with the last that the case's key opens, that key."""
    facts_kept.forget(case, exhibit)
    if not any(kept.filter(address=exhibit.address).exists() for kept in _beside(case)):
        vault.destroy(exhibit)
    if not _held(case):
        vault.shred(case)


def _beside(case: Case):
    """What lies under the key of the case besides its exhibits."""
    bundles = BundleItem.objects.filter(bundle__case=case), BundleJob.objects.filter(bundle__case=case).exclude(address="")
    return (*bundles, Paper.objects.filter(case=case))


def _held(case: Case) -> bool:
    """Whether the key of the case still opens something that is to be opened."""
    gone = Custody.objects.filter(exhibit=OuterRef("pk"), act=CustodyAct.DISPOSED.value)
    return case.exhibits.filter(~Exists(gone)).exists() or any(kept.exists() for kept in _beside(case))


def shred_what_is_due() -> int:
    """Destroy what was disposed of, where a power cut came between the record and the bytes; of how many exhibits.

    A row that the ledger does not know destroys nothing: somebody has put it there past the program.
    """
    due = 0
    for row in Custody.objects.filter(act=CustodyAct.DISPOSED.value).select_related("exhibit__case").order_by("pk"):
        case = row.exhibit.case
        with suppress(vault.Altered):  # an address that was altered into none; custodiet verify says so
            if (vault.holds(row.exhibit) or (vault.has_key(case) and not _held(case))) and _on_record(row):
                _gone(case, row.exhibit)
                due += 1
    return due


def _on_record(row: Custody) -> bool:
    bodies = LedgerBody.objects.filter(entry__object_ref=f"custody {row.pk}", entry__case=row.exhibit.case).values_list("value", flat=True)
    return any(isinstance(body, dict) and body.get("seal") == seal(row) for body in bodies)
