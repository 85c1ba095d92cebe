"""The follow-up of the demonstration: what stands beside the steps of story two after its outcome, by the real actions."""

from datetime import date, timedelta

from custodiet.casework.actions import follow, officer_watch, operations
from custodiet.casework.models import AreaFrom, Case, Decided, Part, Taught, User, WatchedFor

MAY_STILL, WATCHED = timedelta(days=40), timedelta(days=90)
BASIS = "Data Protection Act 2018, sections 31 and 35(2)(b): needed to see that the order of the panel is kept"


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
    watch(case, users, today)


def watch(case: Case, users: dict[str, User], today: date) -> None:
    """The watch that is part of the plan of supervision: the analyst asked for it, the head of department authorised it."""
    plan = case.steps.get(kind="SupervisionPlanned")
    row = officer_watch.ask(
        order=plan, watched_for=tuple(WatchedFor), purpose="To see between two checks that he writes to nobody whom he met on duty.",
        necessity="A check sees the bill once in four weeks; the complainant was written to within days.", basis=BASIS,
        proportionality="One officer, the force's own telephone and records, no message is read.", first_day=today,
        expires_on=today + WATCHED, by=users["analyst"], today=today,
    )  # fmt: skip
    why = "It is part of the order, ends within three months and reads nothing that is private."
    operations.decide(operation=row.operation, decided=Decided.AUTHORISED, why=why, by=users["head"], today=today)
