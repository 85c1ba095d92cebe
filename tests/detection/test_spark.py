"""Spark gives the answers that DuckDB gives: the statements are the same, carried over."""

import argparse
import json
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings

from custodiet.cli import main
from custodiet.detection import cascade, contacts
from custodiet.detection import spark as on_spark
from custodiet.detection.carrying import carried
from custodiet.detection.engine import Engine
from custodiet.detection.fact_files import NotFacts
from custodiet.web import command_audit
from tests.detection import plainly
from tests.detection.made import facts
from tests.detection.test_audit import force
from tests.detection.worlds import put, worlds


def asked(*words):
    parser = argparse.ArgumentParser()
    command_audit.arguments(parser)
    return command_audit.run(parser.parse_args([str(word) for word in words]))


def same(one, two):
    """The two audits wrote the same findings and the same report; the findings."""
    found = [json.loads((place / "findings.json").read_text()) for place in (one, two)]
    told = [json.loads((place / "report.json").read_text()) for place in (one, two)]
    assert told[1]["explained"] == told[0]["explained"]
    assert told[1] == told[0]
    assert found[1] == found[0]
    return found[0]


@pytest.mark.slow
@pytest.mark.parametrize("days", [28, pytest.param(60, marks=pytest.mark.long)])
def test_an_audit_of_an_invented_force_gives_the_same_findings_and_counts_on_both_engines(spark, tmp_path, days):
    spark().close()  # starts it, small
    assert main(["simulate", "--officers", "60", "--days", str(days), "--seed", "5", "--to", str(tmp_path / "force")]) == 0
    assert asked(tmp_path / "force", "--to", tmp_path / "one") == 0
    assert asked(tmp_path / "force", "--to", tmp_path / "two", "--engine", "spark://local") == 0
    assert same(tmp_path / "one", tmp_path / "two")


def test_a_run_on_spark_goes_on_where_it_was_killed(spark, tmp_path):
    with spark(facts(tmp_path / "facts", "access\naccess_id  person_id\nx  A\ny  B")) as engine:
        engine.make("few", "SELECT access_id, person_id FROM access")
        engine.save("few", tmp_path / "few.parquet")
        engine.save("few", tmp_path / "few.parquet")  # over what was there
        engine.load("again", tmp_path / "few.parquet")
        engine.add_texts("again", [["z", "C"]])
        assert [row["access_id"] for row in engine.rows("SELECT access_id FROM again ORDER BY access_id")] == ["x", "y", "z"]


@pytest.mark.long
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds)
def test_the_cascade_on_spark_agrees_with_plain_python_on_random_worlds(spark, world):
    with tempfile.TemporaryDirectory() as place:
        put(world, Path(place))
        with spark(Path(place)) as engine:
            contacts.prepare(engine)
            found = cascade.run(engine)
            left = {row["access_id"] for row in engine.rows("SELECT access_id FROM unexplained")}
    assert left == plainly.unexplained(world)
    assert found.looks == len(plainly.explained(world)) == sum(found.explained.values()) + found.adverse + found.unexplained


def test_spark_and_duckdb_read_the_same_of_a_file_whose_rows_say_nothing_of_their_origin(spark, tmp_path):
    folder = force(tmp_path / "facts")
    with Engine(folder) as engine:
        engine.write_sorted('SELECT "at", account_id, person_id FROM access', '"at", person_id', tmp_path / "bare" / "access.parquet")
    told = 'SELECT access_id, "at", account_id, person_id, source_id, line FROM access ORDER BY ALL'
    with Engine(tmp_path / "bare") as one, spark(tmp_path / "bare") as two:
        assert two.rows(told) == one.rows(told)


def test_spark_reads_words_and_names_of_columns_in_any_case_and_refuses_a_type_that_it_would_read_otherwise(spark, tmp_path):
    with duckdb.connect() as connection:
        for name, columns in (("assignment", "'oic' AS ROLE, '' AS case_id, 17 AS staff_id"), ("access", '1709636400000 AS "at"')):
            connection.execute(f"COPY (SELECT {columns}) TO '{tmp_path}/{name}.parquet' (FORMAT parquet)")
    with spark(tmp_path) as engine:
        assert engine.rows("SELECT role, case_id, staff_id FROM assignment") == [{"role": "OIC", "case_id": None, "staff_id": "17"}]
        with pytest.raises(NotFacts, match=r"access\.at holds bigint, where moment is meant"):
            engine.rows("SELECT 1 FROM access")


def test_a_unit_of_time_is_counted_by_its_boundaries_on_both(spark, tmp_path):
    told = """
        SELECT date_diff('hour', TIMESTAMP '2024-03-01 00:59:59.5', TIMESTAMP '2024-03-01 02:00:00') AS hours,
               date_diff('second', TIMESTAMP '2024-03-01 00:00:00.9', TIMESTAMP '2024-03-01 00:00:01.1') AS seconds,
               date_trunc('week', TIMESTAMP '2024-03-07 12:00:00') AS week
        """
    with Engine(tmp_path) as one, spark(tmp_path) as two:
        assert two.rows(told) == one.rows(told)
        assert one.rows(told)[0]["hours"] == 2


def test_two_engines_on_one_spark_do_not_see_each_others_tables(spark, tmp_path):
    with spark(tmp_path) as one, spark(tmp_path) as two:
        one.make("mine", "SELECT 1 AS n")
        two.make("mine", "SELECT 2 AS n")
        assert one.rows("SELECT n FROM mine") == [{"n": 1}]


def test_each_with_keeps_its_own_name_when_sqlglot_lifts_it_to_the_front():
    one, two = (f"WITH t AS (SELECT {n} AS a) SELECT t.a FROM t" for n in (1, 2))
    said = carried(f"SELECT * FROM ({one}) AS x UNION ALL ({two})")
    assert said.count("t_1") == 2 and "FROM t_1 AS t" in said and said.count("(WITH t AS") == 1


def test_a_row_number_has_an_order_where_spark_asks_for_one():
    assert carried("SELECT ROW_NUMBER() OVER () AS n FROM t") == "SELECT ROW_NUMBER() OVER (ORDER BY 1 NULLS LAST) AS n FROM t"


def test_a_file_that_is_no_parquet_is_refused_by_its_table(spark, tmp_path):
    (tmp_path / "access.parquet").write_text("not a table")
    with spark(tmp_path) as engine, pytest.raises(NotFacts, match="The facts of the table access"):
        engine.rows("SELECT * FROM access")


def test_without_java_the_audit_says_what_is_missing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert asked(force(tmp_path / "facts"), "--to", tmp_path / "out", "--engine", on_spark.LOCAL) == 2
    assert "openjdk-17-jre-headless" in capsys.readouterr().err


def test_an_engine_that_there_is_not_is_refused_by_name(tmp_path, capsys):
    assert asked(force(tmp_path / "facts"), "--to", tmp_path / "out", "--engine", "hive") == 2
    assert "There is no engine hive" in capsys.readouterr().err
