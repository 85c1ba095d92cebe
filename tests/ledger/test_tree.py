"""The tree against the published test vectors, against the RFC's own definition, and against whoever alters a proof."""

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    TreeError,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# The eight leaves and nine roots that the Certificate Transparency implementations share as test vectors.
DATA = [
    bytes.fromhex(data) for data in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    bytes.fromhex(root)
    for root in (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
INCLUSION = {
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
}
CONSISTENCY = {
    (1, 1): (),
    (1, 8): INCLUSION[0, 8],
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}
LEAVES = [leaf_hash(data) for data in DATA]


def hashes(count: int) -> list[bytes]:
    """That many different leaf hashes."""
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(count)]


def defined_root(data: list[bytes]) -> bytes:
    """MTH as section 2.1 of the RFC writes it, over the data itself and with no code of ours."""
    if not data:
        return sha256(b"").digest()
    if len(data) == 1:
        return sha256(b"\x00" + data[0]).digest()
    split = 1
    while split * 2 < len(data):
        split *= 2
    return sha256(b"\x01" + defined_root(data[:split]) + defined_root(data[split:])).digest()


def flipped(value: bytes, bit: int) -> bytes:
    """The same bytes with one bit turned."""
    changed = bytearray(value)
    changed[(bit // 8) % len(value)] ^= 1 << (bit % 8)
    return bytes(changed)


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_the_published_ones(size: int) -> None:
    assert root_of(LEAVES[:size]) == ROOTS[size]
    assert Frontier.over(LEAVES[:size]).root() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_the_inclusion_proofs_are_the_published_ones(index: int, size: int) -> None:
    proof = tuple(bytes.fromhex(step) for step in INCLUSION[index, size])
    assert inclusion_proof(LEAVES[:size], index) == proof
    assert verify_inclusion(LEAVES[index], index, size, proof, ROOTS[size])


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_the_consistency_proofs_are_the_published_ones(old: int, new: int) -> None:
    proof = tuple(bytes.fromhex(step) for step in CONSISTENCY[old, new])
    assert consistency_proof(LEAVES[:new], old) == proof
    assert verify_consistency(old, new, ROOTS[old], ROOTS[new], proof)


def test_a_leaf_and_a_node_over_the_same_bytes_are_different_hashes() -> None:
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != node_hash(LEAVES[0], LEAVES[1])


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_frontier_and_the_full_computation_give_the_root_of_the_definition(data: list[bytes]) -> None:
    leaves = [leaf_hash(item) for item in data]
    assert Frontier.over(leaves).root() == root_of(leaves) == defined_root(data)


@given(st.integers(0, 300))
def test_a_stored_frontier_comes_back_as_it_was(size: int) -> None:
    frontier = Frontier.over(hashes(size))
    assert Frontier.deserialise(frontier.serialise()) == frontier


def test_an_append_to_a_frontier_of_a_thousand_million_entries_touches_at_most_thirty_hashes() -> None:
    full = Frontier(2**30 - 1, tuple(hashes(30)))
    assert len(full.append(LEAVES[0]).peaks) == 1
    assert len(full.serialise()) == 8 + 30 * 32


def test_the_largest_frontier_is_one_that_eight_bytes_can_hold() -> None:
    largest = Frontier(2**63 - 1, tuple(hashes(63)))
    assert Frontier.deserialise(largest.serialise()) == largest


def test_appending_leaves_the_former_frontier_as_it_was() -> None:
    before = Frontier.over(LEAVES[:5])
    before.append(LEAVES[5])
    assert before == Frontier.over(LEAVES[:5])


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        (b"", "rebuild it from the entries"),
        (b"\x00" * 7, "rebuild it from the entries"),
        (Frontier.over(LEAVES).serialise()[:-1], "rebuild it from the entries"),
        (Frontier.over(LEAVES).serialise() + b"\x00" * 32, "has 1 peaks; this one has 2"),
        (b"\xff" * 8, "a size lies between"),
    ],
)
def test_a_damaged_frontier_is_refused_with_what_to_do(stored: bytes, words: str) -> None:
    with pytest.raises(TreeError, match=words):
        Frontier.deserialise(stored)


def test_what_is_not_a_hash_never_enters_the_tree() -> None:
    for refused in (
        lambda: Frontier().append(b"short"),
        lambda: root_of([b"short"]),
        lambda: Frontier(1, (b"short",)),
        lambda: Frontier(-1),
        lambda: Frontier(2**63, (LEAVES[0],)),
    ):
        with pytest.raises(TreeError):
            refused()


def test_there_is_no_proof_for_what_is_not_in_the_tree() -> None:
    for refused in (
        lambda: inclusion_proof(LEAVES, 8),
        lambda: inclusion_proof(LEAVES, -1),
        lambda: inclusion_proof([], 0),
        lambda: consistency_proof(LEAVES, 9),
        lambda: consistency_proof(LEAVES, -1),
    ):
        with pytest.raises(TreeError):
            refused()


def test_every_proof_in_every_tree_of_up_to_sixty_five_leaves_is_accepted() -> None:
    leaves = hashes(65)
    roots = [root_of(leaves[:size]) for size in range(66)]
    for size in range(1, 66):
        for index in range(size):
            proof = inclusion_proof(leaves[:size], index)
            assert verify_inclusion(leaves[index], index, size, proof, roots[size])
        for old in range(size + 1):
            assert verify_consistency(old, size, roots[old], roots[size], consistency_proof(leaves[:size], old))


def test_no_inclusion_proof_serves_another_leaf_another_place_or_another_tree() -> None:
    """Every pair of trees, leaves and places up to seventeen: only the one true combination is accepted."""
    leaves = hashes(17)
    roots = [root_of(leaves[:size]) for size in range(18)]
    for size in range(1, 18):
        for index in range(size):
            proof = inclusion_proof(leaves[:size], index)
            accepted = [
                (other_size, other_index, leaf)
                for other_size in range(1, 18)
                for other_index in range(other_size)
                for leaf in range(17)
                if verify_inclusion(leaves[leaf], other_index, other_size, proof, roots[other_size])
            ]
            assert accepted == [(size, index, index)]


def test_no_consistency_proof_serves_another_pair_of_trees() -> None:
    leaves = hashes(13)
    roots = [root_of(leaves[:size]) for size in range(14)]
    for new in range(2, 14):
        for old in range(1, new):
            proof = consistency_proof(leaves[:new], old)
            accepted = [
                (other_old, other_new)
                for other_new in range(1, 14)
                for other_old in range(other_new + 1)
                if verify_consistency(other_old, other_new, roots[other_old], roots[other_new], proof)
            ]
            assert accepted == [(old, new)]


@st.composite
def inclusions(draw: st.DrawFn) -> tuple[list[bytes], int, tuple[bytes, ...], bytes]:
    leaves = hashes(draw(st.integers(1, 80)))
    index = draw(st.integers(0, len(leaves) - 1))
    return leaves, index, inclusion_proof(leaves, index), root_of(leaves)


@given(inclusions(), st.integers(0, 255), st.data())
def test_an_inclusion_proof_with_one_bit_turned_anywhere_is_refused(case, bit: int, data: st.DataObject) -> None:
    leaves, index, proof, root = case
    size = len(leaves)
    assert not verify_inclusion(flipped(leaves[index], bit), index, size, proof, root)
    assert not verify_inclusion(leaves[index], index, size, proof, flipped(root, bit))
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        altered = (*proof[:at], flipped(proof[at], bit), *proof[at + 1 :])
        assert not verify_inclusion(leaves[index], index, size, altered, root)


@given(inclusions(), st.binary(min_size=32, max_size=32), st.data())
def test_an_inclusion_proof_made_longer_shorter_or_reordered_is_refused(case, extra: bytes, data) -> None:
    leaves, index, proof, root = case
    size = len(leaves)
    at = data.draw(st.integers(0, len(proof)))
    assert not verify_inclusion(leaves[index], index, size, (*proof[:at], extra, *proof[at:]), root)
    if proof:
        gone = data.draw(st.integers(0, len(proof) - 1))
        assert not verify_inclusion(leaves[index], index, size, proof[:gone] + proof[gone + 1 :], root)
        short = (*proof[:gone], proof[gone][:-1], *proof[gone + 1 :])
        assert not verify_inclusion(leaves[index], index, size, short, root)
    if len(proof) > 1:
        assert not verify_inclusion(leaves[index], index, size, proof[::-1], root)


@given(inclusions(), st.integers(-3, 100))
def test_an_inclusion_proof_for_another_place_is_refused(case, place: int) -> None:
    leaves, index, proof, root = case
    assert verify_inclusion(leaves[index], place, len(leaves), proof, root) == (place == index)


@given(inclusions(), st.integers(-3, 100))
def test_an_inclusion_proof_never_fits_a_tree_of_another_size(case, size: int) -> None:
    """The true root of another size: the proof alone cannot tell sizes of one shape apart, the roots do."""
    leaves, index, proof, _ = case
    other = root_of(hashes(max(size, 0)))
    assert verify_inclusion(leaves[index], index, size, proof, other) == (size == len(leaves))


@st.composite
def continuations(draw: st.DrawFn) -> tuple[int, int, bytes, bytes, tuple[bytes, ...]]:
    new = draw(st.integers(2, 80))
    old = draw(st.integers(1, new - 1))
    leaves = hashes(new)
    return old, new, root_of(leaves[:old]), root_of(leaves), consistency_proof(leaves, old)


@given(continuations(), st.integers(0, 255), st.data())
def test_a_consistency_proof_with_one_bit_turned_anywhere_is_refused(case, bit: int, data: st.DataObject) -> None:
    old, new, old_root, new_root, proof = case
    assert not verify_consistency(old, new, flipped(old_root, bit), new_root, proof)
    assert not verify_consistency(old, new, old_root, flipped(new_root, bit), proof)
    at = data.draw(st.integers(0, len(proof) - 1))
    altered = (*proof[:at], flipped(proof[at], bit), *proof[at + 1 :])
    assert not verify_consistency(old, new, old_root, new_root, altered)


@given(continuations(), st.binary(min_size=32, max_size=32), st.data())
def test_a_consistency_proof_made_longer_or_shorter_is_refused(case, extra: bytes, data: st.DataObject) -> None:
    old, new, old_root, new_root, proof = case
    at = data.draw(st.integers(0, len(proof)))
    assert not verify_consistency(old, new, old_root, new_root, (*proof[:at], extra, *proof[at:]))
    gone = data.draw(st.integers(0, len(proof) - 1))
    assert not verify_consistency(old, new, old_root, new_root, proof[:gone] + proof[gone + 1 :])


@given(st.integers(1, 60), st.integers(0, 59), st.integers(1, 20))
def test_a_ledger_that_altered_one_old_leaf_has_no_consistency_proof(old: int, at: int, more: int) -> None:
    """Whatever an insider computes honestly over the altered leaves, it does not continue the old root."""
    leaves = hashes(old + more)
    forged = list(leaves)
    forged[at % old] = leaf_hash(b"rewritten")
    for proof in (consistency_proof(leaves, old), consistency_proof(forged, old)):
        assert not verify_consistency(old, old + more, root_of(leaves[:old]), root_of(forged), proof)


def test_consistency_at_the_ends() -> None:
    root = root_of(LEAVES)
    assert verify_consistency(0, 8, EMPTY_ROOT, root, ())
    assert verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, ())
    assert verify_consistency(8, 8, root, root, ())
    assert not verify_consistency(0, 8, root, root, ())
    assert not verify_consistency(0, 0, EMPTY_ROOT, root, ())
    assert not verify_consistency(0, 8, EMPTY_ROOT, root, (LEAVES[0],))
    assert not verify_consistency(8, 8, root, root, (LEAVES[0],))
    assert not verify_consistency(8, 8, root, ROOTS[7], ())
    assert not verify_consistency(8, 7, root, ROOTS[7], ())
    assert not verify_consistency(-1, 8, root, root, ())
    assert not verify_consistency(6, 8, ROOTS[6], root, ())
    assert not verify_consistency(6, 8, b"short", root, (LEAVES[0],))


def test_every_continuation_of_a_continuation_is_one() -> None:
    leaves = hashes(20)
    frontiers = [Frontier.over(leaves[:size]) for size in range(21)]
    for earlier, later in pairwise(frontiers):
        proof = consistency_proof(leaves[: later.size], earlier.size)
        assert verify_consistency(earlier.size, later.size, earlier.root(), later.root(), proof)
