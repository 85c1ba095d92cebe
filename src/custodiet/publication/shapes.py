"""The six shapes in which forces publish: one notice, several renderers, none of which knows more than the notice.

Which one a force uses is its choice (policy.toml, `[publication] shape`). None adds a word of its own to what the notice holds
except headings and the words that join a sentence; every text is escaped by `markup`.
"""

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from html import unescape

from custodiet.publication import render as labelled
from custodiet.publication import results
from custodiet.publication.markup import Html, tag, together
from custodiet.publication.names import Alias
from custodiet.publication.notices import NotClosed, Notice, OutcomeNotice, strays

_BLOCK_ENDS = re.compile(r"</(?:p|h1|h2|dd|dt|li|tr|th|td|caption)>")
_CELL = re.compile(r"<(?:dd|td|li)>")


class Shape(StrEnum):
    """How a notice is laid out."""

    LABELS = "labelled fields"
    CHARGES = "numbered charges"
    PARAGRAPH = "single paragraph"
    TABLE = "table row"
    NEWS = "news story"
    LINE = "one line"


def render(notice: Notice, shape: Shape = Shape.LABELS) -> bytes:
    """The notice in that shape, as an HTML fragment in UTF-8; `NotClosed` if it holds a value that no notice may hold."""
    if shape is Shape.LABELS:
        return labelled.render(notice)
    found = strays(notice)
    if found:
        raise NotClosed(" ".join(found))
    said = together(*_SHAPES[shape](notice), *_attending(notice), *_reasons(notice), *_aliases(notice))
    article = tag("article", tag("h1", labelled.title(notice)), said, class_="notice", lang="en-GB")
    return f"{article}\n".encode()


def plain(fragment: bytes) -> str:
    """A rendered notice as plain text: one line for each paragraph, item and cell."""
    text = _CELL.sub("  ", _BLOCK_ENDS.sub("\n", fragment.decode()))
    lines = (unescape(re.sub(r"<[^<>]*>", "", line)).rstrip() for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip()) + "\n"


def _charges(notice: Notice) -> Iterable[Html]:
    """Dates, place and officer on top; the Standards and the particulars numbered."""
    yield tag("p", _sentence(_held(notice)))
    yield tag("p", _sentence(_about(notice), _level(notice)))
    for heading, lines in (("Standards of Professional Behaviour", _standards(notice)), ("Particulars", _particulars(notice))):
        if lines:
            yield tag("h2", heading)
            yield tag("ol", *(tag("li", each) for each in lines))
    yield from _ending(notice)


def _paragraph(notice: Notice) -> Iterable[Html]:
    """Everything in one paragraph."""
    standards = "Standards: " + "; ".join(_standards(notice)) if _standards(notice) else ""
    said = " ".join(_particulars(notice))
    yield tag("p", _sentence(_held(notice), _about(notice), standards, said, _level(notice), *_result(notice)))


def _table(notice: Notice) -> Iterable[Html]:
    """One row under six headings."""
    if isinstance(notice, OutcomeNotice):
        when, last = "Date", ("Outcome", results.in_short(notice))
    else:
        when, last = "Date and time", ("Alleged level", notice.level_alleged.capitalised if notice.level_alleged else "")
    cells = (
        ("Officer", _who(notice)),
        (when, _when(notice)),
        ("Place", _where(notice)),
        ("Allegation", " ".join(_particulars(notice))),
        ("Standards", "; ".join(_standards(notice))),
        last,
    )
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name, _ in cells)))
    body = tag("tbody", tag("tr", *(tag("td", value or "Not given") for _, value in cells)))
    yield tag("table", tag("caption", _form(notice)), head, body)


def _news(notice: Notice) -> Iterable[Html]:
    """The result first, then how it came to it."""
    if isinstance(notice, OutcomeNotice):
        yield tag("p", _sentence(*results.told(notice, f"{notice.officer}, {_a(str(notice.standing))} of {notice.force},")))
        yield tag("p", _sentence(_held(notice, "The")))
    else:
        yield tag("p", _sentence(_held(notice), _about(notice), _level(notice)))
    yield from (tag("p", each) for each in _particulars(notice))
    if _standards(notice):
        yield tag("p", f"Standards of Professional Behaviour: {'; '.join(_standards(notice))}.")


def _line(notice: Notice) -> Iterable[Html]:
    """Who, what, when, with what result."""
    form = _form(notice)
    when = f" on {_when(notice)}" if notice.days else ""
    yield tag("p", _sentence(f"{_who(notice)}: {form[:1].lower()}{form[1:]}{when}", results.in_short(notice)))


_SHAPES: dict[Shape, Callable[[Notice], Iterable[Html]]] = {
    Shape.CHARGES: _charges,
    Shape.PARAGRAPH: _paragraph,
    Shape.TABLE: _table,
    Shape.NEWS: _news,
    Shape.LINE: _line,
}


def _ending(notice: Notice) -> Iterable[Html]:
    if found := _result(notice):
        yield tag("h2", "Outcome")
        yield tag("p", _sentence(*found))


def _who(notice: Notice) -> str:
    return f"{notice.officer}, {notice.standing}"


def _form(notice: Notice) -> str:
    held = "" if isinstance(notice, OutcomeNotice) else f" {notice.attendance}"
    return f"{notice.form.capitalised}{held}"


def _when(notice: Notice) -> str:
    days = " and ".join(labelled.words_of_day(each) for each in notice.days)
    at = None if isinstance(notice, OutcomeNotice) else notice.starts_at
    return f"{days}{f' at {at:%H:%M}' if days and at else ''}"


def _where(notice: Notice) -> str:
    return str(notice.place) if notice.place else ""


def _held(notice: Notice, article: str = "") -> str:
    """That it was, or will be, held: when, where, how and before whom, as far as the notice says."""
    ahead = None if isinstance(notice, OutcomeNotice) else notice
    form = f"{article} {notice.form}" if article else _a(str(notice.form)).capitalize()
    said = [f"{form} {'will be' if ahead else 'was'} held"]
    said += [f"on {_when(notice)}"] if notice.days else []
    said += [str(ahead.attendance)] if ahead else []
    said += [f"at {_where(notice)}"] if notice.place else []
    chair = labelled.chaired_by(notice)
    return " ".join(said) + (f", chaired by {_a(chair)}" if chair else "")


def _about(notice: Notice) -> str:
    verb = "concerned" if isinstance(notice, OutcomeNotice) else "concerns"
    return f"It {verb} {notice.officer}, {_a(str(notice.standing))} of {notice.force}"


def _a(words: str) -> str:
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"


def _level(notice: Notice) -> str:
    level = None if isinstance(notice, OutcomeNotice) else notice.level_alleged
    return f"Alleged level: {level}" if level else ""


def _standards(notice: Notice) -> list[str]:
    found = [each for finding in notice.findings for each in finding.breaches] if isinstance(notice, OutcomeNotice) else notice.standards
    return list(dict.fromkeys(each.capitalised for each in found))


def _particulars(notice: Notice) -> list[str]:
    """What was alleged; in an outcome with the answer and what was found, after the summary."""
    if not isinstance(notice, OutcomeNotice):
        return [_stopped(_one_line(str(each))) for each in notice.allegations]
    findings = [f"{_stopped(_one_line(str(each.allegation)))} {labelled.found(each)}" for each in notice.findings]
    return [*(_stopped(_one_line(str(each))) for each in notice.summary), *findings]


def _result(notice: Notice) -> tuple[str, ...]:
    return results.told(notice, str(notice.officer))


def _sentence(*parts: str) -> Html:
    """The parts that are there, each with its full stop."""
    return together(" ".join(_stopped(part.strip()) for part in parts if part.strip()))


def _stopped(said: str) -> str:
    return said if said.endswith((".", "!", "?", "”", "…")) else f"{said}."


def _attending(notice: Notice) -> Iterable[Html]:
    """How to attend, and by when representations on publicity are to come: below every shape, for the law wants them known."""
    if isinstance(notice, OutcomeNotice):
        return
    yield from labelled.attending(notice)
    if notice.representations_by:
        yield tag("p", f"Representations on publicity are to reach the chair by {labelled.words_of_day(notice.representations_by)}.")


def _reasons(notice: Notice) -> Iterable[Html]:
    """The reasons of the findings and of the outcome: below every shape, for they are part of the report that is published."""
    if not isinstance(notice, OutcomeNotice):
        return
    found = [each.reason for each in notice.findings if each.reason]
    if found:
        yield tag("h2", "Reasons for the findings")
        yield tag("ol", *(tag("li", _one_line(str(each))) for each in found))
    yield from labelled.reasons(notice)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _aliases(notice: Notice) -> tuple[Html, ...]:
    aliases = [alias for alias in (notice.officer, *notice.people) if isinstance(alias, Alias)]
    return (tag("p", f"Names not given: {', '.join(map(str, aliases))}. The letters are not initials."),) if aliases else ()
