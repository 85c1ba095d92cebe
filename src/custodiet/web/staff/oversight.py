"""The overseers' pages about matters: referrals with their clocks, and what is overdue with the reasons that were given."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework import oversight_queries, received_queries
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.oversight_queries import Coverage, Late, Overrun, ReferralLine
from custodiet.casework.received_queries import Received
from custodiet.law.matter import Duty
from custodiet.web.clocks import clock
from custodiet.web.context import today
from custodiet.web.staff.printed import upper
from custodiet.web.templatetags.house import british

PLACES = (
    ("oversight", gettext_lazy("Referrals"), Permission.OVERSEE),
    ("overdue-matters", gettext_lazy("Overdue matters"), Permission.OVERSEE),
    ("samples", gettext_lazy("Samples"), Permission.JUDGE),
    ("recommendations", gettext_lazy("Recommendations"), Permission.RECOMMENDED),
    ("checkpoints", gettext_lazy("Ledger"), Permission.OVERSEE),
)


def page(request: HttpRequest, here: str, **context: Any) -> HttpResponse:
    """A page of the overseers' seat, with the way to the others that this reader may open."""
    allowed = permissions(request.user)
    places = [{"text": text, "url": reverse(name), "current": name == here} for name, text, needs in PLACES if needs in allowed]
    return render(request, "staff/oversight.html", {"places": places if len(places) > 1 else [], **context})


def referrals(request: HttpRequest) -> HttpResponse:
    """What was referred or must be: the clock, the day, the form of investigation."""
    lines, covered = oversight_queries.referrals(request.access, today())
    return page(
        request,
        "oversight",
        heading=_("Referrals"),
        intro=_covered(covered),
        tables=[
            {
                "caption": _("Matters of this force"),
                "empty": _("No matter in your sight was referred or must be."),
                "head": [_("Matter"), _("Under which criteria"), _("Referral"), _("Form of investigation")],
                "rows": [_referral(line) for line in lines],
            },
            {
                "caption": _("Referrals received from forces"),
                "empty": _("No pack of another force was taken in. The command referral-import takes one in."),
                "head": [_("Referral"), _("Under which criteria"), _("Referral made"), _("Form of investigation")],
                "rows": [_received(each) for each in received_queries.received(request.access)],
            },
        ],
    )


def _received(each: Received) -> list[Any]:
    made = each.pack.parts["referral"]
    told: dict[str, Any] = {"text": british(each.referred_on) or _("not referred"), "note": _("taken in on %s") % british(each.row.on)}
    if each.refer_by:
        told["clock"] = clock(each.refer_by, today(), each.referred_on)
    return [
        {"text": each.row.reference, "url": reverse("received-referral", args=[each.row.pk]), "header": True, "note": each.row.force},
        ", ".join(made["criteria"]),
        told,
        upper(made["mode"]) or _("not determined"),
    ]


def _covered(covered: Coverage) -> str:
    told = {"open": covered.open, "all": covered.all}
    if covered.open == covered.all:
        return _("You may open every case that is not covert: %(all)d of them.") % told
    return (
        _(
            "You may open %(open)d of the %(all)d cases that are not covert. The head of department gives a place in another; a "
            "covert case is here only for whoever has a place in it."
        )
        % told
    )


def _referral(line: ReferralLine) -> list[Any]:
    referral: dict[str, Any] = {"text": _("not referred")}
    if line.referred_on:
        referral["text"] = _("referred on %s") % british(line.referred_on)
    if line.clock is not None:
        referral["text"] = _("%(state)s; last day") % {"state": referral["text"]}
        referral |= {"clock": clock(line.clock.due, today(), line.clock.met_on), "note": line.clock.under.text}
    elif not line.referred_on:
        referral["note"] = _("No clock runs: nobody has entered the day on which it became clear that it must be referred.")
    mode: dict[str, Any] = {"text": line.mode or _("not determined"), "note": line.mode_why}
    if line.mode_on:
        mode["text"] = _("%(mode)s, %(day)s") % {"mode": line.mode, "day": british(line.mode_on)}
    return [matter(line.reference, line.title), "; ".join(line.criteria), referral, mode]


def matter(reference: str, title: str) -> dict[str, Any]:
    """The cell that leads to a case."""
    return {"text": title, "url": reverse("case", args=[reference]), "header": True, "note": reference}


def overdue(request: HttpRequest) -> HttpResponse:
    """What is not finished in twelve months, and whatever else is late."""
    runs, late = oversight_queries.overdue(request.access, today())
    return page(
        request,
        "overdue-matters",
        heading=_("Overdue matters"),
        tables=[
            {
                "caption": _("Investigations not finished in twelve months"),
                "empty": _("No investigation in your sight has gone on for more than twelve months."),
                "head": [_("Matter"), _("The period began"), _("Reasons given"), _("Next report")],
                "rows": [_run(run) for run in runs],
            },
            {
                "caption": _("Everything that is overdue"),
                "empty": _("Nothing in your sight is overdue."),
                "head": [_("What is owed"), _("Matter"), _("Last day"), _("By whom")],
                "rows": [_late(each) for each in late],
            },
        ],
    )


def _run(run: Overrun) -> list[Any]:
    told = [_("%(day)s: %(reason)s") % {"day": british(each.on), "reason": _reason(each)} for each in run.reports]
    ended: dict[str, Any] = (
        {"text": _("The report on the investigation came on %s.") % british(run.report_on)} if run.report_on else _owed(run.owed)
    )
    return [matter(run.reference, run.title), british(run.began_on), " ".join(told) or _("No reason was given."), ended]


def _reason(each: Any) -> str:
    """What such a report says: why, what is next, and when it is expected to end."""
    parts = [each.reason, each.next_steps, _("Expected to end on %s.") % british(each.expected_end) if each.expected_end else ""]
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def _owed(duty: Duty | None) -> dict[str, Any]:
    return {"clock": clock(duty.due, today()), "note": duty.under.text} if duty else {"text": "–"}


def _late(each: Late) -> list[Any]:
    return [
        {"text": upper(each.duty.what), "header": True, "note": each.duty.under.text},
        {"text": each.reference, "url": reverse("case", args=[each.reference]), "note": each.title},
        {"clock": clock(each.duty.due, today()), "note": _counted(each.duty)},
        {"text": upper(each.duty.owed_by.value)},
    ]


def _counted(duty: Duty) -> str:
    """Why the last day is that day: how long, and from when."""
    told = {"period": duty.period, "day": british(duty.began_on)}
    return (_("%(period)s from %(day)s") if duty.period else _("from %(day)s")) % told
