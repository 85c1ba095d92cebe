"""On which day a week begins whose days bear their names alone: as the lines above say it, or as a person answered."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import get_args

from custodiet.evidence.cells import stamp
from custodiet.evidence.grid import GridRow
from custodiet.evidence.moments import Order, day_of
from custodiet.evidence.readers.yearless import WEEK
from custodiet.evidence.reading import Answers, Remark, UnreadableFile

IN_TEXT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}|[0-9]{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9} [0-9]{4}"
)
_BEGINS = re.compile(r"\b(?:w/?c|week|wk|commencing|beginning|starting|from|period)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:w/?e|ending|ends)\b", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:printed|print|produced|created|generated|run|exported|extracted|published|issued|updated|as at|version)\b", re.IGNORECASE
)


def week_of(above: Sequence[GridRow], named: dict[int, int], answers: Answers) -> list[datetime]:
    """The day on which the week begins, as the nearest line above says it that speaks of a week: two, where that may be read both ways.

    Where none does, any line may say it that does not say when the file was made, but all that do must agree.
    """
    columns = list(named.values())
    lines_ = [row.text for row in reversed(above) if IN_TEXT.search(row.text)]
    if speaking := [text for text in lines_ if _BEGINS.search(text) or _ENDS.search(text)]:
        return _begins(speaking[0], columns, answers)
    found = {tuple(_begins(text, columns, answers)) for text in lines_ if not _MADE.search(text)}
    return list(found.pop()) if len(found) == 1 else []


def told_to_begin(text: str, weekday: int) -> datetime:
    """The first day of a week as a person said it, day first where it may be read both ways."""
    said = stamp(" ".join(text.split()))
    day = day_of(said.numbers, said.order or "dmy") if said and said.numbers else None
    if day is None or day.weekday() != weekday:
        raise UnreadableFile(f"“{text[:40]}” is no {WEEK[weekday].title()} on which the week may begin. Give it as DD/MM/YYYY.")
    return day


def unheeded(answers: Answers, heeded: Collection[str] = ()) -> Iterator[Remark]:
    """What a person answered of weeks that no line of the file begins: it is never passed over in silence."""
    for key, said in answers.items():
        line = key.removeprefix("week.")
        if line != key and line not in heeded:
            says = f"It was said that the week in {line[:80]} begins on {said[:40]}. No names of days alone stand there: not heeded."
            yield Remark("week not found", says, line[:200])


def _begins(text: str, columns: Sequence[int], answers: Answers) -> list[datetime]:
    """The days on which a week may begin by the first day in a line; where the line says when it ends, so many days before."""
    said = stamp(first[0]) if (first := IN_TEXT.search(text)) else None
    if said is None or said.numbers is None:
        return []
    told = [each for each in get_args(Order) if each == answers.get("date_order")]
    orders: list[Order] = [said.order] if said.order else told or ["dmy", "mdy"]
    ends = _ENDS.search(text) and len(IN_TEXT.findall(text)) == 1
    wanted, back = (columns[-1], (columns[-1] - columns[0]) % 7) if ends else (columns[0], 0)
    days = {day for order in orders if (day := day_of(said.numbers, order))}
    return sorted(day - timedelta(days=back) for day in days if day.weekday() == wanted)
