"""Who is who in the files: say who somebody is, and strike what was said wrongly."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework.access import Refused, visible_to
from custodiet.casework.actions import ties
from custodiet.casework.exhibit_pages import TieLine, WhoPage
from custodiet.casework.models import Involvement, Person, Tie, TieKind
from custodiet.casework.who_is_who import standing_tie, who_is_who
from custodiet.web.staff.case import done
from custodiet.web.staff.exhibit_forms import StrikeForm, TieForm
from custodiet.web.staff.frame import around
from custodiet.web.templatetags.house import moment


def tie_rows(reference: str, said: Iterable[TieLine], may: bool) -> list[dict[str, Any]]:
    """What stands, each with the address at which it is struck where the reader may."""
    return [{"said": line, "strike_url": reverse("strike-tie", args=[reference, line.pk]) if may else ""} for line in said]


def tie(request: HttpRequest, reference: str) -> HttpResponse:
    """Say who somebody in the files is."""
    page = who_is_who(request.access, reference)
    given = {"person": request.GET.get("person", "")[:100]}
    if value := request.GET.get("value", "")[:200]:
        given |= {"value": value, "kind": TieKind.NAME.value}
    form = TieForm(request.POST if request.method == "POST" else None, people=_people(page), initial=given)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            ties.tie(
                case=request.case, person=_person(request, said["person"]), kind=TieKind(said["kind"]), value=said["value"],
                why=said["why"], by=request.user, confidence=said["confidence"], shared=said["shared"],
                valid_from=said["valid_from"], valid_to=said["valid_to"],
            )  # fmt: skip
            return done(request, _("It is on record, and the account counts it from now on."), "contacts", reference)
        except Refused as refusal:
            form.add_error("value", str(refusal))
    context = around(
        request, {"reference": page.reference, "title": page.title}, "contacts", heading=_("Who is who in the files"), form=form,
        button=_("Record it"), cancel_url=reverse("contacts", args=[reference]),
    )  # fmt: skip
    return render(request, "staff/case_form.html", context)


def strike(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Strike what was said of somebody, and say who it is instead where that is known."""
    page = who_is_who(request.access, reference)
    said = standing_tie(page, number)
    form = StrikeForm(request.POST if request.method == "POST" else None, people=[each for each in _people(page) if each[0] != said.key])
    if request.method == "POST" and form.is_valid():
        try:
            return done(request, _struck(request, number, form.cleaned_data), "contacts", reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = around(
        request, {"reference": page.reference, "title": page.title}, "contacts", heading=_("This is wrong: strike it"), form=form,
        facts=_facts(said), button=_("Strike it"), cancel_url=reverse("contacts", args=[reference]),
        intro=_("The account counts by it no longer. What was said, who said it and why it was struck all stay on record."),
    )  # fmt: skip
    return render(request, "staff/case_form.html", context)


def _struck(request: HttpRequest, number: int, given: dict[str, Any]) -> str:
    """Strike it; what the reader is told."""
    row = visible_to(request.access, Tie).get(case=request.case, pk=number)
    if not given["person"]:
        ties.strike(said=row, why=given["why"], by=request.user)
        return _("It was struck. The account counts by it no longer.")
    ties.tie(
        case=request.case, person=_person(request, given["person"]), kind=TieKind(row.kind), value=row.value, why=given["why"],
        by=request.user, confidence=row.confidence, shared=row.shared, valid_from=row.valid_from, valid_to=row.valid_to, strikes=row,
    )  # fmt: skip
    return _("It was struck, and the account counts what you said in its place.")


def _facts(said: TieLine) -> list[dict[str, Any]]:
    return [
        {"key": _("Said to be"), "value": said.alias},
        {"key": said.kind, "value": said.value},
        {"key": _("How sure"), "value": said.confidence.capitalize()},
        {"key": _("How it was known"), "value": said.why},
        {"key": _("Said by"), "value": f"{said.by}, {moment(said.recorded_at)}"},
    ]


def _people(page: WhoPage) -> list[tuple[str, str]]:
    return [(line.key, f"{line.alias} ({line.role.lower()})") for line in page.people]


def _person(request: HttpRequest, key: str) -> Person:
    part = visible_to(request.access, Involvement).filter(case=request.case, key=key).select_related("person").first()
    if part is None:
        raise Http404
    return part.person
