"""The forms of overseers and of the answer to them: drawing a sample, judging a case, recommending, answering, checking a checkpoint."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.models import Answered, Overseer, Verdict, random
from custodiet.law.vocabulary import MatterKind, Stage
from custodiet.web.context import ROOMS
from custodiet.web.forms import GovukDateField, GovukForm, Radios
from custodiet.web.staff.forms import seen_field, terms

ANY = ("", _("Any"))
SCREENS = [(name, text) for name, text, _needs in ROOMS]
"""The rooms of the house on which something may show that it is done."""


class SampleForm(GovukForm):
    """Drawing cases."""

    question = forms.CharField(
        label=_("What is each case asked?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
        help_text=_("For example: Was the complainant told of progress every 28 days?"),
    )  # fmt: skip
    asked = forms.IntegerField(label=_("How many cases?"), min_value=1, max_value=100)
    kind = forms.ChoiceField(label=_("Of which kind?"), required=False, choices=[ANY, *terms(MatterKind)])
    stage = forms.ChoiceField(label=_("At which stage?"), required=False, choices=[ANY, *terms(Stage)])
    seed = forms.CharField(
        label=_("Seed"), required=False, max_length=40,
        help_text=_("Whoever knows it can make the same draw. This one is random; put another in its place if you like."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seed"].initial = random.token()  # on the form, so that what is sent twice is one draw


class JudgementForm(GovukForm):
    """What is found of a case."""

    verdict = forms.ChoiceField(label=_("Is it met?"), widget=Radios, choices=terms(Verdict))
    words = forms.CharField(
        label=_("What does that rest on?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000,
        help_text=_("Write what you saw, and where. It is never altered; a later judgement stands beside it."),
    )  # fmt: skip
    seen = seen_field()


class RecommendationForm(GovukForm):
    """Recommending something to the force."""

    body = forms.ChoiceField(label=_("For which body do you recommend it?"), widget=Radios, choices=terms(Overseer))
    text = forms.CharField(
        label=_("What do you recommend?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000,
        help_text=_("Name nobody: the chief officer reads this without opening any case."),
    )  # fmt: skip
    due = GovukDateField(label=_("By which day is it to be done?"), what=_("the day by which it is to be done"))


class AnswerForm(GovukForm):
    """The force's answer."""

    answer = forms.ChoiceField(label=_("What is your answer?"), widget=Radios)
    words = forms.CharField(
        label=_("Why, or by what is it proved?"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000,
        help_text=_("Give reasons for accepting or refusing it. If it is done, say what was done and what proves it. Name nobody."),
    )  # fmt: skip
    screen = forms.ChoiceField(label=_("On which page does it show?"), required=False, choices=[("", _("None")), *SCREENS])
    seen = seen_field()

    def __init__(self, *args: Any, accepted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closed = Answered.ACCEPTED if accepted else Answered.DONE
        self.fields["answer"].choices = [(each.value, each.capitalised) for each in Answered if each is not closed]


class CheckForm(GovukForm):
    """A checkpoint that somebody kept outside."""

    note = forms.CharField(
        label=_("A checkpoint that you kept"), required=False, widget=forms.Textarea(attrs={"rows": 6}), max_length=5000,
        help_text=_("Paste the whole file. Left empty, only those in the list are checked."),
    )  # fmt: skip
