"""Story one without its letters on progress, for tests of papers: nobody has a password, and no exhibit is read."""

from dataclasses import dataclass
from datetime import date, timedelta

from custodiet.casework.models import Case, User
from custodiet.law.steps.people import PersonInformed
from custodiet.law.story import load
from custodiet.web.demo import STORIES
from custodiet.web.demo_cases import CAST, part_of, replay


@dataclass
class World:
    """The case, the day after its last step, and who works on it by their usernames."""

    case: Case
    today: date
    users: dict[str, User]


def story_one(stage: str, number: int = 1) -> World:
    """The case up to that stage, by the real actions; a second one beside it has a number of its own."""
    users = {
        name: User.objects.get_or_create(username=name, full_name=full, email=f"{name}@example.org", role=role.value)[0]
        for role, name, full in CAST
    }
    story = load((STORIES / "one.yaml").read_text(encoding="utf-8"))
    steps = [told for told in part_of(story, stage) if not isinstance(told.step, PersonInformed)]
    today = max(told.step.on for told in steps) + timedelta(days=1)
    return World(replay(story, steps, users, today, number), today, users)
