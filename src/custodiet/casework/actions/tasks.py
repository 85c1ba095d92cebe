"""The verbs about tasks: give one, finish one."""

from datetime import date

from django.db import transaction

from custodiet.casework import journal
from custodiet.casework.access import Access, Refused, can, require
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Task, User
from custodiet.ledger.entries import Verb


def add(*, case: Case, owner: User, what: str, by: User, due: date | None = None) -> Task:
    """Give somebody whose job has tasks something to do on the case; a chair would not find it."""
    if not what.strip():
        raise Refused("The task is empty. Write what is to be done.")
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        require(Access(by), Permission.TASK, locked)
        if not can(Access(owner), Permission.TASK, locked):
            raise Refused("That user has no tasks on this case, and would not find it. Choose somebody who works on it.")
        made = Task.objects.create(case=locked, owner=owner, what=what.strip(), due=due)
        journal.record(Verb.COLLECTION, by=by, case=locked, what=f"task {made.pk}", fields=["what", "owner", "due"])
        return made


def finish(*, task: Task, by: User, today: date) -> Task:
    """Say that a task is done; saying it twice changes nothing."""
    with transaction.atomic():
        locked = Case.objects.select_for_update(no_key=True).get(pk=task.case_id)
        require(Access(by), Permission.TASK, locked)
        if Task.objects.filter(pk=task.pk, done=None).update(done=today):
            journal.record(Verb.ALTERATION, by=by, case=locked, what=f"task {task.pk}", fields=["done"])
        task.refresh_from_db()
        return task
