"""The verbs about findings: dismiss, keep, ask the supervisor, unmask. Adopting, which opens a case, stands in `adoption`."""

from datetime import date

from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.access import Access, Meanwhile, Refused
from custodiet.casework.models import Case, DetectedFinding, Operation, Triage, TriageOutcome, User
from custodiet.casework.seals import seal
from custodiet.casework.sight import finding_of
from custodiet.law.powers import british
from custodiet.ledger.entries import Verb


def triage(
    *, finding: DetectedFinding, outcome: TriageOutcome, reason: str, by: User, today: date, explanation: str = "", seen: int | None = None
) -> Triage:  # fmt: skip
    """Say what is made of a finding, and why. `explanation`: the ordinary work that explains it, for a rule to be proposed.

    `seen` is the decision that stood last on the page from which this comes (0: none; None: nothing is compared). Where another stands
    now, `Meanwhile` says which: the second of two people, or of two tabs, decides with their eyes open or not at all.

    The same decision in the same words, sent twice by one person, is one row: a form pressed twice says nothing new.
    """
    if outcome is TriageOutcome.ADOPTED:
        raise Refused("Adopting a finding opens a case and asks for more. Use the form for it.")
    with transaction.atomic():
        locked = locked_finding(finding, by, today)
        if outcome is TriageOutcome.ASKED and not unmasked(locked):
            raise Refused("To ask the supervisor one must know whose. Unmask the finding first, with the reason.")
        if outcome is TriageOutcome.REPLIED and not was_asked(locked):
            raise Refused("Nobody was asked, so there is no reply to record. Record first who was asked what.")
        if outcome is TriageOutcome.UNMASKED and (again := locked.triage.filter(outcome=outcome.value).first()):
            return again
        if (last := locked.triage.last()) and _said(last) == (outcome.value, reason.strip(), explanation.strip(), by.pk):
            return last
        _refuse_if_decided_since(locked, outcome, seen)
        return entered(locked, outcome, reason, by, today, explanation=explanation)


def stands(finding: DetectedFinding) -> Triage | None:
    """The decision that stands: the latest. To unmask decides nothing."""
    return finding.triage.exclude(outcome=TriageOutcome.UNMASKED.value).select_related("by").last()


def _refuse_if_decided_since(finding: DetectedFinding, outcome: TriageOutcome, seen: int | None) -> None:
    last = stands(finding)
    if seen is None or outcome is TriageOutcome.UNMASKED or last is None or last.pk == seen:
        return
    raise Meanwhile(
        f"Since this page was shown it was decided: {last.get_outcome_display()}, by {last.by.full_name} on {british(last.on)}, because: "
        f"“{last.reason}” Nothing of yours was recorded. If it is to stand in place of that, send it again."
    )


def _said(row: Triage) -> tuple[str, str, str, int]:
    return row.outcome, row.reason, row.explanation, row.by_id


def locked_finding(finding: DetectedFinding, by: User, today: date) -> DetectedFinding:
    """The finding as `by` may see it, with its operation locked so that two decisions come one after the other."""
    seen = finding_of(Access(by), finding.reference, today)
    Operation.objects.select_for_update(no_key=True).get(pk=seen.operation_id)
    if adopted(seen):
        raise Refused("This finding was adopted and is a case now. What is decided about it is decided there.")
    return seen


def entered(
    finding: DetectedFinding, outcome: TriageOutcome, reason: str, by: User, today: date, *, explanation: str = "", case: Case | None = None
) -> Triage:
    """The row and its entry in the ledger, for a caller that holds the lock."""
    if not reason.strip():
        raise Refused("A decision about a finding needs its reason: the officer may read it one day. Write why.")
    row = Triage.objects.create(
        finding=finding, outcome=outcome.value, reason=reason.strip(), explanation=explanation.strip(), case=case, by=by, on=today
    )
    row.refresh_from_db()
    # To unmask is to put a pseudonym and a person together: combination, in the words of the Data Protection Act 2018, s.62(1).
    verb = Verb.COMBINATION if outcome is TriageOutcome.UNMASKED else Verb.ALTERATION
    fields = ["officer", "person"] if outcome is TriageOutcome.UNMASKED else ["outcome", "reason"]
    journal.record(
        verb, by=by, case=case, what=f"triage {row.pk}", purpose=row.reason[:500], fields=fields, finding=finding.reference, seal=seal(row)
    )
    return row


def unmasked(finding: DetectedFinding) -> bool:
    """Whether somebody lifted the pseudonyms of this finding."""
    return finding.triage.filter(outcome=TriageOutcome.UNMASKED.value).exists()


def was_asked(finding: DetectedFinding) -> bool:
    """Whether the officer's supervisor was asked."""
    return finding.triage.filter(outcome=TriageOutcome.ASKED.value).exists()


def adopted(finding: DetectedFinding) -> bool:
    """Whether the finding became a case."""
    return finding.triage.filter(outcome=TriageOutcome.ADOPTED.value).exists()
