"""A look at what comes in from outside, before anybody opens it: what kind it says it is, and whether it is set aside.

Nothing is opened here and nothing is parsed: the first bytes are compared, and where CUSTODIET_CLAMD names a scanner (a socket, or
host:port) it is asked for its verdict. A file that is set aside is kept, as evidence; it is not adopted with the others.
"""

import os
import socket
import struct
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext_noop

TEST_VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The file with which scanners are tried (EICAR); in two parts, so that no scanner stops at this module."""
HEAD = 4096
PIECE = 1 << 20
PATIENCE = 60
VIRUS = gettext_noop("It looks as if this file can do harm. We keep it apart, and nobody opens it.")
KINDS = (
    (b"\xff\xd8\xff", 0, "picture (JPEG)"),
    (b"\x89PNG\r\n\x1a\n", 0, "picture (PNG)"),
    (b"GIF8", 0, "picture (GIF)"),
    (b"WEBP", 8, "picture (WebP)"),
    (b"ftyphei", 4, "picture (HEIC)"),
    (b"ftypmif1", 4, "picture (HEIC)"),
    (b"ftyp", 4, "video (MP4 or the like)"),
    (b"\x1aE\xdf\xa3", 0, "video (Matroska or WebM)"),
    (b"OggS", 0, "sound (Ogg)"),
    (b"ID3", 0, "sound (MP3)"),
    (b"RIFF", 0, "sound or video (RIFF)"),
    (b"%PDF-", 0, "document (PDF)"),
    (b"PK\x03\x04", 0, "packed file or office document"),
)
UNKNOWN = "of a kind that is not known"


@dataclass(frozen=True, slots=True)
class Look:
    """What the first bytes say the file is, why it is set aside ("" where it is not), and what the scanner answered."""

    kind: str
    set_aside: str = ""
    scanner: str = ""


def look_at(stream: BinaryIO) -> Look:
    """Look, and leave the stream at its beginning."""
    head = stream.read(HEAD)
    stream.seek(0)
    if TEST_VIRUS in head:
        return Look(kind_of(head), VIRUS)
    scanner = os.environ.get("CUSTODIET_CLAMD", "")
    if not scanner:
        return Look(kind_of(head))
    answer = _asked(scanner, stream)
    stream.seek(0)
    return Look(kind_of(head), VIRUS if answer.endswith("FOUND") else "", answer)


def kind_of(head: bytes) -> str:
    """What the first bytes are the beginning of. It is a guess, shown and never relied on."""
    return next((words for mark, at, words in KINDS if head[at : at + len(mark)] == mark), UNKNOWN)


def _asked(scanner: str, stream: BinaryIO) -> str:
    """The scanner's verdict (clamd, INSTREAM); that it gave none is said and stops nothing: the file is in quarantine either way."""
    try:
        with _line(scanner) as line:
            line.sendall(b"zINSTREAM\0")
            while piece := stream.read(PIECE):
                line.sendall(struct.pack("!L", len(piece)) + piece)
            line.sendall(struct.pack("!L", 0))
            return line.recv(HEAD).rstrip(b"\0\n").decode(errors="replace")
    except OSError as failed:
        return f"The scanner gave no verdict ({type(failed).__name__})."


def _line(scanner: str) -> socket.socket:
    if scanner.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        line.connect(scanner)
        return line
    host, _, port = scanner.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)
