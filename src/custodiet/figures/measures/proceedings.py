"""Proceedings: who was referred to which form, and what was found of them."""

from collections.abc import Iterator

from custodiet.figures.measure import Measure, Sure, Unit
from custodiet.figures.measures.handling import LEVELS
from custodiet.figures.measures.opening import MISCONDUCT, counted
from custodiet.figures.record import Counted, Record
from custodiet.law.rules import standing
from custodiet.law.steps.outcome import Found
from custodiet.law.vocabulary import FormOfProceedings, Severity


def _referred(record: Record) -> Iterator[Counted]:
    for officer in record.history.officers:
        referred = standing.referral(record.matter, officer)
        if referred:
            yield Counted(record, referred.on, officer, referred.not_before, referred.form.value)


def _finished(record: Record) -> Iterator[Counted]:
    """By the form in which the proceedings ended: that of the outcome's referral."""
    for officer in record.history.officers:
        imposed, form = standing.imposed(record.matter, officer), standing.form(record.matter, officer)
        if imposed and form:
            yield Counted(record, imposed.on, officer, imposed.not_before, form.value)


def _found(record: Record) -> Iterator[Counted]:
    for officer in record.history.officers:
        latest = [step for key in record.history.allegations_of(officer) if (step := record.history.latest(Found, key))]
        gravest = max(latest, key=lambda step: (list(Severity).index(step.level), step.on), default=None)
        if gravest:
            yield Counted(record, gravest.on, officer, gravest.not_before, gravest.level.value)


def _allegations_found(record: Record) -> Iterator[Counted]:
    for key in record.history.allegations:
        found = record.history.latest(Found, key)
        if found:
            yield counted(record, found, found.level.value)


FORMS = tuple(form.value for form in FormOfProceedings)

MEASURES = (
    Measure(
        key="referred-to-proceedings", title="People referred to proceedings", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.PUBLISHED,
        definition="People referred to a meeting or a hearing, by the form to which the case stands referred, on the day of that referral. "
        "A referral that was withdrawn does not count.",
        sentence="In {period} {n:,} people were referred to proceedings.", count=_referred, values=FORMS,
    ),
    Measure(
        key="proceedings-ended", title="People whose proceedings ended", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.ADAPTED,
        definition="People on whom an outcome was imposed that stands, by the form of proceedings, on the day of the outcome.",
        sentence="In {period} proceedings against {n:,} people ended with an outcome.", count=_finished, values=FORMS,
    ),
    Measure(
        key="findings", title="Findings, by person", unit=Unit.PEOPLE, source=MISCONDUCT, sure=Sure.PUBLISHED,
        definition="People by the gravest finding on any allegation against them, on the day of that finding.",
        sentence="In {period} findings were made on {n:,} people.", count=_found, values=LEVELS,
    ),
    Measure(
        key="findings-by-allegation", title="Findings, by allegation", unit=Unit.ALLEGATIONS, source=MISCONDUCT, sure=Sure.ADAPTED,
        definition="Allegations by the finding made last on each, on the day of that finding.",
        sentence="In {period} findings were made on {n:,} allegations.", count=_allegations_found, values=LEVELS,
    ),
)  # fmt: skip
