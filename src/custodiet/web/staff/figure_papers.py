"""The pages of papers made of a snapshot: which there are, one as it would be given, and the file of it."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import figure_papers, figure_queries
from custodiet.casework.access import Refused
from custodiet.casework.pdf import NoPdf
from custodiet.figures.papers import BY_KEY, PAPERS
from custodiet.figures.period import Period
from custodiet.web.sheet_files import FORMS, drawing, named, shown, source, written
from custodiet.web.staff.figures import address, asked_period
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
    ]
    context = {
        "period": asked,
        "wrong": wrong,
        "words": request.GET.get("period", "") or asked.key,
        "head": [_("Paper"), _("For"), _("Numbers")],
        "rows": rows,
        "crumbs": _crumbs(frozen, row.taken_on, asked),
    }
    return render(request, "staff/figure_papers.html", context)


def paper(request: HttpRequest, frozen: str, paper: str) -> HttpResponse:
    """One paper as it would be given; sent, the file of it."""
    row, told = figure_queries.frozen_of(frozen), BY_KEY.get(paper)
    if told is None:
        raise Http404
    asked, _wrong = asked_period(request, row)
    wrong = figure_papers.bound(told, asked)
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
