"""The pages that bring in the cases of another system: guessed, put right, tried, brought in, and their files destroyed."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from custodiet.casework import import_work, vault
from custodiet.casework.access import Refused
from custodiet.casework.actions import case_imports as verbs
from custodiet.casework.models import Case, CaseImport, CaseStep, LedgerBody, OfficerProfile, Person, Role
from custodiet.web.staff import imports
from tests.casework.conftest import user
from tests.casework.extract import FILES, TODAY
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(db, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    monkeypatch.setattr(imports, "today", lambda: TODAY)
    return user(Role.HEAD)


@pytest.fixture
def browser(head):
    return browser_of(head)


def words(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def upload(browser, files=None, source="Ledgerline"):
    """Send the files; the page at the end."""
    given = [SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode()) for name, data in (files or FILES).items()]
    return browser.post("/imports/", {"source": source, "files": given}, follow=True)


def latest():
    return CaseImport.objects.order_by("pk").last()


def put_right(browser, row, **other):
    """Send the form of the columns as it stands, some of it otherwise."""
    page = browser.get(f"/imports/{row.pk}/").context["mapping"]
    given = {"act": "mapping", **{field.name: field.value() or "" for field in page if "between" not in field.name}}
    return browser.post(f"/imports/{row.pk}/", {**given, **other}, follow=True)


def bring(browser, row, digest=None):
    given = {"act": "bring", "sure": "on", "digest": digest or import_work.digest_of(CaseImport.objects.get(pk=row.pk))}
    return browser.post(f"/imports/{row.pk}/", given, follow=True)


def counts(response):
    """Of each table: rows in the file, taken, refused, doubtful."""
    return {str(first["text"]): [int(cell["text"]) for cell in rest] for first, *rest in response.context["counts"]}


def test_the_columns_are_guessed_and_every_row_has_its_fate_before_anything_is_on_record(browser):
    page = upload(browser)
    assert {name: of[0] for name, of in counts(page).items()} == {
        "Cases": 11, "People": 9, "Allegations": 6, "Outcomes": 4,
    }  # fmt: skip
    assert all(of[0] == sum(of[1:]) for of in counts(page).values())
    assert "CO/5/19 stands in rows 6 and 7, which say different things of it" in words(page)
    assert "Cases: not taken are the columns Flag." in words(page)
    assert Case.objects.count() == 0


def test_a_person_puts_it_right_and_what_was_doubtful_is_taken(browser):
    upload(browser)
    before = counts(browser.get(f"/imports/{latest().pk}/"))
    assert "The rank “Det Sgt” is not known" in words(browser.get(f"/imports/{latest().pk}/"))
    page = put_right(
        browser, latest(), kinds="Conduct = conduct matter", ranks="Det Sgt = sergeant", outcome_words="FWW = final written warning"
    )
    assert counts(page)["People"][1] > before["People"][1] and counts(page)["Outcomes"][1] > before["Outcomes"][1]
    assert "The rank “Det Sgt” is not known" not in words(page)
    assert [body.value["said"]["ranks"] for body in LedgerBody.objects.all() if "said" in body.value] == [{"Det Sgt": "sergeant"}]


def test_words_without_a_meaning_and_half_of_two_days_are_refused(browser):
    upload(browser)
    page = put_right(browser, latest(), ranks="Det Sgt", between_first_0="1", between_first_1="2", between_first_2="2019")
    assert "“Det Sgt” does not say what it means" in words(page)
    assert "ranks" not in latest().said


def test_a_table_given_another_file_begins_with_what_its_headers_suggest(browser):
    upload(browser)
    said = put_right(browser, latest(), **{"people-file": "allegations.csv"}) and latest().said
    assert said["people"] == {"file": "allegations.csv", "case": "Case Ref", "subject": "Subject Ref"}
    page = put_right(browser, latest(), **{"cases-reference": ""})
    assert "[cases] does not say in which column reference is" in words(page) and "Bring the cases in" not in words(page)


def test_the_cases_come_in_once_and_the_ledger_says_so(browser, head):
    upload(browser)
    put_right(browser, latest(), kinds="Conduct = conduct matter", ranks="Det Sgt = sergeant")
    page = bring(browser, latest())
    assert "All cases are in" in words(page)
    cases, steps = Case.objects.count(), CaseStep.objects.count()
    assert cases == len(import_work.looked(latest(), TODAY).plan.cases) > 1
    entry = next(body.value for body in LedgerBody.objects.order_by("-pk") if body.value["object_ref"] == "import of cases")
    assert (entry["actor"], entry["ended"], entry["steps"]) == (head.pk, True, {"new": latest().done["new"]})
    upload(browser)
    bring(browser, latest())
    assert (Case.objects.count(), CaseStep.objects.count()) == (cases, steps)
    assert latest().done == {"as before": steps}


def test_two_tabs_and_a_press_cut_short_bring_each_case_in_once(browser, head):
    upload(browser)
    row, digest = latest(), import_work.digest_of(latest())
    begun = verbs.bring_some(row=row, digest=digest, force="A force", by=head, today=TODAY, seconds=-1)
    assert (begun.reached, begun.whole, Case.objects.count()) == (1, False, 1)
    assert "Begun: more cases wait" in words(browser.get("/imports/"))
    assert "1 case is in, and more wait" in words(browser.get(f"/imports/{latest().pk}/"))
    verbs.bring_some(row=row, digest=digest, force="A force", by=head, today=TODAY, seconds=-1)  # the other tab, with the row as it was
    done = verbs.bring_some(row=row, digest=digest, force="A force", by=head, today=TODAY)
    assert done.whole and Case.objects.count() == done.reached == len(import_work.looked(done, TODAY).plan.cases)
    again = verbs.bring_some(row=row, digest=digest, force="A force", by=head, today=TODAY)
    assert again.done == done.done


def test_what_lay_ahead_when_the_files_came_lies_ahead_until_the_import_is_ended(browser):
    upload(browser)
    CaseImport.objects.update(recorded_at=datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC))
    then, later = import_work.looked(latest(), TODAY), import_work.looked(latest(), date(2029, 6, 1))
    assert list(then.plan.cases) == list(later.plan.cases) and then.counts == later.counts
    assert any("2029" in each.why for each in later.verdicts)


def test_a_header_with_a_line_break_comes_back_from_a_browser_and_is_known(browser):
    upload(browser, {"cases.csv": '"Case\nRef",Case Type,Date Received\n1,Complaint,05/03/2019\n'})
    page = put_right(browser, latest(), **{"cases-reference": "Case\r\nRef", "cases-result": "Case Type"})
    assert latest().said["cases"]["reference"] == "Case\nRef" and latest().said["cases"]["result"] == "Case Type"
    assert counts(page) == {"Cases": [1, 1, 0, 0]}


def test_files_that_cannot_be_opened_any_more_are_told_of_and_no_page_breaks(browser):
    upload(browser)
    digest = import_work.digest_of(latest())
    vault.store().destroy_key(latest().compartment)
    page = bring(browser, latest(), digest)
    assert page.status_code == 200 and "End the import" in words(page) and Case.objects.count() == 0
    answer = browser.post(f"/imports/{latest().pk}/report/")
    assert answer["Location"] == f"/imports/{latest().pk}/"


def test_what_was_read_is_what_is_brought_in(browser, head):
    upload(browser)
    digest = import_work.digest_of(latest())
    put_right(browser, latest(), ranks="Det Sgt = sergeant")
    assert "has changed since the page was opened" in words(bring(browser, latest(), digest))
    assert Case.objects.count() == 0


def test_the_same_headers_are_remembered_whatever_the_files_are_called(browser, head):
    upload(browser)
    put_right(browser, latest(), ranks="Det Sgt = sergeant")
    page = upload(browser, {f"2026-{name}": text for name, text in FILES.items()})
    assert latest().said["ranks"] == {"Det Sgt": "sergeant"} and latest().said["people"]["file"] == "2026-people.csv"
    assert f"remembered from import {latest().pk - 1} of {head.full_name}" in words(page)
    page = upload(browser, source="Ledger Line")
    assert "were then said to be of “Ledgerline”" in words(page) and "every case comes in a second time" in words(page)


def test_the_report_has_every_row_and_no_formula(browser):
    upload(browser, FILES | {"people.csv": FILES["people.csv"] + '=1+1,S19,Subject,=HYPERLINK("x"),PC,4420,\n'})
    made = browser.post(f"/imports/{latest().pk}/report/").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(made)))
    assert len(rows) == 31
    assert {row["why"] for row in rows if row["file"] == "people.csv" and row["row"] == "11"} == {
        "The cell under “Case Ref” is a formula, and what it shows is not in the file. Have the extract written with values."
    }
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"cases.csv": b""}, "cases.csv is empty"),
        ({"cases.csv": ",".join(map(str, range(1001))) + "\n1\n"}, "has no line of headers to choose from"),
        ({"cases.csv": "a," + "b" * 501 + "\n1,2\n"}, "has no line of headers to choose from"),
        ({"cases.csv": FILES["cases.csv"].splitlines()[0]}, "has headers and no row under them"),
        ({"cases.csv": FILES["cases.csv"].encode("utf-16")}, "is written in UTF-16"),
        ({"cases.csv": b"PK\x03\x04" + b"x" * 40}, "is a workbook or an archive, and no CSV"),
        ({"cases.csv": b"a,b\n\0,1\n"}, "is no text, so no CSV"),
        ({"cases.csv": 'a,b\n"x"y,1\n'}, "is no CSV file"),
        ({"cases.csv": "a,b\n1," + "x" * 2_000_000 + "\n"}, "is no CSV file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_and_nothing_of_it_is_kept(browser, files, said):
    page = upload(browser, {**FILES, **files})
    assert said in words(page) and not CaseImport.objects.exists()
    assert list(vault.store().addresses()) == []


def test_too_much_for_a_page_and_two_files_of_one_name_are_refused(browser, head, monkeypatch):
    with pytest.raises(Refused, match="Two files are called"):
        verbs.receive(source="Ledgerline", files=[("a.csv", b"a\n1\n"), ("a.csv", b"b\n1\n")], by=head)
    monkeypatch.setattr(verbs, "MOST_BYTES", 100)
    assert "more than a page takes" in words(upload(browser)) and not CaseImport.objects.exists()
    with pytest.raises(Refused, match="more than a page takes"):
        verbs.receive(source="Ledgerline", files=[("a.csv", b"a" * 101)], by=head)


def test_headers_that_nobody_knows_are_put_right_by_hand(browser):
    page = upload(browser, {"odd.csv": "Nr,Was,Wann\n1,Complaint,05/03/2019\n"})
    assert "The mapping names no table" in words(page)
    put_right(browser, latest(), **{"cases-file": "odd.csv"})
    page = put_right(browser, latest(), **{"cases-reference": "Nr", "cases-kind": "Was", "cases-received_on": "Wann"})
    assert counts(page) == {"Cases": [1, 1, 0, 0]}


def test_an_ended_import_holds_no_file_and_takes_nothing_more(browser, head, django_capture_on_commit_callbacks):
    upload(browser)
    row = latest()
    assert import_work.opened(row)["people.csv"].startswith(b"Case Ref")
    with django_capture_on_commit_callbacks(execute=True):
        page = browser.post(f"/imports/{row.pk}/", {"act": "end", "sure_to_end": "on"}, follow=True)
    assert "The import is ended and its files are destroyed" in words(page)
    assert list(vault.store().addresses()) == [] and not vault.has_words(row.compartment)
    with pytest.raises(Refused, match="This import was ended"):
        verbs.say(row=row, said={}, by=head)


def test_nobody_else_brings_cases_in(browser):
    upload(browser)
    other = browser_of(user(Role.APPROPRIATE_AUTHORITY))
    assert other.get("/imports/").status_code == other.get(f"/imports/{latest().pk}/").status_code == 404
    with pytest.raises(Refused, match="The head of department does"):
        verbs.end(row=latest(), by=user(Role.INVESTIGATOR))


def test_an_import_that_nobody_ends_is_on_the_head_s_list_after_a_fortnight_with_who_began_it(browser, head):
    upload(browser)
    other = browser_of(user(Role.HEAD))
    began = f"{head.full_name} began to bring in the cases of Ledgerline"
    for days, told in ((13, False), (15, True)):
        CaseImport.objects.update(recorded_at=timezone.now() - timedelta(days=days))
        assert [began in words(each.get(page)) for each in (browser, other) for page in ("/", "/imports/")] == [told] * 4
    assert began not in words(browser_of(user(Role.APPROPRIATE_AUTHORITY)).get("/"))
    browser.post(f"/imports/{latest().pk}/", {"act": "end", "sure_to_end": "on"})
    assert began not in words(browser.get("/"))


def test_a_doubt_is_written_once_however_many_cases_come_in_after_it(browser, head):
    """A list that is written anew with every case would be written some millions of times over for an extract of a thousand doubts."""
    names = "\n".join(f"{n},S{n},Subject,Person {n},PC,{5000 + n}" for n in range(30))
    cases = "\n".join(f"{n},Complaint,05/03/2019" for n in range(30))
    upload(browser, {"cases.csv": f"Case Ref,Case Type,Date Received\n{cases}\n", "people.csv": f"{PEOPLE}\n{names}\n"})
    bring(browser, latest())
    upload(
        browser,
        {"cases.csv": f"Case Ref,Case Type,Date Received\n{cases}\n", "people.csv": f"{PEOPLE}\n{names.replace('Person', 'Other')}\n"},
    )
    written = []
    with CaptureQueriesContext(connection) as asked:
        bring(browser, latest())
    for each in asked.captured_queries:
        if each["sql"].startswith(('INSERT INTO "casework_importdoubt"', 'UPDATE "casework_caseimport"')):
            written.append(each["sql"].count("on record here under another name"))
    assert latest().told.count() == sum(written) == 30


PEOPLE = "Case Ref,Subject Ref,Role,Name,Rank,Collar Number"


def test_rows_of_a_case_that_names_the_reader_are_neither_shown_nor_counted(browser, head):
    upload(browser)
    for number, name in (("4416", "Anybody"), ("1", "Edith Farrowby"), ("1", "FARROWBY  Edith")):
        OfficerProfile.objects.all().delete()
        head.person = Person.objects.create(name=name)
        head.save()
        OfficerProfile.objects.create(person=head.person, force="A force", collar_number=number, rank="constable")
        page = browser.get(f"/imports/{latest().pk}/")
        report = browser.post(f"/imports/{latest().pk}/report/").content.decode()
        for text in (words(page), report):
            assert "Edith Farrowby" not in text and "cases.csv, 11" not in text
        assert counts(page)["Cases"] == [9, *counts(page)["Cases"][1:]]
        assert all(of[0] == sum(of[1:]) for of in counts(page).values())
    assert "Edith Farrowby" in words(browser_of(user(Role.HEAD)).get(f"/imports/{latest().pk}/"))
