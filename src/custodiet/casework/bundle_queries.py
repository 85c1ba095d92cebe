"""What the pages show of bundles. Every opening enters the ledger before it is answered."""

from dataclasses import dataclass
from datetime import date, datetime

from custodiet.casework.access import Access, NotThere, case_of, require
from custodiet.casework.actions.bundles import OPEN, counting
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Bundle, BundleItem, BundleJob, Case, CustodyAct, CutDecision, Exhibit
from custodiet.casework.queries import consulted, opening
from custodiet.law.vocabulary import Cut, HarmTest, LeftOut

BOTH = {ground.name: ground.value for terms in (HarmTest, LeftOut) for ground in terms}


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleLine:
    """A bundle in a list."""

    seq: int
    title: str
    pages: int
    volumes: int
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlesPage:
    """The bundles of a case."""

    reference: str
    title: str
    bundles: tuple[BundleLine, ...]
    may: frozenset[Permission]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """An item, and for each reader what was decided: a sentence, or nothing where nothing was."""

    pk: int
    seq: int
    volume: int
    exhibit: str
    exhibit_pk: int
    title: str
    numbers: str
    decided: dict[Cut, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """That somebody was given a copy."""

    to: str
    as_what: str
    how: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """Something that was asked for, and how far it is. `cut` is None where pages were made of exhibits."""

    pk: int
    volume: int
    cut: Cut | None
    state: str
    done: int
    total: int
    problem: str
    asked_by: str
    asked_at: datetime
    sha256: str
    size: int
    given: tuple[GivenLine, ...]

    @property
    def in_work(self) -> bool:
        """Whether it waits or is being done."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePage:
    """One bundle."""

    reference: str
    title: str
    seq: int
    name: str
    items: tuple[ItemLine, ...]
    jobs: tuple[JobLine, ...]
    cautions: tuple[str, ...]
    may: frozenset[Permission]

    @property
    def volumes(self) -> list[int]:
        """The bundle itself, and each supplement."""
        return sorted({item.volume for item in self.items})


@opening
def bundles(access: Access, reference: str) -> BundlesPage:
    """The bundles of that case."""
    case = _case(access, reference)
    lines = tuple(_line(row) for row in case.bundles.select_related("made_by").prefetch_related("items"))
    consulted(access, case, "bundles", ["title", "pages"])
    return BundlesPage(reference=case.reference, title=case.title, bundles=lines, may=permissions(access.user))


@opening
def bundle(access: Access, reference: str, number: int) -> BundlePage:
    """One bundle: what is in it, what each reader gets, what was built and who was given it."""
    case = _case(access, reference)
    row = bundle_of(case, number)
    decided = {cut: counting(row, cut) for cut in Cut}
    items = tuple(_item(item, decided) for item in row.items.select_related("exhibit"))
    jobs = row.jobs.select_related("asked_by").prefetch_related("given__by").order_by("-pk")
    consulted(access, case, f"bundle {row.seq}", ["items", "decisions", "copies", "given"])
    return BundlePage(
        reference=case.reference, title=case.title, seq=row.seq, name=row.title, items=items, jobs=tuple(map(_job, jobs)),
        cautions=tuple(_cautions(items, decided)), may=permissions(access.user),
    )  # fmt: skip


def bundle_of(case: Case, number: int) -> Bundle:
    """The bundle of that number in a case."""
    row = case.bundles.filter(seq=number).first()
    if row is None:
        raise NotThere
    return row


def free(row: Bundle) -> list[Exhibit]:
    """The exhibits that may still be put in, in the order of their references."""
    taken = row.items.values("exhibit")
    return list(row.case.exhibits.exclude(pk__in=taken).exclude(custody__act=CustodyAct.DISPOSED.value).order_by("pk"))


def _case(access: Access, reference: str) -> Case:
    case = case_of(access, reference)
    require(access, Permission.EXHIBITS, case)
    return case


def _line(row: Bundle) -> BundleLine:
    items = list(row.items.all())
    return BundleLine(
        seq=row.seq, title=row.title, pages=sum(item.pages for item in items), volumes=len({item.volume for item in items}),
        made_at=row.recorded_at, made_by=row.made_by.full_name,
    )  # fmt: skip


def _item(row: BundleItem, decided: dict[Cut, dict[int, CutDecision]]) -> ItemLine:
    return ItemLine(
        pk=row.pk, seq=row.seq, volume=row.volume, exhibit=row.exhibit.reference, exhibit_pk=row.exhibit_id, title=row.title,
        numbers=row.numbers, decided={cut: _said(rows.get(row.pk)) for cut, rows in decided.items()},
    )  # fmt: skip


def _said(row: CutDecision | None) -> str:
    if row is None:
        return ""
    if row.included:
        return f"Goes in ({row.by.full_name})"
    return f"Left out: {BOTH[row.ground]}. {row.why} ({row.by.full_name})"


def _cautions(items: tuple[ItemLine, ...], decided: dict[Cut, dict[int, CutDecision]]) -> list[str]:
    """What a fair hearing would ask about."""
    officer, panel = decided[Cut.OFFICER], decided[Cut.PANEL]
    kept = {pk for pk, row in officer.items() if not row.included}
    seen = [each.exhibit for each in items if each.pk in kept and each.pk in panel and panel[each.pk].included]
    if not seen:
        return []
    return [
        f"The panel gets what is kept from the officer: {', '.join(seen)}. The officer cannot answer what the officer has not seen; look "
        "at both decisions again."
    ]


def _job(row: BundleJob) -> JobLine:
    return JobLine(
        pk=row.pk, volume=row.volume, cut=Cut[row.cut] if row.cut else None, state=row.state, done=row.done, total=row.total,
        problem=row.problem, asked_by=row.asked_by.full_name, asked_at=row.asked_at, sha256=row.sha256, size=row.size,
        given=tuple(GivenLine(to=g.to, as_what=g.as_what, how=g.how, on=g.on, by=g.by.full_name) for g in row.given.all()),
    )  # fmt: skip
