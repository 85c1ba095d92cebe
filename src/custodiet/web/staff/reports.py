"""Reports received: the list of what came in from outside, one report as it was told, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import report_queries, report_watch
from custodiet.casework.access import NotThere, Refused
from custodiet.casework.actions import report_door, report_ends
from custodiet.casework.models import ReportEnd, random
from custodiet.casework.report_queries import ReportLine
from custodiet.law.position import NotOpen
from custodiet.law.vocabulary import MatterKind
from custodiet.web.context import today
from custodiet.web.portal import report_flow
from custodiet.web.purpose import keep_purpose
from custodiet.web.staff.report_forms import ReportEndForm
from custodiet.web.templatetags.house import grouped, moment

FEW = "few"
"""How `NameForm` of the report keeps that the name is for a few people alone."""


def received(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first, and what was decided. Nothing of what a report says stands here."""
    lines = report_queries.received(request.access)
    context: dict[str, Any] = {
        "head": [_("Number"), _("Told by"), _("Received"), _("Files"), _("What became of it")],
        "waiting": [_row(line) for line in lines if not line.end],
        "decided": [_row(line) for line in lines if line.end],
    }
    context["unread"] = report_watch.told(request.access)
    return render(request, "staff/reports.html", context)


def _row(line: ReportLine) -> list[dict[str, Any]]:
    return [
        {"text": line.reference, "url": reverse("report", args=[line.reference]), "header": True},
        {"text": line.way.capitalize(), "note": _("In confidence") if line.in_confidence else ""},
        {"text": moment(line.received)},
        {"text": grouped(line.files), "numeric": True},
        {"text": line.end.capitalize() or _("Waits"), "note": line.case},
    ]


def report(request: HttpRequest, report: str) -> HttpResponse:
    """One report, in the words it was told in; and the decision. Its files are not opened: that is done when a case has adopted them."""
    form = ReportEndForm(request.POST if request.method == "POST" else None, initial={"token": random.token()})
    if request.method == "POST" and form.is_valid():
        try:
            return _decided(request, report, form.cleaned_data)
        except (NotOpen, Refused) as refusal:
            form.add_error(None, str(refusal))
    page = report_queries.read(request.access, report)
    context = {
        "page": page,
        "in_welsh": page.answers.get("who", {}).get("language") == "cy",
        "few": page.answers.get("name", {}).get("named") == FEW,
        "taken_by": report_door.taken_by(page.way, page.answers),
        "said": [each for each in report_flow.summary(page.answers) if each["lines"]],
        "file_head": [_("File"), _("Kind"), _("Size"), _("State")],
        "files": [_file(each) for each in page.files],
        "form": None if page.outcome else form,
        "crumbs": [{"text": _("Reports received"), "url": reverse("reports")}],
    }
    return render(request, "staff/report.html", context)


def _file(each: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"text": each["name"], "note": _("SHA-256 %s") % each["sha256"], "header": True},
        {"text": each["kind"][:1].upper() + each["kind"][1:]},
        {"text": _("%s bytes") % grouped(each["size"]), "numeric": True},
        {"text": _("Set aside: it may do harm") if each["set_aside"] else _("In quarantine"), "note": each["scanner"]},
    ]


def _decided(request: HttpRequest, reference: str, given: dict[str, Any]) -> HttpResponse:
    row, end = report_queries.report_of(request.access, reference), ReportEnd(given["end"])
    if end is ReportEnd.NOT_OURS:
        report_ends.decline(report=row, why=given["why"], told=given["told"], by=request.user)
        messages.success(request, _("Answered. Whoever sent it reads it under the code."))
        return redirect("reports")
    if end is ReportEnd.JOINED:
        try:
            case = report_ends.join(report=row, reference=given["reference"].strip(), why=given["why"], by=request.user, today=today())
        except NotThere:
            raise Refused(_("There is no case of that reference that you may see. Nothing was recorded. Check the reference.")) from None
    else:
        said = report_ends.Taken(kind=MatterKind(given["kind"]), title=given["title"], why=given["why"], restricted=given["restricted"])
        case = report_ends.open_from(report=row, said=said, by=request.user, today=today(), token=given["token"])
    keep_purpose(request, case.reference, _("Intake"))
    messages.success(request, _("The report is part of this case, with its person, its safe contact and its files."))
    return redirect("case", case.reference)
