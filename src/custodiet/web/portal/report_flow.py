"""The order of the pages for each way in, and where somebody stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from custodiet.casework.actions.report_door import DOOR
from custodiet.casework.models import ReportWay
from custodiet.web.portal import report_forms as forms
from custodiet.web.portal.report_help import HelpForm

PERSON, OTHER, COLLEAGUE, PARTNER, OFFICER = ReportWay
ALL = frozenset(ReportWay)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the word of its address, its form, and the ways in that ask it."""

    name: str
    form: type[forms.PageForm]
    ways: frozenset[ReportWay] = ALL


PAGES = (
    Page("who", forms.WhoForm),
    Page("taken", forms.TakenForm, frozenset({OFFICER})),
    Page("them", forms.ThemForm, frozenset({OTHER, PARTNER, OFFICER})),
    Page("what", forms.WhatForm),
    Page("when", forms.WhenForm),
    Page("person", forms.PersonForm),
    Page("files", forms.FilesForm),
    Page("want", forms.WantForm, frozenset({PERSON, OTHER, PARTNER})),
    Page("name", forms.NameForm, frozenset({PERSON, OTHER, COLLEAGUE, PARTNER})),
    Page("reach", forms.ReachForm),
    Page("careful", forms.CarefulForm),
    Page("help", HelpForm, frozenset({PERSON, OTHER, COLLEAGUE})),
)
BY_NAME = {page.name: page for page in PAGES}


def pages_of(answers: Mapping[str, Any]) -> list[Page]:
    """The pages that are asked of whoever tells it this way; who is not to be reached is not asked how to be careful."""
    way = ReportWay(answers["who"]["way"]) if "who" in answers else PERSON
    left = {"careful"} if "reach" in answers and not answers["reach"].get("ways") else set()
    left |= {"who"} if DOOR in answers else set()  # whoever is signed in said so by beginning it
    return [page for page in PAGES if way in page.ways and page.name not in left]


def after(name: str, answers: Mapping[str, Any]) -> str:
    """The page that follows; "check" after the last."""
    names = [page.name for page in pages_of(answers)]
    at = names.index(name) if name in names else -1
    return names[at + 1] if at + 1 < len(names) else "check"


def before(name: str, answers: Mapping[str, Any]) -> str:
    """The page before; "" before the first."""
    names = [page.name for page in pages_of(answers)]
    at = names.index(name) if name in names else 0
    return names[at - 1] if at else ""


def waits(answers: Mapping[str, Any]) -> str:
    """The first page that was not sent yet; "check" where all were."""
    return next((page.name for page in pages_of(answers) if page.name not in answers), "check")


def lacks(answers: Mapping[str, Any]) -> str:
    """The page without which nothing can be sent, where it is empty; "" else."""
    return next((name for name in ("who", "what") if name not in answers), "")


def summary(answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What was said, page by page, in the words of the questions."""
    found = []
    for page in pages_of(answers):
        said = answers.get(page.name, {})
        form = page.form(initial=said)
        lines = [line for name, field in form.fields.items() if (line := _line(field, said.get(name)))]
        heading = page.form.heading or (form.fields[form.page_heading].label if form.page_heading else "")
        found.append({"name": page.name, "heading": heading, "lines": lines, "asked": page.name in answers})
    return found


def _line(field: Any, value: Any) -> dict[str, Any] | None:
    if value in (None, "", [], False):
        return None
    choices = dict(getattr(field, "choices", ()) or ())
    if isinstance(value, list):
        words = ", ".join(str(choices.get(each, each)) for each in value)
    else:
        words = "" if value is True else str(choices.get(value, value))
    return {"label": field.label, "words": words}
