"""Complaints withdrawn, and complaints that slept during a criminal case (CMR20 38, 39, 41; CMR12 21)."""

from datetime import date

from custodiet.law.clocks import CD, Clock, from_step, period
from custodiet.law.instruments import REGULATIONS_2020
from custodiet.law.matter import DutyKind, Matter
from custodiet.law.powers import Power, british
from custodiet.law.rules.complaints import blank, new_law, old_law, with_director_general
from custodiet.law.steps import Key, Step, Track
from custodiet.law.steps.investigation import CriminalProceedingsEnded, InvestigationSuspended
from custodiet.law.steps.opening import (
    ComplaintMade,
    PublicInterestDecided,
    ResumptionAnswered,
    ResumptionLetterSent,
    WithdrawalConfirmed,
    WithdrawalLetterSent,
    WithdrawalNotified,
)
from custodiet.law.vocabulary import Confidence, Instrument, Office, cite

CMR20, CMR12 = Instrument.CMR20, Instrument.CMR12
AA, LPB, DG = Office.APPROPRIATE_AUTHORITY, Office.LOCAL_POLICING_BODY, Office.DIRECTOR_GENERAL
COMPLAINANT, RECORDER = Office.COMPLAINANT, Office.RECORDER


def _signed(matter: Matter) -> bool:
    notified = matter.history.latest(WithdrawalNotified)
    return notified is not None and notified.signed


def _needs_no_letter(matter: Matter, about: Key | None) -> str:
    if _signed(matter):
        return "The wish to withdraw is in writing and signed, so nothing need be asked (CMR20 38(1)-(2)). Enter the withdrawal itself."
    return ""


def _letter_comes_first(matter: Matter, about: Key | None) -> str:
    if _signed(matter) or matter.history.has(WithdrawalLetterSent):
        return ""
    return (
        "An unsigned wish to withdraw is not yet a withdrawal: the complainant must first be asked in writing (CMR20 39(2)). Enter "
        "the letter, and then the answer or the silence."
    )


def last_day(clock: Clock, matter: Matter) -> date | None:
    """The last day of the latest of the clock's periods."""
    return max((duty.due for duty in clock.duties(matter) if duty.due), default=None)


def _silence_lasted(matter: Matter, step: Step) -> str:
    assert isinstance(step, WithdrawalConfirmed)
    last = last_day(WITHDRAWAL_SILENCE, matter)
    if not step.silence or last is None or step.on > last:
        return ""
    return (
        f"Silence counts as withdrawal only when {WITHDRAWAL_SILENCE.period.words} have passed since the letter, that is after "
        f"{british(last)} (CMR20 39(4)(b)). Wait, or enter the complainant's answer."
    )


def _criminal_case_over(matter: Matter, about: Key | None) -> str:
    if matter.history.has(CriminalProceedingsEnded):
        return ""
    return (
        "The complainant is asked when the criminal case has concluded (CMR20 41(1)(b)), and its end is not in the record. Enter the "
        "end of the criminal proceedings first."
    )


def _answered(matter: Matter) -> ResumptionAnswered | None:
    letter = matter.history.latest(ResumptionLetterSent)
    return next((s for s in matter.history.after(letter) if isinstance(s, ResumptionAnswered)), None) if letter else None


def _answer_stands(matter: Matter, about: Key | None) -> str:
    if answer := _answered(matter):
        return (
            f"The complainant answered on {british(answer.on)} (CMR20 41(3)-(4)). Correct that entry if it is wrong, or enter a further "
            "letter."
        )
    return ""


def _something_to_decide(matter: Matter, step: Step) -> str:
    """Public interest is decided after a withdrawal, or after the wish not to resume, or 28 days of silence."""
    assert isinstance(step, PublicInterestDecided)
    no_wish = blank(step.reason, "The decision on the public interest states its reasons", cite(CMR20, "38(5)-(7), 41(4)"))
    if _signed(matter) or matter.history.has(WithdrawalConfirmed):
        return no_wish
    answer = _answered(matter)
    if answer and answer.resume:
        return (
            f"The complainant asked on {british(answer.on)} that the complaint be resumed, so it is resumed (CMR20 41(3)); there is "
            "nothing to decide. Enter that the investigation was resumed."
        )
    last = last_day(RESUME_SILENCE, matter)
    if answer or (last is not None and step.on > last):
        return no_wish
    if last is not None:
        return (
            f"The complainant may answer until {british(last)}, {RESUME_SILENCE.period.words} after the letter; only then does silence "
            "bring this decision (CMR20 41(4)(b)). Wait, or enter the answer."
        )
    return (
        "An unsigned wish to withdraw does not yet bring this decision (CMR20 39(4)). Enter first the confirmation of the withdrawal, "
        "or the silence."
    )


_BRINGS_A_DECISION = (WithdrawalNotified, ResumptionLetterSent)

WITHDRAWAL_POWERS: tuple[Power, ...] = (
    Power(
        step=WithdrawalNotified, by=(COMPLAINANT, RECORDER), under=cite(CMR20, "38(1), 39(1)"), after=(ComplaintMade,),
        until=(WithdrawalConfirmed,), where=new_law,
    ),
    Power(
        step=WithdrawalNotified, by=(COMPLAINANT, RECORDER), under=cite(CMR12, "21", Confidence.PART), after=(ComplaintMade,),
        until=(WithdrawalConfirmed,), where=old_law,
    ),
    Power(
        step=WithdrawalLetterSent, by=(AA, LPB), under=cite(CMR20, "39(2)-(3)"), after=(WithdrawalNotified,),
        until=(WithdrawalConfirmed,), where=new_law, unless=_needs_no_letter,
    ),
    Power(
        step=WithdrawalLetterSent, by=(AA, LPB), under=cite(CMR12, "21", Confidence.PART), after=(WithdrawalNotified,),
        until=(WithdrawalConfirmed,), where=old_law, unless=_needs_no_letter,
    ),
    Power(
        step=WithdrawalConfirmed, by=(AA, LPB), under=cite(CMR20, "38(2), 39(4)"), after=(WithdrawalNotified,), once=True,
        where=new_law, unless=_letter_comes_first, admits=_silence_lasted,
    ),
    Power(
        step=WithdrawalConfirmed, by=(AA, LPB), under=cite(CMR12, "21", Confidence.PART), after=(WithdrawalNotified,), once=True,
        where=old_law, unless=_letter_comes_first,
    ),
    Power(
        step=PublicInterestDecided, by=(AA, LPB), under=cite(CMR20, "38(6)-(7), 41(4)"), after=_BRINGS_A_DECISION,
        where=lambda m, a: new_law(m, a) and not with_director_general(m), admits=_something_to_decide,
    ),
    Power(
        step=PublicInterestDecided, by=(DG,), under=cite(CMR20, "38(5), 41(4)"), after=_BRINGS_A_DECISION,
        where=lambda m, a: new_law(m, a) and with_director_general(m), admits=_something_to_decide,
    ),
    Power(
        step=PublicInterestDecided, by=(AA, LPB, DG), under=cite(CMR12, "21(4)-(8)", Confidence.PART),
        after=(WithdrawalNotified,), where=old_law, admits=_something_to_decide,
    ),
    Power(
        step=ResumptionLetterSent, by=(AA, LPB, DG), under=cite(CMR20, "41(2)"), after=(InvestigationSuspended,), where=new_law,
        unless=_criminal_case_over,
    ),
    Power(
        step=ResumptionAnswered, by=(COMPLAINANT, RECORDER), under=cite(CMR20, "41(3)-(4)"), after=(ResumptionLetterSent,),
        where=new_law, unless=_answer_stands,
    ),
)  # fmt: skip

WITHDRAWAL_SILENCE = Clock(
    id="withdrawal-silence", what="answer whether the complaint is withdrawn; silence counts as withdrawal",
    period=period("F3", 28, CD), under=cite(CMR20, "39(4)(b)"), starts=from_step(WithdrawalLetterSent),
    met_by=(WithdrawalConfirmed,), owed_by=COMPLAINANT, owed_to=AA, track=Track.CASE, kind=DutyKind.WINDOW, where=new_law,
    since=REGULATIONS_2020,
)  # fmt: skip
RESUME_SILENCE = Clock(
    id="resume-silence", what="answer whether the complaint is resumed; after silence the public interest is decided",
    period=period("F3", 28, CD), under=cite(CMR20, "41(4)(b)"), starts=from_step(ResumptionLetterSent),
    met_by=(ResumptionAnswered,), owed_by=COMPLAINANT, owed_to=AA, track=Track.CASE, kind=DutyKind.WINDOW, where=new_law,
    since=REGULATIONS_2020,
)  # fmt: skip
WITHDRAWAL_CLOCKS: tuple[Clock, ...] = (WITHDRAWAL_SILENCE, RESUME_SILENCE)
