"""Cases are held, reviewed and disposed of by two people; then nothing of them is left but that they were, and the ledger verifies."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date

import pytest
from django.db import connection

from custodiet.casework import erasing, triggers, vault
from custodiet.casework.access import Access, NotThere, Refused, case_of
from custodiet.casework.actions import figures, people
from custodiet.casework.actions import retention as actions
from custodiet.casework.doctor import index_agrees, ledger_faults, seals_hold, triggers_present
from custodiet.casework.figure_queries import snapshot_of
from custodiet.casework.models import (
    Case,
    CaseStep,
    FrozenFigures,
    LedgerBody,
    LedgerEntry,
    Note,
    Part,
    Person,
    PortalMessage,
    RetentionReview,
)
from custodiet.casework.openfiles import tables
from custodiet.casework.retention import proposed, retention_of
from custodiet.casework.sealed_papers import papers_hold
from custodiet.casework.sealed_retention import retention_holds
from custodiet.casework.verify import altered
from tests import migrated
from tests.casework.conftest import MADE_ON, TODAY, fresh, opened
from tests.casework.made_retention import LATER, NAME, closed_matter


@pytest.fixture
def matter(db, shelf):
    return closed_matter()


def test_no_byte_of_a_case_that_was_disposed_of_is_left_in_any_file(tmp_path, pytestconfig):
    data = tmp_path / "data"
    data.mkdir()
    shutil.copyfile(migrated.sqlite(pytestconfig.rootpath / ".pytest_cache" / "d" / "migrated"), data / "custodiet.sqlite3")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("CUSTODIET_", "DJANGO_"))}
    environment = inherited | {"CUSTODIET_DATA": str(data), "PYTHONPATH": str(pytestconfig.rootpath)}
    done = subprocess.run([sys.executable, "-m", "tests.casework.traces"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["before"] and told["rows deleted"]  # without care its words stay, though no row has them any more
    assert told["while somebody reads"] != told["afterwards"] == []


def everything():
    """Every row of every table, as it would leave."""
    return b"".join(b"".join(tables.lines(model)) for model in tables.taken())


def test_a_case_goes_when_two_people_say_so_and_nothing_of_it_is_left(matter, django_capture_on_commit_callbacks):
    here, second, case = matter
    snapshot = snapshot_of(FrozenFigures.objects.get()).records
    assert NAME.encode() in everything()
    assert retention_of(case, LATER).is_due, retention_of(case, LATER).kept_by
    made = actions.propose(case=case, why="Its six years are over.", by=here.head, today=LATER)
    with pytest.raises(Refused, match="It takes two"):
        actions.dispose(case=case, proposal=made.pk, looked="All of it.", by=here.head, today=LATER)
    entries, files = LedgerEntry.objects.count(), erasing.files_of(case)
    assert len(files) == 1 and vault.store().holds(files[0])
    with django_capture_on_commit_callbacks(execute=True):
        actions.dispose(case=case, proposal=made.pk, looked="The list of holds.", by=second, today=LATER)
    assert NAME.encode() not in everything()
    assert not vault.has_key(case) and not vault.store().holds(files[0])
    assert CaseStep.objects.filter(case=case).count() == Note.objects.filter(case=case).count() == 0
    assert not Person.objects.filter(name=NAME).exists()
    left = Case.objects.get(pk=case.pk)
    assert (left.title, left.reference) == ("", case.reference)
    assert LedgerEntry.objects.count() > entries
    assert not LedgerBody.objects.filter(entry__case=case, entry__object_ref__startswith="step ").exists()
    for check in (
        ledger_faults(),
        seals_hold(LATER),
        index_agrees(LATER),
        retention_holds(LATER),
        triggers_present(LATER),
        papers_hold(LATER),
    ):
        assert list(check) == []
    assert list(altered(left)) == []
    with pytest.raises(NotThere):
        case_of(Access(second), case.reference)
    assert snapshot_of(FrozenFigures.objects.get()).records == snapshot
    assert figures.freeze(force="A force", by=second, today=LATER).cases == 0


def test_another_case_and_a_person_who_is_in_it_are_left_as_they_are(matter):
    here, second, case = matter
    other = opened(here.intake)
    shared = Person.objects.get(name=NAME)
    people.involve(case=other, person=shared, role=Part.WITNESS, key="witness-1", by=here.intake)
    rows = list(CaseStep.objects.filter(case=other).values())
    made = actions.propose(case=case, why="Its six years are over.", by=here.head, today=LATER)
    actions.dispose(case=case, proposal=made.pk, looked="The list of holds.", by=second, today=LATER)
    assert Person.objects.filter(pk=shared.pk).exists()
    assert list(CaseStep.objects.filter(case=other).values()) == rows
    assert other.involvements.get(person=shared).key == "witness-1"


def test_a_hold_is_stronger_than_any_period_until_somebody_lifts_it(matter):
    here, second, case = matter
    made = actions.propose(case=case, why="Its six years are over.", by=here.head, today=LATER)
    held = actions.hold(case=case, why="An inquest is expected.", by=here.authority)
    with pytest.raises(Refused, match="It is held: An inquest"):
        actions.dispose(case=case, proposal=made.pk, looked="All of it.", by=second, today=LATER)
    actions.lift(held=held, why="The inquest is over.", by=second)
    with pytest.raises(Refused, match="lifted already"):
        actions.lift(held=held, why="Again.", by=second)
    actions.dispose(case=case, proposal=made.pk, looked="All of it.", by=second, today=LATER)
    assert "not all of it is gone" in next(retention_holds(LATER))  # as after a power cut between the record and the key
    assert (actions.finish_disposals(), actions.finish_disposals()) == (1, 0)
    assert list(retention_holds(LATER)) == []


def test_fresh_contact_keeps_a_case_whose_time_is_over(matter):
    _here, _second, case = matter
    PortalMessage.objects.create(case=case, person=Person.objects.get(name=NAME), on=TODAY, text="Hello?", token=fresh())
    now = PortalMessage.objects.get().recorded_at.date()
    later = date(now.year + 8, now.month, min(now.day, 28))
    assert any("wrote to each other" in sentence for sentence in retention_of(case, now).kept_by)
    assert retention_of(case, later).is_due


def test_a_case_is_kept_until_a_day_and_reviewed_again_then(matter):
    here, second, case = matter
    actions.keep(case=case, until=date(2031, 1, 1), why="A civil claim was announced.", by=here.head, today=LATER)
    with pytest.raises(Refused, match="A review has kept it until 1 January 2031"):
        actions.propose(case=case, why="Over.", by=second, today=LATER)
    made = actions.propose(case=case, why="Over.", by=second, today=date(2031, 1, 2))
    actions.decline(case=case, proposal=made.pk, why="The claim was brought.", by=here.head)
    assert proposed(case) is None
    assert list(RetentionReview.objects.values_list("end", flat=True)) == ["kept", "disposal proposed", "disposal declined"]


def test_what_is_not_over_is_not_proposed(matter):
    here, _second, case = matter
    with pytest.raises(Refused, match="Its 6 years run until 20 March 2029"):
        actions.propose(case=case, why="Over.", by=here.head, today=date(2025, 1, 1))
    with pytest.raises(Refused, match="The matter is not closed"):
        actions.propose(case=opened(here.intake), why="Over.", by=here.head, today=LATER)


def test_a_case_that_no_frozen_figures_count_is_kept(matter):
    _here, _second, case = matter
    frozen = FrozenFigures.objects.get()
    assert frozen.taken_on >= MADE_ON
    triggers.take_away(connection)
    FrozenFigures.objects.all()._raw_delete("default")
    triggers.put(connection)
    assert any("No figures were frozen" in sentence for sentence in retention_of(case, LATER).kept_by)
