"""Reviews: who reviews, when there is none, until when, what the body may do; recommendations; appeals of the old law."""

from datetime import date

import pytest

from custodiet.law.rules import reviews
from custodiet.law.rules.reviews import review_body, review_ground, why_no_review
from custodiet.law.steps import History
from custodiet.law.steps import opening as op
from custodiet.law.steps import people as pe
from custodiet.law.steps.investigation import CalledIn, ModeOfInvestigationDetermined, Referred, ReportReceived
from custodiet.law.steps.proceedings import CaseToAnswerDetermined
from custodiet.law.vocabulary import MatterKind, ModeOfInvestigation, Office, Rank, ReferralCriterion, Severity, ToldOf
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

COMPLAINT, CONDUCT = MatterKind.COMPLAINT, MatterKind.CONDUCT_MATTER
Mode = ModeOfInvestigation
AA, LPB, DG, BODY = Office.APPROPRIATE_AUTHORITY, Office.LOCAL_POLICING_BODY, Office.DIRECTOR_GENERAL, Office.REVIEW_BODY
SMALL, GRAVE = allegation(), allegation(discipline=True)
RECORDED, CONCLUDED = op.Recorded(on=NEW), op.HandlingConcluded(on=NEW)
TOLD = pe.PersonInformed(on=NEW, of=ToldOf.RIGHT_TO_REVIEW, review_body=LPB)
REFERRED = Referred(on=NEW, criteria=(ReferralCriterion.VOLUNTARY,))
LAST, AFTER = day("2024-03-29"), day("2024-03-30")


def mode(which):
    return ModeOfInvestigationDetermined(on=NEW, mode=which)


def concluded(*more, about=SMALL, rank=Rank.CONSTABLE):
    """A complaint recorded, handled and concluded on 1 March 2024, and what follows."""
    return opened(COMPLAINT, about, RECORDED, CONCLUDED, *more, rank=rank)


def body(*more, **kind):
    return review_body(asked(opened(COMPLAINT, RECORDED, *more, **kind)))


def test_a_small_complaint_is_reviewed_by_the_local_policing_body():
    assert body(SMALL) is LPB
    assert review_ground(asked(opened(COMPLAINT, SMALL))) is None


@pytest.mark.parametrize(
    ("more", "rank", "limb"),
    [
        ([SMALL], Rank.ASSISTANT_CHIEF_CONSTABLE, "CMR20 32(a)"),
        ([GRAVE], Rank.CONSTABLE, "CMR20 32(b)"),
        ([allegation(crime=True)], Rank.CONSTABLE, "CMR20 32(b)"),
        ([allegation(articles_2_or_3=True)], Rank.CONSTABLE, "CMR20 32(b)"),
        ([SMALL, allegation(about="allegation-2", crime=True)], Rank.CONSTABLE, "CMR20 32(b)"),
        ([SMALL, REFERRED], Rank.CONSTABLE, "CMR20 32(c)"),
        ([SMALL, CalledIn(on=NEW)], Rank.CONSTABLE, "CMR20 32(c)"),
        ([allegation(same_incident=True)], Rank.CONSTABLE, "CMR20 32(c)"),
    ],
)  # fmt: skip
def test_the_director_general_reviews_what_falls_in_any_limb_of_regulation_32(more, rank, limb):
    assert body(*more, rank=rank) is DG
    assert review_ground(asked(opened(COMPLAINT, *more, rank=rank))).text == limb


def test_a_chief_superintendent_is_no_senior_officer():
    assert body(SMALL, rank=Rank.CHIEF_SUPERINTENDENT) is LPB


def why(history):
    assert review_body(asked(history)) is None
    return why_no_review(asked(history))


def test_there_is_no_review_without_a_complaint_or_under_the_old_law():
    assert "only the outcome of a complaint" in why(opened(CONDUCT, SMALL))
    assert "an appeal by the complainant (CMR12 11)" in why(opened(COMPLAINT, began=OLD))
    assert "an appeal" in why(opened(COMPLAINT, began=OLDER))


def test_there_is_no_review_of_what_was_handled_outside_schedule_3_unless_it_was_recorded_then():
    outside = op.HandledOutsideSchedule3(on=NEW, reason="Small")
    assert "handled outside Schedule 3" in why(opened(COMPLAINT, SMALL, outside))
    assert body(SMALL, outside) is LPB
    assert review_body(asked(opened(COMPLAINT, SMALL))) is LPB


@pytest.mark.parametrize(("which", "none"), [(Mode.DIRECTED, True), (Mode.INDEPENDENT, True), (Mode.LOCAL, False)])
def test_there_is_no_review_after_an_investigation_of_the_director_general(which, none):
    history = opened(COMPLAINT, GRAVE, RECORDED, REFERRED, mode(which), CONCLUDED)
    assert (review_body(asked(history)) is None) is none
    if none:
        assert which.value in why(history)
        assert "that the Director General led" in refusal(reviews, history, pe.ReviewApplied(on=LAST))


def test_a_form_determined_after_the_outcome_does_not_take_the_review_away():
    assert review_body(asked(concluded(REFERRED, mode(Mode.INDEPENDENT)))) is DG
    again = concluded(REFERRED, mode(Mode.INDEPENDENT), op.HandlingConcluded(on=LAST))
    assert review_body(asked(again)) is None


NEW_POWERS = """
    ReviewApplied | PRA Sch 3 paras 6A, 25 | COMPLAINANT, RECORDER | after HandlingConcluded or CaseToAnswerDetermined | even closed
    ReviewForwarded | PRA Sch 3 paras 31, 32 | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY, DIRECTOR_GENERAL, REVIEW_BODY | after ReviewApplied
    ReviewDetermined | PRA Sch 3 paras 6A(6), 25(4E) | LOCAL_POLICING_BODY, REVIEW_BODY | after ReviewApplied
    RecommendationMade | PRA Sch 3 para 28ZA | LOCAL_POLICING_BODY, DIRECTOR_GENERAL, REVIEW_BODY | after ReviewDetermined
    RecommendationAnswered | CMR20 30(4) | APPROPRIATE_AUTHORITY | after RecommendationMade
"""  # noqa: E501
OLD_POWERS = """
    OutcomeLetterSent | CMR12 11(2) | APPROPRIATE_AUTHORITY, DIRECTOR_GENERAL, RECORDER | after ComplaintMade
    AppealUnderOldRegulationsMade | CMR12 11(1), (3) | COMPLAINANT, RECORDER | after OutcomeLetterSent | even closed
"""


def test_who_may_do_what_about_reviews():
    assert table(reviews, concluded()) == lines(NEW_POWERS)
    his = NEW_POWERS.replace("6A(6), 25(4E) | LOCAL_POLICING_BODY", "6A(5), 25(4C) | DIRECTOR_GENERAL")
    assert table(reviews, concluded(about=GRAVE)) == lines(his)
    assert table(reviews, opened(COMPLAINT, began=OLD)) == lines(OLD_POWERS)
    assert table(reviews, opened(COMPLAINT, began=OLDER)) == []
    assert table(reviews, opened(CONDUCT)) == [lines(NEW_POWERS)[-1]]


def test_the_director_general_may_recommend_on_the_report_of_his_own_investigation():
    led = opened(CONDUCT, REFERRED, mode(Mode.INDEPENDENT), ReportReceived(on=NEW))
    assert "RecommendationMade | PRA Sch 3 para 23(5F) | DIRECTOR_GENERAL | after ReportReceived" in table(reviews, led)
    assert admitted(reviews, led, pe.RecommendationMade(on=NEW, what="An apology"), DG)
    local = opened(CONDUCT, REFERRED, mode(Mode.LOCAL), ReportReceived(on=NEW))
    assert not admitted(reviews, local, pe.RecommendationMade(on=NEW, what="An apology"), DG)
    old = opened(CONDUCT, mode(Mode.INDEPENDENT), began=OLD)
    assert not any(line.startswith("RecommendationMade") for line in table(reviews, old))


def test_a_review_is_applied_for_after_an_outcome():
    assert "First comes" in refusal(reviews, opened(COMPLAINT, SMALL, RECORDED), pe.ReviewApplied(on=NEW))
    assert admitted(reviews, concluded(), pe.ReviewApplied(on=NEW))
    on_report = opened(COMPLAINT, SMALL, RECORDED, CaseToAnswerDetermined(on=NEW, about=PC, answer=Severity.NEITHER))
    assert admitted(reviews, on_report, pe.ReviewApplied(on=NEW))


def test_one_application_to_one_outcome():
    applied = pe.ReviewApplied(on=LAST)
    assert "applied for on 29 March 2024" in refusal(reviews, concluded(applied), applied)
    afresh = concluded(applied, op.HandlingConcluded(on=day("2024-06-03")))
    assert admitted(reviews, afresh, pe.ReviewApplied(on=day("2024-06-04")))


def test_the_window_is_28_days_from_the_telling():
    history = concluded(TOLD)
    assert running(reviews, history, "review-application") == ["review-application 2024-03-01 2024-03-29 open"]
    assert admitted(reviews, history, pe.ReviewApplied(on=LAST))
    said = refusal(reviews, history, pe.ReviewApplied(on=AFTER))
    assert "could be applied for until 29 March 2024, 28 calendar days" in said
    assert "came on 30 March 2024 (CMR20 29(2), (4))" in said
    assert running(reviews, concluded(TOLD, pe.ReviewApplied(on=LAST)), "review-application") == [
        "review-application 2024-03-01 2024-03-29 2024-03-29"
    ]


def test_the_window_of_the_table_of_vectors():
    told = pe.PersonInformed(on=day("2024-02-01"), of=ToldOf.RIGHT_TO_REVIEW)
    history = opened(COMPLAINT, op.HandlingConcluded(on=day("2024-02-01")), told, began=day("2024-01-02"))
    assert running(reviews, history, "review-application") == ["review-application 2024-02-01 2024-02-29 open"]


def test_the_body_may_extend_the_window_and_the_last_telling_counts():
    extension = op.PeriodExtended(on=LAST, clock="review-application", until=day("2024-04-12"), reason="In hospital")
    assert admitted(reviews, concluded(TOLD, extension), pe.ReviewApplied(on=day("2024-04-12")))
    assert not admitted(reviews, concluded(TOLD, extension), pe.ReviewApplied(on=day("2024-04-13")))
    again = pe.PersonInformed(on=day("2024-03-11"), of=ToldOf.RIGHT_TO_REVIEW)
    assert admitted(reviews, concluded(TOLD, again), pe.ReviewApplied(on=day("2024-04-08")))


def test_while_the_day_of_the_telling_is_unknown_no_application_is_late():
    inexact = pe.PersonInformed(on=day("2024-03-05"), not_before=NEW, of=ToldOf.RIGHT_TO_REVIEW)
    assert admitted(reviews, concluded(TOLD, inexact), pe.ReviewApplied(on=day("2024-05-01")))


@pytest.mark.parametrize(("how", "starts"), [("by e-mail", True), ("by LETTER", True), ("by telephone", False), ("at a meeting", False)])
def test_only_writing_starts_the_window_and_meets_the_duty(how, starts):
    history = concluded(pe.PersonInformed(on=NEW, of=ToldOf.RIGHT_TO_REVIEW, how=how))
    assert bool(running(reviews, history, "review-application")) is starts
    assert running(reviews, history, "review-right-told")[0].endswith("2024-03-01" if starts else "open")


def test_the_right_is_told_within_five_working_days_of_the_outcome():
    assert running(reviews, concluded(), "review-right-told") == ["review-right-told 2024-03-01 2024-03-08 open"]
    other = pe.PersonInformed(on=NEW, of=ToldOf.OUTCOME)
    assert running(reviews, concluded(other), "review-right-told") == ["review-right-told 2024-03-01 2024-03-08 open"]
    assert running(reviews, concluded(TOLD), "review-right-told") == ["review-right-told 2024-03-01 2024-03-08 2024-03-01"]


def test_where_there_is_no_review_no_right_is_told():
    led = opened(COMPLAINT, GRAVE, RECORDED, REFERRED, mode(Mode.INDEPENDENT), CONCLUDED)
    assert running(reviews, led) == running(reviews, opened(CONDUCT, CONCLUDED)) == []


def test_the_outcome_is_the_conclusion_or_else_the_first_determination_on_the_report():
    case = [CaseToAnswerDetermined(on=day(d), about=PC, answer=Severity.NEITHER) for d in ("2024-03-04", "2024-03-05")]
    on_report = opened(COMPLAINT, SMALL, RECORDED, *case)
    assert running(reviews, on_report) == ["review-right-told 2024-03-04 2024-03-11 open"]
    twice = History([*on_report, *(op.HandlingConcluded(on=day(d)) for d in ("2024-03-06", "2024-03-07"))])
    assert running(reviews, twice) == ["review-right-told 2024-03-06 2024-03-13 open", "review-right-told 2024-03-07 2024-03-14 open"]


def test_an_application_to_the_wrong_body_is_forwarded_first():
    wrong = concluded(pe.ReviewApplied(on=NEW, body=DG))
    found = pe.ReviewDetermined(on=LAST, reasonable_and_proportionate=True)
    assert "which is not the review body" in refusal(reviews, wrong, found)
    assert admitted(reviews, wrong, pe.ReviewForwarded(on=NEW))
    assert admitted(reviews, History([*wrong, pe.ReviewForwarded(on=NEW)]), found)


def test_a_forwarding_of_an_earlier_application_does_not_serve_a_later_one():
    first = [pe.ReviewApplied(on=NEW, body=DG), pe.ReviewForwarded(on=NEW), pe.ReviewDetermined(on=NEW, reasonable_and_proportionate=True)]
    later = concluded(*first, op.HandlingConcluded(on=LAST), pe.ReviewApplied(on=LAST, body=DG))
    assert "was forwarded" in refusal(reviews, later, pe.ReviewDetermined(on=LAST, reasonable_and_proportionate=True))


def test_an_application_to_the_right_body_is_not_forwarded():
    right = concluded(pe.ReviewApplied(on=NEW))
    assert "went to the right body, the local policing body" in refusal(reviews, right, pe.ReviewForwarded(on=NEW))
    assert admitted(reviews, right, pe.ReviewDetermined(on=LAST, reasonable_and_proportionate=True))


def test_a_review_is_determined_once():
    found = pe.ReviewDetermined(on=LAST, reasonable_and_proportionate=True)
    assert "was determined on 29 March 2024" in refusal(reviews, concluded(pe.ReviewApplied(on=NEW), found), found)
    assert "First comes" in refusal(reviews, concluded(), found)


def test_the_local_policing_body_recommends_and_the_director_general_directs():
    again = pe.ReviewDetermined(on=LAST, reasonable_and_proportionate=False, reinvestigate=True)
    assert "recommends; it does not direct" in refusal(reviews, concluded(pe.ReviewApplied(on=NEW)), again)
    his = concluded(pe.ReviewApplied(on=NEW, body=DG), about=GRAVE)
    assert admitted(reviews, his, again, DG)
    assert not admitted(reviews, his, again, LPB)
    sound = pe.ReviewDetermined(on=LAST, reasonable_and_proportionate=True, reinvestigate=True)
    assert "only where the outcome was not reasonable" in refusal(reviews, his, sound)
    assert admitted(reviews, his, pe.ReviewDetermined(on=LAST, reasonable_and_proportionate=True))


REVIEWED = (pe.ReviewApplied(on=NEW), pe.ReviewDetermined(on=NEW, reasonable_and_proportionate=False))
ADVISED = pe.RecommendationMade(on=NEW, what="An apology")


def test_a_recommendation_says_what_and_its_answer_says_why():
    assert admitted(reviews, concluded(*REVIEWED), ADVISED, BODY)
    assert "says what is to be done" in refusal(reviews, concluded(*REVIEWED), pe.RecommendationMade(on=NEW, what=" "))
    answered = pe.RecommendationAnswered(on=NEW, accepted=False, reason="The officer had no choice")
    assert admitted(reviews, concluded(*REVIEWED, ADVISED), answered)
    silent = pe.RecommendationAnswered(on=NEW, accepted=True)
    assert "steps that will be taken, or the reasons" in refusal(reviews, concluded(*REVIEWED, ADVISED), silent)


def test_every_recommendation_is_answered_once_within_28_days():
    answer = pe.RecommendationAnswered(on=LAST, accepted=True, reason="By letter")
    assert running(reviews, concluded(*REVIEWED, ADVISED), "recommendation-reply") == ["recommendation-reply 2024-03-01 2024-03-29 open"]
    done = concluded(*REVIEWED, ADVISED, answer)
    assert running(reviews, done, "recommendation-reply") == ["recommendation-reply 2024-03-01 2024-03-29 2024-03-29"]
    assert "has its answer, the last on 29 March 2024" in refusal(reviews, done, answer)
    assert admitted(reviews, concluded(*REVIEWED, ADVISED, ADVISED, answer), answer)
    assert "First comes" in refusal(reviews, concluded(*REVIEWED), answer)


def test_the_old_appeal_runs_from_the_date_of_the_letter():
    letter = pe.OutcomeLetterSent(on=date(2019, 4, 1))
    history = opened(COMPLAINT, letter, began=OLD)
    assert running(reviews, history) == ["old-appeal 2019-04-01 2019-04-29 open"]
    assert admitted(reviews, history, pe.AppealUnderOldRegulationsMade(on=date(2019, 4, 29)))
    said = refusal(reviews, history, pe.AppealUnderOldRegulationsMade(on=date(2019, 4, 30)))
    assert "An appeal could be applied for until 29 April 2019" in said
    assert "(CMR12 11(3), (5))" in said
    assert "“old-appeal” was extended" in said


def test_who_may_or_must_act_in_each_period():
    assert clocks(reviews) == lines("""
        review-right-told | DUTY | APPROPRIATE_AUTHORITY | COMPLAINANT
        review-application | WINDOW | COMPLAINANT | REVIEW_BODY
        recommendation-reply | DUTY | APPROPRIATE_AUTHORITY | REVIEW_BODY
        old-appeal | WINDOW | COMPLAINANT | -
    """)


def test_the_options_show_a_review_and_why_there_is_none():
    (open_,) = offered(reviews, concluded(), pe.ReviewApplied)
    (shut,) = offered(reviews, opened(COMPLAINT, GRAVE, RECORDED, REFERRED, mode(Mode.DIRECTED), CONCLUDED), pe.ReviewApplied)
    assert (bool(open_), bool(shut)) == (True, False)
