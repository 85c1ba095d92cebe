"""The bill, the officer's handset and the report of her handset tell of the same 17 calls and 43 texts: they are 17 and 43."""

import io
import random
from datetime import UTC, datetime, timedelta

import pytest

from custodiet.detection import account
from custodiet.detection.engine import Engine
from custodiet.detection.keeping import Origin, keep
from custodiet.evidence.readers import BY_NAME
from custodiet.evidence.reading import Source
from tests.evidence import test_handset_ufed as ufed
from tests.evidence.test_sms_backup import backup, call, sms

HIS, HERS = "07700 900471", "07700 900123"


def contacts():
    """Seventeen calls and forty-three texts of his to her in winter, when the time in England is UTC; no two within two minutes."""
    draw = random.Random(19)
    starts = sorted(draw.sample(range(0, 69 * 24 * 60, 3), 60))
    kinds = ["call"] * 17 + ["text"] * 43
    draw.shuffle(kinds)
    begins = datetime(2021, 11, 22, tzinfo=UTC)
    return [(begins + timedelta(minutes=minute, seconds=draw.randrange(60)), kind) for minute, kind in zip(starts, kinds, strict=True)]


def bill(told):
    """The network keeps no seconds."""
    rows = [
        f"{at:%d/%m/%Y},{at:%H:%M},{HERS},{'Voice' if kind == 'call' else 'SMS'},{'00:01:05' if kind == 'call' else ''}"
        for at, kind in told
    ]
    return f"Mobile number: {HIS}\nDate,Time,Number called,Type,Duration\n" + "\n".join(rows) + "\n"


def handset(told):
    """His own handset, whose clock is eleven seconds behind."""
    rows = []
    for at, kind in told:
        date = str(int((at - timedelta(seconds=11)).timestamp() * 1000))
        rows.append(call("2", HERS, "65", date=date) if kind == "call" else sms("2", HERS, "hello", date=date))
    return backup(*rows)


def report(told):
    """Her handset, seven seconds ahead: what went out from him came in to her."""
    rows = []
    for at, kind in told:
        stamp = ufed.field("TimeStamp", f"{at + timedelta(seconds=7):%Y-%m-%dT%H:%M:%S}.000+00:00")
        parties = ufed.people("Parties", ufed.party(HIS, "From"), ufed.party(HERS, "To", owner=True))
        if kind == "call":
            rows.append(ufed.model("Call", ufed.field("Direction", "Incoming"), stamp, ufed.field("Duration", "00:01:05"), parties))
        else:
            rows.append(ufed.model("SMS", ufed.field("Folder", "Inbox"), ufed.field("Body", "hello"), stamp, parties))
    return ufed.report(*rows)


@pytest.fixture
def facts(tmp_path):
    told = contacts()
    files = (("bill.csv", "phone_bill", bill(told), {}), ("his.xml", "sms_backup", handset(told), {"own_number": HIS}),
             ("report.xml", "handset_report", report(told), {"own_number": HERS}))  # fmt: skip
    for number, (name, kind, text, answers) in enumerate(files):
        data = text.encode()
        outcomes = BY_NAME[kind].read(Source(io.BytesIO(data), name, len(data)), answers)
        kept = keep(outcomes, kind, Origin(name, f"{number:064}", "2022-02-01T00:00:00"), tmp_path)
        assert (kept.reading.rows_read, kept.reading.rows_refused, kept.reading.questions) == (60, 0, [])
    return tmp_path


def test_three_files_of_the_same_contact_are_seventeen_calls_and_forty_three_texts_each_with_all_its_sources(facts):
    told = {
        "phone_asset": [{"msisdn_e164": "+447700900471", "staff_id": "4471"}],
        "phone_link": [{"msisdn_e164": "+447700900123", "person_id": "P-1"}],
    }
    with Engine(facts, more=told) as engine:
        account.prepare(engine)
        found = account.between(engine, "4471", "P-1")
    assert [found.figure(key).number for key in ("calls", "texts", "from_officer", "contacts")] == [17, 43, 60, 60]
    assert {tuple(sorted({origin.source_id for origin in entry.origins})) for entry in found.entries} == {
        ("bill.csv", "his.xml", "report.xml")
    }
