"""Extracts of the force's systems become facts; what they do not say is asked or refused, never guessed."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.evidence.facts import BY_NAME
from custodiet.evidence.readers.access_log import ACCESS_LOG
from custodiet.evidence.readers.extracts import EXTRACTS
from custodiet.evidence.readers.registers import DEVICE_REGISTER, PHONE_LINKS
from custodiet.evidence.readers.roster import FIELDS, ROSTER
from custodiet.evidence.reading import Answers
from tests.evidence.extract_files import CELLS, one, read, sheet, table, unreadable

PLAIN = {each.name: each for each in EXTRACTS}
EVERY = (*EXTRACTS, ACCESS_LOG, DEVICE_REGISTER, PHONE_LINKS, ROSTER)


def headers(reader) -> list[str]:
    """A file's headers: the first word that each of the reader's columns goes by."""
    fields = FIELDS if reader is ROSTER else reader.fields
    return list(dict.fromkeys(field.synonyms[0] for field in fields))


@pytest.mark.parametrize("reader", EVERY, ids=lambda reader: reader.name)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_rows_read_and_rows_refused_are_the_rows_of_the_file(reader, data):
    head = headers(reader)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=1, max_size=len(head) + 1), max_size=6))
    content = sheet([head, *rows])
    reading, facts = read(reader, content)
    there = [row for row in csv.reader(io.StringIO(content.decode())) if any(cell.strip() for cell in row)]
    again = sum([cell.strip() for cell in row] == head for row in there)
    assert reading.rows_read + reading.rows_refused == reading.rows_in_file == len(there) - again
    assert all(fact.table in BY_NAME for fact in facts)


@pytest.mark.parametrize("reader", EVERY, ids=lambda reader: reader.name)
@settings(max_examples=20, deadline=None)
@given(content=st.binary(max_size=400))
def test_no_bytes_end_in_anything_but_facts_or_a_sentence(reader, content):
    why = unreadable(reader, content)
    assert why is None or why.endswith((".", ")"))


@pytest.mark.parametrize("reader", EVERY, ids=lambda reader: reader.name)
def test_every_column_of_a_reader_is_one_of_its_table_or_a_part_of_one(reader):
    if reader is ROSTER:
        return
    parts = {"number", "reason_code", "behalf", "seconds_open", "holder", "user", "ownership"}
    own = {column.name for column in BY_NAME[reader.table].columns}
    assert {column.name for column in reader.columns} - own <= parts


def test_an_incident_keeps_its_times_in_utc_and_as_they_stood():
    assert one(PLAIN["incidents"], "CAD No|Opened|Closed|Opening code|DA", "WV-7|10/07/2021 20:14|13/07/2021 01:00:00|Domestic|Y") == {
        "incident_id": "WV-7", "opened": "2021-07-10T19:14:00", "closed": "2021-07-13T00:00:00", "type": "Domestic", "da_flag": True,
        "at_text": "10/07/2021 20:14; 13/07/2021 01:00:00", "zone": "Europe/London",
    }  # fmt: skip


def test_day_and_time_may_stand_in_two_columns():
    assert one(PLAIN["incidents"], "Log no|Date opened|Date opened time", "7|21/11/2021|20:14")["opened"] == "2021-11-21T20:14:00"


def test_until_a_day_means_until_the_end_of_it():
    row = one(PLAIN["assignments"], "Crime no|Staff ID|Role|From|To", "CR/1/21|3310|Officer in the case|22/11/2021|20/12/2021")
    assert (row["role"], row["from"], row["to"]) == ("OIC", "2021-11-22T00:00:00", "2021-12-21T00:00:00")


def test_a_word_for_still_is_no_day():
    row = one(PLAIN["assignments"], "Crime no|Staff ID|Role|From|To", "CR/1/21|3310|OIC|22/11/2021|Ongoing")
    assert "to" not in row


def test_dates_that_are_dates_both_ways_are_asked_for_and_read_without_a_day_until_answered():
    content = table("Log no|Opened", "7|03/04/2021 10:00")
    reading, facts = read(PLAIN["incidents"], content)
    assert [question.key for question in reading.questions] == ["date_order"]
    assert [choice.shows for choice in reading.questions[0].choices] == [
        "“03/04/2021 10:00” is 3 April 2021",
        "“03/04/2021 10:00” is 4 March 2021",
    ]
    assert "opened" not in facts[0].values
    assert facts[0].values["at_text"] == "03/04/2021 10:00"
    assert len(reading.undated) == 1
    _, answered = read(PLAIN["incidents"], content, date_order="mdy")
    assert answered[0].values["opened"] == "2021-03-04T10:00:00"


def test_one_day_beyond_the_twelfth_proves_the_order_of_the_whole_file():
    _, facts = read(PLAIN["incidents"], table("Log no|Opened", "7|03/04/2021 10:00", "8|13/04/2021 10:00"))
    assert [fact.values["opened"] for fact in facts] == ["2021-04-03T09:00:00", "2021-04-13T09:00:00"]


def test_the_hour_that_the_clock_shows_twice_is_left_without_a_day_where_there_is_no_second_column():
    reading, facts = read(PLAIN["attendance"], table("Log no|Collar no|At scene|Clear", "7|4471|31/10/2021 01:30|31/10/2021 04:00"))
    assert (facts[0].values.get("at_scene"), facts[0].values["clear"]) == (None, "2021-10-31T04:00:00")
    assert "clock stood there twice" in reading.undated[0].reason


def test_status_times_alone_stand_on_the_day_of_the_row_and_may_run_past_midnight():
    row = one(PLAIN["attendance"], "Log no|Date|Collar no|Assigned|At scene|Clear", "7|21/11/2021|4471|23:50|00:04|01:15")
    assert (row["assigned"], row["at_scene"], row["clear"]) == ("2021-11-21T23:50:00", "2021-11-22T00:04:00", "2021-11-22T01:15:00")


def test_several_collar_numbers_in_one_cell_are_several_officers_sent():
    _, facts = read(PLAIN["attendance"], table("Log no|Collar nos|At scene", "7|4471; 5218|21/11/2021 20:31"))
    assert [fact.values["staff_id"] for fact in facts] == ["4471", "5218"]


def test_an_officer_named_without_a_number_is_refused():
    reading, _ = read(PLAIN["attendance"], table("Log no|Officer|At scene", "7|Gareth Holloway|21/11/2021 20:31"))
    assert reading.refusals[0].reason == "“Gareth Holloway” holds no staff number, and a name alone is nobody's key."


def test_a_row_that_does_not_say_whom_it_concerns_is_refused():
    reading, facts = read(PLAIN["involvements"], table("Incident no|Person ID|Role", "WV-7||Victim", "|P-1|Victim"))
    assert facts == []
    assert [refusal.reason for refusal in reading.refusals] == [
        "It does not say the person.",
        "It says neither the number of the incident nor the number of the crime.",
    ]


def test_a_word_that_no_code_table_knows_is_asked_for_and_may_be_answered():
    content = table("Crime no|Person ID|Role", "CR/1/21|P-1|Zeuge")
    reading, facts = read(PLAIN["involvements"], content)
    assert [question.key for question in reading.questions] == ["code.role.Zeuge"]
    assert facts[0].values["role"] is None
    _, answered = read(PLAIN["involvements"], content, **{"code.role.Zeuge": "witness"})
    assert answered[0].values["role"] == "witness"


def test_a_column_of_words_that_nobody_knows_is_asked_for_only_so_far():
    content = table("Crime no|Person ID|Role", *(f"CR/1/21|P-1|word {number}" for number in range(200)))
    reading, _ = read(PLAIN["involvements"], content)
    assert len(reading.questions) == 40
    assert "wrong column" in next(remark.says for remark in reading.remarks if remark.key == "codes")


def test_of_a_date_of_birth_only_the_year_is_kept():
    assert one(PLAIN["persons"], "Nominal no|DOB|Sex", "P-1|12/05/1993|F") == {
        "person_id": "P-1", "dob_year": 1993, "sex": "F", "at_text": None, "zone": None,
    }  # fmt: skip


def test_a_year_of_birth_of_two_digits_may_be_either_century_and_is_left_empty():
    assert one(PLAIN["persons"], "Nominal no|DOB", "P-1|12/05/21")["dob_year"] is None


def test_a_warrant_number_leaves_the_reader_only_as_a_digest():
    row = one(PLAIN["staff"], "Staff ID|Warrant no|Kind|FTE", "4471|W 88 12|Police staff|80%")
    assert (row["kind"], row["hours_fraction"]) == ("staff", 0.8)
    assert len(str(row["warrant_no_hash"])) == 64
    reading, _ = read(PLAIN["staff"], table("Staff ID|Warrant no|Kind|FTE", "4471|W 88 12|Police staff|most"))
    assert reading.refusals[0].text == ""


def test_the_zone_that_a_header_names_holds_for_its_column():
    assert one(PLAIN["incidents"], "Log no|Opened (UTC)|Closed", "7|21/07/2021 20:14|21/07/2021 22:14")["opened"] == "2021-07-21T20:14:00"


def test_a_zone_that_nobody_knows_is_refused_with_what_to_give():
    with pytest.raises(Exception, match="Give Europe/London"):
        read(PLAIN["incidents"], table("Log no|Opened", "7|21/07/2021 20:14"), zone="Mars/Olympus")


def test_columns_that_are_not_known_are_asked_for_with_an_example_of_each():
    reading, _ = read(PLAIN["incidents"], table("Alpha|Opened|Grade", "WV-7|21/11/2021 20:14|1"))
    assert [question.key for question in reading.questions] == ["column.incident_id"]
    assert reading.rows_refused == 1
    answers: Answers = {"column.incident_id": "Alpha"}
    assert read(PLAIN["incidents"], table("Alpha|Opened|Grade", "WV-7|21/11/2021 20:14|1"), **answers)[1][0].values["incident_id"] == "WV-7"


@pytest.mark.parametrize("name", ["custody", "stops", "calls_handled", "briefings", "licence_applications"])
def test_what_a_member_of_staff_did_about_a_person_is_one_shape(name):
    row = one(PLAIN[name], "No|Collar no|Person ID|Date and time|Until", "77|4471|P-10234|21/11/2021 22:00|21/11/2021 23:30")
    assert (row["id"], row["staff_id"], row["person_id"], row["at"], row["until"]) == (
        "77", "4471", "P-10234", "2021-11-21T22:00:00", "2021-11-21T23:30:00",
    )  # fmt: skip


def test_a_posting_a_task_an_account_a_tie_and_a_logged_contact_are_read():
    assert one(PLAIN["postings"], "Staff ID|Unit|Line manager|From", "4471|WM-R|6045|13/09/2021")["supervisor_id"] == "6045"
    assert one(PLAIN["tasks"], "Task no|Staff ID|Person ID|Type|From", "9|4471|P-1|Missing person|13/09/2021")["kind"] == "missing"
    assert one(PLAIN["accounts"], "Username|Staff ID|Generic account", "desk|6045|Yes")["is_shared"] is True
    assert one(PLAIN["associations"], "Staff ID|Person ID|Relationship", "4471|P-1|Neighbour")["kind"] == "neighbour"
    contact = one(PLAIN["contact_log"], "Person ID|Staff ID|Contact date|Contact time|Method", "P-1|3310|22/11/2021|10:00|Telephone")
    assert (contact["at"], contact["channel"]) == ("2021-11-22T10:00:00", "call")


@pytest.mark.parametrize(
    ("reader", "head", "row"),
    [(PLAIN["tasks"], "Task no,Staff ID,Person ID,Kind", "T1,4471,P-30000,"), (ROSTER, "Staff ID,Date,Code", "4471,24/11/2021,")],
)
def test_a_word_as_long_as_a_page_is_no_code_and_refuses_its_row(reader, head, row):
    reading, _ = read(reader, f"{head}\n{row}{'x' * 50_000}\n".encode())
    assert "has 50,000 characters, too many for" in reading.refusals[0].reason
    assert reading.questions == [] and reading.rows_refused == 1
