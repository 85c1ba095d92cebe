"""How every form looks and speaks: the renderer Django is told of, the base class of our forms, the summary of errors.

`GovukRenderer` draws any Django form in the GOV.UK manner (`FORM_RENDERER` in the settings). `GovukForm` adds
sentences: "Enter the reason for the decision" in place of "This field is required.". A form may set

    page_heading = "reason"   that field's label is the heading of the page (one question on a page)
    sections = (Section(…),)  a long form in parts, each under its heading

and an input may carry `attrs={"autocomplete": "email"}` where it asks people for their own details (WCAG 1.3.5).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.utils import pretty_name
from django.utils.functional import cached_property

from custodiet.web.fields import (
    PARTS,
    Checkboxes,
    DateInput,
    GovukDateField,
    NumberInput,
    Radios,
    YesNoField,
)
from custodiet.web.sentences import speak
from custodiet.web.visible import Visible

__all__ = [
    "Checkboxes",
    "DateInput",
    "GovukDateField",
    "GovukForm",
    "GovukRenderer",
    "NumberInput",
    "Radios",
    "Section",
    "YesNoField",
    "problems",
]

HERE = Path(__file__).resolve().parent

# The class of each kind of widget; the first that fits. Choices and dates bring their classes in their templates.
CLASSES = (
    (forms.HiddenInput, ""),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.PasswordInput, "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (forms.widgets.Input, "govuk-input"),  # text, e-mail, telephone, number: whatever has one line
)


class GovukBoundField(BoundField):
    """A field of a form, with what its template needs to know."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes, with our classes; without `required`, because the server says it better."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":  # Django's own default
            built["rows"] = 5
        if isinstance(widget, DateInput):
            built["wrong_parts"] = self.wrong_parts
        if widget.use_fieldset:
            built.pop("aria-invalid", None)  # the fieldset is described by the error; a single radio has none
            return built
        for kind, names in CLASSES:
            if isinstance(widget, kind):
                mark = f" {names.split()[0]}--error" if names.startswith("govuk-") and self.shows_error_border else ""
                own = widget.attrs.get("class", "")
                if classes := f"{names}{mark} {own}".strip():
                    built["class"] = classes
                break
        return built

    @property
    def shows_error_border(self) -> bool:
        """A box with a mistake gets a red border; a tick box does not."""
        return bool(self.errors) and not isinstance(self.field.widget, forms.CheckboxInput)

    @cached_property
    def wrong_parts(self) -> tuple[str, ...]:
        """Which of the three boxes of a date are wrong: those the error names, else all."""
        data = self.form.errors.get(self.name)
        if not data:
            return ()
        return tuple((data.as_data()[0].params or {}).get("parts", PARTS))

    @property
    def target(self) -> str:
        """The id the error summary leads to: the box itself, the first wrong box of a date, the first choice."""
        if isinstance(self.field.widget, DateInput):
            return f"{self.auto_id}_{(self.wrong_parts or PARTS)[0]}"
        return f"{self.auto_id}_0" if self.use_fieldset else self.auto_id

    @property
    def is_checkbox(self) -> bool:
        """A single tick box, whose label stands behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_optional(self) -> bool:
        """Whether the label says "(optional)": not of what only some answers need, which the form names in `needed_with_some`."""
        needed = self.field.required or self.name in getattr(self.form, "needed_with_some", ())
        return not (needed or self.field.disabled or self.is_checkbox)

    @property
    def is_page_heading(self) -> bool:
        """Whether the label is the heading of the page."""
        return getattr(self.form, "page_heading", "") == self.name


class GovukRenderer(DjangoTemplates):
    """Draws forms, fields and widgets from our templates."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    formset_template_name = "govuk/formset.html"
    bound_field_class = GovukBoundField

    @cached_property
    def engine(self) -> Any:
        """Our templates first, Django's own behind them."""
        return self.backend(
            {
                "APP_DIRS": True,
                "DIRS": [HERE / "templates", Path(forms.__file__).parent / "templates"],
                "NAME": "govukforms",
                "OPTIONS": {},
            }
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a long form: its heading, the names of its fields, and a box around it where it must not be overlooked."""

    heading: str
    names: tuple[str, ...]
    intro: str = ""
    boxed: bool = False


class GovukForm(forms.Form):
    """A form whose sentences say what to enter."""

    use_required_attribute = False
    page_heading = ""
    sections: ClassVar[tuple[Section, ...]] = ()
    sentences: ClassVar[Mapping[str, Any]] = {}

    def parts(self) -> list[tuple[Section, list[BoundField]]]:
        """The sections with their fields; a field that no section names would be lost, so that is an error of ours."""
        named = [name for section in self.sections for name in section.names]
        if unnamed := [field.name for field in self.visible_fields() if self.sections and field.name not in named]:
            raise LookupError(f"No section of {type(self).__name__} names: {', '.join(unnamed)}")
        return [(section, [self[name] for name in section.names]) for section in self.sections]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        if self.sections:  # the summary of errors follows the order on the page
            kwargs.setdefault("field_order", [name for section in self.sections for name in section.names])
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _prepare(name, field, self.sentences)

    def add(self, name: str, field: forms.Field) -> None:
        """One field more, made when the form is; it speaks, and refuses what cannot be seen, like those of the class."""
        _prepare(name, field, self.sentences)
        self.fields[name] = field


def _prepare(name: str, field: forms.Field, said: Mapping[str, Any]) -> None:
    if field.label is None:
        field.label = pretty_name(name)
    speak(field, str(field.label), said)
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs.pop("maxlength", None)  # a browser would cut off a pasted text and say nothing; the form says it
    if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput):
        field.validators.append(Visible(str(field.label), long=isinstance(field.widget, forms.Textarea)))


def problems(form: forms.BaseForm | forms.BaseFormSet) -> list[dict[str, str]]:
    """What is wrong with a form, in the order of its fields: sentences, and the address of the place each means."""
    if isinstance(form, forms.BaseFormSet):
        whole = [{"text": text, "href": ""} for text in form.non_form_errors()]
        return whole + [problem for each in form for problem in problems(each)]
    first = next((field for field in form if not field.is_hidden), None)
    found = [{"text": text, "href": f"#{first.target}" if isinstance(first, GovukBoundField) else ""} for text in form.non_field_errors()]
    for field in form:
        href = "" if field.is_hidden or not isinstance(field, GovukBoundField) else f"#{field.target}"
        found += [{"text": text, "href": href} for text in field.errors]
    return found
