"""What stands against an officer, as the case page prints it."""

from datetime import date

from custodiet.law.steps import History
from custodiet.law.steps.investigation import DutiesRestricted, RestrictionReviewed, Suspended, SuspensionEnded
from custodiet.law.steps.opening import SubjectIdentified
from custodiet.law.steps.proceedings import ReportingRestricted, RestrictionLifted
from custodiet.law.vocabulary import Capacity, Protected, Rank
from custodiet.web.staff.restraints import restraints
from custodiet.web.staff.step_fields import Names

NAMES = Names(officers={"officer-1": "PC Y"})
WHO = SubjectIdentified(on=date(2023, 1, 2), about="officer-1", capacity=Capacity.MEMBER_OF_A_POLICE_FORCE, rank=Rank.CONSTABLE)
MOVED = DutiesRestricted(on=date(2023, 1, 30), about="officer-1", restriction="No lone contact", reason="x", reviewer="Chief Inspector")
BOUND = ReportingRestricted(
    on=date(2023, 1, 5), about="officer-1", binds=(Protected.OFFICER_NAME, Protected.COMPLAINANT), alias="PC Y", reason="x"
)


def said(*steps):
    return {row["key"]: row["value"] for row in restraints(History((WHO, *steps)), NAMES)}


def test_restricted_duties_stand_with_their_words_their_day_and_their_reviewer():
    assert said(MOVED) == {"PC Y: duties restricted": "No lone contact. Since 30 January 2023; reviewed by: Chief Inspector"}


def test_a_review_that_lets_the_restriction_go_on_leaves_it_and_one_that_does_not_ends_it():
    goes_on = RestrictionReviewed(on=date(2023, 2, 27), about="officer-1", goes_on=True)
    ended = RestrictionReviewed(on=date(2023, 2, 27), about="officer-1", goes_on=False)
    assert said(MOVED, goes_on) == said(MOVED)
    assert said(MOVED, ended) == {}


def test_only_what_was_not_lifted_may_still_not_be_published():
    lifted = RestrictionLifted(on=date(2023, 2, 1), about="officer-1", binds=(Protected.OFFICER_NAME,), reason="x")
    assert said(BOUND) == {"PC Y: publication restricted": "Not to be published: name of the officer, complainant. Since 5 January 2023"}
    assert said(BOUND, lifted) == {"PC Y: publication restricted": "Not to be published: complainant. Since 5 January 2023"}


def test_a_suspension_stands_until_it_is_ended():
    suspended = Suspended(on=date(2023, 1, 3), about="officer-1", redeployment_inappropriate=True, reason="x")
    ended = SuspensionEnded(on=date(2023, 3, 1), about="officer-1")
    assert said(suspended) == {"PC Y: suspended": "since 3 January 2023"}
    assert said(suspended, ended) == {}
