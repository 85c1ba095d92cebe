"""From the report to proceedings (CR20 23, 27, 49-50, CMR20 24-26, PRA Sch 3 paras 23-27; CR12 19-20, 41-42)."""

from collections.abc import Callable

from custodiet.law.clocks import WD, Clock, duties_of, from_step, period
from custodiet.law.instruments import AMENDED_2025, CMR20_2025, COMPLAINTS, REGULATIONS_2012, REGULATIONS_2020
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Asks, Power, british, options_of
from custodiet.law.rules import form_of_proceedings, standing
from custodiet.law.rules.form_of_proceedings import certified, forms
from custodiet.law.rules.service_record import LAST_DAY_2012, REDUCTIONS
from custodiet.law.rules.standing import director_general_decides, outside, under_2012, under_2020, under_2025_text
from custodiet.law.steps import Key, Step
from custodiet.law.steps.investigation import CriminalProceedingsEnded, ReportReceived, SpecialConditionsStatement, ViewsSought
from custodiet.law.steps.opening import AllegationMade, Recorded, SubjectIdentified
from custodiet.law.steps.proceedings import (
    CaseToAnswerDetermined,
    CertificationAnswered,
    CertificationMemorandumSent,
    DelayExplained,
    ProceedingsWithdrawn,
    RecommendationNotAccepted,
    RecommendationOnProceedingsMade,
    ReferredToProceedings,
    RemissionTold,
    RemittedToPart4,
    SpecialConditionsCertified,
)
from custodiet.law.vocabulary import Citation, FormOfProceedings, Instrument, Office, Severity, Term, cite

AA, DG, OFFICER = Office.APPROPRIATE_AUTHORITY, Office.DIRECTOR_GENERAL, Office.OFFICER_CONCERNED
CR20, CR12, PRA, CMR20 = Instrument.CR20, Instrument.CR12, Instrument.PRA, Instrument.CMR20


def _authority_decides(matter: Matter, about: Key | None) -> bool:
    return under_2020(matter, about) and not director_general_decides(matter, about)


def _begun(matter: Matter, about: Key | None) -> str:
    if began := standing.hearing(matter, about):
        return f"The {began.form.value} began on {british(began.on)}; this belongs before it (CR20 23, 27, 49-50). Check the day."
    return ""


def _wrong_answer(matter: Matter, step: Step) -> str:
    assert isinstance(step, CaseToAnswerDetermined)
    convicted = any(made.indictable_only_conviction for made in matter.history.all(AllegationMade) if made.officer == step.about)
    if convicted and step.answer is not Severity.GROSS_MISCONDUCT and under_2025_text(matter, step.about):
        return (
            "The conduct resulted in a conviction of an indictable-only offence, so it is taken to be gross misconduct "
            "(CR20 2(2A)). Enter a case to answer in gross misconduct, or correct the allegation."
        )
    if director_general_decides(matter, step.about) and not step.directed:
        return (
            "In a directed or independent investigation the Director General determines whether there is a case to answer and directs "
            "(PRA Sch 3 para 23(5A)-(5E)). Say that he determined it, or correct the form of the investigation."
        )
    return ""


def _already_determined(matter: Matter, about: Key | None) -> str:
    if determined := form_of_proceedings.answer(matter, about):
        return f"The determination was made on {british(determined.on)}, so there is no delay to explain (CR20 23(11), CR12 19(7))."
    return ""


def _may_not_withdraw(matter: Matter, about: Key | None) -> str:
    referred = standing.referral(matter, about)
    if referred is None:
        return "The case does not stand referred to proceedings, so nothing can be withdrawn (CR20 27, CR12 20)."
    if under_2012(matter, about) and matter.history.has(Recorded, about):
        return (
            "Under the 2012 Regulations proceedings on a matter handled under Schedule 3 cannot be withdrawn (CR12 20). "
            "They end with the finding of the meeting or hearing."
        )
    return _begun(matter, about)


def _not_consulted(matter: Matter, step: Step) -> str:
    assert isinstance(step, ProceedingsWithdrawn)
    if step.iopc_consulted or not matter.history.has(Recorded):
        return ""
    return (
        "In a case under Schedule 3 proceedings are withdrawn only after consulting the Director General (CR20 27(4)(b)). "
        "Consult him, then enter the withdrawal."
    )


def _directed(matter: Matter, about: Key | None) -> bool:
    referred = standing.referral(matter, about)
    return under_2020(matter, about) and referred is not None and referred.directed


def _authority_withdraws(matter: Matter, about: Key | None) -> bool:
    return standing.under_conduct_regulations(matter, about) and not _directed(matter, about)


def _may_not_certify(matter: Matter, about: Key | None) -> str:
    if refusal := _begun(matter, about):
        return refusal
    if stands := certified(matter, about):
        return f"The special conditions were already certified on {british(stands.on)} (CR20 49(4), CR12 41(4)). Correct that entry if it is wrong."
    if _needs_no_objection(matter, about):
        return _objection(matter, about)
    return ""


def _needs_no_objection(matter: Matter, about: Key | None) -> bool:
    """After the final report of a directed or independent investigation, by V6 (CMR20 26(2A)-(3B))."""
    amended = matter.regime(COMPLAINTS, about) is CMR20_2025
    return amended and director_general_decides(matter, about) and matter.history.has(ReportReceived, about)


def _objection(matter: Matter, about: Key | None) -> str:
    if _directed(matter, about):
        return (
            "The Director General directed proceedings, or his recommendation was accepted, so the authority may not certify after the "
            "final report (CMR20 26(2B)). The case goes on in the form he specified."
        )
    answered = matter.history.latest(CertificationAnswered, about)
    if answered is None:
        return (
            "After the final report of a directed or independent investigation the case may be certified only once the Director General has "
            "said that he does not object (CMR20 26(3A)). Send him the memorandum and enter his answer first."
        )
    if answered.objects:
        return (
            f"The Director General objected to certification on {british(answered.on)} (CMR20 26(3A)-(3C)). The case goes on under Part 4."
        )
    return ""


def _conditions_unmet(matter: Matter, step: Step) -> str:
    assert isinstance(step, SpecialConditionsCertified)
    if step.directed or (step.evidence_sufficient and step.public_interest):
        return ""
    aim = "be on the barred list" if matter.is_former(step.about) else "cease to serve without delay"
    return (
        "The special conditions are both: written evidence sufficient to establish gross misconduct on the balance of probabilities, and a "
        f"public interest that the person {aim} (CR20 49(2), Sch 1 para 36; CR12 3(2)). Unless both hold the case goes on in the ordinary way."
    )


def _may_not_return(matter: Matter, about: Key | None) -> str:
    certificate = certified(matter, about)
    if certificate is None:
        return "No certificate of special conditions stands, so there is nothing to return to Part 4 (CR20 50(1), CR12 42(1))."
    if certificate.directed:
        return "The Director General directed the certification, so the case cannot be returned to Part 4 (CR20 50(4), CR12 42(4))."
    return _begun(matter, about)


def _staff_forms(matter: Matter, about: Key | None) -> list[tuple[Term, str]]:
    return [(FormOfProceedings.STAFF_MEETING, "")]


def _not_for_staff(matter: Matter, step: Step) -> str:
    assert isinstance(step, ReferredToProceedings)
    if step.form is FormOfProceedings.STAFF_MEETING:
        return ""
    return f"Staff are outside the Conduct Regulations, so there is no {step.form.value} (CR20 2(1), 4(1)). Choose a staff disciplinary meeting."


def _chief(matter: Matter, about: Key | None) -> bool:
    return standing.is_chief_officer(matter, about)


def _certifies(under: Citation, where: Asks, after: tuple[type[Step], ...], by: Office, whose: Callable[[bool], bool]) -> Power:
    return Power(
        step=SpecialConditionsCertified,
        by=(by,),
        under=under,
        after=after,
        where=lambda matter, about: where(matter, about) and whose(_chief(matter, about)),
        unless=_may_not_certify,
        admits=_conditions_unmet,
    )


def _as_made(matter: Matter, about: Key | None) -> bool:
    return under_2020(matter, about) and not under_2025_text(matter, about)


_ON_STATEMENT = (SpecialConditionsStatement, CriminalProceedingsEnded)
POWERS: tuple[Power, ...] = (
    Power(
        step=CaseToAnswerDetermined, by=(AA,), under=cite(CR20, "23(1)-(3)"), after=(ReportReceived,), where=_authority_decides,
        unless=_begun, admits=_wrong_answer,
    ),
    Power(
        step=CaseToAnswerDetermined, by=(DG, AA), under=cite(PRA, "Sch 3 para 23(5A)-(5E)"), after=(ReportReceived, ViewsSought),
        where=director_general_decides, unless=_begun, admits=_wrong_answer,
    ),
    Power(
        step=CaseToAnswerDetermined, by=(AA,), under=cite(CR12, "19"), after=(ReportReceived,), where=under_2012, unless=_begun,
        admits=_wrong_answer,
    ),
    Power(step=DelayExplained, by=(AA,), under=cite(CR20, "23(11)"), after=(ReportReceived,), where=under_2020, unless=_already_determined),
    Power(step=DelayExplained, by=(AA,), under=cite(CR12, "19(7)"), after=(ReportReceived,), where=under_2012, unless=_already_determined),
    Power(
        step=ReferredToProceedings, by=(AA, DG), under=cite(CR20, "23(9)-(10)"), after=(CaseToAnswerDetermined, SpecialConditionsCertified),
        where=under_2020, admits=form_of_proceedings.refused, variants=forms,
    ),
    Power(
        step=ReferredToProceedings, by=(AA,), under=cite(CR12, "19"), after=(CaseToAnswerDetermined, SpecialConditionsCertified),
        where=under_2012, admits=form_of_proceedings.refused, variants=forms,
    ),
    Power(
        step=ReferredToProceedings, by=(AA,), under=cite(Instrument.POLICY, "on staff discipline"), after=(SubjectIdentified,), where=outside,
        admits=_not_for_staff, variants=_staff_forms,
    ),
    Power(
        step=ProceedingsWithdrawn, by=(AA,), under=cite(CR20, "27(1), (4)(b)"), after=(ReferredToProceedings,), where=_authority_withdraws,
        unless=_may_not_withdraw, admits=_not_consulted,
    ),
    Power(
        step=ProceedingsWithdrawn, by=(DG,), under=cite(CR20, "27(4)(a)"), after=(ReferredToProceedings,), where=_directed,
        unless=_may_not_withdraw,
    ),
    Power(
        step=CertificationMemorandumSent, by=(AA,), under=cite(CMR20, "24-26"), after=(ReportReceived, SpecialConditionsStatement),
        where=under_2020, unless=_begun,
    ),
    Power(step=CertificationAnswered, by=(DG,), under=cite(CMR20, "26(3A)-(3C)"), after=(CertificationMemorandumSent,), where=under_2020),
    *(
        _certifies(under, where, after, by, whose)
        for by, whose in ((Office.SENIOR_OFFICER, lambda chief: not chief), (Office.LOCAL_POLICING_BODY, lambda chief: chief))
        for under, where, after in (
            (cite(CR20, "49(1)-(4); 2(4)"), _as_made, _ON_STATEMENT),
            (cite(CR20, "49(A1)-(4); 2(4)"), under_2025_text, (*_ON_STATEMENT, ReportReceived)),
            (cite(CR12, "41"), under_2012, _ON_STATEMENT),
        )
    ),
    Power(step=RemittedToPart4, by=(AA,), under=cite(CR20, "50(1)"), after=(SpecialConditionsCertified,), where=under_2020, unless=_may_not_return),
    Power(step=RemittedToPart4, by=(AA,), under=cite(CR12, "42(1)"), after=(SpecialConditionsCertified,), where=under_2012, unless=_may_not_return),
    Power(step=RemissionTold, by=(AA,), under=cite(CR20, "50(2)"), after=(RemittedToPart4,), where=under_2020),
    Power(step=RemissionTold, by=(AA,), under=cite(CR12, "42(2)"), after=(RemittedToPart4,), where=under_2012),
    Power(step=RecommendationOnProceedingsMade, by=(DG,), under=cite(PRA, "Sch 3 para 25(4C)(c)"), after=(ReportReceived,)),
    Power(step=RecommendationNotAccepted, by=(AA,), under=cite(PRA, "Sch 3 para 25(4D)(a)"), after=(RecommendationOnProceedingsMade,)),
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="case-to-answer", what="case-to-answer determination, or tell the officer why not", period=period("F1", 15, WD),
        under=cite(CR20, "23(11)"), starts=from_step(ReportReceived), met_by=(CaseToAnswerDetermined, DelayExplained),
        ends=(SpecialConditionsCertified,), owed_by=AA, owed_to=OFFICER, since=REGULATIONS_2020,
        where=lambda matter, about: _authority_decides(matter, about) and not standing.by_part_3a(matter, about),
    ),
    Clock(
        id="old-case-to-answer", what="case-to-answer determination, or the reason for delay", period=period("F1", 15, WD),
        under=cite(CR12, "19(7)"), starts=from_step(ReportReceived), met_by=(CaseToAnswerDetermined, DelayExplained),
        ends=(SpecialConditionsCertified,), owed_by=AA, owed_to=OFFICER, where=under_2012, since=REGULATIONS_2012, to=LAST_DAY_2012,
    ),
    Clock(
        id="fast-track-objection", what="Director General says whether he objects to certification", period=period("F1", 10, WD),
        under=cite(CMR20, "26(3B)"), starts=from_step(CertificationMemorandumSent), met_by=(CertificationAnswered,), owed_by=DG, owed_to=AA,
        where=_needs_no_objection, since=AMENDED_2025,
    ),
    Clock(
        id="remission-told", what="officer told that the case goes back to Part 4", period=period("F1", 3, WD), under=cite(CR20, "50(2)"),
        starts=from_step(RemittedToPart4), met_by=(RemissionTold,), owed_by=AA, owed_to=OFFICER, where=under_2020, since=REGULATIONS_2020,
    ),
    *REDUCTIONS,
)  # fmt: skip


def options(matter: Matter) -> list[Option]:
    """What may be decided on the report, and in what form proceedings may be brought."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """What is owed between the report and the referral."""
    return duties_of(CLOCKS, matter)
