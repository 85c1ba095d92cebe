"""What stands between an officer and a person in the force's facts, as plain data: every contact and look, with its rows."""

from typing import Any

from custodiet.detection import accesses, contacts, reasons, telling
from custodiet.detection.engine import Engine
from custodiet.detection.reasons import Reason
from custodiet.detection.record import Contact, Look, Origin

MOST = 5000
"""How many contacts and looks are kept of one pair; all are counted."""


def between(engine: Engine, officer: str, person: str) -> dict[str, Any]:
    """Contact by work telephone, and the looks that the audit of this engine left unexplained. Needs `audit.run`."""
    touched = [each for each in contacts.between(engine, officer, person) if each.device == "force telephone"]
    looked = accesses.unexplained_of(engine, officer, person)
    why = reasons.of_contacts(engine, officer, person, touched)
    both: list[Contact | Look] = [*touched, *looked]
    days = sorted(each.at.date().isoformat() for each in both if each.at)
    return {
        "calls": sum(each.kind == "call" for each in touched),
        "texts": sum(each.kind != "call" for each in touched),
        "off_duty": sum(each.duty == "off duty" for each in touched),
        "unexplained": sum(each.state == "unexplained" for each in why),
        "looks": len(looked),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "tried": list(telling.tried(engine, officer, person, looked)),
        "contact_rows": [_contact(*each) for each in list(zip(touched, why, strict=True))[:MOST]],
        "look_rows": [_look(each) for each in looked[:MOST]],
    }


def _contact(each: Contact, why: Reason) -> dict[str, Any]:
    told = {"what": each.kind, "direction": each.direction, "seconds": each.duration_s, "duty": each.duty, "why": why.says}
    rows = [_origin(origin) for origin in (*each.origins, *why.origins)]
    return {"at": each.at.isoformat() if each.at else None, **told, "origins": rows}


def _look(each: Look) -> dict[str, Any]:
    told = {"what": each.action, "system": each.system, "reason": each.reason, "duty": each.duty}
    return {"at": each.at.isoformat() if each.at else None, **told, "origins": [_origin(origin) for origin in each.origins]}


def _origin(origin: Origin) -> dict[str, str]:
    return {"source_id": origin.source_id, "line": origin.line, "sha256": origin.sha256, "at_text": origin.at_text}
