"""The same job by others: from the facts to the number of looks that nothing explains. Each is optional; a missing one is said.

pandas and Polars take the spans of the purposes from DuckDB (their own part is the log: log-ins, merges, the join, what is left, T10 and
T14); SQLite and PostgreSQL likewise, as their fastest loaders allow. So a peer is never given more work than ours, and the answers agree.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from custodiet.detection import cascade, contacts
from custodiet.detection.engine import Engine


def spark(facts: Path) -> int:
    """Our own statements on Spark, on this machine. Ends Spark and waits for it, so that its seconds and its memory are counted."""
    from pyspark import SparkContext

    from custodiet.detection.spark import SparkEngine

    with SparkEngine(facts, memory_mb=4096) as engine:
        contacts.prepare(engine)
        found = cascade.run(engine)
    process = SparkContext._gateway.proc
    engine.spark.stop()
    SparkContext._gateway.shutdown()
    process.stdin.close()
    process.wait()
    return found.unexplained + found.adverse


def polars(facts: Path) -> int:
    """Polars, lazily and streaming."""
    import polars as pl

    late = Late(facts)
    looks = late.looks().pl()
    spans = late.spans().pl()
    slack = pl.duration(minutes=15) * pl.col("by_another").cast(pl.Int8)
    joined = looks.lazy().join(spans.lazy(), on=["staff_id", "person_id"])
    hit = (
        joined.filter((pl.col("lo") <= pl.col("moment") + slack) & (pl.col("hi") >= pl.col("moment") - slack)).select("access_id").unique()
    )
    left = looks.lazy().join(hit, on="access_id", how="anti").collect(engine="streaming")
    return late.finish(left.to_arrow(), hit.collect(engine="streaming").to_arrow())


def pandas(facts: Path) -> int:
    """pandas, with Arrow behind its text."""
    import pandas as pd

    late = Late(facts)
    looks, spans = late.looks().df(), late.spans().df()
    slack = pd.to_timedelta(looks["by_another"].astype("int64") * 15, unit="min")
    looks["early"], looks["late"] = looks["moment"] - slack, looks["moment"] + slack
    joined = looks[["access_id", "staff_id", "person_id", "early", "late"]].merge(spans, on=["staff_id", "person_id"])
    hit = joined.loc[(joined["lo"] <= joined["late"]) & (joined["hi"] >= joined["early"]), ["access_id"]].drop_duplicates()
    left = looks[~looks["access_id"].isin(hit["access_id"])].drop(columns=["early", "late"])
    return late.finish(left, hit)


def sqlite(facts: Path) -> int:
    """SQLite, loaded and indexed."""
    import sqlite3

    late = Late(facts)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE look (access_id TEXT, staff_id TEXT, person_id TEXT, early INT, late INT)")
    database.execute("CREATE TABLE span (staff_id TEXT, person_id TEXT, lo INT, hi INT)")
    _pour(database, "look", late.seconds_of_looks())
    _pour(database, "span", late.seconds_of_spans())
    database.execute("CREATE INDEX by_pair ON span (staff_id, person_id, lo, hi)")
    left = database.execute(UNCOVERED).fetchall()
    return late.finish_by_name([row[0] for row in left])


UNCOVERED = """
SELECT access_id FROM look WHERE NOT EXISTS (
    SELECT 1 FROM span WHERE span.staff_id = look.staff_id AND span.person_id = look.person_id AND span.lo <= look.late AND span.hi >= look.early)
"""


def postgresql(facts: Path) -> int:
    """PostgreSQL, a private server, loaded by COPY and indexed."""
    import sys

    import psycopg

    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tests import postgres

    late = Late(facts)
    with postgres.cluster() as url, psycopg.connect(url.replace("psycopg://", "postgresql://")) as database:
        database.execute("CREATE UNLOGGED TABLE look (access_id TEXT, staff_id TEXT, person_id TEXT, early BIGINT, late BIGINT)")
        database.execute("CREATE UNLOGGED TABLE span (staff_id TEXT, person_id TEXT, lo BIGINT, hi BIGINT)")
        for table, asked in (("look", late.seconds_of_looks), ("span", late.seconds_of_spans)):
            rows = asked()  # one at a time: the second answer of a connection ends the first
            with database.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                while some := rows.fetchmany(50_000):
                    for row in some:
                        copy.write_row(row)
        database.execute("CREATE INDEX by_pair ON span (staff_id, person_id)")
        database.execute("ANALYZE")
        left = database.execute(UNCOVERED).fetchall()
    return late.finish_by_name([row[0] for row in left])


PEERS: dict[str, Callable[[Path], int]] = {"polars": polars, "pandas": pandas, "sqlite": sqlite, "postgresql": postgresql, "spark": spark}


class Late:
    """What the peers take from DuckDB (looks with their officers, spans), and T10 and T14 on what they leave, which is little."""

    def __init__(self, facts: Path) -> None:
        self.engine = Engine(facts, memory_mb=8192)
        contacts.prepare(self.engine)
        cascade.prepare(self.engine)

    def looks(self) -> Any:
        """Every look."""
        return self.engine.connection.sql("SELECT * FROM look_base")

    def spans(self) -> Any:
        """Every purpose's span."""
        return self.engine.connection.sql("SELECT staff_id, person_id, lo, hi FROM span")

    def seconds_of_looks(self) -> Any:
        """Looks for databases that know no moments: the earliest and latest second at which a purpose reaches each."""
        moved = "EPOCH_US(moment) {0} CASE WHEN by_another THEN 900000000 ELSE 0 END"
        return self.engine.connection.execute(
            f"SELECT access_id, staff_id, person_id, {moved.format('-')} AS early, {moved.format('+')} AS late FROM look_base"
        )

    def seconds_of_spans(self) -> Any:
        """Spans likewise."""
        return self.engine.connection.execute("SELECT staff_id, person_id, EPOCH_US(lo) AS lo, EPOCH_US(hi) AS hi FROM span")

    def finish(self, left: Any, hit: Any) -> int:
        """T10 and T14 on what was left over, and how many looks nothing explains in the end."""
        connection = self.engine.connection
        connection.register("left_told", left)
        connection.register("hit_told", hit)
        self.engine.make("left_names", "SELECT access_id FROM left_told")
        return self._finish()

    def finish_by_name(self, names: list[str]) -> int:
        """The same, where only the numbers of the looks are known."""
        self.engine.connection.execute("CREATE TEMP TABLE left_names (access_id VARCHAR)")
        for first in range(0, len(names), 100_000):
            self.engine.connection.execute("INSERT INTO left_names SELECT UNNEST($1)", [names[first : first + 100_000]])
        return self._finish()

    def _finish(self) -> int:
        engine = self.engine
        engine.make(
            "judged",
            """
            SELECT look_base.*, true AS counted, CASE WHEN left_names.access_id IS NULL THEN 0 END AS place
            FROM look_base LEFT JOIN left_names ON left_names.access_id = look_base.access_id
            """,
        )
        return cascade.finish(engine)


def _pour(database: Any, table: str, rows: Any) -> None:
    width = len(rows.description)
    while some := rows.fetchmany(50_000):
        database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", some)
