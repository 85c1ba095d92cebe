"""Taking a step, and correcting one: the form, the law's answer, and the page for a form that has gone stale."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import actions, recheck
from custodiet.casework.access import Refused, visible_to
from custodiet.casework.actions import recall
from custodiet.casework.actions.people import NewPerson, add_person
from custodiet.casework.jobs import Permission
from custodiet.casework.models import CaseStep, Involvement, Part, random
from custodiet.law.matter import Option
from custodiet.law.position import NotOpen
from custodiet.law.steps import BY_NAME, Step
from custodiet.law.steps.outcome import Imposed
from custodiet.law.vocabulary import Office
from custodiet.web.context import force_name, today
from custodiet.web.staff import outcome_form
from custodiet.web.staff.case import done
from custodiet.web.staff.frame import Frame, frame
from custodiet.web.staff.options import offices_in_words
from custodiet.web.staff.step_form import StepForm, initial_of, initial_value, next_key, step_form


def step(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """The form of one kind of step; sent, it takes the step or says why not."""
    if kind not in BY_NAME:
        raise Http404
    chosen, seen = BY_NAME[kind], frame(request)
    about, value = request.GET.get("about", ""), request.GET.get("value", "")
    option = _option(seen, chosen, about, value)
    if decides := _decided_by_others(seen, chosen):
        return render(request, "staff/step.html", _context(seen, None, chosen.title(), "", option=option, decides=decides))
    key = _key_before(request, kind) or _key_of_struck(request, seen, chosen) or next_key(chosen, seen.history, seen.seen.aliases)
    base = _base(seen, chosen, about)
    made = step_form(chosen, names=seen.names, offices=_offices(seen, chosen), today=today(), new_key=key, person=bool(key), base=base)
    first = {
        **({"about": about} if about else {}),
        "on": today(),
        "token": random.token(),
        "version": seen.seen.version,
        **initial_value(chosen, value),
    }
    form = made(request.POST if request.method == "POST" else None, initial=first)
    found: dict[str, Any] = {"option": option, "not_open": _not_open(option, chosen) if option is not None and not option else None}
    if chosen is Imposed:
        outcome_form.only_open(form, seen, about)
        found["outcome"] = outcome_form.beside(seen, about, reference)
    if request.method == "POST" and form.is_valid() and (taken := form.step()):
        answer = _take(seen, form, taken)
        if isinstance(answer, HttpResponse):
            return answer
        found["refusal"] = answer
    return render(request, "staff/step.html", _context(seen, form, chosen.title(), _("Record this step"), **found))


def _base(seen: Frame, kind: type[Step], about: str) -> type[StepForm]:
    """What the form of that kind is built on: that of an outcome goes through its stages."""
    return outcome_form.form_base(seen, about) if kind is Imposed else StepForm


def _key_before(request: HttpRequest, kind: str) -> str:
    """The key that this very form gave when it was sent before: a double click names nobody twice."""
    token = request.POST.get("token", "")
    if not token.isprintable():
        return ""
    mine = visible_to(request.access, CaseStep).filter(case=request.case, kind=kind, token=token, recorded_by=request.user)
    return mine.values_list("about", flat=True).first() or ""


def _key_of_struck(request: HttpRequest, seen: Frame, kind: type[Step]) -> str:
    """The key of the officer of that number whom an entry named that was struck out since; named again, they keep it."""
    number = request.POST.get("collar_number", "").strip()
    if not getattr(kind, "names_officer", False) or not number.isprintable():
        return ""
    here = visible_to(request.access, Involvement).filter(case=request.case, role=Part.OFFICER.value)
    named = here.exclude(key__in=seen.history.officers).filter(person__officer__collar_number=number, person__officer__force=force_name())
    return named.values_list("key", flat=True).first() or ""


def correct(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Strike out a step with a reason, and put another in its place unless it is only to be struck."""
    seen = frame(request)
    line = next((line for line in seen.correctable() if line.seq == number and line.stands), None)
    if line is None or line.step is None:
        raise Http404
    old = line.step
    kind = type(old)
    base = _base(seen, kind, old.about or "")
    made = step_form(kind, names=seen.names, offices=_offices(seen, kind), today=today(), new_key=_own_key(old), correcting=True, base=base)
    first = {**initial_of(old), "office": line.office.lower(), "token": random.token(), "version": seen.seen.version}
    form = made(request.POST if request.method == "POST" else None, initial=first)
    found: dict[str, Any] = {"struck": {"what": old.title(), "on": old.on}}
    if request.method == "POST" and form.is_valid():
        only = form.cleaned_data["replace"] == "strike"
        taken = None if only else form.step()
        if only or taken:
            answer = _take(seen, form, taken, line.pk)
            if isinstance(answer, HttpResponse):
                return answer
            found["refusal"] = answer
    heading = _("Correct: %s") % old.title()
    return render(request, "staff/step.html", _context(seen, form, heading, _("Record the correction"), **found))


def _take(seen: Frame, form: StepForm, taken: Step | None, strikes: int | None = None) -> HttpResponse | dict[str, Any]:
    """Take the step: the next page, or the reason why not."""
    given = form.cleaned_data
    try:
        with transaction.atomic():
            row = actions.take_step(
                case=seen.request.case,
                step=taken,
                by=seen.request.user,
                office=Office(given["office"]),
                today=today(),
                token=given["token"],
                version=given["version"],
                strikes=CaseStep.objects.get(pk=strikes) if strikes else None,
                why=given.get("correction", ""),
                purpose=seen.request.access.purpose,
            )
            if form.names_person and taken:
                _put_on_record(seen, form, taken)
    except actions.Stale as stale:
        return _stale(seen, form, stale)
    except NotOpen as refusal:
        return {"reason": refusal.reason, "under": refusal.under}
    except Refused as refusal:
        return {"reason": str(refusal), "under": None}
    what = taken.title() if taken else _("The entry was struck out")
    return done(seen.request, " ".join([_("Recorded: %s.") % what, *_recalled(row)]), "case", seen.reference)


def _recalled(row: CaseStep) -> Iterator[str]:
    """What the step took off the public site, and whether it is gone."""
    taken = recall.of_step(row)
    if taken:
        states = (_("gone") if recheck.gone(paper, today()) else _("still there") for paper in taken)
        papers = "; ".join(f"{recall.address_of(paper)} ({state})" for paper, state in zip(taken, states, strict=True))
        yield _("Taken off the public site at once: %(papers)s. Whoever published it finds a task.") % {"papers": papers}


def _put_on_record(seen: Frame, form: StepForm, taken: Step) -> None:
    """The person complained of comes into the records together with the step that names them."""
    officer = {
        "rank": taken.rank.value,  # type: ignore[attr-defined]
        "capacity": taken.capacity.value,  # type: ignore[attr-defined]
        "collar_number": form.cleaned_data["collar_number"],
        "force": force_name(),
    }
    person = NewPerson(name=form.cleaned_data["person_name"], officer=officer)
    add_person(case=seen.request.case, person=person, role=Part.OFFICER, key=str(taken.about), by=seen.request.user)


def _stale(seen: Frame, form: StepForm, stale: actions.Stale) -> HttpResponse:
    """What was recorded meanwhile, for whoever reads the record; `version` comes with the form, and 0 would tell all of it."""
    version, reads = form.cleaned_data["version"], Permission.RECORD in seen.seen.may
    changes = [
        {"at": line.recorded_at, "by": line.recorded_by, "what": line.title}
        for line in frame(seen.request).seen.steps
        if reads and line.seq > version
    ]
    url = reverse("case", args=[seen.reference])
    context = {"changes": changes, "kept": form.written(), "url": url, "paragraphs": [str(stale)] if reads and not changes else []}
    return render(seen.request, "409.html", context, status=409)


def _lawful(seen: Frame, kind: type[Step]) -> list[Office]:
    """The offices that the law knows for this step."""
    return list(dict.fromkeys(office for option in seen.position.options if option.step is kind for office in option.by))


def _offices(seen: Frame, kind: type[Step]) -> list[Office]:
    """The reader's offices that the law knows for this step; all of the reader's where it knows none."""
    lawful = _lawful(seen, kind)
    return [office for office in seen.seen.offices if office in lawful] or list(seen.seen.offices)


def _decided_by_others(seen: Frame, kind: type[Step]) -> str:
    """Who decides a step that none of the reader's offices may take, so that nobody fills in a form in vain."""
    lawful = _lawful(seen, kind)
    return "" if not lawful or set(lawful) & set(seen.seen.offices) else offices_in_words(lawful)


def _option(seen: Frame, kind: type[Step], about: str, value: str) -> Option | None:
    found = [o for o in seen.position.options if o.step is kind and about in ("", o.about or "") and value in ("", o.value or "")]
    return next((o for o in found if o), next(iter(found), None))


def _not_open(option: Option, kind: type[Step]) -> dict[str, Any]:
    return {"title": kind.title(), "reason": option.refused, "citation": option.under, "by": offices_in_words(option.by)}


def _own_key(old: Step) -> str:
    named = getattr(old, "names_officer", False) or getattr(old, "names_allegation", False)
    return old.about or "" if named else ""


def _context(seen: Frame, form: StepForm | None, heading: str, button: str, **more: Any) -> dict[str, Any]:
    cancel = reverse("case", args=[seen.reference])
    return seen.page("step", heading=heading, form=form, button=button, cancel_url=cancel, **more)
