"""The notice of a hearing, composed from the record and from what its author wrote: only the parts that the chair required."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from custodiet.casework.access import visible_to
from custodiet.casework.models import NoticeDraft
from custodiet.law.steps import Key
from custodiet.law.steps.investigation import SeverityAssessed
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.proceedings import (
    CaseToAnswerDetermined,
    HearingAdjourned,
    HearingBegan,
    NoticeOfHearingServed,
    NoticeOfReferralServed,
    PanelAppointed,
    ReferredToProceedings,
)
from custodiet.law.vocabulary import FormOfProceedings, NoticePart, Protected, Severity, StandardOfProfessionalBehaviour
from custodiet.publication.notices import Attendance, Condition, HearingNotice
from custodiet.publication.words import ForceName, ReviewedText
from custodiet.web.staff import directed
from custodiet.web.staff.frame import Frame
from custodiet.web.staff.notice import CHAIRS, people_of, standing_of
from custodiet.web.staff.quoted import reviewed

HEARINGS = (FormOfProceedings.HEARING, FormOfProceedings.ACCELERATED_HEARING, FormOfProceedings.SPECIAL_CASE_HEARING)
LONGEST = 60
"""Days over which a notice lets a hearing last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the author of a notice wrote, which no record has."""

    author: str
    attendance: Attendance = Attendance.PUBLIC
    starts_at: time | None = None
    place: str = ""
    last_day: date | None = None
    conditions: tuple[Condition, ...] = ()
    how_to_attend: str = ""
    representations_by: date | None = None


def latest(seen: Frame, officer: Key) -> NoticeDraft | None:
    """The draft that would be published."""
    drafts = visible_to(seen.request.access, NoticeDraft).filter(case=seen.request.case, about=officer)
    return drafts.select_related("author").order_by("-pk").first()


def written(draft: NoticeDraft) -> Written:
    """What a draft holds."""
    said: dict[str, Any] = draft.content
    return Written(
        author=draft.author.full_name,
        attendance=Attendance(said["attendance"]),
        starts_at=time.fromisoformat(said["starts_at"]) if said.get("starts_at") else None,
        place=said.get("place", ""),
        last_day=_day(said.get("last_day")),
        conditions=tuple(Condition(each) for each in said.get("conditions", ())),
        how_to_attend=said.get("how_to_attend", ""),
        representations_by=_day(said.get("representations_by")),
    )


def officers_to_be_heard(seen: Frame) -> list[Key]:
    """The officers whose hearing has a day and stands referred to one that may be public."""
    return [key for key in seen.history.officers if _form(seen, key) in HEARINGS and first_day(seen, key)]


def first_day(seen: Frame, officer: Key) -> date | None:
    """The first day of the hearing: of the notice to the officer, or the day it was adjourned to."""
    notice, adjourned = seen.history.latest(NoticeOfHearingServed, officer), seen.history.latest(HearingAdjourned, officer)
    if adjourned and adjourned.until and (notice is None or adjourned.on >= notice.on):
        return adjourned.until
    return notice.held_on if notice else None


def days(first: date, last: date | None) -> tuple[date, ...]:
    """The days of a hearing: the first, and every day from Monday to Friday after it until the last."""
    after = range(1, (last - first).days + 1) if last else range(0)
    return (first, *(day for day in (first + timedelta(days=n) for n in after) if day.weekday() < 5))


def place_of(seen: Frame, officer: Key) -> str:
    """Where it is to be held, as the notice to the officer says."""
    notice = seen.history.latest(NoticeOfHearingServed, officer)
    return notice.place if notice else ""


def compose(seen: Frame, officer: Key, said: Written, force: str, on: date, reviewers: tuple[str, str]) -> HearingNotice:
    """The notice: what the chair required, less what a restriction forbids. Raises what `notice.compose` raises."""
    required = directed.required(seen, officer)
    parts = set(required.parts) if required else set()
    bound = directed.bound(seen, officer, on)
    first, panel = first_day(seen, officer), seen.history.latest(PanelAppointed, officer)
    gives_days = NoticePart.DATE in parts and Protected.DATES not in bound and first is not None
    conduct = NoticePart.CONDUCT in parts
    return HearingNotice(
        force=ForceName(force),
        officer=directed.officer_in(seen, officer, on, ahead=True),
        standing=standing_of(seen, officer),
        form=_form(seen, officer) or FormOfProceedings.HEARING,
        attendance=said.attendance,
        published_on=on,
        level_alleged=_level(seen, officer) if conduct else None,
        days=days(first, said.last_day) if gives_days and first else (),
        starts_at=said.starts_at if NoticePart.TIME in parts and Protected.DATES not in bound else None,
        place=_text(said.place, said, on, reviewers) if NoticePart.PLACE in parts and Protected.LOCATION not in bound else None,
        chair=next((seat for seat in panel.seats if seat in CHAIRS), None) if panel else None,
        people=people_of(seen) if conduct else (),
        allegations=tuple(_allegations(seen, officer, on, reviewers)) if conduct else (),
        standards=_standards(seen, officer) if conduct else (),
        conditions=said.conditions,
        how_to_attend=_text(said.how_to_attend, said, on, reviewers),
        representations_by=said.representations_by,
    )


def _form(seen: Frame, officer: Key) -> FormOfProceedings | None:
    began, referred = seen.history.latest(HearingBegan, officer), seen.history.latest(ReferredToProceedings, officer)
    return began.form if began else referred.form if referred else None


def _level(seen: Frame, officer: Key) -> Severity | None:
    """The level at which the case is to be answered; else of the latest assessment."""
    answer, assessed = seen.history.latest(CaseToAnswerDetermined, officer), seen.history.latest(SeverityAssessed, officer)
    return answer.answer if answer else assessed.severity if assessed else None


def _standards(seen: Frame, officer: Key) -> tuple[StandardOfProfessionalBehaviour, ...]:
    """The Standards that the notice of referral says were breached (CR20 30(1), 51(1)), in the order of the Schedule."""
    served = seen.history.latest(NoticeOfReferralServed, officer)
    return tuple(each for each in StandardOfProfessionalBehaviour if served and each in served.standards)


def _allegations(seen: Frame, officer: Key, on: date, reviewers: tuple[str, str]) -> Iterator[ReviewedText]:
    authors = {line.about: line.recorded_by for line in seen.seen.steps if line.stands and isinstance(line.step, AllegationMade)}
    made = {step.about: step for step in seen.history.all(AllegationMade)}
    for key in seen.history.allegations_of(officer):
        yield reviewed(made[key].conduct, authors[key], on, reviewers)


def _text(text: str, said: Written, on: date, reviewers: tuple[str, str]) -> ReviewedText | None:
    return reviewed(text, said.author, on, reviewers) if text.strip() else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
