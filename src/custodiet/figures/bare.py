"""A step without its free text: what figures need of it are its kind, its days, whom it concerns and the words that the law fixes.

What was alleged, why something was decided and what was said to whom stay in the case. A snapshot outlives the case's disposal, so it
holds none of it.
"""

from dataclasses import fields, replace
from typing import Any

from custodiet.law.codec import kinds_of_fields
from custodiet.law.rules.complaints import in_writing
from custodiet.law.steps import Key, Step

KEPT = frozenset({"about", "officer", "person", "category", "clock", "result"})
"""Fields of plain text that are no free text: keys, the national category, the name of a period, what a tribunal decided."""


WRITTEN = "in writing"
"""What is kept of how somebody was told: whether it left writing behind, which the law asks of most updates."""


def bare(step: Step) -> Step:
    """The same step with every free text empty."""
    hints = kinds_of_fields(type(step))
    emptied: dict[str, Any] = {field.name: "" for field in fields(step) if hints[field.name] in (str, Key) and field.name not in KEPT}
    if "how" in emptied:
        emptied["how"] = WRITTEN if in_writing(str(getattr(step, "how", ""))) else ""
    return replace(step, **emptied)
