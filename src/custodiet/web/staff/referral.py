"""The pack of a referral: what it would disclose, the file itself, and on the other side the pack as it came in."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import received_queries
from custodiet.casework.access import Refused
from custodiet.casework.actions.referrals import hand_over
from custodiet.casework.models import Part
from custodiet.casework.received_queries import Received
from custodiet.casework.referral_pack import DISCLOSED, WITHHELD
from custodiet.law.vocabulary import MatterKind, ModeOfInvestigation, ReferralCriterion
from custodiet.web.clocks import clock
from custodiet.web.context import force_name, today
from custodiet.web.staff.frame import frame
from custodiet.web.staff.oversight import page
from custodiet.web.staff.printed import upper
from custodiet.web.templatetags.house import british


def referral(request: HttpRequest, reference: str) -> HttpResponse:
    """What the pack of this referral discloses; sent, the signed file."""
    refused = ""
    if request.method == "POST":
        try:
            note = hand_over(request.access, reference, force=force_name(), today=today())
        except Refused as refusal:
            refused = str(refusal)
        else:
            response = HttpResponse(note, content_type="text/plain; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="referral-{reference}.txt"'
            return response
    context = frame(request).page("referral", refused=refused, disclosed=DISCLOSED, withheld=WITHHELD)
    return render(request, "staff/referral.html", context)


def received(request: HttpRequest, number: int) -> HttpResponse:
    """A referral that another force handed over."""
    shown = received_queries.received_page(request.access, str(number))
    parts = shown.pack.parts
    return page(
        request,
        "oversight",
        heading=_("%(reference)s of %(force)s") % {"reference": shown.row.reference, "force": shown.row.force},
        crumbs=[{"text": _("Referrals"), "url": reverse("oversight")}],
        facts=_facts(shown),
        tables=[
            {
                "caption": _("Time limits"),
                "empty": _("The pack names no time limit."),
                "head": [_("What is owed"), _("Last day"), _("By whom")],
                "rows": [_clock(row) for row in parts["clocks"]],
            },
            {
                "caption": _("People"),
                "empty": _("The pack names nobody."),
                "head": [_("Alias"), _("Part"), _("Rank and capacity")],
                "rows": [_person(row) for row in parts["people"]],
            },
            {
                "caption": _("Allegations"),
                "empty": _("The pack names no allegation."),
                "head": [_("Allegation"), _("Against"), _("What the record says it indicates")],
                "rows": [_allegation(row, {each["key"]: each["alias"] for each in parts["people"]}) for row in parts["allegations"]],
            },
        ],
        details={
            "summary": _("What the pack discloses and withholds"),
            "lines": [
                *(_("Disclosed: %s") % each for each in shown.pack.disclosed),
                *(_("Withheld: %s") % each for each in shown.pack.withheld),
            ],
        },
    )


def _facts(shown: Received) -> list[dict[str, Any]]:
    matter, made = shown.pack.parts["matter"], shown.pack.parts["referral"]
    mode = _known(ModeOfInvestigation, made["mode"]) or _("not determined")
    return [
        {"key": _("Kind"), "value": upper(_known(MatterKind, str(matter.get("kind", ""))))},
        {"key": _("Came in"), "value": british(_day(matter["came_in_on"])) or "–"},
        {"key": _("Under which criteria"), "value": "; ".join(_criterion(each) for each in made["criteria"])},
        {"key": _("Referred"), "value": british(_day(made["referred_on"])) or "–"},
        {"key": _("Form of investigation"), "value": f"{upper(mode)}, {british(_day(made['mode_on']))}" if made["mode_on"] else mode},
        {"key": _("Pack"), "value": _("made on %(day)s, taken in on %(on)s; %(packs)d of this referral") % {
            "day": british(shown.row.made_on), "on": british(shown.row.on), "packs": shown.packs}},
        {"key": _("Signed by"), "value": shown.row.signed_by},
    ]  # fmt: skip


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None


def _known(terms: Any, value: str) -> str:
    """The term as it is printed; what this version does not know, as it came."""
    return str(terms(value).value) if value in list(terms) else value


def _criterion(name: str) -> str:
    return f"{name} {ReferralCriterion[name].value}" if name in ReferralCriterion.__members__ else name


def _clock(row: dict[str, Any]) -> list[Any]:
    due, met = _day(row["due"]), _day(row["met_on"])
    return [{"text": upper(row["what"]), "header": True, "note": row["under"]}, {"clock": clock(due, today(), met)}, upper(row["owed_by"])]


def _person(row: dict[str, Any]) -> list[Any]:
    return [
        {"text": row["alias"], "header": True},
        upper(_known(Part, row["part"])),
        ", ".join(filter(None, (row.get("rank"), row.get("capacity")))),
    ]


def _allegation(row: dict[str, Any], aliases: dict[str, str]) -> list[Any]:
    said = [str(each).replace("_", " ") for each in row.get("indicates", [])]
    named = {"text": upper(row["key"].replace("-", " ")), "header": True}
    if row["category"]:
        named["note"] = _("national category %s") % row["category"]
    return [named, aliases.get(row["officer"], row["officer"]), upper(", ".join(said)) or "–"]
