"""`custodiet position`: whatever file it is given, it answers with a sentence and an exit status, never with a traceback."""

import json

import pytest

from custodiet.cli import main
from custodiet.web.command_position import LARGEST

GOOD = "title: A story\nsteps:\n  - {on: 2022-03-14, step: ComplaintMade, by: complainant}\n"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "story.yaml"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_position_is_printed_as_json(file, mark, capsys):
    file.write_bytes(mark + GOOD.encode())
    assert main(["position", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "A story"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"title: caf\xc3\xa9\nforce: caf\xe9\n", "Line 2: this is not UTF-8"),
        (GOOD.encode("utf-16"), "Line 1: this is not UTF-8"),
        (b"#" * (LARGEST + 1), "which no story has"),
        (b"", "Line 1: a story begins"),
        (GOOD.replace("  -", "\t-").encode(), "Line 3: this is not readable YAML"),
    ],
)
def test_a_file_that_is_no_story_is_answered_with_its_line(file, content, words, capsys):
    file.write_bytes(content)
    assert main(["position", str(file)]) == 2
    answer = capsys.readouterr()
    assert words in answer.err and str(file) in answer.err and answer.out == ""


def test_a_directory_and_a_missing_file_are_said_to_be_none(tmp_path, capsys):
    assert main(["position", str(tmp_path)]) == 2
    assert main(["position", str(tmp_path / "missing.yaml")]) == 2
    assert capsys.readouterr().err.count("Name a story file.") == 2


def test_an_unlawful_step_ends_with_another_status(file, capsys):
    file.write_text(GOOD + "  - {on: 2022-03-15, step: Recorded, by: court}\n")
    assert main(["position", str(file)]) == 1
    assert "not lawful. Line 4" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["2022-02-30", "yesterday", ""])
def test_a_day_that_is_none_is_refused_in_words(file, day, capsys):
    file.write_text(GOOD)
    with pytest.raises(SystemExit) as ended:
        main(["position", str(file), "--on", day])
    assert ended.value.code == 2
    assert f"“{day}” is not a day. Write it as year-month-day" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0022-03-14", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_in_which_nobody_looks_at_a_case_is_refused_as_a_slip(file, day, capsys):
    file.write_text(GOOD)
    with pytest.raises(SystemExit) as ended:
        main(["position", str(file), "--on", day])
    assert ended.value.code == 2
    assert f"“{day}” lies outside the years 1900 to 2199. Check the year." in capsys.readouterr().err


@pytest.mark.parametrize("day", ["1900-01-01", "1999-12-31", "2199-12-31"])
def test_the_first_and_the_last_day_there_is_are_answered(file, day, capsys):
    file.write_text(GOOD)
    assert main(["position", str(file), "--on", day, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["on"] == day


LATE = """title: A matter of 2035
steps:
  - {on: 2035-11-05, step: CameToAttention}
  - {on: 2035-11-05, step: SubjectIdentified, about: officer-1}
  - {on: 2035-11-06, step: SeverityAssessed, about: officer-1, severity: gross misconduct, by: appropriate authority}
  - {on: 2035-11-07, step: InvestigatorAppointed, by: appropriate authority}
  - {on: 2035-12-20, step: ReportReceived}
"""


def test_what_no_calendar_counts_is_said_in_a_sentence(file, capsys):
    file.write_text(LATE)
    assert main(["position", str(file), "--on", "2040-01-01"]) == 0
    said = capsys.readouterr().out
    assert "or tell the officer why not: Bank holidays are known here from 2008 to 2035, not for 2036" in said
    assert "until a later edition knows that year, appropriate authority (CR20 23(11))" in said
