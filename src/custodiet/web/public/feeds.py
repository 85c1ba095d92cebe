"""The list of published outcomes for programs: RSS, CSV, and what search engines are told. Titles and addresses, nothing else."""

import csv
import io
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date

from custodiet.casework.actions import publish
from custodiet.web.context import force_name
from custodiet.web.public.keeping import indexed, kept

LATEST = 100


def rss(request: HttpRequest) -> HttpResponse:
    """The latest outcomes as RSS 2.0. What is withdrawn is out of it at once."""
    feed = Element("rss", version="2.0")
    channel = SubElement(feed, "channel")
    _text(channel, "title", f"Published outcomes: {force_name()}".rstrip(": "))
    _text(channel, "link", request.build_absolute_uri(reverse("outcomes")))
    _text(channel, "description", "Outcomes of police misconduct proceedings.")
    for each in publish.on_show()[:LATEST]:
        item = SubElement(channel, "item")
        address = request.build_absolute_uri(reverse("outcome", args=[each.slug]))
        _text(item, "title", each.title)
        _text(item, "link", address)
        _text(item, "guid", address)
        _text(item, "pubDate", http_date(each.published_at.timestamp()))
    body = tostring(feed, encoding="utf-8", xml_declaration=True)
    return kept(request, HttpResponse(body, content_type="application/rss+xml; charset=utf-8"))


def table(request: HttpRequest) -> HttpResponse:
    """Every outcome on show as CSV: its title, its address and the day of its publication."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["title", "address", "published"])
    for each in publish.on_show():
        writer.writerow([each.title, request.build_absolute_uri(reverse("outcome", args=[each.slug])), f"{each.published_at:%Y-%m-%d}"])
    return kept(request, HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8"))


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may look at: the published outcomes if the force allows it, else nothing."""
    lines = ["User-agent: *", *(["Allow: /outcomes/"] if indexed() else []), "Disallow: /", ""]
    return kept(request, HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def _text(within: Element, name: str, text: str) -> None:
    SubElement(within, name).text = text
