"""The seat of a panel: the hearing and the panel's copy, and nothing else of the case; a declared conflict closes it."""

import re
from copy import deepcopy
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from custodiet.casework import vault
from custodiet.casework.access import Access, Refused, visible_to
from custodiet.casework.actions import bundles, grants
from custodiet.casework.kept import keep
from custodiet.casework.models import BundleJob, Case, Conflict, Grant, LedgerEntry, Role
from custodiet.law.vocabulary import Cut
from tests.casework.conftest import user
from tests.casework.made_papers import story_one
from tests.standing import once_a_module

pytestmark = pytest.mark.django_db


standing = once_a_module(lambda: story_one("hearing"))


@pytest.fixture
def world(standing, tmp_path, settings, monkeypatch):
    """Story one before its hearing, with a copy for the panel that was given and one for the officer, and a member of the panel."""
    monkeypatch.delenv("CUSTODIET_KEY", raising=False)
    settings.DATA = tmp_path / "data"
    made = deepcopy(standing)
    monkeypatch.setattr("custodiet.web.staff.seat.today", lambda: made.today)
    made.member = user(Role.PANEL)
    grants.give(case=made.case, user=made.member, by=made.users["head"])
    made.jobs = {cut: copy_for(made, cut) for cut in (Cut.PANEL, Cut.OFFICER)}
    return made


def copy_for(made, cut):
    """A copy that stands in the store, as it is made for that reader."""
    by = made.users["investigator"]
    bundle = made.case.bundles.first() or bundles.make(case=made.case, title="Misconduct hearing", by=by)
    stored = keep(made.case, f"%PDF-1.7 for the {cut.value}".encode(), what="a copy", by=by)
    place = {"sha256": stored.sha256, "address": stored.address, "size": stored.size}
    return BundleJob.objects.create(bundle=bundle, volume=0, cut=cut.name, asked={}, asked_by=by, state="done", **place)


def given(made, cut):
    told = {"to": "The panel", "as_what": "Panel", "how": "Through the seat", "on": made.today, "today": made.today}
    return bundles.give(job=made.jobs[cut], by=made.users["investigator"], **told)


def browser(who):
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def bare(answer):
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


def test_a_member_reads_day_place_periods_and_the_panels_copy_once_it_was_given(world):
    member, address = browser(world.member), f"/sitting/{world.case.reference}/"
    assert "No copy has been given to the panel yet." in text(member.get(address))
    assert member.post(f"{address}copy/{world.jobs[Cut.PANEL].pk}/").status_code == 404
    given(world, Cut.PANEL)
    page = text(member.get(address))
    assert "PC X" in page and "18 December 2023" in page and "Misconduct hearing" in page
    assert b"".join(member.post(f"{address}copy/{world.jobs[Cut.PANEL].pk}/").streaming_content) == b"%PDF-1.7 for the panel"
    assert LedgerEntry.objects.filter(actor=world.member, object_ref__startswith="seat copy").count() == 1
    assert world.case.reference in text(member.get("/sitting/"))


def test_nothing_else_of_the_case_is_there_for_a_member(world):
    given(world, Cut.PANEL)
    given(world, Cut.OFFICER)
    member, reference = browser(world.member), world.case.reference
    assert not visible_to(Access(world.member), Case).exists()
    for address in ("", "people/", "exhibits/", "bundles/", "papers/", "hearing/", "account/"):
        hidden, missing = member.get(f"/case/{reference}/{address}"), member.get(f"/case/WV-2222-2222/{address}")
        assert (hidden.status_code, bare(hidden)) == (404, bare(missing))
    assert member.post(f"/sitting/{reference}/copy/{world.jobs[Cut.OFFICER].pk}/").status_code == 404
    page = member.get(f"/sitting/{reference}/").content.decode()
    names = [row.person.name.split()[-1] for row in world.case.involvements.select_related("person")]
    assert names and not [name for name in names if name in page]
    assert member.get("/")["Location"] == "/sitting/"


def test_a_declared_conflict_closes_the_seat_and_is_no_secret_to_the_head(world):
    given(world, Cut.PANEL)
    member, address = browser(world.member), f"/sitting/{world.case.reference}/"
    assert member.post(f"{address}conflict/", {"reason": "", "sure": "on"}).status_code == 200
    assert member.post(f"{address}conflict/", {"reason": "She was my tutor", "sure": "on"})["Location"] == "/sitting/"
    assert Conflict.objects.get(user=world.member).reason == "She was my tutor"
    closed, missing = member.get(address), member.get("/sitting/WV-2222-2222/")
    assert (closed.status_code, bare(closed)) == (404, bare(missing))
    assert member.post(f"{address}copy/{world.jobs[Cut.PANEL].pk}/").status_code == 404
    assert "You sit on no hearing now." in text(member.get("/sitting/"))


def test_a_place_that_ended_or_was_never_given_opens_no_seat_and_a_chair_has_one(world):
    address = f"/sitting/{world.case.reference}/"
    assert browser(user(Role.PANEL)).get(address).status_code == 404
    assert browser(world.users["head"]).get(address).status_code == 404
    assert browser(world.users["chair"]).get(address).status_code == 200
    grants.withdraw(grant=Grant.objects.get(user=world.member), by=world.users["head"])
    assert browser(world.member).get(address).status_code == 404


def test_nobody_of_the_case_is_given_a_seat_on_its_panel(world):
    officer = user(Role.PANEL)
    officer.person = world.case.involvements.get(key="officer-1").person
    officer.save()
    with pytest.raises(Refused, match="cannot work on this case"):
        grants.give(case=world.case, user=officer, by=world.users["head"])
    assert timezone.now() - timedelta(days=1) < Grant.objects.latest("since").since
    assert vault.has_key(world.case)
