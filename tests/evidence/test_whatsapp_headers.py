"""Every shape of header that telephones write is read right, or the order of its day is asked; none is guessed in silence."""

from datetime import datetime, timedelta
from itertools import product

import pytest

from custodiet.evidence.readers.whatsapp import WhatsApp
from custodiet.evidence.readers.whatsapp_header import header
from tests.evidence.exhibit import read

NNBSP, THIN, NBSP, LRM, RLM, BOM = "\u202f", "\u2009", "\u00a0", "\u200e", "\u200f", "\ufeff"
FIRST = datetime(2021, 11, 4, 9, 5, 11)
"""The fourth of November in one order, the eleventh of April in the other."""

DATES = {
    "dd/mm/yyyy": ("{d:02}/{m:02}/{y}", "dmy"), "d/m/yy": ("{d}/{m}/{s:02}", "dmy"), "m/d/yy": ("{m}/{d}/{s:02}", "mdy"),
    "m/d/yyyy": ("{m}/{d}/{y}", "mdy"), "dd.mm.yy": ("{d:02}.{m:02}.{s:02}", "dmy"), "d.m.yyyy": ("{d}.{m}.{y}", "dmy"),
    "d. m. yyyy.": ("{d}. {m}. {y}.", "dmy"), "d-m-yyyy": ("{d}-{m}-{y}", "dmy"), "dd-mm-yy": ("{d:02}-{m:02}-{s:02}", "dmy"),
    "yyyy/n/n": ("{y}/{m}/{d}", "ymd"), "yyyy-mm-dd": ("{y}-{m:02}-{d:02}", "ymd"), "yyyy. n. n.": ("{y}. {m}. {d}.", "ymd"),
    "yy/mm/dd": ("{s:02}/{m:02}/{d:02}", "ymd"),
}  # fmt: skip
TIMES = {
    "HH:MM": "{h:02}:{n:02}", "H:MM:SS": "{h}:{n:02}:{c:02}", "HH.MM": "{h:02}.{n:02}", "HH.MM.SS": "{h:02}.{n:02}.{c:02}",
    "h:mm am": "{k}:{n:02} {a}", "h:mm:ss AM": "{k}:{n:02}:{c:02} {A}", "nnbsp": "{k}:{n:02}" + NNBSP + "{A}",
    "thin": "{k}:{n:02}" + THIN + "{a}",
    "p. m.": "{k}:{n:02} {a1}." + NBSP + "m.", "a.m.": "{k}:{n:02} {a1}.m.",
}  # fmt: skip
FRAMES = {
    "Android": "{day}, {time} - ", "no comma": "{day} {time} - ", "iOS": "[{day}, {time}] ", "iOS no comma": "[{day} {time}] ",
    "iOS with a mark": LRM + "[{day}, {time}] " + LRM, "two marks of order": BOM + BOM + "{day}, {time} - ", "klo": "{day} klo {time} - ",
    "right to left": RLM + "{day}، {time} - ",
}  # fmt: skip
EVERY = list(product(DATES, TIMES, FRAMES))
"""1,040 shapes. Not all of them were met; a reader that takes them all takes those that were."""
VARIANTS = EVERY[::7]
"""Every seventh: seven is prime to the numbers of times and frames, so each day meets each time and each frame."""


def stamp(at: datetime, day: str, time: str, frame: str) -> str:
    half = "am" if at.hour < 12 else "pm"
    fields = {
        "d": at.day, "m": at.month, "y": at.year, "s": at.year % 100, "h": at.hour, "n": at.minute, "c": at.second,
        "k": at.hour % 12 or 12, "a": half, "A": half.upper(), "a1": half[0],
    }  # fmt: skip
    return FRAMES[frame].format(day=DATES[day][0].format(**fields), time=TIMES[time].format(**fields))


def chat(moments: list[datetime], day: str, time: str, frame: str) -> str:
    return "".join(
        f"{stamp(at, day, time, frame)}{name}: text {n}\n" for n, (at, name) in enumerate(zip(moments, ["Anna", "Sam"] * 50, strict=False))
    )


def read_at(text: str, **answers: str) -> tuple[list[str | None], list[str], list[str]]:
    reading, facts = read(WhatsApp(), text, "WhatsApp Chat with Anna.txt", **answers)
    assert not reading.refusals
    return [fact["at"] for fact in facts], [question.key for question in reading.questions], [fact["from"] for fact in facts]


def expected(moments: list[datetime], time: str) -> list[str]:
    whole = [at if "ss" in time.lower() else at.replace(second=0) for at in moments]
    return [at.isoformat() for at in whole]


@pytest.mark.parametrize(("day", "time", "frame"), VARIANTS)
def test_a_shape_is_read_right_once_a_day_above_twelve_settles_its_order(day, time, frame):
    moments = [FIRST + timedelta(days=days, hours=hours) for days, hours in ((0, 0), (2, 6), (20, 3), (21, 4))]
    at, asked, names = read_at(chat(moments, day, time, frame))
    assert (at, asked, names) == (expected(moments, time), [], ["Anna", "Sam", "Anna", "Sam"])


@pytest.mark.parametrize(("day", "time", "frame"), VARIANTS)
def test_a_shape_that_leaves_the_order_open_is_asked_and_the_answer_settles_it(day, time, frame):
    text = chat([FIRST, FIRST + timedelta(hours=1)], day, time, frame)
    order = DATES[day][1]
    at, asked, _ = read_at(text)
    right = expected([FIRST, FIRST + timedelta(hours=1)], time)
    if order == "ymd":  # the year stands first, or can be no day
        assert (at, asked) == (right, [])
    else:
        assert (at, asked) == ([None, None], ["date_order"])
        assert read_at(text, date_order=order)[0] == right


def test_the_shapes_tried_hold_each_day_with_each_time_and_each_frame():
    assert len(VARIANTS) > 96
    for these, those in ((0, 1), (0, 2), (1, 2)):
        assert {(each[these], each[those]) for each in VARIANTS} == {(each[these], each[those]) for each in EVERY}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[31/12/2022 11:40:26] Anna:", "2022-12-31T11:40:26"),
        ("13. 6. 2018. 21:25:15 - Anna: x", "2018-06-13T20:25:15"),
        ("13.6.2018 klo 21.25.15 - Anna: x", "2018-06-13T20:25:15"),
        ("3/16/15, 9:05:33: Anna: x", "2015-03-16T09:05:33"),
        ("١٣\u200f/٦\u200f/٢٠١٨، ٩:٠٥ م - Anna: x", "2018-06-13T20:05:00"),
        ("۱۳/۶/۲۰۱۸ ۲۱:۰۵ - Anna: x", "2018-06-13T20:05:00"),
        ("24/11/2564, 19:03 - Anna: x", "2021-11-24T19:03:00"),
        ("24/11/64 19:03 - Anna: x", "2021-11-24T19:03:00"),
        ("[24/11/2564 BE, 19:03:11] Anna: x", "2021-11-24T19:03:11"),
        ("令和3年11月24日 19:03 - Anna: x", "2021-11-24T19:03:00"),
        ("平成30年11月24日 午後7:03 - Anna: x", "2018-11-24T19:03:00"),
        ("R3/11/24 19:03 - Anna: x", "2021-11-24T19:03:00"),
        ("[24/11/3 R, 19:03:11] Anna: x", "2021-11-24T19:03:11"),
        ("2021/11/24 下午7:03 - Anna: x", "2021-11-24T19:03:00"),
        ("24/11/2021 à 19:03 - Anna: x", "2021-11-24T19:03:00"),
        ("24/11/2021, 7:03 yh - Anna: x", "2021-11-24T19:03:00"),
        ("24/11/2021, 12:03 am - Anna: x", "2021-11-24T00:03:00"),
        ("24/11/2021, 12:03 pm - Anna: x", "2021-11-24T12:03:00"),
    ],
)
def test_a_rare_shape_is_read_right(line, said):
    at, asked, names = read_at(line)
    assert (at, asked, names) == ([said], [], ["Anna"])


def test_the_lines_that_are_hard_to_escape_are_read():
    lines = (
        "[31/12/2022, 11:40:26\u202fPM] \u200eAnna: \u200eimage omitted",
        "\ufeff1/2/23, 9:05 am - Messages and calls are end-to-end encrypted.",
        "\u200e[3/4/21 09:05:11] ~\u202fSam: ok",
        "03/06/2023, 6:12\u202fam - Jo: hi <This message was edited>",
    )
    said = [read(WhatsApp(), line, "_chat.txt", date_order="dmy")[1][0] for line in lines]
    assert [(fact["at"], fact["from"], fact["kind"], fact["marks"]) for fact in said] == [
        ("2022-12-31T23:40:26", "Anna", "media", "omitted, image"),
        ("2023-02-01T09:05:00", None, "system", "encryption notice"),
        ("2021-04-03T08:05:11", "~ Sam", "message", "unsaved name"),
        ("2023-06-03T05:12:00", "Jo", "message", "edited"),
    ]
    assert [fact["at_text"] for fact in said] == [
        "31/12/2022, 11:40:26\u202fPM",
        "1/2/23, 9:05 am",
        "3/4/21 09:05:11",
        "03/06/2023, 6:12\u202fam",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "at 24/11/2021, 19:03 - we met", "[24/11, 19:03] Anna: x", "24/11/2021 - Anna: x", "24/11/2021, 19:03 Anna",
        "[24/11/2021, 19:03 - Anna: x",
        "24/11-2021, 19:03 - Anna: x", "2021/11/2021, 19:03 - x", "24/11/202119:03 - x", "24/11/2021, 19:03: a note", "1234567890", "",
        "[", "[[[[[",
    ],
)  # fmt: skip
def test_a_line_that_only_resembles_a_header_is_none(line):
    assert header(line) is None


@pytest.mark.parametrize("piece", ["1", "[", "1/", "1/1/1, ", " ", "\u200e", "[1/1/21, ", "1. ", "上午", "a. ", "令和", "1:1"])
def test_a_line_made_to_explode_a_pattern_takes_no_longer_than_its_length(piece):
    line = "[1/1/21, 9:05" + piece * (200_000 // len(piece))
    assert header(line) is None or header(line).rest
