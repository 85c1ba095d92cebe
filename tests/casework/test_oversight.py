"""The overseers' seat: referrals and overruns in sight, samples anybody can draw again, recommendations to the end, checkpoints."""

from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import connection, transaction

from custodiet.casework import checkpoints, oversight_queries, recommended, samples, triggers
from custodiet.casework.access import Access, Meanwhile, NotThere, Refused
from custodiet.casework.actions import grants, oversight, take_step
from custodiet.casework.models import Answered, Case, Judgement, LedgerBody, LedgerEntry, Overseer, Recommendation, Role, Verdict
from custodiet.casework.recommended import Standing
from custodiet.casework.sealed_oversight import oversight_holds
from custodiet.law.steps.investigation import FoundToRequireReferral, ModeOfInvestigationDetermined, OverrunReported, Referred
from custodiet.law.steps.opening import AllegationMade, Recorded, SubjectIdentified
from custodiet.law.vocabulary import ModeOfInvestigation, Office, ReferralCriterion
from tests.casework.conftest import MADE_ON, TODAY, fresh, opened, user

pytestmark = pytest.mark.django_db
DUE = TODAY + timedelta(days=56)


@pytest.fixture
def overseer(db):
    return user(Role.OVERSEER)


def read_in(case, overseer, department):
    with transaction.atomic():
        grants.place(case, overseer, department.head)
    return case


@pytest.fixture
def cases(department, overseer):
    """Five cases that the overseer has a place in."""
    return [read_in(opened(department.intake, title=f"Case {n}"), overseer, department) for n in range(5)]


def took(case, step, department, today=TODAY):
    with transaction.atomic():
        grants.place(case, department.authority, department.head, (Office.APPROPRIATE_AUTHORITY,))
    return take_step(
        case=case, step=step, by=department.authority, office=Office.APPROPRIATE_AUTHORITY, today=today, token=fresh(), version=None
    )  # fmt: skip


def drawn(overseer, **other):
    values = {"question": "Was it met?", "kind": "", "stage": "", "asked": 3, "seed": "spring", "by": overseer, "today": TODAY}
    return oversight.draw(**(values | other))


def test_a_referral_shows_its_clock_and_only_in_cases_that_are_in_sight(cases, department, overseer):
    criteria = (ReferralCriterion.R4,)
    took(cases[0], FoundToRequireReferral(on=MADE_ON, criteria=criteria), department)
    hidden = opened(department.intake, title="Not in sight")
    took(hidden, FoundToRequireReferral(on=MADE_ON, criteria=criteria), department)
    lines, covered = oversight_queries.referrals(Access(overseer), TODAY)
    assert [(line.reference, line.clock.due, line.clock.met_on) for line in lines] == [
        (cases[0].reference, MADE_ON + timedelta(days=1), None)
    ]
    assert (covered.open, covered.all) == (5, 6)
    took(cases[0], Referred(on=TODAY, criteria=criteria), department)
    ((line,), _) = oversight_queries.referrals(Access(overseer), TODAY)
    assert (line.referred_on, line.clock.met_on, line.clock.late) == (TODAY, TODAY, True)


def test_what_must_be_referred_and_what_nobody_entered_stands_there_without_a_clock(cases, department, overseer):
    took(cases[0], SubjectIdentified(on=MADE_ON, about="officer-1"), department)
    step = AllegationMade(on=MADE_ON, about="allegation-1", officer="officer-1", conduct="An assault", serious_assault=True)
    took(cases[0], step, department)
    ((line,), _) = oversight_queries.referrals(Access(overseer), TODAY)
    assert (line.criteria, line.referred_on, line.clock) == (("R2 serious assault",), None, None)


def test_a_covert_case_is_in_no_list_no_number_and_no_draw_unless_the_overseer_has_a_place_in_it(department, overseer):
    covert = opened(department.intake, restricted=True)
    took(covert, FoundToRequireReferral(on=MADE_ON, criteria=(ReferralCriterion.R4,)), department)
    lines, covered = oversight_queries.referrals(Access(overseer), TODAY)
    assert (lines, covered.open, covered.all) == ((), 0, 0)
    assert oversight_queries.overdue(Access(overseer), TODAY) == ((), ())
    with pytest.raises(Refused, match="nothing to draw from"):
        drawn(overseer)
    read_in(covert, overseer, department)
    assert [line.reference for line in oversight_queries.referrals(Access(overseer), TODAY)[0]] == [covert.reference]
    assert drawn(overseer).of == [covert.reference]


def test_an_investigation_of_more_than_twelve_months_stands_there_with_the_reasons_that_were_given(cases, department, overseer):
    later = date(2024, 4, 2)
    took(cases[0], Recorded(on=MADE_ON), department)
    took(cases[0], ModeOfInvestigationDetermined(on=MADE_ON, mode=ModeOfInvestigation.LOCAL), department)
    runs, late = oversight_queries.overdue(Access(overseer), later)
    assert [(run.reference, run.began_on, run.reports) for run in runs] == [(cases[0].reference, MADE_ON, ())]
    assert any(each.reference == cases[0].reference for each in late)
    took(cases[0], OverrunReported(on=date(2024, 4, 1), reason="Waiting for the prosecutor"), department, later)
    (run,) = [run for run in oversight_queries.overdue(Access(overseer), later)[0] if run.reference == cases[0].reference]
    assert [each.reason for each in run.reports] == ["Waiting for the prosecutor"]
    assert run.owed.due > later


def test_a_sample_is_drawn_again_by_anybody_who_knows_the_seed_and_the_references(cases, overseer):
    sample = drawn(overseer)
    again = sorted(sample.of, key=lambda reference: sha256(f"{sample.seed}:{reference}".encode()).hexdigest())[:3]
    assert [each.case.reference for each in sample.drawn.all()] == again
    assert drawn(overseer, seed="").seed != drawn(overseer, seed="").seed


def test_a_sample_is_drawn_from_the_kind_and_stage_that_was_asked_for(cases, department, overseer):
    took(cases[3], Recorded(on=MADE_ON), department)
    assert drawn(overseer, stage="recorded").of == [cases[3].reference]
    with pytest.raises(Refused, match="between 1 and 100"):
        drawn(overseer, asked=0)


def test_a_case_that_is_no_longer_in_sight_is_on_no_page_of_the_sample(cases, department, overseer):
    sample = drawn(overseer, asked=5)
    gone = sample.drawn.get(place=2)
    grants.withdraw(grant=gone.case.grants.get(user=overseer), by=department.head)
    page = samples.sample_page(Access(overseer), str(sample.pk))
    assert gone.case.reference not in page.of and gone.place not in [each.place for each in page.drawn]
    with pytest.raises(NotThere):
        oversight.judge(sampled=gone, verdict=Verdict.MET, words="Seen", by=overseer, today=TODAY)


def test_a_judgement_needs_words_and_a_later_one_stands_beside_it(cases, overseer):
    one = drawn(overseer).drawn.get(place=1)
    with pytest.raises(Refused, match="in words"):
        oversight.judge(sampled=one, verdict=Verdict.MET, words=" ", by=overseer, today=TODAY)
    for verdict in (Verdict.CANNOT_TELL, Verdict.NOT_MET):
        oversight.judge(sampled=one, verdict=verdict, words="The history has no update in May.", by=overseer, today=TODAY)
    first = samples.sample_page(Access(overseer), str(one.sample_id)).drawn[0]
    assert [each.verdict for each in first.judgements] == ["cannot tell", "not met"]


def test_what_an_overseer_sends_twice_is_recorded_once(cases, overseer):
    one = drawn(overseer)
    assert drawn(overseer) == one and drawn(overseer, question="Another?") != one
    said = {"sampled": one.drawn.get(place=1), "verdict": Verdict.MET, "words": "Seen in May.", "by": overseer, "today": TODAY}
    assert oversight.judge(**said, seen=0) == oversight.judge(**said, seen=0)
    asked = {"body": Overseer.IOPC, "text": "Ask first.", "due": DUE, "by": overseer, "today": TODAY}
    made = oversight.recommend(**asked)
    assert oversight.recommend(**asked) == made and Recommendation.objects.count() == 1
    told = {"number": made.pk, "words": "From May.", "screen": "", "by": user(Role.CHIEF), "today": TODAY}
    first = oversight.answer(**told, said=Answered.ACCEPTED, seen=0)
    assert oversight.answer(**told, said=Answered.ACCEPTED, seen=0) == first
    assert oversight.take_checkpoint(by=overseer) == oversight.take_checkpoint(by=overseer)
    assert list(oversight_holds(TODAY)) == []


def test_the_second_of_two_tabs_is_told_what_stands_and_may_decide_after_it(cases, overseer):
    one = drawn(overseer).drawn.get(place=1)
    first = oversight.judge(sampled=one, verdict=Verdict.MET, words="Seen in May.", by=overseer, today=TODAY, seen=0)
    late = {"sampled": one, "verdict": Verdict.NOT_MET, "words": "No update in May.", "by": overseer, "today": TODAY}
    with pytest.raises(Meanwhile, match=r"Met, by .*Seen in May"):
        oversight.judge(**late, seen=0)
    assert Judgement.objects.count() == 1
    oversight.judge(**late, seen=first.pk)
    made = oversight.recommend(body=Overseer.IOPC, text="Ask first.", due=DUE, by=overseer, today=TODAY)
    chief, head = user(Role.CHIEF), user(Role.HEAD)
    oversight.answer(number=made.pk, said=Answered.ACCEPTED, words="From May.", screen="", by=chief, today=TODAY, seen=0)
    with pytest.raises(Meanwhile, match="Accepted, by "):
        oversight.answer(number=made.pk, said=Answered.REFUSED, words="Too dear.", screen="", by=head, today=TODAY, seen=0)
    assert made.answers.count() == 1


def test_nobody_else_draws_judges_or_recommends_and_nobody_else_sees_the_samples(cases, department, overseer):
    sample = drawn(overseer)
    for other in (department.head, department.authority, user(Role.CHIEF)):
        with pytest.raises(Refused, match="Overseers do"):
            drawn(other)
        with pytest.raises(Refused, match="Overseers do"):
            oversight.judge(sampled=sample.drawn.get(place=1), verdict=Verdict.MET, words="Seen", by=other, today=TODAY)
        with pytest.raises(Refused, match="Overseers do"):
            oversight.recommend(body=Overseer.IOPC, text="Ask first.", due=DUE, by=other, today=TODAY)
        with pytest.raises(NotThere):
            samples.sample_page(Access(other), str(sample.pk))
        assert samples.samples(Access(other)) == ()


def test_a_recommendation_is_accepted_or_refused_with_reasons_and_done_with_proof(overseer, department):
    chief = user(Role.CHIEF)
    made = oversight.recommend(body=Overseer.INSPECTORATE, text="Ask first.", due=DUE, by=overseer, today=TODAY)

    def say(said, words="We do it from May.", screen="", by=chief):
        return oversight.answer(number=made.pk, said=said, words=words, screen=screen, by=by, today=TODAY)

    with pytest.raises(Refused, match="reasons"):
        say(Answered.REFUSED, " ")
    with pytest.raises(Refused, match="Accept the recommendation first"):
        say(Answered.DONE)
    with pytest.raises(Refused, match="chief officer and the head"):
        say(Answered.ACCEPTED, by=overseer)
    say(Answered.REFUSED)
    assert recommended.recommendation(Access(overseer), str(made.pk)).stands is Standing.REFUSED
    say(Answered.ACCEPTED, by=department.head)
    with pytest.raises(Refused, match="accepted already"):
        say(Answered.ACCEPTED)
    say(Answered.DONE, "The question stands on the page Promises since 2 May.", "promises")
    (line,) = recommended.recommendations(Access(overseer))
    assert (line.stands, line.done_on, line.answers[-1].screen) == (Standing.DONE, TODAY, "promises")
    with pytest.raises(Refused, match="done already"):
        say(Answered.REFUSED)


def test_a_recommendation_is_not_made_for_a_day_that_has_passed(overseer):
    with pytest.raises(Refused, match="passed already"):
        oversight.recommend(body=Overseer.IOPC, text="Ask first.", due=TODAY - timedelta(days=1), by=overseer, today=TODAY)


def test_recommendations_are_not_there_for_whoever_may_not_see_them(overseer, department):
    made = oversight.recommend(body=Overseer.IOPC, text="Ask first.", due=DUE, by=overseer, today=TODAY)
    assert recommended.recommendations(Access(department.investigator)) == ()
    with pytest.raises(NotThere):
        recommended.recommendation(Access(department.investigator), str(made.pk))


def test_the_ledger_continues_a_checkpoint_until_an_entry_before_it_is_altered(cases, overseer):
    row = oversight.take_checkpoint(by=overseer)
    opened(user(Role.INTAKE))
    assert [each.holds for each in checkpoints.check(Access(overseer), row.note)] == [True, True]
    connection.check_constraints()  # PostgreSQL alters no table of which a check is still to be made
    triggers.take_away(connection)
    LedgerEntry.objects.filter(seq=2).update(verb="export")
    found = checkpoints.check(Access(overseer), row.note)
    connection.check_constraints()
    triggers.put(connection)
    assert [each.holds for each in found] == [False, False]
    assert "are not those of the checkpoint" in found[0].words


def test_a_checkpoint_of_more_entries_than_there_are_says_that_the_end_was_taken_out(cases, overseer):
    row = oversight.take_checkpoint(by=overseer)
    connection.check_constraints()  # PostgreSQL alters no table of which a check is still to be made
    triggers.take_away(connection)
    last = LedgerEntry.objects.order_by("seq").last().seq
    LedgerBody.objects.filter(entry__seq__gt=last - 3).delete()
    LedgerEntry.objects.filter(seq__gt=last - 3).delete()
    found = checkpoints.check(Access(overseer), row.note)
    connection.check_constraints()
    triggers.put(connection)
    assert "taken out of its end" in found[0].words


def test_a_checkpoint_that_was_altered_is_not_believed(overseer):
    row = oversight.take_checkpoint(by=overseer)
    lines = row.note.split("\n")
    found = checkpoints.check(Access(overseer), "\n".join([lines[0], str(row.size + 1), *lines[2:]]))
    assert (found[0].number, found[0].holds) == (None, False)
    assert "altered after signing" in found[0].words


def test_whatever_was_altered_past_the_program_is_found(cases, overseer):
    one = drawn(overseer).drawn.get(place=1)
    oversight.judge(sampled=one, verdict=Verdict.NOT_MET, words="No update in May.", by=overseer, today=TODAY)
    oversight.recommend(body=Overseer.IOPC, text="Ask first.", due=DUE, by=overseer, today=TODAY)
    assert list(oversight_holds(TODAY)) == []
    connection.check_constraints()  # PostgreSQL alters no table of which a check is still to be made
    triggers.take_away(connection)
    Judgement.objects.update(verdict="met")
    Recommendation.objects.all().delete()
    found = list(oversight_holds(TODAY))
    connection.check_constraints()
    triggers.put(connection)
    assert any("judgement" in each and "altered" in each for each in found)
    assert any("recommendation" in each and "gone" in each for each in found)


def test_every_look_of_an_overseer_is_in_the_ledger_with_the_references_shown(cases, overseer):
    sample = drawn(overseer, asked=2)
    samples.sample_page(Access(overseer), str(sample.pk))
    told = LedgerBody.objects.order_by("-pk").first().value
    assert (told["actor"], told["object_ref"]) == (overseer.pk, f"sample {sample.pk}")
    assert told["references"] == [each.case.reference for each in sample.drawn.all()]
    assert Case.objects.count() == 5
