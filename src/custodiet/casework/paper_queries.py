"""What the pages show of papers. Every opening enters the ledger before it is answered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from custodiet.casework import standing
from custodiet.casework.access import Access, NotThere, case_of, visible_to
from custodiet.casework.actions.edited_papers import BY_HAND
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.kept import bytes_of
from custodiet.casework.models import Case, Paper
from custodiet.casework.own_messages import apart
from custodiet.casework.paper_fields import possible
from custodiet.casework.paper_word import blocks
from custodiet.casework.queries import consulted, opening, people_lines, record_of
from custodiet.casework.vault import Stored
from custodiet.law.matter import Duty
from custodiet.law.position import position
from custodiet.law.steps import Key
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.vocabulary import PaperKind, ResponsePart, Stance

UNANSWERED = "not answered"
CLOCKS = frozenset(
    {
        "officer-reply", "accelerated-reply", "old-reply", "old-special-reply", "witness-lists", "old-witness-lists", "representations",
        "representations-sch3", "old-representations", "old-representations-sch3",
    }
)  # fmt: skip
"""The periods in which an officer responds, by the names of their clocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A paper in a list. `counts_on` is the day on which it counts as given; None where it was not given."""

    seq: int
    reference: str
    kind: str
    officer: str
    version: int
    dated: date
    latest: bool
    how: str
    sent_on: date | None
    counts_on: date | None
    under: str
    given_by: str
    receipt: str
    sha256: str
    template: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """An allegation and what the officer answered to it; where nothing was entered, that it is not answered."""

    key: str
    officer_key: str
    officer: str
    conduct: str
    stance: str
    account: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A part of an officer's response beside the answers, as it was entered last. `allegation` is empty where it concerns all of it."""

    officer_key: str
    officer: str
    part: ResponsePart
    allegation: str
    text: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PossibleLine:
    """A paper that may be made about an officer, or why it may not."""

    kind: PaperKind
    officer_key: str
    officer: str
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """The papers of a case."""

    reference: str
    title: str
    papers: tuple[PaperLine, ...]
    possible: tuple[PossibleLine, ...]
    answers: tuple[AnswerLine, ...]
    points: tuple[PointLine, ...]
    messages: tuple[tuple[str, str], ...]
    clocks: tuple[Duty, ...]
    aliases: dict[str, str]
    may: frozenset[Permission]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    """One paper, with what stands in it."""

    reference: str
    title: str
    paper: PaperLine
    blocks: tuple[tuple[str, Any], ...]
    by_hand: bool
    may: frozenset[Permission]


@opening
def papers(access: Access, reference: str, today: date) -> PapersPage:
    """The papers of that case, what may be made, and what the officers answered."""
    case = record_of(access, reference)
    aliases = {line.key: line.alias for line in people_lines(case)}
    lines = tuple(_line(row, aliases) for row in case.papers.select_related("served", "made_by"))
    consulted(access, case, "papers", ["papers", "service", "answers"])
    duties = position(standing.standing(case).history, today).duties
    return PapersPage(
        reference=case.reference, title=case.title, papers=lines, answers=answers_of(case, aliases), may=permissions(access.user),
        points=points_of(case, aliases), messages=messages_of(case, aliases),
        clocks=tuple(duty for duty in duties if duty.id in CLOCKS), aliases=aliases,
        possible=tuple(
            PossibleLine(kind=kind, officer_key=officer, officer=aliases.get(officer, officer), why_not=why)
            for kind, officer, why in possible(case, today)
        ),
    )  # fmt: skip


@opening
def paper(access: Access, reference: str, number: int) -> PaperPage:
    """One paper, its words and how it was given."""
    case = case_of(access, reference)
    row = visible_to(access, Paper).select_related("served", "made_by").filter(case=case, seq=number).first()
    if row is None:
        raise NotThere
    aliases = {line.key: line.alias for line in people_lines(case)}
    found = tuple(blocks(bytes_of(case, Stored(row.address, row.sha256, row.size))))
    consulted(access, case, f"paper {row.pk}", ["name", "the paper", "service"])
    return PaperPage(
        reference=case.reference, title=case.title, paper=_line(row, aliases), blocks=found, by_hand=row.kind in BY_HAND,
        may=permissions(access.user),
    )  # fmt: skip


def reports(access: Access, case: Case) -> QuerySet[Paper]:
    """The chair's reports in every version, which whoever writes them may read and no other paper."""
    return visible_to(access, Paper).filter(case=case, kind__in=BY_HAND).order_by("seq")


def answers_of(case: Case, aliases: dict[str, str]) -> tuple[AnswerLine, ...]:
    """Every allegation with the officer's answer: the latest that was entered, or that there is none (which is no denial)."""
    history = standing.standing(case).history
    latest = {row.allegation: row for row in case.answers.order_by("pk")}
    lines = []
    for key in history.allegations:
        made, row = history.latest(AllegationMade, key), latest.get(key)
        assert made is not None
        lines.append(
            AnswerLine(
                key=key, officer_key=made.officer, officer=aliases.get(made.officer, made.officer), conduct=made.conduct,
                stance=Stance[row.stance].value if row else UNANSWERED, account=row.account if row else "", on=row.on if row else None,
            )
        )  # fmt: skip
    return tuple(lines)


def points_of(case: Case, aliases: dict[str, str]) -> tuple[PointLine, ...]:
    """What each officer's response says beside the answers: of each part what was entered last, unless that took it back.

    Messages of the officer are not here: none takes the place of another (`messages_of`).
    """
    rows = case.response_points.exclude(part=ResponsePart.MESSAGE.name).order_by("pk")
    latest = {(row.officer, row.part, row.allegation): row for row in rows}
    return tuple(
        PointLine(
            officer_key=row.officer, officer=aliases.get(row.officer, row.officer), part=ResponsePart[row.part], allegation=row.allegation,
            text=row.text, on=row.on,
        )
        for row in latest.values() if row.text
    )  # fmt: skip


def messages_of(case: Case, aliases: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What each officer wrote on their own page, with the officer, the newest first."""
    rows = case.response_points.filter(part=ResponsePart.MESSAGE.name).order_by("pk")
    texts: dict[Key, list[str]] = {}
    written: list[tuple[Key, int]] = []
    for row in rows:
        texts.setdefault(row.officer, []).append(row.text)
        written.append((row.officer, len(texts[row.officer]) - 1))
    said = {officer: apart(own) for officer, own in texts.items()}
    return tuple((aliases.get(officer, officer), said[officer][number]) for officer, number in reversed(written))


def _line(row: Paper, aliases: dict[str, str]) -> PaperLine:
    served = getattr(row, "served", None)
    newest = not row.case.papers.filter(kind=row.kind, about=row.about, version__gt=row.version).exists()
    return PaperLine(
        seq=row.seq, reference=row.reference, kind=row.get_kind_display(), officer=aliases.get(row.about, row.about), version=row.version,
        dated=row.dated, latest=newest, how=served.get_how_display() if served else "", sent_on=served.sent_on if served else None,
        counts_on=served.counts_on if served else None, under=served.under if served else "", given_by=served.given_by if served else "",
        receipt=served.receipt if served else "", sha256=row.sha256, template=row.template, made_by=row.made_by.full_name,
        made_at=row.recorded_at,
    )  # fmt: skip
