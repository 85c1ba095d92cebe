"""Story two as files only, smaller and in summer: the officer is PC 2290, the persons P-20456 and her former partner P-20457."""

from datetime import date, datetime

from tools.exhibits import bill, pictures
from tools.exhibits.files import Cell, day, stamp, table
from tools.exhibits.one_contacts import CALL, OFF, ON, TEXT
from tools.exhibits.shifts import HEADER, Shift, altered, turning, weekdays
from tools.exhibits.world import ACCESS, ASSIGNMENTS, ATTENDANCE, INCIDENTS, INVOLVEMENTS, Cast, Look, World, ordinary

OFFICER, PERSON, FORMER, WORK, HERS, HIS = "2290", "P-20456", "P-20457", "07700 900229", "07700 900456", "07700 900457"
FIRST, LAST, TURN = date(2021, 5, 3), date(2021, 6, 6), date(2021, 5, 8)
FIRST_VISIT, SECOND_VISIT, CRIME = "WV-20210510-0412", "WV-20210530-0655", "CR/20877/21"

CONTACTS: tuple[tuple[str, str, str, int, str], ...] = (
    # when by the clock on the wall (an hour ahead of UTC), to whom, what, seconds, and what the roster says of him
    ("2021-05-11 15:10:20", HERS, CALL, 230, ON), ("2021-05-11 15:31:02", HERS, TEXT, 0, ON), ("2021-05-12 22:40:15", HERS, TEXT, 0, ON),
    ("2021-05-13 00:20:41", HERS, TEXT, 0, ON), ("2021-05-14 18:05:33", HERS, TEXT, 0, OFF), ("2021-05-15 11:30:58", HERS, TEXT, 0, OFF),
    ("2021-05-18 09:15:07", HERS, TEXT, 0, ON), ("2021-05-18 12:22:49", HERS, TEXT, 0, ON), ("2021-05-19 16:05:26", HERS, CALL, 180, ON),
    ("2021-05-19 16:20:11", HERS, TEXT, 0, ON), ("2021-05-20 19:45:38", HERS, TEXT, 0, ON), ("2021-05-21 21:10:04", HERS, TEXT, 0, ON),
    ("2021-05-22 23:15:52", HERS, TEXT, 0, ON), ("2021-05-25 10:00:19", HERS, TEXT, 0, OFF), ("2021-05-26 20:30:45", HERS, TEXT, 0, OFF),
    ("2021-05-28 10:12:30", HIS, CALL, 140, ON), ("2021-05-28 10:31:17", HIS, TEXT, 0, ON), ("2021-05-28 12:50:06", HERS, TEXT, 0, ON),
    ("2021-05-30 15:20:44", HERS, TEXT, 0, ON), ("2021-05-31 20:15:29", HERS, TEXT, 0, ON), ("2021-06-02 22:30:13", HERS, TEXT, 0, ON),
)  # fmt: skip

STAFF = (
    ("2290", "PEMBRY", "Officer", "2015-01-05"), ("4102", "GALBRAITH", "Officer", "2018-09-03"), ("4103", "OYELARAN", "Officer", "2016-02-01"),
    ("2755", "NAIR", "Officer", "2009-04-20"), ("8210", "WHITCOMBE", "Staff", "2011-07-11"), ("9043", "LUSCOMBE", "Staff", "2017-05-15"),
)  # fmt: skip
NAMES = {staff_id: name for staff_id, name, _, _ in STAFF}
CAST = Cast(("2290", "4102", "4103"), "2755", "2755", "8210", "9043", "WV", NAMES)

SCREENS = (
    ("Tuesday 18 May 2021", (
        ("Morning! Do you train? Which gym do you go to?", False, "09:15"),
        ("the one on harbour street, why", True, "09:40"),
        ("Thought so, it shows. Can I follow you on there?", False, "12:22"),
    )),
    ("Wednesday 26 May 2021", (
        ("You looked lovely the night I met you, I shouldn't say that", False, "20:30"),
        ("please don't", True, "20:52"),
    )),
)  # fmt: skip


def roster() -> list[Shift]:
    """His cycle with a rest day worked and a training day, and his colleagues'."""
    changes: dict[date, dict[str, object] | None] = {
        date(2021, 5, 16): {"code": "RDW", "planned": ("12:00", "20:00"), "actual": ("12:00", "20:00")},
        date(2021, 5, 29): {"code": "TRG", "planned": ("09:00", "17:00"), "actual": ("09:00", "17:00")},
    }
    rows = altered(turning(OFFICER, NAMES[OFFICER], FIRST, LAST, TURN), changes)
    for number, staff_id in enumerate(("9043", "4102", "4103")):
        start = date(2021, 5, 8 + 4 * number)
        rows += turning(staff_id, NAMES[staff_id], FIRST, LAST, start)
    return rows + [shift for staff_id in ("2755", "8210") for shift in weekdays(staff_id, NAMES[staff_id], FIRST, LAST)]


def world() -> World:
    """Two incidents at her address, three weeks apart: his visit, and that of two others after he had rung her former partner."""
    found = ordinary(CAST, roster(), date(2021, 5, 4), 28, 40, seed=2290)
    found.incidents += [
        (FIRST_VISIT, "10/05/2021 16:12:08", "10/05/2021 21:30:00", "Concern for safety", "1", "Y", "Quay Street, Harrow Down"),
        (SECOND_VISIT, "30/05/2021 18:40:31", "30/05/2021 22:05:00", "Domestic incident", "2", "Y", "Quay Street, Harrow Down"),
    ]
    for incident, crime, on in ((FIRST_VISIT, CRIME, "10/05/2021"), (SECOND_VISIT, "CR/23950/21", "30/05/2021")):
        found.involvements += [(incident, crime, PERSON, "Victim", on, ""), (incident, crime, FORMER, "Suspect", on, "")]
    found.attendance += [
        (FIRST_VISIT, OFFICER, "HD04", "10/05/2021 16:16:00", "10/05/2021 16:29:30", "10/05/2021 18:10:00"),
        (FIRST_VISIT, "4102", "HD04", "10/05/2021 16:16:00", "10/05/2021 16:29:30", "10/05/2021 18:10:00"),
        (SECOND_VISIT, "4102", "HD07", "30/05/2021 18:44:00", "30/05/2021 18:58:10", "30/05/2021 20:20:00"),
        (SECOND_VISIT, "4103", "HD07", "30/05/2021 18:44:00", "30/05/2021 18:58:10", "30/05/2021 20:20:00"),
    ]
    found.persons += [(PERSON, "", 1991, "F", "mental health, vulnerable"), (FORMER, "", 1987, "M", "domestic abuse")]
    for at, staff_id, person in (
        ("2021-05-10 16:31:20", OFFICER, PERSON), ("2021-05-10 16:40:02", OFFICER, FORMER),
        ("2021-05-30 18:50:11", "4103", PERSON), ("2021-05-30 19:03:45", "4102", FORMER),
    ):  # fmt: skip
        found.looks.append(Look(datetime.fromisoformat(at), CAST.login(staff_id), "View", person, person, reason="Attending incident"))
    return found


def items() -> list[bill.Item]:
    """Every line of his bill."""
    contacts = [bill.Item(datetime.fromisoformat(at), number, kind, seconds) for at, number, kind, seconds, _ in CONTACTS]
    return bill.among(contacts, date(2021, 5, 4), 32, 120, seed=900229)


def phone_bill() -> bytes:
    """Another network's layout: CSV, one column for day and time, numbers after +44, seconds."""
    own = _abroad(WORK)
    rows: list[tuple[Cell, ...]] = [
        (own, stamp(each.at), {CALL: "Voice", TEXT: "SMS"}.get(each.kind, "Data"), _abroad(each.number), each.seconds if each.kind == CALL else "", each.megabytes)
        for each in items()
    ]  # fmt: skip
    return table(("CLI", "Call date and time", "Call type", "Dialled number", "Duration (seconds)", "Data volume"), rows)


def _abroad(number: str) -> str:
    return "+44" + number[1:].replace(" ", "") if number.startswith("0") and not number.startswith("00") else number


def files() -> dict[str, bytes]:
    """Name and bytes of every file of the story."""
    made = world()
    return {
        "phone-bill-2021-05-to-2021-06.csv": phone_bill(),
        "records-access.csv": table(ACCESS, made.access_rows()),
        "incidents.csv": table(INCIDENTS, sorted(made.incidents, key=lambda row: str(row[0]))),
        "involvements.csv": table(INVOLVEMENTS, sorted(made.involvements, key=lambda row: (str(row[0]), str(row[2])))),
        "attendance.csv": table(ATTENDANCE, sorted(made.attendance, key=lambda row: (str(row[0]), str(row[1])))),
        "assignments.csv": table(ASSIGNMENTS, made.assignments),
        "persons.csv": table(("Person ID", "Merged into", "Year of birth", "Sex", "Flags"), made.persons),
        "duty-roster.csv": table(HEADER, [shift.cells() for shift in roster()]),
        "device-register.csv": table(
            ("Mobile number", "Staff ID", "Name", "IMSI", "IMEI", "Device", "Date allocated", "Date returned", "Status", "Pool"),
            [(WORK, OFFICER, "PEMBRY", "234990000000229", "004400152020229", "Handset A", "18/01/2021", "", "Live", "N")],
        ),
        "phone-links.csv": table(
            ("Number or name", "Person ID", "Staff ID", "Source", "Confidence", "From", "To", "Shared"),
            [
                (HERS, PERSON, "", "Incident record " + FIRST_VISIT, "Confirmed", "10 May 2021", "", "N"),
                (HIS, FORMER, "", "Incident record " + FIRST_VISIT, "Confirmed", "10 May 2021", "", "N"),
            ],
        ),
        "accounts.csv": table(
            ("User ID", "Staff ID", "System", "Valid from", "Valid to", "Shared"),
            [(CAST.login(each), each, "", day(date.fromisoformat(start)), "", "N") for each, _, _, start in STAFF],
        ),
        "staff.csv": table(
            ("Staff ID", "Kind", "Start", "End", "Hours fraction"),
            [(each, kind, day(date.fromisoformat(start)), "", 1.0) for each, _, kind, start in STAFF],
        ),
        **{
            f"screenshot-{number}.png": pictures.screenshot("PC Stuart", heading, list(shown))
            for number, (heading, shown) in enumerate(SCREENS, 1)
        },
    }
