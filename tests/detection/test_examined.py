"""A folder that another program wrote is read as it means, and what could not be read is said: nothing is lost in silence."""

import argparse

import duckdb
import pytest

from custodiet.detection import audit, examined
from custodiet.detection.contacts import prepare
from custodiet.detection.engine import Engine
from custodiet.detection.fact_files import NotFacts
from custodiet.web import command_audit
from tests.detection.made import facts

MADE = """
account
account_id  staff_id
u1          0017

attendance
incident_id  staff_id  at_scene          clear
i            0017      2024-03-05 10:00  2024-03-05 12:00

involvement
incident_id  person_id
i            A

access
access_id  at                account_id  person_id
met        2024-03-05 11:00  u1          A
later      2024-05-05 11:00  u1          A
"""


@pytest.fixture
def folder(tmp_path):
    return facts(tmp_path / "facts", MADE)


def written(folder, table, sql):
    """Put what `sql` answers in place of that table, as another program might write it; `was` is what stood there."""
    (old,) = (folder / table).glob("*.parquet")
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"CREATE TABLE was AS SELECT * FROM read_parquet('{old}')")
        connection.execute(f"COPY ({sql}) TO '{folder}/{table}.parquet' (FORMAT parquet)")
    old.unlink()


def looked_at(folder):
    with Engine(folder) as engine:
        prepare(engine)
        return engine.rows('SELECT access_id, "at", account_id, person_id FROM access ORDER BY access_id DESC'), examined.examine(engine)


@pytest.mark.parametrize(
    "moment",
    [
        '"at" AT TIME ZONE \'UTC\'', 'CAST("at" AS TIMESTAMP_NS)', "strftime(\"at\", '%Y-%m-%dT%H:%M:%SZ')",
        "strftime(\"at\" + INTERVAL 1 HOUR, '%Y-%m-%d %H:%M:%S+01:00')", 'CAST(epoch("at") AS BIGINT)', 'epoch_ms("at")', 'epoch_us("at")',
        'epoch_ns("at")', 'CAST(epoch("at") AS DOUBLE)',
    ],
)  # fmt: skip
def test_a_moment_is_the_same_moment_however_it_was_written(folder, moment):
    written(folder, "access", f'SELECT * REPLACE ({moment} AS "at") FROM was')
    rows, _told = looked_at(folder)
    assert [row["at"].isoformat() for row in rows] == ["2024-03-05T11:00:00", "2024-05-05T11:00:00"]


def test_a_cell_that_is_no_moment_is_unknown_and_counted(folder):
    written(
        folder, "access", "SELECT * REPLACE (CASE access_id WHEN 'met' THEN '31/13/2024' ELSE '2024-05-05 11:00' END AS \"at\") FROM was"
    )
    rows, told = looked_at(folder)
    assert rows[0]["at"] is None and rows[1]["at"].month == 5
    assert any(each.startswith("access.at: 1 cell holds no moment") and "“31/13/2024”" in each for each in told)
    assert "Of 2 rows of the log these are no looks: 1 without a moment." in told


def test_a_number_with_a_gap_and_an_empty_text_are_what_they_mean(folder):
    written(
        folder,
        "access",
        "SELECT * REPLACE (CAST(17 AS DOUBLE) AS account_id, CASE access_id WHEN 'met' THEN '' ELSE 'A' END AS person_id) FROM was",
    )
    rows, told = looked_at(folder)
    assert rows[0]["account_id"] == "17" and rows[0]["person_id"] is None
    assert any(
        each.startswith("access.account_id (such as “17”) and account.account_id (such as “u1”) have nothing in common") for each in told
    )
    assert "Of 2 rows of the log these are no looks: 1 without a person." in told


def test_column_names_in_capitals_and_columns_of_our_own_names_do_no_harm(folder):
    written(
        folder,
        "access",
        'SELECT access_id AS ACCESS_ID, "at" AS "At", account_id, person_id AS PERSON_ID, \'x\' AS filename, 1 AS file_row_number FROM was',
    )
    rows, _told = looked_at(folder)
    assert [row["person_id"] for row in rows] == ["A", "A"]


@pytest.mark.parametrize(
    ("table", "sql", "silenced", "says"),
    [
        ("attendance", "SELECT * FROM was WHERE false", "T1", "The table attendance is there and has no row."),
        ("attendance", "SELECT incident_id, staff_id AS officer, at_scene FROM was", "T1",
         "The table attendance says nothing, for want of the column staff_id. It has columns that nothing reads: officer."),
        ("involvement", "SELECT person_id FROM was", "T1",
         "The table involvement says nothing, for want of the column incident_id or crime_id."),
    ],
)  # fmt: skip
def test_a_table_without_rows_or_key_columns_silences_what_rests_on_it(folder, table, sql, silenced, says):
    written(folder, table, sql)
    with Engine(folder) as engine:
        found = audit.run(engine)
    assert table in found.silenced[silenced] and says in found.report()["examined"]


def test_words_in_any_case_are_known_and_other_words_are_said(tmp_path):
    folder = facts(
        tmp_path,
        "assignment\ncase_id  staff_id  role  from\nc  1  oic  2024-03-05 12:00\nc  2  lead  2024-03-05 12:00\n\n"
        "duty\nstaff_id  actual_start  actual_end  code\n1  2024-03-05 12:00  2024-03-05 20:00  EARLY\n",
    )
    with Engine(folder) as engine:
        prepare(engine)
        assert [row["role"] for row in engine.rows("SELECT role FROM assignment ORDER BY staff_id")] == ["OIC", "lead"]
        assert engine.rows("SELECT worked FROM duty_span")[0]["worked"]  # somebody worked those hours, whatever the shift is called
        told = examined.examine(engine)
    assert any(each.startswith("assignment.role: 1 row has a word that nothing goes by: “lead”.") for each in told)
    assert any(each.startswith("duty.code: 1 row has") and "hours worked" in each for each in told)


def test_a_telephone_that_two_had_at_once_is_nobodys_and_that_is_said(tmp_path):
    folder = facts(
        tmp_path, "phone_asset\nmsisdn_e164  staff_id  from\n07700900101  1  -\n07700900101  2  2024-01-01 00:00\n07700900102  3  -\n"
    )
    with Engine(folder) as engine:
        prepare(engine)
        held = engine.rows("SELECT staff_id, contested FROM officer_end ORDER BY staff_id")
        told = examined.examine(engine)
    assert [row["contested"] for row in held] == [True, True, False]
    assert any(each.startswith("1 force telephone had two holders at once") for each in told)


def test_files_that_are_no_tables_are_named(folder):
    for name in ("truth.json", "Duty.csv"):
        (folder / name).write_text("{}")
    (folder / "access" / "more.csv").write_text("x")
    _rows, told = looked_at(folder)
    assert any("Duty.csv" in each and "Parquet" in each for each in told)
    assert "Not read, because they are no tables of facts: truth.json." in told
    assert "Not read, because they are no Parquet files: access/more.csv." in told


def test_a_look_of_another_age_does_not_have_fifty_years_weighed(folder):
    written(
        folder,
        "access",
        "SELECT * FROM was UNION ALL BY NAME SELECT 'old' AS access_id, TIMESTAMP '1970-01-01' AS \"at\", 'A' AS person_id",
    )
    with Engine(folder) as engine:
        found = audit.run(engine)
    assert found.looks == 3 and found.first.year == 2024


def test_a_damaged_file_and_a_folder_that_cannot_be_written_end_in_a_sentence(folder, tmp_path, capsys):
    (whole,) = (folder / "access").glob("*.parquet")
    kept = whole.read_bytes()
    whole.write_bytes(kept[: len(kept) // 2])
    with pytest.raises(NotFacts, match="The facts of the table access"):
        Engine(folder)
    whole.write_bytes(kept)
    (tmp_path / "taken").write_text("a file")
    assert run(str(folder), "--to", str(tmp_path / "taken")) == 2
    assert "could not be written" in capsys.readouterr().err


def run(*words):

    parser = argparse.ArgumentParser()
    command_audit.arguments(parser)
    return command_audit.run(parser.parse_args(list(words)))
