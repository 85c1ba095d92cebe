"""How a last day stands on a day: what is owed is late afterwards, what may be done has merely passed."""

from datetime import date

from custodiet.web.clocks import clock, window

DUE = date(2023, 10, 4)


def test_a_period_in_which_something_may_be_done_passes_and_makes_nobody_late():
    assert clock(DUE, date(2023, 10, 5)).words == "1 day overdue"
    assert window(DUE, date(2023, 10, 5)).words == "passed"
    assert window(DUE, DUE).words == "due today"


def test_a_period_that_was_used_in_time_is_done():
    assert window(DUE, date(2023, 10, 5), date(2023, 10, 3)).state == "met"
