"""Change the source in small ways, one at a time, and see that a test notices each: `python -m tools.mutate`.

Changes are: a whole number becomes the next one, a comparison becomes its neighbour, `and` becomes `or`, `not` goes,
True becomes False, and each the other way round. A change no test notices is printed; the exit status is then 1.

    python -m tools.mutate                               every change in src/custodiet/law, against tests/law
    python -m tools.mutate --sample 200                  two hundred of them, always the same ones
    python -m tools.mutate --numbers src/custodiet/law/rules/reviews.py

Every change is tried in a process of its own, forked from one that has already loaded pytest, and nothing is written to
disk: an import hook hands the changed text to Python.
"""

import argparse
import ast
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent

COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
# Arguments that say how a class is built, not what it means.
UNTOUCHED_KEYWORDS = {"frozen", "slots", "kw_only", "repr", "compare", "strict"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: in `file`, as `source` was when it was read, the bytes from `start` to `end` become `after`."""

    file: Path
    source: bytes = field(repr=False)
    line: int
    start: int
    end: int
    before: str
    after: str
    number: bool

    def text(self) -> bytes:
        """The whole file, changed."""
        return self.source[: self.start] + self.after.encode() + self.source[self.end :]

    def __str__(self) -> str:
        line = self.source.decode().splitlines()[self.line - 1].strip()
        where = self.file.relative_to(ROOT) if self.file.is_relative_to(ROOT) else self.file
        return f"{where}:{self.line}: {self.before} -> {self.after}\n    {line}"


def _worth_visiting(node: ast.AST) -> Iterator[ast.AST]:
    """`node` and what is below it, without annotations, texts with fields, and arguments that build classes."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, ast.JoinedStr):
                continue
            if isinstance(child, ast.keyword) and child.arg in UNTOUCHED_KEYWORDS:
                continue
            yield from _worth_visiting(child)


class Source:
    """One file, and where its expressions stand in it, in bytes."""

    def __init__(self, file: Path) -> None:
        self.file, self.bytes = file, file.read_bytes()
        self.lines = [0]
        for line in self.bytes.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def start(self, node: ast.expr) -> int:
        """Where `node` begins."""
        return self.lines[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr) -> int:
        """Where `node` ends."""
        return self.lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)

    def change(self, start: int, end: int, after: str, number: bool = False) -> Change:
        """The change of these bytes."""
        line = self.bytes.count(b"\n", 0, start) + 1
        return Change(self.file, self.bytes, line, start, end, self.bytes[start:end].decode(), after, number)

    def between(self, left: ast.expr, right: ast.expr, old: str, new: str) -> Change:
        """The change of the operator `old` that stands between two expressions."""
        start = self.bytes.index(old.encode(), self.end(left), self.start(right))
        return self.change(start, start + len(old), new)

    def of(self, node: ast.AST) -> Iterator[Change]:
        """The changes that can be made to `node` itself."""
        match node:
            case ast.Constant(value=bool(value)):
                yield self.change(self.start(node), self.end(node), str(not value))
            case ast.Constant(value=int(value)):
                yield self.change(self.start(node), self.end(node), str(value + 1), number=True)
            case ast.Compare():
                operands = [node.left, *node.comparators]
                for operator, left, right in zip(node.ops, operands, operands[1:], strict=False):
                    yield self.between(left, right, *COMPARISONS[type(operator)])
            case ast.BoolOp():
                words = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
                for left, right in pairwise(node.values):
                    yield self.between(left, right, *words)
            case ast.UnaryOp(op=ast.Not()):
                yield self.change(self.start(node), self.start(node) + len("not"), "")


def changes(file: Path) -> list[Change]:
    """Every change that can be made in `file`, in order."""
    source = Source(file)
    found = [change for node in _worth_visiting(ast.parse(source.bytes)) for change in source.of(node)]
    return sorted(found, key=lambda change: change.start)


class Hook(MetaPathFinder, InspectLoader):
    """Hands Python the changed text of one module."""

    def __init__(self, change: Change, module: str) -> None:
        self.change, self.module = change, module

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Answer for the changed module only."""
        if fullname != self.module:
            return None
        spec = spec_from_loader(fullname, self, origin=str(self.change.file), is_package=self.is_package(fullname))
        if spec and self.is_package(fullname):
            spec.submodule_search_locations = [str(self.change.file.parent)]
        return spec

    def is_package(self, fullname: str) -> bool:
        """Whether the changed file is an `__init__.py`."""
        return self.change.file.name == "__init__.py"

    def get_source(self, fullname: str) -> str:
        """The changed text."""
        return self.change.text().decode()


def module_name(file: Path, root: Path) -> str:
    """`root/custodiet/law/calendar.py` is `custodiet.law.calendar`."""
    parts = list(file.relative_to(root).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def start(change: Change | None, root: Path, words: Sequence[str], seconds: int) -> int:
    """Fork a process that runs pytest with the change made; return its id. It ends itself after `seconds`."""
    child = os.fork()
    if child:
        return child
    signal.alarm(seconds)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    # A run only has to pass or fail, so it goes without the plug-ins and the explanations that make it three times as long.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    status = 1
    try:
        if change:
            sys.meta_path.insert(0, Hook(change, module_name(change.file, root)))
        status = int(pytest.main(["-x", "-q", "-p", "no:django", "-p", "no:cacheprovider", "-p", "no:xdist", "--assert=plain", *words]))
    finally:
        os._exit(status)


def unnoticed(every: Sequence[Change], root: Path, words: Sequence[str], workers: int, seconds: int) -> list[Change]:
    """The changes that no test notices. A run that takes too long has noticed."""
    waiting, survived = list(reversed(every)), []
    running: dict[int, Change] = {}
    while waiting or running:
        while waiting and len(running) < workers:
            change = waiting.pop()
            running[start(change, root, words, seconds)] = change
        child, status = os.wait()
        change = running.pop(child)
        if status == 0:
            survived.append(change)
            print(f"\nNOT NOTICED  {change}", flush=True)
        done = len(every) - len(waiting) - len(running)
        if done % 50 == 0:
            print(f"{done} of {len(every)} tried, {len(survived)} not noticed", flush=True)
    return survived


def main(argv: Sequence[str] | None = None) -> int:
    """Try the changes asked for; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutate", description="Change the source; a test must notice.")
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "src" / "custodiet" / "law"])
    parser.add_argument("--root", type=Path, default=ROOT / "src", help="the directory that imports begin at")
    parser.add_argument("--tests", nargs="+", default=["tests/law"], help="what to hand to pytest")
    parser.add_argument("--numbers", action="store_true", help="change numbers only")
    parser.add_argument("--sample", type=int, help="try this many, chosen evenly and always the same")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(argv)

    files = [f for path in options.paths for f in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    every = [change for f in files for change in changes(f.resolve()) if change.number or not options.numbers]
    if options.sample and options.sample < len(every):
        every = random.Random(0).sample(every, options.sample)

    root = options.root.resolve()
    begun = time.monotonic()
    _, status = os.waitpid(start(None, root, options.tests, 600), 0)
    if status:
        print("The tests fail (or take ten minutes) before anything is changed. Mend that first.")
        return 2
    took = time.monotonic() - begun
    print(f"{len(every)} changes in {len(files)} files; the tests take {took:.1f} s unchanged.", flush=True)
    survived = unnoticed(every, root, options.tests, options.workers, int(took * options.workers * 2) + 10)
    print(f"{len(every)} changes tried, {len(every) - len(survived)} noticed, {len(survived)} not.")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
