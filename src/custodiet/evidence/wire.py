"""What crosses the wall between a reader's process and ours: outcomes as lines of JSON, believed only after a check.

`pack` runs where the untrusted file is read, `unpack` where it is not. Nothing but lists, texts, numbers and yes/no cross;
a line that is not exactly what a reader may say raises `Garbled`.
"""

import base64
import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from custodiet.evidence.facts import BY_NAME, ORIGIN, TABLES, Fact, Type
from custodiet.evidence.reading import Choice, Outcome, Question, Read, Refused, Remark

LONGEST_LINE = 8 << 20
"""Bytes of one line; what a reader says of one record is far below it."""
SHOWN = 500
"""Characters of a refused record that are shown."""
_SENTENCE, _KEY, _LINE, _CHOICE = 4_000, 200, 4_000, 40_000
"""Characters that a text for a person, a key, a place in the file, and a question and its answers (they name what stands in a
cell) may have."""
_VALUE = 100_000
"""Characters of a text in a remark's value: a cell, a name, the text of a screenshot."""
_WHOLE = 2**63
_OURS = {column.name for column in ORIGIN} - {"at_text", "zone"}
"""Columns that say where a row came from: filled in by whoever runs the reader, never by the reader."""
_DAY, _MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?")


class Garbled(ValueError):
    """A line that no reader of ours says. The message says what is wrong with it, and never repeats it."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The reader's own count at the end of the file, held against ours."""

    rows_read: int
    rows_refused: int


@dataclass(frozen=True, slots=True)
class Failed:
    """The reading ended before the file did: `why` is unreadable, memory, mistake or kind; `says` a sentence or a place."""

    why: str
    says: str


@dataclass(frozen=True, slots=True)
class Walls:
    """Which walls stand around the reader's process, in the words of `custodiet.evidence.walls`, and which do not."""

    stand: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a file that was made behind the wall, in base64."""

    base64: str

    def bytes(self) -> bytes:
        """The bytes."""
        return base64.b64decode(self.base64)


Said: TypeAlias = Outcome | Ended | Failed | Walls | Piece


def pack(said: Said) -> bytes:
    """One line. Characters that UTF-8 cannot write raise UnicodeEncodeError: a reader may not hand them on."""
    return json.dumps(_parts(said), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def _parts(said: Said) -> list[Any]:
    match said:
        case Read(line, facts, undated):
            return ["read", line, _short(undated), [[fact.table, fact.values] for fact in facts]]
        case Refused(line, reason, text):
            return ["refused", line, _short(reason), text[:SHOWN]]
        case Question(key, asks, why, choices):
            return ["question", key, _short(asks), _short(why), [[each.value, _short(each.shows)] for each in choices]]
        case Remark(key, says, value):
            return ["remark", key, _short(says), value]
        case Ended(rows_read, rows_refused):
            return ["ended", rows_read, rows_refused]
        case Failed(why, says):
            return ["failed", why, _short(says)]
        case Walls(stand, missing):
            return ["walls", stand, missing]
        case Piece(written):
            return ["piece", written]


def _short(sentence: str) -> str:
    """A sentence that quotes the file may be as long as the file wants."""
    return sentence if len(sentence) <= _SENTENCE else sentence[: _SENTENCE - 1] + "…"


def unpack(line: bytes | bytearray) -> Said:
    """What a line says. Raises Garbled where no reader can have said it."""
    try:
        match _DECODER.decode(line.decode()):
            case ["read", where, undated, list(facts)]:
                return Read(_text(where, _LINE), tuple(map(_fact, facts)), _text(undated, _SENTENCE))
            case ["refused", where, reason, text]:
                return Refused(_text(where, _LINE), _text(reason, _SENTENCE), _text(text, SHOWN))
            case other:
                return _seldom(other)
    except (ValueError, RecursionError) as wrong:  # JSON, UTF-8, a day that is none
        raise wrong if isinstance(wrong, Garbled) else Garbled("a line was not JSON that we know") from None


def _seldom(parts: Any) -> Said:
    match parts:
        case ["question", key, asks, why, list(choices)]:
            return Question(_text(key, _CHOICE), _text(asks, _SENTENCE), _text(why, _SENTENCE), tuple(map(_choice, choices)))
        case ["remark", key, says, value]:
            return Remark(_text(key, _KEY), _text(says, _SENTENCE), _plain(value))
        case ["ended", int(rows_read), int(rows_refused)]:
            return Ended(rows_read, rows_refused)
        case ["failed", why, says]:
            return Failed(_text(why, _KEY), _text(says, _SENTENCE))
        case ["walls", list(stand), list(missing)]:
            return Walls(tuple(_text(each, _KEY) for each in stand), tuple(_text(each, _KEY) for each in missing))
        case ["piece", str(written)] if len(written) < LONGEST_LINE and written.isascii():
            base64.b64decode(written, validate=True)  # ValueError where it is none
            return Piece(written)
    raise Garbled("a line was of no known shape")


def _constant(name: str) -> float:
    raise Garbled(f"a number was {name}")


_DECODER = json.JSONDecoder(parse_constant=_constant)


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise Garbled("something was not a text")
    if len(value) > longest:
        raise Garbled(f"a text had more than {longest:,} characters")
    if not value.isascii():
        value.encode()  # JSON can smuggle half a character past UTF-8; this raises
    return value


def _choice(choice: Any) -> Choice:
    match choice:
        case [value, shows]:
            return Choice(_text(value, _CHOICE), _text(shows, _SENTENCE))
    raise Garbled("a choice was of no known shape")


def _fact(fact: Any) -> Fact:
    match fact:
        case [str(name), dict(values)] if name in _FITS:
            fits = _FITS[name]
            for column, value in values.items():
                if column not in fits:
                    raise Garbled(f"a row of {name} had a column that is not a reader's to fill")
                if value is not None and not fits[column](value):
                    raise Garbled(f"{name}.{column} did not hold {BY_NAME[name].column(column).type}")
            return Fact(name, values)
    raise Garbled("a row was of no known table")


def _day(value: Any) -> bool:
    return isinstance(value, str) and bool(_DAY.fullmatch(value) and date.fromisoformat(value))


def _moment(value: Any) -> bool:
    return isinstance(value, str) and bool(_MOMENT.fullmatch(value) and datetime.fromisoformat(value))


_KINDS: dict[Type, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str) and (value.isascii() or bool(value.encode())),
    "integer": lambda value: type(value) is int and -_WHOLE <= value < _WHOLE,
    "real": lambda value: type(value) in (int, float) and math.isfinite(value),
    "yes/no": lambda value: isinstance(value, bool),
    "moment": _moment,
    "day": _day,
}
_FITS = {table.name: {c.name: _KINDS[c.type] for c in table.columns if c.name not in _OURS} for table in TABLES}


def _plain(value: Any, depth: int = 0) -> Any:
    """A remark's value: texts, numbers, yes/no, and lists and tables of them."""
    if depth > 3:
        raise Garbled("a remark was nested too deeply")
    match value:
        case None | bool() | int():
            return value
        case float() if math.isfinite(value):
            return value
        case str():
            return _text(value, _VALUE)
        case list():
            return [_plain(each, depth + 1) for each in value]
        case dict():
            return {_text(name, _CHOICE): _plain(each, depth + 1) for name, each in value.items()}
    raise Garbled("a remark held something that is no plain value")
