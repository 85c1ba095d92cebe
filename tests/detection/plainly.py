"""The explanations in plain Python: look by look, fact by fact, without a plan. What the engine must agree with."""

from datetime import timedelta

from custodiet.detection.windows import DEFAULTS

FAR = timedelta(days=36500)
ROLES = {
    "OIC": "T2",
    "supervisor": "T2",
    "file": "T6",
    "exhibits": "T6",
    "disclosure": "T6",
    "FLO": "T7",
    "SOIT": "T7",
    "IDVA-liaison": "T7",
}
TASKS = {"intel": "T8", "missing": "T7", "MARAC": "T7", "licensing": "T9", "warrant": "T9", "court warning": "T13"}
EVENTS = {"custody": "T4", "call_handled": "T5", "stop": "T11", "briefing_view": "T12", "licence_app": "T9"}
WEAK = {"T11", "T12"}


def unexplained(world):
    """The access_ids that none of an officer's own explanations covers."""
    ties = {(tie["staff_id"], tie["person_id"]) for tie in world.get("association", [])}
    spans = [span for span in purposes(world) if not (span[0] in WEAK and span[1:3] in ties)]
    return {
        look["access_id"]
        for look in world.get("access", [])
        if not any(
            staff == look["account_id"] and person == look["person_id"] and lo <= look["at"] <= hi for _, staff, person, lo, hi in spans
        )
    }


def purposes(world):
    """Every purpose as (code, staff, person, from, until), with its window."""
    for fact in world.get("attendance", []):
        for part in world.get("involvement", []):
            if part["incident_id"] == fact["incident_id"]:
                yield span("T1", fact["staff_id"], part["person_id"], fact["at_scene"], fact["clear"] or fact["at_scene"])
    for fact in world.get("assignment", []):
        for part in world.get("involvement", []):
            if fact["case_id"] in (part["crime_id"], part["incident_id"]):
                yield span(ROLES[fact["role"]], fact["staff_id"], part["person_id"], fact["from"], fact["to"])
    for fact in world.get("task", []):
        yield span(TASKS[fact["kind"]], fact["staff_id"], fact["person_id"], fact["from"], fact["to"])
    for table, code in EVENTS.items():
        for fact in world.get(table, []):
            yield span(code, fact["staff_id"], fact["person_id"], fact["at"], fact["until"] or fact["at"])


def span(code, staff, person, begins, ends):
    window = DEFAULTS[code]
    until = ends + timedelta(hours=window.after_hours) if ends else begins + FAR
    return code, staff, person, begins - timedelta(hours=window.before_hours), until
