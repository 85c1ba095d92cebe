"""The twelve published outcomes and both stories, on record and composed as notices by the page of publication: six shapes and a PDF each.

Takes minutes, because each is replayed by the real actions (`make soak`).
"""

import io
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from custodiet.law.codec import decode
from custodiet.law.steps.outcome import Found, Imposed
from custodiet.law.steps.proceedings import HearingBegan, PublicityConsidered, ReportingRestricted
from custodiet.law.story import Told
from custodiet.law.vocabulary import Office, PurposeOfOutcome
from custodiet.publication.leaks import find
from custodiet.publication.printed import otherwise
from custodiet.publication.shapes import Shape
from custodiet.publication.structure import strange
from custodiet.web import context
from custodiet.web.demo_cases import CAST, _user, replay
from tests.casework.pdf_ua import faults
from tests.permissions.world import browser_of
from tests.stories.test_published_outcomes import FILES, told

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.usefixtures("papers")]
KEEP = os.environ.get("CUSTODIET_KEEP_NOTICES", "")
"""A folder to which each notice is written, for whoever wants to look at them."""
NAME, COLLAR = "Gareth Penhallow", "7193"
CUT_OFF = "ac-19-police-staff"
"""Its outcome was not published: there is nothing to publish of it."""
OFFICER = {"name": NAME, "title": "Mr", "role": "officer concerned", "rank": "constable", "collar": COLLAR, "alias": "PC X"}


def composed(path, users, settings, monkeypatch):
    """Somebody who may publish, the page of publication on the day after the outcome, and the names that may not be in it."""
    story = told(path)
    directed = next((each.step.alias for each in story.steps if isinstance(each.step, ReportingRestricted) and each.step.alias), "PC X")
    people = story.people or {"officer-1": OFFICER | {"alias": directed}}
    last = max((count for count, each in enumerate(story.steps) if isinstance(each.step, Imposed)), default=len(story.steps))
    steps = _asked([_with_reasons(each) for each in story.steps[: last + 1]])
    day = max(each.step.on for each in steps) + timedelta(days=1)
    settings.DEMO, settings.POLICY = True, {"force": {"name": "Wessex Vale Constabulary"}}
    monkeypatch.setenv(context.DEMO_DAY, day.isoformat())
    case = replay(replace(story, people=people), steps, users, day, 1)
    names = [part for each in people.values() for part in each["name"].split()]
    return browser_of(users["publications"], case), f"/case/{case.reference}/publish/", names


def _with_reasons(each):
    """A decision with its reasons, which the published records seldom give and the program asks for."""
    if isinstance(each.step, Found) and not each.step.reason:
        return replace(each, step=replace(each.step, reason="On the evidence that the panel heard"))
    if isinstance(each.step, Imposed) and not each.step.culpability:
        said = dict.fromkeys(("culpability", "harm", "aggravating", "mitigating", "purpose", "reason"), "As the chair gave it")
        return replace(each, step=replace(each.step, purposes=(PurposeOfOutcome.CONFIDENCE,), **said))
    return each


def _asked(steps):
    """The question of anonymity, which the published records do not speak of: put and answered before the hearing begins."""
    if any(isinstance(each.step, (PublicityConsidered, ReportingRestricted)) for each in steps):
        return steps
    began = next((count for count, each in enumerate(steps) if isinstance(each.step, HearingBegan)), None)
    if began is None:
        return steps
    step = decode("PublicityConsidered", {"on": steps[began].step.on, "about": steps[began].step.about, "reason": "Nobody asked for more"})
    return [*steps[:began], Told(step=step, by=Office.CHAIR, line=0), *steps[began:]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_outcome_is_composed_in_six_shapes_and_as_pdf(path, db, settings, monkeypatch):
    users = {username: _user(role, username, name) for role, username, name in CAST}
    client, address, names = composed(path, users, settings, monkeypatch)
    if path.stem == CUT_OFF:
        assert "nothing to publish" in client.get(address).context["refusals"][0]
        return
    for shape in Shape:
        settings.POLICY = settings.POLICY | {"publication": {"shape": shape.value}}
        page = client.get(address)
        # The stories end with the outcome: all that may stand against publication is a step that comes before it.
        assert [each for each in page.context["refusals"] if not each.startswith("First comes")] == []
        answer = client.get(address + page.context["pdf_url"])
        html, text = page.context["preview"].encode(), page.context["plain"]
        if KEEP:
            Path(KEEP, f"{path.stem}-{shape.name}.html").write_bytes(html)
            Path(KEEP, f"{path.stem}-{shape.name}.pdf").write_bytes(answer.content)
        assert strange(html.replace(b"h4>", b"h1>").replace(b"h5>", b"h2>")) == () and otherwise(answer.content, html) == ""
        assert list(faults(PdfReader(io.BytesIO(answer.content)))) == []
        said = text + html.decode() + answer.content.decode("latin-1")
        assert not any(name in said for name in names)
        assert find(answer.content, names) == []
