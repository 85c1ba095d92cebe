"""Tables of a handset report: a layout is known by its headers, and its rows become calls, texts and messages.

A workbook holds a table on each sheet, a CSV or TSV one. What a table's headers do not settle (the zone, the order of day and
month, the telephone's number) is settled by the rest of the file, by a person, or not at all.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice, pairwise
from typing import TypeAlias

from custodiet.evidence.grid import Grid, GridRow
from custodiet.evidence.headed import Record
from custodiet.evidence.mapping import Mapping, guess, plain
from custodiet.evidence.moments import Order, orders
from custodiet.evidence.readers import handset_events as events
from custodiet.evidence.readers.handset_parties import Handset
from custodiet.evidence.readers.handset_rows import Heading, Layout, Table, channel_question, event, name_question, time_of
from custodiet.evidence.readers.handset_times import Clock, stamp
from custodiet.evidence.reading import Answers, Outcome, Question, Read, Refused, Remark, UnreadableFile
from custodiet.evidence.understood import MOST_TABLES, understood

LOOK = 12
"""Rows at the top of a table among which its headers stand, below a title."""
TOO_FULL = "It stands above the headers, and is too full to be a title."
ENOUGH = 500
"""Rows after which a file whose times all say their order is believed to go on so."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The tables of one tool: its layouts, how it writes headers, and which other sheets of it hold no records."""

    layouts: tuple[Layout, ...]
    heading: Callable[[Sequence[str]], Heading]
    front: frozenset[str] = frozenset()


Found: TypeAlias = tuple[int, Layout, Heading]
"""At which row the headers stand, the layout that they prove, and what they say."""


def find(rows: Sequence[GridRow], kinds: Sequence[Kind]) -> Found | None:
    """The headers among the first rows of a table, and the layout that they prove."""
    for index, row in enumerate(rows):
        if row.broken or row.blank:
            continue
        for kind in kinds:
            heading = kind.heading([cell.strip() for cell in row.cells])
            names = {plain(name) for name in heading.names}
            layout = next((each for each in kind.layouts if all(word in names for word in each.signature)), None)
            if layout:
                return index, layout, heading
    return None


class Tables:
    """The reading of a file's tables."""

    def __init__(self, grid: Grid, file_name: str, answers: Answers, kinds: Sequence[Kind]) -> None:
        self.grid, self.file_name, self.answers, self.kinds = grid, file_name, answers, kinds
        self.handset = Handset(events.own_number(answers))
        self.counts: Counter[str] = Counter()
        self.tables = 0
        self.asked: dict[str, Question] = {}
        self.front = frozenset[str]().union(*(kind.front for kind in kinds))

    def read(self) -> Iterator[Outcome]:
        """The outcomes of every table."""
        order = self._order()
        yield from self.grid.remarks
        known = False
        for name, rows in groupby(self.grid.rows(), key=lambda row: row.table):
            rest = iter(rows)
            first = _first(rest)
            found = find(first, self.kinds)
            known = known or found is not None
            if not name and not found:
                raise UnreadableFile(_no_layout(first))
            yield from self._sheet(name, first, chain(first, rest), found, order)
        if not known:
            raise UnreadableFile(
                "No sheet of the workbook is a table of a report on a handset that is known here. Ask for it as XML or UFDR."
            )
        yield from self._ending()

    def _sheet(
        self, name: str, first: Sequence[GridRow], rows: Iterator[GridRow], found: Found | None, order: Order | None
    ) -> Iterator[Outcome]:
        if found:
            yield from self._table(name, first, rows, found, order)
        elif name.strip().lower() in self.front:
            yield from self._front(name, rows)
        else:
            yield from _unknown(name, first, rows)

    def _order(self) -> Order | None:
        """The one order of day and month in which every date of the file is a date, where there is only one."""
        left = orders(self._numbers())
        return left.pop() if len(left) == 1 else None

    def _numbers(self) -> Iterator[tuple[int, int, int]]:
        seen = unsaid = 0
        for _, rows in groupby(self.grid.rows(), key=lambda row: row.table):
            first = _first(rows)
            found = find(first, self.kinds)
            if not found or found[2].order:
                continue
            mapping = guess(found[2].names, found[1].fields, self.answers)
            for row in chain(first[found[0] + 1 :], rows):
                parts = stamp(time_of(Record(row, mapping)))
                seen += parts is not None
                if parts and parts.order is None:
                    unsaid += 1
                    yield parts.numbers
                if seen > ENOUGH and not unsaid:
                    return

    def _table(self, name: str, first: Sequence[GridRow], rows: Iterator[GridRow], found: Found, order: Order | None) -> Iterator[Outcome]:
        at, layout, heading = found
        mapping = guess(heading.names, layout.fields, self.answers)
        above = [row for row in first[:at] if not row.blank]
        full = [row for row in above if layout.by_hand and sum(map(bool, map(str.strip, row.cells))) * 2 > len(heading.names)]
        yield from (Refused(row.line, TOO_FULL, row.text) for row in full)
        titles = [row.text.strip(" |") for row in above if row not in full]
        said = f"{layout.tool}, {layout.about}{f' (sheet {name[:80]})' if name else ''}: headers in {first[at].line}"
        yield Remark(
            "table",
            said + (f", title “{'; '.join(titles)[:200]}”." if titles else "."),
            {name: header[:200] for name, header in mapping.shown().items()},
        )
        self.tables += 1
        if self.tables <= MOST_TABLES:
            yield understood(name, first[at].line, mapping, layout.fields, first[at + 1 :])
        if layout.named and (channel := events.channel_of(name or self.file_name)):
            yield Remark("channel", f"That these went over {channel} is taken from the name “{(name or self.file_name)[:80]}”.", channel)
        table = Table(layout, Clock(self.answers, zone=heading.zone, order=heading.order or order), self.handset, name or self.file_name)
        for row in islice(rows, at + 1, None):
            if row.broken:
                yield Refused(row.line, row.broken, row.text)
            elif not row.blank:
                yield self._row(row, mapping, table)
        self.asked |= {question.key: question for question in table.clock.questions()}
        if table.names:
            self.asked.setdefault("own_name", name_question(table.names))
        if table.guessed:
            self.asked.setdefault("channel", channel_question(table))

    def _row(self, row: GridRow, mapping: Mapping, table: Table) -> Outcome:
        width = len(mapping.header)
        if any(cell.strip() for cell in row.cells[width:]):
            return Refused(row.line, f"It has {len(row.cells)} cells under {width} headers, so which is which is not known.", row.text)
        self.counts[table.layout.about] += 1
        record = Record(row, mapping)
        if table.layout.row:
            return table.layout.row(record, table)
        if table.layout.sort is None:
            return Read(row.line, ())
        return events.outcome(event(record, table, self.answers), spreadsheet=True)

    def _front(self, name: str, rows: Iterable[GridRow]) -> Iterator[Outcome]:
        for row in rows:
            cells = [cell.strip() for cell in row.cells if cell.strip()]
            for label, text in pairwise(cells):
                self.handset.learn(label, text)
        yield Remark("front", f"The sheet {name[:80]} describes the examination and the device; it holds no records.", name[:80])

    def _ending(self) -> Iterator[Outcome]:
        yield from self.asked.values()
        yield from self.handset.ending(self.counts["contacts"])


def _first(rows: Iterator[GridRow]) -> list[GridRow]:
    return list(islice(rows, LOOK))


def _unknown(name: str, first: Sequence[GridRow], rows: Iterator[GridRow]) -> Iterator[Outcome]:
    """A sheet of another layout. In a report each row below a title and headers is a record all the same."""
    for number, row in enumerate(rows):
        if row.broken:
            yield Refused(row.line, row.broken, row.text)
        elif number > 1 and not row.blank:
            yield Refused(
                row.line, f"The sheet {name[:80]} has headers that are not known here, so what its rows say is not known.", row.text
            )
    yield Remark("other sheet", f"The sheet {name[:80]} has headers that are not known here: {_headers(first)}.", name[:80])


def _headers(first: Sequence[GridRow]) -> str:
    return "; ".join(row.text for row in first[:2] if not row.blank)[:300] or "none"


def _no_layout(first: Sequence[GridRow]) -> str:
    return (
        f"The table has headers that are not known here: {_headers(first)}. Known are the tables of Cellebrite, AXIOM, ALEAPP and iLEAPP "
        "for calls, texts, chats and contacts, and lists with a day or time, a sender or direction, and the words. "
        "A bill or another list is read as phone_bill."
    )
