"""Another body's complaint data: rows in are rows taken, doubtful and refused, each with its reasons, and a plain count agrees."""

import csv
import io
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custodiet.cli import main
from custodiet.figures.foreign import Fate, WrongMapping, how_often, mapping, read, tally
from custodiet.web import command_figures_import

SAID = {
    "nobody": ["Unknown"],
    "columns": {"row": "n", "case": "c", "officer": ["first", "last"], "day": "d", "finding": "f"},
    "days": {"first": date(2000, 1, 1), "last": date(2024, 12, 31), "formats": ["%Y-%m-%d", "%d-%b-%y"]},
    "values": {"finding": {"Sustained": "upheld", "Unfounded": "not upheld"}},
}
LINES = [
    ("1", "C1", "Ada", "Byrne", "2020-01-05", "SUSTAINED", Fate.TAKEN, ""),
    ("2", "C1", "UNKNOWN", "UNKNOWN", "05-JAN-20", "Unfounded", Fate.DOUBTFUL, "names nobody"),
    ("3", "C2", "Unknown", "unknown ", "2020-01-06", "", Fate.DOUBTFUL, "names nobody"),
    ("4", "", "Ada", "Byrne", "2020-01-05", "", Fate.REFUSED, "no case"),
    ("5", "C3", "Ada", "Byrne", "soon", "", Fate.REFUSED, "no day that can be read"),
    ("6", "C3", "Ada", "Byrne", "1899-01-01", "", Fate.REFUSED, "a day that cannot be"),
    ("7", "C3", "Ada", "Byrne", "2020-02-01", "Perhaps", Fate.DOUBTFUL, "that the mapping does not know"),
    ("1", "C9", "Cal", "Dunn", "2020-02-01", "", Fate.REFUSED, "stands in the file before"),
    ("8", "C4", "ada", "byrne", "2021-02-01", "unfounded", Fate.TAKEN, ""),
]
HEAD = "n,c,first,last,d,f"


def rows(lines):
    return [dict(zip(HEAD.split(","), each[:6], strict=True)) for each in lines]


def test_every_row_has_a_fate_and_its_reasons():
    for row, line in zip(read(rows(LINES), mapping(SAID)), LINES, strict=True):
        assert row.fate is line[6], line
        assert line[7] in "; ".join(row.reasons), line


def test_nobody_is_never_joined_with_another_nobody_and_one_person_is_one():
    told = tally(read(rows(LINES), mapping(SAID)))
    assert told.people == Counter({"ada byrne": 3})
    assert how_often(told.people)["2 to 3"] == 1
    assert told.counts["finding"] == Counter({"not said": 2, "not upheld": 2, "upheld": 1})
    assert told.counts["year"] == Counter({"2020": 4, "2021": 1})


def test_without_numbers_a_row_that_says_the_same_counts_and_is_doubtful():
    said = SAID | {"columns": {name: each for name, each in SAID["columns"].items() if name != "row"}}
    told = list(read(rows([LINES[0], LINES[0], LINES[1], LINES[1]]), mapping(said)))
    assert [row.fate for row in told] == [Fate.TAKEN, Fate.DOUBTFUL, Fate.DOUBTFUL, Fate.DOUBTFUL]
    assert told[1].reasons == ("it says the same as an earlier row",)
    assert told[3].reasons == told[2].reasons


words = st.text(max_size=8) | st.sampled_from(["C1", "2020-01-05", "Unknown", "Sustained"])


@given(st.lists(st.dictionaries(st.sampled_from(HEAD.split(",")), words)))
def test_rows_in_are_rows_taken_doubtful_and_refused(given_rows):
    told = tally(read(given_rows, mapping(SAID)))
    assert told.rows == len(given_rows) == sum(told.fates.values())
    assert told.counts["year"].total() == told.fates[Fate.TAKEN] + told.fates[Fate.DOUBTFUL]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"columns": {"day": "d"}}, "which column is the case"),
        ({"columns": {"case": "c", "day": "d", "shoe": "x"}}, "names “shoe”"),
        ({"days": {"first": "2000"}}, "needs `first` and `last`"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(change, sentence):
    with pytest.raises(WrongMapping, match=sentence):
        mapping(SAID | change)


MAPPING = """
[columns]
case = "c"
day = "d"
finding = "f"
[beside]
file = "days.csv"
key = "c"
[days]
first = 2000-01-01
last = 2024-12-31
"""


def imported(folder, to):
    """The answer of the command."""
    return main(["figures", "import", str(folder / "data.csv"), "--mapping", str(folder / "map.toml"), "--to", str(folder / to)])


def test_the_command_writes_what_a_plain_count_gives(tmp_path, capsys):
    lines = [("C1", "yes"), ("C2", "no"), ("C2", "yes"), ("C7", "yes")]
    (tmp_path / "data.csv").write_text("c,f\n" + "".join(f"{a},{b}\n" for a, b in lines) + "C1,yes,more\n", encoding="utf-8")
    (tmp_path / "days.csv").write_text("c,d\nC1,2020-01-01\nC2,2021-01-01\n", encoding="utf-8")
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    assert (
        main(["figures", "import", str(tmp_path / "data.csv"), "--mapping", str(tmp_path / "map.toml"), "--to", str(tmp_path / "out")]) == 0
    )
    assert "5 rows = 3 taken, 0 doubtful, 2 refused." in capsys.readouterr().out
    written = list(csv.DictReader(io.StringIO((tmp_path / "out" / "figures.csv").read_text(encoding="utf-8"))))
    plain = Counter(found for case, found in lines if case != "C7")
    assert {line["row"]: int(line["number"]) for line in written if line["table"] == "finding"} == plain
    assert "<svg" in (tmp_path / "out" / "figures.html").read_text(encoding="utf-8")
    refused = (tmp_path / "out" / "rows.csv").read_text(encoding="utf-8")
    assert "4,refused,no day" in refused and "5,refused,not as many columns" in refused


@pytest.mark.parametrize(
    ("name", "text", "sentence"), [("x", "", "has the key “c”, and days.csv has no such column"), ("y", "[", "is no TOML")]
)
def test_what_cannot_be_read_is_said(tmp_path, capsys, name, text, sentence):
    (tmp_path / "data.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "days.csv").write_text("c2,d\n", encoding="utf-8")
    (tmp_path / "map.toml").write_text(text or MAPPING, encoding="utf-8")
    assert (
        main(["figures", "import", str(tmp_path / "data.csv"), "--mapping", str(tmp_path / "map.toml"), "--to", str(tmp_path / name)]) == 2
    )
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"values": 5}, "“values” is a table"),
        ({"values": {"finding": 3}}, "“values.finding” is a table"),
        ({"columns": {"case": 5, "day": "d"}}, r"\[columns\] case is “5”, and it takes texts"),
        ({"nobody": 5}, "nobody is “5”"),
        ({"beside": {"file": 5, "key": "n"}}, r"\[beside\] file is no text"),
    ],
)
def test_a_mapping_of_which_something_is_of_another_kind_is_refused_in_a_sentence(change, sentence):
    with pytest.raises(WrongMapping, match=sentence):
        mapping(SAID | change)


def test_a_file_that_breaks_off_in_its_midst_leaves_nothing(tmp_path):
    (tmp_path / "m.toml").write_text('[columns]\ncase = "c"\nday = "d"\n[days]\nfirst = 2000-01-01\nlast = 2024-12-31\n')
    for broken, sentence in (
        (b"c,d\n1,2020-02-01\n\xe9,2020-02-01\n", "cannot be read as"),
        (b"c,d\n1," + b"x" * 200_000, "is no CSV file"),
    ):
        (tmp_path / "f.csv").write_bytes(broken)
        with pytest.raises(WrongMapping, match=sentence):
            command_figures_import.run(tmp_path / "f.csv", tmp_path / "m.toml", tmp_path / "to")
        assert list((tmp_path / "to").iterdir()) == []
