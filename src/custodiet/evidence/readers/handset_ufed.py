"""A Cellebrite report in XML (`report.xml`, alone or inside a UFDR): calls, texts, chats, e-mail, with what was deleted.

The report is streamed. A record is a model directly under its type, except that each message of a chat is one of its own. What
says nothing of contact between people (places, passwords, pages visited) is read without facts and counted in a remark.
"""

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from custodiet.evidence.readers import handset_events as events
from custodiet.evidence.readers.handset_parties import Handset
from custodiet.evidence.readers.handset_times import Clock
from custodiet.evidence.readers.handset_ufed_models import Chat, event_of
from custodiet.evidence.reading import Answers, Outcome, Read, Refused, Remark, UnreadableFile
from custodiet.evidence.xml_stream import BrokenXML, Step, forget, name, namespace, steps

NAMESPACE = "http://pa.cellebrite.com/report/2.0"
OF_CONTACT = {"Call", "SMS", "MMS", "InstantMessage", "Email"}
WORDS = {"InstantMessage": "message", "Call": "call", "Contact": "contact", "Chat": "chat", "Email": "e-mail"}


def read(stream: BinaryIO, where: str, answers: Answers) -> Iterator[Outcome]:
    """The outcomes of a report; `where` is how its records' places begin, `report.xml`."""
    report = _Report(where, answers)
    try:
        for step in steps(stream):
            yield from report.take(step)
    except BrokenXML as broken:
        if not report.recognised:
            raise UnreadableFile(
                f"The file is not a Cellebrite report in XML: it stops being XML ({broken}). Ask for report.xml or the UFDR again."
            ) from broken
        yield Refused(
            f"{where} after record {sum(report.counts.values())}",
            f"The report breaks off here: it stops being XML ({broken}). What followed is not in it. Ask for the report again, whole.",
        )
    if not report.recognised:
        raise UnreadableFile(
            "The file has no Cellebrite report in it: its XML has another name or namespace. Ask for report.xml or the UFDR."
        )
    yield from report.ending()


class _Report:
    """The state of one reading: what stands open, what has been counted, what the report said of the telephone."""

    def __init__(self, where: str, answers: Answers) -> None:
        self.where, self.recognised = where, False
        self.counts: Counter[str] = Counter()
        self.clock = Clock(answers)
        self.handset = Handset(events.own_number(answers))
        self._chat: tuple[Element, Chat] | None = None
        self._record: Element | None = None

    def take(self, step: Step) -> Iterator[Outcome]:
        """One step of the document."""
        what, element, within = step
        if what == "start":
            self._starts(element, within)
            return
        if element is self._record:
            yield from self._ends(element)
            self._record = None
        elif self._record is not None:
            return  # part of a record, needed until that ends
        elif self._chat is None:
            self._learn(element)
        elif element is self._chat[0]:
            yield from self._ends_chat(self._chat[1])
        elif within[-1] is self._chat[0]:
            self._chat[1].learn(element)
        else:
            return  # part of a field of the chat
        forget(element, within)

    def _starts(self, element: Element, within: list[Element]) -> None:
        if not within:
            self.recognised = name(element) == "project" and namespace(element) == NAMESPACE
            if not self.recognised:
                raise UnreadableFile("The XML is not a Cellebrite report: its first element is another. Ask for report.xml or the UFDR.")
        if self._record is not None or name(element) != "model":
            return
        kind = element.get("type", "")
        under_type = bool(within) and name(within[-1]) == "modelType"
        if under_type and kind == "Chat" and self._chat is None:
            self._chat = element, Chat(element.get("id", ""), events.deleted_state(element.get("deleted_state", "")))
        elif under_type or (self._chat and kind == "InstantMessage"):
            self._record = element

    def _ends(self, element: Element) -> Iterator[Outcome]:
        kind = element.get("type", "")[:40]
        self.counts[kind] += 1
        line = f"{self.where} {WORDS.get(kind, kind or 'model')} {self.counts[kind]}"
        chat = self._chat[1] if self._chat else None
        if chat:
            chat.messages += 1
        if kind not in OF_CONTACT:
            yield Read(line, ())
            return
        yield events.outcome(event_of(element, kind, line, chat, self.handset, self.clock))

    def _ends_chat(self, chat: Chat) -> Iterator[Outcome]:
        self._chat = None
        if not chat.messages:
            self.counts["Chat"] += 1
            yield Read(f"{self.where} chat {self.counts['Chat']} (without messages)", ())

    def _learn(self, item: Element) -> None:
        if name(item) == "item":
            self.handset.learn(item.get("name", ""), item.text or "")

    def ending(self) -> Iterator[Outcome]:
        """What is worth knowing of the report as a whole, and what it does not settle."""
        yield from self.clock.questions()
        yield from self.handset.ending(self.counts["Contact"])
        others = {kind: count for kind, count in self.counts.items() if kind not in OF_CONTACT | {"Contact", "Chat"}}
        if others:
            listed = ", ".join(f"{kind or 'unnamed'} {count:,}" for kind, count in sorted(others.items())[:40])
            said = f"Records that say nothing of contact between people, read without facts: {listed}."
            yield Remark("other models", said, sum(others.values()))
