"""The public site: what caches and search engines may do with it, its feeds, and that a withdrawal empties all of them."""

import csv
import io
from hashlib import sha256
from xml.etree import ElementTree

import pytest

from custodiet.casework.actions import publish
from custodiet.casework.models import PublishedOutcome, Role
from tests.permissions.world import World, browser_of

pytestmark = pytest.mark.django_db
ADDRESSES = ("/outcomes/", "/outcomes/feed.xml", "/outcomes/outcomes.csv", "/robots.txt")


@pytest.fixture
def world(db):
    return World()


def feed(client):
    return [each.text for each in ElementTree.fromstring(client.get("/outcomes/feed.xml").content).iterfind(".//item/link")]


def table(client):
    return [row["address"] for row in csv.DictReader(io.StringIO(client.get("/outcomes/outcomes.csv").content.decode()))]


def test_every_public_answer_is_asked_for_each_time_and_listed_by_no_search_engine_unasked(world):
    client = browser_of(None)
    for address in (*ADDRESSES, f"/outcomes/{world.published.slug}/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate", address
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive", address
        assert "default-src 'none'" in answer["Content-Security-Policy"] and answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["X-Frame-Options"] == "DENY" and not answer.cookies, address
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_a_force_may_let_search_engines_list_its_outcomes_and_nothing_else(world, settings):
    settings.POLICY = {"publication": {"indexed": True}}
    client = browser_of(None)
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nAllow: /outcomes/\nDisallow: /\n"
    page = client.get(f"/outcomes/{world.published.slug}/")
    assert page["X-Robots-Tag"] == "index, follow, noarchive" and b'content="index, follow, noarchive"' in page.content


def test_whoever_is_signed_in_gets_no_public_page_into_a_cache(world):
    answer = browser_of(world.related(Role.PUBLICATIONS, "granted")).get("/outcomes/")
    assert answer["Cache-Control"] == "no-store"


def test_a_withdrawal_empties_list_and_feeds_and_leaves_a_page_that_says_nothing(world):
    client, address = browser_of(None), f"http://testserver/outcomes/{world.published.slug}/"
    assert feed(client) == table(client) == [address]
    PublishedOutcome.objects.filter(pk=world.published.pk).update(withdrawn_at=world.published.published_at)
    assert feed(client) == table(client) == []
    gone = client.get(address)
    assert gone.status_code == 410 and gone["Cache-Control"] == "no-store"
    assert world.published.title not in gone.content.decode() and "PC X" not in gone.content.decode()


def test_nothing_but_titles_and_addresses_stands_in_the_feeds(world):
    client = browser_of(None)
    body = bytes(PublishedOutcome.objects.get(pk=world.published.pk).body)
    for address in ("/outcomes/feed.xml", "/outcomes/outcomes.csv"):
        assert body not in client.get(address).content
    assert publish.served(world.published.slug).digest == sha256(body).hexdigest()
