"""A folder that another program wrote is read as it means, and what could not be read is said: nothing is lost in silence."""

import argparse

import duckdb
import pytest

from custodiet.cli import main
from custodiet.detection import audit, duty, examined
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
    assert any(each.startswith("access.at holds times without an offset, taken as UTC") for each in told)


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


@pytest.mark.parametrize(
    ("moment", "example"),
    [("20240305", "20240305"), ("45356", "45356"), ("CAST(45356.5 AS DECIMAL(10, 1))", "45356.5"), ("'05-03-24 11:00'", "05-03-24 11:00"),
     ("253402300799", "253402300799"), ("20240305110000", "20240305110000")],
)  # fmt: skip
def test_a_day_that_is_written_as_another_number_is_unknown_and_counted_and_of_no_other_age(folder, moment, example):
    written(folder, "access", f'SELECT * REPLACE ({moment} AS "at") FROM was')
    rows, told = looked_at(folder)
    assert [row["at"] for row in rows] == [None, None]
    assert any(each.startswith("access.at: 2 cells hold no moment") and f"“{example}”" in each for each in told)


def test_an_identifier_is_the_same_in_every_file_whatever_number_it_is_kept_as(folder):
    (old,) = (folder / "access").glob("*.parquet")
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE was AS SELECT * FROM read_parquet('{old}')")
        for name, account in (("a", "CAST(17 AS DOUBLE)"), ("b", "'17'"), ("c", "CAST(17 AS DECIMAL(18, 2))")):
            connection.execute(
                f"COPY (SELECT * REPLACE ({account} AS account_id) FROM was) TO '{folder}/access/{name}.parquet' (FORMAT parquet)"
            )
    old.unlink()
    assert {row["account_id"] for row in looked_at(folder)[0]} == {"17"}


def test_two_identifiers_that_a_short_number_may_have_made_one_are_said(folder):
    written(folder, "access", "SELECT * REPLACE (CAST(20345679 AS FLOAT) AS account_id) FROM was")
    assert any(each.startswith("access.account_id holds numbers longer than a FLOAT can keep whole") for each in looked_at(folder)[1])


def test_a_length_of_time_counts_in_the_unit_of_its_column(tmp_path):
    folder = facts(tmp_path, "duty\nstaff_id  planned_start  planned_end\n1  2024-03-05 12:00  2024-03-05 20:00\n")
    written(folder, "duty", "SELECT * REPLACE (INTERVAL 2 HOUR AS overtime_min) FROM was")
    with Engine(folder) as engine:
        assert engine.rows("SELECT overtime_min FROM duty") == [{"overtime_min": 120}]


@pytest.mark.parametrize("ends", ["-", "2024-03-05 07:00"])
def test_a_duty_without_an_end_makes_nobody_be_off_duty(tmp_path, ends):
    folder = facts(tmp_path, f"duty\nstaff_id  planned_start  planned_end\n1  2024-03-05 07:00  {ends}\n")
    with Engine(folder) as engine:
        engine.make(
            "asked", "SELECT 1 AS row_key, '1' AS staff_id, TIMESTAMP '2024-03-05 10:00' AS \"at\", CAST(NULL AS TIMESTAMP) AS at_alt"
        )
        duty.prepare(engine)
        duty.add(engine, "asked", "judged")
        assert engine.rows("SELECT duty FROM judged") == [{"duty": "unknown"}]
        assert any(each.startswith("1 duty has no end after the start") for each in examined.examine(engine))


def test_an_absence_of_half_a_year_is_off_duty_and_a_duty_of_half_a_year_is_left_out_and_said(tmp_path):
    row = "2024-01-01 00:00  2024-07-01 00:00"
    folder = facts(tmp_path, f"duty\nstaff_id  planned_start  planned_end  code\n1  {row}  leave\n2  {row}  duty\n")
    with Engine(folder) as engine:
        duty.prepare(engine)
        assert {each["staff_id"] for each in engine.rows("SELECT staff_id FROM duty_span")} == {"1"}
        assert any(each.startswith("Left out of the roster: 1 row of more") for each in examined.examine(engine))


def test_columns_that_nothing_reads_and_a_roster_without_ends_are_said(tmp_path):
    folder = facts(tmp_path, "duty\nstaff_id  planned_start  planned_end\n1  2024-03-05 07:00  2024-03-05 15:00\n")
    (old,) = (folder / "duty").glob("*.parquet")
    for columns, says in (
        ("staff_id, planned_start, planned_end AS planned_finish", "says nothing, for want of the column planned_end or actual_end"),
        ("staff_id, planned_start, planned_end, 1 AS unit", "has columns that nothing reads: unit."),
    ):
        with duckdb.connect() as connection:
            connection.execute(f"COPY (SELECT {columns} FROM read_parquet('{old}')) TO '{folder}/duty.parquet' (FORMAT parquet)")
        old.rename(tmp_path / "aside")
        assert any(says in each for each in looked_at(folder)[1])
        (tmp_path / "aside").rename(old)


def test_whose_looks_are_in_doubt_is_said(folder):
    written(
        folder,
        "access",
        "SELECT * REPLACE (CASE access_id WHEN 'met' THEN 'U1' ELSE account_id END AS account_id, 'PC HOLLOWAY' AS originator_raw, "
        "CASE access_id WHEN 'met' THEN 'nan' ELSE person_id END AS person_id, "
        "CASE access_id WHEN 'met' THEN 'Hit list' ELSE 'OPEN' END AS action) FROM was",
    )
    told = looked_at(folder)[1]
    assert [each[:61] for each in told if each.startswith(("1 log-in", "2 looks name", "access."))] == [
        "1 log-in of the log stands in no row of account, such as “U1”",
        "2 looks name an originator and no staff number of theirs (ori",
        "access.person_id: 1 row says “none”, “nan”, “unknown” or the ",
        "access.action: 1 row has a word that no rule knows, each coun",
    ]


def test_an_account_of_a_folder_without_facts_or_of_a_number_that_is_nobodys_says_so(folder, tmp_path, capsys):
    (tmp_path / "none").mkdir()
    assert account(tmp_path / "none", "0017", "A") == 2
    assert "There are no facts in" in capsys.readouterr().err
    assert account(tmp_path, "0017", "A") == 0  # the folder above, as `custodiet simulate` writes it
    assert "No row of these facts" not in capsys.readouterr().out
    assert account(folder, "17", "B") == 0
    assert [line[:47] for line in capsys.readouterr().out.splitlines() if line.startswith("! No row")] == [
        "! No row of these facts names the officer “17”,", "! No row of these facts names the person “B”, s",
    ]  # fmt: skip


def account(folder, officer, person):
    return main(["chronology", "--facts", str(folder), "--officer", officer, "--person", person])


def run(*words):

    parser = argparse.ArgumentParser()
    command_audit.arguments(parser)
    return command_audit.run(parser.parse_args(list(words)))
