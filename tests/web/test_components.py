"""Each component, drawn by itself."""

import pytest
from django.utils.safestring import mark_safe

from custodiet.web.clocks import clock
from tests.web import showcase
from tests.web.markup import read
from tests.web.showcase import TODAY, day, include, provision


def component(name, /, **context):
    return read(include(name, **context))


def test_a_summary_list_prints_facts_actions_and_what_is_not_known():
    page = component(
        "summary_list",
        rows=[
            {"key": "Officer", "value": "PC <X>", "actions": [{"text": "Change", "url": "/x", "about": "the officer"}]},
            {"key": "Left on", "known": False},
        ],
    )
    assert [each.text for each in page.all("dt")] == ["Officer", "Left on"]
    assert [each.text for each in page.all("dd")] == ["PC <X>", "Change the officer", "Not known"]


def test_a_banner_of_success_is_announced_at_once():
    assert component("notification_banner", text="Saved", success=True).all("div")[0].attrs["role"] == "alert"
    assert component("notification_banner", text="Closed on Friday").all("div")[0].attrs["role"] == "region"


def test_a_table_has_a_caption_heads_and_cells_of_every_kind():
    page = component(
        "table",
        caption="Calls",
        head=["Week", {"text": "Calls", "numeric": True}],
        rows=[
            [
                {"text": "1", "header": True},
                {"text": 3, "numeric": True, "tag": "Off duty", "colour": "red", "note": "all"},
            ]
        ],
    )
    assert page.one("caption").text == "Calls"
    assert [each.attrs["scope"] for each in page.all("th")] == ["col", "col", "row"]
    assert page.one("td", "govuk-table__cell--numeric").text == "3 Off duty all"
    assert page.one("div", "custodiet-scroll").attrs["tabindex"] == "0"


def test_a_table_that_becomes_cards_keeps_its_meaning_and_names_its_columns():
    page = component("table", caption="Due", head=["Case", "Due"], rows=[[{"text": "A", "header": True}, "now"]], stack=True)
    assert page.one("table").attrs["role"] == "table"
    assert page.one("td").attrs["role"] == "cell"
    assert page.one("td").one("span", "custodiet-stack__label").text == "Due"


def test_an_empty_table_says_what_is_not_there():
    assert component("table", caption="Due", head=[], rows=[], empty="Nothing is due.").text == "Nothing is due."


def test_a_list_of_pages_is_drawn_only_where_there_is_more_than_one():
    assert component("pagination", page=1, pages=1, url="?page=").all("nav") == []
    page = component("pagination", page=2, pages=3, url="?page=")
    assert [each.attrs["href"] for each in page.all("a")] == ["?page=1", "?page=1", "?page=2", "?page=3", "?page=3"]
    assert page.one("a", aria_current="page").attrs["aria-label"] == "Page 2"


def test_a_task_is_described_by_its_hint_and_its_state():
    page = component(
        "task_list",
        items=[
            {"text": "Tell her", "url": "/a", "hint": "Every 28 days", "clock": clock(day(-1), TODAY)},
            {"text": "Later", "status": "Cannot start yet"},
        ],
    )
    described = page.one("a").attrs["aria-describedby"].split()
    assert [page.by_id(each).text for each in described] == ["Every 28 days", "19 December 2023 1 day overdue"]
    assert len(page.all("a")) == 1


def test_an_option_says_who_decides_and_under_what():
    page = component(
        "option",
        option={"title": "Suspend", "url": "/s", "by": "appropriate authority", "citation": provision("CR20 11")},
    )
    assert page.one("h3").one("a").attrs["href"] == "/s"
    assert "Decided by: appropriate authority" in page.text
    assert "CR20 11" in page.text


def test_an_option_of_another_office_has_no_link_and_says_whose_it_is():
    page = component("option", option={"title": "Suspend", "url": "/s", "by": "appropriate authority", "mine": False})
    assert page.all("a") == []
    assert "(not your office)" in page.text


def test_a_refused_option_says_why_under_what_and_what_to_do():
    page = component(
        "refused",
        refused={
            "title": "Six years",
            "reason": "Two to five.",
            "by": "panel",
            "do_next": "Choose five.",
            "citation": provision("CR20 42"),
        },
    )
    assert page.one("h3").text == "Not open Six years"
    assert "Two to five. What to do: Choose five. Decided by: panel Provision: CR20 42" in page.text
    assert page.all("button") == []


def test_a_question_says_why_it_is_asked_and_where_to_answer():
    page = component("question", question={"text": "When did the officer resign?", "why": "The outcome depends on it.", "url": "/q"})
    assert page.one("a").text == "Answer this : When did the officer resign?"


def test_the_account_keeps_a_struck_step_and_says_by_whom_and_why():
    struck = {"by": "Ayesha Giles", "on": day(0), "reason": "Wrong address."}
    page = component("history", rows=[{"on": day(-9), "what": "Notice served", "by": "Ayesha Giles", "struck": struck}])
    assert page.one("s").text == "Notice served"
    assert "Struck out by Ayesha Giles: Wrong address. ( 20 December 2023 )" in page.text


def test_the_log_says_who_looked_for_what_and_what_was_shown():
    page = component("looked", rows=showcase.context()["looked"])
    assert [each.text for each in page.all("li")] == ["name", "telephone", "safe contact"]
    assert "19 December 2023 at 9:00am" in page.text
    unnamed = component("looked", rows=[{"at": day(0), "name": "A", "what": "Page"}])
    assert "None given" in unnamed.text
    assert component("looked", rows=[]).text == "Nobody has looked yet."


def test_the_head_of_a_case_says_where_it_stands_and_what_is_next():
    page = component(
        "case_heading",
        case={
            "reference": "WV/1",
            "title": "A & B",
            "stage": "Proceedings",
            "next_what": "Report",
            "next_due": clock(day(-2), TODAY),
        },
    )
    assert page.one("h1").text == "A & B"
    assert page.text == "Case WV/1 A & B Proceedings Next due: Report 18 December 2023 2 days overdue"


def test_a_timeline_and_the_small_parts_are_drawn():
    page = component("timeline", items=[{"title": "Complaint", "on": day(0), "by": "Alice Poole"}], level=2)
    assert page.one("h2").text == "Complaint"
    assert page.one("time").attrs["datetime"] == "2023-12-20"
    assert component("warning", text="Now").text == "! Warning Now"
    assert component("inset", body="x").text == "x"
    assert component("tag", text="Late", colour="red").one("strong").classes == {"govuk-tag", "govuk-tag--red"}
    assert component("back_link", url="/b").one("a").text == "Back"
    assert component("breadcrumbs", crumbs=[{"text": "Cases", "url": "/c"}]).one("li").text == "Cases"
    assert component("details", summary="How", body="So").one("summary").text == "How"
    assert component("details", summary="How", template="components/inset.html", body="So").text == "How So"
    assert component("button", text="Go", kind="warning", name="a", value="b").one("button").attrs["name"] == "a"
    side = component("side_navigation", items=[{"text": "People", "url": "/p", "current": True, "count": 1204}])
    assert side.one("a", aria_current="page").text == "People 1,204"


@pytest.mark.parametrize("name", ["inset", "details", "summary_list", "tag", "timeline"])
def test_what_people_typed_is_never_markup(name):
    typed = "<script>x</script>"
    context = {
        "body": typed,
        "summary": typed,
        "text": typed,
        "rows": [{"key": typed, "value": typed}],
        "items": [{"title": typed, "on": day(0), "body": typed}],
    }
    assert "<script>" not in include(name, **context)
    assert "<b>x</b>" in include("inset", body=mark_safe("<b>x</b>"))
