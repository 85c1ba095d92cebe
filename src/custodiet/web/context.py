"""What every page gets: the banner of a demonstration, the name of the force, who is signed in, the rooms, the day."""

import datetime
import os
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from custodiet.casework.access import Permission, permissions
from custodiet.law.rules.hearing_report import LEAST_ON_SITE
from custodiet.publication.shapes import Shape
from custodiet.web.languages import ENGLISH, others

DEMO_FORCE = "Wessex Vale Constabulary"
MOST_DAYS = 3660
DEMO_DAY = "CUSTODIET_DEMO_DAY"  # set by `custodiet demo`, and read in a demonstration only

ROOMS = (
    ("worklist", _("Due today"), None),
    ("own-matters", _("My matters"), None),
    ("seats", _("Hearings I sit on"), Permission.SIT),
    ("promises", _("Promises"), Permission.REACH),
    ("follow-across", _("Follow-up"), Permission.FOLLOW),
    ("chief", _("Overdue to people"), Permission.CHIEF),
    ("oversight", _("Oversight"), Permission.OVERSEE),
    ("recommendations", _("Recommendations"), Permission.RECOMMENDED),
    ("new", _("New matter"), Permission.OPEN),
    ("reports", _("Reports received"), Permission.REPORTS),
    ("imports", _("Bring in cases"), Permission.IMPORT),
    ("findings", _("Findings"), Permission.DETECT),
    ("operations", _("Operations"), Permission.DETECT),
    ("retention", _("Retention"), Permission.DISPOSE),
    ("watch", _("Looks of users"), Permission.WATCH),
    ("rules", _("Rules"), None),
    ("figures", _("Figures"), Permission.FIGURES),
    ("search", _("Search"), Permission.VIEW),
    ("hearings", _("Coming hearings"), None),
    ("outcomes", _("Published outcomes"), None),
)


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
        found["signed_in_as"] = {"name": user.full_name, "office": user.get_role_display(), "sign_out_url": reverse("sign-out")}
        found["navigation"] = [
            {"text": text, "url": reverse(name), "current": name == here}
            for name, text, needs in ROOMS
            if needs is None or needs in allowed
        ]
    return found


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
