"""A first pass over a WhatsApp export: every line that looks like the beginning of a message, in compact columns.

Day and month are not told apart here, nor a pasted chat from the real one; `whatsapp_order` does that from what is found.
"""

import re
from array import array
from dataclasses import dataclass, field
from datetime import date

from custodiet.evidence.lines import Lines
from custodiet.evidence.moments import Order
from custodiet.evidence.readers.whatsapp_header import Header, header, parted, tidy
from custodiet.evidence.readers.whatsapp_marks import SIGN, is_deleted_here, is_encryption_notice, is_of_group

NO_ERA = -9999
FIRST_YEAR, LAST_YEAR = 2009, 2099
"""WhatsApp began in 2009."""
BUDDHIST = 543
_PLACES: dict[Order, tuple[int, int, int]] = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
"""Where year, month and day stand."""
_STAMPED = re.compile(r"(?:(?:IMG|VID|PTT|AUD|STK|DOC)-(20\d\d)(\d\d)(\d\d)-WA|(?<!\d)(20\d\d)-(\d\d)-(\d\d)-(?:\d\d-\d\d-\d\d|[A-Z]))")
_NUMBERED = re.compile(r"(?<!\d)(\d{8})-[A-Z]{2,12}-20\d\d-")


@dataclass(slots=True)
class Survey:
    """What the first pass found. The columns have one entry for each line that begins as a message does."""

    shapes: list[str] = field(default_factory=list)
    allowed: list[tuple[Order, ...]] = field(default_factory=list)
    example: list[int] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    shape: "array[int]" = field(default_factory=lambda: array("i"))
    sender: "array[int]" = field(default_factory=lambda: array("i"))
    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    era: "array[int]" = field(default_factory=lambda: array("i"))
    second: "array[int]" = field(default_factory=lambda: array("i"))
    line: "array[int]" = field(default_factory=lambda: array("q"))
    words: "array[int]" = field(default_factory=lambda: array("q"))
    restarts: set[int] = field(default_factory=set)
    stamped: dict[int, date] = field(default_factory=dict)
    attachments: list[tuple[int, int]] = field(default_factory=list)
    deleted_here: set[str] = field(default_factory=set)
    noticed: set[str] = field(default_factory=set)
    group: bool = False
    signs: bool = False

    def __len__(self) -> int:
        return len(self.line)

    def day(self, row: int, order: Order) -> int | None:
        """The day (as a number of days) that a row's header means in that order; None where it is none."""
        packed = self.numbers[row]
        return day_number((packed // 10**8, packed // 10**4 % 10**4, packed % 10**4), self.era[row], order)

    def is_of_other_calendar(self, kind: int) -> bool:
        """Whether the years of a shape, by its first row, are Buddhist or of a Japanese era."""
        row = self.example[kind]
        packed = self.numbers[row]
        parts = (packed // 10**8, packed // 10**4 % 10**4, packed % 10**4)
        return self.era[row] not in {NO_ERA, 0} or any(each >= 2400 or 52 <= each < 100 for each in parts)


def day_number(numbers: tuple[int, int, int], era: int, order: Order) -> int | None:
    """The day three numbers mean, in the calendar they are of; None where it is none, or one on which there was no WhatsApp."""
    year, month, day = (numbers[at] for at in _PLACES[order])
    if era != NO_ERA:
        year += era
    elif 2400 <= year < 2700:
        year -= BUDDHIST
    elif year < 100:  # 64 is 2564 of the Buddhist calendar, which is 2021: no telephone writes a year so far ahead
        year += 2500 - BUDDHIST if year >= 52 else 2000
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


def survey(lines: Lines) -> Survey:
    """Go through the file once."""
    found = Survey()
    names: dict[str, int] = {}
    kinds: dict[str, int] = {}
    for line in lines:
        if head := header(line.text):
            _add(found, line.number, head, names, kinds)
    found.senders = list(names)
    found.shapes = list(kinds)
    return found


def _add(found: Survey, number: int, head: Header, names: dict[str, int], kinds: dict[str, int]) -> None:
    row = len(found)
    said = parted(head.rest)
    kind = kinds.setdefault(head.shape, len(kinds))
    if kind == len(found.allowed):
        found.allowed.append(head.orders)
        found.example.append(row)
    found.shape.append(kind)
    a, b, c = head.numbers
    found.numbers.append(a * 10**8 + b * 10**4 + c)
    found.era.append(NO_ERA if head.era is None else head.era)
    found.second.append(head.seconds)
    found.line.append(number)
    found.words.append(hash((head.text, head.rest)))
    _notice(found, row, head.rest, said)
    sender = said[0] if said and row not in found.restarts else None
    found.sender.append(-1 if sender is None else names.setdefault(sender, len(names)))


def _notice(found: Survey, row: int, rest: str, said: tuple[str, str] | None) -> None:
    """What a line tells of the chat: who exported it, whom it is with, whether it begins anew, which days its files bear."""
    body = said[1] if said else rest
    found.signs = found.signs or SIGN in rest
    if said and is_deleted_here(body):
        found.deleted_here.add(said[0])
    short = tidy(body[:600]).strip().lower() if len(body) < 600 else ""
    if is_encryption_notice(short):
        found.restarts.add(row)
        if said:
            found.noticed.add(said[0])
    elif row and not said and found.words[row] == found.words[0]:
        found.restarts.add(row)
    if short and (not said or body.lstrip(" ").startswith(SIGN)) and not found.group:
        found.group = is_of_group(short)
    if "-20" in body and (stamp := _STAMPED.search(body[:400])):
        _stamp(found, row, [int(part) for part in stamp.groups() if part])
        if numbered := _NUMBERED.search(body[:400]):
            found.attachments.append((int(numbered[1]), row))


def _stamp(found: Survey, row: int, parts: list[int]) -> None:
    try:
        found.stamped[row] = date(*parts)
    except ValueError:
        return
