"""Why a step of the investigation may not be taken: sentences from the history, and from what the step itself says."""

from custodiet.law.matter import Matter
from custodiet.law.powers import british
from custodiet.law.rules.investigation_where import assessed, investigated, to_investigate
from custodiet.law.steps import Key, Step
from custodiet.law.steps.investigation import (
    CriminalProceedingsBegun,
    CriminalProceedingsEnded,
    InvestigationResumed,
    InvestigationSuspended,
    SeverityAssessed,
    SpecialProceduresApplied,
)
from custodiet.law.steps.opening import CameToAttention, ReopenedByDirectorGeneral
from custodiet.law.steps.outcome import FoundUnfitOrUntraceable, Remitted
from custodiet.law.steps.proceedings import HearingBegan
from custodiet.law.vocabulary import FormOfProceedings, MatterKind, Severity


def nothing_to_investigate(matter: Matter, about: Key | None) -> str:
    """Outside Schedule 3 an investigator is appointed once the conduct was assessed as misconduct or more."""
    if to_investigate(matter, about):
        return ""
    return (
        "No conduct in this case is assessed as misconduct or gross misconduct, and only such a matter is investigated "
        "(CR20 14(5)(a), 15(1); CR12 12-13). Enter “Severity assessed, or assessed again” first."
    )


def no_special_procedures(matter: Matter, about: Key | None) -> str:
    """On a complaint the special procedures must have been found to apply; on a conduct matter they always do."""
    conduct = any(step.kind is MatterKind.CONDUCT_MATTER for step in matter.history.all(CameToAttention, about))
    if conduct or matter.history.has(SpecialProceduresApplied, about):
        return ""
    return (
        "On a complaint severity is assessed only where there is an indication of a crime or of conduct that justifies "
        "disciplinary proceedings (PRA Sch 3 para 19A; before 2020 para 19B). Enter “Special procedures found to apply” first."
    )


def proceedings_have_begun(matter: Matter, about: Key | None) -> str:
    """Severity may be assessed again until proceedings start, and afresh once a case is reopened or remitted."""
    began = matter.history.latest(HearingBegan, about)
    if began is None or any(isinstance(s, (ReopenedByDirectorGeneral, Remitted)) for s in matter.history.after(began)):
        return ""
    return (
        f"Proceedings began on {british(began.on)}; severity may be assessed or revised only before they start (CR20 14(6)). "
        "What was found in them is entered as a finding."
    )


def severity_under_schedule_3(matter: Matter, about: Key | None) -> str:
    """Both bars that hold for a severity assessment under Schedule 3."""
    return no_special_procedures(matter, about) or proceedings_have_begun(matter, about)


def severity_of_former_officer(matter: Matter, step: Step) -> str:
    """For a former officer gross misconduct or no action; no action for one who is unfit or cannot be found."""
    assert isinstance(step, SeverityAssessed)
    if not matter.is_former(step.about):
        return ""
    if step.severity is Severity.MISCONDUCT:
        return (
            "The person has left: a former officer's conduct is assessed as gross misconduct or nothing is done, and misconduct "
            "was entered (CR20 Sch 1 para 8). Enter gross misconduct, or neither."
        )
    if step.severity is Severity.GROSS_MISCONDUCT and matter.history.has(FoundUnfitOrUntraceable, step.about):
        return (
            "The former officer was found unfit or untraceable, and then no action is taken (CR20 Sch 1 para 8). "
            "Enter neither, or correct that entry."
        )
    if step.likely_form is FormOfProceedings.MEETING:
        return (
            "There is no misconduct meeting for a former officer (CR20 Sch 1 para 1). "
            "Enter a misconduct hearing or an accelerated hearing as the likely form."
        )
    return ""


def severity_after_consulting(matter: Matter, step: Step) -> str:
    """Under Schedule 3 always after consulting the appropriate authority."""
    assert isinstance(step, SeverityAssessed)
    if not step.authority_consulted:
        return (
            "A severity assessment may be made or revised only after the appropriate authority was consulted (CMR20 16(5), 19(4)). "
            "Consult it, then enter the assessment."
        )
    return severity_of_former_officer(matter, step)


def suspended_already(matter: Matter, about: Key | None) -> str:
    """The investigation stands still already."""
    if not _stands_still(matter):
        return ""
    return "The investigation is suspended already (CMR20 40). Enter “Investigation resumed” first."


def not_suspended(matter: Matter, about: Key | None) -> str:
    """The investigation goes on, so it cannot be resumed."""
    if _stands_still(matter):
        return ""
    return "The investigation is not suspended, so it cannot be resumed (CMR20 40). Nothing needs to be entered."


def _stands_still(matter: Matter) -> bool:
    turns = [step for step in matter.history if isinstance(step, (InvestigationSuspended, InvestigationResumed))]
    return bool(turns) and isinstance(turns[-1], InvestigationSuspended)


def case_pending(matter: Matter, about: Key | None) -> str:
    """Criminal proceedings are under way already."""
    if not _pending(matter, about):
        return ""
    return "Criminal proceedings against this person are in the record and have not ended (CR20 10). Enter their end first."


def no_case_pending(matter: Matter, about: Key | None) -> str:
    """No criminal proceedings are under way."""
    if _pending(matter, about):
        return ""
    return "No criminal proceedings against this person are under way in the record (CR20 10). Enter their beginning first."


def _pending(matter: Matter, about: Key | None) -> bool:
    turns = [
        step
        for step in matter.history
        if isinstance(step, (CriminalProceedingsBegun, CriminalProceedingsEnded)) and matter.history.concerns(step, about)
    ]
    return bool(turns) and isinstance(turns[-1], CriminalProceedingsBegun)


def not_gross(matter: Matter, about: Key | None) -> str:
    """The special conditions are about gross misconduct."""
    if assessed(matter, about) is Severity.GROSS_MISCONDUCT:
        return ""
    return (
        "The conduct is not assessed as gross misconduct, and the special conditions can be satisfied only by gross misconduct "
        "(CR20 49; PRA Sch 3 para 20A). Assess the severity again first, if that is right."
    )


def not_investigated(matter: Matter, about: Key | None) -> str:
    """There is no investigation of which this could be a step."""
    if investigated(matter, about):
        return ""
    return (
        "There is no investigation in the record (PRA Sch 3 paras 15-19; CR20 15). "
        "Enter “Investigator appointed” or “Form of the investigation determined” first."
    )
