"""Anonymity ordered after a name was published: every earlier paper is listed, and each is seen to be gone."""

from hashlib import sha256

import pytest

from custodiet.casework.actions import publish
from custodiet.casework.models import PublishedOutcome, User
from custodiet.casework.notice_pdf import notice_pdf
from custodiet.cli import main
from custodiet.publication.gate import fingerprint
from custodiet.web.context import today
from tests.permissions.world import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def made(after_outcome, db, settings):
    settings.POLICY = {"force": {"name": "Wessex Vale Constabulary"}}
    return after_outcome


def put(case, words, title="Outcome of misconduct hearing"):
    """Something on the public site, as it may have been put there before a restriction was ordered: nobody's paper, so no step."""
    both = [User.objects.get(username=name) for name in ("publications", "head")]
    body = f"<article><p>{words}</p></article>".encode()
    digest = sha256(body).hexdigest()
    return publish.store(case=case, body=body, digest=digest, approved_by=tuple(both), by=both[0], today=today(), title=title)


def test_every_paper_that_now_says_too_much_is_listed_withdrawn_and_seen_to_be_gone(made, capsys):
    case = made.cases[0]
    name = case.involvements.get(role="officer concerned").person.name
    surname = name.split()[-1]
    notice, outcome, clean = put(case, f"PC {name}"), put(case, "PC X", title=f"Outcome: PC {surname}"), put(case, "PC X met Ms A.")
    client = browser_of(None)
    assert name in client.get(f"/outcomes/{notice.slug}/").content.decode()  # the leak was there
    assert main(["publish-recheck"]) == 1
    said = capsys.readouterr().out
    assert notice.slug in said and outcome.slug in said and clean.slug not in said and surname not in said
    assert main(["publish-recheck", "--withdraw", "--by", "head"]) == 1
    assert capsys.readouterr().out.count("gone from the site, its list and its feeds.") == 2
    for paper in (notice, outcome):
        answer = client.get(f"/outcomes/{paper.slug}/")
        assert answer.status_code == 410 and surname not in answer.content.decode()
    for address in ("/outcomes/", "/outcomes/feed.xml", "/outcomes/outcomes.csv"):
        assert surname not in client.get(address).content.decode()
    assert main(["publish-recheck"]) == 0
    assert "Nothing on the public site holds a name" in capsys.readouterr().out
    assert [each.slug for each in PublishedOutcome.objects.filter(withdrawn_at=None)] == [clean.slug]


def test_a_name_that_stands_in_the_pdf_alone_is_found(made, papers, capsys):
    case = made.cases[0]
    name = case.involvements.get(role="officer concerned").person.name
    both = [User.objects.get(username=each) for each in ("publications", "head")]
    page, pdf = b"<article><p>PC X</p></article>", notice_pdf(f"<article><p>PC {name}</p></article>".encode(), "Outcome")
    sent = {"body": page, "pdf": pdf, "digest": fingerprint(page, pdf)}
    publish.store(case=case, **sent, approved_by=tuple(both), by=both[0], today=today(), title="Outcome")
    assert main(["publish-recheck"]) == 1
    said = capsys.readouterr().out
    assert "its PDF holds" in said and "its page holds" not in said


def test_who_is_not_known_or_may_not_publish_withdraws_nothing(made, capsys):
    case = made.cases[0]
    put(case, f"PC {case.involvements.get(role='officer concerned').person.name}")
    assert main(["publish-recheck", "--withdraw"]) == 2
    assert main(["publish-recheck", "--withdraw", "--by", "analyst"]) == 2
    assert "still there." in capsys.readouterr().out
    assert PublishedOutcome.objects.filter(withdrawn_at=None).count() == 1
