"""How long a matter is kept: never less than while a claim can be brought, and never due while anything keeps it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.law.position import position
from custodiet.law.retention import FLOOR, FRESH, PERIODS, Contact, Group, group_of, retained, years_of
from custodiet.law.steps import History
from custodiet.law.steps.opening import AllegationMade, CaseClosed, ComplaintMade, Recorded, SubjectIdentified
from custodiet.law.steps.outcome import Found, Imposed, IncludedInBarredList, StaffOutcomeDecided
from custodiet.law.vocabulary import Capacity, Outcome, Severity

BEGAN, CLOSED = date(2020, 3, 2), date(2020, 9, 1)
OPENED = (ComplaintMade(on=BEGAN), Recorded(on=BEGAN), SubjectIdentified(on=BEGAN, about="officer-1"))
END = CaseClosed(on=CLOSED)
OWN = {Group.DISMISSED: 40, Group.GRAVE: 40, Group.PROVED: 12}
LATER = date(2026, 9, 1)


def imposed(outcome, **more):
    return Imposed(on=date(2020, 8, 3), about="officer-1", outcome=outcome, **more)


def alleged(**more):
    return AllegationMade(on=BEGAN, about="allegation-1", officer="officer-1", conduct="Spoke rudely.", **more)


@pytest.mark.parametrize(
    ("steps", "group"),
    [
        ((), Group.OTHER),
        ((alleged(),), Group.OTHER),
        ((imposed(Outcome.NO_ACTION),), Group.OTHER),
        ((alleged(), Found(on=CLOSED, about="allegation-1", level=Severity.NEITHER)), Group.OTHER),
        ((alleged(), Found(on=CLOSED, about="allegation-1", level=Severity.MISCONDUCT)), Group.PROVED),
        ((imposed(Outcome.WRITTEN_WARNING),), Group.PROVED),
        ((StaffOutcomeDecided(on=CLOSED, about="officer-1", gross=False, dismissed=False),), Group.PROVED),
        ((alleged(serious_corruption=True),), Group.GRAVE),
        ((alleged(sexual_offence_alleged=True), imposed(Outcome.WRITTEN_WARNING)), Group.GRAVE),
        ((alleged(serious_corruption=True), imposed(Outcome.WOULD_HAVE_BEEN_DISMISSED)), Group.DISMISSED),
        ((StaffOutcomeDecided(on=CLOSED, about="officer-1", gross=True, dismissed=True),), Group.DISMISSED),
        ((IncludedInBarredList(on=CLOSED, about="officer-1"),), Group.DISMISSED),
    ],
)
def test_the_gravest_thing_in_the_record_decides(steps, group):
    assert group_of(History((*OPENED, *steps))) is group


def test_every_group_has_one_period_and_says_where_it_was_read_and_when():
    assert [period.group for period in PERIODS] == list(Group)
    assert all(period.said and period.under.text and period.read_on for period in PERIODS)
    assert {period.group for period in PERIODS if period.under.advises} == {Group.DISMISSED, Group.GRAVE, Group.PROVED}


def test_a_force_may_keep_longer_and_never_shorter():
    assert years_of(Group.OTHER, {}) == 6
    assert years_of(Group.OTHER, {Group.OTHER: 10}) == 10
    assert years_of(Group.OTHER, {Group.OTHER: 1}) == FLOOR
    assert years_of(Group.PROVED, {Group.PROVED: 2}) == FLOOR


def test_a_period_that_nobody_knows_is_never_over():
    assert years_of(Group.DISMISSED, {}) is None
    found = retained(History((*OPENED, imposed(Outcome.DISMISSAL_WITHOUT_NOTICE), END)), date(2199, 1, 1))
    assert found.due is None and any(sentence.startswith("No period is known") for sentence in found.kept_by)


def test_a_closed_matter_with_nothing_found_is_due_six_years_after_and_not_a_day_before():
    matter = History((*OPENED, END))
    before, on = retained(matter, LATER - timedelta(days=1)), retained(matter, LATER)
    assert (before.is_due, before.due, before.kept_by) == (False, LATER, ("Its 6 years run until 1 September 2026.",))
    assert on.is_due and on.closed_on == CLOSED


def test_what_keeps_it_is_said_in_a_sentence():
    matter = History((*OPENED, END))
    found = retained(
        matter, LATER, holds=["An inquest is expected."], contact=Contact(LATER - timedelta(days=364), 2), until=LATER + timedelta(days=30)
    )
    assert found.kept_by == (
        "It is held: An inquest is expected.",
        "A person of the public and the force wrote to each other on 2 September 2025, less than a year ago.",
        "Requests from a person of the public that nobody has answered: 2.",
        "A review has kept it until 1 October 2026.",
    )
    assert retained(matter, LATER, contact=Contact(LATER - FRESH)).is_due


def test_a_warning_that_runs_keeps_it_however_short_its_period():
    matter = History((*OPENED, alleged(), imposed(Outcome.FINAL_WRITTEN_WARNING, months=60), CaseClosed(on=date(2020, 9, 1))))
    kept = retained(matter, date(2025, 8, 1), own=OWN).kept_by
    assert any("warning" in sentence.lower() for sentence in kept)


STEPS = st.lists(
    st.sampled_from([
        alleged(), alleged(serious_corruption=True), imposed(Outcome.WRITTEN_WARNING, months=18), imposed(Outcome.NO_ACTION),
        imposed(Outcome.FINAL_WRITTEN_WARNING, months=24), imposed(Outcome.DISMISSAL_WITHOUT_NOTICE), END,
        IncludedInBarredList(on=CLOSED, about="officer-1"), Recorded(on=date(2021, 1, 4)),
        SubjectIdentified(on=BEGAN, about="officer-2", capacity=Capacity.STAFF),
    ]), max_size=5,
)  # fmt: skip
DAYS = st.dates(date(2020, 9, 2), date(2085, 1, 1))
CONTACTS = st.builds(Contact, st.none() | DAYS, st.integers(0, 2))


@given(STEPS, DAYS, st.lists(st.just("An inquest is expected."), max_size=1), CONTACTS, st.none() | DAYS, st.booleans())
def test_it_is_never_due_while_a_hold_an_open_matter_a_warning_or_fresh_contact_stands(steps, today, holds, contact, until, written):
    matter = History((*OPENED, *steps))
    found = retained(matter, today, holds=holds, contact=contact, until=until, own=OWN if written else {})
    stands = position(matter, today)
    keeps = (
        bool(holds), stands.stage.value != "closed", contact.unanswered > 0, contact.last is not None and contact.last + FRESH > today,
        any(not duty.under.advises for duty in (*stands.windows, *stands.in_force)), until is not None and until >= today,
        today < date(CLOSED.year + FLOOR, CLOSED.month, CLOSED.day), group_of(matter) is not Group.OTHER and not written,
    )  # fmt: skip
    assert found.is_due is not any(keeps) or (not any(keeps) and found.due is not None and found.due > today)
    assert not (found.is_due and any(keeps))
