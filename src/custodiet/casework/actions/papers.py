"""The verbs about papers: make one from the record, say how it was given, hand out its file, take one among the exhibits.

A paper never changes. A new version is a new paper with a new number and day; the one before stays, with its digest.
"""

import io
from datetime import date
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Max, Model

from custodiet.casework import journal, letter_search, safe_ways, standing, vault
from custodiet.casework.access import Access, Refused, require
from custodiet.casework.actions import exhibits
from custodiet.casework.jobs import Permission
from custodiet.casework.kept import keep
from custodiet.casework.models import Case, Exhibit, Paper, PaperServed, Part, User
from custodiet.casework.paper_fields import context, gather, meta
from custodiet.casework.paper_word import file_name, filled, template_of
from custodiet.casework.seals import seal
from custodiet.law.calendar import Service
from custodiet.law.service import Counted, counts_as_given
from custodiet.law.steps import Key
from custodiet.law.vocabulary import Instrument, PaperKind, cite
from custodiet.ledger.entries import Verb


def make(*, case: Case, kind: PaperKind, officer: Key, answers: dict[str, Any], on: date, force: str, by: User) -> Paper:
    """Make a paper from the record as it stands on that day; the first of its kind, or a new version."""
    with transaction.atomic():
        case = locked(case, by)
        seq = case.papers.count() + 1
        before = case.papers.filter(kind=kind.name, about=officer).order_by("version").last()
        version = before.version + 1 if before else 1
        template = template_of(kind)
        told = context(gather(case, kind, officer, on, answers, force), meta(kind, seq, version, before))
        data = filled(template, told, on)
        if kind is PaperKind.OUTCOME_LETTER:
            letter_search.refuse_the_protected(case, officer, data, on)
        stored = keep(case, data, what=f"paper {seq}", by=by)
        row = Paper.objects.create(
            case=case, seq=seq, kind=kind.name, about=officer, version=version, dated=on, fields=answers, template=template.name,
            template_sha256=template.sha256, sha256=stored.sha256, address=stored.address, size=stored.size, made_by=by,
        )  # fmt: skip
        kept(row, "paper", by, case, Verb.COMBINATION, digest=stored.sha256, fields=sorted(told))
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
        case = locked(paper.case, by)
        if PaperServed.objects.filter(paper=paper).exists():
            raise Refused(f"{paper.reference} was given already, and that stands. To give it anew, make a new version.")
        latest = case.papers.filter(kind=paper.kind, about=paper.about).aggregate(Max("version"))["version__max"]
        if paper.version != latest:
            raise Refused(f"There is a newer version of {paper.reference}. Give that one; this one stays on record as it is.")
        counted = _counted(case, paper, sent_on, how, after_half_past_four, received_on, today)
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
        kept(row, "paper served", by, case, Verb.DISCLOSURE, digest=paper.sha256)
        return row


def _counted(case: Case, paper: Paper, sent: date, how: Service, late: bool, received: date | None, today: date) -> Counted:
    """The day that counts: of a paper to the officer by the Conduct Regulations; a letter goes only where it is safe."""
    if paper.kind != PaperKind.OUTCOME_LETTER.name:
        return counts_as_given(standing.standing(case).history, paper.about, sent, how, late=late, received=received)
    to = case.involvements.filter(key=paper.about).exclude(role=Part.OFFICER.value).select_related("person").first()
    if to is None:
        raise Refused("The person to whom the letter goes is not on record in this case. Look at the people of the case.")
    if refusal := safe_ways.why_not(to.person, how, today):
        raise Refused(refusal)
    return Counted(received or sent, cite(Instrument.CMR20, "34"), "a letter to a person who is kept informed, on the day it was done")


def hand_out(*, paper: Paper, by: User, purpose: str) -> BinaryIO:
    """The Word file of a paper, verified. It is on record before the first byte leaves."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=paper.case_id)
        require(Access(by), Permission.VIEW, case)
        journal.record(Verb.EXPORT, by=by, case=case, what=f"copy of paper {paper.pk}", purpose=purpose, digest=paper.sha256)
        return vault.open_stored(case, vault.Stored(paper.address, paper.sha256, paper.size))


def put_among_exhibits(*, paper: Paper, by: User, title: str) -> Exhibit:
    """Take a paper that was given into the exhibits, under its own reference, so that a bundle can hold it."""
    served = PaperServed.objects.filter(paper=paper).first()
    if served is None:
        raise Refused("Only a paper that was given goes among the exhibits. Record how it was given first.")
    with vault.open_stored(paper.case, vault.Stored(paper.address, paper.sha256, paper.size)) as stream:
        return exhibits.receive(
            case=paper.case, stream=io.BytesIO(stream.read()), file_name=f"paper-{paper.seq}-{file_name(PaperKind[paper.kind])}",
            maker=paper.made_by.full_name, title=title, by=by, reference=paper.reference, why=f"Paper given on {served.counts_on:%d.%m.%Y}",
        )  # fmt: skip


def kept(row: Model, word: str, by: User, case: Case | None, verb: Verb, **more: Any) -> None:
    """Enter in the ledger that a row was made, with the seal over what the database stored."""
    row.refresh_from_db()
    journal.record(verb, by=by, case=case, what=f"{word} {row.pk}", seal=seal(row), **more)


def locked(case: Case, by: User, needs: Permission = Permission.PAPERS) -> Case:
    """The case, locked, for somebody who may do that in it."""
    found = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    require(Access(by), needs, found)
    return found
