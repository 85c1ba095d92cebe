"""What was done with it: referral, form of investigation, severity, suspension, case to answer."""

from collections.abc import Iterator

from custodiet.figures.measure import Measure, Sure, Unit
from custodiet.figures.measures.opening import MISCONDUCT, counted
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


def _special(record: Record) -> Iterator[Counted]:
    for officer in record.history.officers:
        applied = record.history.first(SpecialProceduresApplied, officer)
        if applied:
            yield Counted(record, applied.on, officer, applied.not_before)


def _severity(record: Record) -> Iterator[Counted]:
    for officer in record.history.officers:
        assessed = record.history.latest(SeverityAssessed, officer)
        if assessed:
            yield Counted(record, assessed.on, officer, assessed.not_before, assessed.severity.value)


def _suspended(record: Record) -> Iterator[Counted]:
    for officer in record.history.officers:
        suspended = record.history.first(Suspended, officer)
        if suspended:
            yield Counted(record, suspended.on, officer, suspended.not_before)


def _case_to_answer(record: Record) -> Iterator[Counted]:
    for officer in record.history.officers:
        determined = record.history.latest(CaseToAnswerDetermined, officer)
        if determined:
            yield Counted(record, determined.on, officer, determined.not_before, determined.answer.value)


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
        sentence="In {period} special procedures were found to apply to {n:,} people.", count=_special,
    ),
    Measure(
        key="severity", title="Severity assessed", unit=Unit.PEOPLE, source="CR20 reg. 14; PRA Sch 3 para 19B", sure=Sure.OWN,
        definition="People by the severity assessment made last in their case, on the day of that assessment.",
        sentence="In {period} the conduct of {n:,} people was assessed.", count=_severity, values=LEVELS,
    ),
    Measure(
        key="suspended", title="People suspended", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.ADAPTED,
        definition="People suspended from office, on the day they were first suspended in the case.",
        sentence="In {period} {n:,} people were suspended.", count=_suspended,
    ),
    Measure(
        key="case-to-answer", title="Case to answer", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.PUBLISHED,
        definition="People by the determination made last whether they had a case to answer, on the day of that determination.",
        sentence="In {period} it was determined of {n:,} people whether they had a case to answer.", count=_case_to_answer, values=LEVELS,
    ),
)  # fmt: skip
