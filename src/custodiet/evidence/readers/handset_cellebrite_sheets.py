"""Cellebrite reports as a spreadsheet: a sheet for each kind of record, a title such as “Call Log (17)” above the headers."""

from collections.abc import Sequence

from custodiet.evidence.mapping import Field
from custodiet.evidence.readers.handset_rows import Heading, Layout
from custodiet.evidence.readers.handset_tables import Kind

TOOL = "Cellebrite XLSX"
_COMMON = (
    Field("when", ("Timestamp: Time", "Timestamp-Time", "Time", "Timestamp", "Date/Time", "Date & Time")),
    Field("day", ("Timestamp: Date", "Timestamp-Date", "Date")),
    Field("direction", ("Direction",)),
    Field("type", ("Type", "Call Type", "Message Type")),
    Field("folder", ("Folder",)),
    Field("status", ("Status",)),
    Field("parties", ("Parties",)),
    Field("from", ("From",)),
    Field("to", ("To",)),
    Field("participants", ("Participants",)),
    Field("body", ("Body", "Message", "Text")),
    Field("attachment", ("Attachment #1", "Attachments", "Attachment #1 - Details")),
    Field("duration", ("Duration",)),
    Field("source", ("Source",)),
    Field("service", ("Service Identifier",)),
    Field("conversation", ("Identifier", "Chat #", "Chat ID")),
    Field("deleted", ("Deleted - Instant Message", "Deleted", "Deleted - Call", "Deleted - SMS")),
    Field("deleted too", ("Deleted - Chat",)),
)


def heading(cells: Sequence[str]) -> Heading:
    """The headers; a Cellebrite table has # before them all."""
    return Heading(tuple(cells)) if cells and cells[0] == "#" else Heading(())


KIND = Kind(
    (
        Layout(TOOL, "call log", ("parties", "duration"), _COMMON, "call"),
        Layout(TOOL, "call log", ("from", "to", "duration"), _COMMON, "call"),
        Layout(TOOL, "texts", ("parties", "message", "folder"), _COMMON, "sms"),
        Layout(TOOL, "texts", ("parties", "body", "folder"), _COMMON, "sms"),
        Layout(TOOL, "texts", ("parties", "message", "smsc"), _COMMON, "sms"),
        Layout(TOOL, "chats", ("from", "body"), _COMMON, "chat"),
        Layout(TOOL, "chats", ("participants",), _COMMON),
        Layout(TOOL, "contacts", ("name", "entries")),
        Layout(TOOL, "other records", ("#",)),
    ),
    heading,
    frozenset({"summary", "device info", "device information", "device", "content", "contents", "extraction summary", "case information"}),
)
