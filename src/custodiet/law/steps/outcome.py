"""Findings, outcomes, reports, the person who left, the lists, appeals, and what a court undid."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from custodiet.law.steps.base import Step, Track, ask
from custodiet.law.steps.proceedings import OfficerStep
from custodiet.law.vocabulary import Departure, Outcome, PurposeOfOutcome, Severity, StandardOfProfessionalBehaviour


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Step):
    """Finding made on an allegation.

    By the panel or person conducting, on the balance of probabilities or on an admission. An allegation that is not
    proved is a finding of neither, with no Standard breached.
    """

    track: ClassVar[Track] = Track.ALLEGATION

    level: Severity = ask("What was found?")
    breaches: tuple[StandardOfProfessionalBehaviour, ...] = ask("Which Standards were breached?", ())
    admitted: bool = ask("Was it admitted?", False)
    reason: str = ask("Why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposed(OfficerStep):
    """Outcome imposed.

    `months` is the length of a warning; `notified_on` the day from which a warning runs (the day of the outcome if
    not given); `exceptional_circumstances` are reasons in free text, never computed. The reasons stand by their three
    stages: how serious it was (`culpability` to `mitigating`), what the outcome is for (`purposes`, `purpose`), and why it is
    the least severe that meets it (`reason`).
    """

    culpability: str = ask("How culpable was the officer?", "", "Intent, planning, position, what the officer knew.")
    harm: str = ask("What harm was done, or could have been?", "", "To whom, of what kind, and to confidence in the police.")
    aggravating: str = ask("What makes it more serious?", "", "Each factor and what it rests on. Where there is none, say so.")
    mitigating: str = ask(
        "What makes it less serious?", "", "Of the conduct itself, then of the person, which weighs less. Where there is nothing, say so."
    )
    purposes: tuple[PurposeOfOutcome, ...] = ask("Which purposes does the outcome serve?", ())
    purpose: str = ask("What must the outcome achieve in this case, and why?", "", "To punish is no purpose of an outcome.")
    outcome: Outcome = ask("Which outcome?")
    months: int | None = ask("For a warning: for how many months?", None)
    notified_on: date | None = ask("On which day was the officer notified in writing?", None)
    exceptional_circumstances: str = ask("Which exceptional circumstances justify less than dismissal?", "")
    several_incidents: bool = ask("Were there several incidents not closely factually connected?", False)
    authority_views_on_rank: bool = ask("Were the authority's views on reduction in rank heard?", False)
    reason: str = ask(
        "Why is this the least severe outcome that meets the purpose?",
        "",
        "From the least severe upwards: why does each fall short?",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted(OfficerStep):
    """Chair's report submitted to the appropriate authority."""

    reasons_if_not_dismissed: str = ask("If gross misconduct and not dismissed: why not?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeNotified(OfficerStep):
    """Officer given the report or written notice of the outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSentToPolicingBody(OfficerStep):
    """Report sent to the local policing body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPublished(OfficerStep):
    """Report or outcome published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWithdrawn(OfficerStep):
    """Published report or outcome taken off the website."""

    reason: str = ask("Why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDispensedWith(OfficerStep):
    """Publication of the report dispensed with by the chair."""

    reason: str = ask("On which of the grounds?")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeNoticeRequired(OfficerStep):
    """Chair required a public notice of the outcome.

    The 2012 Regulations as amended in 2015 only.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class CareerBreakTaken(OfficerStep):
    """Career break taken while a warning is in force."""

    ended_on: date = ask("Last day of the career break")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerLeft(OfficerStep):
    """Officer left the force."""

    how: Departure = ask("How?", Departure.RESIGNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierProceedingsRecorded(OfficerStep):
    """Earlier disciplinary proceedings for the same conduct recorded."""

    reinvestigation_began: date | None = ask("If there is a re-investigation: when did it begin?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUnfitOrUntraceable(OfficerStep):
    """Former officer found unfit through disability or ill-health, or untraceable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionCNoticeGiven(OfficerStep):
    """Notice given of a Condition C special determination."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionCStatementReceived(OfficerStep):
    """Statements on Condition C received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionCDetermined(OfficerStep):
    """Condition C special determination made."""

    proceedings: bool = ask("Are proceedings reasonable and proportionate?")
    reason: str = ask("Seriousness, public confidence, public interest: why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerOfficerRouteDecided(OfficerStep):
    """Decided whether the former officer's case requires a misconduct hearing."""

    requires_hearing: bool = ask("Does it require a misconduct hearing?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceOfHearingNotified(OfficerStep):
    """Former officer told of the right to opt for a misconduct hearing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptedForHearing(OfficerStep):
    """Former officer opted for a misconduct hearing."""

    late: bool = ask("Late, and accepted?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedToBarredList(OfficerStep):
    """Barred-list report sent to the College."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncludedInBarredList(OfficerStep):
    """Included in the police barred list."""

    gross_incompetence: bool = ask("For gross incompetence?", False)
    performance_only: bool = ask("For plain unsatisfactory performance or attendance?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BarredEntryPublished(OfficerStep):
    """Barred-list entry published by the College."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarredPublicationStopped(OfficerStep):
    """College determined that the barred-list entry must no longer be published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarredPublicationEnded(OfficerStep):
    """Barred-list entry no longer published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalConditionSatisfied(OfficerStep):
    """Removal condition satisfied."""

    advisory: bool = ask("For the advisory list?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherReportSent(OfficerStep):
    """Further report sent to the College."""

    advisory: bool = ask("For the advisory list?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideNoticeSent(OfficerStep):
    """College told that a dismissal or finding was set aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalDecided(OfficerStep):
    """College decided an application for removal."""

    advisory: bool = ask("From the advisory list?", False)
    removed: bool = ask("Removed?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalDecisionNotified(OfficerStep):
    """Decision on removal notified."""

    advisory: bool = ask("For the advisory list?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedToAdvisoryList(OfficerStep):
    """Advisory-list report sent to the College."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncludedInAdvisoryList(OfficerStep):
    """Included in the police advisory list."""

    about_conduct: bool = ask("Was the report about conduct?", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAppealMade(OfficerStep):
    """Appeal from a misconduct meeting made."""

    grounds: str = ask("On which grounds?")
    against_finding: bool = ask("Is the finding appealed?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAppealFoundArguable(OfficerStep):
    """Grounds of the appeal found arguable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealMeetingSpecified(OfficerStep):
    """Date of the appeal meeting specified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealMeetingAlternativeProposed(OfficerStep):
    """Alternative date of the appeal meeting proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealMeetingHeld(OfficerStep):
    """Appeal meeting held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAppealDetermined(OfficerStep):
    """Appeal from a misconduct meeting determined."""

    allowed: bool = ask("Was it allowed, in whole or part?")
    reason: str = ask("Why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAppealResultGiven(OfficerStep):
    """Result of the appeal from a misconduct meeting given to the officer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TribunalAppealMade(OfficerStep):
    """Notice of appeal to the Police Appeals Tribunal given."""

    against_finding: bool = ask("Is the finding appealed?", False)
    grounds: str = ask("On which grounds?", "")
    late_reason: str = ask("If late: why was it not reasonably practicable in time?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class TribunalNoticeReceived(OfficerStep):
    """Respondent received the copy of the notice of appeal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondentPapersSent(OfficerStep):
    """Respondent's decision, documents and transcript sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptSupplied(OfficerStep):
    """Transcript supplied to the appellant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppellantPapersSent(OfficerStep):
    """Appellant's statement and papers sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppellantPapersReceived(OfficerStep):
    """Appellant's documents received by the respondent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseSent(OfficerStep):
    """Respondent's response sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRealProspectNotified(OfficerStep):
    """Appellant told that the appeal is to be dismissed for want of a real prospect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRealProspectAnswered(OfficerStep):
    """Representations on want of a real prospect made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TribunalHearingFixed(OfficerStep):
    """Notice of the tribunal's hearing given."""

    held_on: date = ask("First day of the hearing")


@dataclass(frozen=True, slots=True, kw_only=True)
class TribunalPublicNoticePublished(OfficerStep):
    """Public notice of the tribunal's hearing published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TribunalHearingEnded(OfficerStep):
    """Tribunal's hearing ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TribunalAppealDetermined(OfficerStep):
    """Appeal determined by the Police Appeals Tribunal."""

    result: str = ask("Upheld, varied, quashed, remitted or dismissed", "dismissed")


@dataclass(frozen=True, slots=True, kw_only=True)
class TribunalDecisionGiven(OfficerStep):
    """Tribunal's decision given to the appellant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TribunalDecisionPublished(OfficerStep):
    """Tribunal's statement and report published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quashed(OfficerStep):
    """Finding or outcome quashed or set aside."""

    court: str = ask("By which court or tribunal?")
    citation: str = ask("Neutral citation or reference", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remitted(OfficerStep):
    """Matter remitted to be decided again."""

    court: str = ask("By which court or tribunal?")
    to: str = ask("To whom?", "a fresh panel")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffOutcomeDecided(OfficerStep):
    """Outcome of staff disciplinary proceedings decided.

    Staff are outside the Conduct Regulations; the force's own policy decides.
    """

    gross: bool = ask("Gross misconduct?")
    dismissed: bool = ask("Dismissed, or would have been?")
    outcome: str = ask("What was decided?", "")
