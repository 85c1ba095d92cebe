"""What the chief officer is told: everything overdue to people and to the IOPC, each line standing until the thing itself is done.

A chief officer opens no case. A line says what is owed, to whom by alias, since when and by whom; nothing else of the case.
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from custodiet.casework import standing
from custodiet.casework.access import Access, overdue_cases
from custodiet.casework.models import Case
from custodiet.casework.promises import IOPC, Kind, Promised, Rises, by_day, holder, of_case, rises
from custodiet.casework.queries import consulted
from custodiet.law.position import position
from custodiet.law.steps.investigation import Referred
from custodiet.law.vocabulary import Office


def overdue(access: Access, today: date) -> tuple[Promised, ...]:
    """What is late in the cases whose overdue lines this user may read, the earliest day first."""
    with transaction.atomic():
        cases = overdue_cases(access).prefetch_related("steps__recorded_by").order_by("pk")
        owed = [each for case in cases for each in (*of_case(case, today), *referrals(case, today))]
        late = [each for each in owed if each.rises is Rises.CHIEF]
        fields = ["reference", "alias", "duties", "owner"]
        consulted(access, None, "overdue promises", fields, references=sorted({each.reference for each in late}))
    return by_day(late)


def referrals(case: Case, today: date) -> Iterator[Promised]:
    """The referrals of that case that are owed to the IOPC and were not made yet."""
    history = standing.of_rows(sorted(case.steps.all(), key=lambda row: row.seq)).history
    for duty in position(history.until(today), today).open_duties:
        if Referred in duty.met_by and duty.due is not None:
            authority = holder(case, Office.APPROPRIATE_AUTHORITY)
            yield Promised(
                kind=Kind.REFERRAL, reference=case.reference, title=case.title, what=duty.what, whom=IOPC, key="", due=duty.due,
                owner=authority, decider=authority, under=duty.under.text, rises=rises(duty.due, today),
            )  # fmt: skip
