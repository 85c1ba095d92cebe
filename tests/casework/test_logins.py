"""Who signs in: the first login is a keeper's, every other has one named, the ledger knows, and what is closed is shut at once."""

import io
import shlex
from pathlib import Path

import pytest
from django.test import Client

from custodiet.casework.access import Access, Refused, visible_to
from custodiet.casework.actions import people
from custodiet.casework.actions.grants import give
from custodiet.casework.actions.people import NewPerson
from custodiet.casework.models import Case, LedgerEntry, Part, User
from custodiet.cli import main
from tests.casework.conftest import opened, staff

pytestmark = pytest.mark.django_db
PASSWORD = "a long word of nobody's dog"
HEAD = ("add", "ruth.pemberton", "--name", "Ruth Pemberton", "--job", "head of department")
INTAKE = ("add", "maya", "--name", "Maya Thornbury", "--job", "intake")
NUMBER = ("--number", "2290", "--rank", "constable", "--force", "Wessex Vale Constabulary")


@pytest.fixture
def user(capsys, monkeypatch):
    """The command as it is typed, with the password piped in: its status, and what it said."""

    def typed(*words, password=PASSWORD):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        status = main(["user", *words])
        said = capsys.readouterr()
        return status, said.out + said.err

    return typed


def test_the_first_login_is_a_keepers_and_signs_in(user):
    assert user(*INTAKE) == (
        1,
        "The first login is that of a head of department or an administrator, who answers for the others. Make it first.\n",
    )
    status, said = user(*HEAD)
    assert status == 0 and said.startswith("ruth.pemberton can sign in, as head of department.")
    assert Client().post("/sign-in/", {"username": "ruth.pemberton", "password": PASSWORD}).status_code == 302
    entry = LedgerEntry.objects.get(object_ref=f"login {User.objects.get().pk}")
    assert (entry.verb, entry.actor) == ("role_change", None)
    assert entry.body.value["job"] == "head of department" and entry.body.value["run_by"]


def test_every_other_login_is_made_by_somebody_who_keeps_them(user):
    user(*HEAD)
    assert user(*INTAKE)[0] == 1 and "Say who does this" in user(*INTAKE)[1]
    assert user(*INTAKE, "--by", "ruth.pemberton")[0] == 0
    refused = user("add", "eve", "--name", "Eve Hallow", "--job", "head of department", "--by", "maya")
    assert refused[0] == 1 and "Only a head of department or an administrator" in refused[1]
    assert user("add", "eve", "--name", "Eve Hallow", "--job", "intake", "--by", "nobody")[1].startswith("There is no login nobody.")
    made = User.objects.get(username="maya")
    assert LedgerEntry.objects.get(object_ref=f"login {made.pk}").actor.username == "ruth.pemberton"
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "password", "sentence"),
    [
        (("add", "two words", "--name", "N", "--job", "intake"), PASSWORD, "without spaces"),
        (("add", "RUTH.pemberton", "--name", "N", "--job", "intake"), PASSWORD, "never given to somebody else"),
        (("add", "new", "--name", "  ", "--job", "intake"), PASSWORD, "needs the full name"),
        (("add", "new", "--name", "N", "--job", "intake", "--email", "here"), PASSWORD, "no e-mail address"),
        (("add", "new", "--name", "N" * 201, "--job", "intake"), PASSWORD, "is longer than 200 characters"),
        (("add", "new", "--name", "N\x1b[2J", "--job", "intake"), PASSWORD, "“N\\x1b[2J” is longer"),
        (("number", "ruth.pemberton", "--number", "7" * 31, "--force", "F", "--rank", "constable"), PASSWORD, "longer than 30 characters"),
        (("add", "new", "--name", "N", "--job", "intake"), "short", "at least 12 characters"),
        (("add", "new", "--name", "N", "--job", "intake"), "", "at least 12 characters"),
        (("add", "new", "--name", "N", "--job", "intake", "--number", "7"), PASSWORD, "Say which with --force"),
        (("add", "new", "--name", "N", "--job", "intake", "--number", "7", "--force", "F"), PASSWORD, "Say it with --rank"),
        (("number", "ruth.pemberton", "--number", " ", "--force", "F"), PASSWORD, "There is no number"),
    ],
)
def test_what_makes_no_login_is_refused_and_leaves_nothing(user, words, password, sentence):
    user(*HEAD)
    before = LedgerEntry.objects.count()
    status, said = user(*words, "--by", "ruth.pemberton", password=password)
    assert status == 1 and sentence in said, said
    assert (User.objects.count(), LedgerEntry.objects.count()) == (1, before)


def test_a_closed_login_is_shut_at_once_and_its_name_is_not_given_again(user):
    user(*HEAD)
    user(*INTAKE, "--by", "ruth.pemberton")
    browser = Client()
    browser.post("/sign-in/", {"username": "maya", "password": PASSWORD})
    assert browser.get("/").status_code == 200
    assert user("close", "maya", "--by", "ruth.pemberton")[0] == 0
    assert browser.get("/").status_code == 302
    assert Client().post("/sign-in/", {"username": "maya", "password": PASSWORD}).status_code == 200  # the form again
    assert "closed already" in user("close", "maya", "--by", "ruth.pemberton")[1]
    assert "open or closed" in user(*INTAKE, "--by", "ruth.pemberton")[1]
    listed = user("list")[1].splitlines()
    assert [line.split()[:2] for line in listed] == [["ruth.pemberton", "open"], ["maya", "closed"]]
    assert user("reopen", "maya", "--by", "ruth.pemberton")[0] == 0
    assert Client().post("/sign-in/", {"username": "maya", "password": PASSWORD}).status_code == 302


def test_the_last_login_that_could_make_another_is_not_closed(user):
    user(*HEAD)
    assert "nobody could make another" in user("close", "ruth.pemberton", "--by", "ruth.pemberton")[1]
    user("add", "wen", "--name", "Wen Hartigan", "--job", "administrator", "--by", "ruth.pemberton")
    assert user("close", "ruth.pemberton", "--by", "wen")[0] == 0
    assert "Only a head" in user("close", "wen", "--by", "ruth.pemberton")[1]


def test_another_password_ends_the_sessions_under_the_old_one(user):
    user(*HEAD)
    browser = Client()
    browser.post("/sign-in/", {"username": "ruth.pemberton", "password": PASSWORD})
    assert user("password", "ruth.pemberton", "--by", "ruth.pemberton", password="another long word of nobody")[0] == 0
    assert browser.get("/").status_code == 302
    assert Client().post("/sign-in/", {"username": "ruth.pemberton", "password": PASSWORD}).status_code == 200


def test_the_first_run_that_the_manual_gives_makes_the_logins_it_says(user):
    manual = (Path(__file__).parents[2] / "docs" / "installing.md").read_text(encoding="utf-8")
    given = [shlex.split(line.partition(" user ")[2]) for line in manual.splitlines() if line.startswith(".venv/bin/custodiet user")]
    assert [user(*words, *(["--force", "F"] if "--number" in words else []))[0] for words in given] == [0, 0, 0]
    assert list(User.objects.order_by("pk").values_list("username", "person__officer__collar_number")) == [
        ("ruth.pemberton", "1204"), ("maya", "S-310"),
    ]  # fmt: skip


@pytest.mark.parametrize("later", [False, True])
def test_a_number_keeps_its_holder_from_a_case_about_them_that_was_there_before(user, later):
    department = staff()
    case = opened(department.intake)
    profile = {"force": "Wessex Vale Constabulary", "collar_number": "2290"}
    people.add_person(
        case=case, person=NewPerson(name="S Pembry", officer=profile), role=Part.OFFICER, key="officer-1", by=department.intake
    )
    words = ("add", "stuart", "--name", "Stuart Pembry", "--job", "head of department", "--by", department.head.username)
    assert user(*words, *(() if later else NUMBER))[0] == 0
    made = User.objects.get(username="stuart")
    assert visible_to(Access(made), Case).exists() == later  # without the number nobody could know
    if later:
        assert user("number", "stuart", *NUMBER, "--by", department.head.username)[0] == 0
        assert "already, and that stands" in user("number", "stuart", *NUMBER, "--by", department.head.username)[1]
    assert not visible_to(Access(User.objects.get(username="stuart")), Case).exists()
    assert "2290 of Wessex Vale Constabulary" in user("list")[1]
    give(case=case, user=department.investigator, by=department.head)  # others work on it as before


def test_a_number_that_was_tied_to_the_wrong_person_names_nobody_in_a_case_once_that_login_is_closed(user):
    department = staff()
    by = ("--by", department.head.username)
    assert user("add", "dana", "--name", "Dana Orme", "--job", "intake", *NUMBER, *by)[0] == 0  # 2290 is somebody else's
    case, officer = opened(department.intake), {"force": "Wessex Vale Constabulary", "collar_number": "2290"}
    put = {"case": case, "person": NewPerson(name="S Pembry", officer=officer), "role": Part.OFFICER, "key": "officer-1"}
    with pytest.raises(Refused, match="an officer of another name"):
        people.add_person(**put, by=department.intake)
    assert user("close", "dana", *by)[0] == 0
    assert people.add_person(**put, by=department.intake).person.name == "S Pembry"
