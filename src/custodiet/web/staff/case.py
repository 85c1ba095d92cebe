"""The pages that show a case: where it stands, its history, its people and allegations, who looked, why it is opened."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from custodiet.casework import queries, service_queries
from custodiet.casework.jobs import Permission
from custodiet.casework.pages import ContactLine, PersonPage, StepLine
from custodiet.law import codec
from custodiet.law.steps import Step
from custodiet.web.purpose import keep_purpose
from custodiet.web.staff import options, printed
from custodiet.web.staff.forms import PurposeForm
from custodiet.web.staff.frame import Frame, around, frame
from custodiet.web.staff.paged import LENGTH, around_page, page_asked, paged
from custodiet.web.staff.restraints import restraints
from custodiet.web.staff.warning_words import READ_HEAD, read
from custodiet.web.templatetags.house import british

OTHER = "other"
WAYS = {
    "call": lazy("call"),
    "text": lazy("text message"),
    "voicemail": lazy("answering machine"),
    "email": lazy("e-mail"),
    "post": lazy("post"),
}


def case(request: HttpRequest, reference: str) -> HttpResponse:
    """The position in law, printed."""
    seen = frame(request)
    now, names = seen.position, seen.names
    context = seen.page(
        "case",
        due=printed.duty_rows(now.open_duties, now.today, names),
        in_force=printed.duty_rows(now.in_force, now.today, names),
        windows=printed.duty_rows(now.windows, now.today, names),
        desks=options.desks(now, names, seen.seen.offices, reference),
        questions=printed.questions(now, names, seen.correctable(), reference),
        restraints=restraints(seen.history.until(now.today), names),
        earlier=earlier_warnings(request, seen),
        earlier_head=READ_HEAD,
        regimes=printed.regimes(now, names),
        people=seen.people(),
        allegations=seen.allegations(),
    )
    return render(request, "staff/case.html", context)


def earlier_warnings(request: HttpRequest, seen: Frame) -> list[Any]:
    """The officers' warnings out of other cases, for whoever keeps follow-up: a chair reads the record of service after the finding."""
    if Permission.FOLLOW not in seen.seen.may:
        return []
    found = service_queries.standing_before(request.access, request.case, seen.history.until(seen.position.today), seen.position.today)
    return [read(each) for each in found]


def account(request: HttpRequest, reference: str) -> HttpResponse:
    """Every step, in the order of the day it took effect; struck ones with their reason."""
    seen = frame(request)
    under = {(option.step, option.about): option.under for option in seen.position.options}
    lines = {line.seq: line for line in seen.seen.steps}
    rows = sorted((line for line in lines.values() if line.step), key=lambda line: (line.on, line.seq))
    may = Permission.TAKE_STEP in seen.seen.may
    shown = paged(request, rows)
    shown["rows"] = [account_row(seen, line, lines.get(line.struck_by or 0), under, may) for line in shown["rows"]]
    return render(request, "staff/account.html", seen.page("account", **shown))


def account_row(seen: Frame, line: StepLine, struck: StepLine | None, under: dict, may: bool) -> dict[str, Any]:
    """One row of the account as components/history.html prints it."""
    between = ""
    if line.not_before:
        between = _("between %(first)s and this day; the day itself is not in the record") % {"first": british(line.not_before)}
    found: dict[str, Any] = {
        "on": line.on,
        "what": line.title,
        "about": line.about_words[:1].upper() + line.about_words[1:],
        "detail": " · ".join(filter(None, [between, in_words(line.step, seen), "" if line.strikes else line.why])),
        "by": line.recorded_by,
        "office": line.office,
        "recorded_at": line.recorded_at,
        "citation": under.get((type(line.step), line.about or None)) or under.get((type(line.step), None)),
    }
    if struck:
        found["struck"] = {"by": struck.recorded_by, "on": struck.recorded_at, "reason": struck.why}
    elif may:
        found["url"] = reverse("correct", args=[seen.reference, line.seq])
    return found


def in_words(step: Step | None, seen: Frame) -> str:
    """What a step says beside its day, in one line; what was left at its ordinary value is left out."""
    if step is None:
        return ""
    parts = []
    said = codec.encode(step)
    for asked in step.own_fields():
        if asked.name not in said:
            continue
        value = getattr(step, asked.name)
        if isinstance(value, bool):
            parts.append(f"{asked.metadata['label']} {_('Yes') if value else _('No')}")
        elif value not in (None, "", ()):
            text = "; ".join(map(str, value)) if isinstance(value, tuple) else value
            text = british(text) if hasattr(text, "isoformat") else seen.names.of(str(text))
            parts.append(text)
    return " · ".join(parts)


def people(request: HttpRequest, reference: str) -> HttpResponse:
    """The people of the case by name, and how they may safely be reached."""
    page = queries.people_page(request.access, reference)
    add = reverse("add-person", args=[reference]) if Permission.PEOPLE in page.may else ""
    heading = {"reference": page.reference, "title": page.title}
    context = around(request, heading, "people", people=[person_lines(each) for each in page.people], add_url=add)
    return render(request, "staff/people.html", context)


def person_lines(each: PersonPage) -> dict[str, Any]:
    """One person as staff/people_list.html prints them."""
    lines = [", ".join(filter(None, [each.rank.capitalize(), each.collar_number, each.unit or each.force]))] if each.collar_number else []
    if contact := each.contact:
        safe = ", ".join(str(WAYS[channel]) for channel, allowed in contact.channels if allowed) or _("none that is known")
        lines.append(_("Safe ways of contact: %s") % safe)
        lines += [line for line in (contact.phone, contact.email, contact.post, contact.best_times) if line]
        lines.append(_("The caller may say who is calling") if contact.announce else _("The caller must not say who is calling"))
        lines += _careful(contact)
    name = each.name if each.title == "Person" else f"{each.title} {each.name}"
    return {"name": name, "alias": each.alias, "role": each.role, "vulnerability": each.vulnerability, "contact": lines}


def _careful(contact: ContactLine) -> list[str]:
    """What whoever makes contact must know, as far as it was said."""
    said = (
        (_("Ask for: %s"), contact.ask_for),
        (_("Who should call: %s"), contact.caller if contact.caller != "no matter" else ""),
        (_("Say this word, so that the person knows who it is: %s"), contact.safe_word),
        (_("Never tell: %s"), contact.never_tell),
        (_("Reach instead: %s"), contact.someone_else),
        (_("Needs: %s"), contact.adaptations),
        (_("Where they might meet the one complained of; route nothing through it: %s"), contact.away_from),
    )
    ticked = (
        (_("Others use the telephone or read the messages"), contact.shared_device),
        (_("Letters in a plain envelope"), contact.plain_envelope),
    )
    return [words % text for words, text in said if text] + [words for words, is_so in ticked if is_so]


def looked(request: HttpRequest, reference: str) -> HttpResponse:
    """Who did or looked at what in the case, the latest first."""
    page = queries.who_looked(request.access, reference, page_asked(request), LENGTH)
    rows = [
        {
            "at": each.at,
            "name": each.who,
            "office": each.job,
            "purpose": each.purpose,
            "what": f"{each.verb}: {each.what}",
            "fields": each.fields,
        }
        for each in page.looks
    ]
    heading = {"reference": page.reference, "title": page.title}
    return render(request, "staff/looked.html", around(request, heading, "looked", rows=rows, **around_page(page.number, page.count)))


def allegations(request: HttpRequest, reference: str) -> HttpResponse:
    """The allegations and what was found on each."""
    seen = frame(request)
    add = reverse("step", args=[reference, "AllegationMade"]) if Permission.TAKE_STEP in seen.seen.may else ""
    return render(request, "staff/allegations.html", seen.page("allegations", allegations=seen.allegations(), add_url=add))


def purpose(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask why the case is opened; nothing of the case is shown before the answer, not even its title."""
    tasks = queries.purpose_page(request.access, reference)
    choices = [(str(number), what) for number, what in enumerate(tasks)] + [(OTHER, _("Another purpose, which I write below"))]
    form = PurposeForm(request.POST or None)
    form.fields["purpose"].choices = choices
    if len(choices) == 1:
        form.fields["purpose"].initial = OTHER
    if request.method == "POST" and form.is_valid():
        chosen, other = form.cleaned_data["purpose"], form.cleaned_data["other"].strip()
        if chosen == OTHER and not other:
            form.add_error("other", _("Enter the purpose, for example “Handing the case over to the night shift”"))
        else:
            keep_purpose(request, reference, other if chosen == OTHER else dict(choices)[chosen])
            return HttpResponseRedirect(_safe_next(request, reference))
    context = {
        "heading": _("Why do you open this case?"),
        "intro": _("Case %s. The purpose is recorded with your name and with what you are shown.") % reference,
        "form": form,
        "button": _("Open the case"),
        "cancel_url": reverse("worklist"),
    }
    return render(request, "staff/form.html", context)


def _safe_next(request: HttpRequest, reference: str) -> str:
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith(f"/case/{reference}/"):
        return wanted
    return reverse("case", args=[reference])


def done(request: HttpRequest, words: str, name: str, reference: str, *more: object) -> HttpResponse:
    """Say what was done and go to that page of the case."""
    messages.success(request, words)
    return redirect(name, reference, *more)
