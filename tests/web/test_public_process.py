"""The public process: what it draws once it does not serve after the paper is gone, and a withdrawal cuts no download in two."""

import contextlib
import http.client
import os
import socket
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client

from custodiet import public_settings
from custodiet.casework import triggers
from custodiet.casework.actions import publish
from custodiet.casework.models import PublishedOutcome
from custodiet.publication.gate import fingerprint
from custodiet.web.context import today
from custodiet.web.public import outcomes
from custodiet.web.public.routes import PUBLIC_ROUTES
from tests.permissions.world import TODAY

pytestmark = pytest.mark.django_db
LARGE = 24_000_000
"""Bytes of a PDF that no socket holds, so that its reader is still reading when it is withdrawn."""


@pytest.fixture
def public(settings, monkeypatch):
    """Somebody at a browser, asking the public process, which has drawn nothing yet."""
    settings.ROOT_URLCONF, settings.MIDDLEWARE = public_settings.ROOT_URLCONF, public_settings.MIDDLEWARE
    monkeypatch.setattr(outcomes, "_PAGES", {})
    return Client()


def paper(world, body=b"<article><p>PC X</p></article>\n", **told):
    first = world.published.approved_by_first
    sent = {"body": body, "digest": fingerprint(body), "title": "Outcome"}
    return publish.store(case=world.case, **sent, approved_by=(first, world.head), by=first, today=TODAY, told=publish.Told(**told))


def test_a_page_is_drawn_once_and_asked_for_each_time(world, public):
    address = f"/outcomes/{world.published.slug}/"
    first = public.get(address)
    assert first.status_code == 200 and len(outcomes._PAGES) == 1
    [key] = outcomes._PAGES
    outcomes._PAGES[key] = outcomes._PAGES[key].replace(b"PC X", b"PC Y")
    assert b"PC Y" in public.get(address).content  # what was drawn is what is served: the next tests would see it
    assert public.get("/outcomes/").status_code == 200 and len(outcomes._PAGES) == 1


def test_a_page_is_drawn_for_each_language_by_itself(world, public):
    address = f"/outcomes/{world.published.slug}/"
    said = [public.get(each).content.decode() for each in (address, f"/cy{address}", address, f"/cy{address}")]
    assert said[0] == said[2] and said[1] == said[3] and len(outcomes._PAGES) == 2
    assert "All published outcomes" in said[0] and "Pob canlyniad a gyhoeddwyd" in said[1]
    assert public.get(f"/cy{address}")["Content-Language"] == "cy"


def test_what_was_withdrawn_is_not_served_out_of_what_was_drawn(world, public):
    address = f"/outcomes/{world.published.slug}/"
    assert public.get(address).status_code == 200 and outcomes._PAGES
    publish.withdraw(published=world.published, by=world.head, today=TODAY)
    for each in (address, f"{address}notice.pdf"):
        answer = public.get(each)
        assert answer.status_code == 410 and b"PC X" not in answer.content, each


def test_what_was_altered_past_the_program_is_not_served_out_of_what_was_drawn(world, public):
    address = f"/outcomes/{world.published.slug}/"
    assert public.get(address).status_code == 200 and outcomes._PAGES
    connection.check_constraints()  # PostgreSQL alters no table of which a check is still to be made
    triggers.take_away(connection)  # whoever owns the tables can
    PublishedOutcome.objects.filter(pk=world.published.pk).update(body=b"<article>Another</article>")
    connection.check_constraints()
    triggers.put(connection)
    assert public.get(address).status_code == 404
    assert public.get(f"{address}notice.pdf").status_code == 200  # its bytes are those that were approved


def test_what_has_ended_is_not_served_out_of_what_was_drawn(world, public, settings, monkeypatch):
    settings.DEMO, last = True, today()
    made = paper(world, last_day=last)
    address = f"/outcomes/{made.slug}/"
    for day, status in ((last, 200), (last + timedelta(days=1), 410)):
        monkeypatch.setenv("CUSTODIET_DEMO_DAY", day.isoformat())
        assert public.get(address).status_code == status


def test_two_papers_of_the_same_words_keep_their_own_addresses(world, public):
    body, first = bytes(world.published.body), world.published.approved_by_first
    sent = {"body": body, "pdf": b"%PDF-1.7", "digest": fingerprint(body, b"%PDF-1.7"), "title": world.published.title}
    twin = publish.store(case=world.case, **sent, approved_by=(first, world.head), by=first, today=TODAY)
    for each in (world.published, twin):
        assert f'href="/outcomes/{each.slug}/notice.pdf"' in public.get(f"/outcomes/{each.slug}/").content.decode()


def test_what_is_kept_drawn_is_bounded(world, public, monkeypatch):
    monkeypatch.setattr(outcomes, "MOST_PAGES", 3)
    made = [paper(world, body=f"<article><p>PC {letter}</p></article>".encode()) for letter in "ABCDEFG"]
    for each in made * 2:
        assert public.get(f"/outcomes/{each.slug}/").status_code == 200
        assert 0 < len(outcomes._PAGES) <= 3


def test_every_address_of_the_public_process_says_what_caches_and_browsers_may_do(world, public, settings):
    settings.POLICY = {"publication": {"archive": True}}
    for route in PUBLIC_ROUTES:
        answer = public.get(world.address(route))
        assert answer.status_code == 200, route.path
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate" and answer["ETag"], route.path
        assert "default-src 'none'" in answer["Content-Security-Policy"] and answer["X-Frame-Options"] == "DENY", route.path
        assert answer["X-Content-Type-Options"] == "nosniff" and answer["Referrer-Policy"] == "same-origin", route.path
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin" and answer["X-Robots-Tag"].endswith("noarchive"), route.path
        assert not answer.cookies and b"<script>" not in answer.content, route.path
        refused = public.post(world.address(route))
        assert refused.status_code == 405 and refused["Cache-Control"] == "no-store", route.path
    publish.withdraw(published=world.published, by=world.head, today=TODAY)
    for address in ("/outcomes/none-of-that-name/", f"/outcomes/{world.published.slug}/", "/sign-in/"):
        answer = public.get(address)
        assert answer.status_code in (404, 410) and answer["Cache-Control"] == "no-store", address
        assert "default-src 'none'" in answer["Content-Security-Policy"], address


# --- over a server ---


@pytest.mark.only_on("sqlite")
@pytest.mark.slow
def test_whoever_was_reading_when_it_was_withdrawn_gets_all_of_it_or_knows_that_it_is_not_all(world, tmp_path):
    pdf = b"%PDF-1.7\n" + b"PC X " * (LARGE // 5)
    body, first = b"<article><p>PC X</p></article>\n", world.published.approved_by_first
    made = publish.store(
        case=world.case, body=body, pdf=pdf, digest=fingerprint(body, pdf), approved_by=(first, world.head), by=first, today=TODAY,
        title="Outcome",
    )  # fmt: skip
    with copied(tmp_path) as records, served(tmp_path) as port:
        patient, gone = reader(port, f"/outcomes/{made.slug}/notice.pdf"), reader(port, f"/outcomes/{made.slug}/notice.pdf")
        begun = patient.read(100_000)
        records.execute("UPDATE casework_publishedoutcome SET withdrawn_at = CURRENT_TIMESTAMP WHERE slug = ?", (made.slug,))
        assert reader(port, f"/outcomes/{made.slug}/").status == 410
        whole = begun + patient.read()
        assert int(patient.headers["Content-Length"]) == len(whole) == len(pdf)
        assert sha256(whole).hexdigest() == made.pdf_digest
        assert gone.headers["Content-Length"] == str(len(pdf))  # whoever gets less can tell
        gone.close()
        for address in (f"/outcomes/{made.slug}/", f"/outcomes/{made.slug}/notice.pdf"):
            answer = reader(port, address)
            assert answer.status == 410 and b"PC X" not in answer.read()


def reader(port, address):
    """An answer of which the head was read and nothing more."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    asked.request("GET", address)
    return asked.getresponse()


@contextlib.contextmanager
def copied(place):
    """What this test's transaction holds, in a database of its own for another process."""
    made = sqlite3.connect(place / "custodiet.sqlite3", isolation_level=None)
    made.executescript("\n".join(connection.connection.iterdump()))
    with contextlib.closing(made):
        yield made


@contextlib.contextmanager
def served(place):
    """The public site as docs/operating.md serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CUSTODIET_", "DJANGO_"))}
    words = ["--workers", "3", "--bind", f"127.0.0.1:{port}", "--log-level", "error", "custodiet.web.public.wsgi:application"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *words],
        env=environment | {"CUSTODIET_DATA": str(place), "CUSTODIET_DEMO": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        until = time.monotonic() + 120
        while socket.socket().connect_ex(("127.0.0.1", port)) != 0:
            assert process.poll() is None and time.monotonic() < until, "the server did not start"
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(60)
