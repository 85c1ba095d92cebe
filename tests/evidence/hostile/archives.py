"""Archives that swell, lie about their sizes, overlap, are locked or cut off, or carry a path in a name."""

import io
import struct
import zipfile
import zlib

from tests.evidence.hostile.entry import Hostile

CHAT = b"24/11/2021, 19:03 - Ayesha: hello\n24/11/2021, 19:04 - Ben: hi\n"
REPORT = b'<project xmlns="http://pa.cellebrite.com/report/2.0"><decodedData/></project>'


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """A sound archive of these members, always with the same time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2021, 11, 24, 19, 3, 10)), data, method)
        archive.comment = comment
    return out.getvalue()


def raw(
    name: bytes, data: bytes, *, method: int = 8, flags: int = 0, size: int | None = None, crc: int | None = None, copies: int = 1
) -> bytes:
    """An archive written by hand, in which anything may be a lie. `copies`: how often its list names the one member."""
    body = zlib.compress(data, 9)[2:-4] if method == 8 else data
    crc = zlib.crc32(data) if crc is None else crc
    size = len(data) if size is None else size
    common = struct.pack("<HHHHHIIIHH", 20, flags, method, 0, 21, crc, len(body), size, len(name), 0)
    local = b"PK\3\4" + common + name + body
    one = b"PK\1\2\24\0" + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name
    listed = one * copies
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, copies & 0xFFFF, copies & 0xFFFF, len(listed), len(local), 0)
    return local + listed + end


def patched(data: bytes, at: int, new: bytes) -> bytes:
    """The bytes with some of them replaced; a negative place counts from the end."""
    at %= len(data)
    return data[:at] + new + data[at + len(new) :]


def nested(depth: int, name: str, data: bytes) -> bytes:
    """An archive in an archive in an archive."""
    for level in range(depth):
        data = packed((f"{level}.zip" if level else name, data))
    return data


def family(short: str, inner: str, data: bytes, kind: str, ending: str) -> list[Hostile]:
    """The same tricks around the file that a kind of archive is read for."""
    one = packed((inner, data))
    plain = inner.encode()
    tricks: list[tuple[str, object, str]] = [
        ("no-members", packed, ""),
        ("only-magic", lambda: b"PK\3\4", "cut off"),
        ("cut-in-half", lambda: one[: len(one) // 2], "cut off"),
        ("no-end", lambda: one[:-22], "cut off"),
        ("list-far-away", lambda: patched(one, -6, b"\xff\xff\xff\x7f"), ""),
        ("list-said-huge", lambda: patched(one, -10, b"\xf0\xff\xff\xff"), "list of files"),
        ("count-is-a-lie", lambda: patched(one, -12, b"\xff\xff\xff\xff"), ""),
        ("smaller-than-it-is", lambda: raw(plain, data * 500, size=10), "unpacked"),
        ("larger-than-it-is", lambda: raw(plain, data, size=1 << 30), ""),
        ("wrong-checksum", lambda: raw(plain, data, crc=1), "damaged"),
        ("locked", lambda: raw(plain, data, flags=1), "password"),
        ("unknown-packing", lambda: raw(plain, data, method=99), "damaged"),
        ("broken-packing", lambda: raw(plain, b"\xff" * 40, method=8)[:40] + raw(plain, b"", method=8)[40:], ""),
        ("stored-as-packed", lambda: patched(raw(plain, data, method=0), 8, b"\x08"), ""),
        ("bomb", lambda: raw(plain, data + b" " * (300 << 20)), "not read on"),
        ("in-archives", lambda: nested(6, inner, data), ""),
        ("many-names-one-body", lambda: raw(plain, data, copies=20_000), ""),
        ("list-too-long", lambda: raw(plain, data, copies=210_000), "looked at"),
        ("path-in-a-name", lambda: packed(("../../etc/" + inner, data), ("/etc/passwd", b"x"), ("C:\\Windows\\x.txt.exe", b"x")), ""),
        ("signs-in-a-name", lambda: packed((inner, data), ("a\u202egpj.exe", b"x"), ("new\nline", b"x"), ("\x1b[2J", b"x")), ""),
        ("name-of-60000", lambda: packed((inner, data), ("n" * 60_000, b"x")), ""),
        ("twice-the-same", lambda: _twice(inner, data), ""),
        ("a-folder-of-that-name", lambda: packed((inner + "/", b"")), ""),
        ("junk-before", lambda: b"MZ" + bytes(500) + one, ""),
        ("junk-behind", lambda: one + bytes(70_000), ""),
        ("long-comment", lambda: packed((inner, data), comment=b"PK\5\6" * 10_000), ""),
        ("of-other-disks", lambda: patched(one, -18, b"\x07\0\x07\0"), ""),
        ("zip64-lies", lambda: one[:-22] + b"PK\6\6" + b"\xff" * 52 + b"PK\6\7" + b"\xff" * 16 + patched(one[-22:], -10, b"\xff" * 8), ""),
    ]
    return [
        Hostile(f"{short}-{name}{ending}", make, kind if says else "", says, heavy=name in {"bomb", "list-too-long"})  # type: ignore[arg-type]
        for name, make, says in tricks
    ]


def _twice(name: str, data: bytes) -> bytes:
    """Two members of one name, the second another text."""
    other = packed(("x" * len(name), b"24/11/2021, 19:03 - Mallory: other\n"), (name, data))
    return other.replace(b"x" * len(name), name.encode())


FILES = family("chat", "_chat.txt", CHAT, "whatsapp", ".zip") + family("report", "report.xml", REPORT, "handset_report", ".ufdr")
