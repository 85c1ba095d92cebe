"""The store's process is killed, at every line and at any moment: nothing acknowledged is lost, nothing stands half there."""

import fcntl
import hmac
import io
import os
import random
import shutil
import signal
import struct
import sys
import tempfile
import termios
import time
from hashlib import sha256
from pathlib import Path

import pytest

from custodiet.evidence import durable, found_damaged, sealed
from custodiet.evidence import store as whole
from custodiet.evidence.store import CHUNK, Keys, Store, Stored

CASE = "case-1"


@pytest.fixture
def folder():
    """A folder in memory, where there is one: what a killed process wrote the kernel has, and no disk need be waited for."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as made:
        yield Path(made)


def opened(folder):
    return Store(folder / "store", Keys(folder / "keys" / "key"))


def data(number):
    """The bytes of upload `number`: known to both processes. Each is another; a few are of more than one chunk."""
    size = CHUNK + 7 if number % 9 == 2 else 1000 * (number % 9)
    return (sha256(b"%d" % number).digest() * (size // 32 + 1))[: size + 1]


def uploading(folder, numbers, before=lambda: None):
    """A process that puts one after the other and acknowledges each by its number. Returns its id and where to listen."""
    listen, say = os.pipe()
    child = os.fork()
    if child:
        os.close(say)
        return child, listen
    try:
        store = opened(folder)
        before()
        for number in numbers:
            store.put(io.BytesIO(data(number)), case=CASE)
            os.write(say, struct.pack("=Q", number))
    finally:
        os._exit(0)


def acknowledged(child, listen):
    """The numbers that the process acknowledged before it ended, and whether it was killed."""
    with os.fdopen(listen, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return [number for (number,) in struct.iter_unpack("=Q", said)], os.WIFSIGNALED(status)


def check(folder, tried, acked):
    """Everything acknowledged opens; everything that stands there is whole, and is something that was put."""
    store = opened(folder)
    for number in acked:
        stored = store.put(io.BytesIO(data(number)), case=CASE)  # found again, not written again
        with store.open(stored, case=CASE) as stream:
            assert stream.read() == data(number)
    known = {}
    if (folder / "store" / "cases" / CASE).exists():
        key = store._case_key(CASE)
        digests = ((sha256(bytes_), len(bytes_)) for bytes_ in map(data, tried))
        known = {hmac.new(key, d.digest(), "sha256").hexdigest(): Stored("", d.hexdigest(), size) for d, size in digests}
    for address in store.addresses():
        wanted = known[address]
        store.verify(Stored(address, wanted.sha256, wanted.size), case=CASE)


FILES = {each.__file__ for each in (whole, sealed, durable, found_damaged)}


def killer(at):
    """Kill this process at the `at`-th line of the store that it comes to."""
    left = [at]

    def trace(frame, event, argument):
        if frame.f_code.co_filename not in FILES:
            return None
        left[0] -= event == "line"
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return lambda: sys.settrace(trace)


def kill_at_lines(folder, every):
    line, killed = 1 - every, True
    while killed:
        line += every
        here = folder / str(line)
        here.mkdir()
        acked, killed = acknowledged(*uploading(here, [2, 3, 2], killer(line)))
        check(here, [2, 3], acked)
        check(here, [2, 3], [2, 3])  # puts them again: whatever was left behind stops nobody
        shutil.rmtree(here)
    assert line > 300  # it did come by all those lines
    assert acked == [2, 3, 2]


def test_a_process_killed_at_every_ninth_line_that_it_comes_to_leaves_nothing_half_done(folder):
    kill_at_lines(folder, 9)


@pytest.mark.long
def test_a_process_killed_at_any_line_that_it_comes_to_leaves_nothing_half_done(folder):
    kill_at_lines(folder, 1)


def kill_at_any_moment(folder, times):
    rng, tried, acked = random.Random(times), [], []
    for turn in range(times):
        numbers = range(50 * turn, 50 * turn + 50)
        child, listen = uploading(folder, numbers)
        wait_for(listen, rng.randrange(4))
        time.sleep(rng.random() * 0.005)
        os.kill(child, signal.SIGKILL)
        done, killed = acknowledged(child, listen)
        assert killed
        tried += numbers
        acked += done
    check(folder, tried, acked)
    assert len(acked) > times  # they were killed at work


def wait_for(listen, count):
    """Wait until so many are acknowledged, without taking them out of the pipe."""
    while struct.unpack("i", fcntl.ioctl(listen, termios.FIONREAD, bytes(4)))[0] < 8 * count:
        time.sleep(0.0005)


def test_forty_processes_killed_at_any_moment_lose_nothing_they_acknowledged(folder):
    kill_at_any_moment(folder, 40)


@pytest.mark.long
def test_five_hundred_processes_killed_at_any_moment_lose_nothing_they_acknowledged(folder):
    kill_at_any_moment(folder, 500)


def test_processes_that_begin_at_once_agree_on_the_keys(folder):
    for turn in range(20):
        here = folder / str(turn)
        here.mkdir()
        together = [uploading(here, [1, 2]) for _ in range(3)]
        assert [acknowledged(*each)[0] for each in together] == [[1, 2]] * 3
        check(here, [1, 2], [1, 2])
        assert len(list(opened(here).addresses())) == 2


def test_a_file_is_on_the_disk_before_its_name_and_its_name_before_it_is_acknowledged(tmp_path, monkeypatch):
    store = opened(tmp_path)
    store.put(io.BytesIO(b"first"), case=CASE)  # the keys are there
    done, fsync, replace = [], os.fsync, os.replace

    def note_fsync(descriptor):
        done.append(("fsync", os.path.basename(os.readlink(f"/proc/self/fd/{descriptor}"))))
        fsync(descriptor)

    def note_replace(old, new):
        done.append(("rename", os.path.basename(old)))
        replace(old, new)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "replace", note_replace)
    stored = store.put(io.BytesIO(b"second"), case=CASE)
    renamed = next(name for what, name in done if what == "rename")
    assert done.index(("fsync", renamed)) < done.index(("rename", renamed)) < done.index(("fsync", stored.address[2:4]))
