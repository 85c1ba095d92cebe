"""A contact is explained by an open role that duty and the contact log do not speak against, and each says which of them stood."""

import pytest

from custodiet.casework.between import between
from custodiet.detection import account, audit, contacts, explanations, reasons
from custodiet.detection.engine import Engine
from tests.detection.made import facts

ENDS = "phone_asset\nmsisdn_e164  staff_id\n07700900471  1\n\nphone_link\nmsisdn_e164  person_id\n07700900123  A"
SCENE = """
attendance
incident_id  staff_id  at_scene          clear
i1           1         2024-03-01 20:00  2024-03-01 21:00

involvement
incident_id  person_id  role
i1           A          victim
"""
DUTIES = """
duty
staff_id  planned_start     planned_end       actual_start      actual_end        code
1         2024-03-02 07:00  2024-03-02 15:00  2024-03-02 07:00  2024-03-02 15:00  duty
1         2024-03-10 07:00  2024-03-10 15:00  2024-03-10 07:00  2024-03-10 15:00  duty
"""
LOG = "contact_log\nperson_id  staff_id  at  channel\nA  1  2024-03-02 21:00  call"


def told(folder, *tables, at, way="out"):
    """The reason of the one contact there is."""
    bill = f"comms\nat  asset_msisdn  other_e164  direction  kind\n{at}  07700900471  07700900123  {way}  call"
    with Engine(facts(folder, "\n\n".join(each.strip() for each in (ENDS, bill, *tables)))) as engine:
        contacts.prepare(engine)
        explanations.prepare(engine)
        (reason,) = reasons.of_contacts(engine, "1", "A", contacts.between(engine, "1", "A"))
        return reason


OPEN = "the officer was sent to incident i1 (T1), which was open"
ENDED = "no role was open (was sent to incident i1 (T1) ended on 3 March 2024, 7 days before)"
SILENT = "the roster is silent; the files hold no contact log."


@pytest.mark.parametrize(
    ("at", "tables", "state", "says"),
    [
        ("2024-03-02 10:00", (SCENE, DUTIES), "explained", f"Explained: {OPEN}; on duty; the files hold no contact log."),
        ("2024-03-02 18:00", (SCENE, DUTIES), "unexplained", f"Nothing explains it: {OPEN}; off duty; the files hold no contact log."),
        ("2024-03-02 18:00", (SCENE, DUTIES, LOG), "explained", f"Explained: {OPEN}; off duty; in the contact log of 2 March 2024."),
        ("2024-03-02 18:00", (SCENE,), "explained", f"Explained: {OPEN}; the roster is silent; the files hold no contact log."),
        ("2024-03-10 10:00", (SCENE, DUTIES, LOG), "unexplained", f"Nothing explains it: {ENDED}; on duty; not in the contact log."),
        ("2024-03-02 10:00", (DUTIES, LOG), "unexplained",
         "Nothing explains it: no role towards the person is on record; on duty; in the contact log of 2 March 2024."),
        ("2024-02-20 10:00", (SCENE, DUTIES), "unexplained",
         f"Nothing explains it: no role was open (the first began later, on 1 March 2024); {SILENT}"),
    ],
    ids=["on duty", "off duty", "logged", "no roster", "ended", "no role", "before they met"],
)  # fmt: skip
def test_each_of_role_duty_and_log_is_said_and_only_an_open_role_explains(tmp_path, at, tables, state, says):
    found = told(tmp_path, *tables, at=at)
    assert (found.state, found.says) == (state, says)


def test_an_explained_contact_cites_the_rows_of_the_role_and_of_the_log(tmp_path):
    found = told(tmp_path, SCENE, DUTIES, LOG, at="2024-03-02 18:00")
    assert [(each.source_id, each.line) for each in found.origins] == [("made.csv", "line 2"), ("made.csv", "line 2")]


def test_what_the_person_sent_asks_for_no_explanation(tmp_path):
    assert told(tmp_path, SCENE, at="2024-03-20 10:00", way="in").state == "nothing to explain"


def test_the_account_counts_what_nothing_explains_and_the_tally_of_a_finding_says_it_of_each_row(tmp_path):
    bill = """
comms
at                asset_msisdn  other_e164   direction  kind
2024-03-02 10:00  07700900471   07700900123  out        call
2024-03-10 10:00  07700900471   07700900123  out        sms
2024-03-10 11:00  07700900471   07700900123  in         sms
"""
    with Engine(facts(tmp_path, "\n\n".join(each.strip() for each in (ENDS, SCENE, DUTIES, bill)))) as engine:
        audit.run(engine, learn=False)
        kept, found = between(engine, "1", "A"), account.between(engine, "1", "A")
    assert (found.figure("explained_contacts").number, found.figure("unexplained_contacts").number) == (1, 1)
    assert [entry.explained for entry in found.entries] == [None, True, False, None]
    assert kept["unexplained"] == 1
    assert kept["contact_rows"][1]["why"].startswith("Nothing explains it: no role was open")
