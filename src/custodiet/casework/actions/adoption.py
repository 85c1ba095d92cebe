"""`adopt`: a person takes a finding up. That act is the moment it comes to the authority's attention, and starts the clocks.

Until then a finding is a question about two numbers; nothing adopts by itself.
"""

import json
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.db import transaction

from custodiet.casework.access import Access, Refused
from custodiet.casework.actions import exhibits, people, triage
from custodiet.casework.actions.intake import open_case
from custodiet.casework.actions.step import take_step
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Case, DetectedFinding, Part, TriageOutcome, User
from custodiet.casework.sight import finding_of
from custodiet.law.steps import Step
from custodiet.law.steps.opening import AllegationMade, CameToAttention, SubjectIdentified
from custodiet.law.vocabulary import HowFound, MatterKind, Office

OFFICER, ALLEGATION, PERSON = "officer-1", "allegation-1", "person-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What the adopter says: the conduct alleged in plain words, the reason, and whether the case is restricted."""

    conduct: str
    reason: str
    title: str = "Matter found in an audit"
    serious_corruption: bool = False
    restricted: bool = True


def as_shown(finding: DetectedFinding) -> str:
    """What a page shows of a finding that may move: the decision that stands, the contact and looks counted, what the officer says."""
    last = triage.stands(finding)
    newest = [finding.tallies.order_by("-pk").first(), finding.answers.order_by("-pk").first()]
    return ".".join(str(row.pk if row else 0) for row in (last, *newest))


def adopt(*, finding: DetectedFinding, said: Adoption, force: str, by: User, today: date, token: str, shown: str = "") -> Case:
    """Open a conduct matter from a finding, dated today, with its officer on record and its rows as an exhibit.

    The form sent twice opens one case. Needs the permission to open cases, and the finding unmasked before. `shown` is what `as_shown`
    said of the page from which this comes (empty: nothing is compared): what nobody has read is not taken up.
    """
    if Permission.OPEN not in permissions(by):
        raise Refused("Your job does not open cases. Ask somebody named in the operation whose job does.")
    if again := _before(finding, by, today):
        return again
    if not said.conduct.strip():
        raise Refused("A conduct matter says what conduct it is about. Write it in plain words.")
    with transaction.atomic():
        locked = triage.locked_finding(finding, by, today)
        if not triage.unmasked(locked):
            raise Refused("A finding under pseudonyms cannot be adopted: an officer is named in a conduct matter. Unmask it first.")
        _refuse_if_moved(locked, shown)
        case = _opened(locked, said, by, today, token)
        _on_record(case, locked, force, by)
        _rows_along(case, locked, by)
        triage.entered(locked, TriageOutcome.ADOPTED, said.reason, by, today, case=case)
        return case


def _refuse_if_moved(finding: DetectedFinding, shown: str) -> None:
    now = as_shown(finding)
    if shown in ("", now):
        return
    said = ("it was decided again", "a night counted contact and looks anew", "the officer answered it")
    before = shown.split(".")
    moved = [what for what, then, after in zip(said, before, now.split("."), strict=False) if then != after] or ["it changed"]
    raise triage.Meanwhile(
        f"Since the finding was shown to you {' and '.join(moved)}. Nothing was recorded, and no case was opened. Read the finding again "
        "in another window; if it is still to be taken up, send this once more."
    )


def _before(finding: DetectedFinding, by: User, today: date) -> Case | None:
    """The case that the same person opened from it, where the form came twice."""
    seen = finding_of(Access(by), finding.reference, today)
    row = seen.triage.filter(outcome=TriageOutcome.ADOPTED.value, by=by).select_related("case").first()
    return row.case if row else None


def _opened(finding: DetectedFinding, said: Adoption, by: User, today: date, token: str) -> Case:
    found = CameToAttention(on=today, kind=MatterKind.CONDUCT_MATTER, found=HowFound.PROACTIVE_AUDIT)
    case = open_case(
        kind=MatterKind.CONDUCT_MATTER, step=found, by=by, office=Office.RECORDER, today=today, token=token, title=said.title,
        restricted=said.restricted, purpose=said.reason,
    )  # fmt: skip
    steps: list[Step] = [
        SubjectIdentified(on=today, about=OFFICER),
        AllegationMade(
            on=today, about=ALLEGATION, officer=OFFICER, conduct=said.conduct.strip(), serious_corruption=said.serious_corruption,
            from_day=date.fromisoformat(finding.content["first"]),
        ),
    ]  # fmt: skip
    for number, step in enumerate(steps):
        take_step(
            case=case, step=step, by=by, office=Office.RECORDER, today=today, token=f"{token}-{number}", version=None, purpose=said.reason
        )
    return case


def _on_record(case: Case, finding: DetectedFinding, force: str, by: User) -> None:
    """The officer by the number, under the name on record where it may be seen; the person by the number of the records system."""
    people.put_officer(case, finding.officer, force, OFFICER, by)
    people.put(case, people.NewPerson(name=f"Person {finding.person} of the records system"), Part.INTERESTED, PERSON, by)


def _rows_along(case: Case, finding: DetectedFinding, by: User) -> None:
    """Everything the finding rests on, as one file of the case: the finding as it was shown, and every contact and look with its rows."""
    latest = finding.tallies.order_by("-pk").first()
    whole = {"finding": finding.content, "between": latest.content if latest else {}, "reference": finding.reference}
    exhibits.receive(
        case=case, stream=BytesIO(json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False).encode()), maker=by.full_name,
        file_name=f"{finding.reference}.json", title="What the audit found, with every row behind it", by=by,
        why=f"Copied from finding {finding.reference} of operation {finding.operation.reference} as it was adopted",
    )  # fmt: skip
