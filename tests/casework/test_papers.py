"""Papers: filled from the record alone, frozen, a new version beside the old, and proof of when each counts as given."""

import io
from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from docx import Document

from custodiet.casework import paper_word, triggers
from custodiet.casework.access import Refused
from custodiet.casework.actions import papers, responses, take_step
from custodiet.casework.kept import bytes_of
from custodiet.casework.models import Exhibit, Paper, PaperServed
from custodiet.casework.paper_fields import context, gather, meta
from custodiet.casework.paper_queries import answers_of
from custodiet.casework.sealed_papers import papers_hold
from custodiet.casework.vault import Stored
from custodiet.law.calendar import Service
from custodiet.law.steps.investigation import SeverityAssessed
from custodiet.law.vocabulary import FormOfProceedings, Office, PaperKind, Severity, Stance
from tests.casework.made_papers import story_one
from tests.standing import once_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PC = "officer-1"
FORCE = "Wessex Vale Constabulary"
ASKED = {
    PaperKind.SUSPENSION: {"conditions": "No uniform", "welfare": "The liaison officer"},
    PaperKind.NOTICE_OF_HEARING: {"start": "10:00"},
    PaperKind.OUTCOME: {"appeal": "To a police appeals tribunal"},
    PaperKind.BARRED_LIST_REPORT: {"reported_before": "No"},
}


standing = once_a_module(lambda: story_one("outcome"))


@pytest.fixture
def made(standing, shelf, settings):
    settings.POLICY = {"force": {"name": FORCE}}
    return deepcopy(standing)


def by(made, name="authority"):
    return made.users[name]


def paper(made, kind, on=None, **answers):
    case = made.case
    given = ASKED.get(kind, {}) | answers
    return papers.make(case=case, kind=kind, officer=PC, answers=given, on=on or made.today, force=FORCE, by=by(made))


def bytes_in(row):
    return bytes_of(row.case, Stored(row.address, row.sha256, row.size))


def words(row):
    return "\n".join(str(text) for _kind, text in paper_word.blocks(bytes_in(row)))


def serve(made, row, how=Service.IN_PERSON, **more):
    given = {"sent_on": made.today, "given_by": "Owen Tredinnick", "by": by(made), "today": made.today + timedelta(days=30)}
    return papers.serve(paper=row, how=how, **given | more)


def born(made):
    person = made.case.involvements.get(key=PC, role="officer concerned").person
    person.born_on = date(1990, 5, 4)
    person.save()


def test_a_notice_of_investigation_says_what_the_record_says_and_asks_for_nothing(made):
    row = paper(made, PaperKind.NOTICE_OF_INVESTIGATION, on=date(2022, 4, 8), **{"standards-allegation-1": ["Discreditable Conduct"]})
    text = words(row)
    for said in (
        "Gareth Holloway", "4471", "17 calls and 43 texts", "Looked at her record twice", "gross misconduct", "misconduct hearing",
        "Said to fall below: Discreditable Conduct.", "Owen Tredinnick", "6 April 2022", "26 April 2022", FORCE, row.case.reference,
    ):  # fmt: skip
        assert said in text, said
    assert "{{" not in text and "{%" not in text


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (PaperKind.NOTICE_OF_REFERRAL, "referred to a misconduct hearing"),
        (PaperKind.RESPONSE_FORM, "taken as not answered, not as denied"),
        (PaperKind.RESPONSE_FORM, "The last day for your response is 21 August 2023."),
        (PaperKind.NOTICE_OF_HEARING, "begins on 18 December 2023 at 10:00, at Headquarters"),
        (PaperKind.OUTCOME, "Would have been dismissed"),
    ],
)
def test_each_paper_is_made_from_the_case_of_story_one(made, kind, said):
    row = paper(made, kind)
    assert said in words(row)
    assert Document(io.BytesIO(bytes_in(row))).core_properties.author == "Custodiet"


def test_the_same_record_gives_the_same_bytes_and_a_new_version_another_paper(made):
    first = paper(made, PaperKind.NOTICE_OF_REFERRAL)
    told = context(
        gather(made.case, PaperKind.NOTICE_OF_REFERRAL, PC, made.today, {}, FORCE), meta(PaperKind.NOTICE_OF_REFERRAL, 1, 1, None)
    )
    assert paper_word.filled(paper_word.template_of(PaperKind.NOTICE_OF_REFERRAL), told, made.today) == bytes_in(first)
    second = paper(made, PaperKind.NOTICE_OF_REFERRAL)
    assert (first.reference, second.reference, second.version) == ("P/1", "P/2", 2) and first.sha256 != second.sha256


def test_a_paper_is_refused_while_the_record_does_not_hold_what_it_says(made):
    with pytest.raises(Refused, match="does not say that the officer was suspended"):
        paper(made, PaperKind.SUSPENSION)
    with pytest.raises(Refused, match="date of birth"):
        paper(made, PaperKind.BARRED_LIST_REPORT)
    with pytest.raises(Refused, match="without an answer to: start"):
        papers.make(case=made.case, kind=PaperKind.NOTICE_OF_HEARING, officer=PC, answers={}, on=made.today, force=FORCE, by=by(made))
    assert not Paper.objects.exists()


def test_an_outcome_cannot_be_told_while_an_allegation_has_no_finding(made):
    found = made.case.steps.get(kind="Found", about="allegation-2")
    take_step(
        case=made.case, step=None, by=by(made, "chair"), office=Office.CHAIR, today=made.today, token="strike", version=None,
        strikes=found, why="It was entered for the wrong allegation",
    )  # fmt: skip
    with pytest.raises(Refused, match="1 of the allegations have no finding"):
        paper(made, PaperKind.OUTCOME)


def test_severity_revised_makes_a_new_dated_notice_and_the_old_one_stays(db, shelf, settings):
    settings.POLICY = {"force": {"name": FORCE}}
    made = story_one("investigation", 2)
    case = made.case

    def assessed(severity, form, on):
        case.refresh_from_db()
        step = SeverityAssessed(on=on, about=PC, severity=severity, likely_form=form, reason="What came to light")
        take_step(
            case=case, step=step, by=by(made), office=Office.DIRECTOR_GENERAL, today=made.today, token=f"{on}", version=case.version
        )  # fmt: skip

    first_day, second_day = made.today - timedelta(days=20), made.today - timedelta(days=5)
    assessed(Severity.MISCONDUCT, FormOfProceedings.MEETING, first_day)
    old = paper(made, PaperKind.NOTICE_OF_INVESTIGATION, on=first_day)
    kept = bytes_in(old)
    serve(made, old, sent_on=first_day)
    assessed(Severity.GROSS_MISCONDUCT, FormOfProceedings.HEARING, second_day)
    new = paper(made, PaperKind.NOTICE_OF_INVESTIGATION, on=second_day)
    assert "as gross misconduct" in words(new) and "takes the place of the paper dated" in words(new)
    assert "as misconduct" in words(old) and bytes_in(old) == kept
    last_day = lambda row: words(row).split("the last day is ")[1].split(".")[0]  # noqa: E731
    assert last_day(old) != last_day(new)
    assert old.served.counts_on == first_day and not PaperServed.objects.filter(paper=new).exists()


def test_a_paper_that_was_given_never_changes_and_a_correction_is_a_new_report_under_regulation_5(made):
    born(made)
    first = paper(made, PaperKind.BARRED_LIST_REPORT)
    serve(made, first)
    kept = bytes_in(first)
    assert "4 May 1990" in words(first) and "Gareth Holloway" in words(first) and "regulation 5" not in words(first)
    second = paper(made, PaperKind.BARRED_LIST_REPORT, on=made.today + timedelta(days=2), reported_before="Yes, on the day of the hearing")
    assert "further report under regulation 5" in words(second) and bytes_in(Paper.objects.get(pk=first.pk)) == kept
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=first.pk).update(sha256="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperServed.objects.all().delete()


def test_only_the_latest_version_is_given_and_only_once(made):
    first = paper(made, PaperKind.NOTICE_OF_REFERRAL)
    second = paper(made, PaperKind.NOTICE_OF_REFERRAL)
    with pytest.raises(Refused, match="newer version of P/1"):
        serve(made, first)
    serve(made, second)
    with pytest.raises(Refused, match="given already"):
        serve(made, second)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"given_by": " "}, "names who gave"),
        ({"sent_on": date(2030, 1, 1)}, "future"),
        ({"sent_on": date(2022, 1, 1)}, "cannot have been given before"),
        ({"received_on": date(2022, 1, 1)}, "before it was sent"),
    ],
)
def test_proof_of_service_that_cannot_be_is_refused(made, more, words):
    row = paper(made, PaperKind.NOTICE_OF_REFERRAL)
    with pytest.raises(Refused, match=words):
        serve(made, row, **more)


def test_under_the_older_regulations_what_is_posted_counts_when_it_is_received(made):
    row = paper(made, PaperKind.NOTICE_OF_REFERRAL)
    with pytest.raises(Refused, match="counts when it is received"):
        serve(made, row, Service.POST)
    served = serve(made, row, Service.POST, received_on=made.today + timedelta(days=3))
    assert served.counts_on == made.today + timedelta(days=3) and "CR20 9" in served.under


def test_an_allegation_that_the_response_leaves_out_is_not_answered_and_not_denied(made):
    case = made.case
    for key, stance in (("allegation-1", Stance.DENIES), ("allegation-3", Stance.ACCEPTS_IN_PART)):
        responses.answer(case=case, allegation=key, stance=stance, account="My account", on=made.today, by=by(made), today=made.today)
    assert {line.key: line.stance for line in answers_of(case, {})} == {
        "allegation-1": "denies", "allegation-2": "not answered", "allegation-3": "accepts in part",
    }  # fmt: skip
    responses.answer(case=case, allegation="allegation-1", stance=Stance.ACCEPTS, account="", on=made.today, by=by(made), today=made.today)
    assert answers_of(case, {})[0].stance == "accepts"
    with pytest.raises(Refused, match="no such allegation"):
        responses.answer(
            case=case, allegation="allegation-9", stance=Stance.DENIES, account="", on=made.today, by=by(made), today=made.today
        )


def own_template(*lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    paper_word.folder().mkdir(parents=True, exist_ok=True)
    document.save(paper_word.folder() / paper_word.file_name(PaperKind.NOTICE_OF_REFERRAL))


def test_the_template_of_the_force_is_used_where_it_has_one(made):
    own_template("Dear {{ officer.rank }} {{ officer.name }}, the force’s own words & signs <here>. {{ referral.form }}")
    row = paper(made, PaperKind.NOTICE_OF_REFERRAL)
    assert words(row) == "Dear Constable Gareth Holloway, the force’s own words & signs <here>. misconduct hearing"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ officer.nmae }}", "field “nmae”"),
        ("{{ shoe_size }}", "field “shoe_size”"),
        ("{% if shoe_size %}x{% endif %}", "field “shoe_size”"),
        ("{% for x in shoes %}x{% endfor %}", "field “shoes”"),
        ("{{ officer.name", "cannot be filled"),
        ("{{ ().__class__.__mro__ }}", "no Word file that can be filled|does not have"),
    ],
)
def test_a_template_with_a_field_that_there_is_not_is_named_and_no_paper_is_made(made, line, said):
    own_template(line)
    with pytest.raises(Refused, match=said) as refusal:
        paper(made, PaperKind.NOTICE_OF_REFERRAL)
    assert "notice-of-referral.docx" in str(refusal.value) and not Paper.objects.exists()


def test_a_template_that_is_no_word_file_is_refused(made):
    paper_word.folder().mkdir(parents=True, exist_ok=True)
    (paper_word.folder() / "notice-of-referral.docx").write_bytes(b"not a Word file")
    with pytest.raises(Refused, match="no Word file"):
        paper(made, PaperKind.NOTICE_OF_REFERRAL)


def test_what_was_typed_into_the_record_cannot_become_a_field(made):
    person = made.case.involvements.get(key=PC, role="officer concerned").person
    person.name = "{{ case }} <w:t>& {% if %}"
    person.save()
    assert "{{ case }} <w:t>& {% if %}" in words(paper(made, PaperKind.NOTICE_OF_REFERRAL))


def test_the_built_in_templates_are_the_same_bytes_every_time():
    for kind in PaperKind:
        assert paper_word.built_in(kind) == paper_word.built_in(kind)


def test_a_paper_that_was_given_goes_among_the_exhibits_under_its_reference(made):
    row = paper(made, PaperKind.NOTICE_OF_REFERRAL)
    with pytest.raises(Refused, match="Only a paper that was given"):
        papers.put_among_exhibits(paper=row, by=by(made, "proceedings"), title="Notice of referral")
    serve(made, row)
    exhibit = papers.put_among_exhibits(paper=row, by=by(made, "proceedings"), title="Notice of referral")
    assert (exhibit.reference, exhibit.sha256) == ("P/1", row.sha256) and Exhibit.objects.filter(pk=exhibit.pk).exists()


def test_the_doctor_notices_a_paper_that_was_altered_past_the_program(made):
    row = paper(made, PaperKind.NOTICE_OF_REFERRAL)
    assert list(papers_hold(made.today)) == []
    triggers.take_away(connection)
    Paper.objects.filter(pk=row.pk).update(dated=date(2020, 1, 1))
    assert ["was altered after it was recorded" in sentence for sentence in papers_hold(made.today)] == [True]


def test_nobody_makes_a_paper_who_may_not_record_steps(made):
    case = made.case
    with pytest.raises(Refused):
        papers.make(
            case=case, kind=PaperKind.NOTICE_OF_REFERRAL, officer=PC, answers={}, on=made.today, force=FORCE, by=by(made, "overseer")
        )  # fmt: skip
