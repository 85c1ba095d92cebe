"""What stands in one officer's proceedings: the referral, the panel, the hearing, the findings, and what was undone.

A court, a tribunal or an appeal may undo a finding or an outcome. What came before then no longer counts, and a panel,
a hearing, a finding and an outcome may follow afresh. The questions here are asked by several Parts.
"""

from typing import TypeVar

from custodiet.law import instruments
from custodiet.law.instruments import CR12, CR20, CR20_2025, FORCE_POLICY, FORMER, FORMER_2025
from custodiet.law.matter import Matter
from custodiet.law.steps import Key, Step
from custodiet.law.steps.investigation import SeverityAssessed
from custodiet.law.steps.outcome import (
    Found,
    Imposed,
    MeetingAppealDetermined,
    Quashed,
    Remitted,
    TribunalAppealDetermined,
)
from custodiet.law.steps.proceedings import (
    HearingAdjourned,
    HearingBegan,
    HearingEnded,
    OfficerStep,
    ProceedingsWithdrawn,
    ReferredToProceedings,
    RemittedToPart4,
)
from custodiet.law.vocabulary import FormOfProceedings, Rank, Severity

StepT = TypeVar("StepT", bound=Step)

ENDS_REFERRAL = (ProceedingsWithdrawn, RemittedToPart4)
ACCELERATED = (FormOfProceedings.ACCELERATED_HEARING, FormOfProceedings.SPECIAL_CASE_HEARING)
VARIED = "varied"
UNDOING_RESULTS = (VARIED, "quashed", "remitted")


def under_2020(matter: Matter, about: Key | None) -> bool:
    """Whether the Conduct Regulations 2020 govern, in either text."""
    return matter.conduct_is(about, CR20, CR20_2025)


def under_2025_text(matter: Matter, about: Key | None) -> bool:
    """Whether the Conduct Regulations 2020 as amended on 28 May 2025 govern."""
    return matter.conduct_is(about, CR20_2025)


def under_2012(matter: Matter, about: Key | None) -> bool:
    """Whether the Conduct Regulations 2012 govern."""
    return matter.conduct_is(about, CR12)


def under_conduct_regulations(matter: Matter, about: Key | None) -> bool:
    """Whether any formalised Conduct Regulations govern."""
    return matter.conduct_is(about, CR12, CR20, CR20_2025)


def outside(matter: Matter, about: Key | None) -> bool:
    """Whether the person is outside the Conduct Regulations: staff, volunteers, contractors."""
    return matter.conduct_is(about, FORCE_POLICY)


def by_part_3a(matter: Matter, about: Key | None) -> bool:
    """Whether the former officer's case goes by Part 3A (AM25 Sch): accelerated unless a hearing is required or chosen."""
    return matter.regime(FORMER, about) is FORMER_2025


def director_general_decides(matter: Matter, about: Key | None) -> bool:
    """Whether the Director General decides on the report: a directed or independent investigation since 2020."""
    mode = matter.mode(about)
    return under_2020(matter, about) and mode is not None and mode.by_director_general


def rank(matter: Matter, about: Key | None) -> Rank:
    """The officer's rank; at leaving, for one who left."""
    subject = matter.subject(about)
    return subject.rank if subject else Rank.NONE


def is_senior(matter: Matter, about: Key | None) -> bool:
    """Whether the officer is a senior officer."""
    return rank(matter, about).senior


def is_chief_officer(matter: Matter, about: Key | None) -> bool:
    """Whether the officer is a chief officer, for whom the local policing body acts."""
    return rank(matter, about).chief_officer


def panel_regime(matter: Matter, about: Key | None) -> instruments.Regime:
    """Which rules say who sits."""
    return matter.regime(instruments.PANELS, about)


def undoes(step: Step) -> bool:
    """Whether the step undoes a finding or an outcome."""
    match step:
        case Quashed() | Remitted():
            return True
        case MeetingAppealDetermined():
            return step.allowed
        case TribunalAppealDetermined():
            return step.result.strip().casefold() in UNDOING_RESULTS
        case _:
            return False


def afresh(matter: Matter, kind: type[StepT], about: Key | None, *ends: type[Step]) -> list[StepT]:
    """The steps of that kind since anything was undone and since the last step of a kind in `ends`, in order."""
    found: list[StepT] = []
    for step in reversed(matter.history):
        if matter.history.concerns(step, about):
            if undoes(step) or isinstance(step, ends):
                break
            if isinstance(step, kind):
                found.append(step)
    return found[::-1]


def latest_afresh(matter: Matter, kind: type[StepT], about: Key | None, *ends: type[Step]) -> StepT | None:
    """The latest of the steps that stand afresh, or None."""
    return next(reversed(afresh(matter, kind, about, *ends)), None)


def latest_since(matter: Matter, kind: type[StepT], about: Key | None, *ends: type[Step]) -> StepT | None:
    """The latest step of that kind since the last step of a kind in `ends`; what a court undid does not matter."""
    for step in reversed(matter.history):
        if matter.history.concerns(step, about):
            if isinstance(step, ends):
                return None
            if isinstance(step, kind):
                return step
    return None


def referral(matter: Matter, about: Key | None) -> ReferredToProceedings | None:
    """The referral that stands: the latest, unless it was withdrawn or returned to Part 4."""
    return latest_since(matter, ReferredToProceedings, about, *ENDS_REFERRAL)


def form(matter: Matter, about: Key | None) -> FormOfProceedings | None:
    """The form of the proceedings to which the case stands referred."""
    referred = referral(matter, about)
    return referred.form if referred else None


def is_form(matter: Matter, about: Key | None, *forms: FormOfProceedings) -> bool:
    """Whether the case stands referred to one of those forms of proceedings."""
    return form(matter, about) in forms


def hearing(matter: Matter, about: Key | None) -> HearingBegan | None:
    """The meeting or hearing that began, and that nothing has undone."""
    return latest_afresh(matter, HearingBegan, about, *ENDS_REFERRAL)


def sitting(matter: Matter, about: Key | None) -> HearingBegan | HearingAdjourned | HearingEnded | None:
    """How the meeting or hearing stands: the latest of its beginning, an adjournment and its end; None before it began."""
    stood = afresh(matter, OfficerStep, about, *ENDS_REFERRAL)
    return next((step for step in reversed(stood) if isinstance(step, (HearingBegan, HearingAdjourned, HearingEnded))), None)


def adjourned(matter: Matter, about: Key | None) -> bool:
    """Whether the meeting or hearing stands adjourned."""
    return isinstance(sitting(matter, about), HearingAdjourned)


def appeal_allowed(matter: Matter, about: Key | None) -> MeetingAppealDetermined | TribunalAppealDetermined | None:
    """The appeal whose body decides in place of the meeting or hearing: allowed by an appeal person, or varied by the tribunal."""
    for step in reversed(matter.history):
        if matter.history.concerns(step, about):
            if isinstance(step, MeetingAppealDetermined):
                return step if step.allowed else None
            if isinstance(step, TribunalAppealDetermined):
                return step if step.result.strip().casefold() == VARIED else None
            if undoes(step) or isinstance(step, HearingBegan):
                return None
    return None


def finding(matter: Matter, about: Key | None) -> Severity | None:
    """The finding for the officer: the highest of the latest findings on the allegations; None where there is none."""
    officer = matter.history.officer_of(about)
    latest = [matter.history.latest(Found, key) for key in matter.history.allegations_of(officer or "")]
    levels = [found.level for found in latest if found]
    return max(levels, key=list(Severity).index, default=None)


def imposed(matter: Matter, about: Key | None) -> Imposed | None:
    """The outcome that stands."""
    return latest_afresh(matter, Imposed, about)


def assessment(matter: Matter, about: Key | None) -> SeverityAssessed | None:
    """The severity assessment at whose date warnings and reductions in rank are read: the first (CR20 23(10), 42(5))."""
    return matter.history.first(SeverityAssessed, about)
