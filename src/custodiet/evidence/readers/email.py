"""One e-mail as it was saved (`.eml`): who wrote to whom and when, its words, and its attachments by name and digest.

Nothing is fetched: words of HTML are taken out of it, pictures and links are not followed. Mail inside mail is not opened.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from hashlib import sha256

from custodiet.evidence.moments import LOCAL, in_zone, known_zone
from custodiet.evidence.readers import chat_json
from custodiet.evidence.readers.email_heads import PLAIN, addresses, head_of, words
from custodiet.evidence.readers.email_html import words_of
from custodiet.evidence.readers.handset_times import When
from custodiet.evidence.reading import Answers, Outcome, Read, Refused, Remark, Source, UnreadableFile

MOST_BYTES = 100_000_000
MOST_PARTS = 1_000
MOST_BOUNDARIES = 100
ASKED = "Save the e-mail from the mail program again as .eml (the message itself, not a forward or a print)."
_BOUNDARY = re.compile(rb"boundary\s{0,5}=", re.IGNORECASE)
_NEEDED = ("from", "to", "cc", "date", "subject")
_FAILURES = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
"""What the parser of the standard library raises on headers that nobody wrote by hand."""


class Email:
    """See `reading.Reader`. Answers: `zone`, for a Date without one; `owner`, the address of the mailbox."""

    name = "email"
    about = "an e-mail (.eml)"
    endings: tuple[str, ...] = (".eml",)

    def read(self, source: Source, answers: Answers) -> Iterator[Outcome]:
        """One record: the e-mail. Its attachments are remarks."""
        zone = known_zone(answers.get("zone", LOCAL))
        mail = _parsed(source)
        heads = {name: head_of(mail, name) for name in _NEEDED}
        if not heads["from"] and not heads["date"]:
            raise UnreadableFile(f"The file is no e-mail: it has neither From nor Date. {ASKED}")
        parts = _parts(mail)
        body, odd = _body(mail, parts)
        if len(body) > chat_json.LONGEST_BODY:
            yield Refused("the e-mail", f"Its words are more than {chat_json.LONGEST_BODY:,} characters, which nobody wrote.", body[:200])
            return
        names = []
        for part in parts:
            if part is not mail and part.get_content_maintype() != "multipart" and _is_attached(part):
                remark = _attachment(part)
                names.append(remark.value["name"])
                yield remark
        if odd:
            yield Remark(
                "encoding", "Signs of the e-mail's words could not be read in the encoding that it names; each is shown as \ufffd."
            )
        when, said = _when(heads["date"], zone)
        if said:
            yield Remark("zone", said, zone)
        named = {address: name for head in ("from", "to", "cc") for address, name in addresses(heads[head]) if name}
        if named:
            yield Remark("names", "; ".join(f"{address}: {name}" for address, name in named.items())[:2000], named)
        yield _record(heads, when, body, tuple(names), answers.get("owner", ""))


def _parsed(source: Source) -> Message:
    data = source.stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"The e-mail is larger than {MOST_BYTES:,} bytes; it was not read. {ASKED}")
    if data.count(b"\n--") > MOST_PARTS * 20 or len(_BOUNDARY.findall(data)) > MOST_BOUNDARIES:
        raise UnreadableFile(f"The e-mail has more parts than any that was written; it was not read. {ASKED}")
    try:
        return message_from_bytes(data, policy=PLAIN)
    except _FAILURES as error:
        raise UnreadableFile(f"The file cannot be taken apart as an e-mail ({type(error).__name__}). {ASKED}") from error


def _parts(mail: Message) -> list[Message]:
    """Every part, outermost first; of mail inside mail only that it is there."""
    found: list[Message] = []
    waiting = [mail]
    while waiting:
        part = waiting.pop(0)
        found.append(part)
        if len(found) > MOST_PARTS:
            raise UnreadableFile(f"The e-mail has more than {MOST_PARTS:,} parts; none that was written has. {ASKED}")
        if part.is_multipart() and part.get_content_maintype() == "multipart":  # asked of any other part, it would decode it
            waiting += [each for each in part.get_payload() if isinstance(each, Message)]
    return found


def _is_attached(part: Message) -> bool:
    return bool(_file_name(part)) or _disposition(part) == "attachment" or part.get_content_maintype() not in {"text", "multipart"}


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except _FAILURES:
        return ""


def _file_name(part: Message) -> str:
    try:
        return words(part.get_filename() or "")[:200]
    except _FAILURES:
        return ""


def _body(mail: Message, parts: list[Message]) -> tuple[str, bool]:
    """The words: of the plain parts, or where there is none of the HTML; and whether signs of them could not be read."""
    for kind in ("text/plain", "text/html"):
        found = [_decoded(part) for part in parts if part.get_content_type() == kind and not part.is_multipart() and not _is_attached(part)]
        told = "\n".join(text for text, _ in found)
        if told.strip():
            told = words_of(told) if kind == "text/html" else told.replace("\r\n", "\n")
            return told.strip("\n"), any(odd for _, odd in found)
    return "", False


def _decoded(part: Message) -> tuple[str, bool]:
    data = _payload(part)
    try:
        charset = str(part.get_content_charset("utf-8") or "utf-8")[:40]
        return chat_json.text(data.decode(charset)), False
    except _FAILURES:
        return data.decode("utf-8", "replace"), True


def _payload(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except _FAILURES:
        data = None
    return data if isinstance(data, bytes) else b""


def _attachment(part: Message) -> Remark:
    kind = part.get_content_type()[:80]
    name = _file_name(part) or ("an e-mail" if kind == "message/rfc822" else "without a name")
    if part.is_multipart():
        says = f"Attached: {name} ({kind}). It was not opened: save it by itself and read it as an exhibit of its own."
        return Remark("attachment", says, {"name": name, "type": kind, "bytes": None, "sha256": None})
    data = _payload(part)
    digest = sha256(data).hexdigest()
    says = f"Attached: {name} ({kind}, {len(data):,} bytes, SHA-256 {digest})."
    return Remark("attachment", says, {"name": name, "type": kind, "bytes": len(data), "sha256": digest})


def _when(stood: str, zone: str) -> tuple[When, str]:
    """The moment of the Date, and what should be said of its zone where it has none."""
    if not stood or len(stood) > 200:
        return When(stood[:200], None, "The e-mail has no Date."), ""
    try:
        local: datetime = parsedate_to_datetime(stood)
    except (ValueError, TypeError, OverflowError, IndexError):
        return When(stood, None, f"“{stood[:60]}” is no day and time of an e-mail."), ""
    offset = f"{local:%z}"
    named = f"{offset[:3]}:{offset[3:5]}" if offset else "UTC" if stood.endswith("-0000") else zone
    moment = in_zone(local.replace(tzinfo=None), named)
    said = "" if named != zone or offset else f"The Date of the e-mail names no zone; it was read in {zone}."
    return (When(stood, None, moment) if isinstance(moment, str) else When(stood, moment)), said


def _record(heads: dict[str, str], when: When, body: str, files: tuple[str, ...], owner: str) -> Read:
    sender = "; ".join(address for address, _ in addresses(heads["from"]))
    to = "; ".join(address for head in ("to", "cc") for address, _ in addresses(heads[head]))
    direction = None
    if owner:
        direction = "out" if owner.casefold() == sender.casefold() else "in"
    fact = chat_json.message(
        "email", when, conversation=_thread(heads["subject"]), sender=sender, to=to, files=files, direction=direction, export="eml",
        body="\n\n".join(part for part in (heads["subject"], body) if part) or None, kind="message",
    )  # fmt: skip
    return Read("the e-mail", (fact,), "" if when.moment else when.why)


def _thread(subject: str) -> str:
    """The subject without the marks of a reply."""
    while subject[:3].lower() in {"re:", "fw:", "aw:"} or subject[:4].lower() == "fwd:":
        subject = subject.partition(":")[2].lstrip()
    return subject
