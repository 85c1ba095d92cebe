"""The pages of papers made of a snapshot: which there are, one as it would be given, and the file of it."""

from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import figure_papers, figure_queries
from custodiet.casework.access import Refused
from custodiet.casework.pdf import NoPdf
from custodiet.figures.answers import SUBJECTS
from custodiet.figures.papers import BY_KEY, LAYOUTS, PAPERS, answer_key
from custodiet.figures.period import Period, WrongPeriod, period
from custodiet.web.forms import GovukForm, Radios
from custodiet.web.sheet_files import FORMS, drawing, named, shown, source, withheld, written
from custodiet.web.staff.figures import address, asked_period
from custodiet.web.staff.printed import upper
from custodiet.web.templatetags.house import british


def papers(request: HttpRequest, frozen: str) -> HttpResponse:
    """The papers that this snapshot can be made into."""
    row = figure_queries.frozen_of(frozen)
    asked, wrong = asked_period(request, row)
    rows = [
        [
            {"text": each.title, "url": address("figure-paper", [frozen, each.key], asked), "header": True},
            {"text": each.to[:1].upper() + each.to[1:]},
            {"text": _("As it may leave") if each.leaves else _("Every number, for that body alone")},
        ]
        for each in PAPERS
        if not each.answers
    ]
    rows.insert(
        0,
        [
            {"text": _("Answer to a request for information"), "url": address("figure-answer", [frozen], asked), "header": True},
            {"text": _("Who asked under the Freedom of Information Act")},
            {"text": _("As it may leave")},
        ],
    )
    context = {
        "period": asked,
        "wrong": wrong,
        "words": request.GET.get("period", "") or asked.key,
        "head": [_("Paper"), _("For"), _("Numbers")],
        "rows": rows,
        "crumbs": _crumbs(frozen, row.taken_on, asked),
    }
    return render(request, "staff/figure_papers.html", context)


class AnswerForm(GovukForm):
    """What was asked, for which days, and how it is laid out."""

    about = forms.ChoiceField(
        label=gettext_lazy("What the request asks about"), choices=[(each.key, each.title) for each in SUBJECTS], widget=Radios
    )
    period = forms.CharField(
        label=gettext_lazy("Period"), help_text=gettext_lazy("2025, YE2025 for the year ending 31 March 2025, or 2021-04-01..2026-03-31")
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("Layout"), choices=[(each.key, upper(each.words)) for each in LAYOUTS], widget=Radios,
        help_text=gettext_lazy("The first answer about the same cases binds: another layout over the same days could be set beside it."),
    )  # fmt: skip

    def clean_period(self) -> Period:
        """The period of those words."""
        try:
            return period(self.cleaned_data["period"])
        except WrongPeriod as wrong:
            raise forms.ValidationError(str(wrong)) from None


def answer(request: HttpRequest, frozen: str) -> HttpResponse:
    """The choice of question, period and layout for an answer to a request; the answer stands on its own page."""
    row = figure_queries.frozen_of(frozen)
    asked, _wrong = asked_period(request, row)
    form = AnswerForm(request.GET if "layout" in request.GET or "about" in request.GET else None, initial={"period": asked.key})
    if form.is_valid():
        subject = next(each for each in SUBJECTS if each.key == form.cleaned_data["about"])
        layout = next(each for each in LAYOUTS if each.key == form.cleaned_data["layout"])
        return redirect(address("figure-paper", [frozen, answer_key(subject, layout)], form.cleaned_data["period"]))
    crumbs = [*_crumbs(frozen, row.taken_on, asked), {"text": _("Papers"), "url": address("figure-papers", [frozen], asked)}]
    return render(request, "staff/figure_answer.html", {"form": form, "crumbs": crumbs})


def paper(request: HttpRequest, frozen: str, paper: str) -> HttpResponse:
    """One paper as it would be given; sent, the file of it."""
    row, told = figure_queries.frozen_of(frozen), BY_KEY.get(paper)
    if told is None:
        raise Http404
    asked, _wrong = asked_period(request, row)
    wrong = figure_papers.bound(told, asked, row.snapshot)
    if request.method == "POST":
        form = request.POST.get("form", "")
        if form not in FORMS:
            raise Http404
        try:
            data = written(form, row, told, asked, figure_papers.give(request.access, row, told, asked, form))
        except (Refused, NoPdf) as refusal:
            wrong = str(refusal)
        else:
            answer = HttpResponse(data, content_type=FORMS[form])
            answer["Content-Disposition"] = f'attachment; filename="{told.key}-{asked.key.replace("..", "-to-")}.{form}"'
            return answer
    made = figure_papers.sheets(request.access, row, told, asked)
    context = {
        "paper": told,
        "source": source(row, asked),
        "wrong": wrong,
        "sheets": [
            {
                "sheet": each,
                "drawing": drawing(each, place),
                "head": [named(words) for words in each.head],
                "rows": [[{"text": named(name), "header": True}, *({"text": shown(n)} for n in numbers)] for name, numbers in each.rows],
            }
            for place, each in enumerate(made)
        ],
        "withheld": withheld(told, made),
        "another": address("figure-answer", [frozen], asked),
        "forms": [("docx", _("Word file")), ("pdf", _("PDF with the drawings")), ("csv", _("Table for programs (CSV)"))],
        "crumbs": [
            *_crumbs(frozen, row.taken_on, asked),
            {"text": _("Papers"), "url": address("figure-papers", [frozen], asked)},
        ],
    }
    return render(request, "staff/figure_paper.html", context)


def _crumbs(frozen: str, taken_on: date, asked: Period) -> list[dict[str, str]]:
    return [
        {"text": _("Figures"), "url": reverse("figures")},
        {"text": _("Snapshot of %(day)s") % {"day": british(taken_on)}, "url": address("frozen-figures", [frozen], asked)},
    ]
