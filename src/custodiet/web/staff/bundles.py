"""The pages of bundles: the list, one bundle, what goes in, what each reader gets, having it built, taking a copy, who was given it."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from custodiet.casework import bundle_queries
from custodiet.casework.access import Refused, visible_to
from custodiet.casework.actions import bundles as verbs
from custodiet.casework.bundle_queries import BundlePage, JobLine, bundle_of, free
from custodiet.casework.bundle_sheets import name_of
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Bundle, BundleJob, JobState, Part
from custodiet.law.vocabulary import Cut, HarmTest, LeftOut
from custodiet.web.context import today
from custodiet.web.staff.bundle_forms import IN, BundleForm, ChooseForm, DecideForm, GivenForm
from custodiet.web.staff.case import done
from custodiet.web.staff.exhibits import size
from custodiet.web.staff.frame import around
from custodiet.web.templatetags.house import british, moment

COLOURS = {
    JobState.WAITING.value: "grey",
    JobState.RUNNING.value: "blue",
    JobState.DONE.value: "green",
    JobState.FAILED.value: "red",
}
MARKS = {"": ("grey", "Not decided"), "G": ("green", "Goes in"), "L": ("yellow", "Left out")}


def bundles(request: HttpRequest, reference: str) -> HttpResponse:
    """The bundles of a case."""
    page = bundle_queries.bundles(request.access, reference)
    context = around(
        request,
        {"reference": page.reference, "title": page.title},
        "bundles",
        rows=[
            [
                {"text": line.title, "url": reverse("bundle", args=[reference, line.seq]), "header": True},
                {"text": line.pages, "numeric": True},
                {"text": max(0, line.volumes - 1), "numeric": True},
                {"text": moment(line.made_at), "note": line.made_by},
            ]
            for line in page.bundles
        ],
        columns=[_("Bundle"), _("Pages"), _("Supplements"), _("Begun")],
        add_url=reverse("new-bundle", args=[reference]) if Permission.HANDLE in page.may else "",
    )
    return render(request, "staff/bundles.html", context)


def new(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin a bundle."""
    form = BundleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = verbs.make(case=request.case, title=form.cleaned_data["name"], by=request.user)
        return done(request, _("The bundle is begun. Choose what goes in."), "choose-bundle", reference, made.seq)
    return _form(request, reference, form, _("Begin a bundle"), _("Begin it"), reverse("bundles", args=[reference]))


def bundle(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One bundle."""
    page = bundle_queries.bundle(request.access, reference, number)
    context = around(
        request,
        {"reference": page.reference, "title": page.title},
        "bundles",
        page=page,
        volumes=[_volume(reference, page, volume) for volume in page.volumes],
        jobs=[_job(reference, page, job) for job in page.jobs],
        waiting=any(job.in_work for job in page.jobs),
        choose_url=reverse("choose-bundle", args=[reference, number]) if Permission.HANDLE in page.may else "",
        build_url=reverse("build-bundle", args=[reference, number]) if Permission.HANDLE in page.may else "",
        given_head=[_("Who"), _("As what"), _("How"), _("When"), _("Recorded by")],
    )
    return render(request, "staff/bundle.html", context)


def _volume(reference: str, page: BundlePage, volume: int) -> dict[str, Any]:
    """A volume as the page prints it: its items with what each reader gets, and for each reader what may be done."""
    items = [item for item in page.items if item.volume == volume]
    rows = [
        [
            {"text": item.numbers, "header": True},
            {"text": item.exhibit, "url": reverse("exhibit", args=[reference, item.exhibit_pk]), "note": item.title},
            *(_mark(item.decided[cut]) for cut in Cut),
        ]
        for item in items
    ]
    cuts = [
        {
            "name": cut.name,
            "words": cut.value,
            "open": sum(not item.decided[cut] for item in items),
            "decide_url": reverse("decide-bundle", args=[reference, page.seq, volume, cut.name.lower()])
            if Permission.DISCLOSE in page.may
            else "",
        }
        for cut in Cut
    ]
    head = [_("Pages"), _("Exhibit"), *(_("For the %s") % cut.value for cut in Cut)]
    return {
        "number": volume,
        "name": _("The bundle") if volume == 0 else _("Supplement %d") % volume,
        "rows": rows,
        "cuts": cuts,
        "head": head,
    }


def _mark(decided: str) -> dict[str, Any]:
    """What was decided of an item for a reader, as a cell of the table."""
    colour, words = MARKS[decided[:1]]
    return {"text": "", "tag": _(words), "colour": colour, "note": decided.partition(": ")[2] if decided[:1] == "L" else ""}


def _job(reference: str, page: BundlePage, job: JobLine) -> dict[str, Any]:
    what = _("Copy for the %s") % job.cut.value if job.cut else _("Pages made of exhibits")
    volume = "" if job.volume == 0 else _(", supplement %d") % job.volume
    return {
        "line": job,
        "what": what + volume,
        "state": JobState(job.state).capitalised,
        "colour": COLOURS[job.state],
        "size": size(job.size) if job.size else "",
        "copy_url": reverse("copy-bundle", args=[reference, page.seq, job.pk]) if job.sha256 else "",
        "given_url": reverse("given-bundle", args=[reference, page.seq, job.pk]) if job.sha256 and Permission.HANDLE in page.may else "",
        "given": [[{"text": g.to, "header": True}, g.as_what, g.how, british(g.on), g.by] for g in job.given],
    }


def choose(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Choose what goes in: the bundle itself, or its next supplement."""
    row, cancel = _row(request, number), reverse("bundle", args=[reference, number])
    exhibits = free(row)
    lines = "\n".join(f"{each.reference}: {each.title}" for each in exhibits)
    form = ChooseForm(request.POST if request.method == "POST" else None, free=exhibits, initial={"lines": lines})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.choose(bundle=row, chosen=form.cleaned_data["lines"], by=request.user)
            return done(request, _("Pages are being made. They are numbered when all of them are there."), "bundle", reference, number)
        except Refused as refusal:
            form.add_error("lines", str(refusal))
    heading = _("What goes into a supplement?") if row.items.exists() else _("What goes into the bundle?")
    intro = "" if exhibits else _("Every exhibit of the case is in this bundle already.")
    return _form(request, reference, form, heading, _("Make the pages"), cancel, intro)


def decide(request: HttpRequest, reference: str, number: int, volume: int, cut: str) -> HttpResponse:
    """Decide what one reader gets of a volume; only what was changed is recorded."""
    if cut.upper() not in Cut.__members__:
        raise Http404
    reader, row = Cut[cut.upper()], _row(request, number)
    page = bundle_queries.bundle(request.access, reference, number)
    items = [item for item in page.items if item.volume == volume]
    if not items:
        raise Http404
    decided = verbs.counting(row, reader, volume)
    form = DecideForm(request.POST if request.method == "POST" else None, cut=reader, items=items, decided=decided)
    if request.method == "POST" and form.is_valid():
        count = _decided(request, form, row, reader)
        if not form.errors:
            words = ngettext("%d decision is on record.", "%d decisions are on record.", count) % count
            return done(request, words if count else _("Nothing was changed."), "bundle", reference, number)
    intro = _("Nothing is left out without a ground and a reason. Both stay in the record, with your name; neither is printed in any copy.")
    heading = _("What does the %s get?") % reader.value
    return _form(request, reference, form, heading, _("Record the decisions"), reverse("bundle", args=[reference, number]), intro)


def _decided(request: HttpRequest, form: DecideForm, row: Bundle, cut: Cut) -> int:
    """Record what was changed; how many decisions that were."""
    count, changed = 0, {name.split("-")[1] for name in form.changed_data}
    for item in row.items.filter(pk__in=changed):
        ground, why = form.cleaned_data[f"ground-{item.pk}"], form.cleaned_data[f"why-{item.pk}"]
        if not ground:
            continue
        term = None if ground == IN else (HarmTest[ground] if ground in HarmTest.__members__ else LeftOut[ground])
        try:
            count += len(verbs.decide(items=[item], cut=cut, ground=term, why=why, by=request.user))
        except Refused as refusal:
            form.add_error(f"why-{item.pk}" if not why.strip() and term else f"ground-{item.pk}", str(refusal))
    return count


def build(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Have a volume built for a reader."""
    cut, volume = request.POST.get("cut", ""), request.POST.get("volume", "")
    try:
        if cut not in Cut.__members__ or not (volume.isascii() and volume.isdecimal() and len(volume) < 6):
            raise Refused(_("For whom the copy is was not said. Press one of the buttons on this page."))
        verbs.build(bundle=_row(request, number), volume=int(volume), cut=Cut[cut], by=request.user)
    except Refused as refusal:
        return done(request, str(refusal), "bundle", reference, number)
    return done(request, _("The copy is being made. Look again in a minute."), "bundle", reference, number)


def copy(request: HttpRequest, reference: str, number: int, job: int) -> HttpResponseBase:
    """A built copy, to take away: on record before the first byte leaves."""
    row = _built(request, number, job)
    stream = verbs.hand_out(job=row, by=request.user, purpose=request.access.purpose)
    name = f"{reference}-bundle-{row.bundle.seq}{f'-supplement-{row.volume}' if row.volume else ''}-{row.cut.lower()}.pdf"
    response = FileResponse(stream, as_attachment=True, filename=name, content_type="application/pdf")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def given(request: HttpRequest, reference: str, number: int, job: int) -> HttpResponse:
    """Say who was given a copy."""
    row = _built(request, number, job)
    officers = request.case.involvements.filter(role=Part.OFFICER.value).values_list("key", "alias") if row.cut == Cut.OFFICER.name else ()
    form = GivenForm(request.POST if request.method == "POST" else None, officers=list(officers), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.give(job=row, by=request.user, today=today(), **form.cleaned_data)
            return done(request, _("It is on record who was given the copy."), "bundle", reference, number)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    what = f"{name_of(row.bundle, row.volume)}: {_('copy for the %s') % Cut[row.cut].value}"
    return _form(request, reference, form, _("Who was given it?"), _("Record it"), reverse("bundle", args=[reference, number]), what)


def _row(request: HttpRequest, number: int) -> Bundle:
    return bundle_of(request.case, number)


def _built(request: HttpRequest, number: int, job: int) -> BundleJob:
    rows = visible_to(request.access, BundleJob).select_related("bundle__case")
    row = rows.filter(bundle__case=request.case, bundle__seq=number, pk=job, state=JobState.DONE.value).exclude(cut="").first()
    if row is None:
        raise Http404
    return row


def _form(request: HttpRequest, reference: str, form: Any, heading: str, button: str, cancel: str, intro: str = "") -> HttpResponse:
    head = {"reference": reference, "title": request.case.title}
    context = around(request, head, "bundles", heading=heading, form=form, button=button, cancel_url=cancel, intro=intro)
    return render(request, "staff/case_form.html", context)
