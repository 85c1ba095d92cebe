"""A watch on an officer is part of an order: asked for, authorised by another, within its terms, over on its day, and shown afterwards."""

import json
from datetime import date, timedelta

import pytest
from django.db import transaction

from custodiet.casework import night, officer_watch, shown_to_officers
from custodiet.casework.access import Access, Refused
from custodiet.casework.actions import grants, operations
from custodiet.casework.actions import officer_watch as verbs
from custodiet.casework.models import Decided, OfficerWatch, OfficerWatchNight, Role, Source, WatchedFor
from custodiet.casework.sealed_follow import follow_up_holds
from custodiet.detection.fact_files import write
from custodiet.law.steps.outcome import OfficerLeft
from custodiet.law.steps.people import SupervisionPlanned
from custodiet.law.vocabulary import Office
from tests.casework.conftest import user
from tests.casework.test_follow import TODAY, World
from tests.detection.test_ordered import FACTS

pytestmark = pytest.mark.django_db
BOTH = tuple(WatchedFor)
UNTIL = date(2024, 8, 1)


@pytest.fixture
def world(db):
    made = World()
    made.order = made.took(SupervisionPlanned(on=date(2024, 3, 4), about="officer-1", plan="Every week", until=date(2024, 9, 1)))
    made.analyst = user(Role.ANALYST)
    with transaction.atomic():
        grants.place(made.case, made.analyst, made.team.head)
    return made


@pytest.fixture
def force(tmp_path, settings):
    """The facts of tests/detection/test_ordered.py a year later, as a folder."""
    settings.DATA, settings.FORCE_FACTS = tmp_path / "data", tmp_path / "facts"
    for table, rows in FACTS.items():
        lines = tmp_path / f"{table}.jsonl"
        lines.write_text("".join(json.dumps(row).replace("2023-", "2024-") + "\n" for row in rows))
        write(table, lines, settings.FORCE_FACTS / table / "all.parquet")
    return settings.FORCE_FACTS


def ask(world, **more):
    said = {
        "order": world.order, "watched_for": BOTH, "purpose": "To see that the order is kept.", "necessity": "Checks alone see one day.",
        "proportionality": "One officer, work records only.", "basis": "DPA 2018 s.35(2)(b)", "first_day": date(2024, 3, 4),
        "expires_on": UNTIL, "by": world.analyst, "today": TODAY,
    }  # fmt: skip
    return verbs.ask(**(said | more))


def authorised(world, **more):
    row = ask(world, **more)
    operations.decide(operation=row.operation, decided=Decided.AUTHORISED, why="Within the order.", by=world.team.head, today=TODAY)
    return row


def test_nothing_is_looked_at_before_somebody_else_authorised_it(world, force):
    row = ask(world)
    assert officer_watch.run(TODAY) == [] and not OfficerWatchNight.objects.exists()
    operations.decide(operation=row.operation, decided=Decided.AUTHORISED, why="Within the order.", by=world.team.head, today=TODAY)
    (done,) = officer_watch.run(TODAY)
    assert (done.added, done.problem) == (2, "")
    content = OfficerWatchNight.objects.get().content
    assert [each["person"] for each in content["looks"]] == ["P-1"]  # not the colleague's, none before
    assert [(each["person"], each["texts"]) for each in content["contact"]] == [("P-1", 1)]
    assert officer_watch.run(TODAY)[0].added == 0 and OfficerWatchNight.objects.count() == 1


def test_no_other_night_reads_the_facts_for_a_watch(world, force):
    authorised(world)
    assert night.run(TODAY) == []


def test_its_terms_stand_in_the_operation_and_only_what_it_needs_is_read(world):
    row = ask(world, watched_for=(WatchedFor.LOOKS,))
    assert "Terms: officer 2290, looks into the records systems" in row.operation.purpose
    assert "from 4 March 2024 to 1 August 2024." in row.operation.purpose
    assert Source.TELEPHONES.value not in row.operation.lawful_basis and Source.LOOKS.value in row.operation.lawful_basis


def test_it_ends_on_its_day_and_with_the_officers_service(world, force):
    authorised(world)
    assert officer_watch.run(UNTIL + timedelta(days=1)) == []
    world.took(OfficerLeft(on=TODAY, about="officer-1"), Office.RECORDER)
    assert officer_watch.run(TODAY) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"first_day": date(2024, 3, 3)}, "does not look back before it"),
        ({"expires_on": date(2024, 9, 2)}, "The order ends on 1 September 2024"),
        ({"first_day": date(2024, 8, 2)}, "would end before it begins"),
        ({"watched_for": ()}, "Choose at least one"),
        ({"necessity": " "}, "why nothing less would do"),
        ({"basis": " "}, "No source has a lawful basis"),
    ],
)
def test_a_watch_without_terms_is_refused_with_what_to_do(world, wrong, words):
    with pytest.raises(Refused, match=words):
        ask(world, **wrong)
    assert not OfficerWatch.objects.exists()


def test_it_is_part_of_an_order_or_it_is_none(world):
    with pytest.raises(Refused, match="A watch is part of an order"):
        ask(world, order=world.case.steps.get(kind="SubjectIdentified"))


def test_those_named_see_it_and_the_officer_is_shown_it_when_it_is_over(world, force):
    authorised(world)
    officer_watch.run(TODAY)
    (line,) = officer_watch.watches(Access(world.analyst), world.case.reference, TODAY)
    assert (line.state, line.looked, len(line.nights)) == ("authorised", 1, 1)
    other = user(Role.ANALYST)
    with transaction.atomic():
        grants.place(world.case, other, world.team.head)
    assert officer_watch.watches(Access(other), world.case.reference, TODAY) == ()
    assert officer_watch.shown_to_officer("2290", UNTIL) == ()
    (own,) = shown_to_officers.shown_to(Access(world.team.head), "2290", "The officer asked", UNTIL + timedelta(days=1)).watches
    assert (own.first_day, own.last_day, own.looks, own.contacts, own.nights) == (date(2024, 3, 4), UNTIL, 1, 1, 1)
    assert "P-1" not in str(own)
    assert list(follow_up_holds(TODAY)) == []
