"""Telling it once in a browser: each page on a phone, by axe, at 400 %, without script, by keyboard; and the way out."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import People, follow
from tests.browser.hands import told_by_phone
from tests.browser.test_pages import check

pytestmark = pytest.mark.browser
ELSEWHERE = "https://www.bbc.co.uk/weather"


@pytest.fixture
def phone(browser, outcome):
    return People(browser, outcome.url, 375)


def leads_away(page):
    """Expect that the browser asks for the everyday page, which is out of reach here."""
    return page.expect_event("requestfailed", lambda asked: asked.url == ELSEWHERE)


def test_each_page_of_a_report_is_clean_and_its_receipt_is_saved(phone):
    seen = []
    page = phone["nobody"]

    def shown(at):
        seen.append(at.url.split("/form/")[1])
        check(at, phone)
        assert "R-" not in at.title()

    number = told_by_phone(phone, shown)
    assert seen == [
        "",
        "who/",
        "code/",
        "what/",
        "when/",
        "person/",
        "files/",
        "want/",
        "name/",
        "reach/",
        "careful/",
        "help/",
        "check/",
        "done/",
    ]
    with page.expect_download() as saved:
        page.click("text=Save the receipt")
    receipt = json.loads(saved.value.path().read_text())
    assert f"Number: {number}\n" in receipt["statement"]
    assert saved.value.suggested_filename == "page-1.json"


def test_a_page_sent_empty_says_what_to_do_and_axe_finds_nothing(phone):
    page = phone.open("nobody", "/form/who/")
    follow(page.locator("main form button"))
    assert page.is_visible("text=Choose the line that fits best >> nth=0")
    assert Axe().run(page).violations_count == 0


def test_three_presses_of_shift_lead_away_and_the_way_back_shows_nothing(phone):
    page = phone["nobody"]
    page.goto("/form/who/")
    page.check("[name=way] >> nth=0")
    follow(page.locator("main form button"))
    page.goto("/form/what/")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.url.endswith("/form/what/")
    assert page.locator("[data-exit-told]").inner_text() == "Press Shift 1 more time to exit."
    with leads_away(page):
        page.keyboard.press("Shift")
    again = page.context.new_page()
    again.goto("/form/what/")
    assert again.url.endswith("/form/back/")
    with leads_away(again):
        again.click(".exit__button")


def test_without_script_the_way_out_is_a_link_and_a_report_is_told_to_its_end(browser, outcome):
    context = browser.new_context(base_url=outcome.url, java_script_enabled=False, viewport={"width": 375, "height": 700})
    page = context.new_page()
    people = People(browser, outcome.url, 375, pages={"nobody": page})
    told_by_phone(people)
    with leads_away(page):
        page.click(".exit__button")
    context.close()


def test_by_keyboard_alone_the_way_out_is_the_second_stop_and_the_question_is_answered(phone):
    page = phone.open("nobody", "/form/who/")
    stops = []
    for _ in range(5):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))
    assert stops == ["Skip to main content", "Emergency Exit this page", "Cymraeg", "Back", "way"]
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/form/code/")
