"""Whoever signs in changes their own password: they must know it, the new one must be good, and it is over everywhere else."""

import pytest
from axes.models import AccessAttempt
from django.test import Client

from custodiet.casework.access import Refused
from custodiet.casework.actions import logins
from custodiet.casework.models import LedgerEntry, Role, User

pytestmark = pytest.mark.django_db

RIGHT, NEW = "the right password of this person", "another long word of nobody"


@pytest.fixture
def ann(settings, db):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return User.objects.create_user("ann", RIGHT, full_name="Ann Example", role=Role.OFFICER.value)


@pytest.fixture
def here(ann):
    return signed_in()


def signed_in(password=RIGHT):
    browser = Client()
    assert browser.post("/sign-in/", {"username": "ann", "password": password}).status_code == 302
    return browser


def change(browser, present=RIGHT, new=NEW, again=None):
    return browser.post("/password/", {"present": present, "new": new, "again": new if again is None else again})


def test_she_goes_on_where_she_changed_it_and_is_signed_out_everywhere_else(ann, here):
    elsewhere, before = signed_in(), here.cookies["__Host-session"].value
    assert change(here)["Location"] == "/"
    assert (here.get("/own/").status_code, elsewhere.get("/own/")["Location"]) == (200, "/sign-in/?next=%2Fown%2F")
    assert here.cookies["__Host-session"].value != before
    assert Client().post("/sign-in/", {"username": "ann", "password": RIGHT}).status_code == 200  # the form again
    signed_in(NEW)


def test_the_ledger_says_who_changed_it_and_not_what_it_is(ann, here):
    change(here)
    entry = LedgerEntry.objects.get(object_ref=f"login {ann.pk}")
    assert (entry.verb, entry.actor, entry.body.value["fields"]) == ("role_change", ann, ["own password"])
    assert NEW not in str(entry.body.value) and RIGHT not in str(entry.body.value)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"present": "a wrong password"}, "That is not the password you have now."),
        ({"again": "another long word of anybody"}, "The two new passwords are not the same."),
        ({"new": RIGHT}, "That is the password you have. Choose another."),
        ({"new": "short"}, "at least 12 characters"),
        ({"new": "qwerty123456"}, "too common"),
        ({"new": ""}, "Enter the new password"),
        ({"new": "a" * 4097}, "must have 4096 characters or fewer"),
    ],
)
def test_what_changes_nothing_is_said_in_a_sentence(ann, here, given, sentence):
    answer = change(here, **given)
    assert answer.status_code == 200 and sentence in answer.content.decode(), answer.content.decode()
    assert NEW not in answer.content.decode() and RIGHT not in answer.content.decode()
    signed_in()
    assert not LedgerEntry.objects.filter(object_ref=f"login {ann.pk}").exists()


def test_after_five_wrong_passwords_nobody_guesses_on_at_an_open_session(ann, here):
    assert [change(here, present="a wrong password").status_code for _ in range(5)] == [200, 200, 200, 200, 429]
    assert change(here).status_code == 429
    assert User.objects.get().check_password(RIGHT)


def test_what_stood_in_the_boxes_is_not_kept_with_the_failure(ann, here):
    change(here, present="a wrong password")
    kept = AccessAttempt.objects.values().get()
    assert "present=" in kept["post_data"]
    assert not [name for name, said in kept.items() for word in ("a wrong password", NEW) if word in str(said)]


def test_of_two_changes_at_once_the_second_is_refused(ann):
    logins.change_own(user=ann, present=RIGHT, password=NEW)
    with pytest.raises(Refused, match="changed meanwhile"):
        logins.change_own(user=ann, present=RIGHT, password="a third long word of nobody")
    assert User.objects.get().check_password(NEW)
