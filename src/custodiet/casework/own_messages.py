"""What an officer wrote beside every answer, message by message.

A row of the response once held every message before it and one more; now each holds its own alone. Both read alike here.
"""

import re
from collections.abc import Iterable

from custodiet.casework.models import Case, ResponsePoint
from custodiet.law.steps import Key
from custodiet.law.vocabulary import ResponsePart

BETWEEN = "\n\n"
DATED = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}: ")
"""How each message begins: a paragraph of the officer's own that repeats the message before is not taken for an older row."""


def messages(case: Case, officer: Key) -> list[str]:
    """Each message of that officer as it was sent, the oldest first."""
    rows = ResponsePoint.objects.filter(case=case, officer=officer, part=ResponsePart.MESSAGE.name).order_by("pk")
    return apart(rows.values_list("text", flat=True))


def apart(texts: Iterable[str]) -> list[str]:
    """The messages of rows in their order."""
    found: list[str] = []
    before = ""
    for text in texts:
        rest = text.removeprefix(f"{before}{BETWEEN}") if before else text
        found.append(rest if DATED.match(rest) else text)
        before = text
    return found
