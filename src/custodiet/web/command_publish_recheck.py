"""`custodiet publish-recheck [--withdraw --by USERNAME]`: the whole public site searched again for what is protected today.

A restriction may come after a name was published. This lists every paper that now says too much, takes each off the site if asked
to, and then looks whether it is gone. 0: nothing says too much. 1: something does, or did until now. 2: it cannot be told.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from custodiet.casework import on_site, protected
from custodiet.casework.access import Refused
from custodiet.casework.actions import publish
from custodiet.casework.identifiers import identifiers
from custodiet.casework.models import PublishedOutcome, User
from custodiet.publication.leaks import Needles
from custodiet.publication.readings import NotScanned
from custodiet.web.context import today
from custodiet.web.public.outcomes import address_of

CLEAN, FOUND, UNCHECKED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Paper:
    """A published paper and what its search came to: where it says too much, or why it could not be searched."""

    published: PublishedOutcome
    found: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether it was read to the end and holds nobody who is protected."""
        return not self.found and not self.unread


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--withdraw", action="store_true", help="take what says too much off the public site")
    parser.add_argument("--by", metavar="USERNAME", help="who does so; somebody who may publish")


def run(options: argparse.Namespace) -> int:
    """Print every paper that says too much, and what became of it."""
    by = User.objects.filter(username=options.by, is_active=True).first() if options.by else None
    if options.withdraw and by is None:
        sys.stderr.write("Nobody is known by that name. Say with --by which user takes the papers off the site.\n")
        return UNCHECKED
    papers = [paper for paper in searched() if not paper.clean]
    for paper in papers:
        where = "; ".join((*paper.found, *paper.unread))
        sys.stdout.write(f"{address_of(paper.published)} (case {paper.published.case.reference}): {where}.\n")
    if by is not None and options.withdraw and not _withdrawn(papers, by):
        return UNCHECKED
    if not papers:
        sys.stdout.write("Nothing on the public site holds a name, number or address that is protected today.\n")
        return CLEAN
    return FOUND if any(paper.found for paper in papers) else UNCHECKED


def searched() -> Iterator[Paper]:
    """Everything on the public site, searched for everybody who is protected today: its page, its PDF, its title, its address."""
    needles: dict[int, Needles] = {}
    for published in PublishedOutcome.objects.filter(withdrawn_at=None).select_related("case").order_by("pk"):
        case = published.case
        try:
            if case.pk not in needles:
                needles[case.pk] = Needles(identifiers(protected.bound_names(case, today()), protected.staff(case)))
            searches = [
                (what, needles[case.pk].search(content))
                for what, content in (
                    ("its page", bytes(published.body)),
                    ("its PDF", bytes(published.pdf)),
                    ("its title", published.title),
                    ("its address", published.slug),
                )
                if content
            ]
        except NotScanned as refusal:
            yield Paper(published, unread=(str(refusal),))
            continue
        found = tuple(f"{what} holds {leak}" for what, search in searches for leak in search.found)
        yield Paper(published, found, tuple(str(each) for _, search in searches for each in search.unread))


def _withdrawn(papers: list[Paper], by: User) -> bool:
    """Take each off the site, and look whether it is gone."""
    gone = True
    for paper in papers:
        slug, address = paper.published.slug, address_of(paper.published)
        try:
            publish.withdraw(published=paper.published, by=by)
        except Refused as refusal:
            sys.stdout.write(f"{address}: still there. {refusal}\n")
            gone = False
            continue
        served = on_site.served(slug)
        listed = {each.slug for each in (*on_site.outcomes(today()), *on_site.hearings(today()), *on_site.archived(today()))}
        still = served is None or served.withdrawn_at is None or slug in listed
        gone = gone and not still
        sys.stdout.write(f"{address}: {'still there' if still else 'gone from the site, its list and its feeds'}.\n")
    return gone
