"""Every row of the table of time limits, held against the clock of the same name in the code."""

import csv
from datetime import date
from pathlib import Path

import pytest

from custodiet.law.rules import RULES

ROWS = list(csv.DictReader((Path(__file__).parent / "time-limits.csv").open(encoding="utf-8")))
CLOCKS = {clock.id: clock for rules in RULES for clock in rules.CLOCKS}


def _day(text):
    return date.fromisoformat(text) if text else None


def test_the_table_is_whole_and_no_clock_is_named_twice():
    assert len(ROWS) == len({row["id"] for row in ROWS}) > 130
    assert len(CLOCKS) == sum(len(rules.CLOCKS) for rules in RULES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_row_is_in_the_code(row):
    clock = CLOCKS[row["id"]]
    cited = f"{clock.under.instrument.key} {clock.under.provision}"
    wanted = {
        "formula": "" if row["formula"] == "" else row["formula"],
        "amount": row["amount"],
        "unit": row["unit"],
        "since": _day(row["in_force_from"]),
        "to": _day(row["in_force_to"]),
        "confidence": row["confidence"],
    }
    formula = clock.period.formula.value
    found = {
        "formula": "" if formula == "back" else formula,
        "amount": clock.period.stated,
        "unit": clock.period.unit.value,
        "since": clock.since,
        "to": clock.to,
        "confidence": clock.under.confidence.tag,
    }
    assert found == wanted
    assert row["citation"].replace(f"{clock.under.instrument.key} ", "") == cited.replace(f"{clock.under.instrument.key} ", "")
