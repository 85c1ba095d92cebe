"""Fields and widgets of our own: the date in three boxes, yes or no, a number with its unit, choices with hints.

Whatever a person may type wrongly is answered with one sentence that says what to enter, and marks the box it means.
"""

import calendar
import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dateformat
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from custodiet.law.codec import EARLIEST, LATEST
from custodiet.web.sentences import in_sentence, opening

PARTS = ("day", "month", "year")
EXAMPLE = "14 3 2022"


class DateInput(forms.MultiWidget):
    """Day, month and year, each in its own box: nobody has to guess a format, and no calendar has to be operated."""

    template_name = "govuk/date_input.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, birthday: bool = False) -> None:
        self.birthday = birthday
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: datetime.date | None) -> list[Any]:
        """The three boxes of a date."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add to each box its label, its width and, where the mistake lies in it, its mark."""
        attrs = dict(attrs or {})
        wrong = attrs.pop("wrong_parts", ())
        context = super().get_context(name, value, attrs)
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        for part, box in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            width = "4" if part == "year" else "2"
            mark = " govuk-input--error" if part in wrong else ""
            box["label"] = labels[part]
            box["attrs"] = {
                "class": f"govuk-input govuk-date-input__input govuk-input--width-{width}{mark}",
                "inputmode": "numeric",
                "autocomplete": f"bday-{part}" if self.birthday else "off",
                "disabled": attrs.get("disabled", False),
            }
            if attrs.get("id"):
                box["attrs"]["id"] = f"{attrs['id']}_{part}"
            if part in wrong:
                box["attrs"]["aria-invalid"] = "true"
        return context


class GovukDateField(forms.Field):
    """A date written in three boxes.

    `what` names the date inside a sentence ("the day the notice was given"). `earliest` and `latest` bound it; a
    form may set them on its own copy of the field. `latest_is_today` says so in the sentence.
    """

    widget = DateInput

    def __init__(
        self,
        *,
        what: str = "",
        earliest: datetime.date | None = None,
        latest: datetime.date | None = None,
        latest_is_today: bool = False,
        **kwargs: Any,
    ) -> None:
        self.what, self.earliest, self.latest, self.latest_is_today = what, earliest, latest, latest_is_today
        self.missing = kwargs.get("error_messages", {}).get("required", "")
        kwargs.setdefault("help_text", format_lazy("{} {}", gettext_lazy("For example,"), EXAMPLE))
        super().__init__(**kwargs)

    def name_in_sentence(self) -> str:
        """How a sentence names the date: `what`, or the label with its article."""
        return str(self.what) or in_sentence(str(self.label or _("date")))

    def to_python(self, value: Any) -> datetime.date | None:
        """The date the boxes hold; None where all are empty."""
        if isinstance(value, datetime.date):
            return value
        texts = dict(zip(PARTS, [str(text or "").strip() for text in value or ["", "", ""]], strict=True))
        missing = [part for part in PARTS if not texts[part]]
        if len(missing) == len(PARTS):
            return None
        if missing:
            needs = _and([{"day": _("a day"), "month": _("a month"), "year": _("a year")}[part] for part in missing])
            raise self.wrong(_("%(what)s must include %(needs)s"), missing, needs=needs)
        return self.real_date(texts)

    def real_date(self, texts: Mapping[str, str]) -> datetime.date:
        """The date of three texts, or what is wrong with which of them."""
        read = {
            "day": _number(texts["day"], 1, 31),
            "month": _month(texts["month"]),
            "year": _number(texts["year"], EARLIEST.year, LATEST.year) if len(texts["year"]) == 4 else 0,
        }
        wrong = [part for part in PARTS if not read[part]]
        if wrong:
            fit = {
                "day": _("a day from 1 to 31"),
                "month": _("a month from 1 to 12"),
                "year": _("a year of four figures, such as 2022"),
            }
            raise self.wrong(_("%(what)s must have %(needs)s"), wrong, needs=_and([fit[part] for part in wrong]))
        last = calendar.monthrange(read["year"], read["month"])[1]
        if read["day"] > last:
            message = _("%(what)s must be a real date: %(month)s %(year)s has only %(last)s days")
            raise self.wrong(message, ["day"], month=MONTHS[read["month"]], year=read["year"], last=last)
        return datetime.date(**read)

    def validate(self, value: datetime.date | None) -> None:
        """Refuse an empty box where a date must stand, and a date outside the bounds."""
        if value is None:
            if self.required:
                message = self.missing or _("Enter %(what)s, for example %(example)s")
                params = {"what": self.name_in_sentence(), "example": EXAMPLE, "parts": PARTS}
                raise ValidationError(message, code="required", params=params)
            return
        if self.earliest and value < self.earliest:
            raise self.wrong(_("%(what)s must be on or after %(bound)s"), PARTS, bound=_british(self.earliest))
        if self.latest and value > self.latest:
            if self.latest_is_today:
                raise self.wrong(_("%(what)s must be today or in the past"), PARTS)
            raise self.wrong(_("%(what)s must be on or before %(bound)s"), PARTS, bound=_british(self.latest))

    def wrong(self, message: str, parts: Any, **params: Any) -> ValidationError:
        """A sentence about this date that marks `parts`."""
        what = self.name_in_sentence()
        return ValidationError(message, code="date", params={"what": opening(what), "parts": parts, **params})


class NumberInput(forms.TextInput):
    """A number with its unit before or behind it: "£", "days". A text box, so that a mouse wheel cannot change it."""

    template_name = "govuk/number.html"

    def __init__(self, attrs: dict[str, Any] | None = None, prefix: str = "", suffix: str = "", width: int = 5) -> None:
        self.prefix, self.suffix = prefix, suffix
        super().__init__({"inputmode": "numeric", "class": f"govuk-input--width-{width}", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The box, with what stands before and behind it."""
        return {**super().get_context(name, value, attrs), "prefix": self.prefix, "suffix": self.suffix}


class _Hinted:
    """Choices that may each carry a sentence of their own: `hints={"gross": "So serious that …"}`."""

    def __init__(self, *args: Any, hints: Mapping[Any, str] | None = None, inline: bool = False, **kwargs: Any) -> None:
        self.hints, self.inline = dict(hints or {}), inline
        super().__init__(*args, **kwargs)

    def get_context(self, *args: Any) -> dict[str, Any]:
        """The choices, in one line or below each other."""
        return {**super().get_context(*args), "inline": self.inline}  # type: ignore[misc]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One choice with its hint."""
        option = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(getattr(value, "value", value), "")
        return option


class Radios(_Hinted, forms.RadioSelect):
    """One of several, all in sight."""


class Checkboxes(_Hinted, forms.CheckboxSelectMultiple):
    """Any of several, all in sight."""


class YesNoField(forms.TypedChoiceField):
    """A question answered yes or no; nothing is chosen beforehand, so that an answer is an answer.

    `statement` is what yes says ("the officer has been told"); it makes the sentence for an empty answer.
    """

    def __init__(self, *, statement: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("choices", [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))])
        kwargs.setdefault("widget", Radios(inline=True))
        if statement:
            required = format_lazy("{} {}", gettext_lazy("Select yes if"), statement)
            kwargs["error_messages"] = {"required": required, **kwargs.get("error_messages", {})}
        super().__init__(coerce=lambda answer: answer == "yes", empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The choice that stands for True or False."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _number(text: str, least: int, most: int) -> int:
    """The number that is written, or 0 where none is or it lies outside."""
    written = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0
    return written if least <= written <= most else 0


def _month(text: str) -> int:
    """A month by its number or its name, English or the reader's: "3", "March", "mar"; else 0."""
    word = text.lower().rstrip(".")
    for number in range(1, 13):
        local = (str(MONTHS[number]).lower(), str(MONTHS_3[number]).lower())
        if word in (*local, calendar.month_name[number].lower(), calendar.month_abbr[number].lower()):
            return number
    return _number(text, 1, 12)


def _and(phrases: list[str]) -> str:
    """ "a day", "a day and a month", "a day, a month and a year"."""
    if len(phrases) == 1:
        return phrases[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(phrases[:-1]), "last": phrases[-1]}


def _british(day: datetime.date) -> str:
    return dateformat.format(day, "j F Y")
