"""What the pages of retention show: the closed cases in sight and whether their time is over, those held, and what was disposed of."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from custodiet.casework.access import Access, Refused, visible_to
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Case, Conflict, RetentionHold, RetentionReview, Role
from custodiet.casework.queries import consulted
from custodiet.casework.retention import disposed, proposed, retention_of
from custodiet.law.retention import Retained
from custodiet.law.vocabulary import Stage

LOOKED_THROUGH = 500
"""Closed cases that are asked about for the page, those opened first before the others."""
KEPT_SHOWN = 25
GONE_SHOWN = 100


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """A closed case and where it stands."""

    reference: str
    title: str
    found: Retained
    proposed_by: str


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """The closed cases in sight that are due, some of those that are kept (and how many more), the holds, and what was disposed of."""

    due: list[RetentionLine]
    kept: list[RetentionLine]
    more: int
    not_asked: int
    holds: list[RetentionHold]
    gone: list[RetentionReview]


def retention_page(access: Access, today: date) -> RetentionPage:
    """The page; that it was looked at is in the ledger."""
    if Permission.DISPOSE not in permissions(access.user):
        raise Refused("Your job does not dispose of cases.")
    with transaction.atomic():
        cases = visible_to(access, Case)
        closed = cases.filter(stage=Stage.CLOSED.value).order_by("pk")
        lines = [_line(case, today) for case in closed[:LOOKED_THROUGH]]
        due = [line for line in lines if line.found.is_due]
        kept = sorted((line for line in lines if not line.found.is_due), key=lambda line: line.found.due or date.max)
        held = RetentionHold.objects.filter(case__in=cases.values("pk"), lifted=None).select_related("case", "by").order_by("pk")
        consulted(
            access,
            None,
            "retention",
            ["reference", "title", "period", "holds"],
            cases=[line.reference for line in (*due, *kept[:KEPT_SHOWN])],
        )
        left = max(0, closed.count() - LOOKED_THROUGH)
        return RetentionPage(due, kept[:KEPT_SHOWN], max(0, len(kept) - KEPT_SHOWN), left, list(held), list(_gone(access)))


def _line(case: Case, today: date) -> RetentionLine:
    proposal = proposed(case)
    return RetentionLine(case.reference, case.title, retention_of(case, today), proposal.by.full_name if proposal else "")


def _gone(access: Access):
    """What was disposed of, to whoever could have seen it: the grants stay, and so do conflicts."""
    known = Q(case__grants__user=access.user)
    if access.user.role == Role.HEAD:
        known |= Q(case__restricted=False)
    conflicts = Conflict.objects.standing().filter(user=access.user, case__isnull=False).values("case")
    return (
        disposed()
        .filter(known)
        .exclude(case__in=conflicts)
        .select_related("case", "by", "proposal__by")
        .order_by("-pk")
        .distinct()[:GONE_SHOWN]
    )
