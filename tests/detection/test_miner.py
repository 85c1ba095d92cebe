"""The miner proposes a way of working that the log shows and chance does not, and what a person approved is then an explanation."""

from datetime import datetime, timedelta

import pytest

from custodiet.detection import audit, cascade, contacts, miner
from custodiet.detection.engine import Engine
from custodiet.detection.links import every, link
from custodiet.detection.windows import Window
from tests.detection.made import facts

START = datetime(2024, 1, 1, 9)
HANDOVER = "unit/attendance/person"


def force(folder, units=4):
    """Units of five; whoever did not attend writes up the incident of a colleague the next morning. And looks at random."""
    staff, many = 5 * units, 15 * units
    at = lambda when: f"{when:%Y-%m-%d %H:%M}"  # noqa: E731
    posting = [f"{n}  response  u{n // 5}" for n in range(staff)]
    attendance, involvement, access = [], [], []
    for n in range(many):
        officer, when = n % staff, START + timedelta(hours=1200 * n // many)
        colleague = officer // 5 * 5 + (officer + 1) % 5
        attendance.append(f"i{n}  {officer}  {at(when)}  {at(when + timedelta(hours=1))}")
        involvement.append(f"i{n}  P{n}")
        access.append(f"a{n}  {at(when + timedelta(hours=14))}  {colleague}  P{n}  open")
        access.append(f"r{n}  {at(when + timedelta(hours=30))}  {(officer + 7) % staff}  P{(n + many // 2) % many}  open")
    tables = {
        "posting": ["staff_id  role_code  unit_id", *posting],
        "attendance": ["incident_id  staff_id  at_scene  clear", *attendance],
        "involvement": ["incident_id  person_id", *involvement],
        "access": ["access_id  at  account_id  person_id  action", *access],
    }
    return facts(folder, "\n\n".join("\n".join([name, *rows]) for name, rows in tables.items()))


def explained(folder, *more, windows=None):
    with Engine(folder) as engine:
        contacts.prepare(engine)
        return cascade.run(engine, {**cascade.DEFAULTS, **(windows or {})}, more)


def proposals(folder, **asked):
    with Engine(folder) as engine:
        contacts.prepare(engine)
        found = cascade.run(engine)
        return miner.propose(engine, found.looks, **asked)


def test_a_way_of_working_is_proposed_with_its_figures(tmp_path):
    (found, *others) = proposals(force(tmp_path), precision=0.8)
    assert (found.link.key, found.covered, found.unexplained, found.looks) == (HANDOVER, 60, 120, 120)
    assert found.link.about == "works in the unit of somebody who was sent to an incident"
    assert found.precision > 0.8 > 0.5 >= found.permuted / found.covered
    assert all(other.link.to != "person" or other.link.by == "supervisor" for other in others)


def test_what_was_decided_on_is_not_proposed_again(tmp_path):
    assert HANDOVER not in [each.link.key for each in proposals(force(tmp_path), known=[HANDOVER], precision=0.5)]


def test_nothing_is_proposed_that_covers_little_or_that_chance_covers_as_well(tmp_path):
    folder = force(tmp_path)
    assert proposals(folder, support=0.9) == []
    assert HANDOVER not in [each.link.key for each in proposals(folder, precision=1.0001)]


def test_a_link_that_somebody_approved_explains_and_is_named_as_the_forces_own(tmp_path):
    folder = force(tmp_path)
    own = link(HANDOVER).explanation("F7")
    windows = {"F7": Window(24, 96, "2024-02-01", "Head of department")}
    before, after = explained(folder), explained(folder, own, windows=windows)
    assert (before.unexplained, after.unexplained, after.explained["F7"]) == (120, 60, 60)
    with Engine(folder) as engine:
        found = audit.run(engine, windows={**cascade.DEFAULTS, **windows}, more=(own,))
    assert found.explained["F7"] == 60


def test_an_approved_window_may_be_shorter_than_the_proposed_one(tmp_path):
    own = link(HANDOVER).explanation("F7")
    assert explained(force(tmp_path), own, windows={"F7": Window(0, 6)}).unexplained == 120


def test_an_adverse_tie_cancels_what_was_mined(tmp_path):
    folder = force(tmp_path)
    facts(folder, "association\nstaff_id  person_id  kind\n1  P0  family", "ties.csv")
    own = link(HANDOVER).explanation("F7")
    found = explained(folder, own, windows={"F7": Window(24, 96)})
    assert (found.explained["F7"], found.adverse) == (59, 1)


def test_every_link_has_a_day_and_none_of_them_is_an_earlier_look():
    for each in every():
        sql = each.explanation("F1").sql
        assert "link.lo IS NOT NULL" in sql and "access" not in each.needs
        assert link(each.key) == each
        assert len(each.needs) <= 5


@pytest.mark.parametrize("key", ["self/access/person", "nobody/task/person", "self/task/anywhere"])
def test_a_link_that_is_none_is_refused(key):
    with pytest.raises(KeyError):
        link(key)
