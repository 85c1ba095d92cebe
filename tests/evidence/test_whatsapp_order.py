"""Day and month are told apart by the whole file or by a person; a pasted chat is no chat; a clock that lies is said to."""

import pytest

from custodiet.evidence.readers.whatsapp import WhatsApp
from custodiet.evidence.reading import UnreadableFile
from tests.evidence.exhibit import archive, read


def go(*lines: str, name: str = "WhatsApp Chat with Anna.txt", **answers: str):
    return read(WhatsApp(), "\n".join(lines), name, **answers)


def remark(reading, key):
    return next((each for each in reading.remarks if each.key == key), None)


def test_one_day_above_twelve_settles_the_whole_file_and_its_line_is_named():
    reading, facts = go("03/04/2021, 09:05 - Anna: a", "25/04/2021, 09:06 - Sam: b")
    assert [fact["at"] for fact in facts] == ["2021-04-03T08:05:00", "2021-04-25T08:06:00"]
    assert (remark(reading, "date_order").value, "line 2" in remark(reading, "date_order").says) == ("dmy", True)


def test_days_that_only_the_other_order_allows_are_left_without_one_and_said():
    reading, facts = go(
        "12/01/2022, 20:16 - Anna: a", "13/01/2022, 20:17 - Sam: b", "01/14/2022, 08:17 - Anna: c", "01/15/2022, 08:17 - Sam: d"
    )
    assert [(fact["at"] or "")[:10] for fact in facts] == ["2022-01-12", "2022-01-13", "", ""]
    assert "Line 3 (“1/14/2022”) is a day only as month/day/year" in " ".join(each.says for each in reading.remarks)
    reading, facts = go("12/01/2022, 20:16 - Anna: a", "13/01/2022, 20:17 - Sam: b", "13/13/2022, 20:18 - Sam: c")
    assert remark(reading, "both orders") is None and facts[2]["at"] is None


def test_a_month_first_is_found_the_same_way():
    _, facts = go("03/04/2021, 09:05 - Anna: a", "04/25/2021, 09:06 - Sam: b")
    assert facts[0]["at"] == "2021-03-04T09:05:00"


def test_an_order_under_which_time_runs_backwards_loses():
    for lines, order in (
        (("05/03/2021, 09:00 - Anna: a", "06/03/2021, 09:00 - Sam: b", "01/04/2021, 09:00 - Anna: c"), "dmy"),
        (("03/05/2021, 09:00 - Anna: a", "03/06/2021, 09:00 - Sam: b", "04/01/2021, 09:00 - Anna: c"), "mdy"),
    ):
        reading, facts = go(*lines)
        assert (remark(reading, "date_order").value, "backwards" in remark(reading, "date_order").says) == (order, True)
        assert [fact["at"][:10] for fact in facts] == ["2021-03-05", "2021-03-06", "2021-04-01"]


@pytest.mark.parametrize("file", ["IMG-20210304-WA0001.jpg (file attached)", "<attached: 00000035-PHOTO-2021-03-04-21-41-55.jpg>"])
def test_the_day_in_the_name_of_an_attached_file_settles_it(file):
    assert go(f"3/4/21, 21:41 - Anna: {file}")[1][0]["at"] == "2021-03-04T21:41:00"
    assert go(f"4/3/21, 21:41 - Anna: {file}")[1][0]["at"] == "2021-03-04T21:41:00"


def test_two_signs_that_contradict_each_other_settle_nothing():
    reading, facts = go(
        "05/03/2021, 09:00 - Anna: IMG-20210503-WA0001.jpg (file attached)", "06/03/2021, 09:00 - Sam: b", "01/04/2021, 09:00 - Anna: c"
    )
    assert ([question.key for question in reading.questions], {fact["at"] for fact in facts}) == (["date_order"], {None})


def test_an_open_order_is_asked_with_both_days_shown_and_the_text_is_kept():
    reading, facts = go("03/04/2021, 09:05 - Anna: a", "04/04/2021, 09:05 - Anna: a")
    question = reading.questions[0]
    assert [(choice.value, choice.shows) for choice in question.choices] == [
        ("dmy", "“3/4/2021” is 3 April 2021 (day/month/year)"),
        ("mdy", "“3/4/2021” is 4 March 2021 (month/day/year)"),
    ]
    assert [(fact["at"], fact["at_text"]) for fact in facts] == [(None, "03/04/2021, 09:05"), ("2021-04-04T08:05:00", "04/04/2021, 09:05")]
    assert len(reading.undated) == 1


def test_three_numbers_below_thirteen_have_three_meanings():
    reading, _ = go("10/11/12, 09:05 - Anna: a")
    assert [choice.value for choice in reading.questions[0].choices] == ["dmy", "mdy", "ymd"]
    assert go("10/11/12, 09:05 - Anna: a", date_order="ymd")[1][0]["at"] == "2010-11-12T09:05:00"


def test_an_answer_that_the_file_contradicts_is_not_used_and_that_is_said():
    reading, facts = go("25/04/2021, 09:05 - Anna: a", date_order="mdy")
    assert (facts[0]["at"], remark(reading, "answer").value) == ("2021-04-25T08:05:00", "mdy")


def test_an_answer_that_is_no_order_is_refused():
    with pytest.raises(UnreadableFile, match="dmy, mdy or ymd"):
        go("25/04/2021, 09:05 - Anna: a", date_order="dd/mm")


def test_headers_that_contradict_each_other_are_asked_and_those_that_fit_no_answer_have_no_day():
    lines = ("25/04/2021, 09:05 - Anna: a", "04/26/2021, 09:05 - Sam: b", "04/27/2021, 09:05 - Anna: c", "28/04/2021, 09:05 - Sam: c")
    reading, facts = go(*lines)
    assert ([question.key for question in reading.questions], len(facts)) == (["date_order"], 4)
    reading, facts = go(*lines, date_order="dmy")
    assert [fact["at"] for fact in facts] == ["2021-04-25T08:05:00", None, None, "2021-04-28T08:05:00"]
    assert len(reading.undated) == 2


def test_two_exports_pasted_together_are_read_each_in_its_own_shape():
    reading, facts = go(
        "24/11/2021, 19:03 - Messages and calls are end-to-end encrypted.", "24/11/2021, 19:03 - Anna: a", "25/11/2021, 19:03 - Sam: b",
        "[11/24/21, 7:03:11 PM] Anna: \u200eMessages and calls are end-to-end encrypted.", "[11/24/21, 7:03:11 PM] Anna: a",
        "[11/25/21, 7:03:11 PM] Sam: b",
    )  # fmt: skip
    assert [fact["at"] for fact in facts if fact["kind"] == "message"] == [
        "2021-11-24T19:03:00", "2021-11-25T19:03:00", "2021-11-24T19:03:11", "2021-11-25T19:03:11",
    ]  # fmt: skip
    assert not reading.questions


def test_a_chat_pasted_into_a_message_stays_part_of_it():
    reading, facts = go(
        "24/11/2021, 19:03 - Anna: a",
        "25/11/2021, 19:03 - Sam: look what she wrote",
        "20/10/2021, 08:00 - Zoe: leave me alone",
        "20/10/2021, 08:05 - Sam: why",
        "25/11/2021, 19:10 - Anna: oh",
    )
    assert [(fact["from"], fact["line"]) for fact in facts] == [("Anna", "line 1"), ("Sam", "lines 2-4"), ("Anna", "line 5")]
    assert facts[1]["body"] == "look what she wrote\n20/10/2021, 08:00 - Zoe: leave me alone\n20/10/2021, 08:05 - Sam: why"
    assert remark(reading, "pasted").value == [3, 4]


def test_a_pasted_chat_in_another_shape_and_in_the_last_message_stays_part_of_it():
    _, facts = go(
        "24/11/2021, 19:03 - Anna: a", "25/11/2021, 19:03 - Sam: here", "[20/10/2021, 08:00:01] Zoe: x", "[21/10/2021, 08:00:02] Zoe: y",
    )  # fmt: skip
    assert [fact["line"] for fact in facts] == ["line 1", "lines 2-4"]


def test_a_repeated_bit_of_the_same_chat_stays_part_of_the_message_that_repeats_it():
    _, facts = go(
        "20/11/2021, 19:03 - Anna: I never said that", "24/11/2021, 19:03 - Sam: you did:", "20/11/2021, 19:03 - Anna: I never said that",
        "24/11/2021, 19:10 - Anna: so what",
    )  # fmt: skip
    assert [fact["line"] for fact in facts] == ["line 1", "lines 2-3", "line 4"]


def test_a_pasted_chat_does_not_decide_the_order_of_the_real_one():
    reading, _ = go(
        "03/04/2021, 19:03 - Anna: a", "05/04/2021, 19:03 - Sam: b", "01/25/2020, 08:00 - Zoe: c", "06/04/2021, 19:03 - Anna: d"
    )
    assert [question.key for question in reading.questions] == ["date_order"]


def test_a_message_that_came_late_is_a_message():
    reading, facts = go(
        "24/11/2021, 19:03 - Anna: a", "24/11/2021, 18:50 - Anna: b", "24/11/2021, 18:59 - Sam: c", "24/11/2021, 19:05 - Sam: d"
    )
    assert (len(facts), remark(reading, "pasted"), remark(reading, "backwards")) == (4, None, None)


def test_a_clock_that_jumped_back_is_said_to():
    reading, facts = go(
        "24/11/2021, 19:03 - Anna: a", "24/11/2021, 19:04 - Sam: b", "20/10/2021, 18:50 - Anna: b", "21/10/2021, 19:05 - Sam: d"
    )
    assert (len(facts), remark(reading, "backwards").value) == (4, 3)


def test_lines_before_the_first_message_are_refused_each_by_itself():
    reading, facts = go("Chat history is attached", "", "as a file", "24/11/2021, 19:03 - Anna: a", "more")
    assert [(refusal.line, refusal.text) for refusal in reading.refusals] == [
        ("line 1", "Chat history is attached"),
        ("line 3", "as a file"),
    ]
    assert (facts[0]["body"], facts[0]["line"], reading.rows_in_file) == ("a\nmore", "lines 4-5", 3)


def test_the_autumn_hour_has_both_moments_and_the_spring_hour_none():
    _, facts = go("31/10/2021, 01:30 - Anna: a")
    assert (facts[0]["at"], facts[0]["at_alt"]) == ("2021-10-31T00:30:00", "2021-10-31T01:30:00")
    reading, facts = go("27/03/2022, 01:30 - Anna: a")
    assert (facts[0]["at"], "clocks went forward" in reading.undated[0].reason) == (None, True)


def test_the_zone_is_assumed_aloud_and_an_answer_changes_it():
    reading, facts = go("24/07/2021, 19:03 - Anna: a")
    assert (facts[0]["at"], facts[0]["zone"], "assumed" in remark(reading, "zone").says) == ("2021-07-24T18:03:00", "Europe/London", True)
    reading, facts = go("24/07/2021, 19:03 - Anna: a", zone="UTC")
    assert (facts[0]["at"], facts[0]["zone"]) == ("2021-07-24T19:03:00", "UTC")
    with pytest.raises(UnreadableFile, match="no time zone"):
        go("24/07/2021, 19:03 - Anna: a", zone="Atlantis/Centre")


def test_a_day_that_is_none_is_read_without_one_where_its_sender_is_known():
    reading, facts = go(
        "24/11/2021, 19:03 - Anna: a", "31/11/2021, 19:03 - Anna: b", "01/12/2021, 25:03 - Anna: c", "02/12/2021, 19:03 - Anna: d"
    )
    assert ([fact["at"] is None for fact in facts], len(reading.undated)) == ([False, True, True, False], 2)


def test_a_year_before_whatsapp_is_no_year_of_it():
    reading, facts = go("24/11/2003, 19:03 - Anna: a")
    assert (facts[0]["at"], len(reading.undated)) == (None, 1)


def test_the_archive_is_read_and_its_attachments_are_held_against_the_messages():
    lines = "\r\n".join(
        (
            "\u200e[24/11/2021, 19:03:11] Anna: \u200e<attached: 00000011-PHOTO-2021-11-24-19-03-11.jpg>",
            "\u200e[24/11/2021, 19:04:11] Anna: \u200e<attached: 00000016-PHOTO-2021-11-24-19-04-11.jpg>",
            "\u200e[24/11/2021, 19:05:11] Anna: \u200e<attached: 00000017-PHOTO-2021-11-24-19-05-11.jpg>",
        )
    )
    files = {
        "_chat.txt": lines,
        "00000011-PHOTO-2021-11-24-19-03-11.jpg": b"x",
        "00000017-PHOTO-2021-11-24-19-05-11.jpg": b"x",
        "spare.jpg": b"y",
    }
    reading, facts = read(WhatsApp(), archive(files), "WhatsApp Chat - Anna.zip")
    assert [(fact["line"], fact["export_kind"], fact["body_ref"], fact["marks"]) for fact in facts] == [
        ("_chat.txt line 1", "whatsapp zip", "00000011-PHOTO-2021-11-24-19-03-11.jpg", "attached, image"),
        ("_chat.txt line 2", "whatsapp zip", "00000016-PHOTO-2021-11-24-19-04-11.jpg", "attached, image, file not in the export"),
        ("_chat.txt line 3", "whatsapp zip", "00000017-PHOTO-2021-11-24-19-05-11.jpg", "attached, image"),
    ]
    assert remark(reading, "attachments").says.startswith("Attachments 12 to 15 are not in the export")
    assert (remark(reading, "missing files").value, remark(reading, "spare files").value) == (
        ["00000016-PHOTO-2021-11-24-19-04-11.jpg"],
        ["spare.jpg"],
    )


def test_the_archive_of_android_is_told_from_documents_that_were_sent():
    files = {"WhatsApp Chat with Anna.txt": "24/11/2021, 19:03 - Sam: notes.txt (file attached)", "notes.txt": "x"}
    reading, facts = read(WhatsApp(), archive(files), "export.zip")
    assert (facts[0]["line"], facts[0]["to"], facts[0]["conv_id"]) == ("WhatsApp Chat with Anna.txt line 1", "Anna", "Anna")
    assert (remark(reading, "missing files"), remark(reading, "spare files")) == (None, None)


def test_a_year_of_another_calendar_is_counted_over_aloud():
    reading, facts = go("24/11/2564, 19:03 - Anna: a")
    assert (facts[0]["at"], remark(reading, "calendar") is None) == ("2021-11-24T19:03:00", False)
    assert remark(go("24/11/2021, 19:03 - Anna: a")[0], "calendar") is None


def test_numbers_that_count_every_line_are_no_gap():
    files = [f"[24/11/2021, 19:0{n}:11] Anna: \u200e<attached: 0000001{n}-PHOTO-2021-11-24-19-0{n}-11.jpg>" for n in range(9)]
    reading, _ = go(*[line if n in (0, 4, 8) else f"[24/11/2021, 19:0{n}:11] Sam: x" for n, line in enumerate(files)])
    assert remark(reading, "attachments") is None
