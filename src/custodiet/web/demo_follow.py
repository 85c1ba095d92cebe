"""The follow-up of the demonstration: what stands beside the steps of story two after its outcome, by the real actions."""

from datetime import date, timedelta

from custodiet.casework.actions import follow
from custodiet.casework.models import AreaFrom, Case, Part, Taught, User

MAY_STILL = timedelta(days=40)


def keep(case: Case, users: dict[str, User], today: date) -> None:
    """The area that the complainant named, proof that the officer was moved, and what the force is to learn."""
    by = users["authority"]
    moved = case.steps.filter(kind="DutiesRestricted").last()
    if moved is None:
        return
    her = case.involvements.get(role=Part.COMPLAINANT.value)
    follow.add_area(case=case, person=her.person, words="Harrow Down", source=AreaFrom.NAMED, by=by)
    follow.prove(
        of=moved, on=moved.on, supervisor="Sgt Morwenna Dale", by=by, today=today, token="demo-proof",
        words="He reported to Saltmarsh that morning; his pass for Harrow Down was handed in.",
    )  # fmt: skip
    follow.recommend(
        case=case, to=Taught.FORCE, what="Teach every response team what abuse of position looks like, and whom to tell of it",
        recommended_by="The panel", owner="Supt Alan Reyburn, learning and development", due=today + MAY_STILL, by=by, today=today,
        token="demo-learning",
    )  # fmt: skip
