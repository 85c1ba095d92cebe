"""The account of two people: what is counted, once, on or off duty, and what explains a look."""

import pytest

from custodiet.detection import account
from custodiet.detection.engine import Engine
from tests.detection.made import facts

ENDS = """
phone_asset
msisdn_e164  staff_id  from              to
07700900471  4471      2021-01-01 00:00  -

phone_link
msisdn_e164  person_id  staff_id  valid_from        confidence
07700900123  P-1        -         2021-01-01 00:00  confirmed
"""
MET = """
incident
incident_id  opened            closed            type
INC-7        2021-11-21 20:00  2021-11-22 02:00  domestic incident

attendance
incident_id  staff_id  at_scene          clear
INC-7        4471      2021-11-21 20:30  2021-11-21 23:30

involvement
incident_id  person_id  role
INC-7        P-1        victim
"""
DUTIES = """
duty
staff_id  planned_start     planned_end       actual_start      actual_end        code
4471      2021-11-22 07:00  2021-11-22 15:00  2021-11-22 07:00  2021-11-22 16:00  duty
4471      2021-11-23 00:00  2021-11-24 00:00  -                 -                 RD
4471      2021-11-26 07:00  2021-11-26 15:00  -                 -                 duty
4471      2021-11-29 07:00  2021-11-29 15:00  2021-11-29 07:00  2021-11-29 15:00  unknown
4471      2021-11-30 00:00  2021-12-01 00:00  -                 -                 RD
4471      2021-11-30 09:00  2021-11-30 12:00  2021-11-30 09:00  2021-11-30 12:00  unknown
"""


def account_of(folder, officer="4471", person="P-1"):
    with Engine(folder) as engine:
        account.prepare(engine)
        return account.between(engine, officer, person)


def bill(*rows):
    head = "comms\nat  asset_msisdn  other_e164  direction  kind  duration_s\n"
    return head + "\n".join(rows)


def counts(found, *keys):
    return tuple(found.figure(key).number for key in keys)


def test_calls_and_texts_are_counted_and_open_their_lines(tmp_path):
    rows = ["2021-11-22 10:00  07700900471  07700900123  out  call  61", "2021-11-23 10:00  07700900471  07700900123  out  sms  -"]
    found = account_of(facts(tmp_path, ENDS + "\n" + bill(*rows), "bill.csv"))
    assert counts(found, "calls", "texts", "contacts") == (1, 1, 2)
    assert [entry.origins[0].line for entry in found.rows(found.figure("texts"))] == ["line 3"]
    assert found.statement[0] == "1 call and 1 text in one week, from 22 November 2021 to 23 November 2021."


def test_one_day_is_said_as_one_day(tmp_path):
    found = account_of(facts(tmp_path, ENDS + "\n" + bill("2021-11-22 10:00  07700900471  07700900123  out  call  61")))
    assert found.statement[0] == "1 call on 22 November 2021."


def test_a_number_is_somebodys_only_while_the_register_says_so(tmp_path):
    register = """
phone_asset
msisdn_e164  staff_id  from              to
07700900471  4471      2021-01-01 00:00  2021-11-23 00:00
07700900471  5512      2021-11-23 00:00  -

phone_link
msisdn_e164  person_id
07700900123  P-1
"""
    rows = ["2021-11-22 10:00  07700900471  07700900123  out  call  61", "2021-11-23 10:00  07700900471  07700900123  out  call  5"]
    folder = facts(tmp_path, register + "\n" + bill(*rows))
    assert counts(account_of(folder), "calls") == (1,)
    assert counts(account_of(folder, officer="5512"), "calls") == (1,)


@pytest.mark.parametrize(
    ("at", "duty"),
    [
        ("2021-11-22 10:00", "on duty"),
        ("2021-11-22 15:30", "on duty"),  # worked on after the planned end
        ("2021-11-22 16:00", "off duty"),
        ("2021-11-23 12:00", "off duty"),  # a rest day
        ("2021-11-24 12:00", "unknown"),  # the roster is silent
        ("2021-11-26 12:00", "on duty"),  # by the plan only
        ("2021-11-29 12:00", "unknown"),  # a code that nobody knows
        ("2021-11-29 20:00", "unknown"),
        ("2021-11-30 10:00", "unknown"),
        ("2021-11-30 20:00", "off duty"),
    ],
)
def test_duty_is_judged_by_the_duty_as_worked_and_unknown_where_the_roster_is_silent(tmp_path, at, duty):
    found = account_of(facts(tmp_path, ENDS + DUTIES + "\n" + bill(f"{at}  07700900471  07700900123  out  sms  -")))
    assert [entry.duty for entry in found.entries] == [duty]
    assert ("only the planned duty" in " ".join(found.cautions)) == (at == "2021-11-26 12:00")


def test_bill_handset_and_report_of_the_same_contacts_are_counted_once_with_all_their_sources(tmp_path):
    facts(tmp_path, ENDS)
    facts(
        tmp_path,
        bill("2021-11-22 10:00  07700900471  07700900123  out  call  61", "2021-11-22 10:01  07700900471  07700900123  out  sms  -",
             "2021-11-22 10:01  07700900471  07700900123  out  sms  -"), "bill.csv",
    )  # fmt: skip
    handset = [
        "2021-11-22 10:00:20  07700900123  07700900471  in  call  60",
        "2021-11-22 10:01:10  07700900123  07700900471  in  sms  -",
        "2021-11-22 10:01:40  07700900123  07700900471  in  sms  -",
        "2021-11-22 18:00:00  07700900123  07700900471  out  sms  -",
    ]
    facts(tmp_path, bill(*handset), "handset.xml")
    found = account_of(tmp_path)
    assert counts(found, "calls", "texts", "from_officer", "to_officer") == (1, 3, 3, 1)
    assert [len(entry.origins) for entry in found.entries] == [2, 2, 2, 1]


def test_a_look_is_explained_by_the_scene_and_not_a_fortnight_later(tmp_path):
    looks = """
account
account_id  staff_id
GH4471      4471

access
at                account_id  person_id  system   action
2021-11-21 20:10  GH4471      P-1        records  open
2021-12-02 21:00  GH4471      P-1        records  open
"""
    found = account_of(facts(tmp_path, ENDS + MET + looks))
    assert counts(found, "look_ups", "unexplained_look_ups", "meetings") == (2, 1, 1)
    first, second = (entry for entry in found.entries if entry.lane == "records looked at")
    assert "INC-7" in first.detail and "unexplained" not in first.marks
    assert "unexplained" in second.marks


def test_what_comes_after_the_matter_closed_is_marked(tmp_path):
    found = account_of(facts(tmp_path, ENDS + MET + "\n" + bill("2021-11-23 10:00  07700900471  07700900123  out  sms  -")))
    assert counts(found, "after_closed") == (1,)
    assert "The first contact after that was 2 days later." in found.statement


def test_chat_messages_of_both_are_counted_and_the_programs_own_lines_are_not(tmp_path):
    chat = """
phone_link
msisdn_e164  person_id  staff_id
Amy          P-1        -
Gaz          -          4471

message
at                conv_id  from  to   channel   body   kind
2021-11-25 21:00  c        Amy   -    whatsapp  hello  message
2021-11-25 23:30  c        Gaz   -    whatsapp  you    message
2021-11-25 21:00  c        Amy   -    whatsapp  lock   system
2021-11-25 21:05  c        Ben   -    whatsapp  hi     message
"""
    found = account_of(facts(tmp_path, chat))
    assert counts(found, "chats", "from_officer", "to_officer", "at_night") == (2, 1, 1, 1)


def test_a_record_that_was_merged_is_the_person_it_became(tmp_path):
    merged = """
person
person_id  merged_into
P-9        P-1
"""
    folder = facts(tmp_path, ENDS + merged + "\n" + bill("2021-11-22 10:00  07700900471  07700900123  out  call  61"))
    assert counts(account_of(folder, person="P-9"), "calls") == (1,)


def test_a_pool_telephone_makes_the_contact_contested(tmp_path):
    register = ENDS.replace(
        "staff_id  from              to\n07700900471  4471      2021-01-01 00:00  -", "staff_id  pool\n07700900471  4471      yes"
    )
    found = account_of(facts(tmp_path, register + "\n" + bill("2021-11-22 10:00  07700900471  07700900123  out  call  61")))
    assert counts(found, "contested") == (1,)
    assert found.cautions[0].startswith("Some contacts rest on a number that was shared")


def test_an_empty_folder_says_that_the_files_show_nothing(tmp_path):
    assert account_of(tmp_path).statement == (
        "The files show no contact between the two.",
        "The files show no look at the person's record.",
    )
