"""The pages of operations: the list, asking for one, one with its terms, and the decision about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import operation_queries
from custodiet.casework.access import NotThere, Refused
from custodiet.casework.actions import operations as verbs
from custodiet.casework.finding_pages import OperationLine, OperationPage
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Decided
from custodiet.web.context import today
from custodiet.web.staff.finding_forms import DecisionForm, OperationForm
from custodiet.web.templatetags.house import british, moment

COLOURS = {"authorised": "green", "waits to be authorised": "yellow", "refused": "red", "closed": "grey", "expired": "grey"}


def operations(request: HttpRequest) -> HttpResponse:
    """The operations this reader may open."""
    lines = operation_queries.operations(request.access, today())
    context = {
        "head": [_("Operation"), _("State"), _("Holder"), _("Last day")],
        "rows": [_row(line) for line in lines],
        "new_url": reverse("new-operation"),
    }
    return render(request, "staff/operations.html", context)


def _row(line: OperationLine) -> list[dict[str, Any]]:
    return [
        {"text": line.title, "url": reverse("operation", args=[line.reference]), "header": True, "note": line.reference},
        {"text": "", "tag": line.state.capitalize(), "colour": COLOURS[line.state]},
        {"text": line.holder},
        {"text": british(line.expires_on)},
    ]


def new(request: HttpRequest) -> HttpResponse:
    """Ask for an operation."""
    users = {str(user.pk): user for user in operation_queries.readers(request.access)}
    choices = [(key, f"{user.full_name} ({user.get_role_display()})") for key, user in users.items()]
    form = OperationForm(request.POST if request.method == "POST" else None, users=choices)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            row = verbs.ask(
                title=given["title"], purpose=given["purpose"], necessity=given["necessity"], proportionality=given["proportionality"],
                lawful_basis=form.lawful_basis(), expires_on=form.last_day(), by=request.user, today=today(),
                readers=[users[key] for key in given["readers"]],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The operation waits to be authorised by the head of department."))
            return redirect("operation", row.reference)
    context = {
        "heading": _("Ask for an operation"),
        "intro": _("Nothing is looked for before somebody else authorises it, and nothing after its last day."),
        "form": form,
        "button": _("Ask for it"),
        "cancel_url": reverse("operations"),
        "crumbs": [{"text": _("Operations"), "url": reverse("operations")}],
    }
    return render(request, "staff/form.html", context)


def operation(request: HttpRequest, operation: str) -> HttpResponse:
    """One operation: its terms, who may see what it finds, what was decided."""
    page = operation_queries.operation_page(request.access, operation, today())
    form = DecisionForm(closing=page.may_close) if page.may_decide or page.may_close else None
    return _shown(request, page, form)


def decide(request: HttpRequest, operation: str) -> HttpResponse:
    """Authorise, refuse or close it."""
    row = operation_queries.operation_row(request.access, operation, today())
    page = operation_queries.operation_page(request.access, operation, today())
    form = DecisionForm(request.POST, closing=page.may_close)
    if form.is_valid():
        try:
            verbs.decide(
                operation=row, decided=Decided(form.cleaned_data["decided"]), why=form.cleaned_data["why"], by=request.user, today=today()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is on record."))
            return redirect("operations")
    return _shown(request, page, form)


def _shown(request: HttpRequest, page: OperationPage, form: DecisionForm | None) -> HttpResponse:
    if Permission.DETECT not in permissions(request.user):
        raise NotThere
    context = {
        "page": page,
        "facts": _facts(page),
        "form": form,
        "decide_url": reverse("decide-operation", args=[page.line.reference]),
        "crumbs": [{"text": _("Operations"), "url": reverse("operations")}],
        "basis_head": [_("Source"), _("Lawful basis")],
        "basis": [[{"text": source.capitalize(), "header": True}, words] for source, words in page.lawful_basis],
        "decision_head": [_("Decision"), _("By"), _("On"), _("Why")],
        "decisions": [[{"text": what, "header": True}, by, british(on), why] for what, by, on, why in page.decisions],
    }
    return render(request, "staff/operation.html", context)


def _facts(page: OperationPage) -> list[dict[str, Any]]:
    counted = ", ".join(f"{state}: {number}" for state, number in page.outcomes)
    return [
        {"key": _("State"), "value": page.line.state.capitalize()},
        {"key": _("Purpose"), "value": page.purpose},
        {"key": _("Necessity"), "value": page.necessity},
        {"key": _("Proportionality"), "value": page.proportionality},
        {"key": _("Last day"), "value": british(page.line.expires_on)},
        {"key": _("Asked for"), "value": _("%(when)s by %(who)s") % {"when": moment(page.asked_at), "who": page.asked_by}},
        {"key": _("Who may see what is found"), "value": ", ".join(page.readers)},
        {"key": _("Never read"), "value": "; ".join([*page.not_read, _("private telephones and apps")])},
        {"key": _("Findings"), "value": counted or _("None")},
        {"key": _("Last gone through"), "value": moment(page.runs[0][1]) if page.runs else _("Not yet")},
    ]
