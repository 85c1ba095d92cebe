"""A notice as a fragment of plain semantic HTML, made afresh from the notice each time and from nothing else.

The page around the fragment belongs to the web room. Nothing here is passed through: every text is escaped, there is no
attribute whose value comes from a case, no comment, no script and no style.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time

from custodiet.publication.markup import Html, tag, together
from custodiet.publication.names import Alias, NamedOfficer
from custodiet.publication.notices import Answer, Attendance, Finding, HearingNotice, NotClosed, Notice, OutcomeNotice, strays
from custodiet.publication.words import ReviewedText

Row = tuple[str, str | None]


def render(notice: Notice) -> bytes:
    """The notice as an HTML fragment in UTF-8; `NotClosed` if it holds a value that no notice may hold."""
    found = strays(notice)
    if found:
        raise NotClosed(" ".join(found))
    article = _outcome(notice) if isinstance(notice, OutcomeNotice) else _hearing(notice)
    return f"{article}\n".encode()


def title(notice: Notice) -> str:
    """The heading of the notice, which is also the title of its page: never more than the alias or the given name."""
    kind = "Outcome of" if isinstance(notice, OutcomeNotice) else "Notice of"
    return f"{kind} {notice.form}: {notice.officer}"


def day(value: date) -> Html:
    """A date as it is read: 18 December 2023."""
    return tag("time", words_of_day(value), datetime=value.isoformat())


def words_of_day(value: date) -> str:
    """The same without its element."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _hearing(notice: HearingNotice) -> Html:
    rows: list[Row] = [
        ("Force", str(notice.force)),
        ("Officer", _officer(notice.officer, notice.standing)),
        ("Proceedings", notice.form.capitalised),
        (_dates(notice.days), _days(notice.days)),
        ("Starts at", _clock(notice.starts_at)),
        ("Place", _text(notice.place)),
        ("Held", notice.attendance.capitalize()),
        ("Chaired by", _capital(chaired_by(notice))),
        ("Alleged level", notice.level_alleged and notice.level_alleged.capitalised),
        ("Standards said to be breached", _list(standard.capitalised for standard in notice.standards)),
        ("Contact", _list(map(str, notice.contacts))),
        ("Representations on publicity by", _days((notice.representations_by,) if notice.representations_by else ())),
        ("Published", day(notice.published_on)),
    ]
    each = [together(*_paragraphs(text)) for text in notice.allegations]
    alleged = _section("Allegations", [_numbered(each)] if each else [])
    return _article(notice, rows, *alleged, *attending(notice))


def attending(notice: HearingNotice) -> list[Html]:
    """How to attend, and on which conditions; nothing where the hearing is private or nothing is said."""
    if notice.attendance is Attendance.PRIVATE:
        return []
    conditions = [tag("ul", *(tag("li", each.capitalize()) for each in notice.conditions))] if notice.conditions else []
    return _section("How to attend", [*(_paragraphs(notice.how_to_attend) if notice.how_to_attend else ()), *conditions])


def _outcome(notice: OutcomeNotice) -> Html:
    rows: list[Row] = [
        ("Force", str(notice.force)),
        ("Officer", _officer(notice.officer, notice.standing)),
        ("Proceedings", notice.form.capitalised),
        (_dates(notice.days), _days(notice.days)),
        ("Place", _text(notice.place)),
        ("Chaired by", _capital(chaired_by(notice))),
        ("Outcome", notice.outcome.capitalised),
        ("Warning in force until", _days((notice.warning_ends,) if notice.warning_ends else ())),
        ("List of the College of Policing", notice.listing and notice.listing.capitalize()),
        ("Contact", _list(map(str, notice.contacts))),
        ("Published", day(notice.published_on)),
    ]
    summary = [part for text in notice.summary for part in _paragraphs(text)]
    findings = [_numbered(map(_finding, notice.findings))] if notice.findings else []
    return _article(notice, rows, *_section("Summary", summary), *_section("Findings", findings), *reasons(notice))


def reasons(notice: OutcomeNotice) -> list[Html]:
    """The reasons of the outcome by their stages; nothing where none are to be published."""
    rows = [tag("div", tag("dt", each.part.capitalised), tag("dd", *_paragraphs(each.text))) for each in notice.reasons]
    return _section("Reasons for the outcome", [tag("dl", *rows)] if rows else [])


def _article(notice: Notice, rows: Iterable[Row], *sections: Html) -> Html:
    described = (tag("div", tag("dt", label), tag("dd", value)) for label, value in rows if value)
    return tag(
        "article",
        tag("h1", title(notice)),
        tag("dl", *described),
        *sections,
        *_about_aliases(notice),
        class_="notice",
        lang="en-GB",
    )


def _section(heading: str, parts: list[Html]) -> list[Html]:
    return [tag("h2", heading), *parts] if parts else []


def _about_aliases(notice: Notice) -> tuple[Html, ...]:
    """The sentence that says which names are none; nothing where everybody spoken of is named."""
    aliases = [alias for alias in (notice.officer, *notice.people) if isinstance(alias, Alias)]
    if not aliases:
        return ()
    return (tag("p", f"Names not given: {', '.join(map(str, aliases))}. The letters are not initials."),)


def _officer(officer: Alias | NamedOfficer, standing: str) -> str:
    return f"{officer}, {standing}"


def _finding(finding: Finding) -> Html:
    breaches = "; ".join(standard.capitalised for standard in finding.breaches)
    return together(
        *_paragraphs(finding.allegation),
        tag("p", found(finding)),
        *([tag("p", f"Standards breached: {breaches}.")] if breaches else []),
        *((tag("p", "Why this was found:"), *_paragraphs(finding.reason)) if finding.reason else ()),
    )


def found(finding: Finding) -> str:
    """What the officer said to it and what was found. Where no answer is on record nothing is said of one: that is not a denial."""
    said = "" if finding.answer is Answer.NOT_ANSWERED else f"{finding.answer.capitalize()}. "
    return f"{said}Found: {finding.level}."


def chaired_by(notice: Notice) -> str:
    """The seat of whoever chaired it, without saying once more that it is the chair's."""
    return str(notice.chair).removesuffix(", as chair") if notice.chair else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _paragraphs(text: ReviewedText) -> Iterator[Html]:
    """The text with its empty lines as the ends of paragraphs."""
    return (tag("p", paragraph.strip()) for paragraph in text.text.split("\n\n") if paragraph.strip())


def _dates(days: tuple[date, ...]) -> str:
    return "Dates" if len(days) > 1 else "Date"


def _days(days: tuple[date, ...]) -> Html | None:
    return _list(day(each) for each in days)


def _clock(moment: time | None) -> str | None:
    return None if moment is None else f"{moment:%H:%M}"


def _text(text: object) -> str | None:
    return None if text is None else str(text)


def _list(items: Iterable[str]) -> Html | None:
    """One item stands by itself, several are a list, none is nothing."""
    given = list(items)
    if len(given) < 2:
        return together(*given) if given else None
    return tag("ul", *(tag("li", item) for item in given))


def _numbered(items: Iterable[str]) -> Html:
    return tag("ol", *(tag("li", item) for item in items))
