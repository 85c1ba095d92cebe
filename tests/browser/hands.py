"""What a person does with the form of a step: fill in what the step says, choose the office, send it."""

import re
import time
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page

from custodiet.law import codec
from custodiet.law.steps import Step
from custodiet.law.steps.outcome import OutcomeNotified, ReportSubmitted
from custodiet.law.vocabulary import Office
from tests.browser.conftest import People, follow
from tests.casework.extract import FILES


def fill_day(page: Page, name: str, day: date) -> None:
    """A date in its three boxes."""
    for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.fill(f"[name={name}_{part}]", str(number))


def answer(page: Page, name: str, value: object) -> None:
    """One answer, whatever the form asks with."""
    if isinstance(value, date):
        return fill_day(page, name, value)
    if isinstance(value, tuple):
        for item in value:
            page.check(f'input[name={name}][value="{item}"]')
        return None
    text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
    if page.locator(f"input[type=radio][name={name}]").count():
        return page.check(f'input[name={name}][value="{text}"]')
    if page.locator(f"select[name={name}]").count():
        page.select_option(f"[name={name}]", text)
        return None
    return page.fill(f"[name={name}]", text)


def fill(page: Page, step: Step, office: Office) -> None:
    """The whole form of a step."""
    if step.about and page.locator("[name=about]").count():
        answer(page, "about", step.about)
    fill_day(page, "on", step.on)
    if step.not_before:
        fill_day(page, "not_before", step.not_before)
    said = codec.encode(step)
    for asked in step.own_fields():
        if asked.name in said and getattr(step, asked.name) not in ("", None, ()):
            answer(page, asked.name, getattr(step, asked.name))
    answer(page, "office", office)


def send(page: Page) -> None:
    """Press the button of the form, and wait for the answer."""
    follow(page.locator("main form[novalidate] button[type=submit]").last)


def import_begun(people: People) -> str:
    """The address of an import that waits for a person to put its columns right."""
    page = people.open("head", "/imports/")
    page.fill("#id_source", "Ledgerline")
    page.set_input_files("#id_files", [{"name": name, "mimeType": "text/csv", "buffer": text.encode()} for name, text in FILES.items()])
    send(page)
    return page.url.split("/", 3)[3]


def found_by_night(people: People, seconds: int = 300) -> tuple[str, str]:
    """Wait until the night beside the demonstration has filled the queue; the references of story one's finding and its operation."""
    page, until = people.open("analyst", "/findings/"), time.monotonic() + seconds
    row = page.locator("main tr:has-text('60 contacts by work telephone') a[href^='/findings/F-']")
    while not row.count():
        assert time.monotonic() < until, page.inner_text("main")
        page.wait_for_timeout(1000)
        page.reload()
    finding = row.first.get_attribute("href").split("/")[2]
    page.goto("/operations/")
    return finding, page.locator("main a[href^='/operations/OP-']").first.get_attribute("href").split("/")[2]


def give_report(people: People, reference: str, day: date) -> None:
    """The chair's report submitted, and given to the officer: before that nothing of the outcome is published."""
    for username, kind in (("chair", ReportSubmitted), ("authority", OutcomeNotified)):
        page = people.open(username, f"/case/{reference}/step/{kind.__name__}/?about=officer-1")
        fill_day(page, "on", day)
        answer(page, "office", "chair" if username == "chair" else "appropriate authority")
        send(page)
        assert page.is_visible(f"text=Recorded: {kind.title()}."), page.inner_text("main")


def publish(people: People, reference: str) -> str:
    """Two people read and approve the same bytes; gives the address of what is public then."""
    page = people.open("publications", f"/case/{reference}/publish/")
    assert page.locator("text=It may not be published").count() == 0, page.inner_text("main")
    before = people["nobody"].goto("/outcomes/").text().count('href="/outcomes/')
    page.check("[name=read]")
    send(page)
    assert page.is_visible("text=It is published when a second person approves it."), page.inner_text("main")
    assert people["nobody"].goto("/outcomes/").text().count('href="/outcomes/') == before  # one approval publishes nothing
    assert page.locator("main button[type=submit]").count() == 0  # the same person cannot approve twice
    second = people.open("head", f"/case/{reference}/publish/")
    second.check("[name=read]")
    send(second)
    return second.get_attribute(".custodiet-two a[href^='/outcomes/']", "href")


def announce(people: People, reference: str, last_day: date) -> str:
    """One writes the notice of the hearing, two others read and approve it; gives the address of what is public then."""
    page = people.open("proceedings", f"/case/{reference}/publish/hearing/write/")
    answer(page, "attendance", "in public")
    page.fill("[name=starts_at]", "10:00")
    page.fill("[name=place]", "Headquarters, Exampleton")
    fill_day(page, "last_day", last_day)
    page.check('input[name=conditions][value="register beforehand"]')
    page.fill("[name=how_to_attend]", "Write to hearings@example.org.")
    send(page)
    assert page.is_visible("text=Two others read and approve it."), page.inner_text("main")
    assert page.locator("main [name=read]").count() == 0  # whoever wrote it does not approve it
    for username, said in (("publications", "It is published when a second person approves it."), ("head", "is published.")):
        page = people.open(username, f"/case/{reference}/publish/hearing/")
        assert page.locator("text=It may not be published").count() == 0, page.inner_text("main")
        page.check("[name=read]")
        send(page)
        assert page.is_visible(f"text={said}"), page.inner_text("main")
    return page.get_attribute(".custodiet-two a[href^='/hearings/']", "href")


def bundle_made(people: People, reference: str) -> str:
    """Begin a bundle, put three exhibits in, decide that the panel gets one of them less, have its copy made; gives the copy's number."""
    page = people.open("investigator", f"/case/{reference}/bundles/new/")
    page.fill("[name=name]", "Misconduct hearing")
    send(page)
    page.fill("[name=lines]", "\n".join(page.input_value("[name=lines]").splitlines()[:3]))
    send(page)
    until_made(page)
    follow(page.locator("a:has-text('Decide what the panel gets')").first)
    for number in range(3):
        page.locator("main select").nth(number).select_option("IN" if number else "NOT_RELEVANT")
    page.locator("main input[name^=why-]").first.fill("It concerns another day")
    send(page)
    assert page.is_visible("text=3 decisions are on record."), page.inner_text("main")
    follow(page.locator("button:has-text('Make the copy for the panel')").first)
    until_made(page)
    return page.locator("main form[action$='/copy/']").first.get_attribute("action").split("/")[-3]


def paper_made(people: People, reference: str) -> str:
    """Make a form for the officer's response; gives the number of the paper."""
    page = people.open("authority", f"/case/{reference}/papers/make/officer-1/response-form/")
    send(page)
    assert page.is_visible("text=Read it before it is given."), page.inner_text("main")
    return page.url.rstrip("/").split("/")[-1]


def conflict_declared(people: People, reference: str) -> str:
    """Let the proceedings officer declare a conflict of interest in the case; gives the number of the first there is."""
    page = people.open("proceedings", f"/case/{reference}/conflict/")
    page.fill("[name=reason]", "A neighbour of the officer")
    page.check("[name=sure]")
    send(page)
    assert page.inner_text("h1") == "What is due today", page.inner_text("main")
    return "1"


def until_made(page: Page, seconds: int = 300) -> None:
    """Wait until the worker beside the demonstration has made what was asked for."""
    until = time.monotonic() + seconds
    while page.locator("text=Something is being made.").count():
        assert time.monotonic() < until, page.inner_text("main")
        page.wait_for_timeout(1000)
        page.reload()
    assert not page.locator("main .govuk-tag:has-text('Failed')").count(), page.inner_text("main")


def told_by_phone(people: People, shown: Callable[[Page], None] = lambda page: None, language: str = "") -> str:
    """Somebody tells it once, on the pages of the portal; the number of the report. `shown` looks at each page on the way."""
    page = people.open("nobody", f"{language}/form/")
    shown(page)
    follow(page.locator("main a.govuk-button"))
    for _ in range(20):
        shown(page)
        if page.locator("[name=way]").count():
            page.check("[name=way] >> nth=0")
        elif page.locator("textarea[name=words]").count() and not page.locator("[name=wants]").count():
            page.fill("[name=words]", "He kept texting me after he came to my flat.")
        elif page.locator("[name=files]").count():
            page.set_input_files("[name=files]", [{"name": "shot.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\nA"}])
        elif page.locator("[name=named]").count():
            page.check("[name=named] >> nth=1")
        elif page.locator("[name=ways]").count():
            page.check("[name=ways][value=safe_to_text]")
            page.fill("[name=phone]", "07700 900321")
        elif page.url.endswith("/done/"):
            return re.search(r"R-\w{8}", page.inner_text("main"))[0]
        follow(
            page.locator("main form button:not([name]), main a.govuk-button").last
            if "/code/" not in page.url
            else page.locator("main a.govuk-button")
        )
    raise AssertionError(f"It did not come to an end: {page.url}")


def way_in(people: People, reference: str) -> tuple[str, str]:
    """A way in for the complainant, handed over on paper; its link and its code."""
    page = people.open("authority", f"/case/{reference}/reach/complainant/")
    follow(page.locator("form:has(input[value=way-in]) button"))
    link, code = page.locator(".custodiet-written").all_inner_texts()[-2:]
    return link.strip().rstrip("/").rsplit("/", 1)[1], code.strip()


def figures_published(people: People) -> tuple[str, str]:
    """Freeze the figures, and have the tables of five years approved by two people; the snapshot's address and that of the publication."""
    page = people.open("head", "/figures/")
    page.check("[name=sure]")
    send(page)
    snapshot = page.url.split("/figures/")[1].split("/")[0]
    for who in ("publications", "head"):
        page = people.open(who, f"/figures/{snapshot}/publish/?period=2019-04-01..2024-03-31")
        page.check("[name=read]")
        send(page)
    page = people.open("nobody", "/statistics/")
    follow(page.locator("main ul a").first)
    return snapshot, page.url.rstrip("/").rsplit("/", 1)[1]
