"""The analyst's morning: from the queue to the reasons, to the rows, past the mask, to a case whose clocks begin today."""

from datetime import date

import pytest

from tests.browser.conftest import People, follow
from tests.browser.hands import fill_day, found_by_night, send

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def people(browser, outcome):
    return People(browser, outcome.url)


def test_the_analyst_comes_from_the_queue_to_the_reasons_and_their_rows_and_takes_the_finding_up(people):
    reference, _operation = found_by_night(people)
    page = people.open("analyst", "/findings/")
    queue = page.inner_text("main")
    assert "60 contacts by work telephone (17 calls, 43 texts) and 2 looks that nothing explains." in queue
    follow(page.locator(f"a[href='/findings/{reference}/']").first)
    masked = page.inner_text("main")
    assert "Under pseudonyms" in masked
    assert "4471" not in masked + queue and "P-10234" not in masked + queue
    assert len(page.inner_text("#seen").split()) <= 120
    assert "which ended on 23 November 2021, 9 to 49 days before" in masked
    follow(page.locator("text=Every look that nothing explains, row by row").first)
    assert page.locator("main tbody tr").count() == 2
    assert "line 103" in page.inner_text("main")
    page.go_back()
    page.check("input[name=outcome][value=unmasked]")
    page.fill("[name=reason]", "No other pair has as much contact, and nothing explains the looks.")
    send(page)
    assert page.inner_text("h1") == "Officer 4471 and person P-10234"
    follow(page.locator("text=Take it up as a conduct matter").first)
    page.fill("[name=conduct]", "Kept in contact with a person met on duty, and looked her up, for no policing purpose.")
    page.check("[name=serious_corruption]")
    page.fill("[name=reason]", "It may be an abuse of position for a sexual purpose.")
    send(page)
    assert page.is_visible("text=The finding is a conduct matter from today."), page.inner_text("main")
    case = page.url.split("/")[4]
    page.goto(f"/case/{case}/account/")
    assert "Matter came to attention" in page.inner_text("main")
    page.goto(f"/case/{case}/exhibits/")
    assert f"{reference}.json" in page.inner_text("main")
    page.goto(f"/findings/{reference}/")
    assert page.locator("main form[novalidate]").count() == 0
    assert page.is_visible(f"main a:text('{case}')")
    assert people.complaints == []


def test_an_operation_is_asked_for_by_the_analyst_and_authorised_by_the_head(people):
    page = people.open("analyst", "/operations/new/")
    for name, words in {
        "title": "Looks at namesakes", "purpose": "To find looks at namesakes.", "necessity": "Nobody complains of them.",
        "proportionality": "Looks alone are read.", "looks": "Data Protection Act 2018, section 35(2)(b)",
    }.items():  # fmt: skip
        page.fill(f"[name={name}]", words)
    fill_day(page, "expires_on", date(2024, 1, 31))
    send(page)
    assert page.is_visible("text=The operation waits to be authorised by the head of department."), page.inner_text("main")
    assert page.locator("main form[novalidate]").count() == 0  # who asked does not decide
    head = people.open("head", "/operations/")
    follow(head.locator("a:text('Looks at namesakes')").first)
    head.check("input[name=decided][value=authorised]")
    head.fill("[name=why]", "It reads looks alone, for a month.")
    send(head)
    assert head.is_visible("text=The decision is on record."), head.inner_text("main")
    nobody_named = people.open("investigator", "/operations/")
    assert nobody_named.inner_text("h1") == "Page not found"
