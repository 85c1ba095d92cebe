"""When the sign-in rests: for a name from an address after five slips, for an address or a name after many more."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from custodiet.casework.models import Role, User

pytestmark = pytest.mark.django_db

STATION, ELSEWHERE = "192.0.2.1", "192.0.2.2"
RIGHT = "the right password of this person"


@pytest.fixture(autouse=True)
def people(settings, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a hundred sign-ins, none of them of a person
    settings.SIGN_IN_SLOWER_LIMIT = 12
    for name in ("ann", "ben"):
        User.objects.create_user(name, RIGHT, full_name=name.title(), role=Role.INTAKE.value)


def sign_in(name, password=RIGHT, address=STATION):
    return Client(REMOTE_ADDR=address).post("/sign-in/", {"username": name, "password": password}).status_code


def slips(name, count, address=STATION):
    return [sign_in(name, "a wrong password", address) for _ in range(count)]


def test_after_five_slips_a_name_rests_at_that_address():
    assert slips("ann", 5) == [200, 200, 200, 200, 429]
    assert sign_in("ann") == 429


def test_the_slips_of_one_person_keep_out_nobody_else_at_the_address():
    slips("ann", 5)
    assert sign_in("ben") == 302


def test_nobody_is_kept_out_by_five_slips_made_elsewhere():
    slips("ann", 5, ELSEWHERE)
    assert sign_in("ann") == 302


def test_a_success_forgets_the_slips_before_it():
    slips("ann", 4)
    assert sign_in("ann") == 302
    assert slips("ann", 4) == [200] * 4


def test_many_names_tried_from_one_address_rest_that_address_alone():
    for number in range(12):
        slips(f"guess-{number}", 1)
    assert sign_in("ben") == 429
    assert sign_in("ben", address=ELSEWHERE) == 302


def test_one_name_tried_from_many_addresses_rests_everywhere():
    for number in range(12):
        slips("ann", 1, f"198.51.100.{number}")
    assert sign_in("ann") == 429
    assert sign_in("ben") == 302


def test_a_success_of_ones_own_does_not_forget_what_was_tried_under_other_names():
    for number in range(11):
        slips(f"guess-{number}", 1)
    assert sign_in("ben") == 302
    slips("guess-11", 1)
    assert sign_in("ben") == 429


def test_after_a_quarter_of_an_hour_the_slips_are_forgotten():
    slips("ann", 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in("ann") == 302


def test_whoever_goes_on_trying_does_not_make_the_rest_longer():
    slips("ann", 5)
    began = AccessAttempt.objects.get().attempt_time
    assert slips("ann", 3) == [429] * 3
    assert AccessAttempt.objects.get().attempt_time == began


def test_a_forwarded_address_that_anybody_can_write_is_not_believed():
    for number in range(6):
        answer = Client(REMOTE_ADDR=STATION, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}").post(
            "/sign-in/", {"username": "ann", "password": "a wrong password"}
        )
    assert answer.status_code == 429
