"""The only writer of steps: append a row, seal it, re-index the case and enter it in the ledger.

`take_step` calls it for a person who takes a step; `record_fact` is for a verb that does by itself what the law attaches weight to,
such as putting a paper on the public site; `bring_over` writes a whole history that ran elsewhere.
"""

from collections.abc import Sequence
from datetime import date

from custodiet.casework import journal, standing
from custodiet.casework.models import Case, CaseStep, User
from custodiet.law.codec import encode
from custodiet.law.position import admit
from custodiet.law.steps import History, Step
from custodiet.law.vocabulary import Office
from custodiet.ledger.entries import Verb, written


def append(
    case: Case,
    found: standing.Standing,
    history: History,
    step: Step | None,
    *,
    by: User,
    office: Office,
    token: str,
    today: date,
    strikes: CaseStep | None = None,
    why: str = "",
    purpose: str = "",
) -> CaseStep:
    """Write what the law has admitted. The caller has locked the case; `history` is the record with the step in it."""
    row = _row(case, found, step, by, office, token, strikes, why)
    row.seal = standing.seal(row, found.last)
    row.save(force_insert=True)
    case.version += 1
    standing.write_index(case, standing.index_of(history, today))
    journal.record(
        Verb.ALTERATION if found.rows else Verb.COLLECTION,
        by=by,
        case=case,
        what=f"step {row.seq}",
        purpose=purpose,
        fields=sorted(row.content),
        seal=row.seal,
        step_recorded_at=written(row.recorded_at),
    )
    return row


def record_fact(case: Case, step: Step, *, by: User, office: Office, token: str, today: date) -> CaseStep:
    """Record, in the office for which it is done, what a verb of the program does; raises the law's `NotOpen`.

    Whether `by` may do it is the verb's to ask: whoever publishes does so for the authority, and holds no office of it. The caller
    has locked the case.
    """
    found = standing.standing(case)
    return append(case, found, admit(found.history, step, office, today), step, by=by, office=office, token=token, today=today)


def bring_over(case: Case, taken: Sequence[tuple[Step, Office]], *, by: User, token: str, today: date) -> None:
    """Write a history that ran elsewhere into an empty case, in order; the law admits each step as it would have on its day.

    The caller has locked the case. The index is written once, at the end: a case of years is one record, not so many visits.
    """
    found = standing.standing(case)
    if found.rows:
        raise ValueError("A history is brought over into an empty case; this one has steps.")
    history, told = found.history, []
    for number, (step, office) in enumerate(taken):
        history = admit(history, step, office, today)
        row = _row(case, found, step, by, office, f"{token}-{number}", None, "")
        row.seal = standing.seal(row, found.last)
        row.save(force_insert=True)
        found = standing.Standing((*found.rows, row), {}, history)
        told.append(
            {
                "object_ref": f"step {row.seq}", "purpose": "", "fields": sorted(row.content), "request_id": "", "seal": row.seal,
                "step_recorded_at": written(row.recorded_at),
            }
        )  # fmt: skip
    journal.record_each(Verb.COLLECTION, told, by=by, case=case)
    case.version += len(found.rows)
    standing.write_index(case, standing.index_of(history, today))


def _row(
    case: Case, found: standing.Standing, step: Step | None, by: User, office: Office, token: str, strikes: CaseStep | None, why: str
) -> CaseStep:
    dated = step or strikes
    if dated is None:
        raise ValueError("A row records a step or strikes one; the law refuses a form with neither.")
    return CaseStep(
        case=case,
        seq=len(found.rows) + 1,
        kind=type(step).__name__ if step else "",
        on=dated.on,
        not_before=step.not_before if step else None,
        about=dated.about or "",
        content=encode(step) if step else {},
        office=office.value,
        recorded_by=by,
        strikes=strikes,
        why=why,
        token=token,
    )
