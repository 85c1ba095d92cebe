"""Days and times as files write them, read into UTC. Nothing is guessed: what a text may mean is said, all of it.

Local text of England is ambiguous in one hour of an October night and means nothing in one hour of a March night. An order
of day and month is settled by the file as a whole (`orders`), by a person, or not at all.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from custodiet.evidence.reading import UnreadableFile

LONDON = ZoneInfo("Europe/London")
LOCAL = "Europe/London"
Order: TypeAlias = Literal["dmy", "mdy", "ymd"]
PLACES: dict[Order, tuple[int, int, int]] = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}
"""Where in three numbers year, month and day stand."""
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""Outside these a day is a mistake of the file: a telephone that lost its clock, a number read as a day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in UTC. `other` is the second moment that a local text of the autumn hour may mean; `zone` says how it was read."""

    at: datetime
    zone: str
    other: datetime | None = None

    def columns(self, text: str) -> dict[str, str | None]:
        """The columns `at`, `at_alt`, `at_text`, `zone` of a fact."""
        return {"at": written(self.at), "at_alt": written(self.other) if self.other else None, "at_text": text, "zone": self.zone}


def written(moment: datetime) -> str:
    """UTC as facts hold it: `2021-11-24T19:03:11`, with microseconds where there are any."""
    in_utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return in_utc.replace(tzinfo=None).isoformat()


def in_zone(local: datetime, zone: str) -> Moment | str:
    """A naive local time in `zone` (`UTC`, `Europe/London`, another name, or an offset like `+01:00`) as a moment.

    A sentence where it cannot be one.
    """
    if not EARLIEST.year - 1 <= local.year <= LATEST.year:
        return _mistaken(local.year)  # near the ends of the calendar an offset leads out of it
    if zone != LOCAL and (match := re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", zone)):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        offset = timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
        return _sane(Moment(local.replace(tzinfo=offset).astimezone(UTC), zone))
    if zone in {"UTC", "Z", "GMT"}:
        return _sane(Moment(local.replace(tzinfo=UTC), "UTC"))
    where = LONDON if zone == LOCAL else ZoneInfo(zone)
    first, second = (local.replace(tzinfo=where, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first > second:
        return (
            f"{local:%H:%M} did not exist on {local.day} {local:%B %Y}: the clocks went forward. "
            "The file's clock, or its zone, is not local time."
        )
    return _sane(Moment(first, zone, second if second != first else None))


def known_zone(zone: str) -> str:
    """The zone, where `in_zone` knows it; UnreadableFile where a person answered with one that nobody knows."""
    try:
        in_zone(EARLIEST.replace(tzinfo=None), zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnreadableFile(
            f"“{zone}” is no time zone. Answer Europe/London, UTC, another zone's name, or an offset such as +01:00."
        ) from error
    return zone


def since_1970(seconds: float) -> Moment | str:
    """Seconds since 1970 as a moment."""
    try:
        return _sane(Moment(datetime.fromtimestamp(seconds, UTC), "UTC"))
    except (OverflowError, ValueError, OSError):
        return f"{seconds:.0f} seconds since 1970 is no day that a record can have."


def _sane(moment: Moment) -> Moment | str:
    if EARLIEST <= moment.at < LATEST:
        return moment
    return _mistaken(moment.at.year)


def _mistaken(year: int) -> str:
    return f"{year} is not a year that a telephone or records system can have written. Check the file's clock or the order of its dates."


def orders(fields: Iterable[tuple[int, int, int]]) -> set[Order]:
    """The orders of day, month and year in which every date of a file, as (first, second, third) number, is a date."""
    left: set[Order] = {"dmy", "mdy", "ymd"}
    for numbers in fields:
        left = {order for order in left if day_of(numbers, order)}
        if not left:
            break
    return left


def day_of(numbers: tuple[int, int, int], order: Order) -> datetime | None:
    """The day that three numbers mean in that order; None where it is none. A year of two digits is of this century."""
    at_year, at_month, at_day = PLACES[order]
    year, month, day = numbers[at_year], numbers[at_month], numbers[at_day]
    if year < 100:
        year += 2000
    try:
        return datetime(year, month, day)  # noqa: DTZ001 (a day of a file, before its zone is known)
    except (ValueError, OverflowError):
        return None
