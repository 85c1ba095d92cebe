"""Keeping people informed, reviews, remedies, apology, reflective practice, vetting and follow-up."""

from dataclasses import dataclass
from datetime import date

from custodiet.law.steps.base import Key, Step, ask
from custodiet.law.steps.proceedings import OfficerStep
from custodiet.law.vocabulary import Office, ToldOf


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestedPersonRecognised(Step):
    """Interested person recognised."""

    person: Key = ask("Who?")
    consent: bool = ask("Does the person consent to be kept informed?")
    reason: str = ask("Why is the interest sufficient?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInformed(Step):
    """Complainant or interested person informed."""

    of: ToldOf = ask("Of what?")
    person: Key = ask("Who was informed?", "complainant")
    how: str = ask("How? (in writing, by telephone, at a meeting)", "in writing")
    content: str = ask("What was said?", "")
    review_body: Office | None = ask("For the right to a review: which body", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InformingWithheld(Step):
    """Information withheld under an exception."""

    person: Key = ask("From whom?", "complainant")
    reason: str = ask("Which exception, and what is the real risk?")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDecided(Step):
    """Decided whether to offer the complainant a meeting."""

    offered: bool = ask("Is one offered?")
    person: Key = ask("To whom?", "complainant")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyAskedFor(Step):
    """Apology asked for."""

    person: Key = ask("By whom?", "complainant")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyOffered(Step):
    """Apology offered."""

    person: Key = ask("To whom?", "complainant")
    given_by: str = ask("By whom?")
    words: str = ask("In what words?")
    how: str = ask("How? (meeting, call or letter)", "letter")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologyRefused(Step):
    """Apology refused."""

    person: Key = ask("To whom?", "complainant")
    reason: str = ask("Why?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewApplied(Step):
    """Review applied for."""

    body: Office = ask("To which body?", Office.LOCAL_POLICING_BODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewForwarded(Step):
    """Misdirected application for a review forwarded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDetermined(Step):
    """Review determined."""

    reasonable_and_proportionate: bool = ask("Was the outcome reasonable and proportionate?")
    reinvestigate: bool = ask("Is the matter to be investigated again?", False)
    reason: str = ask("Why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationMade(Step):
    """Recommendation made."""

    what: str = ask("What is recommended? (an apology, return of property, reflective practice, other)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationAnswered(Step):
    """Recommendation answered."""

    accepted: bool = ask("Accepted?")
    reason: str = ask("Steps to be taken, or reasons", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealUnderOldRegulationsMade(Step):
    """Appeal by the complainant made under the 2012 Regulations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLetterSent(Step):
    """Outcome letter sent under the 2012 Regulations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectivePracticeBegun(OfficerStep):
    """Referred to the reflective practice review process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectiveInvitationReceived(OfficerStep):
    """Invitation to give an account received by the participating officer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectiveAccountGiven(OfficerStep):
    """Participating officer's account given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectiveDiscussionHeld(OfficerStep):
    """Reflective discussion held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentReportAgreed(OfficerStep):
    """Reflective review development report agreed."""

    actions: str = ask("Which actions, by when?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopmentReportDiscussed(OfficerStep):
    """Development report discussed in the personal development review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectivePracticeAbandoned(OfficerStep):
    """Reflective practice abandoned: new evidence, or failure to engage."""

    reason: str = ask("Why?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RevettingRequired(OfficerStep):
    """Re-vetting required."""

    reason: str = ask("Why?", "misconduct short of dismissal")
    by_day: date | None = ask("By when?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevettingCompleted(OfficerStep):
    """Re-vetting completed."""

    result: str = ask("With what result?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionPlanned(OfficerStep):
    """Supervision plan made."""

    plan: str = ask("What is supervised, how closely, by whom?")
    supervisor: str = ask("Which supervisor answers for it? (rank and name)", "")
    check_every_days: int = ask("How often is it checked, in days?", 28)
    until: date | None = ask("Until when?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionChecked(OfficerStep):
    """Supervision checked."""

    proof: str = ask("What was seen?", "", "What was looked at, over which days, and what it showed.")
    supervisor: str = ask("Which supervisor says so? (rank and name)", "")
    exhibit: str = ask("If an exhibit shows it: its number in the case", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingMatterArose(OfficerStep):
    """Information on suitability came to the vetting authority's attention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingSeverityAssessed(OfficerStep):
    """Vetting severity assessed."""

    may_lead_to_withdrawal: bool = ask("Could the matter reasonably lead to withdrawal?")


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingSuspended(OfficerStep):
    """Suspended on vetting grounds."""

    oral: bool = ask("Orally?", False)
    redeployment_inappropriate: bool = ask("Was redeployment, to other duties or another place, considered and found inappropriate?", False)
    prejudice: bool = ask("Might the withdrawal assessment otherwise be prejudiced?", False)
    public_interest: bool = ask("Does the public interest require it?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingSuspensionConfirmed(OfficerStep):
    """Suspension on vetting grounds confirmed in writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingSuspensionRepresentationsMade(OfficerStep):
    """Representations against suspension on vetting grounds made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingSuspensionReviewed(OfficerStep):
    """Suspension on vetting grounds reviewed."""

    goes_on: bool = ask("Does it continue?")


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingSuspensionContinuationNotified(OfficerStep):
    """Officer told that the suspension on vetting grounds continues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingNoticeServed(OfficerStep):
    """Notice of a vetting withdrawal assessment given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingRepresentationsMade(OfficerStep):
    """Statement and documents given to the vetting assessor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingInterviewSpecified(OfficerStep):
    """Date of the vetting interview specified."""

    held_on: date | None = ask("Which date?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingInterviewAlternativeProposed(OfficerStep):
    """Alternative date of the vetting interview proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingProgressGiven(OfficerStep):
    """Officer told of the progress of the vetting assessment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingReportReceived(OfficerStep):
    """Vetting assessor's report received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingOutcomeNotified(OfficerStep):
    """Outcome of the vetting assessment notified."""

    withdrawn: bool = ask("Is clearance withdrawn?")
    outcome: str = ask("Conditions, downgrade, withdrawal or other", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingAppealMade(OfficerStep):
    """Appeal against withdrawal of clearance made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingPanelNamed(OfficerStep):
    """Officer told who sits on the vetting appeal panel or advises it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingObjectionMade(OfficerStep):
    """Objection made to a member or adviser of the vetting appeal panel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingAppealFoundArguable(OfficerStep):
    """Grounds of the vetting appeal found arguable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingAppealMeetingSpecified(OfficerStep):
    """Date of the vetting appeal meeting specified."""

    held_on: date | None = ask("Which date?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingAppealAlternativeProposed(OfficerStep):
    """Alternative date of the vetting appeal meeting proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingAppealMeetingHeld(OfficerStep):
    """Vetting appeal meeting held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingAppealDetermined(OfficerStep):
    """Vetting appeal determined."""

    confirmed: bool = ask("Is the withdrawal confirmed?")


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingAppealResultGiven(OfficerStep):
    """Result of the vetting appeal given to the officer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissedOnVettingGrounds(OfficerStep):
    """Dismissed because clearance was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointedOrTransferred(OfficerStep):
    """Appointed, or transferred from another force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceGranted(OfficerStep):
    """Vetting clearance granted."""
