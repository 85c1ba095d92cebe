"""The papers of a snapshot, and the register of answers: which layout was given on which days, so that no later one undoes it.

Two layouts over the same cases can be set against each other, and what both keep back read from the difference. So the first answer
on a span of days binds whoever asks about the same: the same layout on the same days, from the same snapshot, may be given again;
another may not.
"""

from django.db import transaction

from custodiet.casework import figure_queries, journal
from custodiet.casework.access import Access, Refused
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import FrozenFigures, LedgerBody
from custodiet.casework.queries import consulted
from custodiet.figures.papers import BY_KEY, FiguresPaper
from custodiet.figures.period import Period, period
from custodiet.figures.sheet import Sheet
from custodiet.ledger.entries import Verb

ANSWER = "answer on figures"


def sheets(access: Access, row: FrozenFigures, paper: FiguresPaper, asked: Period) -> list[Sheet]:
    """The paper as it would be given."""
    with transaction.atomic():
        made = paper.sheets(figure_queries.snapshot_of(row).records, asked)
        consulted(access, None, f"figures {row.snapshot[:16]}", ["counts"], period=asked.key, paper=paper.key)
    return made


def bound(paper: FiguresPaper, asked: Period, snapshot: str) -> str:
    """Why this answer may not be given, or nothing: the sentence names the one that was given before."""
    if not paper.answers:
        return ""
    for body in LedgerBody.objects.filter(entry__object_ref=ANSWER).order_by("pk").values_list("value", flat=True):
        other, before = BY_KEY.get(str(body["paper"])), period(str(body["period"]))
        if other is None or other.answers is None or not before.overlaps(asked) or not other.answers.shares(paper.answers):
            continue
        if (other.key, before.key) != (paper.key, asked.key):
            return (
                f"“{other.title}” was given for {before.phrase} before. Set beside it, this answer could tell what both keep back. Give "
                "the earlier one again, for the same days."
            )
        if body["snapshot"] != snapshot:
            return (
                f"This answer was given from snapshot {str(body['snapshot'])[:16]} before. What differs between two snapshots can be one "
                "person's case. Give it again from that snapshot."
            )
    return ""


def give(access: Access, row: FrozenFigures, paper: FiguresPaper, asked: Period, form: str) -> list[Sheet]:
    """The paper as it is given, with the ledger's entry that it was. Raises Refused."""
    if Permission.PUBLISH not in permissions(access.user):
        raise Refused("Your job gives no figures out. The publications officer and the head of department do.")
    with transaction.atomic():
        journal.frontier()  # two answers at once: the second finds the first
        if refused := bound(paper, asked, row.snapshot):
            raise Refused(refused)
        what = ANSWER if paper.answers else f"figures {row.snapshot[:16]}"
        told = {"paper": paper.key, "period": asked.key, "snapshot": row.snapshot, "form": form}
        journal.record(Verb.EXPORT, by=access.user, what=what, purpose=access.purpose, fields=["counts"], **told)
        return paper.sheets(figure_queries.snapshot_of(row).records, asked)
