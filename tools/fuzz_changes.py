"""Changes to a file, drawn from a seed: bytes, pieces, values of JSON, and the members of an archive as well as the archive itself."""

import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

TOKENS = (
    b"", b"\0", b"\r", b"\n", b"\r\n", b",", b";", b"\t", b'"', b"'", b'""', b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc3",
    b"\xe2\x80\xaf", b"\xe2\x80\x8e", b"\xe2\x80\xae", b"<", b">", b"</", b"]]>", b"<![CDATA[", b"<!--", b"&amp;", b"&#55357;",
    b"&#0;", b"&x;", b'<!DOCTYPE a [<!ENTITY x "y">]>', b"{", b"}", b"[", b"]", b"null", b"true", b"-1", b"1e999", b"NaN", b"0",
    b"99999999999999999999", b"4.477E+11", b"00:00", b"24:00", b"99/99/9999", b"29/02/2021", b"31/10/2021 01:30", b"28/03/2021 01:30",
    b"2021-11-24T19:03:11Z", b"1637780591000", b"07700 900123", b"+44", b"=1+1", b"../../x", b"%PDF", b"PK\x03\x04", b"A" * 3000,
    b" " * 3000, b"(" * 500, b"\\u0000", b"\\ud83d", b"x" * 40 + b"!", b"\xf0\x9f\x98\x80",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**30, float("inf"), float("nan"), "", "null", "\ud83d", "\0", "A" * 3000, "../../x",
    "2021-11-24T19:03:11", "31/10/2021 01:30", "1637780591", 1637780591000, [], [[]], {}, {"": ""}, ["x", {"text": "y"}], {"text": ["z"]},
)  # fmt: skip
LONGEST = 1 << 18
"""Bytes that a changed file may have: what grows without end tests patience, not readers."""


def changed(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """The file with one to six changes in it; of an archive, mostly in a member, packed again; of JSON, often in a value."""
    if data.startswith(b"PK") and rng.random() < 0.8:
        return _repacked(data, rng, others)
    if data.startswith(b"{") and rng.random() < 0.6:
        return _revalued(data, rng)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        data = rng.choice(CHANGES)(data, rng, others)[:LONGEST]
    return data


def _flip(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _token(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    at, over = rng.randrange(len(data) + 1), rng.choice((0, 0, 1, 4, 12))
    return data[:at] + rng.choice(TOKENS) + data[at + over :]


def _cut(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _drop(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def _again(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _span(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 2, 40)) + data[end:]


def _move(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    start, end = _span(data, rng)
    rest = data[:start] + data[end:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _splice(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    other = rng.choice(others)
    start, end = _span(other, rng)
    at = rng.randrange(len(data) + 1)
    return data[:at] + other[start:end] + data[at:]


def _lines(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """Lines left out, doubled or exchanged."""
    lines = data.split(b"\n")
    for _ in range(rng.choice((1, 2))):
        at = rng.randrange(len(lines))
        what = rng.randrange(3)
        if what == 0:
            lines = lines[:at] + lines[at + 1 :] or [b""]
        elif what == 1:
            lines = lines[: at + 1] + lines[at:]
        else:
            other = rng.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
    return b"\n".join(lines)


def _recoded(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(("utf-16", "utf-16-be", "cp1252", "utf-8-sig")), "replace")


CHANGES: tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...] = (
    _flip, _flip, _token, _token, _token, _cut, _drop, _again, _move, _splice, _lines, _recoded,
)  # fmt: skip


def _span(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.choice((1, 2, 8, 40, 300)))


def _revalued(data: bytes, rng: random.Random) -> bytes:
    """JSON with values exchanged, left out or doubled: it stays JSON, so that what is behind its parser is reached."""
    whole = json.loads(data)
    for _ in range(rng.choice((1, 1, 2, 4))):
        places = list(_places(whole))
        if not places:
            break
        holder, key = rng.choice(places)
        what = rng.random()
        if what < 0.6:
            holder[key] = deepcopy(rng.choice(VALUES))
        elif what < 0.75:
            del holder[key]
        elif what < 0.9:
            other, at = rng.choice(places)
            holder[key] = deepcopy(other[at])
        elif isinstance(holder, list):
            holder.insert(key, deepcopy(holder[key]))
        else:
            holder[rng.choice((key.upper(), key + "s", "", "\ud83d", "constructor"))] = deepcopy(holder[key])
    return json.dumps(whole).encode()[:LONGEST]


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every list or object within, with each of its keys."""
    for key, held in list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()):
        yield value, key
        yield from _places(held)


def _repacked(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """The archive with a member changed, left out, doubled or renamed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(each.filename, archive.read(each)) for each in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, RuntimeError, ValueError):
        return _flip(data, rng, others)
    at = rng.randrange(len(members))
    name, held = members[at]
    what = rng.random()
    if what < 0.85:
        members[at] = (name, changed(held, rng, others))
    elif what < 0.9:
        del members[at]
    elif what < 0.95:
        members.append((name + "x", held))
    else:
        members[at] = (rng.choice(("../../x", "a" * 3000, "x\0y", "/etc/passwd", name.upper())), held)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, held in members:
            archive.writestr(zipfile.ZipInfo(name), held)
    return out.getvalue()
