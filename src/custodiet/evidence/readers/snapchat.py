"""Snapchat's download in JSON: `chat_history.json` and `snap_history.json`, of both generations, or the archive.

It holds only what somebody saved, and of a snap only that it was sent: that is remarked on every reading.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from custodiet.evidence.moments import in_zone
from custodiet.evidence.readers import chat_json
from custodiet.evidence.readers.handset_times import When
from custodiet.evidence.reading import Answers, Outcome, Read, Refused, Remark, Source, UnreadableFile

ASKED = "Ask for “My Data” in the format JSON, or give its chat_history.json or snap_history.json."
FILES = "chat_history.json|snap_history.json"
ONLY_SAVED = (
    "The download holds only chats that somebody saved, and of snaps only that they were sent. What is not in it may have been written all "
    "the same."
)
_OLD = {
    "received saved chat history": ("in", False), "sent saved chat history": ("out", False),
    "received snap history": ("in", True), "sent snap history": ("out", True),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the file: with whom, in which direction where the list says so, and whether of snaps."""

    partner: str
    direction: str
    snaps: bool
    entries: list[Any]


class Snapchat:
    """See `reading.Reader`. Answers: `owner`, the user name of the account, which the older download does not say."""

    name = "snapchat"
    about = "Snapchat download (JSON): chat_history.json, snap_history.json, or the archive"
    endings: tuple[str, ...] = (".json", ".zip")

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """A record for each chat or snap."""
        found = False
        for member, stream in chat_json.members(source, FILES):
            found, places = True, chat_json.Places()
            where = member or source.name.rpartition("/")[2]
            try:
                lists = _lists(chat_json.load(stream, ASKED), "snap_history" in where.lower())
            except UnreadableFile as refusal:
                if not member:
                    raise
                yield Refused(member, str(refusal))
                continue
            for each in lists:
                yield from _entries(each, where, places, answers.get("owner", ""))
        if not found:
            raise UnreadableFile(f"The archive holds no chat_history.json. {ASKED}")
        yield Remark("only saved content", ONLY_SAVED)


def _lists(found: Any, snaps: bool) -> list[_List]:
    lists = []
    for name, entries in found.items() if isinstance(found, dict) else ():
        direction, old_snaps = _OLD.get(name.lower(), ("", snaps))
        if isinstance(entries, list):
            lists.append(_List("" if direction else chat_json.text(name), direction, old_snaps, entries))
    told = [each for each in lists if not each.entries or any(isinstance(entry, dict) and "Created" in entry for entry in each.entries)]
    if not told and not (isinstance(found, dict) and not found):
        raise UnreadableFile(f"The JSON is no chat history of Snapchat: it has no lists of what was created when. {ASKED}")
    return told


def _entries(told: _List, where: str, places: chat_json.Places, owner: str) -> Iterator[Outcome]:
    place = places.place(told.partner or {"in": "received", "out": "sent"}.get(told.direction, ""))
    for number, each in enumerate(told.entries, 1):
        line = f"{where} {place} {number}"
        if isinstance(each, dict) and each:
            yield _entry(each, line, told, owner)
        else:
            yield Refused(line, "It is no entry of a chat: it says nothing.", chat_json.shown(each))


def _entry(each: dict[str, Any], line: str, told: _List, owner: str) -> Read:
    direction = told.direction or ("out" if each.get("IsSender") is True else "in" if each.get("IsSender") is False else "")
    sender = chat_json.text(each.get("From")) or (owner if direction == "out" else "")
    partner = "" if chat_json.text(each.get("Conversation Title")) else told.partner  # a title: a group
    to = chat_json.text(each.get("To")) or {"out": partner, "in": owner}.get(direction, "")
    body = chat_json.text(each.get("Content")) or chat_json.text(each.get("Text"))
    kind, marks = _kind(chat_json.text(each.get("Media Type")).upper(), told.snaps, bool(body))
    when = _when(chat_json.text(each.get("Created")))
    saved = () if each.get("IsSaved") is not False else ("not saved",)
    fact = chat_json.message(
        "snapchat", when,
        conversation=chat_json.text(each.get("Conversation Title")) or told.partner or (to if direction == "out" else sender),
        sender="" if kind == "system" else sender, to="" if kind == "system" else to, body=body or None, kind=kind, marks=marks + saved,
        files=tuple(part.strip() for part in chat_json.text(each.get("Media IDs")).split("|")), direction=direction or None,
    )  # fmt: skip
    return Read(line, (fact,), "" if when.moment else when.why)


def _kind(sort: str, snap: bool, words: bool) -> tuple[str, tuple[str, ...]]:
    if "ERASED" in sort:
        return "deleted", ()
    if "CALL" in sort:
        missed = ("missed",) if "MISSED" in sort else ()
        return "call", (("video" if "VIDEO" in sort else "voice"), *missed)
    if sort.startswith("STATUS"):
        return "system", (("screenshot",) if "SCREENSHOT" in sort else ())
    if snap:
        return "media", ("snap", sort.lower())
    if sort == "TEXT":
        return "message", (() if words else ("empty",))
    return ("message" if words else "media"), (sort.lower(),)


def _when(stood: str) -> When:
    if not stood:
        return When("", None, "The entry has no time.")
    try:
        local = datetime.strptime(stood, "%Y-%m-%d %H:%M:%S UTC")  # noqa: DTZ007 (UTC, as it says; in_zone makes it so)
    except ValueError:
        return When(stood, None, f"“{stood[:40]}” is not a day and time as Snapchat writes it (2021-11-24 19:03:11 UTC).")
    moment = in_zone(local, "UTC")
    return When(stood, None, moment) if isinstance(moment, str) else When(stood, moment)
