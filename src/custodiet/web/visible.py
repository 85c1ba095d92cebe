"""What may not be typed into a form: characters that nobody sees, but that change how a text reads or what finds it."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from custodiet.web.sentences import in_sentence, opening

TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: with them a name or a number reads backwards, and a note says another thing."""
BREAKS = "\n\r\t"


class Visible:
    """A validator. A line holds nothing unseen; a `long` text may, as pasted letters do, but not only, and no TURNING."""

    def __init__(self, label: str, *, long: bool) -> None:
        self.label, self.long = label, long

    def __call__(self, text: str) -> None:
        """Refuse the text with a sentence that names the field and the character."""
        unseen = [letter for letter in text if _unseen(letter)]
        wrong = [letter for letter in unseen if not self.long or letter in TURNING or unicodedata.category(letter) != "Cf"]
        if not wrong and len(unseen) + sum(map(str.isspace, text)) == len(text):
            wrong = unseen
        if wrong:
            message = _(
                "%(what)s holds a character that cannot be seen (U+%(code)s), so it would not be found, or would read as another text. "
                "Type it afresh, or paste it as plain text"
            )
            what = _("the answer") if self.label.endswith("?") else in_sentence(self.label)
            raise ValidationError(message, code="unseen", params={"what": opening(what), "code": f"{ord(wrong[0]):04X}"})


def _unseen(letter: str) -> bool:
    return letter not in BREAKS and unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn")
