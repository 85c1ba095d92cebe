"""The papers that are made of a snapshot: answers to requests, the board's paper, and what other bodies are given by law or custom.

Every table is one of the measures; a paper only chooses and orders them. What of a body's own form is not known is said in the paper.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from custodiet.figures import answer_sheets, case_lines
from custodiet.figures.answers import SEXUAL, SUBJECTS, Subject
from custodiet.figures.breakdown import CAPACITY, CATEGORY, RANK, SOURCE, VALUE, Dimension
from custodiet.figures.measures import BY_KEY as MEASURES
from custodiet.figures.measures.timeliness import YEAR, attention
from custodiet.figures.period import Period
from custodiet.figures.record import Record
from custodiet.figures.sheet import Sheet, counted, timed
from custodiet.law.steps.investigation import ReportReceived, SeverityAssessed
from custodiet.law.steps.opening import CaseClosed

Sheets = Callable[[Sequence[Record], Period], list[Sheet]]
Asked = tuple[str, Dimension, Dimension | None]


@dataclass(frozen=True, slots=True)
class FiguresPaper:
    """One paper: for whom, under which title, what is unsure about its form, and how its sheets are made.

    `leaves`: every number in it went through disclosure control. `answers`: what it answers a request
    about; it binds the next answer.
    """

    key: str
    title: str
    to: str
    unsure: str
    sheets: Sheets
    leaves: bool = True
    answers: Subject | None = None
    listed: bool = False
    """A line is about somebody, not a count."""


def _of(asked: Sequence[Asked], times: Sequence[str] = (), open_: bool = False) -> Sheets:
    def made(records: Sequence[Record], period: Period) -> list[Sheet]:
        tables = [_told_apart(counted(MEASURES[key], records, period, rows, columns, open_), key, rows) for key, rows, columns in asked]
        return [*tables, *(timed(MEASURES[key], records, period, open_) for key in times)]

    def _told_apart(sheet: Sheet, key: str, rows: Dimension) -> Sheet:
        """Two tables of one measure in a paper say by what each counts, or a listener cannot tell them apart."""
        twice = sum(each == key for each, _, _ in asked) > 1
        return replace(sheet, title=f"{sheet.title}, by {rows.title[:1].lower()}{rows.title[1:]}") if twice else sheet

    return made


def _overdue(records: Sequence[Record], period: Period) -> list[Sheet]:
    """Investigations not finished on the day of the snapshot more than twelve months after the matter came to attention."""
    rows = [(record.reference, (f"{began:%d.%m.%Y}", f"{days:,}")) for record, began, days in _running(records)]
    sentence = f"{len(rows):,} investigations have run for more than twelve months, each owed a report of its progress and then every six."
    note = "The law asks for the reason and the next steps of each: they stand in the case, under the report of an overrun."
    return [Sheet("Investigations of more than twelve months", sentence, ("case", "came to attention", "days"), tuple(rows), (), (note,))]


def _running(records: Sequence[Record]) -> Iterator[tuple[Record, object, int]]:
    for record in records:
        began = attention(record)
        over = record.history.any_of((ReportReceived, CaseClosed))
        if began and record.history.has(SeverityAssessed) and not over and (record.as_of - began.on).days > YEAR:
            yield record, began.on, (record.as_of - began.on).days


NOT_GIVEN = "Not in it, because this program does not hold it: age, criminal proceedings, appeals to the tribunal by their result. "
FORM_UNKNOWN = "The form in which it is sent was not published; the tables carry what the published tables carry."


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to lay an answer out: `words` stand after what it is about."""

    key: str
    words: str
    sheets: Callable[[Subject], Sheets]


BY_CASE = Layout("by-case", "case by case", case_lines.by_case)
LAYOUTS = (
    Layout("by-year", "year by year", answer_sheets.by_year),
    BY_CASE,
    Layout("by-source", "by who brought it", answer_sheets.by_source),
    Layout("by-rank", "by rank", answer_sheets.by_rank),
    Layout("by-category", "by national category", answer_sheets.by_category),
    Layout("by-referral", "by referral to the IOPC", answer_sheets.by_referral),
)


def answer_key(subject: Subject, layout: Layout) -> str:
    """The key of the answer about that in that layout. The first subject's has the layout's alone, as the ledger has it of old."""
    return f"answer-{layout.key}" + ("" if subject is SEXUAL else f"-{subject.key}")


def _answer(subject: Subject, layout: Layout) -> FiguresPaper:
    title, to = f"{subject.title}, {layout.words}", "who asked under the Freedom of Information Act"
    return FiguresPaper(answer_key(subject, layout), title, to, "", layout.sheets(subject), answers=subject, listed=layout is BY_CASE)


PAPERS: tuple[FiguresPaper, ...] = (
    *(_answer(subject, layout) for subject in SUBJECTS for layout in LAYOUTS),
    FiguresPaper(
        "board", "Professional standards: figures for the board", "the chief officer's board", "",
        _of((("complaints-made", SOURCE, None), ("conduct-matters", VALUE, SOURCE), ("abuse-of-position", SOURCE, VALUE),
             ("referrals", SOURCE, None), ("outcomes", VALUE, SOURCE), ("left-first", VALUE, SOURCE), ("updates", VALUE, None)),
            ("time-to-notice", "time-to-hearing", "time-to-end")),
    ),
    FiguresPaper(
        "home-office", "Police misconduct: annual tables", "the Home Office", NOT_GIVEN + FORM_UNKNOWN,
        _of((("conduct-matters", VALUE, SOURCE), ("special-procedures", CAPACITY, None), ("case-to-answer", VALUE, CAPACITY),
             ("referred-to-proceedings", VALUE, CAPACITY), ("findings", VALUE, CAPACITY), ("outcomes", VALUE, CAPACITY),
             ("suspended", CAPACITY, None)), ("time-to-end",), open_=True), leaves=False,
    ),
    FiguresPaper(
        "iopc", "Complaints: data capture", "the IOPC",
        "Numbers of sub-categories are known from the order of the published tables only, and factors are not known. " + FORM_UNKNOWN,
        _of((("complaints-made", SOURCE, None), ("complaints-recorded", SOURCE, None), ("allegations", VALUE, None),
             ("allegations", CATEGORY, None), ("mode-of-investigation", VALUE, None), ("reviews", VALUE, None)), ("time-to-end",),
            open_=True), leaves=False,
    ),
    FiguresPaper(
        "college", "Barred and advisory lists", "the College of Policing",
        "The College counts reasons in words of its own, which are not known in full; the national categories stand here instead. "
        "Those dismissed and those who would have been are never added up.",
        _of((("dismissed", VALUE, CAPACITY), ("dismissed", RANK, None), ("dismissed", CATEGORY, None),
             ("would-have-been-dismissed", RANK, None), ("would-have-been-dismissed", CATEGORY, None), ("barred", CAPACITY, None),
             ("advisory", CAPACITY, None)), open_=True), leaves=False,
    ),
    FiguresPaper("policing-body", "Investigations of more than twelve months", "the local policing body", "", _overdue, leaves=False),
)  # fmt: skip
BY_KEY = {paper.key: paper for paper in PAPERS}
