"""The rules: one module for each Part of the regulations, each with exactly `options(matter)` and `duties(matter)`."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

_NAMES = (
    "recording", "referral", "investigation", "suspension", "restrictions", "case_to_answer", "proceedings", "panels", "hearing",
    "outcomes", "former_officers", "lists", "appeals", "reflective_practice", "vetting", "keeping_informed", "reviews",
)  # fmt: skip
RULES: tuple[ModuleType, ...] = tuple(
    import_module(f"custodiet.law.rules.{name}") for name in _NAMES if find_spec(f"custodiet.law.rules.{name}")
)
