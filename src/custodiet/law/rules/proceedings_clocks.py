"""The time limits between referral and hearing, under the 2020 and the 2012 Regulations."""

from collections.abc import Iterator
from datetime import date

from custodiet.law.clocks import AS_SOON_AS_PRACTICABLE, WD, Clock, Start, Starts, first_of, from_field, from_step, period
from custodiet.law.instruments import (
    AMENDED_2024,
    AMENDED_2025,
    CR12,
    CR20,
    CR20_2025,
    PANEL_2024,
    PANELS,
    PUBLIC_2015,
    PUBLIC_HEARINGS,
    PUBLICITY,
    REGULATIONS_2012,
    REGULATIONS_2020,
)
from custodiet.law.matter import DutyKind, Matter
from custodiet.law.powers import Asks
from custodiet.law.steps import Key, Step
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import FormOfProceedings, Office, Seat, cite
from custodiet.law.vocabulary import Instrument as I

AA, CHAIR, PERSON = Office.APPROPRIATE_AUTHORITY, Office.CHAIR, Office.PERSON_CONDUCTING
OFFICER, DG = Office.OFFICER_CONCERNED, Office.DIRECTOR_GENERAL
WINDOW = DutyKind.WINDOW
SINCE, OLD, OLD_TO = REGULATIONS_2020, REGULATIONS_2012, date(2020, 1, 31)
MEETING, HEARING = FormOfProceedings.MEETING, FormOfProceedings.HEARING
ACCELERATED, SPECIAL = FormOfProceedings.ACCELERATED_HEARING, FormOfProceedings.SPECIAL_CASE_HEARING
ENDED = (pro.ProceedingsWithdrawn, pro.HearingEnded)


def form_of(matter: Matter, about: Key | None) -> FormOfProceedings | None:
    """The form of proceedings to which the officer was referred last, or of the last notice."""
    notice = matter.history.latest(pro.NoticeOfReferralServed, about)
    referred = matter.history.latest(pro.ReferredToProceedings, about)
    return notice.form if notice else (referred.form if referred else None)


def _cr20(*forms: FormOfProceedings) -> Asks:
    return lambda matter, about: matter.conduct_is(about, CR20, CR20_2025) and form_of(matter, about) in forms


def _cr12(*forms: FormOfProceedings) -> Asks:
    return lambda matter, about: matter.conduct_is(about, CR12) and form_of(matter, about) in forms


def _am24(*forms: FormOfProceedings) -> Asks:
    return lambda matter, about: matter.regime(PANELS, about) is PANEL_2024 and form_of(matter, about) in forms


def _and_old_text(asks: Asks, *regimes: object) -> Asks:
    return lambda matter, about: asks(matter, about) and any(matter.conduct_is(about, r) for r in (CR20, CR20_2025) if r in regimes)


def _public_2015(matter: Matter, about: Key | None) -> bool:
    return matter.regime(PUBLICITY, about) is PUBLIC_2015 and matter.history.has(pro.PublicNoticeRequired, about)


MEMBERS = (Seat.POLICE_MEMBER, Seat.LAY_MEMBER, Seat.LAY_MEMBER_WITH_EXPERIENCE, Seat.LISTED_PERSON, Seat.HMCIC_OR_NOMINEE)
"""The seats to whose holders the officer objects under CR20 35; to whoever conducts, chairs or advises, under 30."""


def _named(panel: bool) -> Starts:
    def starts(matter: Matter, about: Key | None) -> Iterator[Start]:
        for named in matter.history.all(pro.NamesNotified, about):
            if any((seat in MEMBERS) is panel for seat in named.seats):
                yield Start(named.on, named, named.exact)
        for objection in matter.history.all(pro.ObjectionDetermined, about):
            if objection.upheld and (objection.seat in MEMBERS) is panel:
                yield Start(objection.on, objection, objection.exact)

    return starts


def _all_named(matter: Matter, about: Key | None) -> Iterator[Start]:
    yield from _named(True)(matter, about)
    yield from (start for start in _named(False)(matter, about) if start not in list(_named(True)(matter, about)))


def _disagreed(step: Step) -> bool:
    return isinstance(step, pro.ChairFromOutsideForceDetermined) and step.authority_disagreed


def _upheld(step: Step) -> bool:
    return isinstance(step, pro.ObjectionDetermined) and step.upheld


def _reply_or_expiry(matter: Matter, about: Key | None) -> Iterator[Start]:
    """The officer's reply, or the last day of the period for it where none was made (CR20 34(1))."""
    reply = matter.history.first(pro.OfficerReplied, about)
    supplied = matter.history.first(pro.DocumentsSupplied, about)
    if reply:
        yield Start(reply.on, reply, reply.exact)
    elif supplied and (last := period("F1", REPLY_DAYS, WD).last(supplied.on)) and last < matter.today:
        yield Start(last, supplied, supplied.exact)


def _without_prehearing(matter: Matter, about: Key | None) -> Iterator[Start]:
    decided = matter.history.latest(pro.PreHearingDecided, about)
    if decided is None or not decided.hold:
        yield from first_of(pro.DocumentsSentToChair)(matter, about)


def _to_announce(matter: Matter, about: Key | None) -> Iterator[Start]:
    """From the chair's requirement; a notice that was taken off before the hearing ended is owed again, with what may be said."""
    for start in from_step(pro.PublicNoticeRequired, pro.PublicNoticeWithdrawn)(matter, about):
        if isinstance(start.step, pro.PublicNoticeRequired) or not matter.history.before(start.step).any_of(ENDED, about):
            yield start


REPLY_DAYS = 15
_notice = first_of(pro.NoticeOfReferralServed)
_documents = first_of(pro.DocumentsSupplied)

CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="referral-notified", what="notice of referral to proceedings to the officer", period=AS_SOON_AS_PRACTICABLE,
        under=cite(I.CR20, "30(1)"), starts=from_step(pro.ReferredToProceedings), met_by=(pro.NoticeOfReferralServed,),
        ends=(*ENDED, pro.RemittedToPart4), owed_by=AA, owed_to=OFFICER, where=_cr20(MEETING, HEARING), since=SINCE, in_order=True,
    ),
    Clock(
        id="referral-documents", what="statement, report and material to the officer, under the harm test", period=AS_SOON_AS_PRACTICABLE,
        under=cite(I.CR20, "30(1)"), starts=from_step(pro.ReferredToProceedings), met_by=(pro.DocumentsSupplied,),
        ends=(*ENDED, pro.RemittedToPart4), owed_by=AA, owed_to=OFFICER, where=_cr20(MEETING, HEARING), since=SINCE, in_order=True,
    ),
    Clock(
        id="names-notified", what="names of whoever chairs, conducts, advises or sits to the officer", period=AS_SOON_AS_PRACTICABLE,
        under=cite(I.CR20, "30(1A)-(2A), 35(2)"), starts=from_step(pro.PanelAppointed), met_by=(pro.NamesNotified,),
        ends=ENDED, owed_by=AA, owed_to=OFFICER, where=_cr20(MEETING, HEARING), since=SINCE, in_order=True,
    ),
    Clock(
        id="dg-on-chair", what="Director General's representations on an outside-force chair, authority disagreed with his determination",
        period=period("F1", 10, WD), under=cite(I.CR20, "28(5F), (5E)(a)"),
        starts=from_step(pro.ChairFromOutsideForceDetermined, when=_disagreed), met_by=(pro.RepresentationsOnChairReceived,), kind=WINDOW,
        owed_by=DG, owed_to=AA, where=_am24(HEARING, MEETING), since=AMENDED_2024,
    ),
    Clock(
        id="dg-on-chair-rec-v1", what="the same, authority did not accept his recommendation", period=period("F1", 10, WD),
        under=cite(I.CR20, "28(5F), (5E)(b)"), starts=from_step(pro.RecommendationOnProceedingsMade),
        met_by=(pro.RepresentationsOnChairReceived,), kind=WINDOW, owed_by=DG, owed_to=AA,
        where=_and_old_text(_am24(HEARING, MEETING), CR20), since=AMENDED_2024, to=date(2025, 5, 27),
    ),
    Clock(
        id="dg-on-chair-rec-v2", what="the same, authority did not accept his recommendation", period=period("F1", 10, WD),
        under=cite(I.CR20, "28(5F) (AM25 reg 14)"), starts=from_step(pro.RecommendationNotAccepted),
        met_by=(pro.RepresentationsOnChairReceived,), kind=WINDOW, owed_by=DG, owed_to=AA,
        where=_and_old_text(_am24(HEARING, MEETING), CR20_2025), since=AMENDED_2025,
    ),
    Clock(
        id="chief-on-chair", what="chief officer answers the representations on the chair", period=period("F2", 10, WD),
        under=cite(I.CR20, "28(5G)(b)"), starts=from_step(pro.RepresentationsOnChairReceived), met_by=(pro.RepresentationsOnChairAnswered,),
        owed_by=AA, owed_to=DG, where=_am24(HEARING, MEETING), since=AMENDED_2024,
    ),
    Clock(
        id="dg-on-chair-accelerated", what="Director General's representations on an outside-force chair, accelerated",
        period=period("F1", 5, WD), under=cite(I.CR20, "55(4E)"),
        starts=from_step(pro.ChairFromOutsideForceDetermined, pro.RecommendationOnProceedingsMade),
        met_by=(pro.RepresentationsOnChairReceived,), kind=WINDOW, owed_by=DG, owed_to=AA, where=_am24(ACCELERATED), since=AMENDED_2024,
    ),
    Clock(
        id="chief-on-chair-accelerated", what="chief officer answers, accelerated", period=period("F2", 5, WD),
        under=cite(I.CR20, "55(4F)(b)"), starts=from_step(pro.RepresentationsOnChairReceived), met_by=(pro.RepresentationsOnChairAnswered,),
        owed_by=AA, owed_to=DG, where=_am24(ACCELERATED), since=AMENDED_2024,
    ),
    Clock(
        id="objection-conductor", what="object to chair, person conducting, adviser, or a replacement", period=period("F1", 3, WD),
        under=cite(I.CR20, "30(4), (9)(b)"), starts=_named(False), met_by=(pro.ObjectionMade,), kind=WINDOW, owed_by=OFFICER, owed_to=AA,
        where=_cr20(HEARING, MEETING), since=SINCE,
    ),
    Clock(
        id="objection-panel", what="object to a panel member or a replacement", period=period("F1", 3, WD),
        under=cite(I.CR20, "35(4), (9)(b)"), starts=_named(True), met_by=(pro.ObjectionMade,), kind=WINDOW, owed_by=OFFICER, owed_to=AA,
        where=_cr20(HEARING, MEETING), since=SINCE,
    ),
    Clock(
        id="objection-accelerated", what="object to the person conducting an accelerated hearing, or adviser", period=period("F1", 3, WD),
        under=cite(I.CR20, "51(2D), (2L)(b)"), starts=_all_named, met_by=(pro.ObjectionMade,), kind=WINDOW, owed_by=OFFICER, owed_to=AA,
        where=_am24(ACCELERATED), since=AMENDED_2024,
    ),
    Clock(
        id="officer-reply", what="officer's reply and documents", period=period("F1", REPLY_DAYS, WD), under=cite(I.CR20, "31(1)"),
        starts=_documents, met_by=(pro.OfficerReplied,), ends=ENDED, kind=WINDOW, owed_by=OFFICER, owed_to=AA,
        where=_cr20(HEARING, MEETING), since=SINCE,
    ),
    Clock(
        id="witness-lists", what="witness lists exchanged", period=period("F1", 3, WD), under=cite(I.CR20, "31(4)"),
        starts=first_of(pro.OfficerReplied), met_by=(pro.WitnessListsExchanged,), ends=ENDED, owed_by=AA, owed_to=OFFICER,
        where=_cr20(HEARING, MEETING), since=SINCE,
    ),
    Clock(
        id="lists-to-chair", what="lists to the chair or person conducting", period=period("F1", 10, WD), under=cite(I.CR20, "32(2)"),
        starts=first_of(pro.WitnessListsExchanged), met_by=(pro.ListsSentToChair,), ends=ENDED, owed_by=AA, owed_to=CHAIR,
        where=_cr20(HEARING, MEETING), since=SINCE,
    ),
    Clock(
        id="documents-to-chair", what="documents to the chair or person conducting", period=period("F1", 10, WD), under=cite(I.CR20, "32(6)"),
        starts=first_of(pro.OfficerReplied), met_by=(pro.DocumentsSentToChair,), ends=ENDED, owed_by=AA, owed_to=CHAIR,
        where=_cr20(HEARING, MEETING), since=SINCE,
    ),
    Clock(
        id="prehearing-decision", what="chair decides whether to hold a pre-hearing", period=period("F1", 5, WD), under=cite(I.CR20, "29(3)"),
        starts=first_of(pro.DocumentsSentToChair), met_by=(pro.PreHearingDecided,), ends=ENDED, owed_by=CHAIR, where=_cr20(HEARING),
        since=SINCE,
    ),
    Clock(
        id="prehearing", what="pre-hearing held", period=period("F1", 15, WD), under=cite(I.CR20, "33(1)(a)"),
        starts=first_of(pro.DocumentsSentToChair), met_by=(pro.PreHearingHeld,), ends=ENDED, owed_by=CHAIR,
        where=lambda matter, about: _cr20(HEARING)(matter, about)
        and (decided := matter.history.latest(pro.PreHearingDecided, about)) is not None and decided.hold,
        since=SINCE,
    ),
    Clock(
        id="prehearing-alternative", what="alternative pre-hearing date", period=period("F1", 5, WD), under=cite(I.CR20, "33(3)(b)"),
        starts=from_field(pro.PreHearingSpecified, "held_on"), met_by=(pro.PreHearingAlternativeProposed,), kind=WINDOW, owed_by=OFFICER,
        owed_to=CHAIR, where=_cr20(HEARING), since=SINCE,
    ),
    Clock(
        id="prehearing-summary", what="summary and directions to the parties", period=period("F2", 5, WD), under=cite(I.CR20, "33(15)"),
        starts=from_step(pro.PreHearingHeld), met_by=(pro.PreHearingSummaryGiven,), owed_by=CHAIR, owed_to=OFFICER, where=_cr20(HEARING),
        since=SINCE,
    ),
    Clock(
        id="hearing-after-prehearing", what="hearing takes place after the pre-hearing", period=period("F2", 30, WD),
        under=cite(I.CR20, "33(9)"), starts=first_of(pro.PreHearingHeld), met_by=(pro.HearingBegan,), ends=ENDED, owed_by=CHAIR,
        where=_cr20(HEARING), since=SINCE,
    ),
    Clock(
        id="hearing-no-prehearing", what="hearing takes place, no pre-hearing", period=period("F1", 30, WD), under=cite(I.CR20, "29(5)"),
        starts=_without_prehearing, met_by=(pro.HearingBegan,), ends=ENDED, owed_by=CHAIR, where=_cr20(HEARING), since=SINCE,
    ),
    Clock(
        id="hearing-outer", what="first day of the hearing, outer limit", period=period("F1", 100, WD), under=cite(I.CR20, "29(2), (6)(a)"),
        starts=_notice, met_by=(pro.HearingBegan,), ends=ENDED, owed_by=CHAIR, owed_to=OFFICER, where=_cr20(HEARING), since=SINCE,
    ),
    Clock(
        id="meeting", what="misconduct meeting takes place", period=period("F1", 20, WD), under=cite(I.CR20, "34(1)-(2)"),
        starts=_reply_or_expiry, met_by=(pro.HearingBegan,), ends=ENDED, owed_by=PERSON, owed_to=OFFICER, where=_cr20(MEETING), since=SINCE,
    ),
    Clock(
        id="meeting-alternative", what="alternative meeting date", period=period("F1", 5, WD), under=cite(I.CR20, "34(7)(b)"),
        starts=from_field(pro.ProceedingsSpecified, "held_on"), met_by=(pro.ProceedingsAlternativeProposed,), kind=WINDOW, owed_by=OFFICER,
        owed_to=PERSON, where=_cr20(MEETING), since=SINCE,
    ),
    Clock(
        id="notice-public", what="notice of the hearing on the website, if the chair requires one", period=AS_SOON_AS_PRACTICABLE,
        under=cite(I.CR20, "36(2)"), starts=_to_announce, met_by=(pro.PublicNoticePublished,), ends=ENDED, owed_by=AA,
        where=_cr20(HEARING), since=SINCE, in_order=True,
    ),
    Clock(
        id="notice-public-accelerated", what="notice of the accelerated hearing on the website, if required", period=AS_SOON_AS_PRACTICABLE,
        under=cite(I.CR20, "53(2)"), starts=_to_announce, met_by=(pro.PublicNoticePublished,), ends=ENDED, owed_by=AA,
        where=_cr20(ACCELERATED), since=SINCE, in_order=True,
    ),
    Clock(
        id="accelerated-date", what="accelerated hearing", period=period("F8", 10, WD, 15), under=cite(I.CR20, "52(1)"), starts=_notice,
        met_by=(pro.HearingBegan,), ends=ENDED, owed_by=CHAIR, owed_to=OFFICER, where=_cr20(ACCELERATED), since=SINCE,
    ),
    Clock(
        id="accelerated-date-again", what="new date after an upheld objection", period=period("F8", 10, WD, 15), under=cite(I.CR20, "52(1A)"),
        starts=from_step(pro.ObjectionDetermined, when=_upheld), met_by=(pro.HearingBegan,), ends=ENDED, owed_by=CHAIR, owed_to=OFFICER,
        where=_am24(ACCELERATED), since=AMENDED_2024,
    ),
    Clock(
        id="accelerated-reply", what="officer's reply, accelerated", period=period("F1", 7, WD), under=cite(I.CR20, "54(1)"), starts=_notice,
        met_by=(pro.OfficerReplied,), ends=ENDED, kind=WINDOW, owed_by=OFFICER, owed_to=AA, where=_cr20(ACCELERATED), since=SINCE,
    ),
    Clock(
        id="old-objection", what="object to anyone conducting or advising, or a replacement", period=period("F1", 3, WD),
        under=cite(I.CR12, "21(4), (9)"), starts=_all_named, met_by=(pro.ObjectionMade,), kind=WINDOW, owed_by=OFFICER, owed_to=AA,
        where=_cr12(MEETING, HEARING), since=OLD, to=OLD_TO,
    ),
    Clock(
        id="old-reply", what="officer's reply", period=period("F1", 14, WD), under=cite(I.CR12, "22(1)"), starts=_documents,
        met_by=(pro.OfficerReplied,), ends=ENDED, kind=WINDOW, owed_by=OFFICER, owed_to=AA, where=_cr12(MEETING, HEARING), since=OLD, to=OLD_TO,
    ),
    Clock(
        id="old-witness-lists", what="witness lists", period=period("F1", 3, WD), under=cite(I.CR12, "22(4)"),
        starts=first_of(pro.OfficerReplied), met_by=(pro.WitnessListsExchanged,), ends=ENDED, owed_by=AA, owed_to=OFFICER,
        where=_cr12(MEETING, HEARING), since=OLD, to=OLD_TO,
    ),
    Clock(
        id="old-meeting", what="misconduct meeting", period=period("F1", 20, WD), under=cite(I.CR12, "24(1)(a)"), starts=_documents,
        met_by=(pro.HearingBegan,), ends=ENDED, owed_by=PERSON, owed_to=OFFICER, where=_cr12(MEETING), since=OLD, to=OLD_TO,
    ),
    Clock(
        id="old-hearing", what="misconduct hearing", period=period("F1", 30, WD), under=cite(I.CR12, "24(1)(b)"), starts=_documents,
        met_by=(pro.HearingBegan,), ends=ENDED, owed_by=CHAIR, owed_to=OFFICER, where=_cr12(HEARING), since=OLD, to=OLD_TO,
    ),
    Clock(
        id="old-public-notice", what="public notice of hearing or special case hearing, if required, at least before",
        period=period("back", 5, WD), under=cite(I.CR12, "27A(2), 44A(2) (CR15am)"), starts=from_field(pro.NoticeOfHearingServed, "held_on"),
        met_by=(pro.PublicNoticePublished,), ends=ENDED, owed_by=AA, where=_public_2015, since=PUBLIC_HEARINGS, to=OLD_TO,
    ),
    Clock(
        id="old-special-date", what="special case hearing", period=period("F8", 10, WD, 15), under=cite(I.CR12, "44(1)"), starts=_notice,
        met_by=(pro.HearingBegan,), ends=ENDED, owed_by=CHAIR, owed_to=OFFICER, where=_cr12(SPECIAL), since=OLD, to=OLD_TO,
    ),
    Clock(
        id="old-special-reply", what="officer's reply, special case", period=period("F1", 7, WD), under=cite(I.CR12, "45(1)"), starts=_notice,
        met_by=(pro.OfficerReplied,), ends=ENDED, kind=WINDOW, owed_by=OFFICER, owed_to=AA, where=_cr12(SPECIAL), since=OLD, to=OLD_TO,
    ),
)  # fmt: skip
