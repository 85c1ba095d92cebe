"""What must hold of every paper of a case: one record in six shapes, anonymity ordered late, whom a restriction covers, the day it goes."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from custodiet.casework import protected
from custodiet.casework.access import Refused
from custodiet.casework.actions import publish
from custodiet.casework.actions.people import NewPerson, add_person
from custodiet.casework.models import LedgerEntry, Part, PublishedOutcome, Task, User
from custodiet.cli import main
from custodiet.law.steps.proceedings import PublicNoticeRequired, ReportingRestricted, RestrictionLifted
from custodiet.law.vocabulary import NoticePart, Protected
from custodiet.publication.shapes import Shape
from custodiet.web import context
from tests.permissions.world import browser_of
from tests.web.test_hearing_notice import made, page_of, published_notice, step, strike, write  # noqa: F401  # one of them is a fixture

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


def test_2_anonymity_ordered_after_a_name_was_published_lists_every_earlier_paper_and_proves_each_is_gone(made):  # noqa: F811
    paper = named_notice(made)
    public, address = browser_of(None), f"/hearings/{paper.slug}/"
    assert "PC Gareth Holloway" in public.get(address).content.decode() and "Holloway" in public.get("/hearings/").content.decode()
    assert main(["publish-recheck"]) == 0  # lawful until the chair says otherwise
    case = made.cases[0]
    client = browser_of(User.objects.get(username="chair"), case)
    said = direct(client, case, "name of the officer")
    assert f"Taken off the public site at once: {address} (gone)" in said and "Holloway" not in said
    assert public.get(address).status_code == 410
    assert [row.kind for row in case.steps.order_by("seq")][-2:] == ["ReportingRestricted", "PublicNoticeWithdrawn"]
    task = Task.objects.get(what__startswith=address)
    assert task.owner == paper.approved_by_second and task.due == made.today and task.done is None and len(task.what) < 200
    entry = LedgerEntry.objects.select_related("body").get(object_ref=f"published {paper.slug}", verb="withdrawal")
    assert entry.body.value["gone"] is True and entry.actor.username == "chair"
    page = page_of(made, "publications")[0].get(page_of(made, "publications")[1])
    assert page.context["withdrawn"] == [{"address": address, "at": PublishedOutcome.objects.get(pk=paper.pk).withdrawn_at, "gone": True}]
    for where in ("/hearings/", "/hearings/hearings.ics", "/hearings/hearings.csv", "/withdrawn/", "/withdrawn/feed.xml", address):
        assert "Holloway" not in public.get(where).content.decode(), where
    assert address in public.get("/withdrawn/withdrawn.csv").content.decode()
    assert main(["publish-recheck"]) == 0


def direct(client, case, binds):
    """The chair's direction through the form of the step, and what the next page says."""
    address = f"/case/{case.reference}/step/ReportingRestricted/?about=officer-1"
    form = client.get(address).context["form"]
    sent = {"about": "officer-1", "on_day": "18", "on_month": "12", "on_year": "2023", "binds": [binds]}
    sent |= {"reason": "Welfare", "office": "chair"}
    more = {name: form.initial[name] for name in ("token", "version")}
    return client.post(address, sent | more, follow=True).content.decode()


@pytest.mark.parametrize("bound", [Protected.LOCATION, Protected.DATES])
def test_a_place_or_a_day_that_is_bound_late_goes_too_and_what_says_neither_stays(made, bound):  # noqa: F811
    paper = published_notice(made)
    step(made, ReportingRestricted(on=made.today, about="officer-1", binds=(Protected.WITNESS,), reason="Fear of one of them"))
    assert PublishedOutcome.objects.get(pk=paper.pk).withdrawn_at is None  # it names no witness
    step(made, ReportingRestricted(on=made.today, about="officer-1", binds=(bound,), reason="Safety"))
    assert PublishedOutcome.objects.get(pk=paper.pk).withdrawn_at is not None


def test_striking_out_a_lifting_protects_again_and_takes_the_paper_off(made):  # noqa: F811
    paper = named_notice(made)
    strike(made, RestrictionLifted)
    assert PublishedOutcome.objects.get(pk=paper.pk).withdrawn_at is not None


def test_a_paper_of_another_case_goes_when_this_one_comes_to_protect_somebody_in_it(made, django_capture_on_commit_callbacks):  # noqa: F811
    two = [User.objects.get(username=name) for name in ("publications", "head")]
    name = made.cases[0].involvements.get(role="witness").person.name
    put = {}
    for words in (f"Seen there: {name}.", "Seen there: nobody."):
        body = f"<article><p>{words}</p></article>".encode()
        sent = {"body": body, "digest": sha256(body).hexdigest(), "approved_by": two, "by": two[1], "today": made.today}
        put[words] = publish.store(case=made.cases[1], title="Outcome", **sent)
    with django_capture_on_commit_callbacks(execute=True):
        step(made, ReportingRestricted(on=made.today, about="officer-1", binds=(Protected.WITNESS,), reason="Fear"))
    gone, stays = (PublishedOutcome.objects.get(pk=each.pk) for each in put.values())
    assert gone.withdrawn_at and stays.withdrawn_at is None
    task = Task.objects.get(case=made.cases[1], what__contains=gone.slug)
    assert made.cases[0].reference not in task.what and name not in task.what


def test_of_two_witnesses_each_is_decided_by_itself_and_called_alike_on_every_paper(made):  # noqa: F811
    case, intake = made.cases[0], User.objects.get(username="intake")
    other = add_person(case=case, person=NewPerson(name="Leonie Strathcarron"), role=Part.WITNESS, key="witness-2", by=intake)
    first = case.involvements.get(role="witness", key="witness-1")
    assert other.alias != first.alias and "Strathcarron" not in other.alias
    with pytest.raises(Refused, match=f"calls that person {other.alias} on every paper"):
        step(made, restrict("witness-2", Protected.WITNESS, alias="Ms Q"))
    with pytest.raises(Refused, match="is not in this case as what the direction says they are"):
        step(made, restrict("complainant", Protected.WITNESS))
    step(made, restrict("witness-2", Protected.WITNESS, alias=other.alias))
    assert [row.key for row in protected.by(case, made.today) if row.role == "witness"] == ["witness-2"]
    write(made)
    client, address = page_of(made, "publications")
    rows = [row["key"] for row in client.get(address).context["checked"]]
    assert f"The chair, 18 December 2023: not to be published: witness ({other.alias})" in rows
    hearing = browser_of(User.objects.get(username="authority"), case).get(f"/case/{case.reference}/hearing/").content.decode()
    assert f"Not to be published: witness ({other.alias})" in hearing and f"witness ({first.alias})" not in hearing
    step(made, RestrictionLifted(on=made.today, about="officer-1", binds=(Protected.WITNESS,), person="witness-2", reason="Agrees"))
    assert [row for row in protected.by(case, made.today) if row.role == "witness"] == []


def restrict(person, bound, **more):
    return ReportingRestricted(on=date(2023, 12, 18), about="officer-1", binds=(bound,), person=person, reason="Fear", **more)


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
