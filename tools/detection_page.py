"""The page of the manual on detection: what the program says of itself, and the specifications that its tests hold, as examples."""

from pathlib import Path

from custodiet.detection.docs import detection_page

SPECS = Path(__file__).resolve().parent.parent / "tests" / "detection" / "spec"
HEAD = """
## Examples

Each is a specification that the tests hold: plain Python, DuckDB and Spark give these verdicts. Facts first, then after `=>` what
becomes of each look. Moments are UTC, `-` is unknown.
"""


def page() -> str:
    """docs/detection.md."""
    return detection_page() + HEAD + "".join(_example(path) for path in sorted(SPECS.glob("*.txt"), key=_place))


def _place(path: Path) -> tuple[str, int]:
    return path.stem[0], int(path.stem[1:])


def _example(path: Path) -> str:
    """One specification, its sentence above its tables."""
    about, tables = path.read_text(encoding="utf-8").strip().split("\n\n", 1)
    return f"\n### {path.stem}\n\n{about}\n\n```\n{tables}\n```\n"
