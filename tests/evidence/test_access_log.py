"""Who looked at what, for whom and why: the access log of a records system and of the Police National Computer."""

import pytest

from custodiet.evidence.readers.access_log import ACCESS_LOG
from custodiet.evidence.readers.staff_numbers import collar_in, staff_in
from tests.evidence.extract_files import one, read, table
from tests.evidence.tables import Result

HEAD = "Event ID|Date|Time|User ID|Terminal|Action|Record type|Record ID|Search terms|Results|Reason code|Reason|Originator"


def test_a_look_is_read_with_everything_that_the_log_says():
    row = one(ACCESS_LOG, HEAD, "AE1|02/07/2021|21:52:06|WV4471|WM-04|View|Nominal|P-10234||3|07|Intel|", date_order="dmy")
    assert row == {
        "access_id": "AE1", "at": "2021-07-02T20:52:06", "at_text": "02/07/2021 21:52:06", "zone": "Europe/London", "account_id": "WV4471",
        "workstation": "WM-04", "action": "open", "entity_type": "person", "entity_id": "P-10234", "person_id": "P-10234", "hits": 3,
        "reason_raw": "07 Intel",
    }  # fmt: skip


def test_a_record_that_is_no_person_s_names_no_person():
    row = one(ACCESS_LOG, HEAD, "AE1|22/11/2021|21:52|WV4471|WM-04|Print|Crime|CR/1/21||||File|")
    assert (row["action"], row["entity_type"], row.get("person_id")) == ("print", "crime", None)


def test_operator_and_originator_are_two_people():
    row = one(ACCESS_LOG, HEAD, "AE1|21/11/2021|20:44|WV9120|CTRL-14|Search|Person|P-10235|||1|Request|PC 4471 HOLLOWAY WESTMERE")
    assert (row["account_id"], row["originator_staff_id"], row["originator_raw"]) == ("WV9120", "4471", "PC 4471 HOLLOWAY WESTMERE")


def test_what_was_searched_for_never_leaves_the_reader():
    content = table(
        HEAD, "AE1|21/11/2021|20:44|WV4471|WM-04|Search|||Lockyer  Amy|3|||", "AE2|21/11/2021|20:45||WM-04|Search|||LOCKYER AMY|3|||"
    )
    reading, facts = read(ACCESS_LOG, content)
    assert len(facts[0].values["query_text_hash"]) == 64
    assert reading.rows_refused == 1
    assert "lockyer" not in (repr(reading) + repr(facts)).lower()


def test_the_same_search_has_the_same_digest_however_it_was_typed():
    digests = {
        one(ACCESS_LOG, HEAD, f"AE1|21/11/2021|20:44|WV1|T|Search|||{terms}||||")["query_text_hash"]
        for terms in ("Lockyer Amy", "LOCKYER   amy")
    }
    assert len(digests) == 1


def test_an_action_that_is_not_known_is_asked_for():
    reading, facts = read(ACCESS_LOG, table(HEAD, "AE1|21/11/2021|20:44|WV4471|T|TE-44|||||||"))
    assert [question.key for question in reading.questions] == ["code.action.TE-44"]
    assert facts[0].values["action"] is None
    assert one(ACCESS_LOG, HEAD, "AE1|21/11/2021|20:44|WV4471|T|TE-44|||||||", **{"code.action.TE-44": "search"})["action"] == "search"


def test_an_hour_that_the_clock_shows_twice_keeps_both_moments():
    row = one(ACCESS_LOG, HEAD, "AE1|31/10/2021|01:30|WV4471|T|View|||||||")
    assert (row["at"], row["at_alt"]) == ("2021-10-31T00:30:00", "2021-10-31T01:30:00")


def test_a_look_without_a_time_of_day_is_read_without_a_moment():
    reading, facts = read(ACCESS_LOG, table(HEAD, "AE1|21/11/2021||WV4471|T|View|||||||"))
    assert "at" not in facts[0].values
    assert "no time of day" in reading.undated[0].reason


def test_seconds_become_milliseconds():
    assert one(ACCESS_LOG, "User ID|Date and time|Action|Duration (seconds)", "WV1|21/11/2021 20:44|View|12.5")["ms_open"] == 12500


@pytest.mark.parametrize(
    ("line", "collar"),
    [
        ("PC 4471 HOLLOWAY", "4471"),
        ("HOLLOWAY PC4471 WM", "4471"),
        ("4471/HOLLOWAY", None),
        ("4471 HOLLOWAY", "4471"),
        ("SGT C6045 DEVEREUX LOG 221", "C6045"),
        ("WV-20211121-0873 PC 4471", "4471"),
        ("4471 5218", None),
        ("PC 4471 AND PC 5218", None),
        ("HOLLOWAY WESTMERE", None),
        ("", None),
    ],
)
def test_a_collar_number_is_taken_from_an_originator_line_only_where_there_is_one(line, collar):
    assert collar_in(line) == collar


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("4471", ["4471"]),
        ("g.holloway@example.org", ["g.holloway@example.org"]),
        ("PC 4471 HOLLOWAY", ["4471"]),
        ("4471; 5218", ["4471", "5218"]),
        ("4471, 5218", ["4471", "5218"]),
        ("PC 4471 HOLLOWAY; PC 5218 RAHMAN", ["4471", "5218"]),
        ("PC 4471 HOLLOWAY; RAHMAN", []),
        ("Gareth Holloway", []),
        ("", []),
    ],
)
def test_a_cell_names_members_of_staff_by_number_or_not_at_all(cell, numbers):
    assert staff_in(cell) == numbers


@pytest.mark.parametrize("header", ["Reason for Search", "Reason given", "Enquiry reason"])
def test_a_reason_is_known_by_the_headers_that_systems_give_it(header):
    read = Result("access_log", f"Date/Time,User ID,Record Ref,{header}\n24/11/2021 19:40:03,GH1,NOM/1,Crime enquiry\n".encode(), "log.csv")
    assert [fact["reason_raw"] for fact in read.facts] == ["Crime enquiry"]
