"""Who sees an operation and what it found: the only door to those rows, asked with the day it is asked on.

A finding opens to whoever is named in its authorised, unexpired operation, and to nobody whom it concerns. After the last
day an operation opens to nobody but its authoriser, who closes it. What may not be seen answers like what does not exist.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from custodiet.casework.access import Access, NotThere
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import (
    Conflict,
    Decided,
    DetectedFinding,
    Involvement,
    OfficerProfile,
    Operation,
    OperationDecision,
    OperationReader,
)


def open_operations(today: date) -> QuerySet[Operation]:
    """The operations under which something may be looked for and looked at on that day."""
    return Operation.objects.filter(Exists(_decision(Decided.AUTHORISED)), ~Exists(_decision(Decided.CLOSED)), expires_on__gte=today)


def operations(access: Access, today: date) -> QuerySet[Operation]:
    """The operations whose page this user may open on that day.

    Those who are named in it or asked for it see it until its last day; who may authorise sees what waits for a decision, and
    what they decided themselves until it is closed.
    """
    allowed, user = permissions(access.user), access.user
    seen = Q(pk__in=[])
    if Permission.DETECT in allowed:
        named = OperationReader.objects.filter(operation=OuterRef("pk"), user=user)
        seen |= Q(Exists(named) | Q(asked_by=user), expires_on__gte=today) & ~Q(Exists(_decision(Decided.CLOSED)))
    if Permission.AUTHORISE in allowed:
        waiting = ~Q(Exists(OperationDecision.objects.filter(operation=OuterRef("pk"))))
        mine = OperationDecision.objects.filter(operation=OuterRef("pk"), by=user, decided=Decided.AUTHORISED.value)
        seen |= waiting & Q(expires_on__gte=today) | Q(Exists(mine)) & ~Q(Exists(_decision(Decided.CLOSED)))
    return Operation.objects.filter(seen)


def findings(access: Access, today: date) -> QuerySet[DetectedFinding]:
    """The findings this user may see on that day."""
    if Permission.DETECT not in permissions(access.user):
        return DetectedFinding.objects.none()
    named = OperationReader.objects.filter(operation=OuterRef("operation"), user=access.user)
    rows = DetectedFinding.objects.filter(Exists(named), operation__in=open_operations(today).values("pk"))
    return rows.filter(*[~Exists(each) for each in _concerned(access)])


def concerning(access: Access, rows: QuerySet[DetectedFinding]) -> QuerySet[DetectedFinding]:
    """Those of the rows that concern this user, and so are kept from them whatever they are named in."""
    own, with_person, with_case = (Exists(each) for each in _concerned(access))
    return rows.filter(Q(own) | Q(with_person) | Q(with_case))


def operation_of(access: Access, reference: str, today: date) -> Operation:
    """The operation of that reference, or `NotThere`."""
    found = operations(access, today).filter(reference=reference).first() if reference.isprintable() else None
    if found is None:
        raise NotThere
    return found


def finding_of(access: Access, reference: str, today: date) -> DetectedFinding:
    """The finding of that reference, or `NotThere`."""
    rows = findings(access, today).select_related("operation")
    found = rows.filter(reference=reference).first() if reference.isprintable() else None
    if found is None:
        raise NotThere
    return found


def _decision(decided: Decided) -> QuerySet[OperationDecision]:
    return OperationDecision.objects.filter(operation=OuterRef("pk"), decided=decided.value)


def _concerned(access: Access) -> list[QuerySet]:
    """Of a finding: that its officer is the user, or somebody with whom the user has a conflict, alone or through a case."""
    user = access.user
    number = {"collar_number__iexact": OuterRef("officer")}
    own = OfficerProfile.objects.filter(**number, person=user.person_id) if user.person_id else OfficerProfile.objects.none()
    with_person = Conflict.objects.standing().filter(user=user, person__officer__collar_number__iexact=OuterRef("officer"))
    conflicts = Conflict.objects.standing().filter(user=user).exclude(case=None).values("case")
    with_case = Involvement.objects.filter(case__in=conflicts, person__officer__collar_number__iexact=OuterRef("officer"))
    return [own, with_person, with_case]
