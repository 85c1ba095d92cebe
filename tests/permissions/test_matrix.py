"""Every address by method by job by relation to the case, against the matrix a person has read (matrix.csv).

A change of what somebody may open is a change of that file, and so is seen in review.
"""

import csv
import re
from copy import deepcopy
from itertools import product
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

from custodiet.casework.jobs import Permission
from custodiet.casework.models import LedgerEntry, Role
from custodiet.web.route import Anyone, Route, Undeclared
from custodiet.web.routes import ROUTES, permissions_markdown, row
from tests.permissions.world import NO_LONGER, RELATIONS, World, ask, browser_of, observed
from tests.standing import once_a_module

pytestmark = pytest.mark.django_db

MATRIX = Path(__file__).with_name("matrix.csv")
HEAD = ["address", "method", "job", *RELATIONS]
METHODS = ("GET", "POST")
NOBODY = "nobody signed in"


def expected():
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {(line["address"], line["method"], line["job"]): line for line in csv.DictReader(file)}


made = once_a_module(lambda: World().furnished())


@pytest.fixture
def world(made, db):
    return deepcopy(made)


def test_the_matrix_knows_every_address_and_no_other():
    jobs = [NOBODY, *(role.value for role in Role)]
    wanted = {("/" + route.path, method, job) for route in ROUTES for method in METHODS for job in jobs}
    assert set(expected()) == wanted


def test_no_address_is_served_that_the_table_does_not_declare():
    patterns = get_resolver().url_patterns
    assert all(isinstance(each, URLPattern) and isinstance(each.callback.route, Route) for each in patterns)
    assert [each.callback.route for each in patterns] == list(ROUTES)


@pytest.mark.parametrize(("job", "relation"), [(NOBODY, "none"), *product([role.value for role in Role], RELATIONS)])
def test_each_job_is_answered_as_the_matrix_says(world, job, relation):
    wanted = expected()
    user = None if job == NOBODY else world.related(Role(job), relation)
    found = {(route.path, method): observed(world, user, route, method) for route in ROUTES for method in METHODS}
    differences = [
        f"{method} /{path} for {job}, {relation}: {answer}, the matrix says {wanted['/' + path, method, job][relation]}"
        for (path, method), answer in found.items()
        if answer != wanted["/" + path, method, job][relation]
    ]
    assert differences == []


def test_whoever_is_not_signed_in_has_no_relation_to_the_case():
    assert all(line[relation] == line["none"] for line in expected().values() if line["job"] == NOBODY for relation in RELATIONS)


def test_the_matrix_lets_nobody_concerned_and_nobody_in_conflict_into_the_case():
    of_case = {"/" + route.path for route in ROUTES if route.of_case}
    for line in expected().values():
        if line["address"] in of_case:
            assert {line["officer concerned"], line["conflict"]} <= {"not there", "sign in"}, line


def test_the_matrix_lets_nobody_concerned_and_nobody_in_conflict_onto_the_panel_and_whoever_has_a_place():
    seats = [line for line in expected().values() if line["address"].startswith("/sitting/<")]
    for line in seats:  # a method that no seat has is refused alike for every reference
        assert {line["officer concerned"], line["conflict"], line["none"]} <= {"not there", "sign in", "no such method"}, line
    assert {line["job"] for line in seats if line["granted"] == "page"} == {Role.CHAIR.value, Role.PANEL.value}


def test_the_matrix_gives_the_administrator_no_case():
    of_case = {"/" + route.path for route in ROUTES if route.of_case}
    lines = [line for line in expected().values() if line["job"] == Role.ADMINISTRATOR.value and line["address"] in of_case]
    assert {line[relation] for line in lines for relation in RELATIONS} == {"not there"}


@pytest.mark.parametrize("relation", ["none", "officer concerned", "conflict"])
@pytest.mark.parametrize("route", [route for route in ROUTES if route.of_case], ids=lambda route: route.name)
def test_a_hidden_case_and_a_missing_one_give_the_same_bytes(world, route, relation):
    client = browser_of(world.related(Role.HEAD if relation != "none" else Role.APPROPRIATE_AUTHORITY, relation))
    for method in METHODS:
        hidden = ask(client, method, world.address(route))
        missing = ask(client, method, world.address(route, "WV-2222-2222"))
        assert (hidden.status_code, masked(hidden)) == (404, masked(missing))
        assert headers(hidden) == headers(missing)


@pytest.mark.parametrize("relation", NO_LONGER)
def test_whoever_holds_a_grant_no_longer_gets_the_bytes_of_a_missing_case(world, relation):
    client = browser_of(world.related(Role.INVESTIGATOR, relation))
    for route in (route for route in ROUTES if route.of_case):
        for method in METHODS:
            hidden = ask(client, method, world.address(route))
            missing = ask(client, method, world.address(route, "WV-2222-2222"))
            assert (hidden.status_code, masked(hidden)) == (404, masked(missing)), route.name
            assert headers(hidden) == headers(missing), route.name


@pytest.mark.parametrize("page", ["", "notes/", "people/"])
def test_whoever_asks_for_a_hidden_case_or_a_missing_one_is_in_the_ledger_as_refused(world, page):
    user = world.related(Role.INVESTIGATOR, "none")
    for reference in (world.case.reference, "WV-2222-2222"):
        assert browser_of(user).get(f"/case/{reference}/{page}").status_code == 404
        entry = LedgerEntry.objects.latest("seq")
        assert (entry.verb, entry.actor, entry.case, entry.object_ref) == ("denied", user, None, f"case_page {reference}")


def test_a_grant_that_is_over_opens_nothing_more_than_none():
    assert [line for line in expected().values() if {line[relation] for relation in NO_LONGER} != {line["none"]}] == []


def masked(response):
    """The bytes of a page without the token against forged forms, which is new on every page."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"token", response.content)


def headers(response):
    return {name: value for name, value in response.headers.items() if name != "Set-Cookie"}


def test_what_was_published_and_what_never_was_answer_everybody_alike(world):
    stranger = browser_of(None)
    assert stranger.get("/outcomes/never-published/").status_code == 404
    assert b"PC X" in stranger.get(f"/outcomes/{world.published.slug}/").content


def test_a_page_for_signed_in_people_is_kept_in_no_cache(world):
    response = ask(browser_of(world.related(Role.INVESTIGATOR, "granted"), world.case), "GET", f"/case/{world.case.reference}/")
    assert response["Cache-Control"] == "no-store"


def test_a_session_ends_after_twelve_hours_however_busy_it_was(world, settings):
    client = browser_of(world.related(Role.INVESTIGATOR, "granted"), world.case)
    assert client.get("/").status_code == 200
    settings.SESSION_LONGEST = -1
    assert client.get("/")["Location"] == "/sign-in/"


def test_a_case_is_shown_to_nobody_who_has_not_said_why(world):
    user = world.related(Role.INVESTIGATOR, "granted")
    address = f"/case/{world.case.reference}/"
    response = browser_of(user).get(address)
    assert response["Location"].startswith(address + "purpose/?next=")


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"permission": None}, "a permission"),
        ({"discloses": None}, "the fields it discloses"),
        ({"methods": ()}, "its methods"),
        ({"methods": ("DELETE",)}, "its methods"),
        ({"view": None}, "a view"),
        ({"name": ""}, "a name"),
        ({"permission": Anyone.PUBLIC}, "cannot be public"),
    ],
)
def test_the_program_does_not_start_with_an_address_that_leaves_something_unsaid(missing, words):
    said = {
        "path": "case/<str:reference>/x/",
        "name": "x",
        "view": print,
        "permission": Permission.VIEW,
        "discloses": (),
        "methods": ("GET",),
    }
    with pytest.raises(Undeclared, match=words):
        row(**{**said, **missing})


def test_the_page_of_permissions_names_every_address():
    page = permissions_markdown()
    assert all(f"`/{route.path}`" in page for route in ROUTES)
