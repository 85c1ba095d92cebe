"""Referral: which criteria are met under which law, who refers, by when, and which forms of investigation are open."""

from datetime import date

import pytest

from custodiet.law.rules import referral
from custodiet.law.rules.referral_criteria import criteria
from custodiet.law.steps import History
from custodiet.law.steps.investigation import CalledIn, FoundToRequireReferral, ModeOfInvestigationDetermined, Referred
from custodiet.law.steps.opening import CameToAttention, CaseClosed, ComplaintMade, Recorded, SubjectIdentified
from custodiet.law.vocabulary import MatterKind, ModeOfInvestigation, Office, Rank, ReferralCriterion
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
    lines,
    offered,
    opened,
    refusal,
    running,
    table,
    verdicts,
)

R, Mode = ReferralCriterion, ModeOfInvestigation
COMPLAINT, CONDUCT, DSI = MatterKind.COMPLAINT, MatterKind.CONDUCT_MATTER, MatterKind.DSI_MATTER
AA, DG = Office.APPROPRIATE_AUTHORITY, Office.DIRECTOR_GENERAL
FLAGS = {
    "R1": {"death_or_serious_injury": True},
    "R2": {"serious_assault": True},
    "R3": {"serious_sexual_offence": True},
    "R4": {"serious_corruption": True},
    "R5": {"aggravated_by_discrimination": True, "discipline": True},
    "R6": {"relevant_offence": True},
    "R7": {"same_incident": True},
}


def met(*more, kind=COMPLAINT, began=NEW, rank=Rank.CONSTABLE):
    found = criteria(asked(opened(kind, *more, began=began, rank=rank)))
    return {criterion.name: under.text for criterion, under in found.items()}


def meets(flag, kind, began):
    return met(allegation(began, **FLAGS[flag]), kind=kind, began=began)


def corrupt(began=NEW, **more):
    return allegation(began, serious_corruption=True, **more)


@pytest.mark.parametrize(
    ("kind", "began", "provisions"),
    [
        (COMPLAINT, NEW, "PRA Sch 3 para 4(1)(a); CMR20 4(1)(a)(i); CMR20 4(1)(a)(ii); CMR20 4(1)(a)(iii); CMR20 4(1)(a)(iv); "
         "CMR20 4(1)(a)(v); CMR20 4(1)(b)"),
        (CONDUCT, NEW, "PRA Sch 3 para 13(1)(a); CMR20 7(1)(a), (3); CMR20 7(1)(b), (3); CMR20 7(1)(c), (3); CMR20 7(1)(d), (3); "
         "CMR20 7(1)(e), (3); CMR20 7(1)(h), (3)"),
        (COMPLAINT, OLD, "PRA Sch 3 para 4(1)(a); CMR12 4(2)(a)(i); CMR12 4(2)(a)(ii); CMR12 4(2)(a)(iii); CMR12 4(2)(a)(iv); "
         "CMR12 4(2)(a)(v); CMR12 4(2)(b)"),
        (CONDUCT, OLD, "PRA Sch 3 para 13(1)(a); CMR12 7(1)(a), (4); CMR12 7(1)(b), (4); CMR12 7(1)(c), (4); CMR12 7(1)(d), (4); "
         "CMR12 7(1)(e), (4); CMR12 7(1)(g), (4)"),
    ],
)  # fmt: skip
def test_each_criterion_is_met_by_its_own_kind_of_allegation_under_its_own_provision(kind, began, provisions):
    assert [meets(flag, kind, began) for flag in FLAGS] == [{f: p} for f, p in zip(FLAGS, provisions.split("; "), strict=True)]


def test_an_ordinary_allegation_requires_no_referral():
    assert met(allegation(discipline=True)) == met() == {}


def test_discrimination_aggravates_only_a_crime_or_conduct_liable_to_proceedings():
    assert met(allegation(aggravated_by_discrimination=True)) == {}
    assert met(allegation(aggravated_by_discrimination=True, crime=True)) == {"R5": "CMR20 4(1)(a)(iv)"}


def test_abuse_of_position_alone_is_serious_corruption_only_from_1_february_2020():
    assert met(corrupt(only_abuse_of_position=True)) == {"R4": "CMR20 4(1)(a)(iii)"}
    assert met(corrupt(OLD, only_abuse_of_position=True), began=OLD) == {}
    assert met(corrupt(OLD), began=OLD) == {"R4": "CMR12 4(2)(a)(iii)"}


def test_an_allegation_counts_as_it_was_stated_last():
    assert met(corrupt(), allegation(date(2024, 3, 2))) == {}


@pytest.mark.parametrize("rank", [Rank.CHIEF_CONSTABLE, Rank.COMMISSIONER, Rank.DEPUTY_COMMISSIONER])
def test_any_conduct_matter_about_a_chief_officer_must_be_referred_from_2020(rank):
    assert met(kind=CONDUCT, rank=rank) == {"R8": "CMR20 7(1)(g), (3)"}
    assert met(kind=CONDUCT, rank=rank, began=OLD) == {}


def test_a_complaint_about_a_chief_officer_is_referred_only_if_it_might_justify_proceedings():
    assert met(allegation(), rank=Rank.CHIEF_CONSTABLE) == {}
    assert met(allegation(crime=True), rank=Rank.CHIEF_CONSTABLE) == {"R8": "CMR20 4(1)(c)"}
    assert met(allegation(crime=True), rank=Rank.DEPUTY_CHIEF_CONSTABLE) == {}


def test_what_is_alleged_of_another_does_not_make_it_a_chief_officers_complaint():
    other = SubjectIdentified(on=NEW, about="officer-2", rank=Rank.CHIEF_CONSTABLE)
    assert met(other, allegation(crime=True)) == {}


def test_a_matter_called_in_must_be_referred():
    called = CalledIn(on=NEW)
    assert met(called) == {"R9": "PRA Sch 3 para 4(1)(c)"}
    assert met(called, kind=CONDUCT) == {"R9": "PRA Sch 3 para 13(1)(c)"}
    assert met(CalledIn(on=OLD), kind=CONDUCT, began=OLD) == {"R9": "PRA Sch 3 para 13(1)(c)"}
    assert met(CalledIn(on=OLD), began=OLD) == {"R9": "PRA Sch 3 para 4(1)(c)"}


def test_every_death_or_serious_injury_matter_must_be_referred():
    assert met(kind=DSI) == {"R10": "PRA Sch 3 para 14C"}
    assert met(CalledIn(on=NEW), kind=DSI) == {"R9": "CMR20 9(a)", "R10": "PRA Sch 3 para 14C"}
    assert met(CalledIn(on=OLD), kind=DSI, began=OLD) == {"R9": "CMR12 8(a)", "R10": "PRA Sch 3 para 14C"}
    assert criteria(asked(opened(DSI)))[R.R10].confidence.tag == "M+"


def test_where_the_law_is_not_held_here_nothing_is_computed():
    assert met(corrupt(OLDER), began=OLDER) == {}
    assert met(kind=DSI, began=OLDER) == {}


def test_a_complaint_beside_a_conduct_matter_makes_it_a_complaint():
    assert met(CameToAttention(on=NEW), corrupt()) == {"R4": "CMR20 4(1)(a)(iii)"}


def test_before_anything_is_in_the_record_nothing_is_met():
    assert criteria(asked(History([]))) == {}


NEW_POWERS = """
    FoundToRequireReferral | CMR20 4(2)(a), 7(4)(a) | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after ComplaintMade or CameToAttention | until Referred | once
    CalledIn | PRA Sch 3 paras 4(1)(c), 13(1)(c) | DIRECTOR_GENERAL | after ComplaintMade or CameToAttention
    Referred | PRA Sch 3 paras 4, 13, 14C | APPROPRIATE_AUTHORITY, LOCAL_POLICING_BODY | after ComplaintMade or CameToAttention
    ModeOfInvestigationDetermined | PRA Sch 3 para 15 | DIRECTOR_GENERAL | after Referred or CalledIn
    ModeOfInvestigationDetermined | PRA Sch 3 para 16 | APPROPRIATE_AUTHORITY | after Recorded
"""  # noqa: E501


def test_who_decides_about_referral_under_which_provision():
    assert table(referral, opened()) == lines(NEW_POWERS)
    assert table(referral, opened(began=OLD)) == lines(NEW_POWERS.replace("CMR20 4(2)(a), 7(4)(a)", "CMR12 4(3), 7(5)(a)"))
    assert table(referral, opened(began=OLDER)) == []


def test_the_authority_no_longer_determines_the_form_while_the_matter_is_with_the_director_general():
    with_him = table(referral, opened(COMPLAINT, CalledIn(on=NEW)))
    sent_back = ModeOfInvestigationDetermined(on=NEW, mode=Mode.RETURNED_TO_FORCE)
    assert len(with_him) == 4
    assert len(table(referral, opened(COMPLAINT, Referred(on=NEW, criteria=(R.R4,)), sent_back))) == 5
    assert len(table(referral, opened(COMPLAINT, Referred(on=NEW, criteria=(R.R4,))))) == 4


def test_a_finding_that_referral_is_required_names_a_mandatory_criterion():
    assert admitted(referral, opened(), FoundToRequireReferral(on=NEW, criteria=(R.R4,)))
    assert admitted(referral, opened(), FoundToRequireReferral(on=NEW, criteria=(R.VOLUNTARY, R.R1)))
    for named in ((), (R.VOLUNTARY,)):
        assert "voluntary referral is never required" in refusal(referral, opened(), FoundToRequireReferral(on=NEW, criteria=named))


def test_a_referral_that_must_be_made_is_not_called_voluntary():
    voluntary = Referred(on=NEW, criteria=(R.VOLUNTARY,))
    assert admitted(referral, opened(), voluntary)
    said = refusal(referral, opened(COMPLAINT, corrupt()), voluntary)
    assert "not a voluntary referral" in said
    assert "CMR20 4(1)(a)(iii)" in said
    assert admitted(referral, opened(COMPLAINT, corrupt()), Referred(on=NEW, criteria=(R.R4,)))
    assert admitted(referral, opened(COMPLAINT, corrupt()), Referred(on=NEW, criteria=(R.VOLUNTARY, R.R4)))


def test_a_referral_names_its_criterion():
    assert "None was named" in refusal(referral, opened(), Referred(on=NEW, criteria=()))


def test_once_referred_not_again_unless_called_in_afterwards():
    done, again = Referred(on=date(2024, 3, 4), criteria=(R.R4,)), Referred(on=date(2024, 4, 1), criteria=(R.R9,))
    assert "referred on 4 March 2024" in refusal(referral, opened(COMPLAINT, done), again)
    assert "once referred" in refusal(referral, opened(COMPLAINT, CalledIn(on=NEW), done), again)
    assert admitted(referral, opened(COMPLAINT, done, CalledIn(on=date(2024, 3, 5))), again)


def test_the_options_say_that_referral_is_mandatory_and_where_its_clock_starts():
    history = opened(COMPLAINT, corrupt())
    (found,) = offered(referral, history, FoundToRequireReferral)
    (refer,) = offered(referral, history, Referred)
    (called,) = offered(referral, history, CalledIn)
    assert found.advice.startswith("The record meets serious corruption")
    assert "clock starts there" in found.advice
    assert refer.advice.startswith("Must be referred: serious corruption")
    assert called.advice == ""
    assert all(option.advice == "" for option in referral.options(asked(opened())))
    (shut,) = offered(referral, opened(COMPLAINT, corrupt(), CaseClosed(on=NEW)), Referred)
    assert (bool(shut), shut.advice) == (False, "")


def determined(mode, *more, began=NEW, kind=COMPLAINT, rank=Rank.CONSTABLE):
    history = opened(kind, *more, Referred(on=began, criteria=(R.R4,)), began=began, rank=rank)
    return verdicts(referral, history, ModeOfInvestigationDetermined(on=began, mode=mode), DG)


def test_the_director_general_chooses_among_the_forms_of_the_time():
    assert [determined(mode) == [""] for mode in Mode] == [True, True, True, False, False, True]
    assert [determined(mode, began=OLD) == [""] for mode in Mode] == [True, False, True, True, True, True]
    assert "ended on 31 January 2020" in determined(Mode.SUPERVISED)[0]
    assert "A managed investigation is no longer open" in determined(Mode.MANAGED)[0]
    assert "only from 1 February 2020" in determined(Mode.DIRECTED, began=OLD)[0]


def test_a_chief_officers_matter_is_neither_local_nor_returned():
    chief = {"kind": CONDUCT, "rank": Rank.CHIEF_CONSTABLE}
    assert [determined(mode, **chief) == [""] for mode in Mode] == [False, True, True, False, False, False]
    assert determined(Mode.LOCAL, **chief)[0].startswith("“Local” is not open") and "CMR20 5, 8, 10" in determined(Mode.LOCAL, **chief)[0]
    assert determined(Mode.LOCAL, allegation(), rank=Rank.CHIEF_CONSTABLE) == [""]


def test_the_form_is_determined_after_a_referral():
    step = ModeOfInvestigationDetermined(on=NEW, mode=Mode.LOCAL)
    assert "First comes" in refusal(referral, opened(), step, DG)
    assert admitted(referral, opened(COMPLAINT, CalledIn(on=NEW)), step, DG)


def test_the_authority_investigates_on_its_own_behalf_only():
    recorded = opened(COMPLAINT, Recorded(on=NEW))
    assert admitted(referral, recorded, ModeOfInvestigationDetermined(on=NEW, mode=Mode.LOCAL), AA)
    assert "own behalf only" in refusal(referral, recorded, ModeOfInvestigationDetermined(on=NEW, mode=Mode.INDEPENDENT), AA)


def test_the_authority_refers_first_what_must_be_referred():
    history = opened(COMPLAINT, corrupt(), Recorded(on=NEW))
    said = refusal(referral, history, ModeOfInvestigationDetermined(on=NEW, mode=Mode.LOCAL), AA)
    assert "must be referred and the Director General determines the form" in said


def test_the_clock_of_referral_runs_from_the_day_it_became_clear_over_the_weekend():
    friday = date(2023, 12, 22)
    history = opened(COMPLAINT, FoundToRequireReferral(on=friday, criteria=(R.R4,)), began=date(2023, 12, 1))
    assert running(referral, history) == ["refer-complaint 2023-12-22 2023-12-23 open"]
    late = History([*history, Referred(on=date(2023, 12, 27), criteria=(R.R4,))])
    assert running(referral, late) == ["refer-complaint 2023-12-22 2023-12-23 2023-12-27"]


@pytest.mark.parametrize(
    ("kind", "began", "expected"),
    [
        (COMPLAINT, NEW, "refer-complaint 2024-03-01 2024-03-02; refer-complaint-called-in 2024-03-01 2024-03-02"),
        (CONDUCT, NEW, "refer-conduct 2024-03-01 2024-03-02; refer-conduct-called-in 2024-03-01 2024-03-02"),
        (DSI, NEW, "refer-dsi 2024-03-01 2024-03-02; refer-dsi-directed 2024-03-01 2024-03-02"),
        (COMPLAINT, OLD, "old-refer-complaint 2019-03-01 2019-03-02; old-refer-complaint 2019-03-01 2019-03-02"),
        (CONDUCT, OLD, "old-refer-conduct 2019-03-01 2019-03-02; old-refer-conduct 2019-03-01 2019-03-02"),
        (DSI, OLD, "old-refer-dsi 2019-03-01 2019-03-02; old-refer-dsi 2019-03-01 2019-03-02"),
        (COMPLAINT, OLDER, ""),
    ],
)  # fmt: skip
def test_each_kind_of_matter_has_its_own_clock(kind, began, expected):
    history = opened(kind, FoundToRequireReferral(on=began, criteria=(R.R4,)), CalledIn(on=began), began=began)
    assert running(referral, history) == [f"{line} open" for line in expected.split("; ") if line]


def test_a_death_that_becomes_a_complaint_was_still_to_be_referred_from_its_arrival():
    history = opened(DSI, ComplaintMade(on=date(2024, 3, 4)))
    assert running(referral, history) == ["refer-dsi 2024-03-01 2024-03-02 open"]


def test_a_conduct_matter_starts_no_clock_by_arriving():
    assert running(referral, opened(CONDUCT)) == running(referral, opened(CONDUCT, began=OLD)) == []


def test_the_authority_owes_every_referral_to_the_director_general():
    assert {line.split(" | ", 1)[1] for line in clocks(referral)} == {"DUTY | APPROPRIATE_AUTHORITY | DIRECTOR_GENERAL"}
    assert all(duty.about is None for duty in referral.duties(asked(opened(DSI), LATER)))


def test_nothing_is_referred_about_nobody():
    assert admitted(referral, History([ComplaintMade(on=NEW)]), Referred(on=NEW, criteria=(R.R1,)))
    assert not admitted(referral, History([]), Referred(on=NEW, criteria=(R.R1,)))
    assert PC in opened().officers
