"""What an officer may send from their own page now, asked of the case's position: each with why not, or "" where it is open.

Late is late, and is taken: what ends an offer is not the last day but that the thing it belongs to is over. What comes after that
is no answer in the matter any more; it is kept as a message to the appropriate authority (`ResponsePart.MESSAGE`), and read.
"""

from datetime import date

from custodiet.law.position import Position, position
from custodiet.law.powers import british, closing
from custodiet.law.rules.proceedings_clocks import ENDED
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.investigation import InvestigatorAppointed, ReportReceived, StatementReceived
from custodiet.law.steps.outcome import Found, Imposed, OutcomeNotified
from custodiet.law.steps.proceedings import (
    CaseToAnswerDetermined,
    HearingBegan,
    NamesNotified,
    NoticeOfReferralServed,
    ObjectionMade,
    OfficerReplied,
)
from custodiet.law.vocabulary import Term

INVESTIGATED = (ReportReceived, CaseToAnswerDetermined)
INVESTIGATOR = "investigator"
HEARD = (*ENDED, HearingBegan, Found, Imposed, OutcomeNotified)


class Offer(Term):
    """What may be sent."""

    STATEMENT = "statement"
    REPLY = "reply"
    OBJECTION = "objection"


def offers(history: History, key: Key, today: date) -> dict[Offer, str]:
    """Each offer with the sentence that refuses it, or "" where it is open to that officer on that day."""
    known = history.until(today)
    if closed := closing(known):
        why = f"The case was closed on {british(closed.on)}."
        return dict.fromkeys(Offer, why)
    stands = position(known, today)
    return {
        Offer.STATEMENT: _investigated(known, key) or _by_law(stands, StatementReceived, key),
        Offer.REPLY: _not_heard_on_referral(known, key) or _by_law(stands, OfficerReplied, key),
        Offer.OBJECTION: _nobody_decides(known, key, stands),
    }


def open_to_objection(history: History, key: Key, today: date) -> tuple[str, ...]:
    """To whom that officer may object on that day: the seats that were named and have not decided yet, and whoever investigates."""
    known = history.until(today)
    if closing(known):
        return ()
    named = () if _decided(known, key) or _by_law(position(known, today), ObjectionMade, key) else seats(known, key)
    return named if _investigated(known, key) else (*named, INVESTIGATOR)


def seats(history: History, key: Key) -> tuple[str, ...]:
    """The seats of which the officer was told who fills them."""
    return tuple(dict.fromkeys(seat.value for step in history.all(NamesNotified, key) for seat in step.seats))


def _by_law(stands: Position, step: type[Step], key: Key) -> str:
    option = stands.option(step, key)
    return option.refused if option else f"“{step.title()}” is not a step that the regulations of this matter know."


def _over(history: History, key: Key, since: type[Step], ends: tuple[type[Step], ...]) -> Step | None:
    """The step that ended what began last with a step of the kind `since`, if there is one."""
    began = history.latest(since, key)
    later = history.after(began) if began else history
    return next((step for step in later if isinstance(step, ends) and history.concerns(step, key)), None)


def _investigated(history: History, key: Key) -> str:
    over = _over(history, key, InvestigatorAppointed, INVESTIGATED)
    if over is None:
        return ""
    return f"The investigation ended on {british(over.on)}, and a statement to the investigator comes before its end (CR20 18; CMR20 20)."


def _not_heard_on_referral(history: History, key: Key) -> str:
    if not history.has(NoticeOfReferralServed, key):
        return "You were given no notice of referral to proceedings, which is what a reply answers (CR20 31, 54)."
    over = _over(history, key, NoticeOfReferralServed, HEARD)
    if over is None:
        return ""
    return f"“{over.title()}” stands in the record on {british(over.on)}, and the reply comes before the hearing (CR20 31, 54)."


def _decided(history: History, key: Key) -> str:
    if not history.has(NamesNotified, key):
        return "You were not told yet who conducts, chairs, advises or sits, to whom you could object (CR20 30, 35)."
    over = _over(history, key, NamesNotified, HEARD)
    if over is None:
        return ""
    return f"“{over.title()}” stands in the record on {british(over.on)}: whoever you would object to has decided (CR20 30, 35)."


def _nobody_decides(history: History, key: Key, stands: Position) -> str:
    return (_decided(history, key) or _by_law(stands, ObjectionMade, key)) if _investigated(history, key) else ""
