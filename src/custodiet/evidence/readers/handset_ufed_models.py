"""The models of a Cellebrite report: what the fields of a call, a text, a message say, and who took part."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from custodiet.evidence.readers import handset_events as events
from custodiet.evidence.readers.handset_events import Direction, Event, Sort
from custodiet.evidence.readers.handset_times import Clock, seconds
from custodiet.evidence.xml_stream import name

REPORT = "Cellebrite report.xml"
_DIRECTIONS: dict[str, Direction] = {
    "incoming": "in",
    "outgoing": "out",
    "missed": "in",
    "rejected": "in",
    "inbox": "in",
    "sent": "out",
    "outbox": "out",
}
_UNANSWERED = {"missed", "rejected", "unanswered", "not answered", "cancelled", "no answer", "blocked"}
_ANSWERED = {"established", "answered", "connected"}


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who took part: how the report identifies them, and whether they held this handset."""

    identifier: str
    name: str
    role: str
    owner: bool


@dataclass(slots=True)
class Handset:
    """Whose report this is. `given` by a person, `said` by the report; `unknown` once a call or text could not be given a telephone."""

    given: str
    said: dict[str, None] = field(default_factory=dict)
    unknown: bool = False
    app_calls: int = 0

    def own(self, parties: list[Party]) -> str:
        """The handset's number for one record: given, else as the record marks its owner, else the only one the report names."""
        marked = next((found for party in parties if party.owner and (found := events.e164(party.identifier))), "")
        return self.given or marked or (next(iter(self.said)) if len(self.said) == 1 else "")


@dataclass(slots=True)
class Chat:
    """A conversation, as far as it has been read."""

    id: str
    deleted: str | None
    source: str = ""
    messages: int = 0
    parties: list[Party] = field(default_factory=list)

    def learn(self, element: Element) -> None:
        """Take what a field of the chat says, once it has ended."""
        match name(element), element.get("name"):
            case "field", "Source":
                self.source = _value(element)
            case "field", "Id":
                self.id = _value(element) or self.id
            case "multiModelField", "Participants":
                self.parties = parties(element)


def event_of(model: Element, kind: str, line: str, chat: Chat | None, handset: Handset, clock: Clock) -> Event:
    """A call, text, message or e-mail as an event."""
    said = fields(model)
    people = [party for part in model if name(part) in {"modelField", "multiModelField"} for party in parties(part)]
    own = handset.own([*people, *(chat.parties if chat else ())])
    source = [said.get("Source", ""), said.get("SourceApplication", ""), chat.source if chat else "", said.get("ServiceIdentifier", "")]
    channel = "email" if kind == "Email" else events.channel_of(*source)
    sort = _sort(kind, channel, source)
    direction = _direction(said, people, own)
    if sort == "call" and channel:
        handset.app_calls += 1
    if sort != "chat" and not channel and not own:
        handset.unknown = True
    others = [party for party in people if not _is_own(party, own)]
    deleted = events.deleted_state(model.get("deleted_state", ""))
    return Event(
        line=line, kind=sort, when=clock.read(said.get("TimeStamp", "")), channel=channel if sort in {"chat", "call"} else "",
        direction=direction, own=own, others=tuple(dict.fromkeys(party.identifier or party.name for party in _far(others, direction))),
        sender=_sender(people, direction, own), to=_to(people, chat, direction, own),
        duration=seconds(said.get("Duration", "")) if said.get("Duration") else None, answered=_answered(said) if kind == "Call" else None,
        deleted=deleted if deleted != "intact" or chat is None else chat.deleted or deleted,
        body=said.get("Body"), attachment=_attachment(model), conversation=chat.id if chat else _pair(others), what=_what(said),
        marks=_marks(said), report=REPORT,
    )  # fmt: skip


def fields(model: Element) -> dict[str, str]:
    """The plain fields of a model that hold something."""
    return {part.get("name", ""): text for part in model if name(part) == "field" and (text := _value(part))}


def _value(element: Element) -> str:
    found = next((part.text or "" for part in element if name(part) == "value"), element.text or "")
    return found.strip()


def parties(element: Element) -> list[Party]:
    """The parties in a field that holds them. A field named From or To says the role where the party does not."""
    found = []
    if element.get("type") not in {None, "", "Party"}:
        return []
    for model in element:
        if name(model) == "model" and model.get("type") == "Party":
            said = fields(model)
            role = said.get("Role", "") or element.get("name", "")
            found.append(Party(said.get("Identifier", ""), said.get("Name", ""), role, said.get("IsPhoneOwner", "").lower() == "true"))
    return found


def _sort(kind: str, channel: str, source: list[str]) -> Sort:
    if kind == "Call":
        return "call"
    if kind == "SMS":
        return "sms"
    if kind == "MMS":
        return "mms"
    native = any(each.strip().lower() in {"native messages", "sms", "mms", "sms/mms"} for each in source)
    return "sms" if native and not channel else "chat"


def _direction(said: dict[str, str], people: list[Party], own: str) -> Direction:
    for key in ("Direction", "Type", "Folder", "Status"):
        if found := _DIRECTIONS.get(said.get(key, "").lower()):
            return found
    if said.get("FromIsOwner", "").lower() in {"true", "false"}:
        return "out" if said["FromIsOwner"].lower() == "true" else "in"
    senders = [party for party in people if party.role.lower() == "from"]
    if not people:
        return None
    if senders:
        return "out" if all(_is_own(party, own) for party in senders) else "in"
    return "out" if all(party.role.lower() == "to" and not _is_own(party, own) for party in people) else None


def _is_own(party: Party, own: str) -> bool:
    return party.owner or (bool(own) and events.e164(party.identifier) == own)


def _far(others: list[Party], direction: Direction) -> list[Party]:
    """The parties at the other end: in a call or text to several, each of them; the one who rang, where it came in."""
    wanted = {"in": "from", "out": "to"}.get(direction or "", "")
    return [party for party in others if party.role.lower() == wanted] or others


def _sender(people: list[Party], direction: Direction, own: str) -> str:
    marked = next((events.shown(party.identifier, party.name) for party in people if party.role.lower() == "from"), "")
    return marked or (own if direction == "out" else "")


def _to(people: list[Party], chat: Chat | None, direction: Direction, own: str) -> tuple[str, ...]:
    named = tuple(events.shown(party.identifier, party.name) for party in people if party.role.lower() == "to")
    if named or (direction == "in" and own and not chat):
        return named or (own,)
    sender = _sender(people, direction, own)
    return tuple(each for party in (chat.parties if chat else ()) if (each := events.shown(party.identifier, party.name)) != sender)


def _pair(others: list[Party]) -> str:
    return "; ".join(sorted({events.shown(party.identifier, party.name) for party in others}))


def _answered(said: dict[str, str]) -> bool | None:
    words = {said.get(key, "").lower() for key in ("Type", "Status", "Direction")}
    if words & _UNANSWERED:
        return False
    if words & _ANSWERED:
        return True
    length = seconds(said.get("Duration", ""))
    return True if length else None


def _what(said: dict[str, str]) -> str:
    return "system" if "system" in said.get("Type", "").lower() else ""


def _marks(said: dict[str, str]) -> tuple[str, ...]:
    states = {said.get("Folder", "").lower(), said.get("Status", "").lower()}
    marks = []
    if states & {"draft", "drafts"}:
        marks.append("draft")
    if states & {"unsent", "failed", "not sent"}:
        marks.append("not sent")
    if said.get("SelfDestructDuration") or said.get("SelfDestructTime"):
        marks.append("disappearing")
    if said.get("Erased", "").lower() == "true":
        marks.append("erased")
    return tuple(marks)


def _attachment(model: Element) -> str | None:
    names = []
    for part in model:
        if part.get("name") in {"Attachment", "Attachments"}:
            names += [
                said.get("Filename") or said.get("Name") or "attachment"
                for each in part
                if name(each) == "model"
                for said in [fields(each)]
            ]
    return "; ".join(names) or None
