"""Texts that a person names on the command line: read as UTF-8, and refused in a sentence where they are none."""

import csv
import io
from pathlib import Path

MOST_BYTES = 100_000_000


class WrongText(Exception):
    """A file that is no text, or not the one that was meant. The message says which and what to do."""


def text_of(path: Path) -> str:
    """What that file says, without the mark that some programs set at its head. Raises WrongText."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WrongText(f"{path} is larger than {MOST_BYTES // 1_000_000} MB. Look which file was meant.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as wrong:
        raise WrongText(f"{path} cannot be read: {wrong.strerror}.") from wrong
    except UnicodeDecodeError as wrong:
        raise WrongText(f"{path} is not written in UTF-8. Save it again as UTF-8, or look which file was meant.") from wrong


def table_of(path: Path) -> list[dict[str, str]]:
    """The rows of that CSV file, each by its headers. Raises WrongText."""
    try:
        return list(csv.DictReader(io.StringIO(text_of(path), newline=""), strict=True))
    except csv.Error as wrong:
        raise WrongText(f"{path} is no CSV file: {wrong}. Save it again as CSV, with quotation marks about text.") from wrong


def said(wrong: BaseException) -> str:
    """What to say of it: of a file that the system does not give, its name and why."""
    if isinstance(wrong, OSError) and wrong.filename:
        return f"{wrong.filename}: {wrong.strerror}. Nothing was done with it."
    return str(wrong)
