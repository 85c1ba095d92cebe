"""WhatsApp exports: the .txt, or the .zip with media, of iOS and Android, in every shape of header.

Two passes. The first finds the headers, settles which number is the day, and tells a pasted chat from the real one; the
second yields a record for each message and each line of the program. Lines without a header belong to the message above.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from custodiet.evidence.archive import MAGIC, Archive
from custodiet.evidence.facts import Fact
from custodiet.evidence.lines import Lines, lines_from, lines_of
from custodiet.evidence.moments import LOCAL, Order, in_zone, known_zone
from custodiet.evidence.readers.whatsapp_chat import Chat, chat_of, title
from custodiet.evidence.readers.whatsapp_files import Media, gaps
from custodiet.evidence.readers.whatsapp_header import Header, header, parted, tidy
from custodiet.evidence.readers.whatsapp_marks import Marked, marked
from custodiet.evidence.readers.whatsapp_order import NAMES, Run, Verdict, pasted, shown, verdicts
from custodiet.evidence.readers.whatsapp_survey import Survey, survey
from custodiet.evidence.reading import Answers, Choice, Outcome, Question, Read, Refused, Remark, Source, UnreadableFile

LONGEST_MESSAGE = 1_000_000
"""Characters. WhatsApp allows 65,536."""
MOST_SHOWN = 20
NOT_HERE = (
    "The file has no line that begins with a day and a time as WhatsApp writes them (such as “24/11/2021, 19:03 - Name: text”). "
    "Give the export itself: the .txt, or the .zip that the telephone made."
)


@dataclass(slots=True)
class Record:
    """A message as it is being read: its header, its lines, what is wrong with one of them."""

    row: int
    head: Header
    first: int
    last: int
    wrong: str = ""
    more: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, number: int, text: str, wrong: str) -> None:
        """A further line of the message."""
        self.last = number
        self.size += len(text)
        if self.size > LONGEST_MESSAGE:
            self.wrong = self.wrong or f"The message has more than {LONGEST_MESSAGE:,} characters. WhatsApp writes none so long."
            self.more.clear()
        else:
            self.more.append(text)
        self.wrong = self.wrong or wrong


@dataclass(slots=True)
class Export:
    """An export after the first pass: everything a record's facts need besides its own lines."""

    found: Survey
    verdicts: list[Verdict]
    run: Run
    pasted: set[int]
    chat: Chat
    media: Media
    zone: str
    member: str

    def where(self, record: Record) -> str:
        """The locator of a record."""
        lines = f"line {record.first}" if record.first == record.last else f"lines {record.first}-{record.last}"
        return f"{self.member} {lines}" if self.member else lines


class WhatsApp:
    """See `reading.Reader`. Answers: `date_order` (dmy, mdy, ymd), `zone`, `owner` (a name as shown), `conversation`."""

    name = "whatsapp"
    about = "WhatsApp export: .txt, or .zip with media"
    endings: tuple[str, ...] = (".txt", ".zip")

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """A record for each message and each line that the program itself wrote."""
        zone = known_zone(answers.get("zone", LOCAL))
        if answers.get("date_order", "dmy") not in NAMES:
            raise UnreadableFile(f"“{answers['date_order']}” is no order of day and month. Answer dmy, mdy or ymd.")
        if source.stream.read(4) not in MAGIC:
            yield from _read(lines_of(source), answers, zone, (source.name,), [], "")
            return
        archive = Archive(source.stream)
        members = [member.name for member in archive.members]
        chat = _chat_in(members)
        yield from _read(lines_from(lambda: archive.open(chat)), answers, zone, (chat, source.name), members, chat)


def _chat_in(members: list[str]) -> str:
    """The chat among an archive's files: documents that were sent may be .txt too."""
    texts = [name for name in members if name.lower().endswith(".txt") and not name.startswith("__MACOSX/")]
    for fits in (lambda name: name.rsplit("/", 1)[-1] == "_chat.txt", lambda name: bool(title(name)), lambda name: True):
        if len(chosen := [name for name in texts if fits(name)]) == 1:
            return chosen[0]
    found = f"{len(texts)} texts, and which is the chat cannot be told" if texts else "no text"
    raise UnreadableFile(
        f"The archive holds {found}. A WhatsApp export holds one: _chat.txt (iPhone) or “WhatsApp Chat with NAME.txt” (Android). "
        "Give that file alone."
    )


def _read(lines: Lines, answers: Answers, zone: str, names: tuple[str, ...], members: list[str], chat: str) -> Iterator[Outcome]:
    found = survey(lines)
    if not len(found):
        raise UnreadableFile(NOT_HERE)
    each = verdicts(found, answers.get("date_order", ""))
    run, quoted = pasted(found, each)
    export = Export(found, each, run, quoted, chat_of(found, quoted, names, answers), Media(members, chat), zone, chat.rsplit("/", 1)[-1])
    yield from lines.remarks()
    yield from _before(export, answers)
    for record in _records(lines, export):
        yield record if isinstance(record, Refused) else _outcome(export, record)
    yield from export.media.remarks()


def _before(export: Export, answers: Answers) -> Iterator[Outcome]:
    """What is asked and remarked of the file as a whole."""
    found = export.found
    for kind, verdict in enumerate(export.verdicts):
        text = _text_of(found, verdict.differing if verdict.differing >= 0 else found.example[kind])
        if verdict.settled:
            says = f"Days such as “{text}” are read as {NAMES[verdict.settled]}: {verdict.why}."
            yield Remark("date_order", says, verdict.settled)
            yield from _against(export, kind, verdict.settled)
            answer = answers.get("date_order")
            if answer and answer != verdict.settled and len(found.allowed[kind]) > 1:
                yield Remark(
                    "answer", f"The answer {answer} does not fit days such as “{text}”: {verdict.why}. It was not used there.", answer
                )
        if found.is_of_other_calendar(kind):
            yield Remark("calendar", f"Years such as that of “{text}” are of another calendar and were counted over into ours.", text)
    open_kinds = [kind for kind, verdict in enumerate(export.verdicts) if not verdict.settled]
    if open_kinds:
        yield _question(export, open_kinds)
    how = "as you answered" if "zone" in answers else "which is assumed: an export does not name its zone"
    yield Remark("zone", f"Times are read as local time of the telephone that exported, in {export.zone}, {how}.", export.zone)
    yield from _of_chat(export, answers)
    yield from gaps(found, export.pasted)


def _against(export: Export, kind: int, settled: Order) -> Iterator[Remark]:
    """That a day of that shape can only be read in another order than the one that is settled."""
    found = export.found
    for row in sorted(export.run.impossible):
        others = [order for order in found.allowed[kind] if found.day(row, order) is not None]
        if found.shape[row] == kind and others and settled not in others:
            says = (
                f"Line {found.line[row]} (“{_text_of(found, row)}”) is a day only as {NAMES[others[0]]}, and was read without one: "
                "two exports may have been put together. Hold a few days of this chat against the telephone before they are relied on."
            )
            yield Remark("both orders", says, found.line[row])
            return


def _text_of(found: Survey, row: int) -> str:
    packed, kind = found.numbers[row], found.shapes[found.shape[row]]
    sep = next((sign for sign in kind if sign in "./-年"), "/")
    return sep.join(str(number) for number in (packed // 10**8, packed // 10**4 % 10**4, packed % 10**4))


def _question(export: Export, kinds: list[int]) -> Question:
    found = export.found
    left = [order for order in NAMES if any(order in export.verdicts[kind].left for kind in kinds)]
    row = export.verdicts[kinds[0]].differing
    text = _text_of(found, row)
    return Question(
        "date_order",
        f"In which order do days such as “{text}” (line {found.line[row]}) stand?",
        "Nothing in the file settles it: no number above 12, no name of a file with a day in it, and time runs forward either way."
        if all(export.verdicts[kind].left == export.verdicts[kinds[0]].left for kind in kinds)
        else "The file holds headers of several shapes, and not all of them settle it.",
        tuple(Choice(order, f"“{text}” is {shown(found.day(row, order))} ({NAMES[order]})") for order in left),
    )


def _of_chat(export: Export, answers: Answers) -> Iterator[Remark]:
    found, chat = export.found, export.chat
    yield Remark("conversation", f"The chat is called “{chat.conversation}”.", chat.conversation)
    if "owner" not in answers and len(found.deleted_here) == 1:
        says = f"The telephone of “{chat.owner}” exported this chat: it says “You deleted this message” of a message of that name."
        yield Remark("owner", says, chat.owner)
    elif len(found.deleted_here) > 1:
        says = "“You deleted this message” stands under more than one name, so whose telephone exported the chat is not clear."
        yield Remark("owner", says, sorted(found.deleted_here)[:MOST_SHOWN])
    if export.pasted:
        rows = sorted(export.pasted)
        where = ", ".join(str(found.line[row]) for row in rows[:MOST_SHOWN])
        says = f"{len(rows)} lines look like messages of their own but were pasted into one, and are read as part of it: line {where}."
        yield Remark("pasted", says, [found.line[row] for row in rows[:MOST_SHOWN]])
    for row in export.run.backwards[:MOST_SHOWN]:
        yield Remark("backwards", f"At line {found.line[row]} time runs backwards by more than two days.", found.line[row])


def _records(lines: Lines, export: Export) -> Iterator[Refused | Record]:
    """The second pass: what stands before the first header, refused; then each message with its lines."""
    row = -1
    current: Record | None = None
    for line in lines:
        head = header(line.text)
        row += 1 if head else 0
        if head and row not in export.pasted:
            if current:
                yield current
            current = Record(row, head, line.number, line.number, line.wrong, size=len(line.text))
        elif current:
            current.add(line.number, line.text, line.wrong)
        elif tidy(line.text).strip():
            where = f"{export.member} line {line.number}" if export.member else f"line {line.number}"
            yield Refused(where, line.wrong or "It stands before the first message, and begins with no day and time.", line.text[:200])
    if current:
        yield current


def _outcome(export: Export, record: Record) -> Read | Refused:
    where = export.where(record)
    if record.wrong:
        return Refused(where, record.wrong, (record.head.text + " " + record.head.rest)[:200])
    while record.more and not record.more[-1].strip():
        record.more.pop()
    rest = "\n".join((record.head.rest, *record.more))
    said = parted(rest)
    sender, body = said or (None, rest)
    words = marked(body, sender, export.found.signs and record.head.shape.startswith("["))
    if words.kind == "system":
        sender, body = None, rest
    columns, undated = _when(export, record)
    return Read(where, (Fact("message", {**columns, **_columns(export, sender, body, words)}),), undated)


def _columns(export: Export, sender: str | None, body: str, words: Marked) -> dict[str, str | int | None]:
    chat = export.chat
    return {
        "conv_id": chat.conversation,
        "from": sender,
        "to": chat.to(sender) if sender else None,
        "channel": "whatsapp",
        "body": body,
        "body_ref": words.file,
        "deleted_state": "deleted" if words.kind == "deleted" else None,
        "export_kind": "whatsapp zip" if export.member else "whatsapp txt",
        "kind": words.kind,
        "marks": ", ".join((*words.marks, *export.media.mark(words.file))) or None,
        "duration_s": words.seconds,
        "direction": chat.direction(sender) if sender else None,
    }


def _when(export: Export, record: Record) -> tuple[dict[str, str | None], str]:
    """The columns of a record's moment, and why it has none where it has none."""
    found, head = export.found, record.head
    verdict = export.verdicts[found.shape[record.row]]
    days = {found.day(record.row, order) for order in verdict.left}
    blank: dict[str, str | None] = {"at": None, "at_text": head.text}
    if len(days) > 1:
        return {**blank, "zone": "undecided: the order of day and month"}, (
            f"“{head.text}” has two meanings until the order of day and month is answered (date_order)."
        )
    day = days.pop()
    if day is None or head.seconds < 0:
        order = NAMES[verdict.left[0]]
        return {
            **blank,
            "zone": "none: no such day or time",
        }, f"“{head.text}” is no day and time on which WhatsApp existed, read as {order}."
    local = datetime.combine(date.fromordinal(day), time()) + timedelta(seconds=head.seconds)
    moment = in_zone(local, export.zone)
    if isinstance(moment, str):
        return {**blank, "zone": f"none: {export.zone} has no such time"}, moment
    return dict(moment.columns(head.text)), ""
