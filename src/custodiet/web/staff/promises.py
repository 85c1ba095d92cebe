"""What is owed to the people the cases are for: the list of what is due, and the form of an update."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import promises as keeper
from custodiet.casework import reach_queries, updates
from custodiet.casework.access import Refused
from custodiet.casework.actions.promises import give_update
from custodiet.casework.promises import Promised, Rises
from custodiet.law.calendar import DAY
from custodiet.law.position import NotOpen
from custodiet.law.vocabulary import ToldOf
from custodiet.web.clocks import clock
from custodiet.web.context import today
from custodiet.web.staff.case import done
from custodiet.web.staff.frame import frame
from custodiet.web.staff.printed import upper
from custodiet.web.staff.reach_forms import UpdateForm

FOUR_WEEKS = 28 * DAY


def promises(request: HttpRequest) -> HttpResponse:
    """Everything that is owed, with its owner; what is nearly due rises to the decider, what is late to the chief officer."""
    rows = [_row(each) for each in keeper.promises(request.access, today())]
    return render(request, "staff/promises.html", {
        "heading": _("Promises to people"),
        "intro": _("What is owed to whoever complained, was harmed or is an interested person. Two working days before the last day it "
                   "stands with the decider as well, and once it is late on the page for the chief officer, until it is done."),
        "columns": [_("What is owed"), _("To whom"), _("Last day"), _("With whom it stands")], "rows": rows, "empty": _("Nothing is owed."),
    })  # fmt: skip


def _row(each: Promised) -> list[Any]:
    owner, decider = each.owner or _("nobody"), each.decider or _("nobody")
    if each.by_iopc:
        owner = _("The IOPC, which leads the investigation")
    stands = {
        Rises.OWNER: owner,
        Rises.DECIDER: _("%(owner)s, and %(decider)s who decides") % {"owner": owner, "decider": decider},
        Rises.CHIEF: _("%(owner)s, and %(decider)s who decides; the chief officer") % {"owner": owner, "decider": decider},
    }
    return [
        {"text": upper(each.what), "header": True, "note": each.under},
        {"text": each.whom, "url": reverse("reach-person", args=[each.reference, each.key]), "note": f"{each.reference}, {each.title}"},
        {"clock": clock(each.due, today())},
        {"text": stands[each.rises]},
    ]


def update(request: HttpRequest, reference: str, whom: str) -> HttpResponse:
    """An update: a draft that quotes the record, and a form that does not take one that says nothing."""
    seen, page = frame(request), reach_queries.person(request.access, reference, whom, today())
    draft = updates.draft(seen.history, page.involvement, today() + FOUR_WEEKS)
    form = UpdateForm(request.POST if request.method == "POST" else None, draft=draft)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            give_update(
                who=page.involvement, of=ToldOf(given["of"]), text=given["text"], by=request.user, token=given["token"], today=today()
            )
        except (Refused, NotOpen) as refusal:
            form.add_error("text", str(refusal))
        else:
            words = _("The update stands on the page, the step is recorded, and word of it waits to go out.")
            return done(request, words, "reach-person", reference, whom)
    context = seen.page(
        "reach", heading=_("An update for %s") % page.involvement.alias, form=form, button=_("Give the update"),
        cancel_url=reverse("reach-person", args=[reference, whom]),
        intro=_("The draft quotes what the record holds since the last update. Fill what is in square brackets."),
    )  # fmt: skip
    return render(request, "staff/case_form.html", context)
