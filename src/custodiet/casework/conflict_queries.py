"""What the page of who works on a case shows of conflicts of interest: to the head of department, who keeps the register, alone."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from custodiet.casework.access import Access, case_of
from custodiet.casework.models import Case, Conflict, Role
from custodiet.casework.queries import consulted, opening


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLine:
    """A declared conflict; `ended_at` is None while it stands. `may_end` says whether this reader may end it."""

    pk: int
    user: str
    with_whom: str
    reason: str
    declared_at: datetime
    ended_at: datetime | None = None
    ended_by: str = ""
    ended_why: str = ""
    may_end: bool = False


@opening
def conflicts(access: Access, reference: str) -> tuple[ConflictLine, ...]:
    """Every conflict with the case or with somebody in it, ended ones too; nothing for whoever is not head of department."""
    case = case_of(access, reference)
    if access.user.role != Role.HEAD:
        return ()
    lines = tuple(_line(row, case, access) for row in _of(case))
    if lines:
        consulted(access, case, "conflicts", ["users", "conflicts"])
    return lines


def _of(case: Case) -> list[Conflict]:
    people = case.involvements.values("person")
    rows = Conflict.objects.filter(Q(case=case) | Q(person__in=people)).select_related("user", "ended__by")
    return list(rows.order_by("pk"))


def _line(row: Conflict, case: Case, access: Access) -> ConflictLine:
    ended = getattr(row, "ended", None)
    alias = case.involvements.filter(person=row.person).values_list("alias", flat=True).first() if row.person_id else ""
    return ConflictLine(
        pk=row.pk, user=row.user.full_name, with_whom=alias or "", reason=row.reason, declared_at=row.declared_at,
        ended_at=ended.recorded_at if ended else None, ended_by=ended.by.full_name if ended else "", ended_why=ended.why if ended else "",
        may_end=ended is None and row.user_id != access.user.pk,
    )  # fmt: skip
