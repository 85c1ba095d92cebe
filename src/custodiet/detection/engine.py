"""Runs our SQL over a folder of facts: DuckDB, embedded. But for `fact_files`, no other module knows a database engine.

Every table of `evidence.facts` is there to be asked, with every column in its type: a table that is absent from the folder
is empty, a column that is absent is NULL. Moments are TIMESTAMP in UTC, without a zone. A row of a file that does not say
where it came from says which file of the folder it stands in, and which row of it.
"""

import json
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from custodiet.detection.fact_files import (
    SETTINGS,
    NotFacts,
    Shape,
    broken_somewhere,
    connected,
    files,
    listed,
    maybe_empty,
    of_lines,
    quoted,
    reason_of,
    shape,
)
from custodiet.detection.fitting import TYPES, fitted
from custodiet.evidence.facts import BY_NAME, TABLES, Column, Table, Value

Rows = Sequence[Mapping[str, Value]]


class Engine:
    """The facts of one folder, or of several together."""

    def __init__(
        self,
        *folders: Path,
        more: Mapping[str, Rows] | None = None,
        only: Collection[str] = (),
        memory_mb: int = 2048,
        threads: int = 2,
    ) -> None:
        """`more`: rows of tables that stand in no folder, by column name; days and moments as text.

        `only`: take the facts of these files alone, named by their digest; of every file where nothing is said.
        """
        self.folders, self.only = folders, frozenset(only)
        self.connection = duckdb.connect(":memory:", config={"memory_limit": f"{memory_mb}MB", "threads": threads})
        for setting in SETTINGS:
            self.connection.execute(setting)
        for table in TABLES:
            self._offer(table, (more or {}).get(table.name, ()))

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
        if isinstance(error, duckdb.Error):
            raise NotFacts(f"{_where(self.folders)} could not be gone through to the end: {reason_of(error)}") from error

    def close(self) -> None:
        """Let the memory go."""
        self.connection.close()

    def rows(self, sql: str, **given: Any) -> list[dict[str, Any]]:
        """The rows that `sql` answers, with `$name` standing for what is given."""
        found = self.connection.execute(sql, given or None)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def make(self, name: str, sql: str, **given: Any) -> None:
        """Keep the answer to `sql` as a table of that name, for the statements that follow."""
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}", given or None)

    def add(self, name: str, sql: str) -> None:
        """Add the answer to `sql` to the table of that name, which begins with it where there is none."""
        self.connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} AS {sql} LIMIT 0")
        self.connection.execute(f"INSERT INTO {name} {sql}")

    def drop(self, *names: str) -> None:
        """Let tables go that no later statement asks for."""
        for name in names:
            self.connection.execute(f"DROP TABLE IF EXISTS {name}")

    def pieces(self, wanted: int, most: int) -> int:
        """Into how many periods a log is best cut, where its size asks for so many."""
        return max(1, min(wanted, most))

    def view(self, name: str, sql: str) -> None:
        """Offer `sql` under that name, to be worked out when it is asked."""
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {sql}")

    def save(self, name: str, path: Path) -> None:
        """Keep a table in a file, whole or not at all."""
        aside = path.with_name(f".{path.name}.new")
        self.connection.execute(f"COPY {name} TO {quoted(str(aside))} (FORMAT parquet)")
        aside.replace(path)

    def load(self, name: str, path: Path) -> None:
        """Take a table from a file that `save` wrote."""
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM read_parquet({quoted(str(path))})")

    def tell(self, name: str, table: str, rows: Rows) -> None:
        """Keep rows of that fact table, told by column name with days and moments as text, as a table called `name`."""
        with tempfile.TemporaryDirectory() as aside:
            lines = Path(aside) / "told.jsonl"
            lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            self.make(name, f"SELECT * FROM {of_lines(table, lines)}")

    def add_texts(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        """Add rows of text to a table that is there."""
        if rows:
            self.connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' for _ in rows[0])})", rows)

    def write_facts(self, table: str, parts: Sequence[str], order: str, target: Path) -> int:
        """Write what these statements answer together, as rows of that fact table, to a Parquet file; how many they are.

        A statement may leave columns out. The same rows give the same bytes where `order` leaves nothing open.
        """
        every = " UNION ALL ".join(self._fitted(table, part) for part in parts)
        return self.write_sorted(every, order, target)

    def write_sorted(self, sql: str, order: str, target: Path) -> int:
        """Write what `sql` answers, in that order, to a Parquet file; how many rows it has."""
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f".{target.name}.new")
        counted = self.connection.execute(
            f"COPY (SELECT * FROM ({sql}) AS every_row ORDER BY {order}) TO {quoted(str(aside))} (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
        aside.replace(target)
        return int(counted[0]) if counted else 0

    def _fitted(self, table: str, sql: str) -> str:
        there = {row[0] for row in self.connection.execute(f"DESCRIBE SELECT * FROM ({sql}) AS described").fetchall()}
        columns = (
            f'CAST("{each.name}" AS {TYPES[each.type]}) AS "{each.name}"'
            if each.name in there
            else f'CAST(NULL AS {TYPES[each.type]}) AS "{each.name}"'
            for each in BY_NAME[table].own
        )
        return f"SELECT {', '.join(columns)} FROM ({sql}) AS fitted"

    def part(self, name: str, table: str, paths: Sequence[Path]) -> None:
        """Offer those files of a fact table alone, under that name."""
        if paths:
            self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {self._read(BY_NAME[table], paths)}")
        else:
            self.view(name, self._told(BY_NAME[table], ()))

    def of_table(self, table: str) -> list[Path]:
        """The files of that table."""
        return self._files(table)

    def holds(self, table: str) -> bool:
        """Whether the folder has any row of that table, and the columns without which it says nothing."""
        shape = self.shape(table)
        return bool(shape.rows) and not shape.lacks(table)

    def shape(self, table: str) -> Shape:
        """What the files of that table hold. Raises NotFacts."""
        return shape(tuple(self._files(table)), table)

    def unread(self, table: str, column: Column) -> tuple[int, str]:
        """How many cells of that column hold something that could not be read, and one of them."""
        source = f"read_parquet({listed(self._files(table))}, union_by_name = true)"
        cell = f'CAST("{column.name}" AS VARCHAR)'
        kept = fitted(table, column, self.shape(table).there)
        asked = f"SELECT COUNT(*), MIN({cell}) FROM {source} WHERE TRIM({cell}) NOT IN ('', 'nan') AND ({kept}) IS NULL"
        with connected() as connection:
            found = connection.execute(asked).fetchone()
        return (int(found[0]), str(found[1] or "")) if found else (0, "")

    def holds_any(self, table: str, condition: str) -> bool:
        """Whether any row of that table, as its files hold it, meets the condition."""
        with connected() as connection:
            source = f"read_parquet({listed(self._files(table))}, union_by_name = true)"
            return bool(connection.execute(f"SELECT 1 FROM {source} WHERE {condition} LIMIT 1").fetchone())

    def sources(self) -> list[tuple[str, str]]:
        """Every file that any fact came from: its reference or name, and its digest."""
        named = [table.name for table in TABLES if self._files(table.name)]
        if not named:
            return []
        every = " UNION ".join(f"SELECT source_id, COALESCE(sha256, '') AS sha256 FROM {name}" for name in named)
        return [(str(row["source_id"]), str(row["sha256"])) for row in self.rows(f"SELECT * FROM ({every}) AS each_source ORDER BY ALL")]

    def _files(self, table: str) -> list[Path]:
        return [path for path in files(self.folders, table) if not self.only or path.stem in self.only]

    def _offer(self, table: Table, more: Rows) -> None:
        found = self._files(table.name)
        told = self._told(table, more)
        if not found:
            self.connection.execute(f"CREATE VIEW {table.name} AS {told}")
            return
        try:
            both = f" UNION ALL {told}" if more else ""
            self.connection.execute(f"CREATE VIEW {table.name} AS {self._read(table, found)}{both}")
            self.connection.execute(f"SELECT * FROM {table.name} LIMIT 1").fetchall()
        except duckdb.Error as wrong:
            raise NotFacts(f"The facts of the table {table.name} in {found[0].parent} cannot be read: {reason_of(wrong)}") from wrong

    def _read(self, table: Table, paths: Sequence[Path]) -> str:
        """SQL of the rows of those files, every column in its type."""
        there = shape(tuple(paths), table.name).there
        row = "" if "file_row_number" in there else ", file_row_number = true"
        source = f"read_parquet({listed(paths)}, union_by_name = true, filename = '{FILE}'{row})"
        empty = maybe_empty(self.connection, paths, there)
        broken = broken_somewhere(self.connection, paths, there)
        return f"SELECT {', '.join(_column(table.name, column, there, empty, broken) for column in table.columns)} FROM {source}"

    def _told(self, table: Table, more: Rows) -> str:
        """SQL of the rows that stand in no folder."""
        if not more:
            return "SELECT " + ", ".join(f'CAST(NULL AS {TYPES[each.type]}) AS "{each.name}"' for each in table.columns) + " WHERE false"
        name = f"told_{table.name}"
        self.connection.execute(
            f"CREATE TEMP TABLE {name} (" + ", ".join(f'"{each.name}" {TYPES[each.type]}' for each in table.columns) + ")"
        )
        marks = ", ".join("?" for _ in table.columns)
        self.connection.executemany(
            f"INSERT INTO {name} VALUES ({marks})", [[row.get(each.name) for each in table.columns] for row in more]
        )
        return f"SELECT * FROM {name}"


FILE = "_file_of_facts"


def _where(folders: Sequence[Path]) -> str:
    return "The facts in " + ", ".join(map(str, folders))


def _column(table: str, column: Column, there: Mapping[str, str], maybe_empty: Collection[str], broken: Collection[str]) -> str:
    text = fitted(table, column, there, maybe_empty, broken)
    if column.name == "line" and "file_row_number" not in there:
        return f"COALESCE({text}, 'row ' || (file_row_number + 1)) AS line"
    if column.name == "source_id":
        return f"COALESCE({text}, regexp_extract({FILE}, '[^/]+/?[^/]*$')) AS source_id"
    return f'{text} AS "{column.name}"'
