"""Where a case stands in retention: the law's answer over its steps, the holds, the contact and what a review decided."""

from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from custodiet.casework import standing
from custodiet.casework.models import (
    Case,
    FrozenFigures,
    Outgoing,
    PortalMessage,
    PortalRequest,
    PublishedOutcome,
    ReportOutcome,
    RetentionHold,
    RetentionReview,
    ReviewEnd,
)
from custodiet.law.powers import british
from custodiet.law.retention import Contact, Group, Retained, retained


def own_periods() -> dict[Group, int]:
    """The years that the force has written down (policy.toml, [retention]): dismissed, grave, proved, other."""
    said = settings.POLICY.get("retention", {})
    return {group: said[group.name.lower()] for group in Group if isinstance(said.get(group.name.lower()), int)}


def own_source() -> str:
    """Where the force has them from, in its own words."""
    return str(settings.POLICY.get("retention", {}).get("source", ""))


def standing_holds(case: Case) -> QuerySet[RetentionHold]:
    """The holds that nobody has lifted."""
    return case.retention_holds.filter(lifted=None).select_related("by").order_by("pk")


def proposed(case: Case) -> RetentionReview | None:
    """The proposal to dispose of it that nobody has decided on."""
    return case.retention_reviews.filter(end=ReviewEnd.PROPOSED.value, decided=None).select_related("by").last()


def kept_until(case: Case) -> date | None:
    """The day until which the latest review has kept it."""
    last = case.retention_reviews.filter(end=ReviewEnd.KEPT.value).last()
    return last.until if last else None


def retention_of(case: Case, today: date) -> Retained:
    """Where the case stands. What only the records know keeps it too: a notice on the site, figures in which it is not counted yet."""
    found = retained(
        standing.standing(case).history, today, holds=[hold.why for hold in standing_holds(case)], contact=contact_of(case),
        own=own_periods(), until=kept_until(case),
    )  # fmt: skip
    more = tuple(_by_records(case, found.closed_on))
    return Retained(found.group, found.period, found.years, found.closed_on, found.due, (*found.kept_by, *more))


def contact_of(case: Case) -> Contact:
    """When a person of the public and the force last wrote to each other about the case, and what waits for an answer."""
    moments = [
        PortalMessage.objects.filter(case=case).order_by("pk").last(),
        PortalRequest.objects.filter(case=case).order_by("pk").last(),
        Outgoing.objects.filter(case=case).order_by("pk").last(),
        ReportOutcome.objects.filter(case=case).order_by("pk").last(),
    ]
    days = [timezone.localdate(row.recorded_at) for row in moments if row is not None]
    return Contact(max(days, default=None), PortalRequest.objects.filter(case=case, answer=None).count())


def _by_records(case: Case, closed: date | None) -> list[str]:
    kept = []
    if PublishedOutcome.objects.filter(case=case, withdrawn_at=None).exists():
        kept.append("A notice of it is on the public site.")
    if closed and not case.restricted and not FrozenFigures.objects.filter(taken_on__gte=closed).exists():
        kept.append(f"No figures were frozen since it was closed on {british(closed)}: it would go from the figures. Freeze them first.")
    return kept


def disposed() -> QuerySet[RetentionReview]:
    """What says of a case that it was disposed of."""
    return RetentionReview.objects.filter(end=ReviewEnd.DISPOSED.value)


def not_disposed(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases that were not disposed of."""
    return cases.exclude(Exists(disposed().filter(case=OuterRef("pk"))))
