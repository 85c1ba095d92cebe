"""The demonstration's raw files are what the tables of the stories make, and the stories agree with their own rosters."""

import zipfile

import pytest

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
