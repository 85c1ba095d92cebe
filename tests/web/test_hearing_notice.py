"""The notice of a hearing: written by one, approved by two others, after the question of anonymity, no further than was required."""

from datetime import timedelta

import pytest

from custodiet.casework import on_site
from custodiet.casework.access import Refused
from custodiet.casework.actions import publish, take_step
from custodiet.casework.models import CaseStep, NoticeDraft, PublishedOutcome, User
from custodiet.law.steps.proceedings import PublicityConsidered, PublicNoticeRequired, ReportingRestricted, RestrictionLifted
from custodiet.law.vocabulary import NoticePart, Office, Protected
from custodiet.publication.notices import Attendance
from custodiet.web import context
from custodiet.web.templatetags.house import british
from tests.permissions.world import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WRITTEN = {
    "attendance": Attendance.PUBLIC.value, "starts_at": "10.30", "place": "Headquarters, Exampleton",
    "last_day_day": "19", "last_day_month": "12", "last_day_year": "2023",
    "conditions": ["register beforehand", "no recording, photography or broadcasting"],
    "how_to_attend": "Write to hearings@example.org by 15 December 2023.",
}  # fmt: skip


@pytest.fixture
def made(on_hearing_day, db, settings, monkeypatch):
    settings.POLICY = {"force": {"name": "Wessex Vale Constabulary"}}
    settings.DEMO = True
    monkeypatch.setenv(context.DEMO_DAY, on_hearing_day.today.isoformat())
    return on_hearing_day


def page_of(made, username, more=""):
    case = made.cases[0]
    return browser_of(User.objects.get(username=username), case), f"/case/{case.reference}/publish/hearing/{more}"


def write(made, username="proceedings", **changes):
    client, address = page_of(made, username, "write/")
    return client.post(address, WRITTEN | changes, follow=True)


def approve(made, username):
    client, address = page_of(made, username)
    return client.post(address, {"digest": client.get(address).context["digest"], "read": "on"}, follow=True)


def published_notice(made):
    write(made)
    approve(made, "publications")
    approve(made, "head")
    return PublishedOutcome.objects.get()


def step(made, step, office=Office.CHAIR, username="chair"):
    return take_step(
        case=made.cases[0], step=step, by=User.objects.get(username=username), office=office, today=made.today,
        token=str(CaseStep.objects.count()), version=None,
    )  # fmt: skip


def strike(made, kind):
    """Correct a step away: the row that strikes it gives no other."""
    row = CaseStep.objects.get(case=made.cases[0], kind=kind.__name__)
    take_step(
        case=made.cases[0], step=None, by=User.objects.get(username="chair"), office=Office.CHAIR, today=made.today,
        token=f"strike {kind.__name__}", version=None, strikes=row, why="Entered in error",
    )  # fmt: skip


def refusals(made, username="publications"):
    client, address = page_of(made, username)
    return " ".join(map(str, client.get(address).context["refusals"] or ()))


def test_the_notice_is_written_by_one_approved_by_two_others_and_published(made):
    answer = write(made)
    assert "Two others read and approve it." in answer.content.decode()
    approve(made, "publications")
    assert not PublishedOutcome.objects.exists()
    approve(made, "head")
    paper = PublishedOutcome.objects.get()
    public = browser_of(None).get(f"/hearings/{paper.slug}/").content.decode()
    for words in ("Notice of misconduct hearing: PC X", "18 December 2023", "19 December 2023", "10:30", "Headquarters, Exampleton",
                  "Write to hearings@example.org by 15 December 2023.", "Register beforehand", "17 calls and 43 texts"):  # fmt: skip
        assert words in public, words
    assert "Holloway" not in public and "Lockyer" not in public
    assert (paper.kind, paper.alias, paper.named, paper.last_day.isoformat()) == ("hearing", "PC X", False, "2023-12-19")
    assert paper.withheld == ["name of the officer", "complainant"]
    assert paper.listed == {
        "days": ["2023-12-18", "2023-12-19"], "starts_at": "10:30", "place": "Headquarters, Exampleton", "attendance": "in public",
    }  # fmt: skip


def test_nothing_is_written_or_published_before_the_question_of_anonymity_is_answered(made):
    write(made)
    assert refusals(made) == ""
    strike(made, ReportingRestricted)
    assert "has not been answered" not in refusals(made)  # it was considered, though nothing is restricted
    strike(made, PublicityConsidered)
    assert "has not been answered" in refusals(made)
    client, address = page_of(made, "proceedings", "write/")
    assert "Put the question to the chair" in client.get(address).content.decode()
    assert client.post(address, WRITTEN).context["form"] is None and NoticeDraft.objects.count() == 1
    client, address = page_of(made, "publications")
    assert client.get(address).context["form"] is None


def test_what_the_chair_did_not_require_is_left_out_whatever_was_written(made):
    write(made)
    step(made, PublicNoticeRequired(on=made.today, about="officer-1", must_give=(NoticePart.DATE,)))
    client, address = page_of(made, "publications")
    page = client.get(address)
    shown = page.context["preview"]
    assert "18 December 2023" in shown and not any(words in shown for words in ("Headquarters", "10:30", "17 calls", "Alleged level"))
    said = {row["key"]: row["value"] for row in page.context["checked"]}
    assert said["The chair, 18 December 2023: a public notice is to give: date"] == "Followed: the notice gives date."


def test_without_the_chairs_requirement_there_is_no_notice(made):
    write(made)
    strike(made, PublicNoticeRequired)
    assert "The chair has not required a public notice of the hearing" in refusals(made)


def test_a_part_that_was_required_and_not_written_withholds_the_notice(made):
    write(made, starts_at="")
    assert "and it does not (CR20 36(1), 53(1)): time." in refusals(made)


def test_the_standards_of_the_notice_of_referral_stand_beside_the_conduct(made):
    write(made)
    client, address = page_of(made, "publications")
    shown = client.get(address).context["plain"]
    assert [line.strip() for line in shown.split("Standards said to be breached")[1].splitlines()][1:5] == [
        "Honesty and Integrity", "Authority, Respect and Courtesy", "Confidentiality", "Discreditable Conduct",
    ]  # fmt: skip


def test_an_officer_is_named_where_the_chair_required_the_name_and_forbade_nothing(made):
    write(made)
    step(made, PublicNoticeRequired(on=made.today, about="officer-1", must_give=tuple(NoticePart)))
    client, address = page_of(made, "publications")
    assert "Holloway" not in client.get(address).content.decode()  # the restriction holds
    step(made, RestrictionLifted(on=made.today, about="officer-1", binds=(Protected.OFFICER_NAME,), reason="Heard again"))
    page = client.get(address)
    assert "PC Gareth Holloway" in page.context["preview"] and not page.context["refusals"]
    assert "Lockyer" not in page.content.decode()


def test_a_place_that_is_bound_is_looked_for_in_every_byte(made):
    write(made, how_to_attend="Come to Headquarters, Exampleton by nine.")
    assert refusals(made) == ""
    step(made, ReportingRestricted(on=made.today, about="officer-1", binds=(Protected.LOCATION,), reason="Safety of a witness"))
    assert "The page holds what must not leave" in refusals(made)


HIDDEN = (
    "Ask for Ms Lockyer.", "Lock\u200byer", "Write to a.l-o-c-k-y-e-r@example.org.", "%4c%6f%63%6b%79%65%72", "TG9ja3llcg== and more",
    "See /hearings/gareth-holloway.html",
)  # fmt: skip


def test_a_protected_name_hidden_in_what_was_written_goes_no_further_than_the_draft(made):
    client, address = page_of(made, "publications")
    for words in HIDDEN:
        write(made, how_to_attend=words)
        page = client.get(address)
        assert page.context["form"] is None and page.context["refusals"], words
    client.post(address, {"digest": page.context["digest"], "read": "on"})
    assert not PublishedOutcome.objects.exists() and not made.cases[0].notes.filter(text__startswith="Approved").exists()


def test_whoever_wrote_the_notice_does_not_approve_it(made):
    write(made, "publications")
    client, address = page_of(made, "publications")
    page = client.get(address)
    assert page.context["form"] is None and "Written by Tomas Eversley" in page.content.decode()
    draft, head = NoticeDraft.objects.get(), User.objects.get(username="head")
    with pytest.raises(Refused, match="Whoever wrote the notice does not approve it"):
        publish.store(
            case=made.cases[0], body=b"x", digest="2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
            approved_by=(draft.author, head), by=head, today=made.today, told=publish.Told(draft=draft),
        )  # fmt: skip


def test_a_new_draft_after_the_first_approval_has_to_be_approved_again(made):
    write(made)
    approve(made, "publications")
    write(made, starts_at="11:00")
    assert "the approval was for other bytes" in refusals(made, "head")


def test_a_notice_is_published_once_until_it_is_withdrawn_or_written_anew(made):
    paper = published_notice(made)
    client, address = page_of(made, "head")
    page = client.get(address)
    assert page.context["form"] is None and "published already" in str(page.context["refusals"])
    draft, two = NoticeDraft.objects.get(), [User.objects.get(username=name) for name in ("publications", "head")]
    sent = {"case": made.cases[0], "body": bytes(paper.body), "digest": paper.digest, "approved_by": two, "by": two[1], "today": made.today}
    with pytest.raises(Refused, match="published already"):
        publish.store(**sent, told=publish.Told(draft=draft))
    publish.withdraw(published=paper, by=two[1], today=made.today)
    assert not draft.is_published and publish.store(**sent, told=publish.Told(draft=draft)).slug != paper.slug


def test_the_hour_stands_with_the_first_day_of_a_hearing(made):
    paper = published_notice(made)
    days = [made.today + timedelta(days=n) for n in (1, 2)]
    PublishedOutcome.objects.create(
        case=paper.case, body=b"x", digest="0" * 64, kind=paper.kind, title="Two days", last_day=days[1], listed={
            "days": [day.isoformat() for day in days], "starts_at": "10:00", "attendance": "in public"},
        approved_by_first=paper.approved_by_first, approved_by_second=paper.approved_by_second,
    )  # fmt: skip
    said = browser_of(None).get("/hearings/").content.decode()
    assert f"{british(days[0])} at 10:00, {british(days[1])}<" in said


def test_who_may_write_but_not_publish_approves_nothing(made):
    write(made)
    client, address = page_of(made, "proceedings")
    page = client.get(address)
    assert page.context["form"] is None and "PC X" in page.context["preview"]
    client.post(address, {"digest": page.context["digest"], "read": "on"})
    assert "Approved for publication" not in str(list(made.cases[0].notes.values_list("text", flat=True)))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts_at": "half past"}, "Enter a time of day"),
        ({"starts_at": "25:00"}, "Enter a time of day"),
        ({"last_day_day": "1"}, "must be on or after 18 December 2023"),
        ({"last_day_year": "2024"}, "must be within 60 days of the first"),
        ({"attendance": "by invitation"}, "Select"),
    ],
)
def test_what_was_written_wrongly_is_answered_with_a_sentence(made, changes, words):
    answer = write(made, **changes)
    assert words in answer.content.decode() and not NoticeDraft.objects.exists()


def test_the_notice_goes_by_itself_after_the_last_day_of_the_hearing(made, monkeypatch):
    paper = published_notice(made)
    client = browser_of(None)
    for days, status in ((0, 200), (1, 200), (2, 410), (400, 410)):
        monkeypatch.setenv(context.DEMO_DAY, (made.today + timedelta(days=days)).isoformat())
        assert client.get(f"/hearings/{paper.slug}/").status_code == status, days
    assert on_site.hearings(made.today) == [paper] and on_site.hearings(made.today + timedelta(days=2)) == []


def test_a_notice_is_not_published_after_the_hearing(made, monkeypatch):
    write(made)
    monkeypatch.setenv(context.DEMO_DAY, (made.today + timedelta(days=2)).isoformat())
    assert "The last day on which this notice may be on the site has passed." in refusals(made)


def test_a_later_paper_may_not_give_what_this_one_kept_back(made):
    """The direction is struck from the record, not lifted: only what was published before is left to stand against the place."""
    step(made, ReportingRestricted(on=made.today, about="officer-1", binds=(Protected.LOCATION,), reason="Safety of a witness"))
    paper = published_notice(made)
    assert "location" in paper.withheld and paper.listed["place"] == ""
    row = CaseStep.objects.filter(case=made.cases[0], kind="ReportingRestricted").latest("seq")
    take_step(
        case=made.cases[0], step=None, by=User.objects.get(username="chair"), office=Office.CHAIR, today=made.today, token="strike",
        version=None, strikes=row, why="Entered in error",
    )  # fmt: skip
    write(made, place="Headquarters, Exampleton")
    said = refusals(made)
    assert "withheld because the chair had directed so (location)" in said
    assert "restriction on the location is in force" not in said
