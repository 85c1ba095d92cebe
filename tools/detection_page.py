"""The page of the manual on detection: what the program says of itself, and the specifications that its tests hold, as examples."""

from pathlib import Path

from custodiet.detection.docs import detection_page

SPECS = Path(__file__).resolve().parent.parent / "tests" / "detection" / "spec"
HEAD = """
## Examples

Each is a specification that the tests hold: plain Python, DuckDB and Spark give these verdicts. Facts first, then after `=>` what
becomes of each look. Moments are UTC, `-` is unknown.
"""
SIGNS = """
## Examples of the signs

As of the end of 31 March 2024. A sign that is weighed has a count (plain Python, DuckDB and Spark agree on it); one outside the score
has words that it says, or nothing. `missing`: it says what it lacks, and weighs nothing either way. `without`: the same facts less
that table.
"""


def page() -> str:
    """docs/detection.md."""
    numbered = sorted(SPECS.glob("T*.txt"), key=lambda path: int(path.stem[1:]))
    looks = "".join(_example(path) for path in (*numbered, SPECS / "hot.txt"))
    return detection_page() + HEAD + looks + SIGNS + "".join(_example(path) for path in sorted((SPECS / "signs").glob("*.txt")))


def _example(path: Path) -> str:
    """One specification, its sentence above its tables."""
    about, tables = path.read_text(encoding="utf-8").strip().split("\n\n", 1)
    name = "A record that was declared hot" if path.stem == "hot" else path.stem
    return f"\n### {name}\n\n{about}\n\n```\n{tables}\n```\n"
