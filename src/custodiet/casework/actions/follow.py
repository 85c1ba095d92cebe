"""The verbs of follow-up: an area put on record or taken back, proof of what a step says, a learning recommendation."""

from datetime import date

from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.access import Access, Refused, require
from custodiet.casework.jobs import Permission
from custodiet.casework.models import AreaFrom, Case, CaseStep, Exhibit, Learning, MeetingArea, Person, Proof, Taught, User
from custodiet.casework.proven import exhibit_of
from custodiet.casework.seals import seal
from custodiet.casework.secrets_held import seal as sealed
from custodiet.law.powers import british
from custodiet.law.rules.follow_up import LEAST_SAID
from custodiet.ledger.entries import Verb

PROVABLE = ("DutiesRestricted", "RestrictionReviewed", "RevettingCompleted", "DevelopmentReportAgreed")
"""The steps that proof may be put behind here. A check of the supervision carries its own, or is none."""


def add_area(*, case: Case, person: Person, words: str, source: AreaFrom, by: User) -> MeetingArea:
    """Put an area on record that is a person's own. It is sealed; the ledger says that one was added, not which."""
    if not words.strip():
        raise Refused("The area has no name. Write it as somebody of the force would know it.")
    with transaction.atomic():
        locked = _locked(case, Permission.REACH, by)
        row = MeetingArea.objects.create(case=locked, person=person, sealed=sealed(words.strip()), source=source.name, by=by)
        return _kept(row, "meeting area", locked, by)


def strike_area(*, area: MeetingArea, by: User) -> MeetingArea:
    """Take an area back; the row stays, sealed as it is."""
    with transaction.atomic():
        locked = _locked(area.case, Permission.REACH, by)
        if area.strikes_id or MeetingArea.objects.filter(strikes=area).exists():
            raise Refused("This area was taken back already. Nothing was recorded.")
        row = MeetingArea.objects.create(case=locked, person=area.person, source=area.source, strikes=area, by=by)
        return _kept(row, "meeting area", locked, by)


def prove(
    *, of: CaseStep | Learning, on: date, supervisor: str = "", words: str = "", exhibit: str = "", by: User, today: date, token: str
) -> Proof:
    """Put proof behind a step or a recommendation; sent twice, it is one."""
    with transaction.atomic():
        locked = _locked(of.case, Permission.FOLLOW, by)
        if again := Proof.objects.filter(token=token, by=by, case=locked).first():
            return again
        shown = exhibit_of(locked, exhibit)
        began = of.on if isinstance(of, CaseStep) else of.recorded_at.date()
        _check(on, began if isinstance(of, CaseStep) else None, shown, supervisor, words, today)
        told = {"step": of} if isinstance(of, CaseStep) else {"learning": of}
        if isinstance(of, CaseStep) and (of.kind not in PROVABLE or CaseStep.objects.filter(strikes=of).exists()):
            raise Refused("This entry takes no proof, or it was struck out. Look at the history of the case for what stands now.")
        for other in Proof.objects.filter(**told):
            same = other.exhibit_id == shown.pk if shown else not other.exhibit_id and other.words.casefold() == words.strip().casefold()
            if same:
                raise Refused(f"The same proof stands already, of {british(other.on)}. Nothing was recorded. Add only what is new.")
        row = Proof.objects.create(
            case=locked, on=on, supervisor=supervisor.strip(), words=words.strip(), exhibit=shown, by=by, token=token, **told
        )
        return _kept(row, "proof", locked, by)


def _check(on: date, began: date | None, shown: Exhibit | None, supervisor: str, words: str, today: date) -> None:
    if on > today:
        raise Refused(
            f"{british(on)} lies in the future (today is {british(today)}), and nothing is proved of a day that has not come. "
            "Enter the day on which it was seen."
        )
    if began is not None and on < began:
        raise Refused(f"{british(on)} lies before it began, on {british(began)} (force policy on restrictions). Check the day.")
    if shown is None and (not supervisor.strip() or len(words.strip()) < LEAST_SAID):
        raise Refused(
            f"Proof is an exhibit, or what a named supervisor saw, in {LEAST_SAID} characters or more (force policy on supervision). "
            "Name the supervisor and write what was seen, or name the exhibit."
        )


def recommend(
    *, case: Case, to: Taught, officer: str = "", what: str, recommended_by: str, due: date, owner: str, by: User, today: date, token: str
) -> Learning:
    """Put a learning recommendation on record, with who sees to it and until when."""
    if not what.strip() or not owner.strip() or not recommended_by.strip():
        raise Refused("A recommendation says what is to be learned, who recommends it and who sees to it. Write each of them.")
    if due < today:
        raise Refused(f"{british(due)} is past. Choose the day by which it is to be done; that it is late shows by itself.")
    with transaction.atomic():
        locked = _locked(case, Permission.FOLLOW, by)
        if again := Learning.objects.filter(token=token, by=by, case=locked).first():
            return again
        row = Learning.objects.create(
            case=locked, to=to.name, officer=officer if to is Taught.OFFICER else "", what=what.strip(),
            recommended_by=recommended_by.strip(), due=due, owner=owner.strip(), by=by, token=token,
        )  # fmt: skip
        return _kept(row, "learning", locked, by)


def _locked(case: Case, permission: Permission, by: User) -> Case:
    locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(Access(by), permission, locked)
    return locked


def _kept(row, what: str, case: Case, by: User):
    row.refresh_from_db()
    journal.record(Verb.COLLECTION, by=by, case=case, what=f"{what} {row.pk}", seal=seal(row))
    return row
