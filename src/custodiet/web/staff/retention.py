"""The pages of retention: which closed cases are due for review and what keeps the others; and one case, with what is decided about it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import queries, retention, retention_queries
from custodiet.casework.access import Refused
from custodiet.casework.actions import retention as actions
from custodiet.casework.models import Case, RetentionHold, RetentionReview
from custodiet.casework.retention_queries import RetentionLine
from custodiet.law.retention import PERIODS, Retained
from custodiet.web.context import today
from custodiet.web.fields import GovukDateField
from custodiet.web.forms import GovukForm, Radios
from custodiet.web.staff.case import done
from custodiet.web.staff.frame import around
from custodiet.web.templatetags.house import british, moment

HOLD, LIFT, KEEP, PROPOSE, CONFIRM, DECLINE = "hold", "lift", "keep", "propose", "confirm", "decline"


class RetentionForm(GovukForm):
    """What is decided about a case, and why."""

    decision = forms.ChoiceField(label=gettext_lazy("What do you decide?"), widget=Radios)
    words = forms.CharField(
        label=gettext_lazy("Why, and what did you look at?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=gettext_lazy("It stays on record, also when the case is gone: name nobody."),
    )  # fmt: skip
    until = GovukDateField(label=gettext_lazy("If it is kept: until when?"), required=False)
    proposal = forms.IntegerField(widget=forms.HiddenInput, required=False)


def listed(request: HttpRequest) -> HttpResponse:
    """The closed cases in sight, those that are due first; holds; periods; what was disposed of."""
    page = retention_queries.retention_page(request.access, today())
    context = {
        "head": [_("Case"), _("Kind of matter"), _("Closed"), _("Its time")],
        "due": [_row(line, (line.proposed_by and _("disposal proposed by %s") % line.proposed_by) or _("over")) for line in page.due],
        "kept": [_row(line, " ".join(line.found.kept_by)) for line in page.kept],
        "more": page.more,
        "not_asked": page.not_asked,
        "held_head": [_("Case"), _("Why it is held"), _("By")],
        "held": [[_link(each.case), each.why, f"{each.by.full_name}, {moment(each.recorded_at)}"] for each in page.holds],
        "period_head": [_("A matter that"), _("Years after it was closed"), _("Under"), _("Read on")],
        "periods": [_period(each) for each in PERIODS],
        "gone_head": [_("Case"), _("When"), _("Under which rule"), _("By whom")],
        "gone": [_gone(each) for each in page.gone],
    }
    return render(request, "staff/retention.html", context)


def _link(case: Case) -> dict[str, Any]:
    return {"text": case.reference, "url": reverse("case-retention", args=[case.reference]), "header": True}


def _row(line: RetentionLine, time: str) -> list[Any]:
    first = {"text": line.reference, "url": reverse("case-retention", args=[line.reference]), "header": True, "note": line.title}
    closed = british(line.found.closed_on) if line.found.closed_on else _("not known")
    return [first, line.found.group.capitalised, closed, time]


def _period(each: Any) -> list[Any]:
    own = retention.own_periods().get(each.group)
    years = str(each.years) if each.years else _("not known")
    note = _("the force's own: %(years)s (%(source)s)") % {"years": own, "source": retention.own_source()} if own else ""
    first = {"text": each.group.capitalised, "header": True}
    return [first, {"text": years, "note": note}, {"text": each.under.text, "note": each.said}, british(each.read_on)]


def _gone(each: RetentionReview) -> list[Any]:
    first = {"text": each.case.reference, "header": True, "note": each.case.get_kind_display()}
    proposer = each.proposal.by.full_name if each.proposal else ""
    both = _("proposed by %(first)s, confirmed by %(second)s") % {"first": proposer, "second": each.by.full_name}
    return [first, moment(each.recorded_at), each.why, both]


def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Where one case stands, and what is decided about it: a hold, a review, a disposal."""
    seen = queries.case_page(request.access, request.case.reference, today())
    row = Case.objects.filter(pk=request.case.pk).first()
    if row is None:
        raise Http404
    found, proposal = retention.retention_of(row, today()), retention.proposed(row)
    form = RetentionForm(request.POST if request.method == "POST" else None, initial={"proposal": proposal.pk if proposal else None})
    choices = _choices(request, row, found, proposal)
    form.fields["decision"].choices = choices  # type: ignore[attr-defined]
    if KEEP not in dict(choices):
        del form.fields["until"]
    if request.method == "POST" and form.is_valid():
        try:
            return _decided(request, row, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    confirms = any(value == CONFIRM for value, _words in choices)
    context = around(
        request, {"reference": seen.reference, "title": seen.title}, "case-retention", form=form, button=_("Record the decision"),
        heading=_("How long this case is kept"), facts=_facts(row, found, proposal), danger=confirms,
        cancel_url=reverse("case", args=[reference]),
        warning=_("Once confirmed, everything of the case is destroyed. This cannot be undone.") if confirms else "",
    )  # fmt: skip
    return render(request, "staff/case_form.html", context)


def _choices(request: HttpRequest, row: Case, found: Retained, proposal: RetentionReview | None) -> list[tuple[str, str]]:
    """What may be decided today; what keeps the case stands above."""
    choices = [(HOLD, _("Hold it: nothing of it is disposed of while the hold stands"))]
    choices += [(f"{LIFT} {each.pk}", _("Lift the hold: %s") % each.why[:80]) for each in retention.standing_holds(row)]
    if proposal:
        if found.is_due and proposal.by_id != request.user.pk:
            choices.append((CONFIRM, _("Confirm that it is disposed of: everything of it is destroyed now")))
        return [*choices, (DECLINE, _("Decline the proposal, or take it back: it is kept"))]
    if found.is_due:
        choices += [(KEEP, _("Keep it until a day, and review it again then")), (PROPOSE, _("Propose that it be disposed of"))]
    return choices


def _decided(request: HttpRequest, row: Case, given: dict[str, Any]) -> HttpResponse:
    by, words, decision = request.user, given["words"], given["decision"]
    if decision == CONFIRM:
        actions.dispose(case=row, proposal=given["proposal"] or 0, looked=words, by=by, today=today())
        messages.success(request, _("The case was disposed of. That it was, by whom and under which rule stays on record."))
        return redirect("retention")
    if decision == HOLD:
        actions.hold(case=row, why=words, by=by)
    elif decision.startswith(LIFT):
        actions.lift(held=RetentionHold.objects.get(case=row, pk=decision.split()[1]), why=words, by=by)
    elif decision == KEEP:
        if not given["until"]:
            raise Refused(_("Write until when it is kept: on that day it is reviewed again."))
        actions.keep(case=row, until=given["until"], why=words, by=by, today=today())
    elif decision == PROPOSE:
        actions.propose(case=row, why=words, by=by, today=today())
    else:
        actions.decline(case=row, proposal=given["proposal"] or 0, why=words, by=by)
    return done(request, _("The decision is on record."), "case-retention", row.reference)


def _facts(row: Case, found: Retained, proposal: RetentionReview | None) -> list[dict[str, Any]]:
    facts = [
        {"key": _("Kind of matter"), "value": found.group.capitalised},
        {"key": _("Closed"), "value": british(found.closed_on) if found.closed_on else _("It is open")},
        {"key": _("Kept for"), "value": _years(found)},
        {"key": _("What keeps it today"), "value": " ".join(found.kept_by) or _("Nothing: it is due for review")},
    ]
    if proposal:
        said = {"who": proposal.by.full_name, "when": moment(proposal.recorded_at), "why": proposal.why}
        facts.append({"key": _("Disposal proposed"), "value": _("%(when)s by %(who)s: %(why)s") % said})
    past = [
        f"{each.get_end_display()}, {moment(each.recorded_at)}, {each.by.full_name}: {each.why}" for each in row.retention_reviews.all()
    ]
    return [*facts, {"key": _("Decided before"), "value": " ".join(past) or _("Nothing")}]


def _years(found: Retained) -> str:
    if found.years is None:
        return _("No period is known; the force writes down its own")
    until = british(found.due) if found.due else _("a day that is not known yet")
    return _("%(years)s years after it was closed (%(under)s), until %(until)s") % {
        "years": found.years, "under": found.period.under.text, "until": until,
    }  # fmt: skip
