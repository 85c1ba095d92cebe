"""What was done with it: referral, form of investigation, severity, suspension, case to answer."""

from collections.abc import Iterator

from custodiet.figures.measure import Measure, Sure, Unit
from custodiet.figures.measures.opening import MISCONDUCT, counted, each_officer
from custodiet.figures.record import Counted, Record
from custodiet.law.steps.investigation import (
    ModeOfInvestigationDetermined,
    Referred,
    SeverityAssessed,
    SpecialProceduresApplied,
    Suspended,
)
from custodiet.law.steps.proceedings import CaseToAnswerDetermined
from custodiet.law.vocabulary import ModeOfInvestigation, Severity

PRA = "Police Reform Act 2002, Schedule 3"
LEVELS = tuple(level.value for level in Severity)


def _referrals(record: Record) -> Iterator[Counted]:
    for referred in record.history.all(Referred):
        yield counted(record, referred)


def _modes(record: Record) -> Iterator[Counted]:
    determined = record.history.latest(ModeOfInvestigationDetermined)
    if determined:
        yield counted(record, determined, determined.mode.value)


MEASURES = (
    Measure(
        key="referrals", title="Referrals to the IOPC", unit=Unit.REFERRALS, source=PRA, sure=Sure.PUBLISHED,
        definition="Each referral of a matter to the Director General, mandatory or voluntary, on the day it was made.",
        sentence="In {period} {n:,} referrals were made to the IOPC.", count=_referrals,
    ),
    Measure(
        key="mode-of-investigation", title="Form of investigation", unit=Unit.CASES, source=PRA + " para 15", sure=Sure.ADAPTED,
        definition="Cases by the form of investigation determined last, on the day of that determination.",
        sentence="In {period} the form of investigation was determined in {n:,} cases.", count=_modes,
        values=tuple(mode.value for mode in ModeOfInvestigation),
    ),
    Measure(
        key="special-procedures", title="People under special procedures", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.PUBLISHED,
        definition="People in whose case special procedures were found to apply, on the day that was first found.",
        sentence="In {period} special procedures were found to apply to {n:,} people.",
        count=each_officer(SpecialProceduresApplied, first=True),
    ),
    Measure(
        key="severity", title="Severity assessed", unit=Unit.PEOPLE, source="CR20 reg. 14; PRA Sch 3 para 19B", sure=Sure.OWN,
        definition="People by the severity assessment made last in their case, on the day of that assessment.",
        sentence="In {period} the conduct of {n:,} people was assessed.",
        count=each_officer(SeverityAssessed, value="severity"), values=LEVELS,
    ),
    Measure(
        key="suspended", title="People suspended", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.ADAPTED,
        definition="People suspended from office, on the day they were first suspended in the case.",
        sentence="In {period} {n:,} people were suspended.",
        count=each_officer(Suspended, first=True),
    ),
    Measure(
        key="case-to-answer", title="Case to answer", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.PUBLISHED,
        definition="People by the determination made last whether they had a case to answer, on the day of that determination.",
        sentence="In {period} it was determined of {n:,} people whether they had a case to answer.",
        count=each_officer(CaseToAnswerDetermined, value="answer"), values=LEVELS,
    ),
)  # fmt: skip
