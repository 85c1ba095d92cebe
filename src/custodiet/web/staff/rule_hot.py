"""The page on which a named person declares a record hot for some days, with the reason, and takes it back; it lists what stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import rule_queries
from custodiet.casework.access import Refused
from custodiet.casework.actions import rules as verbs
from custodiet.casework.rule_queries import HotLine
from custodiet.web.context import today
from custodiet.web.staff.rule_forms import DECLARE, HotForm
from custodiet.web.templatetags.house import british


def hot(request: HttpRequest) -> HttpResponse:
    """Declare a record hot, or withdraw that."""
    form = HotForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is on record. The next run goes by it."))
            return redirect("hot-records")
    context = {
        "form": form,
        "most": verbs.MOST_HOT.days,
        "head": [_("Record"), _("From, until"), _("Asked by"), _("Approved by"), _("Why")],
        "rows": [_row(each) for each in rule_queries.hot_lines(request.access)],
        "crumbs": [{"text": _("Rules"), "url": reverse("rules")}],
    }
    return render(request, "staff/rules_hot.html", context)


def _decide(request: HttpRequest, given: dict[str, Any]) -> None:
    if given["decided"] == DECLARE:
        verbs.declare_hot(
            person=given["person"], first=given["first"], last=given["last"], asked_by=given["asked_by"], why=given["why"],
            by=request.user, today=today(),
        )  # fmt: skip
    else:
        verbs.withdraw_hot(person=given["person"], why=given["why"], by=request.user, today=today())


def _row(each: HotLine) -> list[Any]:
    span = _("%(first)s to %(last)s") % {"first": british(each.first), "last": british(each.last)}
    approved = _("%(who)s, %(when)s") % {"who": each.by, "when": british(each.on)}
    return [{"text": each.person, "header": True}, span, each.asked_by, approved, each.why]
