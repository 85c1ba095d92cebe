"""What is published, for programs: RSS, CSV, and what search engines are told. Titles, days and addresses, nothing else.

The lists of what was recalled name addresses alone: a title may be the very thing that was recalled.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from custodiet.casework import on_site
from custodiet.web.context import force_named, today
from custodiet.web.public.hearings import days_of
from custodiet.web.public.keeping import indexed, kept
from custodiet.web.public.outcomes import address_of

LATEST = 100
WITHDRAWN = lazy("Withdrawn: drop every copy")


def rss(request: HttpRequest) -> HttpResponse:
    """The latest outcomes as RSS 2.0. What is withdrawn or ended is out of it at once."""
    found = on_site.outcomes(today())[:LATEST]
    items = [(each.title, request.build_absolute_uri(address_of(each)), each.published_at) for each in found]
    return _rss(request, _("Published outcomes: %(force)s") % {"force": force_named()}, "outcomes", items)


def recalled_rss(request: HttpRequest) -> HttpResponse:
    """What was withdrawn, as RSS 2.0, so that whoever passed it on hears of it."""
    items = [(str(WITHDRAWN), request.build_absolute_uri(address_of(each)), each.withdrawn_at) for each in on_site.recalled()]
    return _rss(request, _("Withdrawn papers: %(force)s") % {"force": force_named()}, "recalled", items)


def table(request: HttpRequest) -> HttpResponse:
    """Every outcome on show as CSV: its title, its address and the day of its publication."""
    rows = [
        [each.title, request.build_absolute_uri(address_of(each)), f"{each.published_at:%Y-%m-%d}"] for each in on_site.outcomes(today())
    ]
    return _csv(request, ["title", "address", "published"], rows)


def hearings_table(request: HttpRequest) -> HttpResponse:
    """Every hearing that is to come as CSV: title, address, days, the hour it begins, how it is held."""
    rows = [
        [
            each.title, request.build_absolute_uri(address_of(each)), " ".join(day.isoformat() for day in days_of(each)),
            each.listed.get("starts_at", ""), each.listed.get("attendance", ""),
        ]
        for each in on_site.hearings(today())
    ]  # fmt: skip
    return _csv(request, ["title", "address", "days", "begins", "held"], rows)


def recalled_table(request: HttpRequest) -> HttpResponse:
    """What was withdrawn as CSV: its address and when."""
    rows = [[request.build_absolute_uri(address_of(each)), f"{each.withdrawn_at:%Y-%m-%d}"] for each in on_site.recalled()]
    return _csv(request, ["address", "withdrawn"], rows)


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may look at: the published outcomes if the force allows it, else nothing."""
    allowed = ["Allow: /outcomes/", "Disallow: /outcomes/archive/"] if indexed() else []
    lines = ["User-agent: *", *allowed, "Disallow: /", ""]
    return kept(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def _rss(request: HttpRequest, title: str, page: str, items: Iterable[tuple[str, str, datetime | None]]) -> HttpResponse:
    feed = Element("rss", version="2.0")
    channel = SubElement(feed, "channel")
    _text(channel, "title", title.rstrip(": "))
    _text(channel, "link", request.build_absolute_uri(reverse(page)))
    _text(channel, "description", _("Police misconduct proceedings."))
    for words, address, at in items:
        item = SubElement(channel, "item")
        _text(item, "title", words)
        _text(item, "link", address)
        _text(item, "guid", address)
        if at:
            _text(item, "pubDate", http_date(at.timestamp()))
    body = tostring(feed, encoding="utf-8", xml_declaration=True)
    return kept(request, HttpResponse(body, content_type="application/rss+xml; charset=utf-8"), listed=page == "outcomes")


def _csv(request: HttpRequest, head: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return kept(request, HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8"), listed=False)


def _text(within: Element, name: str, text: str) -> None:
    SubElement(within, name).text = text
