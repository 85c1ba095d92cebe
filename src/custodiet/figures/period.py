"""Periods that figures are given for: the year ending 31 March, a calendar year, or any first and last day."""

from dataclasses import dataclass
from datetime import date

END_OF_MARCH = (3, 31)


class WrongPeriod(ValueError):
    """The words are no period. The message says how to write one."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included, under the name by which people know it."""

    first: date
    last: date
    name: str

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise WrongPeriod(
                f"The period begins on {_british(self.first)}, after its last day, {_british(self.last)}. Turn the two round."
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: "Period") -> bool:
        """Whether a day lies in both."""
        return self.first <= other.last and other.first <= self.last

    @property
    def phrase(self) -> str:
        """The period within a sentence, after “in” or “for”: a calendar year takes no article."""
        return self.name if self.name.isdigit() else f"the {self.name}"

    @property
    def key(self) -> str:
        """How the period is written in files: 2024-04-01..2025-03-31."""
        return f"{self.first}..{self.last}"


def year_ending(year: int) -> Period:
    """The financial year that ends on 31 March of that year, as the Home Office counts."""
    return Period(date(year - 1, 4, 1), date(year, *END_OF_MARCH), f"year ending 31 March {year}")


def calendar_year(year: int) -> Period:
    """That calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def period(words: str) -> Period:
    """“2025” is the calendar year, “YE2025” the year ending 31 March 2025, “2024-04-01..2025-03-31” as it says. Raises WrongPeriod."""
    text = words.strip().upper()
    try:
        if ".." in text:
            first, last = (_dated(part) for part in text.split("..", 1))
            return next((year for year in (calendar_year(last.year), year_ending(last.year)) if (year.first, year.last) == (first, last)),
                        Period(first, last, f"period from {_british(first)} to {_british(last)}"))  # fmt: skip
        if text.startswith("YE"):
            return year_ending(_year(text[2:]))
        return calendar_year(_year(text))
    except WrongPeriod:
        raise
    except ValueError:
        raise WrongPeriod(f"“{words}” is no period. Write 2025, YE2025 or 2024-04-01..2025-03-31.") from None


def _british(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _dated(text: str) -> date:
    day = date.fromisoformat(text.strip())
    _year(str(day.year))  # a slip in one figure asks for eighteen hundred years, and a table has a column for each
    return day


def _year(text: str) -> int:
    year = int(text.strip())
    if not 1900 < year < 2200:
        raise ValueError(text)
    return year
