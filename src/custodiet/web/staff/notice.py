"""The notice of an outcome, composed from the record: aliases, terms of law, days, and the reviewed words of allegations."""

from collections.abc import Iterator
from datetime import date

from custodiet.law.matter import DutyKind
from custodiet.law.steps import Key
from custodiet.law.steps.opening import AllegationMade, SubjectIdentified
from custodiet.law.steps.outcome import Found, Imposed, OfficerLeft
from custodiet.law.steps.proceedings import (
    HearingBegan,
    HearingEnded,
    OfficerReplied,
    PanelAppointed,
    ReferredToProceedings,
)
from custodiet.law.vocabulary import Capacity, FormOfProceedings, Outcome, Protected, Seat, Severity
from custodiet.publication.names import Alias
from custodiet.publication.notices import Answer, Finding, Listing, OutcomeNotice, Standing
from custodiet.publication.words import ForceName
from custodiet.web.staff import directed
from custodiet.web.staff.frame import Frame
from custodiet.web.staff.quoted import author_of, reasons_of, report_is_published, reviewed

CHAIRS = (
    Seat.LEGALLY_QUALIFIED_CHAIR, Seat.CHIEF_OFFICER_CHAIR, Seat.OTHER_FORCE_CHAIR, Seat.SENIOR_CHAIR, Seat.HMCIC_OR_NOMINEE,
    Seat.PERSON_CONDUCTING, Seat.CHIEF_OFFICER_ALONE,
)  # fmt: skip
WARNINGS = (Outcome.WRITTEN_WARNING, Outcome.FINAL_WRITTEN_WARNING, Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING)


def officers_with_outcome(seen: Frame) -> list[Key]:
    """The officers on whom an outcome was imposed."""
    return [key for key in seen.history.officers if seen.history.has(Imposed, key)]


def compose(seen: Frame, officer: Key, force: str, published_on: date, reviewers: tuple[str, str]) -> OutcomeNotice:
    """The notice for that officer; raises `WordsRefused`, `AliasRefused` or `NotClosed` with the reason where none can be made.

    `reviewers` approve the words of the allegations as they stand in the record; neither of them may have written them.
    """
    history = seen.history
    imposed = history.latest(Imposed, officer)
    began, panel = history.latest(HearingBegan, officer), history.latest(PanelAppointed, officer)
    assert imposed is not None
    restricted = Protected.DATES in directed.bound(seen, officer, published_on)
    ended = history.latest(HearingEnded, officer)
    days = () if restricted else tuple(sorted({step.on for step in (began, ended) if step}))
    return OutcomeNotice(
        force=ForceName(force),
        officer=directed.officer_in(seen, officer, published_on, ahead=False),
        standing=standing_of(seen, officer),
        form=began.form if began else _form(seen, officer),
        findings=tuple(_findings(seen, officer, published_on, reviewers)),
        outcome=imposed.outcome,
        published_on=published_on,
        days=days,
        chair=next((seat for seat in panel.seats if seat in CHAIRS), None) if panel else None,
        people=people_of(seen),
        warning_ends=_warning_ends(seen, officer) if imposed.outcome in WARNINGS else None,
        listing=Listing.BARRED if imposed.outcome.ends_service else None,
        reasons=tuple(reasons_of(seen, officer, published_on, reviewers)),
    )


def people_of(seen: Frame) -> tuple[Alias, ...]:
    """The complainants and victims, by alias."""
    return tuple(Alias.parse(line.alias) for line in seen.seen.people if line.role in ("Complainant", "Victim"))


def standing_of(seen: Frame, officer: Key) -> Standing:
    """Whether the officer serves or has left, and as what."""
    subject = seen.history.latest(SubjectIdentified, officer)
    left = seen.history.has(OfficerLeft, officer)
    if subject and subject.capacity in (Capacity.STAFF, Capacity.CONTRACTOR, Capacity.VOLUNTEER):
        return Standing.FORMER_STAFF if left else Standing.STAFF
    return Standing.FORMER if left else Standing.SERVING


def _form(seen: Frame, officer: Key) -> FormOfProceedings:
    referred = seen.history.latest(ReferredToProceedings, officer)
    assert referred is not None
    return referred.form


def _findings(seen: Frame, officer: Key, on: date, reviewers: tuple[str, str]) -> Iterator[Finding]:
    authors = {line.about: line.recorded_by for line in seen.seen.steps if line.stands and isinstance(line.step, AllegationMade)}
    made = {step.about: step for step in seen.history.all(AllegationMade)}
    whole = report_is_published(seen, officer)
    replied = seen.history.latest(OfficerReplied, officer)
    for key in seen.history.allegations_of(officer):
        finding = seen.history.latest(Found, key)
        if finding is None:
            continue
        answer = Answer.ADMITTED if finding.admitted else Answer.DENIED if replied and replied.accepts is False else Answer.NOT_ANSWERED
        words = reviewed(made[key].conduct, authors[key], on, reviewers)
        why = reviewed(finding.reason, author_of(seen, finding), on, reviewers) if whole and finding.reason.strip() else None
        yield Finding(allegation=words, answer=answer, level=finding.level, breaches=finding.breaches, reason=why)


def may_be_kept(notice: OutcomeNotice) -> bool:
    """Whether a force that keeps an archive may keep it there: misconduct was found, and no name of somebody who still serves is in it."""
    proved = any(finding.level is not Severity.NEITHER for finding in notice.findings)
    return proved and (isinstance(notice.officer, Alias) or notice.outcome.ends_service)


def _warning_ends(seen: Frame, officer: Key) -> date | None:
    held = [d for d in seen.position.duties if d.kind is DutyKind.IN_FORCE and d.about == officer and d.due]
    return max((duty.due for duty in held if duty.due), default=None)
