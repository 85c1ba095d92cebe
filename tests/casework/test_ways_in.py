"""Her way in: a link and a code, neither kept; guessing is hopeless, and nothing tells an unknown link from a wrong code."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from custodiet.casework import guessing
from custodiet.casework.access import Access, NotThere, Refused, visible_to
from custodiet.casework.actions import people, portal_keys
from custodiet.casework.models import Case, LedgerEntry, Part, PortalGuesses, PortalKey, PortalSession, Role, SafeContact, User, Way
from custodiet.ledger.entries import Verb
from tests.casework.conftest import opened, user

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def her(case, department):
    return people.add_person(
        case=case, person=people.NewPerson(name="Nadia Ferris"), role=Part.VICTIM, key="victim-1", by=department.intake
    )


@pytest.fixture
def given(her, department):
    return portal_keys.give(involvement=her, by=department.intake)


def enter(given, code="", link="", address="192.0.2.7", now=NOW):
    return portal_keys.enter(link=link or given.link, code=code or given.code, address=address, now=now)


def wrong(given):
    return "".join("1" if digit != "1" else "2" for digit in given.code if digit.isdigit())


def test_link_and_code_open_one_persons_page_in_one_case(given, her, case):
    visit = portal_keys.visit(enter(given), NOW)
    assert (visit.involvement, visit.case) == (her, case)


def test_neither_half_is_kept(given):
    row = PortalKey.objects.values().get()
    kept = " ".join(str(value) for value in row.values())
    assert guessing.plain_link(given.link) not in kept
    assert guessing.plain_code(given.code) not in kept


def test_a_link_is_understood_however_it_is_typed(given):
    assert enter(given, link=f" https://letters.example.org/m/{given.link.lower()}/ ")
    assert enter(given, code=guessing.plain_code(given.code))


@pytest.mark.parametrize("half", ["link", "code"])
def test_one_half_opens_nothing(given, half):
    assert enter(given, **{half: "BCDF" if half == "link" else wrong(given)}) == ""


def test_every_use_is_in_the_ledger(given):
    token = enter(given)
    enter(given, code=wrong(given))
    portal_keys.leave(visit=portal_keys.visit(token, NOW), now=NOW)
    verbs = list(LedgerEntry.objects.order_by("seq").values_list("verb", flat=True))[-3:]
    assert verbs == [Verb.SIGN_IN.value, Verb.SIGN_IN_REFUSED.value, Verb.SIGN_OUT.value]
    assert portal_keys.visit(token, NOW) is None


def test_a_visit_ends_after_a_quarter_of_an_hour_without_a_page_and_after_an_hour_in_any_case(given):
    token = enter(given)
    assert portal_keys.visit(token, NOW + 14 * MINUTE)
    assert portal_keys.visit(token, NOW + 30 * MINUTE) is None
    token = enter(given)
    assert all(portal_keys.visit(token, NOW + each * MINUTE) for each in range(0, 60, 10))
    assert portal_keys.visit(token, NOW + 61 * MINUTE) is None


def test_an_expired_a_revoked_and_a_replaced_key_open_nothing(given, her, department):
    token = enter(given)
    assert enter(given, now=NOW + timedelta(days=366)) == ""
    again = portal_keys.give(involvement=her, by=department.intake)
    assert (portal_keys.visit(token, NOW), enter(given)) == (None, "")
    token = enter(again)
    portal_keys.revoke(key=again.key, by=department.intake)
    assert (portal_keys.visit(token, NOW), enter(again)) == (None, "")


def test_the_right_code_opens_nothing_while_the_key_rests_and_does_afterwards(given):
    for _ in range(guessing.FREE):
        enter(given, code=wrong(given))
    assert enter(given) == ""
    assert enter(given, now=NOW + 3 * MINUTE)


def test_a_key_takes_thirty_wrong_codes_in_its_life_from_however_many_addresses(given):
    now = NOW
    for number in range(guessing.MOST_OF_A_KEY + 5):
        now += timedelta(days=1, minutes=1)
        enter(given, code=wrong(given), address=f"192.0.2.{number}", now=now)
    key = PortalKey.objects.get()
    assert key.failures == guessing.MOST_OF_A_KEY
    assert enter(given, now=now + timedelta(days=2)) == ""


def test_an_address_that_guesses_rests_for_the_rest_of_the_hour(given):
    PortalGuesses.objects.create(
        address_digest=portal_keys.digest("address", "192.0.2.7"), since=NOW, count=guessing.MOST_OF_AN_ADDRESS - 1
    )
    assert enter(given)
    enter(given, link="2" * 28)
    assert enter(given) == ""
    assert enter(given, address="192.0.2.8")
    assert enter(given, now=NOW + timedelta(minutes=61))


def test_a_million_guesses_at_a_key_are_thirty():
    looked_at, failures, in_row, rests, now = 0, 0, 0, None, NOW
    for _ in range(1_000_000):
        now += timedelta(seconds=1)
        if guessing.key_is_tried(failures, rests, now):
            looked_at, failures, in_row = looked_at + 1, failures + 1, in_row + 1
            rests = now + guessing.rest(in_row)
    assert looked_at <= guessing.MOST_OF_A_KEY
    assert guessing.MOST_OF_A_KEY / 10**guessing.CODE_DIGITS < 1 / 3_000_000
    assert len(guessing.ALPHABET) ** guessing.LINK_LETTERS > 2**128


def test_wrong_link_and_wrong_code_leave_no_visit(given):
    enter(given, code=wrong(given))
    enter(given, link="2" * 28)
    assert not PortalSession.objects.exists()


def test_the_halves_go_different_ways_or_on_paper(her, department):
    SafeContact.objects.create(person=her.person, safe_to_email=True, email="n@example.org", asked_on=timezone.localdate())
    with pytest.raises(Refused, match="different ways"):
        portal_keys.give(involvement=her, by=department.intake, link_by=Way.EMAIL, code_by=Way.EMAIL)
    given = portal_keys.give(involvement=her, by=department.intake, link_by=Way.EMAIL)
    assert (given.link, bool(given.code), given.sent[0].state, mail.outbox) == ("", True, "QUEUED", [])


def test_an_unsafe_way_gives_no_key(her, department):
    with pytest.raises(Refused, match="on paper"):
        portal_keys.give(involvement=her, by=department.intake, link_by=Way.EMAIL)
    assert not PortalKey.objects.exists()


def test_no_key_for_an_officer_nor_for_whoever_is_on_both_sides_nor_in_a_covert_case(case, department, her):
    officer = people.add_person(
        case=case, person=people.NewPerson(name="G Holloway"), role=Part.OFFICER, key="officer-1", by=department.intake
    )
    with pytest.raises(Refused, match="complained of") as _:
        both = people.involve(case=case, person=officer.person, role=Part.VICTIM, key="victim-2", by=department.intake)
        portal_keys.give(involvement=both, by=department.intake)
    with pytest.raises(Refused, match="Choose one"):
        portal_keys.give(involvement=officer, by=department.intake)
    Case.objects.filter(pk=case.pk).update(restricted=True)
    with pytest.raises(Refused, match="covert"):
        portal_keys.give(involvement=her, by=department.intake)


def test_a_key_for_one_case_opens_nothing_of_another_in_which_she_is_the_subject(given, her, department):
    other = opened(department.intake)
    people.involve(case=other, person=her.person, role=Part.OFFICER, key="officer-1", by=department.intake)
    assert portal_keys.visit(enter(given), NOW).case != other
    login = User.objects.create_user("her", full_name="Nadia Ferris", role=Role.HEAD.value, person=her.person)
    assert not visible_to(Access(login), Case).filter(pk=other.pk).exists()


def test_nobody_without_a_place_in_the_case_gives_a_way_in(her):
    with pytest.raises(NotThere):
        portal_keys.give(involvement=her, by=user(Role.INVESTIGATOR))
