"""How far a case, or one officer's track, has come: one table, from which docs/stages.md is drawn."""

from dataclasses import dataclass

from custodiet.law.steps import History, Key, Step
from custodiet.law.steps import investigation as inv
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import people as pe
from custodiet.law.steps import proceedings as pr
from custodiet.law.vocabulary import Stage


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage, and the steps that bring a track to it."""

    stage: Stage
    by: tuple[type[Step], ...]


# The latest step in the history that stands in this table decides; so a quashed outcome leads back.
STAGES: tuple[Reached, ...] = (
    Reached(Stage.RECEIVED, (op.ComplaintMade, op.CameToAttention)),
    Reached(Stage.RECORDED, (op.Recorded, op.HandlingDetermined, op.HandledOutsideSchedule3)),
    Reached(Stage.REFERRED, (inv.Referred, inv.CalledIn)),
    Reached(
        Stage.INVESTIGATION,
        (inv.ModeOfInvestigationDetermined, inv.InvestigatorAppointed, inv.SeverityAssessed, inv.NoticeServed),
    ),
    Reached(Stage.DECISION, (inv.ReportReceived, op.HandlingConcluded, pr.CaseToAnswerDetermined)),
    Reached(
        Stage.PROCEEDINGS,
        (pr.ReferredToProceedings, pr.NoticeOfReferralServed, pr.PanelAppointed, pr.RemittedToPart4, out.Remitted),
    ),
    Reached(Stage.HEARING, (pr.HearingBegan, out.Found)),
    Reached(Stage.OUTCOME, (out.Imposed, out.StaffOutcomeDecided, out.ReportSubmitted)),
    Reached(
        Stage.FOLLOW_UP,
        (
            out.OutcomeNotified,
            out.ReportPublished,
            pe.RevettingRequired,
            pe.SupervisionPlanned,
            pe.ReflectivePracticeBegun,
        ),
    ),
    Reached(Stage.CLOSED, (op.CaseClosed, op.FoundNotAComplaint, op.NotRecorded, op.WithdrawalConfirmed)),
)
_STAGE_OF = {kind: reached.stage for reached in STAGES for kind in reached.by}


def stage_of(history: History, about: Key | None) -> Stage:
    """The stage that the latest deciding step has brought the track to; received if there is none."""
    for step in reversed(history):
        if type(step) in _STAGE_OF and history.concerns(step, about):
            return _STAGE_OF[type(step)]
    return Stage.RECEIVED
