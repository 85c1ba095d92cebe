"""Instagram's download in JSON: `message_1.json` of a conversation, or the archive with all of them.

Its text is UTF-8 that was taken for Latin-1 on the way and is put right here. A reaction is no message.
"""

import re
from collections.abc import Iterator
from typing import Any

from custodiet.evidence.readers import chat_json
from custodiet.evidence.readers.epoch import counted
from custodiet.evidence.reading import Answers, Outcome, Read, Refused, Remark, Source, UnreadableFile

ASKED = "Ask for the download of messages in the format JSON, or give its message_1.json."
_PART = re.compile(r"message_\d{1,6}\.json", re.IGNORECASE)
_REACTED = re.compile(
    r"(?:.{0,100} )?(?:reacted .{1,20} to (?:your|a|their|his|her) message|liked (?:a|your) message)\W{0,3}", re.IGNORECASE
)
_SENT = re.compile(r".{0,100}\bsent (?:an attachment|a photo|a video|a voice message|a live location|a link)\.", re.IGNORECASE)
_RANG = re.compile(
    r".{0,100}\b(?:started an? (?:audio|video) (?:chat|call)|(?:audio|video) (?:chat|call) ended|"
    r"missed an? (?:audio|video) (?:chat|call).{0,100})\W{0,3}",
    re.IGNORECASE,
)
_FILES = ("photos", "videos", "audio_files", "gifs", "files")


class Instagram:
    """See `reading.Reader`. Answers: `owner`, the name of the account that was downloaded."""

    name = "instagram"
    about = "Instagram download (JSON): message_1.json, or the archive"
    endings: tuple[str, ...] = (".json", ".zip")

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """A record for each message of each conversation."""
        found = 0
        for member, stream in chat_json.members(source, ".json"):
            if member and not _PART.fullmatch(member.rpartition("/")[2]):
                continue
            found += 1
            try:
                thread = _thread(chat_json.load(stream, ASKED))
            except UnreadableFile as refusal:
                if not member:
                    raise
                yield Refused(member, str(refusal))
                continue
            yield from _messages(thread, member or source.name.rpartition("/")[2], answers.get("owner", ""))
        if not found:
            raise UnreadableFile(f"The archive holds no message_1.json. {ASKED}")
        if "owner" not in answers:
            says = "The download does not say whose account it is of, so messages have no direction. Answer “owner” with that name."
            yield Remark("owner", says)


def _thread(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict) or not isinstance(found.get("messages"), list) or not isinstance(found.get("participants"), list):
        raise UnreadableFile(f"The JSON is no conversation of Instagram: it has no participants and messages. {ASKED}")
    return found


def put_right(value: object) -> str:
    """A text of this download as it was written. Text that is not UTF-8 taken for Latin-1 stays as it stands."""
    stood = chat_json.text(value)
    try:
        return stood if stood.isascii() else stood.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return stood


def _messages(thread: dict[str, Any], where: str, owner: str) -> Iterator[Outcome]:
    people = [put_right(each.get("name")) for each in chat_json.dicts(thread["participants"])]
    conversation = chat_json.text(thread.get("thread_path")).rpartition("/")[2] or put_right(thread.get("title"))
    for number, each in enumerate(thread["messages"], 1):
        line = f"{where} message {number}"
        if not isinstance(each, dict) or not ("sender_name" in each or "timestamp_ms" in each):
            yield Refused(line, "It is no message: it has neither sender nor time.", chat_json.shown(each))
            continue
        yield _message(each, line, conversation, people, owner)


def _message(each: dict[str, Any], line: str, conversation: str, people: list[str], owner: str) -> Read:
    sender, body = put_right(each.get("sender_name")), put_right(each.get("content"))
    files = tuple(chat_json.text(file.get("uri")).rpartition("/")[2] for key in _FILES for file in chat_json.dicts(each.get(key)))
    share = each.get("share")
    link = put_right(share.get("link")) if isinstance(share, dict) else ""
    kind, marks = _kind(each, body, bool(files or link))
    when = counted(each.get("timestamp_ms"), 1000)
    others = [name for name in people if name != sender]
    fact = chat_json.message(
        "instagram", when, conversation=conversation, sender="" if kind == "system" else sender, kind=kind, marks=marks,
        to=others[0] if len(people) == 2 and len(others) == 1 and kind != "system" else "",
        body="\n".join(part for part in (body, link) if part) or None, files=files,
        seconds=chat_json.whole(each.get("call_duration")), direction=_direction(sender, owner, kind),
    )  # fmt: skip
    return Read(line, (fact,), "" if when.moment else when.why)


def _kind(each: dict[str, Any], body: str, attached: bool) -> tuple[str, tuple[str, ...]]:
    reacted = ("reacted to",) if chat_json.dicts(each.get("reactions")) else ()
    short = body if len(body) < 300 else ""
    if each.get("is_unsent") is True:
        return "deleted", reacted
    if short and _REACTED.fullmatch(short):
        return "system", ("reaction",)
    if "call_duration" in each or (short and _RANG.fullmatch(short)):
        missed = ("missed",) if "missed" in short.lower() else ()
        return "call", (("video" if "video" in short.lower() else "voice"), *missed)
    if attached and (not body or _SENT.fullmatch(short)):
        return "media", ("attached", *reacted)
    if not body:
        return "message", ("empty", *reacted)
    return "message", (*(("attached",) if attached else ()), *reacted)


def _direction(sender: str, owner: str, kind: str) -> str | None:
    if not owner or kind == "system":
        return None
    return "out" if sender.casefold() == owner.casefold() else "in"
