"""What is written after a hearing: the chair's report, the letter to whoever complained, the reports to the two lists."""

import io
import zipfile
from copy import deepcopy
from datetime import date, timedelta

import pytest
from docx import Document
from pypdf import PdfReader

from custodiet.casework import apology, paper_word
from custodiet.casework.access import Refused
from custodiet.casework.actions import papers, responses, take_step
from custodiet.casework.actions.edited_papers import take_edited
from custodiet.casework.kept import bytes_of
from custodiet.casework.models import Involvement, Paper, Part, Person, SafeContact
from custodiet.casework.paper_filling import Filling
from custodiet.casework.paper_letter import outcome_letter
from custodiet.casework.paper_pdf import as_pdf
from custodiet.casework.paper_queries import points_of
from custodiet.casework.vault import Stored
from custodiet.law.calendar import Service
from custodiet.law.position import position
from custodiet.law.steps import History
from custodiet.law.steps.opening import AllegationMade, ComplaintMade, HandlingConcluded, Recorded, SubjectIdentified
from custodiet.law.steps.outcome import Found
from custodiet.law.vocabulary import Office, PaperKind, ResponsePart, Severity, Stance, StandardOfProfessionalBehaviour
from tests.casework.made_papers import story_one
from tests.casework.pdf_ua import faults
from tests.standing import once_a_module

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PC, FORCE = "officer-1", "Wessex Vale Constabulary"
LETTER = {"follows": "Every officer is told again what a call for help is.", "contact": "Bronwen Ashdown, 07700 900123, weekdays"}
SORRY = "An officer whom you called for help used it to reach you. That was wrong, and we are sorry for it."
ASKED = {
    PaperKind.CHAIRS_REPORT: {"appeal": "To a police appeals tribunal"},
    PaperKind.OUTCOME_LETTER: LETTER,
    PaperKind.BARRED_LIST_REPORT: {"reported_before": "Yes"},
    PaperKind.ADVISORY_LIST_REPORT: {},
}


standing = once_a_module(lambda: story_one("outcome"))


@pytest.fixture
def made(standing, shelf, settings):
    settings.POLICY = {"force": {"name": FORCE}}
    return deepcopy(standing)


def paper(made, kind, about=PC, **answers):
    by = made.users["authority"]
    return papers.make(case=made.case, kind=kind, officer=about, answers=ASKED[kind] | answers, on=made.today, force=FORCE, by=by)


def letter(made, **answers):
    return paper(made, PaperKind.OUTCOME_LETTER, "complainant", **answers)


def bytes_in(row):
    return bytes_of(row.case, Stored(row.address, row.sha256, row.size))


def words(row):
    return "\n".join(str(text) for _kind, text in paper_word.blocks(bytes_in(row)))


def serve(made, row, how=Service.IN_PERSON):
    by = made.users["authority"]
    return papers.serve(paper=row, how=how, sent_on=made.today, given_by="Bronwen Ashdown", by=by, today=made.today)


def edited(row, *more):
    document = Document(io.BytesIO(bytes_in(row)))
    for text in more:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data, name, content):
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr(name, content)
    return out.getvalue()


def test_the_report_is_drafted_from_what_was_recorded_edited_in_word_and_frozen_when_it_is_given(made):
    by = made.users["authority"]
    common = {"case": made.case, "on": made.today, "by": by, "today": made.today}
    responses.answer(allegation="allegation-1", stance=Stance.DENIES, account="It was welfare", **common)
    responses.say(officer=PC, part=ResponsePart.MITIGATION, allegation="allegation-1", text="Long service", **common)
    first = paper(made, PaperKind.CHAIRS_REPORT)
    text = words(first)
    for said in (
        "The officer's answer: denies. It was welfare. Long service.",
        "The officer's answer: not answered.",
        "On the balance of probabilities.",
        "Culpability: High: the officer chose",
        "What mitigates: Nothing of the conduct itself",
        "To protect the public",
        "legally qualified chair",
        "Would have been dismissed, on 18 December 2023",
        "Nothing less than dismissal would meet that purpose",
        "was not present",
        "this is not published: name of the officer, complainant",
    ):
        assert said in text, said
    second = take_edited(paper=first, data=edited(first, "The panel thanks the complainant."), on=made.today, by=by)
    assert (second.reference, second.version, second.template) == ("P/2", 2, "edited in Word")
    assert "thanks the complainant" in words(second) and "thanks" not in words(first)
    with pytest.raises(Refused, match="newer version, P/2"):
        take_edited(paper=first, data=edited(first), on=made.today, by=by)
    with pytest.raises(Refused, match="unanimous or by a majority"):
        take_edited(paper=second, data=edited(second, "One of the panel did not agree."), on=made.today, by=by)
    serve(made, second)
    with pytest.raises(Refused, match="frozen since"):
        take_edited(paper=second, data=edited(second, "Later"), on=made.today, by=by)
    assert Paper.objects.count() == 2


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda data: b"not a Word file", "no Word file"),
        (lambda data: with_part(data, "word/comments.xml", "<w:comments/>"), "comments"),
        (lambda data: with_part(data, "word/vbaProject.bin", "x"), "does not need"),
        (lambda data: with_part(data, "word/more.xml", '<w:ins w:id="1"/>'), "tracked changes"),
        (lambda data: with_part(data, "word/more.xml", "<w:vanish/>"), "hidden text"),
        (lambda data: with_part(data, "word/_rels/more.xml.rels", '<Relationship TargetMode="External"/>'), "fetched from elsewhere"),
        (lambda data: with_part(data, "word/more.xml", "<!DOCTYPE x>"), "definition"),
        (lambda data: data + b" " * 6_000_000, "million bytes"),
    ],
)
def test_a_word_file_that_hides_something_is_not_taken(spoil, said):
    from custodiet.casework.paper_edited import checked

    document, out = Document(), io.BytesIO()
    document.add_paragraph("The report")
    document.save(out)
    assert checked(out.getvalue()) == out.getvalue()
    with pytest.raises(Refused, match=said):
        checked(spoil(out.getvalue()))


def test_only_the_chairs_report_is_edited_by_hand(made):
    row = letter(made)
    with pytest.raises(Refused, match="Only the chair's report"):
        take_edited(paper=row, data=edited(row), on=made.today, by=made.users["authority"])


def test_the_letter_answers_every_allegation_in_plain_words_and_says_why_there_is_no_review(made):
    text = words(letter(made, apology=SORRY))
    for said in (
        "Ms ", "1. Pursued an improper relationship", "serious enough to justify dismissal", "Why: No policing purpose for either look-up",
        "The officer had left the police. It was decided that they would have been dismissed.", "may not work for any police force", SORRY,
        "the IOPC, and not the police, led the investigation", LETTER["follows"], LETTER["contact"],
    ):  # fmt: skip
        assert said in text, said
    for left_out in ("Holloway", "4471", made.case.reference, "CR20", "regulation", "allegation-1", "PC X"):
        assert left_out not in text, left_out


def test_nothing_around_the_letter_tells_what_it_is_about(made):
    row = letter(made)
    core = Document(io.BytesIO(bytes_in(row))).core_properties
    assert (core.title, core.author, core.last_modified_by, core.subject, core.comments) == ("Letter", "", "", "", "")
    first_lines = words(row).splitlines()[:3]
    assert first_lines[0] == "Letter"
    for tells in ("police", "force", "constabulary", "officer", "complaint"):
        assert tells not in " ".join(first_lines).lower()
    pdf = PdfReader(io.BytesIO(as_pdf(paper=row, by=made.users["authority"], purpose="Printing")))
    assert pdf.metadata.title == "Letter" and not pdf.metadata.author


def test_the_letter_is_refused_while_an_allegation_lacks_its_decision_or_its_reason(made):
    found = made.case.steps.get(kind="Found", about="allegation-2")
    take_step(
        case=made.case, step=None, by=made.users["chair"], office=Office.CHAIR, today=made.today, token="strike", version=None,
        strikes=found, why="It was entered for the wrong allegation",
    )  # fmt: skip
    with pytest.raises(Refused, match="the record has none for allegation 2"):
        letter(made)
    assert not Paper.objects.exists()


def test_a_letter_whose_reasons_name_somebody_who_is_protected_is_not_made(made):
    wrong = made.case.steps.get(kind="Found", about="allegation-3")
    step = Found(
        on=date(2023, 12, 18), about="allegation-3", level=Severity.GROSS_MISCONDUCT, reason="Constable Gareth Holloway deleted them",
        breaches=(StandardOfProfessionalBehaviour.HONESTY_AND_INTEGRITY,),
    )  # fmt: skip
    take_step(
        case=made.case, step=step, by=made.users["chair"], office=Office.CHAIR, today=made.today, token="anew", version=None,
        strikes=wrong, why="The reason was too short",
    )  # fmt: skip
    assert "Gareth Holloway deleted" in words(paper(made, PaperKind.CHAIRS_REPORT))  # so it would stand in the letter
    with pytest.raises(Refused, match=r"somebody who is protected .by the chair’s direction, CR20 39"):
        letter(made)
    with pytest.raises(Refused, match="somebody who is protected"):
        letter(made, follows="PC 4471 is told of it")
    assert Paper.objects.count() == 1


def test_the_letter_goes_only_where_it_was_said_to_be_safe_and_only_while_that_is_fresh(made):
    row = letter(made)
    with pytest.raises(Refused, match="safe to write by e-mail"):
        serve(made, row, Service.EMAIL)
    contact = SafeContact.objects.get(person=made.case.involvements.get(key="complainant").person)
    contact.safe_to_email, contact.review_on = True, made.today - timedelta(days=1)
    contact.save()
    with pytest.raises(Refused, match="to be looked at again"):
        serve(made, row, Service.EMAIL)
    assert serve(made, row).counts_on == made.today  # in person it may always be given


@pytest.mark.parametrize(
    ("told", "faulty"),
    [
        (SORRY, False),
        ("", False),
        ("We are sorry if you were upset by the contact of the officer.", True),
        ("We are sorry that you felt let down by the way we worked then.", True),
        ("We apologise for any distress caused by the officer in this matter.", True),
        ("Sorry.", True),
    ],
)
def test_an_apology_names_what_was_wrong_and_takes_nothing_back(told, faulty):
    assert bool(list(apology.faults(told))) is faulty


def filling(case, on, *steps, role=Part.COMPLAINANT, **answers):
    """A complaint that was handled without an investigation, and what a letter on that day is filled with."""
    history = History(
        [
            ComplaintMade(on=date(2021, 2, 1)),
            SubjectIdentified(on=date(2021, 2, 1), about=PC),
            AllegationMade(
                on=date(2021, 2, 1), about="allegation-1", officer=PC, conduct="Was rude at the door", justifies_discipline=False
            ),
            Recorded(on=date(2021, 2, 2)),
            *steps,
        ]
    )
    person = Involvement(person=Person(name="Nadia Harcourt", title="Ms"), key="complainant", role=role.value, alias="Ms A")
    given, seen = LETTER | answers, position(history, on)
    return Filling(case, PaperKind.OUTCOME_LETTER, "complainant", on, history, seen, person, given, FORCE)


CONCLUDED = HandlingConcluded(on=date(2021, 3, 29), service_acceptable=False, reason="The body-worn video shows it")


def test_the_letter_names_the_body_of_the_review_and_the_last_day_from_the_first_of_april_to_the_twenty_ninth(case):
    told = outcome_letter(filling(case, date(2021, 4, 1), CONCLUDED, review_how="01632 960000"))
    assert told["review"]["open"] and "Police and Crime Commissioner" in told["review"]["words"]
    assert "by 29 April 2021" in told["review"]["words"]
    assert told["answers"][0]["decision"] == "We found that the service you were given was not acceptable."


def test_a_letter_without_the_way_to_the_review_body_is_refused(case):
    with pytest.raises(Refused, match="how to ask for a review"):
        outcome_letter(filling(case, date(2021, 4, 1), CONCLUDED))


def test_somebody_who_did_not_complain_is_told_that_only_the_complainant_can_ask(case):
    told = outcome_letter(filling(case, date(2021, 4, 1), CONCLUDED, role=Part.INTERESTED))
    assert "only the person who complained" in told["review"]["words"]


def test_the_reports_to_the_two_lists_say_what_bl17_asks_for(made):
    with pytest.raises(Refused, match="date of birth"):
        paper(made, PaperKind.ADVISORY_LIST_REPORT)
    person = made.case.involvements.get(key=PC, role="officer concerned").person
    person.born_on = date(1990, 5, 4)
    person.save()
    advisory = words(paper(made, PaperKind.ADVISORY_LIST_REPORT))
    for said in ("Gareth Holloway", "4 May 1990", "How the person left: resigned", "between 15 March 2022 and 30 July 2023", "BL17 12(1)"):
        assert said in advisory, said
    barred = words(paper(made, PaperKind.BARRED_LIST_REPORT, exemptions="A trial is to come in Wessex"))
    for said in ("Would have been dismissed", "not from this case", "A trial is to come", "How the person left: resigned"):
        assert said in barred, said


def test_a_response_says_more_than_yes_and_no_and_the_latest_words_count(made):
    common = {"case": made.case, "officer": PC, "on": made.today, "by": made.users["authority"], "today": made.today}
    responses.say(part=ResponsePart.WITNESSES, text="Sgt Penhallow: what was said in the van", **common)
    responses.say(part=ResponsePart.LAW, text="The notice came late", **common)
    responses.say(part=ResponsePart.LAW, text="", **common)
    assert [(point.part, point.text) for point in points_of(made.case, {})] == [
        (ResponsePart.WITNESSES, "Sgt Penhallow: what was said in the van")
    ]
    assert made.case.response_points.count() == 3
    with pytest.raises(Refused, match="goes with the allegation"):
        responses.say(part=ResponsePart.MITIGATION, text="x", **common)
    with pytest.raises(Refused, match="of an officer of this case"):
        responses.say(part=ResponsePart.LAW, text="x", **common | {"officer": "complainant"})
    with pytest.raises(Refused, match="future"):
        responses.say(part=ResponsePart.LAW, text="x", **common | {"on": made.today + timedelta(days=1)})


@pytest.mark.parametrize("kind", [PaperKind.CHAIRS_REPORT, PaperKind.OUTCOME_LETTER])
def test_the_pdf_of_a_paper_says_what_the_word_file_says_is_tagged_and_is_the_same_bytes_again(made, kind):
    row = paper(made, kind, PC if kind is PaperKind.CHAIRS_REPORT else "complainant")
    first = as_pdf(paper=row, by=made.users["authority"], purpose="Printing")
    assert first == as_pdf(paper=row, by=made.users["authority"], purpose="Printing")
    reader = PdfReader(io.BytesIO(first))
    assert list(faults(reader)) == []
    shown = "".join("".join(page.extract_text() for page in reader.pages).split())
    for _kind, text in paper_word.blocks(bytes_in(row)):
        assert "".join(str(text).split()) in shown or len(str(text)) > 300, text
