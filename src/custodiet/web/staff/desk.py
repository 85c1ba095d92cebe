"""The small forms of a case: a person, notes, tasks, who works on it, a conflict of interest; and signing in and out."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.validators import MaxLengthValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework.access import NotThere, Refused, those_in, visible_to
from custodiet.casework.actions import grants, notes, people, tasks
from custodiet.casework.conflict_queries import conflicts
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Conflict, Grant, Part, Task, User
from custodiet.law.vocabulary import Office
from custodiet.publication.names import PersonTitle
from custodiet.web.clocks import clock
from custodiet.web.context import today
from custodiet.web.forms import GovukForm
from custodiet.web.staff.approval import for_people
from custodiet.web.staff.case import done
from custodiet.web.staff.forms import ConflictForm, EndConflictForm, GrantForm, NoteForm, PersonForm, TaskForm
from custodiet.web.staff.frame import frame
from custodiet.web.templatetags.house import moment


class SignInForm(GovukForm, AuthenticationForm):
    """Name and password."""

    error_messages = {
        "invalid_login": gettext_lazy(
            "The name or the password is not right. After five attempts the sign-in rests for a quarter of an hour."
        ),
        "inactive": gettext_lazy("The name or the password is not right. After five attempts the sign-in rests for a quarter of an hour."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longest = MaxLengthValidator(User._meta.get_field("username").max_length)
        self.fields["username"].validators.append(longest)  # Django tells the box only, and the failed attempt is stored


class SignIn(LoginView):
    """Signing in."""

    form_class = SignInForm
    template_name = "staff/sign_in.html"
    redirect_authenticated_user = False


class SignOut(LogoutView):
    """Signing out; a POST."""


def add_person(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a complainant, victim, witness or interested person on record, with the safe contact."""
    seen = frame(request)
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = people.NewPerson(
            name=given["person_name"],
            title=PersonTitle(given["person_title"]),
            vulnerability=given["vulnerability"],
            contact=form.safe_contact(),
        )
        part = Part(given["part"])
        try:
            people.add_person(case=request.case, person=person, role=part, key=_key(part, seen.seen.aliases), by=request.user)
            return done(request, _("The person is on record."), "people", reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _form_page(request, seen, "people", form, _("Add a person"), _("Add the person"), reverse("people", args=[reference]))


def _key(part: Part, taken: Any) -> str:
    word = part.value.split()[0]
    if part is Part.COMPLAINANT and word not in taken:
        return word
    return next(f"{word}-{n}" for n in range(1, 1000) if f"{word}-{n}" not in taken)


def note_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Notes, private and shareable apart."""
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            notes.add(case=request.case, text=given["text"], by=request.user, shareable=given["side"] == "shareable")
            return done(request, _("The note is on record."), "notes", reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    seen = frame(request)
    rows = [
        {"text": for_people(line.text, seen.names), "author": line.author, "at": line.recorded_at, "shareable": line.shareable}
        for line in seen.seen.notes
    ]
    context = seen.page(
        "notes",
        form=form,
        private=[row for row in rows if not row["shareable"]],
        shareable=[row for row in rows if row["shareable"]],
    )
    return render(request, "staff/notes.html", context)


def task_page(request: HttpRequest, reference: str) -> HttpResponse:
    """The tasks on the case."""
    owners = [(str(user.pk), f"{user.full_name} ({user.get_role_display()})") for user in _workers(request)]
    form = TaskForm(request.POST if request.method == "POST" else None, owners=owners)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            owner = User.objects.get(pk=given["owner"])
            tasks.add(case=request.case, owner=owner, what=given["what"], by=request.user, due=given["due"])
            return done(request, _("The task was given."), "tasks", reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    seen = frame(request)
    rows = [
        {
            "what": line.what,
            "owner": line.owner,
            "clock": clock(line.due, today(), line.done),
            "done_url": "" if line.done else reverse("finish-task", args=[reference, line.pk]),
        }
        for line in seen.seen.tasks
    ]
    return render(request, "staff/tasks.html", seen.page("tasks", form=form, tasks=rows))


def _workers(request: HttpRequest) -> list[User]:
    active = visible_to(request.access, Grant).filter(case=request.case, until=None).values("user")
    workers = User.objects.filter(pk__in=active, is_active=True).order_by("full_name")
    return [user for user in workers if Permission.TASK in permissions(user)]


def finish_task(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say that a task is done."""
    task = visible_to(request.access, Task).filter(case=request.case, pk=number).first()
    if task is None:
        raise Http404
    tasks.finish(task=task, by=request.user, today=today())
    return done(request, _("The task is done."), "tasks", reference)


def grant_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Who works on the case; give access."""
    # A declared conflict is not asked here: who is missing from the list must not tell of it. Giving refuses it all the same.
    users = User.objects.filter(is_active=True).exclude(pk=request.user.pk).exclude(pk__in=those_in(request.case).values("pk"))
    choices = [
        (str(user.pk), f"{user.full_name} ({user.get_role_display()})")
        for user in users.order_by("full_name")
        if {Permission.VIEW, Permission.SIT} & permissions(user)
    ]
    form = GrantForm(request.POST if request.method == "POST" else None, users=choices)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = User.objects.get(pk=given["user"])
            offices = [Office(name) for name in given["offices"]] or None
            grants.give(case=request.case, user=user, by=request.user, offices=offices)
            return done(request, _("Access was given."), "grants", reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    seen = frame(request)
    rows = [
        {
            "name": line.name,
            "role": line.role,
            "offices": line.offices,
            "until": line.until,
            "withdraw_url": reverse("withdraw-grant", args=[reference, line.grant_pk]),
        }
        for line in seen.seen.workers
    ]
    context = seen.page(
        "grants", form=form, grants=rows, conflict_url=reverse("conflict", args=[reference]), conflicts=conflicts(request.access, reference)
    )
    return render(request, "staff/grants.html", context)


def withdraw_grant(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """End somebody's access at this moment."""
    grant = visible_to(request.access, Grant).filter(case=request.case, pk=number).first()
    if grant is None:
        raise Http404
    grants.withdraw(grant=grant, by=request.user)
    return done(request, _("Access was withdrawn."), "grants", reference) if grant.user_id != request.user.pk else redirect("worklist")


def conflict(request: HttpRequest, reference: str) -> HttpResponse:
    """Declare a conflict of interest in the case; nothing of the case is shown, and access ends at once."""
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            grants.declare_conflict(user=request.user, reason=form.cleaned_data["reason"], by=request.user, case=request.case)
            return redirect("worklist")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "heading": _("Declare a conflict of interest"),
        "intro": _("Case %s. You lose access to it at once; somebody else takes over.") % reference,
        "form": form,
        "button": _("Declare the conflict"),
        "cancel_url": reverse("case", args=[reference]),
    }
    return render(request, "staff/form.html", context)


def end_conflict(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Say why a declared conflict no longer stands; the head of department alone, and nobody of their own."""
    line = next((each for each in conflicts(request.access, reference) if each.pk == number), None)
    if line is None:
        raise Http404
    refused = [] if line.may_end else [_("It was ended before, or it is your own. Another head of department ends yours.")]
    form = EndConflictForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not refused:
        try:
            grants.end_conflict(conflict=Conflict.objects.get(pk=number), why=form.cleaned_data["why"], by=request.user)
            return done(request, _("The conflict is ended. The declaration stays on record."), "grants", reference)
        except NotThere as gone:
            raise Http404 from gone
        except Refused as refusal:
            form.add_error(None, str(refusal))
    facts = [
        {"key": _("Who declared it"), "value": line.user},
        {"key": _("With whom"), "value": line.with_whom or _("with the case")},
        {"key": _("What it was"), "value": line.reason},
        {"key": _("Since"), "value": moment(line.declared_at)},
    ]
    seen = frame(request)
    context = seen.page(
        "grants", heading=_("End a conflict of interest"), form=form, button=_("End the conflict"), facts=facts, refused=refused,
        cancel_url=reverse("grants", args=[reference]),
        intro=_("The declaration stays on record with its end. A place in the case that this person was given counts again at once."),
    )  # fmt: skip
    return render(request, "staff/case_form.html", context)


def _form_page(request: HttpRequest, seen: Any, current: str, form: Any, heading: str, button: str, cancel: str) -> HttpResponse:
    return render(request, "staff/case_form.html", seen.page(current, heading=heading, form=form, button=button, cancel_url=cancel))
