"""Which outcomes are open to whom: by text of the Regulations, body and finding (CR20 42, 62, Sch 1; CR12 35, 55).

First the table, then the filters of warnings and earlier reductions in rank, read at the date of the severity
assessment, then what the chosen outcome must say: length, exceptional circumstances, the authority's views.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from custodiet.law.clocks import Clock
from custodiet.law.matter import Matter
from custodiet.law.powers import british
from custodiet.law.rules import outcome_reasons, service_record, standing
from custodiet.law.rules.service_record import FWW, FWW_LONGEST, OLD_EXTENSION, OLD_FWW, OLD_WW, WW, months_of
from custodiet.law.steps import Key, Step
from custodiet.law.steps.outcome import Imposed
from custodiet.law.steps.proceedings import HearingBegan
from custodiet.law.vocabulary import Citation, Confidence, FormOfProceedings, Instrument, Outcome, Severity, cite

MEETING, HEARING = FormOfProceedings.MEETING, FormOfProceedings.HEARING
ACCELERATED = FormOfProceedings.ACCELERATED_HEARING
NEITHER, MISCONDUCT, GROSS = Severity.NEITHER, Severity.MISCONDUCT, Severity.GROSS_MISCONDUCT
DISMISSED, FINAL, WRITTEN = Outcome.DISMISSAL_WITHOUT_NOTICE, Outcome.FINAL_WRITTEN_WARNING, Outcome.WRITTEN_WARNING
EXTENDED, REDUCED = Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING, Outcome.REDUCTION_IN_RANK
WARNINGS = (WRITTEN, FINAL, EXTENDED)
DISMISSALS = (DISMISSED, Outcome.DISMISSAL_WITH_NOTICE)
RETURNED = (Outcome.CASE_DISMISSED, Outcome.RETURNED_TO_AUTHORITY)


@dataclass(frozen=True, slots=True)
class Row:
    """What is open on a finding, and under which provision."""

    outcomes: tuple[Outcome, ...]
    under: Citation


def _cr20(provision: str) -> Citation:
    return cite(Instrument.CR20, provision)


def _cr12(provision: str, confidence: Confidence = Confidence.FULL) -> Citation:
    return cite(Instrument.CR12, provision, confidence)


# Accelerated hearings: of 2020, and the special case hearings of 2012.
_AS_MADE = {
    (MEETING, NEITHER): Row((Outcome.NO_ACTION, Outcome.REFLECTIVE_PRACTICE), _cr20("42(1)")),
    (MEETING, MISCONDUCT): Row((Outcome.NO_ACTION, WRITTEN, FINAL), _cr20("42(2)")),
    (HEARING, NEITHER): Row((Outcome.NO_ACTION, Outcome.REFLECTIVE_PRACTICE), _cr20("42(1)")),
    (HEARING, MISCONDUCT): Row((Outcome.NO_ACTION, WRITTEN, FINAL, REDUCED, DISMISSED), _cr20("42(3), (5)-(6)")),
    (HEARING, GROSS): Row((Outcome.NO_ACTION, FINAL, REDUCED, DISMISSED), _cr20("42(3)")),
    (ACCELERATED, NEITHER): Row(RETURNED, _cr20("62")),
    (ACCELERATED, MISCONDUCT): Row(RETURNED, _cr20("62")),
    (ACCELERATED, GROSS): Row((FINAL, REDUCED, DISMISSED), _cr20("62(1)")),
}
_TEXT_2025 = {
    **_AS_MADE,
    (MEETING, NEITHER): Row((Outcome.NO_ACTION, Outcome.REFLECTIVE_PRACTICE), _cr20("42(1A)")),
    (HEARING, NEITHER): Row((Outcome.NO_ACTION, Outcome.REFLECTIVE_PRACTICE), _cr20("42(1A)")),
    (MEETING, MISCONDUCT): Row((WRITTEN, FINAL), _cr20("42(2)")),
    (HEARING, MISCONDUCT): Row((WRITTEN, FINAL, REDUCED, DISMISSED), _cr20("42(3), (5)-(6)")),
    (HEARING, GROSS): Row((FINAL, REDUCED, DISMISSED), _cr20("42(3)")),
}
_FORMER = {
    (HEARING, NEITHER): Row((Outcome.NO_ACTION,), _cr20("Sch 1 para 32")),
    (HEARING, MISCONDUCT): Row((Outcome.NO_ACTION,), _cr20("Sch 1 para 32")),
    (HEARING, GROSS): Row((Outcome.WOULD_HAVE_BEEN_DISMISSED, Outcome.NO_ACTION), _cr20("Sch 1 para 32")),
    (ACCELERATED, NEITHER): Row((*RETURNED, Outcome.NO_ACTION), _cr20("Sch 1 para 39")),
    (ACCELERATED, MISCONDUCT): Row((*RETURNED, Outcome.NO_ACTION), _cr20("Sch 1 para 39")),
    (ACCELERATED, GROSS): Row((Outcome.WOULD_HAVE_BEEN_DISMISSED, Outcome.NO_ACTION), _cr20("Sch 1 para 39")),
}
_OLD = {
    (MEETING, NEITHER): Row((Outcome.NO_ACTION,), _cr12("35(1)")),
    (MEETING, MISCONDUCT): Row((Outcome.NO_ACTION, Outcome.MANAGEMENT_ADVICE, WRITTEN, FINAL, EXTENDED), _cr12("35(1)-(3)")),
    (HEARING, NEITHER): Row((Outcome.NO_ACTION,), _cr12("35(1)")),
    (HEARING, MISCONDUCT): Row(
        (Outcome.NO_ACTION, Outcome.MANAGEMENT_ADVICE, WRITTEN, FINAL, EXTENDED, Outcome.DISMISSAL_WITH_NOTICE, DISMISSED),
        _cr12("35(1)-(5)"),
    ),
    (HEARING, GROSS): Row((Outcome.MANAGEMENT_ADVICE, WRITTEN, FINAL, EXTENDED, DISMISSED), _cr12("35(1)-(3), (10)")),
    (ACCELERATED, NEITHER): Row(RETURNED, _cr12("55")),
    (ACCELERATED, MISCONDUCT): Row(RETURNED, _cr12("55")),
    (ACCELERATED, GROSS): Row((FINAL, EXTENDED, DISMISSED), _cr12("55(1)")),
}


def body(matter: Matter, about: Key | None) -> FormOfProceedings | None:
    """The body that decides: meeting, hearing, or accelerated hearing (a special case hearing counts as one).

    An appeal decides as the body appealed from could have decided (CR20 47(1)(b), CR12 40(5)(b), PA96 s.85(2)).
    """
    began = _began(matter, about)
    if began is None:
        return None
    return ACCELERATED if began.form in standing.ACCELERATED else began.form


def _began(matter: Matter, about: Key | None) -> HearingBegan | None:
    appeal = standing.appeal_allowed(matter, about)
    return matter.history.latest(HearingBegan, about) if appeal else standing.hearing(matter, about)


def table(matter: Matter, about: Key | None) -> dict[tuple[FormOfProceedings, Severity], Row]:
    """The table that holds for this officer: by the Regulations that govern, and whether the officer has left."""
    if matter.is_former(about):
        return _FORMER
    if standing.under_2012(matter, about):
        return _OLD
    return _TEXT_2025 if standing.under_2025_text(matter, about) else _AS_MADE


def outcomes(matter: Matter, about: Key | None) -> Iterable[tuple[Outcome, str]]:
    """Every outcome the Regulations name, with why it is not open, or ""."""
    every = [(outcome, closed(matter, about, outcome)) for outcome in Outcome]
    if standing.finding(matter, about) and all(reason for _, reason in every):
        every = [(outcome, f"{reason} {_NOTHING_LEFT}") for outcome, reason in every]
    return every


_NOTHING_LEFT = (
    "No outcome is left to this body; check the findings, and the warnings recorded with the person concerned, before anything is decided."
)


def closed(matter: Matter, about: Key | None, outcome: Outcome) -> str:
    """Why that outcome is not open, or ""."""
    began, sits = _began(matter, about), body(matter, about)
    if began is None or sits is None:
        return "No meeting or hearing has begun, so nothing can be imposed (CR20 41-42, 61-62). Enter its beginning and the findings first."
    found = standing.finding(matter, about)
    if found is None:
        return "No finding stands on any allegation (CR20 41-42, 61-62). Enter the finding on each allegation first."
    holds = table(matter, about).get((sits, found))
    if holds is None:
        return f"This {began.form.value} makes no finding of {found.value} (CR20 41(15)). Correct the finding, or the form of proceedings."
    if outcome not in holds.outcomes:
        open_ones = ", ".join(one.value for one in holds.outcomes)
        return (
            f"“{outcome.capitalised}” is not open at this {began.form.value} on a finding of {found.value}{_hint(matter, about, outcome)} ({holds.under}). "
            f"Choose among: {open_ones}."
        )
    if matter.is_former(about):
        return ""
    return _filtered(matter, about, outcome, found)


def _hint(matter: Matter, about: Key | None, outcome: Outcome) -> str:
    if outcome is Outcome.WOULD_HAVE_BEEN_DISMISSED and not matter.is_former(about):
        return ": it takes the place of dismissal only for a person who left before the outcome, and no such leaving is in the record"
    if matter.is_former(about) and (outcome in DISMISSALS or outcome in WARNINGS or outcome is REDUCED):
        return ": the person has left, so the only disciplinary action is that the person would have been dismissed"
    return ""


def _filtered(matter: Matter, about: Key | None, outcome: Outcome, found: Severity) -> str:
    old = standing.under_2012(matter, about)
    final_live = service_record.final_warning_live(matter, about)
    if final_live and outcome in (WRITTEN, FINAL):
        under = "CR12 35(7)(a), 55(3)(a)" if old else "CR20 42(8), 62(3)"
        return (
            f"A final written warning was in force at the severity assessment{_until(matter, about)}, so neither a written warning nor a "
            f"final written warning may be given ({under}). Choose another outcome that is open."
        )
    if service_record.written_warning_live(matter, about) and outcome is WRITTEN:
        under = "CR12 35(6)" if old else "CR20 42(7)"
        return f"A written warning was in force at the severity assessment, so no written warning may be given ({under}). Choose another."
    if outcome is EXTENDED and final_live is False:
        return "No final written warning was in force at the severity assessment, so none can be extended (CR12 35(7)(b), 55(3)(b))."
    if outcome is EXTENDED and service_record.final_warning_extended(matter, about):
        return (
            "A final written warning may be extended once only, and this one was extended before (CR12 35(9), 55(5)). "
            "Choose another outcome, or correct what the record says of that warning."
        )
    if outcome is REDUCED and (reduced := service_record.reduced_in_rank(matter, about)):
        return f"The officer was reduced in rank before, on {british(reduced)}; no second reduction may be imposed (CR20 42(13), 62(7))."
    if old and outcome in DISMISSALS and found is MISCONDUCT and final_live is False:
        return (
            "For misconduct that is not gross an officer may be dismissed only if a final written warning was in force at the assessment, "
            "and none is in the record (CR12 35(5)). Choose another outcome."
        )
    return ""


def _until(matter: Matter, about: Key | None) -> str:
    subject = matter.subject(about)
    until = subject.final_warning_until if subject else None
    return f" (until {british(until)})" if until else ""


def refused(matter: Matter, step: Step) -> str:
    """What is wrong with an outcome as entered: not open, or lacking what it must say; "" where nothing is."""
    assert isinstance(step, Imposed)
    if reason := closed(matter, step.about, step.outcome):
        return reason
    wrong = _lacks_ground(matter, step) or _views_not_heard(step) or _wrong_length(matter, step) or _wrong_day(matter, step)
    return wrong or outcome_reasons.half_told(matter, step) or outcome_reasons.tells_the_vote(matter, step)


def _lacks_ground(matter: Matter, step: Imposed) -> str:
    if step.outcome is EXTENDED and not step.exceptional_circumstances.strip():
        return (
            "A final written warning may be extended only in exceptional circumstances, and once (CR12 35(7)(b), (9); 55(3)(b)). "
            "Enter the circumstances found."
        )
    if step.outcome not in (FINAL, REDUCED, DISMISSED) or standing.under_2012(matter, step.about):
        return ""
    found = standing.finding(matter, step.about)
    if found is GROSS and step.outcome is not DISMISSED:
        return _no_exceptional_circumstances(matter, step)
    if found is MISCONDUCT and step.outcome in (REDUCED, DISMISSED) and _no_way_beyond_a_warning(matter, step):
        return (
            f"On a finding of misconduct, {step.outcome.value} is open only if a final written warning was in force at the severity "
            "assessment, or there were several incidents not closely factually connected (CR20 42(5)-(6)). Say so if there were, or "
            "choose a warning."
        )
    return ""


def _no_exceptional_circumstances(matter: Matter, step: Imposed) -> str:
    if not standing.under_2025_text(matter, step.about) or step.exceptional_circumstances.strip():
        return ""
    return (
        "For gross misconduct that came to attention on or after 28 May 2025 the outcome is dismissal without notice, unless "
        "exceptional circumstances justify a final written warning or a reduction in rank (CR20 42, 62 as amended by AM25). "
        "Enter the exceptional circumstances found, or choose dismissal."
    )


def _no_way_beyond_a_warning(matter: Matter, step: Imposed) -> bool:
    return not step.several_incidents and service_record.final_warning_live(matter, step.about) is False


def _views_not_heard(step: Imposed) -> str:
    if step.outcome is REDUCED and not step.authority_views_on_rank:
        return (
            "Reduction in rank may be imposed only after hearing the appropriate authority's views, including on the operational impact "
            "(CR20 42(12), 62(6)). Hear them, and say so."
        )
    return ""


def _wrong_length(matter: Matter, step: Imposed) -> str:
    if step.outcome not in WARNINGS:
        if step.months is None:
            return ""
        return f"Only a warning has a length; {step.outcome.value} has none. Leave the number of months empty."
    least, most, under = _lengths(matter, step)
    allowed = f"{least}" if least == most else f"{least} to {most}"
    given = "no number of months was entered" if step.months is None else f"{step.months} months were entered"
    if step.months is None or not least <= step.months <= most:
        at = f" given at a {where.value}" if (where := body(matter, step.about)) and step.outcome is FINAL else ""
        exactly = "exactly" if least == most else "from"
        return f"The length of a {step.outcome.value}{at} is {exactly} {allowed} months ({under}); {given}. Enter {allowed} months."
    return ""


def _lengths(matter: Matter, step: Imposed) -> tuple[int, int, Citation]:
    """The shortest and the longest lawful length of a warning, and the provision that says so."""
    shortest: Clock
    longest: Clock
    if standing.under_2012(matter, step.about):
        shortest = longest = {WRITTEN: OLD_WW, FINAL: OLD_FWW, EXTENDED: OLD_EXTENSION}[step.outcome]
    elif step.outcome is WRITTEN:
        shortest = longest = WW
    else:
        shortest = FWW
        longest = FWW if body(matter, step.about) is MEETING else FWW_LONGEST
    return months_of(shortest), months_of(longest), longest.under


def _wrong_day(matter: Matter, step: Imposed) -> str:
    # What an appeal person decides runs from the notice of the meeting's outcome (CR20 47(3), CR12 40(7)).
    if step.notified_on and step.notified_on < step.earliest and not standing.appeal_allowed(matter, step.about):
        return (
            f"The officer cannot have been notified on {british(step.notified_on)}, before the outcome of {british(step.on)} "
            "(CR20 42(9)). Check both days."
        )
    return ""
