"""The cases of another system on record: each step with its file and row, twice is nothing twice, and what was put right stays."""

import argparse
import csv
import os
import random
import signal
import sys

import pytest
from django.db import connections

from custodiet.casework import standing
from custodiet.casework.access import Refused
from custodiet.casework.actions import take_step
from custodiet.casework.actions.imports import Done, bring_in
from custodiet.casework.doctor import index_agrees, ledger_faults, seals_hold
from custodiet.casework.imports import rows
from custodiet.casework.imports.plan import plan
from custodiet.casework.models import Case, CaseStep, Involvement, LedgerEntry, OfficerProfile, Person, Role
from custodiet.law.steps.opening import ComplaintMade
from custodiet.law.vocabulary import Office, Stage
from custodiet.web import command_cases
from tests.casework.conftest import fresh, user
from tests.casework.extract import FILES, MAPPING, TODAY, laid_out, layout


@pytest.fixture
def head(db):
    return user(Role.HEAD)


def brought(folder, by, mapping=None):
    mapping = mapping or layout()
    found = plan(rows.read(folder, mapping)[0], mapping, TODAY)
    return [each for case in found.cases.values() for each in bring_in(case, source="Ledgerline", force="A force", by=by, today=TODAY)]


def account():
    """Everything that an import makes, without numbers, times and random names."""
    steps = CaseStep.objects.order_by("case__title", "seq").values_list("case__title", "seq", "kind", "content", "why", "token", "office")
    people = Involvement.objects.order_by("case__title", "key").values_list("case__title", "key", "role", "alias", "person__name")
    numbers = OfficerProfile.objects.order_by("collar_number").values_list("collar_number", "rank", "person__name")
    return list(steps), list(people), list(numbers), Case.objects.count(), Person.objects.count()


def test_each_step_says_from_which_file_and_row_it_is(head, tmp_path):
    brought(laid_out(tmp_path / "e"), head)
    case = Case.objects.get(title__contains="CO/1/19")
    assert list(case.steps.order_by("seq").values_list("kind", "why"))[:3] == [
        ("ComplaintMade", "Imported from cases.csv, row 2, of Ledgerline."),
        ("Recorded", "Imported from cases.csv, row 2, of Ledgerline."),
        ("SubjectIdentified", "Imported from people.csv, row 2, of Ledgerline."),
    ]
    assert {row.office for row in case.steps.all()} == {Office.RECORDER.value}
    assert case.stage == Stage.CLOSED.value
    assert list(index_agrees(TODAY)) == list(seals_hold(TODAY)) == list(ledger_faults()) == []


def test_one_officer_in_two_cases_is_one_person(head, tmp_path):
    brought(laid_out(tmp_path / "e"), head)
    officer = OfficerProfile.objects.get(collar_number="4411")
    assert officer.person.involvements.count() == 2
    assert not Person.objects.filter(name="UNKNOWN").exists()


def test_twice_is_nothing_twice(head, tmp_path):
    folder = laid_out(tmp_path / "e")
    brought(folder, head)
    before, entries = account(), LedgerEntry.objects.count()
    assert {each.done for each in brought(folder, head)} == {Done.AS_BEFORE}
    assert account() == before and LedgerEntry.objects.count() == entries


def test_a_corrected_file_strikes_what_it_said_before_and_rewrites_nothing(head, tmp_path):
    brought(laid_out(tmp_path / "e"), head)
    before = list(CaseStep.objects.order_by("pk").values())
    changed = {"outcomes.csv": FILES["outcomes.csv"].replace("Written warning,15/11/2019,18", "Written warning,14/11/2019,12")}
    done = brought(laid_out(tmp_path / "e", **changed), head)
    assert [each.done for each in done if each.done is not Done.AS_BEFORE] == [Done.CORRECTED]
    assert list(CaseStep.objects.order_by("pk").values())[: len(before)] == before
    row = CaseStep.objects.order_by("pk").last()
    assert row.strikes.content["months"] == 18 and row.content["months"] == 12
    assert row.why == "Corrected from outcomes.csv, row 2, of Ledgerline."
    brought(laid_out(tmp_path / "e"), head)  # and back again: a third row, which strikes the second
    assert CaseStep.objects.order_by("pk").last().strikes == row
    case = Case.objects.get(title__contains="CO/1/19")
    assert [step.months for step in standing.standing(case).history if hasattr(step, "months")] == [18]


def test_what_a_person_here_put_right_since_stays(head, tmp_path):
    brought(laid_out(tmp_path / "e"), head)
    case = Case.objects.get(title__contains="CO/9/19")
    opening = case.steps.get(seq=1)
    take_step(
        case=case, step=ComplaintMade(on=opening.on, oral=True), by=head, office=Office.COMPLAINANT, today=TODAY, token=fresh(),
        version=None, strikes=opening, why="It was made at the counter.",
    )  # fmt: skip
    changed = {"cases.csv": FILES["cases.csv"].replace("CO/9/19,Complaint,02/06/2019", "CO/9/19,Complaint,03/06/2019")}
    done = brought(laid_out(tmp_path / "e", **changed), head)
    kept = next(each for each in done if each.done is Done.KEPT)
    assert "was put right here since, in step 2; that stays" in kept.why
    assert standing.standing(case).history[0].oral


def test_a_number_that_is_on_record_for_another_name_is_said_and_nothing_is_mixed(head, tmp_path):
    brought(laid_out(tmp_path / "e"), head)
    other = "Case Ref,Subject Ref,Role,Name,Rank,Collar Number,DOB\nCO/9/19,S77,Subject,Henry Inglewood,PC,4411,\n"
    done = brought(laid_out(tmp_path / "e", **{"people.csv": other}), head)
    said = [each for each in done if each.done is Done.NOT_SAME]
    assert len(said) == 2 and "number 4411 is on record for an officer of another name" in said[0].why
    assert not Person.objects.filter(name="Henry Inglewood").exists()


def test_only_the_head_of_department_brings_cases_in(db, tmp_path):
    with pytest.raises(Refused, match="head of department"):
        brought(laid_out(tmp_path / "e"), user(Role.INVESTIGATOR))


# --- the command ---


def command(*words):
    parser = argparse.ArgumentParser()
    command_cases.arguments(parser)
    return command_cases.run(parser.parse_args([str(word) for word in words]))


def test_a_dry_run_says_what_the_run_then_does_and_writes_nothing(head, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(command_cases, "today", lambda: TODAY)
    folder, mapping = laid_out(tmp_path / "e"), tmp_path / "mapping.toml"
    mapping.write_text(MAPPING)
    assert command("import", folder, "--mapping", mapping, "--dry-run") == command_cases.SOME
    dry = capsys.readouterr().out.removeprefix("Dry run: nothing was written.\n")
    assert (Case.objects.count(), LedgerEntry.objects.count()) == (0, 0)
    report = tmp_path / "report.csv"
    assert command("import", folder, "--mapping", mapping, "--by", head.username, "--report", report) == command_cases.SOME
    assert capsys.readouterr().out == dry
    assert "Not taken from the cases: the columns Flag." in dry
    assert "cases.csv, row 4: refused. The day it came in is “01/07/0202”" in dry
    told = list(csv.DictReader(report.open()))
    assert len(told) == sum(len(text.splitlines()) - 1 for text in FILES.values())
    assert {each["done"] for each in told if each["fate"] == "taken"} == {"new", ""}
    entry = LedgerEntry.objects.order_by("seq").last()
    assert entry.object_ref == "import of cases" and entry.body.value["rows"]["cases"] == {"taken": 3, "refused": 4, "doubtful": 4}


def test_the_command_needs_to_know_who(tmp_path, db, capsys):
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(MAPPING)
    assert command("import", laid_out(tmp_path / "e"), "--mapping", mapping) == command_cases.NOTHING
    assert "--by NAME" in capsys.readouterr().err


def test_the_guessed_mapping_can_be_used_as_it_is(tmp_path, db, capsys):
    folder = laid_out(tmp_path / "e")
    assert command("mapping", folder, "--source", "Ledgerline") == command_cases.WHOLE
    said = capsys.readouterr()
    assert "cases.csv: not known by their names: Flag" in said.err
    (tmp_path / "mapping.toml").write_text(said.out)
    assert command("import", folder, "--mapping", tmp_path / "mapping.toml", "--dry-run") == command_cases.SOME


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_wherever_it_is_killed_it_comes_to_the_same_end(tmp_path):
    head, folder, chance = user(Role.HEAD), laid_out(tmp_path / "e"), random.Random(8)
    for _ in range(4):
        connections.close_all()
        if (child := os.fork()) == 0:
            stop, count = chance.randrange(50, 4000), 0

            def counted(_frame, event, _argument, stop=stop):
                nonlocal count
                count += event == "call"
                if count == stop:
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.setprofile(counted)
            try:
                brought(folder, head)
            finally:
                os._exit(1)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        chance.random()
    brought(folder, head)
    whole = account()
    assert whole[3] == 3
    assert {each.done for each in brought(folder, head)} == {Done.AS_BEFORE}
    assert account() == whole
    assert list(seals_hold(TODAY)) == list(ledger_faults()) == []


def test_a_mapping_that_is_no_text_and_a_report_that_cannot_be_written_stop_it_before_anything_is_in(head, tmp_path, capsys):
    folder, mapping = laid_out(tmp_path / "e"), tmp_path / "mapping.toml"
    for said, sentence in (
        (b'source = "\xe9"', "is not written in UTF-8"),
        (b'source = "L"\nkinds = 5\n[cases]\nfile = "cases.csv"\nreference = "Case Ref"\n', "kinds is a table"),
    ):
        mapping.write_bytes(said)
        assert command("import", folder, "--mapping", mapping, "--by", head.username) == command_cases.NOTHING
        assert sentence in capsys.readouterr().err
    mapping.write_text(MAPPING)
    nowhere = tmp_path / "nowhere" / "report.csv"
    assert command("import", folder, "--mapping", mapping, "--by", head.username, "--report", nowhere) == command_cases.NOTHING
    assert "report.csv: No such file or directory" in capsys.readouterr().err
    assert Case.objects.count() == 0


def test_a_name_that_is_none_and_bytes_that_are_no_letter_refuse_their_row(tmp_path):
    people = FILES["people.csv"].replace("Alan Brackwater", "n" * 201)
    folder = laid_out(tmp_path / "e", **{"people.csv": people})
    (folder / "allegations.csv").write_bytes(FILES["allegations.csv"].encode().replace(b"Spoke", b"Sp\x81ke"))
    found = plan(rows.read(folder, layout())[0], layout(), TODAY)
    why = {(each.row.file, each.row.number): each.why for each in found.verdicts}
    assert "The name has 201 characters" in why["people.csv", 2]
    assert "holds bytes that are no letter" in why["allegations.csv", 2]
