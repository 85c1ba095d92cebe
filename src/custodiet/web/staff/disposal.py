"""The pages on which an exhibit is disposed of: one person proposes it, another looks and confirms or declines."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import exhibit_queries
from custodiet.casework.access import Refused, visible_to
from custodiet.casework.actions import disposal
from custodiet.casework.exhibit_pages import ExhibitPage
from custodiet.casework.models import Custody, Exhibit
from custodiet.web.context import today
from custodiet.web.forms import GovukForm, Radios
from custodiet.web.staff.case import done
from custodiet.web.staff.exhibit_forms import DisposalForm
from custodiet.web.staff.frame import around
from custodiet.web.templatetags.house import moment

CONFIRM, DECLINE = "confirm", "decline"


class SecondForm(GovukForm):
    """What the second person decides, and why."""

    decision = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"), widget=Radios,
        choices=[(CONFIRM, gettext_lazy("Confirm: it is destroyed now")), (DECLINE, gettext_lazy("Decline: it is kept"))],
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("What did you check yourself, or why is it to be kept?"), widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000, help_text=gettext_lazy("It stands on record beside the proposal."),
    )  # fmt: skip
    proposal = forms.IntegerField(widget=forms.HiddenInput)


def dispose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Propose that an exhibit be disposed of, or decide on such a proposal; or what holds it, and who may."""
    page = exhibit_queries.exhibit(request.access, reference, number)
    row = visible_to(request.access, Exhibit).filter(case=request.case, pk=number).first()
    if row is None:
        raise Http404
    held = list(disposal.holds(row, today()))
    proposal = disposal.proposed(row)
    answer = _decide(request, page, row, proposal, held) if proposal else _propose(request, page, row, held)
    return answer


def _propose(request: HttpRequest, page: ExhibitPage, row: Exhibit, held: list[str]) -> HttpResponse:
    form = DisposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not held and form.is_valid():
        try:
            disposal.propose(exhibit=row, **form.cleaned_data, by=request.user, today=today())
            words = _("The disposal is proposed. Nothing is destroyed until a second person has confirmed it.")
            return done(request, words, "exhibit", page.reference, row.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _shown(
        request, page, form=form, refused=held, facts=_facts(page), button=_("Propose it"),
        heading=_("Propose to dispose of %(exhibit)s: %(title)s") % {"exhibit": page.exhibit.reference, "title": page.exhibit.title},
        intro="" if held else f"{_('It takes two: you propose, somebody else confirms. Until then nothing goes.')} {disposal.HOLD}",
    )  # fmt: skip


def _decide(request: HttpRequest, page: ExhibitPage, row: Exhibit, proposal: Custody, held: list[str]) -> HttpResponse:
    why_not = disposal.unfit(proposal, request.user)
    form = SecondForm(request.POST if request.method == "POST" else None, initial={"proposal": proposal.pk})
    if held or why_not:  # it may be declined, or taken back, all the same
        form.fields["decision"].choices = [(DECLINE, _("Decline, or take it back: it is kept"))]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            return _decided(request, page, row, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    both = {"exhibit": page.exhibit.reference, "title": page.exhibit.title}
    said = [
        {"key": _("Proposed"), "value": _("%(when)s by %(who)s") % {"when": moment(proposal.recorded_at), "who": proposal.by.full_name}},
        {"key": _("Why, and under what"), "value": proposal.why},
    ]
    cannot = [*held, *([why_not] if why_not else [])]
    return _shown(
        request, page, form=form, facts=[*said, *_facts(page)], button=_("Record the decision"), danger=not cannot, refused=[],
        heading=_("Dispose of %(exhibit)s: %(title)s") % both, intro=" ".join(cannot),
        warning="" if cannot else _("Once confirmed it can never be opened again. This cannot be undone."),
    )  # fmt: skip


def _decided(request: HttpRequest, page: ExhibitPage, row: Exhibit, given: dict[str, Any]) -> HttpResponse:
    if given["decision"] == CONFIRM:
        disposal.confirm(exhibit=row, proposal=given["proposal"], looked=given["words"], by=request.user, today=today())
        words = _("The exhibit was disposed of. The record of it stays.")
    else:
        disposal.decline(exhibit=row, proposal=given["proposal"], why=given["words"], by=request.user)
        words = _("The proposal was declined. The exhibit is kept.")
    return done(request, words, "exhibit", page.reference, row.pk)


def _shown(request: HttpRequest, page: ExhibitPage, **more: Any) -> HttpResponse:
    back = reverse("exhibit", args=[page.reference, page.exhibit.pk])
    context = around(request, {"reference": page.reference, "title": page.title}, "exhibits", cancel_url=back, **more)
    return render(request, "staff/case_form.html", context)


def _facts(page: ExhibitPage) -> list[dict[str, Any]]:
    """What to think of before it goes."""
    line = page.exhibit
    read = _("nothing")
    if line.rows_read:
        read = _("%s rows, which the contact account counts no longer") % f"{line.rows_read:,}"
    return [
        {"key": _("File"), "value": line.file_name},
        {"key": _("Disclosure"), "value": line.disclosure or _("Not decided")},
        {"key": _("What goes"), "value": _("The file, and what was read from it: %s") % read},
        {
            "key": _("What stays"),
            "value": _("Its reference and digest, who held it when, each reading's report, why it went; its pages in bundles"),
        },
    ]
