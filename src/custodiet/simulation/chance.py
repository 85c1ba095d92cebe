"""Chance that is the same every time: draws in SQL that depend on the seed, what the draw is for, and the row, and on nothing else."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise
from random import Random


class Chance:
    """The draws of one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def draw(self, purpose: str, *keys: str) -> str:
        """SQL of a number from 0 to below 1 for a row that `keys` name. Different purposes draw independently of each other."""
        # The hash of several columns mixes them too little (draws of two purposes would differ by a constant), so it is hashed again.
        constant = int.from_bytes(sha256(f"{self.seed}\0{purpose}".encode()).digest()[:8], "big")
        return f"(CAST(hash(xor(hash({', '.join(keys)}), CAST({constant} AS UBIGINT))) >> 11 AS DOUBLE) / 9007199254740992.0)"

    def whole(self, below: str, purpose: str, *keys: str) -> str:
        """SQL of a whole number from 0 to below `below`."""
        return f"CAST(floor({self.draw(purpose, *keys)} * ({below})) AS BIGINT)"

    def of(self, values: Sequence[str], purpose: str, *keys: str) -> str:
        """SQL of one of these words, each as likely as it is often named."""
        listed = ", ".join(f"'{value}'" for value in values)
        return f"[{listed}][1 + {self.whole(str(len(values)), purpose, *keys)}]"

    def hand(self, purpose: str) -> Random:
        """Draws for the few rows that are planted one by one."""
        return Random(f"{self.seed}/{purpose}")


def spread(points: Sequence[tuple[float, float]], draw: str) -> str:
    """SQL that turns a draw into a value, given the values at some shares (from 0 to 1), straight between them.

    `draw` is written many times, so it should be the name of a column.
    """
    parts = []
    for (share, value), (next_share, next_value) in pairwise(points):
        slope = (next_value - value) / (next_share - share)
        parts.append(f"WHEN {draw} < {next_share} THEN {value} + ({draw} - {share}) * {slope!r}")
    return f"(CASE {' '.join(parts)} ELSE {points[-1][1]} END)"
