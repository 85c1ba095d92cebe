"""Story one as files only: the officer is PC 4471, the person P-10234, and nothing here says what they did together."""

from datetime import date, datetime, timedelta

from tools.exhibits import bill, pictures
from tools.exhibits import one_contacts as lines
from tools.exhibits.files import INVENTED, Cell, archive, day, stamp, table, workbook
from tools.exhibits.shifts import HEADER, Shift, altered, turning, weekdays
from tools.exhibits.world import ACCESS, ASSIGNMENTS, ATTENDANCE, INCIDENTS, INVOLVEMENTS, Cast, Look, World, ordinary

OFFICER, PERSON, WORK, HERS, OWN = "4471", "P-10234", "07700 900471", "07700 900123", "07700 900672"
INCIDENT, CRIME = "WV-20211121-0873", "CR/48213/21"
FIRST, LAST = date(2021, 11, 15), date(2022, 2, 6)
TURN = date(2021, 11, 19)
"""The day on which his cycle of ten days began before they met."""

STAFF: tuple[tuple[str, str, str, str], ...] = (
    ("4471", "HOLLOWAY", "Officer", "2014-09-01"), ("5218", "RAHMAN", "Officer", "2017-03-13"), ("4988", "ASHDOWN", "Officer", "2016-05-09"),
    ("5604", "TANNER", "Officer", "2019-01-07"), ("3310", "BRIGHTWATER", "Officer", "2008-11-03"), ("6045", "DEVEREUX", "Officer", "2005-02-14"),
    ("8853", "RAO", "Staff", "2012-06-18"), ("9120", "SEALEY", "Staff", "2018-10-01"),
)  # fmt: skip
NAMES = {staff_id: name for staff_id, name, _, _ in STAFF}
CAST = Cast(("4471", "5218", "4988", "5604"), "6045", "3310", "8853", "9120", "WV", NAMES)


def roster() -> list[Shift]:
    """Eight people's duties; his with a court day, training, overtime, an early finish, leave, sickness, and two days of silence."""
    his = turning("4471", "HOLLOWAY", FIRST, LAST, TURN)
    planned: dict[date, dict[str, object] | None] = {
        each: {"actual": ("", ""), "status": "Planned"} for each in (date(2022, 1, 31) + timedelta(days=n) for n in range(7))
    }
    own: dict[date, dict[str, object] | None] = {
        date(2021, 12, 7): {"code": "COURT", "planned": ("09:30", "13:00"), "actual": ("09:30", "13:00")},
        date(2021, 12, 9): {"code": "TRG", "planned": ("08:00", "16:00"), "actual": ("08:00", "16:00")},
        date(2021, 12, 12): {"actual": ("14:00", "02:10"), "overtime": "130"},
        date(2021, 12, 17): {"code": "ONCALL", "planned": ("18:00", "23:00")},
        date(2021, 12, 22): {"actual": ("14:00", "19:00")},
        date(2021, 12, 23): {"code": "AL", "planned": ("", ""), "actual": ("", "")},
        date(2021, 12, 24): {"code": "AL", "planned": ("", ""), "actual": ("", "")},
        date(2021, 12, 26): None,
        date(2021, 12, 27): None,
        date(2021, 12, 30): {"code": "CANX", "actual": ("", "")},
        date(2022, 1, 16): {"code": "RDW", "planned": ("10:00", "18:00"), "actual": ("10:00", "18:00")},
        date(2022, 1, 18): {"code": "SICK", "planned": ("", ""), "actual": ("", "")},
        date(2022, 1, 19): {"code": "SICK", "planned": ("", ""), "actual": ("", "")},
    }
    rows = altered(his, {**planned, **own})
    for number, staff_id in enumerate(("9120", "5218", "4988", "5604", "6045")):
        rows += turning(staff_id, NAMES[staff_id], FIRST, LAST, TURN - timedelta(days=2 * number))
    for staff_id in ("3310", "8853"):
        rows += weekdays(staff_id, NAMES[staff_id], FIRST, LAST)
    return rows


def world() -> World:
    """Everybody's incidents and look-ups, and among them the evening of 21 November and what he looked at afterwards."""
    found = ordinary(CAST, roster(), date(2021, 11, 16), 74, 170, seed=4471)
    met = datetime(2021, 11, 21, 20, 14, 22)
    found.incidents.append((INCIDENT, stamp(met), "22/11/2021 01:10:00", "Domestic incident", "1", "Y", "Larch Terrace, Westmere"))
    for person, role in ((PERSON, "Victim"), ("P-10235", "Suspect")):
        found.involvements.append((INCIDENT, CRIME, person, role, "21/11/2021", "20/12/2021"))
    for staff_id in (OFFICER, "5218"):
        found.attendance.append((INCIDENT, staff_id, "WM11", "21/11/2021 20:19:05", "21/11/2021 20:31:40", "21/11/2021 22:05:00"))
    found.assignments += [
        (CRIME, "3310", "OIC", "22/11/2021 09:00:00", "20/12/2021 17:00:00"),
        (CRIME, "6045", "Supervisor", "21/11/2021 22:00:00", "28/11/2021 22:00:00"),
        (CRIME, OFFICER, "File", "24/11/2021 21:30:00", "25/11/2021 06:30:00"),
    ]
    found.persons += [
        (PERSON, "", 1993, "F", "domestic abuse, vulnerable"), ("P-10235", "", 1989, "M", "domestic abuse"), ("P-10301", "", 1961, "F", ""),
        ("P-08771", "", 1975, "M", ""),
    ]  # fmt: skip
    found.looks += _looks_at_her()
    return found


def _looks_at_her() -> list[Look]:
    def look(at: str, staff_id: str, reason: str, action: str = "View", terminal: str = "WM-MDT-07") -> Look:
        return Look(datetime.fromisoformat(at), CAST.login(staff_id), action, PERSON, PERSON, reason=reason, terminal=terminal)

    return [
        look("2021-11-21 20:35:12", OFFICER, "Attending incident"),
        look("2021-11-21 20:36:40", "5218", "Attending incident"),
        Look(
            datetime(2021, 11, 21, 20, 44, 3),
            "WV9120",
            "Search",
            "P-10235",
            "P-10235",
            "DRAY KIERAN 1989",
            "1",
            "Officer request",
            "PNC",
            "PC 4471 HOLLOWAY WESTMERE",
            "CTRL-14",
        ),
        look("2021-11-22 09:20:31", "3310", "Investigation", terminal="HQ-DA-05"),
        look("2021-11-22 21:02:17", "6045", "Supervisor review", terminal="WM-DESK-02"),
        look("2021-11-24 22:40:08", OFFICER, "File preparation", terminal="WM-DESK-04"),
        look("2021-11-29 11:15:44", "3310", "Investigation", terminal="HQ-DA-05"),
        Look(datetime(2021, 12, 2, 21, 51, 30), "WV4471", "Search", terms="LOCKYER AMY", results="3", terminal="WM-DESK-04"),
        look("2021-12-02 21:52:06", OFFICER, "", terminal="WM-DESK-04"),
        look("2021-12-14 10:05:02", "3310", "Investigation", terminal="HQ-DA-05"),
        look("2022-01-11 22:31:47", OFFICER, "Intel", terminal="WM-DESK-04"),
    ]


def items() -> list[bill.Item]:
    """Every line of his bill."""
    contacts = [bill.Item(lines.moment(at), HERS, kind, seconds) for at, kind, seconds, _ in lines.CONTACTS]
    return bill.among(contacts, date(2021, 11, 16), 80, 430, seed=900471)


def phone_bill() -> bytes:
    """The itemised bill of the telephone that the force gave him: outgoing events, local time."""
    rows: list[tuple[Cell, ...]] = [
        (item.at.date(), item.at.time(), item.number, item.kind.capitalize(), item.length(), item.megabytes, _price(item))
        for item in items()
    ]
    title: list[tuple[Cell, ...]] = [
        ("Itemised usage",), (INVENTED,), ("Account", "Wessex Vale Constabulary"), ("Mobile number", WORK),
        ("Period", "16/11/2021 to 03/02/2022"), ("Times are UK local time. Outgoing usage only.",),
    ]  # fmt: skip
    return workbook(title, ("Date", "Time", "Number called", "Type", "Duration", "Data", "Cost"), rows, [])


def _price(item: bill.Item) -> float:
    return 1.2 if item.number.startswith(("+1", "001")) else 0.0


def devices() -> list[tuple[Cell, ...]]:
    """Who held which telephone: his had another holder before; one is a pool telephone."""
    return [
        (WORK, "5604", "TANNER", "234990000000471", "004400152020005", "Handset A", "11/01/2019", "30/09/2021", "Returned", "N"),
        (WORK, OFFICER, "HOLLOWAY", "234990000000471", "004400152020005", "Handset A", "01/10/2021", "15/03/2022", "Returned", "N"),
        ("07700 900218", "5218", "RAHMAN", "234990000000218", "004400152020013", "Handset A", "02/04/2020", "", "Live", "N"),
        ("07700 900310", "3310", "BRIGHTWATER", "234990000000310", "004400152020021", "Handset B", "02/04/2020", "", "Live", "N"),
        ("07700 900490", "", "WESTMERE POOL", "234990000000490", "004400152020039", "Handset A", "02/04/2020", "", "Live", "Y"),
    ]


def links() -> list[tuple[Cell, ...]]:
    """Whose number or chat name is whose, by what, how surely; her number had another holder until the summer."""
    return [
        (HERS, PERSON, "", "Incident record " + INCIDENT, "Confirmed", "21/11/2021", "", "N"),
        (HERS, "P-08771", "", "Network's answer: earlier customer", "Contested", "04/02/2017", "30/06/2021", "N"),
        ("Amy Lockyer", PERSON, "", "Chat exported from her telephone", "Confirmed", "", "", "N"),
        (OWN, "", OFFICER, "Personnel record: own telephone", "Confirmed", "01/09/2014", "", "N"),
        ("07700 900131", "P-10301", "", "Incident record", "Likely", "02/12/2021", "", "N"),
        ("01632 960145", PERSON, "", "Her mother's landline", "Likely", "21/11/2021", "", "Y"),
    ]


def files() -> dict[str, bytes]:
    """Name and bytes of every file of the story."""
    made = world()
    return {
        "phone-bill-2021-11-to-2022-02.xlsx": phone_bill(),
        "whatsapp-from-ms-a.zip": archive(
            {
                "_chat.txt": lines.chat_text(),
                lines.PHOTO: pictures.scene("harbour at night", "#8fa3bf", "#3d5a73"),
                lines.PRESENT: pictures.scene("a small box", "#e7d9c4", "#7a5c46"),
            }
        ),
        "records-access.csv": table(ACCESS, made.access_rows()),
        "incidents.csv": table(INCIDENTS, sorted(made.incidents, key=lambda row: str(row[0]))),
        "involvements.csv": table(INVOLVEMENTS, sorted(made.involvements, key=lambda row: (str(row[0]), str(row[2])))),
        "attendance.csv": table(ATTENDANCE, sorted(made.attendance, key=lambda row: (str(row[0]), str(row[1])))),
        "assignments.csv": table(ASSIGNMENTS, made.assignments),
        "persons.csv": table(("Person ID", "Merged into", "Year of birth", "Sex", "Flags"), made.persons),
        "duty-roster.csv": table(HEADER, [shift.cells() for shift in roster()]),
        "device-register.csv": table(
            ("Mobile number", "Staff ID", "Name", "IMSI", "IMEI", "Device", "Date allocated", "Date returned", "Status", "Pool"), devices()
        ),
        "phone-links.csv": table(("Number or name", "Person ID", "Staff ID", "Source", "Confidence", "From", "To", "Shared"), links()),
        "accounts.csv": table(
            ("User ID", "Staff ID", "System", "Valid from", "Valid to", "Shared"),
            [(CAST.login(each), each, "", day(date.fromisoformat(start)), "", "N") for each, _, _, start in STAFF],
        ),
        "staff.csv": table(
            ("Staff ID", "Kind", "Start", "End", "Hours fraction"),
            [(each, kind, day(date.fromisoformat(start)), "", 1.0) for each, _, kind, start in STAFF],
        ),
        **{
            f"screenshot-{number}.png": pictures.screenshot("PC Gareth Westmere", heading, list(shown))
            for number, (heading, shown) in enumerate(lines.SCREENS, 1)
        },
    }
