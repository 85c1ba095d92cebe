"""The verbs about what is published: write the draft of a hearing notice, store bytes that two people approved, withdraw them.

What is put on the site, and what is taken off, is a step in the record of the case, in the same transaction: so the duty to publish is
met, or owed again, from that very moment.
"""

import hmac
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction

from custodiet.casework import journal, on_site, recheck
from custodiet.casework.access import Access, Refused, can, require
from custodiet.casework.actions.append import record_fact
from custodiet.casework.actions.take_off import take_off
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, NoticeDraft, PaperOnSite, PublishedOutcome, User
from custodiet.casework.seals import seal
from custodiet.law.position import NotOpen
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.outcome import Found, Imposed, ReportPublished, ReportSubmitted
from custodiet.law.steps.proceedings import PublicNoticePublished
from custodiet.law.vocabulary import Office, Protected
from custodiet.ledger.entries import Verb
from custodiet.publication.gate import fingerprint

STEPS = {PaperOnSite.HEARING: PublicNoticePublished, PaperOnSite.OUTCOME: ReportPublished}
"""The step that publishing each kind of paper is, in the record of the case."""
WORDS_OF = tuple(step.__name__ for step in (AllegationMade, Found, Imposed, ReportSubmitted))
"""The steps whose words a notice quotes."""
ON_SITE_ALREADY = "This outcome is on the public site already. Withdraw it first, and approve the new one then."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What stands beside the bytes: of which kind the paper is, about whom, what it kept back, and until when it is shown.

    `listed` is public: what the lists of the site say of it. `draft` is what a notice of a hearing was made from, `version` that of the
    case when the checks were made: what was recorded since, a direction perhaps, they did not see.
    """

    kind: PaperOnSite = PaperOnSite.OUTCOME
    about: str = ""
    alias: str = ""
    named: bool = False
    withheld: tuple[Protected, ...] = ()
    listed: dict[str, Any] = field(default_factory=dict)
    dated: date | None = None
    last_day: date | None = None
    may_be_kept: bool = False
    draft: NoticeDraft | None = None
    version: int | None = None

    def columns(self) -> dict[str, Any]:
        """The same as the table has it."""
        return {
            "kind": self.kind.value, "about": self.about, "alias": self.alias, "named": self.named, "listed": self.listed,
            "withheld": [term.value for term in self.withheld], "dated": self.dated, "last_day": self.last_day,
            "may_be_kept": self.may_be_kept,
        }  # fmt: skip


def write(*, case: Case, about: str, content: dict[str, Any], by: User) -> NoticeDraft:
    """Keep a draft of a notice of a hearing. Whoever wrote it does not approve it."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        require(Access(by), Permission.COMPOSE, locked)
        made = NoticeDraft.objects.create(case=locked, about=about, content=content, author=by)
        journal.record(Verb.COLLECTION, by=by, case=locked, what=f"notice draft {made.pk}", fields=sorted(content), seal=seal(made))
        return made


def store(
    *,
    case: Case,
    body: bytes,
    digest: str,
    approved_by: tuple[User, User],
    by: User,
    today: date,
    title: str = "",
    told: Told | None = None,
    pdf: bytes = b"",
) -> PublishedOutcome:
    """Store the bytes that the public site serves. `digest` is the fingerprint of page and PDF that the two people approved.

    Of a paper about an officer the step is recorded with it, or nothing is stored; the same bytes sent twice are stored once.
    """
    first, second = approved_by
    told = told or Told()
    if first.pk == second.pk:
        raise Refused("The same person approved twice. Two different people approve what is published; ask another.")
    if not hmac.compare_digest(fingerprint(body, pdf), digest):
        raise Refused("These are not the bytes that were approved: their digest differs. Have them approved again.")
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        require(Access(by), Permission.PUBLISH, locked)
        if _wrote(locked) & {first.pk, second.pk}:
            raise Refused(
                "Whoever wrote the words of an allegation, a finding or an outcome does not approve them. Two others must read and approve "
                "the notice."
            )
        if told.draft and told.draft.author_id in (first.pk, second.pk):
            raise Refused("Whoever wrote the notice does not approve it. Two others must read and approve it.")
        if told.draft and told.draft.is_published:
            raise Refused("This notice was published already. Withdraw it first, or write it anew.")
        if not all(can(Access(user), Permission.VIEW, locked) for user in approved_by):
            raise Refused("Somebody who approved this does not work on the case. Ask two people who do.")
        if there := _on_site(locked, told, today):
            if (bytes(there.body), bytes(there.pdf)) == (body, pdf):
                return there
            _make_room(locked, there, by, today)
        if told.version not in (None, locked.version):
            raise Refused("Something was recorded in this case while the notice was being approved. Read it again, as it is now.")
        made = PublishedOutcome.objects.create(
            case=locked, body=body, digest=sha256(body).hexdigest(), pdf=pdf, title=title,
            pdf_digest=sha256(pdf).hexdigest() if pdf else "", approved_by_first=first, approved_by_second=second, **told.columns(),
        )  # fmt: skip
        journal.record(
            Verb.PUBLICATION, by=by, case=locked, what=f"published {made.slug}", digest=digest,
            approved_by=[first.pk, second.pk], last_day=told.last_day.isoformat() if told.last_day else "",
        )  # fmt: skip
        if told.about:
            _record(locked, made, told, by, today)
        return made


def _on_site(case: Case, told: Told, today: date) -> PublishedOutcome | None:
    """The paper of that kind about that officer whose period runs."""
    running = case.published.filter(kind=told.kind.value, about=told.about, withdrawn_at=None).order_by("-pk") if told.about else ()
    return next((each for each in running if on_site.state(each, today, archive=False).served), None)


def _make_room(case: Case, there: PublishedOutcome, by: User, today: date) -> None:
    """A new notice of a hearing takes the place of the one before; an outcome is withdrawn by somebody who says so."""
    if there.kind == PaperOnSite.OUTCOME.value:
        raise Refused(ON_SITE_ALREADY)
    take_off(case, there, by=by, today=today, why="A new notice takes its place.")


def _record(case: Case, made: PublishedOutcome, told: Told, by: User, today: date) -> None:
    """The step, for the authority; and a last search, which no direction recorded meanwhile in any case can have escaped."""
    step = STEPS[told.kind](on=today, about=told.about)
    try:
        record_fact(case, step, by=by, office=Office.APPROPRIATE_AUTHORITY, token=f"published {made.slug}", today=today)
    except NotOpen as refusal:
        raise Refused(str(refusal)) from None
    if not all(paper.clean for paper in recheck.of_case(case, today) if paper.published.pk == made.pk):
        raise Refused("The notice holds somebody or something that came to be protected meanwhile. Read it again, as it is now.")


def _wrote(case: Case) -> set[int]:
    """The authors of what a notice says in free words."""
    return set(case.steps.filter(kind__in=WORDS_OF, struck_by=None).values_list("recorded_by", flat=True))


def withdraw(*, published: PublishedOutcome, by: User, today: date, why: str = "") -> None:
    """Take something published off the public site; its bytes stay in the records, and what was owed is owed again."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=published.case_id)
        require(Access(by), Permission.PUBLISH, locked)
        take_off(locked, published, by=by, today=today, why=why)
