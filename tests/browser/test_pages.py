"""Every page as people meet it: checked by axe on a desktop, a phone and at 400 %, never wider than the screen, usable by keyboard."""

import datetime
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string

from custodiet.web.routes import ROUTES
from tests.browser.conftest import PASSWORD, People, follow
from tests.browser.hands import (
    announce,
    bundle_made,
    conflict_declared,
    figures_published,
    found_by_night,
    give_report,
    import_begun,
    paper_made,
    publish,
    told_by_phone,
)

pytestmark = pytest.mark.browser

CASE = "case/<str:reference>/"
BETWEEN = CASE + "contact/<str:officer>/<str:person>/"
BUNDLE = CASE + "bundles/<int:number>/"
PAPER = CASE + "papers/<int:number>/"
FINDING = "findings/<str:finding>/"
OWN, SEAT = "own/<str:matter>/", "sitting/<str:seat>/"
FROZEN = "figures/<slug:frozen>/"
SAMPLE = "oversight/samples/<int:number>/"
BEHIND = "?period=2019-04-01..2024-03-31&row=complaint"
PAGES = {  # every address of the table of routes that can be looked at, and who looks
    "": "authority",
    "sign-in/": "nobody",
    "password/": "officer",
    "new/": "intake",
    "search/": "head",
    CASE: "authority",
    CASE + "purpose/": "head",
    CASE + "account/": "head",
    CASE + "account/<int:number>/correct/": "authority",
    CASE + "step/<str:kind>/": "authority",
    CASE + "people/": "investigator",
    CASE + "people/add/": "investigator",
    CASE + "allegations/": "head",
    CASE + "hearing/": "chair",
    CASE + "exhibits/": "investigator",
    CASE + "exhibits/add/": "investigator",
    CASE + "exhibits/schedule/": "investigator",
    CASE + "exhibits/<int:number>/": "investigator",
    CASE + "exhibits/<int:number>/read/": "investigator",
    CASE + "exhibits/<int:number>/columns/": "investigator",
    CASE + "exhibits/<int:number>/line/": "investigator",
    CASE + "exhibits/<int:number>/disclosure/": "investigator",
    CASE + "exhibits/<int:number>/disposal/": "authority",
    CASE + "retention/": "head",
    "retention/": "head",
    CASE + "bundles/": "investigator",
    CASE + "bundles/new/": "investigator",
    BUNDLE: "investigator",
    BUNDLE + "choose/": "investigator",
    BUNDLE + "<int:volume>/decide/<slug:cut>/": "investigator",
    BUNDLE + "<int:job>/given/": "investigator",
    CASE + "papers/": "authority",
    CASE + "papers/answers/": "authority",
    CASE + "lists/": "authority",
    CASE + "conflict/<int:number>/end/": "head",
    PAPER + "edited/": "authority",
    "barred-check/": "head",
    CASE + "papers/make/<str:officer>/<slug:kind>/": "authority",
    PAPER: "authority",
    PAPER + "serve/": "authority",
    CASE + "contact/": "investigator",
    CASE + "contact/who/": "investigator",
    CASE + "contact/who/<int:number>/strike/": "investigator",
    BETWEEN: "investigator",
    BETWEEN + "rows/<slug:figure>/": "investigator",
    CASE + "notes/": "head",
    CASE + "tasks/": "head",
    CASE + "publish/": "publications",
    CASE + "publish/hearing/": "publications",
    CASE + "publish/hearing/write/": "proceedings",
    CASE + "access/": "head",
    CASE + "looked/": "head",
    CASE + "conflict/": "analyst",
    "findings/": "analyst",
    FINDING: "analyst",
    FINDING + "rows/<slug:sign>/": "analyst",
    FINDING + "adopt/": "analyst",
    "officers/shown/": "head",
    "operations/": "head",
    "operations/new/": "analyst",
    "operations/<str:operation>/": "head",
    "watch/": "head",
    "watch/<int:number>/": "head",
    "door/": "officer-two",
    "rules/": "head",
    "rules/window/<slug:code>/": "head",
    "rules/hot/": "head",
    "rules/link/<slug:link>/": "head",
    "imports/": "head",
    "imports/<int:number>/": "head",
    "figures/": "head",
    "figures/national/": "overseer",
    FROZEN + "papers/": "head",
    FROZEN + "papers/answer/": "publications",
    FROZEN + "papers/<slug:paper>/": "head",
    FROZEN: "head",
    FROZEN + "publish/": "publications",
    FROZEN + "<slug:measure>/": "head",
    FROZEN + "<slug:measure>/cases/": "head",
    "statistics/": "nobody",
    "statistics/<slug:number>/": "nobody",
    "hearings/": "nobody",
    "hearings/<slug:slug>/": "nobody",
    "withdrawn/": "nobody",
    "outcomes/": "nobody",
    "outcomes/archive/": "nobody",
    "outcomes/<slug:slug>/": "nobody",
    "form/": "nobody",
    "form/safe/": "nobody",
    "m/": "nobody",
    "m/in/": "nobody",
    "m/talk/": "nobody",
    "m/more/": "nobody",
    "m/ask/<slug:what>/": "nobody",
    "m/<str:link>/": "nobody",
    "own/": "officer",
    OWN: "officer",
    OWN + "statement/": "officer",
    OWN + "reply/": "officer",
    OWN + "objection/": "officer",
    OWN + "message/": "officer",
    OWN + "help/": "officer",
    "sitting/": "chair",
    SEAT: "chair",
    SEAT + "conflict/": "chair",
    "promises/": "authority",
    "overdue/": "chief",
    "oversight/": "overseer",
    "oversight/overdue/": "overseer",
    CASE + "referral/": "authority",
    "oversight/samples/": "overseer",
    SAMPLE: "overseer",
    SAMPLE + "<int:place>/": "overseer",
    "oversight/recommendations/": "overseer",
    "oversight/recommendations/<int:number>/": "chief",
    "oversight/ledger/": "overseer",
    CASE + "reach/<str:whom>/update/": "investigator",
    CASE + "reach/": "investigator",
    CASE + "reach/<str:whom>/areas/": "investigator",
    CASE + "follow-up/": "authority",
    CASE + "follow-up/watch/": "analyst",
    "follow-up/": "head",
    "follow-up/warnings/": "head",
    CASE + "reach/<str:whom>/": "authority",
    "form/back/": "nobody",
    "form/key/": "nobody",
    "form/<slug:page>/": "nobody",
    "reports/": "head",
    "reports/<str:report>/": "head",
}
NO_PAGES = {  # for programs; tests/web/test_public_site.py reads them
    "outcomes/feed.xml",
    "outcomes/outcomes.csv",
    "hearings/hearings.ics",
    "hearings/hearings.csv",
    "hearings/<slug:slug>/notice.pdf",
    "outcomes/<slug:slug>/notice.pdf",
    "withdrawn/feed.xml",
    "withdrawn/withdrawn.csv",
    "robots.txt",
    "form/code/",  # these show what was told in the same visit: tests/browser/test_report.py
    "form/check/",
    "form/done/",
    "form/done/1/",
    "form/done/2/",
    CASE + "reach/<str:whom>/letter/<int:number>/",  # a sheet to print; tests/web/test_reach.py reads it
    "statistics/<slug:number>/figures.csv",
    "own/findings/<str:looked>/",  # there is one only after a notice or an operation that is over; tests/web/test_own_reply.py
    "oversight/received/<int:number>/",  # of another installation; tests/web/test_oversight_pages.py
    "oversight/ledger/<int:number>/",  # a file; tests/web/test_oversight_pages.py reads it
    "out/",  # leads to another site; tests/web/test_portal.py asks it
}
STEPS = {  # forms with every kind of field, and one whose reader may not decide it
    "ComplaintMade": "intake",
    "AllegationMade": "intake",
    "ReportingRestricted": "chair",
    "Imposed": "chair",
    "Found": "chair",
    "PanelAppointed": "authority",
    "HearingBegan": "intake",
}
FAILURES = {
    "400.html": {},
    "403.html": {},
    "403_csrf.html": {},
    "409.html": {
        "changes": [{"at": datetime.datetime(2023, 12, 18, 12, tzinfo=datetime.UTC), "by": "Maya Thornbury", "what": "Hearing began"}],
        "kept": [{"label": "On what basis?", "text": "Written meanwhile " * 20}],
        "url": "/",
    },
    "500.html": {},
}
SENT_EMPTY = {
    "operations/new/": "analyst",
    FINDING: "analyst",
    OWN + "statement/": "officer",
    OWN + "objection/": "officer",
    OWN + "help/": "officer",
    SAMPLE + "<int:place>/": "overseer",
    "oversight/recommendations/": "overseer",
    "oversight/recommendations/<int:number>/": "chief",
    "password/": "officer",
    "new/": "intake",
    CASE + "people/add/": "intake",
    CASE + "exhibits/add/": "investigator",
    CASE + "exhibits/<int:number>/disclosure/": "investigator",
    CASE + "contact/who/": "investigator",
    CASE + "contact/who/<int:number>/strike/": "investigator",
    CASE + "bundles/new/": "investigator",
    BUNDLE + "<int:job>/given/": "investigator",
    CASE + "notes/": "head",
    CASE + "tasks/": "head",
    CASE + "conflict/<int:number>/end/": "head",
    PAPER + "edited/": "authority",
    "barred-check/": "head",
    "search/": "head",
}
WIDTHS = {1280: True, 375: False, 320: True}  # 320 is a screen of 1280 at 400 %; whether axe looks there too
BEYOND = """[...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.custodiet-scroll'))
    .map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def reference(outcome):
    return outcome.cases[0]


@pytest.fixture(scope="module")
def desk(browser, outcome):
    """People at browsers of a given width."""
    opened = {}

    def at(width):
        return opened.setdefault(width, People(browser, outcome.url, width))

    return at


@pytest.fixture(scope="module")
def filled(desk, reference, outcome):
    """An address with its words filled in; the outcome of the first case is published for it when it is needed."""
    known = {"<str:reference>": reference, "<str:kind>": "CameToAttention", "<int:number>": "2"}
    known |= {"<str:matter>": reference, "<str:seat>": reference}
    known |= {"<str:whom>": "complainant", "<str:link>": "2222-2222", "<slug:what>": "reach"}
    known |= {"<str:officer>": "officer-1", "<str:person>": "complainant", "<slug:figure>": "calls", "<slug:sign>": "contact"}
    known |= {"<slug:measure>": "complaints-made", "<slug:code>": "T1", "<slug:link>": "unit--attendance--person"}

    def fill(address):
        if "exhibits/" in address or "contact/" in address:
            wait_until_read(desk(1280), reference)
        if "papers/" in address:
            known.setdefault("<slug:kind>", "notice-of-investigation")
            if "<int:number>" in address and "<paper>" not in known:
                known["<paper>"] = paper_made(desk(1280), reference)
            address = address.replace("<int:number>", known.get("<paper>", "1"))
        if "conflict/<" in address:  # in the other case: whoever declares one sees no more of the case
            if "<conflict>" not in known:
                known["<conflict>"] = conflict_declared(desk(1280), outcome.cases[1])
            address = address.replace("<str:reference>", outcome.cases[1])
        if "bundles/<" in address:
            if "<int:job>" not in known:
                known.update({"<int:volume>": "0", "<slug:cut>": "panel", "<int:job>": bundle_made(desk(1280), reference)})
            address = address.replace("<int:number>", "1")
        address = address.replace("watch/<int:number>", "watch/1").replace("conflict/<int:number>", "conflict/1")
        if address.startswith(("findings/<", "operations/<", "watch/1")) and "<str:finding>" not in known:
            known["<str:finding>"], known["<str:operation>"] = found_by_night(desk(1280))
        address = of_import(of_oversight(of_report(address, known, desk)), desk)
        address = of_hearing(address, known, desk, reference)
        if "<slug:slug>" in address and "<slug:slug>" not in known:
            give_report(desk(1280), reference, datetime.date(2023, 12, 19))
            known["<slug:slug>"] = publish(desk(1280), reference).split("/")[2]
        of_figures(address, known, desk)
        query = "?at=line+3" if address.endswith("/line/") else BEHIND if address.endswith("<slug:measure>/cases/") else ""
        for word, value in (known | ({"<int:number>": "1"} if "/strike/" in address else {})).items():
            address = address.replace(word, value)
        return "/" + address + query

    return fill


def of_report(address, known, desk):
    """The address of a page of a report; one is told when it is first asked for."""
    if "<str:report>" in address and "<str:report>" not in known:
        known["<str:report>"] = told_by_phone(desk(375))
    return address.replace("<slug:page>", "who").replace("<str:report>", known.get("<str:report>", ""))


def of_oversight(address):
    """The address of a page of the overseers: the demonstration has one of each."""
    return address.replace("<int:number>", "1").replace("<int:place>", "1") if address.startswith("oversight/") else address


def of_import(address, desk):
    """The address of an import, of which the files are sent when it is asked for."""
    return import_begun(desk(1280)) if address == "imports/<int:number>/" else address


def of_figures(address, known, desk):
    """What the addresses of figures need: a snapshot and a publication, made when they are first asked for."""
    if address.startswith((FROZEN, "statistics/<")) and "<slug:frozen>" not in known:
        known["<slug:frozen>"], known["<slug:number>"] = figures_published(desk(1280))
        known["<slug:paper>"] = "board"


def of_hearing(address, known, desk, reference):
    """The address of a notice of a hearing, which is written and published when it is first asked for."""
    if address.startswith("hearings/<") and "<hearing>" not in known:
        known["<hearing>"] = announce(desk(1280), reference, datetime.date(2023, 12, 20)).split("/")[2]
    return address.replace("<slug:slug>", known["<hearing>"]) if address.startswith("hearings/<") else address


def wait_until_read(people, reference, seconds=300):
    """Wait until the worker beside the demonstration has read every exhibit."""
    page, until = people.open("investigator", f"/case/{reference}/exhibits/"), time.monotonic() + seconds
    while page.locator("text=Files are being read.").count():
        assert time.monotonic() < until, page.inner_text("main")
        page.wait_for_timeout(1000)
        page.reload()


def check(page, people):
    """At every width nothing for axe to find, nothing beyond the edge, no complaint of the browser, and the banner on top."""
    page.evaluate("document.querySelectorAll('main details').forEach(each => each.open = true)")
    for width, looked_at_by_axe in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("innerWidth") == width
        if looked_at_by_axe:
            found = Axe().run(page)
            assert found.violations_count == 0, (width, found.generate_report())
        assert page.evaluate(BEYOND) == [], width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    page.set_viewport_size({"width": people.width, "height": 900})
    complaints = people.complaints.copy()
    people.complaints.clear()  # what one page is blamed for is not said of the next
    assert complaints == []
    assert page.is_visible("text=DEMONSTRATION")


def test_every_page_of_the_table_of_routes_is_looked_at_here():
    assert set(PAGES) | NO_PAGES == {route.path for route in ROUTES if "GET" in route.methods}


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(desk, filled, address):
    page = desk(1280).open(PAGES[address], filled(address))
    assert page.locator("h1").count() == 1
    assert page.inner_text("h1") != "Page not found"
    check(page, desk(1280))


@pytest.mark.parametrize("kind", STEPS)
def test_axe_finds_nothing_on_the_form_of_a_step(desk, reference, kind):
    page = desk(1280).open(STEPS[kind], f"/case/{reference}/step/{kind}/")
    check(page, desk(1280))


@pytest.mark.parametrize("address", SENT_EMPTY)
def test_axe_finds_nothing_on_a_form_that_was_sent_empty(desk, filled, address):
    page = desk(1280).open(SENT_EMPTY[address], filled(address))
    follow(page.locator("main form[novalidate] button[type=submit]").last)
    assert page.is_visible("text=There is a problem")
    check(page, desk(1280))


def test_axe_finds_nothing_on_a_sign_in_that_failed(browser, outcome):
    people = People(browser, outcome.url)
    page = people["nobody"]
    page.goto("/sign-in/")
    page.fill("[name=username]", "nobody-of-that-name")
    page.fill("[name=password]", "wrong")
    follow(page.locator("main button[type=submit]").first)
    assert page.is_visible("text=The name or the password is not right")
    check(page, people)


@pytest.mark.parametrize("username", ["nobody", "head"])
def test_axe_finds_nothing_where_nothing_is(browser, outcome, username):
    people = People(browser, outcome.url)
    page = people[username]
    page.goto("/case/WV-2222-2222/" if username == "head" else "/outcomes/none-of-that-name/")
    assert page.inner_text("h1") == "Page not found"
    people.complaints.clear()  # the browser itself notes the 404
    check(page, people)


@pytest.mark.parametrize("template", FAILURES)
def test_axe_finds_nothing_on_a_page_of_failure(browser, outcome, template):
    people = People(browser, outcome.url)
    page = people["nobody"]
    page.goto("/sign-in/")  # so that the style sheets are found
    page.set_content(render_to_string(template, {"demo": True, **FAILURES[template]}), wait_until="networkidle")
    check(page, people)


@pytest.mark.parametrize("width", [1280, 375])
def test_a_form_sent_empty_says_what_to_do_and_axe_finds_nothing(desk, reference, width):
    page = desk(width).open("authority", f"/case/{reference}/step/MeetingDecided/")
    page.fill("[name=on_day]", "")
    follow(page.locator("main form[novalidate] button[type=submit]").first)
    assert page.is_visible("text=There is a problem")
    assert page.is_visible("main >> text=Answer the question: Is one offered? >> nth=0")
    assert Axe().run(page).violations_count == 0


def test_without_script_the_case_page_and_the_form_of_a_step_work(browser, outcome, reference):
    context = browser.new_context(base_url=outcome.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("[name=username]", "authority")
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main button[type=submit]").first)
    follow(page.locator(f"a:text('{reference}') >> nth=0").first)
    page.click("summary:has-text('Complaint, recording and handling')")
    follow(page.locator("a:text('Complainant contacted for views on handling')").first)
    page.fill("[name=views]", "Said without script")
    page.check("input[value='appropriate authority']")
    follow(page.locator("main form[novalidate] button[type=submit]").first)
    assert page.is_visible("text=Recorded: Complainant contacted for views on handling."), page.inner_text("main")
    follow(page.locator("a:text('Notes')").first)
    page.fill("[name=text]", "Written without script")
    page.check("input[name=side][value=private]")
    follow(page.locator("main form[novalidate] button[type=submit]").first)
    assert page.is_visible("text=Written without script")
    context.close()


def tab_to(page, words, most=80):
    """Press Tab until the focus is on what says these words; whatever is focused on the way can be seen to be."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWN), page.evaluate("document.activeElement.outerHTML")
        if words in (page.evaluate("document.activeElement.textContent") or ""):
            return
    raise AssertionError(f"{most} presses of Tab did not reach “{words}”")


# A focus that can be seen: an outline, a shadow or another background than the same thing has without the focus.
SHOWN = """(() => {
    const here = document.activeElement, look = each => {
        const style = getComputedStyle(each), after = getComputedStyle(each, '::before')
        return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundColor, after.boxShadow, after.outlineWidth].join()
    }
    const label = here.labels && here.labels[0]
    const seen = () => look(here) + (label ? look(label) : '')
    const focused = seen()
    here.blur()
    const plain = seen()
    here.focus()
    return focused !== plain
})()"""


def test_by_keyboard_alone_one_comes_from_the_worklist_to_the_form_of_a_step(desk, reference):
    page = desk(1280).open("authority", "/")
    tab_to(page, reference)
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:text('What may be decided now')")
    tab_to(page, "Complaint, recording and handling")
    page.keyboard.press("Enter")
    tab_to(page, "Person complained of identified")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=In which office was this decided?")
    tab_to(page, "Record this step")


def test_by_keyboard_alone_one_comes_from_the_case_to_the_rows_behind_a_figure(desk, filled, reference):
    filled(BETWEEN)
    page = desk(1280).open("investigator", f"/case/{reference}/")
    tab_to(page, "Contact account")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:text('What passed between an officer and a person')")
    tab_to(page, "PC X and Ms A")
    page.keyboard.press("Enter")
    page.wait_for_selector("summary:has-text('All figures')")
    tab_to(page, "calls")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Each row names the exhibit and the line in it")
    assert page.locator("main tbody tr").count() == 17


def test_by_keyboard_alone_one_decides_on_the_disclosure_of_an_exhibit(desk, filled):
    page = desk(1280).open("investigator", filled(CASE + "exhibits/<int:number>/"))
    tab_to(page, "Decide on disclosure")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=why]")
    tab_to(page, "Record the decision")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=There is a problem")


def test_the_long_lists_turn_their_pages_without_script_and_stay_short_on_a_phone(browser, outcome, reference):
    context = browser.new_context(base_url=outcome.url, java_script_enabled=False, viewport={"width": 375, "height": 900})
    people = People(browser, outcome.url, 375, pages={})
    page = people.pages["head"] = context.new_page()
    page.goto("/sign-in/")
    page.fill("[name=username]", "head")
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main button[type=submit]").first)
    for address, heading in (("account/", "History of the case"), ("looked/", "Who looked")):
        page = people.open("head", f"/case/{reference}/{address}")
        first = page.locator("main tbody tr >> nth=0").inner_text()
        assert page.evaluate("document.documentElement.scrollHeight") < 12_000, heading
        follow(page.locator("nav[aria-label=Pages] a[rel=next]").first)
        assert page.is_visible(f"main h2:text('{heading}')")
        assert page.locator("nav[aria-label=Pages] a[aria-current=page]").inner_text() == "2"
        assert page.locator("main tbody tr >> nth=0").inner_text() != first
    context.close()


def test_what_is_due_leads_to_the_form_that_meets_it(desk):
    page = desk(375).open("authority", "/")
    follow(page.locator("a:text('Barred-list report to the College') >> nth=0").first)
    assert page.is_visible("h1:text('Barred')") or "/purpose/" in page.url


def test_what_is_due_stands_on_top_of_what_may_be_decided(desk, reference):
    page = desk(1280).open("authority", f"/case/{reference}/")
    titles = page.locator(".custodiet-option__title:visible").all_inner_texts()
    assert "Barred-list report sent to the College" in titles[:5]
    assert "Complaint made" not in titles


def test_a_question_leads_to_the_form_that_answers_it(desk, reference):
    page = desk(1280).open("authority", f"/case/{reference}/")
    follow(page.locator(".custodiet-question a:has-text('Enter the day') >> nth=0").first)
    assert page.inner_text("h1") == "Correct: Officer left the force"


def test_who_may_not_decide_a_step_is_told_who_may_before_a_form_is_filled_in_in_vain(desk, reference):
    page = desk(1280).open("intake", f"/case/{reference}/step/ReportingRestricted/")
    assert page.is_visible("text=This is decided by: chair or person conducting the proceedings.")
    assert page.locator("main form[novalidate]").count() == 0
