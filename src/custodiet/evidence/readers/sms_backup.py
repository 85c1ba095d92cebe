"""SMS Backup & Restore: texts, picture messages and calls as an Android telephone's own log has them, from its XML, streamed.

Each text and picture message becomes `comms`, as a bill would have it, and `message`, with its words; each call becomes
`comms`. What was never sent (a draft, a failed text) has words and no `comms`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from custodiet.evidence.moments import since_1970
from custodiet.evidence.readers import handset_events as events
from custodiet.evidence.readers.handset_events import Direction, Event
from custodiet.evidence.readers.handset_times import When
from custodiet.evidence.reading import Answers, Outcome, Question, Read, Refused, Remark, Source, UnreadableFile
from custodiet.evidence.xml_references import Repaired
from custodiet.evidence.xml_stream import BrokenXML, forget, name, steps

ROOTS = {"smses", "calls"}
MOST_NAMES = 200
_SENT: dict[str, tuple[Direction, tuple[str, ...]]] = {
    "1": ("in", ()), "2": ("out", ()), "3": ("out", ("draft",)), "4": ("out", ("not sent", "outbox")),
    "5": ("out", ("not sent", "failed")), "6": ("out", ("not sent", "queued")),
}  # fmt: skip
"""The type of a text, or the box of a picture message: its direction and marks."""
_CALLS: dict[str, tuple[Direction, bool | None, tuple[str, ...]]] = {
    "1": ("in", True, ()), "2": ("out", None, ()), "3": ("in", False, ("missed",)), "4": ("in", None, ("voicemail",)),
    "5": ("in", False, ("rejected",)), "6": ("in", False, ("refused",)), "7": ("in", True, ("answered elsewhere",)),
}  # fmt: skip
_HIDDEN = {"-1": "unknown", "-2": "private number", "-3": "payphone"}
_FROM, _TO, _BLIND, _COPY = "137", "151", "129", "130"
_OWN_TOKEN = "insert-address-token"


class SmsBackup:
    """See `reading.Reader`. Answers: `own_number`, the telephone whose log this is."""

    name = "sms_backup"
    about = "SMS Backup & Restore XML: texts, picture messages and calls of an Android telephone"
    endings: tuple[str, ...] = (".xml",)

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """A record for each text, picture message and call."""
        log = _Log(events.own_number(answers))
        repaired = Repaired(source.stream)
        try:
            for what, element, within in steps(repaired):
                if not within and what == "start":
                    log.begin(element)
                elif len(within) == 1 and what == "end":
                    yield log.outcome(element)
                    forget(element, within)
        except BrokenXML as broken:
            if not log.root:
                raise UnreadableFile(
                    f"The file is no XML ({broken}). Give the backup itself: sms-….xml or calls-….xml, as the telephone wrote it."
                ) from broken
            yield Refused(
                f"after record {log.count}",
                f"The file breaks off here, or stops being XML ({broken}). What followed cannot be read. Ask for the backup again, whole.",
            )
        if not log.root:
            raise UnreadableFile("The file is empty. Give the backup itself: sms-….xml or calls-….xml, as the telephone wrote it.")
        yield from log.ending(repaired.count)


class _Log:
    """What one reading has come to: how many records, which names the telephone gives to numbers."""

    def __init__(self, own: str) -> None:
        self.own, self.root, self.count, self.said = own, "", 0, ""
        self.kinds: Counter[str] = Counter()
        self.names: dict[str, str] = {}

    def begin(self, element: Element) -> None:
        """The outermost element."""
        self.root = name(element)
        if self.root not in ROOTS:
            raise UnreadableFile(
                f"The file is XML, but not of SMS Backup & Restore: it begins with <{self.root[:40]}>, not <smses> or <calls>. "
                "Give the backup itself, or read the file as what it is."
            )
        self.said = element.get("count", "")

    def outcome(self, element: Element) -> Read | Refused:
        """One record."""
        self.count += 1
        kind = name(element)
        self.kinds[kind] += 1
        line = f"record {self.count} ({kind[:40]})"
        made = {"sms": self._text, "mms": self._picture, "call": self._call}.get(kind)
        if made is None:
            return Refused(line, f"It is a <{kind[:40]}>: neither a text, a picture message nor a call.")
        if not element.attrib:
            return Refused(line, "It says nothing: no number, no time.")
        self._learn(element)
        return events.outcome(made(line, element))

    def _learn(self, element: Element) -> None:
        number, known = said(element, "address") or said(element, "number"), said(element, "contact_name")
        if known and known != "(Unknown)" and number and len(self.names) < MOST_NAMES:
            self.names.setdefault(number, known)

    def _text(self, line: str, element: Element) -> Event:
        direction, marks = _SENT.get(said(element, "type"), (None, ()))
        others = tuple(filter(None, said(element, "address").split("~")))
        return self._message("sms", line, element, direction, marks, others, said(element, "body", raw=True), None)

    def _picture(self, line: str, element: Element) -> Event:
        direction, marks = _SENT.get(said(element, "msg_box"), (None, ()))
        people = [(said(each, "type"), said(each, "address")) for each in element.iter() if name(each) == "addr"]
        senders = [address for role, address in people if role == _FROM and address not in {"", _OWN_TOKEN}]
        receivers = [address for role, address in people if role in {_TO, _BLIND, _COPY} and address not in {"", _OWN_TOKEN}]
        named = tuple(filter(None, said(element, "address").split("~")))
        far = senders if direction == "in" else [each for each in receivers if not self._is_own(each)]
        others = tuple(far) or named
        body, files = _parts(element)
        subject = said(element, "sub", raw=True)
        whole = "\n".join(text for text in (subject, body) if text) or None
        event = self._message("mms", line, element, direction, marks, others, whole, files)
        return event if len(named) < 2 else _of_group(event, named, others, self.own)

    def _message(
        self, kind: events.Sort, line: str, element: Element, direction: Direction, marks: tuple[str, ...], others: tuple[str, ...],
        body: str | None, files: str | None,
    ) -> Event:  # fmt: skip
        shown = tuple(events.shown(each) for each in others)
        outward = direction == "out"
        return Event(
            line=line, kind=kind, when=when(said(element, "date")), direction=direction, own=self.own, others=others, marks=marks,
            sender=self.own if outward else (shown[0] if direction and shown else ""),
            to=shown if outward else ((self.own,) if direction and self.own else ()),
            body=body, attachment=files, conversation="; ".join(sorted(set(shown))), report="sms backup",
        )  # fmt: skip

    def _call(self, line: str, element: Element) -> Event:
        direction, answered, marks = _CALLS.get(said(element, "type"), (None, None, ()))
        length = said(element, "duration")
        duration = int(length) if length.isdecimal() and len(length) < 9 else None
        if direction == "out" and duration is not None:
            answered = duration > 0
        number = said(element, "number")
        hidden = {"2": "private number", "3": "unknown", "4": "payphone"}.get(said(element, "presentation"), "")
        return Event(
            line=line, kind="call", when=when(said(element, "date")), direction=direction, own=self.own, marks=marks,
            others=(_HIDDEN.get(number) or (hidden if not number else "") or number or "unknown",), duration=duration, answered=answered,
            report="sms backup",
        )  # fmt: skip

    def _is_own(self, address: str) -> bool:
        return bool(self.own) and events.e164(address) == self.own

    def ending(self, mended: int) -> Iterator[Outcome]:
        """What is asked and remarked of the file as a whole."""
        if not self.own:
            yield Question(
                "own_number",
                "Which number did the telephone have that made this backup?",
                "The backup does not say. Until it is known, its calls and texts are read without the telephone that they belong to, and "
                "cannot be matched with its bill.",
                (),
            )
        if self.said.isdecimal() and int(self.said[:12]) != self.count:
            yield Remark("count", f"The backup says that it holds {self.said[:12]} records; {self.count} were found in it.", self.count)
        if mended:
            yield Remark("signs", f"{mended} signs in the backup are none that XML allows; each is shown as \ufffd.", mended)
        if self.names:
            says = "; ".join(f"{number}: {known}" for number, known in list(self.names.items())[:20])
            yield Remark("names", f"The telephone knows {len(self.names)} of the numbers by a name: {says}.", self.names)


def _of_group(event: Event, named: tuple[str, ...], others: tuple[str, ...], own: str) -> Event:
    """A picture message among several: the conversation is all of them, and one that came in went to the others as well."""
    everybody = {events.shown(each) for each in (*named, *others)} - {own, ""}
    to = (*event.to, *sorted(everybody - {event.sender})) if event.direction == "in" else event.to
    return replace(event, to=to, conversation="; ".join(sorted(everybody)))


def _parts(element: Element) -> tuple[str, str | None]:
    """The words of a picture message, and the names of its files."""
    words, files = [], []
    for part in element.iter():
        if name(part) != "part":
            continue
        kind = said(part, "ct")
        if kind == "text/plain":
            words.append(said(part, "text", raw=True))
        elif kind and kind != "application/smil":
            files.append(said(part, "cl") or said(part, "name") or said(part, "fn") or kind)
    return "\n".join(filter(None, words)), "; ".join(files) or None


def said(element: Element, attribute: str, *, raw: bool = False) -> str:
    """An attribute's text; empty where there is none, which this program writes as `null`."""
    text = element.get(attribute, "")
    return "" if text == "null" and not (raw and attribute in {"body", "text"}) else text if raw else text.strip()


def when(text: str) -> When:
    """The moment of milliseconds since 1970."""
    if not text.lstrip("-").isdecimal() or len(text) > 18:
        return When(text, None, f"“{text[:40]}” is no number of milliseconds since 1970." if text else "The record has no time.")
    moment = since_1970(int(text) / 1000)
    return When(text, None, moment) if isinstance(moment, str) else When(text, moment)
