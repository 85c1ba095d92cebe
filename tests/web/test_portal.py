"""The frame of the portal: a way out of every page, nothing that betrays, forms that are believed by their token alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings as house
from django.test import Client

from custodiet.web.portal.routes import PORTAL_ROUTES

pytestmark = pytest.mark.django_db
PAGES = ["/" + route.path for route in PORTAL_ROUTES if "GET" in route.methods and "<" not in route.path and route.name != "portal-leave"]
BETRAYING = re.compile(r"complain|victim|misconduct|police|report|abuse|officer|wedi|heddlu", re.IGNORECASE)


@pytest.mark.parametrize("language", ["", "/cy"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_leaves_no_trace_and_leads_away_without_script(client, address, language):
    answer = client.get(language + address, follow=True)
    page = answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert re.search(rf'<a href="{language}/out/" class="exit__button" data-exit rel="nofollow noreferrer"', page)
    assert not BETRAYING.search(re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1])


@pytest.mark.parametrize("address", ["/form/nothing/", "/cy/form/nothing/", "/m/a/b/c/", "/form/no/such/page/"])
def test_an_address_that_is_not_there_has_the_way_out_and_tells_nothing(client, address):
    answer = client.get(address)
    page = answer.content.decode()
    assert (answer.status_code, answer["Referrer-Policy"], answer["Cache-Control"]) == (404, "no-referrer", "no-store")
    assert 'class="exit__button" data-exit' in page and "/sign-in/" not in page
    assert re.search(r"<title>\s*(Information|Gwybodaeth)\s*</title>", page)
    assert "Custodiet" not in page and client.get("/outcomes/nothing/").content.decode().count("exit__button") == 0


def test_no_address_of_the_portal_betrays_what_it_is_for():
    assert [route.path for route in PORTAL_ROUTES if BETRAYING.search(route.path)] == []


def test_the_way_out_leads_to_an_everyday_page_and_ends_the_session(client):
    session = client.session
    session["portal_something"] = "kept"
    session.save()
    answer = client.get("/out/")
    assert (answer.status_code, answer["Location"]) == (302, "https://www.bbc.co.uk/weather")
    assert "portal_something" not in client.session
    assert answer.cookies[house.SESSION_COOKIE_NAME].value == ""


def test_the_force_may_choose_where_the_way_out_leads_but_not_a_page_that_is_not_encrypted(client, settings):
    settings.POLICY = {"portal": {"exit": "https://example.org/recipes"}}
    assert client.get("/out/")["Location"] == "https://example.org/recipes"
    settings.POLICY = {"portal": {"exit": "http://example.org/recipes"}}
    assert client.get("/out/")["Location"] == "https://www.bbc.co.uk/weather"


def test_a_form_is_believed_by_its_token_though_no_page_says_where_it_came_from():
    browser = Client(enforce_csrf_checks=True)
    browser.cookies[house.CSRF_COOKIE_NAME] = "a" * 32
    said = {"way": "it happened to me", "token": "one"}
    assert browser.post("/form/who/", said, HTTP_ORIGIN="null").status_code == 403
    told = browser.post("/form/who/", {**said, "csrfmiddlewaretoken": "a" * 32}, HTTP_ORIGIN="null")
    assert told.status_code == 200  # the answer is none that is offered, and the page says so
    elsewhere = browser.post("/form/who/", {**said, "csrfmiddlewaretoken": "a" * 32}, HTTP_ORIGIN="https://example.org")
    assert elsewhere.status_code == 403
    assert elsewhere["Cache-Control"] == "no-store"


def test_a_page_with_all_that_it_loads_weighs_less_than_a_hundred_kilobytes(client):
    static = Path(__file__).parents[2] / "src" / "custodiet" / "web" / "static"
    loaded = sum((static / name).stat().st_size for name in ("portal.css", "portal.js", "page.svg"))
    for address in (*PAGES, *(f"/cy{page}" for page in PAGES)):
        page = client.get(address, follow=True).content
        linked = set(re.findall(rb'(?:href|src)="/static/([^"]+)"', page))
        assert linked == {b"portal.css", b"portal.js", b"page.svg"}
        assert len(page) + loaded < 100_000, address
