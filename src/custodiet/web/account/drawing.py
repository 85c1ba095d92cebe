"""The drawing of an account: one lane for each kind of thing, time from left to right, and what the roster says below.

Own SVG, text throughout: the same drawing stands in the page and in the PDF, works without script and without colour (a
mark's shape says what its colour says), and is described in words; the table beneath it holds every mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from custodiet.detection.account import Account, Entry
from custodiet.detection.duty import OFF, ON
from custodiet.web.templatetags.house import british

WIDTH, LEFT, RIGHT, TOP, LANE, MARK = 960, 160, 24, 34, 46, 5.5
LANES = (
    ("met on duty", lazy("Met on duty")),
    ("telephone", lazy("Calls")),
    ("texts", lazy("Texts")),
    ("chat", lazy("Chat")),
    ("records looked at", lazy("Records")),
)
LOOKS = {
    "off": 'class="custodiet-drawing__off" fill="#942514"',
    "on": 'class="custodiet-drawing__on" fill="#ffffff" stroke="#17443b" stroke-width="2"',
    "unknown": 'class="custodiet-drawing__unknown" fill="#6f777b"',
    "cross": 'class="custodiet-drawing__cross" fill="none" stroke="#0b0c0c" stroke-width="1.8"',
    "line": 'class="custodiet-drawing__line" stroke="#b9cfc6" stroke-width="1"',
    "name": 'font-family="Liberation Sans, Arial, sans-serif" font-size="14" font-weight="bold" fill="#0b0c0c"',
    "day": 'font-family="Liberation Sans, Arial, sans-serif" font-size="13" fill="#0b0c0c"',
}
"""The looks stand on the marks themselves, not in a style sheet: a paper draws the same SVG without one."""
SPREAD = 4
"""In how many rows of a lane marks are put that would cover each other."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a moment stands between the left and the right edge."""

    first: datetime
    last: datetime

    def x(self, moment: datetime) -> float:
        """The place of a moment, in units of the drawing."""
        whole = max((self.last - self.first).total_seconds(), 1.0)
        return LEFT + (WIDTH - LEFT - RIGHT) * (moment - self.first).total_seconds() / whole


def draw(account: Account) -> str:
    """The drawing as SVG text; empty where nothing has a day."""
    dated = [entry for entry in account.entries if entry.local]
    if not dated:
        return ""
    moments = [entry.local for entry in dated if entry.local]
    scale = Scale(min(moments) - timedelta(days=1), max(moments) + timedelta(days=1))
    used = [(key, words) for key, words in LANES if any(entry.lane == key for entry in dated)]
    height = TOP + LANE * len(used) + 64
    parts = [
        f'<svg class="custodiet-drawing" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        ' aria-labelledby="drawing-title drawing-words">',
        f'<title id="drawing-title">{escape(_("What passed between the two, over time"))}</title>',
        f'<desc id="drawing-words">{escape(" ".join(account.statement))}</desc>',
        *_axis(scale, TOP + LANE * len(used)),
    ]
    for row, (key, words) in enumerate(used):
        parts += _lane(scale, TOP + LANE * row, str(words), [entry for entry in dated if entry.lane == key])
    parts += _legend(height - 12)
    return "".join([*parts, "</svg>"])


def _axis(scale: Scale, bottom: float) -> Iterator[str]:
    """A line at the beginning of each week (or month, where there are many), with its day."""
    days = (scale.last - scale.first).days
    step = 7 if days <= 120 else 28
    day = scale.first.replace(hour=0, minute=0, second=0, microsecond=0)
    day += timedelta(days=(7 - day.weekday()) % 7)
    weeks = 0
    while day <= scale.last:
        x = scale.x(day)
        yield f'<line {LOOKS["line"]} x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{bottom}"/>'
        if weeks % (2 if days > 60 else 1) == 0 and x < WIDTH - RIGHT - 30:
            yield f'<text {LOOKS["day"]} x="{x:.1f}" y="{TOP - 14}" text-anchor="middle">{day.day} {day:%b}</text>'
        day, weeks = day + timedelta(days=step), weeks + 1


def _lane(scale: Scale, top: float, words: str, entries: Sequence[Entry]) -> Iterator[str]:
    middle = top + LANE / 2
    yield f'<line {LOOKS["line"]} x1="{LEFT}" y1="{top + LANE}" x2="{WIDTH - RIGHT}" y2="{top + LANE}"/>'
    yield f'<text {LOOKS["name"]} x="8" y="{middle + 4}">{escape(words)} ({len(entries):,})</text>'
    last = [-100.0] * SPREAD
    for entry in entries:
        if entry.local is None:
            continue
        x = scale.x(entry.local)
        row = next((n for n in range(SPREAD) if x - last[n] > 2 * MARK), min(range(SPREAD), key=lambda n: last[n]))
        last[row] = x
        yield _mark(x, top + 9 + row * (LANE - 18) / (SPREAD - 1), entry)


def _mark(x: float, y: float, entry: Entry) -> str:
    """Filled square: off duty. Circle: on duty. Triangle: the roster is silent. A cross over it: nothing explains it."""
    told = f"<title>{escape(_said(entry))}</title>"
    if entry.duty == OFF:
        shape = f'<rect {LOOKS["off"]} x="{x - MARK:.1f}" y="{y - MARK:.1f}" width="{2 * MARK}" height="{2 * MARK}"/>'
    elif entry.duty == ON or entry.lane == "met on duty":
        shape = f'<circle {LOOKS["on"]} cx="{x:.1f}" cy="{y:.1f}" r="{MARK}"/>'
    else:
        shape = f'<path {LOOKS["unknown"]} d="M{x:.1f} {y - MARK:.1f}l{MARK} {2 * MARK}h{-2 * MARK}z"/>'
    cross = ""
    if "unexplained" in entry.marks:
        r = MARK + 4
        cross = f'<path {LOOKS["cross"]} d="M{x - r:.1f} {y - r:.1f}l{2 * r} {2 * r}m0 {-2 * r}l{-2 * r} {2 * r}"/>'
    return f"<g>{told}{shape}{cross}</g>"


def _said(entry: Entry) -> str:
    when = f"{british(entry.local)} {entry.local:%H:%M}" if entry.local else ""
    return f"{entry.number}. {when}: {entry.what}" + (f" ({entry.duty})" if entry.duty else "")


def _legend(y: float) -> Iterator[str]:
    x = float(LEFT)
    marks = (
        (f'<rect {LOOKS["off"]} x="{{x}}" y="{y - 10}" width="11" height="11"/>', _("off duty")),
        (f'<circle {LOOKS["on"]} cx="{{mid}}" cy="{y - 4.5}" r="{MARK}"/>', _("on duty")),
        (f'<path {LOOKS["unknown"]} d="M{{mid}} {y - 10}l{MARK} 11h{-2 * MARK}z"/>', _("the roster is silent")),
        (f'<path {LOOKS["cross"]} d="M{{x}} {y - 10}l11 11m0 -11l-11 11"/>', _("nothing explains it")),
    )
    for shape, words in marks:
        yield shape.format(x=x, mid=x + MARK) + f'<text {LOOKS["day"]} x="{x + 17}" y="{y}">{escape(words)}</text>'
        x += 40 + 7.2 * len(words)
