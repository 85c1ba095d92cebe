"""What was decided, as a force would say it: in a sentence about the officer, and in the few words of a table."""

from custodiet.law.vocabulary import Outcome
from custodiet.publication.notices import Notice, OutcomeNotice
from custodiet.publication.render import words_of_day

DECIDED: dict[Outcome, str] = {
    Outcome.NO_ACTION: "no action was taken against {who}",
    Outcome.REFLECTIVE_PRACTICE: "{who} was referred to the reflective practice review process",
    Outcome.MANAGEMENT_ADVICE: "{who} was given management advice",
    Outcome.WRITTEN_WARNING: "{who} was given a written warning",
    Outcome.FINAL_WRITTEN_WARNING: "{who} was given a final written warning",
    Outcome.EXTENSION_OF_FINAL_WRITTEN_WARNING: "the final written warning of {who} was extended",
    Outcome.REDUCTION_IN_RANK: "{who} was reduced in rank",
    Outcome.DISMISSAL_WITH_NOTICE: "{who} was dismissed with notice",
    Outcome.DISMISSAL_WITHOUT_NOTICE: "{who} was dismissed without notice",
    Outcome.WOULD_HAVE_BEEN_DISMISSED: "{who} would have been dismissed if still serving",
    Outcome.CASE_DISMISSED: "the case against {who} was dismissed",
    Outcome.RETURNED_TO_AUTHORITY: "the case of {who} was returned to the appropriate authority",
}
"""The sentence for each outcome; `{who}` is the officer."""


def told(notice: Notice, who: str) -> tuple[str, ...]:
    """The result in sentences, without their full stops; nothing of a hearing that is to come. `who` is the officer, however introduced."""
    if not isinstance(notice, OutcomeNotice):
        return ()
    said = DECIDED[notice.outcome].format(who=who).removesuffix(",")
    until = f"The warning is in force until {words_of_day(notice.warning_ends)}" if notice.warning_ends else ""
    listed = f"{notice.officer} will be placed on the {notice.listing}" if notice.listing else ""
    return tuple(each for each in (said[:1].upper() + said[1:], until, listed) if each)


def in_short(notice: Notice) -> str:
    """The same in the few words of a table or a line; "" of a hearing that is to come."""
    if not isinstance(notice, OutcomeNotice):
        return ""
    until = f"in force until {words_of_day(notice.warning_ends)}" if notice.warning_ends else ""
    listed = f"to be placed on the {notice.listing}" if notice.listing else ""
    return "; ".join(filter(None, (notice.outcome.capitalised, until, listed)))
