"""The walls around a process that reads an untrusted file. Raised from inside, before the first byte of it is read.

What the kernel offers differs (a container may refuse namespaces, an old kernel has no Landlock), so each wall says
whether it stands. `LIMITS` and `HOOK` always do.
"""

import os
import resource
import signal
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

from custodiet.evidence import syscalls

LIMITS = "limits of memory, time, files and processes"
NETWORK = "a network of its own, with nothing in it"
FILES = "Landlock: no file written, none read but programs and libraries"
CALLS = "seccomp: no socket, no other program"
HOOK = "Python refuses sockets, programs and writing"
_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_NEWIPC = 0x10000000, 0x40000000, 0x08000000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn")
_CHANGES = (
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
    "os.setxattr", "os.removexattr", "os.utime", "os.kill", "os.killpg", "shutil.",
)  # fmt: skip


def stand_up(*, megabytes: int, seconds: int, program: str | None = None) -> tuple[list[str], list[str]]:
    """Raise every wall that this kernel offers. Return those that stand and those that do not.

    `program`: the one program that this reader may start; it may then also write, in its own empty directory.
    """
    limits(megabytes, seconds, program is not None)
    walls: list[tuple[str, Callable[[], bool]]] = [
        (NETWORK, network),
        (FILES, lambda: syscalls.landlock(readable(), (os.getcwd(),) if program else ())),
        (CALLS, lambda: syscalls.seccomp(programs=program is not None)),
    ]
    stand, missing = [LIMITS], list[str]()
    for name, raise_it in walls:
        (stand if raise_it() else missing).append(name)
    hook(program)
    return [*stand, HOOK], missing


def limits(megabytes: int, seconds: int, program: bool) -> None:
    """The kernel's limits, soft and hard, so that they cannot be raised again."""
    space = megabytes << 20
    for what, most in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_FSIZE, 64 << 20 if program else 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    if not program:  # counted over all processes of the user, so it can only be "none more"
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    signal.alarm(10 * seconds + 60)  # whatever becomes of the parent, the kernel ends this process then


def network() -> bool:
    """Leave the machine's network for an empty one."""
    return syscalls.call("unshare", _CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC) or syscalls.call("unshare", _CLONE_NEWNET)


def readable() -> list[str]:
    """What a reader's process needs to go on: Python, its libraries, the time zones. Not the data of the program."""
    here = {str(Path(__file__).resolve().parent.parent), sys.prefix, sys.base_prefix, sys.exec_prefix}
    here |= {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    return [
        path for path in sorted(here | {"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/dev/null", "/dev/urandom"}) if os.path.exists(path)
    ]


def hook(program: str | None) -> None:
    """Have Python itself refuse sockets, programs and writing. The weakest wall, and the one that stands everywhere."""
    home = os.path.realpath(os.getcwd())

    def refuse(event: str, given: tuple[Any, ...]) -> None:
        if event.startswith("socket.") or (event in _PROGRAMS and not (program and _starts(program, event, given))):
            raise PermissionError(f"A reader may not do this: {event}.")
        if event == "open" and isinstance(given[2], int) and given[2] & _WRITING and not _may_write(given[0], program, home):
            raise PermissionError("A reader may not write a file.")
        if event.startswith(_CHANGES) and not (program and event == "os.remove" and _may_write(given[0], program, home)):
            raise PermissionError(f"A reader may not do this: {event}.")

    sys.addaudithook(refuse)


def _starts(program: str, event: str, given: tuple[Any, ...]) -> bool:
    """Whether `program` is what is started, and by its own name, not by a shell."""
    if event not in ("subprocess.Popen", "os.posix_spawn") or not isinstance(given[0], str | bytes):
        return False
    return os.path.basename(os.fsdecode(given[0])) == program


def _may_write(path: Any, program: str | None, home: str) -> bool:
    if path == os.devnull or (bool(program) and isinstance(path, int)):  # a pipe to the program that was started is open already
        return True
    return bool(program) and isinstance(path, str | bytes) and os.path.realpath(os.fsdecode(path)).startswith(home + os.sep)
