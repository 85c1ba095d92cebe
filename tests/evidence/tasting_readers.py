"""Three readers of .txt for the guess of a file's kind: one that takes every line, one that takes none, one that breaks."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bad_readers import Bad, exits, lines, raises

from custodiet.evidence import sandbox_child
from custodiet.evidence.reading import UnreadableFile


def none(source, answers):
    raise UnreadableFile("Not mine.")
    yield


sandbox_child.main(
    {
        "every": Bad("every", lines),
        "none": Bad("none", none),
        "breaks": Bad("breaks", raises),
        "ends": Bad("ends", exits, endings=(".bin",)),
    }
)
