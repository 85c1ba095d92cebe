"""Readers that go wrong, behind the same walls as ours: `python -I bad_readers.py` is what the child entry would be.

Each does one thing that a parser taken over by a file might do. They run after the walls have gone up.
"""

import contextlib
import ctypes
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from custodiet.evidence import sandbox_child
from custodiet.evidence.facts import Fact
from custodiet.evidence.reading import Question, Read, Refused, Remark, UnreadableFile

ROW = Fact("message", {"body": "hello", "from": "Dan Example", "at": "2021-11-24T19:03:11"})


def lines(source, answers):
    """Read one record a line; refuse those with a question mark. This one is well behaved."""
    for number, line in enumerate(source.stream, 1):
        text = line.decode()
        if "?" in text:
            yield Refused(f"line {number}", "It asks.", text)
        else:
            yield Read(f"line {number}", (Fact("message", {"body": text.strip(), "at": None, "at_text": "then"}),), "No day.")
    yield Remark("answers", "What was answered.", dict(answers))


def hangs(source, answers):
    yield Read("line 1", (ROW,))
    time.sleep(3600)


def computes(source, answers):
    yield Read("line 1", (ROW,))
    while True:
        pass


def eats(source, answers):
    held = [Read("line 1", (ROW,))]
    yield from held
    while True:
        held.append(bytearray(10 << 20))


def eats_unseen(source, answers):
    """Hand out memory as a library written in C does, and fall over it."""
    yield Read("line 1", (ROW,))
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    while held := libc.malloc(ctypes.c_size_t(64 << 20)):
        ctypes.memset(held, 1, 64 << 20)
    os.abort()


def floods(source, answers):
    fact = Fact("message", {"body": "x" * 100_000})
    while True:
        yield Read("line 1", (fact,))


def floods_in_one_line(source, answers):
    yield Read("line 1", (Fact("message", {"body": "x" * (20 << 20)}),))


def exits(source, answers):
    yield Read("line 1", (ROW,))
    os._exit(7)


def quits(source, answers):
    yield Read("line 1", (ROW,))
    os._exit(0)


def crashes(source, answers):
    yield Read("line 1", (ROW,))
    ctypes.string_at(0)


def raises(source, answers):
    yield Read("line 1", (ROW,))
    raise ValueError("PC Secret rang Ms Secret")


def recurses(source, answers):
    yield Read("line 1", (ROW,))
    deeper()


def deeper():
    deeper()


def refuses(source, answers):
    yield Read("line 1", (ROW,))
    raise UnreadableFile("The file is a photograph. A bill is a table. Ask for the bill.")


def held():
    """What this process holds: for each descriptor whether it is a pipe, a file or else."""
    found = {}
    for each in range(64):
        with contextlib.suppress(OSError):
            mode = os.fstat(each).st_mode
            found[each] = "pipe" if stat.S_ISFIFO(mode) else "file" if stat.S_ISREG(mode) else "device" if stat.S_ISCHR(mode) else "else"
    return found


def says(raw):
    """A reader that has got hold of the pipe and writes `raw` into it."""

    def read(source, answers):
        yield Read("line 1", (ROW,))
        os.write(next(each for each, kind in held().items() if kind == "pipe"), raw)
        yield Read("line 2", (ROW,))

    return read


def writing(what):
    """A reader that tries `what` and tells how it went."""

    def read(source, answers):
        try:
            found = what()
        except OSError as refused:
            yield Remark("refused", f"{type(refused).__name__}", refused.errno)
        else:
            yield Remark("done", repr(found))

    return read


def raw(name, *given):
    """Call the C library behind Python's back, as code that has broken out of a parser would."""

    def go():
        libc = ctypes.CDLL(None, use_errno=True)
        if (got := getattr(libc, name)(*given)) < 0:
            raise OSError(ctypes.get_errno(), name)
        return got

    return go


def raw_open_in(directory, flags):
    """Open a file by the C library, behind Python's back."""
    return raw("open", os.fsencode(Path(directory) / "custodiet-was-here"), flags, 0o600)


def loud(source, answers):
    sys.stdout.write("a library that talks\n")
    sys.stdout.flush()
    os.write(2, b"and complains")
    yield Read("line 1", (ROW,))


def asks(source, answers):
    yield Question("order", "Which comes first?", "Both fit.", ())


def pictures(source, answers):
    """The one kind that may start a program, and write beside it: it tries what it may and what it may not."""
    for name, what in {
        "start tesseract": lambda: subprocess.run(["tesseract", "--version"], capture_output=True, check=True).returncode,
        "start another": lambda: subprocess.run(["/bin/true"], check=True),
        "start a shell": lambda: os.system("tesseract --version"),
        "write here": lambda: Path("note").write_text("x"),
        "remove here": lambda: os.remove("note"),
        "write there": lambda: Path("/tmp/custodiet-was-here").write_text("x"),
        "write there raw": raw_open_in("/tmp", WRITE),
        "open a socket": socket.socket,
    }.items():
        try:
            what()
        except PermissionError:
            yield Remark(name, "refused")
        else:
            yield Remark(name, "done")


WRITE = os.O_WRONLY | os.O_CREAT
READERS = {
    "lines": lines, "hangs": hangs, "computes": computes, "eats": eats, "eats_unseen": eats_unseen, "floods": floods,
    "floods_in_one_line": floods_in_one_line, "exits": exits, "quits": quits, "crashes": crashes, "raises": raises, "recurses": recurses,
    "refuses": refuses, "loud": loud, "asks": asks, "screenshots": pictures,
    "garbage": says(b"\xff\xfe garbage \n"),
    "half_a_character": says(b'["refused","line 1","\\ud800",""]\n'),
    "unknown_table": says(b'["read","line 1","",[["secrets",{"body":"x"}]]]\n'),
    "unknown_column": says(b'["read","line 1","",[["message",{"boddy":"x"}]]]\n'),
    "spoofed_digest": says(b'["read","line 1","",[["message",{"sha256":"x"}]]]\n'),
    "wrong_type": says(b'["read","line 1","",[["comms",{"duration_s":"1"}]]]\n'),
    "no_day": says(b'["read","line 1","",[["message",{"at":"2021-02-30T10:00:00"}]]]\n'),
    "infinite": says(b'["remark","x","y",Infinity]\n'),
    "deep": says(b"[" * 100_000 + b"\n"),
    "lies": says(b'["ended",1,5]\n'),
    "lies_more": says(b'["read","line 9","",[]]\n["read","line 9","",[]]\n'),
    "opens_socket": writing(socket.socket),
    "looks_up": writing(lambda: socket.getaddrinfo("example.org", 80)),
    "opens_socket_raw": writing(raw("socket", 2, 1, 0)),
    "starts": writing(lambda: os.system("true")),
    "forks": writing(os.fork),
    "forks_raw": writing(raw("fork")),
    "writes_here": writing(lambda: Path("note").write_text("x")),
    "writes_there": writing(lambda: Path("/tmp/custodiet-was-here").write_text("x")),
    "writes_there_raw": writing(raw_open_in("/tmp", WRITE)),
    "writes_here_raw": writing(raw_open_in(".", WRITE)),
    "removes": writing(lambda: os.remove("/tmp/custodiet-stays")),
    "reads_passwords": writing(lambda: Path("/etc/passwd").read_text()),
    "kills_parent": writing(raw("kill", os.getppid(), int(signal.SIGTERM))),
    "environment": writing(lambda: sorted(os.environ)),
    "descriptors": writing(lambda: sorted(held().values())),
    "directory": writing(lambda: os.listdir(".")),
}  # fmt: skip


@dataclass
class Bad:
    """A reader of that name."""

    name: str
    read: object
    about: str = "one that goes wrong"
    endings: tuple[str, ...] = (".txt",)


if __name__ == "__main__":
    sandbox_child.main({name: Bad(name, read) for name, read in READERS.items()})
    sys.exit(1)
