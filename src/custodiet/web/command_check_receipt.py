"""`custodiet check-receipt FILE --key KEY`: whether a receipt holds, what was compared for it and what not. It needs no network."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from custodiet.ledger import receipt
from custodiet.ledger.checkpoint import verify
from custodiet.ledger.notes import NoteRefused, VerifierKey

HOLDS, ALTERED, UNREADABLE = 0, 1, 2
WORDS, FILE = re.compile(r"^Digest of the words: (\S+)$", re.MULTILINE), re.compile(r"^File \d+: .* digest (\S+)$", re.MULTILINE)
NEVER = (
    "Whether the key is that of the force: have the key from somebody else, and compare its fingerprint.",
    "What the force did to its ledger afterwards, and whether it wrote what came before anew: that is a witness's to say.",
)
"""What no receipt can prove."""


class Compared(NamedTuple):
    """Something that was held against the receipt: what, its digest, and what is wrong with it, or ""."""

    what: str
    digest: str
    wrong: str = ""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the receipt, as it was downloaded")
    parser.add_argument("--key", required=True, help="the public key, or a file that holds it; have it from somebody other than the force")
    parser.add_argument("--words", type=Path, help="the copy of the words, to see that they are those that were received")
    parser.add_argument("--sent", type=Path, action="append", default=[], help="a file that was sent, to see that it is on the receipt")


def run(options: argparse.Namespace) -> int:
    """Check it. 1: something was altered; 2: it cannot be read."""
    try:
        key = VerifierKey.parse(_text(options.key))
        found = receipt.read(options.file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, NoteRefused, receipt.NoReceipt) as wrong:
        sys.stderr.write(f"It could not be checked. {wrong}\n")
        return UNREADABLE
    given = [_words(options.words, found["statement"])] if options.words else []
    given += [_sent(path, found["statement"]) for path in options.sent]
    faults = [*receipt.faults(found, key), *(each.wrong for each in given if each.wrong)]
    if faults:
        sys.stdout.write("This receipt does NOT hold.\n" + "".join(f"- {sentence}\n" for sentence in faults))
        return ALTERED
    sys.stdout.write("\n".join(_said(found, key, given)))
    return HOLDS


def _said(found: dict[str, Any], key: VerifierKey, given: list[Compared]) -> Iterator[str]:
    """That it holds, and on what that rests."""
    entry, stated = found["entry"], verify(found["checkpoint"], origin=key.name, public_key=key.public_key)
    yield from ("This receipt holds. The keeper of the ledger signed it and cannot deny it.", "", found["statement"])
    yield from (
        "What was compared:",
        f"- The statement above: its digest {receipt.digest(found['statement'])} is the one that the ledger took.",
        f"- Its place: entry {entry['sequence']} of the {stated.size} that the ledger “{key.name}” had, made on {entry['recorded_at']}; "
        f"the root of the ledger was {stated.root.hex()}.",
        f"- The signature under that root: made with the key “{key.name}”, number {key.key_id.hex()}, fingerprint (SHA-256) "
        f"{sha256(key.public_key.public_bytes_raw()).hexdigest()}.",
        *(f"- {each.what}: its digest {each.digest} stands in the statement." for each in given),
        "",
        "What was not compared:",
        *(f"- {sentence}" for sentence in (*_left(found["statement"], {each.digest for each in given}), *NEVER)),
        "",
    )
    if remark := receipt.late(found):
        yield f"Remark: {remark}\n"


def _left(statement: str, compared: set[str]) -> Iterator[str]:
    """What the statement names and nobody handed over."""
    words = WORDS.search(statement)
    if words and words[1] not in compared:
        yield "The words, as no copy of them was given (--words)."
    left = [digest for digest in FILE.findall(statement) if digest not in compared]
    if left:
        yield f"{len(left)} of the files that were sent, as they were not given (--sent): digest {', '.join(left)}."


def _text(given: str) -> str:
    path = Path(given)
    return path.read_text(encoding="utf-8").strip() if "+" not in given and path.is_file() else given.strip()


def _words(path: Path, statement: str) -> Compared:
    try:
        copy: Any = json.loads(path.read_text(encoding="utf-8"))
        found = receipt.words_digest(copy["salt"], copy["answers"])
    except (OSError, ValueError, KeyError, TypeError):
        return Compared(str(path), "", f"{path} is no copy of the words.")
    known = f"Digest of the words: {found}\n" in statement
    return Compared(f"The words in {path}", found, "" if known else f"The words in {path} are not those that were received.")


def _sent(path: Path, statement: str) -> Compared:
    try:
        with path.open("rb") as file:
            found = sha256(file.read()).hexdigest()
    except OSError as wrong:
        return Compared(str(path), "", f"{path} cannot be read: {wrong.strerror}.")
    known = f"digest {found}\n" in statement
    return Compared(f"The file {path}", found, "" if known else f"{path} is not among the files on this receipt, or it was altered since.")
