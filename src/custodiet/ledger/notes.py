"""Signed notes (C2SP signed-note): a text and Ed25519 signatures below it, readable by other people's verifiers.

A note is text ending in a newline, an empty line, and signature lines "— name base64(key id ‖ signature)".
The text of a note means nothing until `open_note` has found a good signature by a key one already trusts.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ED25519 = b"\x01"
_KEY_ID_BYTES = 4
_KEY_BYTES = 32
_MOST_SIGNATURES = 64
_MOST_CHARACTERS = 1_000_000
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteRefused(ValueError):
    """A note, a key or a name that cannot be used. The message says what is wrong with it and what to do."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who says to have signed, which key, and the signature itself (not yet verified)."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A note taken apart but **not verified**: the text with its final newline, and the signature lines."""

    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key one trusts, under the name it signs with."""

    name: str
    public_key: Ed25519PublicKey

    def __post_init__(self) -> None:
        _must_be_name(self.name)

    @property
    def key_id(self) -> bytes:
        """The first four bytes of SHA-256 over name, newline, signature type and public key."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public_key.public_bytes_raw()).digest()[:_KEY_ID_BYTES]

    def __str__(self) -> str:
        material = base64.b64encode(_ED25519 + self.public_key.public_bytes_raw()).decode()
        return f"{self.name}+{self.key_id.hex()}+{material}"

    @classmethod
    def parse(cls, written: str) -> "VerifierKey":
        """The key that `str()` wrote ("name+key id+base64"), or `NoteRefused`."""
        name, _, rest = written.strip().partition("+")
        key_id, _, material = rest.partition("+")
        decoded = _decoded(material, "The verifier key")
        if decoded[:1] != _ED25519 or len(decoded) != 1 + _KEY_BYTES:
            raise NoteRefused("The verifier key is not an Ed25519 key (type 1, 32 bytes). Ask the keeper of the ledger for the key again.")
        key = cls(name, Ed25519PublicKey.from_public_bytes(decoded[1:]))
        if key.key_id.hex() != key_id:
            raise NoteRefused(
                f"The verifier key says it has the id {key_id or '(none)'}, but its own bytes give {key.key_id.hex()}."
                " It was copied wrongly or altered; compare it with the key you were given first."
            )
        return key


def sign_note(text: str, name: str, private_key: Ed25519PrivateKey) -> str:
    """The whole note: `text` (which must end in a newline) with one signature line by `name`."""
    _must_be_text(text)
    key = VerifierKey(name, private_key.public_key())
    return f"{text}\n{_line(key, private_key.sign(text.encode()))}"


def add_signature(note: str, name: str, private_key: Ed25519PrivateKey) -> str:
    """The note with one more signature line at the end; the lines already there are neither verified nor altered."""
    text = parse_note(note).text
    return note + _line(VerifierKey(name, private_key.public_key()), private_key.sign(text.encode()))


def parse_note(note: str) -> SignedNote:
    """The note taken apart, or `NoteRefused`. Nothing is verified here."""
    if len(note) > _MOST_CHARACTERS:
        raise NoteRefused(f"The note is longer than {_MOST_CHARACTERS} characters and was not read.")
    body, blank, lines = note.rpartition("\n\n")
    if not blank:
        raise NoteRefused("The note has no empty line between its text and its signatures, so it carries no signature.")
    text = body + "\n"
    _must_be_text(text)
    if not lines.endswith("\n"):
        raise NoteRefused("The last signature line of the note does not end in a newline; the note was cut short.")
    written = lines[:-1].split("\n")
    if len(written) > _MOST_SIGNATURES:
        raise NoteRefused(f"The note carries {len(written)} signature lines; at most {_MOST_SIGNATURES} are read.")
    return SignedNote(text, tuple(_signature(line, number) for number, line in enumerate(written, start=1)))


def open_note(note: str, trusted: Sequence[VerifierKey]) -> tuple[str, tuple[VerifierKey, ...]]:
    """The text of the note and the trusted keys that signed it.

    Signatures by unknown keys are ignored. `NoteRefused` if no trusted key signed, or if one that names itself did not.
    """
    parsed = parse_note(note)
    signed: list[VerifierKey] = []
    for signature in parsed.signatures:
        key = next((key for key in trusted if (key.name, key.key_id) == (signature.name, signature.key_id)), None)
        if key is None:
            continue
        try:
            key.public_key.verify(signature.value, parsed.text.encode())
        except InvalidSignature as error:
            raise NoteRefused(
                f"The signature by {key.name} does not fit this text: the text or the signature was altered after"
                " signing. Ask the signer for the note again and keep this one as evidence."
            ) from error
        if key not in signed:
            signed.append(key)
    if not signed:
        names = ", ".join(signature.name for signature in parsed.signatures)
        raise NoteRefused(
            f"None of the keys you trust signed this note; it was signed by: {names}."
            " Either it comes from another ledger, or the key was changed: ask its keeper."
        )
    return parsed.text, tuple(signed)


def _line(key: VerifierKey, signature: bytes) -> str:
    return f"— {key.name} {base64.b64encode(key.key_id + signature).decode()}\n"


def _signature(line: str, number: int) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "—":
        raise NoteRefused(f"Signature line {number} of the note has not the form '— name signature'.")
    _must_be_name(parts[1])
    decoded = _decoded(parts[2], f"Signature line {number} of the note")
    if len(decoded) <= _KEY_ID_BYTES:
        raise NoteRefused(f"Signature line {number} of the note holds no signature, only {len(decoded)} bytes.")
    return Signature(parts[1], decoded[:_KEY_ID_BYTES], decoded[_KEY_ID_BYTES:])


def _decoded(text: str, what: str) -> bytes:
    """Standard base64, written the one way it can be: a second spelling of the same bytes is refused."""
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteRefused(f"{what} is not written in base64.") from error
    if base64.b64encode(decoded).decode() != text:
        raise NoteRefused(f"{what} is base64 with stray bits at its end; no program writes it so.")
    return decoded


def _must_be_name(name: str) -> None:
    if not name or "+" in name or any(character.isspace() for character in name) or _CONTROL.search(name):
        raise NoteRefused(
            f"{name!r} cannot be the name of a key: a name is not empty and holds no space, no plus sign and no control character."
        )


def _must_be_text(text: str) -> None:
    if not text.endswith("\n") or text == "\n":
        raise NoteRefused("The text of a note must not be empty and must end in a newline.")
    if _CONTROL.search(text):
        raise NoteRefused("The text of a note holds a control character other than a newline.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NoteRefused("The text of a note holds half of a character and cannot be written as UTF-8.") from error
