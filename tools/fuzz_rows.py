"""How many rows a changed file has, counted plainly beside its reader, where that can be known without the reader's own rules.

It can be known of a table of plain text without quotation marks, of JSON that is whole, of XML that is whole, and of a picture.
What stands in quotation marks, breaks off in the middle or is packed into an archive only the reader's own rules can count.
"""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree import ElementTree

from custodiet.evidence.readers import BY_NAME
from custodiet.evidence.readers.extract import Extract
from custodiet.evidence.readers.roster import Roster
from custodiet.evidence.reading import Remark

_PLAIN = re.compile(rb"[\t\n\r !#-~]*")
"""Printable ASCII and line ends, but no quotation mark: then a line is a row, whatever it holds."""
_LINE = re.compile(r"\r\n|\r|\n")


def rows_in(kind: str, data: bytes, remarks: Sequence[Remark]) -> int | None:
    """Lines of a table that are not blank, headers and titles among them; entries of JSON or XML. None where it cannot be known.

    Of the remarks only one is believed: which sign parts the cells, for a line of nothing else is blank.
    """
    if kind in _COUNTED:
        return _COUNTED[kind](data)
    if isinstance(BY_NAME.get(kind), Extract | Roster) and _PLAIN.fullmatch(data) and not data.lower().startswith((b"sep=", b"%pdf")):
        sign = next((remark.value["delimiter"] for remark in remarks if remark.key == "table"), "")
        return sum(1 for line in _LINE.split(data.decode("ascii")) if line.strip(" \t" + sign))
    return None


def rows_told(lines: Sequence[str], remarks: Sequence[Remark]) -> int:
    """Rows of which an account was given: records, and in a table its headers and the titles above them."""
    aside = 0
    for remark in remarks:
        match remark.key, remark.value:
            case "header", {"above": list(titles)}:
                aside += 1 + len(titles)
            case "headers again" | "beside the table", int(count):
                aside += count
    return len(lines) + aside


def _json(count: Callable[[Any], int | None]) -> Callable[[bytes], int | None]:
    def counted(data: bytes) -> int | None:
        if data.startswith(b"PK"):
            return None
        try:
            return count(json.loads(data))
        except (ValueError, RecursionError, AttributeError, TypeError):
            return None

    return counted


def _snapchat(found: Any) -> int:
    lists = [entries for entries in found.values() if isinstance(entries, list)]
    return sum(len(entries) for entries in lists if any(isinstance(each, dict) and "Created" in each for each in entries))


def _telegram(found: Any) -> int:
    chats = [found] if "messages" in found else []
    for key in ("chats", "left_chats"):
        chats += [chat for chat in found.get(key, {}).get("list", []) if isinstance(chat, dict)]
    return sum(len(chat["messages"]) for chat in chats if isinstance(chat.get("messages"), list))


def _xml(data: bytes) -> int | None:
    try:
        return len(ElementTree.fromstring(data))
    except (ElementTree.ParseError, ValueError, LookupError):
        return None


_COUNTED: dict[str, Callable[[bytes], int | None]] = {
    "instagram": _json(lambda found: len(found["messages"])),
    "snapchat": _json(_snapchat),
    "telegram": _json(_telegram),
    "sms_backup": _xml,
    "screenshots": lambda data: 1,
}
