"""`python -m tools.compressed`: writes the vendored style sheets and scripts compressed beside themselves, as the server hands them out."""

import gzip
from importlib.resources import files
from pathlib import Path

VENDOR = Path(str(files("custodiet.web") / "static" / "vendor"))


def main() -> None:
    """Write each anew; the same file gives the same bytes."""
    for path in sorted(each for each in VENDOR.rglob("*") if each.suffix in {".css", ".js"}):
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
