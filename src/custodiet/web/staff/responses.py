"""The page of an officer's response: each allegation answered, then what is said beside; only what was changed is recorded."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodiet.casework import paper_queries
from custodiet.casework.access import Refused
from custodiet.casework.actions import responses as verbs
from custodiet.law.steps import Key
from custodiet.law.vocabulary import ResponsePart, Stance
from custodiet.web.context import today
from custodiet.web.staff.case import done
from custodiet.web.staff.paper_forms import AnswersForm
from custodiet.web.staff.papers import form_page
from custodiet.web.templatetags.house import british


def answers(request: HttpRequest, reference: str) -> HttpResponse:
    """Enter an officer's response."""
    page = paper_queries.papers(request.access, reference, today())
    officers = list(dict.fromkeys(each.officer_key for each in page.answers))
    refused = [] if officers else [_("There is no allegation yet that could be answered. Record what is alleged first.")]
    officer = request.GET.get("officer", "")
    officer = officer if officer in officers else next(iter(officers), "")
    own = [each for each in page.answers if each.officer_key == officer]
    points = [each for each in page.points if each.officer_key == officer]
    form = AnswersForm(request.POST if request.method == "POST" else None, allegations=own, points=points, initial={"on": today()})
    if request.method == "POST" and form.is_valid() and not refused:
        try:
            count = _recorded(request, form, officer)
            words = ngettext("%d answer is on record.", "%d answers are on record.", count) % count
            return done(request, words if count else _("Nothing was changed."), "papers", reference)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    intro = _("The officer accepts or disputes each allegation. One that is left is not answered; it is not denied.")
    facts = [
        {"key": f"{duty.what[:1].upper()}{duty.what[1:]} ({duty.under})", "value": british(duty.due) if duty.due else duty.unknown or "–"}
        for duty in page.clocks if duty.about in (None, officer)
    ]  # fmt: skip
    heading = _("The response of %s") % page.aliases.get(officer, officer)
    return form_page(
        request, reference, form, heading, _("Record it"), reverse("papers", args=[reference]), intro, facts=facts, refused=refused
    )


def _recorded(request: HttpRequest, form: AnswersForm, officer: Key) -> int:
    """Record what was changed; how many allegations and parts."""
    given, changed, count = form.cleaned_data, set(form.changed_data), 0
    common = {"case": request.case, "on": given["on"], "by": request.user, "today": today()}
    for name in sorted(changed):
        word, _dash, key = name.partition("-")
        if word == "part":
            verbs.say(officer=officer, part=ResponsePart[key], text=given[name], **common)
        elif word == "mitigation":
            verbs.say(officer=officer, part=ResponsePart.MITIGATION, allegation=key, text=given[name], **common)
        elif word == "stance" or (word == "account" and f"stance-{key}" not in changed):
            if not (stance := given[f"stance-{key}"]):
                continue
            verbs.answer(allegation=key, stance=Stance[stance], account=given[f"account-{key}"], **common)
        else:
            continue
        count += 1
    return count
