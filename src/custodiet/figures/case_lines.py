"""The layout of an answer with one line for each officer in each case: year, rank, sex, who brought it, allegation, finding, end.

Forces publish such lists as they stand. Here one goes through `lines.py` first: what an outsider may know of a person is the year, the
rank, the sex and who brought it; the allegation, the finding and the end must not follow from that.
"""

from collections.abc import Callable, Sequence

from custodiet.figures.answer_sheets import Sheets, allegations
from custodiet.figures.answers import DISMISSED, LEARNING, NO_ACTION, REDUCED, WARNING, WOULD, Subject
from custodiet.figures.breakdown import NOT_KNOWN, RANK, found_inside
from custodiet.figures.disclosure import KEPT_BACK, SMALLEST, rounded
from custodiet.figures.lines import Column, Line, Listed, listed
from custodiet.figures.measures.opening import NO_CATEGORY, category
from custodiet.figures.period import Period
from custodiet.figures.record import Counted, Record
from custodiet.figures.sheet import Sheet
from custodiet.law.steps.outcome import Found
from custodiet.law.vocabulary import Capacity, Rank, Severity

NO_FINDING, SEVERAL = "no finding", "several"
LOW, HIGH, CIVIL = "constable or sergeant", "inspector or above", "staff, volunteer or contractor"
GROUPS = {
    DISMISSED: DISMISSED, WOULD: WOULD, REDUCED: "action short of dismissal", WARNING: "action short of dismissal",
    LEARNING: "action short of dismissal", NO_ACTION: NO_ACTION,
}  # fmt: skip
"""Ends put together. “Would have been dismissed” stands apart, always."""


def by_case(about: Subject) -> Sheets:
    """One line for each officer in each case about that."""

    def made(records: Sequence[Record], asked: Period) -> list[Sheet]:
        truth = lines(records, asked, about)
        return [_sheet(listed(columns(asked), truth), truth, asked, about)]

    return made


def lines(records: Sequence[Record], asked: Period, about: Subject) -> list[Line]:
    """The lines as the record has them, before any control."""
    found: dict[tuple[str, str], list[Counted]] = {}
    for one in allegations(records, asked, about):
        found.setdefault((one.record.reference, one.record.history.officer_of(one.about) or ""), []).append(one)
    return [_line(officer, held) for (_, officer), held in found.items()]


def _line(officer: str, held: Sequence[Counted]) -> Line:
    one = held[0]
    codes = {one.record.allegations[each.about or ""].category.strip().upper() or NO_CATEGORY for each in held}
    levels = [step.level for each in held if (step := one.record.history.latest(Found, each.about or ""))]
    gravest = max(levels, key=list(Severity).index, default=None)
    return (
        str(one.on.year), _served(one, officer), one.record.person(officer).sex or NOT_KNOWN, found_inside(one),
        codes.pop() if len(codes) == 1 else SEVERAL, gravest.value if gravest else NO_FINDING, one.value,
    )  # fmt: skip


def _served(one: Counted, officer: str) -> str:
    subject = one.record.subject(officer)
    if subject is None:
        return NOT_KNOWN
    return RANK.of(one) if subject.capacity is Capacity.MEMBER_OF_A_POLICE_FORCE else subject.capacity.value


def columns(asked: Period) -> tuple[Column, ...]:
    """The columns of the list, each with the ways to write it from the finest to the coarsest."""
    return (
        Column("year it came to attention", (EXACT, ("two years together", _two_years(asked))), known=True, matters=2),
        Column("rank", (EXACT, ("ranks in bands", _band)), known=True),
        Column("sex", (EXACT,), known=True),
        Column("brought by", (EXACT,), known=True),
        Column("allegation", (EXACT, ("the main category", _letter)), known=False, matters=2),
        Column("finding", (EXACT,), known=False, matters=2),
        Column("what came of it", (EXACT, ("ends in groups", lambda end: GROUPS.get(end, end))), known=False, matters=3),
    )


EXACT = ("as it stands", str)


def _two_years(asked: Period) -> Callable[[str], str]:
    def span(year: str) -> str:
        first = int(year) - (int(year) - asked.first.year) % 2
        return f"{first} or {first + 1}"

    return span


def _band(served: str) -> str:
    if served in (Rank.CONSTABLE.value, Rank.SERGEANT.value, Capacity.SPECIAL_CONSTABLE.value):
        return LOW
    return HIGH if served in {rank.value for rank in Rank} - {Rank.NONE.value} else served if served == NOT_KNOWN else CIVIL


def _letter(code: str) -> str:
    return code if code in (SEVERAL, NO_CATEGORY) else category(code)


def _sheet(told: Listed, truth: Sequence[Line], asked: Period, about: Subject) -> Sheet:
    empty = [place for place in told.given if {line[place] for line in truth} == {NOT_KNOWN}]
    places = [place for place in told.given if place not in empty]
    rows = tuple((str(number), tuple(line[place] for place in places)) for number, line in enumerate(told.lines, 1))
    sentence = f"{about.title} in {asked.phrase}: one line for each officer in each case, by the day the case came to attention."
    notes = (HOW, *(f"Not held in what was counted: {told.columns[place].title}." for place in empty))
    head = ("line", *(told.columns[place].title for place in places))
    return Sheet("Case by case", sentence, head, rows, (), notes, tuple(_withheld(told)), listed=True)


HOW = (
    f"A line is shown where at least {SMALLEST} lines read the same; of equal lines some are left out, so that a multiple of five is "
    "shown. The order of the lines says nothing."
)
ALIKE = "say the same of everybody who could be meant"


def _withheld(told: Listed) -> list[str]:
    said = []
    for place, column in enumerate(told.columns):
        level = told.levels[place]
        if level == len(column.ways):
            said.append(f"The column “{column.title}”: with it lines would point at one person, or {ALIKE}.")
        elif level:
            said.append(f"The exact value of “{column.title}”: it is given as {column.ways[level][0]}, for the same reason.")
    if told.withheld:
        number = rounded(told.withheld) if told.withheld >= SMALLEST else 0
        lines = f"About {number:,} lines" if number else f"Fewer than {SMALLEST} lines ({KEPT_BACK})"
        said.append(f"{lines}: too few read the same, or they would {ALIKE}, or the number was made a multiple of five.")
    return said
