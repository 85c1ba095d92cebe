"""A person's own page: the way in with link and code, the page, and what can be done from it. No address here holds anything of anybody.

Whatever is asked without a visit is answered with the form of the way in, the same bytes for every link there is or is not.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from custodiet.casework import mine as own
from custodiet.casework.access import Refused
from custodiet.casework.actions import portal_evidence, portal_keys, portal_talk
from custodiet.casework.actions.portal_keys import Visit
from custodiet.casework.models import Asked
from custodiet.web.context import today
from custodiet.web.languages import others
from custodiet.web.portal import mine_words
from custodiet.web.portal.mine_forms import HearingForm, MoreForm, ReachForm, WayInForm, WordsForm
from custodiet.web.portal.page import VISIT, portal, show

DONE = "?ok=1"
ASKS = {
    "review": Asked.REVIEW,
    "sorry": Asked.APOLOGY,
    "come": Asked.HEARING,
    "reach": Asked.CONTACT,
}
"""What can be asked for, by the last part of its address."""


def visited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for somebody who came in; whoever did not is asked for link and code, and what they had written is kept in that form."""

    @portal
    @wraps(view)
    def seen(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if visit := portal_keys.visit(request.COOKIES.get(VISIT, ""), timezone.now()):
            return view(request, visit, **kwargs)
        words = request.POST.get("words", "")
        first = {"kept": words[: portal_talk.LONGEST], "then": kwargs.get("what", "talk") if words else ""}
        return _way_in(request, WayInForm(initial=first), lost=bool(words), files=bool(request.FILES))

    return seen


def _way_in(request: HttpRequest, form: WayInForm, *, lost: bool = False, refused: bool = False, files: bool = False) -> HttpResponse:
    context = {"form": form, "lost": lost, "refused": refused, "files": files, "action": reverse("mine-enter")}
    if "link" not in form.initial:
        context["languages"] = others(request, "m/in/")  # the page says nothing of the address that was asked for
    return show(request, "portal/mine_way_in.html", context)


@portal
def link(request: HttpRequest, link: str) -> HttpResponse:
    """The link as it was given: asks for the code, and says nothing about whether there is such a link."""
    return _way_in(request, WayInForm(known=True, initial={"link": link[:100]}))


@portal
def enter(request: HttpRequest) -> HttpResponse:
    """Come in. Every refusal is the same page, and says what to do."""
    form = WayInForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _way_in(request, form, lost=bool(request.POST.get("kept")))
    given, now = form.cleaned_data, timezone.now()
    token = portal_keys.enter(link=given["link"], code=given["code"], address=request.META.get("REMOTE_ADDR", ""), now=now)
    if not token:
        first = {name: given[name] for name in ("link", "kept", "then")}  # nobody types a link twice for a slip in the code
        return _way_in(request, WayInForm(initial=first), lost=bool(given["kept"]), refused=True)
    visit = portal_keys.visit(token, now)
    kept = bool(given["kept"] and visit)
    answer = _again(request, visit, given) if kept and visit else HttpResponseRedirect(reverse("mine"))
    answer.set_cookie(VISIT, token, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict", path="/")
    return answer


def _again(request: HttpRequest, visit: Visit, given: dict[str, Any]) -> HttpResponse:
    """The form that the lost visit had interrupted, with the words that were in it."""
    if given["then"] in ASKS:
        return _ask_page(request, visit, given["then"], form_of(given["then"], None, given["kept"]))
    return _talk_page(request, visit, WordsForm(kept=given["kept"]))


@visited
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page itself."""
    seen, day = own.page(visit, today()), today()
    names = settings.POLICY.get("portal", {}).get("names") is True
    return show(request, "portal/mine.html", {
        "seen": seen,
        "where": mine_words.where(seen),
        "promises": [said for each in seen.promises if (said := mine_words.promise(each))],
        "worker": seen.worker if names else "",
        "outcome": mine_words.outcome(seen),
        "review": mine_words.review(seen.review, day) if seen.outcome_words or seen.review.last else "",
        "may_ask": seen.review.open or seen.review.late(day),
        "last": next((each for each in reversed(seen.messages) if each.by_id), None),
        "done": "ok" in request.GET,
    })  # fmt: skip


@visited
def talk(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Messages both ways."""
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            portal_talk.write(visit=visit, text=form.cleaned_data["words"], token=form.cleaned_data["token"], today=today())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(reverse("mine-talk") + DONE)
    return _talk_page(request, visit, form)


def _talk_page(request: HttpRequest, visit: Visit, form: WordsForm) -> HttpResponse:
    seen = own.page(visit, today())
    context = {"form": form, "seen": seen, "done": "ok" in request.GET, "back": reverse("mine")}
    return show(request, "portal/mine_talk.html", context)


@visited
def ask(request: HttpRequest, visit: Visit, what: str) -> HttpResponse:
    """Ask for a review, an apology, a place at the hearing, or another way to be reached."""
    if what not in ASKS:
        raise Http404
    form = form_of(what, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        details = form.wanted() if isinstance(form, ReachForm) else {"companion": given["companion"]} if "companion" in given else {}
        try:
            portal_talk.ask(visit=visit, kind=ASKS[what], words=given["words"], token=given["token"], today=today(), details=details)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(reverse("mine") + DONE)
    return _ask_page(request, visit, what, form)


@visited
def more(request: HttpRequest, visit: Visit) -> HttpResponse:
    """More evidence, into quarantine."""
    posted = request.method == "POST"
    form = MoreForm(request.POST if posted else None, files=request.FILES if posted else None, label=_("What do they show?"), optional=True)
    if posted and form.is_valid():
        given = form.cleaned_data
        files = [(file.file, file.name or "file") for file in given["files"]]
        try:
            portal_evidence.give(visit=visit, files=files, words=given["words"], token=given["token"], today=today())
        except Refused as refusal:
            form.add_error("files", str(refusal))
        else:
            return HttpResponseRedirect(reverse("mine") + DONE)
    context = {
        "form": form, "heading": _("Give us more"), "intro": _("We keep each file as it is. Nobody can change it."), "multipart": True,
        "back": reverse("mine"), "action": reverse("mine-more"),
    }  # fmt: skip
    return show(request, "portal/mine_form.html", context)


def form_of(what: str, data: Any, kept: str = "") -> WordsForm:
    """The form of what is asked for."""
    labels = {
        "review": _("What should they look at again, and why?"),
        "sorry": _("What should we say sorry for?"),
        "come": _("Is there something you need on the day?"),
        "reach": _("Is there something else we should know?"),
    }
    kind = {"come": HearingForm, "reach": ReachForm}.get(what, WordsForm)
    return kind(data, label=labels[what], optional=what != "review", kept=kept)


def headings() -> dict[str, tuple[str, str]]:
    """The heading of each form, and the words below it."""
    return {
        "review": (_("Ask for a second look"), _("Someone else will look at what we decided, and how. Tell them in your own words.")),
        "sorry": (_("Ask us to say sorry"), _("We will answer you. If we say no, we must tell you why.")),
        "come": (_("Come to the hearing"), _("You may come and listen. You may bring someone with you.")),
        "reach": (
            _("Change how we reach you"),
            _("What you do not tick, we stop using now. Before we use a new number or address, we check with you that it is yours."),
        ),
    }


def _ask_page(request: HttpRequest, visit: Visit, what: str, form: WordsForm) -> HttpResponse:
    heading, intro = headings()[what]
    if what == "review" and own.page(visit, today()).review.late(today()):
        intro = f"{intro} {mine_words.LATE_REVIEW}"
    action = reverse("mine-ask", args=[what])
    return show(
        request, "portal/mine_form.html", {"form": form, "heading": heading, "intro": intro, "back": reverse("mine"), "action": action}
    )


@visited
def leave(request: HttpRequest, visit: Visit) -> HttpResponse:
    """End the visit, and come to the way in."""
    portal_keys.leave(visit=visit, now=timezone.now())
    answer = HttpResponseRedirect(reverse("mine-enter"))
    answer.delete_cookie(VISIT, path="/", samesite="Strict")
    return answer
