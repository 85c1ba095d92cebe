"""`take_step`: a person takes a step. Lock, admit, append, seal, re-index, enter in the ledger: all of it or nothing."""

from datetime import date

from django.db import transaction

from custodiet.casework import directed_people, proven, sitting, standing
from custodiet.casework.access import Access, Refused, offices_of, require
from custodiet.casework.actions import recall
from custodiet.casework.actions.append import append
from custodiet.casework.jobs import HELD_BY_GRANT, Permission, permissions
from custodiet.casework.models import Case, CaseStep, User
from custodiet.law.codec import encode
from custodiet.law.position import NotOpen, admit, correct, possible_matters
from custodiet.law.rules import outcome_reasons
from custodiet.law.steps import BY_NAME, History, Step
from custodiet.law.steps.opening import AllegationMade, CameToAttention, ComplaintMade, SubjectIdentified
from custodiet.law.steps.people import SupervisionChecked
from custodiet.law.steps.proceedings import PanelAppointed, ReportingRestricted, RestrictionLifted
from custodiet.law.vocabulary import Office

OPENING = (ComplaintMade, CameToAttention, SubjectIdentified, AllegationMade)
"""The steps with which a matter begins."""


class Stale(Exception):
    """The case went on while the form was open. The message says what was recorded meanwhile."""

    def __init__(self, row: CaseStep | None) -> None:
        what = "Something was recorded"
        if row is not None:
            kind = BY_NAME.get(row.kind)
            what = f"“{kind.title() if kind else 'Correction'}” was recorded by {row.recorded_by.full_name}"
        super().__init__(
            f"{what} in this case while this form was open, so the decision may rest on what no longer stands. "
            "Nothing was recorded. Look at the case as it is now, and take the step again if it is still right."
        )


def take_step(
    *,
    case: Case,
    step: Step | None,
    by: User,
    office: Office,
    today: date,
    token: str,
    version: int | None,
    strikes: CaseStep | None = None,
    why: str = "",
    purpose: str = "",
) -> CaseStep:
    """Record a step, or strike an earlier row (with or without another step in its place), and give the new row.

    `token` names the form: sent twice, it gives the row that the first sending made. `version` is that of the case when
    the form was made; None for whoever has just read the case in the same transaction.
    Raises `NotThere`, `Refused`, `Stale` or the law's `NotOpen`; then nothing was written.
    """
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        opens = _opens(locked, step, by, office, strikes)
        require(Access(by), Permission.VIEW if opens else Permission.TAKE_STEP, locked)
        if again := _sent_before(locked, step, by, token):
            return again
        found = standing.standing(locked)
        if version is not None and version != locked.version:
            raise Stale(found.last)
        if not opens:
            _check_office(by, office, locked)
        if isinstance(step, PanelAppointed):
            sitting.refuse_the_conflicted(locked)
        if isinstance(step, (ReportingRestricted, RestrictionLifted)):
            directed_people.refuse_another_name(locked, step)
        if isinstance(step, SupervisionChecked):
            proven.refuse_unknown_exhibit(locked, step)
        history = _lawful(found, step, office, today, strikes, why)
        if step is not None and office in HELD_BY_GRANT:
            _check_reasons(found.history, step)
        row = append(
            locked, found, history, step, by=by, office=office, token=token, today=today, strikes=strikes, why=why.strip(), purpose=purpose
        )
        if recall.protects_more(step, strikes):
            recall.recheck_site(locked, by=by, today=today)
    case.stage, case.next_due_on, case.version = locked.stage, locked.next_due_on, locked.version
    return row


def _opens(case: Case, step: Step | None, by: User, office: Office, strikes: CaseStep | None) -> bool:
    """Whether this is how the matter begins, from whoever opens it: the job that opens cases need not record what follows."""
    if strikes is not None or not isinstance(step, OPENING) or office in HELD_BY_GRANT or Permission.OPEN not in permissions(by):
        return False
    return not case.steps.exclude(recorded_by=by, kind__in=[each.__name__ for each in OPENING]).exists()


def _sent_before(case: Case, step: Step | None, by: User, token: str) -> CaseStep | None:
    if not token.strip():
        raise Refused("The form has no token, so it could be recorded twice. Open the form again and send that one.")
    row = CaseStep.objects.filter(token=token).first()
    if row is None:
        return None
    same = row.kind == (type(step).__name__ if step else "") and row.content == (encode(step) if step else {})
    if row.case_id != case.pk or row.recorded_by_id != by.pk or not same:
        raise Refused("This form was already used to record something else. Nothing was recorded now. Open the form again.")
    return row


def _check_office(by: User, office: Office, case: Case) -> None:
    if office not in offices_of(by, case):
        raise Refused(
            f"You do not hold the office of the {office.value} in this case, so you cannot decide in it. Choose an office "
            "that you hold, or ask the head of department for a grant."
        )


def _check_reasons(history: History, step: Step) -> None:
    """Whoever decides here says why, stage by stage; what a court or a tribunal decided is recorded as it reached the force."""
    for matter in possible_matters(history.until(step.on), step.on):
        if lacks := outcome_reasons.lacking(matter, step):
            raise NotOpen(lacks)


def _lawful(found: standing.Standing, step: Step | None, office: Office, today: date, strikes: CaseStep | None, why: str) -> History:
    """The history with the step, as the law admits it."""
    if strikes is None:
        if step is None:
            raise Refused("There is neither a step to record nor one to strike out. Choose one.")
        return admit(found.history, step, office, today)
    struck = found.steps.get(strikes.pk)
    if struck is None:
        raise NotOpen(
            "That entry is not in this case or was struck out before. Nothing was recorded. Look at the history of "
            "the case for what stands now."
        )
    if not why.strip():
        raise NotOpen("A correction needs its reason, because what it strikes out stays in the record. Say why.")
    return correct(found.history, struck, step, office, today)
