"""The reasons of a decision: a finding says why, an outcome goes through its three stages, and neither tells who voted how.

How serious it was (culpability, harm, what aggravates, what mitigates), what the outcome is for, and why it is the least severe
that meets it: College guidance on outcomes; R (O'Connor) v Panel Chair [2025] EWCA Civ 27 quashed a decision with too little of it.
"""

import re

from custodiet.law.matter import Matter
from custodiet.law.rules import standing
from custodiet.law.steps import Key, Step
from custodiet.law.steps.outcome import Found, Imposed, ReportSubmitted
from custodiet.law.vocabulary import Outcome, Severity

STAGES: dict[str, str] = {
    "culpability": "how culpable the officer was",
    "harm": "what harm was done, or could have been",
    "aggravating": "what makes it more serious, or that nothing does",
    "mitigating": "what makes it less serious, or that nothing does",
    "purposes": "which purposes the outcome serves",
    "purpose": "what the outcome must achieve in this case",
    "reason": "why it is the least severe outcome that meets the purpose",
}
"""What the reasons of an outcome are made of, by the fields of the step, in the order in which they are decided."""
SERIOUSNESS, PURPOSE = ("culpability", "harm", "aggravating", "mitigating"), ("purposes", "purpose")
_UNDER = "(College guidance on outcomes in police misconduct proceedings; R (O'Connor) v Panel Chair [2025] EWCA Civ 27)"
_NOT_WEIGHED = (Outcome.CASE_DISMISSED, Outcome.RETURNED_TO_AUTHORITY)
_VOTE = re.compile(
    r"\b(unanimous(?:ly)?|unanimity|dissent(?:s|ed|ing)?|outvoted|by a majority|by majority|majority (?:decision|finding|view|of the panel|of us)"
    r"|minority (?:decision|view|opinion)|(?:two|2)[ -](?:to|against)[ -](?:one|1)|(?:two|one|2|1) of (?:us|the panel))\b",
    re.IGNORECASE,
)


def weighed(matter: Matter, about: Key | None) -> bool:
    """Whether there is an outcome to weigh: something was found, and it is not merely recorded (Sch 1 paras 32, 39)."""
    found = standing.finding(matter, about)
    return found is Severity.GROSS_MISCONDUCT or (found is Severity.MISCONDUCT and not matter.is_former(about))


def lacking(matter: Matter, step: Step) -> str:
    """What whoever decides has left unsaid, as a refusal; "" where nothing is. Asked where the decision is taken, not of old accounts."""
    if isinstance(step, Found) and not step.reason.strip():
        return (
            "A finding says why it was made: what was proved on the balance of probabilities, by which evidence, or that it was admitted "
            "(CR20 41(15)-(16), 43(1); CR12 33, 36). Enter the reason."
        )
    if not isinstance(step, Imposed):
        return ""
    if step.outcome in _NOT_WEIGHED or not weighed(matter, step.about):
        return "" if step.reason.strip() else "The outcome says why it was chosen (CR20 43(1), 63(1); CR12 36, 56). Enter the reason."
    missing = unsaid(step)
    return _sentence(missing) if missing else ""


def half_told(matter: Matter, step: Step) -> str:
    """Why an outcome of which some stages are told and others not cannot stand; "" where all are told, or none (an account of old)."""
    assert isinstance(step, Imposed)
    if step.outcome in _NOT_WEIGHED or not weighed(matter, step.about):
        return ""
    told = [name for name in (*SERIOUSNESS, *PURPOSE) if _said(step, name)]
    return _sentence(missing) if told and (missing := unsaid(step)) else ""


def unsaid(step: Imposed) -> list[str]:
    """The fields of the stages that are empty."""
    return [name for name in STAGES if not _said(step, name)]


def tells_the_vote(matter: Matter, step: Step) -> str:
    """Why the words cannot stand: they say whether the decision was unanimous or by a majority; "" where they do not."""
    if not standing.under_2020(matter, step.about):
        return ""
    for text in _texts(step):
        if found := word_of_the_vote(text):
            return (
                f"The reasons may not tell whether the decision was unanimous or by a majority, and “{found}” does "
                "(CR20 41(17), 61(17)). The decision is the panel's: take the words out, a dissent among them."
            )
    return ""


def word_of_the_vote(text: str) -> str:
    """The words that tell how a panel voted; "" where none do."""
    found = _VOTE.search(text)
    return found.group() if found else ""


def _texts(step: Step) -> tuple[str, ...]:
    if isinstance(step, Found):
        return (step.reason,)
    if isinstance(step, ReportSubmitted):
        return (step.reasons_if_not_dismissed,)
    assert isinstance(step, Imposed)
    told = (step.culpability, step.harm, step.aggravating, step.mitigating, step.purpose, step.reason)
    return (*told, step.exceptional_circumstances)


def _said(step: Imposed, name: str) -> bool:
    value = getattr(step, name)
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def _sentence(missing: list[str]) -> str:
    return (
        f"The reasons of an outcome go through three stages, and these do not say: {'; '.join(STAGES[name] for name in missing)} {_UNDER}. "
        "Say it, and record the outcome again."
    )
