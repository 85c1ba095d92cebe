"""The report of an import as CSV: every row, what becomes of it, and why. No cell of it can be taken for a formula."""

import csv
import io
from collections.abc import Iterable

from custodiet.casework.imports.plan import Verdict
from custodiet.web.account.sheet import plain

HEAD = ("table", "file", "row", "fate", "done", "why")


def report(told: Iterable[tuple[Verdict, str]]) -> str:
    """The text of the report: of each row its fate, and what was done with it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for verdict, done in told:
        row = verdict.row
        writer.writerow([plain(cell) for cell in (row.table, row.file, row.number, verdict.fate.value, done, verdict.why)])
    return out.getvalue()
