"""The reader that compares the whole ledger with itself, its bodies and its checkpoints, and reports in words.

It streams: entries may come from a cursor of any length; what is kept is one frontier and the numbers of missing
bodies.
Nothing found here is repaired. What cannot be known is said too: entries after the last good checkpoint are only as
trustworthy as the database they came from.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from custodiet.ledger import checkpoint as checkpoints_room
from custodiet.ledger.checkpoint import Checkpoint, CheckpointRefused
from custodiet.ledger.entries import ERASES, Entry, EntryError, Json, Verb, canonical_json, commit, written
from custodiet.ledger.report import Kind, Mismatch, Report, StoredEntry
from custodiet.ledger.tree import EMPTY_ROOT, HASH_BYTES, Frontier


def verify(
    entries: Iterable[StoredEntry],
    *,
    bodies: bool = False,
    checkpoints: Sequence[str] = (),
    origin: str = "",
    public_key: Ed25519PublicKey | None = None,
    head: Frontier | None = None,
) -> Report:
    """Read the whole ledger, in its stored order from the first entry, and report every mismatch.

    `bodies`: whether the bodies were asked for; then one that is missing must be named by an erasure entry.
    `checkpoints`: signed notes; they need `origin` and `public_key`, and one that is not believed is itself a mismatch.
    `head`: the frontier stored beside the ledger, compared with the one computed here.
    """
    walk = _Walk(bodies)
    walk.take_checkpoints(checkpoints, origin, public_key)
    for entry in entries:
        walk.read(entry)
    return walk.report(head)


class _Walk:
    """The state of one reading: the frontier so far, and what did not fit."""

    def __init__(self, bodies: bool) -> None:
        self.bodies = bodies
        self.frontier = Frontier()
        self.covered = 0
        self.mismatches: list[Mismatch] = []
        self.waiting: dict[int, list[Checkpoint]] = {}
        self.without_body: set[int] = set()
        self.accounted: set[int] = set()
        self.last_sequence = 0
        self.last_moment: datetime | None = None

    def note(self, sequence: int, kind: Kind, sentence: str) -> None:
        self.mismatches.append(Mismatch(sequence, kind, sentence))

    def take_checkpoints(self, notes: Sequence[str], origin: str, public_key: Ed25519PublicKey | None) -> None:
        if not notes:
            return
        if public_key is None:
            raise ValueError("Checkpoints cannot be believed without the key of the ledger: give public_key and origin with them.")
        for note in notes:
            try:
                believed = checkpoints_room.verify(note, origin=origin, public_key=public_key)
            except CheckpointRefused as refusal:
                self.note(_claimed_size(note), Kind.CHECKPOINT, str(refusal))
            else:
                self.waiting.setdefault(believed.size, []).append(believed)
        self.compare_checkpoints()

    def read(self, stored: StoredEntry) -> None:
        self.check_order(stored)
        try:
            entry = _entry(stored)
        except EntryError as refusal:
            self.note(stored.sequence, Kind.FIELDS, f"Entry {stored.sequence} cannot be as it was recorded. {refusal}")
            # The stored leaf keeps the tree in shape, so that what follows can still be compared.
            leaf = stored.leaf if len(stored.leaf) == HASH_BYTES else EMPTY_ROOT
        else:
            self.check_time(entry)
            leaf = self.check_leaf(entry, stored.leaf)
        self.frontier = self.frontier.append(leaf)
        if self.bodies:
            self.check_body(stored)
        self.compare_checkpoints()

    def check_order(self, stored: StoredEntry) -> None:
        expected = self.last_sequence + 1
        found = stored.sequence
        self.last_sequence = found
        if found == expected:
            return
        if found > expected:
            gone = f"Entry {expected} is" if found == expected + 1 else f"Entries {expected} to {found - 1} are"
            sentence = f"{gone} missing: after entry {expected - 1} comes entry {found}. Something was deleted or renumbered."
        else:
            sentence = f"Entry {found} comes after entry {expected - 1}: entries were doubled or put in another order."
        self.note(found, Kind.ORDER, sentence)

    def check_time(self, entry: Entry) -> None:
        moment = entry.recorded_at
        if self.last_moment is not None and moment < self.last_moment:
            self.note(
                entry.sequence,
                Kind.TIME,
                f"Entry {entry.sequence} says {written(moment)}, earlier than the entry before it"
                f" ({written(self.last_moment)}). Its time was altered, or the clock of the database ran backwards.",
            )
        self.last_moment = moment

    def check_leaf(self, entry: Entry, stored: bytes) -> bytes:
        """The leaf that the fields make, which is the one that goes into the tree."""
        leaf = entry.leaf()
        if leaf != stored:
            self.note(
                entry.sequence,
                Kind.LEAF,
                f"Entry {entry.sequence} does not fit its leaf: its number, time, verb, compartment or commitment,"
                " or the leaf itself, was altered after it was recorded.",
            )
        return leaf

    def check_body(self, stored: StoredEntry) -> None:
        number = stored.sequence
        if stored.body is None:
            self.without_body.add(number)
            return
        value = stored.body.value
        try:
            fits = commit(stored.body.salt, value) == stored.commitment
        except EntryError as refusal:
            self.note(number, Kind.BODY, f"The body of entry {number} cannot be the one that was recorded. {refusal}")
            return
        if not fits:
            self.note(
                number,
                Kind.BODY,
                f"The body of entry {number} is not the one that was committed to: the body or its salt was altered or exchanged.",
            )
            return
        for name, copy in stored.copies.items():
            if not _repeats(value, name, copy):
                self.note(
                    number,
                    Kind.COPY,
                    f"The column {name!r} of entry {number} is not what its body says; the body is the one proved.",
                )
        if stored.verb == Verb.ERASURE:
            self.accounted |= _erased_by(value, before=number)

    def compare_checkpoints(self) -> None:
        size = self.frontier.size
        for believed in self.waiting.pop(size, ()):
            if believed.root == self.frontier.root():
                self.covered = max(self.covered, size)
                continue
            self.note(
                size,
                Kind.CHECKPOINT,
                f"The first {size} entries are not those that were signed in the checkpoint of that size:"
                f" something among entries {self.covered + 1} to {size} was altered, removed or put in.",
            )

    def report(self, head: Frontier | None) -> Report:
        size = self.frontier.size
        for cut in sorted(self.waiting):
            self.note(
                cut,
                Kind.CHECKPOINT,
                f"A signed checkpoint counts {cut} entries, but only {size} are here: the end was cut off.",
            )
        if head is not None and head != self.frontier:
            self.note(
                size,
                Kind.HEAD,
                f"The stored head says {head.size} entries with another root than the {size} that are here."
                " Entries or the head were altered outside the program.",
            )
        for number in sorted(self.without_body - self.accounted):
            self.note(
                number,
                Kind.MISSING_BODY,
                f"The body of entry {number} is gone and no later erasure entry accounts for it."
                " Ask who removed it, and under what authority.",
            )
        found = tuple(sorted(self.mismatches, key=lambda mismatch: mismatch.sequence))
        return Report(size, self.frontier.root(), self.covered, len(self.without_body & self.accounted), found)


def _entry(stored: StoredEntry) -> Entry:
    try:
        verb = Verb(stored.verb)
    except ValueError as error:
        raise EntryError(f"Its verb {stored.verb!r} is not one the ledger knows.") from error
    return Entry(
        sequence=stored.sequence,
        recorded_at=stored.recorded_at,
        verb=verb,
        compartment=stored.compartment,
        commitment=stored.commitment,
    )


def _repeats(body: Json, name: str, copy: Json) -> bool:
    """Whether the body says the same under this name, compared as written (1 is not true)."""
    if not isinstance(body, Mapping) or name not in body:
        return False
    try:
        return canonical_json(body[name]) == canonical_json(copy)
    except EntryError:
        return False


def _erased_by(body: Json, *, before: int) -> set[int]:
    """The earlier entries that this erasure entry accounts for; a body cannot be erased before it exists."""
    named = body.get(ERASES, ()) if isinstance(body, Mapping) else ()
    if not isinstance(named, (list, tuple)):
        return set()
    return {number for number in named if type(number) is int and number < before}


def _claimed_size(note: str) -> int:
    """The size that a note which is not believed claims to have, to say where it belongs; 0 if it cannot be read."""
    try:
        return checkpoints_room.parse(note).size
    except CheckpointRefused:
        return 0
