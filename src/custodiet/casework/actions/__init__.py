"""The verbs: keyword-only, with `by=`; each writes the record and its ledger entry in one transaction, or nothing.

A case is locked with `select_for_update(no_key=True)`, before the head of the ledger. A full lock would shut out the
foreign key of a ledger entry that somebody else's look at the case is just writing while holding the head: a deadlock.
"""

from custodiet.casework.actions.step import Stale, take_step

__all__ = ["Stale", "take_step"]
