"""What every page of a case needs: the page as the records answer it, the words behind its keys, the side menu.

People stand here under their aliases; names are on the page of the people alone.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from custodiet.casework import queries
from custodiet.casework.jobs import HELD_BY_GRANT, Permission, permissions
from custodiet.casework.pages import AllegationLine, CasePage, StepLine
from custodiet.law.position import Position
from custodiet.law.steps import History
from custodiet.law.steps.outcome import Found
from custodiet.web.context import today
from custodiet.web.staff import printed
from custodiet.web.staff.step_fields import Names

SIDE = (
    ("case", _("Where it stands"), Permission.VIEW),
    ("account", _("History"), Permission.RECORD),
    ("people", _("People"), Permission.RECORD),
    ("reach", _("Reaching people"), Permission.REACH),
    ("follow", _("Follow-up"), Permission.FOLLOW),
    ("officer-watch", _("Watch within an order"), Permission.DETECT),
    ("allegations", _("Allegations"), Permission.VIEW),
    ("hearing", _("Hearing"), Permission.VIEW),
    ("exhibits", _("Exhibits"), Permission.EXHIBITS),
    ("bundles", _("Bundles"), Permission.EXHIBITS),
    ("papers", _("Papers"), Permission.RECORD),
    ("lists", _("Lists"), Permission.RECORD),
    ("contacts", _("Contact account"), Permission.EXHIBITS),
    ("notes", _("Notes"), Permission.NOTE),
    ("tasks", _("Tasks"), Permission.TASK),
    ("publish-hearing", _("Notice of the hearing"), Permission.COMPOSE),
    ("referral", _("Referral pack"), Permission.REFER),
    ("publish", _("Publication"), Permission.PUBLISH),
    ("grants", _("Who works on it"), Permission.GRANT),
    ("case-retention", _("How long it is kept"), Permission.DISPOSE),
    ("looked", _("Who looked"), Permission.LOG),
    ("conflict", _("Conflict of interest"), Permission.VIEW),
)


@dataclass
class Frame:
    """One case as its pages see it."""

    request: HttpRequest
    seen: CasePage

    @property
    def reference(self) -> str:
        """The reference of the case."""
        return self.seen.reference

    @property
    def position(self) -> Position:
        """Where the case stands in law today."""
        return self.seen.position

    @cached_property
    def history(self) -> History:
        """The steps that stand."""
        return History(line.step for line in self.seen.steps if line.stands and line.step)

    @cached_property
    def names(self) -> Names:
        """The words behind the keys: aliases, and allegations by number and first words."""
        aliases, officers = self.seen.aliases, self.history.officers
        told = enumerate(self.seen.allegations, 1)
        return Names(
            officers={key: aliases.get(key, key) for key in officers},
            allegations={each.key: f"Allegation {number} ({each.officer}): {_short(each.conduct)}" for number, each in told},
            people={key: alias for key, alias in aliases.items() if key not in officers},
            clocks={duty.id: f"{duty.what} ({duty.under})" for duty in self.position.duties if duty.open},
        )

    def correctable(self) -> tuple[StepLine, ...]:
        """The steps that this reader may put right: whoever does not read the record, those of an office that they hold."""
        if Permission.TAKE_STEP not in self.seen.may:
            return ()
        offices = {office.capitalised for office in self.seen.offices if office in HELD_BY_GRANT}
        return tuple(line for line in self.seen.steps if Permission.RECORD in self.seen.may or line.office in offices)

    def people(self) -> list[dict[str, Any]]:
        """The people under their aliases."""
        return [{"name": line.alias, "role": line.role} for line in self.seen.people]

    def allegations(self) -> list[dict[str, Any]]:
        """The allegations, each with its finding."""
        return [self._allegation(line) for line in self.seen.allegations]

    def _allegation(self, line: AllegationLine) -> dict[str, Any]:
        found = self.history.latest(Found, line.key)
        words = ""
        if found:
            words = found.level.value + (f" ({'; '.join(found.breaches)})" if found.breaches else "")
        return {"conduct": line.conduct, "officer": line.officer, "category": line.category, "finding": words}

    def page(self, current: str, **more: Any) -> dict[str, Any]:
        """The context of a page of this case."""
        heading = printed.heading(self.seen, self.position)
        return around(self.request, heading, current, **more)


def frame(request: HttpRequest) -> Frame:
    """The case that the gate let this reader into; the opening is in the ledger when this returns."""
    return Frame(request, queries.case_page(request.access, request.case.reference, today()))


def around(request: HttpRequest, head: dict[str, Any], current: str, **more: Any) -> dict[str, Any]:
    """The heading, the way back and the side menu of a case."""
    allowed = permissions(request.user)
    return {
        "case": head,
        "crumbs": [{"text": _("Due today"), "url": reverse("worklist")}],
        "side_label": _("This case"),
        "side_items": [
            {"text": text, "url": reverse(name, args=[head["reference"]]), "current": name == current}
            for name, text, needs in SIDE
            if needs in allowed
        ],
        **more,
    }


def _short(words: str) -> str:
    return words if len(words) <= 70 else f"{words[:69].rsplit(' ', 1)[0]}…"
