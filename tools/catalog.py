"""Catalogs of translated words: a .po file read and written, and compiled to the .mo that Django reads. No gettext needs installing."""

import re
import struct
from ast import literal_eval
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

Id = tuple[str, str]
"""A string as the program says it, and its plural; "" where it has none."""
LINE = re.compile(r'(msgid|msgid_plural|msgstr|msgstr\[\d+\])? *(".*")')


@dataclass
class Entry:
    """A string with its translations (one, or one for each plural form), where it is said, and whether somebody must look at it."""

    id: Id
    said: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    fuzzy: bool = False

    @property
    def done(self) -> bool:
        """Whether it is translated, in every form."""
        return bool(self.said) and all(self.said) and not self.fuzzy


@dataclass
class Catalog:
    """The words of one language. The first entry of the file, with the id "", is its head."""

    head: str = ""
    entries: dict[Id, Entry] = field(default_factory=dict)

    @property
    def forms(self) -> int:
        """How many plural forms the language has, as its head says."""
        found = re.search(r"nplurals *= *(\d+)", self.head)
        return int(found[1]) if found else 2


def read(path: Path) -> Catalog:
    """The catalog of a .po file; an empty one where there is no such file."""
    catalog = Catalog()
    for block in path.read_text(encoding="utf-8").split("\n\n") if path.exists() else []:
        entry = _entry(block)
        if entry is None:
            continue
        if entry.id == ("", ""):
            catalog.head = entry.said[0]
        else:
            catalog.entries[entry.id] = entry
    return catalog


def _entry(block: str) -> Entry | None:
    parts: dict[str, str] = {}
    last, places, fuzzy = "", [], False
    for line in block.splitlines():
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            places += line[2:].split() if line.startswith("#:") else []
        elif found := LINE.fullmatch(line.strip()):
            last = found[1] or last
            parts[last] = parts.get(last, "") + literal_eval(found[2])
    if "msgid" not in parts:
        return None
    said = tuple(words for name, words in parts.items() if name.startswith("msgstr"))
    return Entry((parts["msgid"], parts.get("msgid_plural", "")), said, tuple(places), fuzzy)


def written(catalog: Catalog) -> str:
    """The catalog as the text of a .po file: one line a string, so that a change shows where it is."""
    blocks = [_lines(Entry(("", ""), (catalog.head,)))]
    blocks += [_lines(entry) for entry in catalog.entries.values()]
    return "\n\n".join(blocks) + "\n"


def _lines(entry: Entry) -> str:
    one, many = entry.id
    lines = [f"#: {place}" for place in entry.places] + (["#, fuzzy"] if entry.fuzzy else [])
    lines.append(f"msgid {_quoted(one)}")
    if many:
        lines.append(f"msgid_plural {_quoted(many)}")
        lines += [f"msgstr[{number}] {_quoted(words)}" for number, words in enumerate(entry.said)]
    else:
        lines.append(f"msgstr {_quoted(entry.said[0] if entry.said else '')}")
    return "\n".join(lines)


def _quoted(words: str) -> str:
    plain = words.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    if not plain.endswith("\n") or plain.count("\n") < 2:
        return '"' + plain.replace("\n", "\\n") + '"'
    return '""\n' + "\n".join(f'"{line}\\n"' for line in plain[:-1].split("\n"))  # the head of the file, a line each


def compiled(catalog: Catalog) -> bytes:
    """The .mo file: every translated string, sorted, as GNU gettext lays it out, without its table of hashes."""
    pairs = {b"": catalog.head.encode()}
    for entry in catalog.entries.values():
        if entry.done:
            pairs["\0".join(filter(None, entry.id)).encode()] = "\0".join(entry.said).encode()
    ids = sorted(pairs)
    at, tables = 28 + 16 * len(ids), (b"", b"")
    body = b""
    for number, texts in enumerate((ids, [pairs[each] for each in ids])):
        table = b""
        for text in texts:
            table += struct.pack("<II", len(text), at + len(body))
            body += text + b"\0"
        tables = (table, tables[1]) if number == 0 else (tables[0], table)
    head = struct.pack("<7I", 0x950412DE, 0, len(ids), 28, 28 + 8 * len(ids), 0, 28 + 16 * len(ids))
    return head + tables[0] + tables[1] + body


def merged(catalog: Catalog, said: Iterable[Entry]) -> Catalog:
    """The catalog for what is said today: translations are kept, new strings are empty, what nobody says any more is gone."""
    found = Catalog(catalog.head)
    for entry in said:
        before = catalog.entries.get(entry.id)
        empty = ("",) * (catalog.forms if entry.id[1] else 1)
        found.entries[entry.id] = Entry(entry.id, before.said if before else empty, entry.places, before.fuzzy if before else False)
    return found
