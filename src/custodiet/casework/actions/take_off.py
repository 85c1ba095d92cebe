"""Taking a paper off the public site: the row, the entry in the ledger that says whether it is gone, and the step in the record."""

from contextlib import suppress
from datetime import date

from django.utils import timezone

from custodiet.casework import journal, recheck
from custodiet.casework.actions.append import record_fact
from custodiet.casework.models import Case, PaperOnSite, PublishedOutcome, User
from custodiet.law.position import NotOpen
from custodiet.law.steps.outcome import ReportWithdrawn
from custodiet.law.steps.proceedings import PublicNoticeWithdrawn
from custodiet.law.vocabulary import Office
from custodiet.ledger.entries import Verb


def take_off(case: Case, paper: PublishedOutcome, *, by: User, today: date, why: str) -> bool:
    """Take it off; False where it was off already. The caller has locked the case and asked whether `by` may."""
    if not PublishedOutcome.objects.filter(pk=paper.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        return False
    gone = recheck.gone(paper, today)
    journal.record(Verb.WITHDRAWAL, by=by, case=case, what=f"published {paper.slug}", why=why, gone=gone)
    kind = PublicNoticeWithdrawn if paper.kind == PaperOnSite.HEARING.value else ReportWithdrawn
    if paper.about:
        with suppress(NotOpen):  # a paper whose publication was struck from the record is taken off all the same
            step = kind(on=today, about=paper.about, reason=why)
            record_fact(case, step, by=by, office=Office.APPROPRIATE_AUTHORITY, token=f"withdrawn {paper.slug}", today=today)
    return True
