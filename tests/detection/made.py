"""Facts written down as tables that a person can read, made into a folder of facts.

    comms
    at                  asset_msisdn   other_e164     direction  kind
    2021-11-24 19:03    07700900471    07700900123    out        call

A blank line ends a table; columns stand apart by two spaces or more; `-` is unknown. Moments are UTC.
"""

import json
import re
from pathlib import Path

from custodiet.detection.fact_files import write
from custodiet.evidence.facts import BY_NAME
from custodiet.evidence.telephone import number

NUMBERS = {"asset_msisdn", "other_e164", "msisdn_e164"}


def facts(folder: Path, text: str, source: str = "made.csv") -> Path:
    """Write the tables of `text` into `folder`."""
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        rows = [line.strip() for line in block.splitlines() if line.strip()]
        table, head, *body = rows
        names = re.split(r"\s{2,}", head)
        lines = folder / f"{table}.jsonl"
        folder.mkdir(exist_ok=True, parents=True)
        made = [_row(table, names, re.split(r"\s{2,}", line), n, source) for n, line in enumerate(body, 1)]
        lines.write_text("\n".join(json.dumps(row) for row in made) + "\n")
        write(table, lines, folder / table / f"{source}.parquet")
        lines.unlink()
    return folder


def _row(table, names, cells, n, source):
    row = {"source_id": source, "line": f"line {n + 1}", "sha256": f"{hash(source) & 0xFFFFFFFF:064x}"}
    for name, cell in zip(names, cells, strict=True):
        if cell != "-":
            row[name] = _cell(BY_NAME[table].column(name).type, name, cell)
    return row


def _cell(kind, name, cell):
    if kind == "integer":
        return int(cell)
    if kind == "yes/no":
        return cell == "yes"
    if kind == "moment":
        return cell.replace(" ", "T") + (":00" if len(cell) == 16 else "")
    return (number(cell).e164 or cell) if name in NUMBERS else cell
