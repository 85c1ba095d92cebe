"""The fact tables: every column's name, type and meaning. What a reader finds becomes rows of these tables and no others.

A facts folder holds one Parquet file, or a folder of them, for each table, named as the table. A table that is absent is
empty; a column that is absent is unknown. Days and moments are UTC; the text that stood in the file is kept beside them.
Identifiers are the force's own keys: `staff_id`, `person_id`, `incident_id` mean what the force's systems mean by them.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Type: TypeAlias = Literal["text", "integer", "real", "yes/no", "moment", "day"]
Value: TypeAlias = str | int | float | bool | None
"""What a cell may hold on its way out of a reader. A moment is UTC text, `2021-11-24T19:03:11`; a day is `2021-11-24`."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, and what it means, with the unit where it has one."""

    name: str
    type: Type
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A fact table: its name, what one row of it is, and its columns before those that every table has."""

    name: str
    about: str
    own: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its own columns, then where each row came from."""
        return self.own + ORIGIN

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        found = next((each for each in self.columns if each.name == name), None)
        if found is None:
            raise KeyError(f"The table {self.name} has no column {name}. It has: {', '.join(each.name for each in self.columns)}.")
        return found


ORIGIN: tuple[Column, ...] = (
    Column("at_text", "text", "the day and time exactly as they stood in the file"),
    Column("zone", "text", "how that text was read: UTC, Europe/London, an offset such as +01:00, or why it could not be"),
    Column("source_id", "text", "the exhibit's reference, or the name of the file where there is none"),
    Column("line", "text", "where in the file: a line, a sheet and row, a path in a document"),
    Column("sha256", "text", "the digest of the file, 64 hexadecimal digits"),
    Column("ingested_at", "moment", "when it was read"),
)
"""Where a row came from. Every table has these columns, filled in by whoever runs the reader, except `at_text` and `zone`."""


def _text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning)


def _whole(name: str, meaning: str) -> Column:
    return Column(name, "integer", meaning)


def _moment(name: str, meaning: str) -> Column:
    return Column(name, "moment", meaning)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, "yes/no", meaning)


_FROM, _TO = _moment("from", "from when"), _moment("to", "until when; empty: still")
_STAFF, _PERSON, _AT = _text("staff_id", "the officer or member of staff"), _text("person_id", "the person"), _moment("at", "when")

_AT_ALT = _moment("at_alt", "the other moment that the text may mean: the second hour of an autumn night")


def _event(name: str, about: str) -> Table:
    """A table of something that a member of staff did about a person at a moment."""
    return Table(name, about, (_text("id", "its number"), _STAFF, _PERSON, _AT, _AT_ALT, _moment("until", "until when, where it lasted")))


TABLES: tuple[Table, ...] = (
    Table("staff", "an officer or member of staff", (
        _STAFF, _text("warrant_no_hash", "digest of the warrant number"), _text("kind", "officer, staff, special, PCSO or contractor"),
        _moment("start", "joined"), _moment("end", "left"), Column("hours_fraction", "real", "1 is full time"),
    )),
    Table("posting", "where and under whom somebody serves", (
        _STAFF, _text("role_code", "the role"), _text("unit_id", "the unit"), _text("supervisor_id", "staff_id of the supervisor"),
        _moment("valid_from", "from when"), _moment("valid_to", "until when"),
    )),
    Table("account", "a log-in of a system", (
        _text("account_id", "the log-in"), _STAFF, _text("system", "the system"), _moment("valid_from", "from when"),
        _moment("valid_to", "until when"), _flag("is_shared", "used by more than one person"),
    )),
    Table("duty", "a duty as planned and as worked", (
        _STAFF, _moment("planned_start", "planned from"), _moment("planned_end", "planned until"),
        _moment("actual_start", "worked from"), _moment("actual_end", "worked until"),
        _text("code", "duty, RD, leave, sick, court, training, on-call, TOIL, cancelled or unknown"),
        _whole("overtime_min", "overtime, in minutes"), _text("confidence", "actual, planned or unknown"),
    )),
    Table("person", "somebody in the force's records", (
        _PERSON, _text("merged_into", "person_id of the record it became"), _whole("dob_year", "year of birth"), _text("sex", "as recorded"),
        _text("flags", "domestic abuse, mental health, child, repeat, vulnerable: as recorded, with commas"), _text("address_id", "the address"),
    )),
    Table("incident", "an incident", (
        _text("incident_id", "its number"), _moment("opened", "opened"), _moment("closed", "closed"), _text("type", "the kind of incident"),
        _text("grade", "the grade of response"), _flag("da_flag", "domestic abuse"), _text("location", "where"),
    )),
    Table("attendance", "somebody sent to an incident", (
        _text("incident_id", "the incident"), _STAFF, _text("callsign", "call sign"), _moment("assigned", "sent"),
        _moment("at_scene", "arrived"), _moment("clear", "left"),
    )),
    Table("involvement", "a person's part in an incident or crime", (
        _text("incident_id", "the incident"), _text("crime_id", "the crime"), _PERSON, _text("role", "victim, witness, suspect or other"), _FROM, _TO,
    )),
    Table("assignment", "somebody put in charge of a case, or of a part of it", (
        _text("case_id", "the crime or case"), _STAFF, _text("role", "OIC, supervisor, FLO, SOIT, IDVA-liaison, file, exhibits or disclosure"), _FROM, _TO,
    )),
    Table("task", "a task given to somebody", (
        _text("task_id", "its number"), _STAFF, _PERSON, _text("case_id", "the crime or case"), _text("kind", "the kind of task"), _FROM, _TO,
    )),
    _event("custody", "a person in custody, and who dealt with them"),
    _event("stop", "a stop and search, or another encounter on the street"),
    _event("call_handled", "a call taken or dispatched"),
    _event("briefing_view", "a briefing that showed the person"),
    _event("licence_app", "a licence, vetting or disclosure application"),
    Table("contact_log", "a contact with a person that was put on record", (
        _PERSON, _text("case_id", "the crime or case"), _STAFF, _AT, _AT_ALT, _text("channel", "call, text, visit, e-mail or letter"), _text("purpose", "why"),
    )),
    Table("access", "a look into a records system", (
        _text("access_id", "its number"), _AT, _AT_ALT, _text("account_id", "the log-in"), _text("system", "the system"), _text("workstation", "the terminal"),
        _text("action", "search, list, open, print, export or edit"), _text("entity_type", "the kind of record"), _text("entity_id", "the record"),
        _PERSON, _text("query_text_hash", "digest of what was searched for"), _whole("hits", "how many records were found"),
        _text("originator_raw", "the originator line as it stood"), _text("originator_staff_id", "for whom it was done"),
        _text("reason_raw", "the reason as it stood"), _text("session_id", "the session"), _whole("ms_open", "how long it was open, in milliseconds"),
    )),
    Table("phone_asset", "who held which of the force's telephones when", (
        _text("msisdn_e164", "the number, +44…"), _text("imsi", "the SIM"), _text("imei", "the handset"), _STAFF, _flag("pool", "shared by many"), _FROM, _TO,
    )),
    Table("phone_link", "whose number, or chat name, this is", (
        _text("msisdn_e164", "the number, +44…, or the name that a chat shows"), _PERSON, _text("source", "how it is known"),
        _moment("valid_from", "from when"), _moment("valid_to", "until when"), _text("confidence", "confirmed, likely or contested"),
        _flag("shared", "used by more than one person"), _text("staff_id", "the officer, where the name or number is an officer's own"),
    )),
    Table("comms", "a call, text or data use on a force telephone's bill, or in a telephone's own log", (
        _text("comm_id", "its number"), _AT, _AT_ALT,
        _text("asset_msisdn", "the telephone whose record this is, +44…"), _text("other_e164", "the other number, +44…; empty: withheld or no number"),
        _text("other_raw", "the other number as it stood"), _text("other_class", "mobile, landline, international, short code, voicemail, switchboard, withheld or other"),
        _text("direction", "out, in or internal; empty: not said"), _text("kind", "call, sms, mms or data"), _whole("duration_s", "how long, in seconds"),
        _flag("answered", "whether it was answered"), _whole("bytes", "data, in bytes"), _text("cell_id", "the mast"), _text("bearer", "the network"),
        _text("deleted_state", "intact, deleted or empty: not said"),
    )),
    Table("message", "a message of a chat or a telephone, or a line that the program itself put into the chat", (
        _text("conv_id", "the conversation"), _AT, _moment("at_alt", "the other moment that the text may mean"), _text("from", "who sent it, as shown"),
        _text("to", "to whom, as shown; with semicolons where there are several"), _text("channel", "whatsapp, sms, mms, instagram, snapchat, telegram, signal, email or screenshot"),
        _text("body", "what it says"), _text("body_ref", "the attached file"), _text("deleted_state", "intact, deleted or empty: not said"),
        _text("export_kind", "the kind of file it was read from"), _text("kind", "message, media, system, call, deleted, unsent (a draft, or sending failed) or gap"),
        _text("marks", "edited, forwarded, disappearing, view once …, with commas"), _whole("duration_s", "of a call, or of the time in which rows are missing, in seconds"),
        _text("direction", "out or in, seen from the telephone it was read from; empty: not said"),
    )),
    Table("association", "a tie between an officer and a person or address", (
        _STAFF, _PERSON, _text("address_id", "the address"), _text("kind", "self (the officer's own record), declared, family, neighbour or colleague; without an officer, hot subject: a record declared hot for some days"), _FROM, _TO,
    )),
    Table("adjudication", "what a reviewer made of an alert", (
        _text("alert_id", "the alert"), _text("reviewer", "who"), _text("outcome", "what"), _text("reason_code", "why"), _whole("minutes", "how long it took"), _AT,
    )),
)  # fmt: skip

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}

_COLUMNS = {(table.name, column.name): column for table in TABLES for column in table.columns}
"""Looked up for every cell of every fact: a bill of a million rows has fourteen million."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a table, as a reader found it. Columns that are not named are unknown."""

    table: str
    values: dict[str, Value]

    def __post_init__(self) -> None:
        fitting = _FITTING[self.table]
        for name, value in self.values.items():
            if type(value) not in fitting.get(name, ()):
                column = BY_NAME[self.table].column(name)
                raise TypeError(f"{self.table}.{name} holds {column.type}, not {value!r}.")


_PYTHON: dict[Type, frozenset[type]] = {
    "text": frozenset({str}), "moment": frozenset({str}), "day": frozenset({str}),
    "integer": frozenset({int}), "real": frozenset({int, float}), "yes/no": frozenset({bool}),
}  # fmt: skip
_FITTING = {table.name: {column.name: _PYTHON[column.type] | {type(None)} for column in table.columns} for table in TABLES}
"""Asked for every cell of a million-line bill, so worked out once."""
