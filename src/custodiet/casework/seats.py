"""What somebody reads who sits on a panel or advises it: the day and place of the hearing, its periods, the panel's copies. Nothing else.

A place in the case opens it, to those whose job sits on panels; a declared conflict closes it at once. No name, no step and no exhibit
of the case is reached from here: what the panel reads, it reads in the copy that was made and given for it (`Cut.PANEL`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from django.db import transaction

from custodiet.casework import journal, standing, vault
from custodiet.casework.access import Access, NotThere, seats_of
from custodiet.casework.models import BundleJob, Case, JobState
from custodiet.casework.queries import opening, printable
from custodiet.casework.vault import Stored
from custodiet.law.matter import Duty
from custodiet.law.position import position
from custodiet.law.steps import History, Key
from custodiet.law.steps import proceedings as pro
from custodiet.law.vocabulary import Cut, Office
from custodiet.ledger.entries import Verb

OFFICES = (Office.CHAIR, Office.PERSON_CONDUCTING, Office.LEGALLY_QUALIFIED_ADVISER)
"""Whose periods stand on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The proceedings of one officer, under the alias: the form, the days, the place."""

    alias: str
    form: str
    day: date | None
    place: str
    before: date | None
    adjourned_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelCopy:
    """A copy of a bundle that was given to the panel."""

    number: int
    title: str
    volume: int
    given_on: date
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """The page of one hearing for whoever sits."""

    reference: str
    heard: tuple[Heard, ...]
    clocks: tuple[Duty, ...]
    aliases: dict[Key, str]
    copies: tuple[PanelCopy, ...]


def listed(access: Access, today: date) -> list[Seat]:
    """The hearings on whose panel this user sits."""
    with transaction.atomic():
        found = [_of(case, today) for case in seats_of(access).order_by("pk")]
        references = [seat.reference for seat in found]
        journal.record(Verb.CONSULTATION, by=access.user, what="seats", fields=["reference", "day"], references=references)
        return found


@opening
def seat(access: Access, reference: str, today: date) -> Seat:
    """One hearing, or `NotThere`."""
    case = case_of(access, reference)
    made = _of(case, today)
    fields = ["days", "place", "periods", "copies for the panel"]
    journal.record(Verb.CONSULTATION, by=access.user, case=case, what="seat", fields=fields, request_id=access.request_id)
    return made


def case_of(access: Access, reference: str) -> Case:
    """The case of that reference, of those on whose panel this user sits, or `NotThere`."""
    case = seats_of(access).filter(reference=printable(reference)).first()
    if case is None:
        raise NotThere
    return case


def hand_out(access: Access, reference: str, number: int) -> BinaryIO:
    """A copy that was given to the panel, verified; on record before the first byte leaves."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=case_of(access, reference).pk)
        row = _jobs(case).filter(pk=number).first()
        if row is None:
            raise NotThere
        what = f"seat copy of bundle job {row.pk}"
        journal.record(Verb.EXPORT, by=access.user, case=case, what=what, digest=row.sha256, request_id=access.request_id)
        return vault.open_stored(case, Stored(row.address, row.sha256, row.size))


def _of(case: Case, today: date) -> Seat:
    history = standing.standing(case).history.until(today)
    keys = [key for key in history.officers if history.has(pro.ReferredToProceedings, key)]
    aliases = dict(case.involvements.filter(key__in=keys).values_list("key", "alias"))
    duties = position(history, today).duties if keys else ()
    return Seat(
        reference=case.reference, heard=tuple(_heard(history, key, aliases.get(key, key)) for key in keys),
        aliases=aliases,
        # Without the advice: the reason of an extension stands in it, which staff write for each other.
        clocks=tuple(replace(duty, advice="") for duty in duties if duty.about in keys and duty.owed_by in OFFICES and duty.due),
        copies=tuple(_copies(case)),
    )  # fmt: skip


def _heard(history: History, key: Key, alias: str) -> Heard:
    referred, notice = history.latest(pro.ReferredToProceedings, key), history.latest(pro.NoticeOfHearingServed, key)
    specified, before = history.latest(pro.ProceedingsSpecified, key), history.latest(pro.PreHearingSpecified, key)
    adjourned = history.latest(pro.HearingAdjourned, key)
    day = notice.held_on if notice else specified.held_on if specified else None
    return Heard(
        alias=alias, form=referred.form.value if referred else "", day=day, place=notice.place if notice else "",
        before=before.held_on if before else None, adjourned_to=adjourned.until if adjourned else None,
    )  # fmt: skip


def _jobs(case: Case):
    """The copies for the panel of which somebody recorded that they were given."""
    rows = BundleJob.objects.filter(bundle__case=case, cut=Cut.PANEL.name, state=JobState.DONE.value, given__isnull=False)
    return rows.select_related("bundle").distinct().order_by("pk")


def _copies(case: Case) -> Iterator[PanelCopy]:
    """Of each volume the copy that was made last."""
    latest = {(row.bundle_id, row.volume): row for row in _jobs(case)}
    for row in latest.values():
        first = row.given.order_by("on").first()
        assert first is not None
        yield PanelCopy(number=row.pk, title=row.bundle.title, volume=row.volume, given_on=first.on, size=row.size)
