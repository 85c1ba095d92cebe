"""Give bytes to a reader as a file, and have what comes of it: the reading, and its facts with their lines."""

import io
import zipfile
from typing import Any

from custodiet.evidence.facts import BY_NAME
from custodiet.evidence.reading import Read, Reader, Reading, Source


def read(reader: Reader, content: str | bytes, name: str, **answers: str) -> tuple[Reading, list[dict[str, Any]]]:
    """The reading, and each fact's values with `table`, `line` and every column of its table."""
    data = content.encode() if isinstance(content, str) else content
    reading = Reading(reader.name)
    facts = []
    for outcome in reader.read(Source(io.BytesIO(data), name, len(data)), answers):
        for fact in reading.take(outcome):
            assert isinstance(outcome, Read)
            blank = dict.fromkeys(column.name for column in BY_NAME[fact.table].columns)
            facts.append({**blank, **fact.values, "table": fact.table, "line": outcome.line})
    assert reading.rows_read + reading.rows_refused == reading.rows_in_file
    return reading, facts


def archive(files: dict[str, str | bytes]) -> bytes:
    """An archive of those files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return packed.getvalue()
