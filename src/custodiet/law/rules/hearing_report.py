"""The report of a meeting or hearing: who writes it and by when, who is given it, and when it is published (CR20 43, 63; CR12 36, 56)."""

from collections.abc import Iterator

from custodiet.law.clocks import AS_SOON_AS_PRACTICABLE, CD, WD, Clock, Start, from_step, period
from custodiet.law.instruments import AMENDED_2024, PANEL_2024, PUBLIC_2015, PUBLIC_HEARINGS, PUBLICITY, REGULATIONS_2012, REGULATIONS_2020
from custodiet.law.matter import DutyKind, Matter
from custodiet.law.powers import Power, british
from custodiet.law.rules import standing
from custodiet.law.rules.outcome_reasons import tells_the_vote
from custodiet.law.rules.service_record import LAST_DAY_2012
from custodiet.law.rules.standing import ENDS_REFERRAL, panel_regime, under_2012, under_2020, under_conduct_regulations
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
    ReportWithdrawn,
)
from custodiet.law.steps.proceedings import DraftDelivered, DraftingRequested, HearingBegan, HearingEnded, PanelAppointed
from custodiet.law.vocabulary import Confidence, FormOfProceedings, Instrument, Office, Seat, Severity, cite

AA, CHAIR, PERSON = Office.APPROPRIATE_AUTHORITY, Office.CHAIR, Office.PERSON_CONDUCTING
RECORDER, LQA = Office.RECORDER, Office.LEGALLY_QUALIFIED_ADVISER
CR20, CR12 = Instrument.CR20, Instrument.CR12
MEETING = FormOfProceedings.MEETING
LEAST_ON_SITE = period("", 28, CD)
"""How long a published outcome stays on the website at least (CR20 43(8), 63(7); CR12 36(8), 56(7))."""


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
    return tells_the_vote(matter, step)


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


def _to_publish(matter: Matter, about: Key | None) -> Iterator[Start]:
    """From the day the officer was given the report, and again where it was taken off, unless the chair dispensed with publishing it."""
    notified = standing.latest_afresh(matter, OutcomeNotified, about)
    if notified and not _dispensed(matter, about):
        yield Start(notified.on, notified, notified.exact)
        yield from (Start(each.on, each, each.exact) for each in standing.afresh(matter, ReportWithdrawn, about))


POWERS: tuple[Power, ...] = (
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
        step=ReportWithdrawn, by=(AA,), under=cite(Instrument.POLICY, "withdrawal from the website", Confidence.KNOWN),
        after=(ReportPublished,), where=under_conduct_regulations,
    ),
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
        id="report-to-officer", what="report to the officer, with the right of appeal", period=AS_SOON_AS_PRACTICABLE,
        under=cite(CR20, "43(2); 63(2)"), starts=from_step(ReportSubmitted), met_by=(OutcomeNotified,), owed_by=AA,
        owed_to=Office.OFFICER_CONCERNED, where=under_2020, since=REGULATIONS_2020,
    ),
    Clock(
        id="report-to-lpb", what="report to the local policing body: gross misconduct found, and not dismissed",
        period=AS_SOON_AS_PRACTICABLE, under=cite(CR20, "43(5)(c); 63(4)(c)"), starts=from_step(ReportSubmitted),
        met_by=(ReportSentToPolicingBody,), owed_by=AA, owed_to=Office.LOCAL_POLICING_BODY, where=reasons_are_owed, since=AMENDED_2024,
    ),
    Clock(
        id="report-published", what="report on the website, unless the chair dispensed with it", period=AS_SOON_AS_PRACTICABLE,
        under=cite(CR20, "43(6)-(7); 63(5)-(6)"), starts=_to_publish, met_by=(ReportPublished,), owed_by=AA, where=_published_2020,
        since=REGULATIONS_2020, in_order=True,
    ),
    Clock(
        id="report-public", what="report stays on the website at least", period=LEAST_ON_SITE, under=cite(CR20, "43(8); 63(7)"),
        starts=from_step(ReportPublished), ends=(ReportWithdrawn,), owed_by=AA, kind=DutyKind.IN_FORCE, where=under_2020, since=REGULATIONS_2020,
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
