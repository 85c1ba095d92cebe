"""What the pages show of exhibits, readings and accounts. Every opening enters the ledger before it is answered."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db.models import Prefetch
from django.utils import timezone

from custodiet.casework import facts_kept, layouts
from custodiet.casework.access import Access, NotThere, case_of, require
from custodiet.casework.actions.exhibits import disposal_proposed, disposed_of, fates
from custodiet.casework.exhibit_pages import (
    AccountPage,
    CustodyLine,
    DecisionLine,
    ExhibitLine,
    ExhibitPage,
    ExhibitsPage,
    ReadingLine,
    SourceLine,
    TieLine,
)
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import WITHDRAWN, Case, CustodyAct, Exhibit, Involvement, Part, Reading, ReadingState, Tie, TieKind
from custodiet.casework.queries import consulted, opening, people_lines
from custodiet.casework.rules import Rules, rules
from custodiet.casework.uncounted import not_counted
from custodiet.detection import account, contacts
from custodiet.detection.engine import Engine
from custodiet.detection.windows import DEFAULTS, WrongWindow
from custodiet.evidence.facts import Value


@opening
def exhibits(access: Access, reference: str) -> ExhibitsPage:
    """The exhibits of that case, in the order in which they came."""
    case = _case(access, reference)
    lines = tuple(_line(row) for row in _rows(case))
    consulted(access, case, "exhibits", ["reference", "title", "maker", "file name", "counts"], exhibits=[line.reference for line in lines])
    return ExhibitsPage(reference=case.reference, title=case.title, exhibits=lines, may=permissions(access.user))


@opening
def exhibit(access: Access, reference: str, number: int) -> ExhibitPage:
    """One exhibit of that case with its custody, decisions and readings."""
    case = _case(access, reference)
    row = _rows(case).filter(pk=number).first()
    if row is None:
        raise NotThere
    page = ExhibitPage(
        reference=case.reference,
        title=case.title,
        exhibit=_line(row),
        made_with=row.made_with,
        sources=tuple(row.sources.values_list("source__reference", flat=True).order_by("pk")),
        custody=tuple(
            CustodyLine(
                seq=each.seq, act=each.get_act_display(), at=each.recorded_at, by=each.by.full_name,
                place=each.place, why=each.why, sha256=each.sha256,
            )
            for each in row.custody.select_related("by")
        ),
        decisions=tuple(
            DecisionLine(status=each.get_status_display(), relevant=each.relevant, why=each.why, by=each.by.full_name, at=each.recorded_at)
            for each in row.decisions.select_related("by").order_by("-pk")
        ),
        readings=tuple(_reading(access, each) for each in row.readings.select_related("asked_by").order_by("-pk")),
        may=permissions(access.user),
    )  # fmt: skip
    consulted(access, case, f"exhibit {row.reference}", ["exhibit", "custody", "disclosure", "readings"])
    return page


@opening
def account_page(access: Access, reference: str, officer_key: str, person_key: str) -> AccountPage:
    """The dated account of that officer and that person of the case, from everything that was read in it."""
    case = _case(access, reference)
    page = account_as_of(case, officer_key, person_key, timezone.now(), may=permissions(access.user))
    what = f"account of {page.officer_key} and {page.person_key}"[:64]
    consulted(access, case, what, ["calls", "texts", "messages", "looks at records", "duties"])
    return page


def account_as_of(
    case: Case,
    officer_key: str,
    person_key: str,
    made_at: datetime,
    sources: Collection[str] = (),
    may: frozenset[Permission] = frozenset(),
    hours: Mapping[str, Sequence[float]] | None = None,
) -> AccountPage:
    """The account as it was at that moment: from `sources` alone where they are named, with the ties said by then.

    `hours`: the windows of then, where they are known; else those of the policy file as it stands.

    For callers that have asked whether it may be seen; the pages ask `account_page`.
    """
    parts = {row.key: row for row in case.involvements.select_related("person__officer").order_by("-pk")}
    officer, person = parts.get(officer_key), parts.get(person_key)
    if officer is None or person is None or officer.role != Part.OFFICER.value or officer is person:
        raise NotThere
    said = _said_by(case, made_at)
    by = _rules_at(made_at, hours)
    with facts_kept.opened(case, sources) as folder, Engine(folder, more=told(case, said)) as engine:
        account.prepare(engine)
        found = account.between(engine, staff_id(officer, said), person_id(person, said), by.windows, by.own)
        unknown = tuple(contacts.unknown_names(engine))
    return AccountPage(
        reference=case.reference,
        title=case.title,
        officer_key=officer.key,
        officer=officer.alias,
        person_key=person.key,
        person=person.alias,
        account=found,
        unread=(*not_counted(case, made_at), *_unknown_in_the_files(officer, person, said)),
        sources=_sources(case, found),
        unknown_names=unknown,
        people=people_lines(case),
        ties=ties(case, said),
        made_at=made_at,
        may=may,
        hours={code: (each.before_hours, each.after_hours) for code, each in by.windows.items()},
    )


def _rules_at(moment: datetime, hours: Mapping[str, Sequence[float]] | None) -> Rules:
    """By what an account judges looks: what a night would go by, so that both say the same of a look."""
    try:
        by = rules(until=moment)
    except WrongWindow:  # no night runs by such a policy either, and the page of the rules says why
        by = Rules(dict(DEFAULTS), ())
    told = {code: replace(by.windows[code], before_hours=a, after_hours=b) for code, (a, b) in (hours or {}).items() if code in by.windows}
    return Rules(by.windows | told, by.own)


def _unknown_in_the_files(officer: Involvement, person: Involvement, said: Iterable[Tie]) -> Iterator[str]:
    """That nothing of somebody can be counted, because nobody has said by what they are known in the files."""
    tied = {row.person_id for row in said}
    if person.person_id not in tied:
        yield (
            f"By which number, name or key {person.alias} is known in the files has not been said, so nothing of theirs can be counted. "
            "Say who it is."
        )
    if officer.person_id not in tied and getattr(officer.person, "officer", None) is None:
        yield f"Neither a collar number nor a staff number of {officer.alias} is known: nothing of theirs can be counted. Say which it is."


def _said_by(case: Case, moment: datetime) -> list[Tie]:
    """The ties that stood at that moment."""
    rows = case.ties.filter(recorded_at__lte=moment).select_related("by").order_by("pk")
    struck = {row.strikes_id for row in rows if row.strikes_id}
    return [row for row in rows if row.pk not in struck and row.confidence != WITHDRAWN]


def ties(case: Case, said: Iterable[Tie]) -> tuple[TieLine, ...]:
    """By what the people of the case are known in its files."""
    parts = {row.person_id: row for row in case.involvements.order_by("-pk")}
    return tuple(
        TieLine(
            pk=row.pk, key=parts[row.person_id].key, alias=parts[row.person_id].alias, kind=row.get_kind_display(), value=row.value,
            confidence=row.confidence, why=row.why, by=row.by.full_name, recorded_at=row.recorded_at,
        )
        for row in said if row.person_id in parts
    )  # fmt: skip


def staff_id(officer: Involvement, said: Iterable[Tie]) -> str:
    """The officer's key in the force's files: what a person said it is, else the collar number."""
    if told_so := _key(officer, said, TieKind.STAFF_ID):
        return told_so
    profile = getattr(officer.person, "officer", None)
    return profile.collar_number if profile else officer.person.ref


def person_id(person: Involvement, said: Iterable[Tie]) -> str:
    """The person's key in the force's files: what a person said it is, else the person's own in these records."""
    return _key(person, said, TieKind.PERSON_ID) or person.person.ref


def _key(part: Involvement, said: Iterable[Tie], kind: TieKind) -> str:
    return next((row.value for row in reversed(list(said)) if row.person_id == part.person_id and row.kind == kind.value), "")


def told(case: Case, said: list[Tie]) -> dict[str, list[dict[str, Value]]]:
    """The rows of `phone_link` that people of the case said: whose a number or a chat name is."""
    parts = {row.person_id: row for row in case.involvements.select_related("person__officer").order_by("-pk")}
    rows = [row for row in said if row.kind in {TieKind.NUMBER.value, TieKind.NAME.value} and row.person_id in parts]
    return {"phone_link": [_link(row, parts[row.person_id], said) for row in rows]}


def _link(row: Tie, part: Involvement, said: list[Tie]) -> dict[str, Value]:
    is_officer = part.role == Part.OFFICER.value
    return {
        "msisdn_e164": row.value,
        "staff_id": staff_id(part, said) if is_officer else None,
        "person_id": None if is_officer else person_id(part, said),
        "source": f"said by {row.by.full_name}",
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "confidence": row.confidence,
        "shared": row.shared,
        "source_id": f"tie {row.pk}",
        "line": f"tie {row.pk}",
    }


def _case(access: Access, reference: str) -> Case:
    case = case_of(access, reference)
    require(access, Permission.EXHIBITS, case)
    return case


def _rows(case: Case):
    latest = Reading.objects.order_by("-pk")
    return (
        case.exhibits.select_related("received_by")
        .prefetch_related(Prefetch("readings", latest), Prefetch("custody", fates(), to_attr="fate"), "decisions", "sources")
        .order_by("pk")
    )


def _line(row: Exhibit) -> ExhibitLine:
    reading = next(iter(row.readings.all()), None)
    fate = row.fate[-1] if row.fate else None
    decision = max(row.decisions.all(), key=lambda each: each.pk, default=None)
    return ExhibitLine(
        pk=row.pk,
        reference=row.reference,
        title=row.title,
        maker=row.maker,
        file_name=row.file_name,
        size=row.size,
        sha256=row.sha256,
        received_at=row.recorded_at,
        received_by=row.received_by.full_name,
        derived=bool(row.sources.all()),
        kind=reading.kind if reading else "",
        state=reading.state if reading else "",
        rows_in_file=reading.rows_in_file if reading else None,
        rows_read=reading.rows_read if reading else None,
        rows_refused=reading.rows_refused if reading else None,
        problem=reading.problem if reading else "",
        disclosure=decision.get_status_display() if decision else "",
        gone=disposed_of(row, fate) if fate and fate.act == CustodyAct.DISPOSED.value else "",
        proposed=disposal_proposed(fate) if fate and fate.act == CustodyAct.PROPOSED.value else "",
    )


def _reading(access: Access, row: Reading) -> ReadingLine:
    return ReadingLine(
        pk=row.pk, kind=row.kind, state=row.state, asked_by=row.asked_by.full_name, asked_at=row.asked_at, ended_at=row.ended_at,
        rows_so_far=row.rows_so_far, rows_in_file=row.rows_in_file, rows_read=row.rows_read, rows_refused=row.rows_refused,
        problem=row.problem, answers=row.answers, report=row.report, remembered=layouts.whence(access, row),
    )  # fmt: skip


def _sources(case: Case, found: account.Account) -> tuple[SourceLine, ...]:
    by_digest = {row.sha256: row for row in _rows(case)}
    lines = (_source(source, digest, by_digest.get(digest)) for source, digest in found.sources if not source.startswith("tie "))
    return tuple(sorted(lines, key=lambda line: (line.exhibit_pk is None, line.exhibit_pk, line.exhibit)))


def _source(source: str, digest: str, row: Exhibit | None) -> SourceLine:
    read: Iterable[Reading] = row.readings.all() if row else ()
    reading = next((each for each in read if each.state in {ReadingState.READ.value, ReadingState.ASKS.value}), None)
    told = reading.report if reading else {}
    refused = [(each["line"], each["reason"]) for each in told.get("refusals", [])] + [tuple(each) for each in told.get("refused_too", [])]
    return SourceLine(
        exhibit=source,
        exhibit_pk=row.pk if row else None,
        title=row.title if row else "",
        file_name=row.file_name if row else Path(source).name,
        sha256=digest,
        rows_in_file=reading.rows_in_file if reading else None,
        rows_read=reading.rows_read if reading else None,
        rows_refused=reading.rows_refused if reading else None,
        refusals=tuple(refused),
    )
