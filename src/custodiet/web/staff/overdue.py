"""The chief officer's page: what is overdue to people and to the IOPC, one table for each kind. There is nothing here to tick off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from custodiet.casework import follow_queries
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.overdue import overdue
from custodiet.casework.promises import Kind, Promised
from custodiet.web.clocks import clock
from custodiet.web.context import today
from custodiet.web.staff import follow
from custodiet.web.staff.printed import upper

TITLES = {
    Kind.TELL: gettext_lazy("Updates and outcomes nobody was given"),
    Kind.ANSWER: gettext_lazy("Messages and requests nobody answered"),
    Kind.APOLOGY: gettext_lazy("Apologies neither offered nor refused"),
    Kind.MEETING: gettext_lazy("Nobody has said whether the two can meet again"),
    Kind.REFERRAL: gettext_lazy("Referrals to the IOPC not made"),
}


def chief(request: HttpRequest) -> HttpResponse:
    """What is late, kind by kind. Whoever opens cases gets the way to the person with each line."""
    late = overdue(request.access, today())
    opens = Permission.VIEW in permissions(request.user)
    unkept = follow_queries.across(request.access, today(), only_late=True)
    columns = [_("What is owed"), _("To whom"), _("Last day"), _("Who had to do it")]
    groups = [{"title": TITLES[kind], "head": columns, "rows": [_row(each, opens) for each in late if each.kind is kind]} for kind in Kind]
    groups.append({"title": _("Overdue in follow-up"), "head": follow.columns(), "rows": [follow.line(each, opens) for each in unkept]})
    number = len(late) + len(unkept)
    return render(request, "staff/overdue.html", {
        "intro": ngettext("%d promise is overdue.", "%d promises are overdue.", number) % number,
        "groups": [group for group in groups if group["rows"]],
    })  # fmt: skip


def _row(each: Promised, opens: bool) -> list[Any]:
    whom: dict[str, Any] = {"text": upper(each.whom), "note": f"{each.reference}, {each.title}" if opens else each.reference}
    if opens:
        whom["url"] = reverse("reach-person", args=[each.reference, each.key]) if each.key else reverse("case", args=[each.reference])
    owner, decider = each.owner or _("nobody"), each.decider or _("nobody")
    if each.by_iopc:
        stands = _("The IOPC, which leads the investigation; %(decider)s asks for it") % {"decider": decider}
    else:
        stands = owner if owner == decider else _("%(owner)s, and %(decider)s who decides") % {"owner": owner, "decider": decider}
    return [{"text": upper(each.what), "header": True, "note": each.under}, whom, {"clock": clock(each.due, today())}, {"text": stands}]
