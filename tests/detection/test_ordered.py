"""A watch within an order looks at one officer's own rows of the days of the order, and at nothing else."""

from datetime import date

import pytest

from custodiet.detection import contacts, ordered
from custodiet.detection.engine import Engine
from custodiet.detection.ordered import Terms
from custodiet.detection.windows import DEFAULTS

INSIDE, BEFORE, AFTER = "2023-03-01 20:00:00", "2023-01-29 20:00:00", "2023-06-01 20:00:00"


def look(number, account, at, person="P-1"):
    where = {"source_id": "log", "line": str(number)}
    return {"access_id": f"a{number}", "at": at, "account_id": account, "person_id": person, "action": "open", **where}


def text(number, own, at, other="+447700900456"):
    where = {"source_id": "bill", "line": str(number)}
    return {"comm_id": str(number), "at": at, "asset_msisdn": own, "other_e164": other, "direction": "out", "kind": "sms", **where}


OWN, COLLEAGUE, POOL, UNMET = "+447700900101", "+447700900102", "+447700900103", "+447700900457"
FACTS = {
    "account": [
        {"account_id": "own", "staff_id": "2290"}, {"account_id": "other", "staff_id": "5120"},
        {"account_id": "desk", "staff_id": "2290", "is_shared": True},
    ],
    "access": [
        look(1, "own", INSIDE), look(2, "own", BEFORE), look(3, "own", AFTER), look(4, "other", INSIDE), look(5, "desk", INSIDE),
        look(6, "own", None),
    ],
    "phone_asset": [
        {"msisdn_e164": OWN, "staff_id": "2290"}, {"msisdn_e164": COLLEAGUE, "staff_id": "5120"},
        {"msisdn_e164": POOL, "staff_id": "2290", "pool": True},
    ],
    "phone_link": [
        {"msisdn_e164": "+447700900456", "person_id": "P-1", "confidence": "confirmed"},
        {"msisdn_e164": UNMET, "person_id": "P-2", "confidence": "confirmed"},
        {"msisdn_e164": "+447700900999", "staff_id": "2290", "confidence": "confirmed"},
    ],
    "comms": [
        text(1, OWN, INSIDE), text(2, OWN, BEFORE), text(3, COLLEAGUE, INSIDE), text(4, POOL, INSIDE), text(5, OWN, INSIDE, UNMET),
        text(6, OWN, AFTER),
    ],
    "message": [{"at": INSIDE, "from": "+447700900999", "to": "+447700900456", "body": "private", "kind": "message"}],
    "incident": [{"incident_id": "I-1", "opened": "2021-05-10 10:00:00", "closed": "2021-05-11 10:00:00"}],
    "attendance": [{"incident_id": "I-1", "staff_id": "2290", "assigned": "2021-05-10 10:00:00", "clear": "2021-05-10 12:00:00"}],
    "involvement": [{"incident_id": "I-1", "person_id": "P-1", "role": "victim"}],
}  # fmt: skip


def watched(**more):
    terms = Terms(**({"officer": "2290", "first": date(2023, 1, 30), "last": date(2023, 5, 31), "looks": True, "contact": True} | more))
    with Engine(more=FACTS, memory_mb=256) as engine:
        ordered.narrow(engine, terms)
        contacts.prepare(engine)
        left = [(row["access_id"] or "") for row in engine.rows("SELECT access_id FROM access ORDER BY access_id")]
        bill = [row["comm_id"] for row in engine.rows("SELECT comm_id FROM comms ORDER BY comm_id")]
        private = engine.rows("SELECT COUNT(*) AS n FROM message")[0]["n"]
        return left, bill, private, ordered.met(engine, terms), ordered.unexplained(engine, terms, dict(DEFAULTS))


def test_outside_the_terms_there_is_nothing_left_to_look_at():
    left, bill, private, met, looks = watched()
    assert (left, bill, private) == (["a1"], ["1", "5"], 0)
    assert [(each.person, each.calls, each.texts) for each in met] == [("P-1", 0, 1)]  # the other was never met on duty
    assert [(person, at.date()) for person, at in looks] == [("P-1", date(2023, 3, 1))]


@pytest.mark.parametrize(("asked", "left"), [({"looks": False}, ([], ["1", "5"])), ({"contact": False}, (["a1"], []))])
def test_what_the_order_does_not_name_is_not_read_at_all(asked, left):
    found = watched(**asked)
    assert found[:2] == left
    assert (found[3] == []) is ("contact" in asked) and (found[4] == []) is ("looks" in asked)


def test_another_officer_is_watched_only_by_a_watch_of_their_own():
    left, bill, *_rest = watched(officer="5120")
    assert (left, bill) == (["a4"], ["3"])
