"""The form about a report from outside: what becomes of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import ReportEnd
from custodiet.law.vocabulary import MatterKind
from custodiet.web.forms import GovukForm, Radios, Section
from custodiet.web.staff.forms import terms, token_field

ENDS = (
    (ReportEnd.CASE.value, _("Open a case from it")),
    (ReportEnd.JOINED.value, _("Make it part of a case that there is")),
    (ReportEnd.NOT_OURS.value, _("Answer that it is not for this force")),
)


class ReportEndForm(GovukForm):
    """What becomes of a report, and why."""

    sections = (
        Section(_("What becomes of it"), ("end", "why")),
        Section(_("If a case is opened"), ("kind", "title", "restricted")),
        Section(_("If it becomes part of a case"), ("reference",)),
        Section(_("If it is not for this force"), ("told",)),
    )
    end = forms.ChoiceField(label=_("What becomes of it?"), choices=ENDS, widget=Radios)
    why = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)
    kind = forms.ChoiceField(
        label=_("What kind of matter is it?"), choices=terms(MatterKind), widget=Radios, required=False,
        help_text=_("A complaint by somebody who is not serving here; a conduct matter where no complaint was made, as by a colleague."),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Neutral title of the case"), max_length=120, required=False, help_text=_("No name and no allegation: it stands in lists."),
    )  # fmt: skip
    restricted = forms.BooleanField(label=_("Restricted: known only to those who hold a place in the case"), required=False)
    reference = forms.CharField(label=_("Reference of the case"), max_length=12, required=False)
    told = forms.CharField(
        label=_("What whoever sent it is told"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, required=False,
        help_text=_("In plain words: why not, and who else can help. They read it under their code."),
    )  # fmt: skip
    token = token_field(most=60)

    def clean(self) -> dict[str, Any]:
        """Each end needs its own answers."""
        given = super().clean() or self.cleaned_data
        needs = {
            ReportEnd.CASE.value: (("kind", _("Select what kind of matter it is")), ("title", _("Enter a neutral title of the case"))),
            ReportEnd.JOINED.value: (("reference", _("Enter the reference of the case")),),
            ReportEnd.NOT_OURS.value: (("told", _("Write what whoever sent it is told")),),
        }
        for field, sentence in needs.get(given.get("end", ""), ()):
            if not given.get(field) and field not in self.errors:
                self.add_error(field, sentence)
        return given
