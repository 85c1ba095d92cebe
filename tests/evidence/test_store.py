"""The store gives back what was put there or says that it was altered, whatever happens to the disk."""

import io
import os
import random
import shutil
from pathlib import Path

import pytest

from custodiet.evidence.store import CHUNK, Altered, Keys, NoKey, Store, Stored


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store", Keys(tmp_path / "key"))


def put(store, data, case="case-1"):
    return store.put(io.BytesIO(data), case=case)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_put_is_what_is_read_at_every_size(store, size):
    data = random.Random(size).randbytes(size)
    stored = put(store, data)
    assert stored.size == size
    with store.open(stored, case="case-1") as stream:
        assert stream.read() == data


def test_the_same_bytes_in_a_case_are_one_file_and_in_two_cases_are_two(store):
    assert put(store, b"bill") == put(store, b"bill")
    assert put(store, b"bill").address != put(store, b"bill", "case-2").address
    assert len(list(store.addresses())) == 2


def test_nothing_of_the_plain_bytes_stands_on_the_disk(store, tmp_path):
    data = b"07700 900123 " * 1000
    put(store, data)
    disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"07700 900123" in data and b"07700 900123" not in disk


def test_a_stream_that_hands_out_little_at_a_time_is_taken_in_whole(store):
    class Slow(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 7))

    stored = store.put(Slow(b"x" * 1000), case="case-1")
    assert store.open(stored, case="case-1").read() == b"x" * 1000


def damage(path, kind, rng, other):
    data = bytearray(path.read_bytes())
    os.chmod(path, 0o600)
    if kind == "flip":
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    elif kind == "cut":
        del data[rng.randrange(len(data)) :]
    elif kind == "append":
        data += rng.randbytes(rng.randrange(1, 40))
    elif kind == "swap chunks":
        head, size = len(data) % (CHUNK + 16) or 78, CHUNK + 16
        data[78 : 78 + size], data[78 + size : 78 + 2 * size] = data[78 + size : 78 + 2 * size], data[78 : 78 + size]
        assert head
    elif kind == "drop chunk":
        del data[78 : 78 + CHUNK + 16]
    elif kind == "other file":
        data = bytearray(other.read_bytes())
    elif kind == "remove":
        path.unlink()
        return
    path.write_bytes(data)


KINDS = ("flip", "cut", "append", "swap chunks", "drop chunk", "other file", "remove")


def test_every_one_of_a_thousand_alterations_is_found(store):
    rng = random.Random(2)
    small, big = put(store, b"a bill"), put(store, rng.randbytes(2 * CHUNK + 5))
    found = 0
    for turn in range(1000):
        kind = KINDS[turn % len(KINDS)] if turn % 10 == 0 else rng.choice(("flip", "cut", "append", "remove"))
        stored = big if kind in ("swap chunks", "drop chunk") or turn % 50 == 0 else small
        path, other = store._path(stored.address), store._path((small if stored is big else big).address)
        before = path.read_bytes()
        store.verify(stored, case="case-1")
        damage(path, kind, rng, other)
        with pytest.raises(Altered, match=r"altered|gone"):
            store.verify(stored, case="case-1")
        found += 1
        path.unlink(missing_ok=True)
        path.write_bytes(before)
    assert found == 1000


def altered(store, data=b"a bill"):
    """A stored file, and where it stands, after it was altered."""
    stored = put(store, data)
    path = store._path(stored.address)
    damage(path, "cut", random.Random(1), None)
    return stored, path


def test_an_altered_file_is_not_replaced_by_the_same_bytes_where_nobody_puts_that_on_record(store, tmp_path):
    _stored, path = altered(store)
    before = path.read_bytes()
    with pytest.raises(Altered, match="was altered"):
        put(store, b"a bill")
    assert path.read_bytes() == before
    assert list(store.damaged()) == [] == list((tmp_path / "store" / "objects").glob(".new-*"))


def test_an_altered_file_is_set_aside_after_it_was_put_on_record_and_a_whole_one_takes_its_place(store, tmp_path):
    stored, path = altered(store)
    before, told = path.read_bytes(), []
    store.put(io.BytesIO(b"a bill"), case="case-1", placing=lambda *what: told.append((*what, path.read_bytes())))
    [(which, wrong, there)] = told
    assert (which, there) == (stored, before)  # it still stood there when it was told
    [kept] = store.damaged()
    assert wrong.startswith(f"The stored file {stored.address[:12]}… was altered") and wrong.endswith(f"kept as {kept}.")
    assert (tmp_path / "store" / kept).read_bytes() == before
    store.verify(stored, case="case-1")
    assert list(store.addresses()) == [stored.address]


def test_nothing_is_replaced_where_putting_it_on_record_fails(store):
    _stored, path = altered(store)
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError):
        store.put(io.BytesIO(b"a bill"), case="case-1", placing=lambda which, wrong: 1 / 0)
    assert path.read_bytes() == before and list(store.damaged()) == []


def test_of_a_place_where_nothing_stands_nothing_wrong_is_told_and_of_a_whole_file_nothing_at_all(store):
    told = []
    for _ in range(2):
        stored = store.put(io.BytesIO(b"a bill"), case="case-1", placing=lambda *what: told.append(what))
    assert told == [(stored, "")]


def test_a_row_that_names_another_files_digest_is_found(store):
    one, two = put(store, b"one"), put(store, b"two")
    with pytest.raises(Altered):
        store.verify(Stored(one.address, two.sha256, two.size), case="case-1")
    with pytest.raises(Altered):
        store.verify(Stored("../../key", one.sha256, one.size), case="case-1")
    for digest in (one.sha256[:-1] + "x", one.sha256[:-1], "", one.sha256.upper(), "é" * 64):
        with pytest.raises(Altered, match="the row that names them was altered"):
            store.verify(Stored(one.address, digest, one.size), case="case-1")


@pytest.mark.parametrize("digest", ["", "x" * 64, "0" * 63, "0" * 63 + "x"])
def test_a_row_whose_digest_is_none_is_found(store, digest):
    one = put(store, b"one")
    with pytest.raises(Altered, match="was altered"):
        store.verify(Stored(one.address, digest, one.size), case="case-1")


def test_a_folder_that_was_replaced_by_a_link_out_of_the_store_is_found(store, tmp_path):
    stored = put(store, b"one")
    folder = store._path(stored.address).parent
    shutil.move(folder, tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Altered, match="leads out of the store"):
        store.verify(stored, case="case-1")
    with pytest.raises(Altered, match="leads out of the store"):
        put(store, b"one")


def test_a_destroyed_key_opens_nothing_ever_again(store):
    stored = put(store, b"one")
    store.destroy_key("case-1")
    with pytest.raises(NoKey):
        store.open(stored, case="case-1").read()


def test_another_key_opens_nothing_and_says_which_file_to_look_for(store, tmp_path):
    stored = put(store, b"one")
    shutil.move(tmp_path / "key", tmp_path / "moved")
    with pytest.raises(NoKey, match="another key"):
        store.open(stored, case="case-1").read()


def test_the_key_and_the_files_are_readable_by_their_owner_only(store, tmp_path):
    put(store, b"one")
    modes = {path.stat().st_mode & 0o077 for path in tmp_path.rglob("*")}
    assert modes == {0}


def test_what_a_dead_process_left_is_swept_after_a_day(store, tmp_path):
    put(store, b"one")
    left = tmp_path / "store" / "objects" / ".new-left"
    left.write_bytes(b"half")
    assert store.sweep() == 0
    os.utime(left, (1, 1))
    assert store.sweep() == 1
    assert not left.exists()


def test_the_same_file_handed_in_by_two_at_once_is_taken_in_by_both(store, monkeypatch):
    wanted, exists, raced = put(store, b"twice at once"), Path.exists, []
    store._path(wanted.address).unlink()

    def overtaken(path, **more):
        """It is not there; and in the very next moment, somebody else has put it there."""
        found = exists(path, **more)
        if path.name == wanted.address and not raced:
            raced.append(path)
            put(store, b"twice at once")
        return found

    monkeypatch.setattr(Path, "exists", overtaken)
    assert put(store, b"twice at once") == wanted
    assert raced and list(store.addresses()) == [wanted.address]
