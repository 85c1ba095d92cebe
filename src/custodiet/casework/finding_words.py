"""A finding in words: one sentence for the queue, and what was seen in at most 120 words."""

from datetime import date
from typing import Any

from custodiet.detection.wording import day

MOST_WORDS = 120
LANES = {
    "access": "looks alone",
    "contact": "contact alone",
    "joint": "looks and contact together",
    "rule": "a rule of its own",
}
TIERS = {1: "certified", 2: "within the workload", 3: "control sample"}


def sentence(content: dict[str, Any], tally: dict[str, Any] | None) -> str:
    """The finding in one sentence."""
    if tally:
        parts = [_calls(tally), counted(tally["looks"], "look that nothing explains", "looks that nothing explains")]
        return f"{' and '.join(part for part in parts if part)}." if any(parts) else _strongest(content)
    return _strongest(content)


def _calls(tally: dict[str, Any]) -> str:
    number = tally["calls"] + tally["texts"]
    if not number:
        return ""
    each = [counted(tally["calls"], "call", "calls"), counted(tally["texts"], "text", "texts")]
    return f"{number:,} contacts by work telephone ({', '.join(part for part in each if part)})"


def counted(number: int, one: str, many: str) -> str:
    """“1 look”, “2 looks”; nothing of none."""
    return f"{number:,} {one if number == 1 else many}" if number else ""


def _strongest(content: dict[str, Any]) -> str:
    says = [bare(each["says"]) for each in content["evidence"] if each["says"]]
    return f"{says[0]}." if says else "Drawn at random for the control sample."


def bare(says: str) -> str:
    """What a sign says, without its peers, which stand in the list of evidence."""
    return says.split(": of ", maxsplit=1)[0].rstrip(".")


def seen(content: dict[str, Any], tally: dict[str, Any] | None) -> str:
    """What was seen, in at most 120 words: the least weighty sentences go first, and the evidence below has them all."""
    found = date.fromisoformat(content["found_on"])
    start = f"The two came to notice on {day(found)}."
    signs = [each for each in content["evidence"] if each["says"]]
    parts = [f"{bare(each['says'])}." for each in signs]
    weights = [each["e_value"] for each in signs]
    end = []
    if tally and tally["first"]:
        span = f"{day(date.fromisoformat(tally['first']))} to {day(date.fromisoformat(tally['last']))}"
        end = [f"In all the facts, {span}: {sentence(content, tally)}"]
    while parts and _length([start, *parts, *end]) > MOST_WORDS:
        least = min(range(len(parts)), key=lambda each: (weights[each], -each))
        del parts[least], weights[least]
    return " ".join([start, *parts, *end])


def _length(parts: list[str]) -> int:
    return sum(len(part.split()) for part in parts)
