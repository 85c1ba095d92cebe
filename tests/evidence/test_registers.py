"""Who held which telephone when, and whose number another is."""

from custodiet.evidence.readers.registers import DEVICE_REGISTER, PHONE_LINKS
from tests.evidence.extract_files import one, read, table

LINES = "CTN|Staff ID|Staffname|IMEI|Date allocated|Date returned"


def test_a_line_register_says_who_held_a_number_from_which_day_until_the_end_of_which():
    row = one(DEVICE_REGISTER, LINES, "07700 900471|4471|HOLLOWAY|004400152020005|01/10/2021|15/03/2022")
    assert (row["msisdn_e164"], row["staff_id"], row["from"], row["to"]) == (
        "+447700900471",
        "4471",
        "2021-09-30T23:00:00",
        "2022-03-16T00:00:00",
    )


def test_a_number_that_a_spreadsheet_has_spoilt_is_refused_and_shown():
    reading, facts = read(DEVICE_REGISTER, table(LINES, "4.47701E+11|4471|HOLLOWAY||01/10/2021|15/03/2022", "7700900471|4471|X|||"))
    assert facts == []
    assert ["scientific notation" in reading.refusals[0].reason, "no leading 0" in reading.refusals[1].reason] == [True, True]
    assert "4.47701E+11" in reading.refusals[0].text


def test_an_imei_that_a_spreadsheet_has_spoilt_is_refused():
    spoilt = ("4.4E+14", "4400152020005")
    reading, _ = read(DEVICE_REGISTER, table(LINES, *(f"07700 900471|4471|HOLLOWAY|{each}|01/10/2021|15/03/2022" for each in spoilt)))
    assert ["which has 14 to 16 digits" in refusal.reason for refusal in reading.refusals] == [True, True]


def test_a_pool_telephone_has_no_holder():
    row = one(DEVICE_REGISTER, LINES, "07700 900490||WESTMERE POOL||13/10/2021|")
    assert (row["pool"], row["staff_id"]) == (True, None)


def test_intune_s_log_in_becomes_a_staff_number_only_as_a_person_says():
    content = table(
        "DeviceName|IMEI|PhoneNumber|PrimaryUser|Ownership|EnrolledDate",
        "WM-1|004400152020005|+447700900471|pc4471@example.org|Company|2021-10-01T08:00:00Z",
    )
    reading, facts = read(DEVICE_REGISTER, content)
    assert [question.key for question in reading.questions] == ["user_is"]
    assert (facts[0].values["staff_id"], facts[0].values["from"]) == (None, "2021-10-01T08:00:00")
    assert read(DEVICE_REGISTER, content, user_is="digits")[1][0].values["staff_id"] == "4471"
    assert read(DEVICE_REGISTER, content, user_is="before")[1][0].values["staff_id"] == "pc4471"


def test_a_telephone_of_the_officer_s_own_is_a_link_and_no_asset_of_the_force():
    _, facts = read(DEVICE_REGISTER, table("Mobile number|Staff ID|Ownership", "07700 900672|4471|Personal"))
    assert [(fact.table, fact.values["msisdn_e164"], fact.values["staff_id"]) for fact in facts] == [
        ("phone_link", "+447700900672", "4471")
    ]


def test_a_row_that_names_no_telephone_is_refused():
    reading, _ = read(DEVICE_REGISTER, table(LINES, "|4471|HOLLOWAY||01/10/2021|15/03/2022", "extension four|4471|HOLLOWAY|||"))
    assert reading.rows_refused == 2


def test_a_link_may_be_a_number_or_the_name_that_a_chat_shows():
    rows = ("07700 900123|P-10234||Confirmed|N", "Amy Lockyer|P-10234|||", "+44 7700 900672||4471|Recycled|Y")
    _, facts = read(PHONE_LINKS, table("Number or name|Person ID|Staff ID|Confidence|Shared", *rows))
    assert [tuple(each.values.get(name) for name in ("msisdn_e164", "person_id", "staff_id", "confidence")) for each in facts] == [
        ("+447700900123", "P-10234", None, "confirmed"), ("Amy Lockyer", "P-10234", None, None),
        ("+447700900672", None, "4471", "contested"),
    ]  # fmt: skip


def test_a_link_to_nobody_is_refused():
    reading, _ = read(PHONE_LINKS, table("Number or name|Person ID|Staff ID", "07700 900123||"))
    assert reading.refusals[0].reason == "It says neither the person nor the officer."
