"""The verbs about papers: make one from the record, say how it was given, take one among the exhibits, enter the officer's response.

A paper never changes. A new version is a new paper with a new number and day; the one before stays, with its digest.
"""

import io
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Max, Model

from custodiet.casework import journal, standing, vault
from custodiet.casework.access import Access, Permission, Refused, require
from custodiet.casework.actions import exhibits
from custodiet.casework.kept import keep
from custodiet.casework.models import AllegationAnswer, Case, Exhibit, Paper, PaperServed, User
from custodiet.casework.paper_fields import context, gather, meta
from custodiet.casework.paper_word import filled, template_of
from custodiet.casework.seals import seal
from custodiet.law.calendar import Service
from custodiet.law.service import counts_as_given
from custodiet.law.steps import Key
from custodiet.law.vocabulary import PaperKind, Stance
from custodiet.ledger.entries import Verb


def make(*, case: Case, kind: PaperKind, officer: Key, answers: dict[str, Any], on: date, force: str, by: User) -> Paper:
    """Make a paper from the record as it stands on that day; the first of its kind, or a new version."""
    with transaction.atomic():
        locked = _locked(case, by)
        seq = locked.papers.count() + 1
        before = locked.papers.filter(kind=kind.name, about=officer).order_by("version").last()
        version = before.version + 1 if before else 1
        template = template_of(kind)
        told = context(gather(locked, kind, officer, on, answers, force), meta(kind, seq, version, before))
        data = filled(template, told, on)
        stored = keep(locked, data, what=f"paper {seq}", by=by)
        row = Paper.objects.create(
            case=locked, seq=seq, kind=kind.name, about=officer, version=version, dated=on, fields=answers, template=template.name,
            template_sha256=template.sha256, sha256=stored.sha256, address=stored.address, size=stored.size, made_by=by,
        )  # fmt: skip
        _kept(row, "paper", by, locked, Verb.COMBINATION, digest=stored.sha256, fields=sorted(told))
        return row


def serve(
    *, paper: Paper, how: Service, sent_on: date, given_by: str, by: User, today: date, after_half_past_four: bool = False,
    received_on: date | None = None, receipt: str = "",
) -> PaperServed:  # fmt: skip
    """Put on record that a paper was given, how and when; the day that counts is worked out by the law of this history."""
    if not given_by.strip():
        raise Refused("Proof of service names who gave the paper. Enter it.")
    if max(sent_on, received_on or sent_on) > today:
        raise Refused("The day on which the paper was given lies in the future. Record it when it has been given.")
    if received_on and received_on < sent_on:
        raise Refused("The paper cannot have been received before it was sent. Look at the two days again.")
    if sent_on < paper.dated:
        raise Refused(f"The paper is dated {paper.dated:%d.%m.%Y} and cannot have been given before. Look at the day again.")
    with transaction.atomic():
        locked = _locked(paper.case, by)
        if PaperServed.objects.filter(paper=paper).exists():
            raise Refused(f"{paper.reference} was given already, and that stands. To give it anew, make a new version.")
        latest = locked.papers.filter(kind=paper.kind, about=paper.about).aggregate(Max("version"))["version__max"]
        if paper.version != latest:
            raise Refused(f"There is a newer version of {paper.reference}. Give that one; this one stays on record as it is.")
        history = standing.standing(locked).history
        counted = counts_as_given(history, paper.about, sent_on, how, late=after_half_past_four, received=received_on)
        if counted.on is None:
            raise Refused(
                f"Under the Regulations that govern this case ({counted.under}) no day is deemed for what is sent by {how.value}: it "
                "counts when it is received. Enter the day on which it was received, as the receipt or the officer says."
            )
        row = PaperServed.objects.create(
            paper=paper, how=how.name, sent_on=sent_on, after_half_past_four=after_half_past_four and how is Service.EMAIL,
            counts_on=counted.on, under=f"{counted.under}: {counted.why}"[:120], given_by=given_by.strip()[:200],
            receipt=receipt.strip(), by=by,
        )  # fmt: skip
        _kept(row, "paper served", by, locked, Verb.DISCLOSURE, digest=paper.sha256)
        return row


def hand_out(*, paper: Paper, by: User, purpose: str) -> BinaryIO:
    """The Word file of a paper, verified. It is on record before the first byte leaves."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=paper.case_id)
        require(Access(by), Permission.VIEW, locked)
        journal.record(Verb.EXPORT, by=by, case=locked, what=f"copy of paper {paper.pk}", purpose=purpose, digest=paper.sha256)
        return vault.open_stored(locked, vault.Stored(paper.address, paper.sha256, paper.size))


def put_among_exhibits(*, paper: Paper, by: User, title: str) -> Exhibit:
    """Take a paper that was given into the exhibits, under its own reference, so that a bundle can hold it."""
    served = PaperServed.objects.filter(paper=paper).first()
    if served is None:
        raise Refused("Only a paper that was given goes among the exhibits. Record how it was given first.")
    with vault.open_stored(paper.case, vault.Stored(paper.address, paper.sha256, paper.size)) as stream:
        return exhibits.receive(
            case=paper.case, stream=io.BytesIO(stream.read()), file_name=f"paper-{paper.seq}-{paper.template}",
            maker=paper.made_by.full_name, title=title, by=by, reference=paper.reference, why=f"Paper given on {served.counts_on:%d.%m.%Y}",
        )  # fmt: skip


def answer(*, case: Case, allegation: Key, stance: Stance, account: str, on: date, by: User, today: date) -> AllegationAnswer:
    """Enter what the officer answered to one allegation. What is not entered is not answered; it is never a denial."""
    if on > today:
        raise Refused("The response lies in the future. Enter it when it has been received.")
    with transaction.atomic():
        locked = _locked(case, by)
        if allegation not in standing.standing(locked).history.allegations:
            raise Refused("There is no such allegation in this case. Look at the list of allegations.")
        row = AllegationAnswer.objects.create(case=locked, allegation=allegation, stance=stance.name, account=account.strip(), on=on, by=by)
        _kept(row, "allegation answer", by, locked, Verb.ALTERATION, fields=["stance", "account"])
        return row


def _kept(row: Model, word: str, by: User, case: Case, verb: Verb, **more: Any) -> None:
    row.refresh_from_db()
    journal.record(verb, by=by, case=case, what=f"{word} {row.pk}", seal=seal(row), **more)


def _locked(case: Case, by: User) -> Case:
    locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(Access(by), Permission.TAKE_STEP, locked)
    return locked
