"""Telegram's export in JSON: `result.json` of one chat or of a whole account.

Text may be a string or a list of plain and marked parts, which are joined. The HTML export is refused: it leaves out the zone.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from custodiet.evidence.moments import LOCAL, in_zone, known_zone
from custodiet.evidence.readers import chat_json
from custodiet.evidence.readers.epoch import counted
from custodiet.evidence.readers.handset_times import When
from custodiet.evidence.reading import Answers, Outcome, Read, Refused, Remark, Source, UnreadableFile

ASKED = "Export the chat again as “Machine-readable JSON”, and give its result.json."
PRIVATE = {"personal_chat", "bot_chat"}
_THINGS = {
    "voice_message": "audio", "audio_file": "audio", "video_message": "video", "video_file": "video", "animation": "GIF",
    "sticker": "sticker",
}  # fmt: skip
_TIMER = {"set_messages_ttl", "set_same_chat_wallpaper_ttl"}
_GROUP = {
    "create_group", "invite_members", "remove_members", "join_group_by_link", "join_group_by_request", "edit_group_title",
    "edit_group_photo",
    "delete_group_photo", "migrate_to_supergroup", "migrate_from_group", "create_channel",
}  # fmt: skip


class Telegram:
    """See `reading.Reader`. Answers: `zone`, for exports of older programs, which give local time alone; `owner`, a name as shown."""

    name = "telegram"
    about = "Telegram export (result.json)"
    endings: tuple[str, ...] = (".json", ".zip")

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """A record for each message of each chat."""
        zone = known_zone(answers.get("zone", LOCAL))
        found = False
        for member, stream in chat_json.members(source, "result.json"):
            found, places = True, chat_json.Places()
            for chat in _chats(chat_json.load(stream, ASKED)):
                yield from _Chat(chat, f"{member} " if member else "", zone, answers.get("owner", "")).messages(places)
        if not found:
            raise UnreadableFile(f"The archive holds no result.json. {ASKED}")
        how = "as you answered" if "zone" in answers else "which is assumed"
        yield Remark("zone", f"Messages that give no moment of their own beside local time are read in {zone}, {how}.", zone)


def _chats(found: Any) -> list[dict[str, Any]]:
    chats = [found] if isinstance(found, dict) and "messages" in found else []
    for key in ("chats", "left_chats"):
        part = found.get(key) if isinstance(found, dict) else None
        chats += chat_json.dicts(part.get("list")) if isinstance(part, dict) else []
    chats = [chat for chat in chats if isinstance(chat.get("messages"), list)]
    if not chats:
        raise UnreadableFile(f"The JSON is no export of Telegram: it has no chat with messages. {ASKED}")
    return chats


class _Chat:
    """A chat of the export: its name, whom it is with, and how its messages become facts."""

    def __init__(self, chat: dict[str, Any], before: str, zone: str, owner: str) -> None:
        self.entries: list[Any] = chat["messages"]
        self.name = chat_json.text(chat.get("name"))
        number = chat.get("id")
        self.partner = f"user{number}" if chat_json.text(chat.get("type")) in PRIVATE and isinstance(number, int) else ""
        self.conversation = self.name or (f"chat {number}" if isinstance(number, int) else "")
        self.before, self.zone, self.owner = before, zone, owner

    def messages(self, places: chat_json.Places) -> Iterator[Outcome]:
        """One outcome for each entry."""
        place = places.place(self.conversation)
        for number, each in enumerate(self.entries, 1):
            line = f"{self.before}{place} message {number}".strip()
            if not isinstance(each, dict) or not ("date" in each or "date_unixtime" in each):
                yield Refused(line, "It is no message: it has no time.", chat_json.shown(each))
            elif chat_json.text(each.get("type")) not in {"message", "service"}:
                yield Refused(line, f"It is of an unknown type, “{chat_json.text(each.get('type'))[:40]}”.", joined(each.get("text"))[:200])
            else:
                yield self._message(each, line)

    def _message(self, each: dict[str, Any], line: str) -> Read:
        service = each["type"] == "service"
        sender = chat_json.text(each.get("actor" if service else "from")) or chat_json.text(each.get("actor_id" if service else "from_id"))
        by = chat_json.text(each.get("actor_id" if service else "from_id"))
        kind, marks = _service(each) if service else _kind(each)
        body = joined(each.get("text")) or (chat_json.text(each.get("action")).replace("_", " ") if service else "")
        when = self._when(each)
        direction = self._direction(sender, by) if kind != "system" else None
        fact = chat_json.message(
            "telegram", when, conversation=self.conversation, sender="" if kind == "system" else sender, body=body or None,
            to=self._to(direction) if kind != "system" else "", kind=kind, marks=marks, direction=direction, files=_files(each),
            seconds=chat_json.whole(each.get("duration_seconds")) if kind == "call" else None,
        )  # fmt: skip
        return Read(line, (fact,), "" if when.moment else when.why)

    def _direction(self, sender: str, by: str) -> str | None:
        if self.partner and by:
            return "in" if by == self.partner else "out"
        return None if not self.owner else "out" if sender.casefold() == self.owner.casefold() else "in"

    def _to(self, direction: str | None) -> str:
        if not self.partner:
            return ""
        return self.name if direction == "out" else self.owner

    def _when(self, each: dict[str, Any]) -> When:
        stood = chat_json.text(each.get("date"))
        if "date_unixtime" in each:
            return counted(each["date_unixtime"], 1, stood)
        try:
            local = datetime.fromisoformat(stood)
        except ValueError:
            return When(stood, None, f"“{stood[:40]}” is no day and time as Telegram writes it (2021-11-24T19:03:11).")
        moment = in_zone(local.replace(tzinfo=None), self.zone if local.tzinfo is None else f"{local:%z}"[:6])
        return When(stood, None, moment) if isinstance(moment, str) else When(stood, moment)


def joined(value: object) -> str:
    """The text of a message, whether a string or a list of parts."""
    if isinstance(value, list):
        return "".join(chat_json.text(part.get("text")) if isinstance(part, dict) else chat_json.text(part) for part in value)
    return chat_json.text(value)


def _kind(each: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    marks = [
        mark
        for key, mark in (("edited", "edited"), ("forwarded_from", "forwarded"), ("poll", "poll"), ("location_information", "location"))
        if key in each
    ]
    marks += ["disappearing"] if "self_destruct_period_seconds" in each else []
    attached = "photo" in each or "file" in each or "contact_information" in each
    if attached:
        marks.append(
            _THINGS.get(
                chat_json.text(each.get("media_type")),
                "image" if "photo" in each else "contact card" if "contact_information" in each else "document",
            )
        )
    return ("media" if attached and not joined(each.get("text")) else "message"), tuple(marks)


def _service(each: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    action = chat_json.text(each.get("action"))
    if action == "phone_call":
        reason = chat_json.text(each.get("discard_reason"))
        return "call", tuple(mark for mark in ("voice", "missed" if reason in {"missed", "busy"} else "") if mark)
    return "system", (("disappearing",) if action in _TIMER else ("group",) if action in _GROUP else ())


def _files(each: dict[str, Any]) -> tuple[str, ...]:
    return tuple(chat_json.text(each.get(key)).rpartition("/")[2] for key in ("photo", "file"))
