"""Two approvals at once, and an approval against a direction: one paper, one step, and no name that stays. On either database."""

from datetime import date
from hashlib import sha256
from itertools import count

import pytest
from django.db import connection

from custodiet.casework import doctor, on_site, triggers
from custodiet.casework.access import Refused
from custodiet.casework.actions import publish, take_step
from custodiet.casework.models import NoticeDraft, PaperOnSite, PublishedOutcome, Role, Task, User
from custodiet.law.position import NotOpen
from custodiet.law.steps.proceedings import PublicNoticeRequired, ReportingRestricted, RestrictionLifted
from custodiet.law.story import load
from custodiet.law.vocabulary import NoticePart, Office, Protected
from custodiet.web.demo import STORIES
from custodiet.web.demo_cases import CAST, part_of, replay
from tests.casework.test_races import race

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROUNDS = 4
DAY = date(2023, 12, 18)
NAME = Protected.OFFICER_NAME
_numbers = count(1)


@pytest.fixture
def case(transactional_db):
    """Story one on the day before its hearing, the officer to be named: nothing protects the name yet."""
    users = {username: User.objects.create_user(username, full_name=name, role=role.value) for role, username, name in CAST}
    story = load((STORIES / "one.yaml").read_text(encoding="utf-8"))
    made = replay(story, part_of(story, "hearing"), users, DAY, 1)
    chair(made, RestrictionLifted(on=DAY, about="officer-1", binds=(NAME,), reason="Heard again"))
    chair(made, PublicNoticeRequired(on=DAY, about="officer-1", must_give=tuple(NoticePart)))
    return made


def chair(case, step):
    user = User.objects.get(role=Role.CHAIR.value)
    return take_step(case=case, step=step, by=user, office=Office.CHAIR, today=DAY, token=f"race-{next(_numbers)}", version=None)


def store(case, words):
    body = f"<article><p>{words}</p></article>".encode()
    two = tuple(User.objects.filter(username__in=("publications", "head")).order_by("username"))
    told = publish.Told(kind=PaperOnSite.HEARING, about="officer-1", alias="PC X", last_day=DAY)
    return publish.store(case=case, body=body, digest=sha256(body).hexdigest(), approved_by=two, by=two[1], today=DAY, told=told)


def sound():
    return [sentence for check in doctor.CHECKS for sentence in check(DAY)]


def test_of_two_approvals_at_one_moment_one_paper_comes_and_one_step(case):
    outcomes = race(ROUNDS, lambda number, turn: store(case, f"PC X, notice {turn}").slug)
    assert [first == second for first, second in outcomes] == [True] * ROUNDS
    assert PublishedOutcome.objects.count() == case.steps.filter(kind="PublicNoticePublished").count() == ROUNDS
    assert len(on_site.hearings(DAY)) == 1  # each new notice took the place of the one before
    assert sound() == []


def test_a_name_published_at_the_moment_it_comes_to_be_protected_does_not_stay(case):
    def run(number, turn):
        try:
            if number:
                chair(case, ReportingRestricted(on=DAY, about="officer-1", binds=(NAME,), reason="Welfare"))
                return "bound"
            store(case, f"PC Gareth Holloway, notice {turn}")
            return "published"
        except (Refused, NotOpen) as refusal:
            return f"refused: {refusal}"

    for turn in range(ROUNDS):
        if turn:
            chair(case, RestrictionLifted(on=DAY, about="officer-1", binds=(NAME,), reason="Heard again"))
        ((said, bound),) = race(1, lambda number, _, turn=turn: run(number, turn))
        assert bound == "bound" and (said == "published" or "came to be protected meanwhile" in said)
        assert on_site.hearings(DAY) == []
    assert Task.objects.filter(what__contains="was taken off").count() == PublishedOutcome.objects.count()
    assert sound() == []


def test_the_doctor_finds_a_draft_of_a_notice_that_was_altered_past_the_program(case):
    author = User.objects.get(username="proceedings")
    draft = publish.write(case=case, about="officer-1", content={"attendance": "in public", "place": "Hall"}, by=author)
    assert sound() == []
    triggers.take_away(connection)
    NoticeDraft.objects.filter(pk=draft.pk).update(about="officer-2")
    triggers.put(connection)
    assert f"notice draft {draft.pk}: the row was altered after it was recorded." in sound()
