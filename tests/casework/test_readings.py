"""Having exhibits read: the kind, questions and answers, refusals, failures, stopping, and a worker that dies half-way."""

import io
import subprocess
import sys

import pytest

from custodiet.casework import facts_kept, vault, verify, worker
from custodiet.casework.access import NotThere, Refused
from custodiet.casework.actions import readings
from custodiet.casework.models import Reading, ReadingState, Role
from custodiet.detection.keeping import digest
from tests.casework.conftest import user
from tests.casework.made_exhibits import BILL, CHAT, CHAT_NAME, bring, entered, read, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(department, shelf):
    return world(department)


def facts(there):
    with facts_kept.opened(there.case) as folder:
        return {str(path.relative_to(folder)): digest(path) for path in sorted(folder.rglob("*.parquet"))}


def found(there):
    out = io.StringIO()
    return verify.examine(out, [there.case]), out.getvalue()


def test_rows_read_and_rows_refused_are_the_rows_in_the_file_and_a_refusal_shows_its_line(there):
    done = read(there, bring(there))
    assert (done.state, done.rows_in_file, done.rows_read, done.rows_refused) == ("read", 3, 2, 1)
    [refusal] = done.report["refusals"]
    assert refusal["line"] == "line 4" and refusal["reason"] and "Total of the month" in refusal["text"]
    assert done.facts["comms"]["rows"] == 2


def test_what_was_read_is_sealed_and_opens_the_exhibit_on_record(there):
    made = bring(there)
    done = read(there, made)
    assert [row.act for row in made.custody.all()] == ["received", "opened"]
    assert [body["object_ref"] for body in entered(there.case, "reading ")] == [f"reading {done.pk} asked", f"reading {done.pk}"]
    assert found(there)[0] == 0


def test_a_file_that_was_read_twice_gives_the_same_bytes_and_nothing_twice(there):
    made = bring(there)
    first = read(there, made)
    before = facts(there)
    second = read(there, made)
    assert facts(there) == before and first.facts == second.facts and len(before) == 1
    assert found(there)[0] == 0


def test_the_kind_is_told_from_the_content_where_one_fits(there):
    made = bring(there)
    done = read(there, made, "")
    assert (done.kind, done.state) == ("phone_bill", "read")
    first, _second = made.readings.order_by("pk")
    assert (first.state, first.problem) == ("stopped", "Told from its content: phone bill.")
    assert found(there)[0] == 0


def test_what_no_kind_fits_is_said_and_what_was_read_before_stands(there):
    made = bring(there, b"nothing that anybody would know\n", "note.bin")
    done = read(there, made, "")
    assert done.state == "failed" and "cannot be told from its content" in done.problem
    assert found(there)[0] == 0


def test_a_reading_that_fails_says_why_and_leaves_what_was_read_before(there):
    made = bring(there)
    read(there, made)
    before = facts(there)
    done = read(there, made, "sms_backup")
    assert done.state == "failed" and done.problem
    assert facts(there) == before and found(there)[0] == 0


def test_a_kind_that_there_is_not_fails_with_a_sentence(there):
    done = read(there, bring(there), "tea_leaves")
    assert done.state == "failed" and "tea_leaves" in done.problem


def test_a_chat_whose_order_of_days_is_open_asks_and_is_dated_when_it_is_answered(there):
    made = bring(there, CHAT, CHAT_NAME)
    asked = read(there, made, "whatsapp")
    assert (asked.state, asked.rows_read, asked.report["undated_count"]) == ("asks", 2, 2)
    [question] = asked.report["questions"]
    assert question["key"] == "date_order" and len(question["choices"]) == 2
    before = facts(there)
    answered = read(there, made, "whatsapp", date_order="dmy")
    assert (answered.state, answered.report["questions"], answered.report["undated_count"]) == ("read", [], 0)
    assert set(facts(there)) == set(before) and facts(there) != before
    assert found(there)[0] == 0


def test_what_was_altered_in_the_store_is_not_read(there):
    made = bring(there)
    path = next((vault.store().root / "objects").glob("??/??/*"))
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    done = read(there, made)
    assert done.state == "failed" and "was altered" in done.problem


def test_without_its_key_a_reading_fails_with_a_sentence(there):
    made = bring(there)
    vault.store().destroy_key(there.case.compartment)
    done = read(there, made)
    assert done.state == "failed" and "has no key" in done.problem


def test_a_reading_that_waits_can_be_stopped_once_and_is_then_not_done(there):
    waiting = readings.ask(exhibit=bring(there), kind="phone_bill", answers={}, by=there.by)
    readings.stop(reading=waiting, by=there.by)
    assert readings.perform(waiting).state == "stopped"
    with pytest.raises(Refused, match="has ended already"):
        readings.stop(reading=waiting, by=there.by)
    assert facts(there) == {} and found(there)[0] == 0


def test_a_reading_that_is_stopped_while_it_is_done_keeps_nothing(there):
    waiting = readings.ask(exhibit=bring(there), kind="phone_bill", answers={}, by=there.by)
    counted = readings._counted

    def stop_first(reading, rows):
        Reading.objects.filter(pk=reading.pk, state="reading").exists() and readings.stop(reading=reading, by=there.by)
        counted(reading, rows)

    readings._counted = stop_first
    try:
        done = readings.perform(waiting)
    finally:
        readings._counted = counted
    assert done.state == "stopped" and facts(there) == {} and found(there)[0] == 0


def test_asking_again_takes_the_place_of_what_waits(there):
    made = bring(there)
    for kind in ("whatsapp", "phone_bill"):
        readings.ask(exhibit=made, kind=kind, answers={}, by=there.by)
    assert worker.work() == 1
    assert [(row.kind, row.state) for row in made.readings.order_by("pk")] == [("whatsapp", "stopped"), ("phone_bill", "read")]
    assert found(there)[0] == 0


def test_who_may_not_handle_exhibits_has_none_read_and_stops_none(there):
    waiting = readings.ask(exhibit=bring(there), kind="phone_bill", answers={}, by=there.by)
    for by, why in ((there.staff.authority, Refused), (user(Role.INVESTIGATOR), NotThere)):
        with pytest.raises(why):
            readings.ask(exhibit=waiting.exhibit, kind="phone_bill", answers={}, by=by)
        with pytest.raises(why):
            readings.stop(reading=waiting, by=by)


def test_the_worker_reads_all_that_waits_though_one_of_them_fails(there):
    for number, kind in enumerate(("sms_backup", "phone_bill")):
        readings.ask(exhibit=bring(there, BILL + b"\n" * number), kind=kind, answers={}, by=there.by)
    assert worker.work() == 2
    assert list(Reading.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "read"]


def test_a_mistake_of_the_program_ends_the_reading_with_a_sentence_and_the_next_is_done(there, monkeypatch):
    first = readings.ask(exhibit=bring(there), kind="phone_bill", answers={}, by=there.by)
    second = readings.ask(exhibit=bring(there, BILL + b"\n"), kind="phone_bill", answers={}, by=there.by)
    perform = readings.perform
    monkeypatch.setattr(readings, "perform", lambda reading: 1 / 0 if reading.pk == first.pk else perform(reading))
    assert worker.work() == 2
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("stopped", "read") and "ZeroDivisionError" in first.problem
    assert found(there)[0] == 0


def test_what_a_dead_worker_left_half_read_is_read_again_to_the_same_bytes(there):
    made = bring(there)
    read(there, made)
    before = facts(there)
    waiting = readings.ask(exhibit=made, kind="phone_bill", answers={}, by=there.by)
    Reading.objects.filter(pk=waiting.pk).update(state=ReadingState.READING.value, rows_so_far=2)
    for stored in facts_kept.stored(Reading.objects.get(state="read")).values():
        vault.remove(stored)  # and somebody took its facts away
    status, said = found(there)
    assert status == 1 and "It is being read: verify again" in said
    assert worker.again() == 1 and worker.work() == 1
    assert facts(there) == before and found(there)[0] == 0
    assert [row.act for row in made.custody.order_by("seq")][-3:] == ["found damaged", "restored", "opened"]
    assert "What was read from it (comms): Their stored file was gone." in found(there)[1]


def test_one_worker_at_a_time(there):
    code = "import fcntl,sys;f=open(sys.argv[1],'w');fcntl.flock(f,fcntl.LOCK_EX);print(1,flush=True);sys.stdin.read()"
    there_is = there.case and vault.store().root.parent
    there_is.mkdir(parents=True, exist_ok=True)
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(there_is / "worker.lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout.readline() == "1\n"
        with worker.lock() as held:
            assert not held
    finally:
        other.communicate("")
    with worker.lock() as held:
        assert held


def test_every_refused_line_is_named_however_many(there, monkeypatch):
    monkeypatch.setattr(readings, "MOST_SHOWN", 2)
    monkeypatch.setattr(readings, "MOST_NAMED", 4)
    rows = b"".join(b"Total number %d,,,,,\n" % number for number in range(6))
    done = read(there, bring(there, BILL + rows))
    assert (done.rows_refused, len(done.report["refusals"]), len(done.report["refused_too"])) == (7, 2, 2)
    assert done.report["refused_beyond"] == 3


def kinds_of_rows(there):
    """The tables of which the case shows rows."""
    with facts_kept.opened(there.case) as folder:
        return sorted(path.name for path in folder.iterdir())


def test_what_a_reading_gives_is_seen_all_at_once_by_the_row_that_ends_it(there):
    made = bring(there)
    waiting = readings.ask(exhibit=made, kind="phone_bill", answers={}, by=there.by)
    done = readings.perform(waiting)
    assert kinds_of_rows(there) == sorted(done.facts) == ["comms"]
    Reading.objects.filter(pk=done.pk).update(state=ReadingState.READING.value)
    assert kinds_of_rows(there) == []


def test_a_reading_that_was_stopped_at_its_last_step_gives_nothing(there):
    waiting = readings.ask(exhibit=bring(there), kind="phone_bill", answers={}, by=there.by)
    readings.stop(reading=waiting, by=there.by)
    done = readings._ended(waiting, ReadingState.READ, {"facts": {"comms": {}}, "rows_so_far": 3})
    assert (done.state, done.facts) == ("stopped", {}) and kinds_of_rows(there) == []


def test_facts_lie_on_the_disk_sealed_alone(there):
    read(there, bring(there))
    with facts_kept.opened(there.case) as folder:
        [path] = folder.rglob("*.parquet")
        assert path.read_bytes()[:4] == b"PAR1"
    files = [each for each in vault.store().root.parent.rglob("*") if each.is_file()]
    assert len(files) >= 4 and not [each for each in files if b"PAR1" in each.read_bytes() or b"+447700900123" in each.read_bytes()]


def test_what_was_read_before_is_taken_out_of_the_store_when_something_else_takes_its_place(there):
    made = bring(there)
    before = read(there, made).facts["comms"]["address"]
    after = read(there, made, zone="UTC").facts["comms"]["address"]
    kept = set(vault.store().addresses())
    assert before != after and after in kept and before not in kept
    assert found(there)[0] == 0
