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
    ReportingRestricted,
    RestrictionLifted,
)
from custodiet.law.vocabulary import Capacity, FormOfProceedings, Outcome, Protected, Seat
from custodiet.publication.gate import Restriction
from custodiet.publication.names import Alias
from custodiet.publication.notices import Answer, Finding, Listing, OutcomeNotice, Standing
from custodiet.publication.words import Approval, ForceName, ReviewedText, digest_of
from custodiet.web.staff.frame import Frame

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
    restricted = any(r.holds(Protected.DATES, published_on, Alias.parse(seen.seen.aliases[officer])) for r in restrictions(seen))
    ended = history.latest(HearingEnded, officer)
    days = () if restricted else tuple(sorted({step.on for step in (began, ended) if step}))
    return OutcomeNotice(
        force=ForceName(force),
        officer=Alias.parse(seen.seen.aliases[officer]),
        standing=_standing(seen, officer),
        form=began.form if began else _form(seen, officer),
        findings=tuple(_findings(seen, officer, published_on, reviewers)),
        outcome=imposed.outcome,
        published_on=published_on,
        days=days,
        chair=next((seat for seat in panel.seats if seat in CHAIRS), None) if panel else None,
        people=tuple(Alias.parse(line.alias) for line in seen.seen.people if line.role in ("Complainant", "Victim")),
        warning_ends=_warning_ends(seen, officer) if imposed.outcome in WARNINGS else None,
        listing=Listing.BARRED if imposed.outcome.ends_service else None,
    )


def restrictions(seen: Frame) -> list[Restriction]:
    """The chair's directions on publication, each with the day it was lifted."""
    found = []
    for made in seen.history.all(ReportingRestricted):
        lifted = [step for step in seen.history.all(RestrictionLifted, made.about) if step.on >= made.on]
        for bound in made.binds:
            day = next((step.on for step in lifted if bound in step.binds), None)
            about = Alias.parse(seen.seen.aliases[made.about]) if made.about in seen.seen.aliases else None
            found.append(Restriction(binds=(bound,), about=about, lifted_on=day))
    return found


def _standing(seen: Frame, officer: Key) -> Standing:
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
    replied = seen.history.latest(OfficerReplied, officer)
    for key in seen.history.allegations_of(officer):
        finding = seen.history.latest(Found, key)
        if finding is None:
            continue
        text = made[key].conduct
        approvals = tuple(Approval(by=name, digest=digest_of(text), on=on) for name in reviewers)
        answer = Answer.ADMITTED if finding.admitted else Answer.DENIED if replied and replied.accepts is False else Answer.NOT_ANSWERED
        words = ReviewedText(text=text, author=authors[key], approvals=approvals)
        yield Finding(allegation=words, answer=answer, level=finding.level, breaches=finding.breaches)


def _warning_ends(seen: Frame, officer: Key) -> date | None:
    held = [d for d in seen.position.duties if d.kind is DutyKind.IN_FORCE and d.about == officer and d.due]
    return max((duty.due for duty in held if duty.due), default=None)
