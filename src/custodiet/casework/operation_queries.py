"""What the pages about operations show: their terms, who decided what, and how the findings fared, in numbers only."""

from collections import Counter
from datetime import date

from django.db import transaction

from custodiet.casework import sight
from custodiet.casework.access import Access
from custodiet.casework.finding_pages import OperationLine, OperationPage
from custodiet.casework.finding_queries import state_of
from custodiet.casework.jobs import Permission, permissions
from custodiet.casework.models import Decided, Operation, Source, User
from custodiet.casework.queries import consulted, opening


def operations(access: Access, today: date) -> tuple[OperationLine, ...]:
    """The operations whose page this user may open."""
    with transaction.atomic():
        lines = tuple(_operation_line(each, today) for each in sight.operations(access, today).select_related("holder"))
        consulted(access, None, "operations", ["title", "state", "holder"], references=[line.reference for line in lines])
    return lines


def _operation_line(each: Operation, today: date) -> OperationLine:
    return OperationLine(
        reference=each.reference, title=each.title, state=_state_of(each, today), holder=each.holder.full_name, expires_on=each.expires_on
    )


def _state_of(each: Operation, today: date) -> str:
    made = [row.decided for row in each.decisions.all()]
    if made and made[-1] != Decided.AUTHORISED.value:
        return made[-1]
    if each.expires_on < today:
        return "expired"
    return made[-1] if made else "waits to be authorised"


@opening
def operation_row(access: Access, reference: str, today: date) -> Operation:
    """The row itself, for the verbs; a refusal is entered in the ledger."""
    return sight.operation_of(access, reference, today)


@opening
def operation_page(access: Access, reference: str, today: date) -> OperationPage:
    """The operation of that reference: its terms and how its findings fared, in numbers; never a finding."""
    row = sight.operation_of(access, reference, today)
    made = list(row.decisions.select_related("by"))
    # A finding that concerns the reader is in no number: the difference to the queue would tell that there is one.
    hidden = sight.concerning(access, row.findings.all()).values("pk")
    states = Counter(state_of(each) for each in row.findings.exclude(pk__in=hidden).prefetch_related("triage"))
    may = Permission.AUTHORISE in permissions(access.user)
    page = OperationPage(
        line=_operation_line(row, today),
        purpose=row.purpose,
        necessity=row.necessity,
        proportionality=row.proportionality,
        lawful_basis=tuple(sorted(row.lawful_basis.items())),
        not_read=tuple(each.value for each in Source if each.value not in row.lawful_basis),
        asked_by=row.asked_by.full_name,
        asked_at=row.recorded_at,
        readers=tuple(sorted(each.user.full_name for each in row.readers.select_related("user"))),
        decisions=tuple((each.get_decided_display(), each.by.full_name, each.on, each.why) for each in made),
        runs=tuple((each.on, each.recorded_at) for each in row.runs.order_by("-pk")[:10]),
        outcomes=tuple(sorted(states.items())),
        may_decide=may and not made and row.asked_by_id != access.user.pk,
        may_close=may and any(each.decided == Decided.AUTHORISED.value and each.by_id == access.user.pk for each in made),
    )
    consulted(access, None, f"operation {row.reference}", ["terms", "readers", "decisions", "numbers"])
    return page


def readers(access: Access) -> list[User]:
    """Whom an operation may name besides its holder: those whose job works through findings."""
    if Permission.DETECT not in permissions(access.user):
        return []
    others = User.objects.filter(is_active=True).exclude(pk=access.user.pk).order_by("full_name")
    return [user for user in others if Permission.DETECT in permissions(user)]
