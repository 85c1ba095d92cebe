"""The program's own users are looked at by the engine that looks at officers, and nobody is shown their own looks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from custodiet.casework import finding_queries, queries, watch, watch_queries
from custodiet.casework.access import Access, NotThere, Refused
from custodiet.casework.actions import grants, notes, tasks
from custodiet.casework.actions.triage import triage
from custodiet.casework.actions.watching import answer
from custodiet.casework.models import Conflict, Grant, LedgerEntry, Role, TriageOutcome, WatchedLook, WatchOutcome
from tests.casework.made_exhibits import world as made_case
from tests.casework.made_findings import TODAY, found, somebody

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=30)


@pytest.fixture
def head(db):
    return somebody(Role.HEAD)


@pytest.fixture
def authority(db):
    return somebody(Role.APPROPRIATE_AUTHORITY)


@pytest.fixture
def case(department):
    return made_case(department).case


def placed(case, user, by, ago=LONG_AGO, offices=None):
    """A place in the case, given so long ago."""
    held = [office.value for office in grants.offices_for(user.role)] if offices is None else offices
    Grant.objects.create(case=case, user=user, role=user.role, offices=held, since=timezone.now() - ago, granted_by=by)
    return user


def look(case, user, purpose="To see how it goes"):
    queries.case_page(Access(user, purpose), case.reference, TODAY)


def seen_by(user):
    page = watch_queries.watch_page(Access(user), TODAY)
    return [(line.who, line.subject) for line in (*page.waiting, *page.answered)]


def test_a_look_of_an_analyst_without_a_task_is_shown_to_the_head_and_never_to_the_analyst(case, head, authority):
    analyst = placed(case, somebody(Role.ANALYST), head)
    look(case, analyst)
    look(case, analyst)
    assert watch.run() == 1
    (line,) = watch_queries.watch_page(Access(head), TODAY).waiting
    assert (line.who, line.subject, line.looks, line.purposes) == (
        analyst.full_name, f"case {case.reference}", 2, ("To see how it goes",),
    )  # fmt: skip
    assert any("was given a place in it (W3), which ended on" in each for each in line.tried)
    for other in (analyst, authority, somebody(Role.OVERSEER), somebody(Role.HEAD)):
        expected = [(analyst.full_name, f"case {case.reference}")] if other.role == Role.HEAD.value else []
        assert seen_by(other) == expected
    with pytest.raises(NotThere):
        watch_queries.watch_line(Access(analyst), str(line.number), TODAY)


def test_a_task_explains_while_it_is_open_and_a_day_longer(case, head):
    analyst = placed(case, somebody(Role.ANALYST), head)
    tasks.add(case=case, owner=analyst, what="Compare the bills", by=head)
    look(case, analyst)
    assert watch.run() == 0


def test_a_place_just_given_explains_a_week_of_reading_in(case, head):
    look(case, placed(case, somebody(Role.ANALYST), head, timedelta(days=6)))
    look(case, placed(case, somebody(Role.ANALYST), head, timedelta(days=8)))
    assert watch.run() == 1


def test_an_office_explains_as_long_as_it_is_held(case, head):
    look(case, placed(case, somebody(Role.INVESTIGATOR), head))
    assert watch.run() == 0


def test_work_on_record_explains_what_comes_after_it(case, head):
    analyst = placed(case, somebody(Role.ANALYST), head)
    notes.add(case=case, text="Compared.", by=analyst)
    look(case, analyst)
    assert watch.run() == 0


def test_the_heads_looks_go_to_the_authority_and_to_no_head(case, head, authority):
    look(case, head, "Curious")
    assert watch.run() == 1
    assert seen_by(head) == seen_by(somebody(Role.HEAD)) == []
    assert seen_by(authority) == [(head.full_name, "a case that is not in your sight")]


def test_the_authoritys_looks_go_to_the_head(case, head, authority):
    placed(case, authority, head, offices=[])
    look(case, authority)
    watch.run()
    assert seen_by(authority) == []
    assert [who for who, _subject in seen_by(head)] == [authority.full_name]


def test_nothing_is_told_of_a_case_with_which_the_reader_has_a_conflict(case, head):
    look(case, placed(case, somebody(Role.ANALYST), head))
    watch.run()
    assert len(seen_by(head)) == 1
    Conflict.objects.create(user=head, case=case, reason="A neighbour", declared_by=head)
    assert seen_by(head) == []
    with pytest.raises(NotThere):
        watch_queries.watch_line(Access(head), str(WatchedLook.objects.get().pk), TODAY)


def test_nothing_is_shown_twice_and_later_looks_are_shown_anew(case, head):
    analyst = placed(case, somebody(Role.ANALYST), head)
    look(case, analyst)
    assert [watch.run(), watch.run()] == [1, 0]
    look(case, analyst)
    assert watch.run() == 1
    assert [row.content["looks"] for row in WatchedLook.objects.order_by("pk")] == [1, 1]


def test_a_reader_of_an_operation_looks_at_a_finding_while_it_waits_and_three_days_longer(head):
    analyst = somebody(Role.ANALYST)
    finding = found(analyst, head)
    finding_queries.finding_page(Access(analyst), finding.reference, TODAY)
    triage(finding=finding, outcome=TriageOutcome.DISMISSED, reason="Known.", by=analyst, today=TODAY)
    finding_queries.finding_page(Access(analyst), finding.reference, TODAY)
    assert watch.run() == 0


def test_lists_and_refused_openings_are_no_looks(case, head):
    analyst = somebody(Role.ANALYST)
    queries.worklist(Access(analyst), TODAY)
    queries.search(Access(analyst), "Neutral")
    with pytest.raises(NotThere):
        queries.case_page(Access(analyst), case.reference, TODAY)
    assert watch.run() == 0


def test_an_answer_needs_a_reason_and_stands_on_record_with_its_seal(case, head):
    look(case, placed(case, somebody(Role.ANALYST), head))
    watch.run()
    row = WatchedLook.objects.get()
    with pytest.raises(Refused, match="answered with a reason"):
        answer(look=row, outcome=WatchOutcome.IN_ORDER, reason=" ", by=head, today=TODAY)
    made = answer(look=row, outcome=WatchOutcome.IN_ORDER, reason="Stood in for the investigator.", by=head, today=TODAY)
    assert LedgerEntry.objects.get(object_ref=f"watch reply {made.pk}").body.value["seal"]
    page = watch_queries.watch_page(Access(head), TODAY)
    assert (page.waiting, len(page.answered)) == ((), 1)
    with pytest.raises(NotThere):
        answer(look=row, outcome=WatchOutcome.IN_ORDER, reason="Mine.", by=row.user, today=TODAY)


def test_the_page_leads_to_the_answer(client, case, head):
    look(case, placed(case, somebody(Role.ANALYST), head))
    watch.run()
    client.force_login(head)
    number = WatchedLook.objects.get().pk
    assert f"/watch/{number}/" in client.get("/watch/").content.decode()
    assert "To see how it goes" in client.get(f"/watch/{number}/").content.decode()
    assert client.post(f"/watch/{number}/", {"outcome": "in order", "reason": "Asked."}).status_code == 302
    assert "Asked." in client.get("/watch/").content.decode()
    client.force_login(WatchedLook.objects.get().user)
    assert client.get(f"/watch/{number}/").status_code == client.get("/watch/").status_code == 404
