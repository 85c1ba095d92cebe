"""The verbs: keyword-only, with `by=`; each writes the record and its ledger entry in one transaction, or nothing."""

from custodiet.casework.actions.step import Stale, take_step

__all__ = ["Stale", "take_step"]
