"""The frame of every page, the pages that say what went wrong, and what holds for all templates."""

import datetime
import re
from importlib.resources import files
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template

from tests.web import showcase
from tests.web.markup import read
from tests.web.showcase import draw

TEMPLATES = Path(str(files("custodiet.web") / "templates"))


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
    assert "Signed in as Ayesha Giles : change your password Investigator" in header.text
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
    assert [each.text for each in page.all("p", "govuk-notification-banner__heading")] == ["The notice is <recorded>."] * 2
    assert len({each.attrs["id"] for each in page.all("h2")}) == 2


def test_no_page_has_a_script_or_a_style_of_its_own():
    for page in (
        read(showcase.page()),
        page_with("public_base.html", exit_url="https://example.org"),
        whole("500.html"),
    ):
        assert [each.attrs.get("src") for each in page.all("script")] == ["/static/custodiet.js"]
        assert page.all("style") == []
        assert [each for each in page.walk() if any(name == "style" or name.startswith("on") for name in each.attrs)] == []


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
    reader = {name: value for name, value in showcase.context().items() if name in {"signed_in_as", "navigation", "demo"}}
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
        ("429.html", "The sign-in rests"),
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


# --- all templates ---


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_visible_word_of_a_template_can_be_translated(path):
    source = re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    source = re.sub(r"\{% block (?:body_class|robots) %\}.*?\{% endblock %\}", "", source)
    source = re.sub(r"\{% blocktrans.*?\{% endblocktrans %\}", "", source, flags=re.DOTALL)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL)
    if path.parent.name == "papers":  # a paper is no page of the shell: it is whole in itself and carries its own style sheet
        source = re.sub(r"<style>.*?</style>", "", source, flags=re.DOTALL)
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
