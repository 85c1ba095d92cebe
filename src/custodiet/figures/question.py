"""What many forces are asked at once: which table of their returns answers it, which of its rows and columns, and in which words."""

from collections.abc import Mapping
from dataclasses import dataclass

from custodiet.figures.measures import abuse
from custodiet.figures.measures.ends import DISMISSED, VETTING
from custodiet.law.vocabulary import HowFound, Outcome

INSIDE = {"complaint": "came to light by a complaint", "internal": "were found by the force itself", "from outside": "came from outside"}
EACH_WAY = {
    HowFound.COMPLAINT.value: "came to light by a complaint", HowFound.COLLEAGUE.value: "by a colleague",
    HowFound.PROACTIVE_AUDIT.value: "by an audit of the force's own", HowFound.OTHER_FORCE.value: "by another force",
    HowFound.VETTING.value: "by vetting", HowFound.COURT_OR_PROSECUTOR.value: "by a court or prosecutor",
    HowFound.OTHER.value: "in another way",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `measure` is the table of outcomes, with the rows that answer; `left_measure` that of those who went first.

    `found` gives, for each column of the table, the words for how those dismissed were found. Empty `left` means every row.
    """

    key: str
    title: str
    words: str
    measure: str
    gone: tuple[str, ...]
    would: tuple[str, ...]
    left_measure: str
    left: tuple[str, ...]
    found: Mapping[str, str]


ALL_DISMISSED = Question(
    key="all", title="Dismissed, whatever for", words="dismissed", measure="outcomes", gone=(*DISMISSED, VETTING),
    would=(Outcome.WOULD_HAVE_BEEN_DISMISSED.value,), left_measure="left-first", left=(), found=INSIDE,
)  # fmt: skip
FOR_ABUSE = Question(
    key="abuse", title="Dismissed for abuse of position", words="dismissed for abuse of position for a sexual or emotional purpose",
    measure="abuse-ends", gone=(abuse.GONE,), would=(abuse.FIRST_AND_WOULD, abuse.WOULD), left_measure="abuse-ends",
    left=(abuse.FIRST_AND_WOULD, abuse.FIRST), found=EACH_WAY,
)  # fmt: skip
QUESTIONS = (FOR_ABUSE, ALL_DISMISSED)
BY_KEY = {question.key: question for question in QUESTIONS}
