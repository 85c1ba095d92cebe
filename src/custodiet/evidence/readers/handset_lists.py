"""Lists of messages that no forensic tool wrote: a table made by hand, by a backup program or by a telephone's own export.

They are known by a column for a day or time, one for whoever wrote or for the way it went, and one for the words.
"""

from collections.abc import Sequence

from custodiet.evidence.mapping import Field, plain
from custodiet.evidence.readers.handset_rows import Heading, Layout
from custodiet.evidence.readers.handset_tables import Kind

TOOL = "a list"
_WHEN = Field("when", (
    "Date/Time", "Date and Time", "Datetime", "Date Time", "Timestamp", "Message Time", "Time Sent", "Message Date", "Sent At", "Sent On",
    "Date Sent", "Sent Date", "Sent", "Received At", "Time Received", "Date Received", "Time",
))  # fmt: skip
"""Times before days: where a list has a column for each, the day is that of `_DAY`."""
_DAY = Field("day", ("Date", "Day", "Message Date", "Date Sent", "Sent Date", "Date Received"))
_FROM = Field("from", ("From", "Sender", "Sender ID", "From Number", "Sender Number", "Author", "Sent By", "Username"))
_NAME = Field("from name", ("Sender Name", "From Name", "Author Name"))
_BODY = Field("body", ("Message", "Text", "Body", "Content", "Message Text", "Message Body", "Message Content", "Words"))
_WAY = Field("direction", ("Direction", "In/Out", "Incoming/Outgoing", "Sent/Received"))
_TYPE = Field("type", ("Message Type", "Type"))
"""Which way it went in some lists, and in others whether it was a text or a picture."""
FIELDS = (
    _WHEN, _DAY, _FROM, _NAME, _WAY, _TYPE, _BODY,
    Field("to", ("To", "Recipient", "Recipients", "To Number", "Recipient Number", "Receiver")),
    Field("partner", (
        "Contact", "Partner", "Other Party", "Phone Number", "Number", "Participant", "Chat Session", "Chat Name", "Chat", "Conversation",
    )),
    Field("attachment", ("Attachment", "Attachments", "Media", "Attached File")),
    Field("service", ("Service", "App", "Application", "Platform", "Channel", "Program")),
    Field("conversation", ("Chat ID", "Thread ID", "Conversation ID", "Thread")),
    Field("status", ("Status",)),
)  # fmt: skip
_DATED = frozenset(map(plain, (*_WHEN.synonyms, *_DAY.synonyms)))


def heading(cells: Sequence[str]) -> Heading:
    """The headers as they stood; none where none of them is a day or a time."""
    return Heading(tuple(cells) if any(plain(cell) in _DATED for cell in cells) else ())


KIND = Kind(
    tuple(
        Layout(TOOL, "messages", (plain(who), plain(words)), FIELDS, "chat", named=True, by_hand=True)
        for who in (*_FROM.synonyms, *_NAME.synonyms, *_WAY.synonyms, *_TYPE.synonyms)
        for words in _BODY.synonyms
    ),
    heading,
)
