"""Every page as people meet it: checked by axe on a desktop and a phone, never wider than the screen, usable by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from custodiet.web.routes import ROUTES
from tests.browser.conftest import People

pytestmark = pytest.mark.browser

WORDS = {"<str:kind>": "CameToAttention", "<int:number>": "2"}
ADDRESSES = ["/" + route.path for route in ROUTES if "GET" in route.methods and "slug" not in route.path]
FORMS = [f"/case/<str:reference>/step/{kind}/" for kind in ("ComplaintMade", "ReportingRestricted", "PanelAppointed", "Imposed", "Found")]
BEYOND = """[...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.custodiet-scroll'))
    .map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def desk(browser, outcome):
    """The head of department at a browser of a given width."""
    opened = {}

    def at(width):
        return opened.setdefault(width, People(browser, outcome.url, width))

    return at


@pytest.fixture(scope="module")
def reference(outcome):
    return outcome.cases[0]


def filled(address, reference):
    for word, value in {**WORDS, "<str:reference>": reference}.items():
        address = address.replace(word, value)
    return address


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("address", ADDRESSES + FORMS)
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(desk, reference, address, width):
    page = desk(width).open("head", filled(address, reference))
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(BEYOND) == []
    assert desk(width).complaints == []


@pytest.mark.parametrize("width", [1280, 375])
def test_a_form_sent_empty_says_what_to_do_and_axe_finds_nothing(desk, reference, width):
    page = desk(width).open("head", filled("/case/<str:reference>/step/MeetingDecided/", reference))
    page.fill("[name=on_day]", "")
    page.click("main form[novalidate] button[type=submit]")
    assert page.is_visible("text=There is a problem")
    assert page.is_visible("main >> text=Answer the question: Is one offered? >> nth=0")
    assert Axe().run(page).violations_count == 0


def test_without_script_the_case_page_and_the_form_of_a_step_work(browser, outcome, reference):
    context = browser.new_context(base_url=outcome.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("[name=username]", "head")
    page.fill("[name=password]", "wessex-vale-demonstration")
    page.click("main button[type=submit]")
    page.click(f"a:text('{reference}') >> nth=0")
    page.goto(f"/case/{reference}/notes/")
    page.fill("[name=text]", "Written without script")
    page.check("input[name=side][value=private]")
    page.click("main form[novalidate] button[type=submit]")
    assert page.is_visible("text=Written without script")
    context.close()


def tab_to(page, words, most=80):
    """Press Tab until the focus is on what says these words."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in (page.evaluate("document.activeElement.textContent") or ""):
            return
    raise AssertionError(f"{most} presses of Tab did not reach “{words}”")


def test_by_keyboard_alone_one_comes_from_the_worklist_to_the_form_of_a_step(desk, reference):
    page = desk(1280).open("head", "/")
    tab_to(page, reference)
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:text('What may be decided now')")
    tab_to(page, "Person complained of identified")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=In which office was this decided?")
    tab_to(page, "Record this step")
