"""The verbs about bundles: make one, choose what goes in, decide who gets what of it, have it built, hand it out, say who was given it.

What is asked for is done by `custodiet work` (`custodiet.casework.bundle_work`); each verb here is a row and its ledger entry.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Max, Model

from custodiet.casework import journal, vault
from custodiet.casework.access import Access, Refused, offices_of, require
from custodiet.casework.actions.exhibits import still_held
from custodiet.casework.jobs import Permission
from custodiet.casework.models import (
    Bundle,
    BundleGiven,
    BundleItem,
    BundleJob,
    Case,
    CopyShown,
    CutDecision,
    Exhibit,
    Form,
    JobState,
    Part,
    User,
)
from custodiet.casework.seals import seal
from custodiet.law.vocabulary import Cut, HarmTest, LeftOut, Office, Term
from custodiet.ledger.entries import Verb

ASKED = ("bundle_id", "volume", "cut", "asked", "asked_by_id", "asked_at")
"""The columns of what was asked: sealed when it was asked, and never changed."""
OPEN = (JobState.WAITING.value, JobState.RUNNING.value)
LONGEST = 200

GROUNDS: dict[Cut, tuple[Term, ...]] = {
    Cut.OFFICER: (*HarmTest, LeftOut.PRIVILEGE),
    Cut.PANEL: (LeftOut.NOT_RELEVANT, LeftOut.NOT_RELIED_ON, LeftOut.PRIVILEGE, LeftOut.DIRECTION, *HarmTest),
    Cut.PUBLIC: (
        LeftOut.DIRECTION, LeftOut.ANONYMITY, LeftOut.PRIVATE, LeftOut.PRIVILEGE,
        *(ground for ground in HarmTest if ground is not HarmTest.DISPROPORTIONATE_EFFORT),
    ),
}  # fmt: skip
"""On which grounds something is left out for each reader: the officer by the harm test (CR20 6, 30(1)), the public also as CR20 39 says."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An exhibit to go into a bundle: under which title it stands in the index, and in which form."""

    exhibit: Exhibit
    title: str = ""
    form: Form = Form.PAGES


def make(*, case: Case, title: str, by: User) -> Bundle:
    """Begin a bundle."""
    if not title.strip():
        raise Refused("A bundle has a title, such as “Misconduct hearing”. Enter it, without a name in it.")
    with transaction.atomic():
        locked = _locked(case, by, Permission.HANDLE)
        row = Bundle.objects.create(case=locked, seq=locked.bundles.count() + 1, title=title.strip()[:120], made_by=by)
        _kept(row, "bundle", by, locked)
        return row


def choose(*, bundle: Bundle, chosen: Sequence[Chosen], by: User) -> BundleJob:
    """Ask for pages to be made of these exhibits, in this order: the bundle itself, or its next supplement."""
    if not chosen:
        raise Refused("Nothing was chosen. Choose at least one exhibit.")
    with transaction.atomic():
        locked = _locked(bundle.case, by, Permission.HANDLE)
        if bundle.jobs.filter(cut="", state__in=OPEN).exists():
            raise Refused("Pages are being made for this bundle already. Wait until they are there.")
        there = set(bundle.items.values_list("exhibit", flat=True))
        for each in chosen:
            still_held(each.exhibit)
            if each.exhibit.case_id != locked.pk:
                raise Refused("An exhibit of another case was chosen. A bundle holds exhibits of its own case.")
            if each.exhibit.pk in there:
                raise Refused(f"{each.exhibit.reference} is in this bundle already. Choose it once.")
            there.add(each.exhibit.pk)
        volume = bundle.items.aggregate(Max("volume"))["volume__max"]
        asked = {
            "items": [
                {"exhibit": e.exhibit.pk, "title": (e.title.strip() or e.exhibit.title)[:LONGEST], "form": e.form.name} for e in chosen
            ]
        }
        return _ask(bundle, 0 if volume is None else volume + 1, "", asked, len(chosen), by, locked)


def decide(*, items: Iterable[BundleItem], cut: Cut, ground: Term | None, why: str, by: User) -> list[CutDecision]:
    """Decide that these items go to that reader, or, with a ground, that they do not; a later decision takes an earlier one's place."""
    chosen = list(items)
    if not chosen:
        raise Refused("No item was chosen. Choose at least one.")
    if ground is not None and ground not in GROUNDS[cut]:
        raise Refused(f"“{ground.value}” is no ground on which something is kept from the {cut.value}. Choose one of those listed.")
    if ground is not None and not why.strip():
        raise Refused("Leaving something out needs its reason as well as its ground. Write why this document falls under it.")
    with transaction.atomic():
        locked = _locked(chosen[0].bundle.case, by, Permission.DISCLOSE)
        if isinstance(ground, HarmTest) and cut is Cut.OFFICER and Office.APPROPRIATE_AUTHORITY not in offices_of(by, locked):
            raise Refused(
                "Whether information is kept from the officer under the harm test is for the appropriate authority to consider (CR20 6), "
                "and you do not hold that office in this case. Ask whoever holds it to decide this."
            )
        made = []
        for item in chosen:
            row = CutDecision.objects.create(
                item=item, cut=cut.name, included=ground is None, ground=ground.name if ground else "", why=why.strip(), by=by
            )
            _kept(row, "cut decision", by, locked, fields=["included", "ground"])
            made.append(row)
        return made


def counting(bundle: Bundle, cut: Cut, volume: int | None = None) -> dict[int, CutDecision]:
    """By item: the decision that counts for that reader."""
    rows = CutDecision.objects.filter(item__bundle=bundle, cut=cut.name).select_related("by").order_by("pk")
    if volume is not None:
        rows = rows.filter(item__volume=volume)
    return {row.item_id: row for row in rows}


def build(*, bundle: Bundle, volume: int, cut: Cut, by: User) -> BundleJob:
    """Ask for a volume to be built for that reader. Every item must have been decided."""
    with transaction.atomic():
        locked = _locked(bundle.case, by, Permission.HANDLE)
        items = list(bundle.items.filter(volume=volume).select_related("exhibit"))
        if not items:
            raise Refused("There are no pages in it yet. Choose exhibits, and wait until their pages are made.")
        decided = counting(bundle, cut, volume)
        if undecided := [item.exhibit.reference for item in items if item.pk not in decided]:
            raise Refused(
                f"Nobody has decided yet whether the {cut.value} gets {', '.join(undecided)}. Decide on each, with the ground where it is "
                "left out, and have it built then."
            )
        for item in items:
            if decided[item.pk].included:
                still_held(item.exhibit)
        asked = {"items": [[item.pk, decided[item.pk].pk] for item in items]}
        before = (
            bundle.jobs.filter(volume=volume, cut=cut.name, asked=asked, state__in=(*OPEN, JobState.DONE.value)).order_by("-pk").first()
        )
        return before or _ask(bundle, volume, cut.name, asked, len(items) + 2, by, locked)


def hand_out(*, job: BundleJob, by: User, purpose: str) -> BinaryIO:
    """The built volume, verified, for somebody who takes it away. It is on record before the first byte leaves."""
    with transaction.atomic():
        locked = _locked(job.bundle.case, by, Permission.EXHIBITS)
        _is_built(job)
        journal.record(Verb.EXPORT, by=by, case=locked, what=f"bundle {job.bundle.seq} job {job.pk}", purpose=purpose, digest=job.sha256)
        return vault.open_stored(locked, vault.Stored(job.address, job.sha256, job.size))


def give(*, job: BundleJob, to: str, as_what: str, how: str, on: date, by: User, today: date, shown_to: str = "") -> BundleGiven:
    """Put on record who was given a built volume; with `shown_to`, the key of an officer, that it stands on that officer's own page."""
    if not (to.strip() and as_what.strip() and how.strip()):
        raise Refused("Enter who was given the bundle, as what, and how.")
    if on > today:
        raise Refused("The day on which the bundle was given lies in the future. Record it when it has been given.")
    with transaction.atomic():
        locked = _locked(job.bundle.case, by, Permission.HANDLE)
        _is_built(job)
        row = BundleGiven.objects.create(
            job=job, to=to.strip()[:LONGEST], as_what=as_what.strip()[:LONGEST], how=how.strip()[:LONGEST], on=on, by=by
        )
        _kept(row, "bundle given", by, locked, verb=Verb.DISCLOSURE)
        if shown_to:
            officer = locked.involvements.filter(role=Part.OFFICER.value, key=shown_to).first()
            if officer is None or job.cut != Cut.OFFICER.name:
                raise Refused(
                    "Only a copy made for the officer stands on an officer’s own page. Choose an officer of this case, or nobody."
                )
            _kept(CopyShown.objects.create(given=row, involvement=officer, by=by), "copy shown", by, locked, verb=Verb.DISCLOSURE)
        return row


def _is_built(job: BundleJob) -> None:
    if job.state != JobState.DONE.value or not job.cut:
        raise Refused("This bundle has not been built. Have it built first.")


def _ask(bundle: Bundle, volume: int, cut: str, asked: dict[str, Any], total: int, by: User, case: Case) -> BundleJob:
    row = BundleJob.objects.create(bundle=bundle, volume=volume, cut=cut, asked=asked, total=total, asked_by=by)
    row.refresh_from_db()
    journal.record(Verb.ALTERATION, by=by, case=case, what=f"bundle job {row.pk} asked", fields=["asked"], seal=seal(row, ASKED))
    return row


def _kept(row: Model, word: str, by: User, case: Case, verb: Verb = Verb.ALTERATION, **more: Any) -> None:
    """The entry of a new row in the ledger, with its seal."""
    row.refresh_from_db()
    journal.record(verb, by=by, case=case, what=f"{word} {row.pk}", seal=seal(row), **more)


def _locked(case: Case, by: User, permission: Permission) -> Case:
    locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(Access(by), permission, locked)
    return locked
