"""Where whoever signs in changes their own password: the one they have, the new one twice.

A wrong present password counts like one at the sign-in, so whoever sits down at an open session guesses no better than from outside.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.casework.access import Refused
from custodiet.casework.actions import logins
from custodiet.web.forms import GovukForm

LONGEST = 4096
"""As many characters as a password may have: beyond it nobody typed it, and to digest it takes time."""


def _box(label: Any, autocomplete: str, hint: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, help_text=hint, strip=False, max_length=LONGEST, widget=widget)


class PasswordForm(GovukForm):
    """The present password, and the new one twice."""

    present = _box(gettext_lazy("Password you have now"), "current-password")
    new = _box(
        gettext_lazy("New password"),
        "new-password",
        gettext_lazy(
            "At least 12 characters. Three words that have nothing to do with each other are easy to keep in mind and hard to guess."
        ),
    )
    again = _box(gettext_lazy("New password, once more"), "new-password")

    def clean(self) -> dict[str, Any]:
        """The new one was typed twice the same, and is another than the present one."""
        given = super().clean() or {}
        if "new" in given and "again" in given and given["new"] != given["again"]:
            self.add_error("again", _("The two new passwords are not the same. Type the new one once more in both boxes."))
        elif given.get("new") and given["new"] == given.get("present"):
            self.add_error("new", _("That is the password you have. Choose another."))
        return given


def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session under it is over, and this one goes on."""
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _changed(request, form):
        messages.success(request, _("Your password is changed. Wherever else you were signed in, you are not any more."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {
        "heading": _("Change your password"),
        "intro": _("Wherever else you are signed in, you will have to sign in again. The record says that you changed it, not what it is."),
        "form": form,
        "button": _("Change the password"),
        "cancel_url": reverse("worklist"),
    }
    return render(request, "staff/form.html", context)


def _changed(request: HttpRequest, form: PasswordForm) -> bool:
    present, new = form.cleaned_data["present"], form.cleaned_data["new"]
    if authenticate(request, username=request.user.get_username(), password=present) is None:  # counts the failure, and rests after five
        form.add_error(
            "present", _("That is not the password you have now. After five attempts the sign-in rests for a quarter of an hour.")
        )
        return False
    try:
        stands = logins.change_own(user=request.user, present=present, password=new)
    except Refused as refusal:
        form.add_error("new", str(refusal))
        return False
    update_session_auth_hash(request, stands)
    return True
