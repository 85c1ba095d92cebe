"""What the page of many forces shows: the returns that stand for one period as one table, and what was refused."""

from dataclasses import dataclass

from django.db import transaction

from custodiet.casework import force_keys
from custodiet.casework.access import Access
from custodiet.casework.actions.returns import standing_returns
from custodiet.casework.models import ForceReturn, FrozenFigures
from custodiet.casework.queries import consulted
from custodiet.figures import returns
from custodiet.figures.national import National, merged
from custodiet.figures.period import Period, period
from custodiet.figures.question import Question
from custodiet.figures.returns import RefusedReturn, Return
from custodiet.ledger.notes import parse_note


@dataclass(frozen=True)
class Side:
    """Many forces side by side for one period, or why they cannot be; and every return that was refused."""

    periods: tuple[Period, ...]
    asked: Period | None
    table: National | None
    wrong: str
    refused: tuple[ForceReturn, ...]
    snapshots: dict[str, str]
    """The snapshot that each force says it counted."""


def side_by_side(access: Access, words: str, question: Question) -> Side:
    """The table of the period asked for; of the one that most forces answered for where none is asked for."""
    with transaction.atomic():
        rows = standing_returns()
        keys = [row.period for row in rows]
        most = sorted(set(keys), key=lambda key: (-keys.count(key), key))
        chosen = words if words in most else most[0] if most else ""
        answered = [_read(row) for row in rows if row.period == chosen]
        refused = tuple(ForceReturn.objects.exclude(refused="").order_by("-pk"))
        consulted(access, None, "figures national", ["counts"], period=chosen, question=question.key)
    table, wrong = None, ""
    if answered:
        try:
            table = merged(answered, force_keys.asked(), question)
        except RefusedReturn as why:
            wrong = str(why)
    snapshots = {one.force: one.snapshot for one in answered}
    return Side(tuple(map(period, most)), period(chosen) if chosen else None, table, wrong, refused, snapshots)


def _read(row: ForceReturn) -> Return:
    """What was taken in. Its signature was looked at then; the seal of the row keeps it as it was."""
    return returns.read(parse_note(bytes(row.body).decode("utf-8")).text.encode())


def ours(snapshot: str) -> FrozenFigures | None:
    """The snapshot of that id, where it is one of this installation."""
    return FrozenFigures.objects.filter(snapshot=snapshot).first()
