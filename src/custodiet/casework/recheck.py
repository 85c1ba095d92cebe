"""Whether what is on the public site may still stand there: its bytes searched again for whoever and whatever is protected today.

`deeply` takes a paper apart as the gate did; `glance` reads its words and no encoding, quickly enough for the whole site at the
moment at which a direction is given. Every night the whole site is searched deeply (`custodiet publish-recheck`).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from custodiet.casework import on_site, protected, standing
from custodiet.casework.bound_facts import bound_facts
from custodiet.casework.identifiers import identifiers
from custodiet.casework.models import Case, NoticeDraft, PublishedOutcome
from custodiet.law.rules.restrictions import bound_by
from custodiet.law.steps import History
from custodiet.publication.leaks import Needles, Search
from custodiet.publication.readings import NotScanned
from custodiet.publication.shapes import plain


@dataclass(frozen=True, slots=True)
class Paper:
    """A published paper and what its search came to: where it says too much, or why it could not be searched."""

    published: PublishedOutcome
    found: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether it was read to the end and holds nothing that is protected."""
        return not self.found and not self.unread


def site(today: date) -> Iterator[Paper]:
    """Everything on the public site, searched deeply."""
    for case in Case.objects.filter(published__withdrawn_at=None, published__isnull=False).distinct().order_by("pk"):
        yield from of_case(case, today)


def of_case(case: Case, today: date) -> Iterator[Paper]:
    """Every paper of that case on the site, searched deeply for whoever is protected anywhere, and for what is bound in this case."""
    papers = list(case.published.filter(withdrawn_at=None).select_related("case").order_by("pk"))
    if not papers:
        return
    history = standing.standing(case).history
    people = identifiers(protected.bound_names(case, today), protected.staff(case))
    for paper in papers:
        try:
            yield deeply(paper, Needles([*people, *_bound(paper, history, today)]))
        except NotScanned as refusal:
            yield Paper(paper, unread=(str(refusal),))


def deeply(paper: PublishedOutcome, needles: Needles) -> Paper:
    """Its page, its PDF, its title, its address and what the lists say of it, each in every reading."""
    searches = [(what, needles.search(content)) for what, content in _parts(paper)]
    return Paper(paper, _found(searches), tuple(str(each) for _, search in searches for each in search.unread))


def elsewhere(case: Case, today: date) -> Iterator[Paper]:
    """The papers of other cases that hold, in plain words, somebody whom this case protects."""
    people = identifiers(protected.by(case, today))
    if not people:
        return
    needles = Needles(people)
    papers = PublishedOutcome.objects.filter(withdrawn_at=None).exclude(case=case).select_related("case").defer("pdf").order_by("pk")
    for paper in papers.iterator():
        if found := _found([("it", needles.glance(_words(paper)))]):
            yield Paper(paper, found)


def gone(paper: PublishedOutcome, today: date) -> bool:
    """Whether the site serves it no longer, and it stands in no list and no feed: asked of the site itself, not of what was meant."""
    served = on_site.served(paper.slug)
    listed = {each.slug for each in (*on_site.outcomes(today), *on_site.hearings(today), *on_site.archived(today))}
    return served is not None and on_site.state(served, today, archive=True) is on_site.State.WITHDRAWN and paper.slug not in listed


def _bound(paper: PublishedOutcome, history: History, today: date) -> list:
    """The place and the days, where a direction that holds today binds them."""
    terms = bound_by(history.until(today), paper.about or None)
    drafts = NoticeDraft.objects.filter(case_id=paper.case_id, **({"about": paper.about} if paper.about else {}))
    places = [str(content.get("place", "")) for content in drafts.values_list("content", flat=True)]
    return bound_facts(terms, history, paper.about or None, places)


def _parts(paper: PublishedOutcome) -> tuple[tuple[str, bytes | str], ...]:
    listed = json.dumps(paper.listed, ensure_ascii=False)
    pdf = (("its PDF", bytes(paper.pdf)),) if paper.pdf else ()
    return (
        ("its page", bytes(paper.body)), *pdf, ("its title", paper.title), ("its address", paper.slug), ("its line in the lists", listed),
    )  # fmt: skip


def _words(paper: PublishedOutcome) -> str:
    """What can be read of it; the PDF says what the page says, or the gate would have kept it."""
    return "\n".join((plain(bytes(paper.body)), paper.title, paper.slug, json.dumps(paper.listed, ensure_ascii=False)))


def _found(searches: Iterable[tuple[str, Search]]) -> tuple[str, ...]:
    return tuple(f"{what} holds {leak}" for what, search in searches for leak in search.found)
