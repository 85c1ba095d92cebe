"""Which periods may be moved, under what, and which may be excused: not every time limit can be extended."""

from custodiet.law.matter import Matter
from custodiet.law.powers import british
from custodiet.law.rules.complaints import blank
from custodiet.law.steps import Step
from custodiet.law.steps.opening import ComplianceExcused, PeriodExtended
from custodiet.law.vocabulary import Citation, Instrument, cite

CMR20, CR20, CMR12, CR12 = Instrument.CMR20, Instrument.CR20, Instrument.CMR12, Instrument.CR12
PAT20, VET25 = Instrument.PAT20, Instrument.VET25
EXCUSE = cite(CMR20, "51(2)")
_PAPERS = cite(PAT20, "14")

MAY_BE_EXTENDED: dict[str, Citation] = {
    "review-application": cite(CMR20, "29(4)"),
    "recommendation-reply": cite(CMR20, "30(6)"),
    "representations-sch3": cite(CMR20, "20(4)"),
    "representations": cite(CR20, "18(3)"),
    "aa-views": cite(CMR20, "27(5)"),
    "officer-reply": cite(CR20, "31(1)(b)"),
    "lists-to-chair": cite(CR20, "32(9)-(12)"),
    "documents-to-chair": cite(CR20, "32(9)-(12)"),
    "prehearing": cite(CR20, "33(10)(a)"),
    "hearing-after-prehearing": cite(CR20, "33(10)(b), (11)-(13)"),
    "hearing-no-prehearing": cite(CR20, "29(6)(b), (7)-(9)"),
    "hearing-outer": cite(CR20, "29(6)(a)"),
    "meeting": cite(CR20, "34(3)"),
    "appeal-meeting-notice": cite(CR20, "45(3)(a)"),
    "appeal-meeting": cite(CR20, "46(3)"),
    "rprp-account": cite(CR20, "67(2)"),
    "condition-c-statements": cite(CR20, "Sch 1 para 2"),
    "pat-notice": cite(PAT20, "10"),
    "pat-respondent-papers": _PAPERS,
    "pat-appellant-papers": _PAPERS,
    "pat-appellant-papers-none": _PAPERS,
    "pat-response": _PAPERS,
    "vet-representations": cite(VET25, "19(1)"),
    "vet-appeal": cite(VET25, "26(4)"),
    "vet-appeal-meeting": cite(VET25, "29(2)"),
    "old-appeal": cite(CMR12, "11(5)"),
    "old-representations-sch3": cite(CMR12, "18"),
    "old-representations": cite(CR12, "16(1)"),
    "old-meeting": cite(CR12, "24"),
    "old-hearing": cite(CR12, "24"),
}
# The periods of Parts 4 and 5 of the Conduct Regulations, which all parties may agree to shorten.
MAY_BE_AGREED = frozenset(
    (
        "dg-on-chair", "dg-on-chair-rec-v1", "dg-on-chair-rec-v2", "chief-on-chair", "dg-on-chair-accelerated",
        "chief-on-chair-accelerated", "objection-conductor", "objection-panel", "objection-appeal", "objection-accelerated",
        "officer-reply", "witness-lists", "lists-to-chair", "documents-to-chair", "prehearing-decision", "prehearing",
        "prehearing-alternative", "prehearing-summary", "hearing-after-prehearing", "hearing-no-prehearing", "hearing-outer",
        "meeting", "meeting-alternative", "accelerated-date", "accelerated-date-again", "accelerated-reply", "remission-told",
        "appeal-meeting-notice", "appeal-meeting", "appeal-meeting-alternative", "appeal-meeting-result",
    )
)  # fmt: skip
MAY_BE_EXCUSED = frozenset(
    (
        "refer-complaint", "refer-complaint-called-in", "refer-conduct", "refer-conduct-called-in", "refer-dsi",
        "refer-dsi-directed", "progress-first", "progress-next", "outcome-told", "review-right-told", "review-application",
        "recommendation-reply", "terms-sch3", "representations-sch3", "interview-alternative-sch3", "overrun-first-sch3",
        "overrun-next-sch3", "aa-views", "fast-track-objection",
    )
)  # fmt: skip


def may_be_moved(matter: Matter, step: Step) -> str:
    """Why that period may not be moved, or ""."""
    assert isinstance(step, PeriodExtended)
    if step.by_agreement and step.clock not in MAY_BE_AGREED:
        return (
            f"“{step.clock}” is not a period that all parties may change by agreement: those are the periods of Parts 4 and 5 of the "
            "Conduct Regulations (CR20 22, 48). Name one of them, by its name in docs/law.md, or take the agreement out."
        )
    if not step.by_agreement and step.clock not in MAY_BE_EXTENDED:
        return (
            f"No provision lets anyone extend “{step.clock}”. If it was missed, the record shows that; for a period of the Complaints "
            f"and Misconduct Regulations exceptional circumstances can be entered ({EXCUSE})."
        )
    if step.until < step.on and not step.by_agreement:
        return (
            f"The new last day, {british(step.until)}, lies before the day of the extension, {british(step.on)}; nothing would be "
            f"extended ({MAY_BE_EXTENDED[step.clock]}). Enter a later last day."
        )
    return blank(step.reason, "Who moves a period says why", MAY_BE_EXTENDED.get(step.clock, cite(CR20, "22, 48")))


def may_be_excused(matter: Matter, step: Step) -> str:
    """Why compliance with that period may not be excused, or ""."""
    assert isinstance(step, ComplianceExcused)
    if step.clock not in MAY_BE_EXCUSED:
        return (
            f"“{step.clock}” is not a time limit of the Complaints and Misconduct Regulations 2020, and only those give way to "
            f"exceptional circumstances ({EXCUSE}). Name one of them, or enter an extension."
        )
    return blank(step.reason, "The exceptional circumstances that prevent compliance must be stated", EXCUSE)
