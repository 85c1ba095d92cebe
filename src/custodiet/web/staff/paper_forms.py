"""The forms about papers: what no record holds, how a paper was given, and what the officer answered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.paper_fields import ASKED, OPTIONAL
from custodiet.casework.paper_queries import UNANSWERED, AnswerLine, PointLine
from custodiet.law.calendar import Service
from custodiet.law.vocabulary import PaperKind, ResponsePart, Stance, StandardOfProfessionalBehaviour
from custodiet.web.forms import GovukDateField, GovukForm, Radios

WORDS = {
    "conditions": _("What may the officer not do: premises, uniform, warrant card, accounts, vehicles, whom not to contact?"),
    "welfare": _("Whom may the officer turn to: liaison officer, staff association, occupational health?"),
    "delegated": _("Was anything delegated, and to whom (CR20 26)?"),
    "presenting": _("Does the Director General present the case (CR20 24)? Say so in a sentence."),
    "joint": _("Are the proceedings joint (CR20 25)? Say with whom, in a sentence."),
    "start": _("At what time does it begin?"),
    "appeal": _("Before whom may the officer appeal, how, and until when?"),
    "exemptions": _("Is anything known that bears on whether the entry is published: security, a trial, harm to somebody (BL17 10)?"),
    "not_dismissed": _("If gross misconduct was found and the officer was not dismissed: why not (CR20 43(1)(e))?"),
    "follows": _("What happens now? Say what is done so that it does not happen again, by whom and by when."),
    "review_how": _("Where the person may ask for a review: how, and at which address, number or page?"),
    "apology": _("Is there something to apologise for? Say what was done wrong, and that it is regretted."),
    "contact": _("Whom can the person talk to, how, and when? Name somebody who is no colleague of the officer."),
    "reported_before": _("Was the person reported before under section 88I, and when?"),
}


class MakeForm(GovukForm):
    """What a paper says that no record holds."""

    def __init__(self, *args: Any, kind: PaperKind, allegations: Sequence[AnswerLine], **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ASKED[kind]:
            self.fields[name] = forms.CharField(
                label=WORDS[name], required=name not in OPTIONAL, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
            )
        if kind is PaperKind.NOTICE_OF_INVESTIGATION:
            for each in allegations:
                self.fields[f"standards-{each.key}"] = forms.MultipleChoiceField(
                    label=_("Below which Standards is it said to fall? “%s”") % each.conduct[:120],
                    choices=[(standard.value, standard.value) for standard in StandardOfProfessionalBehaviour],
                    widget=forms.CheckboxSelectMultiple,
                )

    def answers(self) -> dict[str, Any]:
        """What was entered, without what was left empty."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class ServeForm(GovukForm):
    """How a paper was given."""

    how = forms.ChoiceField(label=_("How was it given?"), choices=[(how.name, how.value.capitalize()) for how in Service], widget=Radios)
    sent_on = GovukDateField(label=_("On which day was it sent or handed over?"), what=_("the day"))
    after_half_past_four = forms.BooleanField(label=_("It was an e-mail sent at 16:30 or later"), required=False)
    received_on = GovukDateField(
        label=_("Where the Regulations deem no day: when was it received?"), what=_("the day it was received"), required=False
    )
    given_by = forms.CharField(label=_("Who gave it?"), max_length=200)
    receipt = forms.CharField(
        label=_("What proves it: a signed receipt, a number of delivery, a refusal to sign?"), required=False, max_length=1000
    )


class ServeLetterForm(ServeForm):
    """How a letter was given to somebody who complained: there is no police friend, and no hour after which an e-mail counts later."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["after_half_past_four"]
        ways = [(how.name, how.value.capitalize()) for how in Service if how is not Service.POLICE_FRIEND]
        self.fields["how"] = forms.ChoiceField(label=_("How was it given?"), choices=ways, widget=Radios)
        self.fields["received_on"].label = _("When was it received, where that is known?")


class EditedForm(GovukForm):
    """A report as it was edited in Word."""

    file = forms.FileField(label=_("The Word file, as you edited it"))


class BarredCheckForm(GovukForm):
    """The public list and the applicants, each as a table in a file."""

    list = forms.FileField(
        label=_("The public barred list (CSV)"),
        help_text=_("As the College gives it: name, force, rank, reason, date. The first line names the columns."),
    )
    applicants = forms.FileField(
        label=_("The applicants (CSV)"),
        help_text=_("Reference, name (or forenames and surname), also known as, former forces; several with a semicolon."),
    )


HINTS = {
    ResponsePart.OBJECTIONS: _("To a person named to the officer, with the grounds. Record it as a step as well: it has a clock."),
    ResponsePart.DISPUTED: _("One document on a line, each with the reason."),
    ResponsePart.RELIED_ON: _("One document on a line."),
    ResponsePart.WITNESSES: _("One witness on a line: the name, and what the witness can say."),
}


class AnswersForm(GovukForm):
    """An officer's response: what is answered to each allegation, then what is said beside. What is left is not answered, and no denial."""

    def __init__(self, *args: Any, allegations: Sequence[AnswerLine], points: Sequence[PointLine] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"] = GovukDateField(label=_("When was the response received?"), what=_("the day it was received"))
        told = {(point.part, point.allegation): point.text for point in points}
        for number, each in enumerate(allegations, 1):
            self._ask_about(number, each, told.get((ResponsePart.MITIGATION, each.key), ""))
        for part in ResponsePart:
            if part not in (ResponsePart.MITIGATION, ResponsePart.MESSAGE):  # messages are the officer’s own
                self.fields[f"part-{part.name}"] = _words(part.capitalised, told.get((part, ""), ""), HINTS.get(part, ""))

    def _ask_about(self, number: int, each: AnswerLine, mitigation: str) -> None:
        said = {stance.value: stance.name for stance in Stance}
        self.fields[f"stance-{each.key}"] = forms.ChoiceField(
            label=_("Allegation %(number)d: %(conduct)s") % {"number": number, "conduct": each.conduct[:200]},
            choices=[("", UNANSWERED.capitalize()), *((stance.name, stance.capitalised) for stance in Stance)],
            widget=Radios,
            required=False,
            initial=said.get(each.stance, ""),
        )
        self.fields[f"account-{each.key}"] = _words(_("The officer’s account of allegation %d") % number, each.account)
        self.fields[f"mitigation-{each.key}"] = _words(_("Mitigation of allegation %d") % number, mitigation)


def _words(label: Any, before: str, hint: Any = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=False, max_length=10_000, widget=area, initial=before, help_text=hint)
