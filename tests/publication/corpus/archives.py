"""Hiding places in archives and packed files."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib

from tests.publication.corpus.place import Place


def zipped(files: dict[str, bytes], comment: bytes = b"", extra: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2023, 12, 18, 10, 0, 0))
            info.extra = extra
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
        archive.comment = comment
    return out.getvalue()


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def contents(data: bytes) -> str:
    archive = opened(data)
    return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def nested(text: str) -> bytes:
    data = text.encode()
    for level in range(3):
        data = zipped({f"level{level}.zip": data})
    return data


def within(data: bytes) -> str:
    while zipfile.is_zipfile(io.BytesIO(data)):
        archive = opened(data)
        data = archive.read(archive.namelist()[0])
    return data.decode()


def struck_off(text: str) -> bytes:
    """An archive with a part whose entry was taken off the list, as tools do that delete without packing again."""
    first = zipped({"a.txt": text.encode()})
    stale = first[: opened(first).start_dir]
    rest = bytearray(zipped({"b.txt": b"PC X"}))
    start = opened(bytes(rest)).start_dir
    rest[start + 42 : start + 46] = struct.pack("<I", len(stale))
    end = rest.rfind(b"PK\x05\x06")
    rest[end + 16 : end + 20] = struct.pack("<I", start + len(stale))
    return stale + bytes(rest)


def inflated(data: bytes) -> str:
    name, extra = struct.unpack("<HH", data[26:30])
    return zlib.decompressobj(-15).decompress(data[30 + name + extra :]).decode()


def twice(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "PC X")
        archive._writecheck = lambda info: None  # two parts of one name are what is to be made
        archive.writestr("a.txt", text)
    return out.getvalue()


def tape(text: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(text.encode())
        archive.addfile(info, io.BytesIO(text.encode()))
    return out.getvalue()


def untaped(data: bytes) -> str:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return archive.extractfile("a.txt").read().decode()


def named_gzip(text: str) -> bytes:
    packed = gzip.compress(b"PC X", mtime=0)
    return packed[:3] + b"\x08" + packed[4:10] + text.encode() + b"\0" + packed[10:]


PLACES = (
    Place("a file in a ZIP", lambda t: zipped({"a.txt": t.encode()}), contents),
    Place("the name of a file in a ZIP", lambda t: zipped({f"{t}.txt": b"PC X"}), lambda d: opened(d).namelist()[0]),
    Place("the comment of a ZIP", lambda t: zipped({"a.txt": b"PC X"}, comment=t.encode()), lambda d: opened(d).comment.decode()),
    Place(
        "the extra field of a ZIP",
        lambda t: zipped({"a.txt": b"PC X"}, extra=struct.pack("<HH", 0x7777, len(t.encode())) + t.encode()),
        lambda d: opened(d).infolist()[0].extra.decode("latin-1"),
    ),
    Place("a ZIP in a ZIP in a ZIP", nested, within),
    Place("a part struck off the list of a ZIP", struck_off, inflated),
    Place("what stands before a ZIP", lambda t: t.encode() + zipped({"a.txt": b"PC X"}), lambda d: d.decode("latin-1")),
    Place("what stands behind a ZIP", lambda t: zipped({"a.txt": b"PC X"}) + t.encode(), lambda d: d.decode("latin-1")),
    Place("the second of two parts of one name", twice, lambda d: opened(d).open(opened(d).infolist()[1]).read().decode()),
    Place("a gzip file", lambda t: gzip.compress(t.encode(), mtime=0), lambda d: gzip.decompress(d).decode()),
    Place("the name in a gzip file", named_gzip, lambda d: d[10:].split(b"\0")[0].decode("latin-1")),
    Place("a bzip2 file", lambda t: bz2.compress(t.encode()), lambda d: bz2.decompress(d).decode()),
    Place("an xz file", lambda t: lzma.compress(t.encode()), lambda d: lzma.decompress(d).decode()),
    Place("a tape archive", tape, untaped),
)
