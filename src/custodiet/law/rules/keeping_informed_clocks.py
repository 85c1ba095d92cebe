"""The clocks of keeping informed: who is told what, and until when (CMR20 33-34; CR20 40, 60; CMR12 12; policy).

Each person to be informed has clocks of their own; keeping_informed_news.py says who they are and what there is to tell.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import takewhile

from custodiet.law.clocks import AS_SOON_AS_PRACTICABLE, CD, WD, WEEKS, Clock, Start, period
from custodiet.law.instruments import REGULATIONS_2012, REGULATIONS_2020
from custodiet.law.matter import Duty, Matter
from custodiet.law.rules.complaints import formalised, new_law, old_law
from custodiet.law.rules.keeping_informed_news import (
    APPEAL_RESULTS,
    APPEALS,
    Telling,
    any_means,
    first_news,
    handling_chosen,
    hearings,
    next_news,
    old_news,
    outcomes,
    referrals,
    to_each,
)
from custodiet.law.steps import Key, Step, Track
from custodiet.law.steps.opening import CaseClosed, ComplaintMade, HandlingConcluded, WithdrawalConfirmed
from custodiet.law.steps.outcome import Imposed, StaffOutcomeDecided
from custodiet.law.steps.people import ApologyOffered, ApologyRefused, InformingWithheld, PersonInformed
from custodiet.law.steps.proceedings import ProceedingsWithdrawn
from custodiet.law.vocabulary import Confidence, Instrument, Office, cite

AA, DG = Office.APPROPRIATE_AUTHORITY, Office.DIRECTOR_GENERAL
COMPLAINANT, INTERESTED = Office.COMPLAINANT, Office.INTERESTED_PERSON
_LAST_OLD_DAY = date(2020, 1, 31)


class TellingClock(Clock):
    """A clock that runs for each person to be informed; the duty is `about` an interested person by their key."""

    def _duty(self, matter: Matter, about: Key | None, start: Start) -> Duty | None:
        duty = super()._duty(matter, about, start)
        if duty is None:
            return None
        assert isinstance(start, Telling)
        key = start.to.key
        return replace(duty, owed_by=self._owes(matter, start.step), owed_to=INTERESTED if key else COMPLAINANT, about=key)

    def _owes(self, matter: Matter, step: Step) -> Office:
        """The Director General for what comes of his own investigations, the authority for the rest (PRA ss.20, 21)."""
        mode = matter.mode()
        proceedings = isinstance(step, (Imposed, ProceedingsWithdrawn, StaffOutcomeDecided, *APPEALS, *APPEAL_RESULTS))
        return DG if mode is not None and mode.by_director_general and not proceedings else AA

    def _met(self, matter: Matter, about: Key | None, start: Start) -> Step | None:
        """What was told after the clock had ended meets nothing."""
        found = self._told(matter, about, start)
        if found is None or matter.history.index(found) < matter.history.place(start.step):
            return found
        until = takewhile(lambda step: step is not found, matter.history.after(start.step))
        return None if self._ended(start, until) else found

    def _told(self, matter: Matter, about: Key | None, start: Start) -> Step | None:
        """A notification is followed by the next one, never by another of the same day that stands before it."""
        if isinstance(start.step, (PersonInformed, InformingWithheld)):
            return next(
                (step for step in matter.history.after(start.step) if isinstance(step, PersonInformed) and _tells(start, step)), None
            )
        return super()._met(matter, about, start)

    def _fallen_away(self, matter: Matter, about: Key | None, start: Start) -> bool:
        return self._ended(start, matter.history.after(start.step))

    def _ended(self, start: Start, steps: Iterable[Step]) -> bool:
        assert isinstance(start, Telling)
        meant = start.to.is_meant_by
        return any(isinstance(s, self.ends) and (not isinstance(s, InformingWithheld) or meant(s.person)) for s in steps)


class AuthoritysTellingClock(TellingClock):
    """The same, of what the appropriate authority tells, whoever investigates."""

    def _owes(self, matter: Matter, step: Step) -> Office:
        return AA


def _tells(start: Start, step: Step) -> bool:
    return isinstance(start, Telling) and start.told_by(step)


def _first_outcome(matter: Matter, about: Key | None) -> list[Start]:
    """The first outcome of a complaint, unless an apology was offered or refused before it."""
    history = matter.history
    if not history.has(ComplaintMade):
        return []
    outcome = next((s for s in history if isinstance(s, (HandlingConcluded, Imposed, StaffOutcomeDecided))), None)
    if outcome is None or history.before(outcome).any_of((ApologyOffered, ApologyRefused)):
        return []
    return [Start(outcome.on, outcome, outcome.exact)]


CLOCKS: tuple[Clock, ...] = (
    TellingClock(
        id="progress-first", what="first progress update to the complainant or interested person",
        period=period("F5", 4, WEEKS), under=cite(Instrument.CMR20, "34(2)(a)(i)"), starts=to_each(first_news),
        met_by=(PersonInformed,), meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed, CaseClosed), owed_by=AA,
        owed_to=COMPLAINANT, track=Track.CASE, where=new_law, since=REGULATIONS_2020,
    ),
    TellingClock(
        id="progress-next", what="next progress update to the complainant or interested person",
        period=period("F5", 4, WEEKS), under=cite(Instrument.CMR20, "34(2)(a)(ii)"), starts=to_each(next_news),
        met_by=(PersonInformed,), meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed, CaseClosed), owed_by=AA,
        owed_to=COMPLAINANT, track=Track.CASE, where=new_law, since=REGULATIONS_2020,
    ),
    TellingClock(
        id="outcome-told", what="tell the complainant or interested person the outcome; an appeal brought; its result",
        period=period("F1", 5, WD), under=cite(Instrument.CMR20, "34(2)(b)"), starts=to_each(outcomes),
        met_by=(PersonInformed,), meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed), owed_by=AA,
        owed_to=COMPLAINANT, track=Track.CASE, where=new_law, since=REGULATIONS_2020,
    ),
    TellingClock(
        id="old-progress", what="progress of the investigation to the complainant or interested person",
        period=period("F5", 4, WEEKS), under=cite(Instrument.CMR12, "12(2)-(3)"), starts=to_each(old_news, any_means),
        met_by=(PersonInformed,), meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed, CaseClosed), owed_by=AA,
        owed_to=COMPLAINANT, track=Track.CASE, where=old_law, since=REGULATIONS_2012, to=_LAST_OLD_DAY,
    ),
    AuthoritysTellingClock(
        id="recording-told", what="tell the complainant that it is recorded, handled outside Schedule 3, or no complaint",
        period=AS_SOON_AS_PRACTICABLE, under=cite(Instrument.PRA, "Sch 3 para 2(6D), (9)"), starts=to_each(handling_chosen, any_means),
        met_by=(PersonInformed,), meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed, CaseClosed), owed_by=AA,
        owed_to=COMPLAINANT, track=Track.CASE, where=new_law, since=REGULATIONS_2020,
    ),
    AuthoritysTellingClock(
        id="referral-told", what="tell the complainant of the referral to the IOPC", period=AS_SOON_AS_PRACTICABLE,
        under=cite(Instrument.PRA, "Sch 3 paras 4(6), 13(6)"), starts=to_each(referrals, any_means), met_by=(PersonInformed,),
        meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed, CaseClosed), owed_by=AA, owed_to=COMPLAINANT, track=Track.CASE,
        where=formalised, since=REGULATIONS_2012,
    ),
    AuthoritysTellingClock(
        id="hearing-told", what="tell of date, time and place of the hearing, and of the right to make representations on publicity",
        period=AS_SOON_AS_PRACTICABLE, under=cite(Instrument.CR20, "40, 60"), starts=to_each(hearings, any_means),
        met_by=(PersonInformed,), meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed, CaseClosed), owed_by=AA,
        owed_to=COMPLAINANT, track=Track.CASE, since=REGULATIONS_2020,
    ),
    Clock(
        id="apology-considered", what="consider an apology to the complainant, and offer or refuse it with reasons",
        period=period("F3", 28, CD), under=cite(Instrument.POLICY, "apology", Confidence.KNOWN, "no statutory duty"),
        starts=_first_outcome, met_by=(ApologyOffered, ApologyRefused), owed_by=AA, owed_to=COMPLAINANT, track=Track.CASE,
    ),
)  # fmt: skip
