"""The public site: what caches and search engines may do with it, its lists and feeds, its periods, what a withdrawal leaves."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from xml.etree import ElementTree

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from custodiet.casework import on_site
from custodiet.casework.actions import publish
from custodiet.casework.models import PaperOnSite, PublishedOutcome, Role
from custodiet.casework.public_role import OPEN
from custodiet.web import context
from custodiet.web.public.routes import PUBLIC_ROUTES
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
LISTS = (
    "/outcomes/", "/outcomes/feed.xml", "/outcomes/outcomes.csv", "/hearings/", "/hearings/hearings.ics", "/hearings/hearings.csv",
    "/withdrawn/", "/withdrawn/feed.xml", "/withdrawn/withdrawn.csv", "/robots.txt",
)  # fmt: skip
NOT_LISTED = {"/hearings/", "/hearings/hearings.ics", "/withdrawn/"}


@pytest.fixture
def on(settings, monkeypatch):
    """Put the calendar on a day."""
    settings.DEMO = True

    def put(day):
        monkeypatch.setenv(context.DEMO_DAY, day.isoformat())

    put(TODAY)
    return put


def paper(world, **told):
    """Another paper of the world's case."""
    first, second = world.published.approved_by_first, world.published.approved_by_second
    body = f"<article><p>{told.get('alias', 'PC X')}</p></article>\n".encode()
    digest = sha256(body).hexdigest()
    title = told.pop("title", "Notice of misconduct hearing: PC X")
    return publish.store(
        case=world.case,
        body=body,
        digest=digest,
        approved_by=(first, second),
        by=first,
        today=TODAY,
        title=title,
        told=publish.Told(**told),
    )


def announced(world, days, **listed):
    """A notice of a hearing of those days."""
    told = {"days": [day.isoformat() for day in days], "starts_at": "", "place": "", "attendance": "in public"} | listed
    return paper(world, kind=PaperOnSite.HEARING, alias="PC X", last_day=max(days), listed=told)


def papers_of(world):
    """The addresses of the published papers of the world, each as page and as PDF."""
    pages = (f"/outcomes/{world.published.slug}/", f"/hearings/{world.announced.slug}/")
    return (*pages, *(f"{page}notice.pdf" for page in pages))


def feed(client, address="/outcomes/feed.xml"):
    return [each.text for each in ElementTree.fromstring(client.get(address).content).iterfind(".//item/link")]


def table(client, address="/outcomes/outcomes.csv"):
    return [row["address"] for row in csv.DictReader(io.StringIO(client.get(address).content.decode()))]


def entries(client):
    return icalendar.Calendar.from_ical(client.get("/hearings/hearings.ics").content).walk("VEVENT")


def test_every_public_answer_is_asked_for_each_time_and_listed_by_no_search_engine_unasked(world):
    client = browser_of(None)
    for address in (*LISTS, *papers_of(world)):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate", address
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive", address
        assert "default-src 'none'" in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["X-Frame-Options"] == "DENY" and answer["Referrer-Policy"] == "same-origin" and not answer.cookies, address
        assert answer["ETag"].startswith('"') and world.published.digest not in answer["ETag"], address
        assert world.published.pdf_digest not in answer["ETag"], address
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_whoever_holds_the_very_same_page_is_told_so_and_whoever_holds_another_gets_it(world):
    client = browser_of(None)
    for address in (*LISTS, *papers_of(world)):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
        assert again["Cache-Control"] == first["Cache-Control"] and again["X-Robots-Tag"] == first["X-Robots-Tag"], address
        assert client.get(address, headers={"If-None-Match": '"another"'}).content == first.content, address


def test_a_page_that_was_withdrawn_is_gone_for_whoever_holds_it_too(world):
    client, address = browser_of(None), f"/outcomes/{world.published.slug}/"
    tags = {each: client.get(each)["ETag"] for each in (address, f"{address}notice.pdf")}
    publish.withdraw(published=world.published, by=world.head, today=TODAY)
    for each, tag in tags.items():
        answer = client.get(each, headers={"If-None-Match": tag})
        assert answer.status_code == 410 and answer["Cache-Control"] == "no-store", each


def test_the_pdf_is_the_stored_bytes_or_not_there_at_all(world):
    client, first = browser_of(None), world.published.approved_by_first
    page = client.get(f"/outcomes/{world.published.slug}/").content.decode()
    answer = client.get(f"/outcomes/{world.published.slug}/notice.pdf")
    assert f'href="/outcomes/{world.published.slug}/notice.pdf"' in page and answer.content == b"%PDF-1.7 of PC X"
    assert answer["Content-Disposition"] == f'inline; filename="outcome-{world.published.slug}.pdf"'
    without = paper(world)
    assert "notice.pdf" not in client.get(f"/outcomes/{without.slug}/").content.decode()
    assert client.get(f"/outcomes/{without.slug}/notice.pdf").status_code == 404
    altered = PublishedOutcome.objects.create(
        case=world.case, body=b"x", digest="0" * 64, pdf=b"%PDF-1.7", pdf_digest="0" * 64, approved_by_first=first,
        approved_by_second=world.head,
    )  # fmt: skip
    assert client.get(f"/outcomes/{altered.slug}/notice.pdf").status_code == 404
    assert client.get(f"/hearings/{world.published.slug}/notice.pdf").status_code == 404


def test_a_force_may_let_search_engines_list_its_outcomes_and_nothing_else(world, settings, on):
    settings.POLICY = {"publication": {"indexed": True, "archive": True}}
    client = browser_of(None)
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nAllow: /outcomes/\nDisallow: /outcomes/archive/\nDisallow: /\n"
    page = client.get(f"/outcomes/{world.published.slug}/")
    assert page["X-Robots-Tag"] == "index, follow, noarchive" and b'content="index, follow, noarchive"' in page.content
    kept = paper(world, last_day=TODAY - timedelta(days=1), may_be_kept=True)
    for address in (*NOT_LISTED, "/outcomes/archive/", f"/outcomes/{kept.slug}/", f"/hearings/{world.announced.slug}/"):
        answer = client.get(address)
        assert answer.status_code == 200 and answer["X-Robots-Tag"] == "noindex, nofollow, noarchive", address
        assert b'content="index, follow' not in answer.content, address


def test_whoever_is_signed_in_gets_no_public_page_into_a_cache(world):
    answer = browser_of(world.related(Role.PUBLICATIONS, "granted")).get("/outcomes/")
    assert answer["Cache-Control"] == "no-store" and "ETag" not in answer


def test_a_withdrawal_empties_list_and_feeds_and_leaves_a_page_that_says_nothing(world):
    client, address = browser_of(None), f"http://testserver/outcomes/{world.published.slug}/"
    assert feed(client) == table(client) == [address]
    publish.withdraw(published=world.published, by=world.head, today=TODAY)
    assert feed(client) == table(client) == []
    gone = client.get(address)
    assert gone.status_code == 410 and gone["Cache-Control"] == "no-store"
    assert world.published.title not in gone.content.decode() and "PC X" not in gone.content.decode()


def test_what_was_withdrawn_stands_on_the_list_of_recalls_by_address_alone(world):
    client, address = browser_of(None), f"http://testserver/outcomes/{world.published.slug}/"
    hearing = f"http://testserver/hearings/{world.announced.slug}/"
    assert feed(client, "/withdrawn/feed.xml") == table(client, "/withdrawn/withdrawn.csv") == []
    publish.withdraw(published=world.published, by=world.head, today=TODAY)
    publish.withdraw(published=world.announced, by=world.head, today=TODAY)
    assert feed(client, "/withdrawn/feed.xml") == table(client, "/withdrawn/withdrawn.csv") == [hearing, address]
    assert entries(client) == [] and table(client, "/hearings/hearings.csv") == []
    for each in ("/withdrawn/", "/withdrawn/feed.xml", "/withdrawn/withdrawn.csv"):
        said = client.get(each).content.decode()
        assert address in said and "PC X" not in said


def test_nothing_but_titles_days_and_addresses_stands_in_the_feeds(world):
    client = browser_of(None)
    body = bytes(PublishedOutcome.objects.get(pk=world.published.pk).body)
    for address in LISTS:
        assert body not in client.get(address).content
    assert on_site.served(world.published.slug).digest == sha256(body).hexdigest()


def test_an_outcome_goes_by_itself_after_the_last_day_of_its_period(world, on):
    shown = paper(world, last_day=TODAY + timedelta(days=28))
    client, address = browser_of(None), f"/outcomes/{shown.slug}/"
    for days, status in ((0, 200), (28, 200), (29, 410), (5000, 410)):
        on(TODAY + timedelta(days=days))
        assert client.get(address).status_code == status, days
        assert (f"http://testserver{address}" in feed(client)) is (status == 200), days
    assert b"PC X" not in client.get(address).content


def test_a_paper_of_which_no_period_was_kept_goes_after_the_least_that_the_law_gives(world, on):
    assert world.published.last_day is None
    began = world.published.published_at.date()
    on(began + timedelta(days=28))
    assert browser_of(None).get(f"/outcomes/{world.published.slug}/").status_code == 200
    on(began + timedelta(days=29))
    assert browser_of(None).get(f"/outcomes/{world.published.slug}/").status_code == 410
    assert list(on_site.outcomes(began + timedelta(days=29))) == []


def test_the_archive_keeps_what_may_be_kept_where_the_force_so_chooses(world, on, settings):
    over = TODAY - timedelta(days=1)
    kept, not_kept = paper(world, last_day=over, may_be_kept=True, title="Kept"), paper(world, last_day=over, title="Not kept")
    hearing = paper(world, kind=PaperOnSite.HEARING, last_day=over, may_be_kept=True, title="A hearing")
    client = browser_of(None)

    def answers():
        papers = (("outcomes", kept), ("outcomes", not_kept), ("hearings", hearing))
        return [client.get(f"/{room}/{each.slug}/").status_code for room, each in papers]

    assert client.get("/outcomes/archive/").status_code == 404 and answers() == [410, 410, 410]
    settings.POLICY = {"publication": {"archive": True}}
    said = client.get("/outcomes/archive/").content.decode()
    assert "Kept" in said and "Not kept" not in said and "A hearing" not in said
    assert answers() == [200, 410, 410]
    assert "kept in the archive" in client.get(f"/outcomes/{kept.slug}/").content.decode()
    assert "/outcomes/archive/" in client.get("/outcomes/").content.decode()
    publish.withdraw(published=kept, by=world.head, today=TODAY)
    assert answers() == [410, 410, 410] and "Kept" not in client.get("/outcomes/archive/").content.decode()


def test_coming_hearings_stand_in_the_order_of_their_days_and_say_what_the_notices_say(world, on):
    later = announced(world, [TODAY + timedelta(days=9)], place="Headquarters, Exampleton", starts_at="10:30")
    sooner = announced(world, [TODAY, TODAY + timedelta(days=1)])
    said = browser_of(None).get("/hearings/").content.decode()
    assert said.index(sooner.slug) < said.index(later.slug) < said.index(world.announced.slug)
    assert "26 November 2026, 27 November 2026" in said and "5 December 2026 at 10:30" in said and "Headquarters, Exampleton" in said
    on(TODAY + timedelta(days=2))
    said = browser_of(None).get("/hearings/").content.decode()
    assert sooner.slug not in said and later.slug in said


def test_the_calendar_of_hearings_says_days_and_where_the_notice_is_and_nothing_of_whom(world, on):
    made = announced(world, [TODAY, TODAY + timedelta(days=1)], place="Headquarters, Exampleton", starts_at="10:30")
    found = entries(browser_of(None))
    assert [str(each["summary"]) for each in found] == ["Hearing", "Hearing"]
    assert [each["dtstart"].dt for each in found] == [datetime(2026, 11, 26, 10, 30, tzinfo=UTC), date(2026, 11, 27)]
    assert {str(each["url"]) for each in found} == {f"http://testserver/hearings/{made.slug}/"}
    said = browser_of(None).get("/hearings/hearings.ics").content.decode()
    assert not any(words in said for words in ("PC X", "Headquarters", "LOCATION", "misconduct"))


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 10, 0, tzinfo=UTC)),
        (date(2026, 3, 30), datetime(2026, 3, 30, 9, 0, tzinfo=UTC)),  # the clocks went forward on the Sunday between
        (date(2026, 10, 23), datetime(2026, 10, 23, 9, 0, tzinfo=UTC)),
        (date(2026, 10, 26), datetime(2026, 10, 26, 10, 0, tzinfo=UTC)),  # and back
    ],
)
def test_a_hearing_begins_at_the_hour_on_the_clocks_of_its_day(world, on, day, hour):
    on(day)
    announced(world, [day], starts_at="10:00")
    assert [each["dtstart"].dt for each in entries(browser_of(None))] == [hour]


def test_a_page_ends_at_midnight_of_the_clocks_here_in_summer_too(world, settings, monkeypatch):
    """At half past eleven in the evening of UTC it is the next day in London, and a paper of yesterday is gone."""
    made = paper(world, last_day=date(2026, 7, 1))
    settings.DEMO = False
    for moment, status in ((datetime(2026, 7, 1, 22, 30, tzinfo=UTC), 200), (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), 410)):
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        assert browser_of(None).get(f"/outcomes/{made.slug}/").status_code == status


def test_the_public_pages_read_two_tables_and_of_them_only_what_is_public(world, settings):
    settings.POLICY = {"publication": {"archive": True}}
    client = browser_of(None)
    columns = {f'"{table}"."{column}"' for table, open_to_all in OPEN.items() for column in open_to_all}
    publish.withdraw(published=paper(world), by=world.head, today=TODAY)
    for route in PUBLIC_ROUTES:
        address = world.address(route)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, route.path
        for query in queries:
            read = {word.strip("(),") for word in query["sql"].split() if '"."' in word}
            assert {word for word in read if word.startswith('"')} <= columns, query["sql"]
            assert any(f'"{table}"' in query["sql"] for table in OPEN), query["sql"]


def test_a_notice_of_a_hearing_is_not_found_among_the_outcomes_nor_an_outcome_among_the_hearings(world):
    client = browser_of(None)
    assert client.get(f"/outcomes/{world.announced.slug}/").status_code == 404
    assert client.get(f"/hearings/{world.published.slug}/").status_code == 404
