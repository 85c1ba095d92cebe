"""How the page and the exports of an account say the same things: its title, times, marks, and the rows of its tables."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from custodiet.casework.exhibit_pages import AccountPage
from custodiet.detection.account import Account, Entry
from custodiet.web.templatetags.house import british, british_short


def title(page: AccountPage) -> str:
    """“The dated account of PC X and Ms A”."""
    return _("The dated account of %(officer)s and %(person)s") % {"officer": page.officer, "person": page.person}


def when(entry: Entry) -> str:
    """“Mon 22 Nov 2021, 21:03:10”, on the clocks of England."""
    if entry.local is None:
        return _("no day")
    return f"{entry.local:%a} {british_short(entry.local)}, {entry.local:%H:%M:%S}"


def marked(entry: Entry) -> str:
    """The duty and the marks of an entry, with commas."""
    return ", ".join(filter(None, [entry.duty if entry.duty != "unknown" else _("the roster is silent"), *entry.marks]))


def figures(account: Account) -> Iterator[tuple[str, str, str]]:
    """What each figure counts, its number, and the entries behind it in ranges."""
    for figure in account.figures:
        yield (figure.sentence, f"{figure.number:,}", ranges(figure.entries))


def ranges(numbers: tuple[int, ...]) -> str:
    """“1–3, 7”."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def week_rows(account: Account) -> Iterator[tuple[str, str, str, str, str, str]]:
    """One row for each week."""
    for week in account.by_week:
        counts = (week.calls, week.texts, week.chats, week.looks, week.off_duty)
        first, *others = (f"{number:,}" for number in counts)
        yield (british(week.first_day), first, *others)  # type: ignore[misc]


def source_rows(page: AccountPage) -> Iterator[tuple[str, str, str, str]]:
    """One row for each file the account rests on."""
    for source in page.sources:
        counts = ", ".join(
            f"{number:,}" if number is not None else "–" for number in (source.rows_in_file, source.rows_read, source.rows_refused)
        )
        name = source.title if source.file_name in ("", source.title) else f"{source.title} ({source.file_name})"
        yield (source.exhibit, name, counts, source.sha256)


MOST_ON_PAPER = 2000
"""Refused lines of one file that a paper lists; the CSV lists every one that the record holds."""


def refused_rows(page: AccountPage, most: int = MOST_ON_PAPER) -> list[tuple[str, str, str]]:
    """Exhibit, line and reason of what was refused; where there is more of it, the last row of the file says how much."""
    rows = []
    for source in page.sources:
        rows += [(source.exhibit, line, why) for line, why in source.refusals[:most]]
        if (source.rows_refused or 0) > min(most, len(source.refusals)):
            more = (source.rows_refused or 0) - min(most, len(source.refusals))
            rows.append(
                (source.exhibit, "…", _("%(count)s more lines were refused; custodiet read names every one.") % {"count": f"{more:,}"})
            )
    return rows
