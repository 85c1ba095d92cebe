"""What follows an outcome, in the words of the officer's own page: warnings, restrictions, supervision, what is due, learning."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework.follow_queries import OwnFollowUp, OwnRestriction
from custodiet.web.clocks import clock
from custodiet.web.context import today
from custodiet.web.staff import printed
from custodiet.web.staff.step_fields import Names
from custodiet.web.staff.warning_words import warning
from custodiet.web.templatetags.house import british

NOT_HERE = gettext_lazy("In the words of the paper that you were given")


def followed(own: OwnFollowUp, names: Names) -> dict[str, Any]:
    """As the components print it."""
    return {
        "warnings": [warning(each) for each in own.warnings],
        "warnings_head": [_("Warning"), _("State today"), _("From, and last day")],
        "restrictions": [_restriction(each) for each in own.restrictions],
        "restrictions_head": [_("What is restricted"), _("Since"), _("Reviewed")],
        "supervision": _supervision(own),
        "due": printed.duty_rows((*own.checks, *own.others), today(), names),
        "learning": [_learning(*each) for each in own.learning],
        "learning_head": [_("What you were asked to learn"), _("By when")],
    }


def _restriction(each: OwnRestriction) -> list[Any]:
    reviewed = _("by %s") % each.reviewer if each.reviewer else _("who reviews it is not on record")
    return [
        {"text": each.what or NOT_HERE, "header": True, "note": printed.upper(", ".join(each.kinds))},
        {"text": british(each.since)},
        {"clock": clock(each.review_on, today()), "note": reviewed} if each.review_on else {"text": printed.upper(reviewed)},
    ]


def _supervision(own: OwnFollowUp) -> str:
    if not own.supervision:
        return ""
    if own.supervised_until is None:
        return _("You are supervised: %s") % own.supervision
    return _("You are supervised until %(day)s: %(plan)s") % {"day": british(own.supervised_until), "plan": own.supervision}


def _learning(what: str, due: Any, proved: bool) -> list[Any]:
    state = {"text": british(due), "note": _("It is on record as done.")} if proved else {"clock": clock(due, today())}
    return [{"text": what or NOT_HERE, "header": True}, state]
