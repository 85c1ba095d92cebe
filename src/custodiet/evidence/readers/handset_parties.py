"""Who took part in a call or message of a handset report, which of them held the handset, and which way it went."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from custodiet.evidence.readers import handset_events as events
from custodiet.evidence.readers.handset_events import Direction
from custodiet.evidence.readers.handset_times import seconds
from custodiet.evidence.reading import Outcome, Question, Remark

_IN = ("incoming", "in", "inbox", "received", "missed", "rejected", "blocked", "voicemail", "answered externally", "unread")
_OUT = ("outgoing", "out", "sent", "outbox", "dialed", "dialled", "queued")
_DIRECTIONS: dict[str, Direction] = {**dict.fromkeys(_IN, "in"), **dict.fromkeys(_OUT, "out")}
_UNANSWERED = {"missed", "rejected", "unanswered", "not answered", "cancelled", "no answer", "blocked", "voicemail", "declined"}
_ANSWERED = {"established", "answered", "connected", "answered externally"}
_YES, _NO = {"true", "yes", "1", "from me"}, {"false", "no", "0"}
_LEADING_NUMBER = re.compile(r"\+?\d[\d ().-]{3,22}\d(?:@s\.whatsapp\.net|@c\.us)?(?= |$)")
_ROLE = re.compile(r"(From|To|Cc|Bcc|General|Participant)\s{0,3}:\s{0,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who took part: how the report identifies them, and whether they held this handset."""

    identifier: str
    name: str = ""
    role: str = ""
    owner: bool = False

    @property
    def shown(self) -> str:
        """How the party stands in `from` and `to` of a message."""
        return events.shown(self.identifier, self.name)


@dataclass(slots=True)
class Handset:
    """Whose report this is. `given` by a person, `said` by the report; `unknown` once a call or text could not be given a telephone."""

    given: str
    said: dict[str, None] = field(default_factory=dict)
    unknown: bool = False
    app_calls: int = 0

    def own(self, parties: Iterable[Party]) -> str:
        """The handset's number for one record: given, else as the record marks its owner, else the only one the report names."""
        marked = next((found for party in parties if party.owner and (found := events.e164(party.identifier))), "")
        return self.given or marked or (next(iter(self.said)) if len(self.said) == 1 else "")

    def learn(self, label: str, text: str) -> None:
        """Take a line of the device information, where it names a telephone number of this handset."""
        plain = "".join(letter for letter in label.lower()[:80] if letter.isalpha())
        if ("msisdn" in plain or "phonenumber" in plain or "ownnumber" in plain) and (found := events.e164(text[:60])):
            self.said.setdefault(found)

    def ending(self, contacts: int) -> Iterator[Outcome]:
        """What is worth knowing of the handset once its report has been read, and what the report does not settle."""
        said = ", ".join(self.said)
        if self.unknown:
            yield Question(
                "own_number",
                "Which number did this handset have?",
                f"The report does not settle it{f': it names {said}' if said else ''}. Until it is known, calls and texts are read without "
                "the telephone that they belong to, and cannot be matched with its bill.",
                (),
            )
        elif said and not self.given:
            yield Remark("own_number", f"The report names {said} as the handset's own number.", said)
        if contacts:
            about = "names that somebody gave to numbers, not facts about whose they are"
            yield Remark("contacts", f"{contacts:,} contacts of the handset's own address book: {about}.", contacts)
        if self.app_calls:
            about = "calls of chat programs are kept as messages of kind call: no bill shows them"
            yield Remark("app calls", f"{self.app_calls:,} {about}.", self.app_calls)


def told(text: str, role: str = "") -> Party:
    """A party as a table writes it: `From: +447700900123 Ayesha`, `+447700900456 (owner)`, a name alone."""
    text = text.replace("_x000d_", "").strip()
    if found := _ROLE.match(text):
        role, text = found[1].lower(), text[found.end() :].strip()
    low = text.lower()
    owner = low.endswith(("(owner)", "(owner) *"))
    if owner:
        text = text[: low.rindex("(owner)")].strip()
    number = _LEADING_NUMBER.match(text)
    if number is None:
        return Party(text, "", role, owner)
    return Party(number[0].strip(), text[number.end() :].strip(), role, owner)


def several(cell: str, role: str = "") -> list[Party]:
    """The parties in a cell of several lines, or with semicolons between them."""
    return [told(part, role) for part in cell.replace("_x000d_", "\n").replace(";", "\n").splitlines() if part.strip()]


def direction(said: dict[str, str], people: Sequence[Party], own: str) -> Direction:
    """Which way, seen from the handset: as the report says it, else by who sent."""
    for key in ("Direction", "Type", "Folder", "Status"):
        if found := _DIRECTIONS.get(said.get(key, "").strip().lower()):
            return found
    mine = said.get("FromIsOwner", "").strip().lower()
    if mine in _YES | _NO:
        return "out" if mine in _YES else "in"
    senders = [party for party in people if party.role.lower() == "from"]
    if senders:
        return "out" if all(is_own(party, own) for party in senders) else "in"
    to_others = people and all(party.role.lower() == "to" and not is_own(party, own) for party in people)
    return "out" if to_others else None


def is_own(party: Party, own: str) -> bool:
    """Whether this party held the handset."""
    return party.owner or (bool(own) and events.e164(party.identifier) == own)


def far(people: Sequence[Party], way: Direction, own: str) -> list[Party]:
    """The parties at the other end: who rang, where it came in; in a text to several, each of them."""
    others = [party for party in people if not is_own(party, own)]
    wanted = {"in": "from", "out": "to"}.get(way or "", "")
    return [party for party in others if party.role.lower() == wanted] or others


def sender(people: Sequence[Party], way: Direction, own: str) -> str:
    """Who sent it, as shown."""
    if way == "out" and own:
        return own
    return next((party.shown for party in people if party.role.lower() == "from"), "")


def recipients(people: Sequence[Party], chat: Sequence[Party], way: Direction, own: str) -> tuple[str, ...]:
    """To whom, as shown: those named, else all of the chat but the sender, else this handset."""
    named = tuple(party.shown for party in people if party.role.lower() == "to")
    if named:
        return named
    if chat:
        by = sender(people, way, own)
        return tuple(party.shown for party in chat if party.shown != by)
    return (own,) if way == "in" and own else ()


def pair(people: Sequence[Party], own: str) -> str:
    """A conversation without a name of its own: those at its other end."""
    return "; ".join(sorted({party.shown for party in people if not is_own(party, own)}))


def answered(said: dict[str, str]) -> bool | None:
    """Whether a call was answered: as the report says it, else yes where it lasted."""
    words = {said.get(key, "").strip().lower() for key in ("Type", "Status", "Direction")}
    if words & _UNANSWERED:
        return False
    return True if words & _ANSWERED or seconds(said.get("Duration", "")) else None


def marks(said: dict[str, str]) -> tuple[str, ...]:
    """What else the report says of a message."""
    states = {said.get(key, "").strip().lower() for key in ("Folder", "Status", "Type")}
    found = []
    if states & {"draft", "drafts"}:
        found.append("draft")
    if states & {"unsent", "failed", "not sent"}:
        found.append("not sent")
    if said.get("SelfDestructDuration") or said.get("SelfDestructTime"):
        found.append("disappearing")
    if said.get("Erased", "").lower() == "true":
        found.append("erased")
    return tuple(found)
