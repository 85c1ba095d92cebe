"""Writing the ledger: one entry for everything that is done or looked at, in the same transaction as the thing itself."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import connection

from custodiet.casework.models import Case, LedgerBody, LedgerEntry, LedgerHead, User, random
from custodiet.ledger.entries import Entry, Json, Verb, commit
from custodiet.ledger.tree import Frontier

_HEAD = 1


def record(
    verb: Verb,
    *,
    by: User | None,
    case: Case | None = None,
    what: str = "",
    purpose: str = "",
    fields: Iterable[str] = (),
    request_id: str = "",
    **more: Json,
) -> LedgerEntry:
    """Append one entry. Call it inside a transaction, after the case is locked: the head is the last lock taken."""
    body: dict[str, Json] = {"object_ref": what, "purpose": purpose, "fields": list(fields), "request_id": request_id, **more}
    return record_each(verb, [body], by=by, case=case)[0]


def record_each(verb: Verb, bodies: Iterable[dict[str, Json]], *, by: User | None, case: Case | None = None) -> list[LedgerEntry]:
    """Append an entry for each of these bodies, one after another: for what is brought over whole."""
    if not connection.in_atomic_block:
        raise RuntimeError("The ledger is written in the transaction of what it records. Open one first.")
    head, frontier = _locked_head()
    moment = _moment(frontier.size)
    rows: list[LedgerEntry] = []
    secrets: list[LedgerBody] = []
    for told in bodies:
        body: dict[str, Json] = {"actor": by.pk if by else None, "case": case.pk if case else None, **told}
        salt = random.salt()
        entry = Entry(
            sequence=frontier.size + 1,
            recorded_at=moment,
            verb=verb,
            compartment=case.compartment if case and case.restricted else "",
            commitment=commit(salt, body),
        )
        rows.append(_row(entry, by, case, str(told["object_ref"])))
        secrets.append(LedgerBody(entry=rows[-1], salt=salt, value=body))
        frontier = frontier.append(rows[-1].leaf)
    LedgerEntry.objects.bulk_create(rows)
    LedgerBody.objects.bulk_create(secrets)
    head.frontier = frontier.serialise()
    head.save(update_fields=["frontier"])
    return rows


def _row(entry: Entry, by: User | None, case: Case | None, what: str) -> LedgerEntry:
    return LedgerEntry(
        seq=entry.sequence,
        recorded_at=entry.recorded_at,
        verb=entry.verb.value,
        compartment=entry.compartment,
        actor=by,
        case=case,
        object_ref=what,
        commitment=entry.commitment,
        leaf=entry.leaf(),
    )


def frontier() -> Frontier:
    """How the ledger stands, locked until the transaction ends: what is recorded next follows on exactly this."""
    return _locked_head()[1]


def _locked_head() -> tuple[LedgerHead, Frontier]:
    head = LedgerHead.objects.select_for_update().filter(pk=_HEAD).first()
    if head is None:
        LedgerHead.objects.get_or_create(pk=_HEAD, defaults={"frontier": Frontier().serialise()})
        head = LedgerHead.objects.select_for_update().get(pk=_HEAD)
    return head, Frontier.deserialise(bytes(head.frontier))


def _moment(last: int) -> datetime:
    """The database's clock, or the time of the last entry where the clock was put back: the ledger's time never falls."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            now = cursor.fetchone()[0]
        else:
            cursor.execute("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")
            now = datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
    before = LedgerEntry.objects.filter(seq=last).values_list("recorded_at", flat=True).first()
    return max(now, before) if before else now
