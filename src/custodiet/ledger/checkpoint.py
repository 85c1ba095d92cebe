"""Checkpoints (C2SP tlog-checkpoint): the signed statement that the ledger had this size and this root.

Three lines (origin, size in decimal, root in base64) as the text of a signed note. Whoever holds a checkpoint can later
tell whether anything before it was altered, without trusting the database, its administrator or this program.
"""

import base64
import binascii
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from custodiet.ledger.notes import NoteRefused, VerifierKey, open_note, parse_note, sign_note
from custodiet.ledger.tree import EMPTY_ROOT, HASH_BYTES

_LARGEST_SIZE = 2**63 - 1


class CheckpointRefused(ValueError):
    """A checkpoint that cannot be read or must not be believed. The message says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How the ledger named `origin` stood: `size` entries under the root hash `root`.

    `extensions` are further lines another program may have written; we write none, and attach no meaning to them.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for line in (self.origin, *self.extensions):
            if not line or "\n" in line:
                raise CheckpointRefused("A line of a checkpoint is empty or holds a line break; it would read as another checkpoint.")
        if not 0 <= self.size <= _LARGEST_SIZE:
            raise CheckpointRefused(f"A ledger cannot have {self.size} entries.")
        if len(self.root) != HASH_BYTES:
            raise CheckpointRefused(f"The root in a checkpoint has {HASH_BYTES} bytes; this one has {len(self.root)}.")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise CheckpointRefused("The checkpoint says that the ledger is empty, but its root is not that of an empty ledger.")

    def text(self) -> str:
        """The text that is signed."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def sign(checkpoint: Checkpoint, private_key: Ed25519PrivateKey) -> str:
    """The checkpoint as a signed note; the ledger signs under its own origin."""
    try:
        return sign_note(checkpoint.text(), checkpoint.origin, private_key)
    except NoteRefused as refusal:
        raise CheckpointRefused(f"The checkpoint cannot be signed. {refusal}") from refusal


def verify(note: str, *, origin: str, public_key: Ed25519PublicKey) -> Checkpoint:
    """The checkpoint in this note, if the ledger `origin` signed it with this key; `CheckpointRefused` otherwise."""
    try:
        text, _ = open_note(note, [VerifierKey(origin, public_key)])
    except NoteRefused as refusal:
        raise CheckpointRefused(f"The checkpoint is not believed. {refusal}") from refusal
    checkpoint = _of_text(text)
    if checkpoint.origin != origin:
        raise CheckpointRefused(
            f"The checkpoint speaks of the ledger {checkpoint.origin!r}, not of {origin!r}. Ask for the checkpoint of the right one."
        )
    return checkpoint


def parse(note: str) -> Checkpoint:
    """The checkpoint in this note, read but **not verified**: for showing it, never for believing it."""
    try:
        return _of_text(parse_note(note).text)
    except NoteRefused as refusal:
        raise CheckpointRefused(f"The checkpoint cannot be read. {refusal}") from refusal


def _of_text(text: str) -> Checkpoint:
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3:
        raise CheckpointRefused(f"A checkpoint has three lines (origin, size, root); this one has {len(lines)}.")
    origin, size, root, *extensions = lines
    if not (size.isascii() and size.isdigit()) or (size != "0" and size.startswith("0")) or len(size) > 19:
        raise CheckpointRefused(f"The second line of a checkpoint is its size, a plain decimal number; this one reads {size[:40]!r}.")
    try:
        decoded = base64.b64decode(root, validate=True)
    except (binascii.Error, ValueError) as error:
        raise CheckpointRefused("The third line of a checkpoint is its root in base64; this one is not base64.") from error
    checkpoint = Checkpoint(origin, int(size), decoded, tuple(extensions))
    if checkpoint.text() != text:
        raise CheckpointRefused("The root in the checkpoint is base64 with stray bits at its end; no program writes it so.")
    return checkpoint
