"""Answers to requests for information, in the layouts that forces have published, made from the same histories.

The layout of one such answer: for each year complaints and conduct matters with the allegations in them, what came of each
allegation, and the referrals. Counts in it go through the same disclosure control as every other table that leaves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from custodiet.figures.measures.ends import gravest
from custodiet.figures.measures.opening import conduct_matter
from custodiet.figures.measures.timeliness import attention
from custodiet.figures.period import Period
from custodiet.figures.record import Counted, Record
from custodiet.law.steps import Key
from custodiet.law.steps.investigation import Referred
from custodiet.law.steps.opening import AllegationMade, CaseClosed, ComplaintMade, WithdrawalConfirmed
from custodiet.law.steps.outcome import OfficerLeft, StaffOutcomeDecided
from custodiet.law.steps.people import DismissedOnVettingGrounds
from custodiet.law.steps.proceedings import ProceedingsWithdrawn
from custodiet.law.vocabulary import Departure, Outcome

COMPLAINTS, CONDUCT = "complaints", "conduct matters"
IN_COMPLAINTS, IN_CONDUCT = "allegations in complaints", "allegations in conduct matters"
NO_ACTION, DISCONTINUED, LEARNING = "no action", "discontinued or withdrawn", "management action or reflective practice"
WARNING, REDUCED, DISMISSED, WOULD = "written or final written warning", "reduction in rank", "dismissed", "would have been dismissed"
LEFT, OPEN, REFERRALS = "resigned or retired", "not yet ended", "referrals to the IOPC"
RESULTS = (NO_ACTION, DISCONTINUED, LEARNING, WARNING, REDUCED, DISMISSED, WOULD, LEFT, OPEN)
ROWS = (COMPLAINTS, IN_COMPLAINTS, CONDUCT, IN_CONDUCT, *RESULTS, REFERRALS)
BY_OUTCOME: Mapping[Outcome, str] = {
    Outcome.NO_ACTION: NO_ACTION, Outcome.CASE_DISMISSED: NO_ACTION, Outcome.RETURNED_TO_AUTHORITY: NO_ACTION,
    Outcome.REFLECTIVE_PRACTICE: LEARNING, Outcome.MANAGEMENT_ADVICE: LEARNING, Outcome.WRITTEN_WARNING: WARNING,
    Outcome.FINAL_WRITTEN_WARNING: WARNING, Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING: WARNING, Outcome.REDUCTION_IN_RANK: REDUCED,
    Outcome.DISMISSAL_WITH_NOTICE: DISMISSED, Outcome.DISMISSAL_WITHOUT_NOTICE: DISMISSED, Outcome.WOULD_HAVE_BEEN_DISMISSED: WOULD,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """What a request asks about: allegations in these national categories, or that say of themselves (`says`) what they are.

    By its category; before February 2020, when the letters meant other things, by what the allegation itself says it is.
    """

    key: str
    title: str
    categories: tuple[str, ...]
    says: tuple[str, ...] = ()

    def has(self, made: AllegationMade) -> bool:
        """Whether that allegation is asked about."""
        return made.category.strip().upper().startswith(self.categories) or any(getattr(made, each) for each in self.says)

    def shares(self, other: "Subject") -> bool:
        """Whether one holds categories of the other, so that the two answers can be subtracted from each other."""
        return any(one.startswith(two) or two.startswith(one) for one in self.categories for two in other.categories)


EXEMPTION = (
    "It is withheld as personal information of other people (section 40(2) of the Freedom of Information Act 2000): with it a reader "
    "could recognise a person, and learn more about that person."
)
SEXUAL = Subject("sexual", "Sexual misconduct", ("G2", "G3", "J"), ("only_abuse_of_position", "serious_sexual_offence"))
"""Abuse of position for a sexual or emotional purpose, and sexual conduct, in the national categories since February 2020."""
ABUSE = Subject("abuse", "Abuse of position for a sexual or emotional purpose", ("G2", "G3"), ("only_abuse_of_position",))
DISCRIMINATION = Subject("discrimination", "Discriminatory behaviour", ("F",))
EVERY = Subject("every", "Complaints and conduct matters of every kind", ("",))
SUBJECTS = (SEXUAL, ABUSE, DISCRIMINATION, EVERY)


@dataclass(frozen=True)
class Answer:
    """The table of the answer: for each row and year what was counted. Allegations add up: every one has exactly one result."""

    years: tuple[Period, ...]
    cells: Mapping[tuple[str, str], tuple[Counted, ...]]

    def n(self, row: str, year: Period) -> int:
        """The number of that row in that year."""
        return len(self.cells.get((row, year.name), ()))

    def row(self, row: str) -> list[int]:
        """The numbers of that row, year by year."""
        return [self.n(row, year) for year in self.years]


def result(record: Record, allegation: Key) -> str:
    """What came of that allegation: the outcome that stands for its officer; without one, how the case ended or that it has not."""
    officer = record.history.officer_of(allegation) or ""
    imposed = gravest(record, officer)
    if imposed:
        return BY_OUTCOME[imposed.outcome]
    if record.history.has(DismissedOnVettingGrounds, officer):
        return DISMISSED
    staff = record.history.latest(StaffOutcomeDecided, officer)
    if staff:
        return (WOULD if record.history.has(OfficerLeft, officer) else DISMISSED) if staff.dismissed else NO_ACTION
    left = record.history.latest(OfficerLeft, officer)
    if left and left.how in (Departure.RESIGNED, Departure.RETIRED):
        return LEFT
    if record.history.any_of((WithdrawalConfirmed, ProceedingsWithdrawn), officer):
        return DISCONTINUED
    return NO_ACTION if record.history.has(CaseClosed) else OPEN


def answer(records: Iterable[Record], years: Sequence[Period], about: Subject = SEXUAL) -> Answer:
    """The answer over these years, of the cases with an allegation that is asked about, by the day each came to attention."""
    cells: dict[tuple[str, str], list[Counted]] = {}
    for record in records:
        keys = [key for key, made in record.allegations.items() if about.has(made)]
        began = attention(record)
        year = next((each for each in years if began and began.on in each), None)
        if not keys or began is None or year is None:
            continue
        complaint = record.history.has(ComplaintMade)
        if not complaint and conduct_matter(record) is None:
            continue
        cells.setdefault((COMPLAINTS if complaint else CONDUCT, year.name), []).append(Counted(record, began.on))
        for key in keys:
            cells.setdefault((IN_COMPLAINTS if complaint else IN_CONDUCT, year.name), []).append(Counted(record, began.on, key))
            cells.setdefault((result(record, key), year.name), []).append(Counted(record, began.on, key))
        if record.history.has(Referred):
            cells.setdefault((REFERRALS, year.name), []).append(Counted(record, began.on))
    return Answer(tuple(years), {place: tuple(found) for place, found in cells.items()})
