"""docs/figures.md: every measure with its definition, its source and how sure it is, and what leaves."""

from custodiet.figures.breakdown import DIMENSIONS
from custodiet.figures.cube import PUBLIC
from custodiet.figures.disclosure import BASE, NARROWEST, SMALLEST
from custodiet.figures.measures import BY_KEY, MEASURES


def figures_page() -> str:
    """The page."""
    lines = [
        "# Figures",
        "",
        "Written from `custodiet.figures`; do not edit by hand. Every figure is counted from a frozen snapshot by one function over the",
        "histories of its cases, and is published in one sentence. A changed definition is a new version of its measure.",
        "",
        "| measure | one is one of | what is counted | source | how sure |",
        "|---|---|---|---|---|",
    ]
    for each in MEASURES:
        lines.append(f"| {each.title} (`{each.named}`) | {each.unit} | {each.definition} | {each.source} | {each.sure} |")
    broken = [f"{each.title.lower()}{' (by itself only)' if each.protected else ''}" for each in DIMENSIONS]
    lines += ["", "Each can be broken down by " + ", ".join(broken) + ".", "", "## What leaves", ""]
    lines += [
        "Always the same tables, published by two people. "
        f"A number from 1 to {SMALLEST - 1} is kept back, every other is given to the nearest {BASE}, and",
        f"more are kept back until none can be narrowed to fewer than {NARROWEST} steps by whoever has the rest of the table. A revision",
        "never shows what was kept back, and moves a number only when the truth has moved by more than its rounding; but a published",
        "nought that is no longer true is kept back, because it said that there was nobody.",
        "A covert case is in no snapshot while it is covert.",
        "",
        "| table | rows | columns |",
        "|---|---|---|",
    ]
    titles = {each.key: each.title for each in DIMENSIONS}
    lines += [f"| {BY_KEY[key].title} | {titles[rows]} | {titles.get(columns, 'number')} |" for key, rows, columns in PUBLIC]
    return "\n".join(lines) + "\n"
