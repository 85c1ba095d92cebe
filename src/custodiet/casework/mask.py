"""The mask over a finding: until somebody lifts it with a reason, numbers that lead to the two people stand nowhere on a page."""

import re
from dataclasses import dataclass
from typing import Any

from custodiet.casework.models import DetectedFinding, TriageOutcome

_NUMBERED = re.compile(r"\b(incident|case|task) (?:(?! \([TF]\d+\)).)+?(?=\)? \([TF]\d+\))")
_TASK = re.compile(r"\btask \(task [^()]*\)")
"""A record's number in the sentence of an explanation, which whoever can look it up would be led by."""


@dataclass(frozen=True, slots=True)
class Mask:
    """The pseudonyms of one finding. `lifted`: the numbers of the force's systems stand beside them."""

    officer: str
    person: str
    officer_number: str
    person_number: str
    lifted: bool

    @property
    def title(self) -> str:
        """Whom the finding is about."""
        if self.lifted:
            return f"Officer {self.officer_number} and person {self.person_number}"
        return f"Officer {self.officer} and person {self.person}"

    def text(self, words: str) -> str:
        """The words as they may be shown."""
        if self.lifted:
            return words
        plain = _NUMBERED.sub(r"\1 whose number is withheld", _TASK.sub("task whose number is withheld", words))
        for number, alias in ((self.officer_number, f"officer {self.officer}"), (self.person_number, f"person {self.person}")):
            plain = re.sub(rf"(?<![\w-]){re.escape(number)}(?![\w-])", alias, plain, flags=re.IGNORECASE)
        return plain

    def source(self, origin: dict[str, Any]) -> str:
        """The file a row stands in: its name may say whose telephone it is, so under the mask the beginning of its digest stands for it."""
        return str(origin["source_id"]) if self.lifted else f"file {str(origin['sha256'])[:8]}"


def mask_of(finding: DetectedFinding) -> Mask:
    """The mask as it lies over that finding now."""
    wanted = {"officer": f"officer:{finding.officer}", "person": f"person:{finding.person}"}
    letters = dict(finding.operation.pseudonyms.filter(subject__in=wanted.values()).values_list("subject", "letters"))
    return Mask(
        officer=letters[wanted["officer"]],
        person=letters[wanted["person"]],
        officer_number=finding.officer,
        person_number=finding.person,
        lifted=any(row.outcome == TriageOutcome.UNMASKED.value for row in finding.triage.all()),
    )
