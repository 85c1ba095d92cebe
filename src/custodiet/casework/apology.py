"""Whether an apology is one: it says what was wrong, and is not taken back in the same breath."""

import re
from collections.abc import Iterator

_TAKEN_BACK = re.compile(
    r"\b(if (?:you|we|this|that|any|it|there)\b[^.]*|that you (?:felt|feel|think|were made to feel)"
    r"|any (?:distress|upset|offence|inconvenience|harm)[^.]*)",
    re.IGNORECASE,
)
LEAST = 40
"""Characters below which no failing can have been named."""


def faults(words: str) -> Iterator[str]:
    """Sentences on what makes these words no apology; nothing for an apology, or where none is given."""
    text = words.strip()
    if not text:
        return
    if found := _TAKEN_BACK.search(text):
        yield (
            f"The apology says “{found.group().strip()[:60]}”, which leaves open whether anything was wrong. Say what was done wrong, and "
            "that it is regretted; to apologise admits no liability (Compensation Act 2006 s.2)."
        )
    if len(text) < LEAST:
        yield "The apology does not say what is regretted. Name what was done wrong, and what is put right."
