"""A finding in words: one sentence for the queue, and what was seen in at most 120 words."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from custodiet.casework.models import TABLES_OF, Source
from custodiet.detection.telling import NOT_IN_THE_FILES
from custodiet.detection.wording import day

MOST_WORDS = 120
LANES = {
    "access": "looks alone",
    "contact": "contact alone",
    "joint": "looks and contact weighed together",
    "rule": "a rule of its own",
}
TIERS = {1: "certified", 2: "within the workload", 3: "control sample"}
BY_RULE = "by rule"
RELATIONS = {"none": "nothing that is on record"}
"""What an officer was to a person, where the record's own word would mislead a reader."""


def lane(content: dict[str, Any]) -> str:
    """What found it, in words; of a pair that had only looks, or only contact, that, whatever room it was shown in."""
    codes = {each["indicator"][0] for each in content["evidence"] if each["says"]}
    if content["lane"] == "joint" and "A" not in codes:
        return LANES["contact"]
    if content["lane"] == "joint" and "C" not in codes:
        return LANES["access"]
    return LANES[str(content["lane"])]


def sentence(content: dict[str, Any], tally: dict[str, Any] | None) -> str:
    """The finding in one sentence."""
    if tally:
        parts = [_calls(tally), counted(tally["looks"], "look that nothing explains", "looks that nothing explains")]
        return f"{' and '.join(part for part in parts if part)}." if any(parts) else _strongest(content)
    return _strongest(content)


def shown_as(tier: int, lane: str) -> str:
    """In which of the four ways that the page of the rules names a finding is shown; `lane` as `LANES` says it."""
    return BY_RULE if lane == LANES["rule"] and TIERS[tier] == TIERS[2] else TIERS[tier]


def _calls(tally: dict[str, Any]) -> str:
    number = tally["calls"] + tally["texts"]
    if not number:
        return ""
    each = [counted(tally["calls"], "call", "calls"), counted(tally["texts"], "text", "texts")]
    return f"{counted(number, 'contact', 'contacts')} by work telephone ({', '.join(part for part in each if part)})"


def counted(number: int, one: str, many: str) -> str:
    """“1 look”, “2 looks”; nothing of none."""
    return f"{number:,} {one if number == 1 else many}" if number else ""


def _strongest(content: dict[str, Any]) -> str:
    says = [bare(each["says"]) for each in content["evidence"] if each["says"]]
    return f"{says[0]}." if says else "Drawn at random for the control sample."


def bare(says: str) -> str:
    """What a sign says, without its peers, which stand in the list of evidence."""
    return says.split(": of ", maxsplit=1)[0].rstrip(".")


ALONE = (
    (" of them ", " of the calls and texts "),
    (" of those days ", " of the days with looks "),
    ("Such contact", "Contact while no purpose was open"),
    ("such contact", "contact while no purpose was open"),
    ("such look", "look that nothing explains"),
)
"""What a sign leaves to those before it in the list, said so that it stands alone."""
INNOCENT = (
    "It would be innocent with a task, role or log entry not in these files, a supervisor who knew, family rung on the work telephone, or "
    "another's number or log-in."
)


def seen(content: dict[str, Any], tally: dict[str, Any] | None, told: Callable[[str], str] = lambda words: words) -> str:
    """The finding in at most 120 words: what was seen, how peers compare, what was tried, what is missing, what would be innocent.

    `told` lays the mask over each sentence before its words are counted. The least weighty go first; below stands everything.
    """
    told_so = [told(each) for each in (_span(content, tally), *_peers(content), *_tried(content, tally), *_missing(content))]
    while len(told_so) > 1 and _length([*told_so, INNOCENT]) > MOST_WORDS:
        told_so.pop()
    return " ".join([*told_so, INNOCENT])


def _span(content: dict[str, Any], tally: dict[str, Any] | None) -> str:
    if tally and tally["first"]:
        first, last = (day(date.fromisoformat(tally[name])) for name in ("first", "last"))
        span = f"On {first}" if first == last else f"From {first} to {last}"
        return f"{span}: {sentence(content, tally)}"
    return f"Found on {day(date.fromisoformat(content['found_on']))}: {sentence(content, tally)}"


def _peers(content: dict[str, Any]) -> list[str]:
    """The weightiest sign, with its peers."""
    signs = [each for each in content["evidence"] if each["says"]]
    if not signs:
        return []
    says: str = max(signs, key=lambda each: each["e_value"])["says"]
    for short, whole in ALONE:
        says = says.replace(short, whole, 1)
    return [says]


def _tried(content: dict[str, Any], tally: dict[str, Any] | None) -> list[str]:
    """One explanation that failed, and how many more did."""
    tried = (tally or content)["tried"]
    more = len(tried) - 1
    first = f"{tried[0].rstrip('.')}" if tried else ""
    return [f"Tried: {first}{f', and {more:,} more' if more > 0 else ''}."] if tried else [_contact(tally)]


def _contact(tally: dict[str, Any] | None) -> str:
    """Where there was no look: how much of the contact an open role, duty and the contact log explain."""
    whole = tally["calls"] + tally["texts"] if tally else 0
    if not tally or "unexplained" not in tally or not whole:
        return "There was no look to explain."
    if not tally["unexplained"]:
        return "An open role explains all of the contact; what stands out is how much there was."
    some = "it" if whole == 1 else "any of it" if tally["unexplained"] == whole else f"{tally['unexplained']:,} of the {whole:,}"
    return f"No open role, duty and contact log explain {some}."


def _missing(content: dict[str, Any]) -> list[str]:
    """What is not in the files, shortest first."""
    return sorted(content["missing"], key=len)[:2]


def told(content: dict[str, Any], lawful_basis: dict[str, str]) -> dict[str, Any]:
    """What a finding holds, with the tables that were not asked for told apart from those that the files lack.

    A source without a lawful basis in the operation is never read, so whether the files hold it nobody knows.
    """
    allowed = {table for source in lawful_basis for table in TABLES_OF[Source(source)]}
    return {**content, "missing": [said for each in content["missing"] for said in _not_there(each, allowed)]}


def _not_there(said: str, allowed: set[str]) -> list[str]:
    if not said.startswith(NOT_IN_THE_FILES):
        return [said]
    tables = said.removeprefix(NOT_IN_THE_FILES).rstrip(".").split(", ")
    lacking, closed = [each for each in tables if each in allowed], [each for each in tables if each not in allowed]
    return [
        *([f"{NOT_IN_THE_FILES}{', '.join(lacking)}."] if lacking else []),
        *([f"Not asked, as this operation has no lawful basis for it: {', '.join(closed)}."] if closed else []),
    ]


def unnamed(said: str) -> str:
    """What was said of a folder, without the identifiers it gives as examples: whose they are is masked elsewhere too."""
    return re.sub(r" \(such as “[^”]*”\)|, such as “[^”]*”", "", said)


def _length(parts: list[str]) -> int:
    return sum(len(part.split()) for part in parts)


def _share(some: int, whole: int) -> str:
    """“12 %” as a share; a tenth of it where it is so small that the whole would mislead."""
    return f"{some / whole:.0%}" if some * 10 >= whole else f"{some / whole:.1%}"


def silent_in(report: dict[str, Any]) -> list[str]:
    """What was silent in the run of that report: explanations that lack a table, and contacts of which the roster says nothing."""
    lacked = {code: tables for code, tables in sorted(report.get("silenced", {}).items()) if code[0] in "TF"}
    named = ", ".join(f"{code} (no {' and no '.join(tables)})" for code, tables in lacked.items())
    whole, silent = report.get("contacts", 0), report.get("contacts_without_roster", 0)
    said = [f"Silent in that run, for want of a table: {named}. A look that one of them would explain stands here as unexplained."]
    of_all = f"{silent:,} of the {whole:,} contacts of that run ({_share(silent, whole)})" if whole > 1 else "the one contact of that run"
    about = f"For {of_all}" if whole else ""
    return [*(said if lacked else []), *([f"{about} the roster is silent: they are neither on nor off duty."] if silent else [])]
