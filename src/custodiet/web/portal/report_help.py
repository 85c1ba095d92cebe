"""The last question of a report, about support, and the form of the code."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from custodiet.web.forms import Checkboxes, Radios
from custodiet.web.portal.report_forms import Forgiving, PageForm


class HelpForm(PageForm):
    """Support: whether it is wanted, and from whom."""

    heading = _("Help for you")
    support = forms.ChoiceField(
        label=_("Would you like someone to support you?"), required=False, widget=Radios,
        choices=[
            ("yes", _("Yes, please ask one of those below to reach me")), ("self", _("I will contact them myself")),
            ("no", _("No, thank you")),
        ],
    )  # fmt: skip
    chosen = forms.MultipleChoiceField(label=_("Who should it be?"), required=False, widget=Checkboxes)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(each["name"], each["shown"]) for each in supporters()]
        self.fields["chosen"].widget.hints = {each["name"]: each["about"] for each in supporters()}

    def clean(self) -> dict[str, Any]:
        """Whoever shall be asked must be chosen."""
        given = super().clean() or self.cleaned_data
        if given.get("support") == "yes" and not given.get("chosen") and "chosen" not in self.errors:
            self.add_error("chosen", _("Choose who should reach you"))
        return given


NATIONAL = (
    {"name": "Victim Support", "shown": _("Victim Support"), "about": _("Free help for anyone, whoever did it."), "phone": "0808 168 9111"},
    {
        "name": "Refuge",
        "shown": "Refuge",
        "about": _("Help for women and children who are hurt at home, day and night."),
        "phone": "0808 2000 247",
    },
    {"name": "Live Fear Free", "shown": _("Live Fear Free"), "about": _("Help in Wales, day and night."), "phone": "0808 80 10 800"},
    {
        "name": "Rape Crisis",
        "shown": "Rape Crisis",
        "about": _("Help after rape or sexual abuse, day and night."),
        "phone": "0808 500 2222",
    },
)


def supporters() -> list[dict[str, Any]]:
    """Who gives support: those that the force names (policy.toml, `[[portal.support]]`), else some that help everywhere."""
    chosen = settings.POLICY.get("portal", {}).get("support", [])
    named = [
        {"name": str(each["name"]), "shown": str(each["name"]), "about": str(each.get("about", "")), "phone": str(each.get("phone", ""))}
        for each in chosen
        if each.get("name")
    ]
    return named or [dict(each) for each in NATIONAL]


class CodeForm(Forgiving):
    """The code with which a report is opened again."""

    page_heading = "code"
    code = forms.CharField(
        label=_("What is your code?"), max_length=60, help_text=_("It has 20 letters and numbers. Spaces and dashes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={"required": _("Write the code that we gave you"), "max_length": _("A code is shorter. Look at it again.")},
    )  # fmt: skip
