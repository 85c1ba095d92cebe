"""Each sign counts or says what its specification in tests/detection/spec/signs says: in plain Python, on DuckDB and on Spark."""

import pytest

from custodiet.detection.engine import Engine
from custodiet.detection.indicators import CONTEXT
from custodiet.detection.pairs import SIGNS
from tests.detection import sign_tables, signs_plainly, spec_tables
from tests.detection.worlds import put

SPECS = sign_tables.every()
named = pytest.mark.parametrize("spec", SPECS, ids=[spec.code for spec in SPECS])


def judged(engine, code, wanted):
    """The engine says of each pair what is wanted."""
    lacking = sign_tables.prepare(engine)
    for (officer, person), cell in wanted.items():
        told = sign_tables.of(engine, lacking, code, officer, person)
        assert sign_tables.agrees(told, cell), f"{code} of {officer} and {person}: {told!r}, specified {cell!r}"


def test_every_sign_of_looks_contact_and_visits_has_a_specification_with_a_hit_one_that_is_none_and_something_missing():
    codes = {each.code for each in (*SIGNS, *CONTEXT)} - {"J1"}  # J1 is C6 where A1 is not near: tests/detection/test_pairs.py
    assert {spec.code for spec in SPECS} == codes
    for spec in SPECS:
        cells = set(spec.said.values())
        assert cells & {"0", "nothing"} and cells - {"0", "nothing", "missing"}, spec.code
        assert "missing" in {cell for told in spec.without.values() for cell in told.values()}, spec.code


@named
def test_duckdb_agrees(spec, tmp_path):
    put({"access": [], **spec.world}, tmp_path / "whole")
    with Engine(tmp_path / "whole") as engine:
        judged(engine, spec.code, spec.said)
    for table, wanted in spec.without.items():
        less = {name: rows for name, rows in spec.world.items() if name != table}
        put(less, tmp_path / table)
        with Engine(tmp_path / table) as engine:
            judged(engine, spec.code, wanted)


@pytest.mark.parametrize("spec", [spec for spec in SPECS if spec.code in signs_plainly.COUNTS], ids=lambda spec: spec.code)
def test_plain_python_agrees(spec):
    counted = signs_plainly.COUNTS[spec.code](spec.world, sign_tables.DAY)
    assert {pair: str(counted.get(pair, 0)) for pair in spec.said} == spec.said


def agrees_with_all_in_one_world(opened, folder):
    """The engine says of each pair what is wanted though the facts of all specifications stand in one folder."""
    whole = spec_tables.together([spec_tables.Spec(spec.code, spec.about, spec.world, {}) for spec in SPECS])
    put(whole.world, folder)
    with opened(folder) as engine:
        lacking = sign_tables.prepare(engine)
        for spec in SPECS:
            for (officer, person), cell in spec.said.items():
                told = sign_tables.of(engine, lacking, spec.code, f"{spec.code}-{officer}", f"{spec.code}-{person}")
                assert sign_tables.agrees(told, cell), f"{spec.code} of {officer} and {person}: {told!r}, specified {cell!r}"


def test_duckdb_agrees_with_all_of_them_in_one_world(tmp_path):
    agrees_with_all_in_one_world(Engine, tmp_path)


@pytest.mark.long
def test_spark_agrees_with_all_of_them_in_one_world(spark, tmp_path):
    agrees_with_all_in_one_world(spark, tmp_path)


def test_a_specification_that_says_otherwise_is_caught(tmp_path):
    spec = next(spec for spec in SPECS if spec.code == "C4")
    put({"access": [], **spec.world}, tmp_path)
    with Engine(tmp_path) as engine, pytest.raises(AssertionError, match="specified '3'"):
        judged(engine, "C4", {("1", "A"): "3"})
