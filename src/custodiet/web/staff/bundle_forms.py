"""The forms about bundles: beginning one, what goes in and in which order, what each reader gets, who was given a copy."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from custodiet.casework.actions.bundles import GROUNDS, Chosen
from custodiet.casework.bundle_queries import ItemLine
from custodiet.casework.models import Exhibit, Form
from custodiet.law.vocabulary import Cut
from custodiet.web.forms import GovukDateField, GovukForm

SHEET = "(sheet)"
IN = "IN"
LINE = re.compile(r"(?P<reference>[^:]+?)\s*(?P<sheet>\(sheet\))?\s*(?::\s*(?P<title>.*?)\s*(?P<last>\(sheet\))?)?")


class BundleForm(GovukForm):
    """Beginning a bundle."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=120, help_text=_("Such as “Misconduct hearing”. No name: it stands in every copy.")
    )


class ChooseForm(GovukForm):
    """The exhibits that go in, one on a line, in their order."""

    lines = forms.CharField(
        label=_("What goes in, one exhibit on a line, in this order"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=60_000,
        help_text=_(
            "Behind the colon stands what the index calls it: a name there is seen by every reader. Take out what does not go in. "
            "Write (sheet) behind what cannot be shown on pages, such as a recording: a sheet names the file, which is handed over "
            "beside the bundle."
        ),
    )

    def __init__(self, *args: Any, free: Sequence[Exhibit], **more: Any) -> None:
        self.free = {each.reference.lower(): each for each in free}
        super().__init__(*args, **more)

    def clean_lines(self) -> list[Chosen]:
        """The exhibits; a line that names none is said."""
        found = []
        for line in filter(None, (each.strip() for each in self.cleaned_data["lines"].splitlines())):
            said = LINE.fullmatch(line)
            exhibit = self.free.get(said["reference"].lower()) if said else None
            if exhibit is None or said is None:
                raise ValidationError(
                    _("“%(line)s” names no exhibit that can go in. Begin the line with its reference."), params={"line": line[:60]}
                )
            form = Form.SHEET if said["sheet"] or said["last"] else Form.PAGES
            found.append(Chosen(exhibit, (said["title"] or "")[:200], form))
        return found


class DecideForm(GovukForm):
    """For each item whether that reader gets it, and if not, on which ground and why."""

    def __init__(self, *args: Any, cut: Cut, items: Sequence[ItemLine], decided: dict[int, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [
            ("", _("Not decided")),
            (IN, _("Goes in")),
            *((ground.name, _("Left out: %s") % ground.value) for ground in GROUNDS[cut]),
        ]
        for item in items:
            before = decided.get(item.pk)
            told = {"exhibit": item.exhibit, "title": item.title, "numbers": item.numbers}
            self.fields[f"ground-{item.pk}"] = forms.ChoiceField(
                label=_("%(exhibit)s: %(title)s (%(numbers)s)") % told,
                choices=choices,
                required=False,
                initial=(IN if before.included else before.ground) if before else "",
            )
            self.fields[f"why-{item.pk}"] = forms.CharField(
                label=_("If %s is left out: why does it fall under that ground?") % item.exhibit,
                required=False,
                max_length=1000,
                initial=before.why if before else "",
            )


class GivenForm(GovukForm):
    """Who was given a copy."""

    to = forms.CharField(label=_("Who was given it?"), max_length=200)
    as_what = forms.CharField(
        label=_("As what?"), max_length=200, help_text=_("Officer, representative, chair, member of the panel, adviser.")
    )
    how = forms.CharField(label=_("How?"), max_length=200, help_text=_("By hand, on an encrypted disk, by secure mail."))
    on = GovukDateField(label=_("When?"), what=_("the day on which it was given"))
    shown_to = forms.ChoiceField(
        label=_("On whose own page does it stand?"), required=False, help_text=_("The officer reads it there once they have had notice.")
    )

    def __init__(self, *args: Any, officers: Sequence[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["shown_to"].choices = [("", _("On nobody’s")), *officers]
        if not officers:
            del self.fields["shown_to"]
