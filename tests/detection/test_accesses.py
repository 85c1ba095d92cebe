"""The account of a pair says of each look what the audit of the whole log says of it: there is one judge."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.detection import accesses, account, audit, cascade, contacts, desks, explanations
from custodiet.detection.engine import Engine
from custodiet.detection.record import HITS, UNDATED
from custodiet.detection.windows import DEFAULTS, windows
from tests.detection import plainly
from tests.detection.made import facts
from tests.detection.test_cascade import LOOK, RIGHT, SCENE, TEAM
from tests.detection.worlds import PEOPLE, STAFF, put, worlds


def audited(engine):
    """What the audit leaves: access_id to the kind of tie, or None."""
    contacts.prepare(engine)
    desks.explain(engine, cascade.run(engine))
    return {row["access_id"]: row["adverse"] for row in engine.rows("SELECT access_id, adverse FROM unexplained")}


at_desks = st.fixed_dictionaries({"workstation": st.sampled_from((None, "w", "x"))})


@settings(max_examples=15, deadline=None)
@given(worlds, st.lists(at_desks, min_size=14, max_size=14), st.booleans())
def test_for_every_pair_of_a_random_world_the_account_says_what_the_audit_says(world, places, shared):
    for look, place in zip(world["access"], places, strict=False):
        look |= place
    for held in world["account"]:
        held["is_shared"] = shared
    with tempfile.TemporaryDirectory() as place:
        put(world, Path(place))
        with Engine(Path(place)) as engine:
            left = audited(engine)
            whose = {row["access_id"]: row for row in engine.rows("SELECT * FROM look_base")}
            by_audit = {pair: {each.access_id for each in accesses.unexplained_of(engine, *pair)} for pair in pairs()}
        plain, seen = plainly.explained(world), set()
        with Engine(Path(place)) as engine:
            contacts.prepare(engine)
            explanations.prepare(engine)
            for officer, person in pairs():
                judged = [each for each in accesses.between(engine, officer, person) if each.state not in (HITS, UNDATED)]
                own = {each.access_id: each for each in judged if each.staff_id == officer}
                assert {name for name, each in own.items() if each.unexplained} == by_audit[officer, person]
                for name, each in own.items():
                    assert (name in left, left.get(name) or "") == (each.unexplained, each.tie)
                    assert set(each.codes) == (plain[name] or ({"T16"} if not each.unexplained else set()))
                seen |= set(own)
        assert seen == set(whose)


def pairs():
    return [(officer, person) for officer in (*STAFF, "log-in") for person in PEOPLE]


def of_pair(tmp_path, text, officer="1", person="A", **more):
    with Engine(facts(tmp_path, text)) as engine:
        contacts.prepare(engine)
        return accesses.between(engine, officer, person, **more)


BRIEFED = """
briefing_view
staff_id  person_id  at
1         A          2024-03-05 10:00
"""
FAMILY = """
association
staff_id  person_id  kind
1         A          family
"""


@pytest.mark.parametrize(("tie", "state", "codes"), [("", "explained", ("T12",)), (FAMILY, "adverse", ())])
def test_a_tie_cancels_a_weak_purpose_on_the_account_as_in_the_audit(tmp_path, tie, state, codes):
    (look,) = of_pair(tmp_path, LOOK.format(ms="-", more="") + BRIEFED + tie)
    assert (look.state, look.codes, look.tie) == (state, codes, "family" if tie else "")


def test_who_stands_in_for_a_colleague_reads_whose_case_it_is_and_where_that_stands(tmp_path):
    (look,) = of_pair(tmp_path, LOOK.format(ms="-", more="") + TEAM.format(unit="u", two="2024-03-04 08:00  2024-03-04 16:00  duty"))
    assert look.explained == ("stood in for a colleague of the unit, off duty then, who has charge of case c1 (T10)",)
    assert look.cites == ("made.csv line 2",)


def test_the_wrong_record_of_a_name_cites_the_right_one(tmp_path):
    (look,) = of_pair(tmp_path, LOOK.format(ms="9000", more=RIGHT) + SCENE)
    assert (look.codes, look.cites) == (("T14",), ("made.csv line 3",))


def test_a_purpose_reaches_further_for_what_was_asked_for_and_the_operator_reads_that_it_was(tmp_path):
    text = """
access
access_id  at                account_id  originator_staff_id  person_id
x          2024-03-05 09:50  2           1                    B
"""
    folder = text + SCENE  # the scene begins at 11:00, and its hour before at 10:00
    (own,) = of_pair(tmp_path, folder, "1", "B")
    (by_operator,) = of_pair(tmp_path, folder, "2", "B")
    assert (own.state, own.codes, own.for_another) == ("explained", ("T1",), True)
    assert (by_operator.staff_id, by_operator.state, by_operator.for_another) == ("1", "explained", True)


DESK = """
access
access_id  at                account_id  person_id  workstation
x          2024-03-05 12:00  desk        A          w
y          2024-03-05 12:30  2           Z          w

account
account_id  staff_id  is_shared
desk        1         yes
2           2         no

custody
staff_id  person_id  at                until
2         A          2024-03-05 11:00  2024-03-05 13:00
"""


def test_a_shared_log_in_is_explained_by_whoever_worked_at_the_terminal(tmp_path):
    (look,) = of_pair(tmp_path, DESK)
    assert look.explained == ("whoever worked at that terminal then dealt with the person in custody (T16)",)


def test_a_list_of_hits_and_a_look_without_a_day_stand_on_the_account_as_what_they_are(tmp_path):
    text = """
account
account_id  staff_id
a1          1

access
access_id  at                account_id  person_id  action
x          2024-03-05 12:00  a1          A          search
y          -                 a1          A          open
z          2024-03-06 12:00  a1          A          open
"""
    with Engine(facts(tmp_path, text)) as engine:
        account.prepare(engine)
        found = account.between(engine, "1", "A")
    assert {entry.detail: entry.marks for entry in found.entries} == {
        "a list of hits, not a record that was opened": ("a list of hits",),
        "it has no day, so no purpose can be held against it": ("without a day",),
        "no purpose found": ("unexplained",),
    }
    counts = [found.figure(key).number for key in ("look_ups", "unexplained_look_ups", "hit_lists")]
    assert counts == [2, 1, 1]
    assert "1 list of hits that showed the person, which is no look." in found.statement


def test_the_account_goes_by_the_windows_by_which_the_force_audits(tmp_path):
    shorter = windows({"T1": {"after_hours": 1}})
    text = LOOK.format(ms="-", more="").replace("A          s", "B          s") + SCENE.replace("13:00", "11:30")
    wide, narrow = (of_pair(tmp_path, text, person="B", windows=each)[0].state for each in (DEFAULTS, shorter | {}))
    assert (wide, narrow) == ("explained", "explained")
    assert of_pair(tmp_path, text.replace("12:00  a1", "12:40  a1"), person="B", windows=shorter)[0].state == "unexplained"


def test_after_a_pair_was_judged_nothing_of_an_audit_is_left_to_be_mistaken_for_the_whole(tmp_path):
    with Engine(facts(tmp_path, LOOK.format(ms="-", more=""))) as engine:
        audit.run(engine)
        accesses.between(engine, "1", "A")
        with pytest.raises(Exception, match="unexplained"):
            engine.rows("SELECT * FROM unexplained")
