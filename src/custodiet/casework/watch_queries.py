"""What the pages about looks of users show: only to the job they are routed to, never to the user, and no case that may not be seen."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from custodiet.casework import sight
from custodiet.casework.access import Access, NotThere, can_know, visible_to
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Case, WatchedLook
from custodiet.casework.queries import consulted, opening
from custodiet.casework.watch import CASE, FINDING


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchLine:
    """Unexplained looks of a user at one thing on one day. `subject` says no more than the reader may know."""

    number: int
    who: str
    job: str
    subject: str
    on: date
    looks: int
    first_at: datetime
    last_at: datetime
    what: tuple[str, ...]
    purposes: tuple[str, ...]
    fields: tuple[str, ...]
    tried: tuple[str, ...]
    replies: tuple[tuple[str, str, str, date], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPage:
    """What waits for the reader, and what was answered."""

    waiting: tuple[WatchLine, ...]
    answered: tuple[WatchLine, ...]


def routed(access: Access) -> QuerySet[WatchedLook]:
    """The looks that are routed to this user's job and are not their own."""
    if Permission.WATCH not in permissions(access.user):
        return WatchedLook.objects.none()
    return WatchedLook.objects.filter(holder=access.user.role).exclude(user=access.user)


def watch_page(access: Access, today: date) -> WatchPage:
    """The unexplained looks that wait for this user, and those answered."""
    with transaction.atomic():
        rows = routed(access).select_related("user").prefetch_related("replies__by")
        lines = [line for row in rows if (line := _line(access, row, today)) is not None]
        consulted(access, None, "looks of users", ["user", "subject", "purposes", "tried"], numbers=[line.number for line in lines])
    return WatchPage(waiting=tuple(line for line in lines if not line.replies), answered=tuple(line for line in lines if line.replies))


@opening
def watch_row(access: Access, number: str) -> WatchedLook:
    """The row itself, for the verb."""
    return _row(access, number)


def _row(access: Access, number: str) -> WatchedLook:
    found = routed(access).filter(pk=int(number)).first() if number.isdigit() else None
    if found is None or not _may_know(access, found):
        raise NotThere
    return found


@opening
def watch_line(access: Access, number: str, today: date) -> WatchLine:
    """One of them."""
    row = _row(access, number)
    line = _line(access, row, today)
    if line is None:
        raise NotThere
    consulted(access, None, f"look of a user {row.pk}", ["user", "subject", "purposes", "tried"])
    return line


def _may_know(access: Access, row: WatchedLook) -> bool:
    """Not where the reader is in the case themselves or has declared a conflict with it."""
    if not row.subject.startswith(CASE):
        return True
    case = Case.objects.filter(pk=row.subject.removeprefix(CASE)).first()
    return case is not None and can_know(access.user, case)


def _line(access: Access, row: WatchedLook, today: date) -> WatchLine | None:
    if not _may_know(access, row):
        return None
    told = row.content
    return WatchLine(
        number=row.pk, who=row.user.full_name, job=row.user.get_role_display(), subject=_subject(access, row, today), on=row.on,
        looks=told["looks"], first_at=datetime.fromisoformat(told["first_at"]), last_at=datetime.fromisoformat(told["last_at"]),
        what=tuple(told["what"]), purposes=tuple(told["purposes"]), fields=tuple(told["fields"]), tried=tuple(told["tried"]),
        replies=tuple((each.get_outcome_display(), each.reason, each.by.full_name, each.on) for each in row.replies.all()),
    )  # fmt: skip


def _subject(access: Access, row: WatchedLook, today: date) -> str:
    if row.subject.startswith(CASE):
        case = visible_to(access, Case).filter(pk=row.subject.removeprefix(CASE)).first()
        return f"case {case.reference}" if case else "a case that is not in your sight"
    reference = row.subject.removeprefix(FINDING)
    return (
        f"finding {reference}"
        if sight.findings(access, today).filter(reference=reference).exists()
        else "a finding that is not in your sight"
    )
