"""Forces side by side: the sentence is held against a plain count of the histories, its numbers open their cases, and what is spoilt
is refused and named."""

import html
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from custodiet.casework.models import ForceReturn, Role, User
from custodiet.casework.sealed_figures import figures_hold
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.outcome import Imposed, OfficerLeft
from custodiet.law.vocabulary import Outcome
from custodiet.ledger.notes import parse_note, sign_note
from custodiet.simulation.histories import histories
from custodiet.simulation.neighbours import OURS, neighbours
from custodiet.web import demo_past
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db
TODAY, YEARS = date(2023, 12, 18), 2
OTHERS = neighbours()[:8]


@pytest.fixture(scope="module")
def past(django_db_setup, django_db_blocker):
    """Two years of the invented force, and the returns of eight neighbours, of whom one is spoilt on the way."""
    with django_db_blocker.unblock(), transaction.atomic():
        jobs = {"intake": Role.INTAKE, "head": Role.HEAD, "overseer": Role.OVERSEER, "publications": Role.PUBLICATIONS}
        users = {name: User.objects.create_user(f"past-{name}", None, full_name=name, role=role.value) for name, role in jobs.items()}
        demo_past.add(users, TODAY, YEARS, OTHERS)
        yield users
        transaction.set_rollback(True)


@pytest.fixture
def ours(settings):
    settings.POLICY = {"force": {"name": OURS.name}}


def counted(force):
    """Dismissed for abuse of position, and gone first, counted by hand from the steps; and how those dismissed were found."""
    gone, first, found = 0, 0, {}
    for taken in histories(force, TODAY, YEARS, demo_past.SEED):
        steps = [step for step, _ in taken]
        if not any(isinstance(step, AllegationMade) and step.serious_corruption for step in steps):
            continue
        if any(isinstance(step, OfficerLeft) for step in steps):
            first += 1
        elif any(isinstance(step, Imposed) and step.outcome is Outcome.DISMISSAL_WITHOUT_NOTICE for step in steps):
            gone += 1
            found[steps[0].found.value] = found.get(steps[0].found.value, 0) + 1
    return gone, first, found


def said(page):
    """The sentence of the page as a reader reads it."""
    body = page.content.decode()
    told = re.search(r'<p[^>]*id="said">(.*?)</p>', body, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", told[1])) if told else ""


def test_the_sentence_says_what_a_plain_count_of_the_histories_gives(past, ours):
    gone, first, found = counted(OURS)
    assert gone and first and found
    sent = [force for place, force in enumerate(OTHERS) if place % 8 != 7]
    rank = 1 + sum(counted(force)[0] > gone for force in sent)
    sentence = said(browser_of(past["head"]).get("/figures/national/"))
    assert sentence.startswith(f"{OURS.name}: {gone} dismissed for abuse of position")
    assert f"of the {len(sent) + 1} forces that answered, of 43 asked" in sentence
    assert (", the highest number" in sentence) == (rank == 1)
    assert f" {first} resigned or retired before the end of their case." in sentence
    for how, number in found.items():
        assert re.search(rf"\b{number} [^,.]*{how.split()[-1]}", sentence), how
    assert f"For each thousand officers that is {1000 * gone / OURS.officers:.2f} (" in sentence


def test_each_number_opens_as_many_cases_for_the_head_and_none_for_anybody_else(past, ours):
    head = browser_of(past["head"])
    page = head.get("/figures/national/").content.decode()
    links = re.findall(r'<a class="govuk-link" href="(/figures/[^"]*/cases/[^"]*)">([\d,]+)</a>', page)
    assert len(links) >= 3
    for address, number in links:
        behind = head.get(html.unescape(address)).content.decode()
        assert len(set(re.findall(r'href="/case/([^/"]+)/"', behind))) == int(number)
    for name in ("overseer", "publications"):
        answer = browser_of(past[name]).get("/figures/national/")
        assert said(answer) == said(head.get("/figures/national/"))
        assert "/cases/" not in answer.content.decode()
    assert browser_of(None).get("/figures/national/").status_code == 302


def test_what_was_spoilt_on_the_way_is_refused_and_named(past, ours):
    page = browser_of(past["overseer"]).get("/figures/national/").content.decode()
    refused = ForceReturn.objects.exclude(refused="")
    assert [row.file_name in page for row in refused] == [True]
    assert "The signature by" in refused.get().refused


def sent(user, stored, **more):
    file = SimpleUploadedFile("again.txt", stored)
    return browser_of(user).post("/figures/national/", {"file": file, **more}, follow=True).content.decode()


def test_the_same_return_counts_once_an_overlapping_one_not_at_all_and_a_correction_replaces(past, ours):
    row = ForceReturn.objects.filter(refused="", force=OTHERS[0].name).get()
    overseer = past["overseer"]
    assert "taken in before. It counts once." in html.unescape(sent(overseer, bytes(row.body)))
    force, key = OTHERS[0], demo_past._key(OTHERS[0])
    text = parse_note(bytes(row.body).decode()).text
    moved = sign_note(text.replace(row.period[:4], str(int(row.period[:4]) - 1), 1), demo_past._origin(force.name), key)
    assert "the same cases would count twice" in html.unescape(sent(overseer, moved.encode()))
    newer = sign_note(text.replace('"version": 1', '"version": 9'), demo_past._origin(force.name), key)
    assert "Update this installation first" in html.unescape(sent(overseer, newer.encode()))
    other = sign_note(text.replace('"officers": ', '"officers": 1'), demo_past._origin(force.name), key).encode()
    assert "has answered for" in html.unescape(sent(overseer, other))
    assert "is taken in" in sent(overseer, other, corrects="on")
    assert ForceReturn.objects.get(replaces=row).refused == ""
    assert list(figures_hold(TODAY)) == []


def test_only_the_overseer_and_the_head_take_returns_in(past, ours):
    before = ForceReturn.objects.count()
    answer = browser_of(past["publications"]).post("/figures/national/", {"file": SimpleUploadedFile("x.txt", b"x")})
    assert answer.status_code == 200
    assert ForceReturn.objects.count() == before


def test_without_keys_nothing_is_taken_in_and_the_page_says_why(db, settings, tmp_path, ours):
    settings.DATA = tmp_path
    head = User.objects.create_user("alone", None, full_name="Alone", role=Role.HEAD.value)
    assert "The keys of the forces are not there" in sent(head, b"x")
