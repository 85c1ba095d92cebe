"""An invented department, a case of its own, and a database that can be emptied although it is append-only."""

from dataclasses import dataclass
from datetime import date
from itertools import count

import pytest

from custodiet.casework.actions import intake
from custodiet.casework.models import Case, Role, User
from custodiet.law.steps.opening import ComplaintMade
from custodiet.law.vocabulary import MatterKind, Office
from tests.casework.emptying import emptying_lifts_the_triggers

TODAY = date(2023, 3, 20)
MADE_ON = date(2023, 3, 14)
_numbers = count(1)


def fresh() -> str:
    """A token no form had before."""
    return f"form-{next(_numbers)}"


def user(role: Role, name: str = "") -> User:
    """Somebody of that job."""
    username = name or f"{role.value.replace(' ', '-')}-{next(_numbers)}"
    return User.objects.create_user(username, full_name=username.title(), role=role.value)


@dataclass(frozen=True)
class Department:
    """Who works here."""

    intake: User
    investigator: User
    authority: User
    head: User


@pytest.fixture
def department(db: None) -> Department:
    return staff()


def staff() -> Department:
    """A department outside any fixture, for tests that commit."""
    return Department(user(Role.INTAKE), user(Role.INVESTIGATOR), user(Role.APPROPRIATE_AUTHORITY), user(Role.HEAD))


def opened(by: User, **other: object) -> Case:
    """A complaint that has come in."""
    values = {
        "kind": MatterKind.COMPLAINT, "step": ComplaintMade(on=MADE_ON), "by": by, "office": Office.COMPLAINANT,
        "today": TODAY, "token": fresh(),
    }  # fmt: skip
    return intake.open_case(**(values | other))


@pytest.fixture
def case(department: Department) -> Case:
    return opened(department.intake)


@pytest.fixture(autouse=True, scope="session")
def emptying() -> None:
    """Tests that commit are followed by emptying the database, which the triggers would refuse."""
    emptying_lifts_the_triggers()


@pytest.fixture
def shelf(tmp_path, settings, monkeypatch):
    """A store and a folder of facts of this test's own."""
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    return settings.DATA
