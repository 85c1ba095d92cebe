"""Spark gives the answers that DuckDB gives: the statements are the same, carried over."""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from custodiet.detection import cascade, contacts
from custodiet.detection.engine import Engine
from custodiet.detection.spark import SparkEngine, carried
from custodiet.web import command_audit
from tests.detection import plainly
from tests.detection.test_audit import force
from tests.detection.worlds import put, worlds

pytestmark = pytest.mark.slow
java = pytest.mark.skipif(shutil.which("java") is None, reason="Java is missing: Spark is not tried (openjdk-17-jre-headless)")


def asked(*words):
    parser = argparse.ArgumentParser()
    command_audit.arguments(parser)
    return command_audit.run(parser.parse_args([str(word) for word in words]))


@java
def test_an_audit_of_a_small_force_gives_the_same_files_on_both_engines(tmp_path):
    folder = force(tmp_path / "facts")
    assert asked(folder, "--to", tmp_path / "one") == 0
    assert asked(folder, "--to", tmp_path / "two", "--engine", "spark-local") == 0
    one, two = (json.loads((tmp_path / name / "findings.json").read_text()) for name in ("one", "two"))
    assert [each["person"] for each in one] == ["P5-1"]
    assert two == one
    assert (tmp_path / "two" / "report.json").read_bytes() == (tmp_path / "one" / "report.json").read_bytes()


@java
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(worlds)
def test_the_cascade_on_spark_agrees_with_plain_python_on_random_worlds(world):
    with tempfile.TemporaryDirectory() as place:
        put(world, Path(place))
        with SparkEngine(Path(place)) as engine:
            contacts.prepare(engine)
            found = cascade.run(engine)
            left = {row["access_id"] for row in engine.rows("SELECT access_id FROM unexplained")}
    assert left == plainly.unexplained(world)
    assert found.looks == len(plainly.explained(world)) == sum(found.explained.values()) + found.adverse + found.unexplained


def test_numbers_with_a_point_are_doubles_and_a_row_number_has_an_order_where_spark_asks_for_both():
    assert carried("SELECT 0.2 * a AS b FROM t") == "SELECT CAST(0.2 AS DOUBLE) * a AS b FROM t"
    assert carried("SELECT ROW_NUMBER() OVER () AS n FROM t") == "SELECT ROW_NUMBER() OVER (ORDER BY 1 NULLS LAST) AS n FROM t"


def test_without_java_the_audit_says_what_is_missing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert asked(force(tmp_path / "facts"), "--to", tmp_path / "out", "--engine", "spark-local") == 2
    assert "openjdk-17-jre-headless" in capsys.readouterr().err


def test_an_engine_that_there_is_not_is_refused_by_name(tmp_path, capsys):
    assert asked(force(tmp_path / "facts"), "--to", tmp_path / "out", "--engine", "hive") == 2
    assert "There is no engine hive" in capsys.readouterr().err


def test_spark_and_duckdb_read_the_same_of_a_file_whose_rows_say_nothing_of_their_origin(tmp_path):
    if shutil.which("java") is None:
        pytest.skip("Java is missing: Spark is not tried (openjdk-17-jre-headless)")
    folder = force(tmp_path / "facts")
    with Engine(folder) as engine:
        engine.write_sorted('SELECT "at", account_id, person_id FROM access', '"at", person_id', tmp_path / "bare" / "access.parquet")
    told = 'SELECT access_id, "at", account_id, person_id, source_id, line FROM access ORDER BY ALL'
    with Engine(tmp_path / "bare") as one, SparkEngine(tmp_path / "bare") as two:
        assert two.rows(told) == one.rows(told)
