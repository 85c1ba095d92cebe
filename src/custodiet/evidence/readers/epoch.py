"""Moments that a file writes as a number counted from 1970: kept as they stood, read as UTC, or said why not."""

from custodiet.evidence.moments import since_1970
from custodiet.evidence.readers.chat_json import text as whole_signs
from custodiet.evidence.readers.handset_times import When

_LONGEST = 18


def counted(number: object, per_second: int, text: str = "") -> When:
    """The moment of so many parts of a second since 1970. `text`: what stood beside it for a person to read."""
    stood = "" if number is None else whole_signs(str(number)).strip()[:40]
    shown = text or stood
    if not stood:
        return When(shown, None, "The record has no time.")
    if isinstance(number, bool | float) or not (stood.isascii() and stood.lstrip("-").isdecimal()) or len(stood) > _LONGEST:
        unit = {1: "seconds", 1000: "milliseconds"}.get(per_second, "parts of a second")
        return When(shown, None, f"“{stood}” is no number of {unit} since 1970.")
    moment = since_1970(int(stood) / per_second)
    return When(shown, None, moment) if isinstance(moment, str) else When(shown, moment)
