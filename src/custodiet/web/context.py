"""What every page gets: the banner of a demonstration, the name of the force, who is signed in, the rooms, the day."""

import datetime
import os
from collections.abc import Container
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from custodiet.casework.jobs import Permission, permissions
from custodiet.law.rules.hearing_report import LEAST_ON_SITE
from custodiet.publication.shapes import Shape
from custodiet.web.languages import ENGLISH, others

DEMO_FORCE = "Wessex Vale Constabulary"
MOST_DAYS = 3660
DEMO_DAY = "CUSTODIET_DEMO_DAY"  # set by `custodiet demo`, and read in a demonstration only

FEW = 8
"""As many rooms stand in one line; more are grouped."""
GROUPS = (
    (_("Cases"), (
        ("worklist", _("Due today"), None),
        ("own-matters", _("My matters"), None),
        ("seats", _("Hearings I sit on"), Permission.SIT),
        ("new", _("New matter"), Permission.OPEN),
        ("reports", _("Reports received"), Permission.REPORTS),
        ("imports", _("Bring in cases"), Permission.IMPORT),
        ("search", _("Search"), Permission.VIEW),
    )),
    (_("Owed to people"), (
        ("promises", _("Promises"), Permission.REACH),
        ("follow-across", _("Follow-up"), Permission.FOLLOW),
        ("chief", _("Overdue to people"), Permission.CHIEF),
    )),
    (_("Detection"), (
        ("findings", _("Findings"), Permission.DETECT),
        ("operations", _("Operations"), Permission.DETECT),
        ("watch", _("Looks of users"), Permission.WATCH),
        ("rules", _("Rules"), None),
    )),
    (_("Answering for it"), (
        ("oversight", _("Oversight"), Permission.OVERSEE),
        ("recommendations", _("Recommendations"), Permission.RECOMMENDED),
        ("figures", _("Figures"), Permission.FIGURES),
        ("retention", _("Retention"), Permission.DISPOSE),
    )),
    (_("Public pages"), (
        ("hearings", _("Coming hearings"), None),
        ("outcomes", _("Published outcomes"), None),
    )),
)  # fmt: skip
"""The rooms of the house by what they are for, with the permission that each needs."""
ROOMS = tuple(room for _group, rooms in GROUPS for room in rooms)


def house(request: HttpRequest) -> dict[str, Any]:
    """The frame of the page. Nothing in it depends on the address, except which room is marked."""
    found: dict[str, Any] = {
        "demo": settings.DEMO,
        "force_name": force_named(),
        "home_url": "/",
        "today": today(),
        "languages": others(request),
        "contact": str(settings.POLICY.get("force", {}).get("contact", "")),
    }
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and get_language() == ENGLISH:  # the rooms of staff are there in no other
        allowed = permissions(user)
        match = request.resolver_match
        here = match.url_name if match else ""
        own = {"account_url": reverse("password"), "sign_out_url": reverse("sign-out")}
        found["signed_in_as"] = {"name": user.full_name, "office": user.get_role_display(), **own}
        found["footer_links"] = [{"text": _("Change your password"), "url": own["account_url"]}]
        found["navigation"] = menu(allowed, here)
    return found


def menu(allowed: Container[Permission], here: str) -> list[dict[str, Any]]:
    """The rooms that are open to somebody who may do that, in their groups; those of few rooms have them in one line."""
    groups = [
        {
            "label": label,
            "items": [
                {"text": text, "url": reverse(name), "current": name == here}
                for name, text, needs in rooms
                if needs is None or needs in allowed
            ],
        }
        for label, rooms in GROUPS
    ]
    every = [item for group in groups for item in group["items"]]
    return [{"label": "", "items": every}] if len(every) <= FEW else [group for group in groups if group["items"]]


def force_name() -> str:
    """The name of the force: from the policy file; of the invented force in a demonstration."""
    chosen = settings.POLICY.get("force", {})
    return str(chosen.get("name", "")) or (DEMO_FORCE if settings.DEMO else "")


def force_named() -> str:
    """The name of the force as a page says it: on a Welsh one its Welsh name, where the policy file gives one."""
    welsh = str(settings.POLICY.get("force", {}).get("name_welsh", "")) if get_language() == "cy" else ""
    return welsh or force_name()


def shape() -> Shape:
    """How the force lays out its notices (policy.toml, `[publication] shape`); in labelled fields if it chose nothing known."""
    chosen = settings.POLICY.get("publication", {}).get("shape")
    return Shape(chosen) if chosen in list(Shape) else Shape.LABELS


def today() -> datetime.date:
    """The day on the clocks of the United Kingdom; in a demonstration, the day on which the story stands."""
    if settings.DEMO and (told := os.environ.get(DEMO_DAY)):
        return datetime.date.fromisoformat(told)
    return timezone.localdate()


def archive() -> bool:
    """Whether the force keeps an archive of outcomes past their period (policy.toml, `[publication] archive`)."""
    return settings.POLICY.get("publication", {}).get("archive") is True


def days_on_site(published_on: datetime.date) -> datetime.date:
    """The last day of an outcome on the site: the least that the law gives, or longer where the force chose so (`[publication] days`)."""
    least = LEAST_ON_SITE.last(published_on)
    assert least is not None
    more = settings.POLICY.get("publication", {}).get("days")
    longest = published_on + datetime.timedelta(days=min(more, MOST_DAYS)) if type(more) is int else least
    return max(least, longest)
