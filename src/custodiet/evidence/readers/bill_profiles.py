"""The layouts of telephone bills and call lists that are known by name, and the words for columns of those that are not.

No network publishes its layout, so each profile is what has been seen of one, and a person can correct every column of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from custodiet.evidence.grid import GridRow
from custodiet.evidence.mapping import Field, Profile, plain
from custodiet.evidence.reading import Answers, UnreadableFile

AT = Field("at", ("date/time", "date time", "datetime", "date and time", "date & time", "call date and time", "calldatetime", "call datetime",
                  "start date time", "start time", "call start", "start", "timestamp", "connected", "event time", "call made at", "event start", "event date time",
                  "start ts", "start timestamp", "call start time", "call date time", "date of call and time", "started", "started at", "setup time", "answer time"),
           about="day and time of the call or text")  # fmt: skip
DAY = Field(
    "day",
    ("date", "call date", "calldate", "day", "date of call", "start date", "event date", "usage date", "call day", "event day"),
    about="the day",
)
TIME = Field("time", ("time", "call time", "calltime", "time of call", "time of day", "time started", "clock time"), about="the time")
CALLED = Field("called", ("called no", "called number", "number called", "number dialled", "numberdialled", "dialled number", "diallednumber",
                          "dialled no", "dialled", "telephone number dialled", "telephonenumberdialled", "number", "phone number", "to",
                          "to number", "b number", "b party", "b-party number", "other party", "other number", "destination number", "recipient number",
                          "correspondent_id", "called party", "number contacted", "number texted", "contact", "dialed number", "number dialed", "dialed", "other party number", "b msisdn", "called msisdn",
                          "destination no", "destination msisdn", "counterpart", "number called or texted", "number called/texted", "number you called"),
               about="the other number")  # fmt: skip
CALLER = Field("caller", ("caller", "calling number", "calling no", "calling party", "a number", "a party", "a-party number", "from", "from number",
                          "sender", "originating number", "a msisdn", "calling msisdn"), about="the number that called")  # fmt: skip
CALLEE = Field("callee", ("callee", "recipient"), about="the number that was called")
OWN = Field("own", ("mobile number", "mobilenumber", "handset", "own number", "cli", "msisdn", "ctn", "mobile no", "line no", "line number", "user number",
                    "subscriber", "subscriber number", "service number", "your number", "customeridentifier", "customer identifier", "phone", "mobile"),
            about="the telephone whose bill this is")  # fmt: skip
KIND = Field("kind", ("call type", "calltype", "type", "service", "serviceused", "service used", "event type", "usage type", "transmissiontype",
                      "record type", "interaction", "category", "type of call", "charge type", "event", "service type", "type of service", "call or text", "call/text",
                      "type of usage", "usage category", "cdr type", "traffic type", "what"), about="the kind: call, text, data")  # fmt: skip
SUBKIND = Field(
    "subkind",
    ("subcalltype", "sub call type", "call sub type", "call class", "callclass", "areacategory", "area category", "subtype"),
    about="the kind, more closely",
)
ABOUT = Field("about", ("description", "destination", "dialledlocation", "dialled location", "call description", "notes", "details", "narrative",
                        "called destination", "location", "called location"), about="the place or what it was, in words")  # fmt: skip
DIRECTION = Field("direction", ("direction", "in/out", "call direction", "incoming/outgoing", "orig/term"), about="which way it went")
DURATION = Field("duration", ("duration", "call duration", "callduration", "call_duration", "length", "duration of call", "call length", "talk time",
                              "billed duration", "actual duration", "total duration", "duration seconds", "duration secs", "duration in seconds", "duration minutes", "duration mins",
                              "seconds", "secs", "mins:secs", "min:sec", "minutes:seconds", "mm:ss", "hh:mm:ss", "minutes", "mins", "call seconds", "length of call",
                              "elapsed time", "duration/volume", "duration or volume", "duration/data", "billable seconds", "chargeable duration", "rounded duration"), about="how long")  # fmt: skip
VOLUME = Field(
    "volume",
    ("data volume", "datavolume", "volume", "data", "data usage", "usage", "total bytes", "totalbytestransmitted", "bytes", "data used"),
    about="how much data",
)
BEARER = Field("bearer", ("network", "carrier", "operator", "bearer"), about="the network")
CELL = Field("cell", ("cell id", "cell", "antenna_id", "mast", "site", "cell site"), about="the mast or cell")
RECORD = Field("record", ("record id", "recordid", "call id", "unique id", "cdr id"), about="the record's own number")
MINUTES = Field("minutes", (), about="the minutes of a length whose seconds stand in another column")
FIELDS = (AT, DAY, TIME, CALLED, CALLER, CALLEE, OWN, KIND, SUBKIND, ABOUT, DIRECTION, DURATION, VOLUME, BEARER, CELL, RECORD)
ANY_OF = (("at", "day"), ("called", "callee"))
"""A row needs a day, alone or with its time, and another number."""


def _but(**synonyms: tuple[str, ...]) -> tuple[Field, ...]:
    """The usual fields, with the exact headers of one layout where they differ; an empty one takes a field away."""
    changed = (Field(each.name, synonyms.get(each.name, each.synonyms), each.needed, each.about) for each in FIELDS)
    return tuple(each for each in changed if each.synonyms)


PROFILES: tuple[Profile, ...] = (
    Profile("uk_cdr", 1, "UK Standard for CDRs, version 1.5", signature=("CallType", "TelephoneNumberDialled", "CallDate", "CallTime"),
            fields=_but(own=("CustomerIdentifier",), bearer=("Network", "Carrier"), record=("RecordID",), volume=("TotalBytesTransmitted", "BytesTransmitted")),
            order="dmy", duration="seconds", outgoing=True, fixed={"size": "bytes"}),
    Profile("bt_web", 1, "BT web CSV", signature=("Charge Code", "Installation No", "Called No"),
            fields=_but(own=("Installation No",), kind=(), called=("Called No",), about=("Destination",)),
            order="dmy", outgoing=True, fixed={"kind": "call"}),
    Profile("multi_network", 1, "UK bill manager for several networks, detail", signature=("diallednumber", "calldate", "calltime", "handset"),
            fields=_but(own=("handset",), called=("diallednumber",), kind=("transmissiontype",), subkind=("areacategory",), about=("dialledlocation",)),
            order="dmy", outgoing=True),
    Profile("itemised", 1, "UK bill manager for several networks, itemised report", signature=("calldatetime", "numberdialled", "mobilenumber"),
            fields=_but(own=("mobilenumber",), called=("numberdialled",), kind=("calltype",), about=("destination",)), order="dmy", outgoing=True),
    Profile("reseller", 1, "reseller's CDR file with the line's CLI and a cost centre (Daisy, Ventelo and the like)",
            signature=("CLI", "Duration", "Cost Centre"), fields=FIELDS, order="dmy", outgoing=True),
    Profile("since_start_calls", 1, "research list of calls, in seconds since a start (Copenhagen Networks Study)",
            signature=("timestamp", "caller", "callee", "duration"), fields=_but(at=("timestamp",), kind=(), direction=()),
            duration="seconds", fixed={"kind": "call", "clock": "since start", "missed": "-1"}),
    Profile("since_start_texts", 1, "research list of texts, in seconds since a start (Copenhagen Networks Study)",
            signature=("timestamp", "sender", "recipient"), fields=_but(at=("timestamp",), kind=(), direction=()),
            fixed={"kind": "sms", "clock": "since start"}),
    Profile("bandicoot", 1, "one telephone's records as bandicoot reads them", signature=("interaction", "direction", "correspondent_id", "datetime"),
            fields=FIELDS, duration="seconds"),
    Profile("plain", 1, "a list of calls and texts without a layout of its own", fields=FIELDS, outgoing=True),
)  # fmt: skip


THEIRS = frozenset({"phone", "mobile", "mobileno", "mobilenumber", "handset"})
"""Headers that name the telephone of the bill, or that of whoever is named beside it."""


def recognise(rows: Sequence[GridRow], answers: Answers) -> Profile:
    """The profile whose signature stands in one of the first rows; the plain one where none does. `answers["profile"]` may name it."""
    by_name = {profile.name: profile for profile in PROFILES}
    if (told := answers.get("profile")) is not None:
        if told not in by_name:
            raise UnreadableFile(f"There is no profile “{told}”. There are: {', '.join(by_name)}. Name one of these, or none.")
        return by_name[told]
    standing = [{plain(cell) for cell in row.cells} for row in rows if not row.broken]
    for profile in PROFILES:
        if profile.signature and any({plain(each) for each in profile.signature} <= cells for cells in standing):
            return profile
    return _wary(by_name["plain"], standing)


def _wary(layout: Profile, standing: Sequence[set[str]]) -> Profile:
    """The plain layout without the words that would mislead: beside a “Contact” a “Phone” may be the contact's, and is asked for;
    minutes beside seconds are read as they are meant."""
    if any("contact" in cells and cells & THEIRS for cells in standing):
        mine = tuple(word for word in OWN.synonyms if plain(word) not in THEIRS)
        theirs = tuple(word for word in CALLED.synonyms if word != "contact")
        layout = replace(layout, fields=_but(own=mine, called=theirs))
    if any(cells & {"minutes", "mins"} and cells & {"seconds", "secs"} and "duration" not in cells for cells in standing):
        lengths = replace(DURATION, synonyms=("seconds", "secs"))
        fields = tuple(lengths if each.name == "duration" else each for each in layout.fields)
        layout = replace(layout, fields=(*fields, replace(MINUTES, synonyms=("minutes", "mins"))))
    return layout
