"""How long before and after a purpose it explains a look: a table of dated, signed-off numbers, which a force may tighten.

policy.toml may shorten a window, never lengthen it beyond what stands here:

    [detection.windows]
    T1 = { after_hours = 24, decided_on = 2026-03-01, decided_by = "Head of Counter Corruption" }
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Window:
    """Hours before and after, and who decided it when."""

    before_hours: float
    after_hours: float
    decided_on: str = "2026-11-26"
    decided_by: str = "default"

    def minutes(self) -> dict[str, str]:
        """SQL of the minutes `before` and `after`; in brackets where they are fewer than none, as when an evaluation switches one off."""
        told = {"before": self.before_hours * 60, "after": self.after_hours * 60}
        return {name: f"{many:.0f}" if many >= 0 else f"({many:.0f})" for name, many in told.items()}

    def words(self) -> str:
        """“1 hour before to 36 hours after”."""
        if not self.before_hours and not self.after_hours:
            return "while it is open"
        if not self.before_hours:
            return f"until {_hours(self.after_hours)} after"
        return f"{_hours(self.before_hours)} before to {_hours(self.after_hours)} after"


DEFAULTS: dict[str, Window] = {
    "T1": Window(1, 36),
    "T2": Window(1, 72),
    "T3": Window(1, 72),
    "T4": Window(2, 24),
    "T5": Window(0.5, 2),
    "T6": Window(24, 96),
    "T7": Window(24, 72),
    "T8": Window(1, 96),
    "T9": Window(0, 0),
    "T10": Window(0, 0),
    "T11": Window(0.5, 0.5),
    "T12": Window(2, 96),
    "T13": Window(96, 24),
    "T14": Window(0, 1 / 30),
    "T15": Window(0.25, 0.25),
    "T16": Window(12, 12),
}


class WrongWindow(ValueError):
    """The policy asks for a window that cannot be. The message says which, why, and what may be."""


def windows(policy: Mapping[str, Any]) -> dict[str, Window]:
    """The windows in force, with what the force has chosen (`[detection.windows]` of its policy). Raises WrongWindow."""
    found = dict(DEFAULTS)
    for code, chosen in policy.items():
        if code not in DEFAULTS:
            raise WrongWindow(f"policy.toml sets a window for {code}, and there is no such explanation. There are: {', '.join(DEFAULTS)}.")
        widest = DEFAULTS[code]
        window = replace(widest, **{name: chosen[name] for name in chosen if name in Window.__dataclass_fields__})
        if (
            window.before_hours > widest.before_hours
            or window.after_hours > widest.after_hours
            or min(window.before_hours, window.after_hours) < 0
        ):
            raise WrongWindow(
                f"policy.toml sets the window of {code} to {window.words()}; it may be at most {widest.words()}, and never negative."
            )
        found[code] = replace(window, decided_on=str(window.decided_on))
    return found


def _hours(hours: float) -> str:
    if hours < 1:
        return f"{hours * 60:.0f} minutes"
    if hours >= 72 and hours % 24 == 0:
        return f"{hours / 24:.0f} days"
    return f"{hours:g} hour{'' if hours == 1 else 's'}"
