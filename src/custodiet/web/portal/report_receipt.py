"""After the sending: the receipt, to be looked at, printed, taken away and checked; and what has become of the report."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from custodiet.casework import signing
from custodiet.casework.actions import reports
from custodiet.casework.models import Report, ReportEnd, ReportOutcome, ReportSent
from custodiet.web.portal import report_flow as flow
from custodiet.web.portal.page import portal, show
from custodiet.web.portal.report import code_of, opened


def _sent(request: HttpRequest) -> tuple[Report, ReportSent] | HttpResponse:
    """The report that is open here and was sent; else the page to go to."""
    report = opened(request)
    if report is None:
        return HttpResponseRedirect(reverse("portal-back"))
    sent = ReportSent.objects.filter(report=report).first()
    if sent is None:
        waits = flow.waits(reports.answers_of(report))
        return HttpResponseRedirect(reverse("portal-check") if waits == "check" else reverse("portal-report", args=[waits]))
    return report, sent


@portal
def receipt(request: HttpRequest) -> HttpResponse:
    """That it was received, under which number, and what became of it since."""
    found = _sent(request)
    if isinstance(found, HttpResponse):
        return found
    report, sent = found
    outcome = ReportOutcome.objects.filter(report=report).first()
    context = {
        "report": report, "sent": sent, "entry": sent.receipt["entry"], "code": code_of(request, report),
        "statement": sent.receipt["statement"], "outcome": outcome, "taken_up": bool(outcome and outcome.end != ReportEnd.NOT_OURS.value),
    }  # fmt: skip
    return show(request, "portal/receipt.html", context)


@portal
def receipt_file(request: HttpRequest) -> HttpResponse:
    """The receipt as a file. Its name tells nothing."""
    found = _sent(request)
    return found if isinstance(found, HttpResponse) else _file(found[1].receipt, "page-1.json")


@portal
def words_file(request: HttpRequest) -> HttpResponse:
    """What was said, as a file, to prove it with the receipt."""
    found = _sent(request)
    return found if isinstance(found, HttpResponse) else _file(reports.copy_of(found[0]), "page-2.json")


def _file(content: object, name: str) -> HttpResponse:
    response = HttpResponse(json.dumps(content, indent=1, ensure_ascii=False), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@portal
def public_key(request: HttpRequest) -> HttpResponse:
    """The public key with which a receipt is checked, and how."""
    command = f"custodiet check-receipt page-1.json --key {signing.verifier()}"
    return show(request, "portal/key.html", {"command": command, "more": f"{command} --words page-2.json --sent photo.jpg"})
