"""Both stories by hand through the pages, from the complaint to the published outcome, each office in its own browser."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.outcome import Imposed, OutcomeNotified
from custodiet.law.steps.proceedings import HearingBegan, HearingEnded, PublicityConsidered, ReportingRestricted
from custodiet.law.story import load
from custodiet.web.demo_cases import HANDS, part_of
from tests.browser.conftest import People, follow
from tests.browser.hands import announce, answer, fill, fill_day, give_report, publish, send

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DAY = date(2023, 12, 18)
STORIES = Path(__file__).resolve().parents[2] / "demo" / "stories"


def open_case(people, story):
    """Intake's one page: the complaint, the officer, the first allegation, the safe contact. Gives the reference."""
    page, steps = people["intake"], [told.step for told in story.steps]
    officer, complainant = story.people["officer-1"], story.people["complainant"]
    first = next(step for step in steps if isinstance(step, AllegationMade))
    follow(page.locator("nav a:text('New matter')").first)
    page.check('input[name=kind][value="complaint"]')
    fill_day(page, "on", steps[0].on)
    page.fill("[name=title]", "Contact after a call for help")
    page.select_option("[name=found]", "complaint")
    page.fill("[name=officer_name]", officer["name"])
    page.fill("[name=collar_number]", str(officer["collar"]))
    page.fill("[name=conduct]", first.conduct)
    fill_day(page, "from_day", first.from_day)
    page.fill("[name=category]", first.category)
    page.check("[name=serious_corruption]")
    page.select_option("[name=person_title]", complainant["title"])
    page.fill("[name=person_name]", complainant["name"])
    page.fill("[name=vulnerability]", complainant["vulnerability"])
    page.check("input[name=ways][value=safe_to_text]")
    page.fill("[name=phone]", complainant["phone"])
    send(page)
    assert page.inner_text("h1") == "Contact after a call for help", page.inner_text("main")
    return page.url.rstrip("/").rpartition("/")[2]


def let_in(people, reference, usernames):
    """The head of department gives everyone a place in the case."""
    page = people.open("head", f"/case/{reference}/access/")
    for username in usernames:
        label = next(o for o in page.locator("select[name=user] option").all_inner_texts() if username in o.lower())
        page.select_option("[name=user]", label=label)
        if username == "appropriate authority":
            for office in ("appropriate authority", "line manager", "vetting authority"):
                page.check(f'input[name=offices][value="{office}"]')
        send(page)
        assert page.is_visible("text=Access was given."), page.inner_text("main")


def offered(page, reference, step):
    """Go from the case page to the form of that step by its link, unfolding what it is folded into; whether it is there."""
    kind = type(step).__name__
    links = page.locator(f'main a[href^="/case/{reference}/step/{kind}/"]')
    own = page.locator(f'main a[href^="/case/{reference}/step/{kind}/?about={step.about}"]')
    link = (own if step.about and own.count() else links).first
    if not link.count():
        return False
    for folded in link.locator("xpath=ancestor::details[not(@open)]").all():
        folded.locator("summary").first.click()
    follow(link)
    return True


def on_case_page(people, username, reference):
    """That person's browser with the case page: it is not loaded again where nobody else did anything since."""
    page = people[username]
    if people.acted != username or not page.url.endswith(f"/case/{reference}/"):
        people.open(username, f"/case/{reference}/")
    return page


def take(people, reference, told):
    """Take one step of the story from the case page through its form; the case page says that it was recorded."""
    page = on_case_page(people, HANDS.get(told.by, "intake"), reference)
    assert offered(page, reference, told.step), f"line {told.line}: {told.step.title()} is not offered on the case page"
    fill(page, told.step, told.by)
    send(page)
    assert page.is_visible(f"text=Recorded: {told.step.title()}."), f"line {told.line}: {page.inner_text('main')[:1500]}"
    return page


def add_people(people, reference, story):
    """The people whom the page of a new matter does not ask for."""
    for key, told in story.people.items():
        if key in ("officer-1", "complainant"):
            continue
        page = people.open("intake", f"/case/{reference}/people/")
        follow(page.locator("text=Add a person").first)
        page.check(f'input[name=part][value="{told["role"]}"]')
        titles = page.locator("[name=person_title] option").all_inner_texts()
        page.select_option("[name=person_title]", told["title"] if told["title"] in titles else "Person")
        page.fill("[name=person_name]", told["name"])
        send(page)
        assert page.is_visible("text=The person is on record."), page.inner_text("main")


def run(people, file):
    """The whole story up to its outcome; gives the reference, the story and the case page on the day of the outcome."""
    story = load((STORIES / file).read_text(encoding="utf-8"))
    reference = open_case(people, story)
    let_in(people, reference, ["investigator", "appropriate authority", "chair", "publications officer"])
    add_people(people, reference, story)
    seen = None
    made = 0
    for told in part_of(story, "outcome")[2:]:
        if isinstance(told.step, AllegationMade) and (made := made + 1) == 1:
            continue  # on intake's page already
        if isinstance(told.step, ReportingRestricted):  # the pages allot the alias, and let no direction give another
            told = replace(told, step=replace(told.step, alias=""))
        page = take(people, reference, told)
        if isinstance(told.step, Imposed):
            seen = page.inner_text("main")
    return reference, story, seen


def test_story_one_from_the_complaint_to_the_page_the_public_reads_under_one_alias(browser, hearing):
    """The notice waits for the chair's decision on anonymity, the outcome for the report; every paper, list and feed says PC X and Ms A."""
    people = People(browser, hearing.url)
    story = load((STORIES / "one.yaml").read_text(encoding="utf-8"))
    reference = open_case(people, story)
    let_in(people, reference, ["investigator", "appropriate authority", "chair", "publications officer", "proceedings officer"])
    add_people(people, reference, story)
    seen, asked, notice, made = "", False, "", 0
    for told in part_of(story, "outcome")[2:]:
        if isinstance(told.step, AllegationMade) and (made := made + 1) == 1:
            continue  # on intake's page already
        if isinstance(told.step, PublicityConsidered):
            page = people.open("proceedings", f"/case/{reference}/publish/hearing/write/")
            asked = "has not been answered" in page.inner_text("main") and not page.locator("main form").count()
        if isinstance(told.step, HearingBegan):
            notice = announce(people, reference, DAY)
            assert "PC X" in (shown := everywhere(people, notice, "/hearings/", "/hearings/hearings.csv"))
            assert "18 December 2023" in shown and notice in shown
        page = take(people, reference, told)
        seen = page.inner_text("main") if isinstance(told.step, (Imposed, HearingEnded)) else seen
    assert asked
    assert "22 December 2023" in seen and "27 December 2023" in seen  # the barred list, the chair's report
    early = people.open("publications", f"/case/{reference}/publish/")
    assert "Officer given the report" in early.inner_text("main") and not early.locator("[name=read]").count()
    give_report(people, reference, DAY)
    outcome = publish(people, reference)
    public = everywhere(people, notice, outcome, "/hearings/", "/hearings/hearings.ics", "/hearings/hearings.csv", "/outcomes/",
                        "/outcomes/feed.xml", "/outcomes/outcomes.csv")  # fmt: skip
    words = people["nobody"].goto(outcome).text()
    for said in ("PC X", "Ms A", "Would have been dismissed", "olice barred list", "Discreditable Conduct", "Honesty and Integrity",
                 "Authority, Respect and Courtesy", "17 calls and 43 texts", "gross misconduct"):  # fmt: skip
        assert said in words, said
    for kept_back in ("Confidentiality", "Westmere", "4471", "suspended", "PC Y", "Mr X"):  # no breach of it was found; the rest is no news
        assert kept_back not in words, kept_back
    paper = people.open("chair", f"/case/{reference}/hearing/").inner_text("main")
    assert "PC X" in paper and "Public notice of the hearing published" in paper and "Report or outcome published" in paper
    assert not any(f"{name} {letter}" in public + paper for name in ("PC", "Officer", "Ms") for letter in "BCDYZ")
    for person in story.people.values():
        assert person["name"].split()[-1] not in public + paper
    assert people.complaints == []


def everywhere(people, *addresses):
    """What stands at each of these addresses for whoever asks."""
    return "".join(people["nobody"].request.get(address).text() for address in addresses)


def test_story_two_ends_in_a_final_written_warning_with_its_expiry_and_shows_the_apology_as_missing(browser, after):
    people = People(browser, after.url)
    reference, story, seen = run(people, "two.yaml")
    assert "19 January 2025" in seen
    words = ""
    for told in story.steps[len(part_of(story, "outcome")) :]:
        take(people, reference, told)
        if isinstance(told.step, OutcomeNotified):  # before the officer was given the report nothing is published
            page = people["nobody"]
            page.goto(publish(people, reference))
            words = page.inner_text("main")
            assert "Final written warning" in words and "19 January 2025" in words
            for person in story.people.values():
                assert person["name"].split()[-1] not in page.content()
    assert words
    page = people.open("authority", f"/case/{reference}/")
    due = page.locator("table:has(caption:text('What is due')) tr").all_inner_texts()
    assert any("Consider an apology" in row and "overdue" in row for row in due), due
    assert not any("Re-vetting" in row for row in due), due  # its result is on record
    assert any("restriction" in row.lower() and "26 February 2024" in row for row in due), due
    in_force = page.locator("table:has(caption:text('In force')) tr").all_inner_texts()
    assert any("19 January 2025" in row for row in in_force), in_force
    assert page.is_visible("text=Moved from Harrow Down; no lone contact with vulnerable people")
    assert people.complaints == []


def test_an_officer_concerned_does_not_find_the_own_case(browser, hearing):
    people = People(browser, hearing.url)
    page = people["officer"]
    hidden = page.goto(f"/case/{hearing.cases[0]}/").text()
    missing = page.goto("/case/WV-2222-2222/").text()
    assert hidden == missing
    page.goto("/search/")
    page.fill("[name=words]", hearing.cases[0])
    send(page)
    assert page.is_visible("text=Nothing was found")


def test_a_refusal_of_the_law_stands_on_top_with_its_provision_and_keeps_what_was_written(browser, hearing):
    people = People(browser, hearing.url)
    page = people.open("chair", f"/case/{hearing.cases[0]}/step/Imposed/")
    fill_day(page, "on", DAY)
    answer(page, "outcome", "dismissal without notice")
    page.fill("[name=reason]", "Written before the hearing")
    answer(page, "office", "chair")
    send(page)
    assert page.is_visible("h2:text('This step may not be taken')")
    assert page.locator(".govuk-error-summary .custodiet-citation").count() == 1
    assert page.input_value("[name=reason]") == "Written before the hearing"


def test_a_stale_form_is_answered_with_what_changed_and_what_was_written(browser, hearing):
    people = People(browser, hearing.url)
    slow = people.open("authority", f"/case/{hearing.cases[1]}/step/MeetingDecided/")
    fill_day(slow, "on", DAY)
    answer(slow, "offered", True)
    quick = people.open("intake", f"/case/{hearing.cases[1]}/step/ApologyAskedFor/")
    fill_day(quick, "on", DAY)
    answer(quick, "office", "complainant")
    send(quick)
    assert quick.is_visible("text=Recorded"), quick.inner_text("main")
    if slow.locator("input[type=radio][name=office]").count():
        slow.locator("input[type=radio][name=office]").first.check()
    send(slow)
    assert slow.inner_text("h1") == "Someone changed this meanwhile", slow.inner_text("main")
    assert slow.is_visible("text=Apology asked for")
