"""`custodiet check-receipt FILE --key KEY`: whether a receipt holds, said in plain words. It needs no database and no network."""

import argparse
import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from custodiet.ledger import receipt
from custodiet.ledger.notes import NoteRefused, VerifierKey

HOLDS, ALTERED, UNREADABLE = 0, 1, 2


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
    faults = receipt.faults(found, key)
    faults += _words(options.words, found["statement"]) if options.words else []
    faults += [sentence for path in options.sent for sentence in _sent(path, found["statement"])]
    if faults:
        sys.stdout.write("This receipt does NOT hold.\n" + "".join(f"- {sentence}\n" for sentence in faults))
        return ALTERED
    entry = found["entry"]
    sys.stdout.write(
        f"This receipt holds.\n\n{found['statement']}\nIt is entry {entry['sequence']} of the ledger “{key.name}”, made on "
        f"{entry['recorded_at']}. The keeper of the ledger signed this and cannot deny it.\n"
    )
    if remark := receipt.late(found):
        sys.stdout.write(f"Remark: {remark}\n")
    return HOLDS


def _text(given: str) -> str:
    path = Path(given)
    return path.read_text(encoding="utf-8").strip() if "+" not in given and path.is_file() else given.strip()


def _words(path: Path, statement: str) -> list[str]:
    try:
        copy: Any = json.loads(path.read_text(encoding="utf-8"))
        found = receipt.words_digest(copy["salt"], copy["answers"])
    except (OSError, ValueError, KeyError, TypeError):
        return [f"{path} is no copy of the words."]
    return [] if f"Digest of the words: {found}\n" in statement else [f"The words in {path} are not those that were received."]


def _sent(path: Path, statement: str) -> list[str]:
    try:
        with path.open("rb") as file:
            found = sha256(file.read()).hexdigest()
    except OSError as wrong:
        return [f"{path} cannot be read: {wrong.strerror}."]
    return [] if f"digest {found}\n" in statement else [f"{path} is not among the files on this receipt, or it was altered since."]
