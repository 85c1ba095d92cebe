"""The pages of figures: a number opens its cases for whoever may see them, a snapshot stays, and what leaves passes two people."""

import csv
import io
import json
from datetime import date

import pytest
from django.db import connection, transaction

from custodiet.casework import figure_queries, frozen_store
from custodiet.casework.access import Refused
from custodiet.casework.actions import figures, grants, intake
from custodiet.casework.doctor import CHECKS
from custodiet.casework.models import Case, Conflict, FrozenFigures, LedgerBody, PublishedFigures, Role
from custodiet.casework.sealed_figures import figures_hold
from custodiet.casework.vault import Altered
from custodiet.figures.breakdown import DIMENSIONS
from custodiet.figures.period import calendar_year, period
from custodiet.law.steps.opening import CameToAttention
from custodiet.law.vocabulary import HowFound, MatterKind, Office
from tests.permissions.world import TODAY, browser_of

pytestmark = pytest.mark.django_db
YEAR = calendar_year(2026)
SPAN = "2026-02-01..2026-12-31"


@pytest.fixture
def world(world):
    assert world.figures.frozen == world.frozen
    return world


def place(world, rest="", query="period=2026"):
    """An address of the world's snapshot."""
    return f"/figures/{world.frozen.snapshot[:16]}/{rest}?{query}"


def more(world, number, found=HowFound.COLLEAGUE):
    """So many more conduct matters, found in that way."""
    for n in range(number):
        intake.open_case(
            kind=MatterKind.CONDUCT_MATTER, step=CameToAttention(on=date(2026, 5, 4), found=found), by=world.opener,
            office=Office.RECORDER, today=TODAY, token=f"{found}-{n}", title=f"Matter {n}",
        )  # fmt: skip


def frozen_again(world):
    """Another snapshot."""
    return figures.freeze(force="Wessex Vale Constabulary", by=world.head, today=TODAY)


def test_a_number_opens_its_case_and_both_are_in_the_ledger(world):
    page = browser_of(world.head).get(place(world, "complaints-made/")).content.decode()
    assert "In 2026 1 complaints were made." in page
    assert "row=complaint&amp;column=all" in page
    behind = browser_of(world.head).get(place(world, "complaints-made/cases/", "period=2026&by=how-found&row=complaint")).content.decode()
    assert "A neutral title" in behind and world.case.reference in behind
    told = [body.value for body in LedgerBody.objects.order_by("-pk")[:2]]
    assert told[0]["references"] == [world.case.reference]
    assert told[1]["fields"] == ["counts"]


def test_a_case_that_the_reader_may_not_open_is_in_no_number(world):
    Conflict.objects.create(user=world.head, case=world.case, reason="A neighbour", declared_by=world.head)
    page = browser_of(world.head).get(place(world, "complaints-made/")).content.decode()
    assert "In 2026 0 complaints were made." in page
    overseer = world.user(Role.OVERSEER, "overseer")
    assert "In 2026 0 complaints" in browser_of(overseer).get(place(world, "complaints-made/")).content.decode()
    with transaction.atomic():
        grants.place(world.case, overseer, world.opener)
    assert "In 2026 1 complaints" in browser_of(overseer).get(place(world, "complaints-made/")).content.decode()


def test_a_covert_case_is_in_no_snapshot_until_it_is_no_longer_covert(world):
    Case.objects.filter(pk=world.case.pk).update(restricted=True)
    hidden = frozen_again(world)
    assert (world.frozen.cases, hidden.cases) == (1, 0)
    Case.objects.filter(pk=world.case.pk).update(restricted=False)
    assert frozen_again(world) == world.frozen


def test_a_snapshot_gives_the_same_after_the_case_has_gone_on(world):
    before = figure_queries.snapshot_of(world.frozen)
    more(world, 2)
    later = frozen_again(world)
    figure_queries._read.cache_clear()
    assert figure_queries.snapshot_of(world.frozen) == before
    assert (later.cases, later.snapshot == world.frozen.snapshot) == (3, False)


def test_only_the_head_freezes_and_nobody_publishes_alone(world):
    with pytest.raises(Refused, match="The head of department does"):
        figures.freeze(force="", by=world.opener, today=TODAY)
    more(world, 9)
    frozen = frozen_again(world)
    body = figures.leaving(frozen, YEAR)
    digest = figures.sha256(body).hexdigest()
    assert figures.approve(frozen=frozen, asked=YEAR, digest=digest, by=world.head) is None
    with pytest.raises(Refused, match="A second person reads and publishes them"):
        figures.approve(frozen=frozen, asked=YEAR, digest=digest, by=world.head)
    with pytest.raises(Refused, match="has changed since the page was opened"):
        figures.approve(frozen=frozen, asked=YEAR, digest="0" * 64, by=world.published.approved_by_first)
    made = figures.approve(frozen=frozen, asked=YEAR, digest=digest, by=world.published.approved_by_first)
    assert bytes(made.body) == body
    with pytest.raises(Refused, match="published for that period already"):
        figures.approve(frozen=frozen, asked=YEAR, digest=digest, by=world.head)


def test_the_published_page_and_its_file_give_what_was_approved_and_no_small_number(world):
    more(world, 9)
    more(world, 2, HowFound.PROACTIVE_AUDIT)
    frozen = frozen_again(world)
    digest = figures.sha256(figures.leaving(frozen, period(SPAN))).hexdigest()
    for who in (world.head, world.published.approved_by_first):
        answer = browser_of(who).post(f"/figures/{frozen.snapshot[:16]}/publish/?period={SPAN}", {"digest": digest, "read": "on"})
        assert answer.status_code == 302
    made = PublishedFigures.objects.get(frozen=frozen)
    told = {each["measure"]: each for each in json.loads(bytes(made.body))["tables"]}
    given = {(row, column): number for row, column, number in told["conduct-matters/1"]["given"]}
    assert given["colleague", "conduct matter outside Schedule 3"] in (10, None)
    assert given["proactive audit", "conduct matter outside Schedule 3"] is None
    client = browser_of(None)
    page = client.get(f"/statistics/{made.pk}/")
    assert page.status_code == 200 and "Conduct matters" in page.content.decode()
    lines = list(csv.DictReader(io.StringIO(client.get(f"/statistics/{made.pk}/figures.csv").content.decode())))
    assert {line["number"] for line in lines if line["row"] == "proactive audit"} <= {"c", "0"}
    assert client.get("/statistics/999999/").status_code == client.get("/statistics/٣/").status_code == 404


def test_a_revision_of_a_period_stands_beside_the_older_one(world):
    more(world, 9)
    frozen = frozen_again(world)
    digest = figures.sha256(figures.leaving(frozen, YEAR)).hexdigest()
    for who in (world.head, world.published.approved_by_first):
        figures.approve(frozen=frozen, asked=YEAR, digest=digest, by=who)
    client = browser_of(None)
    assert "There is a newer revision" in client.get(f"/statistics/{world.figures.pk}/").content.decode()
    assert "a newer revision stands above" in client.get("/statistics/").content.decode()


def test_nothing_of_a_case_leaves_with_the_tables(world):
    more(world, 9)
    stored = frozen_store.bytes_of(frozen_again(world))
    references = list(Case.objects.values_list("reference", flat=True))
    assert all(reference.encode() in stored for reference in references)
    left = figures.leaving(FrozenFigures.objects.order_by("pk").last(), YEAR)
    assert not [reference for reference in references if reference.encode() in left]
    assert b"Matter 1" not in stored


def test_what_is_altered_afterwards_is_found(world, settings):
    assert list(figures_hold(TODAY)) == []
    assert figures_hold in CHECKS
    with connection.cursor() as cursor, pytest.raises(Exception, match="append-only"):
        cursor.execute("UPDATE casework_frozenfigures SET cases = 9")


def test_a_damaged_snapshot_is_not_counted(world):
    file = next(path for path in frozen_store.vault.store().root.rglob("*") if path.is_file() and world.frozen.address in str(path))
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    figure_queries._read.cache_clear()
    with pytest.raises(Altered):
        figure_queries.snapshot_of(world.frozen)
    assert any("frozen figures" in sentence for sentence in figures_hold(TODAY))


@pytest.mark.parametrize("query", ["period=March", "period=", "period=2026-13-01..2026-14-01"])
def test_a_period_that_is_none_is_said_and_the_last_year_is_shown(world, query):
    page = browser_of(world.head).get(place(world, "", query))
    assert page.status_code == 200
    assert ("is no period" in page.content.decode()) == (query != "period=")


@pytest.mark.parametrize("rest", ["nothing/", "complaints-made/cases/", "complaints-made/nothing/"])
def test_what_is_not_there_is_answered_so(world, rest):
    assert browser_of(world.head).get(place(world, rest, "by=how-found&row=nothing")).status_code == 404
    assert browser_of(world.head).get(f"/figures/{'0' * 16}/").status_code == 404


def test_without_a_return_there_is_no_table_of_forces(world):
    assert "No return has been taken in yet." in browser_of(world.head).get("/figures/national/").content.decode()


def test_every_break_down_is_a_page_with_its_table(world):
    client = browser_of(world.head)
    for each in DIMENSIONS:
        page = client.get(place(world, "complaints-made/", f"period=2026&by={each.key}"))
        assert page.status_code == 200
        assert f">{each.title}</th>" in page.content.decode(), each.key
