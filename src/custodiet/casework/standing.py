"""From rows to law: the steps of a case that stand, its index, and the seal of a step."""

from dataclasses import dataclass
from datetime import date

from custodiet.casework.models import Allegation, Case, CaseStep
from custodiet.law.codec import decode
from custodiet.law.position import Position, position
from custodiet.law.steps import BY_NAME, History, Step
from custodiet.law.steps.opening import AllegationMade
from custodiet.ledger.entries import canonical_json, written
from custodiet.ledger.tree import leaf_hash


@dataclass(frozen=True, slots=True)
class Standing:
    """All rows of a case in the order of recording, the steps of those that were not struck, and their history."""

    rows: tuple[CaseStep, ...]
    steps: dict[int, Step]
    history: History

    @property
    def last(self) -> CaseStep | None:
        """The row recorded last."""
        return self.rows[-1] if self.rows else None


def standing(case: Case) -> Standing:
    """What stands in the record of this case."""
    return of_rows(case.steps.select_related("recorded_by").order_by("seq"))


def told_alone(case: Case) -> Standing:
    """The same without who recorded a step, why, or under which seal: for a page that has no right to read it."""
    return of_rows(case.steps.only("case", "seq", "on", "kind", "content", "strikes").order_by("seq"))


def of_rows(found) -> Standing:
    """What stands in these rows of one case, in the order of recording."""
    rows = tuple(found)
    struck = {row.strikes_id for row in rows if row.strikes_id}
    steps = {row.pk: read(row) for row in rows if row.kind and row.pk not in struck}
    return Standing(rows, steps, History(steps[row.pk] for row in sorted(rows, key=_places(rows).__getitem__) if row.pk in steps))


def _places(rows: tuple[CaseStep, ...]) -> dict[CaseStep, int]:
    """Where each row stands among those of its day: a correction that keeps the day has the place of what it struck."""
    first = {row.pk: row for row in rows}
    places: dict[CaseStep, int] = {}
    for row in rows:
        struck = first.get(row.strikes_id)
        places[row] = places[struck] if struck is not None and struck.on == row.on and struck in places else row.seq
    return places


def read(row: CaseStep) -> Step:
    """The step of one row."""
    return decode(BY_NAME.get(row.kind, row.kind), row.content)


@dataclass(frozen=True, slots=True)
class Index:
    """What the law makes of a case on a day, as the tables repeat it."""

    stage: str
    next_due_on: date | None
    allegations: tuple[tuple[str, str, str], ...]


def index_of(history: History, today: date, found: Position | None = None) -> Index:
    """The index as the law has it."""
    found = found or position(history, today)
    latest = {step.about or "": step for step in history.all(AllegationMade)}
    rows = tuple(sorted((key, step.officer, step.category) for key, step in latest.items()))
    return Index(found.stage.value, found.next_due, rows)


def stored_index(case: Case) -> Index:
    """The index as the tables have it."""
    rows = tuple(sorted(case.allegations.values_list("key", "officer_key", "category")))
    return Index(case.stage, case.next_due_on, rows)


def write_index(case: Case, index: Index) -> None:
    """Bring the tables to what the law says. The caller has locked the case and saves nothing else of it."""
    case.stage, case.next_due_on = index.stage, index.next_due_on
    case.save(update_fields=["stage", "next_due_on", "version"])
    case.allegations.exclude(key__in=[key for key, _, _ in index.allegations]).delete()
    for key, officer, category in index.allegations:
        Allegation.objects.update_or_create(case=case, key=key, defaults={"officer_key": officer, "category": category})


def seal(row: CaseStep, before: CaseStep | None) -> str:
    """The seal of a row: over all it says, and over the seal and the time of the row before it.

    A row's own time is set as it is stored, so the next row's seal and the ledger entry of this one cover it.
    """
    said = {
        "case": row.case_id,
        "seq": row.seq,
        "kind": row.kind,
        "on": str(row.on),
        "not_before": str(row.not_before or ""),
        "about": row.about,
        "content": row.content,
        "office": row.office,
        "recorded_by": row.recorded_by_id,
        "strikes": row.strikes_id,
        "why": row.why,
        "token": row.token,
        "before": before.seal if before else "",
        "before_at": written(before.recorded_at) if before else "",
    }
    return leaf_hash(canonical_json(said)).hex()
