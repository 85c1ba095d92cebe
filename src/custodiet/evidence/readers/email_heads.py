"""Headers of an untrusted e-mail: bounded before the standard library sees them, decoded, and addresses taken out of them.

The library's own parser of structured headers goes down in nested comments and takes its time over long ones.
"""

import re
from email.header import decode_header
from email.message import Message
from email.policy import Compat32

from custodiet.evidence.readers import chat_json

LONGEST = 20_000
"""Characters of a header that are looked at: some hundred receivers."""
_LONGEST_OF_PART = 2_000
"""Characters of a header as the library itself looks at it, for kinds, boundaries and names of files."""
_ADDRESS = re.compile(r"[^\s<>(),;:\"@\[\]]{1,64}@[A-Za-z0-9.-]{1,255}")


class _Plain(Compat32):
    """The library's oldest policy, which leaves headers as text, with their length bounded."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The header's text."""
        return _read(value[:_LONGEST_OF_PART])


PLAIN = _Plain()


def _read(value: str) -> str:
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def head_of(mail: Message, name: str) -> str:
    """A header as it stands, on one line; where it is written in encoded words, those words. A Date is never written anew."""
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == name), "")
    return " ".join(words(_read(raw[:LONGEST])).split())


def words(text: str) -> str:
    """A text with its encoded words (`=?utf-8?q?=E9?=`) decoded; as it stands where they cannot be."""
    if "=?" not in text:
        return chat_json.text(text)
    try:
        parts = decode_header(text)
        return chat_json.text("".join(part if isinstance(part, str) else part.decode(name or "ascii", "replace") for part, name in parts))
    except (ValueError, LookupError, TypeError, AssertionError):
        return chat_json.text(text)


def addresses(head: str) -> list[tuple[str, str]]:
    """The addresses of a header with the names beside them; the header itself where it holds none that can be told."""
    found = []
    for piece in _pieces(head):
        address = _ADDRESS.search(piece)
        if address:
            name = piece[: address.start()].rstrip("< \t").strip(" \t\"'")
            found.append((address[0], name))
    return found or ([(head, "")] if head else [])


def _pieces(head: str) -> list[str]:
    """The header parted at commas and semicolons that stand in no quotation marks."""
    quoted = head.split('"')
    marked = "".join(part if n % 2 else part.replace(",", "\0").replace(";", "\0") for n, part in enumerate(quoted))
    return marked.split("\0")
