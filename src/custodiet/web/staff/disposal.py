"""The page on which an exhibit is disposed of: what holds it, who may, what goes and what stays."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import exhibit_queries
from custodiet.casework.access import Permission, Refused, visible_to
from custodiet.casework.actions import disposal
from custodiet.casework.exhibit_pages import ExhibitPage
from custodiet.casework.models import Exhibit
from custodiet.web.context import today
from custodiet.web.staff.case import done
from custodiet.web.staff.exhibit_forms import DisposalForm
from custodiet.web.staff.frame import around


def dispose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Dispose of an exhibit, or say what holds it and who may."""
    page = exhibit_queries.exhibit(request.access, reference, number)
    row = visible_to(request.access, Exhibit).filter(case=request.case, pk=number).first()
    if row is None:
        raise Http404
    refused = [*disposal.holds(row, today()), *([] if Permission.DISPOSE in page.may else [disposal.ALONE])]
    form = DisposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not refused and form.is_valid():
        try:
            disposal.dispose(exhibit=row, why=form.cleaned_data["why"], hold=form.cleaned_data["hold"], by=request.user, today=today())
            return done(request, _("The exhibit was disposed of. The record of it stays."), "exhibit", reference, number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = around(
        request, {"reference": page.reference, "title": page.title}, "exhibits", form=form, facts=_facts(page), refused=refused,
        heading=_("Dispose of %(exhibit)s: %(title)s") % {"exhibit": page.exhibit.reference, "title": page.exhibit.title},
        intro="" if refused else disposal.HOLD, warning="" if refused else _("It can never be opened again. This cannot be undone."),
        button=_("Dispose of it"), danger=True, cancel_url=reverse("exhibit", args=[reference, number]),
    )  # fmt: skip
    return render(request, "staff/case_form.html", context)


def _facts(page: ExhibitPage) -> list[dict[str, Any]]:
    """What to think of before it goes."""
    line = page.exhibit
    read = _("nothing")
    if line.rows_read:
        read = _("%s rows, which the contact account counts no longer") % f"{line.rows_read:,}"
    return [
        {"key": _("File"), "value": line.file_name},
        {"key": _("Disclosure"), "value": line.disclosure or _("Not decided")},
        {"key": _("What goes"), "value": _("The file, and what was read from it: %s") % read},
        {"key": _("What stays"), "value": _("Its reference and digest, who held it when, every reading's report, and why it went")},
    ]
