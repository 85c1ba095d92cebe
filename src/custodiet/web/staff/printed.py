"""A position in law, printed: what stands, what is due, what the record must still answer.

Plain data for the components. Nothing is decided here: every word about the law comes from the law. What may be decided
stands in `custodiet.web.staff.options`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework.pages import StepLine
from custodiet.law.instruments import LADDERS
from custodiet.law.matter import Duty, DutyKind
from custodiet.law.position import Position, Question
from custodiet.web.clocks import Clock, clock, window
from custodiet.web.staff.step_fields import Names


def heading(case: Any, position: Position) -> dict[str, Any]:
    """What stands at the head of every page of a case."""
    first = next((duty for duty in position.open_duties if duty.due), None)
    return {
        "reference": case.reference,
        "title": case.title,
        "stage": position.stage.capitalised,
        "tags": [{"text": _("Restricted"), "colour": "purple"}] if case.restricted else [],
        "next_what": upper(first.what) if first else "",
        "next_due": clock(first.due, position.today) if first else None,
    }


def duty_rows(duties: Iterable[Duty], today: date, names: Names) -> list[dict[str, Any]]:
    """Duties and periods, each with its clock, its owner and its provision."""
    return [
        {
            "what": upper(duty.what),
            "about": names.of(duty.about),
            "by": duty.owed_by.value,
            "to": duty.owed_to.value if duty.owed_to else "",
            "period": duty.period,
            "clock": clock_of(duty, today),
            "under": duty.under,
            "advice": duty.advice,
            "unknown": duty.unknown,
        }
        for duty in duties
    ]


def upper(words: str) -> str:
    """The words as they open a line."""
    return words[:1].upper() + words[1:]


def clock_of(duty: Duty, today: date) -> Clock:
    """The clock of a duty; one of no fixed day says how long the period is."""
    stands = clock if duty.kind is DutyKind.DUTY else window
    return stands(duty.due, today, duty.met_on)


def questions(position: Position, names: Names, lines: Iterable[StepLine], reference: str) -> list[dict[str, Any]]:
    """What is not in the record and must be asked; for a reader who may record, `lines` are the steps to answer it by."""
    return [
        {
            "text": upper(_with_about(question.what, names.of(question.about))),
            "why": question.why,
            "citation": question.under,
            "url": _answer_url(question, lines, reference),
            "link": _("Enter the day"),
        }
        for question in position.questions
    ]


def _answer_url(question: Question, lines: Iterable[StepLine], reference: str) -> str:
    """Where the step whose day is not exact is corrected; "" where no single step would answer."""
    found = (line.seq for line in lines if line.stands and question.asks is not None and line.step == question.asks)
    return next((reverse("correct", args=[reference, seq]) for seq in found), "")


def regimes(position: Position, names: Names) -> list[dict[str, Any]]:
    """Which regime of each ladder governs for each officer, and under what."""
    rows = []
    order = {ladder.name: number for number, ladder in enumerate(LADDERS)}
    for governing in sorted(position.governing, key=lambda g: order[g.ladder.name]):
        rows.append(
            {
                "ladder": governing.ladder.name[:1].upper() + governing.ladder.name[1:],
                "officer": names.of(governing.officer),
                "settled": governing.settled,
                "regimes": [{"words": regime.words, "under": regime.under} for regime in governing.regimes],
                "question": governing.ladder.question,
            }
        )
    return rows


def _with_about(text: str, about: str) -> str:
    return f"{text} ({about})" if about else text
