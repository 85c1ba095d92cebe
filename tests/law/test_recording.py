"""Recording: how a matter begins, when it must be recorded and investigated, who handles it, which periods may be moved."""

import csv
from datetime import date
from pathlib import Path

import pytest

from custodiet.law.rules import recording
from custodiet.law.rules.recording_periods import MAY_BE_AGREED, MAY_BE_EXCUSED, MAY_BE_EXTENDED
from custodiet.law.steps import History
from custodiet.law.steps import opening as op
from custodiet.law.steps.investigation import ModeOfInvestigationDetermined, Referred, ReportReceived
from custodiet.law.steps.people import ReviewDetermined
from custodiet.law.vocabulary import Handling, MatterKind, ModeOfInvestigation, Office, Rank, ReferralCriterion
from tests.law.complaint_cases import (
    NEW,
    OLD,
    OLDER,
    PC,
    admitted,
    allegation,
    asked,
    clocks,
    day,
    lines,
    offered,
    opened,
    refusal,
    running,
    table,
)

COMPLAINT, CONDUCT, DSI = MatterKind.COMPLAINT, MatterKind.CONDUCT_MATTER, MatterKind.DSI_MATTER
Mode = ModeOfInvestigation
RECORDED = op.Recorded(on=NEW)
REFERRED = Referred(on=NEW, criteria=(ReferralCriterion.R4,))
REPORT = ReportReceived(on=NEW)
MOVERS = (
    "APPROPRIATE_AUTHORITY, DIRECTOR_GENERAL, LOCAL_POLICING_BODY, CHAIR, PERSON_CONDUCTING, INVESTIGATOR, REVIEW_BODY, REVIEWER, "
    "APPEAL_PERSON, TRIBUNAL, VETTING_AUTHORITY, VETTING_ASSESSOR, VETTING_PANEL"
)
ALWAYS = f"""
    ComplaintMade | PRA s.12(1)-(1B) | RECORDER, APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY, DIRECTOR_GENERAL, COMPLAINANT
    CameToAttention | PRA s.12(2)-(2D) | RECORDER, APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY, DIRECTOR_GENERAL
    SubjectIdentified | CMR20 43 | RECORDER, APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY, DIRECTOR_GENERAL, INVESTIGATOR | after ComplaintMade or CameToAttention
    AllegationMade | PRA s.12 | RECORDER, APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY, DIRECTOR_GENERAL, INVESTIGATOR, COMPLAINANT | after ComplaintMade or CameToAttention
    RelatedToEarlierMatter | CMR20 2(2)(b) | RECORDER, APPROPRIATE_AUTHORITY, DIRECTOR_GENERAL | after ComplaintMade or CameToAttention
    ReopenedByDirectorGeneral | PRA ss.13B, 28A | DIRECTOR_GENERAL | after ComplaintMade or CameToAttention | even closed
    PeriodExtended | CR20 22, 48 | {MOVERS} | after ComplaintMade or CameToAttention
    CaseClosed | CMR20 44 | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY, DIRECTOR_GENERAL, RECORDER | after ComplaintMade or CameToAttention
"""  # noqa: E501
NEW_ONLY = """
    ComplainantContacted | PRA Sch 3 para 2(6) | APPROPRIATE_AUTHORITY, RECORDER | after ComplaintMade
    RecordingRequested | PRA Sch 3 para 2(6A)(a) | COMPLAINANT, RECORDER | after ComplaintMade | once
    Recorded | PRA Sch 3 paras 2(6A), 10, 11 | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after ComplaintMade or CameToAttention | until FoundNotAComplaint or NotRecorded | once
    HandledOutsideSchedule3 | PRA Sch 3 para 2(6C) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after ComplaintMade | until Recorded or FoundNotAComplaint | once
    FoundNotAComplaint | PRA Sch 3 para 2(6D), (9) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after ComplaintMade | until Recorded or HandledOutsideSchedule3 | once
    NotRecorded | CMR20 7(2) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after ComplaintMade or CameToAttention | until Recorded | once
    FunctionsNoticeAnnounced | CMR20 48(1)(a), 49(1)(a) | LOCAL_POLICING_BODY, RECORDER | after ComplaintMade or CameToAttention
    FunctionsNoticeGiven | CMR20 48(1)(b), 49(1)(b) | LOCAL_POLICING_BODY | after FunctionsNoticeAnnounced
    ComplianceExcused | CMR20 51(2) | APPROPRIATE_AUTHORITY, DIRECTOR_GENERAL, LOCAL_POLICING_BODY, REVIEW_BODY | after ComplaintMade or CameToAttention
"""  # noqa: E501
OLD_ONLY = """
    Recorded | PRA Sch 3 paras 2, 10, 11 | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after ComplaintMade or CameToAttention | until FoundNotAComplaint or NotRecorded | once
    FoundNotAComplaint | PRA Sch 3 para 2(6D), (9) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after ComplaintMade | until Recorded or HandledOutsideSchedule3 | once
    NotRecorded | CMR12 3, 7(2)-(3) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after ComplaintMade or CameToAttention | until Recorded | once
"""  # noqa: E501
HANDLED_NEW = """
    HandlingDetermined | PRA Sch 3 para 6(2A)-(2C) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after Recorded | until HandlingConcluded
    HandlingConcluded | PRA Sch 3 paras 6, 24 | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after HandlingDetermined or HandledOutsideSchedule3 or ReportReceived
"""  # noqa: E501
HANDLED_OLD = HANDLED_NEW.replace("para 6(2A)-(2C)", "paras 6 to 8")
WITHDRAWN_NEW = """
    WithdrawalNotified | CMR20 38(1), 39(1) | COMPLAINANT, RECORDER | after ComplaintMade | until WithdrawalConfirmed
    WithdrawalLetterSent | CMR20 39(2)-(3) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after WithdrawalNotified | until WithdrawalConfirmed
    WithdrawalConfirmed | CMR20 38(2), 39(4) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after WithdrawalNotified | once
    PublicInterestDecided | CMR20 38(6)-(7), 41(4) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after WithdrawalNotified or ResumptionLetterSent
    ResumptionLetterSent | CMR20 41(2) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY, DIRECTOR_GENERAL | after InvestigationSuspended
    ResumptionAnswered | CMR20 41(3)-(4) | COMPLAINANT, RECORDER | after ResumptionLetterSent
"""  # noqa: E501
WITHDRAWN_OLD = """
    WithdrawalNotified | CMR12 21 | COMPLAINANT, RECORDER | after ComplaintMade | until WithdrawalConfirmed
    WithdrawalLetterSent | CMR12 21 | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after WithdrawalNotified | until WithdrawalConfirmed
    WithdrawalConfirmed | CMR12 21 | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after WithdrawalNotified | once
    PublicInterestDecided | CMR12 21(4)-(8) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY, DIRECTOR_GENERAL | after WithdrawalNotified
"""


def powers_of(*texts):
    return sorted(line for text in texts for line in lines(text))


def test_who_may_take_which_step_under_which_law():
    assert sorted(table(recording, opened())) == powers_of(ALWAYS, NEW_ONLY, HANDLED_NEW, WITHDRAWN_NEW)
    assert sorted(table(recording, opened(began=date(2025, 6, 2)))) == powers_of(ALWAYS, NEW_ONLY, HANDLED_NEW, WITHDRAWN_NEW)
    assert sorted(table(recording, opened(CONDUCT))) == powers_of(ALWAYS, NEW_ONLY, WITHDRAWN_NEW)
    assert sorted(table(recording, opened(began=OLD))) == powers_of(ALWAYS, OLD_ONLY, HANDLED_OLD, WITHDRAWN_OLD)
    assert sorted(table(recording, opened(CONDUCT, began=OLD))) == powers_of(ALWAYS, OLD_ONLY, WITHDRAWN_OLD)
    assert sorted(table(recording, opened(began=OLDER))) == powers_of(ALWAYS)


def test_a_case_opens_with_a_complaint_or_with_what_came_to_attention():
    assert admitted(recording, [], op.ComplaintMade(on=NEW))
    assert admitted(recording, [], op.CameToAttention(on=NEW))
    assert "First comes" in refusal(recording, [], op.SubjectIdentified(on=NEW, about=PC))


def test_before_2020_a_complaint_was_about_conduct():
    assert admitted(recording, [], op.ComplaintMade(on=date(2020, 2, 1), about_conduct=False))
    assert admitted(recording, [], op.ComplaintMade(on=date(2020, 1, 31)))
    said = refusal(recording, [], op.ComplaintMade(on=date(2020, 1, 31), about_conduct=False))
    assert "Before 1 February 2020" in said
    assert "on 31 January 2020 this was none" in said


def test_a_complaint_is_not_entered_as_something_that_came_to_attention():
    assert "one that no complaint brought" in refusal(recording, [], op.CameToAttention(on=NEW, kind=COMPLAINT))
    assert admitted(recording, [], op.CameToAttention(on=NEW, kind=DSI))


def test_a_person_and_an_allegation_do_not_share_a_name():
    history = opened(COMPLAINT, allegation())
    assert admitted(recording, history, op.SubjectIdentified(on=NEW, about="officer-2"))
    assert "name of an allegation" in refusal(recording, history, op.SubjectIdentified(on=NEW, about="allegation-1"))
    assert "name of a person" in refusal(recording, history, allegation(about=PC))


def test_an_allegation_is_made_against_someone():
    nobody = History([op.ComplaintMade(on=NEW)])
    assert "no person complained of" in refusal(recording, nobody, allegation())
    assert admitted(recording, opened(), allegation())


def test_an_allegation_may_be_stated_again_but_not_against_another():
    two = op.SubjectIdentified(on=NEW, about="officer-2")
    history = opened(COMPLAINT, two, allegation())
    assert admitted(recording, history, allegation(crime=True))
    assert admitted(recording, history, allegation(about="allegation-2", officer="officer-2"))
    assert "against another person" in refusal(recording, history, allegation(officer="officer-2"))


def test_the_days_of_the_conduct_make_sense():
    def spanning(first, last):
        return allegation(from_day=first, to_day=last)

    assert admitted(recording, opened(), spanning(NEW, NEW))
    assert admitted(recording, opened(), spanning(day("2024-02-01"), None))
    assert admitted(recording, opened(), spanning(None, day("2024-02-01")))
    assert "cannot end on 1 February 2024, before it began on 2 February 2024" in refusal(
        recording, opened(), spanning(day("2024-02-02"), day("2024-02-01"))
    )
    assert "after it was alleged on 1 March 2024" in refusal(recording, opened(), spanning(day("2024-03-02"), None))


def test_an_allegation_says_what_was_done():
    blank = op.AllegationMade(on=NEW, about="a", officer=PC, conduct="  ")
    assert "in plain words" in refusal(recording, opened(), blank)


def test_an_earlier_matter_is_earlier():
    assert admitted(recording, opened(), op.RelatedToEarlierMatter(on=NEW, attention=NEW))
    assert "cannot have come to attention" in refusal(recording, opened(), op.RelatedToEarlierMatter(on=NEW, attention=day("2024-03-02")))


def test_only_the_director_general_reopens_and_even_a_closed_case():
    closed = opened(COMPLAINT, op.CaseClosed(on=NEW))
    step = op.ReopenedByDirectorGeneral(on=NEW)
    assert admitted(recording, closed, step, Office.DIRECTOR_GENERAL)
    assert not admitted(recording, closed, step, Office.APPROPRIATE_AUTHORITY)
    assert "was closed on 1 March 2024" in refusal(recording, closed, RECORDED)


OUTSIDE = op.HandledOutsideSchedule3(on=NEW, reason="A word will do")


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([op.RecordingRequested(on=NEW)], "asked for it to be recorded (PRA Sch 3 para 2(6A)(a))"),
        ([REFERRED], "was referred to the Director General (PRA Sch 3 para 4(9))"),
        ([allegation(death_or_serious_injury=True)], "death or serious injury is alleged (PRA Sch 3 para 2(6B)(a))"),
        ([allegation(discipline=True)], "justify disciplinary proceedings (PRA Sch 3 para 2(6B)(b))"),
        ([allegation(crime=True)], "might be a crime"),
        ([allegation(articles_2_or_3=True)], "Article 2 or 3 of the Convention might have been infringed (PRA Sch 3 para 2(6B)(c))"),
        ([allegation(serious_assault=True)], "it must be referred: serious assault (CMR20 4(1)(a)(i)) (PRA Sch 3 para 2(6B)(d))"),
    ],
)  # fmt: skip
def test_what_compels_recording_forbids_handling_outside_schedule_3(steps, why):
    history = opened(COMPLAINT, *steps)
    assert why in refusal(recording, history, OUTSIDE)
    (option,) = offered(recording, history, op.Recorded)
    assert option.advice.startswith("Must be recorded: ")
    assert why in option.advice
    assert admitted(recording, history, RECORDED)


def test_a_small_complaint_may_be_handled_outside_schedule_3():
    history = opened(COMPLAINT, allegation())
    assert admitted(recording, history, OUTSIDE)
    (option,) = offered(recording, history, op.Recorded)
    assert option.advice == ""
    assert "says why" in refusal(recording, history, op.HandledOutsideSchedule3(on=NEW, reason=" "))


def test_an_option_that_is_refused_is_not_advised_and_the_old_law_compels_nothing_here():
    compelled = allegation(discipline=True)
    (shut,) = offered(recording, opened(COMPLAINT, compelled, RECORDED), op.Recorded)
    (old,) = offered(recording, opened(COMPLAINT, allegation(OLD, discipline=True), began=OLD), op.Recorded)
    assert (shut.advice, old.advice) == ("", "")
    assert not shut


def test_a_complaint_is_not_left_unrecorded_as_a_repeat_but_a_conduct_matter_may_be():
    step = op.NotRecorded(on=NEW, grounds="The same look-ups, investigated in 2023")
    assert "not left unrecorded as a repeat" in refusal(recording, opened(), step)
    assert admitted(recording, opened(CONDUCT), step)
    assert admitted(recording, opened(began=OLD), op.NotRecorded(on=OLD, grounds="Repetitious"))
    assert "grounds of the decision" in refusal(recording, opened(CONDUCT), op.NotRecorded(on=NEW, grounds=""))


def test_what_is_found_to_be_no_complaint_has_its_grounds():
    assert admitted(recording, opened(), op.FoundNotAComplaint(on=NEW, grounds="A question about opening hours"))
    assert "grounds of the decision" in refusal(recording, opened(), op.FoundNotAComplaint(on=NEW, grounds=""))


def handled(handling, *more, repeat=False, began=NEW):
    history = opened(COMPLAINT, *more, op.Recorded(on=began), began=began)
    return history, op.HandlingDetermined(on=began, handling=handling, repeat=repeat)


@pytest.mark.parametrize("flags", [{"crime": True}, {"discipline": True}, {"articles_2_or_3": True}])
@pytest.mark.parametrize("began", [NEW, OLD])
def test_what_indicates_a_crime_discipline_or_a_breach_of_article_2_or_3_must_be_investigated(flags, began):
    grave = allegation(began, **flags)
    assert admitted(recording, *handled(Handling.INVESTIGATE, grave, began=began))
    for lighter in (Handling.OTHERWISE, Handling.NO_FURTHER_ACTION):
        assert "must be investigated" in refusal(recording, *handled(lighter, grave, began=began))
        assert admitted(recording, *handled(lighter, grave, repeat=True, began=began))
        assert admitted(recording, *handled(lighter, allegation(began), began=began))


def test_the_option_of_handling_says_that_investigation_is_required():
    (grave,) = offered(recording, handled(Handling.INVESTIGATE, allegation(crime=True))[0], op.HandlingDetermined)
    (light,) = offered(recording, handled(Handling.INVESTIGATE, allegation())[0], op.HandlingDetermined)
    (early,) = offered(recording, opened(COMPLAINT, allegation(crime=True)), op.HandlingDetermined)
    assert grave.advice.startswith("Must be investigated, unless it is a repeat")
    assert (light.advice, early.advice) == ("", "")


def test_the_authority_does_not_handle_what_stands_referred_until_it_is_referred_back():
    step = op.HandlingDetermined(on=NEW, handling=Handling.INVESTIGATE)
    with_him = opened(COMPLAINT, RECORDED, REFERRED)
    assert "stands referred to the Director General" in refusal(recording, with_him, step)
    back = ModeOfInvestigationDetermined(on=NEW, mode=Mode.RETURNED_TO_FORCE)
    assert admitted(recording, History([*with_him, back]), step)
    local = ModeOfInvestigationDetermined(on=NEW, mode=Mode.LOCAL)
    assert not admitted(recording, History([*with_him, local]), step)


CONCLUDED = op.HandlingConcluded(on=NEW, service_acceptable=True)


def test_an_investigated_complaint_is_concluded_on_the_report():
    investigate = op.HandlingDetermined(on=NEW, handling=Handling.INVESTIGATE)
    otherwise = op.HandlingDetermined(on=NEW, handling=Handling.OTHERWISE)
    assert "outcome is determined on the report" in refusal(recording, opened(COMPLAINT, RECORDED, investigate), CONCLUDED)
    assert admitted(recording, opened(COMPLAINT, RECORDED, investigate, REPORT), CONCLUDED)
    assert admitted(recording, opened(COMPLAINT, RECORDED, otherwise), CONCLUDED)
    assert admitted(recording, opened(COMPLAINT, RECORDED, investigate, otherwise), CONCLUDED)
    assert admitted(recording, opened(COMPLAINT, REPORT), CONCLUDED)
    assert admitted(recording, opened(COMPLAINT, OUTSIDE), CONCLUDED)


def test_a_handling_is_concluded_once_unless_it_is_opened_again():
    done = opened(COMPLAINT, OUTSIDE, CONCLUDED)
    later = op.HandlingConcluded(on=day("2024-06-03"))
    assert "concluded on 1 March 2024" in refusal(recording, done, later)
    for opens in (ReviewDetermined(on=NEW, reasonable_and_proportionate=False), op.ReopenedByDirectorGeneral(on=NEW)):
        assert admitted(recording, History([*done, opens]), later)
    before = opened(COMPLAINT, op.ReopenedByDirectorGeneral(on=NEW), OUTSIDE, CONCLUDED)
    assert not admitted(recording, before, later)


@pytest.mark.parametrize("mode", [Mode.DIRECTED, Mode.INDEPENDENT])
def test_after_an_investigation_he_led_the_director_general_concludes(mode):
    history = opened(COMPLAINT, RECORDED, REFERRED, ModeOfInvestigationDetermined(on=NEW, mode=mode), REPORT)
    assert admitted(recording, history, CONCLUDED, Office.DIRECTOR_GENERAL)
    assert not admitted(recording, history, CONCLUDED, Office.APPROPRIATE_AUTHORITY)
    assert [line for line in table(recording, history) if line.startswith("HandlingConcluded")] == [
        "HandlingConcluded | PRA Sch 3 para 23(5A)-(5E) | DIRECTOR_GENERAL | after ReportReceived"
    ]


def test_after_a_local_investigation_the_authority_concludes():
    history = opened(COMPLAINT, RECORDED, REFERRED, ModeOfInvestigationDetermined(on=NEW, mode=Mode.LOCAL), REPORT)
    assert admitted(recording, history, CONCLUDED, Office.APPROPRIATE_AUTHORITY)
    assert not admitted(recording, history, CONCLUDED, Office.DIRECTOR_GENERAL)


def test_a_conduct_matter_has_no_outcome_of_a_complaint():
    leads = ModeOfInvestigationDetermined(on=NEW, mode=Mode.INDEPENDENT)
    assert not admitted(recording, opened(CONDUCT, REPORT), CONCLUDED)
    assert not admitted(recording, opened(CONDUCT, leads, REPORT), CONCLUDED)


def test_a_notice_taking_over_functions_waits_for_28_days_beginning_with_the_telling():
    told = opened(COMPLAINT, op.FunctionsNoticeAnnounced(on=NEW))
    said = refusal(recording, told, op.FunctionsNoticeGiven(on=day("2024-03-28")))
    assert "after 28 March 2024" in said
    assert "28 calendar days" in said
    assert admitted(recording, told, op.FunctionsNoticeGiven(on=day("2024-03-29")))
    some_day = opened(COMPLAINT, op.FunctionsNoticeAnnounced(on=day("2024-03-20"), not_before=NEW))
    assert admitted(recording, some_day, op.FunctionsNoticeGiven(on=day("2024-04-02")))
    assert running(recording, told) == ["s13a-wait 2024-03-01 2024-03-28 open"]
    assert "First comes" in refusal(recording, opened(), op.FunctionsNoticeGiven(on=NEW))


def test_who_is_concerned_by_the_periods_here():
    assert clocks(recording) == lines("""
        withdrawal-silence | WINDOW | COMPLAINANT | APPROPRIATE_AUTHORITY
        resume-silence | WINDOW | COMPLAINANT | APPROPRIATE_AUTHORITY
        s13a-wait | BAR | LOCAL_POLICING_BODY | -
    """)
    given = History([*opened(COMPLAINT, op.FunctionsNoticeAnnounced(on=NEW)), op.FunctionsNoticeGiven(on=day("2024-04-02"))])
    assert running(recording, given) == ["s13a-wait 2024-03-01 2024-03-28 2024-04-02"]


def extended(clock, until="2024-06-03", reason="Not finished", **more):
    return op.PeriodExtended(on=NEW, clock=clock, until=day(until), reason=reason, **more)


def test_a_period_is_extended_only_where_a_provision_lets_someone():
    assert admitted(recording, opened(), extended("officer-reply"))
    assert admitted(recording, opened(), extended("officer-reply", until="2024-03-01"))
    assert "No provision lets anyone extend “outcome-told”" in refusal(recording, opened(), extended("outcome-told"))
    assert "lies before the day of the extension" in refusal(recording, opened(), extended("officer-reply", until="2024-02-29"))
    assert "says why (CR20 31(1)(b))" in refusal(recording, opened(), extended("officer-reply", reason=" "))


def test_the_parties_may_agree_on_the_periods_of_the_conduct_regulations():
    assert admitted(recording, opened(), extended("witness-lists", until="2024-02-29", by_agreement=True))
    assert "CR20 22, 48" in refusal(recording, opened(), extended("witness-lists", reason="", by_agreement=True))
    assert "may change by agreement" in refusal(recording, opened(), extended("review-application", by_agreement=True))


def test_exceptional_circumstances_excuse_only_the_complaints_regulations():
    def excused(clock, reason="Flooded"):
        return op.ComplianceExcused(on=NEW, clock=clock, reason=reason)

    assert admitted(recording, opened(), excused("outcome-told"))
    assert "only those give way" in refusal(recording, opened(), excused("officer-reply"))
    assert "must be stated" in refusal(recording, opened(), excused("outcome-told", ""))


def test_every_period_that_may_be_moved_is_in_the_table_and_cites_the_regulations_it_stands_in():
    rows = {row["id"]: row for row in csv.DictReader((Path(__file__).parent / "time-limits.csv").open(encoding="utf-8"))}
    assert {*MAY_BE_EXTENDED, *MAY_BE_AGREED, *MAY_BE_EXCUSED} <= set(rows)
    for name, under in MAY_BE_EXTENDED.items():
        assert rows[name]["citation"].startswith(f"{under.instrument.key} "), name
    assert all(rows[name]["citation"].startswith("CR20") for name in MAY_BE_AGREED)
    assert all(rows[name]["citation"].startswith("CMR20") for name in MAY_BE_EXCUSED)
    told = {name for name, row in rows.items() if "exten" in row["note"] and "36(2)" not in row["citation"]}
    assert told <= {*MAY_BE_EXTENDED, "old-fww-extension"}


def test_a_senior_officers_case_is_recorded_like_any_other():
    assert admitted(recording, opened(COMPLAINT, rank=Rank.CHIEF_CONSTABLE), RECORDED)
    assert len(offered(recording, opened(), op.ComplaintMade)) == 1
    assert asked(opened()).history.officers == (PC,)
