"""The periods of appeal: from a meeting, to the Police Appeals Tribunal, and under the Regulations of 2012; and to whom each is open."""

from collections.abc import Iterator
from datetime import date

from custodiet.law.clocks import CD, MONTHS, WD, Clock, Start, from_field, from_step, period
from custodiet.law.instruments import APPEALS, CR12, CR20, CR20_2025, PAT_2020, REGULATIONS_2012, REGULATIONS_2020
from custodiet.law.matter import DutyKind, Matter
from custodiet.law.rules.vetting_conditions import governed
from custodiet.law.steps import Key
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.steps.people import VettingAppealDetermined, VettingAppealResultGiven
from custodiet.law.vocabulary import FormOfProceedings, Office, cite
from custodiet.law.vocabulary import Instrument as I

OFFICER, PERSON, TRIBUNAL, AA = Office.OFFICER_CONCERNED, Office.APPEAL_PERSON, Office.TRIBUNAL, Office.APPROPRIATE_AUTHORITY
OLD_TO = date(2020, 1, 31)


def _form(matter: Matter, about: Key | None) -> FormOfProceedings | None:
    began = matter.history.latest(pro.HearingBegan, about)
    return began.form if began else None


def _senior(matter: Matter, about: Key | None) -> bool:
    subject = matter.subject(about)
    return subject is not None and subject.rank.senior


def from_meeting(matter: Matter, about: Key | None) -> bool:
    """A meeting of an officer who is not senior: its appeal lies inside the force (CR20 45)."""
    return matter.conduct_is(about, CR20, CR20_2025) and _form(matter, about) is FormOfProceedings.MEETING and not _senior(matter, about)


def from_old_meeting(matter: Matter, about: Key | None) -> bool:
    """A meeting under the Regulations of 2012 (CR12 38)."""
    return matter.conduct_is(about, CR12) and _form(matter, about) is FormOfProceedings.MEETING


def any_meeting(matter: Matter, about: Key | None) -> bool:
    """A meeting whose appeal lies inside the force, under either Regulations."""
    return from_meeting(matter, about) or from_old_meeting(matter, about)


def to_tribunal(matter: Matter, about: Key | None) -> bool:
    """A hearing, an accelerated hearing, or a senior officer's meeting (PAT20 4)."""
    form = _form(matter, about)
    if matter.regime(APPEALS, about) is not PAT_2020 or form is None:
        return False
    return form is not FormOfProceedings.MEETING or _senior(matter, about)


def withdrawal_confirmed(matter: Matter, about: Key | None) -> bool:
    """The vetting panel confirmed that clearance is withdrawn: the tribunal is open (PAT20 5A)."""
    determined = matter.history.latest(VettingAppealDetermined, about)
    return governed(matter, about) and determined is not None and determined.confirmed


def tribunal_open(matter: Matter, about: Key | None) -> bool:
    """The Tribunal Rules of 2020 apply to the appeal."""
    return matter.regime(APPEALS, about) is PAT_2020 or withdrawal_confirmed(matter, about)


_FROM = REGULATIONS_2020
_OLD = REGULATIONS_2012
_WINDOW = DutyKind.WINDOW


def _named_for_appeal(matter: Matter, about: Key | None) -> Iterator[Start]:
    """Names notified after an appeal was made: of the person who determines it, or of an adviser (CR20 45(7))."""
    made = matter.history.first(out.MeetingAppealMade, about)
    for named in matter.history.all(pro.NamesNotified, about):
        if made and named.on >= made.on:
            yield Start(named.on, named, named.exact)


def _decision_supplied(matter: Matter, about: Key | None) -> Iterator[Start]:
    """The written decision on the proceedings, or of the vetting panel that confirmed a withdrawal."""
    if to_tribunal(matter, about):
        yield from from_step(out.OutcomeNotified)(matter, about)
    if withdrawal_confirmed(matter, about):
        yield from from_step(VettingAppealResultGiven)(matter, about)


PAT_NOTICE = Clock(
    id="pat-notice", what="notice of appeal to the tribunal", period=period("F1", 10, WD), under=cite(I.PAT20, "9(1)"),
    starts=_decision_supplied, met_by=(out.TribunalAppealMade,), kind=_WINDOW, owed_by=OFFICER, owed_to=TRIBUNAL, since=_FROM,
)  # fmt: skip
MEETING_NOTICE = Clock(
    id="appeal-meeting-notice", what="notice of appeal from a meeting", period=period("F1", 7, WD), under=cite(I.CR20, "45(3)(a)"),
    starts=from_step(out.OutcomeNotified), met_by=(out.MeetingAppealMade,), kind=_WINDOW, owed_by=OFFICER, owed_to=AA,
    where=from_meeting, since=_FROM,
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="objection-appeal", what="object to the person deciding a meeting appeal, or adviser", period=period("F1", 3, WD),
        under=cite(I.CR20, "45(7), (12)(b)"), starts=_named_for_appeal, met_by=(pro.ObjectionMade,), kind=_WINDOW, owed_by=OFFICER,
        owed_to=AA, where=from_meeting, since=_FROM,
    ),
    MEETING_NOTICE,
    Clock(
        id="appeal-meeting", what="appeal meeting held", period=period("F1", 5, WD), under=cite(I.CR20, "46(2)-(3)"),
        starts=from_step(out.MeetingAppealFoundArguable), met_by=(out.AppealMeetingHeld, out.MeetingAppealDetermined), owed_by=PERSON,
        owed_to=OFFICER, where=from_meeting, since=_FROM,
    ),
    Clock(
        id="appeal-meeting-alternative", what="alternative appeal-meeting date", period=period("F1", 5, WD), under=cite(I.CR20, "46(6)(b)"),
        starts=from_field(out.AppealMeetingSpecified, "on"), met_by=(out.AppealMeetingAlternativeProposed,), kind=_WINDOW, owed_by=OFFICER,
        owed_to=PERSON, where=from_meeting, since=_FROM,
    ),
    Clock(
        id="appeal-meeting-result", what="result of the appeal with reasons", period=period("F1", 3, WD), under=cite(I.CR20, "47(2)"),
        starts=from_step(out.MeetingAppealDetermined), met_by=(out.MeetingAppealResultGiven,), owed_by=PERSON, owed_to=OFFICER,
        where=from_meeting, since=_FROM,
    ),
    PAT_NOTICE,
    Clock(
        id="pat-respondent-papers", what="respondent's decision, documents, transcript", period=period("F1", 15, WD),
        under=cite(I.PAT20, "13(3)"), starts=from_step(out.TribunalNoticeReceived), met_by=(out.RespondentPapersSent,), owed_by=AA,
        owed_to=TRIBUNAL, where=tribunal_open, since=_FROM,
    ),
    Clock(
        id="pat-appellant-papers", what="appellant's statement and papers", period=period("F1", 20, WD), under=cite(I.PAT20, "13(7)(a)"),
        starts=from_step(out.TranscriptSupplied), met_by=(out.AppellantPapersSent,), kind=_WINDOW, owed_by=OFFICER, owed_to=TRIBUNAL,
        where=tribunal_open, since=_FROM,
    ),
    Clock(
        id="pat-appellant-papers-none", what="appellant's papers, no transcript asked for", period=period("F1", 35, WD),
        under=cite(I.PAT20, "13(7)(b)"), starts=from_step(out.TribunalAppealMade), met_by=(out.AppellantPapersSent,),
        ends=(out.TranscriptSupplied,), kind=_WINDOW, owed_by=OFFICER, owed_to=TRIBUNAL, where=tribunal_open, since=_FROM,
    ),
    Clock(
        id="pat-response", what="respondent's response", period=period("F1", 20, WD), under=cite(I.PAT20, "13(9)"),
        starts=from_step(out.AppellantPapersReceived), met_by=(out.ResponseSent,), owed_by=AA, owed_to=TRIBUNAL, where=tribunal_open, since=_FROM,
    ),
    Clock(
        id="pat-no-prospect", what="representations on a proposed dismissal, no real prospect", period=period("F1", 10, WD),
        under=cite(I.PAT20, "15(4)"), starts=from_step(out.NoRealProspectNotified), met_by=(out.NoRealProspectAnswered,), kind=_WINDOW,
        owed_by=OFFICER, owed_to=TRIBUNAL, where=tribunal_open, since=_FROM,
    ),
    Clock(
        id="pat-hearing-notice", what="notice of the tribunal's hearing, at least before", period=period("back", 20, WD),
        under=cite(I.PAT20, "18(1)"), starts=from_field(out.TribunalHearingFixed, "held_on"), kind=DutyKind.BAR, owed_by=TRIBUNAL,
        owed_to=OFFICER, where=tribunal_open, since=_FROM,
    ),
    Clock(
        id="pat-public-notice", what="public notice of the tribunal's hearing, at least before, if required", period=period("back", 5, WD),
        under=cite(I.PAT20, "18(6)"), starts=from_field(out.TribunalHearingFixed, "held_on"), kind=DutyKind.BAR, owed_by=AA, where=tribunal_open,
        since=_FROM,
    ),
    Clock(
        id="pat-decision", what="tribunal's decision to the appellant", period=period("F1", 3, WD), under=cite(I.PAT20, "26(8)"),
        starts=from_step(out.TribunalAppealDetermined), met_by=(out.TribunalDecisionGiven,), owed_by=TRIBUNAL, owed_to=OFFICER, where=tribunal_open,
        since=_FROM,
    ),
    Clock(
        id="pat-publication", what="tribunal's statement and report published", period=period("F1", 10, WD),
        under=cite(I.PAT20, "26(11)-(12)"), starts=from_step(out.TribunalHearingEnded), met_by=(out.TribunalDecisionPublished,), owed_by=AA,
        where=tribunal_open, since=_FROM,
    ),
    Clock(
        id="pat-public-period", what="tribunal's statement kept on the website at least", period=period("", 28, CD),
        under=cite(I.PAT20, "26(13)"), starts=from_step(out.TribunalDecisionPublished), kind=DutyKind.IN_FORCE, owed_by=AA, where=tribunal_open,
        since=_FROM,
    ),
    Clock(
        id="pat-record", what="tribunal's verbatim record kept", period=period("", 24, MONTHS), under=cite(I.PAT20, "20(6)"),
        starts=from_step(out.TribunalHearingEnded), kind=DutyKind.IN_FORCE, owed_by=TRIBUNAL, where=tribunal_open, since=_FROM,
    ),
    Clock(
        id="old-meeting-appeal", what="appeal from a meeting", period=period("F1", 7, WD), under=cite(I.CR12, "38(3)(a)"),
        starts=from_step(out.OutcomeNotified), met_by=(out.MeetingAppealMade,), kind=_WINDOW, owed_by=OFFICER, owed_to=AA,
        where=from_old_meeting, since=_OLD, to=OLD_TO,
    ),
    Clock(
        id="old-meeting-appeal-held", what="appeal meeting", period=period("F1", 5, WD), under=cite(I.CR12, "39(2)(a)"),
        starts=from_step(out.MeetingAppealFoundArguable), met_by=(out.AppealMeetingHeld, out.MeetingAppealDetermined), owed_by=PERSON,
        owed_to=OFFICER, where=from_old_meeting, since=_OLD, to=OLD_TO,
    ),
    Clock(
        id="old-meeting-appeal-result", what="result of the appeal", period=period("F1", 3, WD), under=cite(I.CR12, "40(6)"),
        starts=from_step(out.MeetingAppealDetermined), met_by=(out.MeetingAppealResultGiven,), owed_by=PERSON, owed_to=OFFICER,
        where=from_old_meeting, since=_OLD, to=OLD_TO,
    ),
)  # fmt: skip
