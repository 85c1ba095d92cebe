"""The meeting or hearing itself, its report and what becomes of it (CR20 39-43, 57-63; CR12 31-36, 52-56)."""

from custodiet.law.clocks import CD, WD, Clock, duties_of, from_step, period
from custodiet.law.instruments import (
    AMENDED_2024,
    PANEL_2024,
    PRIVATE_2012,
    PUBLIC_2015,
    PUBLIC_HEARINGS,
    PUBLICITY,
    REGULATIONS_2012,
    REGULATIONS_2020,
)
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.rules import standing
from custodiet.law.rules.service_record import LAST_DAY_2012
from custodiet.law.rules.standing import ENDS_REFERRAL, outside, panel_regime, under_2012, under_2020, under_conduct_regulations
from custodiet.law.steps import Key, Step
from custodiet.law.steps.outcome import (
    Found,
    Imposed,
    OutcomeNoticeRequired,
    OutcomeNotified,
    ReportDispensedWith,
    ReportPublished,
    ReportSentToPolicingBody,
    ReportSubmitted,
)
from custodiet.law.steps.proceedings import (
    AttendanceExcluded,
    DraftDelivered,
    DraftingRequested,
    HearingAdjourned,
    HearingBegan,
    HearingEnded,
    PanelAppointed,
)
from custodiet.law.vocabulary import FormOfProceedings, Instrument, ModeOfInvestigation, Office, Seat, Severity, cite

AA, CHAIR, PERSON = Office.APPROPRIATE_AUTHORITY, Office.CHAIR, Office.PERSON_CONDUCTING
RECORDER, LQA = Office.RECORDER, Office.LEGALLY_QUALIFIED_ADVISER
CR20, CR12 = Instrument.CR20, Instrument.CR12
MEETING = FormOfProceedings.MEETING


def _may_not_begin(matter: Matter, about: Key | None) -> str:
    if standing.referral(matter, about) is None:
        return "The case does not stand referred to proceedings (CR20 23, 49; CR12 19, 41). Enter the referral first."
    if standing.latest_afresh(matter, PanelAppointed, about, *ENDS_REFERRAL) is None:
        return (
            "No panel or person conducting stands appointed, or what it decided was undone (CR20 28, 55; CR12 25-26, 46-47). "
            "Appoint who sits first."
        )
    began = standing.hearing(matter, about)
    if began and not standing.adjourned(matter, about):
        return f"The {began.form.value} already began on {british(began.on)} (CR20 41, 61). If it goes on after a break, enter the adjournment first."
    return ""


def _began_wrongly(matter: Matter, step: Step) -> str:
    assert isinstance(step, HearingBegan)
    referred = standing.form(matter, step.about)
    if referred and referred is not step.form:
        return (
            f"The case stands referred to a {referred.value}, so no {step.form.value} can begin (CR20 23(10), 49(4); CR12 19, 41). "
            f"Enter a {referred.value}, or correct the referral."
        )
    if step.form is MEETING:
        if step.in_public:
            return "A misconduct meeting is held in private (CR20 39(1), CR12 31). Say that it was not in public."
        return ""
    return _wrong_publicity(matter, step)


def _wrong_publicity(matter: Matter, step: HearingBegan) -> str:
    if matter.regime(PUBLICITY, step.about) is PRIVATE_2012:
        if step.in_public and matter.mode(step.about) is not ModeOfInvestigation.INDEPENDENT:
            return (
                "Hearings were held in private where the notice of referral was given before 1 May 2015, unless the IPCC directed otherwise "
                "after an independent investigation (CR12 31-32, 52). Say that it was not in public."
            )
        return ""
    if not step.in_public and not matter.history.has(AttendanceExcluded, step.about):
        return (
            "A hearing is held in public unless the chair excluded persons from all or part of it (CR20 39(2)-(3), 59(1)-(2); CR12 31, 52 as "
            "amended by CR15am). Enter the exclusion with its reason first, or say that the hearing was in public."
        )
    return ""


def _not_going_on(matter: Matter, about: Key | None) -> str:
    if isinstance(standing.sitting(matter, about), HearingBegan):
        return ""
    return "No meeting or hearing is going on: it has not begun, was adjourned or has ended (CR20 41, 61). Enter its beginning first."


def _until_when(matter: Matter, step: Step) -> str:
    assert isinstance(step, HearingAdjourned)
    if step.until and step.until < step.on:
        return (
            f"An adjournment of {british(step.on)} cannot run until {british(step.until)}, before it began. Check both days (CR20 41(3))."
        )
    return ""


def _not_ended(matter: Matter, about: Key | None) -> str:
    if isinstance(standing.sitting(matter, about), HearingEnded):
        return ""
    return "The meeting or hearing has not ended, so no report on it is due (CR20 43(1), 63(1)). Enter its end first."


def _may_not_report(matter: Matter, about: Key | None) -> str:
    if refusal := _not_ended(matter, about):
        return refusal
    if submitted := standing.latest_afresh(matter, ReportSubmitted, about):
        return f"The report was already submitted on {british(submitted.on)} (CR20 43(1), 63(1)). Correct that entry if it is wrong."
    return ""


def not_dismissed(matter: Matter, about: Key | None) -> bool:
    """Whether gross misconduct was found and the outcome is not dismissal, nor the finding that takes its place."""
    stands = standing.imposed(matter, about)
    gross = standing.finding(matter, about) is Severity.GROSS_MISCONDUCT
    return gross and stands is not None and not stands.outcome.ends_service


def reasons_are_owed(matter: Matter, about: Key | None) -> bool:
    """Whether the report must say why not dismissed, and go to the local policing body (from 7 May 2024)."""
    return panel_regime(matter, about) is PANEL_2024 and not_dismissed(matter, about)


def _without_reasons(matter: Matter, step: Step) -> str:
    assert isinstance(step, ReportSubmitted)
    if reasons_are_owed(matter, step.about) and not step.reasons_if_not_dismissed.strip():
        return (
            "Gross misconduct was found and the person was not dismissed (or would not have been), so the report must give the reasons for "
            "that (CR20 43(1)(e), 63(1)(d)). Enter the reasons."
        )
    return ""


def _no_reason_to_send(matter: Matter, about: Key | None) -> str:
    if reasons_are_owed(matter, about):
        return ""
    return (
        "The report goes to the local policing body only where gross misconduct was found and the person was not dismissed, in cases with "
        "a notice of referral on or after 7 May 2024 (CR20 43(5)(c), 63(4)(c)). It need not be sent."
    )


def advised_panel(matter: Matter, about: Key | None) -> bool:
    """Whether a legally qualified adviser sits beside the panel: only then may the adviser draft (CR20 43(1B), 63(1B))."""
    panel = standing.latest_afresh(matter, PanelAppointed, about, *ENDS_REFERRAL)
    advised = panel is not None and Seat.LEGALLY_QUALIFIED_ADVISER in panel.seats
    return advised and panel_regime(matter, about) is PANEL_2024


def _may_not_ask(matter: Matter, about: Key | None) -> str:
    if not advised_panel(matter, about):
        return (
            "Only a legally qualified adviser appointed beside a panel may be asked to draft the report (CR20 43(1B), 63(1B)). "
            "The chair writes it, within five working days."
        )
    if standing.latest_afresh(matter, ReportSubmitted, about):
        return "The report has been submitted, so no draft is needed (CR20 43(1B), 63(1B))."
    return ""


def _drafting(matter: Matter, about: Key | None) -> bool:
    return panel_regime(matter, about) is PANEL_2024 and standing.latest_afresh(matter, DraftingRequested, about) is not None


def _chair_writes(matter: Matter, about: Key | None) -> bool:
    return under_2020(matter, about) and not _drafting(matter, about)


def _from_hearing(matter: Matter, about: Key | None) -> bool:
    began = standing.hearing(matter, about)
    return began is None or began.form is not MEETING


def _published_2020(matter: Matter, about: Key | None) -> bool:
    return under_2020(matter, about) and _from_hearing(matter, about)


def _published_2015(matter: Matter, about: Key | None) -> bool:
    return matter.regime(PUBLICITY, about) is PUBLIC_2015 and _from_hearing(matter, about)


def _dispensed(matter: Matter, about: Key | None) -> str:
    if dispensed := standing.latest_afresh(matter, ReportDispensedWith, about):
        return (
            f"The chair dispensed with publication on {british(dispensed.on)} (CR20 43(12), 63(11)), so the report is not published. "
            "Correct that entry if it is wrong."
        )
    return ""


def _published_already(matter: Matter, about: Key | None) -> str:
    if published := standing.latest_afresh(matter, ReportPublished, about):
        return f"The report was published on {british(published.on)}, so publication can no longer be dispensed with (CR20 43(12), 63(11))."
    return ""


def _notice_required(matter: Matter, about: Key | None) -> bool:
    return _published_2015(matter, about) and standing.latest_afresh(matter, OutcomeNoticeRequired, about) is not None


def _staff_begins_wrongly(matter: Matter, step: Step) -> str:
    assert isinstance(step, HearingBegan)
    if step.form is not FormOfProceedings.STAFF_MEETING:
        return f"Staff are outside the Conduct Regulations, so no {step.form.value} can begin (CR20 2(1), 4(1)). Enter a staff disciplinary meeting."
    return ""


SITTING = (CHAIR, PERSON, RECORDER)
POLICY = cite(Instrument.POLICY, "on staff discipline")
POWERS: tuple[Power, ...] = (
    Power(
        step=HearingBegan, by=SITTING, under=cite(CR20, "39, 41; 59, 61"), after=(PanelAppointed,), where=under_2020, unless=_may_not_begin,
        admits=_began_wrongly,
    ),
    Power(
        step=HearingBegan, by=SITTING, under=cite(CR12, "31, 33; 52-53"), after=(PanelAppointed,), where=under_2012, unless=_may_not_begin,
        admits=_began_wrongly,
    ),
    Power(step=HearingBegan, by=SITTING, under=POLICY, where=outside, admits=_staff_begins_wrongly),
    Power(
        step=HearingAdjourned, by=(CHAIR, PERSON), under=cite(CR20, "41(3)-(4); 61"), after=(HearingBegan,),
        where=under_conduct_regulations, unless=_not_going_on, admits=_until_when,
    ),
    Power(
        step=HearingEnded, by=SITTING, under=cite(CR20, "43(1); 63(1)"), after=(HearingBegan,), where=under_conduct_regulations,
        unless=_not_going_on,
    ),
    Power(
        step=DraftingRequested, by=(CHAIR,), under=cite(CR20, "43(1B); 63(1B)"), after=(HearingBegan,),
        where=lambda matter, about: panel_regime(matter, about) is PANEL_2024, unless=_may_not_ask,
    ),
    Power(
        step=DraftDelivered, by=(LQA, RECORDER), under=cite(CR20, "43(1C)(a); 63(1C)(a)"), after=(DraftingRequested,), where=_drafting,
        unless=_not_ended,
    ),
    Power(
        step=ReportSubmitted, by=(CHAIR, PERSON), under=cite(CR20, "43(1); 63(1)"), after=(Found,), where=under_2020,
        unless=_may_not_report, admits=_without_reasons,
    ),
    Power(step=OutcomeNotified, by=(AA,), under=cite(CR20, "43(2); 63(2)"), after=(ReportSubmitted,), where=under_2020),
    Power(step=OutcomeNotified, by=(CHAIR, PERSON, AA), under=cite(CR12, "36(1), 56(1)"), after=(Found,), where=under_2012, unless=_not_ended),
    Power(
        step=ReportSentToPolicingBody, by=(AA,), under=cite(CR20, "43(5)(c); 63(4)(c)"), after=(ReportSubmitted,), where=under_2020,
        unless=_no_reason_to_send,
    ),
    Power(step=ReportPublished, by=(AA,), under=cite(CR20, "43(6)-(7); 63(5)-(6)"), after=(OutcomeNotified,), where=_published_2020, unless=_dispensed),
    Power(step=ReportPublished, by=(AA,), under=cite(CR12, "36(7)-(8), 56(6)-(7)"), after=(OutcomeNoticeRequired,), where=_published_2015),
    Power(
        step=ReportDispensedWith, by=(CHAIR, PERSON), under=cite(CR20, "43(12); 63(11)"), after=(HearingEnded,), where=_published_2020,
        unless=_published_already,
    ),
    Power(step=OutcomeNoticeRequired, by=(CHAIR, PERSON), under=cite(CR12, "36(6), 56(5)"), after=(Imposed,), where=_published_2015),
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="report", what="chair's report to the authority", period=period("F1", 5, WD), under=cite(CR20, "43(1); 63(1)"),
        starts=from_step(HearingEnded), met_by=(ReportSubmitted,), owed_by=CHAIR, owed_to=AA, where=_chair_writes, since=REGULATIONS_2020,
    ),
    Clock(
        id="report-lqa", what="chair's report when the legally qualified adviser drafts", period=period("F1", 10, WD),
        under=cite(CR20, "43(1B), (1D); 63(1B), (1D)"), starts=from_step(HearingEnded), met_by=(ReportSubmitted,), owed_by=CHAIR, owed_to=AA,
        where=_drafting, since=AMENDED_2024,
    ),
    Clock(
        id="report-lqa-draft", what="adviser's draft to the chair", period=period("F1", 5, WD), under=cite(CR20, "43(1C)(a); 63(1C)(a)"),
        starts=from_step(HearingEnded), met_by=(DraftDelivered,), owed_by=LQA, owed_to=CHAIR, where=_drafting, since=AMENDED_2024,
    ),
    Clock(
        id="report-public", what="report stays on the website at least", period=period("", 28, CD), under=cite(CR20, "43(8); 63(7)"),
        starts=from_step(ReportPublished), owed_by=AA, kind=DutyKind.IN_FORCE, where=under_2020, since=REGULATIONS_2020,
    ),
    Clock(
        id="old-outcome", what="written notice of outcome to the officer", period=period("F1", 5, WD), under=cite(CR12, "36(1), 56(1)"),
        starts=from_step(HearingEnded), met_by=(OutcomeNotified,), owed_by=CHAIR, owed_to=Office.OFFICER_CONCERNED, where=under_2012,
        since=REGULATIONS_2012, to=LAST_DAY_2012,
    ),
    Clock(
        id="old-outcome-public", what="public outcome notice, if required: window", period=period("", 7, WD, 11),
        under=cite(CR12, "36(8), 56(7) (CR15am)"), starts=from_step(HearingEnded), met_by=(ReportPublished,), owed_by=AA,
        where=_notice_required, since=PUBLIC_HEARINGS, to=LAST_DAY_2012,
    ),
)  # fmt: skip


def options(matter: Matter) -> list[Option]:
    """What may happen at the meeting or hearing, and with its report."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """What is owed after the meeting or hearing."""
    return duties_of(CLOCKS, matter)
