"""The demonstration's raw files are what the tables of the stories make, and the stories agree with their own rosters."""

import io
import zipfile
from collections import Counter
from datetime import date

import pytest

from custodiet.detection import account
from custodiet.detection.engine import Engine
from custodiet.evidence.readers import BY_NAME
from custodiet.evidence.reading import Reading, Source
from tools.demo_exhibits import FOLDER, alike, everything
from tools.exhibits import figures, one, two
from tools.exhibits.shifts import standing


@pytest.fixture(scope="module")
def made():
    return everything()


def test_every_file_in_the_folder_is_what_the_stories_make(made):
    there = {str(path.relative_to(FOLDER)): path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}
    assert there.keys() == made.keys()
    assert [name for name in made if not alike(there[name], made[name])] == []


def test_two_makings_are_the_same_bytes(made):
    assert everything() == made


def test_a_changed_picture_is_not_alike(made):
    assert not alike(made["screenshot-1.png"], made["screenshot-2.png"])


def test_every_file_says_that_it_is_invented(made):
    assert [name for name, content in made.items() if name.endswith((".csv", ".md")) and b"INVENTED FOR DEMONSTRATION" not in content] == []
    with zipfile.ZipFile(FOLDER / "phone-bill-2021-11-to-2022-02.xlsx") as book:
        assert any(b"INVENTED FOR DEMONSTRATION" in book.read(name) for name in book.namelist())


def test_story_one_is_seventeen_calls_and_forty_three_texts_in_ten_weeks():
    contacts = figures.contacts_one()
    assert [sum(kind == wanted for _, kind, _ in contacts) for wanted in ("call", "text")] == [17, 43]
    assert (contacts[-1][0].date() - contacts[0][0].date()).days + 1 == 70
    assert [sum(duty == wanted for _, _, duty in contacts) for wanted in ("on duty", "off duty", "unknown")] == [42, 16, 2]


def test_the_day_after_the_last_row_of_a_roster_is_unknown():
    shifts = two.roster()
    after = max(shift.on for shift in shifts)
    assert standing(shifts, "2290", figures.datetime(after.year, after.month, after.day + 1, 12)) == "unknown"


def test_a_story_that_contradicts_its_roster_is_not_written_down():
    with pytest.raises(ValueError, match="by the roster he was"):
        figures._checked(one.roster(), "4471", [(figures.datetime(2021, 11, 26, 19, 30), "text", "on duty")])


@pytest.mark.parametrize("story", ["", "two/"])
def test_every_table_of_the_demonstration_reads_whole_with_the_documented_number_of_rows(story):
    rows = documented(story)
    assert len(rows) == (13 if not story else 12)
    for name, (kind, count) in rows.items():
        reading = read(kind, FOLDER / name)[0]
        assert (name, reading.rows_in_file, reading.rows_read, reading.undated, reading.questions) == (name, count, count, [], [])


def documented(story: str) -> dict[str, tuple[str, int]]:
    """Reader and number of rows of each file, as the README says them."""
    lines = (FOLDER / "README.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    named = [row for row in rows if len(row) == 3 and row[2].isdigit() and row[0].startswith("two/") == bool(story)]
    return {name: (kind, int(count)) for name, kind, count in named}


def read(kind: str, path):
    """A reading of a file of the demonstration, and its facts with their origin."""
    reading, rows = Reading(kind), []
    content = path.read_bytes()
    for outcome in BY_NAME[kind].read(Source(io.BytesIO(content), path.name, len(content)), {}):
        rows += [(fact.table, {**fact.values, "source_id": path.name, "line": outcome.line}) for fact in reading.take(outcome)]
    return reading, rows


def account_of(story: str, officer: str, person: str):
    """What the program makes of the story's files, from bytes to the account."""
    tables: dict[str, list] = {}
    for name, (kind, _) in documented(story).items():
        for table, values in read(kind, FOLDER / name)[1]:
            tables.setdefault(table, []).append(values)
    with Engine(more=tables) as engine:
        account.prepare(engine)
        return account.between(engine, officer, person)


def test_the_program_finds_in_the_files_what_the_story_put_there():
    found = account_of("", one.OFFICER, one.PERSON)
    assert [found.figure(key).number for key in ("calls", "texts")] == [17, 43]
    telephoned = {*found.figure("calls").entries, *found.figure("texts").entries}
    assert Counter(entry.duty for entry in found.entries if entry.number in telephoned) == {"on duty": 42, "off duty": 16, "unknown": 2}
    assert (found.first, found.last, found.weeks) == (date(2021, 11, 22), date(2022, 1, 30), 10)
    assert [entry.local.isoformat(" ")[:19] for entry in found.rows(found.figure("unexplained_look_ups"))] == [
        "2021-12-02 21:52:06", "2022-01-11 22:31:47",
    ]  # fmt: skip


@pytest.mark.parametrize(("person", "calls", "texts"), [(two.PERSON, 2, 17), (two.FORMER, 1, 1)])
def test_story_two_has_its_contacts_and_no_look_without_a_reason(person, calls, texts):
    found = account_of("two/", two.OFFICER, person)
    assert [found.figure(key).number for key in ("calls", "texts", "look_ups", "unexplained_look_ups")] == [calls, texts, 1, 0]
