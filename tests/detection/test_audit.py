"""An audit finds the pair that the story is about, says why, goes on where it was killed, and says what it lacks."""

import argparse
import json
from datetime import date, datetime, timedelta

import pytest

from custodiet.detection import audit
from custodiet.detection.engine import Engine
from custodiet.detection.finding import Finding
from custodiet.detection.lanes import Workload, allowed
from custodiet.web import command_audit
from tests.detection.made import facts

OFFICERS, START = 40, datetime(2024, 1, 1, 9)


def written(at):
    return f"{at:%Y-%m-%d %H:%M}"


def force(folder, *, without=(), strays=0):
    """Forty officers who each met eight people; one of them goes on calling one of the people and looks her up twice.

    `strays`: so many others each open a record once, weeks after whatever led to it, five days one after the other.
    """
    staff = range(1, OFFICERS + 1)
    met = [(officer, f"P{officer}-{n}", START + timedelta(days=officer + n * 3)) for officer in staff for n in range(8)]
    tables = {
        "account": ["account_id  staff_id", *(f"a{officer}  {officer}" for officer in staff)],
        "phone_asset": ["msisdn_e164  staff_id", *(f"077009001{officer:02}  {officer}" for officer in staff)],
        "phone_link": ["msisdn_e164  person_id", *(f"07700900{number:03}  {person}" for number, (_, person, _at) in enumerate(met, 200))],
        "involvement": ["incident_id  person_id  role", *(f"i{person}  {person}  victim" for _, person, _at in met)],
        "attendance": [
            "incident_id  staff_id  at_scene  clear",
            *(f"i{person}  {officer}  {at:%Y-%m-%d %H:%M}  {at + timedelta(hours=2):%Y-%m-%d %H:%M}" for officer, person, at in met),
        ],
        "access": [
            "access_id  at  account_id  person_id",
            *(f"{person}  {written(at)}  a{officer}  {person}" for officer, person, at in met),
        ],
        "comms": ["at  asset_msisdn  other_e164  direction  kind"],
    }
    numbers = {person: f"07700900{number:03}" for number, (_, person, _at) in enumerate(met, 200)}
    for officer, person, at in met[::3]:  # ordinary contact: one call the day after
        tables["comms"].append(f"{at + timedelta(days=1):%Y-%m-%d %H:%M}  077009001{officer:02}  {numbers[person]}  out  call")
    for n in range(30):
        tables["comms"].append(f"{START + timedelta(days=12 + n, hours=12):%Y-%m-%d %H:%M}  07700900105  {numbers['P5-1']}  out  sms")
    for n, day in enumerate((20, 33)):
        tables["access"].append(f"x{n}  {START + timedelta(days=day):%Y-%m-%d %H:%M}  a5  P5-1")
    for n in range(strays):
        tables["access"].append(f"y{n}  {START + timedelta(days=50 + 5 * n):%Y-%m-%d %H:%M}  a{10 + n}  P{10 + n}-0")
    text = "\n\n".join("\n".join([name, *rows]) for name, rows in tables.items() if name not in without)
    return facts(folder, text)


def run(folder, **more):
    with Engine(folder) as engine:
        return audit.run(engine, **more)


def test_the_pair_is_found_within_weeks_and_the_finding_says_why(tmp_path):
    found = run(force(tmp_path))
    assert [(each.officer, each.person) for each in found.findings][:1] == [("5", "P5-1")]
    first = found.findings[0]
    assert first.found_on <= date(2024, 1, 16)  # four days after the first text: the looks came later, and are told with it
    assert found.unexplained == 2 and found.looks == OFFICERS * 8 + 2
    said = {each.indicator: each.says for each in first.evidence if each.says}
    assert "no other had as many" in said["C1"] and "no policing purpose" in said["A1"]
    assert any("was sent to incident iP5-1 (T1), which ended on" in why for why in first.tried)
    assert "duty" in found.silenced["C4"] and any("no duty" in each.missing for each in first.evidence)
    assert all(origin.line for each in first.evidence for origin in each.origins)
    assert 0 < found.contacts == found.no_roster == found.report()["contacts_without_roster"]  # there is no roster at all


def test_what_was_learned_of_lags_stands_in_the_report(tmp_path):
    found = run(force(tmp_path))
    assert {each["purpose"] for each in found.report()["strength_of_contact"]} == {"attended"}
    assert {each["purpose"] for each in found.report()["strength_of_looks"]} == {"T1"}
    said = command_audit.lines(found)
    assert any(line.startswith("Contact is as usual") for line in said) and any(line.startswith("  T1: ") for line in said)
    # Ordinary contact in this force comes a day after the meeting; the one pair that goes on for weeks makes nothing usual.
    late = [each for each in found.of_contact if each.lo >= 48]
    assert late and all(each.word == "none" for each in late)


def test_a_finding_is_the_same_after_it_was_written_down(tmp_path):
    first = run(force(tmp_path)).findings[0]
    assert Finding.from_data(json.loads(json.dumps(first.as_data()))).as_data() == first.as_data()


def test_nothing_is_found_twice_and_a_second_run_gives_the_same_bytes(tmp_path):
    folder = force(tmp_path / "facts")
    one, two = run(folder), run(folder)
    assert [each.as_data() for each in one.findings] == [each.as_data() for each in two.findings]
    assert len({(each.officer, each.person) for each in one.findings}) == len(one.findings)


def test_a_run_that_was_killed_goes_on_and_ends_with_the_same_findings(tmp_path):
    folder = force(tmp_path / "facts")
    whole = run(folder)

    class Killed(Exception):
        pass

    first, again = [], []

    def kill(words):
        first.append(words)
        if sum(each.startswith("Weighing") for each in first) == 3:
            raise Killed

    with pytest.raises(Killed):
        run(folder, state=tmp_path / "state", said=kill)
    after = run(folder, state=tmp_path / "state", said=again.append)
    assert [each.as_data() for each in after.findings] == [each.as_data() for each in whole.findings]
    weighed = [each for each in first if each.startswith("Weighing")]
    assert weighed[0] not in again and weighed[2] in again


def test_a_state_of_another_input_is_not_gone_on_with(tmp_path):
    folder = force(tmp_path / "facts")
    run(folder, state=tmp_path / "state")
    said = []
    run(folder, state=tmp_path / "state", workload=Workload(per_thousand_month=5), said=said.append)
    assert any(words.startswith("Weighing") for words in said)


def test_a_pair_is_drawn_at_random_each_month_and_no_more_than_were_asked_for(tmp_path):
    folder = force(tmp_path, strays=8)
    assert not [each for each in run(folder).findings if each.tier == 3]
    drawn = [each for each in run(folder, workload=Workload(control=1)).findings if each.tier == 3]
    months = [(each.found_on.year, each.found_on.month) for each in drawn]
    assert len(months) == len(set(months)) >= 2
    assert all(each.officer != "5" for each in drawn)


def test_a_folder_with_nothing_to_audit_says_what_is_needed(tmp_path):
    with pytest.raises(audit.NothingToAudit, match="needs the table access"):
        run(facts(tmp_path, "person\nperson_id\nP-1\n"))


@pytest.mark.parametrize("lost", ["attendance", "comms", "account"])
def test_a_missing_table_is_said_and_the_rest_goes_on(tmp_path, lost):
    found = run(force(tmp_path, without=(lost,)))
    assert any(lost in tables for tables in found.silenced.values())
    assert found.looks == OFFICERS * 8 + 2


def test_the_command_writes_findings_and_report_and_reads_no_truth(tmp_path, capsys):
    force(tmp_path / "force" / "facts")
    (tmp_path / "force" / "truth").mkdir()
    (tmp_path / "force" / "truth" / "truth.json").write_text("not to be read")
    words = [str(tmp_path / "force"), "--to", str(tmp_path / "out"), "--json"]
    parser = argparse.ArgumentParser()
    command_audit.arguments(parser)
    assert command_audit.run(parser.parse_args(words)) == 0
    assert json.loads(capsys.readouterr().out)["unexplained"] == 2
    assert json.loads((tmp_path / "out" / "findings.json").read_text())[0]["person"] == "P5-1"
    assert command_audit.run(parser.parse_args([str(tmp_path / "nowhere"), "--to", str(tmp_path / "o")])) == 2


@pytest.mark.parametrize(
    ("kind", "shown"), [("self", True), ("family", True), ("declared", True), ("neighbour", False), ("colleague", False)]
)
def test_a_record_that_a_tie_forbids_is_shown_by_rule_and_which_tie_it_is(tmp_path, kind, shown):
    folder = force(tmp_path)
    facts(folder, f"association\nstaff_id  person_id  kind\n5  P9-1  {kind}", source="ties.csv")
    facts(folder, "access\naccess_id  at  account_id  person_id\nown  2024-03-01 12:00  a5  P9-1", source="more.csv")
    found = run(folder)
    ruled = [each for each in found.findings if each.lane == "rule"]
    assert [(each.officer, each.person, each.tier) for each in ruled] == ([("5", "P9-1", 2)] if shown else [])
    for each in ruled:
        assert each.evidence[0].indicator == "R1"
        assert "opened on 1 day without a purpose" in each.evidence[0].says
        assert [origin.source_id for origin in each.evidence[0].origins] == ["more.csv"]


def test_what_rules_show_has_room_of_its_own():
    assert [allowed(Workload(), officers, 365)["rule"] for officers in (50, 1000, 10_000)] == [1, 12, 120]
