"""Publishing an outcome: what the public would see, whether it may be, who has approved it, and what is published already."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from custodiet.casework.actions.publish import ON_SITE_ALREADY
from custodiet.casework.models import PaperOnSite
from custodiet.publication.notices import OutcomeNotice
from custodiet.web.context import days_on_site, force_name, today
from custodiet.web.staff import published
from custodiet.web.staff.examined import draft, first_approval
from custodiet.web.staff.frame import frame
from custodiet.web.staff.notice import compose, may_be_kept, officers_with_outcome
from custodiet.web.staff.officers import chosen, links

OUTCOME = PaperOnSite.OUTCOME


def publishing(request: HttpRequest, reference: str) -> HttpResponse:
    """What would be published, whether it may be, and who has approved it."""
    seen = frame(request)
    if request.method == "POST" and request.POST.get("withdraw"):
        return published.withdraw(request, "publish")
    shown: dict[str, Any] = {"published": published.of_case(request, OUTCOME), "withdrawn": published.withdrawn(request, OUTCOME)}
    officers = officers_with_outcome(seen)
    officer = chosen(request, officers)
    if officer is None:
        shown["refusals"] = [_("No outcome has been imposed, so there is nothing to publish. Record the outcome first.")]
        return render(request, "staff/publish.html", seen.page("publish", **shown))
    first = first_approval(request, officer, OUTCOME)
    on = first.on if first else today()

    def composes(day: date, reviewers: tuple[str, str]) -> OutcomeNotice:
        return compose(seen, officer, force_name(), day, reviewers)

    made = published.lawful(seen, officer, OUTCOME, draft(seen, officer, first, composes, days_on_site))
    if any(paper["about"] == officer and paper["running"] for paper in shown["published"]):
        made = replace(made, refusals=(*made.refusals, ON_SITE_ALREADY))
    kept = isinstance(made.notice, OutcomeNotice) and may_be_kept(made.notice)
    told = published.told(seen, officer, made, OUTCOME, on, last_day=days_on_site(on), may_be_kept=kept)
    answer = published.decided(request, "publish", officer, made, told, first)
    if isinstance(answer, HttpResponse):
        return answer
    shown |= published.shown(request, officer, made, answer, first) | {"officers": links(seen, "publish", officers, officer)}
    return render(request, "staff/publish.html", seen.page("publish", **shown))
