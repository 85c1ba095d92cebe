"""An extract of a force's own systems: a table whose columns become the columns of one fact table.

The extracts themselves are rows of `extracts.py`; how a cell is read is in `extract_columns.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from custodiet.evidence.clock import TWICE, Clock, Said, said, settle, time_of_day
from custodiet.evidence.facts import BY_NAME, Fact, Value
from custodiet.evidence.grid import ENDINGS, open_grid
from custodiet.evidence.headed import Record, records
from custodiet.evidence.mapping import Field
from custodiet.evidence.moments import Moment, written
from custodiet.evidence.readers.extract_columns import Codes, Col, Unfit, value
from custodiet.evidence.readers.staff_numbers import staff_in
from custodiet.evidence.reading import Answers, Outcome, Read, Refused, Source
from custodiet.evidence.telephone import SpoiltNumber

_NO_DATE = {"-", "--", "n/a", "na", "none", "null", "nil", "tbc", "open", "ongoing", "current", "present", "still"}
"""Words that stand where there is no day: until now."""


@dataclass(slots=True)
class Row:
    """What has been read of a row: the fact's values, the texts of its moments, and why some have no day."""

    values: dict[str, Value] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    zones: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    last: datetime | None = None

    def origin(self) -> dict[str, Value]:
        """The columns `at_text` and `zone`."""
        why = "; ".join(dict.fromkeys(self.undated))
        return {"at_text": "; ".join(self.texts) or None, "zone": self.zones[0] if self.zones else why or None}


@dataclass(frozen=True, slots=True)
class Extract:
    """A reader of one kind of extract. `any_of`: groups of columns of which a file, and every row, must have one.

    `day`: the headers of a column that gives the day to moments of which only the time of day stands in the row.
    """

    name: str
    about: str
    table: str
    columns: tuple[Col, ...]
    any_of: tuple[tuple[str, ...], ...] = ()
    endings: tuple[str, ...] = ENDINGS
    day: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every column of the file that may be of use."""
        told = {each.name: each.meaning for each in BY_NAME[self.table].columns}
        found = tuple(replace(each, about=each.about or told.get(each.name, "")) for column in self.columns for each in column.fields)
        return (*found, Field("day", self.day, about="the day")) if self.day else found

    @property
    def dates(self) -> tuple[str, ...]:
        """The columns in which dates stand."""
        found = [name for column in self.columns if column.is_moment for name in (column.name, f"{column.name}_clock")]
        return (*found, "day") if self.day else tuple(found)

    @property
    def hides(self) -> bool:
        """Whether some of its cells must not be shown."""
        return any(column.hidden for column in self.columns)

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """One outcome for each row."""
        grid = open_grid(source)
        yield from grid.remarks
        every = (each for each in records(grid, self.fields, answers, self.any_of) if isinstance(each, Record))
        clock, question = settle(every, self.dates, answers)
        if question is not None:
            yield question
        codes = Codes(answers)
        for each in records(grid, self.fields, answers, self.any_of):
            match each:
                case Record():
                    yield self.outcome(each, clock, codes)
                case Refused(line, reason):
                    yield Refused(line, reason) if self.hides else each
                case _:
                    yield each
        yield from codes.questions()

    def outcome(self, record: Record, clock: Clock, codes: Codes) -> Read | Refused:
        """A row read, or refused with the reason."""
        row = Row()
        try:
            for column in self.columns:
                if column.name in record or column.is_moment:
                    self.fill(row, column, record, clock, codes)
            self.check(row)
            rows = self.complete(row, record)
        except (Unfit, SpoiltNumber) as why:
            return Refused(record.line, str(why), "" if self.hides else record.row.text)
        facts = tuple(Fact(self.table, {**values, **row.origin()}) for values in rows)
        return Read(record.line, facts, " ".join(dict.fromkeys(row.undated)))

    def complete(self, row: Row, record: Record) -> list[dict[str, Value]]:
        """The facts of a row; more than one where a cell names several members of staff, as a list of those sent does."""
        holder = row.values.get("staff_id")
        if not isinstance(holder, str):
            return [row.values]
        if not (several := staff_in(holder)):
            raise Unfit(f"“{holder[:60]}” holds no staff number, and a name alone is nobody's key.")
        return [{**row.values, "staff_id": each} for each in several]

    def check(self, row: Row) -> None:
        """Refuse a row that says nothing: a needed column is empty, or a whole group is."""
        said_so = {name for name, value in row.values.items() if value is not None}
        for column in self.columns:
            if column.needed and column.name not in said_so and not column.is_moment:
                raise Unfit(f"It does not say {column.about or column.name}.")
        self.check_groups(said_so)

    def check_groups(self, said_so: set[str]) -> None:
        """Refuse a row of which a whole group of columns is empty."""
        for group in self.any_of:
            if not said_so.intersection(group):
                named = [next(each for each in self.columns if each.name == name) for name in group]
                raise Unfit(f"It says neither {' nor '.join(each.about or each.name for each in named)}.")

    def fill(self, row: Row, column: Col, record: Record, clock: Clock, codes: Codes) -> None:
        """Read one column of a row into its values."""
        text = record[column.name]
        if column.is_moment:
            self._moment(row, column, record, clock)
        elif text:
            row.values[column.name] = value(column, text, codes)

    def _moment(self, row: Row, column: Col, record: Record, clock: Clock) -> None:
        words = self._words(column, record)
        if not words.text:
            if column.needed:
                row.undated.append(f"It has no day for {column.about or column.name}.")
            return
        row.texts.append(words.text)
        moment = clock.at(words, column.name) if column.kind == "at" else clock.bound(words, end=column.kind == "to", column=column.name)
        if isinstance(moment, Moment) and words.borrowed and row.last is not None and moment.at < row.last:
            moment = clock.at(words.later(), column.name)  # past midnight: what is sent comes to the scene after, not before
        if isinstance(moment, str):
            row.undated.append(moment)
            return
        row.zones.append(moment.zone)
        if moment.other is not None and column.name != "at":
            row.undated.append(f"{words.text}: {TWICE}")
            return
        row.last = moment.at
        row.values[column.name] = written(moment.at)
        if moment.other is not None:
            row.values["at_alt"] = written(moment.other)

    def _words(self, column: Col, record: Record) -> Said:
        """What the row says of a moment: in one cell or two, or a time of day under the row's own day."""
        text, clock_text = record[column.name], record[f"{column.name}_clock"]
        if text.lower() in _NO_DATE:
            text = ""
        text, clock_text = (text, clock_text) if text else (clock_text, "")
        if text and not clock_text and self.day and time_of_day(text) is not None:
            return said(record["day"], text).lent()
        return said(text, clock_text)
