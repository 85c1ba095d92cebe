"""The page of the watches within the orders of a case: their terms, what their nights saw in numbers, and the form that asks for one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from custodiet.casework import officer_watch
from custodiet.casework.access import Refused
from custodiet.casework.actions import officer_watch as verbs
from custodiet.casework.models import OfficerWatchNight, WatchedFor
from custodiet.casework.officer_watch import WatchLine
from custodiet.web.context import today
from custodiet.web.staff.case import done
from custodiet.web.staff.follow_forms import WatchForm
from custodiet.web.staff.frame import frame
from custodiet.web.templatetags.house import british


def watch(request: HttpRequest, reference: str) -> HttpResponse:
    """The watches, and asking for one."""
    seen, lines = frame(request), officer_watch.watches(request.access, reference, today())
    orders = [
        (str(seq), f"{what} ({seen.names.of(key)})") for seq, key, what in officer_watch.orders_of(request.case, today())
    ]  # fmt: skip
    form = WatchForm(request.POST if request.method == "POST" else None, orders=orders) if orders else None
    if form is not None and form.is_valid():
        given = dict(form.cleaned_data)
        kinds = tuple(WatchedFor[name] for name in given.pop("watched_for"))
        order = request.case.steps.get(seq=int(given.pop("order")))
        try:
            verbs.ask(order=order, watched_for=kinds, by=request.user, today=today(), **given)
            return done(request, _("The watch waits to be authorised by the head of department."), "officer-watch", reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = seen.page("officer-watch", watches=[_printed(each) for each in lines], form=form)
    return render(request, "staff/officer_watch.html", context)


def _printed(each: WatchLine) -> dict[str, Any]:
    asked = each.watch.operation
    days = _("%(first)s to %(last)s") % {"first": british(each.watch.first_day), "last": british(asked.expires_on)}
    return {
        "heading": f"{each.alias}, {asked.reference}",
        "rows": [
            {"key": _("State"), "value": each.state.capitalize()},
            {"key": _("From, and last day"), "value": days},
            {"key": _("What is looked at"), "value": "; ".join(each.watched_for)},
            {"key": _("Purpose"), "value": asked.purpose},
            {"key": _("Necessity"), "value": asked.necessity},
            {"key": _("Proportionality"), "value": asked.proportionality},
            {"key": _("Nights that looked"), "value": each.looked},
        ],
        "night_head": [_("Night"), _("Looks that nothing explains"), _("Calls and texts with people met on duty"), _("Of these off duty")],
        "nights": [_night(one) for one in each.nights],
    }


def _night(each: OfficerWatchNight) -> list[Any]:
    touched = each.content["contact"]
    return [
        {"text": british(each.on), "header": True},
        {"text": len(each.content["looks"]), "numeric": True},
        {"text": sum(one["calls"] + one["texts"] for one in touched), "numeric": True},
        {"text": sum(one["off_duty"] for one in touched), "numeric": True},
    ]
