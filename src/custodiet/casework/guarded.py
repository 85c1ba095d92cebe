"""The tables that the database itself guards: those to which rows are only ever added, and those of which some columns never change.

A new table of records has its row here. How they are guarded is in `triggers`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guarded:
    """An append-only table. `number` is counted without gaps (within `within`); `once` may never appear twice.

    `sets_time`: PostgreSQL's trigger writes the time itself; the ledger's time is part of its leaf, so it is checked.
    """

    table: str
    key: str = "id"
    number: str = ""
    within: str = ""
    once: tuple[str, ...] = ()
    sets_time: bool = True


TABLES = (
    Guarded("casework_casestep", number="seq", within="case_id", once=("token", "strikes_id")),
    Guarded("casework_note"),
    Guarded("casework_exhibit"),
    Guarded("casework_derivation"),
    Guarded("casework_custody", number="seq", within="exhibit_id"),
    Guarded("casework_disclosure"),
    Guarded("casework_layout"),
    Guarded("casework_tie", once=("strikes_id",)),
    Guarded("casework_operation", once=("reference",)),
    Guarded("casework_operationreader"),
    Guarded("casework_operationdecision"),
    Guarded("casework_nightrun"),
    Guarded("casework_detectedfinding", once=("reference",)),
    Guarded("casework_pseudonym"),
    Guarded("casework_tally"),
    Guarded("casework_triage"),
    Guarded("casework_ruledecision"),
    Guarded("casework_watchedlook", once=("first",)),
    Guarded("casework_watchreply"),
    Guarded("casework_bundle", number="seq", within="case_id"),
    Guarded("casework_bundleitem", number="seq", within="bundle_id"),
    Guarded("casework_cutdecision"),
    Guarded("casework_bundlegiven"),
    Guarded("casework_paper", number="seq", within="case_id"),
    Guarded("casework_paperserved", once=("paper_id",)),
    Guarded("casework_allegationanswer"),
    Guarded("casework_responsepoint"),
    Guarded("casework_conflictended", once=("conflict_id",)),
    Guarded("casework_representation"),
    Guarded("casework_representationended", once=("representation_id",)),
    Guarded("casework_copyshown", once=("given_id",)),
    Guarded("casework_findinganswer", once=("token",)),
    Guarded("casework_noticedraft"),
    Guarded("casework_portalmessage", once=("token",)),
    Guarded("casework_portalrequest", once=("token",)),
    Guarded("casework_portalanswer", once=("request_id",)),
    Guarded("casework_reviewedwords"),
    Guarded("casework_meetinganswer", once=("step_id",)),
    Guarded("casework_report", once=("reference", "code_digest")),
    Guarded("casework_reportpage", number="seq", within="report_id", once=("token",)),
    Guarded("casework_reportfile", number="seq", within="report_id"),
    Guarded("casework_reportsent", once=("report_id",)),
    Guarded("casework_reportmark"),
    Guarded("casework_reportoutcome", once=("report_id",)),
    Guarded("casework_frozenfigures", once=("snapshot",)),
    Guarded("casework_figuresputforward"),
    Guarded("casework_publishedfigures"),
    Guarded("casework_meetingarea", once=("strikes_id",)),
    Guarded("casework_learning", once=("token",)),
    Guarded("casework_proof", once=("token",)),
    Guarded("casework_officerwatch", once=("operation_id",)),
    Guarded("casework_officerwatchnight"),
    Guarded("casework_forcereturn", once=("replaces_id",)),
    Guarded("casework_sample"),
    Guarded("casework_sampledcase"),
    Guarded("casework_judgement"),
    Guarded("casework_recommendation"),
    Guarded("casework_recommendationanswer"),
    Guarded("casework_ledgercheckpoint"),
    Guarded("casework_receivedreferral", once=("digest",)),
    Guarded("casework_retentionhold"),
    Guarded("casework_retentionholdlifted", once=("hold_id",)),
    Guarded("casework_retentionreview", once=("proposal_id",)),
    Guarded("casework_ledgerentry", key="seq", number="seq", sets_time=False),
)
FROZEN = {
    "casework_publishedoutcome": (
        "id", "case_id", "slug", "title", "body", "digest", "pdf", "pdf_digest", "kind", "listed", "about", "alias", "named", "withheld",
        "dated", "last_day", "may_be_kept", "approved_by_first_id", "approved_by_second_id", "published_at",
    ),
    "casework_ledgerbody": ("entry_id", "salt", "value"),
    "casework_reading": ("exhibit_id", "kind", "answers", "asked_by_id", "asked_at"),
    "casework_bundlejob": ("bundle_id", "volume", "cut", "asked", "asked_by_id", "asked_at"),
    "casework_grant": ("id", "case_id", "user_id", "role", "offices", "since", "granted_by_id"),
    "casework_conflict": ("id", "user_id", "case_id", "person_id", "reason", "declared_at", "declared_by_id"),
    "casework_outgoing": ("id", "recorded_at", "case_id", "person_id", "template", "way", "by_id"),
    "casework_portalkey": ("id", "recorded_at", "involvement_id", "link_digest", "salt", "code_digest", "expires_at", "by_id"),
}  # fmt: skip
"""Tables of which some columns never change, though a row may be withdrawn or erased by what is meant for that."""

ONCE = {
    "casework_publishedoutcome": ("id", "slug"),
    "casework_ledgerbody": ("entry_id",),
    "casework_reading": ("id",),
    "casework_bundlejob": ("id",),
    "casework_grant": ("id",),
    "casework_conflict": ("id",),
    "casework_outgoing": ("id",),
    "casework_portalkey": ("id", "link_digest"),
}
"""What may not stand twice in them: on SQLite, INSERT OR REPLACE would put another row in the place of a frozen one."""

KEPT = ("casework_publishedoutcome", "casework_grant", "casework_conflict", "casework_outgoing", "casework_portalkey")
"""Those of them whose rows are never removed; the body of a ledger entry may be erased."""
