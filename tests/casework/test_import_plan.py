"""What becomes of each row of an extract: taken, refused or doubtful, each with its sentence, and no row is lost."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custodiet.casework.imports import mapping, placeholders, rows
from custodiet.casework.imports.days import WrongDay, day_of
from custodiet.casework.imports.mapping import Layout, Taken, WrongMapping
from custodiet.casework.imports.plan import Fate, plan
from custodiet.law.steps.opening import AllegationMade, CaseClosed, ComplaintMade, Recorded, SubjectIdentified
from custodiet.law.steps.outcome import Imposed, OfficerLeft
from custodiet.law.vocabulary import Outcome, Rank
from tests.casework.extract import FILES, TODAY, laid_out, layout, row


@pytest.fixture
def planned(tmp_path):
    return plan(rows.read(laid_out(tmp_path / "extract"), layout())[0], layout(), TODAY)


def why(found, table, number):
    """What is said of a row."""
    verdict = next(each for each in found.verdicts if (each.row.table, each.row.number) == (table, number))
    return f"{verdict.fate.value}: {verdict.why}"


def test_every_row_is_taken_refused_or_doubtful_and_none_is_lost(planned):
    for table, text in FILES.items():
        counts = planned.counts()[table.removesuffix(".csv")]
        assert counts.total() == len(text.splitlines()) - 1
    assert all(verdict.why for verdict in planned.verdicts if verdict.fate is not Fate.TAKEN)


def test_the_steps_of_a_case_say_what_the_extract_says_and_no_more(planned):
    case = planned.cases["CO/1/19"]
    first, second = case.people["S10"].key, case.people["S11"].key
    made = next(part.step for part in case.parts if isinstance(part.step, AllegationMade))
    assert [type(part.step) for part in case.parts] == [
        ComplaintMade, Recorded, SubjectIdentified, SubjectIdentified, AllegationMade, Imposed, OfficerLeft, CaseClosed,
    ]  # fmt: skip
    assert case.parts[3].step == SubjectIdentified(on=date(2019, 3, 5), about=second, rank=Rank.SERGEANT)
    assert (made.officer, made.category, made.from_day) == (first, "H1", date(2019, 3, 1))
    assert case.parts[5].step == Imposed(on=date(2019, 11, 15), about=first, outcome=Outcome.WRITTEN_WARNING, months=18)


def test_a_day_that_the_extract_does_not_name_becomes_the_days_it_can_have_been(planned):
    left = next(part.step for part in planned.cases["CO/1/19"].parts if isinstance(part.step, OfficerLeft))
    assert (left.not_before, left.on) == (date(2019, 3, 5), date(2019, 11, 20))


@pytest.mark.parametrize(
    ("table", "number", "said"),
    [
        ("cases", 4, "refused: The day it came in is “01/07/0202”: no case is of the year 0202."),
        ("cases", 5, "refused: It was closed on 01.05.2019, before it came in on 09.05.2019."),
        ("cases", 6, "doubtful: The case CO/5/19 stands in rows 6 and 7, which say different things of it."),
        ("cases", 7, "doubtful: The case CO/5/19 stands in rows 6 and 7"),
        ("cases", 8, "doubtful: Of what kind the case is, “Grievance” does not say."),
        ("cases", 9, "refused: The day it came in is “09/05/2029”, which lies after today."),
        ("cases", 10, "doubtful: It does not say when the case came in."),
        ("cases", 12, "refused: It says the same as row 11, word for word"),
        ("people", 6, "doubtful: The person S12 is called “UNKNOWN”, which stands for nobody."),
        ("people", 7, "refused: The person was born on 04.04.2020, and the case came in on 11.04.2019."),
        ("people", 8, "doubtful: Two people were made one, or one is written in two ways: the number 4416 is “Edith Farrowby” in row 8"),
        ("people", 9, "doubtful: Two people were made one"),
        ("people", 10, "refused: Its case CO/3/19 is refused (cases.csv, row 4)."),
        ("allegations", 3, "doubtful: “Incivility” is no category of the scheme of 2020."),
        ("allegations", 4, "doubtful: The person S12 is called “UNKNOWN”, which stands for nobody. What is said of it is set aside"),
        ("allegations", 5, "refused: The person S99 is missing: no row of the people has them in the case CO/2/19."),
        ("allegations", 6, "refused: The conduct was on 01.05.2019, after the case came in on 11.04.2019."),
        ("outcomes", 3, "doubtful: The outcome “FWW” is not known."),
        ("outcomes", 5, "refused: The person C10 is the complainant of this case"),
    ],
)
def test_what_is_not_taken_is_said_in_a_sentence(planned, table, number, said):
    assert why(planned, table, number).startswith(said)


def test_what_was_doubtful_is_taken_once_the_mapping_says_what_is_meant(tmp_path):
    more = layout('[categories]\n"Incivility" = "unknown"\n[outcome_words]\n"fww" = "final written warning"\n')
    found = plan(rows.read(laid_out(tmp_path / "extract"), more)[0], more, TODAY)
    assert why(found, "allegations", 3) == why(found, "outcomes", 3) == "taken: "
    made = [part.step for part in found.cases["CO/1/19"].parts if isinstance(part.step, AllegationMade)]
    assert (made[1].category, made[1].conduct) == ("", "Laughed at the caller (Category in the extract: Incivility.)")


def test_a_category_of_another_scheme_is_kept_in_words_and_never_taken_for_one_of_2020(tmp_path):
    other = replace(layout(), scheme="other")
    found = plan(rows.read(laid_out(tmp_path / "extract"), other)[0], other, TODAY)
    made = [part.step for part in found.cases["CO/1/19"].parts if isinstance(part.step, AllegationMade)]
    assert {step.category for step in made} == {""}
    assert made[0].conduct.endswith("(Category in the extract, of another scheme: H1.)")


# --- people who are none ---

ONLY_SUBJECTS = Layout(
    "Ledgerline", {"people": Taken("people.csv", {"case": "Case Ref", "subject": "Subject Ref"})}, kind="complaint",
    received_between=(date(2010, 1, 1), date(2020, 12, 31)), words={"ranks": {"": "constable"}},
)  # fmt: skip


def test_one_subject_in_an_improbable_share_of_the_rows_is_set_aside_and_the_cases_still_count():
    """The shape of a public file: 58,129 rows, 31,271 cases, one placeholder in 8,815 rows, the next real person in 23."""
    said = [("122060", 8815), ("Organisational", 439), ("S1", 23)]
    said += [(f"S{number}", 2) for number in range(2, 24428)]
    subjects = [subject for subject, count in said for _ in range(count)]
    made = [row("people", number + 2, case=f"C{number % 31271}", subject=subject) for number, subject in enumerate(subjects)]
    found = plan(made, ONLY_SUBJECTS, TODAY)
    assert len(found.cases) == 31271
    aside = [verdict for verdict in found.verdicts if verdict.row["subject"] in ("122060", "Organisational")]
    assert {verdict.fate for verdict in aside} == {Fate.DOUBTFUL} and len(aside) == 9254
    assert "stands in 8,815 rows, and the next in 23: more than 20 times as many" in aside[0].why
    assert found.counts()["people"].total() == len(made)


def test_a_busy_person_is_no_placeholder():
    counted = placeholders.Counter({"S1": 460, "S2": 23, "S3": 1})
    assert placeholders.improbable(counted) == {}
    assert list(placeholders.improbable(placeholders.Counter({"S1": 461, "S2": 23}))) == ["S1"]
    assert placeholders.improbable(placeholders.Counter({"S1": 99, "S2": 1})) == {}


@pytest.mark.parametrize("word", ["UNKNOWN", "Not known", "N/A", "TEST", "0", "9999", "XX", "Organisational", " not  identified "])
def test_words_that_stand_for_nobody(word):
    assert placeholders.is_word(word)


@pytest.mark.parametrize("word", ["Testa", "Noone Baxter", "Nilsson", "10", ""])
def test_words_that_stand_for_somebody(word):
    assert not placeholders.is_word(word)


# --- whatever a file holds ---

WORDS = st.sampled_from(
    ["", "CO/1", "CO/2", "S1", "S2", "UNKNOWN", "PC", "H1", "Complaint", "05/03/2019", "31/02/2019", "01/01/0202", "No action", "x"]
)
CELLS = {table: [each.name for each in asked] for table, asked in mapping.TABLES.items()}
ROWS = st.sampled_from(sorted(CELLS)).flatmap(
    lambda table: st.tuples(*[WORDS] * len(CELLS[table])).map(lambda said: (table, dict(zip(CELLS[table], said, strict=True))))
)


@settings(max_examples=60)
@given(st.lists(ROWS, max_size=25))
def test_whatever_the_rows_hold_each_has_one_fate_and_a_reason(made):
    given_rows = [rows.Row(table, "extract.csv", number, cells) for number, (table, cells) in enumerate(made, 2)]
    found = plan(given_rows, layout(), TODAY)
    assert [verdict.row for verdict in found.verdicts] == given_rows
    assert all(bool(verdict.why) == (verdict.fate is not Fate.TAKEN) for verdict in found.verdicts)
    taken = {(verdict.row.table, verdict.row.number) for verdict in found.verdicts if verdict.fate is Fate.TAKEN}
    stepped = {(part.row.table, part.row.number) for case in found.cases.values() for part in case.parts}
    people = {("people", person.row.number) for case in found.cases.values() for person in case.people.values()}
    assert stepped | people == taken


# --- days and mappings ---


@pytest.mark.parametrize(
    ("text", "order", "read"),
    [
        ("05/03/2019", "day first", date(2019, 3, 5)),
        ("05/03/2019", "month first", date(2019, 5, 3)),
        ("2019-03-05", "month first", date(2019, 3, 5)),
        ("5 March 2019", "day first", date(2019, 3, 5)),
        ("05/03/2019 00:00:00", "day first", date(2019, 3, 5)),
        ("", "day first", None),
    ],
)
def test_a_day_is_read_as_the_mapping_says(text, order, read):
    assert day_of(text, "The day", order, TODAY) == read


@pytest.mark.parametrize("text", ["31/02/2019", "05/03/19", "01/07/0202", "soon", "01/01/1850", "21/03/2023"])
def test_a_day_that_cannot_be_is_refused(text):
    with pytest.raises(WrongDay):
        day_of(text, "The day", "day first", TODAY)


def test_the_mapping_is_guessed_from_the_headers_and_is_the_one_that_a_person_would_write(tmp_path):
    found = mapping.guessed("Ledgerline", rows.headers(laid_out(tmp_path / "extract")))
    assert {table: taken.columns for table, taken in found.tables.items()} == {
        table: taken.columns for table, taken in layout().tables.items()
    }
    assert mapping.read(mapping.written(found)).tables.keys() == layout().tables.keys()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "which system"),
        ("source = [", "no TOML"),
        ('source = "L"', "names no table"),
        ('source = "L"\n[cases]\nreference = "R"', "name its file"),
        ('source = "L"\n[cases]\nfile = "c.csv"', "in which column reference is"),
        ('source = "L"\n[cases]\nfile = "c.csv"\nreference = "R"\ncolour = "C"', "nothing that is taken"),
        ('source = "L"\ndates = "moon"\n[cases]\nfile = "c.csv"\nreference = "R"', "day first, month first"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_what_to_write(text, said):
    with pytest.raises(WrongMapping, match=said):
        mapping.read(text)


def test_a_column_that_is_not_there_is_refused_before_any_row(tmp_path):
    folder = laid_out(tmp_path / "extract", **{"people.csv": "Case Ref,Subject Ref\nCO/1/19,S1\n"})
    with pytest.raises(WrongMapping, match="has no column"):
        rows.read(folder, layout())


def test_a_row_with_a_comma_too_many_is_refused_and_counted(tmp_path):
    folder = laid_out(tmp_path / "extract", **{"outcomes.csv": FILES["outcomes.csv"] + "CO/1/19,S10,No action,15/11/2019,,\n"})
    found = plan(rows.read(folder, layout())[0], layout(), TODAY)
    assert why(found, "outcomes", 6).startswith("refused: It has 6 cells where the headers are 5")


def test_a_column_that_says_what_is_alleged_is_not_its_reference():
    headers = {"allegations.csv": ["Case Ref", "Subject Ref", "Allegation", "Allegation No"]}
    assert mapping.guessed("S", headers).tables["allegations"].columns == {
        "case": "Case Ref", "subject": "Subject Ref", "allegation": "Allegation No", "conduct": "Allegation",
    }  # fmt: skip
    assert "allegation" not in mapping.columns_of("allegations", ["Case", "Subject", "Allegation"])


def test_a_mapping_that_was_written_is_read_the_same():
    said = replace(layout(), kind="complaint", received_between=(date(2014, 1, 1), date(2019, 12, 31)))
    assert mapping.of(mapping.plain(said)) == mapping.read(mapping.written(said)) == said
