"""Forged forms and forged lines of the log: a form without its token does nothing, and no request writes a line of its own."""

import logging

import pytest
from django.test import Client

from custodiet.casework.models import CaseStep, Conflict, Grant, LedgerEntry, Note, PortalMessage, Report, ReportPage
from custodiet.web.portal.routes import PORTAL_ROUTES
from custodiet.web.purpose import KEPT
from custodiet.web.routes import ROUTES

pytestmark = pytest.mark.django_db

SENT = {"text": "Forged", "side": "private", "reason": "Forged", "what": "Forged", "format": "csv", "read": "on"}
WORDS = {False: "The form could not be accepted", True: "Please send that again"}
"""What staff are told, and what somebody on the portal is."""
INJECTED = "x\r\nWARNING forged: all is well\x1b[2K\u2028forged"


def checking(world, **more):
    client = Client(enforce_csrf_checks=True, **more)
    client.force_login(world.opener, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[KEPT] = {world.case.reference: "Testing"}
    session.save()
    return client


def counted():
    return [model.objects.count() for model in (CaseStep, Note, Grant, Conflict, LedgerEntry, PortalMessage, Report, ReportPage)]


@pytest.mark.parametrize("token", [None, "", "x" * 64, "a" * 32])
def test_no_address_that_takes_a_form_takes_one_without_its_token(world, token):
    addresses = [(world.address(route), WORDS[route in PORTAL_ROUTES]) for route in ROUTES if "POST" in route.methods]
    client, before = checking(world), counted()
    for address, words in addresses:
        answer = client.post(address, SENT if token is None else SENT | {"csrfmiddlewaretoken": token})
        assert (answer.status_code, words in answer.content.decode()) == (403, True), address
    assert counted() == before


def test_a_form_with_its_token_from_another_site_is_refused(world):
    client = checking(world)
    client.get(f"/case/{world.case.reference}/notes/")
    token, before = client.cookies["__Host-csrf" if "__Host-csrf" in client.cookies else "csrf"].value, Note.objects.count()
    sent = SENT | {"csrfmiddlewaretoken": token}
    address = f"/case/{world.case.reference}/notes/"
    assert client.post(address, sent, HTTP_ORIGIN="https://elsewhere.example.org").status_code == 403
    assert Note.objects.count() == before
    assert client.post(address, sent).status_code == 302  # the same form from the page itself
    assert Note.objects.count() == before + 1


def test_what_is_typed_or_asked_for_writes_no_line_of_its_own_into_the_log(world, caplog):
    client = checking(world)
    client.raise_request_exception = False
    free = Client(raise_request_exception=False)
    with caplog.at_level(logging.DEBUG):
        free.post("/sign-in/", {"username": INJECTED, "password": INJECTED}, HTTP_USER_AGENT=INJECTED)
        free.get("/outcomes/x%0d%0aWARNING%20forged:%20all%20is%20well%1b[2K/")
        client.get("/case/x%0d%0aWARNING%20forged:%20all%20is%20well/")
        client.post(f"/case/{world.case.reference}/notes/", {"text": INJECTED}, HTTP_REFERER=INJECTED)
        free.get("/", HTTP_HOST="elsewhere.example.org\r\nforged")
    lines = [record.getMessage() for record in caplog.records if record.name.startswith(("django.", "axes", "custodiet"))]
    lines = [line for line in lines if not line.startswith("(")]  # statements of the database are logged nowhere but here
    assert any("/case/x" in line for line in lines)
    assert not [line for line in lines if any(mark in line for mark in ("\r", "\n", "\x1b", "\u2028"))]
