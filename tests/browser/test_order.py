"""How the pages for the people it is for are heard and walked: the tree that a screen reader has, the keyboard, without script, in Welsh.

The order on each page: the way out, the heading, what is asked, the fields with their names, the button; headings of no skipped level.
"""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import People, follow
from tests.browser.hands import told_by_phone, way_in
from tests.browser.test_pages import BEYOND, SHOWN

pytestmark = pytest.mark.browser
FIELDS = {"textbox", "radio", "checkbox", "combobox", "spinbutton", "searchbox"}
NAMED = FIELDS | {"button", "link", "heading", "image"}
EXIT = {"": "Exit this page", "/cy": "Gadael y dudalen hon"}
ASKED = ("review", "sorry", "come", "reach")
WRONG = (  # an address, what is written, and what is then sent without the rest
    ("/form/who/", {}),
    ("/form/back/", {"code": "2222"}),
    ("/m/in/", {}),
    ("/m/talk/", {}),
    ("/m/ask/review/", {}),
    ("/m/ask/reach/", {"email": "no address"}),
)
ERRORS = """() => [...document.querySelectorAll('.govuk-error-summary li')].filter(line => {
    const link = line.querySelector('a'), target = link && document.querySelector(link.getAttribute('href'))
    const told = target && (target.getAttribute('aria-describedby') || target.closest('fieldset')?.getAttribute('aria-describedby') || '')
    return !told || !told.split(' ').some(id => document.getElementById(id)?.textContent.includes(line.textContent.trim()))
}).map(line => line.textContent.trim())"""
UNREACHED = """() => {
    const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), textarea, select, summary')]
    const groups = new Set(all.filter(each => each.walked && each.type === 'radio').map(each => each.name))
    return all.filter(each => each.checkVisibility() && !each.walked && !groups.has(each.name)).map(each => each.outerHTML.slice(0, 100))
}"""


SIZES = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .map(each => [each.encodedBodySize, each.decodedBodySize])"""
MOST_BYTES = 100_000
PORTAL = ("/form/", "/form/who/", "/form/safe/", "/form/key/", "/form/back/", "/m/in/")
PUBLIC = ("/outcomes/", "/hearings/", "/statistics/", "/withdrawn/", "/outcomes/none-of-that-name/")


class Heard:
    """A page as it is heard: (role, name, level, names of the groups around it) in reading order."""

    def __init__(self, page):
        line = page.context.new_cdp_session(page)
        nodes = {each["nodeId"]: each for each in line.send("Accessibility.getFullAXTree")["nodes"]}
        line.detach()
        self.said = list(self._below(nodes, next(iter(nodes)), (), False))

    def _below(self, nodes, at, groups, alert):
        node = nodes.get(at)
        if node is None:
            return
        role, name = node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "").strip()
        if not node.get("ignored"):
            level = next((each["value"]["value"] for each in node.get("properties", ()) if each["name"] == "level"), 0)
            alert = alert or role == "alert"
            groups = (*groups, name) if role in ("group", "radiogroup") else groups
            yield role, name, 0 if alert else level, groups
        for below in node.get("childIds", ()):
            yield from self._below(nodes, below, groups, alert)

    def places(self, *roles):
        return [at for at, (role, *_) in enumerate(self.said) if role in roles]

    def faults(self, way_out):
        """What is wrong with it."""
        levels = [level for role, _, level, _ in self.said if role == "heading" and level]
        top = [at for at in self.places("heading") if self.said[at][2] == 1]
        main, fields, buttons = self.places("main"), self.places(*FIELDS), self.places("button")
        links = [self.said[at][1] for at in self.places("link")]
        yield from (f"a {role} without a name" for role, name, *_ in self.said if role in NAMED and not name)
        yield from (f"{name}: a choice in no named group" for role, name, _, groups in self.said if role == "radio" and not any(groups))
        if len(top) != 1 or levels[0] != 1:
            yield f"the first heading is not the only one of the first level: {levels}"
        yield from (f"headings skip from {one} to {then}" for one, then in pairwise(levels) if then > one + 1)
        if len(main) != 1 or not top or top[0] < main[0]:
            yield "the heading does not stand in the main part"
        elif fields and not top[0] < fields[0]:
            yield "a field stands before the heading"
        alerts = self.places("alert")
        if alerts and fields and alerts[0] > fields[0]:
            yield "a field stands before the summary of what is wrong"
        if fields and (not buttons or buttons[-1] < fields[-1]):
            yield "no button stands behind the last field"
        if way_out not in links[1]:
            yield f"the way out is not the second link: {links[:3]}"


def walk(page):
    """Press Tab to the end of the page: whatever can be used is reached, and seen to be."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body || document.activeElement.walked === true"):
            break
        assert page.evaluate(SHOWN), page.evaluate("document.activeElement.outerHTML")
        page.evaluate("document.activeElement.walked = true")
    assert page.evaluate(UNREACHED) == [], page.url


@pytest.fixture(scope="module")
def hers(browser, outcome):
    """A way in to the page of whoever complained."""
    return way_in(People(browser, outcome.url), outcome.cases[0])


def light(page):
    """The page and everything it fetches, kept from the page before or not, weigh little as they come over the line."""
    sizes = page.evaluate(SIZES)
    sent, whole = sum(each for each, _ in sizes), sum(each for _, each in sizes)
    assert len(sizes) > 1 and 0 < sent <= MOST_BYTES, f"{page.url}: {sent:,} bytes over the line, {whole:,} unpacked, {len(sizes)} answers"


def look(page, language, keyboard):
    """Hear one page, weigh it where its scripts are fetched, and walk it."""
    assert list(Heard(page).faults(EXIT[language])) == [], page.url
    assert page.get_attribute("html", "lang") == (language.strip("/") or "en-gb")
    if keyboard:
        light(page)
        walk(page)
    else:
        page.set_viewport_size({"width": 320, "height": 900})
        assert page.evaluate(BEYOND) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


@pytest.mark.parametrize(("language", "script"), [("", True), ("/cy", False)])
def test_every_page_is_heard_in_order_and_walked_to_its_end(browser, outcome, hers, language, script):
    context = browser.new_context(base_url=outcome.url, java_script_enabled=script, viewport={"width": 375, "height": 900})
    context.set_default_timeout(90_000)
    page, seen = context.new_page(), []

    def looked(at=page):
        seen.append(at.url.removeprefix(outcome.url))
        look(at, language, script)

    told_by_phone(People(browser, outcome.url, 375, pages={"nobody": page}), looked, language)
    for address in ("/form/safe/", "/form/key/", "/form/back/", "/m/in/"):
        page.goto(language + address)
        looked()
    page.fill("[name=link]", hers[0])
    page.fill("[name=code]", hers[1])
    follow(page.locator("main form button"))
    assert page.url == f"{outcome.url}{language}/m/"
    looked()
    for address in ("/m/talk/", "/m/more/", *(f"/m/ask/{what}/" for what in ASKED)):
        page.goto(language + address)
        looked()
    assert len(seen) > 20 and all(each.startswith(f"{language}/") for each in seen)
    context.close()


@pytest.mark.parametrize("language", ["", "/cy"])
def test_every_error_leads_to_its_field_and_is_said_with_it(browser, outcome, hers, language):
    context = browser.new_context(base_url=outcome.url, java_script_enabled=False, viewport={"width": 375, "height": 900})
    page = context.new_page()
    for address, written in WRONG:
        if address == "/m/talk/":
            page.goto(f"{language}/m/in/")
            page.fill("[name=link]", hers[0])
            page.fill("[name=code]", hers[1])
            follow(page.locator("main form button"))
        page.goto(language + address)
        for name, words in written.items():
            page.fill(f"[name={name}]", words)
        follow(page.locator("main form button").last)
        assert page.locator(".govuk-error-summary li").count(), address
        assert page.evaluate(ERRORS) == [], address
        look(page, language, False)
    context.close()


@pytest.mark.parametrize("language", ["", "/cy"])
def test_every_public_page_is_heard_in_order_and_is_no_wider_than_the_screen(browser, outcome, language):
    context = browser.new_context(base_url=outcome.url, java_script_enabled=False, viewport={"width": 320, "height": 900})
    page = context.new_page()
    for address in PUBLIC:
        page.goto(language + address)
        assert list(Heard(page).faults("")) == [], page.url
        assert page.get_attribute("html", "lang") == (language.strip("/") or "en-gb")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    context.close()


def test_on_every_welsh_page_of_the_portal_axe_finds_nothing(browser, outcome, hers):
    context = browser.new_context(base_url=outcome.url, viewport={"width": 375, "height": 900})
    page = context.new_page()
    for address in (*PORTAL, "/m/", "/m/talk/", "/m/more/", *(f"/m/ask/{what}/" for what in ASKED)):
        if address == "/m/":
            page.fill("[name=link]", hers[0])
            page.fill("[name=code]", hers[1])
            follow(page.locator("main form button"))
        page.goto(f"/cy{address}")
        light(page)
        assert Axe().run(page).violations_count == 0, page.url
    context.close()


@pytest.mark.parametrize("language", ["", "/cy"])
def test_every_public_page_weighs_little_with_all_it_fetches_and_axe_finds_nothing(browser, outcome, language):
    for address in PUBLIC:
        context = browser.new_context(base_url=outcome.url, viewport={"width": 375, "height": 900})  # nothing is kept from the page before
        page = context.new_page()
        page.goto(language + address, wait_until="networkidle")
        light(page)
        assert Axe().run(page).violations_count == 0, page.url
        context.close()


def test_a_page_that_is_wrong_is_told_what_is_wrong(browser):
    page = browser.new_page()
    page.set_content(
        "<html lang=en><body><a href=/x>One</a><a href=/y>Two</a><main><h3>Low</h3><h1>High</h1><input type=radio><button></button>"
        "<input aria-label=Last><div role=alert>Wrong</div></main>"
    )
    assert list(Heard(page).faults("Exit this page")) == [
        "a radio without a name",
        "a button without a name",
        ": a choice in no named group",
        "the first heading is not the only one of the first level: [3, 1]",
        "a field stands before the summary of what is wrong",
        "no button stands behind the last field",
        "the way out is not the second link: ['One', 'Two']",
    ]
    with pytest.raises(AssertionError):
        page.set_content("<main><button id=one>One</button><button tabindex=-1>Two</button></main>")
        walk(page)
    page.close()
