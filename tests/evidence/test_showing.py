"""A place in an original, shown from behind the walls: the right row is marked, with its neighbours, and never a wrong one."""

import io
import zipfile
from pathlib import Path

import pytest

from custodiet.evidence import sandbox
from custodiet.evidence.reading import Read, Remark
from custodiet.evidence.shown import LONGEST, MOST_SHOWN, WIDEST, believed
from custodiet.evidence.wire import Garbled

DEMO = Path(__file__).parents[2] / "demo" / "exhibits"
BILL = DEMO / "phone-bill-2021-11-to-2022-02.xlsx"
CHAT = DEMO / "whatsapp-from-ms-a.zip"
HERS = "+447700900123"


def show(data, name, at, *headers):
    return sandbox.show(io.BytesIO(data), name, at, headers)


def marked(shown):
    return [row.cells for row in shown.rows if row.is_place]


def places(shown):
    return [row.line for row in shown.body]


def test_the_row_of_the_forty_third_text_of_the_demonstration_s_bill_is_shown_under_its_headers():
    outcomes = list(sandbox.read_untrusted(BILL, BILL.name, "phone_bill", {}))
    rows = [(each.line, fact.values) for each in outcomes if isinstance(each, Read) for fact in each.facts]
    texts = [(line, values) for line, values in rows if values["kind"] == "sms" and values["other_e164"] == HERS]
    assert len(texts) == 43
    line, values = texts[42]
    [header] = [each.value["line"] for each in outcomes if isinstance(each, Remark) and each.key == "header"]
    shown = sandbox.show(BILL, BILL.name, line, [header])
    assert shown.header[:4] == ("Date", "Time", "Number called", "Type")
    [cells] = marked(shown)
    assert (" ".join(cells[:2]), cells[2], cells[3]) == (values["at_text"], "07700 900123", "Text")
    number = int(line.rsplit(" ", 1)[1])
    assert places(shown) == [f"Itemised row {each}" for each in range(number - 3, number + 4)]
    assert shown.says == ""


def test_a_message_of_two_lines_in_a_zipped_chat_is_marked_whole():
    shown = sandbox.show(CHAT, CHAT.name, "_chat.txt lines 8-9")
    assert places(shown) == [f"line {number}" for number in range(5, 13)]
    assert [row.line for row in shown.body if row.is_place] == ["line 8", "line 9"]
    assert marked(shown)[1] == ("so nobody can say anything",)


def test_of_a_long_message_the_first_lines_are_shown_and_the_rest_is_named():
    text = "".join(f"{number}\n" for number in range(1, 101)).encode()
    shown = show(text, "chat.txt", "lines 10-90")
    assert places(shown) == [f"line {number}" for number in range(7, 16)] and len(shown.rows) == MOST_SHOWN
    assert shown.says == "The message goes on to line 90; its first lines are shown."


def test_the_first_and_the_last_row_have_fewer_neighbours():
    text = b"a,b\n1,2\n3,4\n5,6\n7,8\n"
    assert places(show(text, "a.csv", "line 2", "line 1")) == ["line 2", "line 3", "line 4", "line 5"]
    assert places(show(text, "a.csv", "line 5", "line 1")) == ["line 2", "line 3", "line 4", "line 5"]
    assert show(text, "a.csv", "line 5", "line 1").header == ("a", "b")


def test_a_row_over_several_lines_is_found_as_the_reader_found_it():
    assert marked(show(b'a,b\n"one\ntwo",2\n3,4\n', "a.csv", "lines 2-3")) == [("one\ntwo", "2")]


def test_a_call_of_several_legs_is_shown_by_its_own_row():
    assert marked(show(b"a,b\n1,2\n3,4\n", "a.csv", "line 3 (with line 2)")) == [("3", "4")]


def test_a_table_in_an_archive_is_found_by_its_member_s_name():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("log one.csv", "a,b\n1,2\n")
        archive.writestr("log one.csv line.csv", "a,b\n8,9\n")
    assert marked(show(packed.getvalue(), "logs.zip", "log one.csv line 2")) == [("1", "2")]
    assert marked(show(packed.getvalue(), "logs.zip", "log one.csv line.csv line 2")) == [("8", "9")]


@pytest.mark.parametrize(
    ("data", "name", "at"),
    [
        (b"<smses><sms/></smses>", "sms.xml", "record 1 (sms)"),
        (b'{"messages": []}', "message_1.json", "message 1"),
        (b"Subject: x\n\ny\n", "mail.eml", "the e-mail"),
        (b"some text\n", "chat.txt", "record 1"),
    ],
)  # fmt: skip
def test_a_file_without_rows_says_that_the_place_cannot_be_shown(data, name, at):
    shown = show(data, name, at)
    assert shown.rows == () and "no lines or rows that could be shown" in shown.says


@pytest.mark.parametrize("at", ["line 9", "line 99999999999", "Sheet1 row 2", "", "line"])
def test_a_place_that_there_is_not_marks_no_other(at):
    shown = show(b"a,b\n1,2\n", "a.csv", at, "line 1")
    assert shown.rows == () and "no such place" in shown.says


def test_what_cannot_be_opened_is_answered_with_its_sentence():
    assert "cut off" in show(b"PK\x03\x04 and no more", "bill.xlsx", "Itemised row 2").says
    assert "is empty" in show(b"", "a.csv", "line 1").says


def test_long_cells_and_wide_rows_are_cut_and_the_cut_is_seen():
    wide = ",".join(["x" * 2000] + ["y"] * 99).encode()
    [cells] = marked(show(b"a,b\n" + wide + b"\n", "a.csv", "line 2"))
    assert len(cells) == WIDEST and cells[-1] == "…"
    assert len(cells[0]) == LONGEST and cells[0].endswith("…")


@pytest.mark.parametrize("program", ["print('nonsense')", "pass", """print('["remark","row","",{"line":"line 1"}]\\n["ended",0,0]')"""])
def test_a_process_that_says_something_else_is_not_believed(program):
    shown = sandbox.show(io.BytesIO(b"x"), "a.csv", "line 1", entry=("-c", program))
    assert shown.rows == () and "could not be reached" in shown.says


@pytest.mark.parametrize(
    "value",
    [
        None,
        {"line": "line 1", "cells": ["x"], "what": "<b>"},
        {"line": "line 1", "cells": [1], "what": "place"},
        {"line": "line 1", "cells": ["x" * (LONGEST + 1)], "what": "place"},
        {"line": "line 1", "cells": ["x"] * (WIDEST + 1), "what": "place"},
    ],
)
def test_a_row_of_another_shape_is_not_believed(value):
    with pytest.raises(Garbled):
        believed([Remark("row", "", value)])


def test_more_rows_than_are_shown_are_not_believed():
    row = Remark("row", "", {"line": "line 1", "cells": ["x"], "what": "beside"})
    assert len(believed([row] * (MOST_SHOWN + 1)).rows) == MOST_SHOWN + 1
    with pytest.raises(Garbled):
        believed([row] * (MOST_SHOWN + 2))
