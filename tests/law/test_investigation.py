"""The investigation: when severity may be assessed and by whom, what is refused and why, and every period that runs."""

import pytest

from custodiet.law.matter import Matter
from custodiet.law.rules import investigation
from custodiet.law.rules.investigation_where import by_director_general
from custodiet.law.steps import History
from custodiet.law.steps.investigation import (
    CriminalProceedingsBegun,
    CriminalProceedingsEnded,
    InterviewAlternativeProposed,
    InterviewSpecified,
    InvestigationResumed,
    InvestigationSuspended,
    InvestigatorAppointed,
    ModeOfInvestigationDetermined,
    NoticeServed,
    NoticeWithheld,
    OverrunReported,
    Referred,
    ReportReceived,
    SeverityAssessed,
    SpecialConditionsStatement,
    SpecialProceduresApplied,
    TermsOfReferenceServed,
)
from custodiet.law.steps.opening import (
    CameToAttention,
    ComplaintMade,
    HandlingDetermined,
    Recorded,
    ReopenedByDirectorGeneral,
    SubjectIdentified,
)
from custodiet.law.steps.outcome import FoundUnfitOrUntraceable, OfficerLeft, Remitted
from custodiet.law.steps.proceedings import HearingBegan, NoticeOfReferralServed
from custodiet.law.vocabulary import Capacity, FormOfProceedings, Handling, MatterKind, Severity
from custodiet.law.vocabulary import ModeOfInvestigation as Mode
from tests.law.asking import OFFICER, begun, day, duties, powers, reason

MONDAY = day("2024-03-04")
GROSS, MISCONDUCT, NEITHER = Severity.GROSS_MISCONDUCT, Severity.MISCONDUCT, Severity.NEITHER


def assessed(on, severity=GROSS, **more):
    return SeverityAssessed(on=day(on), about=OFFICER, severity=severity, **more)


def of(kind, on, **more):
    about = OFFICER if kind.track.value == "an officer" else None
    return kind(on=day(on), about=about, **more)


def complaint(*more, mode=Mode.LOCAL, recorded=True):
    opening = [ComplaintMade(on=MONDAY), SubjectIdentified(on=MONDAY, about=OFFICER)]
    opening += [Recorded(on=MONDAY), ModeOfInvestigationDetermined(on=MONDAY, mode=mode)] if recorded else []
    return History([*opening, *more])


def why(history, step):
    return reason(investigation, history, step)


# --- Severity ---------------------------------------------------------------------------------------------------------


def test_on_a_complaint_severity_is_assessed_once_special_procedures_apply():
    history = complaint(of(InvestigatorAppointed, "2024-03-05"))
    refused = why(history, assessed("2024-03-06"))
    assert "On a complaint severity is assessed only where there is an indication" in refused
    assert "para 19A" in refused and "Enter “Special procedures found to apply” first" in refused
    assert why(history.with_step(of(SpecialProceduresApplied, "2024-03-06")), assessed("2024-03-06")) == ""


def test_on_a_conduct_matter_special_procedures_always_apply():
    history = begun(MONDAY, of(InvestigatorAppointed, "2024-03-05"), recorded=True)
    assert why(history, assessed("2024-03-06")) == ""


def test_a_death_or_serious_injury_matter_alone_brings_no_special_procedures():
    dsi = CameToAttention(on=MONDAY, kind=MatterKind.DSI_MATTER)
    history = History([dsi, SubjectIdentified(on=MONDAY, about=OFFICER), Recorded(on=MONDAY), of(InvestigatorAppointed, "2024-03-05")])
    assert "para 19A" in why(history, assessed("2024-03-06"))


def test_a_local_investigator_must_be_appointed_before_he_assesses():
    assert "First comes “Investigator appointed”" in why(begun(MONDAY, recorded=True), assessed("2024-03-06"))


def test_under_schedule_3_the_authority_is_always_consulted():
    history = begun(MONDAY, recorded=True, mode=Mode.INDEPENDENT)
    refused = why(history, assessed("2024-03-06", authority_consulted=False))
    assert "only after the appropriate authority was consulted (CMR20 16(5), 19(4))" in refused
    assert why(history, assessed("2024-03-06", authority_consulted=True)) == ""
    assert why(begun(MONDAY), assessed("2024-03-06", authority_consulted=False)) == ""


@pytest.mark.parametrize("recorded", [True, False])
def test_severity_is_revised_before_proceedings_start_and_not_after(recorded):
    history = begun(MONDAY, of(InvestigatorAppointed, "2024-03-05"), assessed("2024-03-06"), recorded=recorded)
    assert why(history, assessed("2024-06-03", MISCONDUCT)) == ""
    heard = history.with_step(of(HearingBegan, "2024-10-01", form=FormOfProceedings.HEARING))
    refused = why(heard, assessed("2024-10-01", MISCONDUCT))
    assert "Proceedings began on 1 October 2024; severity may be assessed or revised only before they start (CR20 14(6))" in refused
    for again in (ReopenedByDirectorGeneral(on=day("2024-11-01")), of(Remitted, "2024-11-01", court="the tribunal")):
        assert why(heard.with_step(again), assessed("2024-11-04")) == ""


def former(*more):
    return begun(MONDAY, of(OfficerLeft, "2024-04-01"), *more)


def test_a_former_officers_conduct_is_gross_or_nothing():
    refused = why(former(), assessed("2024-04-02", MISCONDUCT))
    assert "assessed as gross misconduct or nothing is done, and misconduct was entered (CR20 Sch 1 para 8)" in refused
    assert why(former(), assessed("2024-04-02", GROSS)) == ""
    assert why(former(), assessed("2024-04-02", NEITHER)) == ""
    assert why(begun(MONDAY), assessed("2024-04-02", MISCONDUCT)) == ""


def test_nothing_is_done_about_a_former_officer_who_is_unfit_or_untraceable():
    history = former(of(FoundUnfitOrUntraceable, "2024-04-02"))
    assert "The former officer was found unfit or untraceable, and then no action is taken" in why(history, assessed("2024-04-03", GROSS))
    assert why(history, assessed("2024-04-03", NEITHER)) == ""


def test_a_former_officer_has_no_misconduct_meeting():
    refused = why(former(), assessed("2024-04-02", likely_form=FormOfProceedings.MEETING))
    assert "There is no misconduct meeting for a former officer (CR20 Sch 1 para 1)" in refused
    assert why(former(), assessed("2024-04-02", likely_form=FormOfProceedings.HEARING)) == ""
    assert why(begun(MONDAY), assessed("2024-04-02", likely_form=FormOfProceedings.MEETING)) == ""


def test_only_a_former_officer_is_found_unfit_or_untraceable_and_before_the_hearing():
    assert not [line for line in powers(investigation, begun(MONDAY)) if "Unfit" in line]
    unfit = "FoundUnfitOrUntraceable | CR20 Sch 1 para 8 | appropriate authority | until HearingBegan"
    assert unfit in powers(investigation, former())
    old = begun(day("2018-03-05"), of(OfficerLeft, "2018-04-02"))
    assert "FoundUnfitOrUntraceable | CR12 Sch 3 | appropriate authority | until HearingBegan" in powers(investigation, old)
    assert unfit not in powers(investigation, old)


# --- The investigator and the notices ---------------------------------------------------------------------------------


@pytest.mark.parametrize("on", ["2024-03-04", "2018-03-05"])
def test_outside_schedule_3_only_what_is_assessed_as_misconduct_is_investigated(on):
    appointed = of(InvestigatorAppointed, "2024-03-06")
    refused = why(begun(day(on)), appointed)
    assert "No conduct in this case is assessed as misconduct or gross misconduct" in refused and "CR20 14(5)(a), 15(1)" in refused
    assert why(begun(day(on), assessed("2024-03-05", NEITHER)), appointed) == refused
    assert why(begun(day(on), assessed("2024-03-05", MISCONDUCT)), appointed) == ""
    assert why(begun(day(on), assessed("2024-03-05", GROSS)), appointed) == ""


def test_one_officer_whose_conduct_is_assessed_as_misconduct_is_enough_for_an_investigator():
    second = SubjectIdentified(on=MONDAY, about="officer-2")
    theirs = SeverityAssessed(on=day("2024-03-05"), about="officer-2", severity=MISCONDUCT)
    assert why(begun(MONDAY, second, assessed("2024-03-05", NEITHER), theirs), of(InvestigatorAppointed, "2024-03-06")) == ""


@pytest.mark.parametrize("kind", [NoticeServed, NoticeWithheld])
def test_notice_is_given_or_withheld_where_misconduct_or_more_is_assessed(kind):
    step = of(kind, "2024-03-06", **({"reason": "witnesses"} if kind is NoticeWithheld else {}))
    for recorded in (True, False):
        history = begun(MONDAY, recorded=recorded)
        assert "First comes “Severity assessed, or assessed again”" in why(history, step)
        refused = why(history.with_step(assessed("2024-03-05", NEITHER)), step)
        assert "The conduct was assessed as neither misconduct nor gross misconduct; notice of an investigation is given where" in refused
        for level in (MISCONDUCT, GROSS):
            assert why(history.with_step(assessed("2024-03-05", level)), step) == ""


def test_the_latest_assessment_counts():
    history = begun(MONDAY, assessed("2024-03-05", GROSS), assessed("2024-03-06", NEITHER))
    assert "assessed as neither" in why(history, of(NoticeServed, "2024-03-07"))


def test_a_notice_that_was_given_cannot_be_withheld():
    history = begun(MONDAY, assessed("2024-03-05"), of(NoticeServed, "2024-03-06"))
    assert "already stands in the record on 6 March 2024" in why(history, of(NoticeWithheld, "2024-03-07", reason="late"))


def noticed(on=MONDAY, recorded=False):
    return begun(on, assessed("2024-03-05"), of(NoticeServed, "2024-03-05"), of(TermsOfReferenceServed, "2024-03-05"), recorded=recorded)


@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.parametrize("on", ["2024-03-04", "2018-03-05"])
def test_an_alternative_interview_falls_within_five_working_days_of_the_day_specified(on, recorded):
    held = of(InterviewSpecified, "2024-03-11", held_on=day("2024-03-22"))
    history = noticed(day(on), recorded).with_step(held)
    refused = why(history, of(InterviewAlternativeProposed, "2024-03-12", date_proposed=day("2024-04-03")))
    assert "The alternative of 3 April 2024 falls after 2 April 2024, the last of 5 working days after the day" in refused
    assert "22 March 2024 (CMR20 21(5)(b); CR20 20(5)(b); CR12 17(4))" in refused
    for proposed in (day("2024-04-02"), None):  # over Good Friday and Easter Monday
        assert why(history, of(InterviewAlternativeProposed, "2024-03-12", date_proposed=proposed)) == ""


def test_where_the_record_does_not_say_which_day_was_specified_no_alternative_is_refused():
    history = noticed().with_step(of(InterviewSpecified, "2024-03-11"))
    assert why(history, of(InterviewAlternativeProposed, "2024-03-12", date_proposed=day("2024-12-31"))) == ""


def test_a_former_officers_alternative_need_only_be_reasonable():
    history = noticed().with_step(of(OfficerLeft, "2024-03-06")).with_step(of(InterviewSpecified, "2024-03-11", held_on=day("2024-03-22")))
    assert why(history, of(InterviewAlternativeProposed, "2024-03-12", date_proposed=day("2024-05-31"))) == ""
    line = "InterviewAlternativeProposed | CR20 Sch 1 para 12(b) | officer concerned / recorder of the force | after InterviewSpecified"
    assert [row for row in powers(investigation, history) if row.startswith("InterviewAlternative")] == [line]
    assert duties(investigation, history, "2024-03-12", "interview-alternative") == []


# --- Standing still, the criminal case, the special conditions, the report --------------------------------------------


def test_an_investigation_is_suspended_once_and_resumed_only_if_suspended():
    history = begun(MONDAY, of(InvestigatorAppointed, "2024-03-05"), recorded=True)
    suspend, resume = of(InvestigationSuspended, "2024-04-02"), of(InvestigationResumed, "2024-06-03")
    assert "is not suspended, so it cannot be resumed (CMR20 40)" in why(history, resume)
    assert why(history, suspend) == ""
    history = history.with_step(suspend)
    assert "is suspended already (CMR20 40). Enter “Investigation resumed” first" in why(history, of(InvestigationSuspended, "2024-04-03"))
    assert why(history, resume) == ""
    history = history.with_step(resume)
    assert why(history, of(InvestigationSuspended, "2024-07-01")) == ""
    assert "is not suspended" in why(history, of(InvestigationResumed, "2024-07-01"))


@pytest.mark.parametrize("history", [begun(MONDAY), begun(day("2018-03-05")), begun(MONDAY, capacity=Capacity.STAFF)])
def test_criminal_proceedings_begin_and_end_by_turns(history):
    begins, ends = of(CriminalProceedingsBegun, "2024-04-02"), of(CriminalProceedingsEnded, "2024-06-03")
    assert "No criminal proceedings against this person are under way in the record (CR20 10)" in why(history, ends)
    assert why(history, begins) == ""
    history = history.with_step(begins)
    assert "are in the record and have not ended (CR20 10). Enter their end first" in why(
        history, of(CriminalProceedingsBegun, "2024-04-03")
    )
    assert why(history, ends) == ""
    assert why(history.with_step(ends), of(CriminalProceedingsBegun, "2024-07-01")) == ""


def test_one_officers_criminal_case_is_not_anothers():
    theirs = CriminalProceedingsBegun(on=day("2024-04-02"), about="officer-2")
    history = begun(MONDAY, SubjectIdentified(on=MONDAY, about="officer-2"), theirs)
    assert why(history, of(CriminalProceedingsBegun, "2024-04-03")) == ""


@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.parametrize("on", ["2024-03-04", "2018-03-05"])
def test_the_special_conditions_need_an_assessment_of_gross_misconduct(on, recorded):
    history, stated = begun(day(on), recorded=recorded), of(SpecialConditionsStatement, "2024-04-02")
    refused = why(history, stated)
    assert "The conduct is not assessed as gross misconduct" in refused and "(CR20 49; PRA Sch 3 para 20A)" in refused
    assert why(history.with_step(assessed("2024-03-05", MISCONDUCT)), stated) == refused
    assert why(history.with_step(assessed("2024-03-05", GROSS)), stated) == ""


def test_there_is_no_report_without_an_investigation():
    report = of(ReportReceived, "2024-06-03")
    for history in (
        begun(MONDAY, recorded=True),
        begun(MONDAY),
        begun(day("2018-03-05")),
        begun(MONDAY, recorded=True, mode=Mode.RETURNED_TO_FORCE),
    ):
        assert "There is no investigation in the record (PRA Sch 3 paras 15-19; CR20 15)" in why(history, report)
        assert why(history.with_step(of(InvestigatorAppointed, "2024-03-05")), report) == ""
    recorded = begun(MONDAY, recorded=True)
    assert why(recorded.with_step(of(HandlingDetermined, "2024-03-05", handling=Handling.INVESTIGATE)), report) == ""
    assert why(recorded.with_step(of(HandlingDetermined, "2024-03-05", handling=Handling.OTHERWISE)), report) != ""
    assert why(begun(MONDAY, recorded=True, mode=Mode.LOCAL), report) == ""


@pytest.mark.parametrize("kind", [SpecialProceduresApplied, OverrunReported])
def test_without_an_investigation_nothing_of_it_is_stated(kind):
    step = of(kind, "2024-06-03", **({"reason": "complexity"} if kind is OverrunReported else {}))
    assert "There is no investigation in the record" in why(complaint(recorded=False).with_step(Recorded(on=MONDAY)), step)
    assert why(complaint(), step) == ""
    assert why(complaint(mode=Mode.DIRECTED), step) == ""


def test_a_referral_brings_a_matter_under_schedule_3():
    history = begun(MONDAY, Referred(on=MONDAY, criteria=()))
    assert "NoticeServed | CMR20 17(1) | investigator / recorder of the force | after SeverityAssessed" in powers(investigation, history)


def test_without_a_determined_form_the_force_investigates():
    history = begun(MONDAY, recorded=True)
    assert not by_director_general(Matter(history, MONDAY, history), None)


def test_no_step_is_taken_twice_that_is_taken_once():
    history = complaint(of(InvestigatorAppointed, "2024-03-05"), of(SpecialProceduresApplied, "2024-03-06"))
    assert "already stands in the record on 6 March 2024" in why(history, of(SpecialProceduresApplied, "2024-03-07"))


def test_an_older_notice_of_referral_does_not_stop_an_assessment():
    history = begun(MONDAY, of(NoticeOfReferralServed, "2024-06-03", form=FormOfProceedings.HEARING))
    assert why(history, assessed("2024-06-04")) == ""


def test_options_are_the_powers_of_the_table_asked_of_the_matter():
    history = begun(MONDAY)
    open_now = [option.step.__name__ for option in investigation.options(Matter(history, MONDAY, history)) if option]
    assert open_now == ["SeverityAssessed", "CriminalProceedingsBegun"]
