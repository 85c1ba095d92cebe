"""Extracts for tests: a table in words becomes a file, and a reader reads it."""

import csv
import io
from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from custodiet.evidence.facts import Fact
from custodiet.evidence.reading import Reader, Reading, Source, UnreadableFile


def table(header: str, *rows: str) -> bytes:
    """A CSV file from lines whose cells are parted by bars."""
    return sheet([[cell.strip() for cell in line.split("|")] for line in (header, *rows)])


def sheet(rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def read(reader: Reader, content: bytes, **answers: str) -> tuple[Reading, list[Fact]]:
    """What a reader makes of a file, and its facts. Answers whose key holds a dot are written with two underscores."""
    reading, facts = Reading(reader.name), []
    given = {key.replace("__", "."): answer for key, answer in answers.items()}
    for outcome in reader.read(Source(io.BytesIO(content), "extract.csv", len(content)), given):
        facts += reading.take(outcome)
    return reading, facts


def one(reader: Reader, header: str, row: str, **answers: str) -> dict[str, object]:
    """The values of the only fact of a file of one row."""
    reading, facts = read(reader, table(header, row), **answers)
    assert reading.rows_in_file == 1, reading.refusals
    assert len(facts) == 1, reading.refusals
    return facts[0].values


WORDS = st.sampled_from([
    "", "4471", "P-10234", "CR/1/21", "21/11/2021", "01/02/2021", "2021-11-21 20:31", "20:31", "24:00", "31/31/2021", "Y", "maybe", "RD",
    "AL", "EARLY", "Z9", "07700 900123", "4.477E+11", "7700900123", "victim", "OIC", "1.5", "x" * 300, "\u202e", "99/99/9999",
    "31/10/2021 01:30", "28/03/2021 01:30",
])  # fmt: skip
CELLS = st.one_of(WORDS, st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=12))


def unreadable(reader: Reader, content: bytes) -> str | None:
    """The sentence with which a file is refused as a whole; None where it is read. Any other exception is the test's failure."""
    try:
        read(reader, content)
    except UnreadableFile as why:
        return str(why)
    return None
