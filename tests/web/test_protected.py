"""Everything by which the people of a case could be known is looked for in a notice before it leaves."""

from datetime import date

import pytest

from custodiet.casework.identifiers import identifiers
from custodiet.casework.models import Involvement, OfficerProfile, Person, SafeContact
from custodiet.publication.leaks import find


def involved() -> list[Involvement]:
    officer, victim = Person(name="Wei Ng"), Person(name="Amy Lockyer", born_on=date(1990, 5, 3))
    OfficerProfile(person=officer, collar_number="4471", force="Wessex Vale Constabulary")
    SafeContact(person=victim, phone="07700 900123", email="amy@example.org", post="Flat 2, 12 Mill Lane\nWestmere\nWV1 2AB")
    return [Involvement(person=officer), Involvement(person=victim)]


@pytest.mark.parametrize(
    "words",
    [
        "PC Ng said so", "Wei Ng", "NG, Wei",
        "a Lockyer by name", "\u041bockyer L\u043eckyer", "Lock\u200byer", "PC 4471", "+44 7700 900123",
        "amy@example.org", "at 12 Mill Lane", "near WV1 2AB", "Flat 2", "born on 3 May 1990", "born 03/05/1990", "born 1990-05-03",
    ],
)  # fmt: skip
def test_a_name_a_number_an_address_or_a_birthday_is_found(words):
    assert find(f"<p>{words}</p>", identifiers(involved()))


@pytest.mark.parametrize("words", ["PC X met Ms A in Westmere on 4 May 1990", "during a hearing in England", "a spanning clause"])
def test_words_that_name_nobody_are_let_through(words):
    assert find(f"<p>{words}</p>", identifiers(involved())) == []


@pytest.mark.parametrize("number", ["7", "12"])
def test_a_collar_number_like_the_day_of_a_month_does_not_hold_back_every_page(number):
    officer = Person(name="Gareth Holloway")
    OfficerProfile(person=officer, collar_number=number, force="Wessex Vale Constabulary")
    assert find("on 7 and 12 May 2024", identifiers([Involvement(person=officer)])) == []
