"""Whether, and in what form, proceedings may be brought against a person who left (CR20 4, Sch 1; AM25 Sch: 21A-21G)."""

from custodiet.law import instruments
from custodiet.law.instruments import CONDITION_C, CONDITIONS, FORMER, OUTSIDE_FORMER
from custodiet.law.matter import Matter
from custodiet.law.powers import british
from custodiet.law.rules.former_officers import OPTS
from custodiet.law.steps import Key
from custodiet.law.steps.outcome import (
    ChoiceOfHearingNotified,
    ConditionCDetermined,
    FormerOfficerRouteDecided,
    FoundUnfitOrUntraceable,
    OptedForHearing,
)
from custodiet.law.vocabulary import FormOfProceedings


def bars_proceedings(matter: Matter, about: Key | None) -> str:
    """Why no proceedings may be brought against this person at all, or ""."""
    history = matter.history
    if matter.regime(FORMER, about) is OUTSIDE_FORMER:
        left = instruments.left_before_outcome(history, history.officer_of(about))
        return (
            f"The person left on {british(left.on) if left else 'a day before the regime'}, outside the regime of former officers: before "
            "15 December 2017, or these are not the first proceedings for the conduct and no re-investigation began within 12 months "
            "(CR20 4(8)). No proceedings can be brought; close the case with the reason."
        )
    if not matter.is_former(about):
        return ""
    if unfit := history.first(FoundUnfitOrUntraceable, about):
        return (
            f"The person was found unfit or untraceable on {british(unfit.on)}, so no action is taken against a former officer "
            "(CR20 Sch 1 para 8). Correct that entry if it no longer holds."
        )
    if matter.regime(CONDITIONS, about) is CONDITION_C:
        return _condition_c(matter, about)
    return ""


def _condition_c(matter: Matter, about: Key | None) -> str:
    determined = matter.history.latest(ConditionCDetermined, about)
    if determined is None:
        return (
            "The matter came to attention more than 12 months after the person left (Condition C), so the Director General must first "
            "determine that proceedings are reasonable and proportionate (CR20 4(5), Sch 1 para 2). Enter that determination first."
        )
    if not determined.proceedings:
        return (
            f"The Director General determined on {british(determined.on)} that proceedings are not reasonable and proportionate "
            "(CR20 4(5), Sch 1 para 2). No proceedings can be brought; close the case with the reason."
        )
    return ""


def closes(matter: Matter, about: Key | None, form: FormOfProceedings, directed: bool) -> str:
    """Why Part 3A closes that form to a former officer, or ""."""
    decided = matter.history.latest(FormerOfficerRouteDecided, about)
    opted = matter.history.latest(OptedForHearing, about)
    wants_hearing = directed or opted is not None or (decided is not None and decided.requires_hearing)
    if form is FormOfProceedings.HEARING:
        if wants_hearing:
            return ""
        return (
            "A former officer's case goes to a misconduct hearing only if the appropriate authority requires one, the officer opted for one, "
            "or the Director General directed it (CR20 21D(2)-(6), 21G). Enter which of these happened first."
        )
    if wants_hearing:
        return (
            "A misconduct hearing was required, chosen or directed, so the case does not go to an accelerated hearing "
            "(CR20 21D(3), (6), 21E(5), 21G). Refer it to a misconduct hearing."
        )
    return _time_to_choose(matter, about)


def _time_to_choose(matter: Matter, about: Key | None) -> str:
    told = matter.history.latest(ChoiceOfHearingNotified, about)
    if told is None:
        return (
            "Before an accelerated hearing the former officer is told of the right to opt for a misconduct hearing (CR20 21D(4)). "
            "Decide whether a hearing is required, then give that notice, first."
        )
    last = OPTS.period.last(told.earliest)
    if last and matter.today <= last:
        return (
            f"The former officer may opt for a misconduct hearing until the end of {british(last)} ({OPTS.under}). "
            "Refer the case to an accelerated hearing after that day, unless the officer opts."
        )
    return ""
