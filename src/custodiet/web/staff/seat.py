"""The seat of a panel: the hearings somebody sits on, one of them with its days, periods and copies, and declaring a conflict."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import seats
from custodiet.casework.access import Refused
from custodiet.casework.actions import grants
from custodiet.casework.seats import Heard
from custodiet.web.context import today
from custodiet.web.staff import printed
from custodiet.web.staff.exhibits import size
from custodiet.web.staff.forms import ConflictForm
from custodiet.web.staff.step_fields import Names
from custodiet.web.templatetags.house import british


def listed(request: HttpRequest) -> HttpResponse:
    """The hearings on whose panel this user sits."""
    rows = [
        [
            {"text": each.reference, "url": reverse("seat", args=[each.reference]), "header": True},
            "; ".join(filter(None, map(_when, each.heard))) or _("No day is fixed yet"),
        ]
        for each in seats.listed(request.access, today())
    ]
    return render(request, "staff/seats.html", {"rows": rows, "columns": [_("Hearing"), _("When and where")]})


def _when(heard: Heard) -> str:
    return ", ".join(filter(None, [british(heard.day) if heard.day else "", heard.place]))


def seat(request: HttpRequest, seat: str) -> HttpResponse:
    """One hearing."""
    page = seats.seat(request.access, seat, today())
    clocks = sorted(page.clocks, key=lambda duty: (not duty.open, duty.due))
    context = {
        "page": page,
        "heard": [{"alias": each.alias, "facts": _facts(each)} for each in page.heard],
        "clocks": printed.duty_rows(clocks, today(), Names(officers=page.aliases)),
        "copies": [{"copy": each, "size": size(each.size), "url": reverse("seat-copy", args=[seat, each.number])} for each in page.copies],
        "crumbs": [{"text": _("Hearings I sit on"), "url": reverse("seats")}],
    }
    return render(request, "staff/seat.html", context)


def _facts(heard: Heard) -> list[dict[str, object]]:
    told = [
        (_("Form"), heard.form[:1].upper() + heard.form[1:]),
        (_("Day and place"), _when(heard)),
    ]
    if heard.before:
        told.append((_("Pre-hearing"), british(heard.before)))
    if heard.adjourned_to:
        told.append((_("Adjourned to"), british(heard.adjourned_to)))
    return [{"key": key, "value": value, "known": bool(value)} for key, value in told]


def copy(request: HttpRequest, seat: str, number: int) -> HttpResponseBase:
    """The panel's copy of a bundle, to take away."""
    stream = seats.hand_out(request.access, seat, number)
    response = FileResponse(stream, as_attachment=True, filename=f"{seat}-panel-{number}.pdf", content_type="application/pdf")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def conflict(request: HttpRequest, seat: str) -> HttpResponse:
    """Declare a conflict of interest (CR20 12A); the seat is closed from that moment."""
    case = seats.case_of(request.access, seat)
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            grants.declare_conflict(user=request.user, reason=form.cleaned_data["reason"], by=request.user, case=case)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your conflict is on record. The hearing is closed to you."))
            return redirect("seats")
    context = {
        "heading": _("Declare a conflict of interest"),
        "intro": _("Nobody sits or advises whose impartiality could reasonably be doubted (CR20 12A). The force then finds somebody else."),
        "form": form, "button": _("Declare it"), "cancel_url": reverse("seat", args=[seat]),
        "crumbs": [{"text": _("Hearings I sit on"), "url": reverse("seats")}],
    }  # fmt: skip
    return render(request, "staff/form.html", context)
