"""The measures: one function over a case each, in the order in which the tables print them. This tuple is the registry."""

from custodiet.figures.measure import Measure
from custodiet.figures.measures import abuse, ends, handling, informed, opening, proceedings, timeliness

MEASURES: tuple[Measure, ...] = (
    *opening.MEASURES,
    *handling.MEASURES,
    *proceedings.MEASURES,
    *ends.MEASURES,
    *abuse.MEASURES,
    *timeliness.MEASURES,
    *informed.MEASURES,
)
BY_KEY = {measure.key: measure for measure in MEASURES}
