"""A report that names every receiver exists for none of them; how many there are is told, and nothing else of them."""

import pytest
from django.test import Client

from custodiet.casework import report_watch
from custodiet.casework.access import Access, visible_to
from custodiet.casework.models import Report, Role, User
from custodiet.casework.sealed_reports import reports_have_a_reader
from tests.casework.conftest import TODAY
from tests.permissions.world import browser_of
from tests.web.reporting import told

pytestmark = pytest.mark.django_db


def somebody(role, full_name):
    return User.objects.create_user(f"{role.value} {full_name}", None, full_name=full_name, role=role.value)


def test_a_surname_shared_by_all_receivers_is_told_as_a_number_until_another_receives(db):
    head = somebody(Role.HEAD, "Ruth Holloway")
    somebody(Role.INTAKE, "Maya Holloway")
    somebody(Role.INVESTIGATOR, "Owen Tredinnick")  # does not receive reports
    report, _ = told(Client(), words="It was Sergeant Holloway, at the station.")
    assert not visible_to(Access(head), Report).exists()
    assert report_watch.nobody_opens() == 1
    assert "1 reports wait that nobody" in "".join(reports_have_a_reader(TODAY))
    for page in ("/reports/", "/watch/"):
        shown = browser_of(head).get(page).content.decode()
        assert "1 report waits that nobody who receives reports can open" in shown
        assert report.reference not in shown
    second = somebody(Role.INTAKE, "Kofi Lindqvist")
    assert visible_to(Access(second), Report).exists()
    assert (report_watch.nobody_opens(), list(reports_have_a_reader(TODAY))) == (0, [])
    second.is_active = False
    second.save()
    assert report_watch.nobody_opens() == 1


def test_only_whoever_sees_to_it_is_told_the_number(db):
    receiver = somebody(Role.INTAKE, "Maya Holloway")
    told(Client(), words="It was Sergeant Holloway, at the station.")
    assert report_watch.told(Access(receiver)) == 0
    assert "can open" not in browser_of(receiver).get("/reports/").content.decode()
    assert report_watch.told(Access(somebody(Role.APPROPRIATE_AUTHORITY, "Helen Marchwood"))) == 0  # she can open it herself
    assert report_watch.nobody_opens() == 0
