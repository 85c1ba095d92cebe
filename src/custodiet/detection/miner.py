"""Proposes explanations from the force's own log: links that cover looks which nothing explains, and hardly any by chance.

The precision of a link is what it covers of the real log, as a share of that and of what it covers in a permuted log, in which
each look was made by another member of staff of the same role in the same week. No label and no past decision enters. The miner
proposes; a named person approves, and only then does a link explain anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from custodiet.detection.engine import Engine
from custodiet.detection.explanations import interval
from custodiet.detection.links import AFTER_HOURS, BEFORE_HOURS, Link, every
from custodiet.detection.windows import Window

SUPPORT, PRECISION, FEWEST = 0.001, 0.98, 20
"""A link covers at least this share of all looks, and no fewer than so many, with this precision, or it is not proposed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link with its figures: how many unexplained looks it covers, how many it covers in the permuted log, of how many."""

    link: Link
    covered: int
    permuted: int
    unexplained: int
    looks: int

    @property
    def support(self) -> float:
        """The share of all looks that it would explain."""
        return self.covered / self.looks if self.looks else 0.0

    @property
    def precision(self) -> float:
        """Real against permuted: 1 where chance covers nothing."""
        return self.covered / (self.covered + self.permuted) if self.covered else 0.0


PERMUTED = """
WITH numbered AS (
    SELECT left_over.access_id, left_over.staff_id, left_over.person_id, left_over.moment, served.role, DATE_TRUNC('week', left_over.moment) AS week,
           ROW_NUMBER() OVER (PARTITION BY served.role, DATE_TRUNC('week', left_over.moment)
                              ORDER BY MD5('{salt}' || left_over.access_id), left_over.access_id) AS place,
           COUNT(*) OVER (PARTITION BY served.role, DATE_TRUNC('week', left_over.moment)) AS many
    FROM unexplained AS left_over
    JOIN (SELECT staff_id, MIN(role_code) AS role FROM posting GROUP BY staff_id) AS served ON served.staff_id = left_over.staff_id
    WHERE left_over.adverse IS NULL AND NOT left_over.shared
)
SELECT mine.access_id, theirs.staff_id, mine.person_id, mine.moment FROM numbered AS mine
JOIN numbered AS theirs ON theirs.role = mine.role AND theirs.week = mine.week AND theirs.place = (mine.place % mine.many) + 1
WHERE theirs.staff_id <> mine.staff_id
"""
"""Each look goes to whoever made the next of the same role and week, in an order that a digest draws; a pair with itself is left out."""


def propose(
    engine: Engine, looks: int, known: Iterable[str] = (), *, support: float = SUPPORT, precision: float = PRECISION
) -> list[Proposal]:
    """The links worth a person's attention, the widest first. `known`: keys that were decided on. Needs `cascade.run`."""
    done = set(known)
    engine.make("permuted", PERMUTED.format(salt="permuted log"))
    real = "SELECT access_id, staff_id, person_id, moment FROM unexplained WHERE adverse IS NULL AND NOT shared"
    whole = int(engine.rows(f"SELECT COUNT(*) AS n FROM ({real}) AS left_over")[0]["n"])
    found = []
    for link in every():
        if link.key in done or not all(engine.holds(table) for table in link.needs):
            continue
        covered = _covered(engine, real, link)
        if covered < FEWEST or covered < support * looks:
            continue
        proposal = Proposal(link, covered, _covered(engine, "SELECT * FROM permuted", link), whole, looks)
        if proposal.precision >= precision:
            found.append(proposal)
    return sorted(found, key=lambda each: (-each.covered, each.link.key))


def _covered(engine: Engine, source: str, link: Link) -> int:
    """How many of those looks the link covers."""
    own = link.explanation("mined")
    spans = interval(own, {"mined": Window(BEFORE_HOURS, AFTER_HOURS)})
    return int(
        engine.rows(
            f"""
            SELECT COUNT(DISTINCT look.access_id) AS n FROM ({source}) AS look JOIN ({spans}) AS span
              ON span.staff_id = look.staff_id AND span.person_id = look.person_id AND span.lo <= look.moment
             AND look.moment <= COALESCE(span.hi, TIMESTAMP '9999-01-01')
            """
        )[0]["n"]
    )
