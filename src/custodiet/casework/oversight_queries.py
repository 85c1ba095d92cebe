"""What overseers see of the cases in their sight: referrals with their clocks and the form of investigation, and what is overdue and why.

Nothing else decides what is in sight than `visible_to`: a covert case is here for whoever has a place in it, and for nobody else.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from custodiet.casework import standing
from custodiet.casework.access import Access, coverage, visible_to
from custodiet.casework.models import Case
from custodiet.casework.queries import consulted
from custodiet.law.matter import Duty
from custodiet.law.position import Position, position, possible_matters
from custodiet.law.rules.referral_criteria import criteria
from custodiet.law.steps import History
from custodiet.law.steps.investigation import (
    CalledIn,
    FoundToRequireReferral,
    ModeOfInvestigationDetermined,
    OverrunReported,
    Referred,
    ReportReceived,
)
from custodiet.law.vocabulary import MatterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """One matter that was or must be referred. `clock` is the latest duty to refer it."""

    reference: str
    title: str
    kind: str
    criteria: tuple[str, ...]
    clear_on: date | None
    referred_on: date | None
    clock: Duty | None
    mode: str
    mode_on: date | None
    mode_why: str
    report_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many cases that are not covert the reader may open, of how many."""

    open: int
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrun:
    """An investigation that was not finished in twelve months: the reasons that were given, and the next report that is owed."""

    reference: str
    title: str
    began_on: date
    reports: tuple[OverrunReported, ...]
    owed: Duty | None
    report_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """One thing that is overdue in a case."""

    reference: str
    title: str
    duty: Duty


def referrals(access: Access, today: date) -> tuple[tuple[ReferralLine, ...], Coverage]:
    """The referrals in sight, those that wait first, and how much is in sight."""
    with transaction.atomic():
        lines = [line for case, history in _cases(access, today) if (line := _referral(case, history, today))]
        inside, everything = coverage(access)
        fields = ["reference", "title", "criteria", "days of referral", "form of investigation"]
        consulted(access, None, "referrals", fields, references=[line.reference for line in lines])
    lines.sort(key=lambda line: (line.referred_on is not None, line.clear_on or line.referred_on or today, line.reference))
    return tuple(lines), Coverage(open=inside, all=everything)


def _cases(access: Access, today: date) -> list[tuple[Case, History]]:
    cases = visible_to(access, Case).prefetch_related("steps__recorded_by").order_by("pk")
    rows = [(case, standing.of_rows(sorted(case.steps.all(), key=lambda row: row.seq)).history.until(today)) for case in cases]
    return [(case, history) for case, history in rows if history]


def _referral(case: Case, history: History, today: date) -> ReferralLine | None:
    referred, clear = history.latest(Referred), history.latest(FoundToRequireReferral) or history.latest(CalledIn)
    met = criteria(possible_matters(history, today)[0])
    if not (referred or clear or met):
        return None
    named = referred.criteria if referred else getattr(clear, "criteria", ()) or tuple(met)
    owed = [duty for duty in position(history, today).duties if Referred in duty.met_by]
    mode, report = history.latest(ModeOfInvestigationDetermined), history.latest(ReportReceived)
    return ReferralLine(
        reference=case.reference, title=case.title, kind=MatterKind(case.kind).capitalised,
        criteria=tuple(f"{each.name} {each.value}" for each in named), clear_on=clear.on if clear else None,
        referred_on=referred.on if referred else None, clock=owed[-1] if owed else None, mode=mode.mode.capitalised if mode else "",
        mode_on=mode.on if mode else None, mode_why=mode.reason if mode else "", report_on=report.on if report else None,
    )  # fmt: skip


def overdue(access: Access, today: date) -> tuple[tuple[Overrun, ...], tuple[Late, ...]]:
    """What is not finished in twelve months, with the reasons given, and everything else that is overdue in the cases in sight."""
    runs: list[Overrun] = []
    late: list[Late] = []
    with transaction.atomic():
        for case, history in _cases(access, today):
            found = position(history, today)
            runs += [run for run in [_overrun(case, history, found)] if run]
            late += [Late(reference=case.reference, title=case.title, duty=duty) for duty in found.open_duties if duty.overdue(today)]
        fields = ["reference", "title", "duties", "reasons given"]
        shown = {run.reference for run in runs} | {each.reference for each in late}
        consulted(access, None, "overdue matters", fields, references=sorted(shown))
    runs.sort(key=lambda run: run.began_on)
    late.sort(key=lambda each: (each.duty.due or today, each.reference))
    return tuple(runs), tuple(late)


def _overrun(case: Case, history: History, found: Position) -> Overrun | None:
    """The overrun of that case: some day has passed by which a report was owed that it is not finished, or one was made."""
    reports, owed = tuple(history.all(OverrunReported)), [duty for duty in found.duties if OverrunReported in duty.met_by]
    passed = [duty for duty in owed if duty.overdue(found.today)]
    if not (reports or passed):
        return None
    report = history.latest(ReportReceived)
    waiting = [duty for duty in owed if duty.open]
    return Overrun(
        reference=case.reference, title=case.title, began_on=min(duty.began_on for duty in owed) if owed else reports[0].on,
        reports=reports, owed=min(waiting, key=lambda duty: duty.due or date.max, default=None), report_on=report.on if report else None,
    )  # fmt: skip
