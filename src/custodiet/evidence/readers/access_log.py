"""The access log of a records system or of the Police National Computer: who looked at what, when, from where, for whom, and why.

Where somebody looks at another's request, a line of free text names the originator; the member of staff is known from it only
by a collar number. What was searched for leaves the reader as a digest and in no other form.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from custodiet.evidence.clock import Clock
from custodiet.evidence.facts import Value
from custodiet.evidence.headed import Record
from custodiet.evidence.readers.extract import Extract, Row
from custodiet.evidence.readers.extract_columns import Codes, Col, Unfit
from custodiet.evidence.readers.extracts import PERSON_NO
from custodiet.evidence.readers.staff_numbers import collar_in, staff_in
from custodiet.evidence.reading import Choice, Question

ACTIONS: Mapping[str, tuple[str, ...]] = {
    "search": ("query", "find", "lookup", "look up", "enquiry", "name search", "quick search", "searched", "names enquiry", "vehicle enquiry"),
    "list": ("results", "browse", "list view", "result list", "listed"),
    "open": ("view", "viewed", "opened", "read", "recall", "display", "access", "accessed", "retrieve", "select"),
    "print": ("printed", "print preview"),
    "export": ("exported", "download", "copy", "copied", "extract", "save as"),
    "edit": ("edited", "update", "updated", "modify", "modified", "create", "created", "add", "added", "amend", "amended", "delete", "deleted", "write", "link"),
}  # fmt: skip
RECORDS: Mapping[str, tuple[str, ...]] = {
    "person": ("nominal", "subject", "individual", "people", "persons", "names"),
    "address": ("location", "property address", "premises"),
    "vehicle": ("vrm", "car"),
    "crime": ("crime report", "occurrence", "investigation", "case"),
    "incident": ("log", "cad", "command and control"),
    "custody": ("custody record", "detention"),
    "intel": ("intelligence", "intelligence report", "5x5x5", "3x5x2"),
}


NUMBER = "whose_number"
OPERATOR, REQUESTER = "operator", "requester"


def _whose(record: Record, codes: Codes) -> str | None:
    """The log-in; where it is empty or no more than a name, as audits print it, the staff number that stands beside it.

    Whose that number is, is asked, for it decides whose the look is: until it is answered it is the operator's.
    """
    account, number = record["account_id"], _number(record)
    if number is None or any(map(str.isdigit, account)):
        return account or None
    told = codes.answers.get(NUMBER)
    if told is None:
        codes.ask(_whose_number(record.mapping.shown()["number"]))
    return number if told in (None, OPERATOR) else account or None


def _number(record: Record) -> str | None:
    """The one staff number beside the log-in; None where there is none, or a word such as n/a."""
    found = staff_in(record["number"])
    return found[0] if len(found) == 1 and any(map(str.isdigit, found[0])) else None


def _whose_number(header: str) -> Question:
    return Question(
        NUMBER, f"Whose is the number under “{header[:80]}”?",
        "The log-in of some rows is empty, or a name without a digit. Until it is answered the number beside it says whose those looks are.",
        (
            Choice(OPERATOR, "of the one who looked"),
            Choice(REQUESTER, "of the one for whom it was looked up"),
            Choice("another", "of somebody else: it is left out, and the log-in stands as it is"),
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AccessLog(Extract):
    """The reader: besides the plain columns, the originator, the reason in its parts, and the person whom a record is about."""

    def fill(self, row: Row, column: Col, record: Record, clock: Clock, codes: Codes) -> None:
        """Read one column; those that are no column of the table are put together in `complete`."""
        if column.name in PARTS:
            return
        if column.name == "account_id":
            row.values["account_id"] = _whose(record, codes)
            if codes.answers.get(NUMBER) == REQUESTER:
                row.values["originator_staff_id"] = _number(record)
            return
        if column.name == "entity_type":
            row.values["entity_type"] = _kind(record["entity_type"])
            return
        super(AccessLog, self).fill(row, column, record, clock, codes)

    def check_groups(self, said_so: set[str]) -> None:
        """A group is wanted of the file and not of each row: an action in no table of codes leaves its row with a time and a log-in."""

    def complete(self, row: Row, record: Record) -> list[dict[str, Value]]:
        """The fact, with what stands in several columns."""
        values = row.values
        if not values.get("person_id") and values.get("entity_type") == "person":
            values["person_id"] = values.get("entity_id")
        values["reason_raw"] = " ".join(part for name in ("reason_code", "reason_raw") if (part := record[name])) or None
        asked_by, behalf = record["originator_raw"], record["behalf"]
        if asked_by or behalf:
            values["originator_raw"] = asked_by or behalf
            values["originator_staff_id"] = collar_in(behalf) or collar_in(asked_by) or values.get("originator_staff_id")
        if text := record["seconds_open"]:
            if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", text):
                raise Unfit(f"“{text[:40]}” is no number of seconds.")
            values["ms_open"] = round(float(text) * 1000)
        return [values]


PARTS = {"number", "reason_code", "reason_raw", "originator_raw", "behalf", "seconds_open"}
"""Columns of the file that become parts of a column of the table."""


def _kind(text: str) -> str | None:
    word = text.lower().strip()
    return next((kind for kind, words in RECORDS.items() if word == kind or word in words), word or None)


ACCESS_LOG = AccessLog("access_log", "the access log of a records system or of the PNC", "access", (
    Col("access_id", ("access id", "event id", "event no", "audit id", "transaction no", "transaction id", "transaction number", "seq", "sequence", "log id", "id")),
    Col("at", ("occurred at", "event date time", "event date", "date and time", "date time", "datetime", "timestamp", "accessed", "accessed at", "access date",
               "transaction date", "audit date", "occurred on", "event time stamp", "viewed at", "logged at", "action date", "action time",
               "activity date", "log date", "date", "when", "at", "occurred", "viewed", "logged"), "at", needed=True, about="when somebody looked",
        clock=("time", "event time", "access time", "transaction time", "audit time", "action time", "activity time", "log time", "time of access",
               "time accessed", "time viewed", "time of event", "time of transaction")),
    Col("account_id", ("user id", "userid", "user", "username", "user name", "account", "account id", "login", "log in", "operator", "operator id", "staff id",
                       "collar no", "collar number", "user login", "login name", "login id", "logon", "logon id", "logon name", "accessed by", "viewed by",
                       "performed by", "officer id", "officer no", "officer number", "staff no", "staff number", "employee no", "employee number", "officer"), needed=True, about="the log-in that was used"),
    Col("number", ("collar no", "collar number", "collar", "staff id", "staff no", "staff number", "officer no", "officer number", "employee no", "employee number",
                   "shoulder no", "shoulder number"), about="the staff number of the one who looked"),
    Col("system", ("system", "application", "database", "source system"), about="the system"),
    Col("workstation", ("terminal", "workstation", "terminal id", "device", "machine", "pc name", "computer", "host", "ip", "ip address"), about="the terminal"),
    Col("action", ("action", "event", "event type", "activity", "operation", "access type", "transaction type", "transaction code", "transaction"), "code",
        about="what was done", codes=ACTIONS),
    Col("entity_type", ("record type", "entity type", "entity", "object type", "module", "type"), about="the kind of record"),
    Col("entity_id", ("record id", "record no", "record number", "record ref", "record key", "entity id", "object id", "record", "reference", "entity ref", "object ref", "item id",
                      "record viewed", "record accessed"), about="the record"),
    Col("person_id", PERSON_NO, about="the person"),
    Col("query_text_hash", ("search terms", "search text", "search", "query", "query text", "search criteria", "criteria", "enquiry text", "searched for"), "digest",
        hidden=True, about="what was searched for"),
    Col("hits", ("results", "result count", "hits", "records found", "count"), "whole", about="how many records were found"),
    Col("reason_code", ("reason code", "code of reason", "purpose code"), about="the code of the reason"),
    Col("reason_raw", ("reason", "stated reason", "purpose", "justification", "reason text", "reason for access", "access reason", "reason for search", "search reason",
                       "reason for enquiry", "enquiry reason", "reason for check", "reason for viewing", "reason for transaction", "reason given", "audit reason",
                       "purpose of search", "purpose of enquiry", "purpose of access", "reason entered", "reason for looking"), about="the reason given"),
    Col("originator_raw", ("originator", "originator line", "originator details", "requested by", "requester", "requesting officer", "origin"), about="for whom it was done"),
    Col("behalf", ("on behalf of", "behalf of", "originator collar no", "originator id", "requester id"), about="the collar number of the one for whom it was done"),
    Col("session_id", ("session", "session id", "session no"), about="the session"),
    Col("ms_open", ("ms open", "duration ms", "milliseconds", "open ms"), "whole", about="how long it was open, in milliseconds"),
    Col("seconds_open", ("seconds open", "duration seconds", "duration (seconds)", "duration secs", "seconds"), about="how long it was open, in seconds"),
), any_of=(("action", "entity_type", "entity_id", "person_id", "query_text_hash", "hits", "system"),))  # fmt: skip
"""A row with a day and a number of staff alone is none of an access log: so does a list of duties, of fuel, of leave begin."""
