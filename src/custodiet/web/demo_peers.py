"""Colleagues for the officers of the demonstration: an invented force of honest work, moved to the weeks of story one.

Without them the officers of the story have only each other as peers. Nothing is planted, nothing is wrong in the records; the days
are moved by whole weeks, so that a Saturday stays one.
"""

import tempfile
from pathlib import Path

from custodiet.detection.engine import Engine
from custodiet.evidence.facts import TABLES, Table
from custodiet.simulation.asked import PER_3000_IN_HALF_A_YEAR, asked
from custodiet.simulation.generate import generate

OFFICERS, DAYS, SEED = 60, 84, 3
EARLIER = 113 * 7
"""From Monday 1 January 2024, on which every invented force begins, back to Monday 1 November 2021."""


def add(folder: Path) -> None:
    """Put their facts beside those of the story."""
    with tempfile.TemporaryDirectory() as aside:
        made = Path(aside) / "force"
        generate(asked(OFFICERS, DAYS, SEED, [f"{kind}=0" for kind in PER_3000_IN_HALF_A_YEAR], ["none"]), made)
        with Engine(made / "facts") as engine:
            for table in TABLES:
                if engine.holds(table.name):
                    engine.write_facts(table.name, [_moved(table)], "ALL", folder / table.name / "colleagues.parquet")


def _moved(table: Table) -> str:
    columns = (
        f'"{each.name}" - INTERVAL {EARLIER} DAY AS "{each.name}"' if each.type == "moment" else f'"{each.name}"' for each in table.own
    )
    return f"SELECT {', '.join(columns)} FROM {table.name}"
