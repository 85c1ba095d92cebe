"""The Merkle tree of RFC 6962 (section 2.1): hashes, the compact frontier, proofs and their verification.

Every function here works on *leaf hashes* (32 bytes, made by `leaf_hash`), because those are what the ledger stores.
An index counts from 0, a size is a number of leaves.

A proof binds a leaf to a root; it does not by itself bind the *size*: for several sizes the path has the same shape.
Size and root are bound together by the signed checkpoint, so sizes must be taken from there and from nowhere else
(see `test_a_size_altered_in_a_checkpoint_breaks_its_signature`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_BYTES = 32
_SIZE_BYTES = 8
_MAX_SIZE = 2 ** (8 * _SIZE_BYTES - 1) - 1

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree with no leaf."""


class TreeError(ValueError):
    """A hash, an index, a size or a stored frontier that cannot belong to any tree. The message says which and why."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf: SHA-256 over 0x00 and the data."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 over 0x01 and the two hashes below it."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that must be kept of a tree to append to it: the roots of its perfect subtrees, largest first.

    There is one peak for each binary one in `size`, so a ledger of a thousand million entries keeps at most 30 hashes.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.size <= _MAX_SIZE:
            raise TreeError(f"A tree cannot have {self.size} leaves; a size lies between 0 and {_MAX_SIZE}.")
        if len(self.peaks) != self.size.bit_count():
            raise TreeError(
                f"A frontier of {self.size} leaves has {self.size.bit_count()} peaks; this one has {len(self.peaks)}."
                " The stored frontier is damaged: rebuild it from the entries."
            )
        for peak in self.peaks:
            _must_be_hash(peak)

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier with one more leaf hash; at most log2(size) hashes are computed."""
        _must_be_hash(leaf)
        merged = leaf
        kept = len(self.peaks)
        size = self.size
        while size & 1:
            kept -= 1
            merged = node_hash(self.peaks[kept], merged)
            size >>= 1
        return Frontier(self.size + 1, (*self.peaks[:kept], merged))

    def root(self) -> bytes:
        """The root hash of the whole tree."""
        if not self.peaks:
            return EMPTY_ROOT
        *rest, root = self.peaks
        for peak in reversed(rest):
            root = node_hash(peak, root)
        return root

    def serialise(self) -> bytes:
        """Eight bytes of size (big-endian), then the peaks, largest subtree first."""
        return self.size.to_bytes(_SIZE_BYTES, "big") + b"".join(self.peaks)

    @classmethod
    def deserialise(cls, stored: bytes) -> "Frontier":
        """The frontier that `serialise` wrote; `TreeError` if these bytes are not one."""
        head, body = stored[:_SIZE_BYTES], stored[_SIZE_BYTES:]
        if len(head) != _SIZE_BYTES or len(body) % HASH_BYTES:
            raise TreeError(
                f"A stored frontier is {_SIZE_BYTES} bytes of size and {HASH_BYTES} bytes a peak; {len(stored)} bytes"
                " cannot be one. The stored frontier is damaged: rebuild it from the entries."
            )
        peaks = tuple(body[start : start + HASH_BYTES] for start in range(0, len(body), HASH_BYTES))
        return cls(int.from_bytes(head, "big"), peaks)

    @classmethod
    def over(cls, leaves: Iterable[bytes]) -> "Frontier":
        """The frontier after appending all these leaf hashes to an empty tree."""
        frontier = cls()
        for leaf in leaves:
            frontier = frontier.append(leaf)
        return frontier


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes, by the recursive definition of RFC 6962 (`Frontier` must agree with it)."""
    for leaf in leaves:
        _must_be_hash(leaf)
    return _subtree(leaves, 0, len(leaves)) if leaves else EMPTY_ROOT


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The audit path (RFC 6962 section 2.1.1) for the leaf at `index`, lowest hash first."""
    if not 0 <= index < len(leaves):
        raise TreeError(f"There is no leaf {index} in a tree of {len(leaves)}; leaves are counted from 0.")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end - start > 1:
        middle = start + _largest_power_below(end - start)
        if index < middle:
            path.append(_subtree(leaves, middle, end))
            end = middle
        else:
            path.append(_subtree(leaves, start, middle))
            start = middle
    return tuple(reversed(path))


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that `leaf` (a leaf hash) stands at `index` in the tree of `size` leaves with this root."""
    if not 0 <= index < size or not _all_hashes((leaf, root, *proof)):
        return False
    position, last = index, size - 1
    computed = leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            computed = node_hash(sibling, computed)
            while position and not position & 1:
                position >>= 1
                last >>= 1
        else:
            computed = node_hash(computed, sibling)
        position >>= 1
        last >>= 1
    return last == 0 and computed == root


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """The proof (RFC 6962 section 2.1.2) that the tree over `leaves` continues its own first `old_size` leaves.

    Empty when there is nothing to show: from the empty tree, or from a tree to itself.
    """
    if not 0 <= old_size <= len(leaves):
        raise TreeError(f"A tree of {len(leaves)} leaves cannot continue one of {old_size}.")
    if old_size in (0, len(leaves)):
        return ()
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while old_size != end:
        middle = start + _largest_power_below(end - start)
        if old_size <= middle:
            path.append(_subtree(leaves, middle, end))
            end = middle
        else:
            path.append(_subtree(leaves, start, middle))
            start = middle
    if start:
        # The old tree's own root is known to the verifier; any other last subtree has to be shown.
        path.append(_subtree(leaves, start, end))
    return tuple(reversed(path))


def verify_consistency(old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the tree (new_size, new_root) continues the tree (old_size, old_root) unaltered.

    From the empty tree every tree is a continuation, provided that `old_root` is the empty root and the proof is empty.
    """
    if not 0 <= old_size <= new_size or not _all_hashes((old_root, new_root, *proof)):
        return False
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT and (new_size > 0 or new_root == EMPTY_ROOT)
    if old_size == new_size:
        return not proof and old_root == new_root
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        # The old tree is one perfect subtree: its root opens the path and is left out of the proof.
        path.insert(0, old_root)
    if not path:
        return False
    return _walk_consistency(old_size - 1, new_size - 1, path) == (old_root, new_root)


def _walk_consistency(position: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Both roots as the path makes them, or None if the path has not the shape these sizes ask for."""
    while position & 1:
        position >>= 1
        last >>= 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if position & 1 or position == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while position and not position & 1:
                position >>= 1
                last >>= 1
        else:
            new = node_hash(new, sibling)
        position >>= 1
        last >>= 1
    return (old, new) if last == 0 else None


def _subtree(leaves: Sequence[bytes], start: int, end: int) -> bytes:
    if end - start == 1:
        return leaves[start]
    middle = start + _largest_power_below(end - start)
    return node_hash(_subtree(leaves, start, middle), _subtree(leaves, middle, end))


def _largest_power_below(size: int) -> int:
    """The largest power of two smaller than `size` (size at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def _all_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == HASH_BYTES for value in values)


def _must_be_hash(value: bytes) -> None:
    if len(value) != HASH_BYTES:
        raise TreeError(f"A hash in the tree has {HASH_BYTES} bytes; this one has {len(value)}.")
