"""The verb about a chair's report that was edited in Word: it comes back as a new version, until one was given; then it is frozen."""

from datetime import date

from django.db import transaction

from custodiet.casework import standing
from custodiet.casework.access import Refused
from custodiet.casework.actions.papers import kept, locked
from custodiet.casework.jobs import Permission
from custodiet.casework.kept import keep
from custodiet.casework.models import Paper, PaperServed, User
from custodiet.casework.paper_edited import checked
from custodiet.casework.paper_word import blocks, dated_on
from custodiet.law.position import possible_matters
from custodiet.law.rules.outcome_reasons import word_of_the_vote
from custodiet.law.rules.standing import under_2020
from custodiet.law.vocabulary import PaperKind
from custodiet.ledger.entries import Verb

BY_HAND = frozenset({PaperKind.CHAIRS_REPORT.name})
"""The papers whose words are their author's; of the others every word comes from the record."""
TEMPLATE = "edited in Word"


def take_edited(*, paper: Paper, data: bytes, on: date, by: User) -> Paper:
    """Take a report back as it was edited: a new version, dated today, with the digest of these very bytes."""
    if paper.kind not in BY_HAND:
        raise Refused("Only the chair's report is edited by hand. Of every other paper each word comes from the record: correct it there.")
    data = dated_on(checked(data), on)
    with transaction.atomic():
        case = locked(paper.case, by, Permission.TAKE_STEP)
        versions = case.papers.filter(kind=paper.kind, about=paper.about)
        if given := PaperServed.objects.filter(paper__in=versions).select_related("paper").first():
            raise Refused(
                f"The report was given as {given.paper.reference} on {given.counts_on:%d.%m.%Y}, and is frozen since. A slip is corrected "
                "by a new report made from the record, which says what it takes the place of."
            )
        latest = versions.order_by("version").last()
        assert latest is not None
        if latest.pk != paper.pk:
            raise Refused(f"There is a newer version, {latest.reference}. Take its Word file and edit that.")
        _never_tells_the_vote(paper, data, on)
        stored = keep(case, data, what=f"paper {case.papers.count() + 1}", by=by)
        row = Paper.objects.create(
            case=case, seq=case.papers.count() + 1, kind=paper.kind, about=paper.about, version=latest.version + 1, dated=on,
            fields={"edited_from": paper.reference}, template=TEMPLATE, template_sha256=paper.sha256, sha256=stored.sha256,
            address=stored.address, size=stored.size, made_by=by,
        )  # fmt: skip
        kept(row, "paper", by, case, Verb.ALTERATION, digest=stored.sha256, fields=["edited in Word"])
        return row


def _never_tells_the_vote(paper: Paper, data: bytes, on: date) -> None:
    history = standing.standing(paper.case).history
    if not any(under_2020(matter, paper.about) for matter in possible_matters(history, on)):
        return
    for _kind, text in blocks(data):
        if found := word_of_the_vote(str(text)):
            raise Refused(
                f"The report may not tell whether the decision was unanimous or by a majority, and “{found}” does (CR20 41(17), 61(17)). "
                "Take the words out and hand it in again."
            )
