"""The overseers' samples: drawing cases by a rule that anybody can follow again, and what is found of each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import samples as drawing
from custodiet.casework.access import Refused
from custodiet.casework.actions import oversight as verbs
from custodiet.casework.models import Judgement, Sample, SampledCase, Verdict
from custodiet.casework.samples import Drawn, SampleLine
from custodiet.law.vocabulary import MatterKind, Stage
from custodiet.web.context import today
from custodiet.web.staff.forms import show_latest
from custodiet.web.staff.oversight import matter, page
from custodiet.web.staff.oversight_forms import JudgementForm, SampleForm
from custodiet.web.templatetags.house import british


def samples(request: HttpRequest) -> HttpResponse:
    """The samples that were drawn, and the form that draws another."""
    form = SampleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = verbs.draw(**given, by=request.user, today=today())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Drawn and recorded."))
            return redirect("sample", made.pk)
    return page(
        request,
        "samples",
        heading=_("Samples"),
        form=form,
        form_heading=_("Draw a sample"),
        button=_("Draw it"),
        intro=_("A sample is drawn from the cases that you may open. What was drawn, from what and by which seed stays on record."),
        tables=[
            {
                "caption": _("Samples drawn"),
                "empty": _("None has been drawn yet."),
                "head": [_("What each case is asked"), _("Drawn"), _("Cases"), _("Judged")],
                "rows": [_sample(line) for line in drawing.samples(request.access)],
            }
        ],
    )


def _sample(line: SampleLine) -> list[Any]:
    row = line.sample
    return [
        {"text": row.question, "url": reverse("sample", args=[row.pk]), "header": True},
        {"text": british(row.on), "note": row.by.full_name},
        f"{line.drawn:,}",
        f"{line.judged:,}",
    ]


def sample(request: HttpRequest, number: int) -> HttpResponse:
    """One sample: the rule and its seed, the cases in the order of the draw, what was found of each."""
    shown = drawing.sample_page(request.access, str(number))
    counts = {each: sum(bool(one.judgements) and one.judgements[-1].verdict == each.value for one in shown.drawn) for each in Verdict}
    return page(
        request,
        "samples",
        heading=shown.sample.question,
        facts=[
            *_rule(shown.sample, len(shown.of)),
            {
                "key": _("Found so far"),
                "value": ", ".join(f"{each.capitalised}: {number}" for each, number in counts.items()),
            },
        ],
        crumbs=[{"text": _("Samples"), "url": reverse("samples")}],
        tables=[
            {
                "caption": _("Cases in the order of the draw"),
                "empty": _("None of them is in your sight."),
                "head": [_("Case"), _("Place in the draw"), _("What was found"), _("Your turn")],
                "rows": [_drawn(shown.sample, each) for each in shown.drawn],
            }
        ],
        details={"summary": _("The references it was drawn from"), "lines": shown.of},
    )


def _rule(row: Sample, of: int) -> list[dict[str, Any]]:
    kind, stage = row.rule.get("kind"), row.rule.get("stage")
    return [
        {"key": _("Drawn"), "value": _("%(day)s, by %(who)s") % {"day": british(row.on), "who": row.by.full_name}},
        {
            "key": _("Drawn from"),
            "value": _("%(of)d cases in sight; kind: %(kind)s; stage: %(stage)s")
            % {"of": of, "kind": MatterKind(kind).value if kind else _("any"), "stage": Stage(stage).value if stage else _("any")},
        },
        {"key": _("Seed"), "value": row.seed},
        {
            "key": _("How to make the draw again"),
            "value": _(
                "Beside each reference below put the SHA-256 of the seed, a colon and the reference. The %d smallest, in their order, are "
                "the sample."
            )
            % row.asked,
        },
    ]


def _drawn(row: Sample, each: Drawn) -> list[Any]:
    last = each.judgements[-1] if each.judgements else None
    found = (
        {"text": last.get_verdict_display(), "note": f"{last.words} ({last.by.full_name}, {british(last.on)})"} if last else {"text": "–"}
    )
    url = reverse("judge", args=[row.pk, each.place])
    cell = matter(each.reference, each.title)
    return [cell, {"text": str(each.place), "note": each.digest[:16]}, found, {"text": _("Judge %s") % each.reference, "url": url}]


def judge(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """One case of a sample: what was found of it before, and the form for what is found now."""
    shown = drawing.sample_page(request.access, str(number))
    row = drawing.sampled(request.access, str(number), str(place))
    first = {"seen": _latest(row)}
    form = JudgementForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            verdict = Verdict(given["verdict"])
            verbs.judge(sampled=row, verdict=verdict, words=given["words"], by=request.user, today=today(), seen=given["seen"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
            show_latest(form, _latest(row))
        else:
            messages.success(request, _("Recorded: %s.") % given["verdict"])
            return redirect("sample", number)
    line = drawing.line_of(row)
    return page(
        request,
        "samples",
        heading=shown.sample.question,
        form=form,
        form_heading=_("What do you find?"),
        button=_("Record it"),
        crumbs=[
            {"text": _("Samples"), "url": reverse("samples")},
            {"text": shown.sample.question, "url": reverse("sample", args=[number])},
        ],
        tables=[
            {
                "caption": _("The case"),
                "head": [_("Case"), _("Place in the draw")],
                "rows": [[matter(line.reference, line.title), str(line.place)]],
            },
            {
                "caption": _("What was found before"),
                "empty": _("Nobody has judged it yet."),
                "head": [_("Found"), _("Why"), _("By whom")],
                "rows": [_before(each) for each in line.judgements],
            },
        ],
    )


def _latest(row: SampledCase) -> int:
    """The number of the judgement that stands last, or 0."""
    last = row.judgements.order_by("pk").last()
    return last.pk if last else 0


def _before(each: Judgement) -> list[Any]:
    return [{"text": each.get_verdict_display(), "header": True}, each.words, {"text": each.by.full_name, "note": british(each.on)}]
