"""Make the hostile files: `python -m tests.evidence.hostile.make FOLDER`. The same bytes on every run; none is kept in the repository."""

import sys
from pathlib import Path

from tests.evidence.hostile import archives, books, letters, markup, pages, pictures, texts
from tests.evidence.hostile.entry import Hostile

FILES: tuple[Hostile, ...] = tuple(
    sorted(
        (each for family in (archives, books, letters, markup, pages, pictures, texts) for each in family.FILES), key=lambda each: each.name
    )
)


def make(folder: Path, heavy: bool = True) -> int:
    """Write the files into a folder; how many."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [each for each in FILES if heavy or not each.heavy]
    for each in chosen:
        (folder / each.name).write_bytes(each.make())
    return len(chosen)


if __name__ == "__main__":
    print(f"{make(Path(sys.argv[1]))} files made.")  # noqa: T201 (what it did is what it says)
