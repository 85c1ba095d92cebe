"""The record as a paper sees it, and what several kinds of paper say alike: the officer, the allegations, the findings, the panel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from custodiet.casework.models import Case, Grant, Involvement, Part
from custodiet.law.position import Position
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.investigation import SeverityAssessed
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.outcome import Found, OfficerLeft
from custodiet.law.vocabulary import Office, PaperKind


@dataclass(frozen=True, slots=True)
class Filling:
    """The record as a paper sees it. `about` is the officer of whom it speaks, or the person to whom a letter goes."""

    case: Case
    kind: PaperKind
    about: Key
    on: date
    history: History
    position: Position
    person: Involvement
    answers: dict[str, Any]
    force: str

    def need(self, step: type[Step]) -> Any:
        """The latest step of that kind about the officer."""
        return self.history.latest(step, self.about)


def day(value: date | None) -> str:
    """“18 December 2023”."""
    return f"{value.day} {value:%B %Y}" if value else ""


def day_of(step: Step) -> str:
    """The day of a step; where the record does not give it, the days between which it lies."""
    return day(step.on) if step.exact else f"between {day(step.earliest)} and {day(step.on)}; the day itself is not in the record"


def officer(seen: Filling) -> dict[str, Any]:
    """The officer concerned, as a paper that names them says it."""
    profile, person = seen.person.person.officer, seen.person.person
    left = seen.history.has(OfficerLeft, seen.about)
    return {
        "name": person.name, "rank": profile.get_rank_display(), "number": profile.collar_number, "force": profile.force,
        "posting": f", {profile.unit}" if profile.unit else "", "born_on": day(person.born_on),
        "status": f"former {profile.get_capacity_display().lower()}" if left else profile.get_capacity_display(),
    }  # fmt: skip


def allegations(seen: Filling) -> Iterator[dict[str, Any]]:
    """The allegations against the officer, numbered."""
    for number, key in enumerate(seen.history.allegations_of(seen.about), 1):
        made = seen.history.latest(AllegationMade, key)
        assert made is not None
        days = [day(each) for each in dict.fromkeys((made.from_day, made.to_day)) if each]
        when = f" ({' to '.join(days)})" if days else ""
        standards = seen.answers.get(f"standards-{key}", [])
        yield {"number": number, "key": key, "conduct": made.conduct, "when": when, "standards": "; ".join(standards)}


def findings(seen: Filling) -> list[dict[str, Any]]:
    """The allegations with what was found on each."""
    rows = []
    for each in allegations(seen):
        found = seen.history.latest(Found, each["key"])
        assert found is not None
        breaches = f"Standards breached: {'; '.join(found.breaches)}." if found.breaches else ""
        rows.append(each | {"level": str(found.level), "breaches": breaches, "reason": found.reason, "admitted": found.admitted})
    return rows


def severity(seen: Filling) -> dict[str, str]:
    """How serious the conduct would be, as it was assessed last."""
    made = seen.need(SeverityAssessed)
    if made is None:
        return {"on": "", "level": "", "form": ""}
    form = f"If proceedings follow, they are likely to be a {made.likely_form}." if made.likely_form else ""
    return {"on": day(made.on), "level": str(made.severity), "form": form}


def holding(seen: Filling, office: Office) -> str:
    """The names of those who hold an office in the case."""
    grants = Grant.objects.filter(case=seen.case, until=None).select_related("user").order_by("pk")
    return ", ".join(dict.fromkeys(grant.user.full_name for grant in grants if office.value in grant.offices))


def panel(seen: Filling) -> list[dict[str, str]]:
    """The persons on record as sitting."""
    rows = seen.case.involvements.filter(role=Part.PANEL.value).select_related("person").order_by("pk")
    return [{"name": row.person.name, "part": row.get_role_display()} for row in rows]
