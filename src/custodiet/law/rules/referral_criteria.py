"""The mandatory criteria for referral, R1 to R10, computed from the record under the law that governs it."""

from custodiet.law.matter import Matter
from custodiet.law.rules.complaints import allegations, formalised, indicates, kind_of, new_law, old_law
from custodiet.law.steps.investigation import CalledIn
from custodiet.law.steps.opening import AllegationMade, CameToAttention
from custodiet.law.vocabulary import Citation, Confidence, Instrument, MatterKind, ReferralCriterion, cite

PRA, CMR20, CMR12 = Instrument.PRA, Instrument.CMR20, Instrument.CMR12
R = ReferralCriterion
_DSI_DUTY = cite(PRA, "Sch 3 para 14C", Confidence.KNOWN)

# Where each criterion stands, by law and kind. CMR12 knows no R8; R10 stands outside, in paragraph 14C.
_NEW_COMPLAINT = {
    R.R1: cite(PRA, "Sch 3 para 4(1)(a)"),
    R.R2: cite(CMR20, "4(1)(a)(i)"),
    R.R3: cite(CMR20, "4(1)(a)(ii)"),
    R.R4: cite(CMR20, "4(1)(a)(iii)"),
    R.R5: cite(CMR20, "4(1)(a)(iv)"),
    R.R6: cite(CMR20, "4(1)(a)(v)"),
    R.R7: cite(CMR20, "4(1)(b)"),
    R.R8: cite(CMR20, "4(1)(c)"),
    R.R9: cite(PRA, "Sch 3 para 4(1)(c)"),
}
_NEW_CONDUCT = {
    R.R1: cite(PRA, "Sch 3 para 13(1)(a)"),
    R.R2: cite(CMR20, "7(1)(a), (3)"),
    R.R3: cite(CMR20, "7(1)(b), (3)"),
    R.R4: cite(CMR20, "7(1)(c), (3)"),
    R.R5: cite(CMR20, "7(1)(d), (3)"),
    R.R6: cite(CMR20, "7(1)(e), (3)"),
    R.R7: cite(CMR20, "7(1)(h), (3)"),
    R.R8: cite(CMR20, "7(1)(g), (3)"),
    R.R9: cite(PRA, "Sch 3 para 13(1)(c)"),
}
_OLD_COMPLAINT = {
    R.R1: cite(PRA, "Sch 3 para 4(1)(a)"),
    R.R2: cite(CMR12, "4(2)(a)(i)"),
    R.R3: cite(CMR12, "4(2)(a)(ii)"),
    R.R4: cite(CMR12, "4(2)(a)(iii)"),
    R.R5: cite(CMR12, "4(2)(a)(iv)"),
    R.R6: cite(CMR12, "4(2)(a)(v)"),
    R.R7: cite(CMR12, "4(2)(b)"),
    R.R9: cite(PRA, "Sch 3 para 4(1)(c)"),
}
_OLD_CONDUCT = {
    R.R1: cite(PRA, "Sch 3 para 13(1)(a)"),
    R.R2: cite(CMR12, "7(1)(a), (4)"),
    R.R3: cite(CMR12, "7(1)(b), (4)"),
    R.R4: cite(CMR12, "7(1)(c), (4)"),
    R.R5: cite(CMR12, "7(1)(d), (4)"),
    R.R6: cite(CMR12, "7(1)(e), (4)"),
    R.R7: cite(CMR12, "7(1)(g), (4)"),
    R.R9: cite(PRA, "Sch 3 para 13(1)(c)"),
}
_NEW_DSI = _NEW_CONDUCT | {R.R9: cite(CMR20, "9(a)")}
_OLD_DSI = _OLD_CONDUCT | {R.R9: cite(CMR12, "8(a)")}


def criteria(matter: Matter) -> dict[ReferralCriterion, Citation]:
    """The mandatory criteria that the record meets, each with its provision; empty where referral is not required.

    Computed from the allegations as stated last, the ranks, the kind of matter and a calling-in. The voluntary
    criterion is never computed.
    """
    if not formalised(matter, None):
        return {}
    found = {criterion for allegation in allegations(matter) for criterion in _met_by(allegation, matter)}
    if _chief_officer(matter):
        found.add(R.R8)
    if matter.history.has(CalledIn):
        found.add(R.R9)
    cited = {criterion: under for criterion, under in _provisions(matter).items() if criterion in found}
    if any(step.kind is MatterKind.DSI_MATTER for step in matter.history.all(CameToAttention)):
        cited[R.R10] = _DSI_DUTY
    return cited


def _provisions(matter: Matter) -> dict[ReferralCriterion, Citation]:
    kinds = (MatterKind.COMPLAINT, MatterKind.CONDUCT_MATTER, MatterKind.DSI_MATTER)
    tables = (_NEW_COMPLAINT, _NEW_CONDUCT, _NEW_DSI) if new_law(matter, None) else (_OLD_COMPLAINT, _OLD_CONDUCT, _OLD_DSI)
    return next((table for kind, table in zip(kinds, tables, strict=True) if kind is kind_of(matter)), {})


def _met_by(allegation: AllegationMade, matter: Matter) -> list[ReferralCriterion]:
    """R1 to R7. Before 2020 R4 was serious corruption alone; abuse of position joined it by guidance, then by CMR20."""
    corruption = allegation.serious_corruption and not (allegation.only_abuse_of_position and old_law(matter, None))
    met = {
        R.R1: allegation.death_or_serious_injury,
        R.R2: allegation.serious_assault,
        R.R3: allegation.serious_sexual_offence,
        R.R4: corruption,
        R.R5: allegation.aggravated_by_discrimination and indicates(allegation),
        R.R6: allegation.relevant_offence,
        R.R7: allegation.same_incident,
    }
    return [criterion for criterion, holds in met.items() if holds]


def _chief_officer(matter: Matter) -> bool:
    """R8: any conduct of a chief officer; of a complaint only what might justify proceedings (CMR20 4(1)(c), 7(1)(g))."""
    chiefs = [o for o in matter.history.officers if (s := matter.subject(o)) and s.rank.chief_officer]
    if kind_of(matter) is MatterKind.COMPLAINT:
        return any(a.officer in chiefs and indicates(a) for a in allegations(matter))
    return bool(chiefs)


def named(met: dict[ReferralCriterion, Citation]) -> str:
    """The criteria in words, each with its provision."""
    return "; ".join(f"{criterion.value} ({under})" for criterion, under in met.items())
