"""The notice of a hearing: written by one person, read and approved by two others, published as the chair required and no further."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework.access import Refused
from custodiet.casework.actions import publish
from custodiet.casework.jobs import Permission
from custodiet.casework.models import NoticeDraft, PaperOnSite
from custodiet.law.steps import Key
from custodiet.law.vocabulary import NoticePart
from custodiet.publication.notices import Attendance, Condition, HearingNotice
from custodiet.web.context import force_name, today
from custodiet.web.forms import Checkboxes, GovukDateField, GovukForm, Radios
from custodiet.web.staff import directed, hearing_notice, published
from custodiet.web.staff.case import done
from custodiet.web.staff.examined import Draft, draft, first_approval
from custodiet.web.staff.frame import Frame, frame
from custodiet.web.staff.hearing_notice import LONGEST, compose, first_day, officers_to_be_heard, place_of, written
from custodiet.web.staff.officers import chosen, links
from custodiet.web.templatetags.house import british

PAGE = "publish-hearing"
HEARING = PaperOnSite.HEARING
NO_HEARING = gettext_lazy(
    "No hearing has a day yet, so there is nothing to announce. Record the notice of date, time and place first (CR20 35(1), 52(1))."
)
NOTHING_WRITTEN = gettext_lazy("The notice is not written yet. Somebody writes what no record has, and two others read and approve it.")
UNASKED = gettext_lazy(
    "The question whether anyone is to be anonymous has not been answered, and a name that is out cannot be called back. Put the question"
    " to the chair (CR20 36(3), 39(3)(c), 53(3), 59(2)(c)) and record the answer first."
)


class WriteForm(GovukForm):
    """What a notice of a hearing says that no record has."""

    attendance = forms.ChoiceField(
        label=gettext_lazy("How is it held?"), choices=[(each.value, each.value.capitalize()) for each in Attendance], widget=Radios
    )
    starts_at = forms.CharField(
        label=gettext_lazy("At what time does it begin?"), help_text=gettext_lazy("For example, 10:00"), max_length=20, required=False
    )
    place = forms.CharField(label=gettext_lazy("Where is it held?"), max_length=300, required=False)
    last_day = GovukDateField(label=gettext_lazy("Last day of the hearing"), what=gettext_lazy("the last day of the hearing"))
    conditions = forms.MultipleChoiceField(
        label=gettext_lazy("On which conditions may people attend?"), required=False, widget=Checkboxes,
        choices=[(each.value, each.value.capitalize()) for each in Condition],
    )  # fmt: skip
    how_to_attend = forms.CharField(
        label=gettext_lazy("How do people register, and by when?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    representations_by = GovukDateField(
        label=gettext_lazy("Last day for representations on publicity, where the chair fixed one (CR20 36(3)-(6), 53(3)-(6))"),
        what=gettext_lazy("the last day for representations"), required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, first: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.first = first
        self.fields["last_day"].earliest = first  # type: ignore[attr-defined]  # a date in three boxes has bounds

    def clean_starts_at(self) -> str:
        """A time of day, or nothing."""
        said = self.cleaned_data["starts_at"].strip().replace(".", ":")
        if not said:
            return ""
        found = re.fullmatch(r"(\d{1,2}):(\d\d)", said)
        try:
            return time(int(found[1]), int(found[2])).isoformat("minutes") if found else _no_time()
        except ValueError:
            return _no_time()

    def clean_last_day(self) -> date:
        """Not before the first day, and not so long after it that the notice would outlast its purpose."""
        said: date = self.cleaned_data["last_day"]
        if (said - self.first).days > LONGEST:
            raise ValidationError(_("The last day of the hearing must be within %(days)d days of the first") % {"days": LONGEST})
        return said

    def content(self) -> dict[str, Any]:
        """The answers as they are kept."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in self.cleaned_data.items() if value}


def _no_time() -> str:
    raise ValidationError(_("Enter a time of day, for example 10:00"))


def writing(request: HttpRequest, reference: str) -> HttpResponse:
    """Write the notice, or write it anew; the latest stands."""
    seen = frame(request)
    officers = officers_to_be_heard(seen)
    officer = chosen(request, officers)
    page: dict[str, Any] = {"officers": links(seen, "write-notice", officers, officer or ""), "form": None}
    if officer is None or (first := first_day(seen, officer)) is None:
        return render(request, "staff/write_notice.html", seen.page(PAGE, **page, why_not=NO_HEARING))
    if not directed.asked(seen, officer):
        return render(request, "staff/write_notice.html", seen.page(PAGE, **page, why_not=UNASKED))
    latest = hearing_notice.latest(seen, officer)
    initial = _initial(latest, first, place_of(seen, officer))
    form = WriteForm(request.POST if request.method == "POST" else None, first=first, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            publish.write(case=request.case, about=officer, content=form.content(), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return done(request, _("The notice is written. Two others read and approve it."), PAGE, reference)
    page |= {"form": form, "required": _required(seen, officer), "officer_name": seen.names.of(officer)}
    return render(request, "staff/write_notice.html", seen.page(PAGE, **page))


def publishing(request: HttpRequest, reference: str) -> HttpResponse:
    """What the public would see of the hearing that is to come, in each shape, every reason against it, and who approved it."""
    seen = frame(request)
    may_publish = Permission.PUBLISH in seen.seen.may
    if request.method == "POST" and not may_publish:
        return done(request, _("You may write this notice; two people who may publish approve it."), PAGE, reference)
    if request.method == "POST" and request.POST.get("withdraw"):
        return published.withdraw(request, PAGE)
    shown: dict[str, Any] = {
        "published": published.of_case(request, HEARING), "withdrawn": published.withdrawn(request, HEARING), "may_publish": may_publish,
        "hearing": True,
    }  # fmt: skip
    officers = officers_to_be_heard(seen)
    officer = chosen(request, officers)
    if officer is None:
        shown["refusals"] = [NO_HEARING]
        return render(request, "staff/publish.html", seen.page(PAGE, **shown))
    shown |= {
        "officers": links(seen, PAGE, officers, officer),
        "write_url": f"{reverse('write-notice', args=[reference])}?officer={officer}",
    }
    latest = hearing_notice.latest(seen, officer)
    if latest is None:
        shown["refusals"] = [*([] if directed.asked(seen, officer) else [UNASKED]), NOTHING_WRITTEN]
        return render(request, "staff/publish.html", seen.page(PAGE, **shown))
    approves = may_publish and latest.author != request.user
    answer = _drafted(request, seen, officer, latest, approves)
    if isinstance(answer, HttpResponse):
        return answer
    shown |= answer
    if latest.is_published:
        shown["refusals"] = [*shown["refusals"], _("This notice was published already. Withdraw it first, or write it anew.")]
    if not approves or latest.is_published:
        shown["form"] = None
    return render(request, "staff/publish.html", seen.page(PAGE, **shown))


def _drafted(request: HttpRequest, seen: Frame, officer: Key, latest: NoticeDraft, approves: bool) -> HttpResponse | dict[str, Any]:
    """What the gate says of the latest draft, or the answer to its approval."""
    said = written(latest)
    first = first_approval(request, officer, PaperOnSite.HEARING)
    on = first.on if first else today()
    ends = max(filter(None, (said.last_day, first_day(seen, officer))))

    def composes(day: date, reviewers: tuple[str, str]) -> HearingNotice:
        return compose(seen, officer, said, force_name(), day, reviewers)

    made = draft(seen, officer, first, composes, lambda _published: ends, place=said.place, approves=approves)
    made = published.lawful(seen, officer, PaperOnSite.HEARING, made)
    listed = _listed(made)
    told = published.told(seen, officer, made, PaperOnSite.HEARING, on, last_day=ends, listed=listed, draft=latest)
    form = published.decided(request, PAGE, officer, made, told, first)
    if isinstance(form, HttpResponse):
        return form
    author = {"author": _("Written by %(name)s. Whoever wrote it does not approve it.") % {"name": latest.author.full_name}}
    return published.shown(request, officer, made, form, first) | author


def _listed(made: Draft) -> dict[str, Any]:
    """What the list of coming hearings and its calendar say: what stands in the notice, and nothing else."""
    notice = made.notice
    if not isinstance(notice, HearingNotice):
        return {}
    return {
        "days": [day.isoformat() for day in notice.days],
        "starts_at": f"{notice.starts_at:%H:%M}" if notice.starts_at else "",
        "place": str(notice.place) if notice.place else "",
        "attendance": notice.attendance.value,
    }


def _initial(latest: NoticeDraft | None, first: date, place: str) -> dict[str, Any]:
    said = dict(latest.content) if latest else {"attendance": Attendance.PUBLIC.value, "place": place, "last_day": first.isoformat()}
    return {name: date.fromisoformat(value) if name in ("last_day", "representations_by") else value for name, value in said.items()}


def _required(seen: Frame, officer: Key) -> str:
    """What the chair required, in a sentence."""
    required = directed.required(seen, officer)
    if required is None:
        return _("The chair has not required a public notice of this hearing (CR20 36(1), 53(1)). It cannot be published before.")
    parts = ", ".join(part.value for part in NoticePart if part in required.parts)
    words = _("On %(day)s the chair required a notice that gives: %(parts)s. What else you write here is left out.")
    return words % {"day": british(required.on), "parts": parts or _("not recorded")}
