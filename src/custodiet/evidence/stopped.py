"""What a reading may cost, and the sentences that say why one was stopped. Each ends with what to do next."""

import signal
from collections.abc import Iterable
from dataclasses import dataclass

from custodiet.evidence.reading import UnreadableFile
from custodiet.evidence.wire import Ended, Failed, Piece

PARTS = "Nothing of it is kept. Ask for the file in parts, such as a month at a time."
REPORT = "Nothing of it is kept. Report this file to whoever maintains the program."


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reading may cost. `seconds`: how long we wait for the reader, and how long it may compute."""

    seconds: int = 900
    megabytes: int = 512
    rows: int = 5_000_000
    output_bytes: int = 4 << 30

    @classmethod
    def of(cls, size: int) -> "Limits":
        """The limits of a file of so many bytes: a small one that takes long is no honest one."""
        return cls(seconds=min(300 + 30 * (size >> 20), 7200))


QUICK = Limits(seconds=30, rows=10_000, output_bytes=4 << 20)


class ReadingFailed(UnreadableFile):
    """The reader was stopped, or broke, or said what no reader says. What it had said till then is not to be kept."""


def late(kind: str, limits: Limits) -> ReadingFailed:
    """It was waited for too long."""
    return ReadingFailed(f"The reader of {kind} was not done after {limits.seconds} seconds and was stopped. {PARTS}")


def long_computing(kind: str, limits: Limits) -> ReadingFailed:
    """The kernel ended it for its use of the processor."""
    return ReadingFailed(f"The reader of {kind} computed for more than {limits.seconds} seconds and was stopped. {PARTS}")


def too_large(kind: str, limits: Limits) -> ReadingFailed:
    """It said too much."""
    most = limits.output_bytes >> 20
    return ReadingFailed(
        f"The reader of {kind} brought forth more than the {most:,} MB that are taken from one file, and was stopped. {PARTS}"
    )


def too_many(limits: Limits) -> ReadingFailed:
    """It found too many records."""
    return ReadingFailed(f"The file has more than {limits.rows:,} records, the most that is read at once. {PARTS}")


def memory(kind: str, limits: Limits) -> ReadingFailed:
    """It wanted more memory than there is for it."""
    return ReadingFailed(
        f"The reader of {kind} needed more than {limits.megabytes} MB for this file and was stopped. A file that grows so when it is "
        "opened is very large, damaged, or made to do harm. Nothing of it is kept. Ask for it in parts, or as it was first exported."
    )


def miscounted(kind: str, said: Ended, came: Ended) -> ReadingFailed:
    """Its count is not ours."""
    return ReadingFailed(
        f"The reader of {kind} said that it had read {said.rows_read:,} records and refused {said.rows_refused:,}, "
        f"but {came.rows_read:,} and {came.rows_refused:,} came. {REPORT}"
    )


def garbled(kind: str, how: str) -> ReadingFailed:
    """It said what no reader says."""
    return ReadingFailed(
        f"The reader of {kind} said something that no reader says ({how}), so it is not believed. Nothing of it is kept. The file may be "
        "made to do harm: report it to whoever maintains the program, and open it nowhere else."
    )


def ended(kind: str, limits: Limits, status: int) -> ReadingFailed:
    """The process ended before the file did, with that status."""
    if status in (-signal.SIGXCPU, -signal.SIGALRM):
        return long_computing(kind, limits)
    if status in (-signal.SIGKILL, -signal.SIGABRT):  # the kernel's want of memory; a library's
        return memory(kind, limits)
    how = f"was ended by the signal {signal.Signals(-status).name}" if status < 0 else f"ended before the file did (status {status})"
    return ReadingFailed(
        f"The reader of {kind} {how}. Nothing of the file is kept. The file is damaged or made to do harm: "
        "ask for it again from where it came, and report it to whoever maintains the program."
    )


def failure(said: Failed | Piece, kind: str, limits: Limits, names: Iterable[str]) -> UnreadableFile:
    """What the reader itself said of its failure, or bytes where it had rows to say. `names`: the kinds that there are."""
    if isinstance(said, Piece):
        return garbled(kind, "a piece of a file")
    match said.why:
        case "unreadable":
            return UnreadableFile(said.says)
        case "memory":
            return memory(kind, limits)
        case "kind":
            return ReadingFailed(f"There is no reader called “{kind}”. There are: {', '.join(names) or 'none'}.")
    return ReadingFailed(
        f"The reader of {kind} broke down over this file ({said.says}): a mistake of the program, not of the file. {REPORT}"
    )
