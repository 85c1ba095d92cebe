"""The clocks of keeping informed: who is told what, since when, and until when (CMR20 33-34; CMR12 12; policy).

Each person to be informed has clocks of their own: the complainant, and every interested person recognised with consent.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from custodiet.law.clocks import CD, WD, WEEKS, Clock, Start, period
from custodiet.law.instruments import REGULATIONS_2012, REGULATIONS_2020
from custodiet.law.matter import Duty, Matter
from custodiet.law.rules.complaints import in_writing, new_law, old_law
from custodiet.law.steps import History, Key, Step, Track
from custodiet.law.steps.investigation import (
    CriminalProceedingsBegun,
    CriminalProceedingsEnded,
    InvestigatorAppointed,
    ModeOfInvestigationDetermined,
)
from custodiet.law.steps.opening import (
    CaseClosed,
    ComplaintMade,
    HandledOutsideSchedule3,
    HandlingConcluded,
    HandlingDetermined,
    Recorded,
    WithdrawalConfirmed,
)
from custodiet.law.steps.outcome import (
    Imposed,
    MeetingAppealDetermined,
    MeetingAppealMade,
    StaffOutcomeDecided,
    TribunalAppealDetermined,
    TribunalAppealMade,
)
from custodiet.law.steps.people import (
    ApologyOffered,
    ApologyRefused,
    DevelopmentReportAgreed,
    InformingWithheld,
    InterestedPersonRecognised,
    PersonInformed,
    ReflectivePracticeAbandoned,
    ReflectivePracticeBegun,
)
from custodiet.law.steps.proceedings import CaseToAnswerDetermined, ProceedingsWithdrawn, ReferredToProceedings
from custodiet.law.vocabulary import Confidence, Instrument, Office, Outcome, ToldOf, cite

AA, DG = Office.APPROPRIATE_AUTHORITY, Office.DIRECTOR_GENERAL
COMPLAINANT, INTERESTED = Office.COMPLAINANT, Office.INTERESTED_PERSON
_LAST_OLD_DAY = date(2020, 1, 31)

START_OF_HANDLING = (HandledOutsideSchedule3, Recorded, HandlingDetermined, InvestigatorAppointed, ModeOfInvestigationDetermined)
START_OF_INVESTIGATION = (InvestigatorAppointed, ModeOfInvestigationDetermined)
OUTCOMES = (HandlingConcluded, CaseToAnswerDetermined, Imposed, ProceedingsWithdrawn, StaffOutcomeDecided)
APPEALS = (MeetingAppealMade, TribunalAppealMade)
APPEAL_RESULTS = (MeetingAppealDetermined, TribunalAppealDetermined)
# What begins proceedings or a process (CMR20 33(2)(b)), and what ends them.
PROCESSES: tuple[tuple[type[Step], tuple[type[Step], ...]], ...] = (
    (ReferredToProceedings, (Imposed, ProceedingsWithdrawn, StaffOutcomeDecided)),
    (ReflectivePracticeBegun, (DevelopmentReportAgreed, ReflectivePracticeAbandoned)),
    (CriminalProceedingsBegun, (CriminalProceedingsEnded,)),
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person to be kept informed. `key` is None for the complainant; `others` are the keys of interested persons."""

    key: Key | None
    since: Step
    others: frozenset[Key] = frozenset()

    def is_meant_by(self, named: Key) -> bool:
        """Whether a step that names that person concerns this one; who is not an interested person is the complainant."""
        return named == self.key if self.key else named not in self.others


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Start):
    """A start that knows to whom something must be told, of what, and whether word of mouth will do."""

    to: Recipient
    of: tuple[ToldOf, ...]
    aloud: bool

    def told_by(self, step: Step) -> bool:
        """Whether that step tells this person of this."""
        return (
            isinstance(step, PersonInformed)
            and self.to.is_meant_by(step.person)
            and step.of in self.of
            and (self.aloud or in_writing(step.how))
        )


def recipients(history: History) -> list[Recipient]:
    """The complainant, if there is one, and each interested person recognised with consent (PRA ss.20, 21)."""
    known = {step.person: step for step in reversed(history.all(InterestedPersonRecognised)) if step.consent}
    complaint = history.first(ComplaintMade)
    found = [Recipient(None, complaint, frozenset(known))] if complaint else []
    return found + [Recipient(person, step) for person, step in reversed(known.items())]


def _aloud(history: History) -> bool:
    """CMR20 34(3): an oral complaint that is handled outside Schedule 3 may be answered by word of mouth."""
    complaint = history.first(ComplaintMade)
    return complaint is not None and complaint.oral and history.has(HandledOutsideSchedule3) and not history.has(Recorded)


News = Callable[[Matter, Recipient], Iterable[tuple[Step, tuple[ToldOf, ...]]]]


def _to_each(news: News, aloud: Callable[[History], bool] = _aloud) -> Callable[[Matter, Key | None], list[Start]]:
    def starts(matter: Matter, about: Key | None) -> list[Start]:
        will_do = aloud(matter.history)
        return [
            Telling(step.on, step, step.exact, to=recipient, of=of, aloud=will_do)
            for recipient in recipients(matter.history)
            for step, of in news(matter, recipient)
        ]

    return starts


def _meetings_count(history: History) -> bool:
    """CMR12 12(8)-(9): a meeting counts, and any suitable means where there is little to tell."""
    return True


def _known_at(recipient: Recipient, step: Step, history: History) -> bool:
    return recipient.since in history.before(step)


def _notices(history: History, recipient: Recipient) -> list[Step]:
    """What this person was told of progress and outcome, and what was withheld from them, in order."""
    return [
        step
        for step in history
        if (isinstance(step, InformingWithheld) and recipient.is_meant_by(step.person))
        or (isinstance(step, PersonInformed) and recipient.is_meant_by(step.person) and step.of in (ToldOf.PROGRESS, ToldOf.OUTCOME))
    ]


def processes_open(history: History) -> bool:
    """Whether proceedings or a process against anyone have begun and not ended."""
    return any(_ends_nothing(history, begun, ends) for begins, ends in PROCESSES for begun in history.all(begins))


def _ends_nothing(history: History, begun: Step, ends: tuple[type[Step], ...]) -> bool:
    return not any(
        isinstance(step, ends)
        and history.concerns(step, begun.about)
        and not (isinstance(step, Imposed) and step.outcome is Outcome.RETURNED_TO_AUTHORITY)
        for step in history.after(begun)
    )


def _goes_on(history: History, recipient: Recipient, after: Step) -> bool:
    """Whether there is still progress to tell of: no outcome was told yet, or proceedings are open."""
    standing = History([*history.before(after), after])
    told = any(isinstance(s, PersonInformed) and s.of is ToldOf.OUTCOME for s in _notices(standing, recipient))
    return not told or processes_open(standing)


def _first_news(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
    """The start of the handling, or the recognition if later; and proceedings begun after an outcome was told."""
    history, of = matter.history, (ToldOf.PROGRESS, ToldOf.OUTCOME)
    began = next((step for step in history if isinstance(step, START_OF_HANDLING)), None)
    if began:
        yield (began if _known_at(recipient, began, history) else recipient.since), of
    begins = tuple(kind for kind, _ in PROCESSES)
    silent_since: list[Step] = []
    for process in (step for step in history if isinstance(step, begins)):
        last = next(reversed(_notices(history.before(process), recipient)), None)
        if last and last not in silent_since and not _goes_on(history, recipient, last):
            silent_since.append(last)
            yield process, of


def _next_news(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
    for notice in _notices(matter.history, recipient):
        if _goes_on(matter.history, recipient, notice):
            yield notice, (ToldOf.PROGRESS, ToldOf.OUTCOME)


def _outcomes(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
    for step in matter.history:
        if _known_at(recipient, step, matter.history):
            if isinstance(step, OUTCOMES):
                yield step, (ToldOf.OUTCOME,)
            elif isinstance(step, APPEALS):
                yield step, (ToldOf.APPEAL,)
            elif isinstance(step, APPEAL_RESULTS):
                yield step, (ToldOf.APPEAL_RESULT,)


def _old_news(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
    """CMR12 12: investigations only, four-weekly from their start and then from each notification."""
    history, of = matter.history, (ToldOf.PROGRESS, ToldOf.OUTCOME)
    began = next((step for step in history if isinstance(step, START_OF_INVESTIGATION)), None)
    if began:
        yield (began if _known_at(recipient, began, history) else recipient.since), of
        for notice in _notices(history, recipient):
            if notice in history.after(began) and not (isinstance(notice, PersonInformed) and notice.of is ToldOf.OUTCOME):
                yield notice, of


class TellingClock(Clock):
    """A clock that runs for each person to be informed; the duty is `about` an interested person by their key."""

    def _duty(self, matter: Matter, about: Key | None, start: Start) -> Duty | None:
        duty = super()._duty(matter, about, start)
        if duty is None:
            return None
        assert isinstance(start, Telling)
        key = start.to.key
        return replace(duty, owed_by=_who_owes(matter, start.step), owed_to=INTERESTED if key else COMPLAINANT, about=key)

    def _met(self, matter: Matter, about: Key | None, start: Start) -> Step | None:
        """What was told after the clock had ended meets nothing."""
        found = self._told(matter, about, start)
        if found in matter.history.before(start.step):
            return found
        until = takewhile(lambda step: step is not found, matter.history.after(start.step))
        return None if self._ended(start, until) else found

    def _told(self, matter: Matter, about: Key | None, start: Start) -> Step | None:
        """A notification is followed by the next one, never by another of the same day that stands before it."""
        if isinstance(start.step, (PersonInformed, InformingWithheld)):
            return next((step for step in matter.history.after(start.step) if _tells(start, step)), None)
        return super()._met(matter, about, start)

    def _fallen_away(self, matter: Matter, about: Key | None, start: Start) -> bool:
        return self._ended(start, matter.history.after(start.step))

    def _ended(self, start: Start, steps: Iterable[Step]) -> bool:
        assert isinstance(start, Telling)
        meant = start.to.is_meant_by
        return any(isinstance(s, self.ends) and (not isinstance(s, InformingWithheld) or meant(s.person)) for s in steps)


def _who_owes(matter: Matter, start: Step) -> Office:
    """The Director General for what comes of his own investigations, the authority for the rest (PRA ss.20, 21)."""
    mode = matter.mode()
    proceedings = isinstance(start, (Imposed, ProceedingsWithdrawn, StaffOutcomeDecided, *APPEALS, *APPEAL_RESULTS))
    return DG if mode is not None and mode.by_director_general and not proceedings else AA


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
        period=period("F5", 4, WEEKS), under=cite(Instrument.CMR20, "34(2)(a)(i)"), starts=_to_each(_first_news),
        met_by=(PersonInformed,), meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed, CaseClosed), owed_by=AA,
        owed_to=COMPLAINANT, track=Track.CASE, where=new_law, since=REGULATIONS_2020,
    ),
    TellingClock(
        id="progress-next", what="next progress update to the complainant or interested person",
        period=period("F5", 4, WEEKS), under=cite(Instrument.CMR20, "34(2)(a)(ii)"), starts=_to_each(_next_news),
        met_by=(PersonInformed,), meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed, CaseClosed), owed_by=AA,
        owed_to=COMPLAINANT, track=Track.CASE, where=new_law, since=REGULATIONS_2020,
    ),
    TellingClock(
        id="outcome-told", what="tell the complainant or interested person the outcome; an appeal brought; its result",
        period=period("F1", 5, WD), under=cite(Instrument.CMR20, "34(2)(b)"), starts=_to_each(_outcomes),
        met_by=(PersonInformed,), meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed), owed_by=AA,
        owed_to=COMPLAINANT, track=Track.CASE, where=new_law, since=REGULATIONS_2020,
    ),
    TellingClock(
        id="old-progress", what="progress of the investigation to the complainant or interested person",
        period=period("F5", 4, WEEKS), under=cite(Instrument.CMR12, "12(2)-(3)"), starts=_to_each(_old_news, _meetings_count),
        met_by=(PersonInformed,), meets=_tells, ends=(InformingWithheld, WithdrawalConfirmed, CaseClosed), owed_by=AA,
        owed_to=COMPLAINANT, track=Track.CASE, where=old_law, since=REGULATIONS_2012, to=_LAST_OLD_DAY,
    ),
    Clock(
        id="apology-considered", what="consider an apology to the complainant, and offer or refuse it with reasons",
        period=period("F3", 28, CD), under=cite(Instrument.POLICY, "apology", Confidence.KNOWN, "no statutory duty"),
        starts=_first_outcome, met_by=(ApologyOffered, ApologyRefused), owed_by=AA, owed_to=COMPLAINANT, track=Track.CASE,
    ),
)  # fmt: skip
