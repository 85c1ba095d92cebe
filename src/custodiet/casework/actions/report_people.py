"""Who stands in a case that came from a report: what each is in it, and whose the safe contact is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from custodiet.casework.actions.report_door import DOOR
from custodiet.casework.models import Part, ReportWay

FRESH = timedelta(days=90)
"""How long what was said about safe contact is relied on before it is asked again."""
NAMELESS = "A person who gave no name"


@dataclass(frozen=True, slots=True)
class InIt:
    """Somebody of a report. `is_reached`: what was said about safe contact was said of them."""

    part: Part
    key: str
    name: str
    is_reached: bool = False


def people_in(way: ReportWay, answers: dict[str, Any], *, complaint: bool) -> Iterator[InIt]:
    """Everybody a report speaks for; not whom it is about, who is put on record once it is known who that is.

    Where somebody tells it for another, the ways of contact are those of whoever tells it: nothing was asked of the other.
    """
    teller, harmed = answers.get("name", {}).get("name") or NAMELESS, answers.get("them", {}).get("name", "")
    first = (Part.COMPLAINANT, "complainant")
    if way is ReportWay.PERSON:
        yield InIt(*(first if complaint else (Part.VICTIM, "victim-1")), teller, is_reached=True)
    elif way is ReportWay.OFFICER:
        yield InIt(*(first if complaint else (Part.VICTIM, "victim-1")), harmed or NAMELESS, is_reached=True)
        if taker := answers.get(DOOR, {}).get("name") or answers.get("taken", {}).get("officer"):
            yield InIt(Part.WITNESS, "witness-1", taker)
    else:
        other = (Part.WITNESS, "witness-1") if way is ReportWay.COLLEAGUE else (Part.INTERESTED, "interested-1")
        yield InIt(*(first if complaint else other), teller, is_reached=True)
        if harmed:
            yield InIt(Part.VICTIM, "victim-1", harmed)


def contact_in(answers: dict[str, Any], asked_on: date) -> dict[str, Any]:
    """What was said about being reached, as the record of safe contact keeps it; nothing where nothing was asked."""
    if "reach" not in answers:
        return {}
    said = {**answers.get("careful", {}), **answers["reach"]}
    ways = set(said.get("ways", []))
    safe = {f"safe_to_{way}": f"safe_to_{way}" in ways for way in ("call", "voicemail", "text", "email", "post")}
    texts = ("phone", "email", "post", "best_times", "never_tell", "safe_word", "ask_for", "caller", "adaptations")
    ticks = ("announce", "shared_device", "plain_envelope")
    return {
        **safe, **{name: str(said.get(name, "")) for name in texts}, **{name: bool(said.get(name)) for name in ticks},
        "someone_else": str(said.get("someone", "")) if "someone" in ways else "",
        "away_from": str(answers.get("person", {}).get("again", "")), "asked_on": asked_on, "review_on": asked_on + FRESH,
    }  # fmt: skip
