"""The rules of detection are open to read; a named person decides about them, a second confirms a window, and the next run goes by it."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from custodiet.casework import night, outcome_figures, rule_queries, rules
from custodiet.casework.access import Access, NotThere, Refused
from custodiet.casework.actions.rules import MOST_HOT, confirm_window, decide_link, declare_hot, withdraw_hot
from custodiet.casework.models import LedgerEntry, NightRun, Role, Ruled, RuleDecision
from custodiet.detection.pairs import SIGNS
from custodiet.figures.rates import share
from custodiet.web.measured import measured, taken
from custodiet.web.staff.rule_rates import PLANTED
from custodiet.web.staff.rules import NAMES
from tests.casework.made_findings import PROPOSAL, TODAY, authorised, found, somebody
from tests.detection.made import facts
from tests.detection.test_miner import HANDOVER, force

pytestmark = pytest.mark.django_db
SIGNED = {"detection": {"windows": {"T1": {"after_hours": 24, "decided_on": "2026-03-01", "decided_by": "Head of Counter Corruption"}}}}


@pytest.fixture
def head(db):
    return somebody(Role.HEAD)


def decide(by, decided=Ruled.APPROVED, **other):
    values = {"key": HANDOVER, "before_hours": 24, "after_hours": 96, "why": "Units write up each other's incidents.", "figures": PROPOSAL}
    return decide_link(**(values | other), decided=decided, by=by, today=TODAY)


def test_a_link_that_was_approved_is_used_by_the_next_run_and_named_there_with_day_and_name(head, settings, tmp_path):
    settings.DATA, settings.FORCE_FACTS = tmp_path / "data", force(tmp_path / "facts")
    authorised(somebody(Role.ANALYST), head)
    night.run(TODAY)
    before = NightRun.objects.get().report
    row = decide(head)
    night.run(TODAY + timedelta(days=1))
    after = NightRun.objects.latest("pk").report
    assert (before["unexplained"], after["unexplained"], after["explained"][row.code]) == (120, 60, 60)
    window = rules.rules().windows[row.code]
    assert (window.decided_on, window.decided_by, window.words()) == (TODAY.isoformat(), head.full_name, "24 hours before to 4 days after")


def test_links_are_looked_for_once_a_week_and_not_again_once_decided_on(head, settings, tmp_path):
    settings.DATA, settings.FORCE_FACTS = tmp_path / "data", force(tmp_path / "facts", units=150)
    authorised(somebody(Role.ANALYST), head)
    for days in (0, 1, 8):
        night.run(TODAY + timedelta(days=days))
        if days == 1:
            decide(head, Ruled.DECLINED)
    reports = [run.report for run in NightRun.objects.order_by("pk")]
    keys = [[each["key"] for each in report["proposals"]] if "proposals" in report else None for report in reports]
    assert HANDOVER in keys[0]
    assert keys[1] is None
    assert HANDOVER not in keys[2]


def test_what_is_proposed_says_figures_and_nobodys_name(head):
    finding = found(somebody(Role.ANALYST), head, head)
    assert finding.operation.runs.get().report["proposals"] == [PROPOSAL]
    page = rule_queries.rules_page(Access(head), TODAY)
    (line,) = page.proposed
    assert (line.about, line.figures["covered"], page.may_decide) == (
        "works in the unit of somebody who was sent to an incident",
        240,
        True,
    )


def test_whoever_does_not_work_through_findings_reads_the_rules_and_no_proposal(head):
    found(somebody(Role.ANALYST), head, head)
    page = rule_queries.rules_page(Access(somebody(Role.INVESTIGATOR)), TODAY)
    assert (page.proposed, page.sees_proposals, page.may_decide) == ((), False, False)
    assert {"T1", "T10", "T15"} <= {each.code for each in page.windows}


def test_only_the_head_of_department_decides_and_only_with_a_reason(head):
    with pytest.raises(Refused, match="does not decide about the rules"):
        decide(somebody(Role.ANALYST))
    with pytest.raises(Refused, match="needs its reason"):
        decide(head, why="  ")
    assert not RuleDecision.objects.exists()
    with pytest.raises(NotThere):
        rule_queries.link_line(Access(somebody(Role.ANALYST)), "unit--attendance--person", TODAY)


@pytest.mark.parametrize("hours", [{"before_hours": 25}, {"after_hours": 97}, {"after_hours": -1}])
def test_a_window_is_never_longer_than_the_one_that_was_measured(head, hours):
    with pytest.raises(Refused, match="shorter than the one that was measured"):
        decide(head, **hours)


def test_what_was_approved_is_withdrawn_before_it_is_decided_anew(head):
    with pytest.raises(Refused, match="nothing to withdraw"):
        decide(head, Ruled.WITHDRAWN)
    decide(head)
    with pytest.raises(Refused, match="Withdraw it first"):
        decide(head)
    decide(head, Ruled.WITHDRAWN, why="The unit was dissolved.")
    assert rules.rules().own == ()
    decide(head)
    assert len(rules.rules().own) == 1


def test_a_decision_about_a_rule_is_sealed_and_never_altered(head):
    row = decide(head)
    assert LedgerEntry.objects.get(object_ref=f"rule decision {row.pk}").body.value["seal"]
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_ruledecision SET decided = 'declined'")


def test_a_window_of_the_policy_file_shows_who_signed_it_and_who_confirmed_it(head, settings):
    settings.POLICY = SIGNED
    line = rule_queries.window_line(Access(head), "T1")
    assert (line.window.decided_by, line.chosen, line.confirmed) == ("Head of Counter Corruption", True, "")
    confirm_window(code="T1", why="Read and agreed.", by=head, today=TODAY)
    again = rule_queries.window_line(Access(head), "T1")
    assert (again.confirmed, again.confirmed_on) == (head.full_name, TODAY)
    settings.POLICY = {"detection": {"windows": {"T1": {"after_hours": 12}}}}
    assert rule_queries.window_line(Access(head), "T1").confirmed == ""  # it was changed since


def test_nobody_confirms_what_they_signed_themselves(head, settings):
    settings.POLICY = {"detection": {"windows": {"T1": {"after_hours": 24, "decided_by": head.full_name.upper()}}}}
    with pytest.raises(Refused, match="signed in the policy file themselves"):
        confirm_window(code="T1", why="Agreed.", by=head, today=TODAY)


def test_few_decisions_give_no_rate_and_a_rate_has_its_bounds():
    assert outcome_figures.fared().low is None
    half = share(5, 10)
    assert (round(half.low, 3), round(half.high, 3)) == (0.237, 0.763)
    assert share(10, 10).high == 1


def test_the_page_and_its_forms_lead_from_a_proposal_to_the_decision(client, head):
    found(somebody(Role.ANALYST), head, head)
    client.force_login(head)
    page = client.get("/rules/").content.decode()
    assert "/rules/link/unit--attendance--person/" in page and "98.8%" in page
    sent = {"decided": "approved", "before_hours": "12", "after_hours": "24", "why": "Known practice."}
    assert client.post("/rules/link/unit--attendance--person/", sent).status_code == 302
    row = RuleDecision.objects.get()
    assert (row.before_hours, row.after_hours, row.figures["covered"]) == (12, 24, 240)
    after = client.get("/rules/").content.decode()
    assert f">{row.code}<" in after and "Known practice." in after
    assert client.post("/rules/window/T1/", {"why": "Read."}).status_code == 302
    assert json.dumps(head.full_name)[1:-1] in client.get("/rules/").content.decode()


def test_a_link_that_nothing_proposed_has_no_form_and_one_that_is_none_is_not_there(client, head):
    client.force_login(head)
    page = client.get("/rules/link/unit--stop--person/").content.decode()
    assert "The last run did not propose it" in page and "decided" not in page
    assert client.post("/rules/link/unit--stop--person/", {"decided": "approved", "why": "Because."}).status_code == 200
    assert not RuleDecision.objects.exists()
    assert client.get("/rules/link/nobody--stop--person/").status_code == 404


@pytest.mark.parametrize("chosen", [0, -1, 101, "many", True])
def test_a_workload_that_cannot_be_is_said_on_the_page_and_by_the_night(client, head, settings, tmp_path, chosen):
    settings.DATA, settings.FORCE_FACTS = tmp_path / "data", force(tmp_path / "facts")
    authorised(somebody(Role.ANALYST), head)
    settings.POLICY = {"detection": {"per_thousand_month": chosen}}
    assert "policy.toml sets per_thousand_month" in night.run(TODAY)[0].problem
    client.force_login(head)
    assert "policy.toml sets per_thousand_month" in client.get("/rules/").content.decode()


@pytest.mark.parametrize("drawn", [-1, 1.5, "many", True])
def test_a_control_that_cannot_be_drawn_is_said(settings, drawn):
    settings.POLICY = {"detection": {"control_a_month": drawn}}
    assert "policy.toml sets control_a_month" in rules.problem()
    settings.POLICY = {"detection": {"control_a_month": 3}}
    assert (rules.problem(), rules.workload().control) == ("", 3)


def test_the_page_says_the_workload_that_the_force_chose(client, head, settings):
    settings.POLICY = {"detection": {"per_thousand_month": 2.5}}
    client.force_login(head)
    assert "2.5 for each 1,000 officers and month" in client.get("/rules/").content.decode()


def test_the_page_names_every_sign_that_there_is(client, head):
    client.force_login(head)
    page = client.get("/rules/").content.decode()
    assert {each.code for each in SIGNS} == set(NAMES) == {each.code for each in SIGNS if f"{each.code}: " in page}


def test_the_page_says_how_often_the_rules_were_right_as_the_evaluation_measured_it(client, head):
    client.force_login(head)
    page = client.get("/rules/").content.decode()
    told = measured()
    assert f"{told.false} times for each 1,000 officers and month" in page and f"the aim was {told.asked:g} at most" in page
    assert [f"{each.found} of {each.planted}" in page for each in told.levels] == [True] * len(told.levels)
    assert {each.kind for each in told.levels} <= set(PLANTED)


def test_what_the_page_shows_is_taken_out_of_a_report_and_no_level_that_was_not_planted():
    level = {"kind": "L0", "planted": 4, "found": 3, "interval": [0.3, 0.95], "median_days": 9, "days": [7, 9, 12]}
    report = {
        "rules": "an edition", "forces": 4, "reported_on": ["a", "b"], "officers": [200, 400], "days": [140, 100], "asked_rate": 0.5,
        "false_alerts_interval": [0.1, 0.9], "false_alerts_per_thousand_month": 0.4, "certified": 7, "certified_that_nobody_planted": 1,
        "planted_looks_visible": 1.0, "planted_looks_visible_to_a_classic_audit": 0.12, "explained_share": 0.99,
        "levels": [level, {**level, "kind": "trawler", "planted": 0}],
    }  # fmt: skip
    told = taken(report)
    assert (told.edition, told.reported, told.smallest, told.largest, told.days) == ("an edition", 2, 200, 400, 140)
    assert [(each.kind, each.found, each.low, each.median_days) for each in told.levels] == [("L0", 3, 0.3, 9)]


BRIEFED = """
briefing_view
staff_id  person_id  at
1         A          2024-03-05 12:00
1         B          2024-03-05 12:00

access
access_id  at                account_id  person_id
hot        2024-03-06 23:30  1           A
after      2024-03-07 00:30  1           A
another    2024-03-06 12:00  1           B
"""


def heat(by, **other):
    values = {
        "person": "A",
        "first": date(2024, 3, 6),
        "last": date(2024, 3, 6),
        "asked_by": "Murder room",
        "why": "It was in every paper.",
    }
    return declare_hot(**(values | other), by=by, today=TODAY)


def test_while_a_record_is_declared_hot_no_briefing_explains_a_look_at_it_until_that_is_withdrawn(head, settings, tmp_path):
    settings.DATA, settings.FORCE_FACTS = tmp_path / "data", facts(tmp_path / "facts", BRIEFED)
    authorised(somebody(Role.ANALYST), head)

    def left():
        night.run(TODAY)
        report = NightRun.objects.latest("pk").report
        return report["explained"]["T12"], report["adverse"], report["unexplained"]

    assert left() == (3, 0, 0)
    row = heat(head)
    assert left() == (2, 1, 0)
    (line,) = rule_queries.hot_lines(Access(head))
    assert (line.person, line.asked_by, line.by, line.why) == ("A", "Murder room", head.full_name, row.why)
    withdraw_hot(person="A", why="The trial is over.", by=head, today=TODAY)
    assert left() == (3, 0, 0) and rule_queries.hot_lines(Access(head)) == ()
    assert RuleDecision.objects.count() == 2  # both stay on record


def test_a_record_is_declared_hot_by_the_head_alone_with_days_a_reason_and_who_asked(head):
    for wrong, said in (
        ({"person": " "}, "number of the person's record"), ({"asked_by": ""}, "who asked"), ({"why": " "}, "needs its reason"),
        ({"last": date(2024, 3, 5)}, "last day lies before"), ({"last": date(2024, 3, 6) + MOST_HOT}, "31 days at most"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            heat(head, **wrong)
    with pytest.raises(Refused, match="does not decide about the rules"):
        heat(somebody(Role.ANALYST))
    with pytest.raises(Refused, match="nothing to withdraw"):
        withdraw_hot(person="A", why="Over.", by=head, today=TODAY)
    with pytest.raises(NotThere):
        rule_queries.hot_lines(Access(somebody(Role.ANALYST)))
    assert rules.hot_records() == [] and not RuleDecision.objects.exists()


def test_everybody_reads_how_many_records_are_hot_today_and_nobody_reads_whose(head):
    heat(head, first=TODAY, last=TODAY)
    heat(head, person="B")  # over long ago
    page = rule_queries.rules_page(Access(somebody(Role.INVESTIGATOR)), TODAY)
    assert page.hot == 1 and "Murder room" not in str(page)
