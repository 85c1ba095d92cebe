"""A frozen snapshot gives the same figures for ever; a correction makes a new one and says what changed."""

import json
from dataclasses import MISSING, fields, replace
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.figures.bare import KEPT, bare
from custodiet.figures.cube import cube
from custodiet.figures.disclosure import released
from custodiet.figures.measures import BY_KEY, MEASURES
from custodiet.figures.measures.informed import IN_TIME, LATE
from custodiet.figures.period import calendar_year
from custodiet.figures.record import Characteristics, Record
from custodiet.figures.snapshot import UnreadableSnapshot, changes, frozen, read
from custodiet.law.codec import kinds_of_fields
from custodiet.law.steps import BY_NAME, History
from custodiet.law.steps.people import PersonInformed
from custodiet.law.vocabulary import HowFound, Outcome, ToldOf
from custodiet.simulation.histories import histories
from custodiet.simulation.neighbours import OURS
from tests.figures.made import AS_OF, case, imposed, left

DAY, END = date(2024, 3, 1), date(2024, 11, 20)
FORCE = "Wessex Vale Constabulary"
ONE = case(1, DAY, imposed(END, Outcome.DISMISSAL_WITHOUT_NOTICE), person=Characteristics(date(2011, 1, 1), "male", "White"))
TWO = case(2, DAY, left(END), found=HowFound.COMPLAINT)


def test_the_same_cases_give_the_same_id_in_whatever_order_and_come_back_whole():
    name, stored = frozen(FORCE, AS_OF, [ONE, TWO])
    assert frozen(FORCE, AS_OF, [TWO, ONE]) == (name, stored)
    told = read(stored, name)
    assert (told.id, told.force, told.taken_on) == (name, FORCE, AS_OF)
    assert [(each.reference, each.as_of, each.people) for each in told.records] == [(o.reference, o.as_of, o.people) for o in (ONE, TWO)]
    assert [list(each.history) for each in told.records] == [[bare(step) for step in one.history] for one in (ONE, TWO)]


def test_it_is_written_and_read_case_by_case_as_the_one_json_document_that_it_is():
    awkward = replace(TWO, reference='C9 "],"force":"x')
    for cases in ([], [ONE], [ONE, awkward]):
        _name, stored = frozen('A force "],"force":', AS_OF, cases)
        whole = json.loads(stored)
        assert json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == stored
        for same in (stored, json.dumps(whole).encode()):
            told = read(same)
            assert (told.force, [each.reference for each in told.records]) == (whole["force"], [each.reference for each in cases])
    with pytest.raises(UnreadableSnapshot, match="no comma after a case"):
        read(stored.replace(b'},{"people"', b'}.{"people"'))


def test_a_snapshot_holds_no_free_text():
    assert any(getattr(step, "conduct", "") == "Alleged" for step in ONE.history)
    assert b"Alleged" not in frozen(FORCE, AS_OF, [ONE])[1]
    for kind in BY_NAME.values():
        for name, hint in kinds_of_fields(kind).items():
            assert hint is not str or name in KEPT or not _words(kind, name), (kind, name)


def _words(kind, name):
    """What is left of words in that field."""
    values = {field.name: _VALUES[hint] for field in fields(kind) if (hint := kinds_of_fields(kind)[field.name]) in _VALUES}
    given = {"on": AS_OF, "about": "officer-1"} | {n: v for n, v in values.items() if n not in ("on", "about", "not_before")}
    required = {
        field.name: _any(kinds_of_fields(kind)[field.name]) for field in fields(kind) if field.name not in given and _is_required(field)
    }
    return getattr(bare(kind(**given, **required)), name)


_VALUES = {str: "words"}


def _is_required(field):
    return field.default is MISSING and field.default_factory is MISSING


def _any(hint):
    """Some value of that type."""
    if hint is bool:
        return False
    if hint is date:
        return AS_OF
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return next(iter(hint))
    return ()


def test_asked_again_it_gives_the_same_tables():
    stored = frozen(FORCE, AS_OF, [ONE, TWO])[1]
    first, again = (cube(read(stored).records, calendar_year(2024)) for _ in range(2))
    assert {key: table.counts for key, table in first.items()} == {key: table.counts for key, table in again.items()}
    assert first["outcomes"].total == 1
    assert {key: released(table) for key, table in first.items()} == {key: released(table) for key, table in again.items()}


def test_a_correction_makes_another_id_and_says_what_changed():
    corrected = case(2, DAY, left(date(2024, 12, 1)), found=HowFound.COMPLAINT)
    older, newer = (read(frozen(FORCE, AS_OF, cases)[1]) for cases in ([ONE, TWO], [ONE, corrected, case(3, DAY)]))
    assert older.id != newer.id
    told = changes(older, newer)
    assert [change.reference for change in told] == ["C000002", "C000003"]
    assert told[0].came == ("01.12.2024: Officer left the force",)
    assert told[0].went == ("20.11.2024: Officer left the force",)
    assert len(told[1].came) == 4
    assert changes(older, older) == []


def test_a_snapshot_that_is_not_what_its_id_says_is_refused():
    name, stored = frozen(FORCE, AS_OF, [ONE])
    with pytest.raises(UnreadableSnapshot, match=r"their digest is .* Nothing was counted"):
        read(stored.replace(b"dismissal without notice", b"final written warning"), name)
    with pytest.raises(UnreadableSnapshot, match=r"version 9 .* Update it first"):
        read(stored.replace(b'"version":1', b'"version":9'))


@given(st.binary(max_size=200) | st.text(max_size=60).map(lambda text: ('{"version":1,' + text).encode()))
def test_whatever_is_stored_is_read_or_refused_with_a_sentence(stored):
    with pytest.raises(UnreadableSnapshot, match=r"\."):
        read(stored)


def test_the_frozen_cases_of_a_force_are_counted_as_the_cases_themselves():
    """Whether somebody was told in writing is a free text that the law reads: without it every update of a snapshot was overdue."""
    today = date(2023, 12, 18)
    live = [Record(f"C{n:03}", History(step for step, _ in taken), today) for n, taken in enumerate(histories(OURS, today, 1, 20))]
    told = read(frozen(FORCE, today, live)[1]).records
    for measure in MEASURES:
        assert [one.key for record in told for one in measure.count(record)] == [one.key for r in live for one in measure.count(r)], (
            measure.key
        )
    assert {one.value for record in told for one in BY_KEY["updates"].count(record)} >= {IN_TIME, LATE}
    spoken = PersonInformed(on=DAY, of=ToldOf.PROGRESS, how="by telephone, Mrs Example was out")
    assert (bare(spoken).how, bare(replace(spoken, how="a letter to Mrs Example")).how) == ("", "in writing")
