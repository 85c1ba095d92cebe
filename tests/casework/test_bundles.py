"""Bundles: the same page numbers in every copy, each decision with its ground, the same bytes again, nothing half made."""

import io

import pytest
from django.db import IntegrityError, connection, transaction
from PIL import Image
from pypdf import PdfReader, PdfWriter

from custodiet.casework import bundle_work, triggers
from custodiet.casework.access import Refused
from custodiet.casework.actions import bundles
from custodiet.casework.models import BundleGiven, BundleItem, BundleJob, CutDecision, Form
from custodiet.casework.sealed_bundles import bundles_hold
from custodiet.casework.verify import leftovers
from custodiet.law.vocabulary import Cut, HarmTest, LeftOut
from tests.casework.conftest import TODAY, staff
from tests.casework.made_bundles import add, begun, build, data_of, include_all, leave_out, opened, pdf, picture, said, usual
from tests.casework.made_exhibits import BILL, bring, entered, world

pytestmark = pytest.mark.django_db

HARM = HarmTest.WELFARE_AND_SAFETY


@pytest.fixture
def there(shelf, papers, db):
    return world(staff())


def label_of(reader, words):
    """The label of the page on which these words stand."""
    return next(label for label, text in zip(reader.page_labels, said(reader), strict=True) if words in text)


def test_pages_are_numbered_on_through_exhibits_of_every_kind_and_the_index_has_small_letters(there):
    bundle = usual(there)
    include_all(there, bundle)
    reader = opened(build(there, bundle))
    assert list(bundle.items.values_list("first", "pages")) == [(1, 3), (4, 1), (5, 1), (6, 1)]
    assert reader.page_labels == ["i", "1", "2", "3", "4", "5", "6"]
    assert label_of(reader, "three") == "3" and label_of(reader, "Total of the month") == "5" and label_of(reader, "Anna: a") == "6"
    assert all(text.rstrip().splitlines()[-1].endswith(label) for text, label in zip(said(reader), reader.page_labels, strict=True))


def test_what_is_left_out_keeps_its_numbers_on_a_sheet_that_does_not_say_what_it_is(there):
    bundle = usual(there)
    include_all(there, bundle)
    leave_out(there, bundle.items.get(seq=1), Cut.OFFICER, HARM)
    panel, officer = opened(build(there, bundle, Cut.PANEL)), opened(build(there, bundle, Cut.OFFICER))
    assert label_of(panel, "Total of the month") == label_of(officer, "Total of the month") == "5"
    assert officer.page_labels == ["i", "1–3", "4", "5", "6"]
    whole = "\n".join(said(officer)) + str([each.title for each in officer.outline])
    assert "These pages are not in this copy" in whole
    assert "statement" in "\n".join(said(panel))
    assert "statement" not in whole and "two" not in whole and "OT/1" not in whole


def test_the_index_and_the_bookmarks_lead_to_the_pages(there):
    bundle = usual(there)
    include_all(there, bundle)
    reader = opened(build(there, bundle))
    links = [each.get_object()["/Dest"][0] for each in reader.pages[0]["/Annots"]]
    numbers = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    assert [numbers[each.idnum] for each in links] == [1, 4, 5, 6]
    assert [reader.get_destination_page_number(each) for each in reader.outline] == [0, 1, 4, 5, 6]
    assert [each.title.split("  ")[0] for each in reader.outline] == ["Index", "1–3", "4", "5", "6"]
    assert not [each for page in reader.pages for each in page.get("/Annots", ()) if "/A" in each.get_object()]


def test_a_volume_built_again_is_the_same_bytes_whatever_was_decided_since(there):
    bundle = usual(there)
    include_all(there, bundle)
    job = build(there, bundle)
    leave_out(there, bundle.items.get(seq=2), Cut.PANEL, LeftOut.NOT_RELEVANT)
    add(there, bundle, (pdf("later"), "later.pdf"))
    assert bundle_work.built(job) == data_of(job) and bundle_work.same(job, data_of(job))
    changed = build(there, bundle)
    assert changed.pk != job.pk and changed.sha256 != job.sha256 and "drawn" not in "".join(said(opened(changed)))


def test_asking_again_for_what_was_built_gives_what_was_built(there):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    include_all(there, bundle)
    assert build(there, bundle).pk == build(there, bundle).pk


def test_what_comes_later_is_a_supplement_with_the_next_numbers(there):
    bundle = usual(there)
    add(there, bundle, (pdf("later", "still later"), "later.pdf"))
    include_all(there, bundle)
    reader = opened(build(there, bundle, volume=1))
    assert reader.page_labels == ["i", "7", "8"] and "supplement 1" in said(reader)[0] and "Pages 7 to 8" in said(reader)[0]
    assert "later" not in "".join(said(opened(build(there, bundle))))


def test_nothing_is_built_before_everything_is_decided_and_the_refusal_names_what_is_not(there):
    bundle = usual(there)
    bundles.decide(items=[bundle.items.get(seq=1)], cut=Cut.PANEL, ground=None, why="", by=there.by)
    with pytest.raises(Refused, match=r"whether the panel gets OT/2, OT/3, OT/4"):
        bundles.build(bundle=bundle, volume=0, cut=Cut.PANEL, by=there.by)


def test_leaving_out_takes_a_ground_of_that_reader_and_a_reason(there):
    item = begun(there, (pdf("one"), "one.pdf")).items.get(seq=1)
    with pytest.raises(Refused, match="no ground on which something is kept from the officer"):
        leave_out(there, item, Cut.OFFICER, LeftOut.NOT_RELEVANT)
    with pytest.raises(Refused, match="needs its reason"):
        leave_out(there, item, Cut.PANEL, LeftOut.NOT_RELEVANT, why=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        CutDecision.objects.create(item=item, cut="PANEL", included=False, ground="", why="", by=there.by)


def test_the_harm_test_is_for_the_appropriate_authority(there):
    item = begun(there, (pdf("one"), "one.pdf")).items.get(seq=1)
    with pytest.raises(Refused, match=r"appropriate authority to consider \(CR20 6\)"):
        bundles.decide(items=[item], cut=Cut.OFFICER, ground=HARM, why="A witness is afraid", by=there.by)
    leave_out(there, item, Cut.OFFICER, HARM)
    row = bundles.counting(item.bundle, Cut.OFFICER)[item.pk]
    assert (row.included, row.ground, row.by) == (False, "WELFARE_AND_SAFETY", there.staff.authority)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"%PDF-1.7 nothing behind it", "broken.pdf", "damaged or cut off"),
        (b"\x89PNG\r\n\x1a\n nothing behind it", "broken.png", "picture cannot be opened"),
        (b"\x00\x01\x02 a recording", "interview.mp3", "cannot be shown on pages"),
        (b"a\n" * 3001, "long.txt", "more than 3,000 rows"),
        (b"PK\x03\x04 nothing behind it", "broken.xlsx", "cannot be put into a bundle"),
        (b"PK\x03\x04 nothing behind it", "broken.docx", "Word file cannot be opened"),
    ],
)
def test_an_exhibit_that_cannot_be_read_gets_a_sentence_and_no_page_is_numbered(there, content, name, words):
    bundle = bundles.make(case=there.case, title="Hearing", by=there.by)
    job = add(there, bundle, (pdf("one"), "good.pdf"), (content, name))
    assert job.state == "failed" and words in job.problem and "OT/2" in job.problem
    assert not bundle.items.exists()


def test_a_file_that_has_no_pages_is_a_sheet_that_names_it(there):
    bundle = bundles.make(case=there.case, title="Hearing", by=there.by)
    assert add(there, bundle, (b"\x00\x01 a recording", "interview.mp3"), form=Form.SHEET).state == "done"
    include_all(there, bundle)
    text = said(opened(build(there, bundle)))[1]
    assert "interview.mp3" in text and "handed over beside the bundle" in text


def test_a_pdf_locked_with_a_password_is_refused(there):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("secret"))))
    writer.encrypt("a password", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    bundle = bundles.make(case=there.case, title="Hearing", by=there.by)
    assert "locked with a password" in add(there, bundle, (out.getvalue(), "locked.pdf")).problem


def test_the_public_copy_is_searched_and_withheld_where_it_holds_a_protected_name(there):
    bundle = begun(there, (pdf("Anna Bell said so"), "statement.pdf"), (pdf("Nobody is named here"), "policy.pdf"))
    include_all(there, bundle)
    job = build(there, bundle, Cut.PUBLIC)
    assert job.state == "failed" and "it holds what must not leave" in job.problem and not job.address
    assert "Anna" not in job.problem
    leave_out(there, bundle.items.get(seq=1), Cut.PUBLIC, LeftOut.PRIVATE)
    reader = opened(build(there, bundle, Cut.PUBLIC))
    assert reader.page_labels == ["i", "1", "2"] and "Official" not in said(reader)[0]


def test_a_public_copy_with_a_picture_is_read_too_or_withheld(there):
    bundle = begun(there, (picture(words="Anna Bell"), "photo.png"))
    include_all(there, bundle)
    job = build(there, bundle, Cut.PUBLIC)
    assert job.state == "failed" and job.problem.startswith("The public copy is withheld")


def test_who_was_given_which_bundle_is_on_record(there):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    include_all(there, bundle)
    job = build(there, bundle)
    given = {"to": "Ms E. Rowe", "as_what": "panel member", "how": "encrypted disk, by hand", "by": there.by, "today": TODAY}
    bundles.give(job=job, on=TODAY, **given)
    assert BundleGiven.objects.get().job == job and entered(there.case, "bundle given")[-1]["seal"]
    with pytest.raises(Refused, match="future"):
        bundles.give(job=job, on=TODAY.replace(year=2030), **given)
    with pytest.raises(Refused, match="as what, and how"):
        bundles.give(job=job, on=TODAY, **given | {"how": " "})
    asked = bundles.build(bundle=bundle, volume=0, cut=Cut.PANEL, by=there.by)
    assert asked == job
    assert bundles.hand_out(job=job, by=there.by, purpose="For the panel").read()[:5] == b"%PDF-"
    assert entered(there.case, f"bundle {bundle.seq} job {job.pk}")[-1]["purpose"] == "For the panel"


def test_what_is_in_a_bundle_is_chosen_once_and_from_its_own_case(there):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    item = bundle.items.first()
    with pytest.raises(Refused, match="in this bundle already"):
        bundles.choose(bundle=bundle, chosen=[bundles.Chosen(item.exhibit)], by=there.by)
    other = world(staff())
    with pytest.raises(Refused, match="another case"):
        bundles.choose(bundle=bundle, chosen=[bundles.Chosen(bring(other, BILL))], by=there.by)
    with pytest.raises(Refused, match="Nothing was chosen"):
        bundles.choose(bundle=bundle, chosen=[], by=there.by)


@pytest.mark.parametrize("model", [BundleItem, CutDecision])
def test_items_and_decisions_are_never_altered_or_removed(there, model):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    include_all(there, bundle, Cut.PANEL)
    row = model.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(id=row.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.delete()


def test_what_was_asked_of_a_job_is_frozen(there):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    with pytest.raises(IntegrityError), transaction.atomic():
        bundle.jobs.update(asked={})


def test_the_doctor_notices_a_decision_that_was_altered_past_the_program(there):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    include_all(there, bundle)
    build(there, bundle)
    assert list(bundles_hold(TODAY)) == []
    triggers.take_away(connection)
    CutDecision.objects.filter(item__seq=1, cut="PANEL").update(why="Somebody else's words")
    BundleJob.objects.filter(cut="").update(done=99)
    found = list(bundles_hold(TODAY))
    assert len(found) == 2 and "was altered after it was recorded" in found[0] and "what came of it" in found[1]


def test_a_job_that_a_dead_worker_left_is_done_from_the_beginning(there):
    bundle = bundles.make(case=there.case, title="Hearing", by=there.by)
    job = bundles.choose(bundle=bundle, chosen=[bundles.Chosen(bring(there, pdf("one"), "a.pdf"))], by=there.by)
    BundleJob.objects.filter(pk=job.pk).update(state="being made", done=1)
    assert bundle_work.work() == 0
    assert bundle_work.again() == 1 and bundle_work.work() == 1
    assert bundle.items.count() == 1


def test_verify_knows_what_is_kept_for_bundles(there):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    include_all(there, bundle)
    build(there, bundle)
    assert list(leftovers()) == []


def test_pictures_come_without_where_they_were_taken(there):
    exif = Image.Exif()
    exif[0x010E] = "taken at 12 Mill Lane"
    original = picture("JPEG", exif=exif)
    assert b"Mill Lane" in original
    bundle = begun(there, (original, "photo.jpg"))
    include_all(there, bundle, Cut.PANEL)
    assert b"Mill Lane" not in data_of(build(there, bundle))
