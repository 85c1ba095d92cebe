"""The form of a step: every kind has one, it says what the step says, and what it cannot read it names."""

from datetime import date

import pytest

from custodiet.law.steps import KINDS, History
from custodiet.law.steps.investigation import NoticeServed, Referred, Suspended
from custodiet.law.steps.opening import AllegationMade, ComplaintMade, SubjectIdentified
from custodiet.law.steps.outcome import Found, Imposed, OfficerLeft
from custodiet.law.steps.people import PersonInformed
from custodiet.law.vocabulary import Office, Outcome, ReferralCriterion
from custodiet.web.staff.step_fields import Names
from custodiet.web.staff.step_form import initial_of, initial_value, next_key, step_form
from tests.web.markup import read

TODAY = date(2023, 12, 18)
NAMES = Names(
    officers={"officer-1": "PC X"},
    allegations={"allegation-1": "Allegation 1"},
    people={"complainant": "Ms A"},
    clocks={"report": "Chair's report"},
)


def form_of(kind, data=None, **more):
    made = step_form(kind, names=NAMES, offices=[Office.CHAIR, Office.APPROPRIATE_AUTHORITY], today=TODAY, **more)
    return made(data, initial={"token": "t", "version": 3})


def sent(**answers):
    return {"on_day": "18", "on_month": "12", "on_year": "2023", "office": "chair", "token": "t", "version": "3", **answers}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_step_has_a_form_that_asks_for_each_of_its_fields(kind):
    form = form_of(kind, new_key=next_key(kind, History()))
    assert {asked.name for asked in kind.own_fields()} <= set(form.fields)
    read(str(form))


def test_the_answers_make_the_step():
    form = form_of(
        Imposed, sent(about="officer-1", outcome="final written warning", months="24", several_incidents="no", authority_views_on_rank="no")
    )
    assert form.is_valid(), form.errors
    assert form.step() == Imposed(on=TODAY, about="officer-1", outcome=Outcome.FINAL_WRITTEN_WARNING, months=24)


def test_several_answers_make_a_tuple():
    criterion = ReferralCriterion.R4
    form = form_of(Referred, sent(criteria=[criterion.value]))
    assert form.is_valid(), form.errors
    assert form.step() == Referred(on=TODAY, criteria=(criterion,))


def test_a_day_that_is_not_known_is_between_two_days():
    form = form_of(OfficerLeft, sent(about="officer-1", how="resigned", not_before_day="15", not_before_month="3", not_before_year="2022"))
    assert form.is_valid(), form.errors
    assert form.step() == OfficerLeft(on=TODAY, not_before=date(2022, 3, 15), about="officer-1")


def test_the_earliest_day_after_the_latest_is_refused_at_its_box():
    form = form_of(OfficerLeft, sent(about="officer-1", how="resigned", not_before_day="18", not_before_month="12", not_before_year="2023"))
    assert not form.is_valid()
    assert form.errors["not_before"] == ["The earliest day must lie before the latest; leave it empty if the day is known."]


def test_a_day_in_the_future_is_refused():
    form = form_of(ComplaintMade, sent(on_day="19"))
    assert form.errors["on"] == ["The day must be today or in the past"]


def test_an_office_that_the_reader_does_not_hold_cannot_be_chosen():
    assert "office" in form_of(ComplaintMade, sent(office="court")).errors


def test_a_person_is_chosen_by_alias_and_an_officer_for_an_allegation_too():
    assert form_of(PersonInformed).fields["person"].choices == [("complainant", "Ms A")]
    assert form_of(AllegationMade, new_key="allegation-2").fields["officer"].choices == [("officer-1", "PC X")]


def test_the_only_officer_of_a_case_is_chosen_beforehand():
    assert form_of(NoticeServed).fields["about"].initial == "officer-1"


def test_a_new_officer_and_a_new_allegation_get_the_next_key():
    history = History(
        [SubjectIdentified(on=TODAY, about="officer-1"), AllegationMade(on=TODAY, about="allegation-1", officer="officer-1", conduct="x")]
    )
    assert next_key(SubjectIdentified, history) == "officer-2"
    assert next_key(AllegationMade, history) == "allegation-2"
    assert next_key(Found, history) == ""


def test_an_option_with_a_value_fills_the_field_whose_terms_know_it():
    assert initial_value(Imposed, "final written warning") == {"outcome": "final written warning"}
    assert initial_value(Imposed, "no such outcome") == {}


def test_a_correction_shows_what_was_entered_and_asks_why_it_is_wrong():
    step = Suspended(on=TODAY, about="officer-1", redeployment_inappropriate=True, reason="Public interest")
    form = form_of(Suspended, correcting=True)
    assert initial_of(step)["reason"] == "Public interest"
    assert initial_of(step)["redeployment_inappropriate"] is True
    assert {"replace", "correction"} <= set(form.fields)


def test_what_was_written_can_be_given_back():
    form = form_of(PersonInformed, sent(of="progress", person="complainant", how="by telephone", content="The interview is done"))
    assert form.is_valid(), form.errors
    assert {"label": "What was said?", "text": "The interview is done"} in form.written()
