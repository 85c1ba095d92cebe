"""Samples of cases: how they are drawn, so that anybody can draw them again, and who sees what was drawn.

The rule: put the digest SHA-256 of "SEED:REFERENCE" beside each reference that was drawn from, and take the smallest digests.
Whoever knows the seed and the references gets the same cases in the same order, with any program.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from custodiet.casework.access import Access, NotThere, visible_to
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Case, Judgement, Sample, SampledCase
from custodiet.casework.queries import consulted, opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A case that was drawn, with what was found of it."""

    place: int
    reference: str
    title: str
    digest: str
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePage:
    """A sample: what was drawn, and the references it was drawn from, as far as both are in the reader's sight."""

    sample: Sample
    drawn: tuple[Drawn, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """A sample in the list of them."""

    sample: Sample
    drawn: int
    judged: int


def draw(references: Iterable[str], seed: str, asked: int) -> list[str]:
    """The references that the rule draws, in the order of the draw."""
    return sorted(set(references), key=lambda reference: digest(seed, reference))[:asked]


def digest(seed: str, reference: str) -> str:
    """What decides the place of a reference."""
    return sha256(f"{seed}:{reference}".encode()).hexdigest()


def to_draw_from(access: Access, kind: str, stage: str) -> list[str]:
    """The references in sight of that kind and at that stage ("" for any)."""
    cases = visible_to(access, Case)
    cases = cases.filter(kind=kind) if kind else cases
    cases = cases.filter(stage=stage) if stage else cases
    return sorted(cases.values_list("reference", flat=True))


def samples(access: Access) -> tuple[SampleLine, ...]:
    """Every sample, the latest first; counted is what is in sight."""
    with transaction.atomic():
        rows = list(_samples(access).select_related("by"))
        lines = [
            SampleLine(sample=row, drawn=len(found := list(_drawn(access, row))), judged=sum(_judged(each) for each in found))
            for row in rows
        ]
        consulted(access, None, "samples", ["questions", "numbers of cases"])
    return tuple(lines)


@opening
def sample_page(access: Access, number: str) -> SamplePage:
    """One sample."""
    row = _sample(access, number)
    seen = set(visible_to(access, Case).filter(reference__in=row.of).values_list("reference", flat=True))
    drawn = tuple(_line(row, each) for each in _drawn(access, row))
    fields = ["reference", "title", "judgements"]
    consulted(access, None, f"sample {row.pk}", fields, references=[each.reference for each in drawn])
    return SamplePage(sample=row, drawn=drawn, of=tuple(each for each in row.of if each in seen))


def sampled(access: Access, number: str, place: str) -> SampledCase:
    """The case at that place of that sample, or `NotThere`."""
    row = _drawn(access, _sample(access, number)).filter(place=int(place)).first() if place.isdigit() else None
    if row is None:
        raise NotThere
    return row


def line_of(row: SampledCase) -> Drawn:
    """It, as a page shows it."""
    return _line(row.sample, row)


def _samples(access: Access) -> QuerySet[Sample]:
    return Sample.objects.all() if Permission.JUDGE in permissions(access.user) else Sample.objects.none()


def _sample(access: Access, number: str) -> Sample:
    row = _samples(access).filter(pk=int(number)).first() if number.isdigit() else None
    if row is None:
        raise NotThere
    return row


def _drawn(access: Access, sample: Sample) -> QuerySet[SampledCase]:
    rows = SampledCase.objects.filter(sample=sample, case__in=visible_to(access, Case).values("pk"))
    return rows.select_related("case", "sample").prefetch_related("judgements__by")


def _judged(row: SampledCase) -> bool:
    return bool(row.judgements.all())


def _line(sample: Sample, row: SampledCase) -> Drawn:
    return Drawn(
        place=row.place, reference=row.case.reference, title=row.case.title, digest=digest(sample.seed, row.case.reference),
        judgements=tuple(row.judgements.all()),
    )  # fmt: skip
