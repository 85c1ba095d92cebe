"""`custodiet work`: reads the exhibits that wait to be read and makes the bundles asked for, one after another, apart from the pages.

One worker at a time holds the lock of the data directory. What a worker that died left half read waits again: a reading is
done anew from the beginning, and its facts come to stand all at once.
"""

import argparse
import contextlib
import fcntl
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections

from custodiet.casework import bundle_work, vault
from custodiet.casework.actions import disposal, forgetting, readings, retention
from custodiet.casework.models import Reading, ReadingState

PAUSE = 1.0
"""Seconds between two looks for work."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--once", action="store_true", help="read what waits now, then stop")


def run(options: argparse.Namespace) -> int:
    """Work until interrupted; 1 where another worker works already."""
    with lock() as held:
        if not held:
            sys.stderr.write("Another worker reads the exhibits of this data directory already. There is nothing to start.\n")
            return 1
        again()
        bundle_work.again()
        vault.sweep()
        disposal.shred_what_is_due()
        retention.finish_disposals()
        forgetting.forget_unsent()
        with contextlib.suppress(KeyboardInterrupt):
            while work() + _bundles() or not options.once:
                time.sleep(0 if options.once else PAUSE)
                close_old_connections()
        return 0


def work() -> int:
    """Read everything that waits; how many readings were done."""
    done = 0
    while (reading := Reading.objects.filter(state=ReadingState.WAITING.value).order_by("pk").first()) is not None:
        try:
            readings.perform(reading)
        except Exception as broken:  # whatever it was, the reading says so, and the next one is read all the same
            _broke(reading, broken)
        done += 1
    return done


def _bundles() -> int:
    """Do what waits for bundles; a job that broke the program has ended, and the next one is done all the same."""
    try:
        return bundle_work.work()
    except Exception as broken:
        sys.stderr.write(f"A job for a bundle ended with {type(broken).__name__}; the exhibits are untouched.\n")
        return 1


def _broke(reading: Reading, broken: Exception) -> None:
    sys.stderr.write(f"Reading {reading.pk} ended with {type(broken).__name__}; the exhibit is untouched.\n")
    said = f"The program failed while it read the file ({type(broken).__name__}). The file is untouched. Report it to whoever maintains it."
    readings.broke(reading=reading, why=said)


def again() -> int:
    """Let what a dead worker left half read wait again; how many."""
    return Reading.objects.filter(state=ReadingState.READING.value).update(state=ReadingState.WAITING.value, rows_so_far=0)


@contextlib.contextmanager
def lock(name: str = "worker.lock") -> Iterator[bool]:
    """Hold the lock of the data directory; False where another process holds it. It goes with the process, however that ends."""
    path = Path(settings.DATA) / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
