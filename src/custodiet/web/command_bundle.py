"""`custodiet bundle CASE --cut officer|panel|public [--to FILE]`: the copy of a bundle for one reader, as a file.

A copy that was built before is built again from what was asked then, and written only where it is the same bytes; that proves
what was handed over. One that was not is asked for by whoever is named with `--by`, and built now.
"""

import argparse
import sys
from pathlib import Path

from django.db import transaction

from custodiet.casework import bundle_work, journal
from custodiet.casework.access import Access, NotThere, Refused, case_of
from custodiet.casework.actions import bundles
from custodiet.casework.models import Bundle, BundleJob, Case, JobState, User
from custodiet.law.vocabulary import Cut
from custodiet.ledger.entries import Verb

WRITTEN, OTHER, NOTHING = 0, 1, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("case", help="the reference of the case")
    parser.add_argument("--cut", required=True, choices=[cut.name.lower() for cut in Cut], help="for whom")
    parser.add_argument("--to", type=Path, help="the file to write; where it is left out, one beside you named after the case")
    parser.add_argument("--bundle", type=int, help="the number of the bundle; the latest where it is left out")
    parser.add_argument("--supplement", type=int, default=0, help="the number of the supplement; the bundle itself where it is left out")
    parser.add_argument("--by", help="the username of whoever asks for a copy that was not built before")


def run(options: argparse.Namespace) -> int:
    """Write the file; 1 where it is not the bytes that were built, 2 where there is nothing to write."""
    case = Case.objects.filter(reference=options.case).first()
    rows = Bundle.objects.filter(case=case).order_by("-seq") if case else Bundle.objects.none()
    bundle = (rows.filter(seq=options.bundle) if options.bundle else rows).first()
    if bundle is None:
        return _no(f"There is no such bundle in a case {options.case}. Begin one on the page of the case.")
    try:
        return _written(bundle, Cut[options.cut.upper()], options)
    except (Refused, NotThere, *bundle_work.ENDS) as refusal:
        return _no(str(refusal))


def _written(bundle: Bundle, cut: Cut, options: argparse.Namespace) -> int:
    user = User.objects.filter(username=options.by).first() if options.by else None
    if options.by and user is None:
        return _no(f"There is no user {options.by}.")
    if user:
        case_of(Access(user), bundle.case.reference)
    job = _job(bundle, options.supplement, cut, user)
    if job is None:
        return _no(f"No copy for the {cut.value} has been made. Have it made on the page, or say who asks for it: --by USERNAME.")
    if job.state == JobState.FAILED.value:
        return _no(job.problem)
    data = bundle_work.built(job)
    if not bundle_work.same(job, data):
        made = f"on {job.asked_at:%d.%m.%Y} by version {job.made_with.get('version')}"
        sys.stderr.write(f"Built again, it is not the bytes that were built {made}. Nothing was written.\n")
        return OTHER
    with transaction.atomic():
        what = f"bundle {bundle.seq} job {job.pk}"
        journal.record(Verb.EXPORT, by=user, case=bundle.case, what=what, purpose="custodiet bundle", digest=job.sha256)
    to = options.to or Path(f"{bundle.case.reference}-bundle-{bundle.seq}-{options.cut}.pdf")
    to.write_bytes(data)
    sys.stdout.write(f"{to}: {len(data):,} bytes, SHA-256 {job.sha256}, the same as when it was built.\n")
    return WRITTEN


def _job(bundle: Bundle, volume: int, cut: Cut, user: User | None) -> BundleJob | None:
    """The copy that was built last, or one that is built now."""
    if user:
        return bundle_work.perform(bundles.build(bundle=bundle, volume=volume, cut=cut, by=user))
    return bundle.jobs.filter(volume=volume, cut=cut.name, state=JobState.DONE.value).order_by("-pk").first()


def _no(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return NOTHING
