"""A small whole file, or several, of every kind that is read: what the fuzz target changes and the benchmark multiplies."""

import json
from pathlib import Path

from tests.evidence import test_handset_tables as handset
from tests.evidence import test_handset_ufed as ufed
from tests.evidence import test_sms_backup as backup
from tests.evidence import test_telephony as telephony
from tests.evidence.exhibit import archive
from tests.evidence.tables import csv_of, ods_of, pdf_of, xlsx_of
from tests.evidence.test_email import mail
from tests.evidence.test_screenshots import drawn, saved

EXHIBITS = Path(__file__).resolve().parents[2] / "demo" / "exhibits"
Files = list[tuple[str, bytes]]

CHAT = """\
13/11/2021, 19:02 - Messages and calls are end-to-end encrypted.
13/11/2021, 19:03 - Ayesha: are you on tonight\nor tomorrow
13/11/2021, 19:04 - Gaz: <Media omitted>
13/11/2021, 19:05 - Gaz: You deleted this message
13/11/2021, 19:06 - Ayesha: <This message was edited>
"""
CHAT_IOS = """\
\ufeff[13/11/2021, 7:03:11\u202fpm] Ayesha: \u200eimage omitted
[13/11/2021, 7:04:00\u202fpm] Gaz: see you at 13/11/2021, 19:03 - Jo: pasted
[13/11/2021, 7:05:00\u202fpm] \u200eGaz: \u200eMissed voice call
"""
BILL = [
    ["Mobile number", "07700 900471"],
    ["Date", "Time", "Number called", "Type", "Duration"],
    ["24/11/2021", "19:03:11", "07700 900123", "Voice", "00:02:05"],
    ["24/11/2021", "20:03:11", "+44 7700 900124", "SMS", ""],
    ["25/11/2021", "01:00:00", "121", "Voicemail", "00:00:31"],
]
PRINTED = """Itemised calls for 07700 900471
Date;Time;To;What;Mins:Secs
Wed 24 Nov;7:03pm;07700 900123;Calls to UK mobiles;2:05
Sat 1 Jan;12:01am;07700 900123;Texts;
"""
LISTED = """Date,Time,From,To,Message
24/11/2021,19:03:11,+447700900456,+447700900123,Hi
24/11/2021,19:05:00,+447700900123,+447700900456,Please stop
"""
GRID = """Week commencing 22/11/2021
Collar,Name,Mon 22/11/2021,Tue 23/11/2021,Wed 24/11/2021
4471,HOLLOWAY,0700-1700,N 2200-0700,RD
5521,SMITH,,AL,-
"""
INSTAGRAM = {
    "participants": [{"name": "Ayesha"}, {"name": "Gaz"}],
    "messages": [
        {"sender_name": "Gaz", "timestamp_ms": 1637780591000, "content": "hi \u00e2\u0080\u0099"},
        {"sender_name": "Ayesha", "timestamp_ms": 1637780591001, "photos": [{"uri": "inbox/gaz_1/photos/1.jpg"}]},
    ],
    "title": "Gaz",
    "thread_path": "inbox/gaz_1",
}
SNAPCHAT = {
    "gaz99": [
        {"From": "gaz99", "Media Type": "TEXT", "Created": "2021-11-24 19:03:11 UTC", "Content": "hi", "IsSender": False, "IsSaved": True},
        {"From": "ayesha", "Media Type": "MEDIA", "Created": "2021-11-24 19:05:11 UTC", "Content": "", "IsSender": True, "Media IDs": "a"},
    ]
}
TELEGRAM = {
    "name": "Gaz",
    "type": "personal_chat",
    "id": 42,
    "messages": [
        {"id": 1, "type": "message", "date": "2021-11-24T19:03:11", "date_unixtime": "1637780591", "from": "Gaz", "from_id": "user42",
         "text": ["see ", {"type": "link", "text": "example.org"}]},
        {"id": 2, "type": "service", "date": "2021-11-24T19:04:11", "date_unixtime": "1637780651", "actor": "Gaz", "actor_id": "user42",
         "action": "phone_call", "duration_seconds": 61},
    ],
}  # fmt: skip
SIGNAL = "# Gaz\n[2021-07-04, 19:03] Gaz: hi\nthere\n\n[2021-07-04, 19:04] Me: yes\n"
TABLES: dict[str, str] = {
    "tasks": "Task no,Staff ID,Person ID,Crime no,Kind,From,To\nT1,4471,P-30000,CR/1/21,Statement,24/11/2021,25/11/2021 10:00\n",
    "postings": "Staff ID,Role,Unit,Supervisor,From,To\n4471,Response,Team 2,3310,01/09/2014,\n",
    "contact_log": "Person ID,Crime no,Staff ID,Date,Time,Channel,Purpose\nP-30000,CR/1/21,4471,24/11/2021,19:03,Call,Update\n",
    "associations": "Staff ID,Person ID,Type,From,To\n4471,P-30000,Neighbour,01/09/2014,\n",
    "custody": "Custody no,Staff ID,Person ID,Arrived,Released\nC1,4471,P-30000,24/11/2021 19:03,25/11/2021 08:00\n",
    "stops": "Stop no,Staff ID,Person ID,Date,Time\nS1,4471,P-30000,24/11/2021,19:03\n",
    "calls_handled": "Call no,Staff ID,Person ID,Date,Time\nL1,4471,P-30000,24/11/2021,19:03\n",
    "briefings": "Briefing no,Staff ID,Person ID,Viewed,Until\nB1,4471,P-30000,24/11/2021 07:00,24/11/2021 07:01\n",
    "licence_applications": "Application no,Staff ID,Person ID,Date,Until\nA1,4471,P-30000,24/11/2021,25/11/2021\n",
}  # fmt: skip
DEMO = {
    "access_log": "records-access", "device_register": "device-register", "phone_links": "phone-links", "roster": "duty-roster",
    "incidents": "incidents", "involvements": "involvements", "attendance": "attendance", "assignments": "assignments", "staff": "staff",
    "accounts": "accounts", "persons": "persons",
}  # fmt: skip


def samples() -> dict[str, Files]:
    """By kind: the files, each with its name."""
    tables = {kind: [(f"{kind}.csv", _first((EXHIBITS / f"{name}.csv").read_bytes(), 5))] for kind, name in DEMO.items()}
    tables |= {kind: [(f"{kind}.csv", text.encode())] for kind, text in TABLES.items()}
    tables["access_log"].append(("access.xlsx", xlsx_of([line.split(",") for line in tables["access_log"][0][1].decode().splitlines()])))
    tables["roster"].append(("grid.csv", GRID.encode()))
    return tables | {
        "phone_bill": [
            ("p.csv", PRINTED.encode()),
            ("b.csv", csv_of(BILL)),
            ("b.xlsx", xlsx_of(BILL)),
            ("b.ods", ods_of(BILL)),
            ("b.pdf", pdf_of(BILL)),
        ],
        "telephony": _telephony(),
        "whatsapp": [("c.txt", CHAT.encode()), ("c.zip", archive({"_chat.txt": CHAT_IOS, "1.jpg": b"\xff\xd8"}))],
        "sms_backup": [("sms.xml", _backup())],
        "instagram": [("message_1.json", json.dumps(INSTAGRAM).encode())],
        "snapchat": [("chat_history.json", json.dumps(SNAPCHAT).encode())],
        "telegram": [("result.json", json.dumps(TELEGRAM).encode())],
        "signal": [("Gaz.txt", SIGNAL.encode())],
        "email": [("m.eml", mail(html="<p>Hello <b>there</b></p>").as_bytes())],
        "screenshots": [("s.png", saved(drawn((120, 80)))), ("s.jpg", saved(drawn((120, 80)), "JPEG"))],
        "handset_report": _handset(),
    }


def _first(data: bytes, lines: int) -> bytes:
    return b"\n".join(data.split(b"\n")[:lines]) + b"\n"


def _backup() -> bytes:
    picture = backup.mms("1", [("+447700900123", "137")], [("text/plain", 'text="hello"'), ("image/jpeg", 'name="1.jpg"')])
    return backup.backup(backup.sms(), backup.call(), picture).encode()


def _telephony() -> Files:
    cucm = [telephony.CUCM, telephony.TYPES, telephony.cucm(7, telephony.T, telephony.OTHER, "201", telephony.T + 5, telephony.T + 65)]
    pstn = [telephony.PSTN, telephony.pstn("u1", "c1", "user_out", "+441632960002", "+447700900123", 133)]
    return [
        ("smdr.csv", csv_of(telephony.SMDR)), ("cdr.csv", csv_of(cucm)), ("teams.csv", csv_of(pstn)),
        ("teams.zip", archive({"pstn.calls.2021-11-24.csv": csv_of(pstn)})),
    ]  # fmt: skip


def _handset() -> Files:
    xml = ufed.report(ufed.CALL, ufed.SMS, ufed.chat(ufed.message("hi"), ufed.message("yes", owner=True)), info=ufed.INFO).encode()
    calls = handset.tsv(
        ["Call Date", "Phone Account Address", "Partner", "Type", "Duration in Secs", "Partner Location", "Country ISO", "Deleted"],
        ["2021-11-24 19:03:11+00:00", "07700900456", "07700900123", "Incoming", "125", "", "GB", "1"],
    )
    sheets = handset.workbook(Device_Info=handset.DEVICE, Call_Log=handset.CALL_LOG, Chats=handset.CHATS)
    return [
        ("report.xml", xml),
        ("p.ufdr", archive({"report.xml": xml})),
        ("Call Logs.tsv", calls.encode()),
        ("r.xlsx", sheets),
        ("list.csv", LISTED.encode()),
    ]
