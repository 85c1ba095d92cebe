"""The work of the force: nearly every look-up has a purpose that the tables show, and contact is heavy-tailed."""

import pytest

from custodiet.detection import accesses, contacts
from custodiet.evidence.facts import BY_NAME

OWN = ("T1", "T2", "T4", "T5", "T6", "T7", "T8", "T9", "T11", "T12", "T13", "T15")
"""Explanations that an officer, or the officer for whom it was done, has of their own."""


@pytest.fixture(scope="module")
def explained(clean_facts):
    """Every honest look-up of the clean force: why it was made, whether anything explains it, whether on duty."""
    accesses.find(clean_facts)
    clean_facts.make(
        "reason",
        """
        SELECT DISTINCT look.row_key FROM look JOIN purpose ON purpose.staff_id = look.staff_id AND purpose.person_id = look.person_id
        WHERE (purpose.lo IS NULL OR purpose.lo <= look."at") AND (purpose.hi IS NULL OR look."at" <= purpose.hi)
        """,
    )
    rows = clean_facts.rows(
        """
        SELECT told.purpose, count(*) AS n, count(reason.row_key) AS explained, count(*) FILTER (WHERE duty = 'on duty') AS on_duty
        FROM look JOIN told ON told.access_id = look.access_id LEFT JOIN reason ON reason.row_key = look.row_key GROUP BY told.purpose
        """
    )
    return {row["purpose"]: row for row in rows}


def test_every_look_up_for_a_purpose_of_ones_own_is_explained_by_it(explained):
    assert {code: (explained[code]["n"], explained[code]["explained"]) for code in OWN} == {
        code: (explained[code]["n"], explained[code]["n"]) for code in OWN
    }
    assert min(explained[code]["n"] for code in OWN) > 100


def test_look_ups_of_supervisors_are_explained_and_those_of_cover_and_namesakes_need_the_rules_of_the_night(explained):
    assert explained["T3"]["explained"] > 0.98 * explained["T3"]["n"] > 50
    for code in ("T10", "T14"):
        assert explained[code]["n"] > 50 and explained[code]["explained"] < 0.5 * explained[code]["n"], code


def test_look_ups_are_made_on_duty(explained):
    of = sum(row["n"] for row in explained.values())
    assert sum(row["on_duty"] for row in explained.values()) > 0.98 * of


def test_without_faults_every_honest_look_up_has_a_purpose(explained):
    assert "" not in explained


def test_with_the_usual_faults_about_six_in_a_thousand_lack_a_record(force, facts):
    told = facts.rows(
        f"SELECT avg(CASE WHEN purpose = '' THEN 1.0 ELSE 0 END) AS share FROM read_parquet('{force.folder}/truth/purposes.parquet')"
    )
    assert 0.004 < told[0]["share"] < 0.009


def test_a_predecessor_stands_in_the_session_of_the_look_up_that_it_was_mistaken_for(clean_facts):
    accesses.find(clean_facts)  # the engine is shared, and other tests ask it about one pair
    alone = clean_facts.rows(
        """
        SELECT count(*) AS n FROM told JOIN access AS first ON first.access_id = told.access_id
        WHERE purpose = 'T14' AND NOT EXISTS (
            SELECT 1 FROM access AS after WHERE after.session_id = first.session_id AND after.account_id = first.account_id
              AND after."at" > first."at" AND after."at" <= first."at" + INTERVAL 2 MINUTE)
        """
    )
    assert alone[0]["n"] == 0


def test_somebody_covers_only_for_a_colleague_of_the_unit_who_has_the_case_and_is_not_at_work(clean_facts):
    accesses.find(clean_facts)  # the engine is shared, and other tests ask it about one pair
    clean_facts.make(
        "covered",
        """
        SELECT look.access_id, look."at", look.staff_id, look.person_id, posting.unit_id
        FROM look JOIN told ON told.access_id = look.access_id
        JOIN posting ON posting.staff_id = look.staff_id AND posting.valid_from = TIMESTAMP '2023-01-01' WHERE told.purpose = 'T10'
        """,
    )
    rows = clean_facts.rows(
        """
        SELECT count(*) AS n FROM covered WHERE NOT EXISTS (
            SELECT 1 FROM involvement JOIN assignment ON assignment.case_id = involvement.crime_id AND assignment.role = 'OIC'
            JOIN posting ON posting.staff_id = assignment.staff_id AND posting.unit_id = covered.unit_id
            LEFT JOIN duty ON duty.staff_id = assignment.staff_id AND duty.actual_start <= covered."at" AND covered."at" < duty.actual_end
            WHERE involvement.person_id = covered.person_id AND duty.staff_id IS NULL
              AND assignment."from" <= covered."at" AND (assignment."to" IS NULL OR covered."at" <= assignment."to"))
        """
    )
    assert rows[0]["n"] == 0


def test_every_role_makes_about_150_look_ups_a_week(clean, clean_facts):
    accesses.find(clean_facts)  # the engine is shared, and other tests ask it about one pair
    rows = clean_facts.rows(
        """
        SELECT role_code, count(*) / (count(DISTINCT look.staff_id) * $weeks) AS a_week FROM look
        JOIN posting ON posting.staff_id = look.staff_id AND posting.valid_from = TIMESTAMP '2023-01-01' GROUP BY role_code
        """,
        weeks=clean.truth["days"] / 7,
    )
    assert len(rows) == 9
    assert [row for row in rows if not 100 < row["a_week"] < 220] == []


def test_contact_of_a_pair_is_heavy_tailed(clean_facts):
    accesses.find(clean_facts)  # the engine is shared, and other tests ask it about one pair
    contacts.find(clean_facts)
    row = clean_facts.rows(
        """
        SELECT var_samp(n) / avg(n) AS ratio, median(n) AS middle, count(*) AS pairs FROM (
            SELECT count(*) AS n FROM contact WHERE direction = 'out' GROUP BY staff_id, person_id) AS pair
        """
    )[0]
    assert row["pairs"] > 500 and row["middle"] <= 3 and 10 < row["ratio"] < 60


def test_rosters_speak_of_every_day_of_everybody(clean, clean_facts):
    accesses.find(clean_facts)  # the engine is shared, and other tests ask it about one pair
    lossy = clean_facts.rows("SELECT unit_id FROM posting WHERE staff_id = $s", s=clean.control("roster-loss")["officer"])[0]["unit_id"]
    rows = clean_facts.rows(
        """
        SELECT count(DISTINCT planned_start) AS days, count(DISTINCT code) AS codes FROM duty
        WHERE staff_id NOT IN (SELECT staff_id FROM posting WHERE unit_id = $lossy) GROUP BY staff_id
        """,
        lossy=lossy,
    )
    assert len(rows) > 90 and min(row["days"] for row in rows) >= clean.truth["days"]
    assert clean_facts.rows("SELECT count(DISTINCT code) AS n FROM duty")[0]["n"] == 9


def test_nobody_is_at_work_twice_at_once(clean_facts):
    accesses.find(clean_facts)  # the engine is shared, and other tests ask it about one pair
    rows = clean_facts.rows(
        """
        SELECT count(*) AS n FROM (
            SELECT staff_id, actual_start, LAG(actual_end) OVER (PARTITION BY staff_id ORDER BY actual_start) AS before
            FROM duty WHERE actual_start IS NOT NULL) AS each_duty WHERE actual_start < before
        """
    )
    assert rows[0]["n"] == 0


def test_the_tables_hold_what_the_force_needs(force):
    expected = {
        "staff", "posting", "account", "duty", "person", "incident", "attendance", "involvement", "assignment", "task", "custody", "stop",
        "call_handled", "briefing_view", "licence_app", "contact_log", "access", "phone_asset", "phone_link", "comms", "association",
    }  # fmt: skip
    assert {table for table, rows in force.written.items() if rows} == expected
    assert expected <= set(BY_NAME)
    assert force.written["staff"] == force.truth["officers"]
