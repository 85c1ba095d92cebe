"""Magnet AXIOM and IEF exports: a CSV or sheet for each artefact, with the zone and the order of days in the headers."""

import re
from collections.abc import Sequence

from custodiet.evidence.mapping import Field
from custodiet.evidence.moments import Order
from custodiet.evidence.readers.handset_rows import Heading, Layout
from custodiet.evidence.readers.handset_tables import Kind

TOOL = "AXIOM"
_ZONE = re.compile(r"\(?(?:UTC|GMT)\s?([+-]\d{1,2}:?\d{2})?\)?(?:\s?\(([dMyHhmsatf/.\-: ,]{6,40})\))?")
_COMMON = (
    Field("when", (
        "Message Sent Date/Time", "Sent Date/Time", "Received Date/Time", "Message Received Date/Time", "Message Date/Time",
        "Call Date/Time", "Call Start Date/Time", "Start Date/Time", "Started Date/Time", "Date/Time", "Created Date/Time",
        "Timestamp Date/Time", "Timestamp",
    )),
    Field("direction", ("Direction", "Call Direction", "Message Direction")),
    Field("type", ("Type", "Message Type", "Call Type")),
    Field("status", ("Status", "Call Status", "Message Status")),
    Field("folder", ("Folder", "Folder Name")),
    Field("from", ("Sender", "Caller", "From", "Sender ID", "Caller Number")),
    Field("from name", ("Sender Name", "Caller Name")),
    Field("to", ("Recipient(s)", "Recipients", "Recipient", "To", "Callee", "Receiver")),
    Field("partner", ("Partner", "Partners", "Phone Number", "Number", "Contact Number")),
    Field("body", ("Message", "Body", "Text", "Message Text", "Content")),
    Field("attachment", ("Attachments", "Attachment", "Attachment(s)", "Attachment Name")),
    Field("duration", ("Duration", "Call Duration", "Call Duration (Seconds)", "Duration (Seconds)", "Call Duration (hh:mm:ss)")),
    Field("service", ("Service", "Application", "App Name", "Service Name")),
    Field("conversation", ("Chat ID", "_ThreadID", "Thread ID", "Conversation ID", "Chat Session")),
    Field("own", ("Local User", "Account Number", "Local User Phone Number")),
    Field("deleted", ("Deleted", "Is Deleted", "Message Deleted", "Deleted Status")),
    Field("recovery", ("Recovery Method", "Recovery method")),
)  # fmt: skip


def heading(cells: Sequence[str]) -> Heading:
    """The headers without their zones; none where no header names a zone, for then it is no AXIOM table."""
    names, found = [], []
    for cell in cells:
        name, _, rest = cell.rpartition(" - ")
        zone = _ZONE.fullmatch(rest.strip()) if name and len(rest) < 70 else None
        names.append(name if zone else cell)
        if zone:
            found.append((zone[1] or "UTC", _order(zone[2] or "")))
    if not found:
        return Heading(())
    zones, patterns = {zone for zone, _ in found}, {order for _, order in found}
    return Heading(tuple(names), found[0][0] if len(zones) == 1 else "", found[0][1] if len(patterns) == 1 else None)


def _order(pattern: str) -> Order | None:
    """The order of day, month and year in a pattern: `dd/MM/yyyy`."""
    places = sorted((pattern.index(letter), part) for letter, part in (("d", "d"), ("M", "m"), ("y", "y")) if letter in pattern)
    said = "".join(part for _, part in places)
    known: dict[str, Order] = {"dmy": "dmy", "mdy": "mdy", "ymd": "ymd"}
    return known.get(said)


KIND = Kind(
    (
        Layout(TOOL, "calls", ("caller",), _COMMON, "call", named=True),
        Layout(TOOL, "calls", ("duration", "direction"), _COMMON, "call", named=True),
        Layout(TOOL, "calls", ("callduration",), _COMMON, "call", named=True),
        Layout(TOOL, "calls", ("callstatus",), _COMMON, "call", named=True),
        Layout(TOOL, "messages", ("sender", "message"), _COMMON, "chat", named=True),
        Layout(TOOL, "messages", ("sender", "body"), _COMMON, "chat", named=True),
        Layout(TOOL, "messages", ("partner", "message"), _COMMON, "chat", named=True),
        Layout(TOOL, "messages", ("recipients", "message"), _COMMON, "chat", named=True),
        Layout(TOOL, "contacts", ("displayname", "phonenumbers")),
    ),
    heading,
)
