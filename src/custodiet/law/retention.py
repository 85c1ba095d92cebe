"""How long a closed matter is kept, and what keeps it beyond: `retained(history, today, …)`.

No Act says when the file of a matter is to be destroyed. What is known is a floor: while a claim can be brought the file is evidence. The
national schedule for police records was looked for and its periods for professional standards were not found, so the table names none,
and a matter of those groups falls due only under a period that the force has written down itself, which may be longer than the floor and
never shorter. Whatever the period, what is named in `kept_by` is stronger; and falling due is never more than a question put to two people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from custodiet.law.calendar import add_months
from custodiet.law.position import Position, position
from custodiet.law.powers import british
from custodiet.law.steps import History
from custodiet.law.steps.opening import AllegationMade, CaseClosed
from custodiet.law.steps.outcome import Found, Imposed, IncludedInAdvisoryList, IncludedInBarredList, StaffOutcomeDecided
from custodiet.law.vocabulary import Citation, Confidence, Instrument, Outcome, Severity, Stage, Term, cite


class Group(Term):
    """What a closed matter is to retention; the first that fits."""

    DISMISSED = "ended in dismissal, or on a list of those who may not serve"
    GRAVE = "grave conduct alleged"
    PROVED = "misconduct found, or an outcome imposed"
    OTHER = "nothing found, and nothing grave alleged"


@dataclass(frozen=True, slots=True)
class Period:
    """How many years a group is kept after the matter was closed (None: not known), under what, and on which day that was read."""

    group: Group
    years: int | None
    under: Citation
    read_on: date
    said: str


_READ = date(2026, 11, 26)
_CLAIM = cite(Instrument.LA80, "2", Confidence.PART)
_SCHEDULE = cite(
    Instrument.GUIDANCE, "national schedule for police records", Confidence.MISSING, "its periods for professional standards were not found"
)
PERIODS: tuple[Period, ...] = (
    Period(Group.DISMISSED, None, _SCHEDULE, _READ, "The period was looked for and not found; the force writes down its own."),
    Period(Group.GRAVE, None, _SCHEDULE, _READ, "The period was looked for and not found; the force writes down its own."),
    Period(Group.PROVED, None, _SCHEDULE, _READ, "The period was looked for and not found; the force writes down its own."),
    Period(Group.OTHER, 6, _CLAIM, _READ, "A claim in tort can be brought for six years from the day on which its cause arose."),
)
FLOOR = 6
"""Years below which no force may go: while a claim can be brought the file is evidence (LA80 2)."""
FRESH = timedelta(days=365)
"""Contact is fresh for a year: whoever was in touch may be again, and looks for what was said (good practice, not law)."""

_GRAVE = (
    "death_or_serious_injury", "articles_2_or_3", "serious_assault", "serious_sexual_offence", "serious_corruption", "relevant_offence",
    "sexual_offence_alleged", "indictable_only_conviction",
)  # fmt: skip
_DISMISSALS = (Outcome.DISMISSAL_WITH_NOTICE, Outcome.DISMISSAL_WITHOUT_NOTICE, Outcome.WOULD_HAVE_BEEN_DISMISSED)
_NOTHING = (Outcome.NO_ACTION, Outcome.CASE_DISMISSED, Outcome.RETURNED_TO_AUTHORITY)


@dataclass(frozen=True, slots=True)
class Contact:
    """When a person of the public and the force last wrote to each other, and how many requests nobody has answered."""

    last: date | None = None
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Retained:
    """Where a matter stands in retention. `due`: the first day after its period; `kept_by`: sentences, what keeps it today."""

    group: Group
    period: Period
    years: int | None
    closed_on: date | None
    due: date | None
    kept_by: tuple[str, ...]

    @property
    def is_due(self) -> bool:
        """Whether its time is over and nothing keeps it."""
        return not self.kept_by


def group_of(history: History) -> Group:
    """What the matter is to retention: the gravest thing in its record decides, also where it was not proved."""
    imposed = {step.outcome for step in history.all(Imposed)}
    staff = history.all(StaffOutcomeDecided)
    if imposed & set(_DISMISSALS) or history.any_of((IncludedInBarredList, IncludedInAdvisoryList)) or any(s.dismissed for s in staff):
        return Group.DISMISSED
    if any(getattr(step, name) for step in history.all(AllegationMade) for name in _GRAVE):
        return Group.GRAVE
    if imposed - set(_NOTHING) or any(step.level is not Severity.NEITHER for step in history.all(Found)) or staff:
        return Group.PROVED
    return Group.OTHER


def years_of(group: Group, own: Mapping[Group, int]) -> int | None:
    """The years that a group is kept: the longest of the table, the floor and what the force has written down."""
    written = own.get(group)
    known = next(period.years for period in PERIODS if period.group is group)
    return max(FLOOR, known or 0, written or 0) if known or written else None


def retained(
    history: History,
    today: date,
    *,
    holds: Sequence[str] = (),
    contact: Contact = Contact(),
    own: Mapping[Group, int] | None = None,
    until: date | None = None,
) -> Retained:
    """Where the matter stands on that day.

    `holds`: the reasons of the legal holds that stand. `own`: the years that the force has written down. `until`: the day until which a
    review has kept it.
    """
    found = position(history, today)
    group = group_of(history.until(today))
    years = years_of(group, own or {})
    closing = history.until(today).latest(CaseClosed)
    closed = closing.on if closing and found.stage is Stage.CLOSED else None
    due = add_months(closed, 12 * years) if closed and years else None
    kept = [
        *(f"It is held: {why}" for why in holds),
        *_by_law(found, closed),
        *_by_contact(contact, today),
        *_by_time(closed, years, due, until, today),
    ]
    return Retained(group, next(period for period in PERIODS if period.group is group), years, closed, due, tuple(kept))


def _by_law(found: Position, closed: date | None) -> list[str]:
    if closed is None:
        return ["The matter is not closed."]
    return [
        f"{each.what[:1].upper()}{each.what[1:]} ({each.under.text})"
        + (f": until {british(each.due)}." if each.due else ": its last day is not fixed.")
        for each in (*found.windows, *found.in_force)
        if not each.under.advises
    ]


def _by_contact(contact: Contact, today: date) -> list[str]:
    kept = []
    if contact.last and contact.last + FRESH > today:
        kept.append(f"A person of the public and the force wrote to each other on {british(contact.last)}, less than a year ago.")
    if contact.unanswered:
        kept.append(f"Requests from a person of the public that nobody has answered: {contact.unanswered}.")
    return kept


def _by_time(closed: date | None, years: int | None, due: date | None, until: date | None, today: date) -> list[str]:
    kept = []
    if closed and years is None:
        kept.append("No period is known for it. Write the force's own, with its source, in policy.toml under [retention].")
    if due and due > today:
        kept.append(f"Its {years} years run until {british(due)}.")
    if until and until >= today:
        kept.append(f"A review has kept it until {british(until)}.")
    return kept
