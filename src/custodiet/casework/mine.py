"""What one person's own page says, as plain data: made from the law's position and cut to what may be told; each opening is in the ledger.

Nothing of anybody else stands here: no name, no alias, no reason that staff wrote for each other. Where the law gives discretion
the words must have been looked over by whoever decides, for the stage at which the case is now; until then there are none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from custodiet.casework import journal, standing
from custodiet.casework.actions.portal_keys import Visit
from custodiet.casework.models import Involvement, Part, PortalMessage, PortalRequest, ReviewedWords, Worded
from custodiet.law.position import Position, position, possible_matters
from custodiet.law.rules import reviews
from custodiet.law.rules.keeping_informed_news import Recipient, recipients
from custodiet.law.steps import History
from custodiet.law.steps.opening import HandlingConcluded
from custodiet.law.steps.outcome import Found, Imposed
from custodiet.law.steps.people import ApologyAskedFor, ApologyOffered, ApologyRefused, InformingWithheld, PersonInformed, ReviewApplied
from custodiet.law.vocabulary import ModeOfInvestigation, Office, Outcome, Severity, Stage, ToldOf
from custodiet.ledger.entries import Verb

SPEAKS_FOR_ITSELF = (Stage.RECEIVED, Stage.RECORDED, Stage.REFERRED, Stage.INVESTIGATION)
"""The stages in which nobody has to weigh what may be told; in the others words are looked over first."""
BEFORE_A_HEARING = (Stage.PROCEEDINGS, Stage.HEARING)
PROMISED = ("progress-first", "progress-next", "old-progress", "outcome-told", "review-right-told", "hearing-told", "apology-considered")


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that is owed to this person, and until when."""

    id: str
    due: date | None
    overdue: bool
    by_iopc: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """The right to ask somebody else to look at it: whose task that is, until when, or that there is none."""

    body: Office | None = None
    last: date | None = None
    asked_on: date | None = None
    open: bool = False
    led_outside: bool = False

    def late(self, today: date) -> bool:
        """Whether the last day is past and nobody asked: she may still ask, and the review body may allow it (CMR20 29(4))."""
        return self.last is not None and self.last < today and self.asked_on is None


@dataclass(frozen=True, slots=True)
class Sorry:
    """An apology: asked for, offered or refused; by whom, when, in what words."""

    what: str
    on: date
    by: str = ""
    how: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class MinePage:
    """Everything the page says."""

    stage: Stage
    informed: bool
    withheld: bool
    led_by_iopc: bool
    where: str
    checked: bool
    promises: tuple[Promise, ...]
    worker: str
    review: Review
    found: tuple[Severity, ...]
    service: bool | None
    imposed: tuple[Outcome, ...]
    outcome_words: str
    hearing: str
    hearing_told: bool
    apologies: tuple[Sorry, ...]
    messages: tuple[PortalMessage, ...]
    requests: tuple[PortalRequest, ...]

    @property
    def closed(self) -> bool:
        """Whether the case has come to its end."""
        return self.stage is Stage.CLOSED


def page(visit: Visit, today: date) -> MinePage:
    """The page, in one transaction with its entry in the ledger."""
    with transaction.atomic():
        seen = of_person(visit.involvement, today)
        journal.record(Verb.CONSULTATION, by=None, case=visit.case, what=f"own page {visit.session.key_id}", fields=["own page"])
        return seen


def of_person(who: Involvement, today: date) -> MinePage:
    """What that person may read today; staff look at the same thing before they write."""
    history = standing.told_alone(who.case).history.until(today)
    found, to = position(history, today), recipient(history, who)
    withheld, told = is_withheld(history, who), _told(history, to)
    outcome_told = bool(told) and ToldOf.OUTCOME in {step.of for step in told} and not withheld
    where, explained = latest_words(who, Worded.WHERE, found.stage), latest_words(who, Worded.OUTCOME)
    show = outcome_told and bool(explained)
    hearing = next((step.content for step in reversed(told) if step.of is ToldOf.HEARING), None)
    mode = possible_matters(history, today)[0].mode()
    return MinePage(
        stage=found.stage,
        informed=to is not None,
        withheld=withheld,
        led_by_iopc=mode in (ModeOfInvestigation.INDEPENDENT, ModeOfInvestigation.DIRECTED),
        where="" if withheld else where,
        checked=found.stage in SPEAKS_FOR_ITSELF or bool(where),
        promises=() if to is None or withheld else tuple(promises(found, to)),
        worker=_worker(who),
        review=_review(history, found, who, today),
        found=tuple(step.level for step in history.all(Found)) if show else (),
        service=_service(history) if show else None,
        imposed=tuple(step.outcome for step in history.all(Imposed)) if show else (),
        outcome_words=explained if show else "",
        hearing=hearing or "",
        hearing_told=hearing is not None and found.stage in BEFORE_A_HEARING,
        apologies=tuple(_apologies(history, who)),
        messages=tuple(who.case.portal_messages.filter(person=who.person_id)),
        requests=tuple(who.case.portal_requests.filter(person=who.person_id).select_related("answer").defer("details")),
    )


def recipient(history: History, who: Involvement) -> Recipient | None:
    """This person among those who must be kept informed (PRA ss.20, 21); None where nobody has recognised them as one."""
    key = None if who.role == Part.COMPLAINANT.value else who.key
    return next((each for each in recipients(history) if each.key == key), None)


def is_withheld(history: History, who: Involvement) -> bool:
    """Whether what there is to tell is kept back from this person now (CMR20 35)."""
    about = [step for step in history if isinstance(step, (InformingWithheld, PersonInformed)) and step.person == who.key]
    return bool(about) and isinstance(about[-1], InformingWithheld)


def promises(found: Position, to: Recipient) -> Iterator[Promise]:
    """What is owed to that person, the earliest first."""
    for duty in found.open_duties:
        if duty.id == "hearing-told" and found.stage not in BEFORE_A_HEARING:
            continue  # what was not told before the hearing cannot be told any more
        if duty.id in PROMISED and (duty.about in (None, to.key)) and (duty.owed_to is Office.INTERESTED_PERSON) == bool(to.key):
            yield Promise(duty.id, duty.due, duty.overdue(found.today), duty.owed_by is Office.DIRECTOR_GENERAL)


def latest_words(who: Involvement, kind: Worded, stage: Stage | None = None) -> str:
    """The words that were looked over last; with a stage, only while the case is at it."""
    rows = ReviewedWords.objects.filter(case=who.case, person=who.person_id, kind=kind.name)
    row = (rows.filter(stage=stage.value) if stage else rows).last()
    return row.text if row else ""


def outcome_told_on(history: History, who: Involvement) -> date | None:
    """The day on which this person was told the outcome, so that their page may explain it; None where it is kept back or not told yet."""
    told = [step.on for step in _told(history, recipient(history, who)) if step.of is ToldOf.OUTCOME]
    return told[-1] if told and not is_withheld(history, who) else None


def _told(history: History, to: Recipient | None) -> list[PersonInformed]:
    return [step for step in history.all(PersonInformed) if to is not None and to.is_meant_by(step.person)]


def _worker(who: Involvement) -> str:
    """Who deals with it: the name of whoever holds the investigator's office and can sign in, for a force that chose to say names."""
    held = who.case.grants.filter(until=None, user__is_active=True).order_by("-since")
    for office in (Office.INVESTIGATOR, Office.APPROPRIATE_AUTHORITY):
        for offices, name in held.values_list("offices", "user__full_name"):
            if office.value in offices:
                return str(name)
    return ""


def _service(history: History) -> bool | None:
    ended = history.latest(HandlingConcluded)
    return ended.service_acceptable if ended else None


def _review(history: History, found: Position, who: Involvement, today: date) -> Review:
    matters = possible_matters(history, today)
    bodies = {reviews.review_body(matter) for matter in matters}
    mode = matters[0].mode()
    outside = mode is not None and mode.by_director_general
    if who.role != Part.COMPLAINANT.value or len(bodies) > 1 or None in bodies:
        return Review(led_outside=outside)
    asked = history.latest(ReviewApplied)
    days = [duty.due for duty in found.duties if duty.id == reviews.REVIEW_APPLICATION.id and duty.due]
    last = max(days) if days else None
    return Review(bodies.pop(), last, asked.on if asked else None, bool(last and today <= last and not asked), outside)


def _apologies(history: History, who: Involvement) -> Iterator[Sorry]:
    for step in history:
        if isinstance(step, ApologyAskedFor) and step.person == who.key:
            yield Sorry("asked", step.on)
        elif isinstance(step, ApologyOffered) and step.person == who.key:
            yield Sorry("offered", step.on, step.given_by, step.how, step.words)
        elif isinstance(step, ApologyRefused) and step.person == who.key:
            yield Sorry("refused", step.on, words=step.reason)
