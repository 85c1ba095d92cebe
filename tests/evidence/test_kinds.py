"""Each raw file of the two stories is told by its content, and none by a word of its name."""

import io
import zipfile
from pathlib import Path

import pytest

from custodiet.evidence import grid_books, telling
from custodiet.evidence.guessed import WHY, Guess
from custodiet.evidence.readers import READERS
from custodiet.evidence.reading import Source
from custodiet.evidence.sandbox import guess, likeliest

EXHIBITS = Path(__file__).resolve().parents[2] / "demo" / "exhibits"
KINDS = {
    "accounts": "accounts", "assignments": "assignments", "attendance": "attendance", "device-register": "device_register",
    "duty-roster": "roster", "incidents": "incidents", "involvements": "involvements", "persons": "persons", "phone-bill": "phone_bill",
    "phone-links": "phone_links", "records-access": "access_log", "screenshot": "screenshots", "staff": "staff", "whatsapp": "whatsapp",
}  # fmt: skip
FILES = sorted(path for path in EXHIBITS.rglob("*") if path.is_file() and path.suffix != ".md")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_of_the_stories_is_told_by_its_content(path):
    [kind] = [kind for start, kind in KINDS.items() if path.name.startswith(start)]
    assert likeliest(guess(io.BytesIO(path.read_bytes()), f"x{path.suffix}")) == [kind]


def test_there_are_files_to_tell():
    assert len(FILES) > 25


BILL = b"Date,Time,Number called,Type\n2021-11-22,15:02:10,07700 900123,Call\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def told(name, content):
    """As `guess`, without the walls: to start a process for each would take long."""
    found = list(telling.told(lambda: Source(io.BytesIO(content), name, len(content)), READERS, {}, {"screenshots"}))
    return Guess({each.key: each.value for each in found if each.key != WHY}, "".join(each.says for each in found if each.key == WHY))


def packed(**members):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


@pytest.mark.parametrize("name", ["bill.docx", "bill.png", "bill", "bill.pdf"])
def test_a_wrong_ending_costs_nothing(name):
    assert likeliest(told(name, BILL)) == ["phone_bill"]


def test_a_short_bill_with_as_many_totals_as_records_is_told_by_its_columns():
    totals = b"Total calls,1,,\nTotal texts,0,,\nTotal,1,,\n"
    found = told("bill.csv", BILL + totals)
    assert found.fits["phone_bill"]["refused"] > found.fits["phone_bill"]["read"] == 1
    assert likeliest(found) == ["phone_bill"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("blank.csv", b"\xef\xbb\xbf\r\n", "The file holds nothing."),
        ("bill.xls", b"<html><body><table><tr><th>Date</th></tr></table></body></html>", "The file is a web page, whatever its name says"),
        ("cut.xlsx", packed(a=b"b" * 5000)[:3000], "The archive has no end: it is cut off"),
        ("bill.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "The spreadsheet is locked with a password."),
        ("bill.xls", OLE + grid_books.BEGINS + bytes(12) + grid_books.FILE_PASS + b"\4\0", "The spreadsheet is locked with a password."),
        ("bill.xls", OLE, "The spreadsheet cannot be read"),
        ("heads.csv", BILL.splitlines()[0], "The file names its columns, and no row stands below them."),
        ("photo.heic", b"\0\0\0\x18ftypheic" + bytes(3000), "The file is of a kind (“.heic”) that is not read."),
        ("note.txt", b"Dear Sir,\nI enclose the bill.\n", ""),
        ("chats.zip", packed(note=b"Nothing that is looked for."), ""),
    ],
)
def test_where_no_kind_fits_what_is_plainly_the_matter_is_said(name, content, said):
    found = told(name, content)
    assert likeliest(found) == []
    assert found.why.startswith(said) and bool(found.why) == bool(said)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Login ID,Collar No,Active From,Active To\nGH4471,4471,01/01/2014,\n", "accounts"),
        ("Crime Ref,Nominal URN,Officer Collar No,Contact Date/Time,Method\nCR/1/21,N/3,4471,14/11/2021 10:00,Phone\n", "contact_log"),
        ("Log Number,Nominal URN,Surname,Role,Linked Date\nWV-1,N/3,X,Victim,13/11/2021\n", "involvements"),
        ("Log Number,Callsign,Officer Collar Number,Assigned,Clear\nWV-1,WB21,4471,13/11/2021 18:42,13/11/2021 20:10\n", "attendance"),
        ("Name,Collar,Date,Shift,Start,Finish\nHOLLOWAY,4471,24/11/2021,E,07:00,17:00\n", "roster"),
        ("Collar,Mon 22/11/2021,Tue 23/11/2021,Wed 24/11/2021\n4471,0700-1700,RD,RD\n", "roster"),
        ("Date,Time,From,To,Message\n24/11/2021,19:03,+447700900456,+447700900123,Hi\n", "handset_report"),
        ("start_ts,a_party,b_party,event,seconds\n1637780591,447700900456,447700900123,MOC,125\n", "phone_bill"),
        ("Occurred,Officer ID,Entity Type,Action,Workstation,Reason\n2021-11-24T19:40:03,4471,Person,View,WS01,\n", "access_log"),
    ],
)
def test_the_extracts_of_systems_that_nobody_described_are_told_by_their_columns(text, kind):
    assert likeliest(told("extract.csv", text.encode())) == [kind]
