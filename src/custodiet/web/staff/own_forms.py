"""The forms of an officer's own page: the statement, the reply, an objection, an answer to a finding, whom they let in.

Every box for words is named so that what stands in it comes back when the session ended meanwhile (`web.gate`).
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from custodiet.casework.actions.concerned import LONGEST, Answer
from custodiet.casework.models import random
from custodiet.casework.own_offers import INVESTIGATOR
from custodiet.casework.own_pages import Answered
from custodiet.law.vocabulary import ResponsePart, Stance
from custodiet.web.forms import GovukForm, Radios
from custodiet.web.staff.forms import token_field

BESIDE = (ResponsePart.LAW, ResponsePart.DISPUTED, ResponsePart.RELIED_ON, ResponsePart.WITNESSES)
HINTS = {
    ResponsePart.DISPUTED: _("One document on a line, each with the reason."),
    ResponsePart.RELIED_ON: _("One document on a line."),
    ResponsePart.WITNESSES: _("One witness on a line: the name, and what the witness can say."),
}


def words(label: Any, *, rows: int = 4, before: str = "", hint: Any = "", required: bool = True) -> forms.CharField:
    """A box for words."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=LONGEST, widget=area, initial=before, help_text=hint)


class TokenForm(GovukForm):
    """A form that counts once, however often it is sent."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.add("token", token_field())
        self.fields["token"].initial = random.token()


class StatementForm(TokenForm):
    """The statement to the investigator."""

    def __init__(self, *args: Any, before: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.add("words", words(_("Your statement"), rows=12, before=before))


class MessageForm(TokenForm):
    """A message to the appropriate authority, beside any answer."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.add("words", words(_("Your message"), rows=8))


class ReplyForm(TokenForm):
    """The reply to the notice of referral: each allegation, then what is said beside. What is left is not answered, and no denial."""

    def __init__(self, *args: Any, allegations: Sequence[Answered], before: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.allegations = allegations
        for number, each in enumerate(allegations, 1):
            self.add(f"stance-{each.key}", forms.ChoiceField(
                label=_("Allegation %(number)d: %(conduct)s") % {"number": number, "conduct": each.conduct[:400]},
                choices=[(stance.name, stance.capitalised) for stance in Stance], widget=Radios, required=False, initial=each.stance,
            ))  # fmt: skip
            self.add(
                f"words-account-{each.key}",
                words(
                    _("Your account of allegation %d") % number,
                    before=each.account,
                    required=False,
                    hint=_("Where you dispute it: what happened."),
                ),
            )
            self.add(f"words-mitigation-{each.key}", words(
                _("What speaks for you on allegation %d") % number, before=each.mitigation, required=False,
                hint=_("Mitigation. It admits nothing."),
            ))  # fmt: skip
        for part in BESIDE:
            self.add(
                f"words-{part.name}", words(part.capitalised, before=before.get(part.name, ""), hint=HINTS.get(part, ""), required=False)
            )

    def answers(self) -> dict[str, Answer]:
        """What is said to each allegation."""
        given, found = self.cleaned_data, {}
        for each in self.allegations:
            stance = given[f"stance-{each.key}"]
            account, mitigation = given[f"words-account-{each.key}"], given[f"words-mitigation-{each.key}"]
            found[each.key] = Answer(Stance[stance] if stance else None, account, mitigation)
        return found

    def beside(self) -> dict[ResponsePart, str]:
        """What is said beside."""
        return {part: self.cleaned_data[f"words-{part.name}"] for part in BESIDE}

    def as_words(self) -> str:
        """All that was written, for a reply that comes when none is open any more."""
        said = [
            f"{self.fields[name].label}\n{Stance[text].capitalised if name.startswith('stance-') else text.strip()}"
            for name, text in self.cleaned_data.items()
            if name.startswith(("stance-", "words-")) and text.strip()
        ]
        return "\n\n".join(said)

    def clean(self) -> dict[str, Any]:
        """An account goes with an answer: words alone would leave open what is said of the allegation."""
        given = super().clean() or self.cleaned_data
        for each in self.allegations:
            if given.get(f"words-account-{each.key}") and not given.get(f"stance-{each.key}"):
                self.add_error(f"stance-{each.key}", _("Say whether you accept it, so that your account is read as you mean it"))
        return given


class ObjectForm(TokenForm):
    """An objection to somebody who decides."""

    def __init__(self, *args: Any, whom: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.add(
            "whom", forms.ChoiceField(label=_("To whom do you object?"), widget=Radios, choices=[(each, said_of(each)) for each in whom])
        )
        self.add("words", words(_("On what grounds?"), rows=6))

    def as_words(self) -> str:
        """All that was written, for an objection that comes when none is open any more."""
        return f"{said_of(self.cleaned_data['whom'])}\n{self.cleaned_data['words']}"


def said_of(whom: str) -> Any:
    """How somebody who may be objected to is called in the form."""
    return _("The investigator") if whom == INVESTIGATOR else f"{whom[:1].upper()}{whom[1:]}"


class FindingForm(TokenForm):
    """An answer to a finding of detection."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.add(
            "words",
            words(
                _("What is wrong with it, or what explains it?"),
                rows=6,
                hint=_("Name the task, the call or the duty, and the day, if you can."),
            ),
        )


class LetInForm(GovukForm):
    """Whom the officer lets in."""

    username = forms.CharField(
        label=_("With which name does that person sign in?"), max_length=150, help_text=_("Ask them. No list is shown here.")
    )
    sure = forms.BooleanField(label=_("I agree that this person reads everything on the page of this matter, until I take it back"))
