"""A place where text is hidden in a file, with the format's own means to get it out."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """`hide` makes a file that holds the text there; `reveal` gets the texts of that place out as a reader of the format would."""

    name: str
    hide: Callable[[str], bytes]
    reveal: Callable[[bytes], str]
