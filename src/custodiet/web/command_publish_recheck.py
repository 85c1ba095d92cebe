"""`custodiet publish-recheck [--withdraw --by USERNAME]`: the whole public site searched again for what is protected today.

A direction takes what breaks it off the site by itself; this is the net under that, to be run every night. It lists every paper that now
says too much, takes each off the site if asked to, and then looks whether it is gone. 0: nothing says too much. 1: something does, or
did until now. 2: it cannot be told.
"""

import argparse
import sys

from custodiet.casework import recheck
from custodiet.casework.access import Refused
from custodiet.casework.actions import publish, recall
from custodiet.casework.models import User
from custodiet.casework.recheck import Paper
from custodiet.web.context import today
from custodiet.web.public.outcomes import address_of

CLEAN, FOUND, UNCHECKED = 0, 1, 2


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
    papers = [paper for paper in recheck.site(today()) if not paper.clean]
    for paper in papers:
        where = "; ".join((*paper.found, *paper.unread))
        sys.stdout.write(f"{address_of(paper.published)} (case {paper.published.case.reference}): {where}.\n")
    if by is not None and options.withdraw and not _withdrawn(papers, by):
        return UNCHECKED
    if not papers:
        sys.stdout.write("Nothing on the public site holds a name, number or address that is protected today.\n")
        return CLEAN
    return FOUND if any(paper.found for paper in papers) else UNCHECKED


def _withdrawn(papers: list[Paper], by: User) -> bool:
    """Take each off the site, and look whether it is gone."""
    gone = True
    for paper in papers:
        address = address_of(paper.published)
        try:
            publish.withdraw(published=paper.published, by=by, today=today(), why=recall.WHY)
        except Refused as refusal:
            sys.stdout.write(f"{address}: still there. {refusal}\n")
            gone = False
            continue
        now = recheck.gone(paper.published, today())
        gone = gone and now
        sys.stdout.write(f"{address}: {'gone from the site, its list and its feeds' if now else 'still there'}.\n")
    return gone
