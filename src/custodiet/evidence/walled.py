"""The process behind the walls, as seen from outside: how it is started, fed, listened to and ended."""

import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from custodiet.evidence import stopped
from custodiet.evidence.reading import Remark
from custodiet.evidence.stopped import QUICK, Limits
from custodiet.evidence.wire import LONGEST_LINE, Ended, Failed, Garbled, Said, unpack

ENTRY = ("-m", "custodiet.evidence.sandbox_child")
IN_MEMORY = 64 << 20
"""Bytes up to which a stream that is no file is handed over in memory; beyond, in a file without a name."""
PIPE = 1 << 20
OFTEN = 0.5
"""Seconds between two looks at how far it is."""


@dataclass(slots=True)
class Child:
    """A process behind the walls, and the descriptor of the file that it was handed."""

    process: subprocess.Popen[bytes]
    descriptor: int | None

    def ask(self, request: dict[str, Any], limits: Limits) -> None:
        """Say what is to be done."""
        whole = request | {"descriptor": self.descriptor, "seconds": limits.seconds, "megabytes": limits.megabytes}
        assert self.process.stdin
        with contextlib.suppress(BrokenPipeError), self.process.stdin as pipe:  # if it died at once, `lines` says so
            pipe.write(json.dumps(whole).encode())

    def remarks(self, request: dict[str, Any]) -> list[Remark]:
        """The answer to a small question."""
        self.ask(request | {"kind": ""}, QUICK)
        found = []
        for said in self.lines("no kind", QUICK):
            match said:
                case Remark():
                    found.append(said)
                case Ended():
                    break
                case Failed():
                    raise stopped.failure(said, "no kind", QUICK, ())
        return found

    def lines(self, kind: str, limits: Limits, tell: Callable[[], None] = lambda: None) -> Iterator[Said]:
        """What it says, line by line. Only the time that we wait for it counts against it. `tell` is called every second or so."""
        rest, taken, left, told = bytearray(), 0, float(limits.seconds), 0.0
        while True:
            began = time.monotonic()
            piece = self._piece(min(left, OFTEN))
            now = time.monotonic()
            left -= now - began
            if now - told > OFTEN:
                told = now
                tell()
            if piece is None:
                if left <= 0:
                    raise stopped.late(kind, limits)
                continue
            if not piece:
                raise stopped.ended(kind, limits, self._status())
            taken += len(piece)
            rest += piece
            if taken > limits.output_bytes or (len(rest) > LONGEST_LINE and b"\n" not in rest):
                raise stopped.too_large(kind, limits)
            *whole, rest = rest.split(b"\n")
            for line in whole:
                try:
                    yield unpack(line)
                except Garbled as wrong:
                    raise stopped.garbled(kind, str(wrong)) from None

    def _piece(self, seconds: float) -> bytes | None:
        """What it has said since; b"" if it has ended; None if it says nothing in time."""
        assert self.process.stdout
        wait = select.poll()
        wait.register(self.process.stdout, select.POLLIN)
        return os.read(self.process.stdout.fileno(), PIPE) if wait.poll(max(0.0, seconds) * 1000) else None

    def _status(self) -> int:
        """The status it left. One that has closed the pipe and lives on is taken as killed, which it soon is."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(timeout=5)
        return -signal.SIGKILL

    def stop(self) -> None:
        """End it and whatever it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


@contextlib.contextmanager
def child(entry: tuple[str, ...], descriptor: int | None = None) -> Iterator[Child]:
    """A fresh process: nothing of our environment, no descriptor but the file's, an empty directory to stand in."""
    with tempfile.TemporaryDirectory(prefix="custodiet-reading-", ignore_cleanup_errors=True) as empty:
        process = subprocess.Popen(
            [sys.executable, "-I", *entry],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=() if descriptor is None else (descriptor,),
            env={"TMPDIR": empty, "PATH": "/usr/local/bin:/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"},
            cwd=empty,
            start_new_session=True,
        )
        running = Child(process, descriptor)
        try:
            assert process.stdout
            with contextlib.suppress(OSError, AttributeError):  # only speed; a user may have no more such pipes left
                fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, PIPE)
            yield running
        finally:
            running.stop()


@contextlib.contextmanager
def descriptor(file: Path | BinaryIO) -> Iterator[tuple[int, int]]:
    """A descriptor that can only be read, at the beginning of the file, and the file's size."""
    held = os.open(file, os.O_RDONLY) if isinstance(file, Path) else _copied(file)
    try:
        yield held, os.fstat(held).st_size
    finally:
        os.close(held)


def _copied(stream: BinaryIO) -> int:
    """A stream as something that can be sought in: in memory if it is small, else in a file without a name."""
    start = stream.read(IN_MEMORY)
    with os.fdopen(os.memfd_create("exhibit"), "wb") if len(start) < IN_MEMORY else tempfile.TemporaryFile() as whole:
        whole.write(start)
        shutil.copyfileobj(stream, whole, 1 << 20)
        whole.flush()
        return os.open(f"/proc/self/fd/{whole.fileno()}", os.O_RDONLY)
