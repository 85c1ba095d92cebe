"""Days and times become UTC, and what they cannot say they do not say."""

from datetime import UTC, datetime

import pytest

from custodiet.evidence.moments import day_of, in_zone, orders, since_1970, written


def test_local_time_in_summer_is_an_hour_ahead_of_utc():
    assert written(in_zone(datetime(2021, 7, 1, 12), "Europe/London").at) == "2021-07-01T11:00:00"


def test_the_second_hour_of_an_autumn_night_has_two_readings():
    moment = in_zone(datetime(2021, 10, 31, 1, 30), "Europe/London")
    assert (written(moment.at), written(moment.other)) == ("2021-10-31T00:30:00", "2021-10-31T01:30:00")


def test_an_hour_that_the_clocks_left_out_is_refused_with_a_sentence():
    assert "clocks went forward" in in_zone(datetime(2022, 3, 27, 1, 30), "Europe/London")


@pytest.mark.parametrize(
    ("zone", "said"), [("UTC", "2021-07-01T12:00:00"), ("+01:00", "2021-07-01T11:00:00"), ("UTC-05:30", "2021-07-01T17:30:00")]
)
def test_a_zone_may_be_an_offset(zone, said):
    assert written(in_zone(datetime(2021, 7, 1, 12), zone).at) == said


def test_a_telephone_that_lost_its_clock_is_told_so():
    assert "1970" in since_1970(0)


def test_the_order_of_day_and_month_is_settled_only_by_a_day_that_no_other_order_allows():
    assert orders([(3, 4, 21), (5, 6, 21)]) == {"dmy", "mdy", "ymd"}
    assert orders([(3, 4, 2021), (25, 6, 2021)]) == {"dmy"}
    assert orders([(3, 25, 2021)]) == {"mdy"}


def test_a_year_of_two_digits_is_of_this_century():
    assert day_of((3, 4, 21), "dmy") == datetime(2021, 4, 3)
    assert day_of((31, 2, 21), "dmy") is None


def test_seconds_since_1970_are_utc():
    assert since_1970(1637780591).at == datetime(2021, 11, 24, 19, 3, 11, tzinfo=UTC)
