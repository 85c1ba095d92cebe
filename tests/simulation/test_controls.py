"""The controls: each is in the facts, stands out as it should, and has its reason there."""

from custodiet.detection import account, contacts
from custodiet.simulation.controls import KINDS


def spoken(engine, control):
    found = account.between(engine, control["officer"], control["person"])
    return {each.key: each.number for each in found.figures}


def test_there_is_one_of_each(clean):
    assert sorted(each["kind"] for each in clean.truth["controls"]) == sorted(KINDS)


def test_family_and_sexual_offences_liaison_speak_often_and_are_on_the_list_of_roles(clean, clean_facts):
    for kind, least in (("FLO", 195), ("SOIT", 118)):
        control = clean.control(kind)
        assert spoken(clean_facts, control)["contacts"] >= least
        roles = clean_facts.rows(
            "SELECT DISTINCT role FROM assignment WHERE staff_id = $s AND role = $role", s=control["officer"], role=kind
        )
        assert roles


def test_somebody_rings_the_neighbourhood_officer_every_day(clean, clean_facts):
    found = spoken(clean_facts, clean.control("neighbourhood"))
    assert found["to_officer"] > 80 and found["from_officer"] < 30


def test_the_child_who_goes_missing_has_a_task_each_time(clean, clean_facts):
    control = clean.control("missing")
    tasks = clean_facts.rows("SELECT count(*) AS n FROM task WHERE kind = 'missing' AND staff_id = $officer AND person_id = $person",
                             officer=control["officer"], person=control["person"])  # fmt: skip
    assert tasks[0]["n"] >= 5 and spoken(clean_facts, control)["contacts"] >= 30


def test_the_negotiator_is_on_duty_because_of_the_call_out(clean, clean_facts):
    found = spoken(clean_facts, clean.control("negotiator"))
    assert (found["on_duty"], found["off_duty"], found["duty_unknown"], found["meetings"]) == (60, 0, 0, 1)


def test_contact_by_the_shared_telephone_is_contested(clean, clean_facts):
    found = spoken(clean_facts, clean.control("pool-phone"))
    assert found["contested"] == found["contacts"] > 50


def test_the_recycled_number_speaks_for_its_holder_of_that_day(clean, clean_facts):
    control = clean.control("recycled")
    assert spoken(clean_facts, control)["contacts"] == 0
    assert len(contacts.people_of(clean_facts, control["officer"])) >= 1
    brother = clean_facts.rows(
        "SELECT person_id FROM association WHERE staff_id = $officer AND kind = 'family'", officer=control["officer"]
    )
    assert 80 in {spoken(clean_facts, control | {"person": row["person_id"]})["contacts"] for row in brother}


def test_calls_of_the_night_on_which_the_clocks_change_are_counted_on_duty(clean, clean_facts):
    found = spoken(clean_facts, clean.control("dst"))
    assert (found["contacts"], found["off_duty"], found["duty_unknown"]) == (20, 0, 0)


def test_a_tenth_of_one_units_roster_is_lost(clean, clean_facts):
    control = clean.control("roster-loss")
    unit = clean_facts.rows("SELECT unit_id FROM posting WHERE staff_id = $officer", officer=control["officer"])[0]["unit_id"]
    lost = clean_facts.rows(
        "SELECT 1 - count(*) / (count(DISTINCT posting.staff_id) * $days) AS share"
        " FROM posting JOIN duty ON duty.staff_id = posting.staff_id"
        " WHERE unit_id = $unit", unit=unit, days=float(clean.truth["days"]),
    )  # fmt: skip
    assert 0.05 < lost[0]["share"] < 0.15


def test_the_officer_who_moved_has_two_postings_and_one_case(clean, clean_facts):
    control = clean.control("reposted")
    rows = clean_facts.rows(
        "SELECT role_code, valid_to FROM posting WHERE staff_id = $officer ORDER BY valid_from", officer=control["officer"]
    )
    assert [(row["role_code"], row["valid_to"] is None) for row in rows] == [("response", False), ("CID", True)]


def test_looks_at_the_record_that_a_person_became_are_explained_by_the_case_of_the_other(clean, clean_facts):
    found = spoken(clean_facts, clean.control("merge"))
    assert found["look_ups"] >= 10 and found["unexplained_look_ups"] == 0 and found["contacts"] >= 40


def test_every_victim_of_the_car_that_goes_to_all_domestic_incidents_was_visited(clean, clean_facts):
    officer = clean.control("DA-car")["officer"]
    met = clean_facts.rows("SELECT count(DISTINCT incident_id) AS n FROM attendance JOIN incident USING (incident_id)"
                           " WHERE staff_id = $officer AND da_flag",
                           officer=officer)  # fmt: skip
    assert met[0]["n"] >= 50
