"""The meeting or hearing: its form, its publicity, its report, and to whom the report goes."""

from datetime import date

import pytest

from custodiet.law.rules import hearing, hearing_report
from custodiet.law.steps import History
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import Capacity, ModeOfInvestigation, Outcome, Seat
from tests.law.tried import (
    ACCELERATED,
    DAY,
    GROSS,
    HEARING,
    IN_2014,
    IN_2016,
    IN_2022,
    IN_2025,
    MEETING,
    MISCONDUCT,
    PC,
    SPECIAL,
    STAFF,
    decided,
    duties,
    ends,
    found,
    known,
    left,
    matter,
    offices,
    one,
    opened,
    reason,
    referred,
    reported,
    sat,
)  # fmt: skip

FINAL, DISMISSED, WOULD_HAVE = Outcome.FINAL_WRITTEN_WARNING, Outcome.DISMISSAL_WITHOUT_NOTICE, Outcome.WOULD_HAVE_BEEN_DISMISSED
ADVISED = (Seat.CHIEF_OFFICER_CHAIR, Seat.LAY_MEMBER_WITH_EXPERIENCE, Seat.LAY_MEMBER, Seat.LEGALLY_QUALIFIED_ADVISER)
AA, CHAIR, PERSON, RECORDER = "appropriate authority", "chair", "person conducting the proceedings", "recorder of the force"


def panel(began, *more, form=HEARING, **about):
    """The case with a panel appointed and nothing begun."""
    return referred(began, form, one(pro.PanelAppointed, began + 150 * DAY, seats=()), *more, **about)


def began(day=IN_2022, form=HEARING, public=None, days=200):
    in_public = form is not MEETING if public is None else public
    return one(pro.HearingBegan, day + days * DAY, form=form, in_public=in_public)


def ended(day=IN_2022, days=202):
    return one(pro.HearingEnded, day + days * DAY)


def report(day=IN_2022, reasons="", days=205):
    return one(out.ReportSubmitted, day + days * DAY, reasons_if_not_dismissed=reasons)


class TestBeginning:
    def test_a_panel_must_stand_appointed(self):
        assert "Panel, or person conducting, appointed" in reason(hearing, referred(IN_2022), began())
        assert reason(hearing, panel(IN_2022), began()) == ""
        undone = one(out.Quashed, IN_2022 + 300 * DAY, court="High Court")
        again = began(days=400)
        assert "No panel or person conducting stands appointed" in reason(hearing, decided(IN_2022, FINAL, undone), again)
        fresh = one(pro.PanelAppointed, IN_2022 + 350 * DAY, seats=())
        assert reason(hearing, decided(IN_2022, FINAL, undone, fresh), again) == ""

    def test_the_referral_must_stand(self):
        withdrawn = one(pro.ProceedingsWithdrawn, IN_2022 + 160 * DAY, reason="No case")
        assert "does not stand referred" in reason(hearing, panel(IN_2022, withdrawn), began())

    def test_it_begins_once_and_goes_on_after_an_adjournment(self):
        assert "already began on 30 September 2022" in reason(hearing, sat(IN_2022), began(days=205))
        adjourned = one(pro.HearingAdjourned, IN_2022 + 201 * DAY, reason="Illness")
        assert reason(hearing, sat(IN_2022, HEARING, adjourned), began(days=205)) == ""

    def test_its_form_is_that_of_the_referral(self):
        said = reason(hearing, panel(IN_2022), began(form=ACCELERATED))
        assert "referred to a misconduct hearing, so no accelerated misconduct hearing can begin" in said
        assert reason(hearing, panel(IN_2022, form=ACCELERATED), began(form=ACCELERATED)) == ""
        assert reason(hearing, panel(IN_2016, form=SPECIAL), began(IN_2016, SPECIAL)) == ""

    def test_a_meeting_is_private(self):
        assert "held in private (CR20 39(1)" in reason(hearing, panel(IN_2022, form=MEETING), began(form=MEETING, public=True))
        assert reason(hearing, panel(IN_2022, form=MEETING), began(form=MEETING)) == ""

    @pytest.mark.parametrize("day, form", [(IN_2022, HEARING), (IN_2022, ACCELERATED), (IN_2016, HEARING), (IN_2016, SPECIAL)])
    def test_a_hearing_is_public_unless_the_chair_excluded_people(self, day, form):
        assert "Enter the exclusion with its reason first" in reason(hearing, panel(day, form=form), began(day, form, False))
        excluded = one(pro.AttendanceExcluded, day + 180 * DAY, reason="All, for the safety of an informant")
        assert reason(hearing, panel(day, excluded, form=form), began(day, form, False)) == ""

    def test_before_may_2015_a_hearing_was_private_unless_the_ipcc_investigated_and_directed(self):
        assert "before 1 May 2015" in reason(hearing, panel(IN_2014), began(IN_2014))
        assert reason(hearing, panel(IN_2014), began(IN_2014, public=False)) == ""
        case = panel(IN_2014, mode=ModeOfInvestigation.INDEPENDENT)
        assert reason(hearing, case, began(IN_2014)) == ""
        assert reason(hearing, case, began(IN_2014, public=False)) == ""

    def test_staff_have_meetings_of_their_own(self):
        staff = opened(IN_2022, capacity=Capacity.STAFF)
        assert offices(hearing, staff, began(form=STAFF)) == [("Policy on staff discipline", CHAIR, PERSON, RECORDER)]
        assert reason(hearing, staff, began(form=STAFF)) == ""
        assert "Staff are outside the Conduct Regulations, so no misconduct hearing" in reason(hearing, staff, began())
        assert known(hearing, staff, ended()) == []

    def test_who_says_so(self):
        assert offices(hearing, panel(IN_2022), began()) == [("CR20 39, 41; 59, 61", CHAIR, PERSON, RECORDER)]
        assert offices(hearing, panel(IN_2016), began(IN_2016)) == [("CR12 31, 33; 52-53", CHAIR, PERSON, RECORDER)]


class TestAdjourningAndEnding:
    def adjourned(self, **content):
        return one(pro.HearingAdjourned, IN_2022 + 201 * DAY, reason="Illness", **content)

    def test_only_what_goes_on_is_adjourned_or_ended(self):
        assert reason(hearing, sat(IN_2022), self.adjourned()) == ""
        assert reason(hearing, sat(IN_2022), ended()) == ""
        for case in (sat(IN_2022, HEARING, self.adjourned()), sat(IN_2022, HEARING, ended(days=201))):
            assert "No meeting or hearing is going on" in reason(hearing, case, ended())
            assert "No meeting or hearing is going on" in reason(hearing, case, one(pro.HearingAdjourned, ended().on, reason="Illness"))
        assert "Hearing or meeting began" in reason(hearing, panel(IN_2022), ended())
        resumed = sat(IN_2022, HEARING, self.adjourned(), began(days=202))
        assert reason(hearing, resumed, ended(days=203)) == ""

    def test_an_adjournment_does_not_run_backwards(self):
        on = IN_2022 + 201 * DAY
        assert reason(hearing, sat(IN_2022), self.adjourned(until=on)) == ""
        assert "cannot run until" in reason(hearing, sat(IN_2022), self.adjourned(until=on - DAY))

    def test_who_says_so(self):
        assert offices(hearing, sat(IN_2022), self.adjourned()) == [("CR20 41(3)-(4); 61", CHAIR, PERSON)]
        assert offices(hearing, sat(IN_2022), ended()) == [("CR20 43(1); 63(1)", CHAIR, PERSON, RECORDER)]


class TestReport:
    def test_it_follows_the_findings_and_the_end(self):
        assert "Finding made on an allegation" in reason(hearing, sat(IN_2022, HEARING, ended()), report())
        assert "has not ended" in reason(hearing, found(IN_2022), report())
        case = decided(IN_2022, DISMISSED, ended())
        assert reason(hearing, case, report()) == ""
        assert "already submitted on" in reason(hearing, decided(IN_2022, DISMISSED, ended(), report()), report(days=206))

    def test_since_may_2024_it_says_why_gross_misconduct_was_not_met_with_dismissal(self):
        case = decided(IN_2025, FINAL, ended(IN_2025), months=24)
        assert "CR20 43(1)(e), 63(1)(d)" in reason(hearing, case, report(IN_2025))
        assert "Enter the reasons" in reason(hearing, case, report(IN_2025, "  "))
        assert reason(hearing, case, report(IN_2025, "Remorse, and a single lapse")) == ""
        assert reason(hearing, decided(IN_2025, DISMISSED, ended(IN_2025)), report(IN_2025)) == ""
        lesser = decided(IN_2025, FINAL, ended(IN_2025), level=MISCONDUCT, months=24)
        assert reason(hearing, lesser, report(IN_2025)) == ""
        assert reason(hearing, decided(IN_2022, FINAL, ended(), months=24), report()) == ""

    def test_so_for_a_former_officer_who_would_not_have_been_dismissed(self):
        gone = left(IN_2025 + 130 * DAY)
        case = decided(IN_2025, Outcome.NO_ACTION, gone, ended(IN_2025))
        assert "Enter the reasons" in reason(hearing, case, report(IN_2025))
        assert reason(hearing, decided(IN_2025, WOULD_HAVE, gone, ended(IN_2025)), report(IN_2025)) == ""

    def test_where_nothing_was_imposed_there_is_nothing_to_justify(self):
        assert reason(hearing, found(IN_2025, HEARING, GROSS, ended(IN_2025)), report(IN_2025)) == ""

    def test_it_goes_to_the_local_policing_body_in_those_cases_only(self):
        sent = one(out.ReportSentToPolicingBody, IN_2025 + 210 * DAY)
        case = decided(IN_2025, FINAL, ended(IN_2025), report(IN_2025, "Remorse"), months=24)
        assert reason(hearing, case, sent) == ""
        assert offices(hearing, case, sent) == [("CR20 43(5)(c); 63(4)(c)", AA)]
        dismissed = decided(IN_2025, DISMISSED, ended(IN_2025), report(IN_2025))
        assert "It need not be sent" in reason(hearing, dismissed, sent)
        before = decided(IN_2025, FINAL, ended(IN_2025), months=24)
        assert "report submitted" in reason(hearing, before, sent)

    def test_who_submits_it(self):
        assert offices(hearing, decided(IN_2022, DISMISSED, ended()), report()) == [("CR20 43(1); 63(1)", CHAIR, PERSON)]
        assert known(hearing, decided(IN_2016, DISMISSED, ended(IN_2016)), report(IN_2016)) == []

    def test_it_is_due_five_working_days_after_the_end(self):
        case = sat(IN_2022, HEARING, one(pro.HearingEnded, date(2023, 12, 18)))
        assert ends(hearing, case, "report") == [date(2023, 12, 27)]
        assert ends(hearing, case, "old-outcome") == []
        met = sat(IN_2022, HEARING, one(pro.HearingEnded, date(2023, 12, 18)), one(out.ReportSubmitted, date(2023, 12, 20)))
        assert duties(hearing, met, "report") == [(None, date(2023, 12, 27), date(2023, 12, 20))]


class TestDrafting:
    asked = one(pro.DraftingRequested, date(2026, 2, 4))
    delivered = one(pro.DraftDelivered, date(2026, 2, 11))
    closed = one(pro.HearingEnded, date(2026, 2, 5))

    def case(self, *more, seats=ADVISED, **about):
        return sat(IN_2025, HEARING, *more, seats=seats, **about)

    def test_the_adviser_beside_a_panel_may_be_asked_to_draft(self):
        assert reason(hearing, self.case(), self.asked) == ""
        assert "Only a legally qualified adviser appointed beside a panel" in reason(hearing, self.case(seats=()), self.asked)
        assert known(hearing, sat(IN_2022), self.asked) == []
        submitted = self.case(one(out.ReportSubmitted, date(2026, 2, 3)))
        assert "no draft is needed" in reason(hearing, submitted, self.asked)
        assert offices(hearing, self.case(), self.asked) == [("CR20 43(1B); 63(1B)", CHAIR)]

    def test_before_may_2024_nobody_drafts_for_the_chair_whoever_sits(self):
        assert not hearing_report.advised_panel(matter(sat(IN_2022, seats=ADVISED)), PC)
        assert hearing_report.advised_panel(matter(self.case()), PC)
        assert not hearing_report.advised_panel(matter(self.case(seats=ADVISED[:3])), PC)
        assert not hearing_report.advised_panel(matter(reported(IN_2025)), PC)

    def test_the_chair_then_has_ten_working_days_and_the_adviser_five(self):
        case = self.case(self.asked, self.closed)
        assert ends(hearing, case, "report-lqa") == [date(2026, 2, 19)]
        assert ends(hearing, case, "report-lqa-draft") == [date(2026, 2, 12)]
        assert ends(hearing, case, "report") == []
        plain = self.case(self.closed)
        assert ends(hearing, plain, "report") == [date(2026, 2, 12)]
        assert ends(hearing, plain, "report-lqa") == ends(hearing, plain, "report-lqa-draft") == []

    def test_the_draft_is_delivered_after_the_end(self):
        assert offices(hearing, self.case(self.asked, self.closed), self.delivered) == [
            ("CR20 43(1C)(a); 63(1C)(a)", "legally qualified adviser", RECORDER)
        ]
        assert reason(hearing, self.case(self.asked, self.closed), self.delivered) == ""
        assert "has not ended" in reason(hearing, self.case(self.asked), self.delivered)
        assert known(hearing, self.case(self.closed), self.delivered) == []
        case = self.case(self.asked, self.closed, self.delivered, one(out.ReportSubmitted, date(2026, 2, 16)))
        assert duties(hearing, case, "report-lqa-draft") == [(None, date(2026, 2, 12), date(2026, 2, 11))]
        assert duties(hearing, case, "report-lqa") == [(None, date(2026, 2, 19), date(2026, 2, 16))]


class TestTellingAndPublishing:
    told = one(out.OutcomeNotified, IN_2022 + 206 * DAY)
    published = one(out.ReportPublished, IN_2022 + 207 * DAY)
    dispensed = one(out.ReportDispensedWith, IN_2022 + 206 * DAY, reason="Safety of an informant")

    def test_the_officer_is_given_the_report(self):
        assert reason(hearing, decided(IN_2022, DISMISSED, ended(), report()), self.told) == ""
        assert "report submitted" in reason(hearing, decided(IN_2022, DISMISSED, ended()), self.told)
        assert offices(hearing, decided(IN_2022, DISMISSED), self.told) == [("CR20 43(2); 63(2)", AA)]

    def test_giving_it_to_the_officer_is_owed_as_soon_as_practicable_from_its_submission(self):
        assert duties(hearing, decided(IN_2022, DISMISSED, ended()), "report-to-officer") == []
        assert duties(hearing, decided(IN_2022, DISMISSED, ended(), report()), "report-to-officer") == [(None, None, None)]
        given = decided(IN_2022, DISMISSED, ended(), report(), self.told)
        assert duties(hearing, given, "report-to-officer") == [(None, None, self.told.on)]
        assert duties(hearing, decided(IN_2016, DISMISSED, report(IN_2016)), "report-to-officer") == []

    def test_publishing_it_is_owed_from_the_day_the_officer_was_told_unless_the_chair_dispensed_with_it(self):
        told = decided(IN_2022, DISMISSED, ended(), report(), self.told)
        assert duties(hearing, decided(IN_2022, DISMISSED, ended(), report()), "report-published") == []
        assert duties(hearing, told, "report-published") == [(None, None, None)]
        assert duties(hearing, History([*told, self.published]), "report-published") == [(None, None, self.published.on)]
        assert duties(hearing, History([*told, self.dispensed]), "report-published") == []
        meeting = decided(IN_2022, FINAL, ended(), report(), self.told, form=MEETING, level=MISCONDUCT, months=24)
        assert duties(hearing, meeting, "report-published") == []

    def test_the_policing_body_is_owed_the_report_where_gross_misconduct_did_not_end_in_dismissal(self):
        sent = one(out.ReportSentToPolicingBody, IN_2025 + 207 * DAY)
        kept = decided(IN_2025, FINAL, ended(IN_2025), report(IN_2025, "Exceptional"), months=24)
        assert duties(hearing, kept, "report-to-lpb") == [(None, None, None)]
        assert duties(hearing, History([*kept, sent]), "report-to-lpb") == [(None, None, sent.on)]
        assert duties(hearing, decided(IN_2025, DISMISSED, ended(IN_2025), report(IN_2025)), "report-to-lpb") == []
        assert duties(hearing, decided(IN_2022, FINAL, ended(), report(), months=24), "report-to-lpb") == []

    def test_the_report_on_a_hearing_is_published_once_the_officer_is_told(self):
        case = decided(IN_2022, DISMISSED, ended(), report(), self.told)
        assert reason(hearing, case, self.published) == ""
        assert offices(hearing, case, self.published) == [("CR20 43(6)-(7); 63(5)-(6)", AA)]
        assert "Officer given the report" in reason(hearing, decided(IN_2022, DISMISSED, ended(), report()), self.published)
        meeting = decided(IN_2022, FINAL, ended(), report(), self.told, form=MEETING, level=MISCONDUCT, months=24)
        assert known(hearing, meeting, self.published) == [] and known(hearing, meeting, self.dispensed) == []
        assert len(known(hearing, reported(IN_2022), self.published)) == 1

    def test_unless_the_chair_dispensed_with_it(self):
        case = decided(IN_2022, DISMISSED, ended(), report(), self.told, self.dispensed)
        assert "The chair dispensed with publication on" in reason(hearing, case, self.published)
        assert offices(hearing, case, self.dispensed) == [("CR20 43(12); 63(11)", CHAIR, PERSON)]
        assert reason(hearing, decided(IN_2022, DISMISSED, ended()), self.dispensed) == ""
        assert "Hearing or meeting ended" in reason(hearing, decided(IN_2022, DISMISSED), self.dispensed)
        out_already = decided(IN_2022, DISMISSED, ended(), report(), self.told, self.published)
        late = one(out.ReportDispensedWith, IN_2022 + 208 * DAY, reason="Late thought")
        assert "can no longer be dispensed with" in reason(hearing, out_already, late)

    def test_it_stays_public_for_28_days(self):
        case = decided(IN_2022, DISMISSED, ended(), report(), self.told, self.published)
        assert ends(hearing, case, "report-public") == [IN_2022 + 235 * DAY]
        old = decided(IN_2016, DISMISSED, one(out.ReportPublished, IN_2016 + 210 * DAY))
        assert ends(hearing, old, "report-public") == []


class TestOld:
    told = one(out.OutcomeNotified, date(2016, 10, 3))
    required = one(out.OutcomeNoticeRequired, date(2016, 9, 26))
    over = one(pro.HearingEnded, date(2016, 9, 26))
    published = one(out.ReportPublished, date(2016, 10, 10))

    def test_the_officer_has_written_notice_in_five_working_days(self):
        case = decided(IN_2016, DISMISSED, self.over)
        assert ends(hearing, case, "old-outcome") == [date(2016, 10, 3)]
        assert ends(hearing, case, "report") == []
        assert offices(hearing, case, self.told) == [("CR12 36(1), 56(1)", CHAIR, PERSON, AA)]
        assert reason(hearing, case, self.told) == ""
        assert "has not ended" in reason(hearing, decided(IN_2016, DISMISSED), self.told)
        assert "Finding made on an allegation" in reason(hearing, sat(IN_2016, HEARING, self.over), self.told)
        met = decided(IN_2016, DISMISSED, self.over, self.told)
        assert duties(hearing, met, "old-outcome") == [(None, date(2016, 10, 3), date(2016, 10, 3))]

    def test_a_public_notice_only_where_the_chair_required_one(self):
        case = decided(IN_2016, DISMISSED, self.over)
        assert ends(hearing, case, "old-outcome-public") == []
        assert "Chair required a public notice" in reason(hearing, case, self.published)
        assert offices(hearing, case, self.required) == [("CR12 36(6), 56(5)", CHAIR, PERSON)]
        assert reason(hearing, case, self.required) == ""
        wanted = decided(IN_2016, DISMISSED, self.over, self.required)
        assert duties(hearing, wanted, "old-outcome-public") == [(date(2016, 10, 5), date(2016, 10, 11), None)]
        assert offices(hearing, wanted, self.published) == [("CR12 36(7)-(8), 56(6)-(7)", AA)]
        assert reason(hearing, wanted, self.published) == ""
        done = decided(IN_2016, DISMISSED, self.over, self.required, self.published)
        assert duties(hearing, done, "old-outcome-public") == [(date(2016, 10, 5), date(2016, 10, 11), date(2016, 10, 10))]

    def test_none_before_may_2015_and_none_for_a_meeting(self):
        assert known(hearing, decided(IN_2014, DISMISSED), one(out.OutcomeNoticeRequired, IN_2014 + 210 * DAY)) == []
        meeting = decided(IN_2016, Outcome.WRITTEN_WARNING, form=MEETING, level=MISCONDUCT, months=12)
        assert known(hearing, meeting, self.required) == []
        assert "Outcome imposed" in reason(hearing, found(IN_2016), self.required)


def test_who_owes_what_to_whom():
    assert {c.id: (str(c.kind), c.owed_by.value, c.owed_to and c.owed_to.value) for c in hearing.CLOCKS} == {
        "report": ("duty", CHAIR, AA),
        "report-lqa": ("duty", CHAIR, AA),
        "report-lqa-draft": ("duty", "legally qualified adviser", CHAIR),
        "report-to-officer": ("duty", AA, "officer concerned"),
        "report-to-lpb": ("duty", AA, "local policing body"),
        "report-published": ("duty", AA, None),
        "report-public": ("in force", AA, None),
        "old-outcome": ("duty", CHAIR, "officer concerned"),
        "old-outcome-public": ("duty", AA, None),
    }


def test_the_options_of_a_hearing_are_those_of_its_regulations():
    offered = {option.step for option in hearing.options(matter(decided(IN_2022, DISMISSED)))}
    assert pro.DraftingRequested not in offered and out.OutcomeNoticeRequired not in offered
    assert {pro.HearingEnded, out.ReportSubmitted, out.ReportDispensedWith} <= offered
    assert op.CaseClosed not in offered
