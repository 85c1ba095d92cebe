"""The pages beside the cases: what is due today, a new matter, the search."""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodiet.casework import actions, queries
from custodiet.casework.access import Refused
from custodiet.casework.actions.intake import open_case
from custodiet.casework.actions.people import NewPerson, add_person
from custodiet.casework.models import Case, Part, Role, random
from custodiet.casework.pages import CaseLine
from custodiet.law.matter import Duty
from custodiet.law.position import NotOpen
from custodiet.law.steps import Step
from custodiet.law.steps.opening import AllegationMade, CameToAttention, ComplaintMade, SubjectIdentified
from custodiet.law.vocabulary import Capacity, HowFound, MatterKind, Office, Rank
from custodiet.publication.names import PersonTitle
from custodiet.web.clocks import clock
from custodiet.web.context import force_name, today
from custodiet.web.purpose import keep_purpose
from custodiet.web.staff.forms import NewMatterForm, SearchForm
from custodiet.web.staff.imports import waiting
from custodiet.web.staff.options import step_url
from custodiet.web.staff.printed import upper

FIRST_OFFICER, FIRST_ALLEGATION = "officer-1", "allegation-1"


OWN_ROOM = {Role.OFFICER: "own-matters", Role.REPRESENTATIVE: "own-matters", Role.PANEL: "seats"}
"""Where those begin whose job has no cases."""


def worklist(request: HttpRequest) -> HttpResponse:
    """What is due today: duties of the reader's offices first, each the most overdue first."""
    if elsewhere := OWN_ROOM.get(Role(request.user.role)):
        return redirect(elsewhere)
    day = today()
    found = queries.worklist(request.access, day)
    due = sorted(
        ((duty, line, duty in line.mine) for line in found.cases for duty in line.duties),
        key=lambda each: (each[0].due, each[1].reference),
    )
    late = sum(duty.overdue(day) for duty, _line, _mine in due)
    context = {
        "counts": ngettext("%d duty is overdue", "%d duties are overdue", late) % late if late else "",
        "head": [_("What is due"), _("Owner"), _("Case"), _("Last day")],
        "mine": [_due_row(duty, line, day) for duty, line, mine in due if mine],
        "others": [_due_row(duty, line, day) for duty, line, mine in due if not mine],
        "task_head": [_("Task"), _("Case"), _("By")],
        "tasks": [
            [
                {"text": task.what, "header": True},
                {"text": task.reference, "url": reverse("case", args=[task.reference])},
                {"clock": clock(task.due, day)},
            ]
            for task in found.tasks
        ],
        "case_head": case_head(),
        "cases": [case_row(line) for line in found.cases],
        "waiting": waiting(request),
    }
    return render(request, "staff/worklist.html", context)


def _due_row(duty: Duty, line: CaseLine, day: date) -> list[Any]:
    meets = line.met_by.get(duty.key)
    form = step_url(meets, line.reference) if meets else ""
    return [
        {"text": upper(duty.what), "url": form, "note": duty.under.text, "header": True},
        {"text": duty.owed_by.capitalised},
        {"text": line.reference, "url": reverse("case", args=[line.reference]), "note": line.title},
        {"clock": clock(duty.due, day)},
    ]


def case_head() -> list[str]:
    """The heads of a list of cases."""
    return [_("Case"), _("What it is"), _("Stage"), _("Next due")]


def case_row(line: CaseLine) -> list[Any]:
    """One case in a list."""
    return [
        {"text": line.reference, "url": reverse("case", args=[line.reference]), "header": True},
        {"text": line.title, "note": line.kind},
        {"text": line.stage},
        {"clock": clock(line.next_due_on, today())},
    ]


def search(request: HttpRequest) -> HttpResponse:
    """Search the cases in sight. It is asked by POST, so that no name stands in an address or in a log of addresses."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "head": case_head()}
    if form.is_valid():
        context |= {"asked": True, "rows": [case_row(line) for line in queries.search(request.access, form.cleaned_data["words"])]}
    return render(request, "staff/search.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """A new complaint or conduct matter, with the person complained of, the allegation and the safe contact."""
    first = {"token": random.token(), "on": today()}
    form = NewMatterForm(request.POST if request.method == "POST" else None, initial=first, today=today())
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                case = _opened(request, form.cleaned_data, form.safe_contact())
        except (NotOpen, Refused) as refusal:
            form.add_error(None, str(refusal))
        else:
            keep_purpose(request, case.reference, _("Intake"))
            return redirect("case", case.reference)
    context = {
        "heading": _("New matter"),
        "intro": _("What is not known may stay empty; the case will ask for it."),
        "form": form,
        "button": _("Open the case"),
        "cancel_url": reverse("worklist"),
    }
    return render(request, "staff/form.html", context)


def _opened(request: HttpRequest, given: dict[str, Any], contact: dict[str, Any]) -> Case:
    """The case with all that the form says; sent twice, the form opens one case."""
    kind, found = MatterKind(given["kind"]), HowFound(given["found"])
    complaint = kind is MatterKind.COMPLAINT
    first = ComplaintMade(on=given["on"], found=found) if complaint else CameToAttention(on=given["on"], kind=kind, found=found)
    person = None
    if given["person_name"]:
        title = PersonTitle(given["person_title"])
        person = NewPerson(name=given["person_name"], title=title, vulnerability=given["vulnerability"])
    office = Office.COMPLAINANT if complaint else Office.RECORDER
    case = open_case(
        kind=kind, step=first, by=request.user, office=office, today=today(), token=given["token"], title=given["title"],
        complainant=person if complaint else None, safe_contact=contact if complaint else None, purpose=_("Intake"),
    )  # fmt: skip
    if case.version > 1 or (not complaint and case.involvements.exists()):
        return case  # the form was sent before, and all of it is on record
    if person and not complaint:
        add_person(
            case=case, person=NewPerson(**{**_fields(person), "contact": contact}), role=Part.VICTIM, key="victim-1", by=request.user
        )
    _complained_of(request, case, given)
    return case


def _complained_of(request: HttpRequest, case: Case, given: dict[str, Any]) -> None:
    if not given["officer_name"]:
        return
    rank, capacity = Rank(given["rank"]), Capacity(given["capacity"])
    steps: list[Step] = [SubjectIdentified(on=given["on"], about=FIRST_OFFICER, capacity=capacity, rank=rank)]
    if given["conduct"]:
        made = AllegationMade(
            on=given["on"], about=FIRST_ALLEGATION, officer=FIRST_OFFICER, conduct=given["conduct"], category=given["category"],
            from_day=given["from_day"], serious_corruption=given["serious_corruption"],
        )  # fmt: skip
        steps.append(made)
    for number, step in enumerate(steps):
        actions.take_step(
            case=case, step=step, by=request.user, office=Office.RECORDER, today=today(), token=f"{given['token']}-{number}",
            version=None, purpose=_("Intake"),
        )  # fmt: skip
    officer = {"rank": rank.value, "capacity": capacity.value, "collar_number": given["collar_number"], "force": force_name()}
    person = NewPerson(name=given["officer_name"], officer=officer)
    add_person(case=case, person=person, role=Part.OFFICER, key=FIRST_OFFICER, by=request.user)


def _fields(person: NewPerson) -> dict[str, Any]:
    return {name: getattr(person, name) for name in ("name", "title", "born_on", "vulnerability", "officer")}
