"""The pages of the queue: what waits, one finding with its reasons, the rows behind a number, taking a finding up."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodiet.casework import finding_queries, own_findings, rule_queries, rules, shown_to_officers
from custodiet.casework.access import Meanwhile, Refused
from custodiet.casework.actions.adoption import Adoption, adopt, as_shown
from custodiet.casework.actions.triage import adopted, stands, triage, unmasked, was_asked
from custodiet.casework.finding_pages import FindingLine, FindingPage, RowLine, Seen
from custodiet.casework.finding_queries import CONTACT, LOOKS
from custodiet.casework.finding_words import lane, shown_as
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import TriageOutcome, random
from custodiet.detection.docs import TRIAGE
from custodiet.detection.pairs import CONTACT_DAYS, LOOK_DAYS
from custodiet.law.position import NotOpen
from custodiet.web.context import force_name, today
from custodiet.web.purpose import keep_purpose
from custodiet.web.staff.finding_forms import AdoptForm, ShownForm, TriageForm
from custodiet.web.staff.forms import show_latest
from custodiet.web.staff.paged import paged
from custodiet.web.staff.rule_rates import rates
from custodiet.web.staff.rules import sign_rows, window_row
from custodiet.web.templatetags.house import british, moment

MOST_ROWS = 300
"""How many looks and contacts stand on what an officer is handed; how many more there are is said."""
COLOURS = {
    finding_queries.WAITS: "blue",
    TriageOutcome.KEPT.value: "yellow",
    TriageOutcome.ASKED.value: "yellow",
    TriageOutcome.REPLIED.value: "yellow",
    TriageOutcome.DISMISSED.value: "grey",
    TriageOutcome.ADOPTED.value: "green",
}


def findings(request: HttpRequest) -> HttpResponse:
    """The queue: what waits for somebody, in one sentence each, and what was decided."""
    found = finding_queries.queue(request.access, today())
    context = {
        "head": [_("Who"), _("What was seen"), _("Found by"), _("When"), _("State")],
        "waiting": [_row(line) for line in found.waiting],
        "decided": [_row(line) for line in found.decided],
        "filled": found.filled,
        "shown_url": reverse("shown-to-officer") if Permission.AUTHORISE in permissions(request.user) else "",
    }
    return render(request, "staff/findings.html", context)


def _row(line: FindingLine) -> list[dict[str, Any]]:
    return [
        {"text": line.title, "url": reverse("finding", args=[line.reference]), "header": True, "note": line.operation},
        {"text": line.sentence},
        {"text": line.lane[:1].upper() + line.lane[1:], "note": shown_as(line.tier, line.lane)},
        {"text": _span(line)},
        {"text": "", "tag": line.state.capitalize(), "colour": COLOURS[line.state]},
    ]


def _span(line: FindingLine) -> str:
    if line.first == line.last:
        return british(line.first)
    return _("%(first)s to %(last)s") % {"first": british(line.first), "last": british(line.last)}


def finding(request: HttpRequest, finding: str) -> HttpResponse:
    """One finding: what was seen, against whom, what was tried and why it failed, what is missing; then the decision."""
    row = finding_queries.finding_row(request.access, finding, today())
    last = stands(row)
    first = {"seen": last.pk if last else 0}
    form = TriageForm(request.POST if request.method == "POST" else None, unmasked=unmasked(row), asked=was_asked(row), initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            outcome = TriageOutcome(given["outcome"])
            triage(
                finding=row, outcome=outcome, reason=given["reason"], explanation=given["explanation"], by=request.user, today=today(),
                seen=given["seen"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
            show_latest(form, last.pk if (last := stands(row)) else 0)
        else:
            messages.success(request, _("Recorded: %s.") % outcome.value)
            return redirect("finding", finding) if outcome is TriageOutcome.UNMASKED else redirect("findings")
    page = finding_queries.finding_page(request.access, finding, today())
    context = {
        "page": page,
        "span": _span(page.line),
        "tier": shown_as(page.line.tier, page.line.lane),
        "odds": "" if page.odds is None else f"{page.odds:,.0f}",
        "sign_head": [_("Sign"), _("What it says, against its peers"), _("Rows")],
        "signs": [_sign(page, each) for each in page.signs],
        "context": [_sign(page, each) for each in page.context],
        "rows_urls": {each: reverse("finding-rows", args=[finding, each]) for each in (CONTACT, LOOKS)},
        "form": None if page.adopted else form,
        "officer_says": own_findings.answers_to(row),
        "adopt_url": f"{reverse('adopt-finding', args=[finding])}?shown={as_shown(row)}" if _may_adopt(request, page) else "",
        "crumbs": [{"text": _("Findings"), "url": reverse("findings")}],
    }
    return render(request, "staff/finding.html", context)


def _sign(page: FindingPage, each: Any) -> list[dict[str, Any]]:
    url = reverse("finding-rows", args=[page.line.reference, each.code])
    rows = ngettext("%d row", "%d rows", each.rows) % each.rows
    behind = {"text": rows, "url": url, "numeric": True} if each.rows else {"text": _("none of its own"), "numeric": True}
    return [{"text": each.code, "header": True}, {"text": each.says, "note": TRIAGE.get(each.code, "")}, behind]


def _may_adopt(request: HttpRequest, page: FindingPage) -> bool:
    return page.unmasked and not page.adopted and Permission.OPEN in permissions(request.user)


def rows(request: HttpRequest, finding: str, sign: str) -> HttpResponse:
    """The rows behind a number: when, what, and where each stands."""
    page = finding_queries.finding_rows(request.access, finding, sign, today())
    shown = paged(request, [_line(each) for each in page.rows])
    context = {
        "page_of": page,
        "head": [_("When"), _("What"), _("Duty"), _("File"), _("Row")],
        **shown,
        "crumbs": [
            {"text": _("Findings"), "url": reverse("findings")},
            {"text": page.title, "url": reverse("finding", args=[finding])},
        ],
    }
    return render(request, "staff/finding_rows.html", context)


def _line(each: RowLine) -> list[dict[str, Any]]:
    when = moment(each.at) if each.at else each.at_text
    note = _("in the file: %s") % each.at_text if each.at and each.at_text else ""
    return [
        {"text": when, "note": note, "header": True},
        {"text": each.what, "note": each.why},
        {"text": each.duty},
        {"text": each.source},
        {"text": each.line},
    ]


def adopting(request: HttpRequest, finding: str) -> HttpResponse:
    """Take a finding up: a conduct matter begins today."""
    row = finding_queries.finding_row(request.access, finding, today())
    first = {"token": random.token(), "shown": request.GET.get("shown", "") or as_shown(row)}
    form = AdoptForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said = Adoption(**{name: given[name] for name in ("conduct", "reason", "title", "serious_corruption", "restricted")})
        try:
            common = {"by": request.user, "today": today(), "token": given["token"]}
            case = adopt(finding=row, said=said, force=force_name(), shown=given["shown"], **common)
        except Meanwhile as moved:
            form.add_error(None, str(moved))
            show_latest(form, as_shown(row), "shown")
        except (NotOpen, Refused) as refusal:
            form.add_error(None, str(refusal))
        else:
            keep_purpose(request, case.reference, _("Taking up a finding"))
            messages.success(request, _("The finding is a conduct matter from today."))
            return redirect("case", case.reference)
    if adopted(row):
        return redirect("finding", finding)
    context = {
        "heading": _("Take it up as a conduct matter"),
        "intro": _("It comes to the authority's attention today, and the periods of the law begin. It cannot be undone here."),
        "form": form,
        "button": _("Open the case"),
        "cancel_url": reverse("finding", args=[finding]),
        "crumbs": [{"text": _("Findings"), "url": reverse("findings")}],
    }
    return render(request, "staff/form.html", context)


def shown(request: HttpRequest) -> HttpResponse:
    """What an officer is handed of detection: everything found, looked at and decided about them, or why not yet."""
    form = ShownForm(request.POST if request.method == "POST" else None)
    page = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        page = shown_to_officers.shown_to(request.access, given["officer"], given["why"], today())
        if page.withheld:
            form.add_error(None, page.withheld)
            page = None
    context = {
        "form": form,
        "page": page,
        "triage_head": [_("What was made of it"), _("On"), _("By"), _("Why")],
        "found": [shown_lines(each) for each in page.seen] if page else [],
        "rates": rates() if page and not rules.problem() else None,
        "rules": _rules(request) if page and not rules.problem() else None,
        "crumbs": [{"text": _("Findings"), "url": reverse("findings")}],
    }
    return render(request, "staff/shown.html", context)


def _rules(request: HttpRequest) -> dict[str, Any]:
    """The rules themselves, for whoever is handed the paper and signs in nowhere."""
    page = rule_queries.rules_page(request.access, today())
    return {
        "window_head": [_("Code"), _("A look is explained where the officer …"), _("From, until"), _("Signed"), _("Second person")],
        "windows": [window_row(each, may_decide=False) for each in page.windows],
        "sign_head": [_("Sign"), _("False where"), _("Blind to"), _("Asked first")],
        "signs": sign_rows(),
        "days": {"contact": CONTACT_DAYS, "looks": LOOK_DAYS},
    }


def shown_lines(each: Seen) -> dict[str, Any]:
    """A finding as its officer reads it, in lines and tables."""
    beside = each.content.get("context", ())
    signs = [*each.content["evidence"], *beside]
    return {
        "seen": each,
        "found_by": lane(each.content),
        "shown_as": shown_as(each.content["tier"], lane(each.content)),
        "odds": "" if each.odds is None else f"{each.odds:,.0f}",
        "basis": sorted(each.lawful_basis.items()),
        "row_head": [_("When"), _("What"), _("Duty"), _("File"), _("Row")],
        "rows": [_line(row) for row in each.rows[:MOST_ROWS]],
        "more_rows": max(0, len(each.rows) - MOST_ROWS),
        "signs": [
            *(f"{sign['indicator']}: {sign['says']}" for sign in each.content["evidence"] if sign["says"]),
            *(
                _("%(code)s, shown, never weighed: %(says)s") % {"code": sign["indicator"], "says": sign["says"]}
                for sign in beside
                if sign["says"]
            ),
        ],
        "tried": each.content["tried"],
        "missing": [*each.content["missing"], *(sign["missing"] for sign in signs if sign["missing"])],
        "triage": [[{"text": row.outcome, "header": True}, british(row.on), row.by, row.reason] for row in each.triage],
        "looked": [[{"text": moment(at), "header": True}, who, why] for at, who, why in each.looked],
        "looked_head": [_("When"), _("Who"), _("For which purpose")],
    }
