"""The reading of the whole ledger: what was altered is found and said; what was lawfully erased still verifies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from custodiet.ledger.checkpoint import Checkpoint, sign
from custodiet.ledger.entries import ERASES, Entry, Json, Verb, commit
from custodiet.ledger.report import Body, Kind, Report, StoredEntry
from custodiet.ledger.tree import Frontier
from custodiet.ledger.verify import verify

ORIGIN = "ledger.wessex-vale.example.org"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
START = datetime(2022, 3, 1, 9, 0, tzinfo=UTC)


def row(sequence: int, body: Json, verb: Verb = Verb.CONSULTATION) -> StoredEntry:
    """One row as the program would have stored it."""
    salt = sha256(f"salt {sequence}".encode()).digest()
    entry = Entry(
        sequence=sequence,
        recorded_at=START + timedelta(minutes=sequence),
        verb=verb,
        compartment="open",
        commitment=commit(salt, body),
    )
    return StoredEntry(
        sequence=sequence,
        recorded_at=entry.recorded_at,
        verb=verb.value,
        compartment="open",
        commitment=entry.commitment,
        leaf=entry.leaf(),
        body=Body(salt, body),
        copies={"by": body["by"]} if isinstance(body, dict) else {},
    )


def ledger(size: int = 12) -> list[StoredEntry]:
    """An honest ledger."""
    return [row(number, {"by": f"u-{number % 3}", "fields": ["contact"]}) for number in range(1, size + 1)]


def checkpoint(rows: list[StoredEntry], size: int) -> str:
    """The checkpoint that was signed when the ledger had this size."""
    return sign(Checkpoint(ORIGIN, size, Frontier.over(stored.leaf for stored in rows[:size]).root()), KEY)


def read(rows: list[StoredEntry], *notes: str, bodies: bool = True, head: Frontier | None = None) -> Report:
    """The report on these rows, with these checkpoints."""
    return verify(rows, bodies=bodies, checkpoints=notes, origin=ORIGIN, public_key=KEY.public_key(), head=head)


def resealed(stored: StoredEntry) -> StoredEntry:
    """What an insider with the database makes of a row: the commitment and the leaf computed afresh."""
    assert stored.body is not None
    entry = Entry(
        sequence=stored.sequence,
        recorded_at=stored.recorded_at,
        verb=Verb(stored.verb),
        compartment=stored.compartment,
        commitment=commit(stored.body.salt, stored.body.value),
    )
    return replace(stored, commitment=entry.commitment, leaf=entry.leaf())


CLUMSY: dict[str, tuple[Callable[[StoredEntry], StoredEntry], Kind]] = {
    "time": (lambda stored: replace(stored, recorded_at=stored.recorded_at + timedelta(seconds=1)), Kind.LEAF),
    "verb": (lambda stored: replace(stored, verb="collection"), Kind.LEAF),
    "unknown verb": (lambda stored: replace(stored, verb="browsing"), Kind.FIELDS),
    "compartment": (lambda stored: replace(stored, compartment="covert"), Kind.LEAF),
    "commitment": (lambda stored: replace(stored, commitment=bytes(32)), Kind.LEAF),
    "short commitment": (lambda stored: replace(stored, commitment=b""), Kind.FIELDS),
    "leaf": (lambda stored: replace(stored, leaf=bytes(32)), Kind.LEAF),
    "naive time": (lambda stored: replace(stored, recorded_at=stored.recorded_at.replace(tzinfo=None)), Kind.FIELDS),
    "impossible time": (lambda stored: replace(stored, recorded_at=_before_the_first_year()), Kind.FIELDS),
    "body": (lambda stored: replace(stored, body=Body(stored.body.salt, {"by": "u-9"})), Kind.BODY),
    "salt": (lambda stored: replace(stored, body=Body(bytes(32), stored.body.value)), Kind.BODY),
    "salt cut": (lambda stored: replace(stored, body=Body(b"", stored.body.value)), Kind.BODY),
    "body unreadable": (lambda stored: replace(stored, body=Body(stored.body.salt, {"by": 0.5})), Kind.BODY),
    "search column": (lambda stored: replace(stored, copies={"by": "u-9"}), Kind.COPY),
    "search column of no body": (lambda stored: replace(stored, copies={"about": "p-1"}), Kind.COPY),
    "search column of another type": (lambda stored: replace(stored, copies={"by": 0.5}), Kind.COPY),
    "body removed": (lambda stored: replace(stored, body=None), Kind.MISSING_BODY),
}


def _before_the_first_year() -> datetime:
    return datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))


def test_an_honest_ledger_is_sound_and_says_how_far_it_is_covered() -> None:
    rows = ledger()
    report = read(rows, checkpoint(rows, 5), checkpoint(rows, 10), head=Frontier.over(stored.leaf for stored in rows))
    assert report.sound
    assert report.sentences == (
        "12 entries read: nothing was found altered. A checkpoint covers entries 1 to 10; the 2 after it rest on the database alone.",
    )


def test_a_ledger_covered_to_its_end_says_so() -> None:
    rows = ledger(3)
    assert read(rows, checkpoint(rows, 3)).sentences == ("3 entries read: nothing was found altered. A checkpoint covers all of them.",)


def test_a_ledger_without_any_checkpoint_says_what_could_not_have_been_seen() -> None:
    assert "a rewriting of the whole ledger would not have been seen" in verify(ledger(3)).sentences[0]


def test_an_empty_ledger_is_sound() -> None:
    assert read([], checkpoint([], 0), head=Frontier()).sound


@given(st.integers(0, 11), st.sampled_from(sorted(CLUMSY)))
def test_whatever_is_altered_in_any_entry_is_found_at_its_number(at: int, how: str) -> None:
    alter, kind = CLUMSY[how]
    rows = ledger()
    assert read(rows).sound, "the test must begin with a ledger in which nothing is found"
    rows[at] = alter(rows[at])
    found = read(rows).mismatches
    assert (at + 1, kind) in [(mismatch.sequence, mismatch.kind) for mismatch in found]
    assert all(f"{at + 1}" in mismatch.sentence or mismatch.sequence == at + 2 for mismatch in found)


@given(st.integers(0, 9), st.sampled_from(["body", "time", "verb", "exchange", "delete", "insert", "cut"]))
def test_an_insider_who_recomputes_everything_is_found_by_the_checkpoint(at: int, how: str) -> None:
    """No row contradicts itself any more; only the root that was signed before does."""
    rows = ledger()
    note = checkpoint(rows, 10)
    forged = list(rows)
    if how == "body":
        forged[at] = resealed(replace(rows[at], body=Body(bytes(32), {"by": "u-9"}), copies={"by": "u-9"}))
    elif how == "time":
        forged[at] = resealed(replace(rows[at], recorded_at=rows[at].recorded_at + timedelta(seconds=1)))
    elif how == "verb":
        forged[at] = resealed(replace(rows[at], verb="collection"))
    elif how == "exchange":
        forged[at : at + 2] = [rows[at + 1], rows[at]]
    elif how == "delete":
        del forged[at]
    elif how == "insert":
        forged.insert(at, row(1, {"by": "u-9"}))
    else:
        forged = rows[:9]
    forged = [
        resealed(replace(stored, sequence=number, recorded_at=max(stored.recorded_at, START)))
        for number, stored in enumerate(forged, start=1)
    ]
    assert {mismatch.kind for mismatch in read(forged).mismatches} <= {Kind.TIME}, "without the checkpoint it passes"
    found = [mismatch for mismatch in read(forged, note).mismatches if mismatch.kind is Kind.CHECKPOINT]
    assert [mismatch.sequence for mismatch in found] == [10]


def test_the_alteration_is_placed_between_two_checkpoints() -> None:
    rows = ledger()
    notes = [checkpoint(rows, size) for size in (4, 8, 12)]
    rows[5] = resealed(replace(rows[5], body=Body(bytes(32), {"by": "u-9"}), copies={}))
    sentences = read(rows, *notes).sentences
    assert "something among entries 5 to 8 was altered, removed or put in" in sentences[1]
    assert "something among entries 5 to 12 was altered" in sentences[2]
    assert read(rows, *notes).covered == 4


def test_a_deleted_entry_is_named() -> None:
    rows = ledger()
    del rows[4]
    assert "Entry 5 is missing: after entry 4 comes entry 6." in read(rows).sentences[1]


def test_several_deleted_entries_are_named() -> None:
    rows = ledger()
    del rows[4:7]
    assert "Entries 5 to 7 are missing: after entry 4 comes entry 8." in read(rows).sentences[1]


def test_a_doubled_entry_is_named() -> None:
    rows = ledger()
    rows.insert(5, rows[4])
    assert "Entry 5 comes after entry 5: entries were doubled" in read(rows).sentences[1]


def test_an_end_that_was_cut_off_is_seen_only_against_a_checkpoint() -> None:
    rows = ledger()
    note = checkpoint(rows, 12)
    assert read(rows[:9]).sound
    assert read(rows[:9], note).sentences[1] == ("A signed checkpoint counts 12 entries, but only 9 are here: the end was cut off.")


def test_a_backdated_entry_is_seen_by_its_neighbour() -> None:
    rows = ledger()
    rows[6] = resealed(replace(rows[6], recorded_at=START - timedelta(days=30)))
    assert [mismatch.kind for mismatch in read(rows).mismatches] == [Kind.TIME]


def test_two_entries_of_one_moment_are_in_order() -> None:
    rows = ledger()
    rows[6] = resealed(replace(rows[6], recorded_at=rows[5].recorded_at))
    assert read(rows).sound


def test_an_entry_that_cannot_be_one_keeps_its_place_so_that_the_rest_can_be_compared() -> None:
    rows = ledger()
    note = checkpoint(rows, 10)
    rows[3] = replace(rows[3], verb="browsing")
    assert [found.kind for found in read(rows, note).mismatches] == [Kind.FIELDS]
    rows[3] = replace(rows[3], leaf=b"")
    assert [found.kind for found in read(rows, note).mismatches] == [Kind.FIELDS, Kind.CHECKPOINT]


def test_a_head_that_does_not_fit_the_entries_is_reported() -> None:
    rows = ledger()
    head = Frontier.over(stored.leaf for stored in rows[:11])
    assert [mismatch.kind for mismatch in read(rows, head=head).mismatches] == [Kind.HEAD]


def test_a_checkpoint_that_is_not_believed_is_a_mismatch_at_the_size_it_claims() -> None:
    rows = ledger()
    note = checkpoint(rows, 6).replace("\n6\n", "\n7\n")
    assert [(found.sequence, found.kind) for found in read(rows, note).mismatches] == [(7, Kind.CHECKPOINT)]
    assert [found.sequence for found in read(rows, "nonsense").mismatches] == [0]


def test_two_checkpoints_of_one_size_cannot_both_be_right() -> None:
    rows = ledger()
    split_view = sign(Checkpoint(ORIGIN, 6, bytes(32)), KEY)
    report = read(rows, checkpoint(rows, 6), split_view)
    assert [found.kind for found in report.mismatches] == [Kind.CHECKPOINT]
    assert report.covered == 6


def test_checkpoints_without_a_key_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="cannot be believed without the key"):
        verify(ledger(2), checkpoints=[checkpoint(ledger(2), 2)])


def test_an_erased_body_leaves_the_root_and_every_checkpoint_as_they_were() -> None:
    rows = ledger()
    rows.append(row(13, {"by": "u-1", ERASES: [3, 4]}, Verb.ERASURE))
    note = checkpoint(rows, 13)
    before = read(rows, note)
    rows[2] = replace(rows[2], body=None, copies={})
    rows[3] = replace(rows[3], body=None, copies={})
    after = read(rows, note)
    assert after.sound
    assert (after.root, after.covered, after.erased) == (before.root, 13, 2)
    assert "2 bodies were erased, as the ledger itself records; their entries still verify." in after.sentences[0]


@pytest.mark.parametrize(
    ("number", "verb", "erases"),
    [
        (13, Verb.CONSULTATION, [3]),
        (13, Verb.ERASURE, [4]),
        (13, Verb.ERASURE, [13, 14]),
        (13, Verb.ERASURE, "3"),
        (13, Verb.ERASURE, ["3"]),
        (2, Verb.ERASURE, [3]),
    ],
)
def test_a_missing_body_that_no_later_erasure_names_is_reported(number: int, verb: Verb, erases: Json) -> None:
    rows = ledger()
    accounting = row(number, {"by": "u-1", ERASES: erases}, verb)
    rows[number - 1 : number] = [accounting]
    rows[2] = replace(rows[2], body=None, copies={})
    assert [(found.sequence, found.kind) for found in read(rows).mismatches] == [(3, Kind.MISSING_BODY)]


def test_whoever_may_not_see_the_bodies_can_still_verify_everything_else() -> None:
    rows = ledger()
    note = checkpoint(rows, 12)
    blind = [replace(stored, body=None, copies={}) for stored in rows]
    assert read(blind, note, bodies=False).sound
    assert verify(blind).sound
    blind[3] = replace(blind[3], verb="collection")
    assert [found.kind for found in read(blind, note, bodies=False).mismatches] == [Kind.LEAF, Kind.CHECKPOINT]


def test_the_report_is_in_the_order_of_the_ledger() -> None:
    rows = ledger()
    for at in (8, 1, 5):
        rows[at] = replace(rows[at], body=None)
    rows[3] = replace(rows[3], leaf=bytes(32))
    assert [found.sequence for found in read(rows).mismatches] == [2, 4, 6, 9]
    assert read(rows).sentences[0].startswith("12 entries read: 4 things do not fit.")
