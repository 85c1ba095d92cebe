"""Taking files in, who held them, disclosure, copies and disposal: each is a custody event and an entry of the ledger."""

import hashlib
import io
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from custodiet.casework import actions, vault
from custodiet.casework.access import NotThere, Refused
from custodiet.casework.actions import disposal, exhibits, grants, readings
from custodiet.casework.models import Case, Custody, CustodyAct, DisclosureStatus, Exhibit, Role
from custodiet.casework.verify import altered
from custodiet.law.steps.opening import CaseClosed
from custodiet.law.steps.people import PersonInformed
from custodiet.law.vocabulary import Office, ToldOf
from tests.casework.conftest import TODAY, fresh, staff, user
from tests.casework.made_exhibits import BILL, bring, closed, entered, gone, proposed, read, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(department, shelf):
    return world(department)


def acts(exhibit):
    return [row.act for row in exhibit.custody.order_by("seq")]


def test_what_is_taken_in_comes_out_byte_for_byte(there):
    made = bring(there)
    assert made.sha256 == hashlib.sha256(BILL).hexdigest() and made.size == len(BILL)
    assert vault.open_exhibit(there.case, made).read() == BILL


def test_the_same_file_is_one_exhibit_and_handing_it_in_again_is_on_record(there):
    first, second = bring(there), bring(there, file_name="again.csv")
    assert first.pk == second.pk and Exhibit.objects.count() == 1
    assert acts(first) == ["received", "received"]
    assert first.custody.last().why == "Handed in again as “again.csv”"


def test_the_same_file_in_another_case_is_another_exhibit_under_another_key(there, department):
    other = world(department)
    first, second = bring(there), bring(other)
    assert first.sha256 == second.sha256 and first.address != second.address


def test_an_empty_file_is_refused_by_its_name(there):
    with pytest.raises(Refused, match=r"“empty\.csv” is empty"):
        bring(there, b"", "empty.csv")
    assert not Exhibit.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\bill.csv", "bill.csv"),
        ("bill\x00\x1b[31m.csv", "bill[31m.csv"),
        ("\u202ebill.csv", "bill.csv"),
        ("bill\udc80.csv", "bill.csv"),
        ("..", "without a name"),
        ("", "without a name"),
        ("a" * 400, "a" * 255),
    ],
)
def test_a_name_is_never_a_path_and_always_prints(there, given, kept):
    made = bring(there, file_name=given)
    assert made.file_name == kept
    assert len(made.title) <= 200


def test_references_count_on_from_the_highest_of_those_initials(there):
    assert bring(there, b"1").reference == "OT/1"
    assert bring(there, b"2", reference="ot/7").reference == "ot/7"
    assert bring(there, b"3", reference="OT/²").reference == "OT/²"
    assert bring(there, b"4").reference == "OT/8"
    assert bring(there, b"5", maker="1 2 3").reference == "EX/1"


def test_a_reference_that_is_taken_or_too_long_is_refused(there):
    bring(there, b"1", reference="OT/1")
    with pytest.raises(Refused, match="There is an exhibit ot/1"):
        bring(there, b"2", reference="ot/1")
    with pytest.raises(Refused, match="at most 40"):
        bring(there, b"2", reference="x" * 41)


def test_an_exhibit_needs_somebody_who_produces_it(there):
    with pytest.raises(Refused, match="produced by somebody"):
        bring(there, maker=" ")


@pytest.mark.parametrize(("role", "why"), [(Role.CHAIR, NotThere), (Role.APPROPRIATE_AUTHORITY, Refused)])
def test_who_may_not_handle_exhibits_takes_none_in(there, role, why):
    by = there.staff.authority if role is Role.APPROPRIATE_AUTHORITY else user(role)
    with pytest.raises(why):
        bring(there, by=by)
    assert not Exhibit.objects.exists()


def test_every_custody_event_is_numbered_bears_the_digest_and_stands_in_the_ledger(there):
    made = bring(there, why="Handed over at the desk", place="Westmere")
    exhibits.hand_out(exhibit=made, by=there.by, purpose="To the barrister").read()
    rows = list(made.custody.order_by("seq"))
    assert [(row.seq, row.act, row.sha256) for row in rows] == [(1, "received", made.sha256), (2, "copied", made.sha256)]
    assert [body["object_ref"] for body in entered(there.case, "custody ")] == [f"custody {row.pk}" for row in rows]
    assert entered(there.case, f"exhibit {made.pk}")[0]["digest"] == made.sha256


def test_a_copy_is_on_record_before_the_first_byte_leaves(there):
    made = bring(there)
    stream = exhibits.hand_out(exhibit=made, by=there.by, purpose="To the barrister")
    assert acts(made)[-1] == "copied" and entered(there.case, "custody ")[-1]["purpose"] == "To the barrister"
    assert stream.read() == BILL


def test_no_copy_of_an_exhibit_that_cannot_be_seen(there):
    made = bring(there)
    with pytest.raises(NotThere):
        exhibits.hand_out(exhibit=made, by=user(Role.INVESTIGATOR), purpose="Curiosity")
    assert acts(made) == ["received"]


def test_the_latest_decision_on_disclosure_counts_and_each_needs_its_reason(there):
    made = bring(there)
    with pytest.raises(Refused, match="needs its reason"):
        exhibits.judge(exhibit=made, status=DisclosureStatus.UNUSED, relevant=True, why=" ", by=there.by)
    for status in (DisclosureStatus.UNUSED, DisclosureStatus.SENSITIVE):
        exhibits.judge(exhibit=made, status=status, relevant=True, why="Considered", by=there.by)
    assert [row.status for row in made.decisions.all()] == ["unused", "sensitive"]
    assert len(entered(there.case, "disclosure ")) == 2
    with pytest.raises(Refused, match="may not decide on disclosure"):
        exhibits.judge(exhibit=made, status=DisclosureStatus.USED, relevant=True, why="x", by=there.staff.intake)


def test_what_was_made_from_others_names_them_and_they_it(there):
    source = bring(there)
    made = exhibits.derive(
        case=there.case, data=b"made", file_name="a.csv", title="t" * 300, sources=[source], made_with={"tool": "x"}, by=there.by
    )
    assert list(made.derived_from.all()) == [source]
    assert (acts(source), acts(made)) == (["received", "derived"], ["received", "exported"])


def path_of(address):
    return f"{address[:2]}/{address[2:4]}/{address}"


def test_an_exhibit_of_an_open_case_is_held(there):
    with pytest.raises(Refused, match="The case is open"):
        gone(there, bring(there))


@pytest.mark.parametrize(("left_out", "words"), [("why", "for a reason"), ("basis", "goes under a rule"), ("hold", "section 23")])
def test_disposal_needs_its_reason_and_what_was_looked_at(there, left_out, words):
    closed(there.case)
    with pytest.raises(Refused, match=words):
        gone(there, bring(there), **{left_out: " "})


def test_an_exhibit_is_held_while_the_complainant_may_still_apply_for_a_review(there):
    made, last = bring(there), date(2023, 4, 17)  # 28 days beginning with the day after TODAY (CMR20 29(2))
    told = PersonInformed(on=TODAY, of=ToldOf.RIGHT_TO_REVIEW, how="in writing", review_body=Office.LOCAL_POLICING_BODY)
    for step in (told, CaseClosed(on=TODAY)):
        actions.take_step(
            case=there.case, step=step, by=there.staff.authority, office=Office.APPROPRIATE_AUTHORITY, today=TODAY, token=fresh(),
            version=None,
        )  # fmt: skip
    made.refresh_from_db()
    assert disposal.holds(made, last) == (
        "Open to the complainant until 17 April 2023: apply for a review (CMR20 29(2)). The exhibit is held until then.",
    )
    with pytest.raises(Refused, match="apply for a review"):
        gone(there, made, today=last)
    assert gone(there, made, today=last + timedelta(days=1)).act == "disposed"


def test_nothing_goes_until_another_person_has_confirmed_and_both_acts_stand_in_the_custody(there, django_capture_on_commit_callbacks):
    made = bring(there)
    closed(there.case)
    with django_capture_on_commit_callbacks(execute=True):
        first = proposed(there, made)
    assert vault.open_exhibit(there.case, made).read() == BILL and disposal.proposed(made) == first
    with pytest.raises(Refused, match="It takes two"):
        disposal.confirm(exhibit=made, proposal=first.pk, looked="The register.", by=there.by, today=TODAY)
    with pytest.raises(Refused, match="looked for themselves"):
        disposal.confirm(exhibit=made, proposal=first.pk, looked=" ", by=there.staff.head, today=TODAY)
    with django_capture_on_commit_callbacks(execute=True):
        row = disposal.confirm(exhibit=made, proposal=first.pk, looked="The register.", by=there.staff.head, today=TODAY)
    assert [(each.act, each.by) for each in made.custody.all()][1:] == [("disposal proposed", there.by), ("disposed", there.staff.head)]
    assert f"Proposed by {there.by.full_name}" in row.why and "six years" in row.why and "The register." in row.why
    assert not vault.holds(made) and list(altered(there.case)) == []


def test_the_bytes_that_were_disposed_of_are_destroyed_while_other_exhibits_of_the_case_still_open(
    there, django_capture_on_commit_callbacks
):
    made, other = bring(there), bring(there, b"other")
    path = vault.store().root / "objects" / path_of(made.address)
    before = path.read_bytes()
    closed(there.case)
    with django_capture_on_commit_callbacks(execute=True):
        gone(there, made)
    assert not path.exists() and vault.open_exhibit(there.case, other).read() == b"other"
    path.write_bytes(before)  # as from a backup: what the key of the case opens can be opened again, and is destroyed again
    assert disposal.shred_what_is_due() == 1 and not path.exists()


def test_one_of_the_two_is_the_authority_or_the_head_of_department(there):
    made, colleague = bring(there), user(Role.INVESTIGATOR)
    with transaction.atomic():
        grants.place(there.case, colleague, there.staff.intake)
    closed(there.case)
    with pytest.raises(Refused, match="One of the two is"):
        gone(there, made, second=colleague)
    first = disposal.proposed(made)
    disposal.decline(exhibit=made, proposal=first.pk, why="Ask the head.", by=colleague)
    assert gone(there, made, by=there.staff.head, second=colleague).by == colleague


def test_a_proposal_that_was_declined_is_confirmed_by_nobody_and_the_exhibit_is_held(there):
    made = bring(there)
    closed(there.case)
    first = proposed(there, made)
    with pytest.raises(Refused, match="has proposed it already"):
        proposed(there, made, by=there.staff.head)
    with pytest.raises(Refused, match="declined for a reason"):
        disposal.decline(exhibit=made, proposal=first.pk, why="", by=there.staff.head)
    disposal.decline(exhibit=made, proposal=first.pk, why="The insurer asked for it.", by=there.staff.head)
    for stale in (first.pk, first.pk + 1):
        with pytest.raises(Refused, match="stands no longer"):
            disposal.confirm(exhibit=made, proposal=stale, looked="x", by=there.staff.head, today=TODAY)
    assert disposal.proposed(made) is None and acts(made)[-1] == "disposal declined"
    assert proposed(there, made).act == "disposal proposed"


def test_a_proposal_is_not_confirmed_while_something_holds_the_exhibit(there):
    made = bring(there)
    closed(there.case)
    first = proposed(there, made)
    Case.objects.filter(pk=there.case.pk).update(stage="investigation")
    with pytest.raises(Refused, match="The case is open"):
        disposal.confirm(exhibit=made, proposal=first.pk, looked="x", by=there.staff.head, today=TODAY)


def test_who_may_not_decide_on_disclosure_proposes_confirms_and_declines_nothing(there):
    made = bring(there)
    closed(there.case)
    with pytest.raises(Refused):
        proposed(there, made, by=there.staff.intake)
    first = proposed(there, made)
    for act in (
        lambda: disposal.confirm(exhibit=made, proposal=first.pk, looked="x", by=there.staff.intake, today=TODAY),
        lambda: disposal.decline(exhibit=made, proposal=first.pk, why="x", by=there.staff.intake),
    ):
        with pytest.raises(Refused, match="may not decide on disclosure"):
            act()


def test_a_disposal_that_the_ledger_does_not_know_destroys_nothing(there):
    made = bring(there)
    made.custody.create(seq=made.custody.count() + 1, act="disposed", by=there.by, sha256=made.sha256)
    assert disposal.shred_what_is_due() == 0 and vault.holds(made) and vault.has_key(there.case)


def test_what_was_disposed_of_is_neither_opened_nor_read_nor_taken_in_again(there, django_capture_on_commit_callbacks):
    made, other = bring(there), bring(there, b"other")
    facts = vault.store().root / "objects" / path_of(read(there, made).facts["comms"]["address"])
    assert facts.is_file()
    closed(there.case)
    with django_capture_on_commit_callbacks(execute=True):
        gone(there, made)
    for again in (
        lambda: exhibits.hand_out(exhibit=made, by=there.by, purpose=""),
        lambda: readings.ask(exhibit=made, kind="phone_bill", answers={}, by=there.by),
        lambda: bring(there),
        lambda: gone(there, made),
    ):
        with pytest.raises(Refused, match="was disposed of on"):
            again()
    assert not facts.exists()
    assert vault.open_exhibit(there.case, other).read() == b"other"
    assert list(altered(there.case)) == []


def test_the_key_is_destroyed_with_the_last_exhibit_of_the_case_and_not_before(there, django_capture_on_commit_callbacks):
    made, other = bring(there), bring(there, b"other")
    closed(there.case)
    with django_capture_on_commit_callbacks(execute=True):
        gone(there, made)
    assert vault.has_key(there.case)
    with django_capture_on_commit_callbacks(execute=True):
        gone(there, other)
    assert not vault.has_key(there.case)
    with pytest.raises(vault.NoKey):
        vault.open_exhibit(there.case, other)
    assert list(altered(there.case)) == []


def test_a_key_that_outlived_a_power_cut_is_destroyed_by_the_worker(there):
    made = bring(there)
    closed(there.case)
    gone(there, made)  # its transaction is never committed here, so nothing was destroyed
    assert vault.has_key(there.case) and disposal.shred_what_is_due() == 1 and not vault.has_key(there.case)
    assert disposal.shred_what_is_due() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same", [True, False])
def test_two_files_at_once_get_two_references_and_one_file_twice_at_once_is_one_exhibit(shelf, same):
    there = world(staff())
    barrier, wrong = Barrier(2, timeout=30), []

    def work(number):
        try:
            barrier.wait()
            bring(there, b"same" if same else b"%d" % number)
        except BaseException as broken:
            wrong.append(repr(broken))
        finally:
            connection.close()

    threads = [Thread(target=work, args=(number,)) for number in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []
    assert not Custody.objects.filter(act="found damaged").exists()
    assert sorted(Exhibit.objects.values_list("reference", flat=True)) == (["OT/1"] if same else ["OT/1", "OT/2"])
    assert list(altered(there.case)) == []


def test_a_stream_that_breaks_off_leaves_nothing_behind(there):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise OSError("the line went dead")

    with pytest.raises(OSError):
        exhibits.receive(case=there.case, stream=Broken(), file_name="a", maker="O T", title="", by=there.by)
    assert not Exhibit.objects.exists() and list(vault.store().addresses()) == []


def test_every_act_of_custody_has_its_word():
    first = "seized, received, opened, viewed, copied, exported, derived, found damaged, restored"
    assert ", ".join(act.value for act in CustodyAct) == f"{first}, disposal proposed, disposal declined, disposed"
