"""When the sign-in rests: after a few failures for one name from one address, after many from one address or for one name.

A police station is one address to the outside, so a few slips there may rest nobody but the name that was mistyped. The
slower limits stand against whoever tries many names from one address, or one name from many addresses.
"""

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest


class Lockout(AxesDatabaseHandler):
    """Counts the failures of the last quarter of an hour; a success forgets those of its own name and address only."""

    def get_failures(self, request: HttpRequest, credentials: dict | None = None) -> int:
        """The failures of name and address together; beyond the slower limit at least as many as the limit itself."""
        together = int(super().get_failures(request, credentials))
        name = get_client_username(request, credentials)
        alone = max(_sum(request, ip_address=request.axes_ip_address), _sum(request, username=name) if name else 0)
        return max(together, settings.AXES_FAILURE_LIMIT) if alone >= settings.SIGN_IN_SLOWER_LIMIT else together


def _sum(request: HttpRequest, **whose: str) -> int:
    recent = AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request), **whose)
    return recent.aggregate(total=Sum("failures_since_start"))["total"] or 0
