"""How cases about abuse of position ended, and whether the officer stayed for it: the table that forces exchange about it."""

from collections.abc import Iterator

from custodiet.figures.measure import Measure, Sure, Unit
from custodiet.figures.measures.ends import COLLEGE, DISMISSED, VETTING, left_first, outcomes
from custodiet.figures.measures.opening import abuse
from custodiet.figures.record import Counted, Record
from custodiet.law.steps import Key
from custodiet.law.vocabulary import Outcome

GONE = "dismissed"
FIRST_AND_WOULD = "resigned or retired first, and would have been dismissed"
FIRST = "resigned or retired first, without such a finding"
WOULD = "would have been dismissed, and had left before it came to light"
STAYED = "another outcome"
VALUES = (GONE, FIRST_AND_WOULD, FIRST, WOULD, STAYED)


def _ends(record: Record) -> Iterator[Counted]:
    """Each officer once: on the day of the outcome, or of leaving where no outcome followed."""
    accused = {record.history.officer_of(one.about) for one in abuse(record)}
    ended = {one.about: one for one in outcomes(record) if one.about in accused}
    first = {one.about: one for one in left_first(record) if one.about in accused}
    for officer in sorted(each for each in accused if each and (each in ended or each in first)):
        one = ended.get(officer) or first[officer]
        yield Counted(record, one.on, officer, one.earliest, _class(ended, first, officer))


def _class(ended: dict[Key | None, Counted], first: dict[Key | None, Counted], officer: Key | None) -> str:
    outcome = ended[officer].value if officer in ended else ""
    if outcome in (*DISMISSED, VETTING):
        return GONE
    if outcome == Outcome.WOULD_HAVE_BEEN_DISMISSED.value:
        return FIRST_AND_WOULD if officer in first else WOULD
    return FIRST if officer in first else STAYED


MEASURES = (
    Measure(
        key="abuse-ends", title="Abuse of position: how it ended", unit=Unit.PEOPLE, source=COLLEGE, sure=Sure.ADAPTED,
        definition="People against whom abuse of position for a sexual or emotional purpose was alleged, by the outcome that stands and "
        "by whether they resigned or retired before any, on the day of the outcome or else of leaving.",
        sentence="In {period} the cases of {n:,} people about abuse of position ended, by an outcome or by their leaving.",
        count=_ends, values=VALUES,
    ),
)  # fmt: skip
