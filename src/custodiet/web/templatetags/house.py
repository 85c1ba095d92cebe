"""How the house prints dates, counts, clocks and citations; and the summary of what is wrong with a form.

In a template: {% load house %}. The filters give text; the tags draw one of the components.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from custodiet.web import clocks
from custodiet.web.forms import problems

register = template.Library()

# The mark a citation carries (`law.vocabulary.Confidence`), in words a reader needs no key for.
CONFIDENCE = {
    "S*": gettext_lazy("read in full"),
    "S": gettext_lazy("read in source"),
    "S~": gettext_lazy("read in part"),
    "M+": gettext_lazy("not read in source"),
    "M?": gettext_lazy("unconfirmed"),
    "NF": gettext_lazy("not found"),
}
ADVICE_ONLY = ("M?", "NF")


@register.filter
def british(value: datetime.date | None) -> str:
    """ "18 December 2023"; nothing for no date."""
    return dateformat.format(_local(value), "j F Y") if value else ""


@register.filter
def british_short(value: datetime.date | None) -> str:
    """ "18 Dec 2023", for narrow columns; nothing for no date."""
    return dateformat.format(_local(value), "j M Y") if value else ""


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """ "18 December 2023 at 2:05pm" on the clocks of the United Kingdom; a plain date stays a date."""
    if not isinstance(value, datetime.datetime):
        return british(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    # Translators: a day and a time of that day, for example "18 December 2023 at 2:05pm".
    words = _("%(day)s at %(time)sam") if local.hour < 12 else _("%(day)s at %(time)spm")
    return words % {"day": dateformat.format(local, "j F Y"), "time": f"{local.hour % 12 or 12}:{local:%M}"}


@register.filter
def iso(value: datetime.date | None) -> str:
    """The date or moment as a machine reads it, for the datetime attribute of a time element."""
    return _local(value).isoformat() if value else ""


@register.filter
def days(count: int) -> str:
    """ "1 day", "28 days", "1,461 days"."""
    return ngettext("%s day", "%s days", count) % grouped(count)


@register.filter
def grouped(number: int | None) -> str:
    """ "12,345"; nothing for no number."""
    return "" if number is None else f"{number:,}"


@register.filter
def has_problems(form: Any) -> bool:
    """Whether a form, or a set of forms, was sent with mistakes in it."""
    return bool(form and problems(form))


@register.filter
def as_cell(value: Any) -> Mapping[str, Any]:
    """A cell of a table as its component wants it: a plain value becomes {"text": value}."""
    return value if isinstance(value, Mapping) else {"text": value}


@register.filter
def head_of(head: list[Any], column: int) -> Any:
    """The words above a column, for a table whose rows become cards on a narrow screen."""
    return as_cell(head[column])["text"] if column < len(head) else ""


@register.filter
def narrow(page: int, numbers: int) -> list[int | None]:
    """The page numbers worth printing for page `page` of `numbers`: the ends and the neighbours; None is a gap."""
    kept = [n for n in range(1, numbers + 1) if n in (1, numbers) or abs(n - page) <= 1]
    found: list[int | None] = []
    for number in kept:
        if found and found[-1] is not None and number - found[-1] > 1:
            found.append(None)
        found.append(number)
    return found


@register.inclusion_tag("components/citation.html")
def citation(cited: Any) -> dict[str, Any]:
    """The provision, linked to the official text, with how sure we are of it.

    `cited` has .text, .url (may be empty) and .confidence (a mark such as "S*", or an object with .tag and .meaning);
    it may have .note and .advises. Without a citation nothing is printed.
    """
    if not cited:
        return {}
    confidence = getattr(cited, "confidence", "")
    mark = str(getattr(confidence, "tag", confidence))
    return {
        "text": cited.text,
        "url": getattr(cited, "url", ""),
        "note": getattr(cited, "note", ""),
        "mark": mark,
        "words": CONFIDENCE.get(mark, mark),
        "meaning": getattr(confidence, "meaning", ""),
        "advises": getattr(cited, "advises", mark in ADVICE_ONLY),
    }


@register.inclusion_tag("components/clock.html", takes_context=True)
def when(
    context: template.Context,
    due: datetime.date | None,
    today: datetime.date | None = None,
    met_on: datetime.date | None = None,
    soon: int = clocks.SOON,
) -> dict[str, Any]:
    """A due date and how it stands: "18 December 2023, 2 days overdue". `today` comes from the page if not given."""
    return {"clock": clocks.clock(due, today or context["today"], met_on, soon)}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """What is wrong with the forms, each sentence linked to its field; nothing where nothing is wrong."""
    return {"errors": [problem for form in forms if form for problem in problems(form)]}


def _local(value: datetime.date) -> datetime.date:
    aware = isinstance(value, datetime.datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value
