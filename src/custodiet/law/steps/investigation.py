"""Referral to the IOPC, the investigation and its clocks, suspension, criminal proceedings beside it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from custodiet.law.calendar import Service
from custodiet.law.steps.base import Step, Track, ask
from custodiet.law.vocabulary import FormOfProceedings, ModeOfInvestigation, ReferralCriterion, RestrictionKind, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundToRequireReferral(Step):
    """Became clear that the matter must be referred.

    The clock of referral starts here, not on receipt (CMR20 4(2), 7(4)).
    """

    criteria: tuple[ReferralCriterion, ...] = ask("Which criteria are met?")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledIn(Step):
    """Called in by the Director General."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred(Step):
    """Referred to the IOPC."""

    criteria: tuple[ReferralCriterion, ...] = ask("Under which criteria?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeOfInvestigationDetermined(Step):
    """Form of the investigation determined."""

    mode: ModeOfInvestigation = ask("Which form?")
    reason: str = ask("Why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigatorAppointed(Step):
    """Investigator appointed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialProceduresApplied(Step):
    """Special procedures found to apply."""

    track: ClassVar[Track] = Track.OFFICER

    reason: str = ask("What indicates a crime or conduct justifying disciplinary proceedings?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityAssessed(Step):
    """Severity assessed, or assessed again."""

    track: ClassVar[Track] = Track.OFFICER

    severity: Severity = ask("What would the conduct be, if proved?")
    likely_form: FormOfProceedings | None = ask("What form would proceedings be likely to take?", None)
    authority_consulted: bool = ask("Was the appropriate authority consulted?", True)
    refer_to: str = ask("If neither: reflective practice, performance, vetting or no further action", "")
    reason: str = ask("Why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeServed(Step):
    """Notice of investigation given to the officer."""

    track: ClassVar[Track] = Track.OFFICER

    how: Service = ask("How was it given?", Service.IN_PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWithheld(Step):
    """Notice of investigation withheld while it might prejudice the investigation."""

    track: ClassVar[Track] = Track.OFFICER

    reason: str = ask("What would be prejudiced?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsOfReferenceServed(Step):
    """Terms of reference given to the officer."""

    track: ClassVar[Track] = Track.OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsOfReferenceWithheld(Step):
    """Officer told why the terms of reference are withheld."""

    track: ClassVar[Track] = Track.OFFICER

    reason: str = ask("Why?")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReceived(Step):
    """Officer's statement or documents received."""

    track: ClassVar[Track] = Track.OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewSpecified(Step):
    """Date of interview specified."""

    track: ClassVar[Track] = Track.OFFICER

    held_on: date | None = ask("Which date?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewAlternativeProposed(Step):
    """Alternative date of interview proposed by the officer."""

    track: ClassVar[Track] = Track.OFFICER

    date_proposed: date | None = ask("Which date?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewHeld(Step):
    """Interview held."""

    track: ClassVar[Track] = Track.OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerProgressNotified(Step):
    """Officer told of the progress of the investigation."""

    track: ClassVar[Track] = Track.OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrunReported(Step):
    """Report made that the investigation is not finished."""

    reason: str = ask("Why is it not finished?")
    next_steps: str = ask("What is to be done next?", "")
    expected_end: date | None = ask("When is it expected to end?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationSuspended(Step):
    """Investigation suspended for a criminal case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationResumed(Step):
    """Investigation resumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriminalProceedingsBegun(Step):
    """Criminal proceedings begun."""

    track: ClassVar[Track] = Track.OFFICER

    charged: bool = ask("Charged?", True)
    listed_offence: bool = ask("With a sexual, domestic-abuse or other listed offence?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriminalProceedingsEnded(Step):
    """Criminal proceedings ended."""

    track: ClassVar[Track] = Track.OFFICER

    convicted: bool = ask("Convicted?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialConditionsStatement(Step):
    """Investigator's statement that the special conditions are satisfied."""

    track: ClassVar[Track] = Track.OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceived(Step):
    """Investigation report received by the appropriate authority."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentToProsecutor(Step):
    """Director of Public Prosecutions notified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsSought(Step):
    """Appropriate authority's views on the report sought by the Director General."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsGiven(Step):
    """Appropriate authority's views given to the Director General."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended(Step):
    """Suspended from office."""

    track: ClassVar[Track] = Track.OFFICER

    oral: bool = ask("Was the officer suspended orally?", False)
    redeployment_inappropriate: bool = ask("Was redeployment, to other duties or another place, considered and found inappropriate?")
    prejudice: bool = ask("Might the investigation otherwise be prejudiced?", False)
    public_interest: bool = ask("Does the public interest require it?", False)
    iopc_consulted: bool = ask("Was the Director General consulted (directed and independent investigations)?", False)
    reason: str = ask("Why?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionConsidered(Step):
    """Suspension considered and decided against."""

    track: ClassVar[Track] = Track.OFFICER

    reason: str = ask("Why is the officer not suspended?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionConfirmed(Step):
    """Suspension confirmed in writing with reasons."""

    track: ClassVar[Track] = Track.OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionRepresentationsMade(Step):
    """Representations against suspension made."""

    track: ClassVar[Track] = Track.OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionReviewed(Step):
    """Suspension reviewed."""

    track: ClassVar[Track] = Track.OFFICER

    goes_on: bool = ask("Does the suspension continue?")
    reason: str = ask("Why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionContinuationNotified(Step):
    """Officer told that the suspension continues."""

    track: ClassVar[Track] = Track.OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionEnded(Step):
    """Suspension ended."""

    track: ClassVar[Track] = Track.OFFICER

    iopc_consulted: bool = ask("Was the Director General consulted (directed and independent investigations)?", False)
    reason: str = ask("Why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesRestricted(Step):
    """Duties restricted or place of work changed."""

    track: ClassVar[Track] = Track.OFFICER

    restriction: str = ask("What may the officer not do, or where not work?")
    reason: str = ask("Why?")
    reviewer: str = ask("Who reviews it?")
    review_on: date | None = ask("When is it reviewed next?", None)
    cannot_meet_checked: bool = ask("Was it checked that the officer and the person harmed cannot meet on duty?", False)
    kinds: tuple[RestrictionKind, ...] = ask("What does it restrict?", ())
    posted_to: str = ask("If the officer moves: where do they work from then on?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionReviewed(Step):
    """Restriction of duties reviewed."""

    track: ClassVar[Track] = Track.OFFICER

    goes_on: bool = ask("Does it continue?")
    review_on: date | None = ask("When is it reviewed next?", None)
    cannot_meet_checked: bool = ask("Was it checked that the officer and the person harmed cannot meet on duty?", False)
    reason: str = ask("Why?", "")
    kinds: tuple[RestrictionKind, ...] = ask("Which restrictions were reviewed? (none chosen: all)", ())
    posted_to: str = ask("If the officer moves: where do they work from then on?", "")
