"""A person's own page: what she reads there, what she can do from it, and that it shows nothing to anybody else."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from custodiet.casework import mine as own
from custodiet.casework import promises
from custodiet.casework.access import Refused
from custodiet.casework.actions import intake, people, portal_keys, portal_talk, take_step
from custodiet.casework.models import (
    Asked,
    Grant,
    Involvement,
    LedgerEntry,
    Outgoing,
    Part,
    PortalMessage,
    PortalRequest,
    PortalSession,
    SafeContact,
    User,
    Worded,
)
from custodiet.law.rules import reviews
from custodiet.law.steps.opening import (
    AllegationMade,
    ComplaintMade,
    FoundNotAComplaint,
    HandlingConcluded,
    HandlingDetermined,
    Recorded,
    SubjectIdentified,
)
from custodiet.law.steps.people import ApologyOffered, InformingWithheld, PersonInformed
from custodiet.law.vocabulary import Handling, MatterKind, Office, ToldOf
from custodiet.web.portal.page import VISIT
from custodiet.web.purpose import KEPT
from tests.casework.conftest import fresh, staff

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 1)
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def world(db, monkeypatch):
    """A complaint that was recorded, and its complainant; the clocks stand on one day."""
    department = staff()
    case = intake.open_case(
        kind=MatterKind.COMPLAINT, step=ComplaintMade(on=date(2024, 1, 10)), by=department.intake, office=Office.COMPLAINANT, today=TODAY,
        token=fresh(), complainant=people.NewPerson(name="Nadia Ferris"), safe_contact={"safe_to_email": True, "email": "n@example.org"},
    )  # fmt: skip
    monkeypatch.setattr("custodiet.web.portal.mine.today", lambda: TODAY)
    her, authority = case.involvements.get(role=Part.COMPLAINANT.value), department.authority
    offices = [Office.APPROPRIATE_AUTHORITY.value]
    Grant.objects.create(case=case, user=authority, role=authority.role, offices=offices, granted_by=authority)
    return type("World", (), {"case": case, "her": her, "staff": department})


def took(world, step, office=Office.APPROPRIATE_AUTHORITY):
    by = world.staff.authority if office is Office.APPROPRIATE_AUTHORITY else world.staff.intake
    take_step(case=world.case, step=step, by=by, office=office, today=TODAY, token=fresh(), version=None)


@pytest.fixture
def browser(world):
    given = portal_keys.give(involvement=world.her, by=world.staff.intake)
    client = Client()
    answer = client.post("/m/in/", {"link": given.link, "code": given.code})
    assert answer.status_code == 302
    return client


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def bare(answer):
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


def test_nobody_learns_from_a_link_whether_there_is_one(world, client):
    given = portal_keys.give(involvement=world.her, by=world.staff.intake)
    there, not_there = client.get(f"/m/{given.link}/"), client.get(f"/m/{'2222-' * 6}2222/")
    assert (there.status_code, not_there.status_code) == (200, 200)
    assert bare(there).replace(given.link.encode(), b"") == bare(not_there).replace(b"2222-" * 6 + b"2222", b"")
    wrong = [client.post("/m/in/", {"link": link, "code": "00000000"}) for link in (given.link, "2" * 28)]
    assert given.link.encode() in bare(wrong[0])  # it comes back to whoever typed it
    assert bare(wrong[0]).replace(given.link.encode(), b"") == bare(wrong[1]).replace(b"2" * 28, b"")
    assert not PortalSession.objects.exists()


@pytest.mark.parametrize("address", ["/m/", "/m/talk/", "/m/ask/review/", "/m/ask/reach/"])
def test_without_a_visit_every_address_is_the_same_way_in(world, client, address):
    portal_keys.give(involvement=world.her, by=world.staff.intake)
    assert bare(client.get(address)) == bare(client.get("/m/"))


def test_a_staff_session_opens_no_page_of_hers_and_hers_no_page_of_staff(world, browser):
    signed_in = Client()
    signed_in.force_login(world.staff.head, backend="django.contrib.auth.backends.ModelBackend")
    assert "Open your page" in text(signed_in.get("/m/"))
    assert browser.get(f"/case/{world.case.reference}/").status_code == 302
    assert "sessionid" not in browser.cookies and VISIT in browser.cookies
    assert browser.cookies[VISIT]["httponly"] and browser.cookies[VISIT]["samesite"] == "Strict"


def test_the_page_says_where_it_stands_and_what_is_owed_by_when(world, browser):
    took(world, Recorded(on=date(2024, 2, 20)))
    page = text(browser.get("/m/"))
    assert "We wrote down what you told us." in page
    assert "By 19 March 2024 we must tell you how it is going." in page
    assert LedgerEntry.objects.filter(object_ref__startswith="own page").exists()


def test_an_overdue_promise_says_that_it_is_our_fault(world, browser):
    took(world, Recorded(on=date(2024, 1, 12)))
    assert "We did not do it in time. That is our fault." in text(browser.get("/m/"))


def test_what_is_withheld_shows_nothing_of_where_it_stands(world, browser):
    took(world, Recorded(on=date(2024, 2, 20)))
    step = InformingWithheld(on=date(2024, 2, 21), reason="CMR20 35(1)(a): a real risk")
    took(world, step)
    page = text(browser.get("/m/"))
    assert "There are things we cannot tell you now." in page
    assert "We wrote down" not in page and "19 March" not in page


def concluded(world, on=date(2024, 1, 30)):
    took(world, Recorded(on=date(2024, 1, 12)))
    officer = people.NewPerson(name="Gareth Holloway", officer={"force": "Wessex Vale", "collar_number": "4471"})
    people.add_person(case=world.case, person=officer, role=Part.OFFICER, key="officer-1", by=world.staff.intake)
    took(world, SubjectIdentified(on=date(2024, 1, 12), about="officer-1"), Office.RECORDER)
    took(
        world,
        AllegationMade(on=date(2024, 1, 12), about="allegation-1", officer="officer-1", conduct="He was rude", justifies_discipline=False),
        Office.RECORDER,
    )
    took(world, HandlingDetermined(on=date(2024, 1, 13), handling=Handling.OTHERWISE))
    step = HandlingConcluded(on=on, service_acceptable=False, reason="A reason with Gareth Holloway in it")
    took(world, step)


def told(world, of, on, **more):
    step = PersonInformed(on=on, of=of, how="in writing", **more)
    took(world, step)


def test_the_review_right_names_the_body_and_the_last_day(world, browser):
    concluded(world)
    told(world, ToldOf.RIGHT_TO_REVIEW, date(2024, 2, 1), review_body=Office.LOCAL_POLICING_BODY)
    assert own.of_person(world.her, TODAY).review.last == date(2024, 2, 29)  # the day after counts first
    assert "That day is past, but you can still ask. Say why it is late." in text(late := browser.get("/m/"))
    assert "/m/ask/review/" in late.content.decode() and "Say why it is late." in text(browser.get("/m/ask/review/"))
    assert own.of_person(world.her, date(2024, 2, 29)).review.open
    assert not own.of_person(world.her, date(2024, 3, 1)).review.open


def test_the_first_of_the_month_gives_until_the_twenty_ninth(world):

    assert reviews.REVIEW_APPLICATION.period.last(date(2024, 4, 1)) == date(2024, 4, 29)


def owed(world):
    """What is owed in the case by its day, as the promise keeper has it."""
    return {each.what: each.due for each in promises.of_case(world.case, TODAY)}


def test_an_outcome_shows_only_after_it_was_told_and_its_words_were_looked_over(world, browser):
    concluded(world)
    assert "not good enough" not in text(browser.get("/m/"))
    explaining = "explain the outcome on their own page"
    assert explaining not in owed(world)
    told(world, ToldOf.OUTCOME, date(2024, 2, 1))
    assert "not good enough" not in text(browser.get("/m/"))
    assert owed(world)[explaining] == date(2024, 2, 8)  # until then the page says only that there may be news soon
    words = "The officer was rude to you, and that was wrong. He has been told so by his inspector."
    portal_talk.look_over(case=world.case, person=world.her.person, kind=Worded.OUTCOME, text=words, by=world.staff.authority, today=TODAY)
    page = text(browser.get("/m/"))
    assert "what the police did was not good enough" in page and words in page
    assert explaining not in owed(world)
    assert "A reason with" not in page and "Holloway" not in page


def test_only_the_authority_looks_words_over_and_no_protected_name_may_stand_in_them(world):
    concluded(world)
    with pytest.raises(Refused, match="appropriate authority"):
        portal_talk.look_over(
            case=world.case, person=world.her.person, kind=Worded.WHERE, text="All is well", by=world.staff.intake, today=TODAY
        )
    other = people.add_person(
        case=world.case, person=people.NewPerson(name="Daniel Okafor"), role=Part.WITNESS, key="witness-1", by=world.staff.intake
    )
    with pytest.raises(Refused, match=other.alias):
        portal_talk.answer(
            case=world.case, person=world.her.person, text="We spoke to Daniel  Okafor.", by=world.staff.intake, token=fresh(), today=TODAY
        )


def test_words_looked_over_count_only_while_the_case_is_at_that_stage(world):
    person, by = world.her.person, world.staff.authority
    portal_talk.look_over(case=world.case, person=person, kind=Worded.WHERE, text="It is with us.", by=by, today=TODAY)
    assert own.of_person(world.her, TODAY).where == "It is with us."
    took(world, Recorded(on=date(2024, 2, 20)))
    assert own.of_person(world.her, TODAY).where == ""


def test_messages_go_both_ways_and_the_notification_says_nothing(world, browser):
    sent = browser.post("/m/talk/", {"words": SCRIPT, "token": "form-a"})
    assert sent.status_code == 302
    portal_talk.answer(
        case=world.case, person=world.her.person, text="We saw your message.", by=world.staff.intake, token=fresh(), today=TODAY
    )
    page = browser.get("/m/talk/").content.decode()
    assert "&lt;script&gt;" in page and SCRIPT not in page
    assert "We saw your message." in page
    assert Outgoing.objects.get().template == "NEWS"


def test_what_is_sent_twice_is_kept_once(world, browser):
    for _ in range(2):
        assert browser.post("/m/talk/", {"words": "Hello", "token": "form-b"}).status_code == 302
        assert browser.post("/m/ask/sorry/", {"words": "", "token": "form-c"}).status_code == 302
    assert (PortalMessage.objects.count(), PortalRequest.objects.count()) == (1, 1)


def test_two_tabs_send_two_messages(world, browser):
    tabs = [re.search(r'name="token" value="(\w+)"', browser.get("/m/talk/").content.decode())[1] for _ in range(2)]
    for tab in tabs:
        browser.post("/m/talk/", {"words": tab, "token": tab})
    assert PortalMessage.objects.count() == 2


def test_a_visit_that_was_lost_keeps_what_was_written(world, browser):
    PortalSession.objects.update(seen_at=timezone.now() - timedelta(hours=2))
    page = browser.post("/m/talk/", {"words": "A long story", "token": "form-d"})
    assert "What you wrote is still here" in text(page)
    assert 'name="kept" value="A long story"' in page.content.decode()
    again = portal_keys.give(involvement=world.her, by=world.staff.intake)
    back = browser.post("/m/in/", {"link": again.link, "code": again.code, "kept": "A long story", "then": "talk"})
    assert ">\nA long story</textarea>" in back.content.decode()
    assert PortalMessage.objects.count() == 0


def test_after_the_way_out_the_back_button_opens_nothing(world, browser):
    assert browser.get("/out/").status_code == 302
    assert PortalSession.objects.get().ended_at
    answer = browser.get("/m/")
    assert "Open your page" in text(answer) and answer["Cache-Control"] == "no-store"


def test_closing_the_page_ends_the_visit(world, browser):
    token = browser.cookies[VISIT].value
    browser.post("/m/close/")
    browser.cookies[VISIT] = token
    assert "Open your page" in text(browser.get("/m/"))


def test_whoever_cannot_sign_in_any_more_is_not_named_as_who_deals_with_it(world, browser, settings):
    settings.POLICY = {**settings.POLICY, "portal": {"names": True}}
    authority = world.staff.authority
    assert authority.full_name in text(browser.get("/m/"))
    User.objects.filter(pk=authority.pk).update(is_active=False)
    assert authority.full_name not in text(browser.get("/m/"))


def test_a_way_that_she_says_is_not_safe_is_not_used_from_that_moment(world, browser):
    browser.post("/m/ask/reach/", {"ways": [], "words": "", "token": "form-e"})
    assert not SafeContact.objects.get(person=world.her.person).safe_to_email


def test_where_no_way_is_on_record_none_is_put_there_from_outside(world, browser):
    SafeContact.objects.filter(person=world.her.person).delete()
    assert browser.post("/m/ask/reach/", {"ways": ["safe_to_email"], "email": "x@example.org", "token": "form-i"}).status_code == 302
    assert not SafeContact.objects.filter(person=world.her.person).exists()
    assert PortalRequest.objects.get().details["email"] == "x@example.org"


def test_a_changed_address_is_not_used_before_somebody_has_confirmed_it(world, browser):
    browser.post(
        "/m/ask/reach/", {"ways": ["safe_to_email", "safe_to_text"], "email": "x@example.org", "phone": "07700 900999", "token": "f"}
    )
    contact = SafeContact.objects.get(person=world.her.person)
    assert (contact.safe_to_email, contact.safe_to_text, contact.email) == (False, False, "n@example.org")
    assert PortalRequest.objects.get().details["email"] == "x@example.org"
    with CaptureQueriesContext(connection) as asked:
        assert "x@example.org" not in browser.get("/m/").content.decode()
        browser.post("/m/ask/reach/", {"ways": [], "token": "f"})  # sent again
        browser.post("/m/ask/sorry/", {"words": "Please", "token": "g"})
    read = [each["sql"] for each in asked if "SELECT" in each["sql"] and "casework_portalrequest" in each["sql"]]
    assert len(read) >= 3 and not [sql for sql in read if '"details"' in sql.partition(" FROM ")[0]]


def test_what_she_asked_for_waits_until_it_is_answered_once(world, browser):
    browser.post("/m/ask/review/", {"words": "It was not fair", "token": "form-g"})
    request = PortalRequest.objects.get()
    assert (request.kind, request.on) == (Asked.REVIEW.name, TODAY)
    assert "We have not answered yet." in text(browser.get("/m/"))
    portal_talk.settle(request=request, words="We sent it to them.", by=world.staff.intake)
    assert "We sent it to them." in text(browser.get("/m/"))
    with pytest.raises(Refused, match="already"):
        portal_talk.settle(request=request, words="Again.", by=world.staff.intake)


def test_an_apology_stands_with_who_when_and_in_what_words(world, browser):
    took(
        world,
        ApologyOffered(on=date(2024, 2, 21), given_by="the chief constable", words="We let you down, and we are sorry.", how="letter"),
    )
    page = text(browser.get("/m/"))
    assert "On 21 February 2024, from the chief constable:" in page
    assert "We let you down, and we are sorry." in page


def test_somebody_who_did_not_complain_reads_nothing_of_where_it_stands_before_it_is_decided(world):
    took(world, Recorded(on=date(2024, 2, 20)))
    victim = people.add_person(
        case=world.case, person=people.NewPerson(name="Ada Vale"), role=Part.VICTIM, key="victim-1", by=world.staff.intake
    )
    seen = own.of_person(victim, TODAY)
    assert (seen.informed, seen.promises) == (False, ())


def test_what_one_person_writes_stands_on_no_page_of_another(world, browser):
    browser.post("/m/talk/", {"words": "Only for you", "token": "form-h"})
    victim = people.add_person(
        case=world.case, person=people.NewPerson(name="Ada Vale"), role=Part.VICTIM, key="victim-1", by=world.staff.intake
    )
    given = portal_keys.give(involvement=victim, by=world.staff.intake)
    other = Client()
    other.post("/m/in/", {"link": given.link, "code": given.code})
    assert b"Only for you" not in other.get("/m/talk/").content
    assert Involvement.objects.get(pk=victim.pk).person.name not in text(browser.get("/m/"))


def test_what_cannot_be_asked_for_is_not_there(browser):
    assert browser.get("/m/ask/anything/").status_code == 404


def test_half_a_character_and_far_too_much_are_answered_kindly(world, browser):
    assert browser.post("/m/talk/", {"words": "x" * 20_000, "token": "form-i"}).status_code == 200
    assert browser.post("/m/talk/", {"words": "a\x00b", "token": "form-j"}).status_code in (200, 302)
    assert browser.post("/m/talk/", {"words": "  ", "token": "form-k"}).status_code == 200
    assert browser.post("/m/talk/", {"words": "no token"}).status_code == 200


def test_a_reply_after_the_case_has_closed_is_kept_and_answered(world, browser):
    took(world, FoundNotAComplaint(on=date(2024, 2, 20), grounds="It is about another force"))
    page = text(browser.get("/m/talk/"))
    assert "The case has ended. We still read what you write." in page
    assert browser.post("/m/talk/", {"words": "May I ask one more thing?", "token": "form-l"}).status_code == 302
    person, by = world.her.person, world.staff.intake
    portal_talk.answer(case=world.case, person=person, text="You may.", by=by, token=fresh(), today=TODAY)
    assert PortalMessage.objects.count() == 2


def test_script_in_every_field_stays_text_on_her_page_and_on_that_of_staff(world, browser, monkeypatch):
    monkeypatch.setattr("custodiet.web.staff.reach.today", lambda: TODAY)
    browser.post("/m/ask/come/", {"words": SCRIPT, "companion": SCRIPT, "token": "form-m"})
    browser.post("/m/ask/reach/", {"words": SCRIPT, "phone": SCRIPT, "post": SCRIPT, "best_times": SCRIPT, "token": "form-n"})
    browser.post("/m/in/", {"link": SCRIPT, "code": SCRIPT, "kept": SCRIPT, "then": SCRIPT})
    assert PortalRequest.objects.count() == 2
    staff_page = Client()
    staff_page.force_login(world.staff.authority, backend="django.contrib.auth.backends.ModelBackend")
    session = staff_page.session
    session[KEPT] = {world.case.reference: "Testing"}
    session.save()
    shown = staff_page.get(f"/case/{world.case.reference}/reach/{world.her.key}/").content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    for page in (shown, browser.get("/m/").content.decode(), Client().get(f"/m/{SCRIPT.replace('/', '')}/").content.decode()):
        assert "<script>alert" not in page
