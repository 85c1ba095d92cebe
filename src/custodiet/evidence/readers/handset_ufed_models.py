"""The models of a Cellebrite report: what the fields of a call, a text, a message say, and who took part."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from custodiet.evidence.readers import handset_events as events
from custodiet.evidence.readers.handset_events import Event, Sort
from custodiet.evidence.readers.handset_parties import Handset, Party, answered, direction, far, marks, pair, recipients, sender
from custodiet.evidence.readers.handset_times import Clock, seconds
from custodiet.evidence.xml_stream import name

REPORT = "Cellebrite report.xml"


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
    whole = list(chat.parties) if chat else []
    own = handset.own([*people, *whole])
    source = [said.get("Source", ""), said.get("SourceApplication", ""), chat.source if chat else "", said.get("ServiceIdentifier", "")]
    channel = "email" if kind == "Email" else events.channel_of(*source)
    sort = _sort(kind, channel, source)
    way = direction(said, people, own)
    if sort == "call" and channel:
        handset.app_calls += 1
    if sort != "chat" and not channel and not own:
        handset.unknown = True
    deleted = events.deleted_state(model.get("deleted_state", ""))
    return Event(
        line=line, kind=sort, when=clock.read(said.get("TimeStamp", "")), channel=channel if sort in {"chat", "call"} else "",
        direction=way, own=own, others=tuple(dict.fromkeys(party.identifier or party.name for party in far(people, way, own))),
        sender=sender(people, way, own), to=recipients(people, whole, way, own),
        duration=seconds(said.get("Duration", "")), answered=answered(said) if kind == "Call" else None,
        deleted=deleted if deleted != "intact" or chat is None else chat.deleted or deleted,
        body=said.get("Body"), attachment=_attachment(model), conversation=chat.id if chat else pair(people, own), what=_what(said),
        marks=marks(said), report=REPORT,
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


def _what(said: dict[str, str]) -> str:
    return "system" if "system" in said.get("Type", "").lower() else ""


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
