"""The matters that a record leaves open: one for each choice of regime that its inexact days allow.

Inexact days are resolved here and nowhere else.
"""

from datetime import date
from itertools import product

from custodiet.law.calendar import DAY, add_months
from custodiet.law.instruments import GAPS, LADDERS, THRESHOLDS, Regime
from custodiet.law.matter import Matter
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.opening import CameToAttention, ComplaintMade, ReopenedByDirectorGeneral
from custodiet.law.steps.outcome import OfficerLeft
from custodiet.law.steps.people import VettingMatterArose
from custodiet.law.steps.proceedings import NoticeOfReferralServed

DECIDING_DAYS = (
    ComplaintMade,
    CameToAttention,
    ReopenedByDirectorGeneral,
    NoticeOfReferralServed,
    OfficerLeft,
    VettingMatterArose,
)
"""The steps on whose days it turns which regulations govern."""


def possible_matters(history: History, today: date) -> list[Matter]:
    """One matter for each set of regimes that the record leaves open; usually one."""
    inexact = {i: step for i, step in enumerate(history) if not step.exact and isinstance(step, DECIDING_DAYS)}
    found: dict[tuple[Regime, ...], Matter] = {}
    for days in product(*(_days_to_suppose(step, history) for step in inexact.values())):
        supposed = history.supposing(dict(zip(inexact, days, strict=True))) if inexact else history
        matter = Matter(history, today, supposed)
        officers: tuple[Key | None, ...] = history.officers or (None,)
        found.setdefault(tuple(matter.regime(ladder, officer) for ladder in LADDERS for officer in officers), matter)
    return list(found.values())


def _days_to_suppose(step: Step, history: History) -> list[date]:
    """The days within the step's interval on which a transitional provision can turn, and both its ends."""
    turning = set(THRESHOLDS)
    for other in history:
        if isinstance(other, DECIDING_DAYS) and other is not step:
            turning |= {other.on, other.earliest, *(add_months(other.on, gap * way) for gap in GAPS for way in (1, -1))}
    turning |= {day + DAY for day in turning}  # what counts "until that day" turns on the day after
    return sorted({step.earliest, step.on} | {day for day in turning if step.earliest < day < step.on})
