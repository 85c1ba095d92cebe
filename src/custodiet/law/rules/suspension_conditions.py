"""When an officer may be suspended, and why a step of a suspension may not be taken (CR20 11, CR12 10)."""

from custodiet.law.instruments import (
    SUSPENSION,
    SUSPENSION_2012,
    SUSPENSION_2020,
)
from custodiet.law.matter import Matter
from custodiet.law.powers import british
from custodiet.law.steps import Key, Step
from custodiet.law.steps.investigation import (
    Suspended,
    SuspensionEnded,
    SuspensionReviewed,
)
from custodiet.law.steps.opening import ReopenedByDirectorGeneral
from custodiet.law.steps.outcome import Imposed, Quashed, Remitted
from custodiet.law.steps.proceedings import ProceedingsWithdrawn
from custodiet.law.vocabulary import ModeOfInvestigation

CONSULTED = {
    SUSPENSION_2012: (ModeOfInvestigation.SUPERVISED, ModeOfInvestigation.MANAGED, ModeOfInvestigation.INDEPENDENT),
    SUSPENSION_2020: (ModeOfInvestigation.DIRECTED, ModeOfInvestigation.INDEPENDENT),
}


def suspended(matter: Matter, about: Key | None) -> Suspended | None:
    """The suspension that stands, or None."""
    latest = matter.history.latest(Suspended, about)
    if latest is None:
        return None
    ended = any(isinstance(s, SuspensionEnded) and matter.history.concerns(s, about) for s in matter.history.after(latest))
    return None if ended else latest


def concluded(matter: Matter, about: Key | None) -> Step | None:
    """The end of the proceedings, unless they were set aside, remitted or reopened since."""
    ends = [s for s in matter.history if isinstance(s, (Imposed, ProceedingsWithdrawn)) and matter.history.concerns(s, about)]
    if not ends:
        return None
    again = any(
        isinstance(s, (Quashed, Remitted, ReopenedByDirectorGeneral)) and matter.history.concerns(s, about)
        for s in matter.history.after(ends[-1])
    )
    return None if again else ends[-1]


def may_not_suspend(matter: Matter, about: Key | None) -> str:
    """An officer already suspended, or whose proceedings are over, cannot be suspended."""
    if standing := suspended(matter, about):
        return (
            f"The officer has been suspended since {british(standing.on)} (CR20 11(10)). "
            "Review that suspension, or enter its end, before another."
        )
    if over := concluded(matter, about):
        return (
            f"The power to suspend ended with the proceedings on {british(over.on)} (CR20 11(5)(b), CR12 10(5)(b)). "
            "If they were remitted or reopened, enter that first."
        )
    return ""


def none_stands(matter: Matter, about: Key | None) -> str:
    """Only a suspension that stands can be confirmed, reviewed or ended."""
    if suspended(matter, about):
        return ""
    return "No suspension stands in the record (CR20 11, CR12 10). Enter “Suspended from office” with its day first."


def nothing_to_confirm(matter: Matter, about: Key | None) -> str:
    """Only a suspension given orally needs confirming."""
    standing = suspended(matter, about)
    if standing is None or standing.oral:
        return none_stands(matter, about)
    return (
        "The suspension was given in writing, so there is nothing to confirm (CR20 11(6), CR12 10(6)). "
        "If it was given orally, correct that entry."
    )


def no_continuation(matter: Matter, about: Key | None) -> str:
    """The officer is told after a review on which the suspension goes on."""
    reviewed = matter.history.latest(SuspensionReviewed, about)
    if reviewed is not None and reviewed.goes_on:
        return none_stands(matter, about)
    return (
        "The latest review did not continue the suspension, or there was none (CR20 11(9), CR12 10(9)). "
        "Enter “Suspension reviewed” with its result first."
    )


def conditions_of_suspension(matter: Matter, step: Step) -> str:
    """Redeployment inappropriate, and prejudice or the public interest; the Director General consulted where he must be."""
    assert isinstance(step, Suspended)
    if not step.redeployment_inappropriate:
        return (
            "An officer may be suspended only if temporary redeployment, to other duties or another place, was considered and found "
            "inappropriate (CR20 11(4)(a), CR12 10(4)(a)). Consider it; if it will do, enter “Duties restricted or place of work "
            "changed” instead."
        )
    if not (step.prejudice or step.public_interest):
        return (
            "An officer may be suspended only if the investigation may otherwise be prejudiced or the public interest requires it "
            "(CR20 11(4)(b), CR12 10(4)(b)). Enter which of the two, and why."
        )
    return _not_consulted(matter, step.about, step.iopc_consulted)


def conditions_of_ending(matter: Matter, step: Step) -> str:
    """The Director General is consulted before a suspension is ended on review; not where the proceedings are over."""
    if not isinstance(step, SuspensionEnded) or concluded(matter, step.about):
        return ""
    return _not_consulted(matter, step.about, step.iopc_consulted)


def _not_consulted(matter: Matter, about: Key | None, consulted: bool) -> str:
    mode = matter.mode(about)
    if consulted or mode not in CONSULTED.get(matter.regime(SUSPENSION, about), ()):
        return ""
    return (
        f"The investigation is {mode}, so the Director General must be consulted on suspending and on ending a suspension "
        "(CR20 11(11), CR12 10(12)). Consult him, then enter the decision."
    )
