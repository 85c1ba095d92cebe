"""Each indicator outside the score says what a small table holds, is silent where the files cannot say, and weighs nothing."""

from datetime import date

import pytest

from custodiet.detection import accesses, cascade, contacts, indicators, signs
from custodiet.detection.engine import Engine
from custodiet.detection.finding import Evidence, Finding
from custodiet.detection.indicators.people import hot_subjects
from custodiet.detection.indicators.reactive import REACTIVE, content_signs
from custodiet.detection.indicators.unit import Pair, at_least, once_in
from tests.detection.made import facts

DAY = date(2024, 3, 31)
ENDS = """
phone_asset
msisdn_e164  staff_id
07700900471  1
07700900472  2
07700900473  3

phone_link
msisdn_e164  person_id
07700900123  A
"""
SCENE = """
attendance
incident_id  staff_id  at_scene          clear
i1           1         2024-03-01 20:00  2024-03-01 21:00
i1           2         2024-03-01 20:05  2024-03-01 21:00
i1           3         2024-03-01 20:05  2024-03-01 21:00

involvement
incident_id  person_id  role
i1           A          victim
"""


def comms(*rows):
    """Bills: day and hour of March, the officer's last digit, the way."""
    lines = [f"2024-03-{at}  0770090047{officer}  07700900123  {way}  sms" for at, officer, way in rows]
    return "\n".join(["comms", "at  asset_msisdn  other_e164  direction  kind", *lines, ""])


def said(folder, *tables, officer="1", day=DAY):
    """What each indicator says of that officer and the person A, by code."""
    with Engine(facts(folder, "\n\n".join(table.strip() for table in tables))) as engine:
        contacts.prepare(engine)
        cascade.run(engine)
        signs.prepare(engine)
        found = indicators.context(engine, Pair(officer, "A", day))
    assert all(each.e_value == 1 for each in found)
    return {each.indicator: each for each in found}


def test_c2_says_how_the_colleagues_of_the_same_scene_compare(tmp_path):
    found = said(tmp_path, ENDS, SCENE, comms(*[(f"1{n} 19:00", 1, "out") for n in range(9)], ("12 10:00", 2, "out")))["C2"]
    assert found.says == (
        "9 calls and texts to the person within 70 days; 2 other officers were sent to the same incidents, and the most that one of them "
        "sent is 1. Were each contact equally likely to come from any of them, that would happen about once in 2,000 times."
    )
    assert len(found.origins) == 3


def test_c2_is_silent_where_nobody_else_was_at_the_scene(tmp_path):
    alone = SCENE.replace("i1           2 ", "i2           2 ").replace("i1           3 ", "i2           3 ")
    found = said(tmp_path, ENDS, alone, comms(("12 10:00", 1, "out")))["C2"]
    assert (found.says, found.missing[:11]) == ("", "Nobody else")


def test_c7_counts_who_began_and_what_stayed_without_an_answer(tmp_path):
    rows = [("10 10:00", 1, "out"), ("10 10:30", 1, "in"), ("11 10:00", 1, "in"), *((f"{n} 10:00", 1, "out") for n in (12, 13, 14))]
    found = said(tmp_path, ENDS, comms(*rows))["C7"]
    assert found.says == (
        "The officer began 4 of 5 conversations (a silence of an hour ends one); at most 3 in a row stayed without an answer by telephone."
    )


def test_c7_says_that_a_bill_without_what_was_received_cannot_tell_who_began(tmp_path):
    found = said(tmp_path, ENDS, comms(("10 10:00", 1, "out")))["C7"]
    assert (found.says, "nothing that was received" in found.missing) == ("", "nothing that was received" in found.missing)
    assert found.missing == "The bills hold nothing that was received, so who began a conversation is not known."


PEOPLE = "person\nperson_id  flags  sex\nA  vulnerable  F\nB  child  F\nC  DA  F\nD  -  M"
POSTED = "posting\nstaff_id  role_code\n1  response\n2  response\n3  custody"


def looks(*rows):
    return "\n".join(["access", "access_id  at  account_id  person_id  action", *(f"{n}  {row}  open" for n, row in enumerate(rows))])


def test_a3_counts_vulnerable_people_looked_at_without_a_purpose_among_the_same_role(tmp_path):
    rows = [f"2024-03-1{n} 10:00  1  {person}" for n, person in enumerate("ABCD")] + ["2024-03-11 10:00  2  D"]
    found = said(tmp_path, PEOPLE, POSTED, looks(*rows))["A3"]
    assert found.says == (
        "Within 180 days, looks without a purpose at 4 people, 3 of them recorded as vulnerable; of 2 people in the role response, "
        "no other had as many or more."
    )


@pytest.mark.parametrize(
    ("people", "silent"),
    [(PEOPLE.replace("DA", "-"), False), ("person\nperson_id  sex\nA  F\nB  F\nC  F", True)],
    ids=["two", "none known"],
)
def test_a3_is_no_trawl_below_three_and_is_silent_where_nobody_is_recorded_as_vulnerable(tmp_path, people, silent):
    rows = [f"2024-03-1{n} 10:00  1  {person}" for n, person in enumerate("ABC")]
    found = said(tmp_path, people, POSTED, looks(*rows)).get("A3")
    assert bool(found and found.missing) == silent
    assert not (found and found.says)


def test_a4_names_the_tie_and_the_crowd(tmp_path):
    ties = "association\nstaff_id  person_id  kind\n1  A  neighbour"
    rows = [f"2024-03-1{n} 10:00  {n}  A" for n in range(1, 6)]
    found = said(tmp_path, ties, looks(*rows))["A4"]
    assert found.says.startswith(
        "On record between the two: they are neighbours. Within 7 days around 2024-03-11, 5 people without a purpose"
    )


def test_a4_says_nothing_of_four_lookers_and_no_tie_and_lists_the_hot_subjects_of_a_force(tmp_path):
    assert "A4" not in said(tmp_path / "four", looks(*(f"2024-03-1{n} 10:00  {n}  A" for n in range(1, 5))))
    hot = looks(*(f"2024-03-12 1{n}:00  {n}  A" for n in range(1, 7)), "2024-03-12 10:00  1  B")
    with Engine(facts(tmp_path / "six", hot)) as engine:
        contacts.prepare(engine)
        cascade.run(engine)
        assert hot_subjects(engine, DAY) == [{"person": "A", "week": "2024-03-11", "officers": 6}]
        assert hot_subjects(engine, date(2024, 3, 11)) == []


def visits(*days):
    return "\n".join(["contact_log", "person_id  staff_id  at  channel", *(f"A  1  2024-03-{day} 18:00  visit" for day in days)])


def test_v1_counts_visits_that_no_open_role_explains(tmp_path):
    found = said(tmp_path, SCENE, visits("02", "12", "20", "25"))["V1"]  # the first falls within the attendance's window
    assert found.says == "3 visits with no task, case or attendance open; 3 of them within 28 days."
    assert [origin.line for origin in found.origins] == ["line 3", "line 4", "line 5"]


def test_v1_says_nothing_of_one_visit(tmp_path):
    assert "V1" not in said(tmp_path, SCENE, visits("12"))


def incidents(mine, others):
    """Incidents after the first: those of the person, to which officer 1 was sent or not, and many of others."""
    rows = ["i1  2024-03-01 19:00  2024-03-02 19:00  yes"]
    sent, part = ["i1  1"], ["i1  A"]
    for n in range(4):
        rows.append(f"p{n}  2024-03-1{n} 19:00  2024-03-1{n} 20:00  yes")
        part.append(f"p{n}  A")
        sent += [f"p{n}  {1 if n < mine else 2}"]
    for n in range(others):
        rows.append(f"o{n}  2024-03-05 19:00  2024-03-09 19:00  yes")
        sent.append(f"o{n}  {1 if n == 0 else 2}")
    return "\n\n".join(
        [
            "\n".join(["incident", "incident_id  opened  closed  da_flag", *rows]),
            "\n".join(["attendance", "incident_id  staff_id  at_scene", *(f"{row}  2024-03-01 19:00" for row in sent)]),
            "\n".join(["involvement", "incident_id  person_id", *part]),
        ]
    )


def test_v2_holds_the_officers_share_of_the_persons_incidents_against_all_others(tmp_path):
    found = said(tmp_path, incidents(mine=3, others=20))["V2"]
    assert found.says == (
        "After they met there were 4 more incidents with the person, and the officer was sent to 3 of them; at the rate at which the "
        "officer was sent to all others, that would happen about once in 2,000 times. Of 3 domestic incidents among them, 3 were closed "
        "within 24 hours; of 20 that the officer was not sent to, 1."
    )


def test_v2_says_nothing_of_an_officer_who_came_once(tmp_path):
    assert "V2" not in said(tmp_path, incidents(mine=1, others=20))


def test_a_missing_table_is_said_and_weighs_nothing(tmp_path):
    found = said(tmp_path, ENDS, comms(("10 10:00", 1, "out")))
    assert found["C2"].missing == "The files hold no attendance and no involvement, so nothing is said of it."
    assert found["V2"].says == ""


def test_the_exact_tail_and_the_cautious_words():
    assert at_least(0, 5, 0.3) == pytest.approx(1)
    assert at_least(2, 2, 0.5) == 0.25
    assert [once_in(p) for p in (0.5, 0.01, 0.0012, 1e-9)] == [
        "often", "about once in 100 times", "about once in 800 times", "less than once in a million times",
    ]  # fmt: skip


def test_a_finding_keeps_its_context_when_it_is_written_down_and_reads_one_from_before_there_was_any():
    finding = Finding(
        officer="1", person="A", lane="joint", tier=2, first=DAY, last=DAY, found_on=DAY, score=1.0, evidence=(),
        context=(Evidence("C2", "It says.", 1.0),),
    )  # fmt: skip
    data = finding.as_data()
    assert Finding.from_data(data) == finding
    assert Finding.from_data({name: value for name, value in data.items() if name != "context"}).context == ()


MESSAGES = """
message
conv_id  at                from         to           channel  body                           export_kind  kind     direction
c1       2024-03-10 10:00  07700900471  07700900123  sms      See you at court x             handset      message  out
c1       2024-03-11 10:00  07700900471  07700900123  sms      You look lovely, delete this   handset      message  out
c1       2024-03-12 10:00  07700900471  07700900123  sms      Come on WhatsApp               handset      message  out
c1       2024-03-13 10:00  07700900471  07700900123  sms      Morning                        handset      message  out
c1       2024-03-14 10:00  07700900471  07700900123  sms      Night                          handset      message  out
c2       2024-03-12 11:00  07700900471  07700900999  sms      Running late x                 handset      message  out
"""


def reactive(folder, *tables):
    with Engine(facts(folder, "\n\n".join(table.strip() for table in tables))) as engine:
        contacts.prepare(engine)
        from custodiet.detection import explanations

        explanations.prepare(engine)
        touched, looked = contacts.between(engine, "1", "A"), accesses.between(engine, "1", "A")
        return {each.indicator: each for each in content_signs(engine, "1", touched, looked)}


def test_m1_says_what_the_bill_has_and_the_telephone_has_not(tmp_path):
    facts(tmp_path, MESSAGES.strip(), "handset.xml")
    bill = comms(("10 10:00", 1, "out"), ("12 20:00", 1, "out"), ("20 10:00", 1, "out"))
    found = reactive(tmp_path, ENDS, bill)["M1"]
    assert found.says == "1 on the bill, within the time that the export covers, and not in it."
    assert [origin.line for origin in found.origins] == ["line 3"]


def test_m1_is_silent_without_an_export(tmp_path):
    assert "no export of a telephone" in reactive(tmp_path, ENDS, comms(("10 10:00", 1, "out")))["M1"].missing


def test_m2_says_when_texts_stopped_what_followed_and_which_channel_was_named(tmp_path):
    late = "access\naccess_id  at  account_id  person_id  action\n1  2024-04-20 10:00  1  A  open"
    found = reactive(tmp_path, ENDS, MESSAGES, late)["M2"]
    assert found.says == (
        "The last text is of 14 March 2024, after 5 in the four weeks before; 1 look followed. 1 message names another channel (whatsapp)."
    )


def test_m3_holds_the_words_against_the_officers_own_style(tmp_path):
    found = reactive(tmp_path, ENDS, MESSAGES)["M3"]
    assert found.says == (
        "Kisses in 1 of 5 messages to the person; to others in 1 of 1. Appearance in 1 of 5 messages to the person; to others in 0 of 1. "
        "Asking to delete or to tell nobody in 1 of 5 messages to the person; to others in 0 of 1."
    )
    assert len(found.origins) == 2


def test_no_night_asks_what_reads_content():
    assert not {each.code for each in REACTIVE} & {each.code for each in indicators.CONTEXT}
    assert all("message" not in each.needs for each in indicators.CONTEXT)
