"""An invented force in seconds, for timing alone: no story is in it, nothing is planted, and its answers say nothing about detection.

Everything is arithmetic on numbers and DuckDB's seeded hash, and every look falls out in order of time, so that a hundred million need
neither a join nor a sort. Per officer: 300 people, 91 incidents, 195 shifts, 91 tasks, 64 calls and 3,030 looks in a year. Of the looks
about 42 % fall to attendances and cases, 16 % to calls, 12 % to tasks, 8 % to a colleague's case, 6 % to a supervisor, 3 % to custody,
stops and briefings, 1 % are the wrong record of a name, 2 % were asked for by another, 3 % are lists of hits, 7 % nothing explains.
"""

from pathlib import Path

import duckdb

START, FIRST = "TIMESTAMP '2024-01-01'", 1_704_067_200_000_000
YEAR = 366 * 24 * 3600
OFFICERS_PER_LOOK = 3300 / 10_000_000
MONTHS = 12
EVENTS = ((0.85, "custody"), (0.86, "stop"), (0.87, "briefing_view"))


def make(folder: Path, looks: int, *, threads: int = 2, day: int = 0) -> int:
    """Write the facts of a force with so many looks in a year; how many officers it has.

    `day`: also write as many looks of one more day, the last of the year, into `folder.day/access`.
    """
    officers = max(36, round(looks * OFFICERS_PER_LOOK / 12) * 12)
    size = {"officers": officers, "people": officers * 300, "incidents": officers * 91, "tasks": officers * 91, "calls": officers * 64}
    connection = duckdb.connect(config={"threads": threads, "memory_limit": "4GB"})
    for name, sql in tables(size).items():
        write(connection, sql, folder / f"{name}.parquet")
    for month in range(MONTHS):
        first, last = looks * month // MONTHS, looks * (month + 1) // MONTHS
        write(connection, looked(size, first, last, looks), folder / "access" / f"{month + 1:02}.parquet")
    if day:
        late = looked(size, 0, day, day, begins=YEAR - 86_400, lasts=86_000, named="N")
        write(connection, late, folder.with_name(folder.name + ".day") / "access" / "day.parquet")
    connection.close()
    return officers


def write(connection: duckdb.DuckDBPyConnection, sql: str, path: Path) -> None:
    """One Parquet file in its own order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")


def draw(purpose: str, *keys: str) -> str:
    """SQL of a number between 0 and 1 that is always the same for that purpose and those keys."""
    return f"((hash('{purpose}', {', '.join(keys)}) >> 11) / 9007199254740992.0)"


def whole(most: str, purpose: str, *keys: str) -> str:
    """SQL of a whole number from 0 up to, but not including, `most`."""
    return f"CAST(floor({draw(purpose, *keys)} * ({most})) AS BIGINT)"


def at(seconds: str) -> str:
    """SQL of the moment so many seconds after the first of the year."""
    return f"make_timestamp(CAST(1000000 * ({seconds}) AS BIGINT) + {FIRST})"


def staff(key: str) -> str:
    """SQL of a staff number."""
    return f"'S' || CAST(100000 + ({key}) AS VARCHAR)"


def person(key: str) -> str:
    """SQL of a person's number."""
    return f"'P' || CAST(100000000 + ({key}) AS VARCHAR)"


def opened(incident: str, incidents: int) -> str:
    """SQL of the second in which an incident opens: they are numbered in order of time."""
    return f"(({incident}) * {YEAR} // {incidents})"


def crew(size: dict[str, int], incident: str, place: str) -> str:
    """SQL of the officer in that place (0, 1) of the crew of an incident."""
    return whole(str(size["officers"]), "crew", incident, place)


def charge(size: dict[str, int], incident: str) -> str:
    """SQL of who has charge of an incident's case."""
    return whole(str(size["officers"]), "charge", incident)


def involved(size: dict[str, int], incident: str, place: str) -> str:
    """SQL of the person in that place (0, 1) of an incident."""
    return whole(str(size["people"]), "involved", incident, place)


def tables(size: dict[str, int]) -> dict[str, str]:
    """The SQL of every table but the looks."""
    n, incidents = size["officers"], size["incidents"]
    scene = opened("i", incidents)
    task, call = f"(k * {YEAR} // {size['tasks']})", f"(k * {YEAR} // {size['calls']})"
    kinds = "['intel', 'missing', 'licensing', 'court warning', 'warrant', 'MARAC']"
    events = {"custody": 12, "stop": 12, "briefing_view": 12, "licence_app": 4}
    made = {
        "staff": f"SELECT {staff('s')} AS staff_id, 'officer' AS kind FROM range({n}) AS each_one(s)",
        "account": f"SELECT 'L' || {staff('s')} AS account_id, {staff('s')} AS staff_id, {START} - INTERVAL 1 DAY AS valid_from FROM range({n}) AS each_one(s)",
        "posting": f"""
            SELECT {staff("s")} AS staff_id, 'response' AS role_code, 'U' || (s // 12) AS unit_id, {staff("s // 12 * 12")} AS supervisor_id,
                   {START} - INTERVAL 1 DAY AS valid_from, CASE WHEN s % 10 = 9 THEN {START} + INTERVAL 183 DAY END AS valid_to
            FROM range({n}) AS each_one(s)
            UNION ALL SELECT {staff("s")}, 'response', 'U' || ((s // 12 + 1) % {n // 12}), {staff(f"(s // 12 + 1) % {n // 12} * 12")},
                   {START} + INTERVAL 183 DAY, NULL FROM range({n}) AS each_one(s) WHERE s % 10 = 9""",
        "duty": f"""
            SELECT {staff("s")} AS staff_id, {at("d * 86400 + s % 3 * 28800")} AS actual_start, {at("d * 86400 + s % 3 * 28800 + 28800")} AS actual_end, 'duty' AS code
            FROM range({n}) AS each_one(s), range(-1, 366) AS each_day(d) WHERE (s // 3 + d + 6) % 6 < 4 ORDER BY s, d""",
        "person": f"SELECT {person('p')} AS person_id, CASE WHEN p % 500 = 499 THEN {person('p - 1')} END AS merged_into, 'AD' || p // 3 AS address_id FROM range({size['people']}) AS each_one(p)",
        "incident": f"SELECT 'I' || i AS incident_id, {at(scene)} AS opened, 'domestic' AS type FROM range({incidents}) AS each_one(i)",
        "attendance": f"""
            SELECT 'I' || i AS incident_id, {staff(crew(size, "i", "place"))} AS staff_id, {at(scene + " + 900")} AS at_scene, {at(scene + " + 5400")} AS clear
            FROM range({incidents}) AS each_one(i), range(2) AS each_place(place)""",
        "involvement": f"""
            SELECT 'I' || i AS incident_id, 'C' || i AS crime_id, {person(involved(size, "i", "place"))} AS person_id, 'victim' AS role
            FROM range({incidents}) AS each_one(i), range(2) AS each_place(place)""",
        "assignment": f"""
            SELECT 'C' || i AS case_id, {staff(charge(size, "i"))} AS staff_id, 'OIC' AS role, {at(scene + " + 7200")} AS "from", {at(scene + " + 2600000")} AS "to"
            FROM range({incidents}) AS each_one(i)
            UNION ALL SELECT 'C' || i, {staff(crew(size, "i", "7"))}, CASE WHEN i % 10 = 0 THEN 'FLO' ELSE 'file' END, {at(scene + " + 86400")}, {at(scene + " + 900000")}
            FROM range({incidents}) AS each_one(i) WHERE i % 5 = 0""",
        "task": f"""
            SELECT 'T' || k AS task_id, {staff(whole(str(n), "tasked", "k"))} AS staff_id, {person(whole(str(size["people"]), "task", "k"))} AS person_id,
                   {kinds}[1 + k % 6] AS kind, {at(task)} AS "from", {at(task + " + 172800")} AS "to" FROM range({size["tasks"]}) AS each_one(k)""",
        "call_handled": f"""
            SELECT 'H' || k AS id, {staff(whole(str(n), "called", "k"))} AS staff_id, {person(whole(str(size["people"]), "caller", "k"))} AS person_id,
                   {at(call)} AS "at", {at(call + " + 3000")} AS until FROM range({size["calls"]}) AS each_one(k)""",
        "association": f"SELECT {staff('s')} AS staff_id, {person('s * 300')} AS person_id, 'family' AS kind FROM range({n}) AS each_one(s)",
    }
    for name, each in events.items():
        moment = f"(k * {YEAR} // {n * each})"
        made[name] = f"""
            SELECT '{name[0]}' || k AS id, {staff(whole(str(n), name, "k"))} AS staff_id, {person(whole(str(size["people"]), name + " of", "k"))} AS person_id,
                   {at(moment)} AS "at", {at(moment + " + 3600")} AS until FROM range({n * each}) AS each_one(k)"""
    return made


def looked(size: dict[str, int], first: int, last: int, of: int, begins: int = 0, lasts: int = YEAR, named: str = "A") -> str:
    """The SQL of the looks numbered from `first` up to `last`, of so many in the year (or from `begins` for `lasts` seconds)."""
    n, incidents, tasks, calls = size["officers"], size["incidents"], size["tasks"], size["calls"]
    luck = draw("luck", "n", f"'{named}'")
    lag = f"{draw('lag', 'n')}"
    near = f"greatest(0, least({incidents - 1}, (t - {{after}} - CAST(floor({lag} * {{span}}) AS BIGINT)) * {incidents} // {YEAR}))"
    scene, case = near.format(after=900, span=100_000), near.format(after=7200, span=2_400_000)
    task = f"greatest(0, least({tasks - 1}, (t - 600 - CAST(floor({lag} * 160000) AS BIGINT)) * {tasks} // {YEAR}))"
    call = f"greatest(0, least({calls - 1}, (t - CAST(floor({lag} * 3000) AS BIGINT)) * {calls} // {YEAR}))"
    event = f"greatest(0, least({n * 12 - 1}, (t - CAST(floor({lag} * 3600) AS BIGINT)) * {n * 12} // {YEAR}))"
    mate = f"{charge(size, 'i')} // 12 * 12 + t % 86400 // 28800 + 3 * ({whole('2', 'mate', 'n')} + CASE WHEN ({charge(size, 'i')} // 12 * 4 + t // 86400) % 6 < 3 THEN 0 ELSE 2 END)"
    place = whole("2", "place", "n")
    return f"""
    SELECT '{named}' || CAST(100000000 + n AS VARCHAR) AS access_id, {at("t")} AS "at", 'L' || {staff("CASE WHEN asked THEN (s + 1) % " + str(n) + " ELSE s END")} AS account_id,
           'records' AS system, CASE WHEN luck >= 0.97 THEN 'search' WHEN n % 9 = 0 THEN 'print' ELSE 'open' END AS action, 'person' AS entity_type, {person("p")} AS person_id,
           CASE WHEN asked THEN {staff("s")} END AS originator_staff_id, 'Z' || CAST(s * 1000 + t // 43200 AS VARCHAR) AS session_id,
           CASE WHEN luck >= 0.89 AND luck < 0.90 THEN 9000 ELSE CAST(2000 + 180000 * {draw("open", "n")} AS BIGINT) END AS ms_open
    FROM (
        SELECT n, t, luck, luck >= 0.87 AND luck < 0.89 AS asked,
               CASE WHEN luck < 0.22 THEN {crew(size, "i", place)} WHEN luck < 0.42 THEN {charge(size, "i")} WHEN luck < 0.58 THEN {whole(str(n), "called", "i")}
                    WHEN luck < 0.70 THEN {whole(str(n), "tasked", "i")} WHEN luck < 0.78 THEN {mate} WHEN luck < 0.84 THEN {crew(size, "i", "0")} // 12 * 12
                    {" ".join(f"WHEN luck < {top} THEN {whole(str(n), name, 'i')}" for top, name in EVENTS)} WHEN luck < 0.89 THEN {crew(size, "i", place)}
                    ELSE {whole(str(n), "anybody", "n")} END AS s,
               CASE WHEN luck < 0.42 THEN {involved(size, "i", place)} WHEN luck < 0.58 THEN {whole(str(size["people"]), "caller", "i")}
                    WHEN luck < 0.70 THEN {whole(str(size["people"]), "task", "i")} WHEN luck < 0.84 THEN {involved(size, "i", place)}
                    {" ".join(f"WHEN luck < {top} THEN {whole(str(size['people']), name + ' of', 'i')}" for top, name in EVENTS)} WHEN luck < 0.89 THEN {involved(size, "i", place)}
                    ELSE {whole(str(size["people"]), "anyone", "n")} END AS p
        FROM (
            SELECT n, t, luck, CASE WHEN luck < 0.22 THEN {scene} WHEN luck < 0.42 THEN {case} WHEN luck < 0.58 THEN {call} WHEN luck < 0.70 THEN {task}
                   WHEN luck < 0.78 THEN {case} WHEN luck < 0.84 THEN {scene} WHEN luck < 0.87 THEN {event} ELSE {scene} END AS i
            FROM (SELECT n, {begins} + n * {lasts} // {of} AS t, {luck} AS luck FROM range({first}, {last}) AS each_one(n)) AS timed
        ) AS chosen
    ) AS told"""
