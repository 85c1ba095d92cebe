"""The published records of ../shared/data read completely: counts equal those of plain reading of the same file.

Copenhagen: Sapiezynski et al., Interaction data from the Copenhagen Networks Study, Scientific Data 6:315 (2019). bandicoot: MIT.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.evidence.tables import Result

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def plainly(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def published() -> Path:
    if not DATA.is_dir():
        pytest.skip("The published records are not beside the checkout (../shared/data)")
    return DATA


@pytest.mark.parametrize(("name", "count", "kind"), [("calls.csv", 3600, "call"), ("sms.csv", 24333, "sms")])
def test_every_call_and_text_of_the_copenhagen_study_is_read_without_a_day_until_its_start_is_told(published, name, count, kind):
    path = published / "copenhagen_networks_study" / name
    result = Result("phone_bill", path.read_bytes())
    assert result.counts == (count, count, 0)
    assert Counter(result.column("kind")) == {kind: count}
    assert len(result.reading.undated) == count
    assert list(result.questions) == ["origin"]
    rows = plainly(path)
    assert result.column("at_text") == [row["timestamp"] for row in rows]
    caller, callee = ("caller", "callee") if kind == "call" else ("sender", "recipient")
    pairs = Counter(zip(result.column("asset_msisdn"), result.column("other_raw"), strict=True))
    assert pairs == Counter((row[caller], row[callee]) for row in rows)


def test_lengths_and_missed_calls_of_the_copenhagen_study_are_those_of_the_file(published):
    path = published / "copenhagen_networks_study" / "calls.csv"
    result, rows = Result("phone_bill", path.read_bytes(), origin="2020-02-01T00:00:00+00:00"), plainly(path)
    assert result.column("answered").count(False) == sum(row["duration"] == "-1" for row in rows)
    assert sum(filter(None, result.column("duration_s"))) == sum(int(row["duration"]) for row in rows if row["duration"] != "-1")
    assert result.column("at")[0] == "2020-02-01T00:03:04"
    assert not result.reading.undated


def test_bandicoots_records_are_read_with_their_direction(published):
    for name in ("ego.csv", "A.csv"):
        path = published / "bandicoot_samples" / name
        result, rows = Result("phone_bill", path.read_bytes()), plainly(path)
        assert result.counts == (len(rows), len(rows), 0)
        told = Counter(zip(result.column("kind"), result.column("direction"), result.column("other_raw"), strict=True))
        kinds = {"call": "call", "text": "sms"}
        assert told == Counter((kinds[row["interaction"]], row["direction"], row["correspondent_id"]) for row in rows)
        assert sum(filter(None, result.column("duration_s"))) == sum(int(row["call_duration"] or 0) for row in rows)
