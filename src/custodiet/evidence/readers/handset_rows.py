"""A row of a table in a handset report as a call, a text or a message. What the table is, its layout says; `handset_tables` finds it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from custodiet.evidence.headed import Record
from custodiet.evidence.mapping import Field, plain
from custodiet.evidence.moments import Order
from custodiet.evidence.readers import handset_events as events
from custodiet.evidence.readers.handset_events import Event, Sort
from custodiet.evidence.readers.handset_parties import (
    Handset,
    Party,
    answered,
    direction,
    far,
    marks,
    pair,
    recipients,
    sender,
    several,
    told,
)
from custodiet.evidence.readers.handset_times import Clock, seconds, stamp
from custodiet.evidence.reading import Answers, Choice, Outcome, Question


@dataclass(frozen=True, slots=True)
class Layout:
    """A table that a tool writes: the headers that prove it, what its columns mean, and what its rows are.

    `sort` is what a row is where no column says it; None: a row of no contact (an address book). `named` means that the tool says the
    program in the name of the sheet or file only. `row` makes something else of a row. `by_hand`: nothing in it marks who held the
    handset, so that of a sender nobody knows whether it was they, until their number is known.
    """

    tool: str
    about: str
    signature: tuple[str, ...]
    fields: tuple[Field, ...] = ()
    sort: Sort | None = None
    channel: str = ""
    named: bool = False
    row: Callable[["Record", "Table"], Outcome] | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Headers as they stood, freed of what they say besides, and the zone and order of days that they name."""

    names: tuple[str, ...]
    zone: str = ""
    order: Order | None = None


@dataclass(slots=True)
class Table:
    """One table of the file while it is read."""

    layout: Layout
    clock: Clock
    handset: Handset
    hint: str
    guessed: str = ""
    names: dict[str, None] = field(default_factory=dict)


MYSELF = {"me", "myself", "you"}
"""How lists name whoever held the handset."""
MOST_NAMES = 12


def time_of(record: Record) -> str:
    """Day and time, where they stand in two columns joined."""
    whole, day = record["when"], record["day"]
    if day and (not whole or stamp(whole) is None):
        return f"{day.removesuffix(' 00:00:00')} {whole}".strip()
    return whole


def event(record: Record, table: Table, answers: Answers) -> Event:
    """A row as an event."""
    layout, handset = table.layout, table.handset
    said = {"Direction": record["direction"], "Type": record["type"], "Folder": record["folder"], "Status": record["status"]}
    said = {key: text.partition("<")[0].strip() for key, text in said.items()} | {
        "Duration": record["duration"],
        "FromIsOwner": record["mine"],
    }
    people, chat = _people(record), several(record["participants"])
    handset_said = events.e164(record["own"].removeprefix("P:"))
    own = handset.given or handset_said or handset.own([*people, *chat])
    if layout.by_hand:
        people, way = _by_hand(people, said, own, table, answers)
    else:
        way = direction(said, people, own)
    people += _partners(record, way)
    sort, channel = _sort(record, table, answers)
    if sort == "call" and channel:
        handset.app_calls += 1
    if not own and ((sort != "chat" and not channel) or (layout.by_hand and way is None and not table.names)):
        handset.unknown = True
    return Event(
        line=record.line, kind=sort, when=table.clock.read(time_of(record)), channel=channel, direction=way, own=own,
        others=tuple(dict.fromkeys(party.identifier or party.name for party in far(people, way, own))),
        sender=sender(people, way, own), to=recipients(people, chat, way, own), duration=seconds(record["duration"]),
        answered=answered(said) if layout.sort == "call" else None, deleted=_deleted(record),
        body=record.raw("body") or None, attachment=record["attachment"].replace("\n", "; ") or None,
        conversation=record["conversation"] or pair(people or chat, own), what="system" if "system" in said["Type"].lower() else "",
        marks=marks(said) + (("carved",) if "carv" in record["recovery"].lower() else ()), report=layout.tool,
    )  # fmt: skip


def _people(record: Record) -> list[Party]:
    found = several(record["parties"]) + several(record["from"], "from") + several(record["to"], "to")
    if record["from name"] and len(found) == 1 and not found[0].name:
        found = [Party(found[0].identifier, record["from name"], found[0].role, found[0].owner)]
    elif record["from name"] and not record["from"]:
        found.append(Party("", record["from name"], "from"))
    return found


def _by_hand(people: list[Party], said: dict[str, str], own: str, table: Table, answers: Answers) -> tuple[list[Party], events.Direction]:
    """Who took part, and which way it went, in a list that marks nobody as the holder: a name is theirs only where a person says so."""
    mine = {*MYSELF, answers.get("own_name", "").strip().lower()} - {""}
    people = [replace(each, owner=each.owner or (each.identifier or each.name).strip().lower() in mine) for each in people]
    senders = [each for each in people if each.role == "from"]
    names = [each for each in senders if not each.owner and not events.e164(each.identifier) and "own_name" not in answers]
    sure = bool(own or any(each.owner for each in senders) or (senders and "own_name" in answers)) and not names
    # the status is left out: of what came in, it may be how the other end sent it
    way = direction({**said, "Status": ""}, people if sure else [], own)
    if way is None:
        table.names |= {(each.identifier or each.name)[:60]: None for each in names[: max(0, MOST_NAMES - len(table.names))]}
    return people, way


def _partners(record: Record, way: events.Direction) -> list[Party]:
    """A column that names only the other end, whichever end that is."""
    role = "from" if way == "in" else "to" if way == "out" else ""
    if not record["partner"] or (way == "in" and record["from"]) or (way == "out" and record["to"]):
        return []
    return [told(record["partner"], role)]


def _deleted(record: Record) -> str | None:
    states = {events.deleted_state(record[name]) for name in ("deleted", "deleted too")}
    return "deleted" if "deleted" in states else "intact" if "intact" in states else None


def _sort(record: Record, table: Table, answers: Answers) -> tuple[Sort, str]:
    """What the row is, and over which program: by its own column, the layout, a person, the name of the sheet or file, in that order."""
    layout = table.layout
    said = f"{record['service']} {record['type'] if layout.sort != 'call' else ''}".lower()
    channel = layout.channel or events.channel_of(
        record["service"], record["source"], answers.get("channel", ""), table.hint if layout.named else ""
    )
    if layout.sort != "chat":
        return layout.sort or "chat", ("rcs" if "rcs" in said.split() and layout.sort == "sms" else channel)
    if channel:
        return "chat", channel
    words = [*said.split(), answers.get("channel", "").lower(), plain(record["source"])]
    hint = plain(table.hint)
    if "email" in hint:
        return "chat", "email"
    if "mms" in words:
        return "mms", ""
    if "sms" in words or "sms" in hint or "nativemessages" in words:
        return "sms", ""
    table.guessed = table.guessed or record.line
    return "chat", "chat"


def channel_question(table: Table) -> Question:
    return Question(
        "channel",
        f"Over which program did the messages of the table “{table.hint[:80]}” go?",
        f"Neither a column nor the name of the table says it, first in {table.guessed}. Texts of the network stand on a bill; "
        "chats do not.",
        tuple(
            Choice(name, f"they are {name} messages")
            for name in ("sms", "whatsapp", "imessage", "facebook messenger", "instagram", "telegram")
        ),
    )


def name_question(names: Iterable[str]) -> Question:
    return Question(
        "own_name",
        "By which name does the list call whoever held the handset?",
        "Senders are named without a number, so which of them held it is not known, nor which way their messages went. "
        "“Me” and “You” are taken for the holder; answer with one of these where no other name is theirs.",
        tuple(Choice(name, f"“{name}” held the handset") for name in (*names, "Me")),
    )
