"""The page on which a column is put right: what it shows, what it refuses, what is read then, and that it is remembered."""

import io
import re
from html import unescape

import pytest

from custodiet.casework import facts_kept, verify
from custodiet.casework.actions import readings
from custodiet.casework.models import Layout, Reading, ReadingState
from custodiet.detection.engine import Engine
from custodiet.evidence.mapping import NONE
from custodiet.web import command_reproduce
from tests.casework.conftest import staff
from tests.casework.made_exhibits import bring, entered, read, world
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db

BILL = b"""Date,Time,From,Number,B number,Type
22/11/2021,21:03:10,07700900471,07700900111,07700900123,SMS
23/11/2021,10:00:00,07700900471,07700900111,07700900123,SMS
"""
NUMBER, B_NUMBER = "column-0-3", "column-0-4"


@pytest.fixture
def there(db, tmp_path, settings, monkeypatch):
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    return world(staff())


def address(there, exhibit, rest=""):
    return f"/case/{there.case.reference}/exhibits/{exhibit.pk}/{rest}"


def page_of(there, exhibit, rest=""):
    return browser_of(there.by, there.case).get(address(there, exhibit, rest)).content.decode()


def words(page):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def as_shown(there, exhibit):
    """What the form holds as it is shown."""
    page = page_of(there, exhibit, "columns/")
    chosen = re.findall(r'<select[^>]*name="(column-[\d-]+)".*?</select>', page, re.DOTALL)
    selects = dict(zip(chosen, re.findall(r'<select[^>]*name="column-[\d-]+".*?</select>', page, re.DOTALL), strict=True))
    given = {name: (re.findall(r'value="([^"]*)"\s+selected', select) or [""])[0] for name, select in selects.items()}
    return given | {"header": re.findall(r'name="header"[^>]*value="([^"]*)"', page)[0]}


def put_right(there, exhibit, by=None, **changed):
    given = as_shown(there, exhibit) | changed
    answer = browser_of(by or there.by, there.case).post(address(there, exhibit, "columns/"), given, follow=True)
    for waiting in Reading.objects.filter(state=ReadingState.WAITING.value):
        readings.perform(waiting)
    return words(answer.content.decode())


def others(there):
    """The other numbers of the rows that are read in the case, in order."""
    with facts_kept.opened(there.case) as folder, Engine(folder) as engine:
        return sorted(row["other_e164"] for row in engine.rows("SELECT other_e164 FROM comms"))


def test_the_page_shows_how_each_column_was_understood_also_where_nothing_was_asked(there):
    made = bring(there, BILL)
    done = read(there, made)
    assert not done.report["questions"]
    page = words(page_of(there, made))
    assert "Its headers: line 1." in page and "B number" in page and "Not used" in page and "The other number" in page
    assert "Put a column right" in page
    assert "Which row holds the headers? (optional)" in (form := words(page_of(there, made, "columns/"))) and form.count("(optional)") == 1


def test_a_column_that_is_put_right_has_the_file_read_again_and_the_former_reading_counts_no_longer_and_stays(there):
    made = bring(there, BILL)
    first = read(there, made)
    assert set(others(there)) == {"+447700900111"}
    put_right(there, made, **{NUMBER: NONE, B_NUMBER: "called"})
    assert others(there) == ["+447700900123", "+447700900123"]
    first.refresh_from_db()
    assert (first.state, first.rows_read) == ("read", 2)
    page = words(page_of(there, made))
    assert "Put right by" in page and "as a person said" in page and "Earlier readings" in page


def test_the_custody_says_what_was_derived_with_which_columns_and_verify_finds_all_as_recorded(there):
    made = bring(there, BILL)
    read(there, made)
    put_right(there, made, **{NUMBER: NONE, B_NUMBER: "called"})
    acts = [(row.act, row.why) for row in made.custody.all()]
    assert [act for act, _why in acts] == ["received", "opened", "opened", "derived"]
    assert "the other number: “B number”" in acts[-1][1]
    assert entered(there.case, "layout ")[0]["fields"] == ["called"]
    out = io.StringIO()
    assert verify.examine(out, [there.case]) == 0, out.getvalue()


def test_the_next_file_with_the_same_headers_is_read_as_it_was_put_right_and_its_page_says_from_where(there):
    made = bring(there, BILL)
    read(there, made)
    put_right(there, made, **{NUMBER: NONE, B_NUMBER: "called"})
    second = bring(there, BILL.replace(b"2021", b"2022"), "bill-2.csv")
    read(there, second)
    page = words(page_of(there, second))
    assert f"remembered from {made.reference}" in page and there.by.full_name in page
    assert others(there) == ["+447700900123"] * 4
    other_headers = bring(there, BILL.replace(b"Type", b"Kind").replace(b"2021", b"2020"), "bill-3.csv")
    assert "remembered from" not in words(page_of(there, other_headers)) and read(there, other_headers).report["remembered"] == {}


def test_what_was_remembered_is_put_right_too_and_the_latest_counts(there):
    made, second = bring(there, BILL), bring(there, BILL.replace(b"2021", b"2022"), "bill-2.csv")
    read(there, made)
    put_right(there, made, **{NUMBER: NONE, B_NUMBER: "called"})
    read(there, second)
    put_right(there, second, **{NUMBER: "called", B_NUMBER: NONE})
    assert others(there) == ["+447700900111"] * 2 + ["+447700900123"] * 2
    assert [row.columns for row in Layout.objects.order_by("pk")] == [{"called": "B number"}, {"called": "Number"}]
    third = read(there, bring(there, BILL.replace(b"2021", b"2023"), "bill-3.csv"))
    assert list(third.report["remembered"].values()) == [Layout.objects.latest("pk").pk]


def test_who_may_not_see_the_other_case_is_not_told_from_which_exhibit_it_is_remembered(there):
    made = bring(there, BILL)
    read(there, made)
    put_right(there, made, **{NUMBER: NONE, B_NUMBER: "called"})
    elsewhere = world(staff())
    second = bring(elsewhere, BILL.replace(b"2021", b"2022"))
    read(elsewhere, second)
    page = words(page_of(elsewhere, second))
    assert "remembered from an exhibit of another case" in page
    assert f"remembered from {made.reference}" not in page


def test_two_columns_cannot_mean_the_same_and_nothing_changed_is_said(there):
    made = bring(there, BILL)
    read(there, made)
    assert "“Number” and “B number” are both said to be the other number" in put_right(there, made, **{B_NUMBER: "called"})
    assert "Nothing was changed" in put_right(there, made)
    assert made.readings.count() == 1


def test_which_row_holds_the_headers_can_be_put_right(there):
    two = b"Date,Time,From,Number,Note,Type\n" + BILL
    made = bring(there, two)
    assert read(there, made).rows_refused > 0
    put_right(there, made, header="line 2")
    done = made.readings.latest("pk")
    assert done.answers["header"] == "line 2" and done.rows_read == 2
    assert "Its headers: line 2." in words(page_of(there, made))


def test_an_exhibit_that_is_no_table_says_so_in_place_of_the_form(there):
    made = bring(there, b"nothing that anybody would know\n", "note.bin")
    assert "No columns were read from this exhibit" in words(page_of(there, made, "columns/"))


def test_a_reading_that_was_remembered_is_made_again_the_same_after_the_memory_has_changed(there):
    made, second = bring(there, BILL), bring(there, BILL.replace(b"2021", b"2022"), "bill-2.csv")
    read(there, made)
    put_right(there, made, **{NUMBER: NONE, B_NUMBER: "called"})
    done = read(there, second)
    put_right(there, made, **{NUMBER: "called", B_NUMBER: NONE})
    assert command_reproduce.read_again(second, done) == {table: kept["sha256"] for table, kept in done.facts.items()}
