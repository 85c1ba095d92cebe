"""Numbers to E.164, and what a spreadsheet has spoilt is refused."""

import pytest

from custodiet.evidence.telephone import SpoiltNumber, number, same

ONE = "+447700900123"


@pytest.mark.parametrize(
    "raw",
    ["07700 900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700 900123", "447700900123", "'07700900123", "07700\u00a0900-123"],
)
def test_every_way_of_writing_a_number_is_one_number(raw):
    assert number(raw).e164 == ONE
    assert same(raw, ONE)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("Withheld", "withheld"),
        ("", "withheld"),
        ("121", "voicemail"),
        ("Voicemail", "voicemail"),
        ("60123", "short code"),
        ("01632 960001", "landline"),
        ("+33 6 12 34 56 78", "international"),
        ("internet", "other"),
        ("07700 900456", "mobile"),
    ],
)
def test_every_number_has_a_class(raw, kind):
    assert number(raw).kind == kind


def test_withheld_numbers_are_never_the_same_number():
    assert not same("withheld", "withheld")


@pytest.mark.parametrize("raw", ["4.47E+11", "4.477009E+11", "447E9"])
def test_a_number_in_scientific_notation_is_refused_and_says_what_to_ask_for(raw):
    with pytest.raises(SpoiltNumber, match="scientific notation"):
        number(raw)


def test_a_number_without_its_leading_nought_is_refused():
    with pytest.raises(SpoiltNumber, match="no leading 0"):
        number("7700900123")
