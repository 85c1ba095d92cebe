"""How a mistake of the program is written to standard error: what kind it was, and where in the program; never its words.

The words of an error may hold a person's data, and so may the address that was asked for. Django alone, outside debugging, would write
nothing at all: whoever runs the program would see a page that says something went wrong, and no more.
"""

import logging
import traceback
from pathlib import Path

OURS = "custodiet"


class Places(logging.Formatter):
    """One line for each mistake: the page's pattern, the error and what it came from, and the places in the program."""

    def format(self, record: logging.LogRecord) -> str:
        """That line."""
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        page = match.route if match else "no page of ours"
        error = record.exc_info[1] if record.exc_info else None
        return f"{self.formatTime(record)} {record.levelname} on {page}: {chain(error) if error else 'no error was raised'}"


def chain(error: BaseException) -> str:
    """The error and those that it came from, each with its places."""
    said: list[str] = []
    while error is not None and len(said) < 5:
        said.append(f"{type(error).__name__} at {', '.join(places(error))}")
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    return "; from ".join(said)


def places(error: BaseException) -> list[str]:
    """Where it passed through our program, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    kept = [frame for frame in frames[:-1] if f"/{OURS}/" in frame.filename] + frames[-1:]
    return [f"{Path(frame.filename).parent.name}/{Path(frame.filename).name} line {frame.lineno}" for frame in kept]
