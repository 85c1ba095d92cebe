"""Withdrawal, silence, and complaints resumed after a criminal case: nothing ends before the public interest is decided."""

from datetime import date

import pytest

from custodiet.law.rules import recording
from custodiet.law.steps import History
from custodiet.law.steps import opening as op
from custodiet.law.steps.investigation import CriminalProceedingsEnded, InvestigationSuspended, ModeOfInvestigationDetermined, Referred
from custodiet.law.vocabulary import MatterKind, ModeOfInvestigation, Office, ReferralCriterion
from tests.law.complaint_cases import NEW, OLD, PC, admitted, day, opened, refusal, running, table

AA, DG = Office.APPROPRIATE_AUTHORITY, Office.DIRECTOR_GENERAL
COMPLAINT = MatterKind.COMPLAINT
SIGNED, UNSIGNED = op.WithdrawalNotified(on=NEW), op.WithdrawalNotified(on=NEW, signed=False)
LETTER = op.WithdrawalLetterSent(on=NEW)
LAST, AFTER = day("2024-03-29"), day("2024-03-30")


def complaint(*more, began=NEW):
    return opened(COMPLAINT, *more, began=began)


def decided(on=NEW, reason="Nobody else is at risk"):
    return op.PublicInterestDecided(on=on, goes_on=False, reason=reason)


def test_a_signed_notice_needs_no_letter_and_is_recorded_at_once():
    assert "nothing need be asked" in refusal(recording, complaint(SIGNED), LETTER)
    assert admitted(recording, complaint(SIGNED), op.WithdrawalConfirmed(on=NEW))


def test_an_unsigned_wish_is_asked_about_in_writing_first():
    assert admitted(recording, complaint(UNSIGNED), LETTER)
    assert "must first be asked in writing" in refusal(recording, complaint(UNSIGNED), op.WithdrawalConfirmed(on=NEW))
    assert admitted(recording, complaint(UNSIGNED, LETTER), op.WithdrawalConfirmed(on=NEW))


def test_the_latest_notice_counts():
    assert admitted(recording, complaint(SIGNED, UNSIGNED), LETTER)
    assert not admitted(recording, complaint(UNSIGNED, SIGNED), LETTER)


def test_silence_is_withdrawal_only_after_28_days():
    asked = complaint(UNSIGNED, LETTER)
    said = refusal(recording, asked, op.WithdrawalConfirmed(on=LAST, silence=True))
    assert "28 calendar days have passed" in said
    assert "after 29 March 2024" in said
    assert admitted(recording, asked, op.WithdrawalConfirmed(on=LAST))
    assert admitted(recording, asked, op.WithdrawalConfirmed(on=AFTER, silence=True))


def test_after_a_signed_notice_silence_is_neither_here_nor_there():
    assert admitted(recording, complaint(SIGNED), op.WithdrawalConfirmed(on=NEW, silence=True))


def test_the_window_for_an_answer_is_shown_until_it_is_confirmed():
    asked = complaint(UNSIGNED, LETTER)
    assert running(recording, asked) == ["withdrawal-silence 2024-03-01 2024-03-29 open"]
    done = History([*asked, op.WithdrawalConfirmed(on=AFTER, silence=True)])
    assert running(recording, done) == ["withdrawal-silence 2024-03-01 2024-03-29 2024-03-30"]


def test_a_withdrawn_complaint_is_not_withdrawn_again():
    done = complaint(SIGNED, op.WithdrawalConfirmed(on=NEW))
    for step in (SIGNED, LETTER, op.WithdrawalConfirmed(on=NEW)):
        assert "already stands in the record" in refusal(recording, done, step)


def test_the_public_interest_is_decided_after_a_signed_notice_or_a_confirmed_withdrawal():
    assert admitted(recording, complaint(SIGNED), decided())
    assert admitted(recording, complaint(UNSIGNED, LETTER, op.WithdrawalConfirmed(on=NEW)), decided())
    assert "does not yet bring this decision" in refusal(recording, complaint(UNSIGNED, LETTER), decided())
    assert "states its reasons" in refusal(recording, complaint(SIGNED), decided(reason=""))


def test_the_director_general_decides_it_while_the_matter_is_with_him():
    referred = Referred(on=NEW, criteria=(ReferralCriterion.R4,))
    back = ModeOfInvestigationDetermined(on=NEW, mode=ModeOfInvestigation.RETURNED_TO_FORCE)
    with_him, sent_back = complaint(SIGNED, referred), complaint(SIGNED, referred, back)
    assert (admitted(recording, with_him, decided(), DG), admitted(recording, with_him, decided(), AA)) == (True, False)
    assert (admitted(recording, sent_back, decided(), DG), admitted(recording, sent_back, decided(), AA)) == (False, True)
    assert (admitted(recording, complaint(SIGNED), decided(), DG), admitted(recording, complaint(SIGNED), decided(), AA)) == (False, True)
    assert "PublicInterestDecided | CMR20 38(5), 41(4) | DIRECTOR_GENERAL | after WithdrawalNotified or ResumptionLetterSent" in table(
        recording, with_him
    )


def test_under_the_law_of_2012_a_withdrawal_is_confirmed_and_decided_too():
    signed = op.WithdrawalNotified(on=OLD)
    assert admitted(recording, complaint(signed, began=OLD), op.WithdrawalConfirmed(on=OLD))
    assert admitted(recording, complaint(signed, began=OLD), decided(OLD), DG)
    unsigned = op.WithdrawalNotified(on=OLD, signed=False)
    assert not admitted(recording, complaint(unsigned, began=OLD), op.WithdrawalConfirmed(on=OLD))
    assert not admitted(recording, complaint(signed, began=OLD), op.WithdrawalLetterSent(on=OLD))
    assert running(recording, complaint(unsigned, op.WithdrawalLetterSent(on=OLD), began=OLD)) == []


SUSPENDED, OVER = InvestigationSuspended(on=NEW), CriminalProceedingsEnded(on=NEW, about=PC)
RESUME = op.ResumptionLetterSent(on=NEW)


def test_the_complainant_is_asked_when_the_criminal_case_is_over():
    assert "when the criminal case has concluded" in refusal(recording, complaint(SUSPENDED), RESUME)
    assert admitted(recording, complaint(SUSPENDED, OVER), RESUME)
    assert "First comes" in refusal(recording, complaint(OVER), RESUME)


def test_a_wish_to_resume_leaves_nothing_to_decide():
    answered = complaint(SUSPENDED, OVER, RESUME, op.ResumptionAnswered(on=NEW, resume=True))
    assert "so it is resumed" in refusal(recording, answered, decided(AFTER))


def test_a_wish_not_to_resume_brings_the_decision_at_once():
    answered = complaint(SUSPENDED, OVER, RESUME, op.ResumptionAnswered(on=NEW, resume=False))
    assert admitted(recording, answered, decided())
    assert "states its reasons" in refusal(recording, answered, decided(reason=""))


@pytest.mark.parametrize(("on", "may"), [(NEW, False), (LAST, False), (AFTER, True)])
def test_silence_brings_the_decision_only_after_28_days(on, may):
    asked = complaint(SUSPENDED, OVER, RESUME)
    assert admitted(recording, asked, decided(on)) is may
    if not may:
        assert "until 29 March 2024, 28 calendar days after the letter" in refusal(recording, asked, decided(on))


def test_one_answer_to_one_letter():
    answer = op.ResumptionAnswered(on=NEW, resume=False)
    answered = complaint(SUSPENDED, OVER, RESUME, answer)
    assert "answered on 1 March 2024" in refusal(recording, answered, op.ResumptionAnswered(on=LAST, resume=True))
    again = History([*answered, op.ResumptionLetterSent(on=date(2024, 4, 2))])
    assert admitted(recording, again, op.ResumptionAnswered(on=date(2024, 4, 3), resume=True))
    assert "First comes" in refusal(recording, complaint(SUSPENDED), answer)


def test_the_window_for_resuming_is_met_by_the_answer():
    asked = complaint(SUSPENDED, OVER, RESUME)
    assert running(recording, asked) == ["resume-silence 2024-03-01 2024-03-29 open"]
    assert running(recording, History([*asked, op.ResumptionAnswered(on=LAST, resume=True)])) == [
        "resume-silence 2024-03-01 2024-03-29 2024-03-29"
    ]
