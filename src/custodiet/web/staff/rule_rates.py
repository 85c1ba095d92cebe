"""How much the rules show and how often they are wrong: for the page of the rules, and for what an officer is handed."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from custodiet.casework import outcome_figures
from custodiet.casework import rules as in_force
from custodiet.detection import lanes
from custodiet.detection.telling import RULES
from custodiet.web.measured import Level, measured
from custodiet.web.templatetags.house import grouped


def rates() -> dict[str, Any]:
    """What `staff/rule_rates.html` expects. Only while the rules can be used: ask `in_force.problem` before."""
    workload, fared = in_force.workload(), outcome_figures.fared()
    return {
        "rate": f"{workload.rate:.0%}",
        "per_month": f"{workload.per_thousand_month:g}",
        "by_rule": f"{workload.per_thousand_month * lanes.BY_RULE:g}",
        "floor": f"{lanes.FLOOR:g}",
        "fared": fared,
        "bounds": [f"{each:.0%}" for each in (fared.low, fared.high) if each is not None],
        "measured": (told := measured()),
        "rules_now": RULES,
        "measured_head": [_("What was planted"), _("Found"), _("Share, with chance allowed for"), _("Half of them within")],
        "measured_rows": [_level(each) for each in told.levels],
        "shares": {"visible": f"{told.visible:.0%}", "classic": f"{told.visible_to_classic:.0%}", "explained": f"{told.explained:.1%}"},
    }  # fmt: skip


PLANTED: dict[str, Any] = {
    "L0": lazy("the published case: 60 calls and texts, two look-ups"),
    "L1": lazy("the like of it, every figure up to a quarter more or less"),
    "L2": lazy("half as much contact, two look-ups"),
    "L3": lazy("a few calls and texts, then elsewhere, two look-ups"),
    "L4": lazy("three look-ups and no contact by work telephone"),
    "L5": lazy("on duty only, covered up in the contact log and under others' log-ins"),
    "ex-partner": lazy("somebody the officer once lived with, not on record as that"),
    "trawler": lazy("one vulnerable person after another"),
    "hot-subject": lazy("somebody everybody talks about"),
    "self": lazy("the officer's own record (found by rule, and not counted here)"),
    "family": lazy("a member of the family (found by rule, and not counted here)"),
}


def _level(each: Level) -> list[Any]:
    days = "–" if each.median_days is None else _("%(days)s days") % {"days": f"{each.median_days:g}"}
    found = _("%(found)s of %(planted)s") % {"found": grouped(each.found), "planted": grouped(each.planted)}
    share = _("%(low)s to %(high)s") % {"low": f"{each.low:.0%}", "high": f"{each.high:.0%}"}
    return [{"text": str(PLANTED.get(each.kind, each.kind)), "header": True}, found, share, days]
