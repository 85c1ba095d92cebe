"""Every hostile file is refused or read with a sentence, in bounded time and memory, by every reader it may be given to.

Most are tried without walls, so that the readers themselves are held; those that are heavy, and a few of each family, behind
the walls as in life. `python -m tests.evidence.hostile.make FOLDER` writes them out.
"""

import io
import resource
import signal
import time
from itertools import groupby

import pytest

from custodiet.evidence.readers import READERS
from custodiet.evidence.readers.extract import Extract
from custodiet.evidence.reading import Read, Reading, Refused, Remark, Source, UnreadableFile
from custodiet.evidence.sandbox import Limits, read_untrusted
from custodiet.evidence.wire import pack, unpack
from tests.evidence.hostile.make import FILES, make

LONGEST = 10
"""Seconds of computing that a file may cost a reader here."""
LIGHT = [each for each in FILES if not each.heavy]
HEAVY = [each for each in FILES if each.heavy]
NAMED = {reader.name: reader for reader in READERS}


def every(hostile):
    """The readers that take files with such an ending."""
    return [reader for reader in READERS if hostile.name.endswith(reader.endings) or reader.name == hostile.kind]


def plausible(hostile):
    """The same, but of the many extracts, which are one reader with different words, two for each file in turn."""
    extracts = [reader for reader in every(hostile) if isinstance(reader, Extract)]
    turn = sum(hostile.name.encode())
    chosen = {extracts[(turn + step) % len(extracts)].name for step in (0, 7)} if extracts else set()
    return [reader for reader in every(hostile) if not isinstance(reader, Extract) or reader.name in chosen | {hostile.kind}]


@pytest.fixture(autouse=True)
def without_text_search(monkeypatch):
    """The text in pictures is another program's work, with a limit of its own."""
    monkeypatch.setattr("custodiet.evidence.readers.screenshots.words", lambda picture: Remark("no text", "Not looked for."))


@pytest.fixture(autouse=True)
def bell():
    """A reader that hangs is a failure, not a wait."""

    def ring(*_):
        raise AssertionError(f"The reader was not done after {6 * LONGEST} seconds.")

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(6 * LONGEST)
    yield
    signal.alarm(0)


def tried(reader, hostile, data):
    """What the reader made of it: the reading, and every sentence it said. Fails where something else than a sentence comes."""
    reading, began = Reading(reader.name), time.process_time()
    sentences = []
    try:
        for outcome in reader.read(Source(io.BytesIO(data), hostile.name, len(data)), {}):
            assert unpack(pack(outcome).rstrip(b"\n")) is not None  # it passes the wall: no half characters, nothing without measure
            reading.take(outcome)
    except UnreadableFile as refused:
        sentences.append(str(refused))
        assert (len(str(refused)) > 20 and str(refused)[0].isupper()) or str(refused)[0] in "“"
    assert time.process_time() - began < LONGEST
    assert reading.rows_in_file == reading.rows_read + reading.rows_refused
    assert all(each.reason.strip() and each.line for each in reading.refusals)
    sentences += (
        [each.reason for each in reading.refusals] + [each.says for each in reading.remarks] + [each.asks for each in reading.questions]
    )
    return reading, sentences


@pytest.mark.parametrize("hostile", LIGHT, ids=lambda each: each.name)
def test_a_hostile_file_is_refused_or_read_with_a_sentence(hostile):
    data = hostile.make()
    readers = plausible(hostile)
    said = {reader.name: tried(reader, hostile, data)[1] for reader in readers}
    if hostile.says and hostile.kind in NAMED:
        assert any(hostile.says in sentence for sentence in said[hostile.kind]), said[hostile.kind][:5]


@pytest.mark.slow
@pytest.mark.parametrize("hostile", HEAVY, ids=lambda each: each.name)
def test_a_heavy_file_is_stopped_behind_the_walls_and_this_process_does_not_grow(hostile):
    data = hostile.make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for reader in [NAMED[hostile.kind]] if hostile.kind else plausible(hostile)[-1:]:
        rows = sentences = 0
        words = ""
        try:
            for outcome in read_untrusted(io.BytesIO(data), hostile.name, reader.name, {}, limits=Limits(seconds=20, megabytes=512)):
                rows += isinstance(outcome, Read)
                sentences += isinstance(outcome, Refused | Remark)
        except UnreadableFile as refused:
            words = str(refused)
        assert rows or sentences or len(words) > 20
        if reader.name == hostile.kind:
            assert hostile.says in words
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000


@pytest.mark.parametrize(
    "hostile", [next(of) for _, of in groupby(LIGHT, key=lambda each: each.name.partition("-")[0])], ids=lambda each: each.name
)
def test_one_of_each_family_goes_through_the_walls(hostile):
    for reader in plausible(hostile)[:2]:
        try:
            outcomes = list(read_untrusted(io.BytesIO(hostile.make()), hostile.name, reader.name, {}, limits=Limits(seconds=40)))
        except UnreadableFile as refused:
            assert "Report this file" not in str(refused)  # that is said of a mistake of ours
            assert len(str(refused)) > 20
        else:
            assert outcomes


def test_there_are_at_least_two_hundred_and_they_are_the_same_bytes_on_every_run(tmp_path):
    assert len(FILES) >= 200
    assert make(tmp_path, heavy=False) == len(LIGHT)
    for each in LIGHT[::20]:
        assert (tmp_path / each.name).read_bytes() == each.make()


def test_every_reader_is_given_hostile_files():
    tried_by = {reader.name for each in LIGHT for reader in plausible(each)}
    assert tried_by == set(NAMED)
