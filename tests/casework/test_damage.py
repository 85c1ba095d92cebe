"""What is found damaged in the store is on record before a whole file takes its place, and `custodiet verify` never passes it over."""

import io

import pytest

from custodiet.casework import vault, verify
from custodiet.casework.access import NotThere
from custodiet.casework.actions import exhibits
from custodiet.casework.models import Custody, Role
from tests.casework.conftest import user
from tests.casework.made_exhibits import BILL, bring, closed, entered, gone, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(department, shelf):
    return world(department)


def acts(exhibit):
    return [row.act for row in exhibit.custody.order_by("seq")]


def place(exhibit):
    return vault.store()._path(exhibit.address)


def alter(path):
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    return bytes(data)


def told(there):
    out = io.StringIO()
    return verify.examine(out, [there.case]), out.getvalue()


def test_the_same_bytes_over_an_altered_file_bring_it_back_and_say_what_was_found(there):
    made = bring(there)
    damaged = alter(place(made))
    assert told(there)[0] == 1
    assert bring(there) == made
    assert acts(made) == ["received", "found damaged", "received", "restored"]
    [kept] = vault.set_aside()
    found = made.custody.get(act="found damaged")
    assert "was altered" in found.why and f"kept as {kept}" in found.why
    assert (vault.store().root / kept).read_bytes() == damaged
    assert vault.open_exhibit(there.case, made).read() == BILL
    assert [body["fields"] for body in entered(there.case, "custody")] == [[act] for act in acts(made)]


def test_verify_names_what_was_found_damaged_for_ever_and_counts_no_fault_once_it_is_whole(there):
    made = bring(there)
    alter(place(made))
    bring(there)
    status, said = told(there)
    assert status == 0
    assert (
        f"{made.reference}: found damaged on " in said and "(on record)" in said and said.endswith("1 exhibits checked; 0 faults found.\n")
    )


def test_a_stored_file_that_is_gone_is_brought_back_and_that_is_on_record(there):
    made = bring(there)
    place(made).unlink()
    bring(there)
    assert acts(made) == ["received", "found damaged", "received", "restored"]
    assert made.custody.get(act="found damaged").why == "Its stored file was gone."
    assert vault.set_aside() == [] and told(there)[0] == 0


def test_what_was_found_is_on_record_although_the_program_ends_before_the_file_is_put_back(there, monkeypatch):
    made = bring(there)
    damaged = alter(place(made))
    monkeypatch.setattr("os.replace", lambda *paths: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(there)
    assert acts(made) == ["received", "found damaged"]
    assert place(made).read_bytes() == damaged
    assert told(there)[0] == 1


def test_an_altered_file_of_no_exhibit_is_set_aside_and_the_exhibit_begins_with_that(there):
    left = vault.store().put(io.BytesIO(BILL), case=there.case.compartment)  # an upload that ended before it was on record
    alter(vault.store()._path(left.address))
    made = bring(there)
    assert acts(made) == ["received", "found damaged", "restored"]
    assert "before the exhibit was on record" in made.custody.get(act="found damaged").why
    assert told(there)[0] == 0


def test_what_the_program_makes_again_over_an_altered_file_is_on_record_too(there):
    bill = bring(there)
    words = {"case": there.case, "file_name": "a.csv", "title": "t", "sources": [bill], "made_with": {"tool": "x"}, "by": there.by}
    made = exhibits.derive(data=b"made", **words)
    alter(place(made))
    assert exhibits.derive(data=b"made", **words) == made
    assert acts(made)[-2:] == ["found damaged", "restored"]
    assert told(there)[0] == 0


def test_whoever_may_not_handle_exhibits_replaces_nothing(there):
    made = bring(there)
    damaged = alter(place(made))
    with pytest.raises(NotThere):
        bring(there, by=user(Role.INVESTIGATOR))
    assert place(made).read_bytes() == damaged and acts(made) == ["received"]


def test_an_altered_file_that_was_set_aside_past_the_record_and_one_that_is_gone_are_faults(there):
    made = bring(there)
    alter(place(made))
    bring(there)
    [kept] = vault.set_aside()
    path = vault.store().root / kept
    path.rename(path.with_name(kept.removeprefix("damaged/")[:-1] + "z"))
    status, said = told(there)
    assert status == 1
    assert "its custody does not say so" in said and f"the altered file {kept}, which its custody says is kept, is gone" in said
    assert Custody.objects.filter(act="found damaged").count() == 1


def test_with_an_exhibit_that_is_disposed_of_its_altered_files_go_too(there, django_capture_on_commit_callbacks):
    made, last = bring(there), bring(there, b"another,1\n")
    alter(place(made))
    bring(there)
    [kept] = vault.set_aside()
    closed(there.case)
    made.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        gone(there, made)
    assert vault.set_aside() == [] and not (vault.store().root / kept).exists()
    assert vault.open_exhibit(there.case, last).read() == b"another,1\n"
    assert told(there)[0] == 0
