"""Periods as people write them."""

from datetime import date

import pytest

from custodiet.figures.drawing import bars
from custodiet.figures.period import Period, WrongPeriod, calendar_year, period, year_ending


def test_periods_are_read_as_people_write_them():
    assert period("2025") == calendar_year(2025)
    assert period(" ye2025 ") == year_ending(2025) == period("2024-04-01..2025-03-31")
    assert period("2024-01-05..2024-02-06").name == "period from 5 January 2024 to 6 February 2024"
    assert period(year_ending(2025).key) == year_ending(2025)
    assert (calendar_year(2025).phrase, year_ending(2025).phrase) == ("2025", "the year ending 31 March 2025")


@pytest.mark.parametrize("words", ["", "March", "YE", "20255", "2025-01-01..", "2025-13-01..2025-14-01", "0204-04-01..2024-03-31", "²⁰²⁵"])
def test_what_is_no_period_is_said_with_how_to_write_one(words):
    with pytest.raises(WrongPeriod, match=r"is no period\. Write 2025"):
        period(words)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(WrongPeriod, match="Turn the two round"):
        Period(date(2025, 1, 2), date(2025, 1, 1), "x")


def test_periods_overlap_where_a_day_lies_in_both():
    assert calendar_year(2024).overlaps(year_ending(2025))
    assert not calendar_year(2023).overlaps(calendar_year(2024))


def test_bars_say_in_words_what_they_show_and_draw_what_was_kept_back_as_a_gap():
    drawn = bars("Dismissed <2024>", "Two forces", [("Wessex & Vale", 10), ("Other", None), ("None", 0)])
    assert "Wessex &amp; Vale" in drawn
    assert "Dismissed &lt;2024&gt;" in drawn
    assert "stroke-dasharray" in drawn
    assert ">c</text>" in drawn
    assert drawn.count("<rect") == 3
