"""The shell in a browser: accessible, unbroken on a narrow screen, silent under the strict content policy."""

import mimetypes
from importlib.resources import files
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.template import engines
from django.template.loader import get_template

from tests.web import showcase

pytestmark = pytest.mark.browser

STATIC = Path(str(files("custodiet.web") / "static"))
HOST = "http://custodiet.example.org/"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PUBLIC = """{% extends "public_base.html" %}{% block title %}PC X{% endblock %}{% block content %}
<h1 class="govuk-heading-l">Misconduct hearing: PC X</h1>
{% include "components/summary_list.html" with rows=facts only %}{% endblock %}"""


def pages():
    """Every page of the shell by the name it is asked for."""
    public = {**showcase.context(), "exit_url": "https://example.org/weather"}
    del public["form"]
    drawn = {
        "all": showcase.page(),
        "wrong": showcase.page(showcase.invalid_form()),
        "public": engines["django"].from_string(PUBLIC).render(public),
    }
    for status in ("403", "404", "409", "500"):
        drawn[status] = get_template(f"{status}.html").render({"url": "/", "links": [{"text": "Due today", "url": "/"}]})
    return drawn


NAMES = ["all", "wrong", "public", "403", "404", "409", "500"]


def policy():
    """The content policy of the settings, as a header."""
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


@pytest.fixture(scope="module")
def browser(chromium, driver):
    opened = driver.chromium.launch(executable_path=chromium, args=FLAGS)
    yield opened
    opened.close()


@pytest.fixture
def visit(browser):
    """Open a page at a width, without a network; with `script=False` as a browser that runs none."""
    drawn, contexts = pages(), []

    def serve(route):
        path = route.request.url.removeprefix(HOST).partition("#")[0]
        if path.startswith("static/"):
            file = STATIC / path.removeprefix("static/")
            route.fulfill(path=file, content_type=mimetypes.guess_type(file.name)[0])
        else:
            route.fulfill(body=drawn[path], content_type="text/html", headers={"Content-Security-Policy": policy()})

    def go(name, width=1280, script=True):
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
        contexts.append(context)
        context.route("**/*", serve)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(HOST + name)
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(visit, name, width):
    found = Axe().run(visit(name, width))
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1280, 375, 320])
@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_wider_than_the_screen(visit, name, width):
    page = visit(name, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    beyond = """[...document.querySelectorAll('body *')]
        .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.custodiet-scroll'))
        .map(each => each.outerHTML.slice(0, 90))"""
    assert page.evaluate(beyond) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_browser_has_nothing_to_complain_of_under_the_strict_policy(visit, name):
    assert visit(name).complaints == []


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_wrong_box(visit):
    page = visit("wrong")
    assert "govuk-error-summary" in page.evaluate("document.activeElement.className")
    page.click("text=must be a real date >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_on_day"


def test_on_a_narrow_screen_the_menu_opens_on_request_and_without_script_it_stands_open(visit):
    with_script = visit("all", 375)
    assert not with_script.is_visible("nav[aria-label=Menu] >> text=Search")
    with_script.click("nav[aria-label=Menu] button")
    assert with_script.is_visible("nav[aria-label=Menu] >> text=Search")
    assert visit("all", 375, script=False).is_visible("nav[aria-label=Menu] >> text=Search")


def test_without_script_everything_on_the_page_is_there(visit):
    page = visit("wrong", script=False)
    assert page.is_visible("text=There is a problem")
    assert page.is_visible("input[name=on_day]")
    assert not page.is_visible("button:text('Show')")


def test_the_heads_of_a_sortable_table_sort_it(visit):
    page = visit("all")
    column = "table[data-module=moj-sortable-table] tbody td:nth-child(2)"
    assert page.locator(column).all_inner_texts() == ["3", "14"]
    page.click("th button:text('Calls')")
    page.click("th button:text('Calls')")
    assert page.locator(column).all_inner_texts() == ["14", "3"]


def test_the_first_tab_stop_skips_to_the_content(visit):
    page = visit("all")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
