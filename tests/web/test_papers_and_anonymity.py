"""What must hold of every paper of a case: one record in six shapes, anonymity ordered late, whom a restriction covers, the day it goes."""

from datetime import timedelta

import pytest

from custodiet.casework.models import LedgerEntry, PublishedOutcome
from custodiet.cli import main
from custodiet.law.steps.proceedings import PublicNoticeRequired, ReportingRestricted, RestrictionLifted
from custodiet.law.vocabulary import NoticePart, Protected
from custodiet.publication.shapes import Shape
from custodiet.web import context
from tests.permissions.world import browser_of
from tests.web.test_hearing_notice import made, page_of, published_notice, step, write  # noqa: F401  # one of them is a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NAMES = ("Holloway", "Gareth", "4471", "Westmere", "Lockyer", "07700 900123")


def named_notice(made):  # noqa: F811
    """The notice as it goes out where the chair required the name and forbade nothing of the officer."""
    step(made, RestrictionLifted(on=made.today, about="officer-1", binds=(Protected.OFFICER_NAME,), reason="Heard again"))
    step(made, PublicNoticeRequired(on=made.today, about="officer-1", must_give=tuple(NoticePart)))
    return published_notice(made)


def test_1_one_record_gives_six_shapes_and_an_anonymous_case_no_name_in_page_address_header_or_list(made, settings):  # noqa: F811
    write(made)
    client, address = page_of(made, "publications")
    page = client.get(address).context
    shapes = [page["preview"], *(each["html"] for each in page["shapes"])]
    assert len(set(shapes)) == len(Shape) == 6
    assert all("PC X" in shape and not any(name in shape for name in NAMES) for shape in shapes)
    paper = published_notice(made)
    public = browser_of(None)
    for where in (f"/hearings/{paper.slug}/", "/hearings/", "/hearings/hearings.ics", "/hearings/hearings.csv"):
        answer = public.get(where)
        assert answer.status_code == 200
        seen = f"{where} {answer.headers} {answer.content.decode()}"
        assert not any(name.lower() in seen.lower() for name in NAMES), where


def test_2_anonymity_ordered_after_a_name_was_published_lists_every_earlier_paper_and_proves_each_is_gone(made, capsys):  # noqa: F811
    paper = named_notice(made)
    public, address = browser_of(None), f"/hearings/{paper.slug}/"
    assert "PC Gareth Holloway" in public.get(address).content.decode() and "Holloway" in public.get("/hearings/").content.decode()
    assert main(["publish-recheck"]) == 0  # lawful until the chair says otherwise
    step(made, ReportingRestricted(on=made.today, about="officer-1", binds=(Protected.OFFICER_NAME,), reason="Welfare of the complainant"))
    capsys.readouterr()
    assert main(["publish-recheck", "--withdraw", "--by", "head"]) == 1
    said = capsys.readouterr().out
    assert said.count(address) == 2 and "gone from the site, its list and its feeds." in said and "Holloway" not in said
    assert public.get(address).status_code == 410
    for where in ("/hearings/", "/hearings/hearings.ics", "/hearings/hearings.csv", "/withdrawn/", "/withdrawn/feed.xml", address):
        assert "Holloway" not in public.get(where).content.decode(), where
    assert address in public.get("/withdrawn/withdrawn.csv").content.decode()
    assert main(["publish-recheck"]) == 0


def test_3_a_restriction_on_the_complainant_leaves_the_officer_named_and_one_on_the_officer_the_complainant_unnamed(made):  # noqa: F811
    paper = named_notice(made)
    body = bytes(paper.body).decode()
    assert paper.withheld == ["complainant"] and "PC Gareth Holloway" in body and "Ms A" in body and "Lockyer" not in body
    step(made, ReportingRestricted(on=made.today, about="officer-1", binds=(Protected.OFFICER_NAME,), reason="Welfare"))
    step(made, RestrictionLifted(on=made.today, about="officer-1", binds=(Protected.COMPLAINANT,), reason="Heard again"))
    client, address = page_of(made, "publications")
    shown = client.get(address).context["preview"]
    assert "PC X" in shown and "Ms A" in shown and "Holloway" not in shown and "Lockyer" not in shown


def test_6_a_paper_is_taken_down_on_the_day_that_was_set_and_the_ledger_knew_the_day(made, monkeypatch):  # noqa: F811
    paper = published_notice(made)
    entry = LedgerEntry.objects.select_related("body").filter(object_ref=f"published {paper.slug}").get()
    assert entry.body.value["last_day"] == paper.last_day.isoformat() == "2023-12-19"
    monkeypatch.setenv(context.DEMO_DAY, (paper.last_day + timedelta(days=1)).isoformat())
    public = browser_of(None)
    assert public.get(f"/hearings/{paper.slug}/").status_code == 410 and paper.slug not in public.get("/hearings/").content.decode()
    assert PublishedOutcome.objects.get(pk=paper.pk).withdrawn_at is None  # its time was over; nobody withdrew it
