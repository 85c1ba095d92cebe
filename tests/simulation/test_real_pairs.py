"""Contact taken from real records: whole pairs, in their order, for officers with good reason, and nothing that was planted changes."""

import pytest

from custodiet.cli import main
from custodiet.detection import account
from custodiet.detection.engine import Engine
from custodiet.simulation.asked import NotAsked, asked
from tests.simulation.conftest import made

SMALL = {"officers": 60, "days": 35, "plant": ["L3=1", "trawler=0", "hot-subject=0"], "faults": ["none"]}


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    """One invented pair that speaks 70 times, one that speaks twice."""
    folder = tmp_path_factory.mktemp("records")
    calls = [
        "timestamp,caller,callee,duration",
        "500,7,9,-1",
        "90000,9,7,4001",
        *(f"{100_000 + 40_000 * n},7,9,{600 + n}" for n in range(18)),
    ]
    texts = ["timestamp,sender,recipient", "20,3,4", "90,4,3", *(f"{2000 + 48_000 * n},9,7" for n in range(50))]
    (folder / "calls.csv").write_text("\n".join(calls) + "\n")
    (folder / "sms.csv").write_text("\n".join(texts) + "\n")
    return folder


def test_a_real_pair_is_somebodys_contact_with_every_call_and_text_of_it(tmp_path, records):
    force = made(tmp_path / "force", **SMALL, background=records)
    with Engine(force.folder / "facts") as engine:
        long = engine.rows(
            "SELECT DISTINCT asset_msisdn, other_e164 FROM comms WHERE kind = 'call' AND duration_s = 4001 AND direction = 'in'"
        )
        assert len(long) == 1
        rows = engine.rows(
            "SELECT kind, direction, count(*) AS n, count(*) FILTER (WHERE NOT answered) AS missed FROM comms"
            " WHERE asset_msisdn = $asset_msisdn AND other_e164 = $other_e164 GROUP BY ALL ORDER BY ALL", **long[0],
        )  # fmt: skip
    assert [tuple(row.values()) for row in rows] == [("call", "in", 1, 0), ("call", "out", 19, 1), ("sms", "in", 50, 0)]
    assert force.truth["background"] == "real pairs"


def test_what_is_planted_is_the_same_with_real_pairs(tmp_path, records):
    real, drawn = made(tmp_path / "real", **SMALL, background=records), made(tmp_path / "drawn", **SMALL)
    assert real.truth["planted"] == drawn.truth["planted"]
    case = real.planted("L3")[0]
    with Engine(real.folder / "facts") as engine:
        account.prepare(engine)
        found = account.between(engine, case["officer"], case["person"])
    assert (found.figure("calls").number, found.figure("texts").number) == (3, 8)


def test_a_folder_without_the_two_lists_is_refused(tmp_path):
    with pytest.raises(NotAsked, match=r"there is no calls\.csv in it"):
        asked(100, 100, 1, background=tmp_path)


def test_lists_of_another_make_are_refused_with_a_sentence(tmp_path, capsys):
    for name in ("calls.csv", "sms.csv"):
        (tmp_path / name).write_text("from;to\nme;you\n")
    with pytest.raises(NotAsked, match=r"calls\.csv cannot be read\. Its first line must be timestamp,caller,callee,duration"):
        asked(100, 100, 1, background=tmp_path)
    (tmp_path / "calls.csv").write_text("timestamp,caller,callee,duration\n1,2,3,4\n1,2,3,x\n")
    words = ["simulate", "--officers", "60", "--days", "35", "--to", str(tmp_path / "force"), "--background", str(tmp_path), "--quiet"]
    assert main(words) == 2
    assert "calls.csv cannot be read. Line 3 does not hold 4 whole numbers." in capsys.readouterr().err


def test_the_command_makes_a_force_and_says_what_it_holds(tmp_path, capsys):
    assert main(["simulate", "--officers", "60", "--days", "30", "--seed", "2", "--to", str(tmp_path / "force")]) == 0
    said = capsys.readouterr().out
    assert "60 officers, 30 days, seed 2:" in said and "Left out, for want of days: L0, L1, L2, L3, L4, L5." in said
    assert main(["simulate", "--officers", "9", "--to", str(tmp_path / "tiny")]) == 2
