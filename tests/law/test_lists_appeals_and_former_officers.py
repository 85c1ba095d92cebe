"""The barred and advisory lists, appeals, former officers, and the papers between referral and hearing."""

from datetime import date

import pytest

from custodiet.law.matter import Matter
from custodiet.law.rules import appeals, former_officers, lists, proceedings
from custodiet.law.steps import History
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import people as pe
from custodiet.law.steps import proceedings as pro
from custodiet.law.steps.investigation import ReportReceived
from custodiet.law.vocabulary import Capacity, FormOfProceedings, Outcome, Rank, Seat, Severity

PC = "officer-1"
HEARING, MEETING = FormOfProceedings.HEARING, FormOfProceedings.MEETING
ACCELERATED, SPECIAL = FormOfProceedings.ACCELERATED_HEARING, FormOfProceedings.SPECIAL_CASE_HEARING
DISMISSED = Outcome.DISMISSAL_WITHOUT_NOTICE


def matter(*steps, began=date(2022, 3, 14), today=date(2027, 1, 1), capacity=Capacity.MEMBER_OF_A_POLICE_FORCE, rank=Rank.CONSTABLE):
    opening = [
        op.ComplaintMade(on=began),
        op.SubjectIdentified(on=began, about=PC, capacity=capacity, rank=rank),
        op.AllegationMade(on=began, about="allegation-1", officer=PC, conduct="words"),
    ]
    history = History([*opening, *steps])
    return Matter(history, today, history)


def due(rules, name, *steps, **about):
    """The first day, the last day and the day it was met, of every duty of that name."""
    return [(d.not_before, d.due, d.met_on) for d in rules.duties(matter(*steps, **about)) if d.id == name]


def last(rules, name, *steps, **about):
    return [day for _, day, _ in due(rules, name, *steps, **about)]


def option(rules, kind, *steps, **about):
    return next((o for o in rules.options(matter(*steps, **about)) if o.step is kind), None)


def imposed(on=date(2023, 12, 18), outcome=Outcome.WOULD_HAVE_BEEN_DISMISSED):
    return out.Imposed(on=on, about=PC, outcome=outcome)


def one(kind, on, **content):
    return kind(on=on, about=PC, **content)


class TestLists:
    def test_a_dismissal_is_reported_within_five_working_days_beginning_with_it(self):
        assert last(lists, "barred-report", imposed()) == [date(2023, 12, 22)]
        assert last(lists, "barred-report", imposed(outcome=DISMISSED)) == [date(2023, 12, 22)]
        assert last(lists, "barred-report", imposed(outcome=Outcome.FINAL_WRITTEN_WARNING)) == []

    def test_the_list_began_on_15_december_2017(self):
        early = date(2016, 1, 1)
        assert last(lists, "barred-report", imposed(date(2017, 12, 14), DISMISSED), began=early) == []
        assert last(lists, "barred-report", imposed(date(2017, 12, 15), DISMISSED), began=early) == [date(2017, 12, 21)]

    def test_dismissed_staff_are_reported_too(self):
        staff = {"capacity": Capacity.STAFF, "rank": Rank.NONE}
        assert last(lists, "barred-report", one(out.StaffOutcomeDecided, date(2023, 12, 18), gross=True, dismissed=True), **staff) == [
            date(2023, 12, 22)
        ]
        assert last(lists, "barred-report", one(out.StaffOutcomeDecided, date(2023, 12, 18), gross=True, dismissed=False), **staff) == []

    def test_a_quashed_dismissal_is_reported_no_more_but_its_setting_aside_is_notified(self):
        quashed = one(out.Quashed, date(2023, 12, 20), court="Court of Appeal")
        assert last(lists, "barred-report", imposed(), quashed) == []
        reported = one(out.ReportedToBarredList, date(2023, 12, 19))
        assert last(lists, "barred-set-aside", imposed(), quashed) == []
        assert last(lists, "barred-set-aside", imposed(), reported, quashed) == [date(2023, 12, 28)]

    def test_no_dismissal_no_report(self):
        refused = option(lists, out.ReportedToBarredList)
        assert not refused and "BL17 3(1)" in refused.refused
        assert option(lists, out.ReportedToBarredList, imposed())
        assert not option(lists, out.ReportedToAdvisoryList)
        assert option(lists, out.ReportedToAdvisoryList, one(out.OfficerLeft, date(2022, 5, 1)))

    def test_an_entry_is_published_by_the_end_of_the_following_month_for_five_years(self):
        included = one(out.IncludedInBarredList, date(2023, 12, 22))
        assert last(lists, "barred-first-publication", imposed(), included) == [date(2024, 1, 31)]
        assert last(lists, "barred-first-publication", included, capacity=Capacity.STAFF) == []
        published = one(out.BarredEntryPublished, date(2024, 1, 31))
        assert last(lists, "barred-published-for", included, published) == [date(2029, 1, 31)]
        assert last(lists, "barred-published-for", published, one(out.BarredPublicationEnded, date(2024, 2, 2))) == []
        assert last(lists, "barred-unpublish", published, one(out.BarredPublicationStopped, date(2024, 2, 5))) == [date(2024, 2, 9)]

    @pytest.mark.parametrize(
        ("content", "name", "day"),
        [
            ({}, "barred-removal-apply", date(2028, 12, 22)),
            ({"gross_incompetence": True}, "barred-removal-apply-incompetence", date(2026, 12, 22)),
            ({"performance_only": True}, "barred-automatic", date(2024, 12, 22)),
        ],
    )
    def test_removal_is_open_after_a_period_that_depends_on_the_ground(self, content, name, day):
        step = one(out.IncludedInBarredList, date(2023, 12, 22), **content)
        found = {d.id: d.due for d in lists.duties(matter(step)) if d.id.startswith(("barred-removal-apply", "barred-automatic"))}
        assert found == {name: day}

    def test_each_list_has_its_own_further_report_and_decision(self):
        for advisory, report, decision in (
            (False, "barred-further", "barred-removal-decision"),
            (True, "advisory-further", "advisory-removal-decision"),
        ):
            steps = (
                one(out.RemovalConditionSatisfied, date(2024, 3, 4), advisory=advisory),
                one(out.RemovalDecided, date(2024, 3, 4), advisory=advisory, removed=True),
            )
            other = (
                one(out.FurtherReportSent, date(2024, 3, 5), advisory=not advisory),
                one(out.RemovalDecisionNotified, date(2024, 3, 5), advisory=not advisory),
            )
            found = {d.id: (d.due, d.met_on) for d in lists.duties(matter(*steps, *other))}
            assert found == {report: (date(2024, 3, 8), None), decision: (date(2024, 3, 8), None)}

    def test_leaving_under_investigation_is_reported_to_the_advisory_list(self):
        assert last(lists, "advisory-report", one(out.OfficerLeft, date(2022, 5, 3))) == [date(2022, 5, 9)]
        assert last(lists, "advisory-report", imposed(), one(out.OfficerLeft, date(2024, 1, 2))) == []
        volunteer = {"capacity": Capacity.VOLUNTEER}
        assert last(lists, "advisory-report-volunteer", one(out.OfficerLeft, date(2022, 5, 3)), **volunteer) == [date(2022, 5, 9)]
        assert last(lists, "advisory-report-volunteer", one(out.OfficerLeft, date(2022, 5, 3))) == []
        assert last(lists, "advisory-report", one(out.OfficerLeft, date(2022, 5, 3)), **volunteer) == []

    def test_the_advisory_list_began_on_15_december_2017_too(self):
        early = date(2016, 1, 1)
        for capacity, name in ((Capacity.VOLUNTEER, "advisory-report-volunteer"), (Capacity.STAFF, "advisory-report")):
            assert last(lists, name, one(out.OfficerLeft, date(2017, 12, 14)), began=early, capacity=capacity) == []
            assert last(lists, name, one(out.OfficerLeft, date(2017, 12, 15)), began=early, capacity=capacity) == [date(2017, 12, 21)]

    def test_one_who_was_cleared_before_leaving_does_not_leave_under_investigation(self):
        left = one(out.OfficerLeft, date(2022, 9, 1))

        def reported(*more):
            return last(lists, "advisory-report", *more)

        def answered(answer, on=date(2022, 7, 1)):
            return one(pro.CaseToAnswerDetermined, on, answer=answer)

        assert reported(answered(Severity.NEITHER), left) == reported(answered(Severity.MISCONDUCT), left) == []
        assert reported(answered(Severity.GROSS_MISCONDUCT), left) == [date(2022, 9, 7)]
        assert reported(one(pro.ProceedingsWithdrawn, date(2022, 8, 1), reason="No case"), left) == []
        assert reported(op.CaseClosed(on=date(2022, 8, 1)), left) == []
        assert reported(left, answered(Severity.NEITHER, date(2022, 9, 2))) == [date(2022, 9, 7)]
        reopened = op.ReopenedByDirectorGeneral(on=date(2022, 8, 2))
        assert reported(op.CaseClosed(on=date(2022, 8, 1)), reopened, left) == [date(2022, 9, 7)]

    def test_an_advisory_entry_not_about_conduct_goes_after_five_years(self):
        step = one(out.IncludedInAdvisoryList, date(2022, 5, 9), about_conduct=False)
        assert last(lists, "advisory-automatic", step) == [date(2027, 5, 9)]
        assert last(lists, "advisory-automatic", one(out.IncludedInAdvisoryList, date(2022, 5, 9))) == []
        assert last(lists, "advisory-removal-apply", step) == [date(2027, 5, 9)]


def began(form, on=date(2023, 12, 18)):
    return one(pro.HearingBegan, on, form=form)


class TestAppeals:
    def test_an_officer_appeals_from_a_meeting_within_seven_working_days(self):
        told = one(out.OutcomeNotified, date(2023, 12, 27))
        assert last(appeals, "appeal-meeting-notice", began(MEETING), told) == [date(2024, 1, 8)]
        assert last(appeals, "pat-notice", began(MEETING), told) == []
        assert option(appeals, out.MeetingAppealMade, began(MEETING), told)
        assert option(appeals, out.MeetingAppealMade, began(HEARING), told) is None

    def test_a_hearing_and_a_senior_officers_meeting_go_to_the_tribunal(self):
        told = one(out.OutcomeNotified, date(2023, 12, 27))
        assert last(appeals, "pat-notice", began(HEARING), told) == [date(2024, 1, 11)]
        assert last(appeals, "pat-notice", began(MEETING), told, rank=Rank.CHIEF_CONSTABLE) == [date(2024, 1, 11)]
        assert last(appeals, "appeal-meeting-notice", began(MEETING), told, rank=Rank.CHIEF_CONSTABLE) == []
        assert last(appeals, "pat-notice", told) == []

    def test_under_the_2012_regulations_the_tribunal_rules_are_not_held_here(self):
        old = {"began": date(2018, 1, 8)}
        assert option(appeals, out.TribunalAppealMade, began(HEARING), imposed(), **old) is None
        told = one(out.OutcomeNotified, date(2023, 12, 27))
        assert last(appeals, "old-meeting-appeal", began(MEETING), told, **old) == [date(2024, 1, 8)]
        assert option(appeals, out.MeetingAppealMade, began(MEETING), told, **old)

    def test_a_meeting_appeal_runs_on_its_own_clocks(self):
        made = one(out.MeetingAppealMade, date(2024, 1, 8), grounds="unreasonable")
        steps = (
            began(MEETING),
            one(pro.NamesNotified, date(2024, 1, 5), seats=(Seat.PERSON_CONDUCTING,)),
            made,
            one(pro.NamesNotified, date(2024, 1, 9), seats=(Seat.PERSON_CONDUCTING,)),
            one(out.MeetingAppealFoundArguable, date(2024, 1, 15)),
            one(out.AppealMeetingSpecified, date(2024, 1, 16)),
            one(out.MeetingAppealDetermined, date(2024, 1, 22), allowed=True),
        )
        wanted = {
            "objection-appeal": date(2024, 1, 12),
            "appeal-meeting": date(2024, 1, 22),
            "appeal-meeting-alternative": date(2024, 1, 23),
            "appeal-meeting-result": date(2024, 1, 25),
        }
        assert {d.id: d.due for d in appeals.duties(matter(*steps))} == wanted
        old = {d.id: d.due for d in appeals.duties(matter(*steps, began=date(2018, 1, 8)))}
        assert old == {"old-meeting-appeal-held": date(2024, 1, 22), "old-meeting-appeal-result": date(2024, 1, 25)}

    def test_the_tribunals_papers_run_on_their_own_clocks(self):
        steps = (
            began(HEARING),
            imposed(),
            one(out.TribunalAppealMade, date(2024, 1, 8)),
            one(out.TribunalNoticeReceived, date(2024, 1, 8)),
            one(out.AppellantPapersReceived, date(2024, 1, 8)),
            one(out.NoRealProspectNotified, date(2024, 1, 8)),
            one(out.TribunalHearingFixed, date(2024, 1, 8), held_on=date(2024, 5, 7)),
            one(out.TribunalHearingEnded, date(2024, 5, 7)),
            one(out.TribunalAppealDetermined, date(2024, 5, 7)),
            one(out.TribunalDecisionPublished, date(2024, 5, 8)),
        )
        wanted = {
            "pat-respondent-papers": date(2024, 1, 29),
            "pat-appellant-papers-none": date(2024, 2, 26),
            "pat-response": date(2024, 2, 5),
            "pat-no-prospect": date(2024, 1, 22),
            "pat-hearing-notice": date(2024, 4, 8),
            "pat-public-notice": date(2024, 4, 29),
            "pat-decision": date(2024, 5, 10),
            "pat-publication": date(2024, 5, 21),
            "pat-public-period": date(2024, 6, 5),
            "pat-record": date(2026, 5, 7),
        }
        found = {d.id: d.due for d in appeals.duties(matter(*steps))}
        assert {name: found.get(name) for name in wanted} == wanted
        transcript = one(out.TranscriptSupplied, date(2024, 1, 9))
        assert last(appeals, "pat-appellant-papers", *steps, transcript) == [date(2024, 2, 6)]
        assert last(appeals, "pat-appellant-papers-none", *steps, transcript) == []

    def test_no_appeal_lies_against_a_finding_that_was_accepted(self):
        power, _ = [p for p in appeals.POWERS if p.step is out.TribunalAppealMade]

        def fault(admitted, **content):
            found = out.Found(on=date(2023, 12, 18), about="allegation-1", level=Severity.GROSS_MISCONDUCT, admitted=admitted)
            told = one(out.OutcomeNotified, date(2023, 12, 27), not_before=content.pop("told_from", None))
            case = matter(began(HEARING), found, told)
            return power.admits(case, one(out.TribunalAppealMade, content.pop("on", date(2024, 1, 11)), **content))

        assert "PAT20 4" in fault(True, against_finding=True)
        assert fault(False, against_finding=True) == fault(True) == ""
        assert "11 January 2024" in fault(True, on=date(2024, 1, 12))
        assert fault(True, on=date(2024, 1, 12), late_reason="in hospital") == ""
        assert fault(True, on=date(2024, 1, 12), told_from=date(2023, 12, 20)) == ""
        undecided = matter(began(HEARING), imposed())
        assert power.admits(undecided, one(out.TribunalAppealMade, date(2024, 1, 12), against_finding=True)) == ""

    def test_a_finding_of_neither_needs_no_acceptance(self):
        power, _ = [p for p in appeals.POWERS if p.step is out.TribunalAppealMade]
        findings = [
            out.Found(on=date(2023, 12, 18), about="allegation-1", level=Severity.GROSS_MISCONDUCT, admitted=True),
            op.AllegationMade(on=date(2022, 3, 14), about="allegation-2", officer=PC, conduct="words"),
            out.Found(on=date(2023, 12, 18), about="allegation-2", level=Severity.NEITHER),
        ]
        appeal = one(out.TribunalAppealMade, date(2024, 1, 11), against_finding=True)
        assert "every finding here was admitted" in power.admits(matter(*findings), appeal)

    def test_an_appeal_from_a_meeting_comes_within_seven_working_days_unless_extended_and_not_against_what_was_admitted(self):
        told = one(out.OutcomeNotified, date(2023, 12, 27))
        power, old = [p for p in appeals.POWERS if p.step is out.MeetingAppealMade]

        def fault(on, *more, **content):
            return power.admits(matter(began(MEETING), told, *more), one(out.MeetingAppealMade, on, grounds="unreasonable", **content))

        def found(admitted):
            return out.Found(on=date(2023, 12, 18), about="allegation-1", level=Severity.MISCONDUCT, admitted=admitted)

        assert fault(date(2024, 1, 8)) == ""
        assert "due by 8 January 2024, 7 working days" in fault(date(2024, 1, 9))
        extended = op.PeriodExtended(on=date(2024, 1, 5), clock="appeal-meeting-notice", until=date(2024, 1, 10), reason="Illness")
        assert fault(date(2024, 1, 10), extended) == "" and fault(date(2024, 1, 11), extended)
        assert "against the action only" in fault(date(2024, 1, 8), found(True), against_finding=True)
        assert fault(date(2024, 1, 8), found(True)) == fault(date(2024, 1, 8), found(False), against_finding=True) == ""
        assert old.admits(matter(began(MEETING), told), one(out.MeetingAppealMade, date(2024, 2, 1), grounds="x")) == ""
        known_later = one(out.OutcomeNotified, date(2023, 12, 29), not_before=date(2023, 12, 28))
        assert fault(date(2024, 1, 9), known_later) == ""

    def test_the_appeal_person_acts_on_every_meeting_and_on_no_hearing(self):
        for year in (2018, 2022):
            case = {"began": date(year, 1, 8)}
            assert option(appeals, out.MeetingAppealFoundArguable, began(MEETING), **case) is not None
            assert option(appeals, out.MeetingAppealFoundArguable, began(HEARING), **case) is None

    def test_a_confirmed_withdrawal_of_clearance_goes_to_the_tribunal_without_any_hearing(self):
        arose = one(pe.VettingMatterArose, date(2025, 6, 2))
        confirmed = one(pe.VettingAppealDetermined, date(2025, 9, 1), confirmed=True)
        result = one(pe.VettingAppealResultGiven, date(2025, 9, 3))
        assert option(appeals, out.TribunalAppealMade, arose) is None
        found = option(appeals, out.TribunalAppealMade, arose, confirmed)
        assert found and found.under.text == "PAT20 5A, 9"
        assert last(appeals, "pat-notice", arose, confirmed) == []
        assert last(appeals, "pat-notice", arose, confirmed, result) == [date(2025, 9, 17)]
        reversed_ = one(pe.VettingAppealDetermined, date(2025, 9, 1), confirmed=False)
        assert option(appeals, out.TribunalAppealMade, arose, reversed_) is None
        assert last(appeals, "pat-notice", arose, reversed_, result) == []
        staff = {"capacity": Capacity.STAFF}
        assert option(appeals, out.TribunalAppealMade, arose, confirmed, **staff) is None

    def test_the_tribunal_rules_reach_a_vetting_appeal_in_a_case_that_began_under_the_2012_regulations(self):
        old = {"began": date(2018, 1, 8)}
        vetted = (one(pe.VettingMatterArose, date(2025, 6, 2)), one(pe.VettingAppealDetermined, date(2025, 9, 1), confirmed=True))
        made = one(out.TribunalAppealMade, date(2025, 9, 10))
        assert option(appeals, out.TribunalAppealDetermined, made, **old) is None
        assert option(appeals, out.TribunalAppealDetermined, *vetted, made, **old)
        assert last(appeals, "pat-appellant-papers-none", *vetted, made, **old) == [date(2025, 10, 29)]

    def test_a_closed_case_does_not_close_the_tribunal_or_the_court(self):
        closed = op.CaseClosed(on=date(2024, 1, 2))
        open_still = {
            o.step for o in appeals.options(matter(began(HEARING), imposed(), one(out.TribunalAppealMade, date(2024, 1, 3)), closed)) if o
        }
        assert {out.TribunalAppealMade, out.TribunalNoticeReceived, out.TribunalAppealDetermined, out.Quashed} <= open_still
        quashed = one(out.Quashed, date(2024, 1, 1), court="High Court")
        assert option(appeals, out.Remitted, imposed(), quashed, closed)
        vetted = (one(pe.VettingMatterArose, date(2025, 6, 2)), one(pe.VettingAppealDetermined, date(2025, 9, 1), confirmed=True))
        assert option(appeals, out.TribunalAppealMade, *vetted, closed)

    def test_names_count_for_an_objection_to_the_appeal_person_from_the_day_of_the_appeal(self):
        made = one(out.MeetingAppealMade, date(2024, 1, 8), grounds="unreasonable")
        named = one(pro.NamesNotified, date(2024, 1, 8), seats=(Seat.PERSON_CONDUCTING,))
        assert last(appeals, "objection-appeal", began(MEETING), named) == []
        assert last(appeals, "objection-appeal", began(MEETING), made, named) == [date(2024, 1, 11)]

    def test_only_what_was_imposed_is_quashed_and_only_what_was_quashed_is_remitted(self):
        assert not option(appeals, out.Quashed)
        assert option(appeals, out.Quashed, imposed())
        assert not option(appeals, out.Remitted, imposed())
        assert option(appeals, out.Remitted, imposed(), one(out.Quashed, date(2024, 1, 1), court="court"))


class TestFormerOfficers:
    LEFT = out.OfficerLeft(on=date(2025, 6, 3), about=PC)

    def test_under_part_3a_the_authority_decides_first_and_the_officer_may_choose(self):
        report = ReportReceived(on=date(2025, 6, 2))
        assert last(former_officers, "case-to-answer-former", report, self.LEFT) == [date(2025, 6, 23)]
        assert last(former_officers, "case-to-answer-former", self.LEFT) == []
        assert not option(former_officers, out.FormerOfficerRouteDecided, self.LEFT, report)
        assert option(former_officers, out.FormerOfficerRouteDecided, report) is None
        directed = one(pro.CaseToAnswerDetermined, date(2025, 6, 5), answer=Severity.GROSS_MISCONDUCT, directed=True)
        assert "21G" in option(former_officers, out.FormerOfficerRouteDecided, self.LEFT, report, directed).refused
        own = one(pro.CaseToAnswerDetermined, date(2025, 6, 5), answer=Severity.GROSS_MISCONDUCT)
        assert option(former_officers, out.FormerOfficerRouteDecided, self.LEFT, report, own)

    def test_a_choice_is_offered_only_where_no_hearing_is_required(self):
        for required in (True, False):
            decided = one(out.FormerOfficerRouteDecided, date(2025, 6, 10), requires_hearing=required)
            found = option(former_officers, out.ChoiceOfHearingNotified, self.LEFT, decided)
            assert bool(found) is not required and ("21D" in found.refused) is required
        offered = one(out.ChoiceOfHearingNotified, date(2025, 6, 11))
        assert last(former_officers, "former-opts", self.LEFT, offered) == [date(2025, 6, 25)]

    def test_condition_c_gives_21_days_beginning_with_the_notice(self):
        left = out.OfficerLeft(on=date(2021, 3, 13), about=PC)
        notice = one(out.ConditionCNoticeGiven, date(2025, 6, 2))
        assert last(former_officers, "condition-c-statements", left, notice) == [date(2025, 6, 22)]
        assert option(former_officers, out.ConditionCDetermined, left, notice)
        within = out.OfficerLeft(on=date(2021, 3, 14), about=PC)
        assert option(former_officers, out.ConditionCDetermined, within, notice) is None

    def test_twelve_months_bound_condition_b_and_a_second_set_of_proceedings(self):
        assert last(former_officers, "condition-b-gap", self.LEFT) == [date(2026, 6, 3)]
        assert last(former_officers, "reinvestigation-gap", self.LEFT) == []
        assert last(former_officers, "reinvestigation-gap", self.LEFT, one(out.EarlierProceedingsRecorded, date(2025, 7, 1))) == [
            date(2026, 6, 3)
        ]


def referred(form, on=date(2023, 1, 9)):
    return one(pro.ReferredToProceedings, on, form=form), one(pro.NoticeOfReferralServed, on, form=form)


ASAP = ("referral-notified", "referral-documents", "names-notified")


class TestBeforeTheHearing:
    def test_what_is_owed_as_soon_as_practicable_has_no_last_day_and_is_met_by_its_step(self):
        panel = one(pro.PanelAppointed, date(2023, 1, 12), seats=(Seat.LEGALLY_QUALIFIED_CHAIR,))
        named = one(pro.NamesNotified, date(2023, 1, 13), seats=(Seat.LEGALLY_QUALIFIED_CHAIR,))
        steps = (*referred(HEARING), one(pro.DocumentsSupplied, date(2023, 1, 9)), panel)
        open_before = {d.id: (d.due, d.met_on) for d in proceedings.duties(matter(*steps)) if d.id in ASAP}
        assert open_before["names-notified"] == (None, None)
        assert open_before["referral-documents"] == (None, date(2023, 1, 9))
        met = {d.id: d.met_on for d in proceedings.duties(matter(*steps, named)) if d.id in ASAP}
        assert met["names-notified"] == date(2023, 1, 13)
        withdrawn = one(pro.ProceedingsWithdrawn, date(2023, 1, 13), reason="No case after all")
        assert "names-notified" not in {d.id for d in proceedings.duties(matter(*steps, withdrawn)) if d.open}

    def test_the_clocks_of_a_hearing(self):
        steps = (
            *referred(HEARING),
            one(pro.DocumentsSupplied, date(2023, 1, 9)),
            one(pro.OfficerReplied, date(2023, 1, 30)),
            one(pro.WitnessListsExchanged, date(2023, 2, 1)),
            one(pro.DocumentsSentToChair, date(2023, 2, 6)),
        )
        wanted = {
            "referral-notified": None,
            "referral-documents": None,
            "officer-reply": date(2023, 1, 30),
            "witness-lists": date(2023, 2, 2),
            "lists-to-chair": date(2023, 2, 15),
            "documents-to-chair": date(2023, 2, 13),
            "prehearing-decision": date(2023, 2, 13),
            "hearing-no-prehearing": date(2023, 3, 20),
            "hearing-outer": date(2023, 6, 5),
        }
        assert {d.id: d.due for d in proceedings.duties(matter(*steps))} == wanted
        held = (
            one(pro.PreHearingDecided, date(2023, 2, 8), hold=True),
            one(pro.PreHearingSpecified, date(2023, 2, 8), held_on=date(2023, 2, 20)),
        )
        with_pre = {d.id: d.due for d in proceedings.duties(matter(*steps, *held, one(pro.PreHearingHeld, date(2023, 2, 20))))}
        assert "hearing-no-prehearing" not in with_pre
        assert with_pre["prehearing"] == date(2023, 2, 27) and with_pre["prehearing-alternative"] == date(2023, 2, 27)
        assert with_pre["prehearing-summary"] == date(2023, 2, 24) and with_pre["hearing-after-prehearing"] == date(2023, 3, 31)
        refused = (one(pro.PreHearingDecided, date(2023, 2, 8), hold=False),)
        without = {d.id for d in proceedings.duties(matter(*steps, *refused))}
        assert "prehearing" not in without and "hearing-no-prehearing" in without

    def test_a_meeting_runs_from_the_reply_or_from_the_end_of_the_days_for_it(self):
        supplied = one(pro.DocumentsSupplied, date(2023, 1, 9))
        replied = one(pro.OfficerReplied, date(2024, 3, 26))
        assert last(proceedings, "meeting", *referred(MEETING), supplied, replied) == [date(2024, 4, 25)]
        assert last(proceedings, "meeting", *referred(MEETING), supplied) == [date(2023, 2, 27)]
        assert last(proceedings, "meeting", *referred(MEETING), supplied, today=date(2023, 1, 30)) == []
        assert last(proceedings, "meeting", *referred(MEETING)) == []
        fixed = one(pro.ProceedingsSpecified, date(2023, 2, 1), held_on=date(2023, 2, 6))
        assert last(proceedings, "meeting-alternative", *referred(MEETING), fixed) == [date(2023, 2, 13)]

    def test_an_accelerated_hearing_falls_in_its_window(self):
        notice = date(2024, 12, 17)
        assert due(proceedings, "accelerated-date", *referred(ACCELERATED, notice)) == [(date(2025, 1, 3), date(2025, 1, 10), None)]
        assert last(proceedings, "accelerated-reply", *referred(ACCELERATED, notice)) == [date(2024, 12, 30)]
        upheld, not_upheld = (one(pro.ObjectionDetermined, notice, seat=Seat.CHIEF_OFFICER_ALONE, upheld=u) for u in (True, False))
        assert last(proceedings, "accelerated-date-again", *referred(ACCELERATED, notice), upheld) == [date(2025, 1, 10)]
        assert last(proceedings, "accelerated-date-again", *referred(ACCELERATED, notice), not_upheld) == []

    def test_objections_run_three_days_from_each_name(self):
        names = one(pro.NamesNotified, date(2023, 1, 16), seats=(Seat.LEGALLY_QUALIFIED_CHAIR, Seat.LISTED_PERSON))
        only_chair = one(pro.NamesNotified, date(2023, 1, 16), seats=(Seat.LEGALLY_QUALIFIED_CHAIR,))
        upheld = one(pro.ObjectionDetermined, date(2023, 1, 23), seat=Seat.LISTED_PERSON, upheld=True)
        assert last(proceedings, "objection-conductor", *referred(HEARING), names) == [date(2023, 1, 19)]
        assert last(proceedings, "objection-panel", *referred(HEARING), names, upheld) == [date(2023, 1, 19), date(2023, 1, 26)]
        assert last(proceedings, "objection-panel", *referred(HEARING), only_chair) == []
        rejected = one(pro.ObjectionDetermined, date(2023, 1, 23), seat=Seat.LISTED_PERSON, upheld=False)
        assert last(proceedings, "objection-panel", *referred(HEARING), names, rejected) == [date(2023, 1, 19)]
        assert last(proceedings, "objection-conductor", *referred(HEARING), only_chair, rejected) == [date(2023, 1, 19)]
        late = referred(ACCELERATED, date(2024, 12, 17))
        alone = one(pro.NamesNotified, date(2024, 12, 18), seats=(Seat.CHIEF_OFFICER_ALONE,))
        assert last(proceedings, "objection-accelerated", *late, alone) == [date(2024, 12, 23)]

    def test_the_director_general_is_heard_on_an_outside_chair_from_may_2024(self):
        notice = date(2024, 6, 3)
        disagreed, agreed = (one(pro.ChairFromOutsideForceDetermined, notice, authority_disagreed=d) for d in (True, False))
        received = one(pro.RepresentationsOnChairReceived, date(2024, 6, 10))
        assert last(proceedings, "dg-on-chair", *referred(HEARING, notice), disagreed) == [date(2024, 6, 17)]
        assert last(proceedings, "dg-on-chair", *referred(HEARING, notice), agreed) == []
        assert last(proceedings, "dg-on-chair", *referred(HEARING), disagreed) == []
        assert last(proceedings, "chief-on-chair", *referred(HEARING, notice), received) == [date(2024, 6, 21)]
        assert last(proceedings, "dg-on-chair-accelerated", *referred(ACCELERATED, notice), agreed) == [date(2024, 6, 10)]
        assert last(proceedings, "chief-on-chair-accelerated", *referred(ACCELERATED, notice), received) == [date(2024, 6, 14)]
        recommended = one(pro.RecommendationOnProceedingsMade, notice)
        rejected = one(pro.RecommendationNotAccepted, date(2025, 9, 1))
        assert last(proceedings, "dg-on-chair-rec-v1", *referred(HEARING, notice), recommended) == [date(2024, 6, 17)]
        assert last(proceedings, "dg-on-chair-rec-v2", *referred(HEARING, notice), rejected) == []
        new = {"began": date(2025, 6, 2)}
        assert last(proceedings, "dg-on-chair-rec-v2", *referred(HEARING, date(2025, 8, 1)), rejected, **new) == [date(2025, 9, 15)]
        assert last(proceedings, "dg-on-chair-rec-v1", *referred(HEARING, date(2025, 8, 1)), recommended, **new) == []

    def test_the_2012_regulations_have_their_own_clocks(self):
        old = {"began": date(2015, 1, 5)}
        notice = date(2016, 3, 7)
        supplied = one(pro.DocumentsSupplied, notice)
        names = one(pro.NamesNotified, notice, seats=(Seat.LEGALLY_QUALIFIED_CHAIR, Seat.LISTED_PERSON))
        assert last(proceedings, "old-reply", *referred(HEARING, notice), supplied, **old) == [date(2016, 3, 29)]
        assert last(proceedings, "old-hearing", *referred(HEARING, notice), supplied, **old) == [date(2016, 4, 20)]
        assert last(proceedings, "old-meeting", *referred(MEETING, notice), supplied, **old) == [date(2016, 4, 6)]
        assert set(last(proceedings, "old-objection", *referred(HEARING, notice), names, **old)) == {date(2016, 3, 10)}
        replied = one(pro.OfficerReplied, date(2016, 3, 21))
        assert last(proceedings, "old-witness-lists", *referred(HEARING, notice), replied, **old) == [date(2016, 3, 24)]
        assert due(proceedings, "old-special-date", *referred(SPECIAL, notice), **old) == [(date(2016, 3, 21), date(2016, 3, 30), None)]
        assert last(proceedings, "old-special-reply", *referred(SPECIAL, notice), **old) == [date(2016, 3, 16)]
        fixed = one(pro.NoticeOfHearingServed, notice, held_on=date(2016, 4, 18))
        assert last(proceedings, "old-public-notice", *referred(HEARING, notice), fixed, **old) == []
        required = one(pro.PublicNoticeRequired, notice)
        assert last(proceedings, "old-public-notice", *referred(HEARING, notice), required, fixed, **old) == [date(2016, 4, 11)]

    def test_a_public_notice_waits_for_the_chair_and_for_the_question_of_anonymity(self):
        required = one(pro.PublicNoticeRequired, date(2023, 1, 10))
        asked = one(pro.PublicityConsidered, date(2023, 1, 11))
        assert "CR20 36(1)" in option(proceedings, pro.PublicNoticePublished, *referred(HEARING)).refused
        assert "anonymity" in option(proceedings, pro.PublicNoticePublished, *referred(HEARING), required).refused
        assert option(proceedings, pro.PublicNoticePublished, *referred(HEARING), required, asked)
        assert last(proceedings, "notice-public", *referred(HEARING), required) == [None]
        assert last(proceedings, "notice-public-accelerated", *referred(ACCELERATED), required) == [None]

    def test_a_notice_names_the_form_to_which_the_case_was_referred(self):
        for power in [p for p in proceedings.POWERS if p.step is pro.NoticeOfReferralServed]:
            to_hearing = one(pro.ReferredToProceedings, date(2023, 1, 9), form=HEARING)
            wrong, right = (one(pro.NoticeOfReferralServed, date(2023, 1, 10), form=form) for form in (MEETING, HEARING))
            assert "referred to a misconduct hearing" in power.admits(matter(to_hearing), wrong)
            assert power.admits(matter(to_hearing), right) == power.admits(matter(), right) == ""
