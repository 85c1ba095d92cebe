"""What a bill leaves in doubt: it is asked and left empty, never filled with the likelier meaning."""

import pytest

from custodiet.evidence.readers.bill_words import direction_in, kind_in, own_in
from custodiet.evidence.reading import UnreadableFile
from tests.evidence.tables import Result

OWN = {"own_number": "07700 900456"}


def bill(header: str, *lines: str, **answers: str) -> Result:
    """The reading of a table with those lines."""
    return Result("phone_bill", "\n".join((header, *lines, "")).encode(), "bill.csv", **OWN, **answers)


def dated(*days: str, **answers: str) -> Result:
    """The reading of a call on each of those days."""
    return bill("Date,Time,Number,Type", *(f"{day},10:00,07700 900123,Call" for day in days), **answers)


def days(read: Result) -> list[str | None]:
    """The day of each call as it was read; None for those without."""
    return [(fact["at"] or "")[:10] or None for fact in read.facts]


@pytest.mark.parametrize(
    ("cell", "way"),
    [
        ("In", "in"), ("Terminating", "in"), ("Unanswered", "in"), ("Out", "out"), ("Dialled", "out"), ("In/Out", None),
        ("Missed outgoing", "out"), ("Missed", "in"), ("MMSMT", "in"), ("MMSMO", "out"),
    ],
)  # fmt: skip
def test_a_kind_that_says_only_which_way_says_the_way_that_it_says(cell, way):
    assert direction_in("", cell, "") == way and direction_in(cell) == way


def test_a_word_of_the_direction_that_nobody_knows_is_asked_and_not_taken_for_outgoing():
    lines = ("Date,Time,Number,Direction,Type", "24/11/2021,19:03,07700 900123,R,Voice", "24/11/2021,19:04,07700 900123,Outgoing,Voice")
    assert bill(*lines).column("direction") == [None, "out"]
    assert [choice.value for choice in bill(*lines).questions["direction.r"].choices] == ["in", "out", "internal"]
    told = bill(*lines, **{"direction.r": "in"})
    assert told.column("direction") == ["in", "out"] and told.questions == {}


@pytest.mark.parametrize(
    ("cell", "kind"), [("WiFi Calling", "call"), ("4G Call", "call"), ("4G", "data"), ("Mobile Data", "data"), ("Mobile", "call")]
)
def test_the_network_that_carried_a_call_does_not_make_it_data(cell, kind):
    assert kind_in(cell) == kind


@pytest.mark.parametrize(
    "line", ["Questions about your bill? Call us on 0800 157 0123", "Telephone: 0306 999 0123", "Calls on +44 (0)808 157 0123"]
)
def test_the_number_for_help_is_not_the_telephone_of_the_bill(line):
    assert own_in(line) == ""
    assert (
        "own_number"
        in Result("phone_bill", f"{line}\nDate,Time,Number,Type\n24/11/2021,19:03,07700900123,Call\n".encode(), "b.csv").questions
    )


def test_whom_the_telephone_in_the_heading_was_called_by_is_told_by_the_two_columns():
    text = "Call records for 07700 900456\nDate,Time,From,To,Type\n24/11/2021,19:03,07700900123,07700900456,Voice\n"
    (fact,) = Result("phone_bill", text.encode(), "b.csv").facts
    assert (fact["direction"], fact["asset_msisdn"], fact["other_e164"]) == ("in", "+447700900456", "+447700900123")


def test_the_telephone_of_a_contact_is_not_taken_for_that_of_the_bill():
    lines = ("Date,Time,Contact,Phone,Call Type", "24/11/2021,19:03,Gareth,07700 900123,Incoming")
    asked = bill(*lines)
    assert asked.facts == [] and len(asked.refused) == 1 and "column.called" in asked.questions
    (fact,) = bill(*lines, **{"column.called": "Phone"}).facts
    assert (fact["asset_msisdn"], fact["other_e164"]) == ("+447700900456", "+447700900123")


@pytest.mark.parametrize(("header", "cell"), [("From", "UK"), ("Handset", "iPhone 12"), ("Subscriber", "Force Operations")])
def test_a_country_a_make_or_a_name_is_not_the_telephone_of_the_bill(header, cell):
    text = f"Date,Time,Number called,{header},Type\n24/11/2021,19:03,07700900123,{cell},Call\n".encode()
    asked = Result("phone_bill", text, "b.csv")
    assert asked.column("asset_msisdn") == [None] and "own_number" in asked.questions
    assert Result("phone_bill", text, "b.csv", **OWN).column("asset_msisdn") == ["+447700900456"]


def test_a_withheld_number_that_called_leaves_the_telephone_that_was_called():
    text = b"Date,Time,From,To,Direction,Type\n24/11/2021,19:03,Withheld,07700900456,In,Call\n"
    read = Result("phone_bill", text, "b.csv")
    assert (read.column("asset_msisdn"), read.column("other_class"), read.questions) == (["+447700900456"], ["withheld"], {})


@pytest.mark.parametrize(("answer", "seconds"), [(None, [None, 45]), ("together", [125, 45]), ("the same twice", [5, 45])])
def test_minutes_beside_seconds_are_one_length_or_two_as_answered(answer, seconds):
    lines = ("Date,Time,Number,Type,Minutes,Seconds", "24/11/2021,19:03,07700900123,Call,2,5", "24/11/2021,19:04,07700900123,Call,0,45")
    read = bill(*lines, **({"minutes_and_seconds": answer} if answer else {}))
    assert read.column("duration_s") == seconds
    assert ("minutes_and_seconds" in read.questions) == (answer is None)


def test_the_day_and_time_of_their_own_columns_count_beside_a_cell_that_is_no_time():
    read = bill("Date,Time,Number,Type,Connected", "24/11/2021,19:03,07700900123,Call,Yes")
    assert read.column("at") == ["2021-11-24T19:03:00"]


def test_two_moments_in_a_row_are_asked_about_and_read_as_answered():
    lines = ("Call Date,Call Time,Number,Type,Timestamp", "24/11/2021,19:03,07700900123,Call,2021-11-30T02:00:00Z")
    assert bill(*lines).column("at") == [None] and "column.at" in bill(*lines).questions
    assert bill(*lines, **{"column.at": "#0"}).column("at") == ["2021-11-24T19:03:00"]
    assert bill(*lines, **{"column.at": "Timestamp"}).column("at") == ["2021-11-30T02:00:00"]
    same = bill(lines[0], "24/07/2021,19:03,07700900123,Call,2021-07-24T18:03:20Z")
    assert same.column("at") == ["2021-07-24T18:03:20"] and same.questions == {}


@pytest.mark.parametrize(
    ("written", "year", "read_as"),
    [
        (("30 Nov", "1 Dec", "2 Jan"), "2021", ["2021-11-30", "2021-12-01", "2022-01-02"]),
        (("2 Jan", "31 Dec", "30 Dec"), "2022", ["2022-01-02", "2021-12-31", "2021-12-30"]),
        (("Wed 3 Mar", "Fri 5 Nov"), "2021", ["2021-03-03", "2021-11-05"]),
    ],
)
def test_the_turn_of_a_year_is_known_where_the_days_prove_their_order(written, year, read_as):
    read = dated(*written, year=year)
    assert days(read) == read_as and read.questions == {}


@pytest.mark.parametrize(
    ("written", "turns"),
    [
        (("3 Mar", "5 Nov"), {"near": "2020-11-05", "oldest first": "2021-11-05", "newest first": "2020-11-05", "one year": "2021-11-05"}),
        (("20 Dec", "21 Dec", "3 Jan", "22 Dec"), {"near": "2021-12-22", "oldest first": "2022-12-22"}),
        (("3 Jan", "1 Jan", "2 Jan", "30 Dec"), {"near": "2020-12-30", "one year": "2021-12-30"}),
    ],
)
def test_where_the_days_may_be_of_one_year_or_another_it_is_asked_and_read_as_answered(written, turns):
    open_ = dated(*written, year="2021")
    assert [choice.value for choice in open_.questions["year_turn"].choices] == list(turns)
    assert days(open_)[0] is not None and days(open_)[-1] is None
    assert {turn: days(dated(*written, year="2021", year_turn=turn))[-1] for turn in turns} == turns


@pytest.mark.parametrize("day", ["12 May 2021 (est)", "12 May '21", "12 May 2021 ca."])
def test_a_day_that_has_a_year_is_not_asked_for_one(day):
    read = dated(day, year="2020")
    assert days(read) == [None] and "year" not in dated(day).questions


def test_an_answer_that_is_no_order_of_days_is_refused():
    with pytest.raises(UnreadableFile, match="is no order of days"):
        dated("3 Mar", year="2021", year_turn="backwards")
