"""The two tables every rule is written in: what a power refuses and why, and how a clock starts, is met and falls away."""

from datetime import date

import pytest

from custodiet.law.calendar import Formula, Unit, working_days_after
from custodiet.law.clocks import AS_SOON_AS_PRACTICABLE, Clock, Start, duties_of, first_of, from_field, from_step, period
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.rules import RULES, outcomes
from custodiet.law.steps import History, Track
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import proceedings as pr
from custodiet.law.steps.investigation import ModeOfInvestigationDetermined, SeverityAssessed
from custodiet.law.steps.people import AppealUnderOldRegulationsMade, PersonInformed, ReviewApplied
from custodiet.law.vocabulary import (
    Citation,
    Confidence,
    Instrument,
    ModeOfInvestigation,
    Office,
    Outcome,
    Rank,
    Severity,
    StandardOfProfessionalBehaviour,
    ToldOf,
    cite,
)

UNDER = cite(Instrument.CR20, "1(1)")
AA = (Office.APPROPRIATE_AUTHORITY,)
OFFICER, A = "officer-1", "allegation-1"


def matter(*steps, today=date(2023, 6, 1)):
    opening = [
        op.ComplaintMade(on=date(2023, 1, 3)),
        op.SubjectIdentified(on=date(2023, 1, 3), about=OFFICER),
        op.AllegationMade(on=date(2023, 1, 3), about=A, officer=OFFICER, conduct="words"),
    ]
    history = History([*opening, *steps])
    return Matter(history, today, history)


def recorded(day=date(2023, 1, 4)):
    return op.Recorded(on=day)


class TestPowers:
    def test_a_step_that_needs_another_first_says_which(self):
        power = Power(step=op.HandlingDetermined, by=AA, under=UNDER, after=(op.Recorded, op.RecordingRequested))
        (option,) = options_of([power], matter())
        assert not option
        assert "First comes “Recorded under Schedule 3” or “Complainant asked" in option.refused and "CR20 1(1)" in option.refused
        assert options_of([power], matter(recorded()))[0]

    def test_a_step_that_another_has_closed_names_the_day_it_was_closed(self):
        power = Power(step=op.NotRecorded, by=AA, under=UNDER, until=(op.Recorded,))
        assert (
            "“Recorded under Schedule 3” already stands in the record on 4 January 2023"
            in options_of([power], matter(recorded()))[0].refused
        )

    def test_a_step_taken_once_is_not_taken_twice(self):
        once, often = (Power(step=op.Recorded, by=AA, under=UNDER, once=flag) for flag in (True, False))
        assert not options_of([once], matter(recorded()))[0]
        assert options_of([often], matter(recorded()))[0]

    def test_a_closed_case_refuses_all_but_what_may_follow(self):
        closed = matter(op.CaseClosed(on=date(2023, 2, 1)))
        assert "closed on 1 February 2023" in options_of([Power(step=op.Recorded, by=AA, under=UNDER)], closed)[0].refused
        assert options_of([Power(step=PersonInformed, by=AA, under=UNDER, even_closed=True)], closed)[0]

    def test_a_power_the_law_does_not_know_is_not_offered(self):
        assert options_of([Power(step=op.Recorded, by=AA, under=UNDER, where=lambda m, a: False)], matter()) == []

    def test_a_rule_that_may_only_advise_does_not_refuse(self):
        unsure = cite(Instrument.CR20, "1(1)", Confidence.UNSURE)
        (option,) = options_of([Power(step=op.Recorded, by=AA, under=unsure, unless=lambda m, a: "Better not.")], matter())
        assert option and option.advice == "Better not."

    def test_a_reason_of_its_own_is_given_as_it_stands(self):
        (option,) = options_of([Power(step=op.Recorded, by=AA, under=UNDER, unless=lambda m, a: "Not now.")], matter())
        assert option.refused == "Not now."

    def test_a_reason_that_no_calendar_settles_refuses_in_words(self):
        beyond = Power(step=op.NotRecorded, by=AA, under=UNDER, unless=lambda m, a: british(working_days_after(date(2035, 12, 31), 1)))
        assert "not for 2036" in beyond.refusal(matter(), None)

    def test_officers_and_allegations_each_have_their_own_option(self):
        both = matter(op.SubjectIdentified(on=date(2023, 1, 5), about="officer-2"))
        assert [o.about for o in options_of([Power(step=SeverityAssessed, by=AA, under=UNDER)], both)] == [OFFICER, "officer-2"]
        assert [o.about for o in options_of([Power(step=out.Found, by=AA, under=UNDER)], both)] == [A]
        for kind in (op.SubjectIdentified, op.AllegationMade, op.Recorded):
            assert [o.about for o in options_of([Power(step=kind, by=AA, under=UNDER)], both)] == [None]

    def test_each_value_of_a_decision_is_an_option_with_its_own_reason(self):
        power = Power(
            step=out.Imposed, by=AA, under=UNDER, variants=lambda m, a: [(Outcome.NO_ACTION, ""), (Outcome.REDUCTION_IN_RANK, "No.")]
        )
        options = options_of([power], matter())
        assert [(o.value, o.refused) for o in options] == [(Outcome.NO_ACTION, ""), (Outcome.REDUCTION_IN_RANK, "No.")]
        shut = Power(step=out.Imposed, by=AA, under=UNDER, after=(out.Found,), variants=lambda m, a: [(Outcome.NO_ACTION, "")])
        assert "First comes" in options_of([shut], matter())[0].refused


def clock(**changes):
    given = {
        "id": "x", "what": "do it", "period": period("F1", 5, Unit.WORKING_DAYS), "under": UNDER, "starts": from_step(op.Recorded),
        "owed_by": Office.APPROPRIATE_AUTHORITY, "met_by": (PersonInformed,), "track": Track.CASE,
    }  # fmt: skip
    return Clock(**(given | changes))


def informed(day, of=ToldOf.RECORDING):
    return PersonInformed(on=day, of=of)


class TestClocks:
    def test_it_starts_runs_and_is_met(self):
        (duty,) = duties_of([clock()], matter(recorded(), informed(date(2023, 1, 9))))
        assert (duty.began_on, duty.due, duty.met_on, duty.late) == (date(2023, 1, 4), date(2023, 1, 11), date(2023, 1, 9), False)
        assert not duty.open and not duty.overdue(date(2024, 1, 1))

    def test_met_late_is_late_and_not_met_is_overdue_the_day_after(self):
        assert duties_of([clock()], matter(recorded(), informed(date(2023, 1, 12))))[0].late
        assert not duties_of([clock()], matter(recorded(), informed(date(2023, 1, 11))))[0].late
        (duty,) = duties_of([clock()], matter(recorded()))
        assert duty.overdue(date(2023, 1, 12)) and not duty.overdue(date(2023, 1, 11))

    def test_only_what_follows_meets_it_and_only_if_it_is_what_was_owed(self):
        assert duties_of([clock()], matter(informed(date(2023, 1, 3)), recorded()))[0].open
        wanted = clock(meets=lambda start, step: step.of is ToldOf.OUTCOME)
        assert duties_of([wanted], matter(recorded(), informed(date(2023, 1, 5))))[0].open
        assert not duties_of([wanted], matter(recorded(), informed(date(2023, 1, 5), ToldOf.OUTCOME)))[0].open

    def test_it_falls_away_when_a_step_ends_it_but_not_after_it_was_met(self):
        ends = clock(ends=(op.WithdrawalConfirmed,))
        gone = op.WithdrawalConfirmed(on=date(2023, 1, 6))
        assert duties_of([ends], matter(recorded(), gone)) == []
        assert duties_of([ends], matter(recorded(), informed(date(2023, 1, 5)), gone))[0].met_on == date(2023, 1, 5)

    def test_an_inexact_start_gives_a_question_and_no_day(self):
        unsure = op.Recorded(on=date(2023, 2, 1), not_before=date(2023, 1, 4))
        (duty,) = duties_of([clock(period=period("F8", 10, Unit.WORKING_DAYS, 15))], matter(unsure))
        assert (duty.due, duty.not_before) == (None, None)
        assert "between 4 January 2023 and 1 February 2023" in duty.unknown and "Recorded under Schedule 3" in duty.unknown

    def test_a_window_has_a_first_day(self):
        (duty,) = duties_of([clock(period=period("F8", 10, Unit.WORKING_DAYS, 15))], matter(recorded()))
        assert (duty.not_before, duty.due) == (date(2023, 1, 18), date(2023, 1, 25))

    def test_a_period_moved_by_agreement_ends_on_the_new_day_and_says_why(self):
        moved = op.PeriodExtended(on=date(2023, 1, 5), clock="x", until=date(2023, 3, 1), reason="illness")
        other = op.PeriodExtended(on=date(2023, 1, 5), clock="y", until=date(2023, 4, 1), reason="other")
        early = op.PeriodExtended(on=date(2023, 1, 3), clock="x", until=date(2023, 4, 1), reason="before it began")
        (duty,) = duties_of([clock()], matter(early, recorded(), other, moved))
        assert (duty.due, duty.advice) == (date(2023, 3, 1), "Moved to 1 March 2023: illness")

    def test_exceptional_circumstances_excuse_it(self):
        excuse = op.ComplianceExcused(on=date(2023, 1, 5), clock="x", reason="flood")
        other = op.ComplianceExcused(on=date(2023, 1, 5), clock="y", reason="other")
        (duty,) = duties_of([clock()], matter(recorded(), other, excuse))
        assert duty.due is None and "flood" in duty.advice
        assert duties_of([clock()], matter(recorded(), other))[0].due == date(2023, 1, 11)

    def test_a_day_beyond_the_calendar_is_not_known_and_needs_no_other_day(self):
        late = op.Recorded(on=date(2035, 12, 27))
        (duty,) = duties_of([clock()], matter(late, informed(date(2036, 1, 3))))
        assert (duty.due, duty.met_on, duty.asks) == (None, date(2036, 1, 3), None) and "not for 2036" in duty.unknown
        moved = op.PeriodExtended(on=date(2036, 1, 2), clock="x", until=date(2036, 1, 4), reason="Counted by hand")
        assert duties_of([clock()], matter(late, moved))[0].due == date(2036, 1, 4)

    def test_a_start_beyond_the_calendar_gives_one_duty_without_a_day(self):
        starts = clock(starts=lambda m, a: [Start(working_days_after(date(2035, 12, 31), 1), recorded())])
        (duty,) = duties_of([starts], matter(recorded(), today=date(2036, 2, 1)))
        assert (duty.due, duty.began_on) == (None, date(2036, 2, 1)) and "not for 2036" in duty.unknown

    def test_days_that_do_not_count_are_added(self):
        assert duties_of([clock(extra_days=lambda m, s, a: 3)], matter(recorded()))[0].due == date(2023, 1, 14)
        assert duties_of([clock(extra_days=lambda m, s, a: 3, period=AS_SOON_AS_PRACTICABLE)], matter(recorded()))[0].due is None

    def test_a_rule_that_was_not_read_says_that_it_advises(self):
        (duty,) = duties_of([clock(under=cite(Instrument.AM26, "11B"))], matter(recorded()))
        assert "AM26 11B may advise only" in duty.advice

    def test_each_track_has_its_own_clock(self):
        steps = (
            SeverityAssessed(on=date(2023, 1, 5), about=OFFICER, severity=Severity.MISCONDUCT),
            out.Found(on=date(2023, 1, 6), about=A, level=Severity.NEITHER),
        )
        by_officer = clock(starts=from_step(SeverityAssessed), track=Track.OFFICER)
        by_allegation = clock(starts=from_step(out.Found), track=Track.ALLEGATION)
        found = duties_of([by_officer, by_allegation], matter(*steps))
        assert [duty.about for duty in found] == [OFFICER, A]
        assert duties_of([clock(where=lambda m, a: False)], matter(recorded())) == []

    def test_starts_may_be_every_one_the_first_the_last_or_a_day_named_in_the_step(self):
        steps = (recorded(), recorded(date(2023, 1, 6)))
        days = {
            "every": from_step(op.Recorded),
            "last": from_step(op.Recorded, last_only=True),
            "first": first_of(op.Recorded),
            "some": from_step(op.Recorded, when=lambda s: s.on.day == 6),
            "none": first_of(op.Recorded, when=lambda s: False),
        }
        found = {name: [s.day.day for s in starts(matter(*steps), None)] for name, starts in days.items()}
        assert found == {"every": [4, 6], "last": [6], "first": [4], "some": [6], "none": []}
        named = from_field(pr.HearingAdjourned, "until", when=lambda s: s.reason == "x")
        hearing = [
            pr.HearingAdjourned(on=date(2023, 2, 1), not_before=date(2023, 1, 30), about=OFFICER, reason="x", until=date(2023, 2, 9)),
            pr.HearingAdjourned(on=date(2023, 2, 2), not_before=date(2023, 1, 30), about=OFFICER, reason="x"),
            pr.HearingAdjourned(on=date(2023, 2, 3), about=OFFICER, reason="y"),
        ]
        assert [(s.day.day, s.exact) for s in named(matter(*hearing), OFFICER)] == [(9, True), (2, False)]


class TestMatters:
    def test_the_form_of_investigation_is_the_one_determined_last(self):
        assert matter().mode() is None
        steps = [
            ModeOfInvestigationDetermined(on=date(2023, 2, n), mode=m)
            for n, m in ((1, ModeOfInvestigation.LOCAL), (2, ModeOfInvestigation.DIRECTED))
        ]
        mode = matter(*steps).mode()
        assert mode is ModeOfInvestigation.DIRECTED and mode.by_director_general
        assert not ModeOfInvestigation.LOCAL.by_director_general

    def test_the_subject_of_an_allegation_is_its_officer(self):
        assert matter().subject(A).about == OFFICER
        assert matter().subject(None) is None

    def test_a_duty_and_an_option_are_known_by_what_they_concern(self):
        option = Option(out.Imposed, AA, UNDER, OFFICER)
        assert option.key == (out.Imposed, OFFICER, None, AA, "CR20 1(1)")
        duty = Duty("x", "w", DutyKind.WINDOW, AA[0], None, date(2023, 1, 1), UNDER, date(2022, 1, 1), OFFICER)
        assert duty.key == ("x", OFFICER, date(2022, 1, 1)) and not duty.overdue(date(2024, 1, 1))


class TestHistories:
    def test_steps_stand_in_order_of_their_day_and_of_the_record(self):
        first, second = recorded(), op.RecordingRequested(on=date(2023, 1, 4))
        assert list(History([op.CaseClosed(on=date(2023, 2, 1)), first, second]))[:2] == [first, second]

    def test_questions_put_to_a_history(self):
        history = matter(recorded(), recorded(date(2023, 1, 6)), out.Found(on=date(2023, 2, 1), about=A, level=Severity.NEITHER)).history
        assert history.first(op.Recorded).on.day == 4 and history.latest(op.Recorded).on.day == 6
        assert history.first(op.CaseClosed) is None and history.latest(op.CaseClosed) is None
        assert history.has(out.Found, OFFICER) and not history.has(out.Found, "officer-2")
        assert history.any_of((op.CaseClosed, op.Recorded)) and not history.any_of((op.CaseClosed,))
        assert history.officer_of(A) == OFFICER and history.officer_of(None) is None and history.allegations_of(OFFICER) == (A,)
        assert history.concerns(SeverityAssessed(on=date(2023, 1, 5), about=OFFICER, severity=Severity.NEITHER), A)
        assert len(history.until(date(2023, 1, 4))) == 4
        assert len(history.without(history[0])) == len(history) - 1
        assert list(history.after(history[-2])) == [history[-1]]
        assert len(history.before(history[1])) == 1
        with pytest.raises(ValueError, match="not in this history"):
            history.before(recorded())


class TestCitations:
    @pytest.mark.parametrize(
        ("citation", "path"),
        [
            (cite(Instrument.CR20, "42(8)"), "uksi/2020/4/regulation/42"),
            (cite(Instrument.PAT20, "9(1)"), "uksi/2020/1/rule/9"),
            (cite(Instrument.PAT20, "5A"), "uksi/2020/1/rule/5A"),
            (cite(Instrument.PRA, "s.12(1)"), "ukpga/2002/30/section/12"),
            (cite(Instrument.PRA, "Sch 3 para 15(4)"), "ukpga/2002/30/schedule/3/paragraph/15"),
            (cite(Instrument.CR20, "Sch 1 para 2 (4A)"), "uksi/2020/4/schedule/1/paragraph/2"),
            (cite(Instrument.CR20, "Sch 2"), "uksi/2020/4/schedule/2"),
            (cite(Instrument.CR20, ""), "uksi/2020/4"),
            (cite(Instrument.CR20, "Part 6"), "uksi/2020/4"),
        ],
    )
    def test_a_citation_leads_to_the_provision(self, citation, path):
        assert citation.url == "https://www.legislation.gov.uk/" + path

    def test_what_has_no_address_has_none(self):
        assert cite(Instrument.AM26, "11").url == "" and cite(Instrument.POLICY, "").text == "Policy"

    @pytest.mark.parametrize(
        ("citation", "advises"),
        [
            (cite(Instrument.CR20, "1"), False),
            (cite(Instrument.CR20, "1", Confidence.KNOWN), False),
            (cite(Instrument.CR20, "1", Confidence.UNSURE), True),
            (cite(Instrument.CR20, "1", Confidence.MISSING), True),
            (cite(Instrument.AM26, "1"), True),
            (cite(Instrument.CPA26, "1"), True),
        ],
    )
    def test_what_is_uncertain_or_was_not_read_advises(self, citation: Citation, advises):
        assert citation.advises is advises

    def test_words_of_the_law(self):
        assert Instrument.CR20.title == "Police (Conduct) Regulations 2020"
        assert str(UNDER) == "CR20 1(1)" and Confidence.FULL.tag == "S*" and Confidence.FULL.meaning
        assert Severity.MISCONDUCT.capitalised == "Misconduct"
        assert len(StandardOfProfessionalBehaviour) == 10
        assert Rank.ASSISTANT_CHIEF_CONSTABLE.senior and not Rank.CHIEF_SUPERINTENDENT.senior and not Rank.NONE.senior
        assert [r for r in Rank if r.chief_officer] == [Rank.DEPUTY_COMMISSIONER, Rank.CHIEF_CONSTABLE, Rank.COMMISSIONER]
        assert [o for o in Outcome if o.ends_service] == [
            Outcome.DISMISSAL_WITH_NOTICE,
            Outcome.DISMISSAL_WITHOUT_NOTICE,
            Outcome.WOULD_HAVE_BEEN_DISMISSED,
        ]
        assert british(date(2023, 12, 8)) == "8 December 2023"
        assert Formula.F1.value == "F1"


def test_what_may_be_done_though_the_case_is_closed():
    """Facts, lists, courts and tribunals, apologies, and the rights of a complainant do not wait for a case to be opened again."""
    found = {rules.__name__.split(".")[-1]: {power.step.__name__ for power in rules.POWERS if power.even_closed} for rules in RULES}
    assert {name: " ".join(sorted(steps)) for name, steps in found.items() if steps} == {
        "recording": "ReopenedByDirectorGeneral",
        "outcomes": "CareerBreakTaken Imposed",
        "former_officers": "OfficerLeft",
        "lists": "BarredEntryPublished BarredPublicationEnded BarredPublicationStopped FurtherReportSent IncludedInAdvisoryList "
        "IncludedInBarredList RemovalConditionSatisfied RemovalDecided RemovalDecisionNotified ReportedToAdvisoryList "
        "ReportedToBarredList SetAsideNoticeSent",
        "appeals": "AppellantPapersReceived AppellantPapersSent NoRealProspectAnswered NoRealProspectNotified Quashed Remitted "
        "RespondentPapersSent ResponseSent TranscriptSupplied TribunalAppealDetermined TribunalAppealMade TribunalDecisionGiven "
        "TribunalDecisionPublished TribunalHearingEnded TribunalHearingFixed TribunalNoticeReceived TribunalPublicNoticePublished",
        "keeping_informed": "ApologyAskedFor ApologyOffered ApologyRefused PersonInformed",
        "reviews": "AppealUnderOldRegulationsMade ReviewApplied",
    }
    assert [power.by for power in outcomes.POWERS if power.step is out.Imposed and power.even_closed] == [(Office.TRIBUNAL,)]


@pytest.mark.parametrize(
    "again",
    [
        op.ReopenedByDirectorGeneral(on=date(2023, 3, 1)),
        ReviewApplied(on=date(2023, 3, 1)),
        AppealUnderOldRegulationsMade(on=date(2023, 3, 1)),
        out.Quashed(on=date(2023, 3, 1), about=OFFICER, court="High Court"),
        out.Remitted(on=date(2023, 3, 1), about=OFFICER, court="High Court"),
    ],
    ids=lambda step: type(step).__name__,
)
def test_a_re_investigation_a_review_or_a_court_opens_a_closed_case_until_it_is_closed_again(again):
    power = Power(step=op.Recorded, by=AA, under=UNDER)
    closed, later = op.CaseClosed(on=date(2023, 2, 1)), op.CaseClosed(on=date(2023, 4, 3))
    assert "closed on 1 February 2023" in power.refusal(matter(closed), None)
    assert power.refusal(matter(closed, again), None) == ""
    assert "closed on 3 April 2023" in power.refusal(matter(closed, again, later), None)
    assert "closed on 3 April 2023" in power.refusal(matter(again, later), None)
