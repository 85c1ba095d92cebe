"""Who is kept informed, and what there is to tell them: of handling, progress, outcome, appeal and hearing.

The complainant, and every interested person recognised with consent (PRA ss.20, 21). Each function of news gives the steps
that set a clock running for one person, with what must be told.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from custodiet.law.clocks import Start
from custodiet.law.matter import Matter
from custodiet.law.rules.complaints import in_writing
from custodiet.law.rules.standing import under_2020
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.investigation import (
    CriminalProceedingsBegun,
    CriminalProceedingsEnded,
    InvestigatorAppointed,
    ModeOfInvestigationDetermined,
    Referred,
)
from custodiet.law.steps.opening import (
    ComplaintMade,
    FoundNotAComplaint,
    HandledOutsideSchedule3,
    HandlingConcluded,
    HandlingDetermined,
    Recorded,
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
    DevelopmentReportAgreed,
    InformingWithheld,
    InterestedPersonRecognised,
    PersonInformed,
    ReflectivePracticeAbandoned,
    ReflectivePracticeBegun,
)
from custodiet.law.steps.proceedings import (
    CaseToAnswerDetermined,
    NoticeOfHearingServed,
    ProceedingsWithdrawn,
    ReferredToProceedings,
)
from custodiet.law.vocabulary import Outcome, ToldOf

START_OF_HANDLING = (HandledOutsideSchedule3, Recorded, HandlingDetermined, InvestigatorAppointed, ModeOfInvestigationDetermined)
START_OF_INVESTIGATION = (InvestigatorAppointed, ModeOfInvestigationDetermined)
OUTCOMES = (HandlingConcluded, CaseToAnswerDetermined, Imposed, ProceedingsWithdrawn, StaffOutcomeDecided)
APPEALS = (MeetingAppealMade, TribunalAppealMade)
APPEAL_RESULTS = (MeetingAppealDetermined, TribunalAppealDetermined)
HANDLING_CHOSEN = (Recorded, HandledOutsideSchedule3, FoundNotAComplaint)
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


def to_each(news: News, aloud: Callable[[History], bool] = _aloud) -> Callable[[Matter, Key | None], list[Start]]:
    def starts(matter: Matter, about: Key | None) -> list[Start]:
        will_do = aloud(matter.history)
        return [
            Telling(step.on, step, step.exact, to=recipient, of=of, aloud=will_do)
            for recipient in recipients(matter.history)
            for step, of in news(matter, recipient)
        ]

    return starts


def any_means(history: History) -> bool:
    """CMR12 12(8)-(9): a meeting counts, and any suitable means where there is little to tell."""
    return True


def _known_at(recipient: Recipient, step: Step, history: History) -> bool:
    return history.index(recipient.since) < history.place(step)


def _notices(history: History, recipient: Recipient) -> list[Step]:
    """What this person was told of progress and outcome, and what was withheld from them, in order."""
    return [
        step
        for step in history
        if isinstance(step, (PersonInformed, InformingWithheld))
        and recipient.is_meant_by(step.person)
        and (isinstance(step, InformingWithheld) or step.of in (ToldOf.PROGRESS, ToldOf.OUTCOME))
    ]


def _tells_outcome(step: Step) -> bool:
    return isinstance(step, PersonInformed) and step.of is ToldOf.OUTCOME


def processes_open(history: History) -> bool:
    """Whether proceedings or a process against anyone have begun and not ended."""
    return any(_ends_nothing(history, begun, ends) for begun in history for begins, ends in PROCESSES if isinstance(begun, begins))


def _ends_nothing(history: History, begun: Step, ends: tuple[type[Step], ...]) -> bool:
    return not any(
        isinstance(step, ends)
        and history.concerns(step, begun.about)
        and not (isinstance(step, Imposed) and step.outcome is Outcome.RETURNED_TO_AUTHORITY)
        for step in history.after(begun)
    )


def _goes_on(history: History, recipient: Recipient, after: Step) -> bool:
    """Whether there is still progress to tell of: no outcome was told yet, or proceedings are open."""
    standing = history.up_to(after)
    return not any(map(_tells_outcome, _notices(standing, recipient))) or processes_open(standing)


def first_news(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
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


def next_news(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
    """Each notice after which there is more to tell (`_goes_on`, asked in one pass: a case may have dozens)."""
    told = False
    for notice in _notices(matter.history, recipient):
        told = told or _tells_outcome(notice)
        if not told or processes_open(matter.history.up_to(notice)):
            yield notice, (ToldOf.PROGRESS, ToldOf.OUTCOME)


def outcomes(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
    for step in matter.history:
        if _known_at(recipient, step, matter.history):
            if isinstance(step, OUTCOMES):
                yield step, (ToldOf.OUTCOME,)
            elif isinstance(step, APPEALS):
                yield step, (ToldOf.APPEAL,)
            elif isinstance(step, APPEAL_RESULTS):
                yield step, (ToldOf.APPEAL_RESULT,)


def old_news(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
    """CMR12 12: investigations only, four-weekly from their start and then from each notification."""
    history, of = matter.history, (ToldOf.PROGRESS, ToldOf.OUTCOME)
    began = next((step for step in history if isinstance(step, START_OF_INVESTIGATION)), None)
    if began:
        yield (began if _known_at(recipient, began, history) else recipient.since), of
        for notice in _notices(history, recipient):
            if notice in history.after(began) and not (isinstance(notice, PersonInformed) and notice.of is ToldOf.OUTCOME):
                yield notice, of


def handling_chosen(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
    """Only the complainant: recorded, handled outside Schedule 3, or found not to be a complaint (PRA Sch 3 para 2(6D), (9))."""
    if recipient.key is None:
        for step in matter.history:
            if isinstance(step, HANDLING_CHOSEN) and _known_at(recipient, step, matter.history):
                yield step, (ToldOf.RECORDING,)


def referrals(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
    """Only the complainant is told of a referral (PRA Sch 3 para 4(6))."""
    if recipient.key is None:
        for step in matter.history.all(Referred):
            if _known_at(recipient, step, matter.history):
                yield step, (ToldOf.REFERRAL,)


def hearings(matter: Matter, recipient: Recipient) -> Iterator[tuple[Step, tuple[ToldOf, ...]]]:
    """Meetings and hearings in cases under Schedule 3, since 2020 (CR20 40, 60)."""
    for step in matter.history.all(NoticeOfHearingServed):
        if under_2020(matter, step.about) and matter.history.has(Recorded) and _known_at(recipient, step, matter.history):
            yield step, (ToldOf.HEARING,)
