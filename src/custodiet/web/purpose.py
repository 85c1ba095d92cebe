"""Why somebody opens a case: chosen from the reader's own open tasks on it, or written, and kept for the session."""

from django.http import HttpRequest

from custodiet.casework import queries

KEPT = "purposes"


def purpose_of(request: HttpRequest, reference: str) -> str:
    """The purpose given in this session; a single open task is the purpose without asking; "" where none is known."""
    if chosen := request.session.get(KEPT, {}).get(reference):
        return chosen
    tasks = queries.purposes(request.access, reference)
    return tasks[0] if len(tasks) == 1 else ""


def keep_purpose(request: HttpRequest, reference: str, purpose: str) -> None:
    """Remember for this session why the case is opened."""
    request.session[KEPT] = {**request.session.get(KEPT, {}), reference: purpose}
