"""What a form says when something is missing or wrong: one sentence that names the thing and says what to do.

`speak` gives a Django field our sentences wherever nobody has chosen other ones for it.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

# Labels that begin so already name something; others get an article.
DETERMINERS = {
    "the",
    "a",
    "an",
    "your",
    "their",
    "what",
    "when",
    "where",
    "who",
    "why",
    "how",
    "any",
    "every",
    "another",
    "number",
}


def in_sentence(label: str) -> str:
    """A label as a sentence names it: "Reason for the decision" becomes "the reason for the decision"."""
    first = label.partition(" ")[0]
    keeps_its_capital = len(first) > 1 and not first[1:].islower()  # IOPC, PC
    plain = label if keeps_its_capital else label[:1].lower() + label[1:]
    return plain if first.lower() in DETERMINERS else _("the %s") % plain


def opening(phrase: str) -> str:
    """The phrase as a sentence begins with it."""
    return phrase[:1].upper() + phrase[1:]


def speak(field: forms.Field, label: str, instead: Mapping[str, Any] | None = None) -> None:
    """Put our sentences in place of Django's, where no other was chosen for this very field; `instead` has a form's own, by code."""
    for code, sentence in {**sentences(field, label), **(instead or {})}.items():
        if _is_djangos(field, code):
            field.error_messages[code] = sentence


def sentences(field: forms.Field, label: str) -> dict[str, str]:
    """Our sentences for a field, by the code of the error. Validators fill in %(limit_value)s and %(show_value)s."""
    what = in_sentence(label).replace("%", "%%")
    named = _("the answer") if label.endswith("?") else what
    said = {"required": missing(field, label, what)}
    if isinstance(field, forms.FileField):
        return said  # its other sentences are Django's: they speak of the file that was sent
    said |= {
        "max_length": _("%s must have %%(limit_value)s characters or fewer; it has %%(show_value)s now") % opening(named),
        "min_length": _("%s must have %%(limit_value)s characters or more; it has %%(show_value)s now") % opening(named),
        "min_value": _("%s must be %%(limit_value)s or more") % opening(named),
        "max_value": _("%s must be %%(limit_value)s or less") % opening(named),
    }
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        said["invalid_choice"] = _("Select one of the answers that are offered for %s") % named
    elif isinstance(field, forms.EmailField):
        said["invalid"] = _("Enter an email address such as name@example.org")
    elif isinstance(field, forms.DecimalField | forms.FloatField):
        said["invalid"] = _("%s must be a number, such as 12.5") % opening(named)
    elif isinstance(field, forms.IntegerField):
        said["invalid"] = _("%s must be a whole number, such as 12") % opening(named)
    return said


def missing(field: forms.Field, label: str, what: str) -> str:
    """What to do about an empty field."""
    if label.endswith("?"):
        return _("Answer the question: %s") % label
    if isinstance(field, forms.BooleanField):
        return _("Tick the box to confirm: %s") % label
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return _("Select %s") % what
    if isinstance(field, forms.FileField):
        return _("Choose a file for %s") % what
    return _("Enter %s") % what


def _is_djangos(field: forms.Field, code: str) -> bool:
    chosen = field.error_messages.get(code)
    if chosen is None:
        return True
    defaults = [kind.__dict__.get("default_error_messages", {}).get(code) for kind in type(field).__mro__]
    return chosen in [each for each in defaults if each is not None]
