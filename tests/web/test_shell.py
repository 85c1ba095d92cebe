"""The frame of every page, the pages that say what went wrong, and each component."""

import datetime
import re
from importlib.resources import files
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from custodiet.web.clocks import clock
from tests.web import showcase
from tests.web.markup import read
from tests.web.showcase import TODAY, day, draw, include, provision

TEMPLATES = Path(str(files("custodiet.web") / "templates"))


def component(name, /, **context):
    return read(include(name, **context))


def whole(template="404.html", **context):
    return read(get_template(template).render(context))


def page_with(extends="base.html", content="", **context):
    source = f'{{% extends "{extends}" %}}{{% block content %}}{content}{{% endblock %}}'
    return read(engines["django"].from_string(source).render(context))


# --- the frame ---


def test_the_frame_draws_from_nothing_at_all():
    page = page_with()
    assert page.one("html").attrs["lang"] == "en-gb"
    assert page.one("title").text == "Custodiet – Custodiet"
    assert page.all("nav") == []


def test_the_first_thing_on_a_page_leads_to_its_content():
    page = page_with()
    assert page.all("a")[0].attrs["href"] == "#main-content"
    assert page.by_id("main-content").tag == "main"


def test_the_demonstration_says_so_on_every_page_and_nothing_else_does():
    assert "No real person" in page_with(demo=True).one("div", "custodiet-demo").text
    assert "No real person" in page_with("public_base.html", demo=True).one("div", "custodiet-demo").text
    assert "No real person" in whole("404.html", demo=True).text
    assert page_with().all("div", "custodiet-demo") == []


def test_the_header_names_the_force_the_reader_and_the_office_and_signing_out_is_a_post():
    header = read(showcase.page()).one("header")
    assert "Wessex Vale Constabulary" in header.text
    assert "Signed in as Ayesha Giles Investigator" in header.text
    assert header.one("form").attrs["method"] == "post"
    assert header.one("form").one("button").text == "Sign out"


def test_the_menu_says_where_the_reader_is():
    menu = read(showcase.page()).one("nav", aria_label="Menu")
    assert menu.one("a", aria_current="page").text == "Cases"


def test_the_title_begins_with_the_word_error_where_the_form_is_wrong():
    assert read(showcase.page(showcase.invalid_form())).one("title").text.startswith("Error: PC Gareth Pugh: position")
    assert read(showcase.page()).one("title").text == "PC Gareth Pugh: position – Custodiet – Wessex Vale Constabulary"


def test_messages_of_the_last_action_are_printed():
    class Message:
        tags = "success"

        def __str__(self):
            return "The notice is <recorded>."

    page = page_with(messages=[Message(), Message()])
    assert [each.text for each in page.all("p", "govuk-notification-banner__heading")] == [
        "The notice is <recorded>."
    ] * 2
    assert len({each.attrs["id"] for each in page.all("h2")}) == 2


def test_no_page_has_a_script_or_a_style_of_its_own():
    for page in (
        read(showcase.page()),
        page_with("public_base.html", exit_url="https://example.org"),
        whole("500.html"),
    ):
        assert [each.attrs.get("src") for each in page.all("script")] == ["/static/custodiet.js"]
        assert page.all("style") == []
        assert [
            each for each in page.walk() if any(name == "style" or name.startswith("on") for name in each.attrs)
        ] == []


def test_a_page_fetches_only_our_own_static_files():
    page = read(showcase.page())
    fetched = [each.attrs["href"] for each in page.all("link")] + [each.attrs["src"] for each in page.all("script")]
    assert all(address.startswith("/static/") for address in fetched)
    assert page.all("img") == []


def test_every_id_on_the_page_is_there_once():
    ids = [each.attrs["id"] for each in read(showcase.page(showcase.invalid_form())).walk() if each.attrs.get("id")]
    assert sorted(ids) == sorted(set(ids))


def test_everything_that_describes_or_labels_is_on_the_page():
    page = read(showcase.page(showcase.invalid_form()))
    ids = {each.attrs.get("id") for each in page.walk()}
    for attribute in ("aria-describedby", "aria-labelledby", "for", "aria-controls"):
        named = {word for each in page.walk() for word in (each.attrs.get(attribute) or "").split()}
        assert named <= ids, attribute


# --- pages for the public ---


def test_a_public_page_names_nobody_and_has_no_menu_and_no_marking():
    page = page_with("public_base.html", **showcase.context())
    assert "Ayesha Giles" not in page.text
    assert "OFFICIAL" not in page.text
    assert page.all("nav") == []


def test_a_public_page_can_be_left_fast_where_it_should_be():
    page = page_with("public_base.html", exit_url="https://example.org/weather")
    ways = page.all("a", href="https://example.org/weather")
    assert len(ways) == 2
    assert all(way.attrs["rel"] == "nofollow noreferrer" for way in ways)
    assert "Exit this page" not in page_with("public_base.html").text


def test_a_public_page_is_listed_by_search_engines_only_when_it_says_so():
    assert page_with("public_base.html").one("meta", name="robots").attrs["content"] == "noindex, nofollow"
    listed = page_with("public_base.html", indexed=True).one("meta", name="robots").attrs["content"]
    assert listed == "index, follow, noarchive"


# --- what went wrong ---


def test_what_is_hidden_and_what_does_not_exist_get_the_same_bytes(rf):
    reader = {
        name: value for name, value in showcase.context().items() if name in {"signed_in_as", "navigation", "demo"}
    }
    answers = {
        get_template("404.html").render({**reader, "request_path": path, "exception": why}, rf.get(path))
        for path, why in [("/case/WV-7K4Q-2M", "hidden"), ("/case/nothing", "no such case"), ("/x", "")]
    }
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("template", "heading"),
    [
        ("400.html", "The request could not be read"),
        ("403.html", "Your office does not allow this"),
        ("403_csrf.html", "The form could not be accepted"),
        ("404.html", "Page not found"),
        ("409.html", "Someone changed this meanwhile"),
        ("500.html", "The program has failed"),
        ("error.html", "Something went wrong"),
    ],
)
def test_each_error_page_draws_without_any_context_and_says_what_happened(template, heading):
    page = whole(template)
    assert page.one("h1").text == heading
    assert page.one("title").text.startswith(heading)


def test_an_error_page_prints_the_sentences_and_the_ways_out_it_is_given():
    page = whole(
        "403.html",
        paragraphs=["Only the appropriate authority may suspend (CR20 11)."],
        details=["You hold: investigator"],
        links=[{"text": "Due today", "url": "/"}],
    )
    assert "Only the appropriate authority may suspend (CR20 11)." in page.one("main").text
    assert "What you tried is for another office" not in page.text
    assert page.one("main").one("a").text == "Due today"


def test_someone_who_was_too_late_sees_what_changed_and_what_they_wrote():
    at = datetime.datetime(2023, 12, 19, 9, 0, tzinfo=datetime.UTC)
    page = whole(
        "409.html",
        changes=[{"at": at, "by": "Ayesha Giles", "what": "Notice served"}],
        kept=[{"label": "Reason", "text": "first line\nsecond <line>"}],
        url="/case",
    )
    assert "Notice served Ayesha Giles, 19 December 2023 at 9:00am" in page.text
    assert page.one("dd").text == "first line second <line>"
    assert page.one("a", "govuk-button").attrs["href"] == "/case"


# --- components ---


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
    page = component(
        "table", caption="Due", head=["Case", "Due"], rows=[[{"text": "A", "header": True}, "now"]], stack=True
    )
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
    page = component(
        "question", question={"text": "When did the officer resign?", "why": "The outcome depends on it.", "url": "/q"}
    )
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


# --- all templates ---


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_visible_word_of_a_template_can_be_translated(path):
    source = re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    source = re.sub(r"\{% block (?:body_class|robots) %\}.*?\{% endblock %\}", "", source)
    source = re.sub(r"\{% blocktrans.*?\{% endblocktrans %\}", "", source, flags=re.DOTALL)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)
    said = re.findall(r"(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"", source)
    said.append(re.sub(r"<[^>]*>", "", source))
    assert re.findall(r"[A-Za-z]{2,}", " ".join(said)) == []


@pytest.mark.parametrize("path", sorted((TEMPLATES / "components").glob("*.html")), ids=lambda path: path.stem)
def test_every_component_says_at_its_top_what_it_expects(path):
    first = path.read_text().partition("{% endcomment %}")[0]
    assert first.startswith("{% comment %}")
    assert "xpects" in first


def test_no_template_trusts_what_it_is_given():
    for path in TEMPLATES.rglob("*.html"):
        assert not re.search(r"\|safe\b|autoescape off", path.read_text()), path


def test_the_small_drawing_tool_of_these_tests_escapes_like_the_pages():
    assert draw("{{ x }}", x="<") == "&lt;"
