"""Appeals: from a meeting (CR20 Part 4), to the Police Appeals Tribunal (PAT Rules 2020), and what a court undoes."""

from collections.abc import Iterator
from datetime import date

from custodiet.law.clocks import CD, MONTHS, WD, Clock, Start, duties_of, from_field, from_step, period
from custodiet.law.instruments import APPEALS, CR12, CR20, CR20_2025, PAT_2020, REGULATIONS_2012, REGULATIONS_2020
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.steps import Key, Step
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import FormOfProceedings, Office, cite
from custodiet.law.vocabulary import Instrument as I

OFFICER, PERSON, TRIBUNAL = Office.OFFICER_CONCERNED, Office.APPEAL_PERSON, Office.TRIBUNAL
AA, COURT, RECORDER = Office.APPROPRIATE_AUTHORITY, Office.COURT, Office.RECORDER
OLD_TO = date(2020, 1, 31)


def _form(matter: Matter, about: Key | None) -> FormOfProceedings | None:
    began = matter.history.latest(pro.HearingBegan, about)
    return began.form if began else None


def _senior(matter: Matter, about: Key | None) -> bool:
    subject = matter.subject(about)
    return subject is not None and subject.rank.senior


def _from_meeting(matter: Matter, about: Key | None) -> bool:
    """A meeting of an officer who is not senior: its appeal lies inside the force (CR20 45)."""
    return matter.conduct_is(about, CR20, CR20_2025) and _form(matter, about) is FormOfProceedings.MEETING and not _senior(matter, about)


def _from_old_meeting(matter: Matter, about: Key | None) -> bool:
    return matter.conduct_is(about, CR12) and _form(matter, about) is FormOfProceedings.MEETING


def _any_meeting(matter: Matter, about: Key | None) -> bool:
    return _from_meeting(matter, about) or _from_old_meeting(matter, about)


def _to_tribunal(matter: Matter, about: Key | None) -> bool:
    """A hearing, an accelerated hearing, or a senior officer's meeting (PAT20 4)."""
    form = _form(matter, about)
    if matter.regime(APPEALS, about) is not PAT_2020 or form is None:
        return False
    return form is not FormOfProceedings.MEETING or _senior(matter, about)


def _pat(matter: Matter, about: Key | None) -> bool:
    return matter.regime(APPEALS, about) is PAT_2020


def _accepted(matter: Matter, step: Step) -> str:
    """No appeal lies against a finding that the officer accepted (PAT20 4)."""
    assert isinstance(step, out.TribunalAppealMade)
    findings = [
        found for found in matter.history.all(out.Found, step.about) if found.level.value != "neither misconduct nor gross misconduct"
    ]
    if step.against_finding and findings and all(found.admitted for found in findings):
        return (
            "No appeal lies to the tribunal against a finding that the officer accepted; every finding here was admitted (PAT20 4). "
            "The outcome can be appealed: enter the appeal as against the outcome only."
        )
    return _late(matter, step)


def _late(matter: Matter, step: out.TribunalAppealMade) -> str:
    given = matter.history.first(out.OutcomeNotified, step.about)
    last = PAT_NOTICE.period.last(given.on) if given and given.exact else None
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
    Power(step=out.MeetingAppealMade, by=(OFFICER, RECORDER), under=cite(I.CR20, "45"), after=(out.OutcomeNotified,), where=_from_meeting),
    Power(
        step=out.MeetingAppealMade, by=(OFFICER, RECORDER), under=cite(I.CR12, "38"), after=(out.OutcomeNotified,), where=_from_old_meeting
    ),
    Power(step=out.MeetingAppealFoundArguable, by=(PERSON,), under=cite(I.CR20, "46"), after=(out.MeetingAppealMade,), where=_any_meeting),
    Power(
        step=out.AppealMeetingSpecified, by=(PERSON,), under=cite(I.CR20, "46"), after=(out.MeetingAppealFoundArguable,), where=_any_meeting
    ),
    Power(
        step=out.AppealMeetingAlternativeProposed,
        by=(OFFICER, RECORDER),
        under=cite(I.CR20, "46(6)"),
        after=(out.AppealMeetingSpecified,),
        where=_from_meeting,
    ),
    Power(
        step=out.AppealMeetingHeld,
        by=(PERSON, RECORDER),
        under=cite(I.CR20, "46"),
        after=(out.MeetingAppealFoundArguable,),
        where=_any_meeting,
    ),
    Power(step=out.MeetingAppealDetermined, by=(PERSON,), under=cite(I.CR20, "47"), after=(out.MeetingAppealMade,), where=_any_meeting),
    Power(
        step=out.MeetingAppealResultGiven,
        by=(PERSON, AA),
        under=cite(I.CR20, "47(2)"),
        after=(out.MeetingAppealDetermined,),
        where=_any_meeting,
    ),
    Power(
        step=out.TribunalAppealMade,
        by=(OFFICER, RECORDER),
        under=cite(I.PAT20, "4, 9"),
        after=(out.Imposed,),
        where=_to_tribunal,
        admits=_accepted,
        even_closed=True,
    ),
    *(
        Power(step=step, by=by, under=cite(I.PAT20, rule), after=after, where=_pat, even_closed=True)
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
        where=_pat,
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


_FROM = REGULATIONS_2020
_OLD = REGULATIONS_2012
_WINDOW = DutyKind.WINDOW


def _named_for_appeal(matter: Matter, about: Key | None) -> Iterator[Start]:
    """Names notified after an appeal was made: of the person who determines it, or of an adviser (CR20 45(7))."""
    made = matter.history.first(out.MeetingAppealMade, about)
    for named in matter.history.all(pro.NamesNotified, about):
        if made and named.on >= made.on:
            yield Start(named.on, named, named.exact)


PAT_NOTICE = Clock(
    id="pat-notice", what="notice of appeal to the tribunal", period=period("F1", 10, WD), under=cite(I.PAT20, "9(1)"),
    starts=from_step(out.OutcomeNotified), met_by=(out.TribunalAppealMade,), kind=_WINDOW, owed_by=OFFICER, owed_to=TRIBUNAL,
    where=_to_tribunal, since=_FROM,
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="objection-appeal", what="object to the person deciding a meeting appeal, or adviser", period=period("F1", 3, WD),
        under=cite(I.CR20, "45(7), (12)(b)"), starts=_named_for_appeal, met_by=(pro.ObjectionMade,), kind=_WINDOW, owed_by=OFFICER,
        owed_to=AA, where=_from_meeting, since=_FROM,
    ),
    Clock(
        id="appeal-meeting-notice", what="notice of appeal from a meeting", period=period("F1", 7, WD), under=cite(I.CR20, "45(3)(a)"),
        starts=from_step(out.OutcomeNotified), met_by=(out.MeetingAppealMade,), kind=_WINDOW, owed_by=OFFICER, owed_to=AA,
        where=_from_meeting, since=_FROM,
    ),
    Clock(
        id="appeal-meeting", what="appeal meeting held", period=period("F1", 5, WD), under=cite(I.CR20, "46(2)-(3)"),
        starts=from_step(out.MeetingAppealFoundArguable), met_by=(out.AppealMeetingHeld, out.MeetingAppealDetermined), owed_by=PERSON,
        owed_to=OFFICER, where=_from_meeting, since=_FROM,
    ),
    Clock(
        id="appeal-meeting-alternative", what="alternative appeal-meeting date", period=period("F1", 5, WD), under=cite(I.CR20, "46(6)(b)"),
        starts=from_field(out.AppealMeetingSpecified, "on"), met_by=(out.AppealMeetingAlternativeProposed,), kind=_WINDOW, owed_by=OFFICER,
        owed_to=PERSON, where=_from_meeting, since=_FROM,
    ),
    Clock(
        id="appeal-meeting-result", what="result of the appeal with reasons", period=period("F1", 3, WD), under=cite(I.CR20, "47(2)"),
        starts=from_step(out.MeetingAppealDetermined), met_by=(out.MeetingAppealResultGiven,), owed_by=PERSON, owed_to=OFFICER,
        where=_from_meeting, since=_FROM,
    ),
    PAT_NOTICE,
    Clock(
        id="pat-respondent-papers", what="respondent's decision, documents, transcript", period=period("F1", 15, WD),
        under=cite(I.PAT20, "13(3)"), starts=from_step(out.TribunalNoticeReceived), met_by=(out.RespondentPapersSent,), owed_by=AA,
        owed_to=TRIBUNAL, where=_pat, since=_FROM,
    ),
    Clock(
        id="pat-appellant-papers", what="appellant's statement and papers", period=period("F1", 20, WD), under=cite(I.PAT20, "13(7)(a)"),
        starts=from_step(out.TranscriptSupplied), met_by=(out.AppellantPapersSent,), kind=_WINDOW, owed_by=OFFICER, owed_to=TRIBUNAL,
        where=_pat, since=_FROM,
    ),
    Clock(
        id="pat-appellant-papers-none", what="appellant's papers, no transcript asked for", period=period("F1", 35, WD),
        under=cite(I.PAT20, "13(7)(b)"), starts=from_step(out.TribunalAppealMade), met_by=(out.AppellantPapersSent,),
        ends=(out.TranscriptSupplied,), kind=_WINDOW, owed_by=OFFICER, owed_to=TRIBUNAL, where=_pat, since=_FROM,
    ),
    Clock(
        id="pat-response", what="respondent's response", period=period("F1", 20, WD), under=cite(I.PAT20, "13(9)"),
        starts=from_step(out.AppellantPapersReceived), met_by=(out.ResponseSent,), owed_by=AA, owed_to=TRIBUNAL, where=_pat, since=_FROM,
    ),
    Clock(
        id="pat-no-prospect", what="representations on a proposed dismissal, no real prospect", period=period("F1", 10, WD),
        under=cite(I.PAT20, "15(4)"), starts=from_step(out.NoRealProspectNotified), met_by=(out.NoRealProspectAnswered,), kind=_WINDOW,
        owed_by=OFFICER, owed_to=TRIBUNAL, where=_pat, since=_FROM,
    ),
    Clock(
        id="pat-hearing-notice", what="notice of the tribunal's hearing, at least before", period=period("back", 20, WD),
        under=cite(I.PAT20, "18(1)"), starts=from_field(out.TribunalHearingFixed, "held_on"), kind=DutyKind.BAR, owed_by=TRIBUNAL,
        owed_to=OFFICER, where=_pat, since=_FROM,
    ),
    Clock(
        id="pat-public-notice", what="public notice of the tribunal's hearing, at least before, if required", period=period("back", 5, WD),
        under=cite(I.PAT20, "18(6)"), starts=from_field(out.TribunalHearingFixed, "held_on"), kind=DutyKind.BAR, owed_by=AA, where=_pat,
        since=_FROM,
    ),
    Clock(
        id="pat-decision", what="tribunal's decision to the appellant", period=period("F1", 3, WD), under=cite(I.PAT20, "26(8)"),
        starts=from_step(out.TribunalAppealDetermined), met_by=(out.TribunalDecisionGiven,), owed_by=TRIBUNAL, owed_to=OFFICER, where=_pat,
        since=_FROM,
    ),
    Clock(
        id="pat-publication", what="tribunal's statement and report published", period=period("F1", 10, WD),
        under=cite(I.PAT20, "26(11)-(12)"), starts=from_step(out.TribunalHearingEnded), met_by=(out.TribunalDecisionPublished,), owed_by=AA,
        where=_pat, since=_FROM,
    ),
    Clock(
        id="pat-public-period", what="tribunal's statement kept on the website at least", period=period("", 28, CD),
        under=cite(I.PAT20, "26(13)"), starts=from_step(out.TribunalDecisionPublished), kind=DutyKind.IN_FORCE, owed_by=AA, where=_pat,
        since=_FROM,
    ),
    Clock(
        id="pat-record", what="tribunal's verbatim record kept", period=period("", 24, MONTHS), under=cite(I.PAT20, "20(6)"),
        starts=from_step(out.TribunalHearingEnded), kind=DutyKind.IN_FORCE, owed_by=TRIBUNAL, where=_pat, since=_FROM,
    ),
    Clock(
        id="old-meeting-appeal", what="appeal from a meeting", period=period("F1", 7, WD), under=cite(I.CR12, "38(3)(a)"),
        starts=from_step(out.OutcomeNotified), met_by=(out.MeetingAppealMade,), kind=_WINDOW, owed_by=OFFICER, owed_to=AA,
        where=_from_old_meeting, since=_OLD, to=OLD_TO,
    ),
    Clock(
        id="old-meeting-appeal-held", what="appeal meeting", period=period("F1", 5, WD), under=cite(I.CR12, "39(2)(a)"),
        starts=from_step(out.MeetingAppealFoundArguable), met_by=(out.AppealMeetingHeld, out.MeetingAppealDetermined), owed_by=PERSON,
        owed_to=OFFICER, where=_from_old_meeting, since=_OLD, to=OLD_TO,
    ),
    Clock(
        id="old-meeting-appeal-result", what="result of the appeal", period=period("F1", 3, WD), under=cite(I.CR12, "40(6)"),
        starts=from_step(out.MeetingAppealDetermined), met_by=(out.MeetingAppealResultGiven,), owed_by=PERSON, owed_to=OFFICER,
        where=_from_old_meeting, since=_OLD, to=OLD_TO,
    ),
)  # fmt: skip


def options(matter: Matter) -> list[Option]:
    """The appeals that may be made, and what follows them."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """The periods of appeal."""
    return duties_of(CLOCKS, matter)
