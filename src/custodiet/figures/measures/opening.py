"""What came in: complaints, conduct matters, allegations, and among them abuse of position."""

from collections.abc import Callable, Iterator

from custodiet.figures.measure import Measure, Sure, Unit
from custodiet.figures.record import Counted, Record
from custodiet.law.steps import Step
from custodiet.law.steps.opening import AllegationMade, CameToAttention, ComplaintMade, Recorded
from custodiet.law.vocabulary import MatterKind

CAPTURE = "IOPC, Guidance on capturing data about police complaints, February 2020, updated January 2021"
MISCONDUCT = "Home Office, Police misconduct, England and Wales: user guide"
ABUSE = ("G2", "G3")
"""Abuse of position for a sexual purpose, and for pursuing an inappropriate emotional relationship, in the categories since 2020."""


def counted(record: Record, step: Step, value: str = "", days: int | None = None) -> Counted:
    """The step as one thing counted."""
    return Counted(record, step.on, step.about, step.not_before, value, days)


def each_officer(kind: type[Step], *, first: bool = False, value: str = "") -> Callable[[Record], Iterator[Counted]]:
    """Counts each officer of whom there is such a step, once: on the day of the latest, or the first. `value`: the field to class by."""

    def count(record: Record) -> Iterator[Counted]:
        for officer in record.history.officers:
            step = record.history.first(kind, officer) if first else record.history.latest(kind, officer)
            if step:
                yield Counted(record, step.on, officer, step.not_before, getattr(step, value).value if value else "")

    return count


def _complaints(record: Record) -> Iterator[Counted]:
    made = record.history.first(ComplaintMade)
    if made:
        yield counted(record, made)


def _recorded(record: Record) -> Iterator[Counted]:
    recorded = record.history.first(Recorded)
    if recorded and record.history.has(ComplaintMade):
        yield counted(record, recorded)


def conduct_matter(record: Record) -> CameToAttention | None:
    """The conduct matter as it came to attention; None where the case is something else."""
    came = record.history.first(CameToAttention)
    return came if came and came.kind is MatterKind.CONDUCT_MATTER else None


def _conduct_matters(record: Record) -> Iterator[Counted]:
    came = conduct_matter(record)
    if came:
        yield counted(record, came, RECORDABLE if record.history.has(Recorded) else NOT_RECORDABLE)


def _allegations(record: Record) -> Iterator[Counted]:
    for key, latest in record.allegations.items():
        first = record.history.first(AllegationMade, key) or latest
        yield Counted(record, first.on, key, first.not_before, category(latest.category))


def category(code: str) -> str:
    """The national category of a code such as G2, with its letter before it; a letter that is none stands alone."""
    letter = code.strip().upper()[:1]
    return f"{letter}: {CATEGORIES[letter]}" if letter in CATEGORIES else letter or NO_CATEGORY


def abuse(record: Record) -> Iterator[Counted]:
    """The allegations of abuse of position for a sexual or emotional purpose."""
    for one in _allegations(record):
        code = record.allegations[one.about or ""].category.strip().upper()
        if code in ABUSE or record.allegations[one.about or ""].only_abuse_of_position:
            yield Counted(record, one.on, one.about, one.earliest, code if code in ABUSE else OTHERWISE)


RECORDABLE, NOT_RECORDABLE = "recordable conduct matter", "conduct matter outside Schedule 3"
NO_CATEGORY = "no category recorded"
OTHERWISE = "named as such, under another category"
CATEGORIES = {
    "A": "Delivery of duties and service", "B": "Police powers, policies and procedures",
    "C": "Handling of or damage to property or premises", "D": "Access to or disclosure of information",
    "E": "Use of police vehicles", "F": "Discriminatory behaviour", "G": "Abuse of position or corruption",
    "H": "Individual behaviours", "J": "Sexual conduct", "K": "Discreditable conduct", "L": "Other",
}  # fmt: skip
"""The national categories since February 2020, by letter; there is no I."""

MEASURES = (
    Measure(
        key="complaints-made", title="Complaints made", unit=Unit.CASES, source=CAPTURE, sure=Sure.PUBLISHED,
        definition="Expressions of dissatisfaction made by or for a member of the public, recorded under Schedule 3 or handled outside "
        "it, on the day the complaint was made.",
        sentence="In {period} {n:,} complaints were made.", count=_complaints,
    ),
    Measure(
        key="complaints-recorded", title="Complaints recorded under Schedule 3", unit=Unit.CASES, source=CAPTURE, sure=Sure.PUBLISHED,
        definition="Complaints recorded under Schedule 3 to the Police Reform Act 2002, on the day of recording.",
        sentence="In {period} {n:,} complaints were recorded under Schedule 3.", count=_recorded,
    ),
    Measure(
        key="conduct-matters", title="Conduct matters", unit=Unit.CASES, source=MISCONDUCT, sure=Sure.ADAPTED,
        definition="Matters about conduct that no complaint brought, on the day they came to attention. A recordable conduct matter is a "
        "class of its own, not a part of the others.",
        sentence="In {period} {n:,} conduct matters came to attention.", count=_conduct_matters, values=(RECORDABLE, NOT_RECORDABLE),
    ),
    Measure(
        key="allegations", title="Allegations", unit=Unit.ALLEGATIONS, source=CAPTURE, sure=Sure.PUBLISHED,
        definition="Allegations by national category, on the day each was made.",
        sentence="In {period} {n:,} allegations were made.", count=_allegations, values=(*map(category, CATEGORIES), NO_CATEGORY),
    ),
    Measure(
        key="abuse-of-position", title="Allegations of abuse of position", unit=Unit.ALLEGATIONS, source=CAPTURE, sure=Sure.PUBLISHED,
        definition="Allegations of abuse of position for a sexual purpose (G2) or for pursuing an inappropriate emotional relationship "
        "(G3), and those named as such under another category.",
        sentence="In {period} {n:,} allegations of abuse of position for a sexual or emotional purpose were made.",
        count=abuse, values=(*ABUSE, OTHERWISE),
    ),
)  # fmt: skip
