"""What follows by itself when somebody comes to be protected: every earlier paper that breaks it is taken off the public site.

A direction of the chair forbids to publish (CR20 39(3)(c), 59(2)(c)), and what stands on the site is published every time somebody
asks for it: so it goes at once, by whose hand the direction was recorded, whether or not that person may publish. Whoever published it
finds a task. The papers of the case itself are searched deeply, in the transaction of the step; those of other cases at a glance, in
transactions of their own, directly after; every night all of them deeply.
"""

from datetime import date
from functools import partial

from django.db import transaction

from custodiet.casework import journal, recheck
from custodiet.casework.access import Access, can
from custodiet.casework.actions.take_off import take_off
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, CaseStep, PaperOnSite, PublishedOutcome, Role, Task, User
from custodiet.law.powers import british
from custodiet.law.steps import Step
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.proceedings import ReportingRestricted, RestrictionLifted
from custodiet.ledger.entries import Verb

PROTECTING = (ReportingRestricted, AllegationMade)
"""Steps after which more may be protected than before; a sexual offence alleged protects for life (SOA92 s.1)."""
STRUCK = {step.__name__ for step in (*PROTECTING, RestrictionLifted)}
WHY = "It held what may no longer be published (CR20 39(3)(c), 59(2)(c); SOA92 s.1)."
ADDRESS = {PaperOnSite.HEARING.value: "/hearings/{}/", PaperOnSite.OUTCOME.value: "/outcomes/{}/"}


def protects_more(step: Step | None, strikes: CaseStep | None) -> bool:
    """Whether somebody may be protected after this step who was not before; also where a lifting is struck out."""
    return isinstance(step, PROTECTING) or (strikes is not None and strikes.kind in STRUCK)


def recheck_site(case: Case, *, by: User, today: date) -> list[PublishedOutcome]:
    """Take off what breaks what this case protects now. The caller has locked the case, and entered in the ledger what protects."""
    taken = [paper.published for paper in recheck.of_case(case, today) if not paper.clean and _take(case, paper, by, today)]
    transaction.on_commit(partial(_elsewhere, case.pk, by, today))
    return taken


def of_step(row: CaseStep) -> list[PublishedOutcome]:
    """The papers of the case that were taken off because of that step."""
    slugs = row.case.steps.filter(seq__gt=row.seq, recorded_at__gte=row.recorded_at, token__startswith="withdrawn ").values_list("token")
    return list(row.case.published.filter(slug__in=[token.removeprefix("withdrawn ") for (token,) in slugs]).order_by("pk"))


def address_of(paper: PublishedOutcome) -> str:
    """Where it stands, or stood."""
    return ADDRESS[paper.kind].format(paper.slug)


def _elsewhere(case: int, by: User, today: date) -> None:
    """The papers of other cases, each in a transaction of its own: a case is locked before the ledger, and never two at once."""
    for paper in list(recheck.elsewhere(Case.objects.get(pk=case), today)):
        with transaction.atomic():
            _take(Case.objects.select_for_update(no_key=True).get(pk=paper.published.case_id), paper, by, today)


def _take(case: Case, paper: recheck.Paper, by: User, today: date) -> bool:
    """Take it off, and give whoever answers for it a task."""
    published = paper.published
    if not take_off(case, published, by=by, today=today, why=WHY):
        return False
    if owner := _answers_for(case, published):
        words = "{} was taken off the public site: since {} it may not say what it says. Tell whoever got it, and publish what may be said."
        task = Task.objects.create(case=case, owner=owner, what=words.format(address_of(published), british(today)), due=today)
        journal.record(Verb.COLLECTION, by=by, case=case, what=f"task {task.pk}", fields=["what", "owner", "due"])
    return True


def _answers_for(case: Case, paper: PublishedOutcome) -> User | None:
    """Who published it, else who else may publish in this case, else a head of department."""
    granted = User.objects.filter(grants__case=case).order_by("pk")
    heads = User.objects.filter(role=Role.HEAD.value).order_by("pk")
    asked = (paper.approved_by_second, paper.approved_by_first, *granted, *heads)
    return next((user for user in asked if can(Access(user), Permission.PUBLISH, case)), None)
