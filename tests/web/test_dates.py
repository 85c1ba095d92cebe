"""A date written in three boxes: what is read, what is refused, and which box each sentence means."""

import datetime

import pytest

from custodiet.web.forms import GovukDateField, GovukForm, problems
from tests.web.markup import read
from tests.web.showcase import TODAY


def drawn(form):
    return read(f"<form>{form}</form>")


def notice(day, month, year, **bounds):
    class Notice(GovukForm):
        on = GovukDateField(label="Day of the notice", what="the day the notice was given", **bounds)

    return Notice({"on_day": day, "on_month": month, "on_year": year})


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        (("14", "3", "2022"), datetime.date(2022, 3, 14)),
        (("01", "02", "2024"), datetime.date(2024, 2, 1)),
        ((" 29 ", "February", "2024"), datetime.date(2024, 2, 29)),
        (("5", "sep", "2023"), datetime.date(2023, 9, 5)),
        (("5", "Dec.", "2023"), datetime.date(2023, 12, 5)),
    ],
)
def test_a_date_is_read_from_its_three_boxes(typed, read_as):
    form = notice(*typed)
    assert form.is_valid()
    assert form.cleaned_data["on"] == read_as


@pytest.mark.parametrize(
    ("typed", "sentence", "parts"),
    [
        (("", "", ""), "Enter the day the notice was given, for example 14 3 2022", "day month year"),
        (("14", "3", ""), "The day the notice was given must include a year", "year"),
        (("14", "", ""), "The day the notice was given must include a month and a year", "month year"),
        (("32", "3", "2022"), "The day the notice was given must have a day from 1 to 31", "day"),
        (("14", "13", "2022"), "The day the notice was given must have a month from 1 to 12", "month"),
        (
            ("14", "3", "22"),
            "The day the notice was given must have a year of four figures, such as 2022",
            "year",
        ),
        (
            ("x", "Mars", "2022"),
            "The day the notice was given must have a day from 1 to 31 and a month from 1 to 12",
            "day month",
        ),
        (
            ("30", "2", "2022"),
            "The day the notice was given must be a real date: February 2022 has only 28 days",
            "day",
        ),
        (("-1", "2", "2022"), "The day the notice was given must have a day from 1 to 31", "day"),
        (("²", "2", "2022"), "The day the notice was given must have a day from 1 to 31", "day"),
    ],
)
def test_a_wrong_date_gets_one_sentence_and_marks_the_boxes_it_means(typed, sentence, parts):
    form = notice(*typed)
    assert form.errors["on"] == [sentence]
    marked = [box.attrs["name"] for box in drawn(form).all("input", "govuk-input--error")]
    assert marked == [f"on_{part}" for part in parts.split()]
    assert problems(form) == [{"text": sentence, "href": f"#id_on_{parts.split()[0]}"}]


def test_a_date_is_held_between_its_bounds():
    bounds = {"earliest": datetime.date(2022, 3, 1), "latest": datetime.date(2022, 3, 31)}
    early, late = notice("28", "2", "2022", **bounds), notice("1", "4", "2022", **bounds)
    assert early.errors["on"] == ["The day the notice was given must be on or after 1 March 2022"]
    assert late.errors["on"] == ["The day the notice was given must be on or before 31 March 2022"]
    assert notice("1", "3", "2022", **bounds).is_valid()
    assert notice("31", "3", "2022", **bounds).is_valid()


def test_a_date_in_the_future_is_told_apart_where_the_bound_is_today():
    form = notice("21", "12", "2023", latest=TODAY, latest_is_today=True)
    assert form.errors["on"] == ["The day the notice was given must be today or in the past"]


def test_an_optional_date_may_stay_empty_but_not_half_empty():
    empty = notice("", "", "", required=False)
    assert empty.is_valid()
    assert empty.cleaned_data["on"] is None
    half = notice("", "3", "", required=False)
    assert half.errors["on"] == ["The day the notice was given must include a day and a year"]


def test_a_date_of_three_boxes_that_were_not_sent_at_all_is_missing():
    class Notice(GovukForm):
        on = GovukDateField(label="Hearing day")

    assert Notice({}).errors["on"] == ["Enter the hearing day, for example 14 3 2022"]


def test_a_date_is_a_group_with_a_legend_a_hint_and_a_label_for_each_box():
    form = notice("30", "2", "2022")
    group = drawn(form).one("fieldset")
    assert group.one("legend").text == "Day of the notice"
    assert group.attrs["aria-describedby"] == "id_on_helptext id_on_error"
    assert group.by_id("id_on_helptext").text == "For example, 14 3 2022"
    boxes = group.all("input")
    assert [(box.attrs["name"], box.attrs["value"], box.attrs["inputmode"]) for box in boxes] == [
        ("on_day", "30", "numeric"),
        ("on_month", "2", "numeric"),
        ("on_year", "2022", "numeric"),
    ]
    assert [label.text for label in group.all("label")] == ["Day", "Month", "Year"]
    assert [label.attrs["for"] for label in group.all("label")] == [box.attrs["id"] for box in boxes]


def test_a_date_that_is_known_fills_its_boxes_and_counts_as_unchanged():
    class Notice(GovukForm):
        on = GovukDateField(label="Day of the notice")

    form = Notice(initial={"on": datetime.date(2022, 3, 14)})
    assert [box.attrs["value"] for box in drawn(form).all("input")] == ["14", "3", "2022"]
    sent = {"on_day": "14", "on_month": "March", "on_year": "2022"}
    assert Notice(sent, initial={"on": datetime.date(2022, 3, 14)}).changed_data == []


def test_a_birthday_may_be_filled_in_by_the_browser():
    class Person(GovukForm):
        born = GovukDateField(label="Your date of birth")

    Person.base_fields["born"].widget.birthday = True
    assert [box.attrs["autocomplete"] for box in drawn(Person()).all("input")] == [
        "bday-day",
        "bday-month",
        "bday-year",
    ]
