"""The check on words refuses what must not be in the repository, and nothing else."""

import pytest

from tools.words import offences

# Joined here, so that this file passes the check it tests.
HOSTS = ["".join(parts) for parts in (("pyp", "i.org"), ("files.python", "hosted.org"), ("registry.npm", "js.org"))]
PATHS = ["".join(parts) for parts in (("/wor", "k/main"), ("/roo", "t/.cache"), ("/hom", "e/someone"))]


@pytest.mark.parametrize("words", HOSTS + PATHS)
def test_a_forbidden_word_is_found_on_its_line(words: str) -> None:
    assert [number for number, _, _ in offences(f"first\nsee {words} there\n")] == [2]


@pytest.mark.parametrize("line", ["the work/life balance", "a/root/of two", "https://www.legislation.gov.uk/uksi/2020/4"])
def test_ordinary_words_pass(line: str) -> None:
    assert offences(line) == []
