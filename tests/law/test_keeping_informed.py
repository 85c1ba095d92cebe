"""Keeping people informed: each person on a clock of their own; meetings, exceptions, and the apology that no law requires."""

from datetime import date

import pytest

from custodiet.law.rules import keeping_informed
from custodiet.law.steps import History
from custodiet.law.steps import opening as op
from custodiet.law.steps import outcome as out
from custodiet.law.steps import people as pe
from custodiet.law.steps import proceedings as pro
from custodiet.law.steps.investigation import (
    CriminalProceedingsBegun,
    CriminalProceedingsEnded,
    InvestigatorAppointed,
    ModeOfInvestigationDetermined,
    Referred,
)
from custodiet.law.vocabulary import (
    FormOfProceedings,
    Handling,
    MatterKind,
    ModeOfInvestigation,
    Office,
    Outcome,
    ReferralCriterion,
    Severity,
    ToldOf,
)
from tests.law.complaint_cases import (
    LATER,
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
    opened,
    refusal,
    running,
    table,
)

COMPLAINT, CONDUCT = MatterKind.COMPLAINT, MatterKind.CONDUCT_MATTER
RECORDED = op.Recorded(on=NEW)
PROGRESS = ("progress-first", "progress-next")
HEARING = FormOfProceedings.HEARING


def told(on, of=ToldOf.PROGRESS, person="complainant", how="in writing"):
    return pe.PersonInformed(on=day(on), of=of, person=person, how=how)


def recognised(on, person="ms-a"):
    return pe.InterestedPersonRecognised(on=day(on), person=person, consent=True, reason="She was harmed")


def referred(on, about=PC):
    return pro.ReferredToProceedings(on=day(on), about=about, form=HEARING)


def imposed(on, outcome=Outcome.WRITTEN_WARNING, about=PC):
    return out.Imposed(on=day(on), about=about, outcome=outcome)


def progress(*more, kind=COMPLAINT, **opening):
    return running(keeping_informed, opened(kind, *more, **opening), *PROGRESS)


def outcomes(*more, kind=COMPLAINT, **opening):
    return running(keeping_informed, opened(kind, *more, **opening), "outcome-told")


def test_the_first_update_is_due_four_weeks_after_the_handling_began():
    assert progress(RECORDED) == ["progress-first 2024-03-01 2024-03-29 open"]
    assert progress() == []


@pytest.mark.parametrize(
    "start",
    [
        op.HandledOutsideSchedule3(on=NEW, reason="Small"),
        op.HandlingDetermined(on=NEW, handling=Handling.OTHERWISE),
        InvestigatorAppointed(on=NEW),
        ModeOfInvestigationDetermined(on=NEW, mode=ModeOfInvestigation.LOCAL),
    ],
    ids=lambda step: type(step).__name__,
)
def test_handling_begins_with_the_first_thing_that_is_done(start):
    assert progress(start, op.Recorded(on=day("2024-03-04"))) == ["progress-first 2024-03-01 2024-03-29 open"]


def test_each_update_starts_the_next_four_weeks():
    assert progress(RECORDED, told("2024-03-29"), told("2024-04-30")) == [
        "progress-first 2024-03-01 2024-03-29 2024-03-29",
        "progress-next 2024-03-29 2024-04-26 2024-04-30",
        "progress-next 2024-04-30 2024-05-28 open",
    ]


def test_two_updates_on_one_day_do_not_answer_each_other_backwards():
    assert progress(RECORDED, told("2024-03-04"), told("2024-03-04")) == [
        "progress-first 2024-03-01 2024-03-29 2024-03-04",
        "progress-next 2024-03-04 2024-04-01 2024-03-04",
        "progress-next 2024-03-04 2024-04-01 open",
    ]


def test_being_told_of_the_recording_is_no_progress():
    assert progress(RECORDED, told("2024-03-04", ToldOf.RECORDING)) == ["progress-first 2024-03-01 2024-03-29 open"]


def test_once_the_outcome_is_told_no_further_progress_is_owed():
    assert progress(RECORDED, told("2024-03-04"), told("2024-03-20", ToldOf.OUTCOME)) == [
        "progress-first 2024-03-01 2024-03-29 2024-03-04",
        "progress-next 2024-03-04 2024-04-01 2024-03-20",
    ]
    assert progress(RECORDED, told("2024-03-20", ToldOf.OUTCOME), told("2024-03-25")) == ["progress-first 2024-03-01 2024-03-29 2024-03-20"]


@pytest.mark.parametrize("ends", [op.WithdrawalConfirmed(on=day("2024-03-05")), op.CaseClosed(on=day("2024-03-05"))])
def test_withdrawal_and_closing_end_the_updates(ends):
    assert progress(RECORDED, ends) == []
    assert progress(RECORDED, told("2024-03-04"), ends) == ["progress-first 2024-03-01 2024-03-29 2024-03-04"]


def test_while_proceedings_are_open_the_outcome_of_the_handling_starts_the_next_update():
    assert progress(RECORDED, referred("2024-03-10"), told("2024-03-11", ToldOf.OUTCOME)) == [
        "progress-first 2024-03-01 2024-03-29 2024-03-11",
        "progress-next 2024-03-11 2024-04-08 open",
    ]


def test_proceedings_begun_after_the_outcome_was_told_start_afresh():
    assert progress(RECORDED, told("2024-03-11", ToldOf.OUTCOME), referred("2024-03-20")) == [
        "progress-first 2024-03-01 2024-03-29 2024-03-11",
        "progress-first 2024-03-20 2024-04-17 open",
    ]
    assert progress(RECORDED, told("2024-03-11"), referred("2024-03-20"))[-1] == "progress-next 2024-03-11 2024-04-08 open"


def test_several_officers_referred_together_start_one_clock():
    other = op.SubjectIdentified(on=NEW, about="officer-2")
    assert progress(other, RECORDED, told("2024-03-11", ToldOf.OUTCOME), referred("2024-03-20"), referred("2024-03-21", "officer-2")) == [
        "progress-first 2024-03-01 2024-03-29 2024-03-11",
        "progress-first 2024-03-20 2024-04-17 open",
    ]


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (referred("2024-03-10"), imposed("2024-03-12")),
        (referred("2024-03-10"), pro.ProceedingsWithdrawn(on=day("2024-03-12"), about=PC, reason="No case")),
        (referred("2024-03-10"), out.StaffOutcomeDecided(on=day("2024-03-12"), about=PC, gross=False, dismissed=False)),
        (pe.ReflectivePracticeBegun(on=day("2024-03-10"), about=PC), pe.DevelopmentReportAgreed(on=day("2024-03-12"), about=PC)),
        (
            pe.ReflectivePracticeBegun(on=day("2024-03-10"), about=PC),
            pe.ReflectivePracticeAbandoned(on=day("2024-03-12"), about=PC, reason="New evidence"),
        ),
        (CriminalProceedingsBegun(on=day("2024-03-10"), about=PC), CriminalProceedingsEnded(on=day("2024-03-12"), about=PC)),
    ],
    ids=lambda step: type(step).__name__,
)
def test_every_process_keeps_the_updates_alive_until_it_ends(begins, ends):
    last = told("2024-03-13", ToldOf.OUTCOME)
    assert progress(RECORDED, begins, last)[-1] == "progress-next 2024-03-13 2024-04-10 open"
    assert progress(RECORDED, begins, ends, last) == ["progress-first 2024-03-01 2024-03-29 2024-03-13"]


def test_a_case_returned_to_the_authority_is_still_open():
    back = imposed("2024-03-12", Outcome.RETURNED_TO_AUTHORITY)
    assert len(progress(RECORDED, referred("2024-03-10"), back, told("2024-03-13", ToldOf.OUTCOME))) == 2


def test_the_end_of_one_officers_proceedings_does_not_end_anothers():
    other = op.SubjectIdentified(on=NEW, about="officer-2")
    both = [other, RECORDED, referred("2024-03-10"), referred("2024-03-10", "officer-2"), imposed("2024-03-12")]
    assert progress(*both, told("2024-03-13", ToldOf.OUTCOME))[-1] == "progress-next 2024-03-13 2024-04-10 open"


WITHHELD = pe.InformingWithheld(on=day("2024-03-05"), reason="A trial is pending")


def test_what_is_withheld_is_looked_at_again_in_four_weeks():
    assert progress(RECORDED, WITHHELD) == ["progress-next 2024-03-05 2024-04-02 open"]
    assert progress(RECORDED, WITHHELD, told("2024-04-01"))[0] == "progress-next 2024-03-05 2024-04-02 2024-04-01"


def test_an_interested_person_has_clocks_from_the_recognition():
    assert progress(RECORDED, recognised("2024-03-06"), kind=CONDUCT) == ["progress-first 2024-03-06 2024-04-03 open"]
    assert progress(recognised("2024-03-01"), op.Recorded(on=day("2024-03-06")), kind=CONDUCT) == [
        "progress-first 2024-03-06 2024-04-03 open"
    ]
    assert progress(RECORDED, kind=CONDUCT) == []


def test_telling_one_person_does_not_tell_another():
    history = opened(COMPLAINT, RECORDED, recognised("2024-03-01"), recognised("2024-03-01", "mr-b"), told("2024-03-04", person="ms-a"))
    found = [(d.id, d.about, d.owed_to.name, d.met_on) for d in keeping_informed.duties(asked(history)) if d.id in PROGRESS]
    assert found == [
        ("progress-first", None, "COMPLAINANT", None),
        ("progress-first", "ms-a", "INTERESTED_PERSON", date(2024, 3, 4)),
        ("progress-first", "mr-b", "INTERESTED_PERSON", None),
        ("progress-next", "ms-a", "INTERESTED_PERSON", None),
    ]


def test_withholding_from_one_person_does_not_withhold_from_another():
    withheld = pe.InformingWithheld(on=day("2024-03-05"), person="ms-a", reason="A trial is pending")
    history = opened(COMPLAINT, RECORDED, recognised("2024-03-01"), withheld)
    found = [(d.id, d.about) for d in keeping_informed.duties(asked(history)) if d.id in PROGRESS]
    assert found == [("progress-first", None), ("progress-next", "ms-a")]


def test_whoever_is_not_an_interested_person_is_the_complainant():
    assert progress(RECORDED, told("2024-03-04", person="ms-b"))[0] == "progress-first 2024-03-01 2024-03-29 2024-03-04"


def test_nobody_is_informed_without_consent():
    refused = pe.InterestedPersonRecognised(on=NEW, person="ms-a", consent=False, reason="Harmed")
    assert progress(RECORDED, refused, kind=CONDUCT) == []


@pytest.mark.parametrize(
    ("steps", "of", "expected"),
    [
        ([op.HandlingConcluded(on=NEW)], ToldOf.OUTCOME, "2024-03-01 2024-03-08"),
        ([pro.CaseToAnswerDetermined(on=NEW, about=PC, answer=Severity.NEITHER)], ToldOf.OUTCOME, "2024-03-01 2024-03-08"),
        ([imposed("2024-03-01")], ToldOf.OUTCOME, "2024-03-01 2024-03-08"),
        ([pro.ProceedingsWithdrawn(on=NEW, about=PC, reason="None")], ToldOf.OUTCOME, "2024-03-01 2024-03-08"),
        ([out.StaffOutcomeDecided(on=NEW, about=PC, gross=False, dismissed=False)], ToldOf.OUTCOME, "2024-03-01 2024-03-08"),
        ([out.MeetingAppealMade(on=NEW, about=PC, grounds="Unfair")], ToldOf.APPEAL, "2024-03-01 2024-03-08"),
        ([out.TribunalAppealMade(on=NEW, about=PC)], ToldOf.APPEAL, "2024-03-01 2024-03-08"),
        ([out.MeetingAppealDetermined(on=NEW, about=PC, allowed=False)], ToldOf.APPEAL_RESULT, "2024-03-01 2024-03-08"),
        ([out.TribunalAppealDetermined(on=NEW, about=PC)], ToldOf.APPEAL_RESULT, "2024-03-01 2024-03-08"),
    ],
    ids=lambda value: type(value[0]).__name__ if isinstance(value, list) else "",
)  # fmt: skip
def test_every_outcome_appeal_and_result_is_told_within_five_working_days(steps, of, expected):
    assert outcomes(*steps) == [f"outcome-told {expected} open"]
    for other in (ToldOf.OUTCOME, ToldOf.APPEAL, ToldOf.APPEAL_RESULT, ToldOf.PROGRESS):
        met = "2024-03-05" if other is of else "open"
        assert outcomes(*steps, told("2024-03-05", other)) == [f"outcome-told {expected} {met}"]


def test_an_outcome_told_on_the_day_counts_in_whatever_order_it_was_entered():
    assert outcomes(told("2024-03-01", ToldOf.OUTCOME), op.HandlingConcluded(on=NEW)) == ["outcome-told 2024-03-01 2024-03-08 2024-03-01"]


def test_who_is_recognised_after_an_outcome_is_not_owed_it():
    assert outcomes(imposed("2024-03-01"), recognised("2024-03-02"), kind=CONDUCT) == []
    assert outcomes(recognised("2024-03-01"), imposed("2024-03-01"), kind=CONDUCT) == ["outcome-told 2024-03-01 2024-03-08 open"]


def test_who_complains_of_a_matter_under_way_has_clocks_from_the_complaint():
    joins = op.ComplaintMade(on=day("2024-03-06"))
    assert progress(RECORDED, joins, kind=CONDUCT) == ["progress-first 2024-03-06 2024-04-03 open"]
    assert outcomes(imposed("2024-03-01"), joins, kind=CONDUCT) == []


def test_an_outcome_may_be_withheld_and_is_not_told_of_a_withdrawn_complaint():
    assert outcomes(op.HandlingConcluded(on=NEW), WITHHELD) == []
    assert outcomes(op.HandlingConcluded(on=NEW), op.WithdrawalConfirmed(on=day("2024-03-05"))) == []
    assert len(outcomes(op.HandlingConcluded(on=NEW), op.CaseClosed(on=day("2024-03-05")))) == 1


@pytest.mark.parametrize(("how", "met"), [("e-mail", True), ("through the portal", True), ("by telephone", False), ("at a meeting", False)])
def test_the_outcome_is_told_in_writing(how, met):
    assert outcomes(op.HandlingConcluded(on=NEW), told("2024-03-05", ToldOf.OUTCOME, how=how))[0].endswith("2024-03-05" if met else "open")


def test_an_oral_complaint_outside_schedule_3_may_be_answered_by_word_of_mouth():
    outside = op.HandledOutsideSchedule3(on=NEW, reason="Small")
    said = told("2024-03-05", ToldOf.OUTCOME, how="by telephone")
    concluded = op.HandlingConcluded(on=NEW)
    assert outcomes(outside, concluded, said, oral=True)[0].endswith("2024-03-05")
    assert outcomes(outside, concluded, said)[0].endswith("open")
    assert outcomes(concluded, said, oral=True)[0].endswith("open")
    assert outcomes(outside, RECORDED, concluded, said, oral=True)[0].endswith("open")
    assert outcomes(outside, recognised("2024-03-01"), concluded, told("2024-03-05", ToldOf.OUTCOME, "ms-a", "aloud"), kind=CONDUCT)[
        0
    ].endswith("open")


def owed_by(*more):
    history = opened(COMPLAINT, RECORDED, *more)
    return {(d.id, d.owed_by.name) for d in keeping_informed.duties(asked(history)) if d.id not in ("recording-told", "referral-told")}


def test_the_director_general_tells_of_his_own_investigation_and_the_authority_of_proceedings():
    def led(mode):
        return ModeOfInvestigationDetermined(on=NEW, mode=mode)

    his = (Referred(on=NEW, criteria=(ReferralCriterion.R4,)), led(ModeOfInvestigation.INDEPENDENT))
    assert owed_by(*his) == {("progress-first", "DIRECTOR_GENERAL")}
    assert owed_by(his[0], led(ModeOfInvestigation.LOCAL)) == owed_by() == {("progress-first", "APPROPRIATE_AUTHORITY")}
    case = pro.CaseToAnswerDetermined(on=NEW, about=PC, answer=Severity.GROSS_MISCONDUCT)
    assert ("outcome-told", "DIRECTOR_GENERAL") in owed_by(*his, case)
    for step in (
        imposed("2024-03-01"),
        pro.ProceedingsWithdrawn(on=NEW, about=PC, reason="None"),
        out.StaffOutcomeDecided(on=NEW, about=PC, gross=False, dismissed=False),
        out.TribunalAppealMade(on=NEW, about=PC),
        out.TribunalAppealDetermined(on=NEW, about=PC),
    ):
        assert ("outcome-told", "APPROPRIATE_AUTHORITY") in owed_by(*his, step)


@pytest.mark.parametrize(
    "chosen",
    [RECORDED, op.HandledOutsideSchedule3(on=NEW, reason="Small"), op.FoundNotAComplaint(on=NEW, grounds="Praise")],
    ids=lambda step: type(step).__name__,
)
def test_the_complainant_is_told_how_the_complaint_will_be_handled(chosen):
    def found(*more, **about):
        return running(keeping_informed, opened(about.pop("kind", COMPLAINT), chosen, *more, **about), "recording-told")

    assert found() == ["recording-told 2024-03-01 None open"]
    assert found(told("2024-03-04", ToldOf.RECORDING, how="by telephone")) == ["recording-told 2024-03-01 None 2024-03-04"]
    assert found(told("2024-03-04", ToldOf.PROGRESS)) == ["recording-told 2024-03-01 None open"]
    assert found(recognised("2024-03-01"), kind=CONDUCT) == []
    assert found(op.ComplaintMade(on=day("2024-03-05")), kind=CONDUCT) == []
    assert running(keeping_informed, opened(COMPLAINT, op.Recorded(on=OLD), began=OLD), "recording-told") == []


@pytest.mark.parametrize("began", [NEW, OLD])
def test_the_complainant_is_told_of_a_referral_under_either_law(began):
    reference = Referred(on=began, criteria=(ReferralCriterion.R4,))

    def found(*more, kind=COMPLAINT):
        return running(keeping_informed, opened(kind, *more, began=began), "referral-told")

    assert found() == []
    assert found(reference) == [f"referral-told {began} None open"]
    assert found(reference, told(f"{began.year}-03-04", ToldOf.REFERRAL, how="by telephone"))[0].endswith(f"{began.year}-03-04")
    assert found(reference, told(f"{began.year}-03-04", ToldOf.RECORDING))[0].endswith("open")
    assert found(reference, recognised(f"{began.year}-03-01"), kind=CONDUCT) == []
    assert found(reference, op.ComplaintMade(on=day(f"{began.year}-03-05")), kind=CONDUCT) == []


def test_complainant_and_interested_person_are_told_of_the_hearing_in_a_case_under_schedule_3():
    notice = pro.NoticeOfHearingServed(on=day("2024-06-03"), about=PC, held_on=day("2024-07-01"))

    def found(*more, kind=COMPLAINT, began=NEW):
        return running(keeping_informed, opened(kind, *more, began=began), "hearing-told")

    assert found(RECORDED, notice) == ["hearing-told 2024-06-03 None open"]
    assert found(notice) == []
    assert found(RECORDED, recognised("2024-03-05"), notice) == ["hearing-told 2024-06-03 None open"] * 2
    heard = told("2024-06-04", ToldOf.HEARING, "ms-a", "at a meeting")
    assert found(RECORDED, recognised("2024-03-05"), notice, heard, kind=CONDUCT) == ["hearing-told 2024-06-03 None 2024-06-04"]
    assert found(RECORDED, notice, recognised("2024-06-05"), kind=CONDUCT) == []
    assert found(op.Recorded(on=OLD), notice, began=OLD) == []


def test_the_authority_tells_of_recording_referral_and_hearing_whoever_investigates():
    led = ModeOfInvestigationDetermined(on=NEW, mode=ModeOfInvestigation.INDEPENDENT)
    notice = pro.NoticeOfHearingServed(on=day("2024-06-03"), about=PC, held_on=day("2024-07-01"))
    history = opened(COMPLAINT, RECORDED, Referred(on=NEW, criteria=(ReferralCriterion.R4,)), led, notice)
    found = {d.id: d.owed_by for d in keeping_informed.duties(asked(history))}
    assert found["recording-told"] is found["referral-told"] is found["hearing-told"] is Office.APPROPRIATE_AUTHORITY
    assert found["progress-first"] is Office.DIRECTOR_GENERAL


def test_the_old_law_knows_four_weekly_news_of_investigations_only():
    appointed = InvestigatorAppointed(on=OLD)

    def old(*more, kind=COMPLAINT):
        return running(keeping_informed, opened(kind, *more, began=OLD))

    assert old(op.Recorded(on=OLD)) == []
    assert old(appointed) == ["old-progress 2019-03-01 2019-03-29 open"]
    assert old(appointed, told("2019-03-20", how="at a meeting"), told("2019-04-10", ToldOf.OUTCOME)) == [
        "old-progress 2019-03-01 2019-03-29 2019-03-20",
        "old-progress 2019-03-20 2019-04-17 2019-04-10",
    ]
    assert old(told("2019-03-01"), appointed) == ["old-progress 2019-03-01 2019-03-29 2019-03-01"]
    assert old(ModeOfInvestigationDetermined(on=OLD, mode=ModeOfInvestigation.LOCAL), op.CaseClosed(on=OLD)) == []
    late = [appointed, recognised("2019-03-06")]
    assert old(*late, kind=CONDUCT) == ["old-progress 2019-03-06 2019-04-03 open"]
    withheld = pe.InformingWithheld(on=day("2019-03-05"), reason="A trial is pending")
    assert old(appointed, withheld) == ["old-progress 2019-03-05 2019-04-02 open"]


def test_where_the_law_is_not_held_here_no_statutory_clock_runs():
    assert running(keeping_informed, opened(COMPLAINT, op.Recorded(on=OLDER), InvestigatorAppointed(on=OLDER), began=OLDER)) == []


def apology(*more, kind=COMPLAINT):
    return running(keeping_informed, opened(kind, *more), "apology-considered")


OFFERED = pe.ApologyOffered(on=day("2024-03-20"), given_by="Superintendent", words="I am sorry for what was done")
REFUSED = pe.ApologyRefused(on=day("2024-03-20"), reason="The complaint was not upheld")


@pytest.mark.parametrize(
    "outcome",
    [
        op.HandlingConcluded(on=NEW),
        imposed("2024-03-01"),
        out.StaffOutcomeDecided(on=NEW, about=PC, gross=True, dismissed=True),
    ],
    ids=lambda step: type(step).__name__,
)
def test_a_missing_apology_is_shown_as_missing_after_an_outcome(outcome):
    assert apology(outcome) == ["apology-considered 2024-03-01 2024-03-29 open"]
    assert apology(outcome, OFFERED) == apology(outcome, REFUSED) == ["apology-considered 2024-03-01 2024-03-29 2024-03-20"]
    assert apology(outcome, kind=CONDUCT) == []


def test_an_apology_before_the_outcome_leaves_nothing_missing_and_one_outcome_is_enough():
    assert apology(OFFERED, op.HandlingConcluded(on=day("2024-03-21"))) == []
    assert apology(REFUSED, op.HandlingConcluded(on=day("2024-03-21"))) == []
    assert apology() == []
    assert len(apology(op.HandlingConcluded(on=NEW), imposed("2024-06-03"))) == 1
    asked_for = pe.ApologyAskedFor(on=NEW)
    assert apology(asked_for, op.HandlingConcluded(on=NEW)) == ["apology-considered 2024-03-01 2024-03-29 open"]


def test_the_apology_is_good_practice_and_not_law():
    (clock,) = [clock for clock in keeping_informed.CLOCKS if clock.id == "apology-considered"]
    assert (clock.under.text, clock.under.confidence.tag, clock.under.advises) == ("Policy apology", "M+", False)


def test_who_owes_what_to_whom():
    assert clocks(keeping_informed) == lines("""
        progress-first | DUTY | APPROPRIATE_AUTHORITY | COMPLAINANT
        progress-next | DUTY | APPROPRIATE_AUTHORITY | COMPLAINANT
        outcome-told | DUTY | APPROPRIATE_AUTHORITY | COMPLAINANT
        old-progress | DUTY | APPROPRIATE_AUTHORITY | COMPLAINANT
        recording-told | DUTY | APPROPRIATE_AUTHORITY | COMPLAINANT
        referral-told | DUTY | APPROPRIATE_AUTHORITY | COMPLAINANT
        hearing-told | DUTY | APPROPRIATE_AUTHORITY | COMPLAINANT
        apology-considered | DUTY | APPROPRIATE_AUTHORITY | COMPLAINANT
    """)


APOLOGIES = """
    ApologyAskedFor | Policy apology | COMPLAINANT, INTERESTED_PERSON, RECORDER | after ComplaintMade or CameToAttention | even closed
    ApologyOffered | Policy apology | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY, OFFICER_CONCERNED, RECORDER | after ComplaintMade or CameToAttention | even closed
    ApologyRefused | Policy apology | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY, OFFICER_CONCERNED, RECORDER | after ComplaintMade or CameToAttention | even closed
"""  # noqa: E501
NEW_POWERS = """
    InterestedPersonRecognised | PRA s.21(1)-(3) | APPROPRIATE_AUTHORITY, DIRECTOR_GENERAL | after ComplaintMade or CameToAttention
    PersonInformed | CMR20 34 | APPROPRIATE_AUTHORITY, DIRECTOR_GENERAL, RECORDER | after ComplaintMade or CameToAttention | even closed
    InformingWithheld | CMR20 35 | APPROPRIATE_AUTHORITY, DIRECTOR_GENERAL | after ComplaintMade or CameToAttention
    MeetingDecided | CMR20 34(5) | APPROPRIATE_AUTHORITY, DIRECTOR_GENERAL | after ComplaintMade or CameToAttention
"""
OLD_POWERS = NEW_POWERS.replace("CMR20 34(5)", "CMR12 12(5)").replace("CMR20 34", "CMR12 12").replace("CMR20 35", "CMR12 13")


def test_who_may_inform_withhold_meet_and_apologise():
    assert table(keeping_informed, opened()) == lines(NEW_POWERS) + lines(APOLOGIES)
    assert table(keeping_informed, opened(began=OLD)) == lines(OLD_POWERS) + lines(APOLOGIES)
    assert table(keeping_informed, opened(began=OLDER)) == lines(APOLOGIES)
    assert {option.step.__name__ for option in keeping_informed.options(asked(opened(), LATER))} == {
        line.split(" | ", 1)[0] for line in lines(NEW_POWERS) + lines(APOLOGIES)
    }


def test_an_interested_person_is_recognised_by_a_reasoned_decision_and_with_consent():
    def recognising(person="ms-a", consent=True, reason="Harmed, though she did not complain"):
        return pe.InterestedPersonRecognised(on=NEW, person=person, consent=consent, reason=reason)

    assert admitted(keeping_informed, opened(CONDUCT), recognising())
    assert "without their consent" in refusal(keeping_informed, opened(), recognising(consent=False))
    assert "why the interest is sufficient" in refusal(keeping_informed, opened(), recognising(reason=""))
    assert "someone else (s.21)" in refusal(keeping_informed, opened(), recognising("complainant"))
    known = opened(COMPLAINT, recognising())
    assert "was recognised as an interested person on 1 March 2024" in refusal(keeping_informed, known, recognising())
    assert admitted(keeping_informed, known, recognising("mr-b"))


def right(review_body):
    return pe.PersonInformed(on=day("2024-03-05"), of=ToldOf.RIGHT_TO_REVIEW, review_body=review_body)


def test_the_notice_of_the_right_names_the_right_body():
    small, grave = opened(COMPLAINT, allegation()), opened(COMPLAINT, allegation(discipline=True))
    assert admitted(keeping_informed, small, right(Office.LOCAL_POLICING_BODY))
    assert admitted(keeping_informed, grave, right(Office.DIRECTOR_GENERAL))
    assert "on this record the local policing body, not no body" in refusal(keeping_informed, small, right(None))
    assert "the Director General of the IOPC, not local policing body" in refusal(
        keeping_informed, grave, right(Office.LOCAL_POLICING_BODY)
    )
    assert admitted(keeping_informed, small, told("2024-03-05", ToldOf.OUTCOME))


def test_no_right_is_told_where_there_is_none():
    led = ModeOfInvestigationDetermined(on=NEW, mode=ModeOfInvestigation.DIRECTED)
    said = refusal(keeping_informed, opened(COMPLAINT, led), right(Office.DIRECTOR_GENERAL))
    assert "after an investigation that the Director General led" in said
    assert "enter what was said as the outcome" in said


def test_withholding_names_an_exception_and_a_risk():
    assert admitted(keeping_informed, opened(), pe.InformingWithheld(on=NEW, reason="Real risk to a witness"))
    assert "real risk of a significant adverse effect" in refusal(keeping_informed, opened(), pe.InformingWithheld(on=NEW, reason=""))


def test_an_apology_is_never_blocked_but_its_words_are_kept():
    closed = History([*opened(), op.CaseClosed(on=NEW)])
    for step in (OFFERED, REFUSED, pe.ApologyAskedFor(on=day("2024-03-20")), told("2024-03-20", ToldOf.OUTCOME)):
        assert admitted(keeping_informed, closed, step)
    assert "in the words in which it was offered" in refusal(keeping_informed, closed, pe.ApologyOffered(on=NEW, given_by="A", words=" "))
    assert "kept with its reason" in refusal(keeping_informed, closed, pe.ApologyRefused(on=NEW, reason=""))
    assert "was closed" in refusal(keeping_informed, closed, pe.MeetingDecided(on=NEW, offered=True))
