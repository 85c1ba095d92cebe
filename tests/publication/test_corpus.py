"""Ten kinds of identifier in every hiding place of the corpus: that each can be got out of the file, and that each is found."""

import re

import pytest

from custodiet.publication.folding import words_of
from custodiet.publication.leaks import Needles
from tests.publication.corpus import PLACES
from tests.publication.corpus.kinds import SEEDS
from tests.publication.corpus.place import Place

NEEDLES = Needles(seed.listed for seed in SEEDS)
EVERY = [(at, place) for at, place in enumerate(PLACES)]
NAMES = [place.name for place in PLACES]


def nothing_to_see(picture: bytes) -> str:
    """The pixels of the corpus are white; what is written in pixels is tested where Tesseract is."""
    return ""


def kinds_found(data: bytes) -> list[str]:
    return [SEEDS[leak.protected].kind for leak in NEEDLES.search(data, nothing_to_see).found]


def squeezed(text: str) -> str:
    return "".join(words_of(text)).replace("quot", "")


def check(place: Place, text: str, kinds: list[str]) -> None:
    data = place.hide(text)
    assert squeezed(text) in squeezed(place.reveal(data)), f"{place.name}: the text was not there to be found"
    assert kinds_found(data) == kinds, place.name


def test_there_are_a_hundred_places_and_ten_kinds() -> None:
    assert len(set(NAMES)) == len(NAMES) >= 100
    assert len({seed.kind for seed in SEEDS}) == 10
    assert len(PLACES) * len(SEEDS) >= 1_000


@pytest.mark.parametrize(("at", "place"), EVERY, ids=NAMES)
def test_ten_kinds_hidden_together_are_found_and_the_place_without_them_is_clean(at: int, place: Place) -> None:
    assert kinds_found(place.hide("nothing to be said")) == []
    check(place, "; ".join(seed.way(at) for seed in SEEDS), [seed.kind for seed in SEEDS])


@pytest.mark.long
@pytest.mark.parametrize(("at", "place"), EVERY, ids=NAMES)
def test_each_kind_is_found_alone_in_every_way_of_writing_it(at: int, place: Place) -> None:
    for seed in SEEDS:
        for way in seed.ways:
            check(place, way, [seed.kind])


@pytest.mark.parametrize(("at", "place"), EVERY[::7], ids=NAMES[::7])
def test_one_kind_alone_is_found(at: int, place: Place) -> None:
    seed = SEEDS[at % len(SEEDS)]
    check(place, seed.way(at), [seed.kind])


def test_a_search_of_the_bytes_alone_finds_few_of_them() -> None:
    """The leaks are of the kind that looking does not find."""
    text = "Tobias Penhallow"
    seen = [place.name for place in PLACES if re.search(text.encode(), place.hide(text))]
    assert len(seen) < len(PLACES) / 2
