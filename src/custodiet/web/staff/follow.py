"""Follow-up: of one case, across the force, the register of warnings by officer and day, and the areas that are somebody's own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import follow_queries, kept_apart, reach_queries, service_queries
from custodiet.casework.access import NotThere, Refused, visible_to
from custodiet.casework.actions import follow as verbs
from custodiet.casework.follow_pages import Followed, FollowPage
from custodiet.casework.jobs import Permission
from custodiet.casework.models import AreaFrom, CaseStep, Learning, MeetingArea, Taught
from custodiet.web.clocks import clock
from custodiet.web.context import today
from custodiet.web.staff import follow_words, printed, warning_words
from custodiet.web.staff.case import done
from custodiet.web.staff.follow_forms import AreaForm, LearningForm, ProofForm, RegisterForm
from custodiet.web.staff.frame import Frame, frame


def across(request: HttpRequest) -> HttpResponse:
    """Everything that is owed in follow-up, with its owner; what is late, and what has no proof, in red."""
    rows = [line(each) for each in follow_queries.across(request.access, today())]
    return render(request, "staff/follow_across.html", {"columns": columns(), "rows": rows})


def columns() -> list[str]:
    """The heads of a table of what is owed in follow-up."""
    return [_("What is owed"), _("Case"), _("Last day"), _("Who has to do it")]


def line(each: Followed, opens: bool = True) -> list[Any]:
    """One thing that is owed, as components/table.html takes it; without the way to the case for whoever opens none."""
    owner, decider = each.owner or _("nobody"), each.decider or _("nobody")
    both = each.late(today()) and owner != decider
    with_whom = _("%(owner)s, and %(decider)s who decides") % {"owner": owner, "decider": decider} if both else owner
    state = {"tag": _("No proof"), "colour": "red"} if each.unproved and each.late(today()) else {}
    return [
        {"text": printed.upper(each.what), "header": True, "note": " · ".join(filter(None, [each.whom, each.under]))},
        {"text": each.reference, "url": reverse("follow", args=[each.reference]), "note": each.title}
        if opens
        else {"text": each.reference},
        {"clock": clock(each.due, today()), **state},
        {"text": with_whom},
    ]


def register(request: HttpRequest) -> HttpResponse:
    """Whether a warning of an officer was in force on a day."""
    form = RegisterForm(request.POST if request.method == "POST" else None, initial={"day": today()})
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        found = service_queries.register(request.access, form.cleaned_data["number"], form.cleaned_data["day"], today())
        context |= {"asked": True, "head": warning_words.READ_HEAD, "rows": [warning_words.read(each) for each in found]}
    return render(request, "staff/warnings.html", context)


def follow(request: HttpRequest, reference: str) -> HttpResponse:
    """The follow-up of one case, with the forms for proof and for learning; the button that was pressed says which."""
    seen, page = frame(request), follow_queries.follow(request.access, reference, today())
    does = request.POST.get("do", "") if request.method == "POST" else ""
    targets = dict(_targets(page))
    forms = {
        "prove": ProofForm(request.POST if does == "prove" else None, choices=list(targets.items()), today=today(), prefix="proof"),
        "learn": LearningForm(request.POST if does == "learn" else None, officers=_officers(page), prefix="learning"),
    }
    if does in forms and forms[does].is_valid():
        given = forms[does].cleaned_data
        try:
            words = _proved(request, given) if does == "prove" else _recommended(request, given)
            return done(request, words, "follow", reference)
        except Refused as refusal:
            forms[does].add_error(None, str(refusal))
    return render(request, "staff/follow.html", _context(seen, page, forms, bool(targets)))


def _context(seen: Frame, page: FollowPage, forms: dict[str, Any], provable: bool) -> dict[str, Any]:
    may = Permission.TAKE_STEP in seen.seen.may
    return seen.page(
        "follow",
        officers=[follow_words.officer(seen, each, may) for each in page.officers],
        apart=[follow_words.apart(each, seen.reference) for each in page.apart],
        apart_head=[_("Who"), _("Can they meet?"), _("Why")],
        learning=[follow_words.learning(each, seen.names) for each in page.learning],
        learning_head=[_("What is recommended"), _("Last day"), _("Who sees to it")],
        prove=forms["prove"] if provable else None, learn=forms["learn"], form=next((form for form in forms.values() if form.errors), None),
        limit_url=reverse("step", args=[seen.reference, "DutiesRestricted"]) if may else "",
    )  # fmt: skip


def _officers(page: FollowPage) -> list[tuple[str, str]]:
    return [(each.key, each.alias) for each in page.officers]


def _targets(page: FollowPage) -> list[tuple[str, str]]:
    """What may be proved on this page: restrictions, results of re-vetting, and learning that is not done."""
    steps = [
        (f"s{each.seq}", _("The restriction: %s") % each.stands.made.restriction) for who in page.officers for each in who.restrictions
    ]
    steps += [(f"s{seq}", _("The re-vetting: %s") % step.result) for who in page.officers for seq, step, _proofs in who.revetted]
    return steps + [(f"l{each.pk}", _("The learning: %s") % each.what) for each in page.learning if not each.proofs.all()]


def _proved(request: HttpRequest, given: dict[str, Any]) -> str:
    of = _of(request, given["of"])
    rest = {name: given[name] for name in ("on", "supervisor", "words", "exhibit", "token")}
    verbs.prove(of=of, by=request.user, today=today(), **rest)
    return _("The proof is on record.")


def _of(request: HttpRequest, chosen: str) -> CaseStep | Learning:
    """The step or the recommendation that was chosen, of this case: the form offered nothing else."""
    if chosen.startswith("s"):
        return visible_to(request.access, CaseStep).get(case=request.case, seq=int(chosen[1:]))
    return visible_to(request.access, Learning).get(case=request.case, pk=int(chosen[1:]))


def _recommended(request: HttpRequest, given: dict[str, Any]) -> str:
    to = Taught.FORCE if given["to"] == Taught.FORCE.name else Taught.OFFICER
    rest = {name: given[name] for name in ("what", "recommended_by", "owner", "due", "token")}
    verbs.recommend(case=request.case, to=to, officer=given["to"], by=request.user, today=today(), **rest)
    return _("The recommendation is on record, with who sees to it.")


def areas(request: HttpRequest, reference: str, whom: str) -> HttpResponse:
    """The areas that are somebody's own: those that stand, and one more."""
    seen, page = frame(request), reach_queries.person(request.access, reference, whom, today())
    who = page.involvement
    form = AreaForm(request.POST if request.POST.get("do") == "add" else None)
    try:
        if request.POST.get("do") == "strike":
            verbs.strike_area(area=_area(request, who.person), by=request.user)
            return done(request, _("The area is taken back."), "areas", reference, whom)
        if request.POST.get("do") == "add" and form.is_valid():
            source = AreaFrom[form.cleaned_data["source"]]
            verbs.add_area(case=request.case, person=who.person, words=form.cleaned_data["words"], source=source, by=request.user)
            return done(request, _("The area is on record, sealed."), "areas", reference, whom)
    except Refused as refusal:
        form.add_error(None, str(refusal)) if form.is_bound else None
    context = seen.page(
        "reach", who=who, areas=kept_apart.areas_of(request.case, who.person), form=form,
        back=reverse("reach-person", args=[reference, whom]),
    )  # fmt: skip
    return render(request, "staff/areas.html", context)


def _area(request: HttpRequest, person: Any) -> MeetingArea:
    number = request.POST.get("number", "")
    rows = visible_to(request.access, MeetingArea).filter(case=request.case, person=person, strikes=None)
    found = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if found is None:
        raise NotThere
    return found
