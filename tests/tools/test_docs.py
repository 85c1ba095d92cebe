"""Generated pages: written whole, and found when they are out of date."""

from pathlib import Path

from tools.docs import out_of_date, write

# Any function that returns text will do.
PAGES = (("docs/page.md", "platform:python_version"),)


def test_a_page_just_written_is_up_to_date(tmp_path: Path) -> None:
    write(PAGES, tmp_path)
    assert out_of_date(PAGES, tmp_path) == []


def test_a_page_that_was_changed_by_hand_is_found(tmp_path: Path) -> None:
    write(PAGES, tmp_path)
    (tmp_path / "docs" / "page.md").write_text("changed")
    [difference] = out_of_date(PAGES, tmp_path)
    assert "-changed" in difference


def test_a_page_that_was_never_written_is_found(tmp_path: Path) -> None:
    assert len(out_of_date(PAGES, tmp_path)) == 1
