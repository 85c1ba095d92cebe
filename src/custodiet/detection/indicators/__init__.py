"""The indicators that no valid e-value exists for: shown beside a finding as context, never weighed, never a reason of their own.

Each is a unit with its definition, needs, false positives, blind spots and what to ask first. What the files cannot say is said
as missing. Those that read content (M1–M3) stand in `reactive` and are asked of a case's exhibits alone.
"""

from custodiet.detection.engine import Engine
from custodiet.detection.finding import Evidence
from custodiet.detection.indicators.people import TIES_AND_CROWDS, TRAWLING
from custodiet.detection.indicators.scene import ONE_SIDED, SAME_SCENE
from custodiet.detection.indicators.unit import Indicator, Pair
from custodiet.detection.indicators.visits import REPEATED_VISITS, STEERING

CONTEXT: tuple[Indicator, ...] = (SAME_SCENE, ONE_SIDED, TRAWLING, TIES_AND_CROWDS, REPEATED_VISITS, STEERING)


def context(engine: Engine, pair: Pair) -> tuple[Evidence, ...]:
    """What each says of the two, or why it is silent. Needs `signs.prepare`."""
    return tuple(said for each in CONTEXT if (said := each.of(engine, pair)) is not None)
