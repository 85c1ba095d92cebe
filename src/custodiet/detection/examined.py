"""What a folder of facts lacks, what of it could not be read, and which words in it nothing goes by: said in sentences before anything is judged.

Nothing in a folder is passed over in silence: every file that is no table, every cell that was taken for unknown, every look that is no look.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from custodiet.detection import examined_looks
from custodiet.detection.contacts import HELD_BY_TWO
from custodiet.detection.duty import KEPT, MEASURED, NOT_WORKING
from custodiet.detection.engine import Engine
from custodiet.detection.fact_files import files
from custodiet.detection.fitting import BROKEN, TYPES, WORDS, is_number
from custodiet.detection.wording import counted, day, some
from custodiet.evidence.facts import BY_NAME, TABLES

OURS = ("findings.json", "report.json", "state")
"""What an audit writes, should it write into the folder that it reads."""
EXACT = {"FLOAT": 2**24, "DOUBLE": 2**53}
"""The whole numbers up to which each such type holds every one."""
NO_OFFSET = "REGEXP_MATCHES(TRIM(\"{}\"), '[0-9]:[0-9][0-9]([:.][0-9.]+)?$')"
"""A text that ends with a time of day, and says of no zone."""
SAME = (
    ("access", "account_id", "account", "account_id"), ("account", "staff_id", "staff", "staff_id"), ("attendance", "staff_id", "account", "staff_id"),
    ("attendance", "incident_id", "involvement", "incident_id"), ("assignment", "staff_id", "account", "staff_id"),
    ("access", "originator_staff_id", "account", "staff_id"), ("duty", "staff_id", "account", "staff_id"), ("posting", "staff_id", "account", "staff_id"), ("phone_asset", "staff_id", "account", "staff_id"),
    ("involvement", "person_id", "person", "person_id"),
)  # fmt: skip
"""Columns that name the same things in two tables: where they have nothing in common, one of them is written otherwise."""
PURPOSES = ("attendance", "assignment", "task", "custody", "stop", "call_handled", "briefing_view", "licence_app")


def examine(engine: Engine) -> list[str]:
    """The sentences, of the files first. Through DuckDB, whatever engine judges: to ask Spark so many small things takes longer than to judge."""
    if type(engine) is Engine:
        return _examined(engine)
    with Engine(*engine.folders, only=engine.only) as plain:
        return _examined(plain)


def _examined(engine: Engine) -> list[str]:
    told = [*_files(engine.folders)]
    for table in [table.name for table in TABLES if engine.of_table(table.name)]:
        told += [*_columns(engine, table), *_cells(engine, table), *_words(engine, table)]
    return [
        *told,
        *_nothing_in_common(engine),
        *_cases(engine),
        *examined_looks.looks(engine),
        *_log_began(engine),
        *_no_end(engine),
        *_two_at_once(engine),
        *_no_role(engine),
    ]


def _files(folders: tuple[Path, ...]) -> Iterator[str]:
    names = {table.name for table in TABLES}
    read = {path for folder in folders for name in names for path in files([folder], name)}
    left = [
        path for folder in folders for path in sorted(folder.iterdir())
        if path not in read and path.name not in (*OURS, *names) and not path.name.startswith(".")
    ]  # fmt: skip
    meant = [path.name for path in left if path.is_file() and path.stem.lower() in names]
    if meant:
        yield f"Not read, though named as a table: {some(meant)}. A table is Parquet, in small letters: access.parquet, or a folder access of such files."
    if others := [path.name for path in left if path.name not in meant]:
        yield f"Not read, because they are no tables of facts: {some(others)}."
    for folder in folders:
        inside = [path for name in names if (folder / name).is_dir() for path in sorted((folder / name).rglob("*")) if path.is_file()]
        if other := [f"{path.parent.name}/{path.name}" for path in inside if path not in read and not path.name.startswith((".", "_"))]:
            yield f"Not read, because they are no Parquet files: {some(other)}."


def _columns(engine: Engine, table: str) -> Iterator[str]:
    shape = engine.shape(table)
    known = {column.name for column in BY_NAME[table].columns}
    if not shape.rows:
        yield f"The table {table} is there and has no row."
    more = [name for name in shape.there if name not in known]
    also = f" It has columns that nothing reads: {some(more)}." if more else ""
    if lacks := shape.lacks(table):
        yield f"The table {table} says nothing, for want of the column {', and of '.join(lacks)}.{also}"
    elif more:
        yield f"The table {table} has columns that nothing reads: {some(more)}."


def _cells(engine: Engine, table: str) -> Iterator[str]:
    """Cells that hold something, and nothing that could be read."""
    there = engine.shape(table).there
    for column in BY_NAME[table].columns:
        found = there.get(column.name, "")
        if column.type == "moment" and is_number(found) and engine.rows(_any(table, column.name)):
            yield f"{table}.{column.name} holds numbers, taken as seconds or parts of a second since 1970, UTC."
        if column.type == "moment" and found == "VARCHAR" and engine.holds_any(table, NO_OFFSET.format(column.name)):
            yield f"{table}.{column.name} holds times without an offset, taken as UTC: by the clock in London they would be an hour out in summer."
        if column.type == "moment" and found == "DATE" and engine.rows(_any(table, column.name)):
            yield f"{table}.{column.name} holds days without an hour: each counts as midnight, UTC, which windows of hours may miss."
        if column.type == "text" and found in EXACT and engine.holds_any(table, f'ABS("{column.name}") > {EXACT[found]}'):
            yield f"{table}.{column.name} holds numbers longer than a {found} can keep whole: two of them may have become one. Write them as text."
        if column.type == "text" or not (found in ("VARCHAR", *BROKEN) or (column.type == "moment" and is_number(found))):
            continue
        bad = engine.unread(table, column)
        if bad and bad[0]:
            number, example = bad
            what = {"moment": "no moment (2024-01-31 14:05, with or without an offset)", "yes/no": "neither yes nor no"}.get(
                column.type, f"no {TYPES[column.type].lower()}"
            )
            yield f"{table}.{column.name}: {counted(number, 'cell holds', 'cells hold')} {what} and {'counts' if number == 1 else 'count'} as unknown, such as “{example[:40]}”."


def _any(table: str, column: str) -> str:
    return f'SELECT 1 AS one FROM {table} WHERE "{column}" IS NOT NULL LIMIT 1'


def _words(engine: Engine, table: str) -> Iterator[str]:
    """Words of a closed list that are not on it."""
    for (of, column), known in WORDS.items():
        if of == table and column in engine.shape(table).there:
            among = ", ".join(f"'{word}'" for word in known)
            rows = engine.rows(
                f'SELECT "{column}" AS word, COUNT(*) AS n FROM {table} WHERE "{column}" IS NOT NULL AND "{column}" NOT IN ({among}) '
                f'GROUP BY "{column}" ORDER BY n DESC, word'
            )
            if rows:
                number = sum(int(row["n"]) for row in rows)
                words = some([f"“{row['word']}”" for row in rows])
                yield f"{table}.{column}: {counted(number, 'row has a word', 'rows have words')} that nothing goes by: {words}. {_instead(of)}Known are: {', '.join(known)}."


def _instead(table: str) -> str:
    return "Where the hours worked stand beside it a duty is meant, else nothing is known. " if table == "duty" else ""


def _nothing_in_common(engine: Engine) -> Iterator[str]:
    for table, column, other, same in SAME:
        if not (engine.holds(table) and engine.holds(other)):
            continue
        both = f"""
            SELECT MIN(one."{column}") AS mine, COUNT(two."{same}") AS n,
                   MIN(CASE WHEN two."{same}" IS NULL THEN one."{column}" END) AS stranger, COUNT(*) - COUNT(two."{same}") AS strangers FROM (SELECT DISTINCT "{column}" FROM {table} WHERE "{column}" IS NOT NULL) AS one
            LEFT JOIN (SELECT DISTINCT "{same}" FROM {other}) AS two ON two."{same}" = one."{column}" """
        row = engine.rows(both)[0]
        theirs = engine.rows(f'SELECT MIN("{same}") AS theirs FROM {other}')[0]["theirs"]
        if row["mine"] is not None and theirs is not None and not row["n"]:
            yield (
                f"{table}.{column} (such as “{row['mine']}”) and {other}.{same} (such as “{theirs}”) have nothing in common: nothing can be tied "
                "through them. Write both alike, leading noughts and all."
            )
        elif (table, column) == ("access", "account_id") and row["strangers"]:
            yield (
                f"{counted(int(row['strangers']), 'log-in of the log stands', 'log-ins of the log stand')} in no row of account, such as “{row['stranger']}”: each is "
                "taken for the staff_id of whoever looked."
            )


def _cases(engine: Engine) -> Iterator[str]:
    """What assignments and involvements call a case, and who looked where no register says whose a log-in is."""
    if engine.holds("assignment") and engine.holds("involvement"):
        found = engine.rows(
            """
            SELECT MIN(case_id) AS one FROM assignment WHERE case_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM assignment AS each_one JOIN involvement AS part ON part.crime_id = each_one.case_id OR part.incident_id = each_one.case_id)
            """
        )[0]["one"]
        if found is not None:
            yield (
                f"No assignment.case_id (such as “{found}”) is a crime_id or an incident_id of involvement, so nobody has charge of anybody's case: "
                "T2, T3, T6 and T7 find nothing there."
            )
    if engine.holds("access") and not engine.holds("account"):
        yield "No register says whose a log-in is, so each account_id is taken for the staff_id of whoever looked."


def _log_began(engine: Engine) -> Iterator[str]:
    """Tables that begin long after the log does: what they would explain before is not explained."""
    told: datetime | None = engine.rows('SELECT MIN("at") AS first FROM access')[0]["first"] if engine.holds("access") else None
    if told is None:
        return
    for table in PURPOSES:
        if engine.holds(table):
            column = {"attendance": "COALESCE(at_scene, assigned)", "assignment": '"from"', "task": '"from"'}.get(table, '"at"')
            began = engine.rows(f"SELECT MIN({column}) AS first FROM {table}")[0]["first"]
            if began and (began - told).days > 7:
                before = engine.rows('SELECT COUNT(*) AS n FROM access WHERE "at" < $began', began=began)[0]["n"]
                yield (
                    f"The table {table} begins on {day(began)} and the log on {day(told)}: what it would explain of "
                    f"{counted(int(before), 'row', 'rows')} before that is not explained."
                )


def _no_end(engine: Engine) -> Iterator[str]:
    """Duties of which nobody knows until when they lasted."""
    if not engine.holds("duty"):
        return
    row = engine.rows(
        f"""
        SELECT (SELECT SUM(CASE WHEN COALESCE(actual_end, planned_end) > COALESCE(actual_start, planned_start) THEN 0 ELSE 1 END)
                FROM duty WHERE COALESCE(actual_start, planned_start) IS NOT NULL AND COALESCE(code, 'duty') NOT IN {NOT_WORKING}) AS endless,
               (SELECT COUNT(*) FROM ({MEASURED}) AS known WHERE NOT ({KEPT})) AS odd
        """
    )[0]
    if row["endless"]:
        yield (
            f"{counted(int(row['endless']), 'duty has', 'duties have')} no end after the start: whether somebody was at work is unknown for a day after it."
        )
    if row["odd"]:
        yield (
            f"Left out of the roster: {counted(int(row['odd']), 'row', 'rows')} of more than forty days (of more than 800, of an absence), or that "
            "would end before the beginning."
        )


def _two_at_once(engine: Engine) -> Iterator[str]:
    if engine.holds("duty"):
        rows = engine.rows(OVERLAPPING)[0]
        if rows["n"]:
            yield (
                f"{counted(int(rows['n']), 'duty overlaps', 'duties overlap')} another of the same officer: whoever is at work in either counts as on duty."
            )
    held = engine.rows(f"SELECT COUNT(DISTINCT number) AS n FROM ({HELD_BY_TWO}) AS two")[0]["n"]
    if held:
        yield (
            f"{counted(int(held), 'force telephone', 'force telephones')} had two holders at once: what passed on it then is nobody's in particular and weighs nothing."
        )


OVERLAPPING = f"""
SELECT COUNT(*) AS n FROM (
    SELECT lo, MAX(hi) OVER (PARTITION BY staff_id ORDER BY lo, hi ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until FROM (
        SELECT staff_id, COALESCE(actual_start, planned_start) AS lo, COALESCE(actual_end, planned_end) AS hi FROM duty
        WHERE COALESCE(code, 'duty') NOT IN {NOT_WORKING}
    ) AS told WHERE lo IS NOT NULL AND hi > lo
) AS lined WHERE until > lo
"""


def _no_role(engine: Engine) -> Iterator[str]:
    """Officers of whom no posting says the role: they are judged among all."""
    if not engine.holds("posting"):
        yield "No posting says anybody's role, so everybody is compared with everybody."
    if engine.holds("posting") and engine.holds("account"):
        row = engine.rows(
            """
            SELECT COUNT(*) AS n FROM (SELECT DISTINCT staff_id FROM account WHERE staff_id IS NOT NULL) AS all_of_them
            WHERE staff_id NOT IN (SELECT staff_id FROM posting WHERE staff_id IS NOT NULL AND role_code IS NOT NULL)
            """
        )[0]
        if row["n"]:
            yield f"Of {counted(int(row['n']), 'officer', 'officers')} no posting says the role: each is compared with officers of a role “unknown”."
