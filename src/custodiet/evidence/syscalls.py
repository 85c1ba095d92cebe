"""Two defences of the Linux kernel that Python has no words for: Landlock (which files) and seccomp (which calls).

Numbers and structures are those of the kernel's headers: <linux/landlock.h>, <linux/seccomp.h>, <linux/filter.h>, and
the call tables of x86-64 and of the generic table that 64-bit ARM uses. Every function returns whether the wall stands.
"""

import ctypes
import os
import platform
import struct
from collections.abc import Sequence

_LIBC = ctypes.CDLL(None, use_errno=True)
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2

# --- Landlock: call numbers are the same on every machine ---
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_RIGHTS_BY_VERSION = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights over files each version of Landlock knows."""
_SCOPES = 0b11
"""From version 6: no signal to, and no abstract socket of, a process outside."""

# --- seccomp ---
_LOAD, _EQUAL, _AND, _GREATER_OR_EQUAL, _RETURN = 0x20, 0x15, 0x54, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000
_EPERM, _ENOSYS, _THREAD = 1, 38, 0x00010000
_X32 = 0x40000000
_CALLS: dict[str, tuple[int, dict[str, int]]] = {
    "x86_64": (0xC000003E, {
        "socket": 41, "connect": 42, "sendto": 44, "sendmsg": 46, "bind": 49, "listen": 50, "socketpair": 53, "sendmmsg": 307,
        "ptrace": 101, "kill": 62, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161, "unshare": 272, "setns": 308,
        "keyctl": 250, "add_key": 248, "request_key": 249, "bpf": 321, "perf_event_open": 298, "io_uring_setup": 425,
        "userfaultfd": 323, "process_vm_readv": 310, "process_vm_writev": 311, "open_by_handle_at": 304, "pidfd_open": 434,
        "pidfd_getfd": 438, "execve": 59, "execveat": 322, "fork": 57, "vfork": 58, "clone": 56, "clone3": 435,
    }),
    "aarch64": (0xC00000B7, {
        "socket": 198, "connect": 203, "sendto": 206, "sendmsg": 211, "bind": 200, "listen": 201, "socketpair": 199, "sendmmsg": 269,
        "ptrace": 117, "kill": 129, "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51, "unshare": 97, "setns": 268,
        "keyctl": 219, "add_key": 217, "request_key": 218, "bpf": 280, "perf_event_open": 241, "io_uring_setup": 425,
        "userfaultfd": 282, "process_vm_readv": 270, "process_vm_writev": 271, "open_by_handle_at": 265, "pidfd_open": 434,
        "pidfd_getfd": 438, "execve": 221, "execveat": 281, "clone": 220, "clone3": 435,
    }),
}  # fmt: skip
_STARTING = ("execve", "execveat", "fork", "vfork", "clone", "clone3")


def call(name: str, *numbers: int) -> bool:
    """Call a function of the C library; whether it went well."""
    return bool(getattr(_LIBC, name)(*numbers) == 0)


def landlock(readable: Sequence[str], writable: Sequence[str]) -> bool:
    """From here on open nothing but what lies under `readable`, and write nothing but under `writable`."""
    version = _LIBC.syscall(_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1 or not call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    every = (1 << _RIGHTS_BY_VERSION.get(version, 16)) - 1
    rules = struct.pack("=QQQ", every, 0b11 if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    size = 8 if version < 4 else 16 if version < 6 else 24
    held = _LIBC.syscall(_CREATE, rules, ctypes.c_size_t(size), 0)
    if held < 0:
        return False
    try:
        reading = _READ_FILE | _READ_DIR | _EXECUTE
        allowed = [(path, reading) for path in readable] + [(path, every) for path in writable]
        return all(_allow(held, path, rights) for path, rights in allowed) and _LIBC.syscall(_RESTRICT, held, 0) == 0
    finally:
        os.close(held)


def _allow(rules: int, path: str, rights: int) -> bool:
    below = os.open(path, os.O_PATH)
    try:
        if not os.path.isdir(path):  # the kernel refuses rights over directories on what is none
            rights &= _EXECUTE | _READ_FILE | 1 << 1
        return bool(_LIBC.syscall(_ADD, rules, 1, struct.pack("=Qi", rights, below), 0) == 0)
    finally:
        os.close(below)


def seccomp(*, programs: bool) -> bool:
    """From here on the kernel refuses sockets, tracing, mounting and the like; and other programs, unless `programs`."""
    if platform.machine() not in _CALLS or not call("prctl", _NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    machine, numbers = _CALLS[platform.machine()]
    code = _program(machine, {name: number for name, number in numbers.items() if not (programs and name in _STARTING)})
    held = ctypes.create_string_buffer(code)
    whole = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(held))
    return bool(_LIBC.prctl(_SET_SECCOMP, _FILTER, whole, 0, 0) == 0)


def _program(machine: int, refused: dict[str, int]) -> bytes:
    """The filter: another machine's calls are refused, threads may be made, clone3 (which hides its flags) does not exist."""
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _REFUSE | _EPERM)]
    steps += [(_LOAD, 0, 0, 0), (_GREATER_OR_EQUAL, 0, 1, _X32), (_RETURN, 0, 0, _REFUSE | _EPERM)]
    for name, number in refused.items():
        if name == "clone":
            steps += [(_EQUAL, 0, 4, number), (_LOAD, 0, 0, 16), (_AND, 0, 0, _THREAD), (_EQUAL, 1, 0, _THREAD)]
            steps += [(_RETURN, 0, 0, _REFUSE | _EPERM), (_LOAD, 0, 0, 0)]
        else:
            steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE | (_ENOSYS if name == "clone3" else _EPERM))]
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
