"""What the public site shows on a day: stored papers and tables and nothing else. It reads two tables, and of them only what is public.

The state of a paper is worked out from the day, so that a server which slept shows nothing for too long: nothing has to run for a page
to end.
"""

from datetime import date, timedelta
from enum import Enum

from django.db.models import Q, QuerySet

from custodiet.casework.models import PaperOnSite, PublishedFigures, PublishedOutcome
from custodiet.law.rules.hearing_report import LEAST_ON_SITE

PUBLIC = (
    "id", "slug", "title", "body", "digest", "pdf", "pdf_digest", "kind", "listed", "last_day", "may_be_kept",
    "published_at", "withdrawn_at",
)  # fmt: skip
"""The columns that the public site may read; its role in the database can read no others (`custodiet public-role`)."""
OF_LISTS = tuple(column for column in PUBLIC if column not in ("body", "digest", "pdf", "pdf_digest"))
OF_PAGE = tuple(column for column in PUBLIC if column != "pdf")
OF_PDF = tuple(column for column in PUBLIC if column != "body")
OF_FIGURES = ("id", "period", "body", "digest", "recorded_at")
"""The same of published figures."""


class State(Enum):
    """How a paper stands on a day."""

    SHOWN = "shown"
    KEPT = "kept"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"

    @property
    def served(self) -> bool:
        """Whether its bytes are given to whoever asks."""
        return self in (State.SHOWN, State.KEPT)


def state(paper: PublishedOutcome, today: date, archive: bool) -> State:
    """How it stands on that day, where the force keeps an archive or does not."""
    if paper.withdrawn_at:
        return State.WITHDRAWN
    if today <= paper.until:
        return State.SHOWN
    keeps = archive and paper.may_be_kept and paper.kind == PaperOnSite.OUTCOME.value
    return State.KEPT if keeps else State.ENDED


def served(slug: str) -> PublishedOutcome | None:
    """What stands under that address, or None."""
    return PublishedOutcome.objects.filter(slug=slug).only(*OF_PAGE).first()


def printed(slug: str) -> PublishedOutcome | None:
    """The same with its PDF in the place of its page, or None."""
    return PublishedOutcome.objects.filter(slug=slug).only(*OF_PDF).first()


def outcomes(today: date) -> QuerySet[PublishedOutcome]:
    """The outcomes whose period runs, the latest first."""
    return _lists().filter(_running(today), kind=PaperOnSite.OUTCOME).order_by("-published_at", "-pk")


def hearings(today: date) -> list[PublishedOutcome]:
    """The notices of hearings that are to come or are being held, the earliest first; those that give no day come last."""
    found = _lists().filter(_running(today), kind=PaperOnSite.HEARING).order_by("pk")
    return sorted(found, key=lambda paper: paper.listed.get("days") or ["9"])


def archived(today: date) -> QuerySet[PublishedOutcome]:
    """The outcomes that are past their period and may be kept, the latest first."""
    return _lists().filter(~_running(today), kind=PaperOnSite.OUTCOME, may_be_kept=True).order_by("-published_at", "-pk")


def recalled() -> QuerySet[PublishedOutcome]:
    """What was taken off the site before its time, the latest first. Its title is not for showing: it may be the very name."""
    return PublishedOutcome.objects.exclude(withdrawn_at=None).only("id", "slug", "kind", "withdrawn_at").order_by("-withdrawn_at", "-pk")


def figures() -> QuerySet[PublishedFigures]:
    """The published figures, the latest first."""
    return PublishedFigures.objects.only(*OF_FIGURES).order_by("-pk")


def _lists() -> QuerySet[PublishedOutcome]:
    return PublishedOutcome.objects.filter(withdrawn_at=None).only(*OF_LISTS)


def _running(today: date) -> Q:
    least = LEAST_ON_SITE.amount or 0
    return Q(last_day__gte=today) | Q(last_day=None, published_at__date__gte=today - timedelta(days=least))
