"""Three telephone systems, each as the legs in its log: Avaya IP Office SMDR, Cisco CUCM CDR, Microsoft Teams PSTN usage."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from custodiet.evidence.cells import Stamp, seconds, stamp
from custodiet.evidence.grid import Grid, GridRow
from custodiet.evidence.headed import Aside, Record, with_asides
from custodiet.evidence.mapping import Field, Mapping, plain
from custodiet.evidence.moments import LOCAL
from custodiet.evidence.readers.telephony_legs import Leg
from custodiet.evidence.reading import Answers, Question, Refused, Remark

Outcomes = Iterator[Leg | Refused | Remark | Question]


@dataclass(frozen=True, slots=True)
class System:
    """A telephone system: how its log is known, its zone, and the legs in it."""

    name: str
    about: str
    zone: str
    stands: Callable[[GridRow], bool]
    legs: Callable[[Grid, Answers], Outcomes]


# --- Avaya IP Office SMDR ------------------------------------------------------------------------------------------------------

AVAYA = ("Call Start", "Connected Time", "Ring Time", "Caller", "Direction", "Called Number", "Dialled Number", "Account",
         "Is Internal", "Call ID",
         "Continuation", "Party1 Device", "Party1 Name", "Party2 Device", "Party2 Name")  # fmt: skip
"""The columns of which something is read. The log itself bears no headers; some programs add them."""


def _is_avaya(row: GridRow) -> bool:
    cells = [cell.strip() for cell in row.cells]
    if len(cells) < 11:
        return False
    if [plain(cell) for cell in cells[:3]] == ["callstart", "connectedtime", "ringtime"]:
        return True
    return bool(re.fullmatch(r"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d", cells[0])) and cells[4] in {"I", "O"} and cells[10] in {"0", "1"}


def _avaya(grid: Grid, answers: Answers) -> Outcomes:
    mapping = Mapping(AVAYA, {plain(name): column for column, name in enumerate(AVAYA)})
    going: dict[str, str] = {}
    says = f"The log bears no headers. Its columns stand in the order of the system: {', '.join(AVAYA)}."
    yield Remark("mapping", says, mapping.shown())
    for row in grid.rows():
        if not row.blank and plain(row.cells[0] if row.cells else "") != "callstart":
            yield _avaya_leg(Record(row, mapping), going)


def _avaya_leg(row: Record, going: dict[str, str]) -> Leg | Refused:
    """A leg. The legs of a call have its number, and all but its last say that more follow; another day the number is another call's."""
    if row.row.broken or not _is_avaya(row.row):
        return row.refused(
            row.row.broken or "It is no row of an Avaya SMDR log: its day, direction or continuation does not stand where it should."
        )
    try:
        lasted = seconds(row["connectedtime"])
    except ValueError as error:
        return row.refused(str(error))
    number, day = row["callid"], row["callstart"][:10]
    first = going.get(number, "")
    if not first.startswith(day):  # a call over midnight is split, and seen; two calls of two days are never made one
        first = going[number] = f"{row['callstart']} {row.line}"
    if row["continuation"] == "0":
        del going[number]
    internal, incoming = row["isinternal"] == "1", row["direction"] == "I"
    called = row["callednumber"] or row["diallednumber"]
    own, other = (called, row["caller"]) if incoming and not internal else (row["caller"], called)
    direction = "internal" if internal else "in" if incoming else "out"
    return Leg(row.line, f"{number} of {first}", stamp(row["callstart"]), row["callstart"], own, other, direction, lasted, bool(lasted))


# --- Cisco CUCM ----------------------------------------------------------------------------------------------------------------

CUCM = tuple(
    Field(name.lower(), (name,), needed)
    for name, needed in (
        ("globalCallID_callManagerId", True), ("globalCallID_callId", True), ("dateTimeOrigination", True), ("callingPartyNumber", True),
        ("originalCalledPartyNumber", False), ("finalCalledPartyNumber", True), ("dateTimeConnect", False), ("dateTimeDisconnect", False),
        ("duration", True), ("globalCallId_ClusterID", False), ("callingPartyUnicodeLoginUserID", False),
    )
)  # fmt: skip
APART = 6 * 3600.0
"""Seconds: legs with one number that began further apart are two calls."""
TYPES = re.compile(r"(?:INTEGER|UNIQUEIDENTIFIER|VARCHAR ?\([0-9]{1,5}\)|NVARCHAR ?\([0-9]{1,5}\)|)", re.IGNORECASE)


def _is_cucm(row: GridRow) -> bool:
    return {"globalcallidcallid", "datetimeorigination", "callingpartynumber"} <= {plain(cell) for cell in row.cells}


def _cucm(grid: Grid, answers: Answers) -> Outcomes:
    began: dict[str, float] = {}
    first = True
    for each in with_asides(grid, CUCM, answers):
        if isinstance(each, Record):
            typed, first = first and all(TYPES.fullmatch(cell.strip()) for cell in each.row.cells), False
            if typed:
                yield Remark("type row", f"{each.line} names the types of the columns. It is no record.", each.line)
            else:
                yield _cucm_leg(each, began)
        elif not isinstance(each, Aside):
            yield each


def _cucm_leg(row: Record, began: dict[str, float]) -> Leg | Refused:
    """A leg. The legs of a call have its number in common, which a restarted system gives again: not within some hours."""
    start, connected, ended = (_epoch(row[name]) for name in ("datetimeorigination", "datetimeconnect", "datetimedisconnect"))
    lasted = row["duration"]
    if not lasted.isdecimal() or len(lasted) > 9 or not row["globalcallid_callid"]:
        return row.refused("It has no call number, or its duration is no number of seconds: it is damaged, or no row of a CUCM log.")
    call = f"{row['globalcallid_clusterid']} {row['globalcallid_callmanagerid']} {row['globalcallid_callid']}".strip()
    if call not in began or abs(began[call] - start) >= APART:
        began[call] = start
    caller, called = row["callingpartynumber"], row["originalcalledpartynumber"] or row["finalcalledpartynumber"]
    own, other, direction = _ends(caller, called)
    said = Stamp(epoch=start) if start > 0 else None
    return Leg(
        row.line,
        f"{call} of {began[call]:.0f}",
        said,
        row["datetimeorigination"],
        own,
        other,
        direction,
        int(lasted),
        connected > 0,
        connected,
        ended,
    )


def _epoch(text: str) -> float:
    return float(text) if text.isdecimal() and len(text) < 12 else -1


def _ends(caller: str, called: str) -> tuple[str, str, str | None]:
    """Own number, other number, direction: an extension is a short number, and the end outside is a long one."""
    inside, inside_called = (number.isdecimal() and len(number) < 7 for number in (caller, called))
    if inside and inside_called:
        return caller, called, "internal"
    if inside_called and not inside:
        return called, caller, "in"
    return caller, called, "out" if inside else None


# --- Microsoft Teams ---------------------------------------------------------------------------------------------------------------

TEAMS = (
    Field("id", ("usageid", "usage id", "correlation id", "correlationid", "id")),
    Field("shared", ("shared correlation id", "sharedcorrelationid")),
    Field("caller", ("caller id", "caller number", "callernumber"), about="the number that called"),
    Field("called", ("destination number", "callee number", "calleenumber", "destination dialed number", "destination")),
    Field("kind", ("call type", "calltype"), needed=True, about="the type of call, such as user_out"),
    Field("start", ("start time", "startdatetime", "start date time"), needed=True, about="when it began"),
    Field("invited", ("invite time", "invitedatetime", "failure time")),
    Field("end", ("end time", "enddatetime", "end date time")),
    Field("duration", ("duration seconds", "duration", "duration (seconds)"), needed=True, about="how long it lasted, in seconds"),
    Field("upn", ("upn", "user principal name", "sip address")),
)


def _is_teams(row: GridRow) -> bool:
    cells = {plain(cell) for cell in row.cells}
    return "calltype" in cells and bool(cells & {"usageid", "correlationid"}) and bool(cells & {"starttime", "startdatetime"})


def _teams(grid: Grid, answers: Answers) -> Outcomes:
    for each in with_asides(grid, TEAMS, answers):
        if isinstance(each, Record):
            yield _teams_leg(each)
        elif not isinstance(each, Aside):
            yield each


def _teams_leg(row: Record) -> Leg | Refused:
    try:
        lasted = seconds(row["duration"], "seconds")
    except ValueError as error:
        return row.refused(str(error))
    kind = row["kind"].lower()
    if not re.fullmatch(r"[a-z]{2,10}(?:_[a-z]{2,12}){1,5}", kind):
        return row.refused(f"“{row['kind'][:60]}” is no type of call as Teams writes it, such as user_out.")
    words = kind.split("_")
    direction = "in" if "in" in words else "out" if "out" in words else None
    caller, called = row["caller"], row["called"]
    own, other = (called, caller) if direction == "in" else (caller, called)
    text = row["start"] or row["invited"]
    call = row["shared"] or row["id"] or row.line
    return Leg(row.line, call, stamp(text), text, own or row["upn"], other, direction, lasted, bool(lasted))


SYSTEMS: tuple[System, ...] = (
    System("avaya", "Avaya IP Office SMDR", LOCAL, _is_avaya, _avaya),
    System("cucm", "Cisco CUCM call detail records", "UTC", _is_cucm, _cucm),
    System("teams", "Microsoft Teams PSTN or direct routing usage", "UTC", _is_teams, _teams),
)
