"""Make `demo/exhibits/`: the two stories as the raw files that an investigator would be handed. `--check` compares instead.

    python -m tools.demo_exhibits [--check]

The same bytes come out on every run. What the files hold is in `tools/exhibits/`, what must be found in them in the README there.
"""

import io
import sys
import zipfile
from pathlib import Path

from PIL import Image

from tools.exhibits import figures, one, two

FOLDER = Path(__file__).resolve().parent.parent / "demo" / "exhibits"


def everything() -> dict[str, bytes]:
    """Path below `demo/exhibits/` and bytes of every file."""
    first, second = one.files(), two.files()
    return {"README.md": figures.readme(first, second), **first, **{f"two/{name}": content for name, content in second.items()}}


def alike(one_file: bytes, other: bytes) -> bool:
    """Whether two files hold the same, however their archives and pictures were packed.

    Another build of the compressor packs other bytes; what is packed must not differ.
    """
    if one_file == other:
        return True
    if one_file.startswith(b"PK") and other.startswith(b"PK"):
        first, second = _members(one_file), _members(other)
        return first.keys() == second.keys() and all(alike(first[name], second[name]) for name in first)
    if one_file.startswith(b"\x89PNG") and other.startswith(b"\x89PNG"):
        pictures = [Image.open(io.BytesIO(each)).convert("RGB") for each in (one_file, other)]
        return pictures[0].tobytes() == pictures[1].tobytes()
    return False


def _members(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` name those that differ; the exit status."""
    made, wrong = everything(), []
    there = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()}
    for name, content in made.items():
        path = FOLDER / name
        if "--check" in arguments:
            if not path.is_file() or not alike(path.read_bytes(), content):
                wrong.append(f"demo/exhibits/{name} is not what tools/exhibits makes. Run python -m tools.demo_exhibits.")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    wrong += [f"demo/exhibits/{name} is made by nothing in tools/exhibits. Take it out." for name in sorted(there - made.keys())]
    print("\n".join(wrong) or f"{len(made)} files in demo/exhibits.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
