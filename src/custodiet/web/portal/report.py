"""The pages of a report: each is stored when it is sent, and a session that is lost takes nothing with it."""

from collections.abc import Sequence
from typing import Any

from axes.helpers import get_client_ip_address
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from custodiet.casework import vault
from custodiet.casework.access import Refused
from custodiet.casework.actions import report_door, reports
from custodiet.casework.models import Report, ReportSent, random
from custodiet.web.context import force_name
from custodiet.web.languages import ENGLISH
from custodiet.web.portal import report_flow as flow
from custodiet.web.portal.page import KEPT, portal, show
from custodiet.web.portal.report_help import CodeForm, supporters

REPORT, CODE = KEPT + "report", KEPT + "code"
TYPED = "typed-"
"""What was typed on a page whose session was lost comes along in fields that begin so."""
NOT_TYPED = {"csrfmiddlewaretoken", "token", "page", "then", "code", "new"}


def opened(request: HttpRequest) -> Report | None:
    """The report that this browser has open."""
    number = request.session.get(REPORT)
    report = Report.objects.filter(pk=number).first() if number else None
    return report if report and vault.has_words(report.compartment) else None


def _address_of(request: HttpRequest) -> str:
    return str(get_client_ip_address(request))


def _too_many() -> str:
    return _(
        "Many reports were started from here in the last hour, so we cannot start one more yet. What you wrote is still on this page. "
        "Try again in an hour, or call 101. If you are in danger, call 999."
    )


def keep(request: HttpRequest, report: Report, code: str = "") -> None:
    """Open a report in this browser. The code is kept sealed, to be shown again until the session ends."""
    request.session[REPORT] = report.pk
    if code:
        request.session[CODE] = vault.seal_words(report.compartment, code.encode()).hex()


def code_of(request: HttpRequest, report: Report) -> str:
    """The code, as long as this browser has the report open since it was begun or come back to."""
    sealed = request.session.get(CODE, "")
    try:
        return vault.open_words(report.compartment, bytes.fromhex(sealed)).decode() if sealed else ""
    except vault.Altered:
        return ""


@portal
def page(request: HttpRequest, page: str) -> HttpResponse:
    """One question. Sent, it is stored before the next one is shown."""
    place, report = flow.BY_NAME.get(page), opened(request)
    if place is None:
        raise Http404
    if report is not None and ReportSent.objects.filter(report=report).exists():
        return HttpResponseRedirect(reverse("portal-receipt"))
    if report is None and page != "who":
        return _lost(request, page) if request.method == "POST" else HttpResponseRedirect(reverse("portal-back"))
    answers = reports.answers_of(report) if report else {}
    if report_door.closed_to(answers, page, request.user.pk):
        return HttpResponseRedirect(_address(flow.after(page, answers)))
    data = request.POST if request.method == "POST" else None
    form = place.form(data, request.FILES if data is not None else None, initial=answers.get(page, {}))
    if report_door.DOOR in answers:
        form.fields.pop("officer", None)  # who takes it down is known
    if data is not None and form.is_valid():
        try:
            return _accepted(request, report, page, form)
        except Refused:  # another tab sent the report a moment ago
            return HttpResponseRedirect(reverse("portal-receipt"))
    return _drawn(request, report, page, form, answers)


def _drawn(
    request: HttpRequest, report: Report | None, page: str, form: Any, answers: dict[str, Any], told: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    """The page with its form, and what is to be said of files that were just sent."""
    names = [each.name for each in flow.pages_of(answers)]
    earlier, door = flow.before(page, answers), answers.get("who", {}).get("way") == flow.OFFICER.value
    context = {
        "form": form, "page": page, "token": random.token(), "then": _then(request), "told": told,
        "step": names.index(page) + 1 if page in names else 1, "steps": len(names),
        "back": reverse("portal-report", args=[earlier]) if earlier else reverse("portal-start"),
        "supporters": supporters() if page == "help" else [], "files": _files(report) if page == "files" and report else [],
        "door": answers.get(report_door.DOOR) if page == "taken" else None,
        "camera": page == "files" and door, "for_them": page in ("person", "reach", "careful") and door,
    }  # fmt: skip
    return show(request, "portal/question.html", context)


def _then(request: HttpRequest) -> str:
    return "check" if (request.POST or request.GET).get("then") == "check" else ""


def _accepted(request: HttpRequest, report: Report | None, page: str, form: Any) -> HttpResponse:
    first = report is None
    if report is None:
        try:
            report, code = reports.begin(_address_of(request))
        except reports.TooManyBegun:
            form.add_error(None, _too_many())
            return _drawn(request, None, page, form, {})
        keep(request, report, code)
    token = request.POST.get("token", "")[:40]
    told: list[dict[str, str]] = []
    if page == "files":
        told = take_files(report, form.cleaned_data["files"])
    answers = reports.answers_of(report)
    said = {**(answers.get(page, {}) if page == "files" else {}), **form.answers()}
    if page == "who" and get_language() != ENGLISH:
        said["language"] = get_language()  # whoever reads it answers in it
    reports.accept(report=report, name=page, answers=said, token=f"{report.pk}-{token or random.token()}")
    if told or (page == "files" and "add" in request.POST):
        return _drawn(request, report, page, type(form)(), reports.answers_of(report), told)
    if first:
        return HttpResponseRedirect(reverse("portal-code"))
    follows = "check" if _then(request) else flow.after(page, reports.answers_of(report))
    return HttpResponseRedirect(_address(follows))


def _address(name: str) -> str:
    return reverse("portal-check") if name == "check" else reverse("portal-report", args=[name])


def take_files(report: Report, given: list[Any]) -> list[dict[str, str]]:
    """Take files in, one by one; what is to be said of those that are not as they should be."""
    told = []
    for file in given:
        name = file.name or _("A file")
        try:
            if not file.size:
                raise Refused(_("This file is empty, so there is nothing to keep."))
            if file.size > reports.room(report):
                raise Refused(_("This file is too big to take here. Tell us in your words that you have it, and we will ask you for it."))
            made = reports.give_file(report=report, stream=file.file, file_name=name)
            if made.set_aside:
                told.append({"name": name, "says": _(made.set_aside)})
        except Refused as refusal:
            told.append({"name": name, "says": str(refusal)})
    return told


def _files(report: Report) -> list[dict[str, Any]]:
    return [{"number": each.seq, "size": each.size, "aside": each.set_aside, **reports.seen_of(each)} for each in reports.files_of(report)]


@portal
def take_out(request: HttpRequest, number: int) -> HttpResponse:
    """Take a file out again."""
    report = opened(request)
    if report is None:
        return HttpResponseRedirect(reverse("portal-back"))
    try:
        reports.take_out(report=report, number=number, token=f"{report.pk}-{request.POST.get('token', '')[:40] or random.token()}")
    except Refused:
        return HttpResponseRedirect(reverse("portal-receipt"))
    return HttpResponseRedirect(reverse("portal-report", args=["files"]))


@portal
def code(request: HttpRequest) -> HttpResponse:
    """The code, to be written down."""
    report = opened(request)
    if report is None:
        return HttpResponseRedirect(reverse("portal-back"))
    follows = _address(flow.waits(reports.answers_of(report)))
    return show(request, "portal/code.html", {"code": code_of(request, report), "follows": follows})


def _lost(request: HttpRequest, page: str) -> HttpResponse:
    """The session ended while somebody typed: what was typed comes along."""
    typed = [(name, value) for name in request.POST if name not in NOT_TYPED for value in request.POST.getlist(name)]
    context = {"form": CodeForm(), "page": page, "typed": [(TYPED + name, value) for name, value in typed], "lost": True}
    return show(request, "portal/back.html", {**context, "had_files": bool(request.FILES)})


@portal
def back(request: HttpRequest) -> HttpResponse:
    """Come back with a code; or, where a session was lost and there is no code, go on in a new report."""
    if request.method != "POST":
        return show(request, "portal/back.html", {"form": CodeForm()})
    page = request.POST.get("page", "")
    typed = [(name, value) for name in request.POST if name.startswith(TYPED) for value in request.POST.getlist(name)]
    form = CodeForm(request.POST)
    if "new" in request.POST and page in flow.BY_NAME:
        try:
            report, code = reports.begin(_address_of(request))
        except reports.TooManyBegun:
            form.errors.clear()  # no code was asked for
            form.add_error("code", _too_many())
            return show(request, "portal/back.html", {"form": form, "page": page, "typed": typed, "lost": True}, status=429)
        keep(request, report, code)
        return _with_typed(request, report, page, typed) or HttpResponseRedirect(reverse("portal-code"))
    if form.is_valid():
        try:
            report_found = reports.find(form.cleaned_data["code"], _address_of(request))
        except reports.TooManyGuesses:
            form.add_error("code", _("Too many codes were tried. Wait an hour, then try again."))
            return show(request, "portal/back.html", {"form": form, "page": page, "typed": typed}, status=429)
        if report_found is not None:
            keep(request, report_found, form.cleaned_data["code"].strip().upper())
            return _with_typed(request, report_found, page, typed) or HttpResponseRedirect(reverse("portal-receipt"))
        form.add_error("code", _("We do not know this code. Look at each letter and try again."))
    return show(request, "portal/back.html", {"form": form, "page": page, "typed": typed, "lost": bool(typed)})


def _with_typed(request: HttpRequest, report: Report, page: str, typed: list[tuple[str, str]]) -> HttpResponse | None:
    """Store what was typed on the page whose session was lost; where that is not a whole answer, show it to be put right."""
    if page not in flow.BY_NAME or not typed or ReportSent.objects.filter(report=report).exists():
        return None
    if report_door.closed_to(reports.answers_of(report), page, request.user.pk):
        return None
    data = QueryDict(mutable=True)
    for name, value in typed:
        data.appendlist(name.removeprefix(TYPED), value)
    form = flow.BY_NAME[page].form(data)
    if page == "files" or not form.is_valid():
        return _drawn(request, report, page, form, reports.answers_of(report))
    reports.accept(report=report, name=page, answers=form.answers(), token=f"{report.pk}-{random.token()}")
    return HttpResponseRedirect(_address(flow.waits(reports.answers_of(report))))


@portal
def check(request: HttpRequest) -> HttpResponse:
    """All that was said, to be looked at once more; and the sending."""
    report = opened(request)
    if report is None:
        return HttpResponseRedirect(reverse("portal-back"))
    answers = reports.answers_of(report)
    sent = ReportSent.objects.filter(report=report).exists()
    if not sent and (missing := flow.lacks(answers)):
        return HttpResponseRedirect(_address(missing))
    if sent or request.method == "POST":
        reports.send(report=report, received_by=force_name())
        return HttpResponseRedirect(reverse("portal-receipt"))
    context = {"pages": flow.summary(answers), "files": _files(report), "back": _address(flow.pages_of(answers)[-1].name)}
    return show(request, "portal/check.html", context)
