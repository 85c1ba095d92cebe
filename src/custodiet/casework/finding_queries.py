"""What the pages about operations and findings show. Every opening enters the ledger before it is answered, as elsewhere."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from custodiet.casework import finding_words, sight
from custodiet.casework.access import Access, NotThere, visible_to
from custodiet.casework.finding_pages import (
    Filled,
    FindingLine,
    FindingPage,
    Queue,
    RowLine,
    RowsPage,
    Seen,
    SignLine,
    TriageLine,
)
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.mask import Mask, mask_of
from custodiet.casework.models import (
    Case,
    DetectedFinding,
    LedgerEntry,
    Operation,
    OperationReader,
    Triage,
    TriageOutcome,
)
from custodiet.casework.queries import consulted, opening

WAITS, ENDED = "waits", (TriageOutcome.DISMISSED.value, TriageOutcome.ADOPTED.value)
CONTACT, LOOKS = "contact", "looks"
CONTROL = 3  # the tier of the control sample, drawn at random


def queue(access: Access, today: date) -> Queue:
    """The findings this user may see on that day, those that wait first, the strongest first."""
    with transaction.atomic():
        rows = list(_with_all(sight.findings(access, today)))
        rows.sort(key=lambda row: (row.content["tier"], -row.content["score"], row.reference))
        lines = [_line(row, mask_of(row), _tally(row)) for row in rows]
        named = OperationReader.objects.filter(user=access.user).values("operation")
        open_ones = (
            sight.open_operations(today).filter(pk__in=named) if Permission.DETECT in permissions(access.user) else Operation.objects.none()
        )
        filled = tuple(_filled(each) for each in open_ones.order_by("pk"))
        consulted(access, None, "findings", ["pseudonyms", "lane", "tier", "span"], references=[line.reference for line in lines])
    return Queue(
        waiting=tuple(line for line in lines if line.state not in ENDED),
        decided=tuple(line for line in lines if line.state in ENDED),
        filled=filled,
    )


def _with_all(rows: QuerySet[DetectedFinding]) -> QuerySet[DetectedFinding]:
    decisions = Prefetch("triage", Triage.objects.select_related("by", "case").order_by("pk"))
    return rows.select_related("operation").prefetch_related(decisions)


def _tally(row: DetectedFinding) -> dict[str, Any] | None:
    latest = row.tallies.order_by("-pk").first()
    return latest.content if latest else None


def _line(row: DetectedFinding, mask: Mask, tally: dict[str, Any] | None) -> FindingLine:
    content, span = row.content, tally if tally and tally["first"] else row.content
    return FindingLine(
        reference=row.reference,
        title=mask.title,
        operation=row.operation.title,
        lane=finding_words.lane(content),
        tier=content["tier"],
        first=date.fromisoformat(span["first"]),
        last=date.fromisoformat(span["last"]),
        sentence=mask.text(finding_words.sentence(content, tally)),
        state=state_of(row),
    )


def state_of(row: DetectedFinding) -> str:
    """What the finding came to so far."""
    made = [each.outcome for each in row.triage.all() if each.outcome != TriageOutcome.UNMASKED.value]
    return made[-1] if made else WAITS


def _filled(operation: Operation) -> Filled:
    latest = operation.runs.order_by("-pk").first()
    report = latest.report if latest else {}
    silenced = tuple(f"{code} (no {', no '.join(tables)})" for code, tables in sorted(report.get("silenced", {}).items()))
    return Filled(
        operation=operation.reference,
        title=operation.title,
        at=latest.recorded_at if latest else None,
        until=date.fromisoformat(report["last_day"]) if report else None,
        silenced=(*silenced, *map(finding_words.unnamed, report.get("examined", ()))),
    )


@opening
def finding_row(access: Access, reference: str, today: date) -> DetectedFinding:
    """The row itself, for the verbs; a refusal is entered in the ledger."""
    return sight.finding_of(access, reference, today)


@opening
def finding_page(access: Access, reference: str, today: date) -> FindingPage:
    """The finding of that reference, under its mask."""
    row = _with_all(sight.findings(access, today)).filter(pk=sight.finding_of(access, reference, today).pk).get()
    mask, content, tally = mask_of(row), finding_words.told(row.content, row.operation.lawful_basis), _tally(row)
    line = _line(row, mask, tally)
    page = FindingPage(
        line=line,
        seen=finding_words.seen(content, tally, mask.text),
        contacts=tally["calls"] + tally["texts"] if tally else 0,
        unexplained=tally.get("unexplained", 0) if tally else 0,
        signs=tuple(_sign(each, mask) for each in content["evidence"] if each["says"]),
        context=tuple(_sign(each, mask) for each in content.get("context", ()) if each["says"]),
        tried=tuple(mask.text(each) for each in (tally or content)["tried"]),
        missing=tuple(mask.text(each) for each in (*_missing(content), *_silent(row))),
        innocent=mask.text(content["innocent"]),
        relation=finding_words.RELATIONS.get(relation := str(content["details"].get("relation", "")), relation),
        peers=int(content["details"].get("peers", 0)),
        odds=_odds(content),
        counted_to=date.fromisoformat(content["last"]),
        received=int(content["details"].get("received", 0)),
        rules=content["rules"],
        unmasked=mask.lifted,
        adopted=line.state == TriageOutcome.ADOPTED.value,
        triage=_decisions(row, access),
        purpose=row.operation.purpose,
    )
    fields = ["evidence", "tried", "missing", *(["officer", "person"] if mask.lifted else ["pseudonyms"])]
    consulted(Access(access.user, row.operation.title, access.request_id), None, f"finding {row.reference}", fields)
    return page


def _sign(each: dict[str, Any], mask: Mask) -> SignLine:
    return SignLine(code=each["indicator"], says=mask.text(each["says"]), rows=len(each["origins"]))


def _odds(content: dict[str, Any]) -> float | None:
    """How much the signs weigh; nothing where a rule or chance alone shows the finding."""
    return None if content["lane"] == "rule" or content["tier"] == CONTROL else float(content["score"])


def _missing(content: dict[str, Any]) -> list[str]:
    signs = [*content["evidence"], *content.get("context", ())]
    return [*content["missing"], *(f"{each['indicator']}: {each['missing']}" for each in signs if each["missing"])]


def _silent(row: DetectedFinding) -> list[str]:
    """What was silent in the run by which the finding was last counted."""
    latest = row.tallies.select_related("run").order_by("-pk").first()
    return finding_words.silent_in(latest.run.report) if latest else []


def _decisions(row: DetectedFinding, access: Access | None) -> tuple[TriageLine, ...]:
    known = set(visible_to(access, Case).values_list("pk", flat=True)) if access else set()
    return tuple(
        TriageLine(
            outcome=each.get_outcome_display(), reason=each.reason, explanation=each.explanation, by=each.by.full_name, on=each.on,
            case=each.case.reference if each.case and each.case_id in known else "",
        )
        for each in row.triage.all()
    )  # fmt: skip


@opening
def finding_rows(access: Access, reference: str, sign: str, today: date) -> RowsPage:
    """The rows behind a number: of one sign by its code, or all contact, or all looks."""
    row = sight.finding_of(access, reference, today)
    mask, tally = mask_of(row), _tally(row)
    if tally and sign in (CONTACT, LOOKS):
        heading = "Every contact by work telephone" if sign == CONTACT else "Every look that nothing explains"
        rows = tuple(_row(each, mask) for each in tally["contact_rows" if sign == CONTACT else "look_rows"])
    else:
        signs = [*row.content["evidence"], *row.content.get("context", ())]
        evidence = next((each for each in signs if each["indicator"] == sign and each["says"]), None)
        if evidence is None:
            raise NotThere
        heading = mask.text(finding_words.bare(evidence["says"]))
        known = _known(tally, sign)
        rows = tuple(_origin(each, known.get((each["source_id"], each["line"], each["sha256"])), mask) for each in evidence["origins"])
    fields = ["rows", *(["officer", "person"] if mask.lifted else [])]
    consulted(Access(access.user, row.operation.title, access.request_id), None, f"finding {row.reference}", fields, sign=sign)
    return RowsPage(reference=row.reference, title=mask.title, heading=heading, rows=rows)


def _row(each: dict[str, Any], mask: Mask) -> RowLine:
    first = each["origins"][0] if each["origins"] else {"source_id": "", "sha256": "", "line": "", "at_text": ""}
    words = [
        "text" if each["what"] == "sms" else each["what"],
        {"out": "to the person", "in": "from the person"}.get(each.get("direction", ""), ""),
        each.get("system", ""),
    ]
    return RowLine(
        at=datetime.fromisoformat(f"{each['at']}+00:00") if each["at"] else None,
        at_text=first["at_text"],
        what=mask.text(" ".join(word for word in words if word)),
        duty=each["duty"],
        why=mask.text(each.get("why", "")),
        source=mask.source(first),
        line=first["line"],
    )


def _known(tally: dict[str, Any] | None, sign: str) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The contacts and looks of the tally by the row they stand in, so that a row behind a sign says when and what it was."""
    every = tally["look_rows" if sign[0] == "A" else "contact_rows"] if tally else []
    return {(first["source_id"], first["line"], first["sha256"]): each for each in every for first in each["origins"][:1]}


def _origin(each: dict[str, Any], known: dict[str, Any] | None, mask: Mask) -> RowLine:
    if known:
        return _row(known, mask)
    return RowLine(at=None, at_text=each["at_text"], what="", duty="", source=mask.source(each), line=each["line"])


def seen_in(row: DetectedFinding) -> Seen:
    """Everything about one finding.

    For the officer's own later reading, once the law lets them know: the caller decides that, and enters it in the ledger.
    """
    mask, operation, tally = mask_of(row), row.operation, _tally(row)
    content = finding_words.told(row.content, operation.lawful_basis)
    entries = LedgerEntry.objects.filter(object_ref=f"finding {row.reference}").select_related("actor", "body").order_by("seq")
    looked = tuple((each.recorded_at, each.actor.full_name if each.actor else "", _purpose(each)) for each in entries)
    return Seen(
        operation=operation.title, purpose=operation.purpose, necessity=operation.necessity, proportionality=operation.proportionality,
        lawful_basis=operation.lawful_basis, found=finding_words.seen(content, tally, mask.text), content=content,
        triage=_decisions(row, None), looked=looked, odds=_odds(content),
        rows=tuple(_row(each, mask) for each in [*tally["look_rows"], *tally["contact_rows"]]) if tally else (),
    )  # fmt: skip


def _purpose(entry: LedgerEntry) -> str:
    return str(entry.body.value.get("purpose", "")) if hasattr(entry, "body") else ""
