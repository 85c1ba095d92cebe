"""How many reports wait that nobody who receives reports can open, because each of them is named in it. Only the number is told.

Who cannot see a report must not learn of it from this: the number goes to whoever decides who receives reports, without a word of any.
"""

from django.db.models import Q

from custodiet.casework.access import Access
from custodiet.casework.jobs import PERMISSIONS, Permission, permissions
from custodiet.casework.models import Report, ReportMark, User
from custodiet.casework.report_sight import marks_of


def nobody_opens() -> int:
    """The reports that were sent, wait for a decision, and exist for none of their receivers."""
    roles = [role.value for role, allowed in PERMISSIONS.items() if allowed & {Permission.REPORTS, Permission.CONFIDENCE}]
    receivers = [(permissions(user), marks_of(user)) for user in User.objects.filter(role__in=roles, is_active=True)]
    plain = [marks for allowed, marks in receivers if Permission.REPORTS in allowed]
    trusted = [marks for allowed, marks in receivers if {Permission.REPORTS, Permission.CONFIDENCE} <= allowed]
    waiting = Report.objects.filter(sent__isnull=False, outcome=None)
    return _kept_from(waiting.filter(sent__in_confidence=False), plain) + _kept_from(waiting.filter(sent__in_confidence=True), trusted)


def _kept_from(reports, readers: list[list[str]]) -> int:
    """How many of the reports name each of these readers."""
    for marks in readers:
        reports = reports.filter(Q(pk__in=ReportMark.objects.filter(mark__in=marks).values("report")))
    return reports.count()


def told(access: Access) -> int:
    """The number, for whoever sees to it that there is a reader; 0 for everybody else."""
    return nobody_opens() if Permission.WATCH in permissions(access.user) else 0
