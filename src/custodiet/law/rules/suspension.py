"""Suspension from office: CR12 10, CR20 11, and what is known of the duty to suspend of 13 July 2026.

Suspension is for serving officers and special constables. A senior officer must authorise it, its continuing and its end
(CR20 2(4)(a)); a chief officer is suspended by the local policing body. The text of 2026 was not read: it advises only.
"""

from collections.abc import Iterator
from dataclasses import replace

from custodiet.law.clocks import Clock, duties_of
from custodiet.law.instruments import (
    SUSPENSION,
    SUSPENSION_2012,
    SUSPENSION_2020,
    SUSPENSION_2026,
    Regime,
)
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Asks, Power, Refuses, options_of
from custodiet.law.rules.suspension_clocks import CLOCKS as CLOCKS_OF_SUSPENSION
from custodiet.law.rules.suspension_conditions import (
    conditions_of_ending,
    conditions_of_suspension,
    may_not_suspend,
    no_continuation,
    none_stands,
    nothing_to_confirm,
)
from custodiet.law.steps import Key, Step
from custodiet.law.steps.investigation import (
    Suspended,
    SuspensionConfirmed,
    SuspensionConsidered,
    SuspensionContinuationNotified,
    SuspensionEnded,
    SuspensionRepresentationsMade,
    SuspensionReviewed,
)
from custodiet.law.steps.outcome import OfficerLeft
from custodiet.law.vocabulary import Citation, Confidence, cite
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office as O


def _chief(matter: Matter, about: Key | None) -> bool:
    subject = matter.subject(about)
    return subject is not None and subject.rank.chief_officer


def _under(regime: Regime) -> Asks:
    """Serving officers and special constables to whom those rules of suspension apply; nobody who has left."""
    return lambda matter, about: matter.regime(SUSPENSION, about) is regime and not matter.history.has(OfficerLeft, about)


def _powers(regime: Regime, cited: dict[type[Step], Citation]) -> Iterator[Power]:
    after: dict[type[Step], Refuses] = {
        Suspended: may_not_suspend,
        SuspensionConsidered: may_not_suspend,
        SuspensionConfirmed: nothing_to_confirm,
        SuspensionContinuationNotified: no_continuation,
    }
    by: dict[type[Step], tuple[O, ...]] = {
        SuspensionConsidered: (O.SENIOR_OFFICER, O.APPROPRIATE_AUTHORITY),
        SuspensionConfirmed: (O.SENIOR_OFFICER, O.APPROPRIATE_AUTHORITY, O.RECORDER),
        SuspensionContinuationNotified: (O.SENIOR_OFFICER, O.APPROPRIATE_AUTHORITY, O.RECORDER),
        SuspensionRepresentationsMade: (O.OFFICER_CONCERNED, O.RECORDER),
    }
    for step, under in cited.items():
        admits = conditions_of_suspension if step is Suspended else conditions_of_ending
        serving = Power(
            step=step, by=by.get(step, (O.SENIOR_OFFICER,)), under=under, unless=after.get(step, none_stands), admits=admits,
            where=_where(regime, chief=False),
        )  # fmt: skip
        yield serving
        chiefs = tuple(O.LOCAL_POLICING_BODY if office is O.SENIOR_OFFICER else office for office in serving.by)
        yield replace(serving, by=chiefs, where=_where(regime, chief=True))


def _where(regime: Regime, chief: bool) -> Asks:
    under = _under(regime)
    return lambda matter, about: under(matter, about) and _chief(matter, about) is chief


_PLACES: dict[type[Step], str] = {
    Suspended: "(4)",
    SuspensionConsidered: "(4)",
    SuspensionConfirmed: "(6)(b)",
    SuspensionRepresentationsMade: "(7)",
    SuspensionReviewed: "(8)",
    SuspensionContinuationNotified: "(9)",
    SuspensionEnded: "(10)",
}


def _cited(instrument: I, regulation: int) -> dict[type[Step], Citation]:
    return {step: cite(instrument, f"{regulation}{place}") for step, place in _PLACES.items()}


_UNREAD = cite(I.AM26, "CR20 11 to 11C", Confidence.PART)
POWERS: tuple[Power, ...] = (
    *_powers(SUSPENSION_2020, _cited(I.CR20, 11)),
    *_powers(SUSPENSION_2026, dict.fromkeys(_PLACES, _UNREAD)),
    *_powers(SUSPENSION_2012, _cited(I.CR12, 10)),
)
CLOCKS: tuple[Clock, ...] = CLOCKS_OF_SUSPENSION


def options(matter: Matter) -> list[Option]:
    """What may be decided on suspension, and what may not and why; under the rules of 2026 with what is known of them."""
    return [_advised(option) for option in options_of(POWERS, matter)]


_ADVICE_2026 = (
    "Since 13 July 2026 there is a duty to suspend where the investigation may be prejudiced or the public interest requires it. An arrest "
    "for a listed sexual or domestic abuse offence makes the public interest require it, unless there are exceptional circumstances; a "
    "charge with a listed offence leads to suspension (AM26: CR20 11 to 11C). The text was not read: compare it before deciding."
)


def _advised(option: Option) -> Option:
    if option.under is _UNREAD and option.step in (Suspended, SuspensionConsidered):
        return replace(option, advice=f"{option.advice} {_ADVICE_2026}".strip())
    return option


def duties(matter: Matter) -> list[Duty]:
    """What is owed on suspension, and open until when."""
    return duties_of(CLOCKS, matter)
