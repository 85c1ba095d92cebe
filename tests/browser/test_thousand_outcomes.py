"""The public site with a thousand outcomes: axe on every page, feeds that programs can read, headers on every answer (`make soak`)."""

import csv
import email.utils
import http.client
import io
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import icalendar
import pytest
from axe_playwright_python.sync_playwright import Axe

from bench.public import gunicorn

pytestmark = [pytest.mark.long, pytest.mark.browser]
ROOT = Path(__file__).resolve().parents[2]
COUNT = 1000
WIDTHS = (1280, 375)
FRESH = 100
"""Pages after which a new window is opened: what drives the browser broke down after some 270 looks of axe in one."""
LISTS = ("/outcomes/", "/outcomes/archive/", "/hearings/", "/withdrawn/")
FEEDS = ("/outcomes/feed.xml", "/withdrawn/feed.xml")
TABLES = ("/outcomes/outcomes.csv", "/hearings/hearings.csv", "/withdrawn/withdrawn.csv")
MADE = "import sys; from pathlib import Path; from bench.public import prepared; print(*prepared(Path(sys.argv[1]), int(sys.argv[2])))"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The port of the public site, and the addresses of its outcomes."""
    place = tmp_path_factory.mktemp("site")
    made = subprocess.run([sys.executable, "-c", MADE, str(place), str(COUNT)], capture_output=True, text=True, cwd=ROOT, check=True)
    with gunicorn(place) as port:
        yield port, [f"/outcomes/{slug}/" for slug in made.stdout.split()]


def asked(port, address):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", address)
    answer = connection.getresponse()
    return answer, answer.read()


def test_axe_finds_nothing_on_any_of_them_and_no_page_is_wider_than_its_window(site, browser):
    port, addresses = site
    assert len(set(addresses)) == COUNT
    complaints = []

    def opened():
        page = browser.new_context(base_url=f"http://127.0.0.1:{port}").new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return page

    for number, address in enumerate((*LISTS, *addresses)):
        if number % FRESH == 0:
            page = opened()
        width = WIDTHS[number % 2]
        for each in WIDTHS if address in LISTS else (width,):
            page.set_viewport_size({"width": each, "height": 900})
            answer = page.goto(address)
            assert answer.status == 200 and page.locator("h1").count() == 1, address
            found = Axe().run(page)
            assert found.violations_count == 0, (address, each, found.generate_report())
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (address, each)
    assert complaints == []


def test_without_scripts_every_list_leads_to_every_page(site, browser):
    port, addresses = site
    page = browser.new_context(base_url=f"http://127.0.0.1:{port}", java_script_enabled=False).new_page()
    page.goto("/outcomes/")
    page.get_by_role("link", name="Archive of outcomes").click()
    assert page.locator("main li a").count() >= COUNT // 10
    page.locator("main li a").first.click()
    assert "kept in the archive" in page.inner_text("main") and page.url.removeprefix(f"http://127.0.0.1:{port}") in addresses


def test_every_answer_says_what_caches_and_browsers_may_do(site):
    port, addresses = site
    printed = [f"{address}notice.pdf" for address in addresses[:6]]
    for address in (*LISTS, *FEEDS, *TABLES, "/hearings/hearings.ics", "/robots.txt", *printed, *addresses):
        answer, body = asked(port, address)
        assert answer.status == 200 and int(answer.headers["Content-Length"]) == len(body), address
        assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate" and answer.headers["ETag"], address
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"] and answer.headers["X-Frame-Options"] == "DENY", address
        assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["X-Robots-Tag"].startswith("noindex"), address
        assert answer.headers["Set-Cookie"] is None, address


def test_the_feeds_are_what_other_programs_take_for_feeds(site):
    port, addresses = site
    for address in FEEDS:
        channel = ElementTree.fromstring(asked(port, address)[1]).find("channel")
        assert all(channel.findtext(name) for name in ("title", "link", "description"))
        marks = [item.findtext("guid") for item in channel.iterfind("item")]
        assert len(marks) == len(set(marks)) == (100 if address == "/outcomes/feed.xml" else 0)
        for item in channel.iterfind("item"):
            assert item.findtext("title") and email.utils.parsedate_to_datetime(item.findtext("pubDate")).tzinfo
            assert urlsplit(item.findtext("link")).path in addresses
    rows = list(csv.DictReader(io.StringIO(asked(port, "/outcomes/outcomes.csv")[1].decode())))
    assert {urlsplit(row["address"]).path for row in rows} == {each for number, each in enumerate(addresses) if number % 10 != 9}
    assert icalendar.Calendar.from_ical(asked(port, "/hearings/hearings.ics")[1])["version"] == "2.0"
