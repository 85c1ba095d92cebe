"""The time limits of a suspension, under CR12 10, CR20 11 and what is known of the rules of 13 July 2026."""

from collections.abc import Iterable

from custodiet.law.calendar import DAY
from custodiet.law.clocks import WD, WEEKS, Clock, Start, from_step, period
from custodiet.law.instruments import (
    AMENDED_2026,
    REGULATIONS_2012,
    REGULATIONS_2020,
    SUSPENSION,
    SUSPENSION_2012,
    SUSPENSION_2020,
    SUSPENSION_2026,
    Regime,
)
from custodiet.law.matter import DutyKind, Matter
from custodiet.law.powers import Asks
from custodiet.law.rules.suspension_conditions import suspended
from custodiet.law.steps import Key, Step
from custodiet.law.steps.investigation import (
    CriminalProceedingsBegun,
    SeverityAssessed,
    Suspended,
    SuspensionConfirmed,
    SuspensionConsidered,
    SuspensionContinuationNotified,
    SuspensionEnded,
    SuspensionRepresentationsMade,
    SuspensionReviewed,
)
from custodiet.law.steps.outcome import OfficerLeft
from custodiet.law.vocabulary import Confidence, Severity, cite
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office as O

LAST_OF_2012 = REGULATIONS_2020 - DAY
LAST_BEFORE_2026 = AMENDED_2026 - DAY


def _oral(step: Step) -> bool:
    return isinstance(step, Suspended) and step.oral


def _goes_on(step: Step) -> bool:
    return isinstance(step, SuspensionReviewed) and step.goes_on


def _rules(regime: Regime) -> Asks:
    return lambda matter, about: matter.regime(SUSPENSION, about) is regime


def _criminal_and_gross(matter: Matter, about: Key | None) -> Iterable[Start]:
    """From the later of the assessment as gross misconduct and the criminal case, unless suspended by then."""
    gross = next((s for s in matter.history.all(SeverityAssessed, about) if s.severity is Severity.GROSS_MISCONDUCT), None)
    crime = matter.history.first(CriminalProceedingsBegun, about)
    if gross is None or crime is None:
        return ()
    later: Step = gross if crime in matter.history.before(gross) else crime
    before = Matter(matter.history.before(later), matter.today, matter.supposed)
    return () if suspended(before, about) else (Start(later.on, later, later.exact),)


OVER = (SuspensionEnded, OfficerLeft)
CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="suspension-confirmed", what="Oral suspension confirmed in writing with reasons", period=period("F1", 3, WD),
        under=cite(I.CR20, "11(6)(b)"), starts=from_step(Suspended, when=_oral), met_by=(SuspensionConfirmed,), ends=OVER,
        owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=_rules(SUSPENSION_2020),
        since=REGULATIONS_2020, to=LAST_BEFORE_2026,
    ),
    Clock(
        id="suspension-representations", what="Officer's representations against suspension", period=period("F1", 7, WD),
        under=cite(I.CR20, "11(7)(a)"), starts=from_step(Suspended), met_by=(SuspensionRepresentationsMade,), ends=OVER,
        owed_by=O.OFFICER_CONCERNED, owed_to=O.APPROPRIATE_AUTHORITY, where=_rules(SUSPENSION_2020), kind=DutyKind.WINDOW,
        since=REGULATIONS_2020, to=LAST_BEFORE_2026,
    ),
    Clock(
        id="suspension-review-first", what="First review of the suspension", period=period("F9", 4, WEEKS),
        under=cite(I.CR20, "11(8)(b)"), starts=from_step(Suspended), met_by=(SuspensionReviewed,), ends=OVER,
        owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=_rules(SUSPENSION_2020),
        since=REGULATIONS_2020, to=LAST_BEFORE_2026,
    ),
    Clock(
        id="suspension-review-next", what="Next review of the suspension", period=period("F9", 4, WEEKS),
        under=cite(I.CR20, "11(8)(c)(ii)"), starts=from_step(SuspensionReviewed, when=_goes_on), met_by=(SuspensionReviewed,),
        ends=OVER, owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=_rules(SUSPENSION_2020),
        since=REGULATIONS_2020, to=LAST_BEFORE_2026,
    ),
    Clock(
        id="suspension-continued", what="Notice that the suspension continues, with reasons", period=period("F1", 3, WD),
        under=cite(I.CR20, "11(9)"), starts=from_step(SuspensionReviewed, when=_goes_on), met_by=(SuspensionContinuationNotified,),
        ends=OVER, owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=_rules(SUSPENSION_2020),
        since=REGULATIONS_2020, to=LAST_BEFORE_2026,
    ),
    Clock(
        id="am26-suspension-decision", what="Decision on suspension: criminal investigation, and assessed as gross misconduct",
        period=period("F1", 3, WD), under=cite(I.AM26, "CR20 11B (AM26)", Confidence.PART), starts=_criminal_and_gross,
        met_by=(Suspended, SuspensionConsidered), ends=(OfficerLeft,), owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED,
        where=_rules(SUSPENSION_2026), since=AMENDED_2026,
    ),
    Clock(
        id="am26-suspension-review", what="Review of the suspension", period=period("F9", 12, WEEKS),
        under=cite(I.AM26, "CR20 11 to 11B (AM26)", Confidence.PART),
        starts=from_step(Suspended, SuspensionReviewed, when=lambda step: isinstance(step, Suspended) or _goes_on(step)),
        met_by=(SuspensionReviewed,), ends=OVER, owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED,
        where=_rules(SUSPENSION_2026), since=AMENDED_2026,
    ),
    Clock(
        id="old-suspension-confirmed", what="Oral suspension confirmed in writing (2012 Regulations)", period=period("F1", 3, WD),
        under=cite(I.CR12, "10(6)(b)"), starts=from_step(Suspended, when=_oral), met_by=(SuspensionConfirmed,), ends=OVER,
        owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=_rules(SUSPENSION_2012),
        since=REGULATIONS_2012, to=LAST_OF_2012,
    ),
    Clock(
        id="old-suspension-representations", what="Officer's representations against suspension (2012 Regulations)",
        period=period("F1", 7, WD), under=cite(I.CR12, "10(7)(a)"), starts=from_step(Suspended), met_by=(SuspensionRepresentationsMade,),
        ends=OVER, owed_by=O.OFFICER_CONCERNED, owed_to=O.APPROPRIATE_AUTHORITY, where=_rules(SUSPENSION_2012), kind=DutyKind.WINDOW,
        since=REGULATIONS_2012, to=LAST_OF_2012,
    ),
    Clock(
        id="old-suspension-review-first", what="First review of the suspension (2012 Regulations)", period=period("F9", 4, WEEKS),
        under=cite(I.CR12, "10(8)(b)"), starts=from_step(Suspended), met_by=(SuspensionReviewed,), ends=OVER,
        owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=_rules(SUSPENSION_2012),
        since=REGULATIONS_2012, to=LAST_OF_2012,
    ),
    Clock(
        id="old-suspension-review-next", what="Next review of the suspension (2012 Regulations)", period=period("F5", 4, WEEKS),
        under=cite(I.CR12, "10(8)(c)(ii)"), starts=from_step(SuspensionReviewed, when=_goes_on), met_by=(SuspensionReviewed,),
        ends=OVER, owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=_rules(SUSPENSION_2012),
        since=REGULATIONS_2012, to=LAST_OF_2012,
    ),
    Clock(
        id="old-suspension-continued", what="Notice that the suspension continues (2012 Regulations)", period=period("F1", 3, WD),
        under=cite(I.CR12, "10(9)"), starts=from_step(SuspensionReviewed, when=_goes_on), met_by=(SuspensionContinuationNotified,),
        ends=OVER, owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED, where=_rules(SUSPENSION_2012),
        since=REGULATIONS_2012, to=LAST_OF_2012,
    ),
)  # fmt: skip
