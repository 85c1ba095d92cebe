"""Who is who in the files: numbers are checked, spans make sense, what was said stands until it is struck."""

from datetime import date

import pytest
from django.utils import timezone

from custodiet.casework import exhibit_queries
from custodiet.casework.access import NotThere, Refused
from custodiet.casework.actions import ties
from custodiet.casework.models import Role, Tie, TieKind
from tests.casework.conftest import user
from tests.casework.made_exhibits import bring, entered, read, tie_both, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(department, shelf):
    return world(department)


def say(there, value="07700 900123", kind=TieKind.NUMBER, key="complainant-1", **more):
    given = {"why": "Her own words", "by": there.by, **more}
    return ties.tie(case=there.case, person=there.part(key), kind=kind, value=value, **given)


def account(there):
    return exhibit_queries.account_as_of(there.case, there.officer, there.person, timezone.now())


@pytest.mark.parametrize("typed", ["07700 900123", "+44 7700 900123", "0044 7700900123", "(07700) 900-123"])
def test_a_number_is_kept_in_one_form_however_it_was_typed(there, typed):
    assert say(there, typed).value == "+447700900123"


@pytest.mark.parametrize("typed", ["", "   ", "withheld", "ring me", "=1+1", "9" * 60])
def test_what_is_no_number_is_refused(there, typed):
    with pytest.raises(Refused):
        say(there, typed)
    assert not Tie.objects.exists()


def test_a_name_is_kept_as_it_stands(there):
    assert say(there, "Anna 🌻", TieKind.NAME).value == "Anna 🌻"


def test_a_tie_needs_to_say_how_it_is_known_and_how_sure_it_is(there):
    with pytest.raises(Refused, match="How is it known"):
        say(there, why=" ")
    with pytest.raises(Refused, match="how sure"):
        say(there, confidence="withdrawn")


def test_a_span_that_ends_before_it_begins_is_refused(there):
    with pytest.raises(Refused, match="last day lies before"):
        say(there, valid_from=date(2022, 1, 2), valid_to=date(2022, 1, 1))


def test_nobody_outside_the_case_is_tied(there, department):
    other = world(department)
    with pytest.raises(NotThere):
        ties.tie(case=there.case, person=other.part("complainant-1"), kind=TieKind.NAME, value="A", why="x", by=there.by)


def test_a_tie_is_in_the_ledger_and_needs_permission(there):
    row = say(there)
    assert [body["object_ref"] for body in entered(there.case, "tie ")] == [f"tie {row.pk}"]
    with pytest.raises(Refused):
        say(there, by=there.staff.authority)
    with pytest.raises(NotThere):
        say(there, by=user(Role.INVESTIGATOR))


def test_the_account_counts_by_what_was_said_and_no_more_when_it_is_struck(there):
    read(there, bring(there))
    tie_both(there)
    assert account(there).account.figure("calls").number == 1
    said = Tie.objects.get(value="+447700900123")
    ties.strike(said=said, why="It is her sister's", by=there.by)
    page = account(there)
    assert page.account.figure("calls").number == 0
    assert [line.value for line in page.ties] == ["+447700900471"]


def test_what_is_said_in_the_place_of_another_counts_alone(there):
    read(there, bring(there))
    tie_both(there)
    said = Tie.objects.get(value="+447700900123")
    say(there, "07700 900999", strikes=said)
    page = account(there)
    assert (page.account.figure("calls").number, [line.value for line in page.ties]) == (0, ["+447700900471", "+447700900999"])


def test_what_was_struck_is_not_struck_again_and_not_from_another_case(there, department):
    said = say(there)
    with pytest.raises(Refused, match="Why is it not so"):
        ties.strike(said=said, why="", by=there.by)
    struck = ties.strike(said=said, why="Mistyped", by=there.by)
    for row in (said, struck):
        with pytest.raises(Refused, match="struck already"):
            ties.strike(said=row, why="Again", by=there.by)
    with pytest.raises(Refused, match="struck already"):
        say(there, "07700 900999", strikes=said)
    other = world(department)
    with pytest.raises(NotThere):
        ties.tie(
            case=other.case,
            person=other.part("complainant-1"),
            kind=TieKind.NAME,
            value="A",
            why="x",
            by=other.by,
            strikes=say(there, "07700 900998"),
        )


def test_a_number_counts_only_within_its_span(there):
    read(there, bring(there))
    tie_both(there)
    ties.strike(said=Tie.objects.get(value="+447700900123"), why="Only since the 23rd", by=there.by)
    say(there, valid_from=date(2021, 11, 23))
    found = account(there).account
    assert (found.figure("calls").number, found.figure("texts").number) == (0, 1)
