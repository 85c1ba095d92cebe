"""T16: a look under a log-in that several share is explained where somebody who worked at that terminal then had a purpose.

A shared log-in hides who looked, so nobody is judged by such a look; but a custody desk that opens the record of the woman in its
cells needs no question. Who worked there is told by the terminal of the looks that people made under log-ins of their own. That a
desk shares a log-in at all is a weakness of the force's controls, and stands in the report as what this explains.
"""

from collections.abc import Mapping
from dataclasses import replace

from custodiet.detection.cascade import Cascade
from custodiet.detection.engine import Engine
from custodiet.detection.windows import DEFAULTS, Window

SHARED = """
SELECT left_over.access_id, left_over.person_id, left_over.moment, look.workstation
FROM unexplained AS left_over JOIN access AS look ON look.access_id = left_over.access_id
WHERE left_over.shared AND left_over.adverse IS NULL AND look.workstation IS NOT NULL
"""
MAY = """
SELECT DISTINCT desk.access_id, desk.moment, desk.workstation, purpose.staff_id
FROM desk_look AS desk JOIN purpose ON purpose.person_id = desk.person_id
     AND purpose.lo <= desk.moment AND (purpose.hi IS NULL OR desk.moment <= purpose.hi)
"""
THERE = """
SELECT DISTINCT may.access_id, may.staff_id FROM desk_may AS may
JOIN account AS held ON held.staff_id = may.staff_id
JOIN access AS own ON own.account_id = held.account_id AND own.workstation = may.workstation
     AND own."at" BETWEEN may.moment - INTERVAL {before} MINUTE AND may.moment + INTERVAL {after} MINUTE
WHERE NOT COALESCE(held.is_shared, false)
"""


def explain(engine: Engine, found: Cascade, windows: Mapping[str, Window] = DEFAULTS) -> Cascade:
    """Take from `unexplained` what a desk explains; the cascade with it counted. Needs `cascade.run` and the view `purpose`.

    Leaves `desk_there`: for each look that a desk explains, whose purpose did.
    """
    engine.make("desk_look", SHARED)
    none = not engine.rows("SELECT 1 AS one FROM desk_look LIMIT 1")
    engine.make("desk_may", f"{MAY} {'WHERE false' if none else ''}")
    engine.make("desk_there", THERE.format(**windows["T16"].minutes()))
    many = int(engine.rows("SELECT COUNT(DISTINCT access_id) AS n FROM desk_there")[0]["n"])
    if many:
        engine.make(
            "still_left",
            "SELECT left_over.* FROM unexplained AS left_over ANTI JOIN desk_there ON desk_there.access_id = left_over.access_id",
        )
        engine.make("unexplained", "SELECT * FROM still_left")
        engine.drop("still_left")
    engine.drop("desk_look", "desk_may")
    return replace(found, explained={**found.explained, "T16": many}, unexplained=found.unexplained - many)
