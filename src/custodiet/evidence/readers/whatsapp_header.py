"""What stands before a WhatsApp message: a day and a time, in any of the shapes in which telephones write them.

Recognises the shape and takes the numbers out; which number is the day and which the month is settled elsewhere, from the
whole file. Every pattern is anchored and bounded, so a line cannot make it slow.
"""

import re
from dataclasses import dataclass

from custodiet.evidence.moments import Order

INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\u00ad\ufeff")
SPACES = frozenset("\u00a0\u2007\u2008\u2009\u200a\u202f\u3000\t")
_AWAY = {ord(sign): None for sign in INVISIBLE} | {ord(sign): " " for sign in SPACES}
_HEAD = 120
"""A header with all its marks is shorter than this."""

ERAS = {
    "令和": 2018,
    "R": 2018,
    "Reiwa": 2018,
    "平成": 1988,
    "H": 1988,
    "Heisei": 1988,
    "昭和": 1925,
    "S": 1925,
    "BE": -543,
    "B.E.": -543,
    "พ.ศ.": -543,
    "AD": 0,
}
"""What to add to a year of that era to have ours."""
_FORENOON = (
    "a. m.",
    "a.m.",
    "a.m",
    "am",
    "ص",
    "上午",
    "午前",
    "오전",
    "π.μ.",
    "πμ",
    "vorm.",
    "dop.",
    "ip.",
    "fm",
    "sa",
    "öö",
    "yb",
    "de.",
    "vm.",
)
_AFTERNOON = (
    "p. m.",
    "p.m.",
    "p.m",
    "pm",
    "م",
    "下午",
    "午後",
    "오후",
    "μ.μ.",
    "μμ",
    "nachm.",
    "odp.",
    "ap.",
    "em",
    "ch",
    "ös",
    "yh",
    "du.",
    "nm.",
)
_HALVES = "|".join(re.escape(word) for word in sorted(_FORENOON + _AFTERNOON, key=len, reverse=True))
_LATE = frozenset(_AFTERNOON)

_START = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\u00ad\ufeff]{0,12}\[?[\s\u200e\u200f]{0,2}[\dRHS令平昭]")
_HEADER = re.compile(
    r" {0,3}(?P<bracket>\[ ?)?"
    r"(?P<stood>(?:(?P<era>令和|平成|昭和|[RHS])\.? ?)?"
    r"(?P<a>\d{1,4}|元)(?P<sep>[./-]|年) ?(?P<b>\d{1,2})(?P<sep2>[./-]|月) ?(?P<c>\d{1,4})(?:\.|日)?"
    r"(?: ?(?P<after>BE|B\.E\.|พ\.ศ\.|AD|Reiwa|Heisei|[RHS])(?=[ ,]))?"
    r"(?P<gap>(?P<comma> ?[,،、])?(?: (?:klo|klokken|kl\.|um|à|às|a las|alle|alle ore|om|at)(?= ))? {0,2})"
    rf"(?:(?P<first>{_HALVES}) ?)?"
    r"(?P<hour>\d{1,2})(?: ?h ?|[:.])(?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    rf"(?: ?(?P<last>{_HALVES}))?)"
    r"(?: ?(?P<close>\]) ?| ?(?P<dash>[-\u2013\u2014])(?: |$)|(?P<colon>:) )",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its shape, its three numbers as they stand, the second of the day, its raw text, and the raw text after it.

    `era` is added to the year. `first_is_year` where the shape itself says so. `seconds` is -1 where the time is none.
    """

    shape: str
    numbers: tuple[int, int, int]
    era: int | None
    orders: tuple[Order, ...]
    seconds: int
    text: str
    rest: str


def tidy(text: str) -> str:
    """The text without invisible signs, every kind of space a plain one: for comparing, never for keeping."""
    return text if text.isascii() and "\t" not in text else text.translate(_AWAY)


def header(line: str) -> Header | None:
    """The header at the beginning of a line; None where there is none."""
    if not _START.match(line):
        return None
    clean, where = _cleaned(line[:_HEAD])
    found = _HEADER.match(clean)
    if not found or not _is_whole(found):
        return None
    numbers, orders, pattern = _day(found)
    if not orders:
        return None
    begin, end = where[found.start("stood")], where[found.end("stood") - 1] + 1
    rest = line[where[found.end() - 1] + 1 :]
    return Header(_shape(found, pattern), numbers, _era(found), orders, _second(found), line[begin:end], rest)


def _cleaned(head: str) -> tuple[str, list[int] | range]:
    if head.isascii() and "\t" not in head:
        return head, range(len(head))
    where = [at for at, sign in enumerate(head) if sign not in INVISIBLE]
    return "".join(" " if head[at] in SPACES else head[at] for at in where), where


def _is_whole(found: re.Match[str]) -> bool:
    """Brackets closed, a gap between day and time, one kind of separator, and seconds before a mere colon."""
    if bool(found["bracket"]) != bool(found["close"]):
        return False
    if not (found["gap"] or found["first"]) or (found["colon"] and not found["second"]):
        return False
    return (found["sep"], found["sep2"]) == ("年", "月") or found["sep"] == found["sep2"]


def _day(found: re.Match[str]) -> tuple[tuple[int, int, int], tuple[Order, ...], str]:
    """The three numbers, the orders that their lengths allow, and their pattern."""
    a, b, c = found["a"].replace("元", "1"), found["b"], found["c"]
    sep = found["sep"]
    numbers = (int(a), int(b), int(c))
    if found["era"] or sep == "年":
        return numbers, ("ymd",), f"era {sep}"
    if len(a) == 4 and len(c) <= 2:
        return numbers, ("ymd",), f"yyyy{sep}n{sep}n"
    if len(c) == 4 and len(a) <= 2:
        return numbers, ("dmy", "mdy"), f"n{sep}n{sep}yyyy"
    if found["after"]:
        return numbers, ("dmy", "mdy"), f"n{sep}n{sep}n era"
    if len(a) <= 2 and len(c) <= 2:
        return numbers, ("dmy", "mdy", "ymd"), f"n{sep}n{sep}n"
    return numbers, (), ""


def _era(found: re.Match[str]) -> int | None:
    return ERAS.get(found["era"] or found["after"] or "")


def _shape(found: re.Match[str], pattern: str) -> str:
    """The shape in words that tell one kind of telephone from another: `[n/n/yyyy, h:mm:ss]`."""
    clock = "h:mm:ss" if found["second"] else "h:mm"
    half = " am" if found["first"] or found["last"] else ""
    inner = f"{pattern}{',' if found['comma'] else ''} {clock}{half}"
    return f"[{inner}]" if found["bracket"] else f"{inner}{' - ' if found['dash'] else ': '}"


def _second(found: re.Match[str]) -> int:
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    half = (found["first"] or found["last"] or "").lower()
    if half in _LATE:
        hour += 12 if hour < 12 else 0
    elif half:
        if hour > 12:
            return -1
        hour %= 12
    return hour * 3600 + minute * 60 + second if hour < 24 and minute < 60 and second < 60 else -1


def parted(rest: str) -> tuple[str, str] | None:
    """The sender as shown, without invisible signs, and the raw text of the message; None where a line names no sender."""
    at = rest.find(":")
    while 0 <= at <= 200:
        after = rest[at + 1 : at + 2]
        if not after or after.isspace() or after in INVISIBLE:
            sender = tidy(rest[:at]).strip()
            body = rest[at + 1 :]
            return (sender, body[1:] if body[:1] == " " else body) if sender else None
        at = rest.find(":", at + 1)
    return None
