"""`custodiet portal-role NAME [--apply]`: the role in PostgreSQL under which the pages for people outside run, and what it can do.

The process of the portal takes reports in and shows each person the page of their own case. Its role can read what the public site
shows, what is told from outside (sealed), and of cases with an open way in that are not covert what her page is made from: the steps
without who recorded them and why, her own messages and wishes, who works on it. The names of all who sign in are open to it. It adds to
the ledger without reading it. It can alter nothing that is append-only, and remove nothing. Persons, numbers, addresses, exhibits,
findings, notes and the sessions of staff it cannot read at all. docs/operating.md says what is left.

0: it can do what it should. 1: it can do more, or is not there. 2: this is no PostgreSQL.
"""

import argparse

from django.db.models import Model

from custodiet.casework import narrow_role
from custodiet.casework.actions.portal_talk import NARROWED
from custodiet.casework.models import (
    Case,
    CaseStep,
    Grant,
    Involvement,
    LedgerBody,
    LedgerEntry,
    LedgerHead,
    PortalAnswer,
    PortalGuesses,
    PortalKey,
    PortalMessage,
    PortalRequest,
    PortalSession,
    Report,
    ReportFile,
    ReportGuesses,
    ReportMark,
    ReportOutcome,
    ReportPage,
    ReportSent,
    ReviewedWords,
    SafeContact,
    User,
)
from custodiet.casework.narrow_role import Narrow
from custodiet.casework.public_role import OPEN


def _all(model: type[Model]) -> tuple[str, ...]:
    return tuple(column.column for column in model._meta.concrete_fields)


def _table(model: type[Model]) -> str:
    return model._meta.db_table


WHOLE = (
    Case, Involvement, PortalAnswer, PortalGuesses, PortalKey, PortalMessage, PortalSession, Report, ReportFile,
    ReportGuesses, ReportOutcome, ReportPage, ReportSent, ReviewedWords,
)  # fmt: skip
READS: dict[type[Model], tuple[str, ...]] = {
    **{model: _all(model) for model in WHOLE},
    CaseStep: ("id", "case_id", "seq", "on", "kind", "content", "strikes_id"),
    Grant: ("id", "case_id", "user_id", "offices", "since", "until"),
    User: ("id", "full_name", "is_active"),
    PortalRequest: tuple(column for column in _all(PortalRequest) if column != "details"),  # a new number or address stands there
    SafeContact: ("id", "person_id"),
    ReportMark: ("id", "report_id", "recorded_at"),
    LedgerEntry: ("seq", "recorded_at"),
    LedgerHead: ("id", "frontier"),
}
ADDS = (
    PortalGuesses, PortalMessage, PortalRequest, PortalSession, Report, ReportFile, ReportGuesses, ReportMark, ReportPage, ReportSent,
    LedgerEntry, LedgerBody,
)  # fmt: skip
CHANGES: dict[type[Model], tuple[str, ...]] = {
    Case: ("id",),  # to lock a case is to have the right to alter something of it; its number is held still by all that refers to it
    PortalKey: ("failures", "in_row", "rests_until", "used_at"),
    PortalSession: ("seen_at", "ended_at"),
    PortalGuesses: ("since", "count"),
    ReportGuesses: ("address_digest", "since", "count"),
    SafeContact: NARROWED,
    LedgerHead: ("frontier",),
}
OPEN_CASE = "custodiet_open_case(bigint)"
ASKS = {
    OPEN_CASE: f"CREATE OR REPLACE FUNCTION {OPEN_CASE} RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER"
    " SET search_path = public, pg_temp AS $$ SELECT COALESCE((SELECT NOT restricted FROM casework_case WHERE id = $1), false) $$",
}
"""Whether a case is there and not covert, asked with the rights of the owner: a covert one and one that is not there answer alike."""
IN_SIGHT = "case_id IN (SELECT id FROM casework_case)"
HERS = "(case_id, person_id) IN (SELECT case_id, person_id FROM casework_involvement)"
ROWS: dict[type[Model], str] = {
    Involvement: "id IN (SELECT involvement_id FROM casework_portalkey WHERE revoked_at IS NULL AND expires_at > now())"
    " AND custodiet_open_case(case_id)",
    Case: "id IN (SELECT case_id FROM casework_involvement)",
    CaseStep: IN_SIGHT,
    Grant: IN_SIGHT,
    PortalMessage: HERS,
    PortalRequest: HERS,
    ReviewedWords: HERS,
    PortalAnswer: "request_id IN (SELECT id FROM casework_portalrequest)",
    SafeContact: "person_id IN (SELECT person_id FROM casework_involvement)",
}
"""Of which tables the role has some rows alone: each condition is read under the role, so that it stands on those above it."""
MAY = Narrow(
    reads=OPEN | {_table(model): columns for model, columns in READS.items()},
    adds={_table(model): _all(model) for model in ADDS},
    changes={_table(model): columns for model, columns in CHANGES.items()},
    rows={_table(model): condition for model, condition in ROWS.items()},
    asks=ASKS,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    narrow_role.arguments(parser, "custodiet_portal")


def run(options: argparse.Namespace) -> int:
    """Print or carry out the grants, and say what the role can do beyond them."""
    well = f"The role {options.name} can do what the portal needs, and nothing else."
    return narrow_role.run(options, MAY, well, "Serve the portal from it as it is.")


def too_much(name: str) -> list[str]:
    """What the role can do beyond what the portal needs, as sentences."""
    return narrow_role.too_much(name, MAY)
