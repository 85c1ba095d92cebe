"""Proceedings before the hearing (Conduct Regulations Part 4 and 5): notices, papers, objections, pre-hearing, dates."""

from custodiet.law.clocks import duties_of
from custodiet.law.instruments import CR12, CR20, CR20_2025, PANEL_2024, PANELS
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Power, options_of
from custodiet.law.rules import proceedings_clocks
from custodiet.law.steps import Key, Step
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import Confidence, FormOfProceedings, Office, cite
from custodiet.law.vocabulary import Instrument as I

AA, CHAIR, PERSON = Office.APPROPRIATE_AUTHORITY, Office.CHAIR, Office.PERSON_CONDUCTING
OFFICER, DG, RECORDER = Office.OFFICER_CONCERNED, Office.DIRECTOR_GENERAL, Office.RECORDER


def _conduct(matter: Matter, about: Key | None) -> bool:
    return matter.conduct_is(about, CR12, CR20, CR20_2025)


def _cr20(matter: Matter, about: Key | None) -> bool:
    return matter.conduct_is(about, CR20, CR20_2025)


def _cr12(matter: Matter, about: Key | None) -> bool:
    return matter.conduct_is(about, CR12)


def _am24(matter: Matter, about: Key | None) -> bool:
    return matter.regime(PANELS, about) is PANEL_2024


def _hearing(matter: Matter, about: Key | None) -> bool:
    referred = matter.history.latest(pro.ReferredToProceedings, about)
    return _cr20(matter, about) and referred is not None and referred.form is FormOfProceedings.HEARING


def _same_form(matter: Matter, step: Step) -> str:
    assert isinstance(step, pro.NoticeOfReferralServed)
    referred = matter.history.latest(pro.ReferredToProceedings, step.about)
    if referred is None or referred.form is step.form:
        return ""
    return (
        f"The case was referred to a {referred.form.value}; a notice of a {step.form.value} cannot be given (CR20 30(1), 51(1)). "
        f"Enter the notice of a {referred.form.value}, or correct the referral first."
    )


def _not_public(matter: Matter, about: Key | None) -> str:
    if not matter.history.has(pro.PublicNoticeRequired, about):
        return (
            "The chair has not required a public notice (CR20 36(1), 53(1)): none is automatic. "
            "Record the chair's requirement first, and that exclusion and anonymity were considered."
        )
    if matter.history.any_of((pro.PublicityConsidered, pro.ReportingRestricted, pro.AttendanceExcluded), about):
        return ""
    return (
        "The question of exclusion and anonymity has not been put to the chair, so a notice might name a person whom the chair then "
        "protects (CR20 36(3), 39(3)). Record that the chair considered it, with the answer."
    )


POWERS: tuple[Power, ...] = (
    Power(
        step=pro.NoticeOfReferralServed, by=(AA,), under=cite(I.CR20, "30(1), 51(1)"), after=(pro.ReferredToProceedings,), where=_cr20,
        admits=_same_form,
    ),
    Power(
        step=pro.NoticeOfReferralServed, by=(AA,), under=cite(I.CR12, "21(1), 43(1)"), after=(pro.ReferredToProceedings,),
        where=_cr12, admits=_same_form,
    ),
    *(
        Power(step=step, by=by, under=cite(I.CR20, provision), after=after, where=where)
        for step, by, provision, after, where in (
            (pro.DocumentsSupplied, (AA, RECORDER), "30(1)", (pro.NoticeOfReferralServed,), _conduct),
            (pro.OfficerReplied, (OFFICER, RECORDER), "31(1)-(3), 54(1)", (pro.NoticeOfReferralServed,), _conduct),
            (pro.WitnessListsExchanged, (AA, OFFICER, RECORDER), "31(4)", (pro.OfficerReplied,), _conduct),
            (pro.ListsSentToChair, (AA, RECORDER), "32(2)", (pro.WitnessListsExchanged,), _cr20),
            (pro.DocumentsSentToChair, (AA, RECORDER), "32(6)", (pro.NoticeOfReferralServed,), _cr20),
            (pro.ChairFromOutsideForceDetermined, (AA, CHAIR), "28(5E), 55(4D)", (pro.ReferredToProceedings,), _am24),
            (pro.RepresentationsOnChairReceived, (AA, RECORDER), "28(5F), 55(4E)", (pro.ReferredToProceedings,), _am24),
            (pro.RepresentationsOnChairAnswered, (AA, CHAIR), "28(5G), 55(4F)", (pro.RepresentationsOnChairReceived,), _am24),
            (pro.NamesNotified, (AA, CHAIR, RECORDER), "30(1A)-(2A), 35(2), 51(2)", (pro.ReferredToProceedings,), _conduct),
            (pro.ObjectionMade, (OFFICER, RECORDER), "30(3)-(9), 35(3)-(9)", (pro.NamesNotified,), _conduct),
            (pro.ObjectionDetermined, (AA, CHAIR, Office.LOCAL_POLICING_BODY), "30(6)-(9), 35(6)-(9)", (pro.ObjectionMade,), _conduct),
            (pro.PreHearingDecided, (CHAIR,), "29(3)", (pro.DocumentsSentToChair,), _hearing),
            (pro.PreHearingSpecified, (CHAIR,), "33(1)", (pro.PreHearingDecided,), _hearing),
            (pro.PreHearingAlternativeProposed, (OFFICER, RECORDER), "33(3)", (pro.PreHearingSpecified,), _hearing),
            (pro.PreHearingHeld, (CHAIR, RECORDER), "33", (pro.PreHearingDecided,), _hearing),
            (pro.PreHearingSummaryGiven, (CHAIR, RECORDER), "33(15)", (pro.PreHearingHeld,), _hearing),
            (pro.ProceedingsSpecified, (CHAIR, PERSON), "29(2), 34(1)", (pro.NoticeOfReferralServed,), _conduct),
            (pro.ProceedingsAlternativeProposed, (OFFICER, RECORDER), "34(7)(b)", (pro.ProceedingsSpecified,), _conduct),
            (pro.NoticeOfHearingServed, (AA, CHAIR, PERSON), "35(1), 52(1)", (pro.NoticeOfReferralServed,), _conduct),
            (pro.PublicNoticeRequired, (CHAIR,), "36(1), 53(1)", (pro.NoticeOfReferralServed,), _conduct),
        )
    ),
    Power(step=pro.PublicNoticePublished, by=(AA,), under=cite(I.CR20, "36(2), 53(2)"), where=_cr20, unless=_not_public),
    Power(step=pro.PublicNoticePublished, by=(AA,), under=cite(I.CR12, "27A(2), 44A(2) (CR15am)"), where=_cr12, unless=_not_public),
    Power(
        step=pro.PublicNoticeWithdrawn, by=(AA,), under=cite(I.POLICY, "withdrawal from the website", Confidence.KNOWN),
        after=(pro.PublicNoticePublished,), where=_conduct,
    ),
)  # fmt: skip

CLOCKS = proceedings_clocks.CLOCKS


def options(matter: Matter) -> list[Option]:
    """What may be done between referral and hearing."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """The clocks between referral and hearing."""
    return duties_of(CLOCKS, matter)
