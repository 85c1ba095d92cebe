"""Tables of ALEAPP and iLEAPP (TSV or CSV): calls, texts, WhatsApp, and the rows that are missing from an iPhone's message store."""

from collections.abc import Sequence

from custodiet.evidence.facts import Fact
from custodiet.evidence.headed import Record
from custodiet.evidence.mapping import Field
from custodiet.evidence.readers.handset_rows import Heading, Layout, Table
from custodiet.evidence.readers.handset_tables import Kind
from custodiet.evidence.reading import Outcome, Read, Refused

ANDROID, IPHONE = "ALEAPP", "iLEAPP"


def _fields(**columns: str) -> tuple[Field, ...]:
    return tuple(Field(name.replace("_", " ").strip(), tuple(words.split("|"))) for name, words in columns.items())


def heading(cells: Sequence[str]) -> Heading:
    """The headers as they stand."""
    return Heading(tuple(cells))


def gap(record: Record, table: Table) -> Outcome:
    """Rows that are gone from between two messages: a fact of its own, from the message before to the message after."""
    begin, end = table.clock.read(record["when"]), table.clock.read(record["until"])
    if not record["missing"].isascii() or not record["missing"].isdigit() or len(record["missing"]) > 12:
        return Refused(record.line, "It does not say how many rows are missing.", record.row.text)
    count = int(record["missing"])
    span = (end.moment.at - begin.moment.at).total_seconds() if begin.moment and end.moment else None
    rows = f"ROWID {record['previous row']} and {record['row']}"
    said = f"{count} {'row is' if count == 1 else 'rows are'} missing between {rows}, from {begin.text} to {end.text}."
    fact = Fact("message", {
        **begin.columns(), "channel": "sms", "kind": "gap", "body": said, "export_kind": table.layout.tool,
        "duration_s": int(span) if span is not None and span >= 0 else None,
    })  # fmt: skip
    return Read(record.line, (fact,), "" if begin.moment else begin.why)


KIND = Kind(
    (
        Layout(ANDROID, "call log", ("calldate", "partner", "type"), _fields(
            when="Call Date", own="Phone Account Address", partner="Partner", type="Type", duration="Duration in Secs", deleted="Deleted",
        ), "call"),
        Layout(ANDROID, "WhatsApp calls", ("callstarttimestamp", "calldirection"), _fields(
            when="Call Start Timestamp", duration="Call Duration", direction="Call Direction", partner="Caller JID|Caller",
            type="Call Type", conversation="Group Name",
        ), "call", "whatsapp"),
        Layout(ANDROID, "WhatsApp messages", ("messagetimestamp", "messagedirection", "sendingpartyjid"), _fields(
            when="Message Timestamp", direction="Message Direction", partner="Other Participant WA User Name|Conversation Name|Group Name",
            from_="Sending Party JID", body="Message", attachment="Media|Local Path", type="Message Type",
        ), "chat", "whatsapp"),
        Layout(ANDROID, "Google Messages", ("messagetimestamp", "direction", "conversationid", "messagesender"), _fields(
            when="Message Timestamp", direction="Direction", from_="Message Sender", partner="Other Participant/Conversation Name",
            body="Message", type="Message Type", attachment="Attachment Location", conversation="Conversation ID",
        ), "sms"),
        Layout(ANDROID, "texts", ("date", "type", "address", "body"), _fields(
            when="Date", type="Type", partner="Address", body="Body", conversation="Thread ID",
        ), "sms"),
        Layout(IPHONE, "missing rows", ("numberofmissingrows",), _fields(
            when="Beginning Timestamp", until="Ending Timestamp", previous_row="Previous ROWID", row="ROWID",
            missing="Number of Missing Rows",
        ), row=gap),
        Layout(IPHONE, "messages", ("messagetimestamp", "chatcontactid", "service"), _fields(
            when="Message Timestamp", mine="From Me", direction="Message Direction", partner="Chat Contact ID", body="Message",
            attachment="Attachment Name|Attachment File", service="Service", own="Account Login|Account", conversation="Chat ID",
        ), "chat"),
        Layout(IPHONE, "WhatsApp calls", ("startingtimestamp", "direction", "contactid"), _fields(
            when="Starting Timestamp", duration="Duration", direction="Direction", partner="Contact ID", status="Disconnected cause",
        ), "call", "whatsapp"),
        Layout(IPHONE, "WhatsApp messages", ("timestamp", "direction", "sendername", "chatname"), _fields(
            when="Timestamp", direction="Direction", from_="From ID", from_name="Sender Name", to="To ID", partner="Chat Name",
            body="Message", attachment="Attachment File", conversation="Chat ID",
        ), "chat", "whatsapp"),
    ),
    heading,
)  # fmt: skip
