"""The overseer's hand in the demonstration: a sample with one case judged, a recommendation that waits, and a checkpoint taken away."""

from datetime import date, timedelta

from custodiet.casework.actions import oversight
from custodiet.casework.models import Overseer, User, Verdict

GIVEN = timedelta(days=56)


def oversee(users: dict[str, User], today: date) -> None:
    """Draw, judge, recommend, and take a checkpoint."""
    overseer = users["overseer"]
    sample = oversight.draw(
        question="Was the person who complained told of progress every 28 days?", kind="", stage="", asked=2, seed="wessex-vale",
        by=overseer, today=today,
    )  # fmt: skip
    words = "The history gives the days on which somebody was told, and not what they were told."
    oversight.judge(sampled=sample.drawn.get(place=1), verdict=Verdict.CANNOT_TELL, words=words, by=overseer, today=today)
    oversight.recommend(
        body=Overseer.IOPC, text="Before an officer returns to duty, ask whether they can meet the person who complained.",
        due=today + GIVEN, by=overseer, today=today,
    )  # fmt: skip
    oversight.take_checkpoint(by=overseer)
