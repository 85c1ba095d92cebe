"""Which number of a WhatsApp header is the day and which the month, and which headers are a chat that somebody pasted.

Settled by what the whole file shows, in this order: a number above 12; the days in the names of attached files; time, which
does not run backwards in a chat. What these leave open, or contradict each other on, a person is asked.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from custodiet.evidence.moments import Order
from custodiet.evidence.readers.whatsapp_survey import Survey

DAY = 86_400
SLACK = 2 * DAY
"""Seconds by which a message may stand later than a newer one: it was on its way while the telephone was off."""
MOST_PASTED = 300
"""Lines. A longer run of earlier headers is a second export, not something that somebody pasted."""
NAMES: dict[Order, str] = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}


@dataclass(slots=True)
class Run:
    """A file gone through with one reading of its dates: what cannot be, what was pasted, where time runs backwards."""

    impossible: set[int] = field(default_factory=set)
    pasted: set[int] = field(default_factory=set)
    backwards: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one shape's order: the orders left (one: settled), why, and whether they differ for any row."""

    left: tuple[Order, ...]
    why: str
    differing: int = -1

    @property
    def settled(self) -> Order | None:
        """The order, where it is settled."""
        return self.left[0] if len(self.left) == 1 else None


def moments_of(found: Survey, rows: Iterable[int], orders: Sequence[Order]) -> "array[int]":
    """Seconds of local time of each row; -1 where the header means no time. `orders`: one for each shape."""
    column = array("q")
    for row in rows:
        day = found.day(row, orders[found.shape[row]])
        second = found.second[row]
        column.append(-1 if day is None or second < 0 else day * DAY + second)
    return column


def run(found: Survey, rows: Sequence[int], orders: Sequence[Order]) -> Run:
    """Go through the rows with one order for each shape."""
    result = Run()
    blocks: list[list[int]] = []
    known: set[int] = set()
    open_block: list[int] = []
    latest = -1
    latest_at: dict[int, int] = {}
    for row, at in zip(rows, moments_of(found, rows, orders), strict=True):
        sender = found.sender[row]
        if at < 0:
            result.impossible.add(row)
        if row in found.restarts and at >= 0:
            latest, open_block = -1, []
        slack = SLACK if sender in known or sender < 0 else 0
        if at < 0 or at < latest - slack:
            if not open_block:
                blocks.append(open_block)
            open_block.append(row)
            latest_at[row] = latest
            continue
        open_block = []
        latest = max(latest, at)
        known.add(sender)
    _judge(found, rows, blocks, known, result, latest_at, orders)
    return result


def _judge(
    found: Survey,
    rows: Sequence[int],
    blocks: list[list[int]],
    known: set[int],
    result: Run,
    latest_at: dict[int, int],
    orders: Sequence[Order],
) -> None:
    """Tell the pasted blocks from those where time really runs backwards."""
    if not blocks:
        return
    late = set(chain.from_iterable(blocks))
    earlier = {found.words[row] for row in rows if row not in late}
    for block in blocks:
        if _is_pasted(found, rows, block, known, earlier):
            result.pasted.update(block)
            continue
        at = next((row for row, at in zip(block, moments_of(found, block, orders), strict=True) if 0 <= at < latest_at[row] - SLACK), None)
        if at is not None:
            result.backwards.append(at)


def _is_pasted(found: Survey, rows: Sequence[int], block: list[int], known: set[int], earlier: set[int]) -> bool:
    if block[0] == rows[0] or len(block) > MOST_PASTED:
        return False
    senders = {found.sender[row] for row in block} - {-1}
    if senders - known or all(found.words[row] in earlier for row in block):
        return True
    before, after = block[0] - 1, block[-1] + 1
    resumes = after < len(found) and found.shape[after] == found.shape[before]
    return resumes and all(found.shape[row] != found.shape[before] for row in block)


def verdicts(found: Survey, answer: str) -> list[Verdict]:
    """Which order the rows of each shape are in. `answer`: what a person said, which decides among what is possible."""
    rows: list[list[int]] = [[] for _ in found.shapes]
    for row, kind in enumerate(found.shape):
        rows[kind].append(row)
    return [_verdict(found, kind, each, answer) for kind, each in enumerate(rows)]


def _verdict(found: Survey, kind: int, rows: list[int], answer: str) -> Verdict:
    allowed = found.allowed[kind]
    if len(allowed) == 1:
        return Verdict(allowed, "the year stands first")
    runs = {order: run(found, rows, [order] * len(found.shapes)) for order in allowed}
    left, proof = _possible(allowed, runs)
    if not left:
        left = tuple(order for order in allowed if len(runs[order].impossible) < len(rows))
    elif len(left) == 1:
        why = f"line {found.line[proof]} allows no other" if proof >= 0 else "the headers allow no other"
        return Verdict(left, why)
    if answer in left:
        return Verdict(tuple(order for order in left if order == answer), "so you answered")
    differing = next((row for row in rows if len({found.day(row, order) for order in left}) > 1), -1)
    if differing < 0:
        return Verdict(left[:1], "day and month are the same number throughout")
    return _softly(found, rows, left, runs, differing)


def _possible(allowed: tuple[Order, ...], runs: dict[Order, Run]) -> tuple[tuple[Order, ...], int]:
    """The orders that no row contradicts, and a row that contradicts another. A row pasted under an order is no witness for it."""
    left: list[Order] = []
    proof = -1
    for order in allowed:
        others = [runs[other] for other in allowed if other != order]
        witness = next(
            (
                row
                for row in sorted(runs[order].impossible)
                if any(row not in each.impossible and row not in each.pasted for each in others)
            ),
            None,
        )
        if witness is None:
            left.append(order)
        elif proof < 0:
            proof = witness
    return tuple(left), proof


def _softly(found: Survey, rows: list[int], left: tuple[Order, ...], runs: dict[Order, Run], differing: int) -> Verdict:
    """Names of attached files, then the run of time. Where the two contradict each other neither counts."""
    by_file, file_row = _by_files(found, rows, left)
    by_time = {order for order in left if not runs[order].backwards} or set(left)
    both = by_file & by_time
    settled = tuple(order for order in left if order in both)
    if len(settled) != 1:
        return Verdict(settled or left, "", differing)
    if by_file == both:
        return Verdict(settled, f"the file attached in line {found.line[file_row]} bears that day in its name")
    back = next(runs[order].backwards[0] for order in left if runs[order].backwards)
    return Verdict(settled, f"otherwise time would run backwards at line {found.line[back]}")


def _by_files(found: Survey, rows: list[int], left: tuple[Order, ...]) -> tuple[set[Order], int]:
    agreed, at = set(left), -1
    for row in rows:
        stamp = found.stamped.get(row)
        if stamp is None:
            continue
        fits = {order for order in left if (day := found.day(row, order)) is not None and abs(day - stamp.toordinal()) <= 1}
        if fits and fits != set(left):
            agreed, at = agreed & fits, row
    return (agreed, at) if agreed else (set(left), -1)


def shown(day: int | None) -> str:
    """A day as a person writes it."""
    if day is None:
        return "no day"
    on = date.fromordinal(day)
    return f"{on.day} {on:%B %Y}"


def pasted(found: Survey, each: list[Verdict]) -> tuple[Run, set[int]]:
    """The whole file gone through once orders are settled, and the rows that are pasted under every reading that is left."""
    first = run(found, range(len(found)), [verdict.left[0] for verdict in each])
    common = set(first.pasted)
    for answer in sorted({order for verdict in each for order in verdict.left[1:]}):
        orders = [answer if answer in verdict.left else verdict.left[0] for verdict in each]
        common &= run(found, range(len(found)), orders).pasted
    return first, common
