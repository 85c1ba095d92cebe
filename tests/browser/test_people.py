"""Story two as each person meets it: she reports and reads on a telephone, an overseer samples her case, what is owed stands with the
chief until it is done, he reads his notice and writes, and his representative reads it with him."""

import re
import subprocess
import sys
from datetime import date
from html import unescape

import pytest

from custodiet.law.steps.people import ApologyOffered, PersonInformed
from custodiet.law.vocabulary import Office, ToldOf
from tests.browser.conftest import People, follow
from tests.browser.hands import fill, send, told_by_phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ON_SCREEN = 375
WORDS = "We found that the officer broke the rules. He got a final written warning, and works elsewhere now."


@pytest.fixture(scope="module")
def office(browser, outcome):
    return People(browser, outcome.url)


@pytest.fixture(scope="module")
def her(browser, outcome):
    return People(browser, outcome.url, ON_SCREEN)


def late(office, reference):
    """What of that case stands on the page of the chief officer."""
    page = office.open("chief", "/overdue/")
    return [row for row in page.locator("main table tr").all_inner_texts() if reference in row]


def taken(office, reference, step):
    """A step taken through its form."""
    page = office.open("authority", f"/case/{reference}/step/{type(step).__name__}/")
    fill(page, step, Office.APPROPRIATE_AUTHORITY)
    send(page)
    assert page.is_visible(f"text=Recorded: {type(step).title()}."), page.inner_text("main")[:1500]


def test_she_reports_on_a_telephone_and_her_receipt_is_proved_without_the_force(her, tmp_path):
    widths = []

    def seen(page):
        widths.append(page.evaluate("document.documentElement.scrollWidth"))

    number, page = told_by_phone(her, seen), her["nobody"]
    assert len(widths) == 14 and max(widths) <= ON_SCREEN, widths
    for number_of in ("1", "2"):
        (tmp_path / f"page-{number_of}.json").write_bytes(page.request.get(f"/form/done/{number_of}/").body())
    key = re.search(r"--key (\S+)", unescape(re.sub("<[^>]+>", "", page.request.get("/form/key/").text())))[1]
    command = [sys.executable, "-m", "custodiet.cli", "check-receipt", "page-1.json", "--key", key, "--words"]
    held = subprocess.run([*command, "page-2.json"], cwd=tmp_path, check=False, capture_output=True, text=True, timeout=120)
    assert (held.returncode, number in held.stdout) == (0, True), held.stdout + held.stderr
    (tmp_path / "other.json").write_text((tmp_path / "page-2.json").read_text().replace("texting", "calling"))
    altered = subprocess.run([*command, "other.json"], cwd=tmp_path, check=False, capture_output=True, text=True, timeout=120)
    assert altered.returncode != 0, altered.stdout


def test_an_overseer_samples_her_case_and_reads_the_overdue_update_with_its_reason(office, outcome):
    reference = outcome.cases[1]
    page = office["overseer"]
    page.goto("/oversight/overdue/")
    [late_one] = [row for row in page.locator("main table tr").all_inner_texts() if "progress update" in row and reference in row]
    assert "4 weeks from 22 November 2022" in late_one and "overdue" in late_one.lower() and "CMR20 34(2)(a)(ii)" in late_one, late_one
    page.goto("/oversight/samples/")
    page.fill("[name=question]", "Was she told of progress every four weeks?")
    page.fill("[name=asked]", "2")  # of the two there are, so hers is drawn
    send(page)
    follow(page.locator(f"main a:text('Judge {reference}')"))
    page.check("[name=verdict][value='not met']")
    page.fill("[name=words]", "Nobody told her anything after 22 November 2022.")
    send(page)
    said = page.inner_text("main")
    assert "Nobody told her anything after 22 November 2022." in said and "Not met: 1" in said


def test_what_she_is_owed_stands_with_the_chief_until_done_and_she_reads_the_outcome_and_asks_for_a_second_look(her, office, outcome):
    reference, (link, code), today = outcome.cases[1], outcome.ways_in[1], outcome.today
    stands = late(office, reference)
    assert any("progress update" in row for row in stands), stands
    page = her["nobody"]
    page.goto(f"/m/{link}/")
    page.fill("[name=code]", code)
    follow(page.locator("main form button").last)
    assert WORDS not in page.inner_text("main") and "Final written warning" not in page.inner_text("main")
    taken(office, reference, PersonInformed(on=date(2023, 1, 24), of=ToldOf.OUTCOME, how="by e-mail"))
    stands = late(office, reference)
    assert not any("progress update" in row for row in stands) and any("apology" in row.lower() for row in stands), stands
    page = office.open("authority", f"/case/{reference}/reach/complainant/")
    form = page.locator("form:has([name=words-text])")
    form.locator("[name=words-kind][value=OUTCOME]").check()
    form.locator("[name=words-text]").fill(WORDS)
    follow(form.locator("button").last)
    page = her["nobody"]
    page.goto("/m/")
    said = page.inner_text("main")
    assert WORDS in said and "inal written warning" in said and "Pembry" not in said and "2290" not in said
    assert page.evaluate("document.documentElement.scrollWidth") <= ON_SCREEN
    page.goto("/m/ask/review/")
    page.fill("[name=words]", "Look at why nobody stopped it sooner.")
    follow(page.locator("main form button").last)
    assert "We have not answered yet." in page.inner_text("main")
    page = office.open("authority", f"/case/{reference}/reach/complainant/")
    assert page.is_visible("text=Look at why nobody stopped it sooner.")
    step = ApologyOffered(on=today, person="complainant", given_by="The chief officer", how="in writing", words="We are sorry.")
    taken(office, reference, step)
    assert not [row for row in late(office, reference) if "apology" in row.lower()]
    assert her.complaints == office.complaints == []


def test_the_officer_reads_his_notice_and_what_he_still_writes_is_read_by_the_authority(office, outcome):
    reference = outcome.cases[1]
    page = office["officer-two"]
    page.goto("/own/")
    follow(page.locator(f"main a:text('{reference}')"))
    said = page.inner_text("main")
    assert "Notice of investigation given to the officer, version 1" in said and "Gross misconduct" in said
    assert "07700" not in said
    assert not page.locator("text=Give a statement to the investigator").count()  # the proceedings have ended
    follow(page.locator("text=Write to the appropriate authority"))
    page.fill("[name=words]", "I have read the outcome, and I am sorry.")
    send(page)
    assert page.is_visible("text=It is on record, with today’s day.")
    assert "I have read the outcome, and I am sorry." in page.inner_text("main")
    page = office["representative"]  # with the consent of the officer: reads it all, and answers nothing
    page.goto("/own/")
    follow(page.locator(f"main a:text('{reference}')"))
    assert "I have read the outcome, and I am sorry." in page.inner_text("main") and "“You” means the officer" in page.inner_text("main")
    assert not page.locator("main a[href$='/message/'], main a[href$='/help/'], main form[action*='/help/']").count()
    page = office.open("authority", "/")
    assert page.is_visible("text=Read the message that came in on the officer’s page")
    page = office.open("authority", f"/case/{reference}/papers/")
    assert "I have read the outcome, and I am sorry." in page.inner_text("main")
    assert office.complaints == []
