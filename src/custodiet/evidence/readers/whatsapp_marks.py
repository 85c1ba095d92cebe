"""What kind of line a WhatsApp message is: text, media, a call, a deletion, a line of the program; and what marks it bears.

On iOS every such marker begins with an invisible sign, so words that a person typed are not taken for one where the file has
these signs. A file that has none (Android's) is read by the words alone.
"""

import re
from dataclasses import dataclass

from custodiet.evidence.readers.whatsapp_header import tidy
from custodiet.evidence.readers.whatsapp_words import (
    ATTACHED_AFTER,
    ATTACHED_BEFORE,
    CALL_STARTS,
    DELETED,
    DELETED_HERE,
    EDITED,
    ENCRYPTED,
    ENCRYPTED_BEGINS,
    GROUP_VERBS,
    LEFT_OUT,
    MISSED,
    NOT_ANSWERED,
    OMITTED,
    SYSTEM,
    THINGS,
    UNITS,
    WAITING,
)

SIGN = "\u200e"
LONGEST_MARKER = 600
"""Characters that a line of the program may have; what is longer, somebody wrote."""
_ATTACHED = re.compile(r"<(?P<word>[^:<>]{1,20}) ?: ?(?P<name>[^<>]{1,250})>")
_LENGTH = re.compile(r"(\d{1,4}) ?([a-z]{1,8})")
_AFTER_CALL = re.compile(
    r"[ .,\u2013\u2022()-]{0,6}(?:no answer|not answered|declined|unanswered|keine antwort)?[ .,\u2022-]{0,4}"
    r"(?:(?:tap to call back|\d{1,4} joined)|(?:at|um|\u00e0|alle|om) \d{1,2}[:.]\d{2}(?: ?[ap]\.?m)?)?\.?"
)
_ENDS = tuple(" " + words for words in LEFT_OUT)
_PAGES = re.compile(r" • \d{1,6} \w{1,12}\b")
_KINDS = (("IMG-", "image"), ("PHOTO", "image"), ("VID-", "video"), ("VIDEO", "video"), ("PTT-", "audio"), ("AUD", "audio"),
          ("STK-", "sticker"), ("STICKER", "sticker"), ("GIF", "GIF"), ("DOC-", "document"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """The kind of a message as facts have it, its marks, and what else its words say. `here`: deleted on the exporting telephone."""

    kind: str
    marks: tuple[str, ...] = ()
    file: str | None = None
    seconds: int | None = None
    here: bool = False


def marked(body: str, sender: str | None, ios: bool) -> Marked:
    """The kind and marks of a message's text. `ios`: the file puts an invisible sign before what the program wrote."""
    text = tidy(body).strip()
    lower = text[: LONGEST_MARKER + 1].lower().replace("\u2019", "'")
    if is_encryption_notice(lower):
        return Marked("system", ("encryption notice",))
    if sender is None:
        return _call(lower.rstrip(".")) or Marked("system", _system(lower))
    ends = (text.split("\n", 1)[0][-60:].rstrip(), text[-60:])
    edited = ("edited",) if any(end.lower().endswith(EDITED) for end in ends) else ()
    unsaved = ("unsaved name",) if sender.startswith("~") else ()
    found = Marked("message") if ios and SIGN not in body else _by_words(text, lower, body, ios)
    if found.kind == "message" and not found.marks:
        found = _typed(lower)
    return Marked(found.kind, found.marks + edited + unsaved, found.file, found.seconds, found.here)


def is_encryption_notice(lower: str) -> bool:
    """Whether a text in lower case is WhatsApp's notice that the chat is encrypted, in any of its wordings."""
    return lower.startswith(ENCRYPTED_BEGINS) and any(words in lower for words in ENCRYPTED)


def is_deleted_here(body: str) -> bool:
    """Whether the text says that whoever holds the exporting telephone deleted the message."""
    return len(body) < 100 and tidy(body).strip().rstrip(".").lower().replace("\u2019", "'") in DELETED_HERE


def is_of_group(lower: str) -> bool:
    """Whether a line without sender tells of a group."""
    return "group" in _system(lower)


def _by_words(text: str, lower: str, body: str, ios: bool) -> Marked:
    if len(text) > LONGEST_MARKER:
        return _attachment(text, lower) or Marked("message")
    bare = lower.rstrip(".")
    if bare in DELETED_HERE:
        return Marked("deleted", here=True)
    if bare in DELETED or bare.startswith(("this message was deleted by admin", "this message was deleted by group admin")):
        return Marked("deleted")
    found = _attachment(text, lower) or _omitted(lower) or _call(bare)
    if found:
        return found
    if bare.startswith(WAITING):
        return Marked("message", ("waiting",))
    if "view once" in lower and lower.startswith(("you received a view once", "<view once", "view once", "you sent a view once")):
        return Marked("media", ("view once",))
    if ios and body.lstrip().startswith(SIGN) and (marks := _system(lower)):
        return Marked("system", marks)
    return Marked("message")


def _typed(lower: str) -> Marked:
    """Marks of texts that both kinds of telephone write without any sign."""
    if lower in {"null", ""}:
        return Marked("message", ("null" if lower else "empty",))
    if lower in OMITTED:
        return Marked("media", ("omitted",))
    if lower.startswith(("location: http", "ubicación: http", "standort: http", "localisation : http", "posizione: http", "locatie: http")):
        return Marked("message", ("location",))
    if lower.startswith(("live location shared", "<live location shared")):
        return Marked("message", ("live location",))
    return Marked("message", ("poll",)) if lower.startswith(("poll:", "umfrage:", "sondage :", "encuesta:")) else Marked("message")


def _attachment(text: str, lower: str) -> Marked | None:
    first = text.split("\n", 1)[0]
    found = _ATTACHED.search(first[:400])
    if found and (found.start() == 0 or found.end() == len(first)) and found["word"].strip().lower() in ATTACHED_BEFORE:
        return _file(found["name"].strip())
    low = first.lower().replace("\u2019", "'")
    for words in ATTACHED_AFTER if low.endswith((")", ">")) else ():
        at = low.find(words)
        if 0 < at <= 260 and low.endswith(words):
            return _file(first[:at].strip())
    return None


def _file(name: str) -> Marked:
    upper = name.upper()
    kind = next((kind for word, kind in _KINDS if word in upper), "")
    if upper.endswith(".VCF"):
        kind = "contact card"
    return Marked("media", ("attached", kind) if kind else ("attached",), name)


def _omitted(lower: str) -> Marked | None:
    if lower in OMITTED:
        return Marked("media", ("omitted",))
    bare = _PAGES.split(lower)[-1] if "\u2022" in lower else lower
    last = bare.strip().rsplit("\n", 1)[-1].strip("<> .")
    if not last.endswith(_ENDS):
        return None
    for words in LEFT_OUT:
        if last.endswith(" " + words):
            thing = last.removesuffix(words).strip()
            if thing in THINGS:
                once = ("view once",) if "view once" in thing else ()
                return Marked("media", ("omitted", THINGS[thing], *once) if THINGS[thing] else ("omitted", *once))
    return None


def _call(lower: str) -> Marked | None:
    if len(lower) > 120 or not lower.startswith(CALL_STARTS):
        return None
    begin = next(words for words in CALL_STARTS if lower.startswith(words))
    after = lower[len(begin) :]
    parts = [(int(number), UNITS[unit]) for number, unit in _LENGTH.findall(after) if unit in UNITS]
    left = _LENGTH.sub(lambda found: "" if found[2] in UNITS else found[0], after)
    if not _AFTER_CALL.fullmatch(left):
        return None  # somebody wrote about a call
    marks = ["video" if any(words in begin for words in ("video", "vid\u00e9o", "v\u00eddeo", "fideo")) else "voice"]
    marks += ["group"] if "group" in begin else []
    marks += ["missed"] if any(words in begin for words in MISSED) else []
    marks += ["no answer"] if any(words in left for words in NOT_ANSWERED) else []
    if not parts:
        return Marked("call", tuple(marks))
    marks += {60: ["to the minute"], 3600: ["to the hour"]}.get(min(unit for _, unit in parts), [])
    return Marked("call", tuple(marks), seconds=sum(number * unit for number, unit in parts))


def _system(lower: str) -> tuple[str, ...]:
    if len(lower) > LONGEST_MARKER:
        return ()
    found = tuple(mark for mark, phrases in SYSTEM if any(phrase in lower for phrase in phrases))
    return found or (("group",) if any(verb in lower for verb in GROUP_VERBS) else ())
