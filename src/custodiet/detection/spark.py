"""The same statements on Spark: for a force whose log one machine cannot hold. They are carried over by `detection.carrying`.

Beside `detection.engine` the only module that knows a database engine. It wants the extra `spark` (pyspark, sqlglot) and Java 17. A cluster
reads the folder by the same path as this machine, so it must lie where every worker sees it.
"""

import re
import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from custodiet.detection.carrying import carried
from custodiet.detection.engine import Engine, Rows
from custodiet.detection.fact_files import NotFacts
from custodiet.detection.fitting import ALSO, WORDS, spelt
from custodiet.evidence.facts import BY_NAME, TABLES, Column, Table

TYPES = {"text": "STRING", "integer": "BIGINT", "real": "DOUBLE", "yes/no": "BOOLEAN", "moment": "TIMESTAMP_NTZ", "day": "DATE"}
SCHEME = "spark://"
LOCAL = "spark://local"
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.catalogImplementation": "in-memory",  # no metastore is made in the folder where somebody works
    "spark.ui.enabled": "false",  # no page opens beside ours
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
ALONE = {
    "spark.sql.shuffle.partitions": "4",
    "spark.default.parallelism": "2",
    "spark.driver.bindAddress": "127.0.0.1",  # nothing listens to the outside
    "spark.driver.host": "127.0.0.1",
}
"""What one machine needs."""


class NoSpark(Exception):
    """Spark cannot be had here. The message says what is missing and how to get it."""


class SparkEngine(Engine):
    """The facts of one folder, or of several together, asked through Spark. `master`: `spark://local`, or the address of a cluster.

    `settings`: Spark's own, by name. They hold for the first engine of a process, which starts Spark; the later ones share it.
    """

    def __init__(
        self,
        *folders: Path,
        master: str = LOCAL,
        only: Collection[str] = (),
        memory_mb: int = 2048,
        threads: int = 2,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.folders, self.only = folders, frozenset(only)
        self.spark = _session(master, memory_mb, threads, settings or {}).newSession()
        self._pieces = int(self.spark.conf.get("spark.sql.shuffle.partitions")) if master == LOCAL else None
        self._kept: dict[str, Any] = {}
        self._unseen = {table.name: re.compile(rf"\b{table.name}\b") for table in TABLES}
        """The tables that no statement asked for yet: each is looked at when one does."""

    def close(self) -> None:
        """Let what was made go. Spark itself stays, because starting it takes seconds."""
        self.drop(*(set(self._kept) | {table.name for table in TABLES}))

    def rows(self, sql: str, **given: Any) -> list[dict[str, Any]]:
        """The rows that `sql` answers, with `$name` standing for what is given."""
        return [row.asDict() for row in self._asked(sql, given).collect()]

    def make(self, name: str, sql: str, **given: Any) -> None:
        """Keep the answer to `sql` as a table of that name, for the statements that follow."""
        self._keep(name, self._asked(sql, given))

    def add(self, name: str, sql: str) -> None:
        """Add the answer to `sql` to the table of that name, which begins with it where there is none."""
        more = self._asked(sql, {})
        self._keep(name, self.spark.table(name).union(more) if name in self._kept else more)

    def drop(self, *names: str) -> None:
        """Let tables go that no later statement asks for."""
        for name in names:
            self.spark.catalog.dropTempView(name)
            if before := self._kept.pop(name, None):
                before.unpersist()

    def pieces(self, wanted: int, most: int) -> int:
        """One: Spark cuts a log up by itself."""
        return 1

    def view(self, name: str, sql: str) -> None:
        """Offer `sql` under that name, to be worked out when it is first asked and then kept: to plan it again would cost seconds."""
        offered = self._kept[name] = self._asked(sql, {}).cache()
        offered.createOrReplaceTempView(name)

    def save(self, name: str, path: Path) -> None:
        """Keep a table in a folder of files, whole or not at all."""
        aside = path.with_name(f".{path.name}.new")
        self.spark.table(name).coalesce(1).write.mode("overwrite").parquet(str(aside))
        shutil.rmtree(path, ignore_errors=True)
        aside.replace(path)

    def load(self, name: str, path: Path) -> None:
        """Take a table from what `save` wrote."""
        self._keep(name, self.spark.read.parquet(str(path)))

    def tell(self, name: str, table: str, rows: Rows) -> None:
        """Keep rows of that fact table, told by column name with days and moments as text, as a table called `name`."""
        columns = BY_NAME[table].columns
        told = [tuple(None if row.get(each.name) is None else str(row[each.name]) for each in columns) for row in rows]
        frame = self.spark.createDataFrame(told, ", ".join(f"`{each.name}` STRING" for each in columns))
        self._keep(name, frame.selectExpr(*(f"CAST(`{each.name}` AS {TYPES[each.type]}) AS `{each.name}`" for each in columns)))

    def add_texts(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        """Add rows of text to a table that is there."""
        if rows:
            there = self.spark.table(name)
            self._keep(name, there.union(self.spark.createDataFrame([tuple(row) for row in rows], there.schema)))

    def part(self, name: str, table: str, paths: Sequence[Path]) -> None:
        """Offer those files of a fact table alone, under that name."""
        self._read(BY_NAME[table], paths).createOrReplaceTempView(name)

    def _asked(self, sql: str, given: Mapping[str, Any]) -> Any:
        for table in [name for name, word in self._unseen.items() if word.search(sql)]:
            del self._unseen[table]
            self._read(BY_NAME[table], self.of_table(table)).createOrReplaceTempView(table)
        used = {name: value for name, value in given.items() if f"${name}" in sql}
        return self.spark.sql(carried(sql), args=used) if used else self.spark.sql(carried(sql))

    def _keep(self, name: str, frame: Any) -> None:
        """Work the frame out and keep it under that name, in place of what was kept before.

        The checkpoint cuts off how it came about, without which every plan would hold all those before it; the cache knows how large it is,
        without which Spark would take a table of ten rows for one of 10^300 and never send it to the workers whole.
        """
        cut = (frame.coalesce(self._pieces) if self._pieces else frame).localCheckpoint(eager=False).cache()
        cut.count()
        cut.createOrReplaceTempView(name)
        if before := self._kept.pop(name, None):
            before.unpersist()
        self._kept[name] = cut

    def _read(self, table: Table, found: Sequence[Path]) -> Any:
        """The rows of those files, every column in its type; none, with the same columns, where there is no file."""
        if not found:
            empty = ", ".join(f"CAST(NULL AS {TYPES[each.type]}) AS `{each.name}`" for each in table.columns)
            return self.spark.sql(f"SELECT {empty} WHERE false")
        try:
            return self._together(table, found)
        except NotFacts:
            raise
        except Exception as wrong:  # pyspark's own errors share no base that is worth an import
            said = str(wrong).splitlines()[0]
            raise NotFacts(f"The facts of the table {table.name} in {found[0].parent} cannot be read by Spark: {said}") from wrong

    def _together(self, table: Table, found: Sequence[Path]) -> Any:
        frame: Any = None
        for path in found:
            one = self.spark.read.parquet(str(path))
            there = {name.lower(): kind for name, kind in one.dtypes}
            fitted = one.selectExpr(*(_column(table.name, each, there) for each in table.columns))
            frame = frame.union(fitted) if frame is not None else fitted
        return frame


def _session(master: str, memory_mb: int, threads: int, settings: Mapping[str, str]) -> Any:
    if not shutil.which("java"):
        raise NoSpark("Spark needs Java 17, which is not on the path. (Debian: apt-get install openjdk-17-jre-headless)")
    try:
        import sqlglot  # noqa: F401
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise NoSpark(f"Spark needs the extra: pip install 'custodiet[spark]' ({missing}).") from missing
    local = master == LOCAL
    builder = SparkSession.builder.appName("custodiet").master(f"local[{threads}]" if local else master)
    chosen = {**SETTINGS, **(ALONE if local else {}), "spark.driver.memory": f"{memory_mb}m", **settings}
    for name, value in chosen.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


WHOLE = ("tinyint", "smallint", "int", "bigint")
OWN: Mapping[str, tuple[str, ...]] = {
    "text": ("string", *WHOLE), "moment": ("timestamp", "timestamp_ntz", "date", "string"), "day": ("date",), "integer": WHOLE,
    "real": ("double", "float", *WHOLE), "yes/no": ("boolean",),
}  # fmt: skip
"""The types of a file's columns that Spark reads as DuckDB does. To read others it would guess otherwise, in silence."""


def _column(table: str, column: Column, there: dict[str, str]) -> str:
    name, wanted = column.name, TYPES[column.type]
    if name in there and there[name] not in OWN[column.type]:
        raise NotFacts(
            f"{table}.{name} holds {there[name]}, where {column.type} is meant, and with Spark only facts in their own types are audited. "
            "Audit this folder with --engine duckdb, or write the column in its type."
        )
    text = f"CAST(`{name}` AS STRING)" if name in there else "CAST(NULL AS STRING)"
    if name == "line":
        return f"COALESCE({text}, CONCAT('row ', _metadata.row_index + 1)) AS line"
    if name == "source_id":
        return f"COALESCE({text}, REGEXP_EXTRACT(_metadata.file_path, '[^/]+/?[^/]*$', 0)) AS source_id"
    if name not in there:
        return f"CAST(NULL AS {wanted}) AS `{name}`"
    if column.type == "text":
        filled = f"NULLIF({text}, '')"
        return f"{spelt(filled, WORDS.get((table, name), ()), ALSO.get((table, name), {}))} AS `{name}`"
    if column.type == "moment" and there[name] == "string":  # text with or without an offset
        return f"CAST(CAST(`{name}` AS TIMESTAMP_LTZ) AS TIMESTAMP_NTZ) AS `{name}`"
    return f"CAST(`{name}` AS {wanted}) AS `{name}`"
