"""Makes an invented force: in order, from the staff to the access log, then writes its facts, and apart from them the truth."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from custodiet.detection.engine import Engine
from custodiet.simulation import SIMULATION, abuse, controls, facts_out, force, incidents, looks, people, talk, work
from custodiet.simulation.asked import Asked, NotAsked
from custodiet.simulation.chance import Chance
from custodiet.simulation.force import START
from custodiet.simulation.sheet import Sheet

MEMORY_MB = 800


def generate(asked: Asked, folder: Path, say: Callable[[str], None] = lambda words: None) -> dict[str, int]:
    """Write `folder/facts/<table>.parquet` and `folder/truth/`; how many rows each table has. The same order gives the same bytes.

    Raises NotAsked where the folder is in use, or the force too small for what is to be planted.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NotAsked(f"The folder {folder} is not empty. Give --to a new folder, so that nothing is mixed with another force.")
    folder.mkdir(parents=True, exist_ok=True)  # before minutes of work, not after them
    chance = Chance(asked.seed)
    with Engine(memory_mb=MEMORY_MB) as engine:
        say("staff and rosters")
        force.prepare(engine, asked, chance)
        people.prepare(engine, asked, chance)
        sheet = Sheet(engine, asked, chance)
        say("what is planted")
        abuse.plant(sheet)
        controls.plant(sheet)
        _take_from_sheet(engine, sheet)
        _kin(engine, asked, chance)
        say("incidents and work")
        incidents.prepare(engine, asked, chance)
        work.prepare(engine, asked, chance)
        say("calls and texts")
        talk.prepare(engine, asked, chance)
        _others(engine, chance)
        say("look-ups")
        looks.prepare(engine, asked, chance)
        say("writing")
        written = _write(engine, asked, chance, sheet, folder)
    return written


def _take_from_sheet(engine: Engine, sheet: Sheet) -> None:
    for table, rows in sheet.rows.items():
        engine.tell(f"planted_{table}", table, rows)
    s, p, lo, hi, code = (list(column) for column in zip(*sheet.purposes, strict=True))
    engine.make(
        "planted_purpose",
        "SELECT CAST(UNNEST($s) AS BIGINT) AS s, CAST(UNNEST($p) AS BIGINT) AS p, CAST(UNNEST($lo) AS TIMESTAMP) AS lo,"
        " CAST(UNNEST($hi) AS TIMESTAMP) AS hi, CAST(UNNEST($code) AS VARCHAR) AS code",
        s=s, p=p, lo=lo, hi=hi, code=code,
    )  # fmt: skip
    engine.make("spared", "SELECT CAST(UNNEST($them) AS BIGINT) AS s", them=sorted(sheet.spared))
    engine.make("lossy", "SELECT CAST(UNNEST($them) AS BIGINT) AS unit", them=sorted(sheet.lossy_units))
    moved = sheet.reposted
    engine.make(
        "moved",
        "SELECT CAST(UNNEST($s) AS BIGINT) AS s, CAST(UNNEST($day) AS BIGINT) AS day, CAST(UNNEST($role) AS VARCHAR) AS role,"
        " CAST(UNNEST($unit) AS BIGINT) AS unit",
        s=[each[0] for each in moved], day=[each[1] for each in moved], role=[each[2] for each in moved], unit=[each[3] for each in moved],
    )  # fmt: skip
    engine.make(
        "posting_made",
        f"""
        SELECT staff_made.s, staff_made.role, staff_made.unit, supervisor, TIMESTAMP '2023-01-01' AS valid_from, CASE
               WHEN moved.s IS NOT NULL THEN TIMESTAMP '{START}' + INTERVAL 1 DAY * moved.day END AS valid_to
        FROM staff_made LEFT JOIN moved ON moved.s = staff_made.s
        UNION ALL
        SELECT moved.s, moved.role, moved.unit, head.s, TIMESTAMP '{START}' + INTERVAL 1 DAY * moved.day, NULL
        FROM moved JOIN staff_made AS head ON head.unit = moved.unit AND head.leader
        """,
    )


def _kin(engine: Engine, asked: Asked, chance: Chance) -> None:
    """Whom officers are related to, live beside or have declared; and who of them is rung from the work telephone."""
    many = str(people.persons(asked))
    engine.make(
        "kin_made",
        f"""
        SELECT s, 1 + {chance.whole(many, "kin", "s", "kinds.tie")} AS kin, kinds.tie AS kind,
               kinds.tie = 'family' AND has_phone AND {chance.draw("calls home", "s")} < {talk.FAMILY} AS calls_home
        FROM staff_made, (VALUES ('family', 0.8), ('neighbour', 0.3), ('declared', 0.06), ('colleague', 0.02)) AS kinds(tie, share)
               WHERE {chance.draw("has kin", "s", "kinds.tie")} < share
        """,
    )


def _others(engine: Engine, chance: Chance) -> None:
    engine.make(
        "other_contact",
        facts_out.BY_THEMSELVES.format(
            moment=chance.draw("other moment", "d", "nth"), way=chance.draw("other way", "d", "nth"),
            sort=chance.draw("other sort", "d", "nth"),
            which=chance.whole("10000", "other number", "d", "nth"), share=chance.draw("other is", "d", "nth"),
            word=chance.of(("landline", "landline", "switchboard", "voicemail", "withheld", "other"), "other class", "d", "nth"),
        ),
    )  # fmt: skip


def _write(engine: Engine, asked: Asked, chance: Chance, sheet: Sheet, folder: Path) -> dict[str, int]:
    facts, truth = folder / "facts", folder / "truth"
    written = {}
    for table, (sql, order) in facts_out.tables(asked, chance).items():
        written[table] = engine.write_facts(
            table, [sql, f"SELECT * FROM planted_{table}"] if table in sheet.rows else [sql], order, facts / f"{table}.parquet"
        )
    truth.mkdir(parents=True, exist_ok=True)
    engine.write_sorted(
        f"SELECT {people.number_of('A', 'n')} AS access_id, code AS purpose FROM look_made", "access_id", truth / "purposes.parquet"
    )
    (truth / "truth.json").write_text(json.dumps(_truth(asked, sheet), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return written


def _truth(asked: Asked, sheet: Sheet) -> dict[str, Any]:
    return {
        "version": SIMULATION,
        "seed": asked.seed,
        "officers": asked.officers,
        "days": asked.days,
        "start": START,
        "faults": dict(asked.faults),
        "background": "real pairs" if asked.background else "drawn",
        "left_out": list(asked.left_out),
        "planted": sheet.planted,
        "controls": sheet.controls,
    }
