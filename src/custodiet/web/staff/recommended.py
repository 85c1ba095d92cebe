"""Recommendations of overseers: the list, making one, and the force's answer with the page on which it shows."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import recommended
from custodiet.casework.access import Refused
from custodiet.casework.actions import oversight as verbs
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Answered, Overseer, RecommendationAnswer
from custodiet.casework.recommended import RecommendationLine, Standing
from custodiet.web.clocks import clock
from custodiet.web.context import ROOMS, today
from custodiet.web.staff.forms import show_latest
from custodiet.web.staff.oversight import page
from custodiet.web.staff.oversight_forms import AnswerForm, RecommendationForm
from custodiet.web.staff.printed import upper
from custodiet.web.templatetags.house import british


def recommendations(request: HttpRequest) -> HttpResponse:
    """Every recommendation with how it stands; for overseers, the form that makes one."""
    may = Permission.JUDGE in permissions(request.user)
    form = RecommendationForm(request.POST if request.method == "POST" else None) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            verbs.recommend(body=Overseer(given["body"]), text=given["text"], due=given["due"], by=request.user, today=today())
        except Refused as refusal:
            form.add_error("due", str(refusal))
        else:
            messages.success(request, _("The recommendation is on record, and stands before the chief officer and the head of department."))
            return redirect("recommendations")
    return page(
        request,
        "recommendations",
        heading=_("Recommendations"),
        form=form,
        form_heading=_("Make a recommendation"),
        button=_("Make it"),
        intro=_("What overseers recommended, and what the force answered. A line is open until it is done or refused with reasons."),
        tables=[
            {
                "caption": _("Recommendations"),
                "hide": True,
                "empty": _("None has been made yet."),
                "head": [_("What is recommended"), _("By whom"), _("Last day"), _("How it stands")],
                "rows": [_line(line) for line in recommended.recommendations(request.access)],
            }
        ],
    )


def _line(line: RecommendationLine) -> list[Any]:
    row = line.row
    last = line.answers[-1] if line.answers else None
    return [
        {
            "text": row.text if len(row.text) <= 120 else f"{row.text[:119]}…",
            "url": reverse("recommendation", args=[row.pk]),
            "header": True,
        },
        {"text": row.get_body_display(), "note": f"{row.by.full_name}, {british(row.on)}"},
        {"clock": clock(row.due, today(), line.done_on)},
        {"text": upper(line.stands.value), "note": f"{last.by.full_name}, {british(last.on)}" if last else ""},
    ]


def recommendation(request: HttpRequest, number: int) -> HttpResponse:
    """One recommendation: its answers, and for whoever answers for the force the form."""
    line = recommended.recommendation(request.access, str(number))
    may = Permission.RESPOND in permissions(request.user) and line.stands is not Standing.DONE
    data, first = request.POST if request.method == "POST" else None, {"seen": _latest(line)}
    form = AnswerForm(data, accepted=line.stands is Standing.ACCEPTED, initial=first) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        said = Answered(given["answer"])
        try:
            verbs.answer(
                number=number, said=said, words=given["words"], screen=given["screen"], by=request.user, today=today(), seen=given["seen"]
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
            show_latest(form, _latest(line := recommended.recommendation(request.access, str(number))))
        else:
            messages.success(request, _("Recorded: %s.") % said.value)
            return redirect("recommendation", number)
    return page(
        request,
        "recommendations",
        heading=_("Recommendation %d") % line.row.pk,
        text=line.row.text,
        form=form,
        form_heading=_("The force's answer"),
        button=_("Record the answer"),
        facts=_facts(line),
        crumbs=[{"text": _("Recommendations"), "url": reverse("recommendations")}],
        tables=[
            {
                "caption": _("What the force answered"),
                "empty": _("The force has not answered yet."),
                "head": [_("Answer"), _("Reasons, or proof"), _("By whom"), _("Where it shows")],
                "rows": [_answer(each, request) for each in line.answers],
            }
        ],
    )


def _latest(line: RecommendationLine) -> int:
    return line.answers[-1].pk if line.answers else 0


def _facts(line: RecommendationLine) -> list[dict[str, Any]]:
    row = line.row
    return [
        {"key": _("Made by"), "value": f"{row.get_body_display()}: {row.by.full_name}"},
        {"key": _("Made on"), "value": british(row.on)},
        {"key": _("To be done by"), "value": f"{british(row.due)} ({clock(row.due, today(), line.done_on).words})"},
        {"key": _("How it stands"), "value": upper(line.stands.value)},
    ]


def _answer(each: RecommendationAnswer, request: HttpRequest) -> list[Any]:
    name, text, needs = next((room for room in ROOMS if room[0] == each.screen), ("", "–", None))
    where: dict[str, Any] = {"text": text}
    if name and (needs is None or needs in permissions(request.user)):
        where["url"] = reverse(name)
    who = {"text": each.by.full_name, "note": british(each.on)}
    return [{"text": each.get_answer_display(), "header": True}, each.words, who, where]
