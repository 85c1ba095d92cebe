"""The tables, one module for each kind of thing."""

from custodiet.casework.models.bundle import Bundle, BundleGiven, BundleItem, BundleJob, CutDecision, Form, JobState
from custodiet.casework.models.case import Allegation, Case, CaseStep, Conflict, ConflictEnded, Grant, Involvement, Part
from custodiet.casework.models.exhibit import (
    CONFIDENCE,
    WITHDRAWN,
    Custody,
    CustodyAct,
    Derivation,
    Disclosure,
    DisclosureStatus,
    Exhibit,
    Layout,
    Reading,
    ReadingState,
    Tie,
    TieKind,
)
from custodiet.casework.models.finding import DetectedFinding, Pseudonym, Tally, Triage, TriageOutcome
from custodiet.casework.models.ledger import LedgerBody, LedgerEntry, LedgerHead
from custodiet.casework.models.notice import NoticeDraft, PaperOnSite, PublishedOutcome
from custodiet.casework.models.operation import TABLES_OF, Decided, NightRun, Operation, OperationDecision, OperationReader, Source
from custodiet.casework.models.paper import AllegationAnswer, Paper, PaperServed, ResponsePoint
from custodiet.casework.models.people import OfficerProfile, Person, Role, SafeContact, User
from custodiet.casework.models.rules import Ruled, RuleDecision
from custodiet.casework.models.task import Note, Task
from custodiet.casework.models.watched import WatchedLook, WatchOutcome, WatchReply

__all__ = [
    "CONFIDENCE",
    "TABLES_OF",
    "WITHDRAWN",
    "Allegation",
    "AllegationAnswer",
    "Bundle",
    "BundleGiven",
    "BundleItem",
    "BundleJob",
    "Case",
    "CaseStep",
    "Conflict",
    "ConflictEnded",
    "Custody",
    "CustodyAct",
    "CutDecision",
    "Decided",
    "Derivation",
    "DetectedFinding",
    "Disclosure",
    "DisclosureStatus",
    "Exhibit",
    "Form",
    "Grant",
    "Involvement",
    "JobState",
    "Layout",
    "LedgerBody",
    "LedgerEntry",
    "LedgerHead",
    "NightRun",
    "Note",
    "NoticeDraft",
    "OfficerProfile",
    "Operation",
    "OperationDecision",
    "OperationReader",
    "Paper",
    "PaperOnSite",
    "PaperServed",
    "Part",
    "Person",
    "Pseudonym",
    "PublishedOutcome",
    "Reading",
    "ReadingState",
    "ResponsePoint",
    "Role",
    "RuleDecision",
    "Ruled",
    "SafeContact",
    "Source",
    "Tally",
    "Task",
    "Tie",
    "TieKind",
    "Triage",
    "TriageOutcome",
    "User",
    "WatchOutcome",
    "WatchReply",
    "WatchedLook",
]
