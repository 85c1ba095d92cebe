"""What counts can be broken down by: how it was found, year, rank, kind of service, category, and for disparity alone sex and ethnicity."""

from collections.abc import Callable
from dataclasses import dataclass

from custodiet.figures.record import Counted
from custodiet.law.steps.opening import CameToAttention, ComplaintMade
from custodiet.law.vocabulary import Capacity, HowFound, Rank

NOT_KNOWN = "not known"
SERVICE = ((2, "under 2 years"), (5, "2 to under 5 years"), (10, "5 to under 10 years"), (20, "10 to under 20 years"))
LONGEST = "20 years or more"
SOURCES = {
    HowFound.COMPLAINT: "complaint", HowFound.COLLEAGUE: "internal", HowFound.PROACTIVE_AUDIT: "internal",
    HowFound.VETTING: "internal", HowFound.OTHER_FORCE: "from outside", HowFound.COURT_OR_PROSECUTOR: "from outside",
    HowFound.OTHER: "otherwise",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to break counts down. `order` are its classes as a table prints them; one that is not among them comes last."""

    key: str
    title: str
    of: Callable[[Counted], str]
    order: tuple[str, ...] = ()
    protected: bool = False
    """A protected characteristic: for tables of disparity alone, with intervals, and never beside a second dimension.

    Sex stands beside others in one place more, the list case by case, whose lines are held back together (`case_lines`).
    """


def how_found(one: Counted) -> str:
    """How the matter was found, as the step that opened it says."""
    history = one.record.history
    first = next((step for step in history if isinstance(step, (ComplaintMade, CameToAttention))), None)
    return first.found.value if first else NOT_KNOWN


def found_inside(one: Counted) -> str:
    """Found by the force itself, by complaint, or from outside."""
    found = how_found(one)
    return SOURCES[HowFound(found)] if found != NOT_KNOWN else NOT_KNOWN


def _rank(one: Counted) -> str:
    subject = one.record.subject(one.about)
    return subject.rank.value if subject else NOT_KNOWN


def _capacity(one: Counted) -> str:
    subject = one.record.subject(one.about)
    return subject.capacity.value if subject else NOT_KNOWN


def _category(one: Counted) -> str:
    letters = {made.category.strip().upper() for made in one.record.allegations_of(one.about)} - {""}
    return ", ".join(sorted(letters)) if len(letters) == 1 else "several" if letters else NOT_KNOWN


def _service(one: Counted) -> str:
    joined = one.record.person(one.about).joined
    if joined is None or joined > one.on:
        return NOT_KNOWN
    years = (one.on - joined).days / 365.25
    return next((words for bound, words in SERVICE if years < bound), LONGEST)


HOW_FOUND = Dimension("how-found", "How it was found", how_found, (*(found.value for found in HowFound), NOT_KNOWN))
SOURCE = Dimension("source", "Found by complaint, inside or from outside", found_inside, (*dict.fromkeys(SOURCES.values()), NOT_KNOWN))
VALUE = Dimension("value", "Class", lambda one: one.value or "all")
RANK = Dimension("rank", "Rank", _rank, (*(rank.value for rank in Rank), NOT_KNOWN))
CAPACITY = Dimension("capacity", "Officer, special or staff", _capacity, (*(capacity.value for capacity in Capacity), NOT_KNOWN))
CATEGORY = Dimension("category", "National category", _category)
YEAR = Dimension("year", "Calendar year", lambda one: str(one.on.year))
SERVICE_LENGTH = Dimension("service", "Length of service", _service, (*(words for _, words in SERVICE), LONGEST, NOT_KNOWN))
SEX = Dimension("sex", "Sex", lambda one: one.record.person(one.about).sex or NOT_KNOWN, protected=True)
ETHNICITY = Dimension("ethnicity", "Ethnicity", lambda one: one.record.person(one.about).ethnicity or NOT_KNOWN, protected=True)
DIMENSIONS = (HOW_FOUND, SOURCE, VALUE, RANK, CAPACITY, CATEGORY, YEAR, SERVICE_LENGTH, SEX, ETHNICITY)
BY_KEY = {dimension.key: dimension for dimension in DIMENSIONS}
