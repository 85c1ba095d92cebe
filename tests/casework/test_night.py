"""A night over the force's facts: story one's pair from the raw files alone, nothing twice, and only what may be read."""

import json
from pathlib import Path

import pytest
from django.conf import settings as configured

from custodiet.casework import finding_queries, night
from custodiet.casework.access import Access
from custodiet.casework.actions import operations
from custodiet.casework.actions.triage import triage
from custodiet.casework.models import Decided, DetectedFinding, NightRun, Pseudonym, Role, Source, Tally, TriageOutcome
from custodiet.detection.fact_files import write
from custodiet.web import command_night, demo_force
from tests.casework.made_findings import BASIS, OFFICER, PERSON, TODAY, asked, authorised, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    """The raw files of story one, read as the demonstration reads them."""
    folder = tmp_path_factory.mktemp("facts")
    demo_force.read(folder)
    return folder


@pytest.fixture
def force(raw, settings, tmp_path):
    settings.DATA, settings.FORCE_FACTS = tmp_path, raw
    return raw


@pytest.fixture
def analyst(db):
    return somebody(Role.ANALYST)


@pytest.fixture
def operation(analyst):
    return authorised(analyst, somebody(Role.HEAD))


def test_the_pair_of_story_one_is_in_the_queue_with_both_looks_and_the_sixty_contacts(force, operation, analyst):
    (done,) = night.run(TODAY)
    assert (done.added, done.problem) == (1, "")
    row = DetectedFinding.objects.get()
    assert (row.officer, row.person) == (OFFICER, PERSON)
    queue = finding_queries.queue(Access(analyst), TODAY)
    assert [line.sentence for line in queue.waiting] == [
        "60 contacts by work telephone (17 calls, 43 texts) and 2 looks that nothing explains."
    ]
    looks = finding_queries.finding_rows(Access(analyst), row.reference, "looks", TODAY)
    assert [each.at.date().isoformat() for each in looks.rows] == ["2021-12-02", "2022-01-11"]
    assert len(finding_queries.finding_rows(Access(analyst), row.reference, "contact", TODAY).rows) == 60
    page = finding_queries.finding_page(Access(analyst), row.reference, TODAY)
    assert len(page.seen.split()) <= 120
    assert any("which ended on 23 November 2021, 9 to 49 days before" in each for each in page.tried)
    told = json.dumps([str(page), str(queue)])
    assert OFFICER not in told
    assert PERSON not in told


def test_a_second_night_finds_nothing_twice_whatever_was_decided_in_between(force, operation, analyst):
    night.run(TODAY)
    assert night.run(TODAY)[0].added == 0
    triage(finding=DetectedFinding.objects.get(), outcome=TriageOutcome.DISMISSED, reason="Known.", by=analyst, today=TODAY)
    assert night.run(TODAY)[0].added == 0
    counted = [model.objects.count() for model in (DetectedFinding, Tally, NightRun)]
    assert counted == [1, 1, 3]


def test_no_night_looks_for_what_is_not_authorised_or_is_over(force, analyst):
    asked(analyst)
    over = authorised(analyst, head := somebody(Role.HEAD))
    operations.decide(operation=over, decided=Decided.CLOSED, why="Enough.", by=head, today=TODAY)
    assert night.run(TODAY) == []
    assert not (Path(configured.DATA) / "nights").exists()


def test_a_source_without_a_lawful_basis_is_not_read(force, analyst):
    row = authorised(analyst, somebody(Role.HEAD), lawful_basis={Source.LOOKS: BASIS, Source.WORK: BASIS})
    folder = night.lawful(row, force, Path(configured.DATA) / "view")
    assert (force / "comms").is_dir()
    assert sorted(path.name for path in folder.iterdir() if path.name in ("access", "comms", "duty")) == ["access"]
    night.run(TODAY)
    assert all(not tally.content["contact_rows"] for tally in Tally.objects.all())


def test_what_came_from_private_telephones_is_read_under_no_operation(force, operation, tmp_path):
    facts = tmp_path / "with-messages"
    (facts / "access").mkdir(parents=True)
    lines = tmp_path / "message.jsonl"
    lines.write_text(json.dumps({"from": "07700900471", "to": "07700900123", "body": "Private"}) + "\n")
    write("message", lines, facts / "message" / "chat.parquet")
    assert [path.name for path in night.lawful(operation, facts, tmp_path / "view").iterdir()] == ["access"]


def test_a_folder_without_facts_is_said_and_nothing_is_stored(operation, settings, tmp_path):
    settings.DATA, settings.FORCE_FACTS = tmp_path, tmp_path / "none"
    (done,) = night.run(TODAY)
    assert "An audit needs the table access" in done.problem
    assert not NightRun.objects.exists()


def test_each_operation_has_pseudonyms_of_its_own(force, analyst):
    head = somebody(Role.HEAD)
    authorised(analyst, head)
    authorised(analyst, head)
    night.run(TODAY)
    letters = list(Pseudonym.objects.values_list("letters", flat=True))
    assert len(letters) == 4
    assert len(set(letters)) > 2  # drawn at random: two operations may share letters, hardly all of them


def test_the_command_says_what_it_added_and_refuses_a_second_at_the_same_time(force, operation, capsys):
    arguments = type("Options", (), {"json": True})()
    assert command_night.run(arguments) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"operation": operation.reference, "added": 1, "problem": ""},
        {"watched": 0},
    ]
    with command_night.worker.lock("night.lock") as held:
        assert held
        assert command_night.run(arguments) == 1
    assert "Another night is under way" in capsys.readouterr().err


def test_a_night_keeps_to_the_windows_that_the_force_chose_and_says_which_cannot_be(force, operation, settings):
    settings.POLICY = {"detection": {"windows": {"T1": {"after_hours": 9999}}}}
    (done,) = night.run(TODAY)
    assert "policy.toml sets the window of T1" in done.problem
    assert not DetectedFinding.objects.exists()
    settings.POLICY = {"detection": {"windows": {"T1": {"after_hours": 12}}}}
    assert night.run(TODAY)[0].problem == ""
