"""The words by which bills say what an event was and which way it went. A word that is not here is asked about, never guessed."""

import re
from functools import lru_cache

KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("mms", frozenset({"mms", "picture", "pictures", "photo", "pxt", "multimedia"})),
    ("sms", frozenset({"sms", "text", "texts", "txt", "smsmo", "smsmt", "smses"})),
    ("data", frozenset({"data", "gprs", "internet", "apn", "wap", "broadband", "web"})),
    ("call", frozenset({
        "call", "calls", "calling", "voice", "speech", "voicemail", "minutes", "conference", "dialled", "answerphone", "mailbox", "moc",
        "mtc",
    })),
    ("data", frozenset({"3g", "4g", "5g", "lte", "wifi"})),
    ("call", frozenset({
        "mobile", "mobiles", "landline", "landlines", "fixed", "geographic", "local", "national", "international", "freephone", "telephone",
        "phone",
    })),
)  # fmt: skip
"""In this order: a “text call” is a text, a “data call” data, “WiFi calling” a call, “4G” alone data."""
VOICEMAIL = frozenset({"voicemail", "answerphone", "mailbox"})
INCOMING = frozenset({
    "in", "incoming", "inbound", "received", "receive", "mt", "terminating", "terminated", "i", "smsmt", "mmsmt", "mtc", "missed",
    "unanswered",
})  # fmt: skip
OUTGOING = frozenset({
    "out", "outgoing", "outbound", "sent", "made", "dialled", "mo", "originating", "originated", "o", "smsmo", "mmsmo", "moc",
})  # fmt: skip
CODES = frozenset({"mtc", "smsmt", "mmsmt", "mt", "moc", "smsmo", "mmsmo", "mo", "missed"})
"""What the records of a switch say in the column for the kind: a call or text that ended at the telephone, or began there."""
MISSED = frozenset({"missed", "unanswered"})
INTERNAL = frozenset({"internal", "extension"})
TOTALS = ("total", "subtotal", "sub-total", "sub total", "grand total", "sum of", "balance", "carried forward", "brought forward", "vat")
STARTS = frozenset(" \t\u00a0") | {first for word in TOTALS for first in (word[0], word[0].upper())}
"""With what a cell that holds a total may begin: most cells begin with a digit, and this is asked of every one."""


@lru_cache(10_000)
def words(text: str) -> frozenset[str]:
    """The words of a cell, in small letters."""
    return frozenset(re.findall(r"[a-z0-9]+", text.lower()[:300]))


@lru_cache(10_000)
def kind_in(*cells: str) -> str | None:
    """call, sms, mms or data, by the first cell whose words say it."""
    for cell in cells:
        said = words(cell)
        for kind, known in KINDS:
            if said & known:
                return kind
    return None


@lru_cache(10_000)
def direction_in(column: str, *others: str) -> str | None:
    """in or out, by the column for it, else by a code in the first of the others, a plain word in any (“incoming call while abroad”)."""
    if way := _way(column):
        return way
    if others and words(others[0]) & CODES:
        return _way(others[0])
    for cell in others:
        if words(cell) & {"incoming", "inbound", "received"}:
            return "in"
    return _way(others[0]) if others and ways_alone(others[0]) else None


def _way(text: str) -> str | None:
    """Which way a cell says; None where it says both or neither. Nobody answers “missed outgoing” at the other end: it went out."""
    said = words(text)
    came, went = bool(said & INCOMING - MISSED), bool(said & OUTGOING)
    if came and went:
        return None
    if went:
        return "out"
    return "in" if said & INCOMING else "internal" if said & INTERNAL else None


def ways_alone(text: str) -> bool:
    """Whether a cell says nothing but which way something went, or that nobody answered."""
    said = words(text)
    return bool(said) and said <= INCOMING | OUTGOING | MISSED


def is_total(cells: tuple[str, ...]) -> bool:
    """Whether a row is a sum and no event: one of its first cells begins with such a word."""
    likely = [cell for cell in cells[:6] if cell[:1] in STARTS]
    return any(cell.strip().lower().startswith(TOTALS) for cell in likely)


OWN = re.compile(
    r"(?:mobile|phone|telephone|your|line|handset|device|account|ctn|cli|msisdn|subscriber)(?: (?:mobile|phone|telephone|line|number|no))?"
    r"(?: ?(?:number|no\.?|num))?[^0-9+a-z]{1,12}(\+?[0-9][0-9 ()]{8,18}[0-9])(?![0-9])",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"\b(?:calls|texts|usage|itemised|itemisation|itemized|bill|statement|charges|activity|records?|details?) "
    r"(?:[a-z0-9-]+ ){0,4}?(?:for|of|from|on) ((?:\+44|0044|44|0)[0-9 ()]{8,17}[0-9])(?![0-9])",
    re.IGNORECASE,
)
"""A heading such as “Itemised calls for 07700 900123”: the number of this country, so that no day is taken for one. No “call us on”."""
DAYS = re.compile(r"\b[0-9]{1,2} [0-9]{1,2} (?:19|20)[0-9]{2}\b")
SERVICE = re.compile(r"(?:0044|44|0)0?[389]")
"""The first figures of numbers that one rings for help and that no telephone of a person has."""
ACCOUNT = re.compile(r"account|invoice|customer|vat ", re.IGNORECASE)


def own_in(text: str) -> str:
    """The number that a line names as the telephone whose bill this is; empty where it names none."""
    found = OWN.search(text[:300])
    if found is None and (found := HEADING.search(text[:300])) and (DAYS.search(found[1]) or sum(map(str.isdigit, found[1])) < 10):
        return ""
    if found is None or ACCOUNT.search(text[: found.start(1)]) or SERVICE.match(re.sub(r"[^0-9]", "", found[1])):
        return ""
    return found[1].strip()
