"""What is wrong in the force is what was asked to be wrong, and the same order gives the same bytes."""

from hashlib import sha256

import pytest

from custodiet.detection.engine import Engine
from custodiet.simulation.asked import NotAsked, asked
from tests.simulation.conftest import made

SMALL = {"officers": 60, "days": 35}
CALM = ["L3=1", "trawler=0", "hot-subject=0"]


def digests(folder):
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


def question(force, sql):
    with Engine(force.folder / "facts") as engine:
        return engine.rows(sql)[0]["n"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return made(tmp_path_factory.mktemp("whole") / "force", **SMALL, plant=CALM, faults=["none"])


def test_the_same_order_gives_the_same_bytes_and_another_seed_others(tmp_path, whole):
    again = made(tmp_path / "again", **SMALL, plant=CALM, faults=["none"])
    other = made(tmp_path / "other", **SMALL, plant=CALM, faults=["none"], seed=5)
    assert digests(again.folder) == digests(whole.folder)
    assert digests(other.folder)["facts/access.parquet"] != digests(whole.folder)["facts/access.parquet"]


def test_a_tenth_of_the_roster_and_a_fifth_of_the_attendances_are_lost(tmp_path, whole):
    lossy = made(tmp_path / "lossy", **SMALL, plant=CALM, faults=["none", "roster=0.1,attendance=0.2"])
    assert 0.87 < lossy.written["duty"] / whole.written["duty"] < 0.94
    assert 0.77 < lossy.written["attendance"] / whole.written["attendance"] < 0.84
    assert lossy.written["access"] == whole.written["access"]


def test_the_clock_of_the_records_system_is_ahead_by_what_is_asked(tmp_path, whole):
    ahead = made(tmp_path / "ahead", **SMALL, plant=CALM, faults=["none", "skew=3600"])
    mean = 'SELECT CAST(avg(epoch("at")) AS BIGINT) AS n FROM access'
    assert question(ahead, mean) - question(whole, mean) == 3600


def test_numbers_are_recycled_records_merged_and_log_ins_shared(tmp_path, whole):
    mixed = made(tmp_path / "mixed", **SMALL, plant=CALM, faults=["none", "recycled=0.1", "merged=0.05", "shared=0.3"])
    twice = """SELECT count(*) AS n FROM (
        SELECT msisdn_e164 FROM phone_link GROUP BY msisdn_e164 HAVING count(DISTINCT person_id) > 1) AS each_one"""
    merged, shared = (
        "SELECT count(*) AS n FROM person WHERE merged_into IS NOT NULL",
        "SELECT count(*) AS n FROM access WHERE account_id LIKE 'desk-%'",
    )
    assert (question(whole, twice), question(whole, merged), question(whole, shared)) == (1, 1, 0)
    assert 400 < question(mixed, twice) < 700 and 250 < question(mixed, merged) < 500
    assert question(mixed, shared) > 1000


def test_no_number_has_two_holders_at_once(tmp_path):
    mixed = made(tmp_path / "mixed", **SMALL, plant=CALM, faults=["none", "recycled=0.2"])
    assert question(mixed, """
        SELECT count(*) AS n FROM phone_link AS one
        JOIN phone_link AS two ON one.msisdn_e164 = two.msisdn_e164 AND one.person_id < two.person_id
        WHERE COALESCE(one.valid_to, TIMESTAMP '2099-01-01') > two.valid_from
          AND COALESCE(two.valid_to, TIMESTAMP '2099-01-01') > one.valid_from
        """) == 0  # fmt: skip


def test_honest_look_ups_lack_a_record_as_often_as_is_asked(tmp_path):
    bare = made(tmp_path / "bare", **SMALL, plant=CALM, faults=["none", "unrecorded=0.05"])
    told = f"read_parquet('{bare.folder}/truth/purposes.parquet')"
    share = f"SELECT CAST(1000 * avg(CASE WHEN purpose = '' THEN 1.0 ELSE 0 END) AS BIGINT) AS n FROM {told}"
    assert 44 <= question(bare, share) <= 56


def test_the_roster_is_an_hour_out_on_the_night_on_which_the_clocks_change_and_on_no_other(tmp_path):
    days = {"officers": 60, "days": 95}
    right = made(tmp_path / "right", **days, plant=["L0=0", "L1=0", "L2=0", "L5=0"], faults=["none"])
    astray = made(tmp_path / "astray", **days, plant=["L0=0", "L1=0", "L2=0", "L5=0"], faults=["none", "dst=1"])
    with Engine(right.folder / "facts") as one, Engine(astray.folder / "facts") as two:
        starts = "SELECT staff_id, planned_start, actual_start FROM duty WHERE actual_start IS NOT NULL ORDER BY ALL"
        moved = {b["planned_start"].date().isoformat() for a, b in zip(one.rows(starts), two.rows(starts), strict=True) if a != b}
    assert moved == {"2024-03-30", "2024-03-31"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"officers": 10}, "a force is made of 60 to 50,000 officers"),
        ({"days": 5}, "a force is made of 28 to 730 days"),
        ({"plant": ["L9=1"]}, "there is no “L9”"),
        ({"plant": ["L1=many"]}, "“many” is no number"),
        ({"plant": ["L1"]}, "“” is no number"),
        ({"plant": ["L1=900"]}, "a whole number from 0 to 12"),
        ({"days": 40, "plant": ["L0=1"]}, "takes 80 days"),
        ({"faults": ["roster=0.9"]}, "share of the rows of the duty roster that are lost, from 0 to 0.5"),
        ({"faults": ["skew=nan"]}, "give a number"),
    ],
)
def test_an_order_that_cannot_be_met_is_refused_with_a_sentence(words, sentence):
    with pytest.raises(NotAsked, match=sentence):
        asked(**{"officers": 100, "days": 100, "seed": 1} | words)


def test_what_does_not_fit_into_the_days_is_left_out_and_said(whole):
    assert whole.truth["left_out"] == ["L0", "L1", "L2", "L4", "L5"]


def test_a_folder_in_use_is_refused_and_left_as_it_is(whole):
    before = digests(whole.folder)
    with pytest.raises(NotAsked, match="is not empty"):
        made(whole.folder)
    assert digests(whole.folder) == before
