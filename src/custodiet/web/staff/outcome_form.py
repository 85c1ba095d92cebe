"""The form on which an outcome is decided: it goes through the three stages, and lays out what the law opens and what it does not.

First the findings, then how serious it was, what the outcome is for, and the least severe outcome that meets it. What is not open
stands below with its provision; sent all the same, the law refuses it.
"""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from custodiet.casework.jobs import HELD_BY_GRANT
from custodiet.law.position import possible_matters
from custodiet.law.rules import outcome_reasons
from custodiet.law.steps import Key
from custodiet.law.steps.outcome import Found, Imposed
from custodiet.web.forms import Section
from custodiet.web.staff.frame import Frame
from custodiet.web.staff.step_form import StepForm

HERE = {office.value for office in HELD_BY_GRANT}
"""The offices that decide inside the force; what the others decided is recorded as it came."""
SAY = {
    "culpability": lazy("Say how culpable the officer was"),
    "harm": lazy("Say what harm was done, or could have been"),
    "aggravating": lazy("Say what makes it more serious, or that nothing does"),
    "mitigating": lazy("Say what makes it less serious, or that nothing does"),
    "purposes": lazy("Choose at least one purpose"),
    "purpose": lazy("Say what the outcome must achieve in this case"),
    "reason": lazy("Say why it is the least severe outcome that meets the purpose"),
}
"""What to do where a stage was left empty, by the fields of the step."""


class OutcomeForm(StepForm):
    """The form of `Imposed`. `weighed`: something was found that an outcome must answer, so that every stage is told."""

    weighed: ClassVar[bool] = True
    sections: ClassVar[tuple[Section, ...]] = ()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        named = {name for section in self.sections for name in section.names}
        first = [name for name in self.fields if name not in named and not self.fields[name].widget.is_hidden]
        self.sections = (Section(_("Whom it concerns, when, and in which office"), tuple(first)), *self.sections)  # type: ignore[misc]
        self.order_fields([name for section in self.sections for name in section.names])
        if self.weighed and {value for value, _label in self.fields["office"].choices} <= HERE:  # type: ignore[attr-defined]
            for name, sentence in SAY.items():
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = sentence

    def clean(self) -> dict[str, Any]:
        """Every stage is told by whoever decides here; what a tribunal decided is recorded as it came."""
        given = super().clean()
        if self.weighed and given.get("office") in HERE:
            for name, sentence in SAY.items():
                if name not in self.errors and not given.get(name):
                    self.add_error(name, sentence)
        return given


def stages() -> tuple[Section, ...]:
    """The parts of the form, in the order in which they are decided."""
    return (
        Section(
            _("Stage 1: how serious is it?"), outcome_reasons.SERIOUSNESS,
            _("Seriousness is culpability and harm, with what aggravates and what mitigates. Say each by itself."),
        ),
        Section(
            _("Stage 2: what is the outcome for?"), outcome_reasons.PURPOSE,
            _("An outcome protects the public and the standing of the police. It is no punishment."),
        ),
        Section(
            _("Stage 3: the least severe outcome that meets that purpose"),
            ("outcome", "reason", "months", "exceptional_circumstances", "several_incidents", "authority_views_on_rank", "notified_on"),
            _("How the panel voted is told nowhere: neither here nor in the report (CR20 41(17), 61(17))."),
        ),
    )  # fmt: skip


def form_base(seen: Frame, about: Key) -> type[OutcomeForm]:
    """The form for that officer, or for whoever is chosen on it."""
    matters = possible_matters(seen.history.until(seen.position.today), seen.position.today)
    concerned = [about] if about else list(seen.history.officers)
    weighed = all(outcome_reasons.weighed(matter, officer) for matter in matters for officer in concerned)
    return type("OutcomeForm", (OutcomeForm,), {"sections": stages(), "weighed": weighed})


def beside(seen: Frame, about: Key, reference: str) -> dict[str, Any]:
    """What stands above the form: each allegation with its finding, and the outcomes that are not open, with why."""
    concerned = [about] if about else list(seen.history.officers)
    closed = [
        option for option in seen.position.options
        if option.step is Imposed and not option and option.value and option.about in concerned and set(option.by) & HELD_BY_GRANT
    ]  # fmt: skip
    return {
        "findings": [_finding(seen, key, reference) for officer in concerned for key in seen.history.allegations_of(officer)],
        "closed": [{"what": option.value.capitalised, "why": option.refused} for option in closed if option.value],
    }


def only_open(form: StepForm, seen: Frame, about: Key) -> None:
    """Offer the outcomes that are open; one that is not, sent all the same, still reaches the law and its reason."""
    open_ones = {o.value.value for o in seen.position.options if o.step is Imposed and o and o.value and about in ("", o.about)}
    field = form.fields["outcome"]
    if open_ones and isinstance(field, forms.ChoiceField):
        field.widget.choices = [choice for choice in field.choices if choice[0] in open_ones]


def _finding(seen: Frame, key: Key, reference: str) -> dict[str, Any]:
    found = seen.history.latest(Found, key)
    words = ""
    if found:
        words = found.level.capitalised + (f" ({'; '.join(found.breaches)})" if found.breaches else "")
    return {
        "allegation": seen.names.of(key),
        "found": words,
        "reason": found.reason if found else "",
        "admitted": bool(found and found.admitted),
        "url": "" if found else f"{reverse('step', args=[reference, Found.__name__])}?about={key}",
    }
