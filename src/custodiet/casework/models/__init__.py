"""The tables, one module for each kind of thing."""

from custodiet.casework.models.case import Allegation, Case, CaseStep, Conflict, Grant, Involvement, Part
from custodiet.casework.models.exhibit import (
    CONFIDENCE,
    WITHDRAWN,
    Custody,
    CustodyAct,
    Derivation,
    Disclosure,
    DisclosureStatus,
    Exhibit,
    Reading,
    ReadingState,
    Tie,
    TieKind,
)
from custodiet.casework.models.ledger import LedgerBody, LedgerEntry, LedgerHead
from custodiet.casework.models.notice import PublishedOutcome
from custodiet.casework.models.people import OfficerProfile, Person, Role, SafeContact, User
from custodiet.casework.models.task import Note, Task

__all__ = [
    "CONFIDENCE",
    "WITHDRAWN",
    "Allegation",
    "Case",
    "CaseStep",
    "Conflict",
    "Custody",
    "CustodyAct",
    "Derivation",
    "Disclosure",
    "DisclosureStatus",
    "Exhibit",
    "Grant",
    "Involvement",
    "LedgerBody",
    "LedgerEntry",
    "LedgerHead",
    "Note",
    "OfficerProfile",
    "Part",
    "Person",
    "PublishedOutcome",
    "Reading",
    "ReadingState",
    "Role",
    "SafeContact",
    "Task",
    "Tie",
    "TieKind",
    "User",
]
