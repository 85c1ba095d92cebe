"""What a handset report says of a call, a text or a message of a chat, whoever wrote the report, as facts.

A call and a text of the network become `comms`, as on a bill, so that bill and handset can be matched; a text's words, and
all that a chat program carried, become `message`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from custodiet.evidence.facts import Fact, Value
from custodiet.evidence.readers.handset_times import When
from custodiet.evidence.reading import Answers, Read, Refused, UnreadableFile
from custodiet.evidence.telephone import Number, SpoiltNumber, number

Sort: TypeAlias = Literal["call", "sms", "mms", "chat"]
Direction: TypeAlias = Literal["out", "in"] | None
CHANNELS: dict[str, str] = {
    "whatsapp": "whatsapp", "instagram": "instagram", "snapchat": "snapchat", "telegram": "telegram", "signal": "signal",
    "facebook": "facebook messenger", "messenger": "facebook messenger", "imessage": "imessage", "facetime": "facetime", "viber": "viber",
    "skype": "skype", "wechat": "wechat", "discord": "discord", "kik": "kik", "teams": "teams", "zoom": "zoom", "threema": "threema",
    "google duo": "google duo", "google meet": "google meet", "line": "line", "imo": "imo",
}  # fmt: skip
"""Chat programs by a word in the name that a report gives the source, and what `message.channel` calls them."""
NETWORK = {"", "native", "native messages", "messages", "sms", "mms", "sms/mms", "call log", "phone", "google messages", "android messages"}
"""Sources that are the telephone itself: its calls and texts go over the network and stand on a bill."""
_DELETED = {"deleted": "deleted", "trash": "deleted", "yes": "deleted", "true": "deleted", "1": "deleted"}
_INTACT = {"intact", "no", "false", "0"}
_AT_SERVER = re.compile(r"(\+?\d{7,15})(?:[:.]\d{1,3})?@(?:s\.whatsapp\.net|c\.us)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A call or message, as a report tells it.

    `others` are the other telephones as they stood; `channel` is empty for the network's own.
    """

    line: str
    kind: Sort
    when: When
    channel: str = ""
    direction: Direction = None
    own: str = ""
    others: tuple[str, ...] = ()
    sender: str = ""
    to: tuple[str, ...] = ()
    duration: int | None = None
    answered: bool | None = None
    deleted: str | None = None
    body: str | None = None
    attachment: str | None = None
    conversation: str = ""
    what: str = ""
    marks: tuple[str, ...] = ()
    report: str = ""


def outcome(event: Event, *, spreadsheet: bool = False) -> Read | Refused:
    """The event as facts; refused where a spreadsheet has spoilt a number."""
    facts: list[Fact] = []
    if _on_the_network(event):
        try:
            numbers = [_number(raw, spreadsheet) for raw in event.others]
        except SpoiltNumber as spoilt:
            return Refused(event.line, str(spoilt), " ".join(event.others)[:200])
        facts += [_comms(event, each) for each in numbers] or [_comms(event, None)]
    if event.kind != "call" or event.channel:
        facts.append(_message(event))
    return Read(event.line, tuple(facts), "" if event.when.moment else event.when.why)


def _on_the_network(event: Event) -> bool:
    unsent = {"draft", "not sent"} & set(event.marks)
    return (event.kind in {"sms", "mms"} and not unsent) or (event.kind == "call" and not event.channel)


def _number(raw: str, spreadsheet: bool) -> Number:
    try:
        return number(bare(raw))
    except SpoiltNumber:
        if spreadsheet:
            raise
        return Number(raw, None, "other")  # a telephone may store a number without its 0; nothing was cut off, and nothing is added


def _comms(event: Event, other: Number | None) -> Fact:
    values: dict[str, Value] = {
        **event.when.columns(),
        "asset_msisdn": e164(event.own) or None,
        "direction": event.direction,
        "kind": event.kind,
        "duration_s": event.duration,
        "answered": event.answered,
        "deleted_state": event.deleted,
    }
    if other is not None:
        values |= other.columns()
    return Fact("comms", values)


def _message(event: Event) -> Fact:
    what = event.what or ("call" if event.kind == "call" else "media" if event.attachment and not event.body else "message")
    if {"draft", "not sent"} & set(event.marks):
        what = "unsent"
    elif event.deleted == "deleted" and event.kind != "call" and not event.body and not event.attachment:
        what = "deleted"
    return Fact("message", {
        **event.when.columns(),
        "conv_id": event.conversation or None,
        "from": event.sender or None,
        "to": "; ".join(each for each in event.to if each) or None,
        "channel": event.channel or event.kind,
        "body": event.body,
        "body_ref": event.attachment,
        "deleted_state": event.deleted,
        "export_kind": event.report,
        "kind": what,
        "marks": ", ".join(event.marks) or None,
        "duration_s": event.duration,
        "direction": event.direction,
    })  # fmt: skip


def channel_of(*sources: str) -> str:
    """The chat program that a report names as its source; empty for the telephone's own calls and texts, or where none is named."""
    for source in sources:
        plain = source.strip().lower()
        if plain in NETWORK:
            continue
        words = f" {re.sub(r'[^a-z0-9]+', ' ', plain[:200])} "
        for sign, channel in CHANNELS.items():
            if f" {sign} " in words or (len(sign) > 4 and sign in words):
                return channel
    return ""


def bare(identifier: str) -> str:
    """A number without what a chat program hangs on it: `447700900123@s.whatsapp.net` is a number."""
    found = _AT_SERVER.fullmatch(identifier.strip()) if len(identifier) < 60 else None
    return "+" + found[1].lstrip("+") if found else identifier.strip()


@lru_cache(4096)
def e164(identifier: str) -> str:
    """The number in E.164 where it is one; empty otherwise."""
    try:
        return number(bare(identifier)).e164 or ""
    except SpoiltNumber:
        return ""


def shown(identifier: str, name: str = "") -> str:
    """How a party is named in `from` and `to`: by number where there is one, so that registers find it; else as the report shows it."""
    return e164(identifier) or name.strip() or identifier.strip()


def deleted_state(text: str) -> str | None:
    """`intact`, `deleted`, or None where the report does not say."""
    plain = text.strip().lower()
    return _DELETED.get(plain) or ("intact" if plain in _INTACT else None)


def own_number(answers: Answers) -> str:
    """The handset's own number as a person gave it; refused where it is no number."""
    given = answers.get("own_number", "").strip()
    if given and not e164(given):
        raise UnreadableFile(f"“{given}” was given as the handset's own number, and is no number. Give it as 07… or +44….")
    return e164(given)
