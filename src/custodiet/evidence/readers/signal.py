"""A Signal conversation as text: `[2021-11-24, 19:03] Name: words`, with further lines below."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from custodiet.evidence.lines import Line, lines_of
from custodiet.evidence.moments import LOCAL, in_zone, known_zone
from custodiet.evidence.readers import chat_json
from custodiet.evidence.readers.handset_times import When
from custodiet.evidence.readers.whatsapp_header import Header, header, parted, tidy
from custodiet.evidence.reading import Answers, Outcome, Read, Refused, Remark, Source, UnreadableFile

SHAPES = ("[yyyy-n-n, h:mm]", "[yyyy-n-n, h:mm:ss]", "[yyyy-n-n h:mm]", "[yyyy-n-n h:mm:ss]")
ME = {"me", "you"}
"""What exporting programs call the owner of the telephone."""


@dataclass(slots=True)
class _Message:
    first: Line
    head: Header
    last: int
    more: list[str] = field(default_factory=list)
    size: int = 0
    wrong: str = ""

    def add(self, line: Line) -> None:
        self.last, self.wrong, self.size = line.number, self.wrong or line.wrong, self.size + len(line.text)
        if self.size > chat_json.LONGEST_BODY:
            self.wrong = self.wrong or f"The message has more than {chat_json.LONGEST_BODY:,} characters."
            self.more.clear()
        else:
            self.more.append(line.text)


class Signal:
    """See `reading.Reader`. Answers: `zone`, `owner` (a name as shown; “Me” and “You” are taken for the owner), `conversation`."""

    name = "signal"
    about = "Signal conversation as text"
    endings: tuple[str, ...] = (".txt", ".md")

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """A record for each message; lines without a header belong to the message above."""
        zone = known_zone(answers.get("zone", LOCAL))
        conversation = answers.get("conversation") or source.name.rpartition("/")[2].rpartition(".")[0] or source.name
        lines = lines_of(source)
        current: _Message | None = None
        found = False
        early: list[Refused] = []
        for line in lines:
            head = header(line.text)
            if head and head.shape in SHAPES:
                if not found:
                    yield from lines.remarks()
                    yield from early
                found = True
                if current:
                    yield _outcome(current, zone, conversation, answers.get("owner", ""))
                current = _Message(line, head, line.number, size=len(line.text), wrong=line.wrong)
            elif current:
                current.add(line)
            elif tidy(line.text).strip():
                why = line.wrong or "It stands before the first message, and begins with no day and time."
                early.append(Refused(f"line {line.number}", why, line.text[:200]))
        if current is None:
            raise UnreadableFile(
                "The file has no line that begins as a message of Signal does (“[2021-11-24, 19:03] Name: words”). "
                "Give the text that the export wrote, or read the file as what it is."
            )
        yield _outcome(current, zone, conversation, answers.get("owner", ""))
        how = "as you answered" if "zone" in answers else "which is assumed: the text does not name its zone"
        yield Remark("zone", f"Times are read as local time in {zone}, {how}.", zone)


def _outcome(message: _Message, zone: str, conversation: str, owner: str) -> Read | Refused:
    first, last = message.first.number, message.last
    line = f"line {first}" if first == last else f"lines {first}-{last}"
    if message.wrong:
        return Refused(line, message.wrong, message.first.text[:200])
    while message.more and not message.more[-1].strip():
        message.more.pop()
    rest = "\n".join((message.head.rest, *message.more))
    said = parted(rest)
    when = _when(message.head, zone)
    sender, body = said or ("", rest)
    own = sender.casefold() in ME | ({owner.casefold()} if owner else set())
    fact = chat_json.message(
        "signal", when, conversation=conversation, sender=owner if own and owner else sender, body=body, export="signal text",
        kind="message" if said else "system", marks=() if body else ("empty",),
        direction=None if not said else "out" if own else "in" if owner else None,
    )  # fmt: skip
    return Read(line, (fact,), "" if when.moment else when.why)


def _when(head: Header, zone: str) -> When:
    try:
        day = date(*head.numbers)
    except ValueError:
        return When(head.text, None, f"“{head.text}” is no day.")
    if head.seconds < 0:
        return When(head.text, None, f"“{head.text}” is no time of day.")
    moment = in_zone(datetime.combine(day, time()) + timedelta(seconds=head.seconds), zone)
    return When(head.text, None, moment) if isinstance(moment, str) else When(head.text, moment)
