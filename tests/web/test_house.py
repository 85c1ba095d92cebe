"""Dates, counts, clocks and citations, as the pages print them."""

import datetime
from types import SimpleNamespace

import pytest
from django.utils import translation

from custodiet.web.clocks import clock
from custodiet.web.templatetags import house
from tests.web.markup import read
from tests.web.showcase import draw, provision

TODAY = datetime.date(2023, 12, 20)


def test_a_date_is_printed_the_british_way():
    assert house.british(datetime.date(2023, 12, 18)) == "18 December 2023"
    assert house.british_short(datetime.date(2023, 12, 8)) == "8 Dec 2023"


def test_no_date_prints_nothing():
    assert (house.british(None), house.british_short(None), house.moment(None), house.iso(None)) == ("", "", "", "")


def test_a_moment_is_printed_on_the_clocks_of_the_united_kingdom():
    summer = datetime.datetime(2023, 7, 1, 23, 5, tzinfo=datetime.UTC)
    assert house.moment(summer) == "2 July 2023 at 12:05am"
    assert house.british(summer) == "2 July 2023"
    winter = datetime.datetime(2023, 12, 18, 12, 30, tzinfo=datetime.UTC)
    assert house.moment(winter) == "18 December 2023 at 12:30pm"


def test_a_moment_without_a_time_stays_a_date():
    assert house.moment(datetime.date(2023, 12, 18)) == "18 December 2023"


def test_a_welsh_reader_gets_welsh_months():
    with translation.override("cy"):
        assert house.british(datetime.date(2023, 12, 18)) == "18 Rhagfyr 2023"


@pytest.mark.parametrize(("count", "words"), [(0, "0 days"), (1, "1 day"), (28, "28 days"), (1461, "1,461 days")])
def test_days_are_counted_in_words(count, words):
    assert house.days(count) == words


def test_numbers_are_grouped_by_thousands():
    assert [house.grouped(number) for number in (7, 1234, 9876543, None)] == ["7", "1,234", "9,876,543", ""]


@pytest.mark.parametrize(
    ("page", "pages", "printed"),
    [
        (1, 1, [1]),
        (1, 9, [1, 2, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
        (2, 3, [1, 2, 3]),
    ],
)
def test_a_long_list_of_pages_shows_its_ends_and_the_neighbours(page, pages, printed):
    assert house.narrow(page, pages) == printed


@pytest.mark.parametrize(
    ("due_in", "met_in", "state", "words"),
    [
        (-1, None, "overdue", "1 day overdue"),
        (-2, None, "overdue", "2 days overdue"),
        (0, None, "today", "due today"),
        (1, None, "soon", "tomorrow"),
        (3, None, "soon", "in 3 days"),
        (7, None, "soon", "in 7 days"),
        (8, None, "later", "in 8 days"),
        (-2, -2, "met", "done"),
        (-2, -3, "met", "done"),
        (-2, -1, "late", "done 1 day late"),
        (-5, 0, "late", "done 5 days late"),
    ],
)
def test_a_clock_says_how_its_date_stands(due_in, met_in, state, words):
    def day(offset):
        return None if offset is None else TODAY + datetime.timedelta(days=offset)

    shown = clock(day(due_in), TODAY, day(met_in))
    assert (shown.state, shown.words) == (state, words)


def test_a_clock_without_a_date_says_so_and_is_met_all_the_same():
    assert clock(None, TODAY).words == "no date yet"
    assert clock(None, TODAY, TODAY).state == "met"


def test_a_clock_looks_at_days_and_not_at_hours():
    late_in_the_evening = datetime.datetime(2023, 12, 20, 23, 59, tzinfo=datetime.UTC)
    assert clock(late_in_the_evening, TODAY).state == "today"


def test_the_page_draws_another_line_for_soon_where_it_must():
    assert clock(TODAY + datetime.timedelta(days=3), TODAY, soon=2).state == "later"


def test_when_prints_the_date_and_the_words_and_takes_the_day_from_the_page():
    page = read(draw("{% when due %}", due=datetime.date(2023, 12, 18), today=TODAY))
    assert page.text == "18 December 2023 2 days overdue"
    assert page.one("time").attrs["datetime"] == "2023-12-18"
    assert "govuk-tag--red" in page.one("strong").classes


def test_when_refuses_to_guess_which_day_it_is():
    with pytest.raises(KeyError):
        draw("{% when due %}", due=TODAY)


def test_a_citation_links_to_the_official_text_and_says_how_sure_we_are():
    page = read(draw("{% citation cited %}", cited=provision("CR20 42(8)")))
    assert page.one("a").attrs["href"] == "https://www.legislation.gov.uk/uksi/2020/4/regulation/42"
    assert page.text == "Provision: CR20 42(8) read in full (the whole provision was read)"


@pytest.mark.parametrize("mark", ["M?", "NF"])
def test_an_uncertain_citation_says_that_it_only_advises(mark):
    page = read(draw("{% citation cited %}", cited=provision("CR20 11", mark=mark)))
    assert "advice only" in page.one("span", "custodiet-confidence--advises").text


@pytest.mark.parametrize("mark", ["S*", "S", "S~", "M+"])
def test_a_citation_we_may_rely_on_does_not_say_so(mark):
    assert "advice only" not in draw("{% citation cited %}", cited=provision("CR20 11", mark=mark))


def test_a_citation_may_carry_its_confidence_as_a_plain_mark_and_have_no_address():
    page = read(draw("{% citation cited %}", cited=SimpleNamespace(text="PAT20 9", url="", confidence="S~")))
    assert page.all("a") == []
    assert page.text == "Provision: PAT20 9 read in part"


def test_an_object_that_knows_it_only_advises_is_believed():
    cited = provision("AM26 4", mark="S*", advises=True)
    assert "advice only" in draw("{% citation cited %}", cited=cited)


def test_no_citation_prints_nothing():
    assert draw("{% citation cited %}", cited=None).strip() == ""
