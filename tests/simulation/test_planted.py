"""What the truth says was planted is in the facts, just so, and the truth itself is not."""

import json

from custodiet.detection import account
from custodiet.detection.engine import Engine
from custodiet.evidence.facts import BY_NAME
from custodiet.simulation.asked import PER_3000_IN_HALF_A_YEAR
from tests.simulation.conftest import made


def figures(engine, case, *keys):
    found = account.between(engine, case["officer"], case["person"])
    return tuple(found.figure(key).number for key in keys)


def test_the_published_case_is_17_calls_and_43_texts_in_70_days_with_two_look_ups_that_nothing_explains(clean, clean_facts):
    case = clean.planted("L0")[0]
    found = account.between(clean_facts, case["officer"], case["person"])
    keys = ("calls", "texts", "from_officer", "off_duty", "duty_unknown", "unexplained_look_ups", "contested", "meetings")
    assert tuple(found.figure(key).number for key in keys) == (17, 43, 60, 18, 0, 2, 0, 1)
    assert ((found.last - found.first).days + 1, found.weeks) == (70, 10)


def test_what_is_wrong_in_the_force_leaves_the_published_case_as_it_is(force, facts):
    assert figures(facts, force.planted("L0")[0], "calls", "texts", "off_duty", "unexplained_look_ups") == (17, 43, 18, 2)


def test_every_level_has_the_contact_that_it_is_known_by(clean, clean_facts):
    counted = {case["kind"]: figures(clean_facts, case, "calls", "texts") for case in clean.planted("L1", "L2", "L3", "L4", "L5")}
    assert 13 <= counted["L1"][0] <= 21 and 32 <= counted["L1"][1] <= 54
    assert (counted["L2"], counted["L3"], counted["L4"], counted["L5"]) == ((9, 21), (3, 8), (0, 0), (17, 43))


def test_the_evader_is_never_off_duty_and_has_entries_in_the_contact_log(clean, clean_facts):
    case = clean.planted("L5")[0]
    assert figures(clean_facts, case, "off_duty", "duty_unknown") == (0, 0)
    logged = clean_facts.rows(
        "SELECT count(*) AS n FROM contact_log WHERE staff_id = $officer AND person_id = $person",
        officer=case["officer"],
        person=case["person"],
    )
    assert logged[0]["n"] >= 30


def test_the_evader_looks_under_other_log_ins(clean, clean_facts):
    case = clean.planted("L5")[0]
    rows = clean_facts.rows(
        "SELECT account_id, originator_staff_id FROM access WHERE list_contains($them, access_id)", them=case["accesses"]
    )
    assert len(rows) == 3
    assert [row for row in rows if row["account_id"].startswith(case["officer"])] == []
    assert [row["originator_staff_id"] for row in rows if row["originator_staff_id"]] == [case["officer"]]


def test_every_access_of_the_truth_is_in_the_log_about_that_person_in_the_time_that_the_truth_says(force, facts):
    for case in force.truth["planted"]:
        rows = facts.rows(
            "SELECT DISTINCT access_id, person_id, date_diff('day', TIMESTAMP '2024-01-01', \"at\") AS day FROM access"
            " WHERE list_contains($them, access_id)",
            them=case["accesses"],
        )
        assert (case["kind"], len(rows)) == (case["kind"], len(case["accesses"])) and rows
        assert case["person"] is None or {row["person_id"] for row in rows} == {case["person"]}
        assert all(case["from"] <= row["day"] <= case["to"] + 1 for row in rows)


def test_no_purpose_explains_what_was_planted(clean, clean_facts):
    clean_facts.make("planted_look", "SELECT CAST(UNNEST($them) AS VARCHAR) AS access_id", them=[
        each for case in clean.truth["planted"] if case["kind"] != "trawler" for each in case["accesses"]
    ])  # fmt: skip
    rows = clean_facts.rows(
        """
        SELECT look.access_id, purpose.code FROM planted_look JOIN access AS look ON look.access_id = planted_look.access_id
        JOIN account ON account.account_id = look.account_id
        JOIN purpose ON purpose.staff_id = COALESCE(look.originator_staff_id, account.staff_id) AND purpose.person_id = look.person_id
        WHERE purpose.lo <= look."at" AND (purpose.hi IS NULL OR look."at" <= purpose.hi)
        """
    )
    assert rows == []


def test_each_officer_of_a_level_met_her_at_an_incident_first(force, facts):
    for case in force.planted("L0", "L1", "L2", "L3", "L4", "L5"):
        met = facts.rows(
            "SELECT min(at_scene) AS at FROM attendance JOIN involvement USING (incident_id)"
            " WHERE staff_id = $officer AND person_id = $person",
            officer=case["officer"], person=case["person"],
        )[0]["at"]  # fmt: skip
        first = facts.rows('SELECT min("at") AS at FROM access WHERE list_contains($them, access_id)', them=case["accesses"])[0]["at"]
        assert met is not None and met < first


def test_a_number_of_a_kind_is_planted_when_it_is_asked_for(tmp_path):
    asked_for = made(tmp_path / "force", officers=120, days=82, plant=["L0=2,L1=0", "trawler=3"])
    counted = {kind: len(asked_for.planted(kind)) for kind in PER_3000_IN_HALF_A_YEAR}
    assert (counted["L0"], counted["L1"], counted["trawler"], counted["L3"]) == (2, 0, 3, 1)
    assert asked_for.truth["left_out"] == []
    assert min(number for kind, number in counted.items() if kind != "L1") == 1


def test_the_truth_stands_apart_from_the_facts(force):
    assert sorted(path.name for path in force.folder.iterdir()) == ["facts", "truth"]
    assert {path.stem for path in (force.folder / "facts").iterdir()} <= set(BY_NAME)
    assert json.loads((force.folder / "truth" / "truth.json").read_text())["version"] == 2


def test_no_column_of_the_log_tells_what_was_planted(force, facts):
    """The numbers of planted and of other rows look alike, and so do their workstations and systems."""
    planted = [each for case in force.truth["planted"] for each in case["accesses"]]
    rows = facts.rows(
        "SELECT access_id, length(access_id) AS long, length(session_id) AS session FROM access WHERE list_contains($them, access_id)",
        them=planted,
    )
    assert {(row["long"], row["session"]) for row in rows} == {(13, 13)}
    ordered = [row["access_id"] for row in facts.rows("SELECT access_id FROM access ORDER BY access_id")]
    places = sorted(ordered.index(each) / len(ordered) for each in planted[:20])
    assert places[0] < 0.4 and places[-1] > 0.6


def test_an_engine_reads_every_table_of_the_force(force):
    with Engine(force.folder / "facts") as engine:
        for table, rows in force.written.items():
            assert engine.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] == rows
