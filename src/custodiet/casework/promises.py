"""The promise keeper: everything that is owed to the people a case is for, each with an owner, a day, and to whom it rises when it is late.

What the law owes comes from the law's position. To it come promises of our own: an answer to what a person wrote or asked for, a word
on an apology to whoever was harmed, and, whenever an officer moves, returns or is restricted, whether the two can meet again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from django.db import transaction

from custodiet.casework import mine, standing
from custodiet.casework.access import Access, visible_to
from custodiet.casework.models import Asked, Case, CaseStep, Involvement, MeetingAnswer, Part, PortalRequest, User, Worded
from custodiet.casework.queries import consulted
from custodiet.casework.reach_queries import people_of
from custodiet.casework.standing import Standing
from custodiet.law.calendar import working_days_after
from custodiet.law.position import position
from custodiet.law.powers import british
from custodiet.law.steps import Step
from custodiet.law.steps.investigation import DutiesRestricted, RestrictionReviewed, Suspended, SuspensionEnded
from custodiet.law.steps.opening import HandlingConcluded
from custodiet.law.steps.outcome import Imposed
from custodiet.law.steps.people import ApologyAskedFor, ApologyOffered, ApologyRefused, AppointedOrTransferred
from custodiet.law.vocabulary import Office, Term

ANSWER_IN, MEETING_IN = 5, 1
"""Working days for an answer to what a person wrote or asked for, and for the question whether two people can meet again."""
APOLOGY_IN = timedelta(days=28)
WARNED = 2
"""Working days before the last day from which the decider sees it as well."""
MOVES = (Suspended, SuspensionEnded, DutiesRestricted, RestrictionReviewed, AppointedOrTransferred)


IOPC = "the IOPC"


class Kind(Term):
    """What a promise is about, as the chief officer reads it."""

    TELL = "updates and outcomes"
    ANSWER = "answers"
    APOLOGY = "apologies"
    MEETING = "can the two meet again"
    REFERRAL = "referrals"


class Rises(IntEnum):
    """With whom a promise stands."""

    OWNER = 1
    DECIDER = 2
    CHIEF = 3


@dataclass(frozen=True, slots=True)
class Promised:
    """One thing that is owed to one person; `key` is theirs in the case, and empty where it is owed to the IOPC.

    `by_iopc`: whether the Director General owes it, who leads the investigation (PRA ss.20, 21). Then nobody of the force holds it, and
    the decider is who asks the IOPC for it.
    """

    kind: Kind
    reference: str
    title: str
    what: str
    whom: str
    key: str
    due: date | None
    owner: str
    decider: str
    under: str
    rises: Rises
    by_iopc: bool = False


def promises(access: Access, today: date) -> tuple[Promised, ...]:
    """What is owed in the cases in sight, the earliest day first."""
    with transaction.atomic():
        cases = visible_to(access, Case).prefetch_related("steps__recorded_by").order_by("pk")
        found = [each for case in cases for each in of_case(case, today)]
        consulted(
            access, None, "promises", ["reference", "title", "alias", "duties", "owner"],
            references=sorted({each.reference for each in found}),
        )  # fmt: skip
    return by_day(found)


def by_day(found: list[Promised]) -> tuple[Promised, ...]:
    """The earliest day first; what has no day yet stands last."""
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.reference, each.what)))


def of_case(case: Case, today: date) -> Iterator[Promised]:
    """What is owed in one case."""
    who = people_of(case)
    if not who:
        return
    found = standing.of_rows(sorted(case.steps.all(), key=lambda row: row.seq))
    owner, decider = holder(case, Office.INVESTIGATOR), holder(case, Office.APPROPRIATE_AUTHORITY)
    owed = [*_by_law(found, who, today), *_by_us(found, who, today), *_meetings(found, who, today)]
    for kind, what, whom, due, under, by in owed:
        led = by is Office.DIRECTOR_GENERAL
        yield Promised(
            kind=kind, reference=case.reference, title=case.title, what=what, whom=whom.alias, key=whom.key, due=due,
            owner=IOPC if led else owner or decider, decider=decider, under=under, rises=rises(due, today), by_iopc=led,
        )  # fmt: skip


Owed = tuple[Kind, str, Involvement, date | None, str, Office | None]
"""What is owed to somebody, until when, under what; and by which office, where the law says it."""


def _by_law(found: Standing, who: list[Involvement], today: date) -> Iterator[Owed]:
    stands = position(found.history.until(today), today)
    for each in who:
        to = mine.recipient(found.history, each)
        if to is None:
            continue
        owed = {(promise.id, promise.due) for promise in mine.promises(stands, to)}
        for duty in stands.open_duties:
            if (duty.id, duty.due) in owed and duty.about in (None, to.key):
                yield Kind.APOLOGY if ApologyOffered in duty.met_by else Kind.TELL, duty.what, each, duty.due, duty.under.text, duty.owed_by


def _by_us(found: Standing, who: list[Involvement], today: date) -> Iterator[Owed]:
    for each in who:
        for asked in PortalRequest.objects.filter(case=each.case, person=each.person, answer=None):
            kind = Asked[asked.kind]
            what = "look at the files that were given" if kind is Asked.EVIDENCE else f"answer: {kind.value} was asked for"
            yield Kind.ANSWER, what, each, working_days_after(asked.on, ANSWER_IN), "", None
        last = each.case.portal_messages.filter(person=each.person).last()
        if last is not None and last.by_id is None:
            yield Kind.ANSWER, "answer a message", each, working_days_after(last.on, ANSWER_IN), "", None
        told = mine.outcome_told_on(found.history.until(today), each)
        if told and not mine.latest_words(each, Worded.OUTCOME):
            yield Kind.TELL, "explain the outcome on their own page", each, working_days_after(told, ANSWER_IN), "", None
        if wanted := _apology_waits(found, each):
            yield Kind.APOLOGY, "offer an apology, or refuse it with reasons", each, wanted.on + APOLOGY_IN, "", None


def _apology_waits(found: Standing, who: Involvement) -> Step | None:
    """What asks for an apology to this person and had no answer: that it was asked for, or an outcome of conduct that harmed them."""
    history = found.history
    answered = [step for step in history if isinstance(step, (ApologyOffered, ApologyRefused)) and step.person == who.key]
    asked = [step for step in history.all(ApologyAskedFor) if step.person == who.key]
    if asked and not any(step in history.after(asked[-1]) for step in answered):
        return asked[-1]
    harmed = who.role == Part.VICTIM.value and not answered
    return next((step for step in history if isinstance(step, (Imposed, HandlingConcluded))), None) if harmed else None


def _meetings(found: Standing, who: list[Involvement], today: date) -> Iterator[Owed]:
    asked = questions(found)
    aliases = dict(who[0].case.involvements.values_list("key", "alias")) if asked else {}
    for _row, step in asked:
        since = f"{aliases.get(step.about or '', step.about)}: {type(step).title()}, {british(step.on)}"
        yield Kind.MEETING, "say whether the two can meet again", who[0], working_days_after(step.on, MEETING_IN), since, None


def questions(found: Standing) -> list[tuple[CaseStep, Step]]:
    """The moves, returns and restrictions of officers for which nobody has said yet whether the two can meet again."""
    rows = [row for row in found.rows if row.pk in found.steps and _moves(found.steps[row.pk])]
    answered = set(MeetingAnswer.objects.filter(step__in=[row.pk for row in rows]).values_list("step", flat=True)) if rows else set()
    return [(row, found.steps[row.pk]) for row in rows if row.pk not in answered]


def _moves(step: Step) -> bool:
    """Whether an officer moves, returns to duty or is restricted with it."""
    return isinstance(step, MOVES) or (isinstance(step, Imposed) and not step.outcome.ends_service)


def rises(due: date | None, today: date) -> Rises:
    """With whom something stands that is due on that day."""
    if due is None:
        return Rises.OWNER
    if due < today:
        return Rises.CHIEF
    return Rises.DECIDER if working_days_after(today, WARNED) >= due else Rises.OWNER


def holder(case: Case, office: Office) -> str:
    """The name of whoever holds that office in the case now."""
    users = User.objects.filter(grants__case=case, grants__until=None, is_active=True).distinct().order_by("pk")
    held = [user for user in users if any(office.value in grant.offices for grant in user.grants.filter(case=case, until=None))]
    return held[-1].full_name if held else ""
