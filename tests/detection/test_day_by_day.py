"""Nights run one by one find, night by night and word by word, what one run over the whole span finds that weighs every day.

Small random worlds in which nothing that comes later bears on an earlier day. What does in a real log: a contact the day after a look, a
look up to three days after a contact, an entry of the log a day late, a second opening of a record taken for a slip, and what thirty pairs
teach of lags. A run over a whole span knows these from the beginning; tests/detection/test_growing.py holds what becomes of them.
"""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.detection import audit
from custodiet.detection.engine import Engine
from custodiet.detection.lanes import Workload
from custodiet.detection.strength import FEWEST
from tests.detection.worlds import put

OFFICERS, PEOPLE, NIGHTS = 4, 5, 5
FIRST = datetime(2024, 3, 4, 12)
PAIRS = [(str(officer), f"P{officer}-{n}") for officer in range(OFFICERS) for n in range(PEOPLE)]
ROOM = Workload(per_thousand_month=3000, control=1)
KNOWN = {
    "account": [{"account_id": f"a{officer}", "staff_id": str(officer)} for officer in range(OFFICERS)],
    "phone_asset": [{"msisdn_e164": f"+44770090010{officer}", "staff_id": str(officer)} for officer in range(OFFICERS)],
    "phone_link": [{"msisdn_e164": f"+447700900{number}", "person_id": person} for number, (_, person) in enumerate(PAIRS, 200)],
    "involvement": [{"incident_id": f"i{person}", "person_id": person, "role": "victim"} for _, person in PAIRS],
    "attendance": [
        {"incident_id": f"i{person}", "staff_id": officer, "at_scene": FIRST - timedelta(days=5), "clear": FIRST - timedelta(days=5)}
        for officer, person in PAIRS[: FEWEST - 10]
    ],
}
"""What is known on the first night already."""

acts = st.lists(
    st.tuples(st.sampled_from(range(len(PAIRS))), st.sampled_from(("call", "look", "look")), st.integers(0, NIGHTS - 1)), max_size=40
)


def looked(number, officer, person, day):
    """A row of the log."""
    return {
        "access_id": f"x{number}",
        "at": FIRST + timedelta(days=day),
        "account_id": f"a{officer}",
        "person_id": person,
        "action": "open",
    }


def called(number, officer, person, day):
    """A row of a bill."""
    other = 200 + PAIRS.index((officer, person))
    at = FIRST + timedelta(days=day, minutes=number)
    return {"at": at, "asset_msisdn": f"+44770090010{officer}", "other_e164": f"+447700900{other}", "direction": "out", "kind": "sms"}


def days_of(drawn):
    """By day the rows of each table; of a pair only calls or only looks, whichever was drawn first; of the first pair only looks."""
    kinds, found = {0: "look"}, [{"access": [], "comms": []} for _ in range(NIGHTS)]
    for number, (pair, kind, day) in enumerate(drawn):
        if kinds.setdefault(pair, kind) == kind:
            table, row = ("comms", called) if kind == "call" else ("access", looked)
            found[day][table].append(row(number, *PAIRS[pair], day))
    for day, table in ((0, "access"), (NIGHTS - 1, "access")):  # the span is the same whatever was drawn
        found[day][table].append(looked(1000 + day, *PAIRS[0], day))
    # To nobody's number: a bill is there from the first night, so that no night says that there is none.
    found[0]["comms"].append(called(0, *PAIRS[0], 0) | {"other_e164": "+447700900399"})
    return found


def night(folder, **more):
    with Engine(folder) as engine:
        return audit.run(engine, workload=ROOM, step=1, learn=False, **more)


@pytest.mark.slow
@settings(max_examples=2, deadline=None)
@given(acts, st.sets(st.sampled_from(range(len(PAIRS))), max_size=3))
def test_nights_one_by_one_find_word_by_word_what_one_run_over_all_days_finds(drawn, tied):
    ties = [{"staff_id": PAIRS[pair][0], "person_id": PAIRS[pair][1], "kind": "family"} for pair in sorted(tied)]
    with tempfile.TemporaryDirectory() as place:
        one, many = Path(place) / "one", Path(place) / "many"
        for folder in (one, many):
            put(KNOWN | {"association": ties}, folder, "known")
        for day, rows in enumerate(days_of(drawn)):
            for folder in (one, many):
                put(rows, folder, f"day{day}")
            found = night(many, state=Path(place) / "state", grows=True)
        whole = night(one)
    assert [each.as_data() for each in found.findings] == [each.as_data() for each in whole.findings]
    assert (found.looks, found.explained, found.adverse, found.unexplained) == (
        whole.looks, whole.explained, whole.adverse, whole.unexplained,
    )  # fmt: skip
    assert found.findings  # the control alone shows one
