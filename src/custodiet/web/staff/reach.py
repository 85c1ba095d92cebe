"""Reaching the people a case is for: who they are, what their page says, messages both ways, ways in, the outbox."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import neutral, promises, reach_queries, standing
from custodiet.casework.access import Refused, visible_to
from custodiet.casework.actions import outgoing, people, portal_evidence, portal_keys, portal_talk, reports
from custodiet.casework.actions.promises import answer_meeting
from custodiet.casework.models import Asked, MeetingAnswer, Neutral, Outgoing, PortalKey, PortalRequest, Worded
from custodiet.casework.reach_queries import ReachPage
from custodiet.law.steps import Step
from custodiet.law.steps.people import ApologyAskedFor, ReviewApplied
from custodiet.web.context import today
from custodiet.web.portal import mine_words
from custodiet.web.staff import follow_words
from custodiet.web.staff.case import done
from custodiet.web.staff.forms import WAYS
from custodiet.web.staff.frame import frame
from custodiet.web.staff.reach_forms import ContactForm, LookOverForm, MeetingForm, MessageForm, SettleForm, WayInForm
from custodiet.web.templatetags.house import british, moment

STEPS: dict[Asked, type[Step]] = {Asked.REVIEW: ReviewApplied, Asked.APOLOGY: ApologyAskedFor}
DETAILS = {
    "phone": gettext_lazy("Telephone"),
    "email": gettext_lazy("E-mail"),
    "post": gettext_lazy("Post"),
    "best_times": gettext_lazy("Safe times"),
    "companion": gettext_lazy("Comes with"),
}


def reach(request: HttpRequest, reference: str) -> HttpResponse:
    """The people, how each may be reached, and what waits."""
    rows = [
        [
            {"text": line.alias, "url": reverse("reach-person", args=[reference, line.key]), "header": True, "note": line.role},
            ", ".join(way.value for way in line.ways) or _("No way is safe, or the answer is too old: ask"),
            _("Has a way in") if line.open_key else _("No way in yet"),
            {"text": _("%d asked for") % line.waiting if line.waiting else "", "tag": _("Answer") if line.unanswered else ""},
        ]
        for line in reach_queries.reach(request.access, reference, today())
    ]
    form = MeetingForm(request.POST, prefix=f"meet-{request.POST.get('number', '')}") if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            return _answered(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    columns = [_("Person"), _("Safe ways"), _("Way in"), _("Waiting")]
    context = frame(request).page("reach", columns=columns, rows=rows, form=form, **_questions(request, form))
    return render(request, "staff/reach.html", context)


def _questions(request: HttpRequest, form: MeetingForm | None) -> dict[str, Any]:
    """Each move, return and restriction that nobody has answered for yet, with its form; and the answers there are."""
    sent = request.POST.get("number", "")
    aliases = dict(request.case.involvements.values_list("key", "alias"))
    found = [
        {
            "number": row.seq, "on": step.on, "what": type(step).title(), "who": aliases.get(step.about or "", ""),
            "form": form if form is not None and sent == str(row.seq) else MeetingForm(prefix=f"meet-{row.seq}"),
        }
        for row, step in promises.questions(standing.standing(request.case))
    ]  # fmt: skip
    answers = visible_to(request.access, MeetingAnswer).filter(case=request.case).select_related("by").order_by("-pk")
    apart = [follow_words.apart(each, request.case.reference) for each in reach_queries.apart(request.access, request.case, today())]
    head = [_("Who"), _("Can they meet?"), _("Why")]
    return {"questions": found if reach_queries.people_of(request.case) else [], "answered": answers, "apart": apart, "apart_head": head}


def _answered(request: HttpRequest, form: MeetingForm) -> HttpResponse:
    given, number = form.cleaned_data, request.POST.get("number", "")
    row = int(number) if number.isdecimal() and len(number) < 9 else 0
    answer_meeting(case=request.case, number=row, can_meet=given["can_meet"], what=given["what"], by=request.user)
    return done(request, _("The answer is on record."), "reach", request.case.reference)


def person(request: HttpRequest, reference: str, whom: str) -> HttpResponse:
    """One of them, with every form; the button that was pressed says which."""
    seen = reach_queries.person(request.access, reference, whom, today())
    forms = _forms(request, seen)
    if request.method == "POST":
        act = ACTS.get(request.POST.get("do", ""))
        if act is None:
            raise Http404
        name = request.POST["do"]
        if name not in forms or forms[name].is_valid():
            try:
                return act(request, seen, forms.get(name))
            except Refused as refusal:
                if name not in forms:
                    return done(request, str(refusal), "reach-person", reference, whom)
                forms[name].add_error(None, str(refusal))
    return _page(request, seen, forms)


def _forms(request: HttpRequest, seen: ReachPage) -> dict[str, Any]:
    does = request.POST.get("do", "") if request.method == "POST" else ""
    data = {name: request.POST if does == name else None for name in ("message", "way-in", "look-over", "contact")}
    found: dict[str, Any] = {
        "message": MessageForm(data["message"], prefix="message"),
        "way-in": WayInForm(data["way-in"], safe=seen.safe, prefix="way"),
        "look-over": LookOverForm(data["look-over"], prefix="words"),
        "contact": ContactForm(data["contact"], contact=getattr(seen.involvement.person, "safe_contact", None), prefix="contact"),
    }
    if does == "settle":
        found["settle"] = SettleForm(request.POST, prefix=f"settle-{request.POST.get('number', '')}")
    return found


def _page(request: HttpRequest, seen: ReachPage, forms: dict[str, Any]) -> HttpResponse:
    wrong = next((form for form in forms.values() if form.errors), None)
    number = request.POST.get("number", "") if "settle" in forms else ""
    waiting: list[dict[str, Any]] = [
        {
            "row": each, "step_url": _step_url(request, each), "details": _details(each.details),
            "files": [{"aside": file.set_aside, **reports.seen_of(file)} for file in portal_evidence.waiting(each)],
            "form": SettleForm(prefix=f"settle-{each.pk}"),
        }
        for each in seen.shown.requests
        if not hasattr(each, "answer")
    ]  # fmt: skip
    for each in waiting:
        if "settle" in forms and str(each["row"].pk) == number:
            each["form"] = forms["settle"]
    context = frame(request).page(
        "reach", who=seen.involvement, shown=seen.shown, where=mine_words.where(seen.shown), waiting=waiting,
        promises=[said for each in seen.shown.promises if (said := mine_words.promise(each))],
        safe=[{"key": way.capitalised, "value": why or _("Safe")} for way, why in seen.unsafe],
        keys=[_key_row(each) for each in seen.keys], sent=seen.sent,
        message=forms["message"], way_in=forms["way-in"], look_over=forms["look-over"], contact=forms["contact"], form=wrong,
        back=reverse("reach", args=[request.case.reference]),
    )  # fmt: skip
    return render(request, "staff/reach_person.html", context)


def _step_url(request: HttpRequest, asked: PortalRequest) -> str:
    """Where what was asked for is recorded as a step of the law, if it is one."""
    kind = STEPS.get(Asked[asked.kind])
    return reverse("step", args=[request.case.reference, kind.__name__]) if kind else ""


def _details(details: dict[str, Any]) -> list[str]:
    """What was asked for beside the words: each way that is safe now, each number and address."""
    ways = [str(words) for name, words in WAYS if details.get(name)]
    rest = [f"{label}: {details[name]}" for name, label in DETAILS.items() if details.get(name)]
    return [*ways, *rest]


def _key_row(key: PortalKey) -> dict[str, Any]:
    used = moment(key.used_at) if key.used_at else _("never used")
    state = _("ended %s") % moment(key.revoked_at) if key.revoked_at else _("until %s") % british(key.expires_at.date())
    words = _("%(state)s; last used: %(used)s; wrong codes: %(wrong)d") % {"state": state, "used": used, "wrong": key.failures}
    return {"pk": key.pk, "given": moment(key.recorded_at), "words": words, "open": key.revoked_at is None}


def _back(request: HttpRequest, seen: ReachPage, words: str) -> HttpResponse:
    return done(request, words, "reach-person", request.case.reference, seen.involvement.key)


def _message(request: HttpRequest, seen: ReachPage, form: Any) -> HttpResponse:
    given, who = form.cleaned_data, seen.involvement
    portal_talk.answer(case=who.case, person=who.person, text=given["text"], by=request.user, token=given["token"], today=today())
    return _back(request, seen, _("The message stands on the page. Whether word of it could go out safely stands under “What went out”."))


def _way_in(request: HttpRequest, seen: ReachPage, form: Any) -> HttpResponse:
    given = portal_keys.give(involvement=seen.involvement, by=request.user, **form.ways())
    context = frame(request).page(
        "reach", given=given, address=neutral.page_address(), who=seen.involvement,
        back=reverse("reach-person", args=[request.case.reference, seen.involvement.key]),
    )  # fmt: skip
    return render(request, "staff/way_in.html", context)


def _revoke(request: HttpRequest, seen: ReachPage, _form: Any) -> HttpResponse:
    portal_keys.revoke(key=_row(request, PortalKey, seen, "involvement__person"), by=request.user)
    return _back(request, seen, _("The way in is ended, with every visit on it."))


def _settle(request: HttpRequest, seen: ReachPage, form: Any) -> HttpResponse:
    asked = _row(request, PortalRequest, seen, "person")
    portal_talk.settle(request=asked, words=form.cleaned_data["words"], by=request.user)
    return _back(request, seen, _("The answer stands on the page. Record the step of the law, if this is one."))


def _look_over(request: HttpRequest, seen: ReachPage, form: Any) -> HttpResponse:
    given, who = form.cleaned_data, seen.involvement
    kind = Worded[given["kind"]]
    portal_talk.look_over(case=who.case, person=who.person, kind=kind, text=given["text"], by=request.user, today=today())
    return _back(request, seen, _("The words stand on the page from now on."))


def _posted(request: HttpRequest, seen: ReachPage, _form: Any) -> HttpResponse:
    outgoing.posted(message=_row(request, Outgoing, seen, "person"), by=request.user)
    return _back(request, seen, _("The letter is on record as posted."))


def _row(request: HttpRequest, model: Any, seen: ReachPage, path: str) -> Any:
    """The row of that number, of this person and this case."""
    number = request.POST.get("number", "")
    rows = visible_to(request.access, model).filter(**{path: seen.involvement.person})
    case = {"involvement__case" if model is PortalKey else "case": seen.involvement.case}
    found = rows.filter(pk=number, **case).first() if number.isdecimal() and len(number) < 19 else None
    if found is None:
        raise Http404
    return found


def _contact(request: HttpRequest, seen: ReachPage, form: Any) -> HttpResponse:
    who = seen.involvement
    people.set_contact(case=who.case, person=who.person, by=request.user, asked_on=today(), **form.safe_contact())
    return _back(request, seen, _("What the person said is on record as asked today."))


def _adopt(request: HttpRequest, seen: ReachPage, _form: Any) -> HttpResponse:
    made = portal_evidence.adopt(request=_row(request, PortalRequest, seen, "person"), by=request.user)
    return _back(request, seen, _("Taken in as exhibits: %s.") % (", ".join(each.reference for each in made) or _("none")))


ACTS: dict[str, Callable[[HttpRequest, ReachPage, Any], HttpResponse]] = {
    "message": _message,
    "way-in": _way_in,
    "revoke": _revoke,
    "settle": _settle,
    "look-over": _look_over,
    "posted": _posted,
    "adopt": _adopt,
    "contact": _contact,
}


def letter(request: HttpRequest, reference: str, whom: str, number: int) -> HttpResponse:
    """A letter to be posted by hand, to print: neutral words, and the address for the envelope apart."""
    row, secret, address = reach_queries.letter(request.access, reference, whom, number)
    context = {"composed": neutral.compose(Neutral[row.template], secret), "address": address, "number": row.pk}
    back = reverse("reach-person", args=[reference, whom])
    return render(request, "staff/letter.html", frame(request).page("reach", back=back, **context))
