"""How people were treated: updates in time, reviews, apologies."""

from collections.abc import Iterator

from custodiet.figures.measure import Measure, Sure, Unit
from custodiet.figures.measures.opening import counted
from custodiet.figures.record import Counted, Record
from custodiet.law.clocks import duties_of
from custodiet.law.matter import DutyKind
from custodiet.law.rules import keeping_informed
from custodiet.law.steps.people import ApologyAskedFor, ApologyOffered, ApologyRefused, ReviewApplied, ReviewDetermined

IN_TIME, LATE, NOT_DONE = "in time", "late", "not done"
UPHELD, NOT_UPHELD, OPEN = "not reasonable and proportionate", "reasonable and proportionate", "not yet determined"
OFFERED, REFUSED, UNANSWERED = "offered", "refused", "asked for and not answered"
UPDATES = ("progress-first", "progress-next", "outcome-told")
"""The duties of the rules of keeping informed that are owed to the complainant or an interested person by a fixed day."""
OF_UPDATES = tuple(clock for clock in keeping_informed.CLOCKS if clock.id in UPDATES)
"""The clocks of these alone: the others of those rules cost as much again in every case, and are not counted."""


def _updates(record: Record) -> Iterator[Counted]:
    """Each update owed, on the day by which it was owed."""
    for duty in duties_of(OF_UPDATES, record.matter):
        if duty.kind is not DutyKind.DUTY or duty.due is None:
            continue
        value = NOT_DONE if duty.open else LATE if duty.late else IN_TIME
        if duty.open and duty.due >= record.matter.today:
            continue
        yield Counted(record, duty.due, duty.about, None, value)


def _reviews(record: Record) -> Iterator[Counted]:
    for applied in record.history.all(ReviewApplied):
        decided = next((step for step in record.history.after(applied) if isinstance(step, ReviewDetermined)), None)
        value = OPEN if decided is None else NOT_UPHELD if decided.reasonable_and_proportionate else UPHELD
        yield counted(record, applied, value)


def _apologies(record: Record) -> Iterator[Counted]:
    """One for each person to whom an apology was offered or refused, or who asked for one in vain."""
    people: dict[str, Counted] = {}
    for step in record.history:
        if isinstance(step, ApologyAskedFor):
            people.setdefault(step.person, counted(record, step, UNANSWERED))
        elif isinstance(step, ApologyRefused):
            people[step.person] = counted(record, step, REFUSED)
        elif isinstance(step, ApologyOffered):
            people[step.person] = counted(record, step, OFFERED)
    yield from people.values()


MEASURES = (
    Measure(
        key="updates", title="Updates to complainants and interested persons", unit=Unit.UPDATES, source="CMR20 reg. 34(2)",
        sure=Sure.OWN, values=(IN_TIME, LATE, NOT_DONE),
        definition="Every progress update and every telling of an outcome that fell due, by whether it was given by its last day. One "
        "whose day had not yet come when the figures were frozen is not counted.",
        sentence="In {period} {n:,} updates fell due.", count=_updates,
    ),
    Measure(
        key="reviews", title="Reviews applied for", unit=Unit.CASES, source="PRA Sch 3 paras 6A, 25", sure=Sure.ADAPTED,
        definition="Applications for a review, on the day of the application, by what the review body determined.",
        sentence="In {period} {n:,} reviews were applied for.", count=_reviews, values=(UPHELD, NOT_UPHELD, OPEN),
    ),
    Measure(
        key="apologies", title="Apologies", unit=Unit.CASES, source="Victims' Code; Compensation Act 2006 s.2", sure=Sure.OWN,
        definition="People to whom an apology was offered or refused, or who asked for one and had no answer, once in each case, on the "
        "day of the last of these.",
        sentence="In {period} an apology was offered to, refused to or asked for by {n:,} people.", count=_apologies,
        values=(OFFERED, REFUSED, UNANSWERED),
    ),
)  # fmt: skip
