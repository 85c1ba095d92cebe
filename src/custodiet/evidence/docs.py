"""The page of the manual on evidence, written from the readers and the fact tables."""

from custodiet.evidence.facts import ORIGIN, TABLES, Column
from custodiet.evidence.readers import READERS


def evidence_page() -> str:
    """docs/evidence.md."""
    lines = [
        "# Evidence",
        "",
        "Written from `custodiet.evidence`; do not edit by hand.",
        "",
        "## What can be read",
        "",
        "`custodiet read FILE --as KIND --to FOLDER`. Whatever is read, the rows read and the rows refused add up to the rows in the",
        "file; every refused row is named with its reason, and what a file does not settle is asked, never guessed.",
        "",
        "| kind | what it is | file endings |",
        "|---|---|---|",
    ]
    lines += [f"| `{reader.name}` | {reader.about} | {', '.join(reader.endings)} |" for reader in sorted(READERS, key=lambda one: one.name)]
    lines += [
        "",
        "## The fact tables",
        "",
        "A facts folder holds one Parquet file, or a folder of them, for each table, named as the table. Moments are UTC.",
        "",
        "Every table ends with these columns:",
        "",
        *_columns(ORIGIN),
    ]
    for table in TABLES:
        lines += ["", f"### {table.name}", "", f"{table.about[0].upper()}{table.about[1:]}.", "", *_columns(table.own)]
    return "\n".join(lines) + "\n"


def _columns(columns: tuple[Column, ...]) -> list[str]:
    return ["| column | type | meaning |", "|---|---|---|", *(f"| {each.name} | {each.type} | {each.meaning} |" for each in columns)]
