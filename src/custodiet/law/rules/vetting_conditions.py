"""Why a step on vetting may not be taken (VET25 Parts 3 and 4), and the periods within which an officer appeals or objects."""

from custodiet.law.clocks import WD, period
from custodiet.law.instruments import FORCE_POLICY, VETTING
from custodiet.law.matter import Matter
from custodiet.law.powers import british
from custodiet.law.steps import Key, Step
from custodiet.law.steps.opening import PeriodExtended
from custodiet.law.steps.outcome import Imposed, OfficerLeft
from custodiet.law.steps.people import (
    VettingAppealDetermined,
    VettingAppealFoundArguable,
    VettingOutcomeNotified,
    VettingPanelNamed,
    VettingSeverityAssessed,
    VettingSuspended,
    VettingSuspensionReviewed,
)
from custodiet.law.steps.proceedings import ProceedingsWithdrawn, ReferredToProceedings

TO_APPEAL = period("F1", 15, WD)
TO_OBJECT = period("F1", 3, WD)


def governed(matter: Matter, about: Key | None) -> bool:
    """Officers and special constables, where the Vetting Regulations apply to the matter (VET25 4(1))."""
    return matter.regime(VETTING, about).formalised and not matter.conduct_is(about, FORCE_POLICY)


def serving(matter: Matter, about: Key | None) -> bool:
    """The same, as long as the officer has not left: clearance ends on leaving (VET25 6)."""
    return governed(matter, about) and not matter.history.has(OfficerLeft, about)


def suspended(matter: Matter, about: Key | None) -> VettingSuspended | None:
    """The suspension on vetting grounds that stands: not ended on review, nor by the outcome of the assessment."""
    latest = matter.history.latest(VettingSuspended, about)
    if latest is None:
        return None
    later = [step for step in matter.history.after(latest) if matter.history.concerns(step, about)]
    ended = any(isinstance(s, VettingOutcomeNotified) or (isinstance(s, VettingSuspensionReviewed) and not s.goes_on) for s in later)
    return None if ended else latest


def suspended_already(matter: Matter, about: Key | None) -> str:
    """Not twice at once."""
    if standing := suspended(matter, about):
        return (
            f"The officer has been suspended on vetting grounds since {british(standing.on)} (VET25 13(10)). "
            "Review that suspension before another."
        )
    return ""


def none_stands(matter: Matter, about: Key | None) -> str:
    """Only a suspension that stands can be reviewed."""
    if suspended(matter, about):
        return ""
    return "No suspension on vetting grounds stands in the record (VET25 13). Enter “Suspended on vetting grounds” with its day first."


def nothing_to_confirm(matter: Matter, about: Key | None) -> str:
    """Only a suspension given orally needs confirming."""
    standing = suspended(matter, about)
    if standing is None or standing.oral:
        return none_stands(matter, about)
    return "The suspension was given in writing, so there is nothing to confirm (VET25 13(6)). If it was given orally, correct that entry."


def no_continuation(matter: Matter, about: Key | None) -> str:
    """The officer is told after a review on which the suspension goes on."""
    reviewed = matter.history.latest(VettingSuspensionReviewed, about)
    if reviewed is not None and reviewed.goes_on:
        return none_stands(matter, about)
    return (
        "The latest review did not continue the suspension, or there was none (VET25 13(9)). "
        "Enter “Suspension on vetting grounds reviewed” with its result first."
    )


def conditions_of_suspension(matter: Matter, step: Step) -> str:
    """Redeployment inappropriate, and prejudice or the public interest (VET25 13(4))."""
    assert isinstance(step, VettingSuspended)
    if not step.redeployment_inappropriate:
        return (
            "An officer may be suspended on vetting grounds only if temporary redeployment, to other duties or another place, was "
            "considered and found inappropriate (VET25 13(4)(a)). Consider it first, and restrict duties if that will do."
        )
    if not (step.prejudice or step.public_interest):
        return (
            "An officer may be suspended on vetting grounds only if the withdrawal assessment may otherwise be prejudiced or the public "
            "interest requires it (VET25 13(4)(b)). Enter which of the two."
        )
    return ""


def may_not_assess_withdrawal(matter: Matter, about: Key | None) -> str:
    """Only what may lead to withdrawal is assessed, and not while proceedings deal with it."""
    assessed = matter.history.latest(VettingSeverityAssessed, about)
    if assessed is None or not assessed.may_lead_to_withdrawal:
        return (
            "The matter was assessed as one that could not reasonably lead to clearance being withdrawn (VET25 15(2), (4)). "
            "Revise that assessment first, if it is right to go on."
        )
    kinds = (ReferredToProceedings, ProceedingsWithdrawn, Imposed)
    turns = [step for step in matter.history if isinstance(step, kinds) and matter.history.concerns(step, about)]
    if turns and isinstance(turns[-1], ReferredToProceedings):
        return (
            f"The case was referred to proceedings on {british(turns[-1].on)} and they have not ended; a matter dealt with under the "
            "Conduct Regulations waits (VET25 12(3)-(4)). Enter their outcome first; another matter is another case (12(6))."
        )
    return ""


def not_withdrawn(matter: Matter, about: Key | None) -> str:
    """Appeal and dismissal follow a withdrawal only."""
    outcome = matter.history.latest(VettingOutcomeNotified, about)
    if outcome is not None and outcome.withdrawn:
        return ""
    return (
        "Clearance was not withdrawn; only a withdrawal can be appealed against and leads to dismissal (VET25 24(3), 26(1)). "
        "Correct the outcome, if it is wrong."
    )


def may_not_dismiss(matter: Matter, about: Key | None) -> str:
    """Dismissal follows withdrawal, unless the panel reversed it."""
    determined = matter.history.latest(VettingAppealDetermined, about)
    if determined is not None and not determined.confirmed:
        return (
            f"The panel reversed the withdrawal on {british(determined.on)}, so there is no ground for dismissal (VET25 30(1), (5)). "
            "Correct that entry, if it is wrong."
        )
    return not_withdrawn(matter, about)


def late_appeal(matter: Matter, step: Step) -> str:
    """An appeal is made within 15 working days, unless the period was extended."""
    outcome = matter.history.latest(VettingOutcomeNotified, step.about)
    last = TO_APPEAL.last(outcome.on) if outcome else None
    moved = [moved.until for moved in matter.history.all(PeriodExtended, step.about) if moved.clock == "vet-appeal"]
    if last is None or step.on <= max([last, *moved]):
        return ""
    return (
        f"The appeal came after {british(last)}, the last of 15 working days after the outcome was notified (VET25 26(3)(a)). "
        "Only exceptional circumstances allow more time (26(4)): enter “Period extended or shortened” first, if they are found."
    )


def late_objection(matter: Matter, step: Step) -> str:
    """An objection is made within 3 working days of the latest name."""
    named = matter.history.latest(VettingPanelNamed, step.about)
    last = TO_OBJECT.last(named.on) if named else None
    if last is None or step.on <= last:
        return ""
    return (
        f"The objection came after {british(last)}, the last of 3 working days after the name was notified (VET25 28(5)(b), (11)(b)). "
        "The panel stands; if the name was notified later, correct that entry."
    )


def reversed_without_grounds(matter: Matter, step: Step) -> str:
    """An appeal whose grounds were not found arguable is dismissed."""
    assert isinstance(step, VettingAppealDetermined)
    if step.confirmed or matter.history.has(VettingAppealFoundArguable, step.about):
        return ""
    return (
        "The grounds of the appeal were not found arguable, and then the panel must dismiss it; a reversal was entered (VET25 26(7)). "
        "Enter “Grounds of the vetting appeal found arguable” first, or that the withdrawal is confirmed."
    )
