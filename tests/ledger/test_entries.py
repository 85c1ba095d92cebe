"""What one entry says, how its body is committed to, and what never enters the ledger."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.ledger.entries import STATUTORY, Entry, EntryError, Verb, canonical_json, commit, written

SALT = bytes(range(32))
MOMENT = datetime(2023, 12, 18, 10, 0, tzinfo=UTC)

bodies = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=12,
)


def entry(**changes: object) -> Entry:
    """A consultation, with changes."""
    fields = {
        "sequence": 7,
        "recorded_at": MOMENT,
        "verb": Verb.CONSULTATION,
        "compartment": "open",
        "commitment": commit(SALT, {"by": "u-12", "fields": ["contact"]}),
    }
    return Entry(**(fields | changes))  # type: ignore[arg-type]  # the refusals need fields of the wrong kind


def test_the_canonical_bytes_can_be_written_by_anyone_from_the_five_fields() -> None:
    commitment = hashlib.sha256(SALT + b'{"by":"u-12","fields":["contact"]}').hexdigest()
    assert (
        entry().canonical()
        == (
            '{"commitment":"' + commitment + '","compartment":"open",'
            '"recorded_at":"2023-12-18T10:00:00.000000Z","sequence":7,"verb":"consultation"}'
        ).encode()
    )
    assert entry().leaf() == hashlib.sha256(b"\x00" + entry().canonical()).digest()


def test_the_same_moment_in_another_time_zone_is_the_same_entry() -> None:
    summer = timezone(timedelta(hours=1))
    assert entry(recorded_at=MOMENT.astimezone(summer)).leaf() == entry().leaf()


def test_the_doubled_hour_of_october_is_two_moments() -> None:
    first = datetime(2026, 10, 25, 1, 30, tzinfo=timezone(timedelta(hours=1)))
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert written(first) == "2026-10-25T00:30:00.000000Z"
    assert written(second) == "2026-10-25T01:30:00.000000Z"


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 8},
        {"recorded_at": MOMENT + timedelta(microseconds=1)},
        {"verb": Verb.DISCLOSURE},
        {"compartment": "Open"},
        {"commitment": commit(SALT, {"by": "u-13", "fields": ["contact"]})},
    ],
    ids=lambda change: next(iter(change)),
)
def test_changing_any_field_changes_the_leaf(change: dict[str, object]) -> None:
    assert entry(**change).leaf() != entry().leaf()


def test_numbers_go_as_far_as_the_database_counts() -> None:
    assert entry(sequence=2**63 - 1).sequence == 2**63 - 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sequence": 0}, "numbered from 1"),
        ({"sequence": -1}, "numbered from 1"),
        ({"sequence": True}, "numbered from 1"),
        ({"sequence": 2**63}, "numbered from 1"),
        ({"recorded_at": datetime(2023, 12, 18, 10)}, "without a time zone"),
        ({"verb": "browsing"}, "a verb the ledger does not know"),
        ({"commitment": b"short"}, "commitment of 5 bytes"),
        ({"compartment": "\ud800"}, "half of a character"),
        ({"recorded_at": datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))}, "outside the years"),
    ],
)
def test_an_entry_that_is_not_one_is_refused_in_words(change: dict[str, object], words: str) -> None:
    with pytest.raises(EntryError, match=words):
        entry(**change)


def test_the_body_that_was_committed_to_is_recognised_and_no_other() -> None:
    assert entry().holds(SALT, {"fields": ["contact"], "by": "u-12"})
    assert not entry().holds(SALT, {"fields": ["contact"], "by": "u-13"})
    assert not entry().holds(bytes(32), {"fields": ["contact"], "by": "u-12"})


def test_the_same_body_under_two_salts_shows_nothing_in_common() -> None:
    assert commit(SALT, {"by": "u-12"}) != commit(bytes(32), {"by": "u-12"})


@pytest.mark.parametrize("salt", [b"", b"\x00" * 31, b"\x00" * 33])
def test_a_salt_of_another_length_is_refused_because_the_boundary_would_be_in_doubt(salt: bytes) -> None:
    with pytest.raises(EntryError, match="A salt has 32 random bytes"):
        commit(salt, {})


@given(bodies)
def test_the_canonical_form_reads_back_as_the_body_and_is_the_same_each_time(body: object) -> None:
    assert json.loads(canonical_json(body)) == body
    assert canonical_json(json.loads(canonical_json(body))) == canonical_json(body)


@given(bodies, bodies)
def test_two_bodies_have_one_canonical_form_only_if_they_are_the_same(one: object, other: object) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical_json(one) == canonical_json(other)) == same


def test_the_order_of_keys_does_not_matter_and_tuples_are_lists() -> None:
    assert canonical_json({"b": (1, 2), "a": Verb.ERASURE}) == b'{"a":"erasure","b":[1,2]}'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"rate": 0.1}, "a value of type float"),
        ({"when": MOMENT}, "under 'when' there is a value of type datetime"),
        ({"rows": [1, {2, 3}]}, "under 'rows', item 1 there is a value of type set"),
        ({1: "one"}, "a key is of type int"),
        ({"name": "\ud800"}, "half of a character"),
        ({"n": 2**53}, "Write it as text"),
        ({"raw": b"bytes"}, "a value of type bytes"),
    ],
)
def test_a_body_that_two_programs_could_write_differently_is_refused(body: object, words: str) -> None:
    with pytest.raises(EntryError, match=words):
        canonical_json(body)  # type: ignore[arg-type]  # the wrong type is the test


def test_the_six_operations_of_section_62_are_verbs_of_the_ledger() -> None:
    assert {verb.value for verb in STATUTORY} == {
        "collection",
        "alteration",
        "consultation",
        "disclosure",
        "combination",
        "erasure",
    }
