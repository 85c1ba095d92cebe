"""An officer's own page: nothing before the notice, the own side after it, nothing of hers ever; what is sent from it, and by whom."""

import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from custodiet.casework import protected, queries, standing
from custodiet.casework.access import Access
from custodiet.casework.actions import concerned, people
from custodiet.casework.models import (
    CaseStep,
    Conflict,
    Grant,
    LedgerEntry,
    OfficerProfile,
    Part,
    Person,
    Representation,
    ResponsePoint,
    Role,
    Task,
)
from custodiet.casework.own_messages import messages
from custodiet.casework.sealed_papers import papers_hold
from custodiet.law.steps.investigation import DutiesRestricted, OverrunReported, SeverityAssessed, TermsOfReferenceServed
from custodiet.law.steps.opening import AllegationMade, CaseClosed, SubjectIdentified
from custodiet.law.vocabulary import Office, Rank, Severity
from tests.casework.conftest import fresh, opened, user
from tests.casework.made_own import HERS, TODAY, made
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    monkeypatch.setattr("custodiet.web.staff.own.today", lambda: TODAY)


def browser(who):
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client


def bare(answer):
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def pages(reference):
    return [f"/own/{reference}/", *(f"/own/{reference}/{form}/" for form in ("statement", "reply", "objection", "message", "help"))]


@pytest.mark.parametrize("restricted", [False, True])
def test_before_the_notice_a_case_and_none_give_the_officer_the_same_bytes_and_the_notice_opens_it(restricted):
    world = made(restricted=False)
    type(world.case).objects.filter(pk=world.case.pk).update(restricted=restricted)
    officer = browser(world.officer)
    empty = bare(officer.get("/own/"))
    assert empty == bare(browser(world.officer).get("/own/")) and world.case.reference.encode() not in empty
    for there, missing in zip(pages(world.case.reference), pages("WV-2222-2222"), strict=True):
        for ask in (officer.get, officer.post):
            hidden, none = ask(there), ask(missing)
            assert (hidden.status_code, bare(hidden), hidden.headers.keys()) == (none.status_code, bare(none), none.headers.keys())
            assert hidden.status_code == (405 if ask == officer.post and there == pages(world.case.reference)[0] else 404)
    world.case.refresh_from_db()
    world.noticed()
    assert "He texted a woman he met on duty" in text(officer.get(f"/own/{world.case.reference}/"))
    assert world.case.reference in text(officer.get("/own/"))


def test_a_notice_that_lies_ahead_or_was_struck_out_opens_nothing():
    world = made()
    world.noticed()
    row = CaseStep.objects.get(case=world.case, kind="NoticeServed")
    from custodiet.casework.actions import take_step

    take_step(
        case=world.case, step=None, by=world.staff.investigator, office=Office.INVESTIGATOR, today=TODAY, token=fresh(), version=None,
        strikes=row, why="It was another officer",
    )  # fmt: skip
    assert browser(world.officer).get(f"/own/{world.case.reference}/").status_code == 404


def test_nobody_else_opens_it_not_even_the_head_or_whoever_works_on_the_case():
    world = made()
    world.noticed()
    for who in (world.staff.head, world.staff.investigator, user(Role.OFFICER), user(Role.REPRESENTATIVE)):
        for address in pages(world.case.reference):
            assert browser(who).get(address).status_code == 404, (who.role, address)


def test_what_she_said_of_how_she_is_reached_is_in_the_case_and_never_on_his_page():
    world = made()
    slip = f"He wrote to {HERS[0]}, then came to {HERS[2]}"
    world.took(AllegationMade(on=date(2026, 2, 6), about="allegation-2", officer="officer-1", conduct=slip), Office.RECORDER)
    world.noticed()
    world.took(
        OverrunReported(on=date(2026, 2, 20), reason=f"Nadia Ferris could be reached through {HERS[4]} only"), Office.APPROPRIATE_AUTHORITY
    )
    naive = str(tuple(standing.standing(world.case).history))
    assert HERS[0] in naive and HERS[2] in naive and HERS[3] in naive and HERS[4] in naive
    shown = queries.people_page(Access(world.staff.investigator, "Testing"), world.case.reference)
    assert all(each in str(shown) for each in HERS)
    officer = browser(world.officer)
    for address in ["/own/", *pages(world.case.reference)]:
        answer = officer.get(address, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert not [each for each in (*HERS, "Ferris", "14 Example Row", "900321") if each in page], address
    page = text(officer.get(f"/own/{world.case.reference}/"))
    assert "In the words of the notice that you were given" in page and "Reported on 20 February 2026 as not finished" in page


def test_each_notice_stands_with_what_the_record_held_then_and_nothing_newer_shows_before_the_next():
    world = made()
    world.noticed()
    address = f"/own/{world.case.reference}/"
    world.took(SeverityAssessed(on=date(2026, 2, 18), about="officer-1", severity=Severity.MISCONDUCT, reason="Reassessed"))
    later = AllegationMade(on=date(2026, 2, 10), about="allegation-2", officer="officer-1", conduct="He drove to her street")
    world.took(later, Office.RECORDER)
    first = text(browser(world.officer).get(address))
    assert "Assessed as Gross misconduct" in first and "Assessed as Misconduct" not in first and "He drove to her street" not in first
    world.noticed(date(2026, 2, 25), Severity.MISCONDUCT)
    second = text(browser(world.officer).get(address))
    assert "version 2 Given 25 February 2026" in second and "Assessed as Misconduct" in second and "He drove to her street" in second
    assert "version 1 Given 16 February 2026" in second and "Assessed as Gross misconduct" in second


def test_he_reads_what_is_owed_to_him_who_investigates_how_long_it_took_and_how_to_object():
    world = made()
    world.noticed()
    page = text(browser(world.officer).get(f"/own/{world.case.reference}/"))
    assert f"Investigator: {world.staff.investigator.full_name}" in page
    assert "28 days ago. If it was not finished by 1 February 2027 (twelve months)" in page
    assert "Terms of reference to the officer" in page and "CR20 15" in page
    assert "You answered nothing on this page." in page and "Nothing more was answered" not in page
    assert LedgerEntry.objects.filter(actor=world.officer, object_ref__startswith="own matter of").exists()


def send(client, address, **fields):
    token = re.search(r'name="token" value="([^"]+)"', client.get(address).content.decode())[1]
    return client.post(address, {"token": token, **fields})


def test_a_statement_is_a_step_of_today_and_a_late_one_says_how_late():
    world = made()
    world.noticed(date(2026, 2, 9))
    world.took(TermsOfReferenceServed(on=date(2026, 2, 10), about="officer-1"))
    officer, address = browser(world.officer), f"/own/{world.case.reference}/statement/"
    page = text(officer.get(f"/own/{world.case.reference}/"))
    assert "24 February 2026" in page
    answer = send(officer, address, words="I was asked to call her back.")
    assert answer.status_code == 302
    said = text(officer.get(f"/own/{world.case.reference}/"))
    assert "It is on record, with today’s day. The last day was 24 February 2026 (CMR20 20(4)). It is taken all the same" in said
    assert "I was asked to call her back." in said
    row = CaseStep.objects.get(case=world.case, kind="StatementReceived")
    assert (row.on, row.recorded_by, row.about) == (TODAY, world.officer, "officer-1")
    assert Task.objects.get(case=world.case, owner=world.staff.investigator).what.startswith("PC X: Read the officer’s statement")
    assert list(papers_hold(TODAY)) == []
    assert world.officer not in protected.staff(world.case)  # or a notice that may name him would be kept back for naming staff


def test_what_is_sent_twice_or_in_two_tabs_is_recorded_once():
    world = made()
    world.noticed()
    officer, address = browser(world.officer), f"/own/{world.case.reference}/statement/"
    tokens = [re.search(r'name="token" value="([^"]+)"', officer.get(address).content.decode())[1] for _ in range(2)]
    for token in (tokens[0], tokens[0], tokens[1]):
        assert officer.post(address, {"token": token, "words": "The same words"}).status_code == 302
    assert CaseStep.objects.filter(case=world.case, kind="StatementReceived").count() == 1
    assert ResponsePoint.objects.filter(case=world.case).count() == 1
    assert "This is on record already" in text(officer.get("/own/"))


def test_a_statement_that_is_empty_too_long_or_hides_something_is_refused_in_words():
    world = made()
    world.noticed()
    officer, address = browser(world.officer), f"/own/{world.case.reference}/statement/"
    for words, said in (
        ("", "Enter your statement"),
        ("   ", "Enter"),
        ("x" * 200_000, "20000 characters or fewer"),
        ("He\u202eread backwards", "cannot be seen"),
    ):
        answer = send(officer, address, words=words)
        assert answer.status_code == 200 and said in (page := text(answer)), page[:1500]
    assert not ResponsePoint.objects.exists()


def test_a_script_in_a_statement_is_words():
    world = made()
    world.noticed()
    send(browser(world.officer), f"/own/{world.case.reference}/statement/", words=SCRIPT)
    page = browser(world.officer).get(f"/own/{world.case.reference}/").content.decode()
    assert SCRIPT not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_statement_that_comes_after_the_case_closed_is_kept_as_a_message_and_read():
    world = made()
    world.noticed()
    officer, page = browser(world.officer), f"/own/{world.case.reference}/"
    token = re.search(r'name="token" value="([^"]+)"', officer.get(f"{page}statement/").content.decode())[1]
    world.took(CaseClosed(on=date(2026, 2, 28), reason="Ended"), Office.APPROPRIATE_AUTHORITY)
    assert officer.post(f"{page}statement/", {"token": token, "words": "Too late, but mine"})["Location"] == page
    shown = officer.get(page)
    assert "The case was closed on 28 February 2026. What you wrote is kept as a message in place of that." in text(shown)
    officer.post(f"{page}statement/", {"token": token, "words": "Too late, but mine"})
    assert (row := ResponsePoint.objects.get()).part == "MESSAGE" and row.text == (
        "2 March 2026: Your statement to the investigator\nToo late, but mine"
    )
    assert not CaseStep.objects.filter(kind="StatementReceived").exists()
    assert Task.objects.get(owner=world.staff.authority).what == "PC X: Read the message that came in on the officer’s page"
    assert not [form for form in ("statement", "reply", "objection") if f"{page}{form}/" in shown.content.decode()]
    assert f"{page}message/" in shown.content.decode()
    send(officer, f"{page}message/", words="And another thing")
    assert ResponsePoint.objects.last().text == "2 March 2026: And another thing"
    told = officer.get(f"{page}reply/", follow=True)
    assert "The case was closed on 28 February 2026. You can write a message in place of that." in text(told)
    assert list(papers_hold(TODAY)) == []


def test_a_message_with_an_empty_line_that_is_sent_twice_is_one_and_goes_to_a_login_that_is_open():
    world = made()
    world.noticed()
    other = user(Role.APPROPRIATE_AUTHORITY)
    offices = [Office.APPROPRIATE_AUTHORITY.value]
    Grant.objects.create(case=world.case, user=other, role=other.role, offices=offices, granted_by=world.staff.head)
    other.is_active = False  # closed, with a place in the case that nobody has ended yet
    other.save()
    for words in ("The first\n\nand the second", "The first\n\nand the second", "The first"):
        concerned.write(by=world.officer, reference=world.case.reference, text=words, today=TODAY, token=fresh())
    assert list(ResponsePoint.objects.values_list("text", flat=True)) == [
        "2 March 2026: The first\n\nand the second",
        "2 March 2026: The first",
    ]
    assert [task.owner for task in Task.objects.filter(case=world.case)] == [world.staff.authority]


def test_where_nobody_holds_the_office_a_head_of_department_is_told_to_read_it():
    world = made()
    world.noticed()
    world.staff.authority.is_active = False
    world.staff.authority.save()
    concerned.write(by=world.officer, reference=world.case.reference, text="The first", today=TODAY, token=fresh())
    assert [task.owner.role for task in Task.objects.filter(case=world.case)] == [Role.HEAD.value]


def test_before_a_referral_a_reply_is_not_offered_and_says_what_comes_first():
    world = made()
    world.noticed()
    officer, page = browser(world.officer), f"/own/{world.case.reference}/"
    assert f"{page}reply/" not in officer.get(page).content.decode()
    assert "You were given no notice of referral to proceedings" in text(officer.get(f"{page}reply/", follow=True))


def test_whoever_was_signed_out_while_writing_gets_the_words_back():
    world = made()
    world.noticed()
    written = urlencode({"token": "x", "words": f"An hour of work {SCRIPT}"}), "application/x-www-form-urlencoded"
    answer = Client().post(f"/own/{world.case.reference}/statement/", *written)
    assert "You were signed out while you wrote" in text(answer)
    assert "An hour of work &lt;script&gt;" in answer.content.decode()
    missing = Client().post("/own/WV-2222-2222/statement/", *written)
    assert bare(answer) == bare(missing)
    assert not ResponsePoint.objects.exists()


def test_an_objection_to_the_investigator_goes_to_the_authority_and_keeps_what_was_objected_before():
    world = made()
    world.noticed()
    officer, address = browser(world.officer), f"/own/{world.case.reference}/objection/"
    send(officer, address, whom="investigator", words="He is my brother-in-law")
    send(officer, address, whom="investigator", words="And we share a house")
    assert ResponsePoint.objects.filter(part="OBJECTIONS").last().text == "He is my brother-in-law\n\nAnd we share a house"
    assert Task.objects.get(owner=world.staff.authority).what == "PC X: Decide on the officer’s objection to the investigator (CR20 15)"
    refused = send(officer, address, whom="lay member", words="I do not like her")
    assert refused.status_code == 200 and not CaseStep.objects.filter(kind="ObjectionMade").exists()


def helper_in(world, role=Role.REPRESENTATIVE):
    helper = user(role)
    answer = browser(world.officer).post(f"/own/{world.case.reference}/help/", {"username": helper.username, "sure": "on"})
    return helper, answer


def test_a_representative_reads_with_the_officers_consent_and_only_that_matter_until_it_is_taken_back():
    world, other = made(), made("5512")
    world.noticed()
    other.noticed()
    helper, _answer = helper_in(world)
    page, theirs = f"/own/{world.case.reference}/", f"/own/{other.case.reference}/"
    assert "He texted a woman" in text(browser(helper).get(page)) and browser(helper).get(theirs).status_code == 404
    assert "of Gareth Holloway, who let you in" in text(browser(helper).get("/own/")).replace("Of", "of")
    for form in ("statement", "reply", "objection", "help"):
        assert browser(helper).get(f"{page}{form}/").status_code == browser(helper).post(f"{page}{form}/").status_code == 404
    assert browser(helper).get("/rules/").status_code == 200
    assert browser(helper).get("/")["Location"] == "/own/"
    number = Representation.objects.get().pk
    assert browser(helper).post(f"{page}help/{number}/end/").status_code == 404
    assert browser(world.officer).post(f"{page}help/{number}/end/").status_code == 302
    assert browser(helper).get(page).status_code == 404
    assert "to" in text(browser(world.officer).get(page))
    assert list(papers_hold(TODAY)) == []


def test_nobody_is_let_in_who_works_on_the_case_is_in_it_or_has_a_conflict_and_the_answer_never_says_which():
    world = made()
    world.noticed()
    conflicted, witness, closed = user(Role.REPRESENTATIVE), user(Role.OFFICER), user(Role.REPRESENTATIVE)
    Conflict.objects.create(user=conflicted, case=world.case, reason="A friend of hers", declared_by=conflicted)
    seen = people.add_person(
        case=world.case, person=people.NewPerson(name="Alun Pryce"), role=Part.WITNESS, key="witness-1", by=world.staff.intake
    )
    witness.person = seen.person
    witness.save()
    closed.is_active = False
    closed.save()
    said = set()
    for who in (
        conflicted.username,
        witness.username,
        closed.username,
        world.staff.investigator.username,
        world.officer.username,
        "nobody",
    ):
        answer = browser(world.officer).post(f"/own/{world.case.reference}/help/", {"username": who, "sure": "on"})
        said.add(re.search(r"Nobody of that name[^<]*", answer.content.decode())[0])
    assert len(said) == 1 and not Representation.objects.exists()


def test_a_conflict_declared_later_closes_the_page_to_whoever_was_let_in():
    world = made()
    world.noticed()
    helper, _answer = helper_in(world)
    Conflict.objects.create(user=helper, case=world.case, reason="A cousin", declared_by=helper)
    assert browser(helper).get(f"/own/{world.case.reference}/").status_code == 404


def test_whom_the_case_concerns_is_not_offered_a_place_in_it_and_a_conflict_is_not_told_by_who_is_missing():
    world = made()
    concerned, conflicted = user(Role.INVESTIGATOR), user(Role.INVESTIGATOR)
    concerned.person = world.officer.person
    concerned.save()
    Conflict.objects.create(user=conflicted, case=world.case, reason="A cousin", declared_by=conflicted)
    by_number = user(Role.INVESTIGATOR)
    by_number.person = person_of_number("4471")
    by_number.save()
    head, address = browser_of(world.staff.head, world.case), f"/case/{world.case.reference}/access/"
    with CaptureQueriesContext(connection) as few:
        page = head.get(address).content.decode()
    assert f'<option value="{conflicted.pk}"' in page
    assert f'<option value="{concerned.pk}"' not in page and f'<option value="{by_number.pk}"' not in page
    for number in range(5):  # more logins with numbers of their own are no more questions to the database
        other = user(Role.INVESTIGATOR)
        other.person = person_of_number(f"90{number}")
        other.save()
    with CaptureQueriesContext(connection) as many:
        assert f'<option value="{other.pk}"' in head.get(address).content.decode()
    assert len(many) == len(few)


def person_of_number(number):
    """Somebody whom the force knows under that number."""
    profile = OfficerProfile(force="Wessex Vale Constabulary", collar_number=number, rank=Rank.CONSTABLE.value)
    profile.person = Person.objects.create(name="R Dunmore")
    profile.save()
    return profile.person


def test_a_person_harmed_in_one_case_and_complained_of_in_another_sees_of_each_the_own_side_alone():
    world = made()
    world.noticed()
    harmed = opened(world.staff.intake, title="Another")
    people.involve(case=harmed, person=world.officer.person, role=Part.VICTIM, key="victim-1", by=world.staff.intake)
    officer = browser(world.officer)
    listed = text(officer.get("/own/"))
    assert world.case.reference in listed and harmed.reference not in listed
    assert officer.get(f"/own/{harmed.reference}/").status_code == 404
    assert officer.get(f"/case/{harmed.reference}/").status_code == 404 == officer.get(f"/case/{world.case.reference}/").status_code


def test_an_officer_on_record_twice_by_number_finds_the_matter_and_one_of_another_number_does_not():
    world = made()
    world.noticed()
    twin, stranger = user(Role.OFFICER), user(Role.OFFICER)
    for who, number in ((twin, "4471"), (stranger, "4472")):
        new = people.NewPerson(name="G Holloway", officer={"force": "Wessex Vale Constabulary", "collar_number": number})
        who.person = type(world.officer.person).objects.create(name=new.name)
        who.save()
        from custodiet.casework.models import OfficerProfile

        OfficerProfile.objects.create(person=who.person, **new.officer)
    address = f"/own/{world.case.reference}/"
    assert (browser(twin).get(address).status_code, browser(stranger).get(address).status_code) == (200, 404)


def test_a_day_ahead_is_not_yet():
    world = made()
    world.noticed(TODAY)
    from custodiet.casework.own_matters import matters

    access = Access(world.officer)
    assert [len(matters(access, day)) for day in (TODAY - timedelta(days=1), TODAY)] == [0, 1]


def test_what_follows_an_outcome_stands_there_without_reasons_and_without_anybody_elses_words():
    world = made()
    world.noticed()
    world.took(SubjectIdentified(on=date(2026, 2, 4), about="officer-2"), Office.RECORDER)
    for about, what, why, by in (
        ("officer-1", "No patrol alone", f"She said {HERS[3]}", "C/Insp Dale"),
        ("officer-1", f"Not near {HERS[2]}", "As before", "Nadia Ferris"),
        ("officer-2", "Another officer’s", "His", "C/Insp Dale"),
    ):
        limited = DutiesRestricted(on=date(2026, 2, 17), about=about, restriction=what, reason=why, reviewer=by)
        world.took(limited, Office.APPROPRIATE_AUTHORITY)
    naive = str(tuple(standing.standing(world.case).history))
    assert all(each in naive for each in (HERS[2], HERS[3], "Nadia Ferris", "Another officer’s"))
    shown = browser(world.officer).get(f"/own/{world.case.reference}/")
    page = text(shown)
    assert "No patrol alone" in page and "by C/Insp Dale" in page and "In the words of the paper that you were given" in page
    assert not [each for each in (*HERS, "Ferris", "Another officer", "As before") if each in shown.content.decode()]


@pytest.mark.parametrize(("role", "offered"), [(Role.OFFICER, True), (Role.REPRESENTATIVE, False), (Role.PANEL, False)])
def test_a_report_at_the_door_is_offered_to_those_who_stand_at_doors(role, offered):
    assert ("/door/" in browser(user(role)).get("/own/").content.decode()) == offered


def test_of_many_messages_the_newest_stand_on_the_page_and_older_rows_that_held_them_all_read_alike():
    world = made()
    world.noticed()
    page, officer = f"/own/{world.case.reference}/", browser(world.officer)
    older = ["1 March 2026: The first\n\nof two parts", "1 March 2026: The second"]
    for text_of_row in (older[0], "\n\n".join(older)):  # as rows were once written
        ResponsePoint.objects.create(case=world.case, officer="officer-1", part="MESSAGE", text=text_of_row, on=TODAY, by=world.officer)
    for number in range(3, 8):
        concerned.write(by=world.officer, reference=world.case.reference, text=f"Number {number}", today=TODAY, token=fresh())
    assert messages(world.case, "officer-1") == [*older, *(f"2 March 2026: Number {number}" for number in range(3, 8))]
    first, second = text(officer.get(page)), text(officer.get(f"{page}?page=2"))
    assert [f"Number {number}" in first for number in range(7, 2, -1)] == [True] * 5 and "The second" not in first
    assert first.index("Number 7") < first.index("Number 3") and "1 to 5 of 7" in first
    assert second.index("The second") < second.index("The first of two parts") and "Number 3" not in second
