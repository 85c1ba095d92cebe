"""How far a number that was kept back can be narrowed by whoever has the rest of the table: exactly, by flows through the table.

A table with its margins is a network: from a source to each row, from each row through its cells to each column, from each column
to a sink, and back from the sink to the source as the grand total. The true numbers are a flow in it, and every place has a least
and a most that the reader knows. How much more, or less, a place could hold is how much flow can go round through it.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

MANY = 10**9
Place = tuple[str, str]
Node = tuple[str, str]
SOURCE, SINK = ("source", ""), ("sink", "")
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Bound:
    """The true number, and between what a reader knows it to lie; `most` None is without end."""

    truth: int
    least: int
    most: int | None

    @property
    def up(self) -> int:
        """How much more the number could be by what is shown of it alone."""
        return MANY if self.most is None else self.most - self.truth

    @property
    def down(self) -> int:
        """How much less."""
        return self.truth - self.least


def slack(rows: tuple[str, ...], columns: tuple[str, ...], bound: Mapping[Place, Bound], place: Place, enough: int) -> int:
    """How many steps wide the place can be held open by what is shown of the whole table; counted up to `enough` either way."""
    tail, head = _arc(place)
    up = _flow(_residual(rows, columns, bound, place), head, tail, min(enough, bound[place].up))
    down = _flow(_residual(rows, columns, bound, place), tail, head, min(enough, bound[place].down))
    return up + down


def _arc(place: Place) -> tuple[Node, Node]:
    row, column = place
    if row == TOTAL:
        return (SINK, SOURCE) if column == TOTAL else (("column", column), SINK)
    return (SOURCE, ("row", row)) if column == TOTAL else (("row", row), ("column", column))


def _residual(rows: tuple[str, ...], columns: tuple[str, ...], bound: Mapping[Place, Bound], without: Place) -> dict[Node, dict[Node, int]]:
    """What may still flow along and against every arc but one; a margin that is not printed holds nothing."""
    free = Bound(0, -MANY, None)
    net: dict[Node, dict[Node, int]] = {}
    for row in (*rows, TOTAL):
        for column in (*columns, TOTAL):
            place = (row, column)
            if place != without:
                tail, head = _arc(place)
                each = bound.get(place, free)
                net.setdefault(tail, {})[head] = net.get(tail, {}).get(head, 0) + each.up
                net.setdefault(head, {})[tail] = net.get(head, {}).get(tail, 0) + each.down
    return net


def _flow(net: dict[Node, dict[Node, int]], start: Node, end: Node, enough: int) -> int:
    """How much can flow from one to the other, counted up to `enough`."""
    done = 0
    while done < enough:
        before = _path(net, start, end)
        if not before:
            break
        push, node = enough - done, end
        while node != start:
            push = min(push, net[before[node]][node])
            node = before[node]
        node = end
        while node != start:
            net[before[node]][node] -= push
            back = net.setdefault(node, {})
            back[before[node]] = back.get(before[node], 0) + push
            node = before[node]
        done += push
    return done


def _path(net: dict[Node, dict[Node, int]], start: Node, end: Node) -> dict[Node, Node]:
    """A shortest way that is still open: each node with the one before it; {} where there is none."""
    before: dict[Node, Node] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for onward, room in net.get(node, {}).items():
            if room > 0 and onward not in before and onward != start:
                before[onward] = node
                if onward == end:
                    return before
                waiting.append(onward)
    return {}
