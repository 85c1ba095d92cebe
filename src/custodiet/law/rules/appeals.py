"""Appeals: from a meeting (CR20 Part 4), to the Police Appeals Tribunal (PAT Rules 2020), and what a court undoes.

The periods, and to whom each appeal is open, are in appeals_clocks.py.
"""

from datetime import date

from custodiet.law.clocks import Clock, duties_of
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.rules import appeals_clocks
from custodiet.law.rules.appeals_clocks import (
    MEETING_NOTICE,
    PAT_NOTICE,
    any_meeting,
    from_meeting,
    from_old_meeting,
    to_tribunal,
    tribunal_open,
    withdrawal_confirmed,
)
from custodiet.law.steps import Key, Step
from custodiet.law.steps import outcome as out
from custodiet.law.steps.people import VettingAppealDetermined
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office, Severity, cite

OFFICER, PERSON, TRIBUNAL = Office.OFFICER_CONCERNED, Office.APPEAL_PERSON, Office.TRIBUNAL
AA, COURT, RECORDER = Office.APPROPRIATE_AUTHORITY, Office.COURT, Office.RECORDER


def _every_finding_accepted(matter: Matter, about: Key | None) -> bool:
    findings = [found for found in matter.history.all(out.Found, about) if found.level is not Severity.NEITHER]
    return bool(findings) and all(found.admitted for found in findings)


def _accepted(matter: Matter, step: Step) -> str:
    """No appeal lies against a finding that the officer accepted (PAT20 4)."""
    assert isinstance(step, out.TribunalAppealMade)
    if step.against_finding and _every_finding_accepted(matter, step.about):
        return (
            "No appeal lies to the tribunal against a finding that the officer accepted; every finding here was admitted (PAT20 4). "
            "The outcome can be appealed: enter the appeal as against the outcome only."
        )
    return _late(matter, step)


def _last_day(clock: Clock, matter: Matter, about: Key | None) -> date | None:
    """The last day of a window for that officer, as extended; None where it has not begun or is not known."""
    days = [duty.due for duty in clock.duties(matter) if duty.about == about]
    return max((day for day in days if day), default=None) if all(days) else None


def _late_or_accepted(matter: Matter, step: Step) -> str:
    """An appeal from a meeting: within seven working days unless extended, and not against what was admitted (CR20 45)."""
    assert isinstance(step, out.MeetingAppealMade)
    if step.against_finding and _every_finding_accepted(matter, step.about):
        return (
            "An officer who admitted the conduct appeals against the action only; every finding here was admitted (CR20 45). "
            "Enter the appeal as against the outcome only."
        )
    last = _last_day(MEETING_NOTICE, matter, step.about)
    if last is None or step.on <= last:
        return ""
    return (
        f"The notice of appeal was due by {british(last)}, {MEETING_NOTICE.period.words} after the officer was given the report "
        f"({MEETING_NOTICE.under}). In exceptional circumstances the period may be extended: then enter first that "
        f"“{MEETING_NOTICE.id}” was extended."
    )


def _late(matter: Matter, step: Step) -> str:
    assert isinstance(step, out.TribunalAppealMade)
    last = _last_day(PAT_NOTICE, matter, step.about)
    if last is None or step.on <= last or step.late_reason.strip():
        return ""
    return (
        f"The notice of appeal was due by {british(last)}, {PAT_NOTICE.period.words} after the written decision (PAT20 9(1)). A later notice "
        "needs the reason why it was not reasonably practicable in time (PAT20 10); enter it."
    )


RESULTS = ("upheld", "varied", "quashed", "remitted", "dismissed")


def _unknown_result(matter: Matter, step: Step) -> str:
    assert isinstance(step, out.TribunalAppealDetermined)
    if step.result.strip().casefold() in RESULTS:
        return ""
    return f"“{step.result}” is no result of an appeal to the tribunal (PAT20 26). Enter one of: {', '.join(RESULTS)}."


POWERS: tuple[Power, ...] = (
    Power(
        step=out.MeetingAppealMade,
        by=(OFFICER, RECORDER),
        under=cite(I.CR20, "45"),
        after=(out.OutcomeNotified,),
        where=from_meeting,
        admits=_late_or_accepted,
    ),
    Power(
        step=out.MeetingAppealMade,
        by=(OFFICER, RECORDER),
        under=cite(I.CR12, "38"),
        after=(out.OutcomeNotified,),
        where=from_old_meeting,
    ),
    Power(step=out.MeetingAppealFoundArguable, by=(PERSON,), under=cite(I.CR20, "46"), after=(out.MeetingAppealMade,), where=any_meeting),
    Power(
        step=out.AppealMeetingSpecified, by=(PERSON,), under=cite(I.CR20, "46"), after=(out.MeetingAppealFoundArguable,), where=any_meeting
    ),
    Power(
        step=out.AppealMeetingAlternativeProposed,
        by=(OFFICER, RECORDER),
        under=cite(I.CR20, "46(6)"),
        after=(out.AppealMeetingSpecified,),
        where=from_meeting,
    ),
    Power(
        step=out.AppealMeetingHeld,
        by=(PERSON, RECORDER),
        under=cite(I.CR20, "46"),
        after=(out.MeetingAppealFoundArguable,),
        where=any_meeting,
    ),
    Power(step=out.MeetingAppealDetermined, by=(PERSON,), under=cite(I.CR20, "47"), after=(out.MeetingAppealMade,), where=any_meeting),
    Power(
        step=out.MeetingAppealResultGiven,
        by=(PERSON, AA),
        under=cite(I.CR20, "47(2)"),
        after=(out.MeetingAppealDetermined,),
        where=any_meeting,
    ),
    Power(
        step=out.TribunalAppealMade,
        by=(OFFICER, RECORDER),
        under=cite(I.PAT20, "4, 9"),
        after=(out.Imposed,),
        where=to_tribunal,
        admits=_accepted,
        even_closed=True,
    ),
    Power(
        step=out.TribunalAppealMade,
        by=(OFFICER, RECORDER),
        under=cite(I.PAT20, "5A, 9"),
        after=(VettingAppealDetermined,),
        where=withdrawal_confirmed,
        admits=_late,
        even_closed=True,
    ),
    *(
        Power(step=step, by=by, under=cite(I.PAT20, rule), after=after, where=tribunal_open, even_closed=True)
        for step, by, rule, after in (
            (out.TribunalNoticeReceived, (AA, RECORDER), "13(3)", (out.TribunalAppealMade,)),
            (out.RespondentPapersSent, (AA,), "13(3)", (out.TribunalNoticeReceived,)),
            (out.TranscriptSupplied, (AA, RECORDER), "13(7)", (out.TribunalAppealMade,)),
            (out.AppellantPapersSent, (OFFICER, RECORDER), "13(7)", (out.TribunalAppealMade,)),
            (out.AppellantPapersReceived, (AA, RECORDER), "13(9)", (out.TribunalAppealMade,)),
            (out.ResponseSent, (AA,), "13(9)", (out.AppellantPapersReceived,)),
            (out.NoRealProspectNotified, (TRIBUNAL, RECORDER), "15(4)", (out.TribunalAppealMade,)),
            (out.NoRealProspectAnswered, (OFFICER, RECORDER), "15(4)", (out.NoRealProspectNotified,)),
            (out.TribunalHearingFixed, (TRIBUNAL, RECORDER), "18(1)", (out.TribunalAppealMade,)),
            (out.TribunalPublicNoticePublished, (AA, TRIBUNAL, RECORDER), "18(6)", (out.TribunalHearingFixed,)),
            (out.TribunalHearingEnded, (TRIBUNAL, RECORDER), "22", (out.TribunalHearingFixed,)),
            (out.TribunalDecisionGiven, (TRIBUNAL, RECORDER), "26(8)", (out.TribunalAppealDetermined,)),
            (out.TribunalDecisionPublished, (AA, TRIBUNAL, RECORDER), "26(12)", (out.TribunalAppealDetermined,)),
        )
    ),
    Power(
        step=out.TribunalAppealDetermined,
        by=(TRIBUNAL, RECORDER),
        under=cite(I.PAT20, "26"),
        after=(out.TribunalAppealMade,),
        where=tribunal_open,
        admits=_unknown_result,
        even_closed=True,
    ),
    Power(
        step=out.Quashed,
        by=(COURT, TRIBUNAL, PERSON, RECORDER),
        under=cite(I.PAT20, "12"),
        after=(out.Imposed, out.StaffOutcomeDecided),
        even_closed=True,
    ),
    Power(
        step=out.Remitted,
        by=(COURT, TRIBUNAL, PERSON, RECORDER),
        under=cite(I.PAT20, "12"),
        after=(out.Quashed, out.TribunalAppealDetermined),
        even_closed=True,
    ),
)


CLOCKS = appeals_clocks.CLOCKS


def options(matter: Matter) -> list[Option]:
    """The appeals that may be made, and what follows them."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """The periods of appeal."""
    return duties_of(CLOCKS, matter)
