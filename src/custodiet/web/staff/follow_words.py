"""Follow-up in words: warnings, restrictions, checks, who can meet whom, and learning, as the components print them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework.follow_pages import Limited, OfficerFollowed
from custodiet.casework.kept_apart import Compared, Meets
from custodiet.casework.models import Learning, Proof, Taught
from custodiet.law.matter import Duty
from custodiet.law.steps.people import SupervisionPlanned
from custodiet.web.clocks import clock
from custodiet.web.context import today
from custodiet.web.staff import printed
from custodiet.web.staff.case import in_words
from custodiet.web.staff.frame import Frame
from custodiet.web.staff.step_fields import Names
from custodiet.web.staff.warning_words import READ_HEAD, read, warning
from custodiet.web.templatetags.house import british

MEETING = {Meets.YES: "red", Meets.NO: "grey", Meets.UNKNOWN: "yellow"}


def officer(seen: Frame, each: OfficerFollowed, may: bool) -> dict[str, Any]:
    """One officer of the case."""
    plan: Any = each.plans[-1] if each.plans else None
    check = f"{reverse('step', args=[seen.reference, 'SupervisionChecked'])}?about={each.key}" if may and plan else ""
    return {
        "alias": each.alias,
        "warnings": [warning(one) for one in each.warnings if not one.told],
        "warnings_head": [_("Warning"), _("State today"), _("From, and last day")],
        "earlier": [read(one) for one in each.earlier],
        "read_head": READ_HEAD,
        "restrictions": [_restriction(one) for one in each.restrictions],
        "restrictions_head": [_("Restriction"), _("Review"), _("Proof that it is kept")],
        "plan": _plan(plan) if plan else [],
        "checks": [_check(one) for one in each.checks],
        "checks_head": [_("Check"), _("State"), _("Proof")],
        "check_url": check,
        "others": printed.duty_rows(each.others, today(), seen.names),
        "reflective": [{"on": step.on, "what": type(step).title(), "detail": in_words(step, seen)} for step in each.reflective],
        "revetted": [
            {"on": step.on, "what": type(step).title(), "detail": " · ".join(filter(None, [step.result, *map(proof, proofs)]))}
            for _seq, step, proofs in each.revetted
        ],
    }


def _restriction(each: Limited) -> list[Any]:
    made = each.stands.made
    kinds = ", ".join(kind.capitalised for kind in made.kinds)
    since = _("%(why)s · since %(day)s · reviewed by: %(who)s") % {"why": made.reason, "day": british(made.on), "who": made.reviewer}
    proofs = {"text": "; ".join(map(proof, each.proofs))} if each.proofs else _unproved(each)
    return [
        {"text": made.restriction, "header": True, "note": " · ".join(filter(None, [kinds, since]))},
        {"clock": clock(each.review.due, today())} if each.review else {"text": _("No review is due.")},
        proofs,
    ]


def _unproved(each: Limited) -> dict[str, Any]:
    late = each.owed_by < today()
    return {"text": "", "tag": _("No proof"), "colour": "red" if late else "yellow", "note": _("due by %s") % british(each.owed_by)}


def _plan(plan: SupervisionPlanned) -> list[dict[str, Any]]:
    every = _("every %d days") % plan.check_every_days if plan.check_every_days > 1 else _("every day")
    return [
        {"key": _("Plan"), "value": plan.plan},
        {"key": _("Supervisor"), "value": plan.supervisor, "known": bool(plan.supervisor)},
        {"key": _("Checked"), "value": every},
        {"key": _("Until"), "value": british(plan.until) if plan.until else _("no end is fixed")},
    ]


def _check(duty: Duty) -> list[Any]:
    said = _("Entered for %s; the proof stands in the history") % british(duty.met_on) if duty.met_on else ""
    red = duty.overdue(today())
    return [
        {"text": _("Check due by %s") % (british(duty.due) if duty.due else _("a day that is not known")), "header": True},
        {"clock": clock(duty.due, today(), duty.met_on)},
        {"text": said} if said else {"text": "", "tag": _("No proof"), "colour": "red" if red else "grey"},
    ]


def proof(each: Proof) -> str:
    """What proves it, in a line."""
    what = _("exhibit %s") % each.exhibit.reference if each.exhibit else f"{each.supervisor}: {each.words}"
    return _("%(what)s (of %(day)s)") % {"what": what, "day": british(each.on)}


def apart(each: Compared, reference: str) -> list[Any]:
    """Whether two people can meet."""
    who = _("%(officer)s and %(whom)s") % {"officer": each.officer, "whom": each.whom}
    return [
        {"text": who, "header": True},
        {"text": "", "tag": printed.upper(each.meets.value), "colour": MEETING[each.meets]},
        {"text": _("Areas of %s") % each.whom, "url": reverse("areas", args=[reference, each.key]), "note": each.why},
    ]


def learning(each: Learning, names: Names) -> list[Any]:
    """A recommendation and how it stands."""
    proofs = list(each.proofs.all())
    whom = names.of(each.officer) if each.to == Taught.OFFICER.name else Taught.FORCE.value
    said = _("to %(whom)s, recommended by %(by)s") % {"whom": whom, "by": each.recommended_by}
    done_on = min(one.on for one in proofs) if proofs else None
    return [
        {"text": each.what, "header": True, "note": " · ".join([said, *map(proof, proofs)])},
        {"clock": clock(each.due, today(), done_on)},
        {"text": each.owner},
    ]
