"""The page of the rules of detection, open to everybody who signs in, and the forms by which a named person decides about one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from custodiet.casework import rule_queries
from custodiet.casework import rules as in_force
from custodiet.casework.access import Refused
from custodiet.casework.actions import rules as verbs
from custodiet.casework.models import Ruled
from custodiet.casework.rule_queries import LinkLine, WindowLine
from custodiet.detection.docs import BLIND, FALSE_POSITIVES, TRIAGE
from custodiet.detection.indicators import CONTEXT
from custodiet.detection.pairs import CONTACT_DAYS, LOOK_DAYS, SIGNS
from custodiet.web.context import today
from custodiet.web.staff.rule_forms import LinkForm, WindowForm
from custodiet.web.staff.rule_rates import rates
from custodiet.web.templatetags.house import british, grouped


def rules(request: HttpRequest) -> HttpResponse:
    """What is looked for, by which windows, who signed them, how often it was wrong, and what is proposed."""
    if wrong := in_force.problem():
        return render(request, "staff/form.html", {"heading": _("The rules cannot be used"), "intro": wrong})
    page = rule_queries.rules_page(request.access, today())
    context = {
        **rates(),
        "page": page,
        "window_head": [_("Code"), _("A look is explained where the officer …"), _("From, until"), _("Signed"), _("Second person")],
        "windows": [window_row(each, page.may_decide) for each in page.windows],
        "own_head": [_("Code"), _("The officer …"), _("From, until"), _("Approved by"), _("Why")],
        "own": [_own(each, page.may_decide) for each in page.own],
        "proposal_head": [_("The officer …"), _("Looks it would explain"), _("In the permuted log"), _("Precision")],
        "proposals": [_proposal(each, page.may_decide) for each in page.proposed],
        "declined_head": [_("The officer …"), _("Decided"), _("Why")],
        "declined": [[{"text": each.about, "header": True}, _decided(each), each.why] for each in page.declined],
        "sign_head": [_("Sign"), _("False where"), _("Blind to"), _("Asked first")],
        "signs": sign_rows(),
        "days": {"contact": CONTACT_DAYS, "looks": LOOK_DAYS},
    }  # fmt: skip
    return render(request, "staff/rules.html", context)


def sign_rows() -> list[list[Any]]:
    """Each sign: what it counts, where it is false, what it cannot see, and what is asked first."""
    weighed = [
        [{"text": f"{each.code}: {NAMES[each.code]}", "header": True}, FALSE_POSITIVES[each.code], BLIND[each.family], TRIAGE[each.code]]
        for each in SIGNS
    ]
    beside = [
        [{"text": f"{each.code}: {each.about}", "header": True, "note": _("shown, never weighed")},
         each.false_positives, each.blind_to, each.triage]
        for each in CONTEXT
    ]  # fmt: skip
    return weighed + beside


NAMES: dict[str, Any] = {
    "C1": lazy("calls and texts that the officer sent"),
    "C3": lazy("of them, those without an entry in the contact log"),
    "C4": lazy("of them, those while off duty"),
    "C5": lazy("of them, those while no role was open, when few are in touch any more"),
    "C6": lazy("days with such contact"),
    "C8": lazy("contact between 22:00 and 06:00"),
    "A1": lazy("days with looks that nothing explains"),
    "A2": lazy("of them, those within a day of such contact"),
    "J1": lazy("days with such contact that have no such look within three days"),
}


def window_row(each: WindowLine, may_decide: bool) -> list[Any]:
    """An explanation: its window, who signed it, and the second person."""
    words = british_if(each.window.decided_on)
    signed = _("%(who)s, %(when)s") % {"who": each.window.decided_by, "when": words}
    second: dict[str, Any] = {"text": _("not yet")}
    if each.confirmed and each.confirmed_on:
        second = {"text": _("%(who)s, %(when)s") % {"who": each.confirmed, "when": british(each.confirmed_on)}}
    elif may_decide:
        second = {"text": _("Confirm %(code)s") % {"code": each.code}, "url": reverse("confirm-window", args=[each.code])}
    note = _("shortened by the force") if each.chosen else ""
    return [{"text": each.code, "header": True}, each.about, {"text": each.window.words(), "note": note}, signed, second]


def british_if(day: str) -> str:
    """A day of the policy file as it is printed; whatever else stands there, as it stands."""
    try:
        return british(date.fromisoformat(day))
    except ValueError:
        return day


def _own(each: LinkLine, may_decide: bool) -> list[Any]:
    head: dict[str, Any] = {"text": each.code, "header": True}
    if may_decide:
        head["url"] = reverse("decide-link", args=[each.slug])
    return [head, each.about, each.window, _decided(each), each.why]


def _proposal(each: LinkLine, may_decide: bool) -> list[Any]:
    told = each.figures
    head: dict[str, Any] = {"text": each.about, "header": True}
    if may_decide:
        head["url"] = reverse("decide-link", args=[each.slug])
    support = _("%(some)s of %(all)s that nothing explains") % {"some": grouped(told["covered"]), "all": grouped(told["unexplained"])}
    return [head, support, {"text": grouped(told["permuted"]), "numeric": True}, {"text": f"{told['precision']:.1%}", "numeric": True}]


def _decided(each: LinkLine) -> str:
    return _("%(what)s by %(who)s, %(when)s") % {"what": each.state, "who": each.by, "when": british(each.on)}


def link(request: HttpRequest, link: str) -> HttpResponse:
    """Approve or decline a link that is proposed, or withdraw one that was approved."""
    line = rule_queries.link_line(request.access, link, today())
    if "covered" not in line.figures:
        return render(
            request, "staff/form.html", {**_about(line), "intro": _("The last run did not propose it, so there is nothing to decide.")}
        )
    form = LinkForm(request.POST if request.method == "POST" else None, approved=bool(line.code))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            verbs.decide_link(
                key=line.key, decided=Ruled(given["decided"]), before_hours=given["before_hours"], after_hours=given["after_hours"],
                why=given["why"], by=request.user, today=today(), figures=line.figures,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is on record. The next run goes by it, and names it."))
            return redirect("rules")
    context = {
        **_about(line),
        "intro": _figures(line),
        "warning": _("What is approved hides looks from the queue. Ask who works like this, and since when, before you approve it."),
        "form": form,
        "button": _("Record it"),
        "cancel_url": reverse("rules"),
    }
    return render(request, "staff/form.html", context)


def _about(line: LinkLine) -> dict[str, Any]:
    return {"heading": _("The officer %(what)s") % {"what": line.about}, "crumbs": [{"text": _("Rules"), "url": reverse("rules")}]}


def _figures(line: LinkLine) -> str:
    """What was measured of a link, in a sentence."""
    return _(
        "It would explain %(covered)s of %(unexplained)s looks that nothing explains, %(support)s of all looks. Among looks dealt to other "
        "staff of the same role and week it covers %(permuted)s: a precision of %(precision)s."
    ) % {
        "covered": grouped(line.figures["covered"]), "unexplained": grouped(line.figures["unexplained"]),
        "support": f"{line.figures['support']:.2%}", "permuted": grouped(line.figures["permuted"]),
        "precision": f"{line.figures['precision']:.1%}",
    }  # fmt: skip


def window(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm, as a second person, a window that the policy file sets."""
    line = rule_queries.window_line(request.access, code)
    if line.confirmed:
        raise Http404
    form = WindowForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.confirm_window(code=line.code, why=form.cleaned_data["why"], by=request.user, today=today())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The window is confirmed by a second person."))
            return redirect("rules")
    context = {
        "heading": _("Confirm the window of %(code)s") % {"code": line.code},
        "intro": _("A look is explained where the officer %(what)s: %(window)s. Signed in the policy file by %(who)s, %(when)s.")
        % {
            "what": line.about, "window": line.window.words(), "who": line.window.decided_by, "when": british_if(line.window.decided_on),
        },
        "form": form,
        "button": _("Confirm it"),
        "cancel_url": reverse("rules"),
        "crumbs": [{"text": _("Rules"), "url": reverse("rules")}],
    }  # fmt: skip
    return render(request, "staff/form.html", context)
