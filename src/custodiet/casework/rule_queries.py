"""What the page of the rules shows: every window with who signed and confirmed it, the force's own explanations, what is proposed.

The rules are open to everybody who signs in: whoever may be looked at may know by what. What is proposed comes from the force's
log, in numbers, and is for those who work through findings.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from custodiet.casework import rules, sight
from custodiet.casework.access import Access, NotThere
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import NightRun, Ruled, RuleDecision
from custodiet.casework.queries import consulted, printable
from custodiet.detection.docs import LATE
from custodiet.detection.explanations import OWN
from custodiet.detection.links import Link, link
from custodiet.detection.windows import DEFAULTS, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLine:
    """A window in force. `confirmed` is who confirmed it as a second person and when; `chosen`: the force tightened it."""

    code: str
    about: str
    window: Window
    chosen: bool
    confirmed: str
    confirmed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A link that was proposed or decided on, with its figures."""

    slug: str
    key: str
    about: str
    code: str
    state: str
    figures: dict[str, Any]
    window: str
    why: str
    by: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HotLine:
    """A record that was declared hot: the person's number, from when to when, who asked, who approved it and why."""

    person: str
    first: date
    last: date
    asked_by: str
    by: str
    on: date
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesPage:
    """The rules as they stand, and what may be decided about them."""

    windows: tuple[WindowLine, ...]
    own: tuple[LinkLine, ...]
    proposed: tuple[LinkLine, ...]
    declined: tuple[LinkLine, ...]
    mined_on: date | None
    hot: int
    may_decide: bool
    sees_proposals: bool


def rules_page(access: Access, today: date) -> RulesPage:
    """Everything about the rules that this user may know."""
    allowed = permissions(access.user)
    sees = Permission.DETECT in allowed
    with transaction.atomic():
        decided = rules.latest(rules.LINK)
        run = latest_mining(access, today) if sees else None
        told = [] if run is None else run.report["proposals"]
        waiting = [each for each in told if _open(decided.get(f"{rules.LINK}{each['key']}"))]
        page = RulesPage(
            windows=tuple(_window(code, about) for code, about in _explanations()),
            own=tuple(_decided(each) for each in decided.values() if each.decided == Ruled.APPROVED.value),
            proposed=tuple(_proposed(each) for each in waiting),
            declined=tuple(_decided(each) for each in decided.values() if each.decided != Ruled.APPROVED.value) if sees else (),
            mined_on=run.on if run else None,
            hot=sum(first <= today <= last for first, last in map(rules.days_of, rules.hot_decisions())),
            may_decide=Permission.AUTHORISE in allowed,
            sees_proposals=sees,
        )
        consulted(access, None, "rules of detection", ["windows", "explanations", *(["proposals"] if sees else [])])
    return page


def hot_lines(access: Access) -> tuple[HotLine, ...]:
    """The declarations that stand, the latest first. Who is talked about is nobody's business but theirs who decide."""
    if Permission.AUTHORISE not in permissions(access.user):
        raise NotThere
    with transaction.atomic():
        found = tuple(
            HotLine(
                person=rules.key_of(each), first=days[0], last=days[1], asked_by=each.figures["asked_by"], by=each.by.full_name,
                on=each.on, why=each.why,
            )
            for each in sorted(rules.hot_decisions(), key=lambda row: -row.pk) for days in [rules.days_of(each)]
        )  # fmt: skip
        consulted(access, None, "hot records", ["person", "days", "reason"])
    return found


def link_line(access: Access, slug: str, today: date) -> LinkLine:
    """The link of that slug as it stands, as it is proposed, or as neither (its figures are empty then)."""
    key = printable(slug).replace("--", "/").replace("_", " ")
    if Permission.AUTHORISE not in permissions(access.user):
        raise NotThere
    before = rules.latest(rules.LINK).get(f"{rules.LINK}{key}")
    if before is not None and before.decided == Ruled.APPROVED.value:
        return _decided(before)
    run = latest_mining(access, today)
    for each in run.report["proposals"] if run else ():
        if each["key"] == key:
            return _proposed(each)
    try:
        return _proposed({"key": key})
    except (KeyError, ValueError):
        raise NotThere from None


def window_line(access: Access, code: str) -> WindowLine:
    """The window of that code."""
    about = dict(_explanations()).get(printable(code))
    if about is None or Permission.AUTHORISE not in permissions(access.user):
        raise NotThere
    return _window(printable(code), about)


def latest_mining(access: Access, today: date) -> NightRun | None:
    """The last run, of an operation that this user may see, in which links were looked for."""
    seen = sight.operations(access, today)
    rows = NightRun.objects.filter(operation__in=seen.values("pk"), report__has_key="proposals")
    return rows.order_by("-pk").first()


def _open(before: RuleDecision | None) -> bool:
    """Whether a link may be decided on: nobody did, or what was approved was withdrawn."""
    return before is None or before.decided == Ruled.WITHDRAWN.value


def _explanations() -> list[tuple[str, str]]:
    both = [(each.code, each.about) for each in OWN] + list(LATE)
    return sorted(both, key=lambda each: int(each[0][1:]))


def _window(code: str, about: str) -> WindowLine:
    window = rules.rules().windows[code]
    second = rules.confirmed(code, window)
    return WindowLine(
        code=code, about=about, window=window, chosen=window != DEFAULTS[code], confirmed=second.by.full_name if second else "",
        confirmed_on=second.on if second else None,
    )  # fmt: skip


def slug_of(each: Link) -> str:
    """The key of a link as part of an address."""
    return each.key.replace("/", "--").replace(" ", "_")


def _decided(row: RuleDecision) -> LinkLine:
    each = link(rules.key_of(row))
    return LinkLine(
        slug=slug_of(each), key=each.key, about=each.about, code=row.code, state=row.decided, figures=row.figures,
        window=rules.window_of(row).words(), why=row.why, by=row.by.full_name, on=row.on,
    )  # fmt: skip


def _proposed(told: dict[str, Any]) -> LinkLine:
    each = link(told["key"])
    return LinkLine(
        slug=slug_of(each), key=each.key, about=each.about, code="", state="proposed", figures=told, window="", why="", by="", on=None
    )
