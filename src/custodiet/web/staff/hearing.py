"""The hearing on one page: for each officer the form, who must sit and who does, when and where, every clock, what was directed.

The calendar file says a day and nothing else: a diary is read over shoulders, and forwarded.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import icalendar
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import paper_queries, sitting
from custodiet.casework.jobs import Permission
from custodiet.law.matter import Duty
from custodiet.law.position import possible_matters
from custodiet.law.rules import hearing as report
from custodiet.law.rules import lists, outcomes, panels, proceedings, restrictions, standing
from custodiet.law.steps import Key, Step
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.web.context import today
from custodiet.web.staff import printed
from custodiet.web.staff.case import in_words
from custodiet.web.staff.frame import Frame, frame
from custodiet.web.staff.restraints import restraints_of
from custodiet.web.templatetags.house import british

CLOCKS = frozenset(clock.id for part in (proceedings, panels, restrictions, report, outcomes, lists) for clock in part.CLOCKS)
"""The clocks from the referral to the published outcome, by their ids."""
SHOWN = frozenset({pro.__name__, out.__name__})
"""The modules of the steps that make up proceedings."""


def hearing(request: HttpRequest, reference: str) -> HttpResponse:
    """The proceedings of each officer of the case who stands, or stood, referred."""
    seen = frame(request)
    officers = [_officer(seen, key) for key in seen.history.officers if seen.history.has(pro.ReferredToProceedings, key)]
    members = sitting.members(request.access, reference)
    reports = [
        {"reference": each.reference, "about": seen.names.of(each.about), "url": reverse("paper", args=[reference, each.seq])}
        for each in paper_queries.reports(request.access, request.case)
    ]
    names = reverse("people", args=[reference]) if Permission.RECORD in seen.seen.may else ""
    context = seen.page("hearing", officers=officers, members=members, reports=reports, names_url=names)
    return render(request, "staff/hearing.html", context)


def diary(request: HttpRequest, reference: str, officer: str) -> HttpResponse:
    """The days of the hearing for a diary: no name, no case, no place."""
    seen = frame(request)
    if officer not in seen.seen.aliases:
        raise Http404
    file = icalendar.Calendar()
    file.add("prodid", "-//Custodiet//EN")
    file.add("version", "2.0")
    for day in _days(seen, officer):
        file.add_component(_appointment(day, f"{request.case.compartment} {officer} {day}"))
    return HttpResponse(
        file.to_ical(), content_type="text/calendar", headers={"Content-Disposition": 'attachment; filename="appointment.ics"'}
    )


def _appointment(day: date, secret: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", sha256(secret.encode()).hexdigest()[:32])
    event.add("dtstamp", icalendar.vDatetime.from_ical(f"{today():%Y%m%d}T000000Z"))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _("Appointment"))
    event.add("class", "PRIVATE")
    return event


def _officer(seen: Frame, key: Key) -> dict[str, Any]:
    """What the page says of one officer's proceedings."""
    concerned = {key, *seen.history.allegations_of(key)}
    duties = sorted((duty for duty in seen.position.duties if duty.id in CLOCKS and duty.about in concerned), key=_order)
    return {
        "name": seen.names.of(key),
        "facts": list(_facts(seen, key)),
        "seats": _seats(seen, key),
        "clocks": printed.duty_rows(duties, seen.position.today, seen.names),
        "restraints": restraints_of(seen.history.until(seen.position.today), key, seen.names),
        "steps": list(_steps(seen, concerned)),
        "diary_url": reverse("hearing-diary", args=[seen.reference, key]) if any(_days(seen, key)) else "",
    }


def _order(duty: Duty) -> tuple[bool, date]:
    """What is open comes first, the earliest day on top."""
    return (not duty.open, duty.due or date.max)


def _facts(seen: Frame, key: Key) -> Iterator[dict[str, Any]]:
    history = seen.history
    referred, served = history.latest(pro.ReferredToProceedings, key), history.latest(pro.NoticeOfReferralServed, key)
    notice, began = history.latest(pro.NoticeOfHearingServed, key), history.latest(pro.HearingBegan, key)
    if referred:
        yield _fact(_("Referred to"), _("%(form)s, on %(day)s") % {"form": referred.form.value, "day": british(referred.on)})
    yield _fact(_("Notice of referral given"), british(served.on) if served else "")
    yield _fact(_("Day and place"), ", ".join(filter(None, [british(notice.held_on), notice.place])) if notice else "")
    if began:
        yield _fact(_("Held"), _("in public") if began.in_public else _("in private"))
        yield _fact(_("The officer"), _("was present") if began.officer_present else _("was not present"))


def _fact(key: str, value: str) -> dict[str, Any]:
    return {"key": key, "value": value, "known": bool(value)}


def _seats(seen: Frame, key: Key) -> list[dict[str, Any]]:
    """Who must sit under each set of rules that the record leaves open, and who was appointed."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for matter in possible_matters(seen.history.until(seen.position.today), seen.position.today):
        regime, wanted = standing.panel_regime(matter, key), panels.seats(matter, key)
        appointed = standing.latest_afresh(matter, pro.PanelAppointed, key, *standing.ENDS_REFERRAL)
        filled = appointed.seats if appointed else ()
        rows = [{"seat": seat.value, "filled": seat in filled} for seat in wanted]
        on = appointed.on if appointed else None
        found[(regime.key, wanted)] = {"under": regime.under, "words": regime.words, "rows": rows, "on": on}
    return [each for each in found.values() if each["rows"]]


def _steps(seen: Frame, concerned: set[Key]) -> Iterator[dict[str, Any]]:
    """What has been done in the proceedings, in order."""
    rows = [line for line in seen.seen.steps if line.stands and line.step and type(line.step).__module__ in SHOWN]
    for line in sorted(rows, key=lambda line: (line.on, line.seq)):
        if line.step is not None and line.step.about in concerned:
            yield {"on": line.on, "what": line.title, "detail": _detail(line.step, seen), "office": line.office}


def _detail(step: Step, seen: Frame) -> str:
    about = seen.names.allegations.get(step.about or "", "")
    return " · ".join(filter(None, [about, in_words(step, seen)]))


def _days(seen: Frame, key: Key) -> Iterator[date]:
    """The days that stand for a diary: of the notice, else the day specified, and the day an adjournment runs to."""
    history = seen.history
    dated = history.latest(pro.NoticeOfHearingServed, key) or history.latest(pro.ProceedingsSpecified, key)
    before, adjourned = history.latest(pro.PreHearingSpecified, key), history.latest(pro.HearingAdjourned, key)
    found = [dated and dated.held_on, before and before.held_on, adjourned and adjourned.until]
    yield from sorted({day for day in found if day})
