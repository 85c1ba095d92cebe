"""Case to answer, referral to proceedings, papers, panel, publicity, the hearing itself."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from custodiet.law.calendar import Service
from custodiet.law.steps.base import Key, Step, Track, ask
from custodiet.law.vocabulary import FormOfProceedings, NoticePart, Protected, Rank, Seat, Severity, StandardOfProfessionalBehaviour


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerStep(Step):
    """Step on one officer's track."""

    track: ClassVar[Track] = Track.OFFICER


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseToAnswerDetermined(OfficerStep):
    """Case to answer determined."""

    answer: Severity = ask("Is there a case to answer, and in what?")
    directed: bool = ask("Did the Director General determine, direct or recommend it?", False)
    reason: str = ask("Why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayExplained(OfficerStep):
    """Officer told why the determination is delayed."""

    reason: str = ask("Why?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredToProceedings(OfficerStep):
    """Referred to proceedings."""

    form: FormOfProceedings = ask("Which form?")
    directed: bool = ask("Did the Director General direct it, or was a recommendation accepted?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingsWithdrawn(OfficerStep):
    """Proceedings withdrawn."""

    reason: str = ask("Why?")
    iopc_consulted: bool = ask("In a case under Schedule 3: was the Director General consulted?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationMemorandumSent(OfficerStep):
    """Memorandum on fast-track certification received by the Director General."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationAnswered(OfficerStep):
    """Director General said whether he objects to certification."""

    objects: bool = ask("Does he object?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialConditionsCertified(OfficerStep):
    """Special conditions certified."""

    evidence_sufficient: bool = ask("Is the written evidence sufficient to establish gross misconduct?")
    public_interest: bool = ask("Does the public interest require the officer to cease to serve without delay?")
    directed: bool = ask("Did the Director General direct it?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemittedToPart4(OfficerStep):
    """Returned from accelerated proceedings to ordinary proceedings."""

    reason: str = ask("Why do the special conditions no longer hold?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RemissionTold(OfficerStep):
    """Officer told of the return to ordinary proceedings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOfReferralServed(OfficerStep):
    """Notice of referral to proceedings given to the officer.

    CR20 30(1), or 51(1) and 51(1A) for accelerated proceedings; CR12 21(1) or 43(1).
    """

    form: FormOfProceedings = ask("To which form of proceedings?")
    standards: tuple[StandardOfProfessionalBehaviour, ...] = ask("Which Standards is the conduct said to have breached?", ())
    how: Service = ask("How was it given?", Service.IN_PERSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsSupplied(OfficerStep):
    """Statement, report and material supplied to the officer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerReplied(OfficerStep):
    """Officer's reply complete."""

    accepts: bool | None = ask("Does the officer accept the misconduct?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessListsExchanged(OfficerStep):
    """Witness lists exchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsSentToChair(OfficerStep):
    """Witness lists sent to the chair or person conducting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsSentToChair(OfficerStep):
    """Documents sent to the chair or person conducting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairFromOutsideForceDetermined(OfficerStep):
    """Chief officer determined whether a chair from another force is needed."""

    authority_disagreed: bool = ask("Did the authority disagree with the Director General's determination?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationOnProceedingsMade(OfficerStep):
    """Director General recommended proceedings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationNotAccepted(OfficerStep):
    """Director General told that the recommendation is not accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationsOnChairReceived(OfficerStep):
    """Director General's representations on a chair from another force received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationsOnChairAnswered(OfficerStep):
    """Chief officer answered the representations on the chair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesNotified(OfficerStep):
    """Officer told who chairs, conducts, advises or sits."""

    seats: tuple[Seat, ...] = ask("Which seats were named?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionMade(OfficerStep):
    """Objection made to a person named."""

    seat: Seat = ask("To whom?")
    grounds: str = ask("On what grounds?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDetermined(OfficerStep):
    """Objection determined."""

    seat: Seat = ask("To whom?")
    upheld: bool = ask("Was it upheld, and the person replaced?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAppointed(OfficerStep):
    """Panel, or person conducting, appointed."""

    seats: tuple[Seat, ...] = ask("Which seats are filled?")
    police_member_rank: Rank | None = ask("Rank of the police member, chair or person conducting, if an officer", None)
    conflicts_checked: bool = ask("Was each person checked for a conflict of interest?", False)
    chair_last_served: date | None = ask("If the chair is a former senior officer: the last day of service", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreHearingDecided(OfficerStep):
    """Decided whether to hold a pre-hearing."""

    hold: bool = ask("Is one to be held?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PreHearingSpecified(OfficerStep):
    """Date of the pre-hearing specified."""

    held_on: date | None = ask("Which date?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreHearingAlternativeProposed(OfficerStep):
    """Alternative date of the pre-hearing proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreHearingHeld(OfficerStep):
    """Pre-hearing held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreHearingSummaryGiven(OfficerStep):
    """Summary and directions of the pre-hearing given to the parties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingsSpecified(OfficerStep):
    """Date of the meeting or hearing specified."""

    held_on: date | None = ask("Which date?", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceedingsAlternativeProposed(OfficerStep):
    """Alternative date of the meeting proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOfHearingServed(OfficerStep):
    """Notice of date, time and place given to the officer."""

    held_on: date = ask("First day of the hearing or meeting")
    place: str = ask("Where?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNoticeRequired(OfficerStep):
    """Chair required a public notice of the hearing."""

    must_give: tuple[NoticePart, ...] = ask("Which of these must it give?", ())
    contents: str = ask("What more did the chair say of it?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNoticePublished(OfficerStep):
    """Public notice of the hearing published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNoticeWithdrawn(OfficerStep):
    """Public notice of the hearing taken off the website."""

    reason: str = ask("Why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityConsidered(OfficerStep):
    """Exclusion, conditions and a ban on publication considered by the chair."""

    reason: str = ask("What was decided, and why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingRestricted(OfficerStep):
    """Publication restricted by the chair."""

    binds: tuple[Protected, ...] = ask("What may not be published?")
    person: Key = ask("If it protects one person alone, such as one of several witnesses: whom?", "")
    alias: str = ask("By what name is the person to be known, for example PC X?", "")
    reason: str = ask("On what basis?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionLifted(OfficerStep):
    """Restriction on publication lifted or varied."""

    binds: tuple[Protected, ...] = ask("What may be published again?")
    person: Key = ask("If the direction protected one person alone: whom?", "")
    reason: str = ask("Why?")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceExcluded(OfficerStep):
    """Persons excluded from the hearing, or conditions of attendance imposed."""

    reason: str = ask("Whom, from what, and why?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionReasonsSent(OfficerStep):
    """Reasons for an exclusion, condition or ban sent to the local policing body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingBegan(OfficerStep):
    """Hearing or meeting began."""

    form: FormOfProceedings = ask("Which form?")
    in_public: bool = ask("Was it in public?", True)
    officer_present: bool = ask("Was the officer present?", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingAdjourned(OfficerStep):
    """Hearing or meeting adjourned."""

    until: date | None = ask("Until when?", None)
    reason: str = ask("Why?")


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingEnded(OfficerStep):
    """Hearing or meeting ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftingRequested(OfficerStep):
    """Legally qualified adviser asked to draft the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDelivered(OfficerStep):
    """Draft report delivered to the chair."""
