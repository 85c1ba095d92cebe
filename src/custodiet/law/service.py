"""When a paper counts as given to the officer: by the rules of 28 May 2025 where they govern, else on the day it was done."""

from dataclasses import dataclass
from datetime import date

from custodiet.law.calendar import Service, served_on
from custodiet.law.instruments import CONDUCT, CR20_2025
from custodiet.law.steps import History, Key
from custodiet.law.vocabulary import Citation, cite
from custodiet.law.vocabulary import Instrument as I

SENT = frozenset({Service.EMAIL, Service.POST})
"""Ways by which a paper is on its way for a while."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The day on which a paper counts as given, and under what; None where the record has to say when it was received."""

    on: date | None
    under: Citation
    why: str


def counts_as_given(
    history: History, officer: Key, sent: date, how: Service, *, late: bool = False, received: date | None = None
) -> Counted:
    """The day on which a paper sent or handed over on that day counts as given to the officer.

    `late`: an e-mail sent at or after 16:30. `received`: the day it is known to have been received, for the older rules, which
    deem nothing.
    """
    if CONDUCT.governing(history, officer, sent) is CR20_2025:
        under = cite(I.CR20, "9(3)-(4)")
        why = "as the Regulations have counted since 28 May 2025" if how in SENT else "on the day it was done"
        return Counted(served_on(sent, how, late), under, why)
    under = cite(I.CR20, "9")
    if how in SENT:
        return Counted(received, under, "on the day it was received: these Regulations deem no day")
    return Counted(sent, under, "on the day it was done")
