"""The pack of a referral: what a force hands to the overseer in a form that another installation reads (docs/referral-pack.md).

A pack says in itself what is disclosed and what is withheld. It holds no name, no way of contact and no free text of the record; people
stand under their aliases. Whether it is the force's own and unaltered is proved by the signature over its bytes, outside of it.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from custodiet.casework import standing
from custodiet.casework.access import Refused
from custodiet.casework.models import Case
from custodiet.casework.referral_read import FORMAT, HEAD, PARTS, VERSION, digest
from custodiet.law.position import Position, position
from custodiet.law.steps import History
from custodiet.law.steps.investigation import CalledIn, FoundToRequireReferral, ModeOfInvestigationDetermined, Referred
from custodiet.law.steps.opening import AllegationMade, CameToAttention, ComplaintMade, SubjectIdentified
from custodiet.law.vocabulary import Office

DISCLOSED = (
    "the kind of matter, its reference and the day it came in",
    "the criteria and the days of the referral, and the form of investigation",
    "the time limits towards the Director General and from him, with their provisions",
    "the people under their aliases, with their part in the case; of officers, the rank and the capacity",
    "of each allegation, the national category, its days, and what the record says it indicates",
)
WITHHELD = (
    "names, numbers, dates of birth and ways of contact",
    "what is alleged in words, reasons, notes and exhibits",
    "what is said of vulnerability, and of how people may safely be reached",
)
FLAGS = tuple(name for name, field in AllegationMade.__dataclass_fields__.items() if field.type in ("bool", bool))


def written(case: Case, force: str, today: date) -> str:
    """The pack of that case as text; the same record on the same day gives the same text."""
    if not force:
        raise Refused("This installation does not know which force it is of, and a pack must say so. Set `[force] name` in policy.toml.")
    if case.restricted:
        raise Refused(
            "This case is covert, and a pack would tell that there is one. Hand a covert referral over by hand, as the force and the "
            "Director General have agreed."
        )
    found = standing.standing(case)
    history = found.history.until(today)
    if not history.has(Referred):
        raise Refused("Nobody has entered a referral of this case, so there is nothing to hand over. Enter the referral first.")
    parts = dict(zip(PARTS, _parts(case, history, position(history, today)), strict=True))
    said = {
        "format": FORMAT, "version": VERSION, "force": force, "reference": case.reference, "made_on": today.isoformat(),
        "stands": len(found.rows), "disclosed": list(DISCLOSED), "withheld": list(WITHHELD), "parts": parts,
        "digests": {name: digest(part) for name, part in parts.items()},
    }  # fmt: skip
    said["digests"]["head"] = digest({name: said[name] for name in HEAD})
    return json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _parts(case: Case, history: History, found: Position) -> Iterator[Any]:
    first = history.first(ComplaintMade) or history.first(CameToAttention)
    yield {"kind": case.kind, "came_in_on": _day(first), "found": first.found.value if first else "", "stage": found.stage.value}
    referred, mode = history.latest(Referred), history.latest(ModeOfInvestigationDetermined)
    yield {
        "criteria": [each.name for each in referred.criteria] if referred else [],
        "clear_on": _day(history.latest(FoundToRequireReferral)), "called_in_on": _day(history.latest(CalledIn)),
        "referred_on": _day(referred), "mode": mode.mode.value if mode else "", "mode_on": _day(mode),
    }  # fmt: skip
    yield [
        {
            "what": duty.what, "owed_by": duty.owed_by.value, "due": duty.due.isoformat() if duty.due else None,
            "met_on": duty.met_on.isoformat() if duty.met_on else None, "under": duty.under.text,
        }
        for duty in found.duties if Office.DIRECTOR_GENERAL in (duty.owed_by, duty.owed_to)
    ]  # fmt: skip
    subjects = {step.about: step for step in history.all(SubjectIdentified)}
    yield [
        {"key": row.key, "alias": row.alias, "part": row.role}
        | ({"rank": subjects[row.key].rank.value, "capacity": subjects[row.key].capacity.value} if row.key in subjects else {})
        for row in case.involvements.order_by("pk")
    ]
    yield [
        {
            "key": step.about, "officer": step.officer, "category": step.category,
            "from": step.from_day.isoformat() if step.from_day else None, "to": step.to_day.isoformat() if step.to_day else None,
            "indicates": [name for name in FLAGS if getattr(step, name)],
        }
        for step in {step.about: step for step in history.all(AllegationMade)}.values()
    ]  # fmt: skip


def _day(step: Any) -> str | None:
    return step.on.isoformat() if step else None
