"""The pages of bundles and `custodiet bundle`: choosing, deciding, making a copy, taking it away, who was given it."""

import io
from hashlib import sha256

import pytest
from pypdf import PdfReader

from custodiet.casework import bundle_work
from custodiet.casework.models import BundleGiven, BundleJob, CutDecision
from custodiet.cli import main
from custodiet.law.vocabulary import Cut
from tests.casework.conftest import staff
from tests.casework.made_bundles import begun, build, include_all, pdf
from tests.casework.made_exhibits import bring, entered, world
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(papers, db, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    return world(staff())


def address(there, rest=""):
    return f"/case/{there.case.reference}/bundles/{rest}"


def send(there, rest, by=None, **given):
    return browser_of(by or there.by, there.case).post(address(there, rest), given, follow=True)


def text(response):
    return response.content.decode()


def test_a_bundle_is_begun_filled_decided_made_and_taken_away_on_the_pages(there):
    bring(there, pdf("one"), "one.pdf", title="The statement")
    bring(there, pdf("two"), "two.pdf", title="The bill")
    assert "OT/1: The statement" in text(send(there, "new/", name="Misconduct hearing"))
    send(there, "1/choose/", lines="OT/2: The bill\nOT/1: The statement (sheet)\n")
    assert bundle_work.work() == 1
    items = list(there.case.bundles.get().items.all())
    assert [(item.exhibit.reference, item.form, item.title) for item in items] == [
        ("OT/2", "PAGES", "The bill"),
        ("OT/1", "SHEET", "The statement"),
    ]
    first, second = (item.pk for item in items)
    page = send(there, "1/0/decide/panel/", **{f"ground-{first}": "IN", f"ground-{second}": "NOT_RELEVANT", f"why-{second}": "Another day"})
    assert "2 decisions are on record." in text(page) and "Another day" in text(page)
    assert "The copy is being made" in text(send(there, "1/build/", cut="PANEL", volume="0"))
    assert bundle_work.work() == 1
    job = BundleJob.objects.get(cut="PANEL")
    taken = browser_of(there.by, there.case).post(address(there, f"1/{job.pk}/copy/"))
    data = b"".join(taken.streaming_content)
    assert (
        sha256(data).hexdigest() == job.sha256
        and "attachment" in taken["Content-Disposition"]
        and "panel.pdf" in taken["Content-Disposition"]
    )
    assert PdfReader(io.BytesIO(data)).page_labels == ["i", "1", "2"]
    assert entered(there.case, f"bundle 1 job {job.pk}")[-1]["purpose"] == "Testing"


def test_a_line_that_names_no_exhibit_is_said_and_nothing_is_asked_for(there):
    bring(there, pdf("one"), "one.pdf")
    send(there, "new/", name="Misconduct hearing")
    page = text(send(there, "1/choose/", lines="OT/1: x\nOT/9: who knows"))
    assert "OT/9: who knows" in page and "names no exhibit that can go in" in page
    assert not BundleJob.objects.exists()


def test_what_is_left_out_without_a_reason_is_not_recorded(there):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    item = bundle.items.get()
    page = send(there, "1/0/decide/public/", **{f"ground-{item.pk}": "PRIVATE"})
    assert "needs its reason" in text(page) and not CutDecision.objects.exists()


def test_the_harm_test_is_refused_on_the_page_of_whoever_is_not_the_appropriate_authority(there):
    item = begun(there, (pdf("one"), "one.pdf")).items.get()
    given = {f"ground-{item.pk}": "CRIME", f"why-{item.pk}": "Others are looked for"}
    assert "appropriate authority to consider" in text(send(there, "1/0/decide/officer/", **given))
    assert not CutDecision.objects.exists()
    assert "1 decision is on record." in text(send(there, "1/0/decide/officer/", there.staff.authority, **given))


def test_the_page_warns_where_the_panel_gets_what_is_kept_from_the_officer(there):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    include_all(there, bundle, Cut.PANEL)
    given = {f"ground-{bundle.items.get().pk}": "CRIME", f"why-{bundle.items.get().pk}": "Others are looked for"}
    assert "The panel gets what is kept from the officer: OT/1" in text(send(there, "1/0/decide/officer/", there.staff.authority, **given))


def test_what_is_not_decided_is_not_made(there):
    begun(there, (pdf("one"), "one.pdf"))
    assert "Nobody has decided yet" in text(send(there, "1/build/", cut="PANEL", volume="0"))
    assert "was not said" in text(send(there, "1/build/", cut="NOBODY", volume="0"))
    assert not BundleJob.objects.filter(cut="PANEL").exists()


def test_who_was_given_a_copy_stands_on_the_page(there):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    include_all(there, bundle)
    job = build(there, bundle)
    day = {"on_day": "20", "on_month": "3", "on_year": "2023"}
    page = text(send(there, f"1/{job.pk}/given/", to="Ms E. Rowe", as_what="member of the panel", how="by hand", **day))
    assert "Ms E. Rowe" in page and "20 March 2023" in page and BundleGiven.objects.get().job == job


def test_a_copy_that_failed_cannot_be_taken_away(there):
    bundle = begun(there, (pdf("Anna Bell said so"), "one.pdf"))
    include_all(there, bundle)
    job = build(there, bundle, Cut.PUBLIC)
    assert browser_of(there.by, there.case).post(address(there, f"1/{job.pk}/copy/")).status_code == 404
    assert "The public copy is withheld" in text(browser_of(there.by, there.case).get(address(there, "1/")))


def test_the_command_writes_the_bytes_that_were_built_and_refuses_others(there, tmp_path, capsys):
    bundle = begun(there, (pdf("one"), "one.pdf"))
    include_all(there, bundle)
    file = tmp_path / "panel.pdf"
    asked = ["bundle", there.case.reference, "--cut", "panel", "--to", str(file)]
    assert main(asked) == 2 and "--by USERNAME" in capsys.readouterr().err
    assert main([*asked, "--by", there.by.username]) == 0
    job = BundleJob.objects.get(cut="PANEL")
    assert sha256(file.read_bytes()).hexdigest() == job.sha256 and job.sha256 in capsys.readouterr().out
    file.unlink()
    assert main(asked) == 0 and sha256(file.read_bytes()).hexdigest() == job.sha256
    file.unlink()
    BundleJob.objects.filter(pk=job.pk).update(sha256="0" * 64)
    assert main(asked) == 1 and "not the bytes that were built" in capsys.readouterr().err and not file.exists()


def test_the_command_says_what_there_is_not(there, capsys):
    assert main(["bundle", there.case.reference, "--cut", "panel"]) == 2
    assert "There is no such bundle" in capsys.readouterr().err
    begun(there, (pdf("one"), "one.pdf"))
    assert main(["bundle", there.case.reference, "--cut", "officer", "--by", there.by.username]) == 2
    assert "Nobody has decided yet" in capsys.readouterr().err
    assert main(["bundle", there.case.reference, "--cut", "officer", "--by", "nobody-of-that-name"]) == 2
    assert "There is no user" in capsys.readouterr().err
