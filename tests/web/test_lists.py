"""The long lists of the staff pages: what is due leads to its form, and the account and the looks come a page at a time."""

from datetime import date

import pytest

from custodiet.casework.actions import notes
from custodiet.casework.models import CaseStep, LedgerEntry, Role
from custodiet.law.codec import encode
from custodiet.law.steps.opening import ComplaintMade, Recorded
from custodiet.web.staff.paged import LENGTH, around_page, page_asked
from tests.permissions.world import browser_of

pytestmark = pytest.mark.django_db
ALSO = ComplaintMade(on=date(2026, 11, 3))


def recorded(world, step):
    """A row as it stands in the records."""
    number = world.case.steps.count() + 1
    CaseStep.objects.create(
        case=world.case, seq=number, kind=type(step).__name__, on=step.on, content=encode(step), office="recorder of the force",
        recorded_by=world.opener, token=f"row-{number}", seal="0" * 64,
    )  # fmt: skip


def browser(world, role):
    return browser_of(world.related(role, "granted"), world.case)


def test_what_is_due_leads_to_the_form_that_meets_it_where_the_reader_may_record_it(world):
    recorded(world, Recorded(on=date(2026, 11, 4)))
    client = browser(world, Role.APPROPRIATE_AUTHORITY)
    page = client.get("/")
    rows = [row[0] for row in page.context["mine"] + page.context["others"]]
    leading = {row["text"]: row["url"] for row in rows if row["url"]}
    assert any("/step/PersonInformed/" in url for url in leading.values()), rows
    for what, url in leading.items():
        form = client.get(url)
        assert (form.status_code, form.context["form"] is not None, form.context.get("not_open")) == (200, True, None), what


def test_a_row_leads_nowhere_for_who_may_record_nothing(world):
    recorded(world, Recorded(on=date(2026, 11, 4)))
    page = browser(world, Role.OVERSEER).get("/")
    rows = page.context["mine"] + page.context["others"]
    assert rows
    assert not any(row[0]["url"] for row in rows)


def test_the_pages_of_the_account_hold_every_step_once(world):
    for _ in range(2 * LENGTH + 4):
        recorded(world, ALSO)
    client, address = browser(world, Role.HEAD), f"/case/{world.case.reference}/account/"
    pages = [client.get(f"{address}?page={number}") for number in (1, 2, 3)]
    assert [(len(page.context["rows"]), page.context["pages"]) for page in pages] == [(LENGTH, 3), (LENGTH, 3), (5, 3)]
    shown = [row["url"] for page in pages for row in page.context["rows"]]
    assert len(set(shown)) == world.case.steps.count() == 2 * LENGTH + 5
    assert 'href="?page=3"' in pages[0].content.decode()
    assert client.get(f"{address}?page=99").context["page"] == 3
    for nonsense in ("0", "-1", "x", "", "²", "9" * 5000):
        assert client.get(address, {"page": nonsense}).context["page"] == 1


def test_the_pages_of_who_looked_reach_the_first_entry(world):
    for number in range(LENGTH):
        notes.add(case=world.case, text=f"Note {number}", by=world.opener)
    client, address = browser(world, Role.HEAD), f"/case/{world.case.reference}/looked/"
    first = client.get(address)
    assert (len(first.context["rows"]), first.context["pages"]) == (LENGTH, 2)
    last = client.get(f"{address}?page=99")
    earliest = LedgerEntry.objects.filter(case=world.case).order_by("seq").first()
    assert last.context["rows"][-1]["at"] == earliest.recorded_at
    assert last.context["page"] == 2


def test_the_words_above_a_list_say_which_part_of_it_is_shown():
    assert around_page(2, 45) == {"page": 2, "pages": 3, "page_url": "?page=", "part": "21 to 40 of 45"}
    assert around_page(3, 45)["part"] == "41 to 45 of 45"
    assert around_page(1, 20)["part"] == ""
    assert around_page(1, 0)["pages"] == 1


def test_the_number_of_the_page_stands_in_the_address(rf):
    assert page_asked(rf.get("/?page=3")) == 3
    assert page_asked(rf.get("/")) == 1
