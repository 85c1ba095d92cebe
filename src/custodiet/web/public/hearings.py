"""The hearings that are to come: a page, a calendar and a table, each from what the notices themselves say."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from custodiet.casework import on_site
from custodiet.casework.models import PublishedOutcome
from custodiet.publication.notices import Attendance
from custodiet.web.context import archive, today
from custodiet.web.public.keeping import kept
from custodiet.web.public.outcomes import address_of

LONDON = ZoneInfo("Europe/London")
HELD = {Attendance.PUBLIC: lazy("In public"), Attendance.PART_PRIVATE: lazy("Partly in private"), Attendance.PRIVATE: lazy("In private")}
"""How it is held, in the words of the page; the notice has those of the record."""


def hearings(request: HttpRequest) -> HttpResponse:
    """When, where and how to attend, as far as the chair lets it be said."""
    listed = [_line(each) for each in on_site.hearings(today())]
    return kept(request, render(request, "public/hearings.html", {"hearings": listed, "archive": archive()}), listed=False)


def diary(request: HttpRequest) -> HttpResponse:
    """The same for calendars: the days, with a link to the notice. No title says whom it concerns, and no place is copied."""
    file = icalendar.Calendar()
    file.add("prodid", "-//Custodiet//EN")
    file.add("version", "2.0")
    for paper in on_site.hearings(today()):
        for event in _events(request, paper):
            file.add_component(event)
    response = HttpResponse(file.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="hearings.ics"'
    return kept(request, response, listed=False)


def _events(request: HttpRequest, paper: PublishedOutcome) -> Iterator[icalendar.Event]:
    for number, day in enumerate(days_of(paper)):
        event = icalendar.Event()
        event.add("uid", f"{paper.slug}-{number}")
        event.add("dtstamp", paper.published_at.astimezone(UTC))
        at = begins(paper, day) if number == 0 else None
        event.add("dtstart", at or day)
        if at is None:
            event.add("dtend", day + timedelta(days=1))
        event.add("summary", _("Hearing"))
        event.add("url", request.build_absolute_uri(address_of(paper)))
        yield event


def days_of(paper: PublishedOutcome) -> list[date]:
    """The days that the notice gives."""
    return [date.fromisoformat(day) for day in paper.listed.get("days", [])]


def begins(paper: PublishedOutcome, day: date) -> datetime | None:
    """When it begins on that day, in UTC, so that every calendar shows the hour meant; None if no hour is given."""
    said = paper.listed.get("starts_at", "")
    return datetime.combine(day, time.fromisoformat(said), tzinfo=LONDON).astimezone(UTC) if said else None


def _line(paper: PublishedOutcome) -> dict[str, Any]:
    told = paper.listed
    return {
        "title": paper.title, "url": address_of(paper), "days": days_of(paper), "starts_at": told.get("starts_at", ""),
        "place": told.get("place", ""), "attendance": HELD.get(told.get("attendance", ""), ""),
    }  # fmt: skip
