"""The pages of failure, as the server answers them."""

import io
import logging

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import get_resolver

from custodiet.web import failures


@pytest.mark.parametrize(("view", "status"), [(failures.bad_request, 400), (failures.form_not_accepted, 403), (failures.server_error, 500)])
@pytest.mark.parametrize("demo", [True, False])
def test_a_page_of_failure_says_whether_it_is_a_demonstration(settings, view, status, demo):
    settings.DEMO = demo
    answer = view(RequestFactory().get("/"))
    assert answer.status_code == status
    assert ("DEMONSTRATION" in answer.content.decode()) == demo


@pytest.mark.parametrize(("view", "status"), [(failures.bad_request, 400), (failures.server_error, 500)])
def test_below_the_addresses_for_people_outside_a_failure_has_the_way_out_and_does_not_say_where_somebody_was(view, status):
    answer = view(RequestFactory().get("/form/what/"))
    page = answer.content.decode()
    assert (answer.status_code, answer["Referrer-Policy"], answer["Cache-Control"]) == (status, "no-referrer", "no-store")
    assert 'class="exit__button" data-exit' in page and "Custodiet" not in page and "<title>Try again</title>" in page
    with override_settings(ROOT_URLCONF="custodiet.web.public.urls"):  # the public process has no such page
        assert "Custodiet" in view(RequestFactory().get("/form/what/")).content.decode()


def test_a_form_without_its_token_is_answered_with_what_to_do(settings):
    settings.DEMO = True
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"username": "head"})
    assert answer.status_code == 403
    assert "The form could not be accepted" in answer.content.decode()
    assert "DEMONSTRATION" in answer.content.decode()


@pytest.mark.parametrize(("status", "view"), [(400, failures.bad_request), (500, failures.server_error)])
def test_a_failure_is_answered_with_our_own_page(status, view):
    assert get_resolver().resolve_error_handler(status) is view


def test_a_mistake_is_written_with_its_places_and_without_its_words_or_the_address(monkeypatch):
    written = io.StringIO()
    (handler,) = logging.getLogger("django.request").handlers
    monkeypatch.setattr(handler, "stream", written)

    def breaks(*_):
        raise LookupError("Holloway") from ValueError("07700 900123")

    try:
        breaks()
    except LookupError:
        request = RequestFactory().get("/case/WV-SECR-ET00/")
        logging.getLogger("django.request").error("%s", request.path, exc_info=True, extra={"request": request})
    said = written.getvalue()
    assert "ERROR on no page of ours: LookupError at web/test_failures.py line" in said and "; from ValueError at" in said
    assert not any(each in said for each in ("Holloway", "07700", "SECR", "/case/"))
