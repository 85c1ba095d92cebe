"""What was published and taken off again is owed again; a direction on publication may protect one person alone."""

from datetime import date

import pytest

from custodiet.law.rules import hearing, proceedings, restrictions
from custodiet.law.steps import History
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import Protected
from tests.law.tried import DAY, HEARING, IN_2016, IN_2022, PC, duties, known, matter, offices, one, reason, referred
from tests.law.tried import sat as sat_in

FEB = date(2023, 2, 1)
REQUIRED = one(pro.PublicNoticeRequired, FEB)
ASKED = one(pro.PublicityConsidered, FEB)
PUBLISHED = one(pro.PublicNoticePublished, FEB)
WITHDRAWN = one(pro.PublicNoticeWithdrawn, FEB, reason="A name stood in it")


def owed(*steps, clock="notice-public", rules=proceedings, case=None):
    return [met for _, _, met in duties(rules, case or referred(IN_2022, HEARING, *steps), clock)]


def test_a_notice_that_was_taken_off_is_owed_again_though_all_of_it_happened_on_one_day():
    assert owed(REQUIRED, ASKED) == [None]
    assert owed(REQUIRED, ASKED, PUBLISHED) == [FEB]
    assert owed(REQUIRED, ASKED, PUBLISHED, WITHDRAWN) == [FEB, None]
    assert owed(REQUIRED, ASKED, PUBLISHED, WITHDRAWN, one(pro.PublicNoticePublished, FEB)) == [FEB, FEB]


def test_a_notice_that_is_taken_off_after_the_hearing_is_not_owed_again():
    held = sat_in(IN_2022, HEARING, one(pro.PublicNoticeRequired, IN_2022 + 150 * DAY), one(pro.PublicNoticePublished, IN_2022 + 151 * DAY))
    over = IN_2022 + 400 * DAY
    after = History([*held, one(pro.HearingEnded, over), one(pro.PublicNoticeWithdrawn, over)])
    assert owed(case=after) == [IN_2022 + 151 * DAY]


def test_a_report_that_was_taken_off_is_owed_again_and_its_period_runs_no_longer():
    day = IN_2022 + 300 * DAY
    told = [one(out.ReportSubmitted, day), one(out.OutcomeNotified, day), one(out.ReportPublished, day)]
    case = sat_in(IN_2022, HEARING, one(pro.HearingEnded, day), *told)
    assert owed(case=case, rules=hearing, clock="report-published") == [day]
    assert len(duties(hearing, case, "report-public")) == 1
    taken = History([*case, one(out.ReportWithdrawn, day, reason="A name stood in it")])
    assert owed(case=taken, rules=hearing, clock="report-published") == [day, None]
    assert duties(hearing, taken, "report-public") == []
    again = History([*taken, one(out.ReportPublished, day)])
    assert owed(case=again, rules=hearing, clock="report-published") == [day, day]


def test_the_authority_takes_off_what_it_published_and_nothing_else():
    assert "Public notice of the hearing published" in reason(proceedings, referred(IN_2022, HEARING, REQUIRED, ASKED), WITHDRAWN)
    case = referred(IN_2022, HEARING, REQUIRED, ASKED, PUBLISHED)
    assert offices(proceedings, case, WITHDRAWN) == [("Policy withdrawal from the website", "appropriate authority")]


def test_a_notice_under_the_regulations_of_2012_rests_on_them():
    assert [power[0] for power in offices(proceedings, referred(IN_2016), PUBLISHED)] == ["CR12 27A(2), 44A(2) (CR15am)"]
    assert known(proceedings, referred(IN_2022), PUBLISHED) != known(proceedings, referred(IN_2016), PUBLISHED)


def restricted(person, *binds):
    return one(pro.ReportingRestricted, FEB, binds=binds or (Protected.WITNESS,), person=person, reason="Fear")


def lifted(person):
    return one(pro.RestrictionLifted, FEB, binds=(Protected.WITNESS,), person=person, reason="Agrees")


def test_a_direction_about_one_person_binds_that_person_and_is_lifted_for_that_person_alone():
    first, second = restricted("w-1"), restricted("w-2")
    history = matter(referred(IN_2022, HEARING, first, second)).history
    assert restrictions.people_bound(history, PC) == {"w-1", "w-2"} and restrictions.bound_by(history, PC) == frozenset()
    assert reason(restrictions, referred(IN_2022, HEARING, first, second), lifted("w-1")) == ""
    assert restrictions.people_bound(matter(referred(IN_2022, HEARING, first, second, lifted("w-1"))).history, PC) == {"w-2"}
    assert "No direction protects this person alone" in reason(restrictions, referred(IN_2022, HEARING, first), lifted("w-3"))


@pytest.mark.parametrize("binds", [(Protected.OFFICER_NAME,), (Protected.WITNESS, Protected.VICTIM), (Protected.LOCATION,)])
def test_a_direction_about_one_person_says_what_that_person_is(binds):
    said = reason(restrictions, referred(IN_2022), restricted("w-1", *binds))
    assert "A direction about one person says what that person is" in said
    assert reason(restrictions, referred(IN_2022), restricted("w-1")) == ""
