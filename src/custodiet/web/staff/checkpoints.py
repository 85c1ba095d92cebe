"""The ledger's checkpoints: taking one, carrying it away, and whether today's ledger continues it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from custodiet.casework import checkpoints as kept
from custodiet.casework.actions.oversight import take_checkpoint
from custodiet.casework.checkpoints import Checked
from custodiet.casework.models import LedgerCheckpoint
from custodiet.casework.signing import verifier
from custodiet.web.staff.oversight import page
from custodiet.web.staff.oversight_forms import CheckForm
from custodiet.web.templatetags.house import moment


def checkpoints(request: HttpRequest) -> HttpResponse:
    """The checkpoints that were taken; sent, the form checks the ledger against each of them and against one that was kept outside."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    found: dict[int | None, Checked] = {}
    if request.method == "POST" and form.is_valid():
        # What a browser sends has other line ends than the file, and has lost the last of them.
        note = form.cleaned_data["note"].replace("\r\n", "\n").strip()
        found = {each.number: each for each in kept.check(request.access, f"{note}\n" if note else "")}
    rows = kept.taken(request.access)
    return page(
        request,
        "checkpoints",
        heading=_("Checkpoints of the ledger"),
        form=form,
        form_heading=_("Does the ledger still continue them?"),
        button=_("Check the ledger"),
        take_url=reverse("take-checkpoint"),
        brought=found.get(None),
        intro=_(
            "A checkpoint says how many entries the ledger had and what they were, under the signature of this installation. Take one away "
            "and keep it: if an entry from before is ever altered or taken out, the ledger no longer continues it."
        ),
        facts=[
            {"key": _("Key that signs"), "value": str(verifier())},
            {
                "key": _("How far that goes"),
                "value": _("The check here is made by this program. Have the key by another way, and see the manual for checking outside."),
            },
        ],
        tables=[
            {
                "caption": _("Checkpoints taken"),
                "empty": _("None has been taken yet."),
                "head": [_("Entries"), _("Taken"), _("File"), _("The ledger of today")],
                "rows": [_row(row, found.get(row.pk)) for row in rows],
            }
        ],
    )


def _row(row: LedgerCheckpoint, checked: Checked | None) -> list[Any]:
    url = reverse("checkpoint", args=[row.pk])
    said: dict[str, Any] = {"text": _("not checked")}
    if checked is not None:
        said = {"text": _("continues it"), "tag": _("holds"), "colour": "green"} if checked.holds else {
            "text": checked.words, "tag": _("does not hold"), "colour": "red"}  # fmt: skip
    return [
        {"text": f"{row.size:,}", "header": True},
        {"text": row.by.full_name, "note": moment(row.recorded_at)},
        {"text": _("Download checkpoint %d") % row.pk, "url": url},
        said,
    ]


def take(request: HttpRequest) -> HttpResponse:
    """Take a checkpoint."""
    take_checkpoint(by=request.user)
    messages.success(request, _("Taken. Download it and keep it outside."))
    return redirect("checkpoints")


def checkpoint(request: HttpRequest, number: int) -> HttpResponse:
    """The file of one."""
    row = kept.checkpoint_of(request.access, number)
    response = HttpResponse(row.note, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="checkpoint-{row.size}.txt"'
    return response
