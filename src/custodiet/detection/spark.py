"""The same statements on Spark, carried over by sqlglot: for a force whose log one machine cannot hold.

Beside `detection.engine` the only module that knows a database engine. It wants the extra `spark` (pyspark, sqlglot) and Java. What sqlglot
would let pass though Spark lacks it, the tests find: they run every explanation and a whole audit on both and compare.
"""

import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from custodiet.detection.engine import Engine, NotFacts, Rows, files
from custodiet.evidence.facts import BY_NAME, TABLES, Column, Table

TYPES = {"text": "STRING", "integer": "BIGINT", "real": "DOUBLE", "yes/no": "BOOLEAN", "moment": "TIMESTAMP_NTZ", "day": "DATE"}
LOCAL = "spark-local"
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.ui.enabled": "false",  # no page opens beside ours
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
ALONE = {"spark.sql.shuffle.partitions": "4", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
"""On one machine: few partitions, and nothing listens to the outside."""


class NoSpark(Exception):
    """Spark cannot be had here. The message says what is missing and how to get it."""


def carried(sql: str) -> str:
    """The statement in Spark's words. Numbers with a point are doubles there as here, and a row number needs an order."""
    import sqlglot  # slow to import, and part of the extra
    from sqlglot import exp

    def word(node: Any) -> Any:
        if isinstance(node, exp.Literal) and not node.is_string and "." in node.name:
            return exp.cast(node.copy(), "double")
        if isinstance(node, exp.RegexpFullMatch):
            return exp.RegexpLike(this=node.this, expression=exp.Literal.string(f"^(?:{node.expression.name})$"))
        if isinstance(node, exp.Window) and isinstance(node.this, exp.RowNumber) and not node.args.get("order"):
            node.set("order", exp.Order(expressions=[exp.Ordered(this=exp.Literal.number(1))]))
        return node

    tree = sqlglot.parse_one(sql, read="duckdb")
    return str(tree.transform(word).sql(dialect="spark"))


class SparkEngine(Engine):
    """The facts of one folder, or of several together, asked through Spark. `master`: `spark-local`, or the address of a cluster."""

    def __init__(self, *folders: Path, master: str = LOCAL, only: Collection[str] = (), memory_mb: int = 2048, threads: int = 2) -> None:
        self.folders, self.only = folders, frozenset(only)
        self.spark = _session(master, memory_mb, threads)
        self._views: set[str] = set()
        for table in TABLES:
            self._show(table)

    def close(self) -> None:
        """Let what was made go. The session stays, because starting one takes seconds."""
        for name in self._views:
            self.spark.catalog.dropTempView(name)
        self._views.clear()

    def rows(self, sql: str, **given: Any) -> list[dict[str, Any]]:
        """The rows that `sql` answers, with `$name` standing for what is given."""
        return [row.asDict() for row in self._asked(sql, given).collect()]

    def make(self, name: str, sql: str, **given: Any) -> None:
        """Keep the answer to `sql` as a table of that name, for the statements that follow."""
        self._keep(name, self._asked(sql, given))

    def add(self, name: str, sql: str) -> None:
        """Add the answer to `sql` to the table of that name, which begins with it where there is none."""
        more = self._asked(sql, {})
        self._keep(name, self.spark.table(name).union(more) if self.spark.catalog.tableExists(name) else more)

    def drop(self, *names: str) -> None:
        """Let tables go that no later statement asks for."""
        for name in names:
            self.spark.catalog.dropTempView(name)

    def pieces(self, wanted: int, most: int) -> int:
        """One: Spark cuts a log up by itself."""
        return 1

    def view(self, name: str, sql: str) -> None:
        """Offer `sql` under that name, to be worked out when it is asked."""
        self._asked(sql, {}).createOrReplaceTempView(name)
        self._views.add(name)

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

    def of_table(self, table: str) -> list[Path]:
        """The files of that table."""
        return [path for path in files(self.folders, table) if not self.only or path.stem in self.only]

    def holds(self, table: str) -> bool:
        """Whether the folder has any file of that table."""
        return bool(self.of_table(table))

    def part(self, name: str, table: str, paths: Sequence[Path]) -> None:
        """Offer those files of a fact table alone, under that name."""
        self._read(BY_NAME[table], paths).createOrReplaceTempView(name)
        self._views.add(name)

    def _asked(self, sql: str, given: Mapping[str, Any]) -> Any:
        used = {name: value for name, value in given.items() if f"${name}" in sql}
        return self.spark.sql(carried(sql), args=used) if used else self.spark.sql(carried(sql))

    def _keep(self, name: str, frame: Any) -> None:
        frame.localCheckpoint(eager=True).createOrReplaceTempView(name)
        self._views.add(name)

    def _show(self, table: Table) -> None:
        """Offer a fact table as a view, with every column in its type."""
        self._read(table, self.of_table(table.name)).createOrReplaceTempView(table.name)
        self._views.add(table.name)

    def _read(self, table: Table, found: Sequence[Path]) -> Any:
        frame = self.spark.createDataFrame([], ", ".join(f"`{each.name}` {TYPES[each.type]}" for each in table.columns))
        try:
            for number, path in enumerate(found):
                one = self.spark.read.parquet(str(path))
                there = dict(one.dtypes)
                fitted = one.selectExpr(*(_column(each, there) for each in table.columns))
                frame = frame.union(fitted) if number else fitted
        except Exception as wrong:  # pyspark's own errors share no base that is worth an import
            raise NotFacts(f"The facts of the table {table.name} cannot be read by Spark: {str(wrong).splitlines()[0]}") from wrong
        return frame


def _session(master: str, memory_mb: int, threads: int) -> Any:
    if not (shutil.which("java")):
        raise NoSpark("Spark needs Java 17, which is not on the path. (Debian: apt-get install openjdk-17-jre-headless)")
    try:
        import sqlglot  # noqa: F401
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise NoSpark(f"Spark needs the extra: pip install 'custodiet[spark]' ({missing}).") from missing
    local = master == LOCAL
    builder = SparkSession.builder.appName("custodiet").master(f"local[{threads}]" if local else master)
    for name, value in {**SETTINGS, **(ALONE if local else {}), "spark.driver.memory": f"{memory_mb}m"}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _column(column: Column, there: dict[str, str]) -> str:
    name, wanted = column.name, TYPES[column.type]
    text = f"CAST(`{name}` AS STRING)" if name in there else "CAST(NULL AS STRING)"
    if name == "line":
        return f"COALESCE({text}, CONCAT('row ', _metadata.row_index + 1)) AS line"
    if name == "source_id":
        return f"COALESCE({text}, REGEXP_EXTRACT(_metadata.file_path, '[^/]+/?[^/]*$', 0)) AS source_id"
    if name not in there:
        return f"CAST(NULL AS {wanted}) AS `{name}`"
    if column.type == "moment" and there[name] == "string":  # text with or without an offset
        return f"CAST(CAST(`{name}` AS TIMESTAMP_LTZ) AS TIMESTAMP_NTZ) AS `{name}`"
    return f"CAST(`{name}` AS {wanted}) AS `{name}`"
