"""Bills of the force's own telephones: the contacts of a story among everything else that such a telephone does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tools.exhibits.one_contacts import CALL, TEXT

OTHERS = tuple(
    f"07700 900{number}" for number in (104, 118, 131, 147, 152, 166, 178, 183, 195, 207, 214, 226, 238, 241, 259, 263, 277, 281)
)
"""Colleagues, witnesses, a plumber: mobile numbers that were never given to anybody."""
ODD: tuple[tuple[str, str, int], ...] = (
    ("01632 960101", CALL, 95), ("01632 960115", CALL, 340), ("01632 960101", CALL, 61), ("Voicemail", CALL, 38), ("121", CALL, 44),
    ("60123", TEXT, 0), ("88001", TEXT, 0), ("+1 202 555 0123", CALL, 187), ("001 202 555 0147", TEXT, 0), ("Withheld", CALL, 12),
)  # fmt: skip
"""Landlines, voicemail, short codes, calls abroad, a number that the network does not show."""


@dataclass(frozen=True)
class Item:
    """A line of a bill."""

    at: datetime
    number: str
    kind: str
    seconds: int = 0
    megabytes: str = ""

    def length(self) -> str:
        """Hours, minutes, seconds."""
        return str(timedelta(seconds=self.seconds)).rjust(8, "0") if self.kind == CALL else ""


def among(contacts: Iterable[Item], first: date, nights: int, count: int, seed: int) -> list[Item]:
    """The contacts, with `count` other calls, texts and uses of data on days from `first`, in the order of time."""
    chance, items = Random(seed), list(contacts)
    taken = {item.at for item in items}
    for number in range(count):
        at = datetime.combine(first, time()) + timedelta(days=chance.randrange(nights), seconds=7 * 3600 + chance.randrange(57600))
        if at in taken:
            continue
        taken.add(at)
        if number < len(ODD) * 2:
            items.append(Item(at, *ODD[number % len(ODD)]))
        elif number % 9 == 0:
            items.append(Item(at, "Internet", "data", megabytes=f"{1 + chance.randrange(900) / 10:.1f} MB"))
        else:
            kind = CALL if chance.randrange(5) < 2 else TEXT
            items.append(Item(at, OTHERS[chance.randrange(len(OTHERS))], kind, 15 + chance.randrange(600) if kind == CALL else 0))
    return sorted(items, key=lambda item: (item.at, item.number))
