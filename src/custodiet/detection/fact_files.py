"""Facts as files: which of a folder are of a table, what they hold, how they are written. DuckDB reads them; `engine` asks them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from custodiet.detection.fitting import TYPES
from custodiet.evidence.facts import BY_NAME

SETTINGS = (
    "SET TimeZone = 'UTC'",
    "SET autoinstall_known_extensions = false",  # nothing calls out
    "SET autoload_known_extensions = false",
    "SET checkpoint_threshold = '1TB'",  # what lives in memory for one run is never written anywhere; packing it again costs a sixth of a run
)


class NotFacts(Exception):
    """The folder cannot be read as facts. The message names the file and what is wrong with it."""


KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "posting": (("staff_id",),),
    "account": (("account_id",), ("staff_id",)),
    "duty": (("staff_id",), ("planned_start", "actual_start"), ("planned_end", "actual_end")),
    "person": (("person_id",),),
    "incident": (("incident_id",),),
    "attendance": (("incident_id",), ("staff_id",), ("assigned", "at_scene")),
    "involvement": (("person_id",), ("incident_id", "crime_id")),
    "assignment": (("case_id",), ("staff_id",), ("role",), ("from",)),
    "task": (("staff_id",), ("kind",), ("from",), ("person_id", "case_id")),
    **dict.fromkeys(("custody", "stop", "call_handled", "briefing_view", "licence_app"), (("staff_id",), ("person_id",), ("at",))),
    "contact_log": (("person_id",), ("staff_id",), ("at",)),
    "access": (("person_id",), ("at",), ("account_id", "originator_staff_id")),
    "phone_asset": (("msisdn_e164",), ("staff_id",)),
    "phone_link": (("msisdn_e164",), ("person_id", "staff_id")),
    "comms": (("at",), ("asset_msisdn",), ("other_e164", "other_raw"), ("kind",)),
    "association": (("person_id", "address_id"),),
}
"""The columns without which a table says nothing: one of each group."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the files of a table hold: how many rows, and each column's type, by its name in small letters."""

    rows: int
    there: Mapping[str, str]

    def lacks(self, table: str) -> list[str]:
        """The columns without which the table says nothing, of those that are not there; “assigned or at_scene” of two of which one would do."""
        return [" or ".join(group) for group in KEYS.get(table, ()) if not any(each in self.there for each in group)]


def files(folders: Sequence[Path], table: str) -> list[Path]:
    """The Parquet files of that table: one of its name, or all of a folder of its name."""
    found = []
    for folder in folders:
        found += [path for path in (folder / f"{table}.parquet", folder / table) if path.is_file()]
        found += sorted(path for path in (folder / table).glob("**/*.parquet") if path.is_file())
    return found


def listed(paths: Sequence[Path | str]) -> str:
    """Those files as SQL names them."""
    return "[" + ", ".join(quoted(str(path)) for path in paths) + "]"


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


@lru_cache(maxsize=512)
def _shape_of(paths: tuple[str, ...], _stamp: tuple[tuple[int, int], ...]) -> Shape:
    with connected() as connection:
        columns = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({listed(paths)}, union_by_name = true)").fetchall()
        counted = connection.execute(f"SELECT COALESCE(SUM(num_rows), 0) FROM parquet_file_metadata({listed(paths)})").fetchone()
    return Shape(int(counted[0]) if counted else 0, {str(row[0]).lower(): str(row[1]) for row in columns})


def shape(paths: tuple[Path, ...], table: str) -> Shape:
    """What those files hold; nothing of none. Raises NotFacts where one of them is no Parquet."""
    if not paths:
        return Shape(0, {})
    try:
        stamps = tuple((each.stat().st_size, each.stat().st_mtime_ns) for each in paths)
        return _shape_of(tuple(map(str, paths)), stamps)
    except (duckdb.Error, OSError) as wrong:
        raise NotFacts(f"The facts of the table {table} in {paths[0].parent} cannot be read: {reason_of(wrong)}") from wrong


def reason_of(wrong: Exception) -> str:
    """The first line of what an engine says is wrong."""
    return (str(wrong).splitlines() or ["no reason is given"])[0]


def maybe_empty(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], there: Mapping[str, str]) -> set[str]:
    """The columns of text in which an empty text may stand, by what each file says of its least: asking the rest costs time for nothing."""
    if not any(each == "VARCHAR" or each.startswith("ENUM") for each in there.values()):
        return set()
    told = connection.execute(
        f"""
        SELECT DISTINCT lower(path_in_schema) FROM parquet_metadata({listed(paths)})
        WHERE type = 'BYTE_ARRAY' AND COALESCE(stats_min_value, '') = '' AND COALESCE(stats_null_count, 0) < num_values
        """
    ).fetchall()
    return {str(row[0]) for row in told}


def broken_somewhere(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path], there: Mapping[str, str]) -> set[str]:
    """The columns of text that some of the files keep as broken numbers: read together, 4471 of the one is 4471.0 of the other."""
    if len(paths) < 2:
        return set()
    told = connection.execute(
        f"SELECT DISTINCT lower(name) FROM parquet_schema({listed(paths)}) WHERE type IN ('DOUBLE', 'FLOAT') OR COALESCE(scale, 0) > 0"
    ).fetchall()
    return {str(row[0]) for row in told if there.get(str(row[0])) == "VARCHAR"}


def write(table: str, lines: Path, target: Path) -> int:
    """Write rows of that table, given as JSON lines (one object a row, columns by name), to a Parquet file; how many they are.

    The file appears whole or not at all. The same lines give the same bytes. Raises KeyError for a table that is none.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{lines.name}.new")
    with connected() as connection:
        connection.execute(f"COPY (SELECT * FROM {of_lines(table, lines)}) TO {quoted(str(aside))} (FORMAT parquet, COMPRESSION zstd)")
        counted = connection.execute(f"SELECT count(*) FROM read_parquet({quoted(str(aside))})").fetchone()
    aside.replace(target)
    return int(counted[0]) if counted else 0


def of_lines(table: str, lines: Path) -> str:
    """SQL of the rows of that table in a file of JSON lines."""
    described = ", ".join(f"'{column.name}': {quoted(TYPES[column.type])}" for column in BY_NAME[table].columns)
    return f"read_json({quoted(str(lines))}, format = 'newline_delimited', columns = {{{described}}}, maximum_object_size = 33554432)"


@contextmanager
def connected() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own, on one thread, to a database in memory."""
    connection = duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "700MB"})
    try:
        for setting in SETTINGS:
            connection.execute(setting)
        # One thread and the file's own order: the same rows give the same bytes.
        connection.execute("SET preserve_insertion_order = true")
        yield connection
    finally:
        connection.close()
