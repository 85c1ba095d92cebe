"""Which regulations govern: ladders of regimes, newest first, each rung chosen by asking the history.

A regulation seldom applies "from a date": its transitional provision looks at what had happened in the case by then
(`V0` to `V10` in the notes on each rung). So every rung asks the history; the first whose `governs` holds applies, and
the last rung of each ladder always answers, be it with "not formalised". Amendments are added as rungs, never edited in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from custodiet.law.calendar import add_months
from custodiet.law.steps import History, Key
from custodiet.law.steps.opening import (
    CameToAttention,
    ComplaintMade,
    RelatedToEarlierMatter,
    ReopenedByDirectorGeneral,
    SubjectIdentified,
)
from custodiet.law.steps.outcome import EarlierProceedingsRecorded, Imposed, OfficerLeft
from custodiet.law.steps.people import VettingMatterArose
from custodiet.law.steps.proceedings import NoticeOfReferralServed
from custodiet.law.vocabulary import Attention, Capacity, Citation, Confidence, cite
from custodiet.law.vocabulary import Instrument as I

REGULATIONS_2012 = date(2012, 11, 22)
PUBLIC_HEARINGS = date(2015, 5, 1)
LEGALLY_QUALIFIED_CHAIRS = date(2016, 1, 1)
FORMER_OFFICERS = date(2017, 12, 15)
REGULATIONS_2020 = date(2020, 2, 1)
AMENDED_2024 = date(2024, 5, 7)
VETTING_2025 = date(2025, 5, 14)
AMENDED_2025 = date(2025, 5, 28)
AMENDED_2026 = date(2026, 7, 13)
THRESHOLDS = (
    REGULATIONS_2012,
    PUBLIC_HEARINGS,
    LEGALLY_QUALIFIED_CHAIRS,
    FORMER_OFFICERS,
    REGULATIONS_2020,
    AMENDED_2024,
    VETTING_2025,
    AMENDED_2025,
    AMENDED_2026,
)

_FORCE = (Attention.APPROPRIATE_AUTHORITY, Attention.CHIEF_OFFICER, Attention.LOCAL_POLICING_BODY)
_FORCE_OR_IOPC = tuple(Attention)
Governs = Callable[[History, Key | None, date], bool]


@dataclass(frozen=True, slots=True)
class Regime:
    """One rung: the body of rules that governs, where its transitional provision stands, whether it is formalised."""

    key: str
    words: str
    under: Citation
    formalised: bool = True


@dataclass(frozen=True, slots=True)
class Ladder:
    """A question of which law, and its possible answers, newest first."""

    name: str
    question: str
    rungs: tuple[tuple[Regime, Governs], ...]

    def governing(self, history: History, officer: Key | None, day: date) -> Regime:
        """The first rung that governs; the last rung always does."""
        return next(regime for regime, governs in self.rungs if governs(history, officer, day))


def governing_day(history: History, officer: Key | None, bodies: Iterable[Attention] = _FORCE) -> date | None:
    """The day the transitional provisions look at: the first attention, the earlier related matter, or the reopening.

    None where no complaint or attention is in the record for these bodies.
    """
    reopened = history.latest(ReopenedByDirectorGeneral, officer)
    if reopened:
        return reopened.on
    bodies = tuple(bodies)
    opening: list[ComplaintMade | CameToAttention] = [*history.all(ComplaintMade, officer), *history.all(CameToAttention, officer)]
    days = [step.on for step in opening if step.to in bodies]
    days += [step.attention for step in history.all(RelatedToEarlierMatter, officer)]
    return min(days, default=None)


def attention_day(history: History, officer: Key | None) -> date | None:
    """The day the allegation first came to the attention of a relevant body: chief officer, LPB or DG (CR20 4(10))."""
    opening: list[ComplaintMade | CameToAttention] = [*history.all(ComplaintMade, officer), *history.all(CameToAttention, officer)]
    return min((step.on for step in opening), default=None)


def in_force_from(day: date, bodies: Iterable[Attention] = _FORCE) -> Governs:
    """Governs unless the matter came to the attention of one of those bodies before that day."""
    bodies = tuple(bodies)

    def governs(history: History, officer: Key | None, today: date) -> bool:
        began = governing_day(history, officer, bodies)
        return (began or today) >= day

    return governs


def complaint_from(day: date) -> Governs:
    """Governs unless the complaint was made, or the matter came to the authority's attention, before that day."""

    def governs(history: History, officer: Key | None, today: date) -> bool:
        made = [step.on for step in history.all(ComplaintMade, officer)]
        began = None if history.has(ReopenedByDirectorGeneral, officer) else min(made, default=None)
        other = governing_day(history, officer)
        return min((d for d in (began, other) if d), default=today) >= day

    return governs


def outside_conduct_regulations(history: History, officer: Key | None, day: date) -> bool:
    """Staff, volunteers and contractors are outside the Conduct Regulations."""
    subject = history.latest(SubjectIdentified, officer) if officer else None
    return subject is not None and subject.capacity not in (
        Capacity.MEMBER_OF_A_POLICE_FORCE,
        Capacity.SPECIAL_CONSTABLE,
    )


def notice_given(history: History, officer: Key | None) -> date | None:
    """The day of the first notice of referral: CR20 30(1) or 51(1), CR12 21(1) or 43(1)."""
    notice = history.first(NoticeOfReferralServed, officer)
    return notice.on if notice else None


def _unless_notice_before(day: date) -> Governs:
    return lambda history, officer, today: (notice_given(history, officer) or today) >= day


def _both(one: Governs, other: Governs) -> Governs:
    return lambda history, officer, day: one(history, officer, day) and other(history, officer, day)


def _always(history: History, officer: Key | None, day: date) -> bool:
    return True


def left_before_outcome(history: History, officer: Key | None) -> OfficerLeft | None:
    """The leaving of an officer on whom nothing had been imposed yet; None for one who serves or left afterwards."""
    left = history.first(OfficerLeft, officer) if officer else None
    if left is None:
        return None
    imposed = history.first(Imposed, officer)
    return left if imposed is None or left in history.before(imposed) else None


def _serving(history: History, officer: Key | None, day: date) -> bool:
    return left_before_outcome(history, officer) is None


def _outside_former(history: History, officer: Key | None, day: date) -> bool:
    left, earlier = left_before_outcome(history, officer), history.first(EarlierProceedingsRecorded, officer)
    return left is not None and (left.on < FORMER_OFFICERS or (earlier is not None and not _reinvestigated_in_time(earlier, left)))


def _reinvestigated_in_time(earlier: EarlierProceedingsRecorded, left: OfficerLeft) -> bool:
    began = earlier.reinvestigation_began
    return began is not None and began <= add_months(left.on, REINVESTIGATION_GAP_MONTHS)


CONDITION_B_GAP_MONTHS = 12
REINVESTIGATION_GAP_MONTHS = 12
GAPS = (CONDITION_B_GAP_MONTHS, REINVESTIGATION_GAP_MONTHS)


def _condition_a(history: History, officer: Key | None, day: date) -> bool:
    left, attention = left_before_outcome(history, officer), attention_day(history, officer)
    return left is not None and attention is not None and left.on >= attention


def _condition_b(history: History, officer: Key | None, day: date) -> bool:
    left, attention = left_before_outcome(history, officer), attention_day(history, officer)
    return left is not None and attention is not None and attention <= add_months(left.on, CONDITION_B_GAP_MONTHS)


def _vetting_from(day: date) -> Governs:
    def governs(history: History, officer: Key | None, today: date) -> bool:
        arose = history.first(VettingMatterArose, officer)
        return (arose.on if arose else today) >= day

    return governs


FORCE_POLICY = Regime("policy", "the force's own policy for staff, outside the Conduct Regulations", cite(I.CR20, "2(1), 4(1)"))
NOT_FORMALISED = Regime(
    "not-formalised",
    "not formalised: the 2004 and 2008 Regulations are not held here",
    cite(I.CR12, "2(2)"),
    formalised=False,
)

CR20_2025 = Regime("CR20-2025", "Conduct Regulations 2020 as amended on 28 May 2025", cite(I.AM25, "64(1)-(2), 67"))
CR20 = Regime("CR20", "Conduct Regulations 2020 as they stood before 28 May 2025", cite(I.CR20, "3(2), 4(6)-(7)"))
CR12 = Regime("CR12", "Conduct Regulations 2012", cite(I.CR12, "2(2)"))
CONDUCT = Ladder(
    "conduct",
    "Which Conduct Regulations govern?",
    (
        (FORCE_POLICY, outside_conduct_regulations),
        (CR20_2025, _both(in_force_from(AMENDED_2025, _FORCE_OR_IOPC), in_force_from(REGULATIONS_2020))),  # V4
        (CR20, in_force_from(REGULATIONS_2020)),  # V2
        (CR12, in_force_from(REGULATIONS_2012)),
        (NOT_FORMALISED, _always),  # V0
    ),
)

CMR20_2025 = Regime("CMR20-2025", "Complaints and Misconduct Regulations 2020 as amended on 28 May 2025", cite(I.AM25, "66"))
CMR20 = Regime("CMR20", "Complaints and Misconduct Regulations 2020 as they stood before 28 May 2025", cite(I.CMR20, "2(2)-(3)"))
CMR12 = Regime("CMR12", "Complaints and Misconduct Regulations 2012", cite(I.CMR12, "2(2)"))
COMPLAINTS = Ladder(
    "complaints",
    "Which Complaints and Misconduct Regulations govern?",
    (
        (CMR20_2025, complaint_from(AMENDED_2025)),  # V6
        (CMR20, complaint_from(REGULATIONS_2020)),  # V1
        (CMR12, complaint_from(REGULATIONS_2012)),
        (NOT_FORMALISED, _always),  # V0
    ),
)


def _conduct_is(*regimes: Regime) -> Governs:
    return lambda history, officer, day: CONDUCT.governing(history, officer, day) in regimes


PANEL_2024 = Regime("panel-2024", "chief officer chairs, two lay members, legally qualified adviser", cite(I.AM24, "7(1)-(5)"))
PANEL_2020 = Regime("panel-2020", "legally qualified chair, police member, listed person", cite(I.CR20, "28(4)"))
PANEL_2016 = Regime("panel-2016", "legally qualified chair under the 2012 Regulations", cite(I.CR15AM, "20(3)"))
PANEL_2012 = Regime("panel-2012", "senior officer or senior human resources professional chairs", cite(I.CR12, "25-26"))
PANELS = Ladder(
    "panels",
    "Who sits?",
    (
        (FORCE_POLICY, outside_conduct_regulations),
        (PANEL_2024, _both(_conduct_is(CR20, CR20_2025), _unless_notice_before(AMENDED_2024))),  # V3
        (PANEL_2020, _conduct_is(CR20, CR20_2025)),
        (PANEL_2016, _both(_conduct_is(CR12), _unless_notice_before(LEGALLY_QUALIFIED_CHAIRS))),  # V2a
        (PANEL_2012, _conduct_is(CR12)),
        (NOT_FORMALISED, _always),
    ),
)

PUBLIC_2020 = Regime("public-2020", "hearings in public, notice as the chair requires", cite(I.CR20, "36, 39"))
PUBLIC_2015 = Regime("public-2015", "hearings in public under the 2012 Regulations as amended in 2015", cite(I.CR15AM, "1(2), 20(2)"))
PRIVATE_2012 = Regime("private-2012", "hearings in private unless the IPCC directed otherwise", cite(I.CR12, "31"))
PUBLICITY = Ladder(
    "publicity",
    "Is the hearing public?",
    (
        (FORCE_POLICY, outside_conduct_regulations),
        (PUBLIC_2020, _conduct_is(CR20, CR20_2025)),
        (PUBLIC_2015, _both(_conduct_is(CR12), _unless_notice_before(PUBLIC_HEARINGS))),  # V2a
        (PRIVATE_2012, _conduct_is(CR12)),
        (NOT_FORMALISED, _always),
    ),
)

SERVING = Regime("serving", "serving, or left after the outcome", cite(I.CR20, "4(2)"))
OUTSIDE_FORMER = Regime("former-outside", "left before 15 December 2017, or not the first proceedings", cite(I.CR20, "4(8)"))
FORMER_2025 = Regime("former-2025", "former officer: accelerated hearing unless a hearing is required or chosen", cite(I.AM25, "64(3)"))
FORMER_2017 = Regime("former-2017", "former officer: hearing as for a serving officer", cite(I.FO17, "2(1)"))
FORMER = Ladder(
    "former officers",
    "Is this a former officer, and by which route?",
    (
        (SERVING, _serving),
        (FORCE_POLICY, outside_conduct_regulations),
        (OUTSIDE_FORMER, _outside_former),  # V8
        (FORMER_2025, _both(_conduct_is(CR20_2025), _always)),
        (FORMER_2025, _both(_conduct_is(CR20), _unless_notice_before(AMENDED_2025))),  # V5
        (FORMER_2017, _conduct_is(CR20, CR12)),
        (NOT_FORMALISED, _always),
    ),
)

NO_CONDITION = Regime("no-condition", "no condition: not a former officer within the regime", cite(I.CR20, "4(2)"))
CONDITION_A = Regime("condition-A", "Condition A: left after the allegation came to attention", cite(I.CR20, "4(3)"))
CONDITION_B = Regime("condition-B", "Condition B: came to attention within 12 months of leaving", cite(I.CR20, "4(4)"))
CONDITION_C = Regime("condition-C", "Condition C: came to attention more than 12 months after leaving", cite(I.CR20, "4(5)"))
CONDITIONS = Ladder(
    "former officer condition",
    "Which of Conditions A, B and C is met?",
    (
        (NO_CONDITION, lambda h, o, d: FORMER.governing(h, o, d) not in (FORMER_2017, FORMER_2025)),
        (CONDITION_A, _condition_a),
        (CONDITION_B, _condition_b),
        (CONDITION_C, _always),
    ),
)

SUSPENSION_2026 = Regime(
    "suspension-2026",
    "duty to suspend in stated cases (text not read: advice only)",
    cite(I.AM26, "CR20 11 to 11C", Confidence.PART),
)
SUSPENSION_2020 = Regime("suspension-2020", "power to suspend", cite(I.CR20, "11"))
SUSPENSION_2012 = Regime("suspension-2012", "power to suspend under the 2012 Regulations", cite(I.CR12, "10"))
SUSPENSION = Ladder(
    "suspension",
    "Which rules of suspension apply?",
    (
        (FORCE_POLICY, outside_conduct_regulations),
        (SUSPENSION_2026, _both(_conduct_is(CR20_2025), in_force_from(AMENDED_2026))),  # V9
        (SUSPENSION_2020, _conduct_is(CR20, CR20_2025)),
        (SUSPENSION_2012, _conduct_is(CR12)),
        (NOT_FORMALISED, _always),
    ),
)

PAT_2020 = Regime("appeals-2020", "Police Appeals Tribunals Rules 2020", cite(I.PAT20, "2(2)"))
PAT_2012 = Regime(
    "appeals-2012",
    "not formalised: the Police Appeals Tribunals Rules 2012 are not held here",
    cite(I.PAT20, "2(2)"),
    formalised=False,
)
APPEALS = Ladder(
    "appeals",
    "Which appeal rules apply?",
    (
        (FORCE_POLICY, outside_conduct_regulations),
        (PAT_2020, _conduct_is(CR20, CR20_2025)),  # V10
        (PAT_2012, _always),
    ),
)

VETTING_AM26 = Regime(
    "vetting-2026",
    "Vetting Regulations 2025 as amended on 13 July 2026 (amendment not read: advice only)",
    cite(I.AM26, "", Confidence.PART),
)
VET25 = Regime("vetting-2025", "Vetting Regulations 2025", cite(I.VET25, "4(1)"))
NO_VETTING_REGULATIONS = Regime(
    "vetting-none", "not formalised: before the Vetting Regulations 2025", cite(I.VET25, "4(1)"), formalised=False
)
VETTING = Ladder(
    "vetting",
    "Which vetting rules apply?",
    (
        (VETTING_AM26, _vetting_from(AMENDED_2026)),
        (VET25, _vetting_from(VETTING_2025)),
        (NO_VETTING_REGULATIONS, _always),
    ),
)

PER20_2025 = Regime("performance-2025", "Performance Regulations 2020 as amended on 28 May 2025", cite(I.AM25, "65"))
PER20 = Regime("performance-2020", "Performance Regulations 2020 as made", cite(I.PER20, "1", Confidence.PART))
PERFORMANCE = Ladder(
    "performance",
    "Which Performance Regulations apply?",
    (
        (FORCE_POLICY, outside_conduct_regulations),
        (PER20_2025, in_force_from(AMENDED_2025)),  # V7
        (PER20, in_force_from(REGULATIONS_2020)),
        (NOT_FORMALISED, _always),
    ),
)

LADDERS: tuple[Ladder, ...] = (
    COMPLAINTS, CONDUCT, PANELS, PUBLICITY, FORMER, CONDITIONS, SUSPENSION, APPEALS, VETTING, PERFORMANCE,
)  # fmt: skip
