"""Two writers at once: no step lost, none doubled. A thousand races of each kind are run by `make soak`."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from custodiet.casework import doctor, queries
from custodiet.casework.access import Access
from custodiet.casework.actions import Stale, take_step
from custodiet.casework.actions.imports import bring_in
from custodiet.casework.imports import rows
from custodiet.casework.imports.plan import plan
from custodiet.casework.models import Case, CaseStep
from custodiet.law.steps.opening import SubjectIdentified
from custodiet.law.vocabulary import Office
from tests.casework.conftest import MADE_ON, TODAY, opened, staff
from tests.casework.extract import laid_out, layout

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

TO_A_CASE = 10


@pytest.fixture(params=[250, pytest.param(1000, marks=pytest.mark.long)])
def races(request: pytest.FixtureRequest) -> int:
    """How many races are run."""
    return int(request.param)


def race(rounds: int, run: Callable[[int, int], str]) -> list[tuple[str, str]]:
    """Two threads, each with its own connection, meet before every round; what came of each round."""
    barrier = Barrier(2, timeout=60)
    results: list[list[str]] = [[], []]

    def work(number: int) -> None:
        try:
            for turn in range(rounds):
                barrier.wait()
                results[number].append(run(number, turn))
        except BaseException as broken:
            results[number].append(repr(broken))
            barrier.abort()
            raise
        finally:
            connection.close()

    threads = [Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(zip(*results, strict=True))


def test_of_two_forms_made_at_one_moment_one_is_recorded_and_the_other_told_that_it_is_stale(races: int) -> None:
    department = staff()
    cases = [opened(department.intake) for _ in range(-(-races // TO_A_CASE))]

    def run(number: int, turn: int) -> str:
        case = cases[turn // TO_A_CASE]
        version = 1 + turn % TO_A_CASE
        step = SubjectIdentified(on=MADE_ON, about=f"officer-{turn}-{number}")
        try:
            take_step(
                case=Case(pk=case.pk), step=step, by=department.intake, office=Office.RECORDER, today=TODAY,
                token=f"race-{turn}-{number}", version=version,
            )  # fmt: skip
        except Stale:
            return "stale"
        return "recorded"

    outcomes = race(races, run)
    assert {tuple(sorted(pair)) for pair in outcomes} == {("recorded", "stale")}
    assert CaseStep.objects.count() == len(cases) + races
    assert [list(check(TODAY)) for check in doctor.CHECKS] == [[]] * len(doctor.CHECKS)


def test_two_forms_that_do_not_mind_each_other_are_both_recorded_and_a_double_click_once(races: int) -> None:
    department = staff()
    rounds = max(races // 5, 1)
    cases = [opened(department.intake) for _ in range(-(-rounds // TO_A_CASE))]

    def run(number: int, turn: int) -> str:
        about = f"officer-{turn}" if turn % 2 else f"officer-{turn}-{number}"
        row = take_step(
            case=Case(pk=cases[turn // TO_A_CASE].pk), step=SubjectIdentified(on=MADE_ON, about=about), by=department.intake,
            office=Office.RECORDER, today=TODAY, token=f"race-{about}", version=None,
        )  # fmt: skip
        return str(row.pk)

    outcomes = race(rounds, run)
    doubles = [turn for turn, (first, second) in enumerate(outcomes) if first == second]
    assert doubles == list(range(1, rounds, 2))
    assert CaseStep.objects.count() == len(cases) + rounds + rounds - len(doubles)
    assert [list(check(TODAY)) for check in doctor.CHECKS] == [[]] * len(doctor.CHECKS)


def test_looking_at_a_case_while_a_step_is_recorded_stops_neither(races: int) -> None:
    department = staff()
    rounds = max(races // 10, 1)
    cases = [opened(department.intake) for _ in range(-(-rounds // TO_A_CASE))]

    def run(number: int, turn: int) -> str:
        case = cases[turn // TO_A_CASE]
        if number:
            return queries.case_page(Access(department.intake), case.reference, TODAY).reference
        step = SubjectIdentified(on=MADE_ON, about=f"officer-{turn}")
        row = take_step(
            case=Case(pk=case.pk), step=step, by=department.intake, office=Office.RECORDER, today=TODAY, token=f"look-{turn}", version=None
        )
        return row.kind

    assert race(rounds, run) == [("SubjectIdentified", cases[turn // TO_A_CASE].reference) for turn in range(rounds)]
    assert list(doctor.ledger_verifies(TODAY)) == []


def test_a_form_that_opens_a_case_and_is_sent_twice_at_once_opens_one(races: int) -> None:
    department = staff()
    rounds = max(races // 10, 1)
    outcomes = race(rounds, lambda number, turn: opened(department.intake, token=f"open-{turn}").reference)
    assert [first == second for first, second in outcomes] == [True] * rounds
    assert (Case.objects.count(), CaseStep.objects.count()) == (rounds, rounds)


def test_two_who_bring_the_same_extract_in_at_once_bring_each_case_in_once(tmp_path) -> None:
    """By the page and by the command, say: neither sees what the other has not committed yet."""
    department = staff()
    mapping = layout()
    planned = list(plan(rows.read(laid_out(tmp_path / "e"), mapping)[0], mapping, TODAY).cases.values())

    def run(number: int, turn: int) -> str:
        bring_in(planned[turn], source="Ledgerline", force="A force", by=department.head, today=TODAY)
        return "in"

    assert race(len(planned), run) == [("in", "in")] * len(planned)
    assert Case.objects.count() == len(planned)
    assert CaseStep.objects.count() == sum(len(case.parts) for case in planned)
