"""What a notice quotes in the words of the record, with who wrote them: reviewed by the two who approve the notice.

Under the Regulations of 2020 it is the report that is published, so the reasons of the findings and of the outcome are part of it
(CR20 43(1), (6), 63(1), (5)); the notice of 2012 gave name, conduct, finding and action alone (CR12 36(6), 56(5)).
"""

from collections.abc import Iterator
from datetime import date

from custodiet.law.position import possible_matters
from custodiet.law.rules import standing
from custodiet.law.steps import Key, Step
from custodiet.law.steps.outcome import Imposed, ReportSubmitted
from custodiet.law.vocabulary import PartOfReasons
from custodiet.publication.notices import Reason
from custodiet.publication.words import Approval, ReviewedText, digest_of
from custodiet.web.context import today
from custodiet.web.staff.frame import Frame

FIELDS = {
    PartOfReasons.CULPABILITY: "culpability", PartOfReasons.HARM: "harm", PartOfReasons.AGGRAVATING: "aggravating",
    PartOfReasons.MITIGATING: "mitigating", PartOfReasons.PURPOSE: "purpose", PartOfReasons.LEAST_SEVERE: "reason",
}  # fmt: skip
"""Where the step of the outcome keeps each part."""


def report_is_published(seen: Frame, officer: Key) -> bool:
    """Whether the law that governs has the report itself published, with its reasons."""
    return all(standing.under_2020(matter, officer) for matter in possible_matters(seen.history.until(today()), today()))


def reasons_of(seen: Frame, officer: Key, on: date, reviewers: tuple[str, str]) -> Iterator[Reason]:
    """The reasons of the outcome, part by part."""
    imposed, report = seen.history.latest(Imposed, officer), seen.history.latest(ReportSubmitted, officer)
    if imposed is None or not report_is_published(seen, officer):
        return
    told: list[tuple[PartOfReasons, str, Step]] = [(part, getattr(imposed, name), imposed) for part, name in FIELDS.items()]
    if report:
        told.append((PartOfReasons.NOT_DISMISSED, report.reasons_if_not_dismissed, report))
    for part, text, step in told:
        if text.strip():
            yield Reason(part=part, text=reviewed(text, author_of(seen, step), on, reviewers))


def author_of(seen: Frame, step: Step) -> str:
    """Who recorded it."""
    return next(line.recorded_by for line in seen.seen.steps if line.step is step)


def reviewed(text: str, author: str, on: date, reviewers: tuple[str, str]) -> ReviewedText:
    """The text as the two reviewers approve it."""
    return ReviewedText(text, author, tuple(Approval(by=name, digest=digest_of(text), on=on) for name in reviewers))
