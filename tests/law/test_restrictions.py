"""Restrictions: of duties, with review and supervision; of what may be published, which a chair makes and lifts."""

import pytest

from custodiet.law.matter import Matter
from custodiet.law.rules import restrictions
from custodiet.law.rules.restrictions import bound_by
from custodiet.law.steps.investigation import DutiesRestricted, RestrictionReviewed
from custodiet.law.steps.opening import AllegationMade, SubjectIdentified
from custodiet.law.steps.outcome import Imposed, OfficerLeft, Quashed, StaffOutcomeDecided
from custodiet.law.steps.people import SupervisionChecked, SupervisionPlanned
from custodiet.law.steps.proceedings import (
    AttendanceExcluded,
    NoticeOfReferralServed,
    PublicityConsidered,
    ReferredToProceedings,
    ReportingRestricted,
    RestrictionLifted,
    RestrictionReasonsSent,
)
from custodiet.law.vocabulary import Capacity, FormOfProceedings, Outcome, Protected
from tests.law.asking import OFFICER, begun, day, duties, lines, owed, powers, reason

MONDAY = day("2024-03-04")
OF_DUTIES = """
    DutiesRestricted | Policy restriction of duties | appropriate authority / senior officer / line manager
    RestrictionReviewed | Policy review of restrictions | appropriate authority / senior officer / line manager
    SupervisionPlanned | Policy supervision | appropriate authority / senior officer / line manager
    SupervisionChecked | Policy supervision | appropriate authority / senior officer / line manager | after SupervisionPlanned
"""
OF_2020 = """
    PublicityConsidered | CR20 33(8)(f), 39(3) | {0} | {1}
    ReportingRestricted | CR20 39(3)(c), 59(2)(c) | {0} | {1}
    RestrictionLifted | CR20 39(3)(c), 59(2)(c) | {0} | after ReportingRestricted
    AttendanceExcluded | CR20 39(3)(a)-(b), 59(2) | {0} | {1}
""".format("chair / person conducting the proceedings", "after ReferredToProceedings or NoticeOfReferralServed")
OF_2015 = OF_2020.replace("CR20 33(8)(f), 39(3) |", "CR12 31 |").replace("CR20 39(3)(c), 59(2)(c)", "CR12 31")
OF_2015 = OF_2015.replace("CR20 39(3)(a)-(b), 59(2)", "CR12 31")
REASONS = (
    "RestrictionReasonsSent | CR20 39(3A), 59(4) | chair / person conducting the proceedings / recorder of the force"
    " | after ReportingRestricted or AttendanceExcluded"
)


def of(kind, on, **more):
    return kind(on=day(on), about=OFFICER, **more)


def restricted(on, **more):
    return of(DutiesRestricted, on, restriction="not in that town", reason="fear", reviewer="the inspector", **more)


def reviewed(on, goes_on=True, **more):
    return of(RestrictionReviewed, on, goes_on=goes_on, **more)


def planned(on, **more):
    return of(SupervisionPlanned, on, plan="every message read", **more)


def checked(on):
    return of(SupervisionChecked, on, proof=f"the messages up to {on} were read", supervisor="Sgt Dale")


def bound(on, *binds):
    return of(ReportingRestricted, on, binds=binds, alias="PC X", reason="welfare")


def lifted(on, *binds):
    return of(RestrictionLifted, on, binds=binds, reason="no longer needed")


def referred(form=FormOfProceedings.HEARING, on="2024-06-03"):
    return of(ReferredToProceedings, on, form=form)


def noticed(on):
    return of(NoticeOfReferralServed, on, form=FormOfProceedings.HEARING)


def why(history, step):
    return reason(restrictions, history, step)


# --- Duties -----------------------------------------------------------------------------------------------------------


def test_duties_are_restricted_by_those_who_manage_whatever_the_regulations():
    assert powers(restrictions, begun(day("2011-03-07"))) == lines(OF_DUTIES)
    assert powers(restrictions, begun(MONDAY, capacity=Capacity.STAFF)) == lines(OF_DUTIES)
    assert powers(restrictions, begun(MONDAY))[:4] == lines(OF_DUTIES)


def test_who_has_left_or_was_dismissed_has_no_duties_to_restrict():
    def offered(*steps):
        return "DutiesRestricted" in str(powers(restrictions, begun(MONDAY, *steps)))

    dismissed = of(Imposed, "2024-10-01", outcome=Outcome.DISMISSAL_WITHOUT_NOTICE)
    assert not offered(of(OfficerLeft, "2024-10-01"))
    assert not offered(dismissed)
    assert not offered(of(StaffOutcomeDecided, "2024-10-01", dismissed=True, gross=True))
    assert offered(of(StaffOutcomeDecided, "2024-10-01", dismissed=False, gross=True))
    assert offered(of(Imposed, "2024-10-01", outcome=Outcome.FINAL_WRITTEN_WARNING))
    assert offered(dismissed, of(Quashed, "2024-12-02", court="the tribunal"))
    second = SubjectIdentified(on=MONDAY, about="officer-2")
    assert offered(second, Imposed(on=day("2024-10-01"), about="officer-2", outcome=Outcome.DISMISSAL_WITHOUT_NOTICE))
    assert not offered(second, dismissed, Quashed(on=day("2024-12-02"), about="officer-2", court="the tribunal"))


def test_only_a_restriction_in_force_is_reviewed():
    refused = why(begun(MONDAY), reviewed("2024-04-02"))
    assert "No restriction of duties is in force in the record (Policy: review of restrictions)" in refused
    history = begun(MONDAY, restricted("2024-03-05"))
    assert why(history, reviewed("2024-04-02")) == ""
    assert why(history.with_step(reviewed("2024-04-02")), reviewed("2024-04-30")) == ""
    assert why(history.with_step(reviewed("2024-04-02", goes_on=False)), reviewed("2024-04-30")) == refused
    theirs = DutiesRestricted(on=day("2024-03-05"), about="officer-2", restriction="no driving", reason="speed", reviewer="the sergeant")
    assert why(begun(MONDAY, SubjectIdentified(on=MONDAY, about="officer-2"), theirs), reviewed("2024-04-02")) == refused


def test_a_restriction_cannot_end_before_it_begins():
    refused = why(begun(MONDAY), restricted("2024-03-05", review_on=day("2024-03-04")))
    assert "goes on, on 5 March 2024 cannot be reviewed on 4 March 2024" in refused
    assert why(begun(MONDAY), restricted("2024-03-05", review_on=day("2024-03-05"))) == ""
    history = begun(MONDAY, restricted("2024-03-05"))
    assert "Check both days" in why(history, reviewed("2024-04-02", review_on=day("2024-03-05")))
    assert why(history, reviewed("2024-04-02", review_on=day("2024-04-30"))) == ""


def test_a_plan_of_supervision_has_an_interval_and_an_end_after_its_beginning():
    assert "at least every so many whole days, and 0 was entered" in why(begun(MONDAY), planned("2024-03-05", check_every_days=0))
    assert why(begun(MONDAY), planned("2024-03-05", check_every_days=1)) == ""
    refused = why(begun(MONDAY), planned("2024-03-05", until=day("2024-03-05")))
    assert "The supervision would end before it begins" in refused
    assert why(begun(MONDAY), planned("2024-03-05", until=day("2024-03-06"))) == ""
    assert why(begun(MONDAY), planned("2024-03-05")) == ""


def test_a_restriction_is_reviewed_every_four_weeks_or_on_the_day_fixed():
    steps = (restricted("2024-03-05"), reviewed("2024-04-02", review_on=day("2024-04-09")), reviewed("2024-04-09", goes_on=False))
    assert duties(restrictions, begun(MONDAY, *steps), "2024-05-01") == lines(
        """
        restriction-review 2024-03-05 2024-04-02 2024-04-02
        restriction-review 2024-04-02 2024-04-09 2024-04-09
        """
    )
    history = begun(MONDAY, restricted("2024-03-05", review_on=day("2024-05-07")))
    assert duties(restrictions, history, "2024-05-01") == ["restriction-review 2024-03-05 2024-05-07 open"]
    assert duties(restrictions, history.with_step(of(OfficerLeft, "2024-04-02")), "2024-05-01") == []


def test_supervision_is_checked_as_often_as_the_plan_says_until_it_ends():
    plan = planned("2024-03-05", check_every_days=7, until=day("2024-03-26"))
    history = begun(MONDAY, plan, checked("2024-03-12"), checked("2024-03-18"))
    assert duties(restrictions, history, "2024-05-01") == lines(
        """
        supervision-check 2024-03-05 2024-03-12 2024-03-12
        supervision-check 2024-03-12 2024-03-19 2024-03-18
        supervision-check 2024-03-18 2024-03-25 open
        """
    )
    last = history.with_step(checked("2024-03-19"))
    assert duties(restrictions, last, "2024-05-01")[-1] == "supervision-check 2024-03-19 2024-03-26 open"
    beyond = history.with_step(checked("2024-03-20"))
    assert duties(restrictions, beyond, "2024-05-01")[-1] == "supervision-check 2024-03-18 2024-03-25 2024-03-20"


def test_a_new_plan_takes_the_place_of_the_old_one():
    history = begun(MONDAY, planned("2024-03-05"), planned("2024-03-19", check_every_days=14), checked("2024-04-02"))
    assert duties(restrictions, history, "2024-05-01") == lines(
        """
        supervision-check 2024-03-05 2024-04-02 2024-04-02
        supervision-check 2024-03-19 2024-04-02 2024-04-02
        supervision-check 2024-04-02 2024-04-16 open
        """
    )
    unmet = begun(MONDAY, planned("2024-03-05"), planned("2024-03-19"))
    assert duties(restrictions, unmet, "2024-05-01") == ["supervision-check 2024-03-19 2024-04-16 open"]
    assert duties(restrictions, unmet.with_step(of(OfficerLeft, "2024-04-01")), "2024-05-01") == []


def test_a_check_without_a_plan_asks_for_no_other():
    assert "First comes “Supervision plan made”" in why(begun(MONDAY), checked("2024-03-12"))
    assert duties(restrictions, begun(MONDAY, checked("2024-03-12")), "2024-05-01") == []


# --- Publication ------------------------------------------------------------------------------------------------------


def test_the_chair_decides_on_publicity_where_hearings_are_public():
    assert powers(restrictions, begun(MONDAY, noticed("2024-05-06"))) == lines(OF_DUTIES) + lines(OF_2020)
    assert powers(restrictions, begun(day("2025-05-28"))) == [*lines(OF_DUTIES), *lines(OF_2020), REASONS]
    assert powers(restrictions, begun(day("2018-03-05"))) == lines(OF_DUTIES) + lines(OF_2015)
    assert powers(restrictions, begun(day("2013-03-04"), noticed("2015-04-30"))) == lines(OF_DUTIES)


def test_reasons_go_to_the_policing_body_where_notice_was_given_since_may_2024():
    assert powers(restrictions, begun(MONDAY, noticed("2024-05-07")))[-1] == REASONS
    assert powers(restrictions, begun(MONDAY, noticed("2024-05-06")))[-1] != REASONS
    steps = (
        bound("2024-06-10", Protected.OFFICER_NAME),
        of(AttendanceExcluded, "2024-06-12", reason="a child"),
        of(RestrictionReasonsSent, "2024-06-11"),
    )
    found = [
        "restriction-reasons 2024-06-10 - 2024-06-11",
        "restriction-reasons 2024-06-12 - open",
    ]
    assert duties(restrictions, begun(MONDAY, noticed("2024-05-07"), *steps), "2024-06-13") == found
    assert duties(restrictions, begun(MONDAY, noticed("2024-05-06"), *steps), "2024-06-13") == []
    assert restrictions.CLOCKS[-1].period.words == "as soon as practicable"
    assert restrictions.CLOCKS[-1].since == day("2024-05-07")


@pytest.mark.parametrize(
    "step",
    [
        of(PublicityConsidered, "2024-07-01"),
        bound("2024-07-01", Protected.OFFICER_NAME),
        of(AttendanceExcluded, "2024-07-01", reason="a child"),
    ],
)
def test_a_meeting_is_private_and_needs_no_restriction(step):
    assert "First comes “Referred to proceedings”" in why(begun(MONDAY), step)
    for form in (FormOfProceedings.MEETING, FormOfProceedings.STAFF_MEETING):
        assert "held in private and is not reported (CR20 39(1)-(2))" in why(begun(MONDAY, referred(form)), step)
    for form in (FormOfProceedings.HEARING, FormOfProceedings.ACCELERATED_HEARING):
        assert why(begun(MONDAY, referred(form)), step) == ""
    assert why(begun(MONDAY, noticed("2024-06-03")), step) == ""


def test_a_restriction_says_what_it_binds():
    assert "Nothing is named that may not be published" in why(begun(MONDAY, referred()), bound("2024-07-01"))


OFFENCE = AllegationMade(on=MONDAY, about="allegation-1", officer=OFFICER, conduct="assault", sexual_offence_alleged=True)
NO_OFFENCE = AllegationMade(on=MONDAY, about="allegation-1", officer=OFFICER, conduct="rudeness")
EVERYONE = bound("2024-07-01", Protected.OFFICER_NAME, Protected.COMPLAINANT, Protected.VICTIM)


@pytest.mark.parametrize("protected", [Protected.COMPLAINANT, Protected.VICTIM])
def test_whoever_alleges_a_sexual_offence_has_anonymity_for_life(protected):
    refused = why(begun(MONDAY, OFFENCE, referred(), EVERYONE), lifted("2024-09-02", Protected.OFFICER_NAME, protected))
    assert f"The {protected} cannot be named: a sexual offence is alleged" in refused and "(SOA92 s.1)" in refused
    assert f"Leave the {protected} out of what is lifted" in refused
    assert why(begun(MONDAY, OFFENCE, referred(), EVERYONE), lifted("2024-09-02", Protected.OFFICER_NAME)) == ""
    assert why(begun(MONDAY, NO_OFFENCE, referred(), EVERYONE), lifted("2024-09-02", protected)) == ""


def test_only_what_is_bound_is_lifted():
    history = begun(MONDAY, referred(), EVERYONE)
    refused = why(history, lifted("2024-09-02", Protected.OFFICER_NAME, Protected.WITNESS, Protected.LOCATION))
    assert "What is to be lifted is not restricted: witness, location (CR20 39(3)(c), 59(2)(c))" in refused
    assert "not restricted: nothing" in why(history, lifted("2024-09-02"))
    again = history.with_step(lifted("2024-09-02", Protected.OFFICER_NAME))
    assert "not restricted: name of the officer" in why(again, lifted("2024-09-03", Protected.OFFICER_NAME))
    assert why(again.with_step(bound("2024-09-04", Protected.OFFICER_NAME)), lifted("2024-09-05", Protected.OFFICER_NAME)) == ""
    assert "First comes “Publication restricted by the chair”" in why(begun(MONDAY, referred()), lifted("2024-09-02"))


def test_what_is_bound_is_what_was_bound_and_not_lifted_for_that_officer():
    theirs = ReportingRestricted(on=day("2024-07-01"), about="officer-2", binds=(Protected.DATES,), reason="another case")
    history = begun(MONDAY, SubjectIdentified(on=MONDAY, about="officer-2"), EVERYONE, theirs, lifted("2024-09-02", Protected.VICTIM))
    assert bound_by(history, OFFICER) == {Protected.OFFICER_NAME, Protected.COMPLAINANT}
    assert bound_by(history, "officer-2") == {Protected.DATES}


def test_who_owes_what():
    assert owed(restrictions) == lines(
        """
        restriction-review | duty | appropriate authority | officer concerned | an officer
        supervision-check | duty | line manager | appropriate authority | an officer
        restriction-reasons | duty | chair | local policing body | an officer
        """
    )


def test_options_are_the_powers_of_the_table_asked_of_the_matter():
    history = begun(MONDAY)
    assert [o.step for o in restrictions.options(Matter(history, MONDAY, history)) if o] == [DutiesRestricted, SupervisionPlanned]
