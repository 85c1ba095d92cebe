"""Several restrictions of one officer, what proves a check of the supervision, and what is refused with what to do instead."""

from datetime import date

import pytest

from custodiet.law.position import NotOpen, admit
from custodiet.law.rules import follow_up, restrictions
from custodiet.law.steps.investigation import DutiesRestricted, RestrictionReviewed
from custodiet.law.steps.outcome import OfficerLeft
from custodiet.law.steps.people import SupervisionChecked, SupervisionPlanned
from custodiet.law.vocabulary import Office, RestrictionKind
from tests.law.tried import IN_2022, ends, matter, one, opened, reason

SYSTEMS, PLACE, LONE = RestrictionKind.SYSTEMS, RestrictionKind.PLACE, RestrictionKind.LONE_CONTACT
SEEN = "Read every message of the four weeks; none to a person met on duty"


def limited(on, *kinds, **more):
    return one(DutiesRestricted, on, restriction="not there", reason="fear", reviewer="the inspector", kinds=kinds, **more)


def looked_over(on, *kinds, goes_on=True):
    return one(RestrictionReviewed, on, goes_on=goes_on, kinds=kinds)


def checked(on, **said):
    return one(SupervisionChecked, on, **({"proof": SEEN, "supervisor": "Sgt Dale"} | said))


FIRST, SECOND = limited(date(2022, 5, 2), PLACE), limited(date(2022, 5, 9), SYSTEMS, LONE)
PLAN = one(SupervisionPlanned, date(2022, 5, 2), plan="every message read", check_every_days=28)


def test_a_review_of_one_restriction_leaves_the_other_owed_its_own():
    both = opened(IN_2022, FIRST, SECOND)
    assert ends(restrictions, both, "restriction-review") == [date(2022, 5, 30), date(2022, 6, 6)]
    after = both.with_step(looked_over(date(2022, 5, 20), PLACE))
    met = [duty.due for duty in restrictions.duties(matter(after)) if duty.id == "restriction-review" and duty.open]
    assert met == [date(2022, 6, 6), date(2022, 6, 17)]


def test_only_the_restriction_that_a_review_names_is_ended():
    ended = opened(IN_2022, FIRST, SECOND, looked_over(date(2022, 5, 20), PLACE, goes_on=False))
    assert [each.made for each in follow_up.standing(ended, "officer-1")] == [SECOND]
    assert follow_up.standing(ended.with_step(looked_over(date(2022, 5, 23), goes_on=False)), "officer-1") == ()


def test_whoever_left_has_no_duties_to_restrict():
    gone = opened(IN_2022, FIRST, one(OfficerLeft, date(2022, 5, 20)))
    assert follow_up.standing(gone, "officer-1") == ()


def test_a_review_of_what_is_not_restricted_is_refused():
    assert "Nothing that stands restricts this: lone contact" in reason(
        restrictions, opened(IN_2022, FIRST), looked_over(date(2022, 5, 20), LONE)
    )
    assert reason(restrictions, opened(IN_2022, FIRST, SECOND), looked_over(date(2022, 5, 20), LONE)) == ""


def test_a_restriction_is_not_lifted_before_it_began():
    with pytest.raises(NotOpen, match="none is reviewed or lifted on that day"):
        admit(opened(IN_2022, FIRST), looked_over(date(2022, 5, 1), goes_on=False), Office.APPROPRIATE_AUTHORITY, date(2022, 6, 1))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"proof": "", "supervisor": ""}, "not ticked off without proof"),
        ({"supervisor": ""}, "not ticked off without proof"),
        ({"proof": "All well."}, "not ticked off without proof"),
        ({"proof": "", "supervisor": "", "exhibit": "EX-7"}, ""),
        ({}, ""),
    ],
)
def test_a_check_is_a_check_only_with_an_exhibit_or_a_named_supervisor(said, words):
    refused = reason(restrictions, opened(IN_2022, PLAN), checked(date(2022, 5, 30), **said))
    assert words in refused and bool(refused) is bool(words)


@pytest.mark.parametrize(
    ("on", "said", "words"),
    [
        (date(2022, 5, 30), {"proof": "Another look at the messages"}, "A check of 30 May 2022 stands already"),
        (date(2022, 6, 27), {}, "word for word, proves the check of 30 May 2022 already"),
        (date(2022, 6, 27), {"proof": "Read the messages of June"}, ""),
    ],
)
def test_proof_is_of_one_day_and_not_used_twice(on, said, words):
    refused = reason(restrictions, opened(IN_2022, PLAN, checked(date(2022, 5, 30))), checked(on, **said))
    assert words in refused and bool(refused) is bool(words)


def test_an_exhibit_proves_one_check():
    before = checked(date(2022, 5, 30), exhibit="3", proof="", supervisor="")
    refused = reason(restrictions, opened(IN_2022, PLAN, before), checked(date(2022, 6, 27), exhibit="3"))
    assert "This exhibit proves the check of 30 May 2022 already" in refused


def test_a_check_dated_in_the_future_is_refused():
    with pytest.raises(NotOpen, match="30 May 2022 lies in the future"):
        admit(opened(IN_2022, PLAN), checked(date(2022, 5, 30)), Office.LINE_MANAGER, date(2022, 5, 29))


def test_nobody_is_supervised_after_they_left_and_the_refusal_says_what_to_do():
    gone = opened(IN_2022, PLAN, one(OfficerLeft, date(2022, 5, 20)))
    with pytest.raises(NotOpen, match=r"left the force on 20 May 2022.*Policy supervision.*correct “Officer left the force”"):
        admit(gone, checked(date(2022, 5, 30)), Office.LINE_MANAGER, date(2022, 6, 1))
