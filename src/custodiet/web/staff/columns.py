"""How each column of a file was understood, as the exhibit's page shows it; and the page on which a person puts a column right."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import exhibit_queries, layouts
from custodiet.casework.access import Refused, visible_to
from custodiet.casework.actions import readings
from custodiet.casework.exhibit_pages import ExhibitPage, ReadingLine
from custodiet.casework.models import Exhibit
from custodiet.evidence.mapping import NONE
from custodiet.evidence.understood import NOT_SHOWN
from custodiet.web.forms import GovukForm
from custodiet.web.staff.case import done
from custodiet.web.staff.frame import around
from custodiet.web.staff.printed import upper
from custodiet.web.templatetags.house import moment

MOST_ON_A_FORM = 400
"""Columns that a form offers; a file with more is put right on the command line."""
NO_TABLE = gettext_lazy(
    "No columns were read from this exhibit: it is no table, it was not read yet, or it has too many columns for a page. Have it read, or "
    "put its columns right on the command line (custodiet read FILE --case REF --answer column.NAME=HEADER)."
)
INTRO = gettext_lazy(
    "The file is read again with what you say here. What was read before counts no longer; the report of it stays. The next file with the "
    "same headers is read so too, and its page says that."
)


def understood(line: ReadingLine) -> list[dict[str, Any]]:
    """Each table of a reading: where its headers stand, who put a column right, and a row for each column."""
    return [
        {
            "caption": _caption(table),
            "place": _("Its headers: %s.") % table["line"] if table["line"] else _("It has no headers."),
            "whence": _whence(line, table),
            "rows": [_row(table, *column) for column in table["columns"]],
        }
        for table in layouts.tables(line.report)
    ]


def head() -> list[str]:
    """The heads of the table of columns."""
    return [_("Column"), _("First cell"), _("Read as")]


def _caption(table: dict[str, Any]) -> str:
    return _("How each column of “%s” was understood") % table["table"] if table["table"] else _("How each column was understood")


def _whence(line: ReadingLine, table: dict[str, Any]) -> str:
    """From where it is known what a column means, where it is not from its header alone."""
    if not table["told"]:
        return ""
    own = [field for field in table["told"] if {f"column.{field}", f"column.{field}@{table['layout']}"} & line.answers.keys()]
    if own:
        return _("Put right by %s.") % line.asked_by
    if (before := line.remembered.get(table["layout"])) is None:
        return ""
    said = {"exhibit": before.exhibit or _("an exhibit of another case"), "when": moment(before.at), "who": before.by}
    return _("These headers were seen before: remembered from %(exhibit)s, %(when)s, %(who)s.") % said


def _row(table: dict[str, Any], word: str, header: str, example: str, field: str) -> list[Any]:
    about = dict(table["fields"]).get(field, "")
    note = _("as a person said") if field and field in table["told"] else ""
    return [
        {"text": header or _("Column %s, without a header") % word.lstrip("#"), "header": True},
        _("Not shown") if example == NOT_SHOWN else example or _("Nothing"),
        {"text": upper(about) if field else _("Not used"), "note": note},
    ]


class ColumnsForm(GovukForm):
    """What each column of a file means, and which row holds the headers."""

    def __init__(self, *args: Any, tables: list[dict[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.tables = tables
        for number, table in enumerate(tables):
            choices = [(NONE, _("Not used")), *((name, upper(about)) for name, about in table["fields"])]
            for place, (word, header, example, field) in enumerate(table["columns"]):
                self.fields[f"column-{number}-{place}"] = forms.ChoiceField(
                    label=_label(table, word, header), choices=choices, initial=field or NONE, help_text=_example(example)
                )
        if len(tables) == 1:
            self.fields["header"] = forms.CharField(
                label=gettext_lazy("Which row holds the headers?"), initial=tables[0]["line"], required=False, max_length=200,
                help_text=gettext_lazy("Its place as the refused lines write it, such as “line 3” or “Calls row 3”."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One column for each meaning, and something that is another than before."""
        given = super().clean() or {}
        for number, table in enumerate(self.tables):
            first: dict[str, str] = {}
            for place, (word, header, _example, _field) in enumerate(table["columns"]):
                name = f"column-{number}-{place}"
                if (meaning := given.get(name, NONE)) == NONE:
                    continue
                if meaning in first:
                    about = dict(table["fields"])[meaning]
                    said = {"one": first[meaning], "other": header or word, "about": about}
                    self.add_error(name, _("“%(one)s” and “%(other)s” are both said to be %(about)s. Only one column can be.") % said)
                first.setdefault(meaning, header or word)
        if not self.errors and not self.has_changed():
            self.add_error(None, _("Nothing was changed. Say of a column what it holds, or go back."))
        return given

    def answers(self, before: dict[str, str]) -> dict[str, str]:
        """What the file is to be read with: all that was answered before, and of the columns what is said now."""
        kept = {key: said for key, said in before.items() if not key.startswith("column.")}
        for number, table in enumerate(self.tables):
            kept |= self._of(number, table)
        if "header" in self.changed_data:
            kept |= {"header": self.cleaned_data["header"].strip()}
        return {key: said for key, said in kept.items() if said}

    def _of(self, number: int, table: dict[str, Any]) -> dict[str, str]:
        """Of one table the fields that are somewhere else than the headers alone would put them."""
        was = {field: word for word, _header, _example, field in table["columns"] if field}
        now = {self.cleaned_data[f"column-{number}-{place}"]: each[0] for place, each in enumerate(table["columns"])}
        return {
            f"column.{field}@{table['layout']}": now.get(field, NONE)
            for field, _about in table["fields"]
            if field in table["told"] or now.get(field) != was.get(field)
        }


def _label(table: dict[str, Any], word: str, header: str) -> str:
    name = header or _("Column %s, without a header") % word.lstrip("#")
    return f"{table['table']}: {name}" if table["table"] else name


def _example(example: str) -> str:
    return "" if example in ("", NOT_SHOWN) else _("First cell: %s") % example


def correct(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Put right which column means what; the file is read again so, and files with the same headers after it."""
    page = exhibit_queries.exhibit(request.access, reference, number)
    last, tables = _last(page)
    row = visible_to(request.access, Exhibit).filter(case=request.case, pk=number).first()
    if row is None:
        raise Http404
    refused = [page.exhibit.gone] if page.exhibit.gone else [] if last else [NO_TABLE]
    form = ColumnsForm(request.POST if request.method == "POST" else None, tables=tables)
    if request.method == "POST" and last and not refused and form.is_valid():
        try:
            readings.ask(exhibit=row, kind=last.kind, answers=form.answers(last.answers), by=request.user)
            return done(request, _("The file waits to be read with the columns as you said."), "exhibit", reference, number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = around(
        request, {"reference": page.reference, "title": page.title}, "exhibits", form=form, button=_("Read it so"), refused=refused,
        heading=_("What the columns of %(exhibit)s mean") % {"exhibit": page.exhibit.reference},
        intro="" if refused else INTRO,
        cancel_url=reverse("exhibit", args=[reference, number]),
    )  # fmt: skip
    return render(request, "staff/case_form.html", context)


def can_be_put_right(line: ReadingLine) -> bool:
    """Whether the page of the columns offers anything for that reading."""
    tables = layouts.tables(line.report)
    return bool(tables) and sum(len(table["columns"]) for table in tables) <= MOST_ON_A_FORM


def _last(page: ExhibitPage) -> tuple[ReadingLine | None, list[dict[str, Any]]]:
    """The latest reading that can be put right, and its tables."""
    last = next((line for line in page.readings if can_be_put_right(line)), None)
    return last, layouts.tables(last.report) if last else []
