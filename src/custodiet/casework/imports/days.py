"""The days of an extract: read as written, and refused in a sentence where they cannot be."""

import re
from datetime import date

from custodiet.evidence.cells import stamp
from custodiet.law.codec import EARLIEST

_YEAR = re.compile(r"(?<![0-9])0[0-9]{3}(?![0-9])")


class WrongDay(Exception):
    """A day that cannot be. The message says why."""


def day_of(text: str, what: str, order: str, today: date) -> date | None:
    """The day of a cell; None where it is empty."""
    if not text:
        return None
    if _YEAR.search(text):
        raise WrongDay(f"{what} is “{text}”: no case is of the year {_YEAR.findall(text)[0]}. Two digits of it are a slip.")
    found = stamp(text)
    if found is None or found.numbers is None:
        raise WrongDay(f"{what} is “{text[:40]}”, which is no day.")
    first, second, third = found.numbers
    written = found.order or ("dmy" if order == "day first" else "mdy")
    year, month, day = {"ymd": (first, second, third), "dmy": (third, second, first), "mdy": (third, first, second)}[written]
    if year < 100:
        raise WrongDay(f"{what} is “{text}”, with two digits of the year. Have the extract written with four.")
    try:
        read = date(year, month, day)
    except ValueError as wrong:
        raise WrongDay(f"{what} is “{text}”: there is no such day, read {order}.") from wrong
    if read < EARLIEST:
        raise WrongDay(f"{what} is “{text}”, which lies before {EARLIEST.year}.")
    if read > today:
        raise WrongDay(f"{what} is “{text}”, which lies after today.")
    return read
