"""Taking a report at the door: whoever is signed in begins it here, and goes on with the pages of the public form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from custodiet.casework.actions import report_door
from custodiet.web.portal.report import keep


def door(request: HttpRequest) -> HttpResponse:
    """What it is for and what goes with it; sent, the report is begun, and its code is shown."""
    if request.method == "POST":
        keep(request, *report_door.begin(by=request.user))
        return redirect("portal-code")
    return render(request, "staff/door.html")
