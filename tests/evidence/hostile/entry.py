"""A hostile file as the families in this folder declare it."""

from collections.abc import Callable
from dataclasses import dataclass

Make = Callable[[], bytes]


@dataclass(frozen=True)
class Hostile:
    """A file made to do harm, or broken. `says` must stand in the sentence with which a reader of `kind` refuses or remarks.

    `heavy` files take seconds to make or read, and are tried behind the walls only.
    """

    name: str
    make: Make
    kind: str = ""
    says: str = ""
    heavy: bool = False
