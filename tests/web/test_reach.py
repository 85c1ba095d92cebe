"""Reaching people from the staff pages: what the forms do, and that one person's rows are out of reach from another's page."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from custodiet.casework.actions import forgetting, outgoing, people, portal_keys, portal_talk
from custodiet.casework.models import (
    Case,
    Neutral,
    Outgoing,
    Part,
    PortalKey,
    PortalMessage,
    PortalRequest,
    ReviewedWords,
    Role,
    SafeContact,
)
from custodiet.casework.screening import TEST_VIRUS
from custodiet.law.steps.investigation import DutiesRestricted
from custodiet.law.steps.opening import SubjectIdentified
from custodiet.law.vocabulary import Office
from custodiet.web.purpose import KEPT
from tests.casework.conftest import shelf, user
from tests.web.test_mine import TODAY, took, world

__all__ = ["shelf", "world"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def page(world, monkeypatch):
    """The page of the complainant, opened by the appropriate authority."""
    monkeypatch.setattr("custodiet.web.staff.reach.today", lambda: TODAY)
    client = Client()
    client.force_login(world.staff.authority, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[KEPT] = {world.case.reference: "Testing"}
    session.save()
    client.address = f"/case/{world.case.reference}/reach/{world.her.key}/"
    return client


def do(page, what, **fields):
    return page.post(page.address, {"do": what, **fields}, follow=True)


def test_the_list_says_how_each_person_may_be_reached(page, world):
    shown = page.get(page.address.rsplit("/", 2)[0] + "/").content.decode()
    assert world.her.alias in shown and "by e-mail" in shown and "No way in yet" in shown
    assert world.her.person.name not in shown


def test_a_way_in_is_shown_once_and_opens_the_page(page, world):
    shown = do(page, "way-in", **{"way-link_by": "HAND", "way-code_by": "HAND"}).content.decode()
    assert "https://letters.example.org/m/" in shown
    key = PortalKey.objects.get()
    assert key.by == world.staff.authority
    do(page, "revoke", number=key.pk)
    key.refresh_from_db()
    assert key.revoked_at


def test_link_and_code_by_the_same_way_are_refused_with_the_reason(page):
    shown = do(page, "way-in", **{"way-link_by": "EMAIL", "way-code_by": "EMAIL"}).content.decode()
    assert "must go different ways" in shown
    assert not PortalKey.objects.exists()


def test_a_message_stands_on_her_page_and_word_of_it_waits_in_the_outbox(page):
    do(page, "message", **{"message-text": "We spoke to your neighbour.", "message-token": "t-1"})
    assert PortalMessage.objects.get().text == "We spoke to your neighbour."
    assert Outgoing.objects.get().state == "QUEUED"


def test_words_are_looked_over_and_then_shown(page):
    shown = do(page, "look-over", **{"words-kind": "WHERE", "words-text": "We are reading it."}).content.decode()
    assert ReviewedWords.objects.get().text in shown


def test_what_she_asked_for_is_answered(page, world):
    row = PortalRequest.objects.create(case=world.case, person=world.her.person, kind="REVIEW", on=TODAY, words="Not fair", token="r-1")
    assert "Not fair" in page.get(page.address).content.decode()
    do(page, "settle", number=row.pk, **{f"settle-{row.pk}-words": "We sent it on."})
    assert PortalRequest.objects.get().answer.words == "We sent it on."


def test_a_letter_is_printed_in_neutral_words_and_said_to_be_posted(page, world):
    SafeContact.objects.filter(person=world.her.person).update(safe_to_email=False, safe_to_post=True, post="1 Example Row")
    row = outgoing.queue(case=world.case, person=world.her.person, template=Neutral.NEWS, today=TODAY, by=world.staff.authority)
    sheet = page.get(f"{page.address}letter/{row.pk}/").content.decode()
    assert "1 Example Row" in sheet and "There is something new for you to read." in sheet
    do(page, "posted", number=row.pk)
    assert page.get(f"{page.address}letter/{row.pk}/").status_code == 404


def test_the_rows_of_another_person_are_not_there_from_this_page(page, world):
    other = people.add_person(
        case=world.case, person=people.NewPerson(name="Ada Vale"), role=Part.VICTIM, key="victim-1", by=world.staff.intake
    )
    key = portal_keys.give(involvement=other, by=world.staff.intake).key
    assert do(page, "revoke", number=key.pk).status_code == 404
    assert do(page, "revoke", number="9" * 40).status_code == 404
    assert do(page, "anything").status_code == 404
    key.refresh_from_db()
    assert key.revoked_at is None


def test_the_list_of_promises_and_the_chiefs_page_lead_to_the_person(page, world, monkeypatch):
    monkeypatch.setattr("custodiet.web.staff.promises.today", lambda: TODAY)
    PortalRequest.objects.create(case=world.case, person=world.her.person, kind="APOLOGY", on=date(2024, 1, 2), token="r-2")
    assert page.address in page.get("/promises/").content.decode()
    assert page.get("/overdue/").status_code == 404  # not of this job
    chief = Client()
    chief.force_login(world.staff.head, backend="django.contrib.auth.backends.ModelBackend")
    shown = chief.get("/overdue/").content.decode()
    assert "an apology was asked for" in shown and world.her.person.name not in shown
    portal_talk.settle(request=PortalRequest.objects.get(), words="We are sorry that we did not believe you.", by=world.staff.intake)
    assert "No promise to anybody is overdue." in chief.get("/overdue/").content.decode()


def test_the_chief_officer_reads_what_is_overdue_and_opens_no_case(page, world):
    PortalRequest.objects.create(case=world.case, person=world.her.person, kind="APOLOGY", on=date(2024, 1, 2), token="r-3")
    chief, link = Client(), f"/case/{world.case.reference}/"
    chief.force_login(user(Role.CHIEF), backend="django.contrib.auth.backends.ModelBackend")
    shown = chief.get("/overdue/").content.decode()
    assert "an apology was asked for" in shown and world.case.reference in shown
    assert all(words not in shown for words in (world.her.person.name, world.case.title, link))
    assert chief.get(link).status_code == chief.get("/search/").status_code == chief.get("/promises/").status_code == 404
    Case.objects.filter(pk=world.case.pk).update(restricted=True)
    assert world.case.reference not in chief.get("/overdue/").content.decode()


def test_the_form_of_an_update_begins_with_a_draft_and_says_what_is_wrong_with_it(page, monkeypatch):
    monkeypatch.setattr("custodiet.web.staff.promises.today", lambda: TODAY)
    shown = page.get(f"{page.address}update/").content.decode()
    assert "nothing new is on record" in shown
    sent = page.post(f"{page.address}update/", {"of": "progress", "text": "The case is ongoing.", "token": "u-1"}).content.decode()
    assert "says nothing" in sent and not PortalMessage.objects.exists()


def test_a_move_of_the_officer_asks_on_the_list_whether_they_can_meet_again(page, world):
    officer = people.NewPerson(name="Gareth Holloway", officer={"force": "Wessex Vale", "collar_number": "4471"})
    people.add_person(case=world.case, person=officer, role=Part.OFFICER, key="officer-1", by=world.staff.intake)
    took(world, SubjectIdentified(on=date(2024, 2, 20), about="officer-1"), Office.RECORDER)
    said = {"restriction": "Another town", "reason": "To keep them apart", "reviewer": "Head"}
    took(world, DutiesRestricted(on=date(2024, 2, 22), about="officer-1", **said))
    address, number = f"/case/{world.case.reference}/reach/", world.case.steps.last().seq
    assert "Can they meet again?" in page.get(address).content.decode()
    prefix = f"meet-{number}"
    page.post(address, {"number": number, f"{prefix}-can_meet": "no", f"{prefix}-what": "He works in another town, and was told so."})
    shown = page.get(address).content.decode()
    assert "They cannot meet." in shown and "Can they meet again?" not in shown


def test_files_she_gives_wait_unopened_until_they_are_taken_in_as_exhibits(page, world, shelf):
    given = portal_keys.give(involvement=world.her, by=world.staff.intake)
    her = Client()
    her.post("/m/in/", {"link": given.link, "code": given.code})
    virus = SimpleUploadedFile("bad.txt", TEST_VIRUS)
    files = [SimpleUploadedFile("chat.png", b"\x89PNG\r\n\x1a\nscreen"), virus]
    for _ in range(2):  # the back button
        assert her.post("/m/more/", {"files": files, "words": "What he wrote", "token": "m-1"}).status_code == 302
        for file in files:
            file.seek(0)
    request = PortalRequest.objects.get()
    assert forgetting.forget_unsent(timezone.now() + 2 * forgetting.KEPT_UNSENT) == 0  # given, though in no report that was sent
    shown = page.get(page.address).content.decode()
    assert "chat.png" in shown and "can do harm" in shown
    assert not world.case.exhibits.exists()
    do(page, "adopt", number=request.pk)  # the authority may see exhibits, and not take them in
    assert not world.case.exhibits.exists()
    page.force_login(world.staff.intake, backend="django.contrib.auth.backends.ModelBackend")
    session = page.session
    session[KEPT] = {world.case.reference: "Testing"}
    session.save()
    do(page, "adopt", number=request.pk)
    assert list(world.case.exhibits.values_list("file_name", flat=True)) == ["chat.png"]
    assert "We took in 1 of your files. 1 could do harm." in her.get("/m/").content.decode()


def test_a_form_of_files_without_a_file_says_so(page, world, shelf):
    given = portal_keys.give(involvement=world.her, by=world.staff.intake)
    her = Client()
    her.post("/m/in/", {"link": given.link, "code": given.code})
    assert "There was no file" in her.post("/m/more/", {"words": "", "token": "m-2"}).content.decode()
    assert "choose them once more" in Client().post("/m/more/", {"files": SimpleUploadedFile("a.txt", b"a"), "words": "b"}).content.decode()


def test_a_person_who_was_asked_again_is_reached_as_they_said(page, world):
    SafeContact.objects.filter(person=world.her.person).update(asked_on=date(2023, 1, 1))
    assert "too old to rely on" in page.get(page.address).content.decode()
    shown = do(page, "contact", **{"contact-ways": ["safe_to_post"]}).content.decode()
    assert "Enter the address that is safe for letters" in shown
    do(page, "contact", **{"contact-ways": ["safe_to_post"], "contact-post": "1 Example Row"})
    contact = SafeContact.objects.get(person=world.her.person)
    assert (contact.safe_to_email, contact.safe_to_post, contact.asked_on) == (False, True, TODAY)
