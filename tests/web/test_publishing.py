"""What reaches the public: approved by two people, free of names, and the stored bytes or nothing."""

from hashlib import sha256

import pytest

from custodiet.casework.access import Refused
from custodiet.casework.actions import publish, take_step
from custodiet.casework.models import Person, PublishedOutcome, User
from custodiet.law.steps.outcome import ReportDispensedWith
from custodiet.law.vocabulary import Office
from custodiet.publication.gate import fingerprint
from custodiet.web.context import today
from custodiet.web.templatetags.house import british
from tests.permissions.world import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made(after_outcome, db, settings):
    settings.POLICY = {"force": {"name": "Wessex Vale Constabulary"}}
    return after_outcome


def page_of(made, username):
    case = made.cases[0]
    return browser_of(User.objects.get(username=username), case), f"/case/{case.reference}/publish/"


def approve(client, address):
    page = client.get(address)
    return client.post(address, {"digest": page.context["digest"], "read": "on"}, follow=True)


def test_one_approval_publishes_nothing_and_the_same_person_cannot_give_the_second(made):
    client, address = page_of(made, "publications")
    approve(client, address)
    assert client.get(address).context["form"] is None
    client.post(address, {"digest": client.get(address).context["digest"], "read": "on"})
    assert PublishedOutcome.objects.count() == 0


def test_the_second_approval_publishes_exactly_the_bytes_of_the_first(made, papers):
    first, address = page_of(made, "publications")
    digest = first.get(address).context["digest"]
    approve(first, address)
    second, _ = page_of(made, "head")
    approve(second, address)
    published = PublishedOutcome.objects.get()
    assert f"{published.digest}+{published.pdf_digest}" == digest
    assert sha256(published.pdf).hexdigest() == published.pdf_digest
    public = browser_of(None).get(f"/outcomes/{published.slug}/").content.decode()
    assert "PC X" in public and "Ms A" in public
    assert "Holloway" not in public and "Lockyer" not in public
    served = browser_of(None).get(f"/outcomes/{published.slug}/notice.pdf")
    assert served.content == published.pdf and served["Content-Type"] == "application/pdf"


def test_an_approval_covers_the_pdf_too_and_whoever_approves_can_read_it_before(made, papers):
    case, people = made.cases[0], [User.objects.get(username=name) for name in ("publications", "head")]
    sent = {"case": case, "body": b"<p>PC X</p>", "approved_by": tuple(people), "by": people[0], "today": today()}
    for approved in (fingerprint(b"<p>PC X</p>"), fingerprint(b"<p>PC X</p>", b"another")):
        with pytest.raises(Refused, match="not the bytes that were approved"):
            publish.store(**sent, pdf=b"%PDF-1.7", digest=approved)
    assert publish.store(**sent, pdf=b"%PDF-1.7", digest=fingerprint(b"<p>PC X</p>", b"%PDF-1.7")).pdf_digest
    client, address = page_of(made, "publications")
    page = client.get(address)
    answer = client.get(address + page.context["pdf_url"])
    assert sha256(answer.content).hexdigest() == page.context["digest"].split("+")[1]


def test_the_reasons_of_findings_and_outcome_are_quoted_as_the_chair_recorded_them_and_no_more(made):
    client, address = page_of(made, "publications")
    shown = client.get(address).context["plain"]
    least = "Why nothing less severe\n  Nothing less than dismissal would meet that purpose"
    culpable = "Culpability\n  High: the officer chose the contact himself"
    for words in ("No policing purpose for either look-up", culpable, "What makes it less serious", least):
        assert words in shown, words
    assert "Confidentiality" not in shown and "Why not dismissal" not in shown


def test_a_name_in_the_reasons_of_the_chair_withholds_the_outcome(made):
    person = made.cases[0].involvements.get(role="witness").person
    person.name = "Ada Purpose"  # now a word of the reasons is a protected name
    person.save()
    assert withheld(made)


def test_a_digest_other_than_that_of_the_page_is_refused(made):
    client, address = page_of(made, "publications")
    page = client.post(address, {"digest": "0" * 64, "read": "on"})
    assert "The record changed while the page was open" in page.content.decode()


def test_a_name_in_the_words_of_an_allegation_withholds_the_notice(made):
    person = made.cases[0].involvements.get(role="witness").person
    person.name = "Ada Incident"  # now a word of the allegation is a protected name
    person.save()
    client, address = page_of(made, "publications")
    page = client.get(address)
    assert any("holds what must not leave" in reason for reason in page.context["refusals"])
    assert page.context["form"] is None


def withheld(made):
    client, address = page_of(made, "publications")
    return any("holds what must not leave" in reason for reason in client.get(address).context["refusals"])


def test_a_name_that_is_protected_in_another_case_and_one_of_the_staff_withhold_the_notice(made):
    other = Person.objects.filter(involvements__case=made.cases[1])
    assert not withheld(made)
    other.filter(involvements__role="officer concerned").update(name="Ada Incident")
    assert withheld(made)
    other.filter(involvements__role="officer concerned").update(name="Ada Pritchard")
    assert not withheld(made)
    User.objects.filter(username="investigator").update(full_name="Owen Incident")
    assert withheld(made)


def test_the_first_approval_is_said_in_words(made):
    client, address = page_of(made, "publications")
    approve(client, address)
    notes, said = client.get(address.replace("publish", "notes")).content.decode(), british(today())
    assert f"Approved for publication: the notice about PC X, dated {said}." in notes
    assert not any(raw in notes for raw in ("officer-1", f"dated {today().isoformat()}", client.get(address).context["digest"]))
    second, _ = page_of(made, "head")
    waiting = f"Tomas Eversley approved the notice dated {said}. It is published when a second person approves the very same words."
    assert second.get(address).context["waiting"] == waiting


def test_bytes_that_no_longer_hold_their_digest_are_not_served(made):
    users = {user.username: user for user in User.objects.all()}
    body = b"<article>PC X</article>"
    stored = PublishedOutcome.objects.create(
        case=made.cases[0], body=body, digest="0" * 64, title="PC X",
        approved_by_first=users["publications"], approved_by_second=users["head"],
    )  # fmt: skip
    assert browser_of(None).get(f"/outcomes/{stored.slug}/").status_code == 404


def test_the_page_says_what_the_chair_decided_what_was_searched_and_who_approved(made):
    client, address = page_of(made, "publications")
    said = {row["key"]: row["value"] for row in client.get(address).context["checked"]}
    assert said["The question of anonymity"] == "It was put to the chair, and the answer is on record."
    bound = "The chair, 6 November 2023: not to be published: name of the officer"
    assert said[bound] == "Followed: PC X stands in place of the name, and every byte was searched for it."
    assert said["Published before"].startswith("Nothing of this case.")
    assert "until the end of " in said["Its period"] and "CR20 43(8)" in said["Its period"]
    assert "None was found." in said["The deep search"]
    assert "could not be counted: there is no staff list" in said["Who could be meant"]
    assert said["First approval"] == said["Second approval"] == "not yet"
    approve(client, address)
    assert {row["key"]: row["value"] for row in client.get(address).context["checked"]}["First approval"].startswith("Tomas Eversley, on ")


def test_too_few_officers_who_fit_withhold_the_notice(made, tmp_path, monkeypatch):
    lines = ["rank,unit"] + ["constable,Response"] * 3 + ["sergeant,Response"] * 40
    (tmp_path / "staff.csv").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("CUSTODIET_STAFF_LIST", str(tmp_path / "staff.csv"))
    client, address = page_of(made, "publications")
    refusals = client.get(address).context["refusals"]
    assert any("3 of 43 officers fit" in reason and "too few" in reason for reason in refusals)
    (tmp_path / "staff.csv").write_text("\n".join(lines + ["constable,Custody"] * 9), encoding="utf-8")
    assert not client.get(address).context["refusals"]


def publish_it(made):
    for username in ("publications", "head"):
        approve(*page_of(made, username))
    return PublishedOutcome.objects.get()


def test_one_press_takes_a_notice_off_the_public_site(made):
    published = publish_it(made)
    client, address = page_of(made, "head")
    assert "approved by Tomas Eversley and" in client.get(address).content.decode()
    client.post(address, {"withdraw": published.slug})
    answer = browser_of(None).get(f"/outcomes/{published.slug}/")
    assert answer.status_code == 410 and "PC X" not in answer.content.decode()
    assert published.slug not in browser_of(None).get("/outcomes/").content.decode()
    again = client.post(address, {"withdraw": published.slug}, follow=True).content.decode()
    assert "It was off the site already." in again


def clocks(made):
    """How the clock of publication stands on the page of the hearing: the state of each row."""
    client, _ = page_of(made, "authority")
    page = client.get(f"/case/{made.cases[0].reference}/hearing/")
    rows = [row for officer in page.context["officers"] for row in officer["clocks"]]
    return [row["clock"].state for row in rows if row["what"].startswith("Report on the website")]


def kinds(made):
    return list(made.cases[0].steps.order_by("seq").values_list("kind", flat=True))


def test_publishing_is_a_step_that_meets_the_duty_and_withdrawing_one_that_owes_it_again(made):
    assert len(clocks(made)) == 1 and "met" not in clocks(made)
    published = publish_it(made)
    assert kinds(made)[-1] == "ReportPublished" and clocks(made) == ["met"]
    row = made.cases[0].steps.latest("seq")
    assert (row.office, row.recorded_by.username, row.about) == ("appropriate authority", "head", "officer-1")
    client, address = page_of(made, "head")
    assert "on the public site already" in str(client.get(address).context["refusals"])
    client.post(address, {"withdraw": published.slug})
    assert kinds(made)[-1] == "ReportWithdrawn"
    assert len(clocks(made)) == 2 and clocks(made).count("met") == 1


def test_the_same_bytes_sent_twice_are_published_once_and_recorded_once(made):
    published = publish_it(made)
    told = publish.Told(about="officer-1", alias="PC X")
    two = (published.approved_by_first, published.approved_by_second)
    sent = {"case": made.cases[0], "approved_by": two, "by": two[1], "today": today(), "told": told}
    body, pdf = bytes(published.body), bytes(published.pdf)
    again = publish.store(body=body, pdf=pdf, digest=fingerprint(body, pdf), **sent)
    assert again == published and kinds(made).count("ReportPublished") == 1
    with pytest.raises(Refused, match="on the public site already"):
        publish.store(body=b"other", digest=sha256(b"other").hexdigest(), **sent)
    assert PublishedOutcome.objects.count() == 1


def test_nothing_is_published_before_the_officer_was_given_the_report(made):
    strike(made, "OutcomeNotified", "authority", Office.APPROPRIATE_AUTHORITY)
    client, address = page_of(made, "publications")
    page = client.get(address)
    assert page.context["form"] is None and any("Officer given the report" in reason for reason in page.context["refusals"])
    two = [User.objects.get(username=name) for name in ("publications", "head")]
    with pytest.raises(Refused, match="Officer given the report"):
        publish.store(
            case=made.cases[0], body=b"PC X", digest=sha256(b"PC X").hexdigest(), approved_by=tuple(two), by=two[1], today=today(),
            told=publish.Told(about="officer-1", alias="PC X"),
        )  # fmt: skip
    assert not PublishedOutcome.objects.exists()


def test_what_the_chair_dispensed_with_is_not_published(made):
    take_step(
        case=made.cases[0], step=ReportDispensedWith(on=today(), about="officer-1", reason="National security"),
        by=User.objects.get(username="chair"), office=Office.CHAIR, today=today(), token="dispensed", version=None,
    )  # fmt: skip
    client, address = page_of(made, "publications")
    assert any("The chair dispensed with publication" in reason for reason in client.get(address).context["refusals"])


def test_what_was_recorded_between_the_checks_and_the_approval_stops_it(made):
    published = publish_it(made)
    publish.withdraw(published=published, by=User.objects.get(username="head"), today=today())
    two = (published.approved_by_first, published.approved_by_second)
    version = made.cases[0].steps.count()
    for seen, ends in ((version - 1, "was being approved"), (version, "")):
        told = publish.Told(about="officer-1", alias="PC X", version=seen)
        sent = {"case": made.cases[0], "body": b"PC X", "digest": sha256(b"PC X").hexdigest(), "approved_by": two, "by": two[1]}
        if ends:
            with pytest.raises(Refused, match=ends):
                publish.store(**sent, today=today(), told=told)
    assert publish.store(**sent, today=today(), told=told).slug  # nothing had happened since: it goes out


def test_bytes_that_hold_somebody_protected_are_stored_by_nobody(made):
    """The last search, in the transaction that stores them: past the checks of the page, the name goes out nowhere."""
    two = [User.objects.get(username=name) for name in ("publications", "head")]
    body = b"<article>Gareth Holloway</article>"
    with pytest.raises(Refused, match="came to be protected meanwhile"):
        publish.store(
            case=made.cases[0], body=body, digest=sha256(body).hexdigest(), approved_by=tuple(two), by=two[1], today=today(),
            told=publish.Told(about="officer-1", alias="PC X"),
        )  # fmt: skip
    assert not PublishedOutcome.objects.exists() and "ReportPublished" not in kinds(made)


def strike(made, kind, username, office):
    row = made.cases[0].steps.filter(kind=kind).latest("seq")
    take_step(
        case=made.cases[0], step=None, by=User.objects.get(username=username), office=office, today=today(), token=f"strike {kind}",
        version=None, strikes=row, why="Entered in error",
    )  # fmt: skip


def test_nobody_withdraws_what_is_published_of_another_case(made):
    published = publish_it(made)
    other = made.cases[1]
    browser_of(User.objects.get(username="head"), other).post(f"/case/{other.reference}/publish/", {"withdraw": published.slug})
    assert browser_of(None).get(f"/outcomes/{published.slug}/").status_code == 200


def test_whoever_wrote_the_allegation_does_not_approve_the_notice(made):
    writer = made.cases[0].steps.filter(kind="AllegationMade").first().recorded_by
    other = User.objects.get(username="publications")
    with pytest.raises(Refused, match="Whoever wrote the words of an allegation, a finding or an outcome does not approve them"):
        publish.store(case=made.cases[0], body=b"x", digest=sha256(b"x").hexdigest(), approved_by=(writer, other), by=other, today=today())
    assert not PublishedOutcome.objects.exists()
