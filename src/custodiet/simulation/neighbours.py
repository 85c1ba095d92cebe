"""Forty-three forces that do not exist: the one of the demonstration and forty-two others, of whom some answer when they are asked."""

from random import Random

from custodiet.simulation.histories import InventedForce

FIRST = ("Ald", "Bran", "Calder", "Dun", "Elm", "Fen", "Glaven", "Hazel", "Ivel", "Kest", "Lyn", "Marl", "North", "Oak", "Pen", "Quarr",
         "Rother", "Sel", "Tarn", "Ulver", "Wey")  # fmt: skip
SECOND = ("shire Police", "mouth Constabulary")
OURS = InventedForce("Wessex Vale Constabulary", 3_200, audits=30.0)
"""It runs audits of its own, which find what nobody complains of."""
SMALLEST, LARGEST = 900, 4_500


def neighbours() -> list[InventedForce]:
    """The forty-two others, none of which looks for what is not brought to it; each has its strength by chance, always the same."""
    names = [first + second for first in FIRST for second in SECOND]
    return [InventedForce(name, Random(name).randrange(SMALLEST, LARGEST, 10)) for name in names]
