"""How a case of an invented force runs: its dated steps with the office that takes each, from the day it came to light to its end.

A course is no row of results: it is steps, and the law is asked about each of them when they are brought into a force's records.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from custodiet.law.matter import Matter
from custodiet.law.rules.panels import seats
from custodiet.law.rules.reviews import review_body
from custodiet.law.steps import History
from custodiet.law.steps.investigation import (
    InvestigatorAppointed,
    NoticeServed,
    Referred,
    ReportReceived,
    SeverityAssessed,
    SpecialProceduresApplied,
    TermsOfReferenceServed,
)
from custodiet.law.steps.opening import AllegationMade, CameToAttention, CaseClosed, ComplaintMade, Recorded, SubjectIdentified
from custodiet.law.steps.outcome import (
    BarredEntryPublished,
    Found,
    Imposed,
    IncludedInBarredList,
    OfficerLeft,
    ReportedToAdvisoryList,
    ReportedToBarredList,
)
from custodiet.law.steps.people import ApologyOffered, PersonInformed, RevettingCompleted, RevettingRequired
from custodiet.law.steps.proceedings import (
    CaseToAnswerDetermined,
    HearingBegan,
    NoticeOfReferralServed,
    PanelAppointed,
    ReferredToProceedings,
)
from custodiet.law.vocabulary import (
    Departure,
    FormOfProceedings,
    HowFound,
    MatterKind,
    Office,
    Outcome,
    Rank,
    ReferralCriterion,
    Seat,
    Severity,
    StandardOfProfessionalBehaviour,
    ToldOf,
)
from custodiet.simulation.drawn import Drawn, End, Taken
from custodiet.simulation.updates import beside, delay

OFFICER, ALLEGATION = "officer-1", "allegation-1"
NATIONAL_CATEGORIES = date(2020, 2, 1)
"""Before this day the letters meant other things: an allegation of abuse of position is then known by its own mark."""

FORMER_OFFICERS = date(2017, 12, 15)
"""Who left before this day was not proceeded against any more, and there was no barred list."""

MONTHS, MONTHS_BEFORE = (18, 24), (12, 18)
"""How long a written and a final written warning last, by the Regulations of 2020 and of 2012."""


class Days:
    """The days of one case, each some days after the one before."""

    def __init__(self, began: date, chance: Random) -> None:
        self.day, self.chance = began, chance

    def after(self, least: int, most: int) -> date:
        """A day so many days later."""
        self.day += timedelta(days=self.chance.randint(least, most))
        return self.day


def course(drawn: Drawn, chance: Random) -> list[Taken]:
    """The whole course of that case, each step with the office that takes it."""
    days = Days(drawn.began, chance)
    severity, form, outcome, left = drawn.end.value
    taken = [*_opened(drawn), *_investigated(drawn, days, severity if form else Severity.GROSS_MISCONDUCT)]
    if left:
        how = Departure.RETIRED if chance.random() < 0.2 else Departure.RESIGNED
        taken.append((OfficerLeft(on=days.after(10, 60), about=OFFICER, how=how), Office.RECORDER))
        if days.day >= FORMER_OFFICERS:
            taken.append((ReportedToAdvisoryList(on=days.day, about=OFFICER), Office.APPROPRIATE_AUTHORITY))
        else:
            form = None
    taken.append((ReportReceived(on=days.after(60, 240)), Office.APPROPRIATE_AUTHORITY))
    taken.append((CaseToAnswerDetermined(on=days.after(5, 15), about=OFFICER, answer=severity), Office.APPROPRIATE_AUTHORITY))
    if form and outcome:
        taken += _heard(drawn, taken, days, form, Severity.NEITHER if drawn.end is End.NOT_PROVED else severity, outcome)
    if drawn.under_schedule_3:
        taken += _told(drawn, taken, days)
    if drawn.found is HowFound.COMPLAINT:
        sorry = ApologyOffered(on=days.after(1, 5), given_by="the deputy chief constable", words="We are sorry")
        taken.append((sorry, Office.APPROPRIATE_AUTHORITY))
    taken.append((CaseClosed(on=days.after(1, 10), reason="Nothing further is to be decided"), Office.APPROPRIATE_AUTHORITY))
    return sorted((*taken, *beside(drawn, taken)), key=lambda each: each[0].on)


def _opened(drawn: Drawn) -> Iterator[Taken]:
    on, complaint = drawn.began, drawn.found is HowFound.COMPLAINT
    first = ComplaintMade(on=on) if complaint else CameToAttention(on=on, kind=MatterKind.CONDUCT_MATTER, found=drawn.found)
    made = AllegationMade(
        on=on, about=ALLEGATION, officer=OFFICER, conduct="Invented for a demonstration", serious_corruption=drawn.abuse,
        category=drawn.category if on >= NATIONAL_CATEGORIES else "", only_abuse_of_position=drawn.abuse,
    )  # fmt: skip
    yield first, Office.COMPLAINANT if complaint else Office.RECORDER
    yield SubjectIdentified(on=on, about=OFFICER, rank=drawn.rank), Office.RECORDER
    yield made, Office.RECORDER


def _investigated(drawn: Drawn, days: Days, severity: Severity) -> Iterator[Taken]:
    if drawn.under_schedule_3:
        yield Recorded(on=days.after(0, 1), reason="It would justify disciplinary proceedings if proved"), Office.APPROPRIATE_AUTHORITY
    if drawn.abuse:
        yield Referred(on=days.after(0, 1), criteria=(ReferralCriterion.R4,)), Office.APPROPRIATE_AUTHORITY
    appointed = InvestigatorAppointed(on=days.after(4, 20)), Office.APPROPRIATE_AUTHORITY
    assessed = SeverityAssessed(on=appointed[0].on, about=OFFICER, severity=severity)
    if drawn.under_schedule_3:
        yield appointed
        yield SpecialProceduresApplied(on=days.day, about=OFFICER), Office.INVESTIGATOR
        yield assessed, Office.INVESTIGATOR
    else:
        yield assessed, Office.APPROPRIATE_AUTHORITY
        yield appointed
    waits = timedelta(days=0 if drawn.end.value[-1] else delay(drawn))
    yield NoticeServed(on=days.after(0, 3) + waits, about=OFFICER), Office.INVESTIGATOR
    if drawn.began >= NATIONAL_CATEGORIES:
        yield TermsOfReferenceServed(on=days.after(0, 3) + waits, about=OFFICER), Office.INVESTIGATOR


def _told(drawn: Drawn, before: list[Taken], days: Days) -> Iterator[Taken]:
    yield PersonInformed(on=days.after(1, 3), of=ToldOf.OUTCOME), Office.APPROPRIATE_AUTHORITY
    history = History(step for step, _ in before)
    body = review_body(Matter(history, days.day, history))
    if drawn.found is HowFound.COMPLAINT and drawn.began >= NATIONAL_CATEGORIES and body:
        yield PersonInformed(on=days.day, of=ToldOf.RIGHT_TO_REVIEW, review_body=body), Office.APPROPRIATE_AUTHORITY


def _heard(drawn: Drawn, before: list[Taken], days: Days, form: FormOfProceedings, level: Severity, outcome: Outcome) -> Iterator[Taken]:
    hearing = form is FormOfProceedings.HEARING
    by = Office.CHAIR if hearing else Office.PERSON_CONDUCTING
    breach = (StandardOfProfessionalBehaviour.DISCREDITABLE_CONDUCT,)
    referred = ReferredToProceedings(on=days.after(3, 20), about=OFFICER, form=form)
    noticed = NoticeOfReferralServed(on=days.after(5, 30), about=OFFICER, form=form, standards=breach)
    yield referred, Office.APPROPRIATE_AUTHORITY
    yield noticed, Office.APPROPRIATE_AUTHORITY
    history = History([*(step for step, _ in before), referred, noticed])
    sitting = seats(Matter(history, days.after(10, 30), history), OFFICER)
    rank = Rank.ASSISTANT_CHIEF_CONSTABLE if Seat.CHIEF_OFFICER_CHAIR in sitting else Rank.SUPERINTENDENT
    appointed = PanelAppointed(on=days.day, about=OFFICER, seats=sitting, police_member_rank=rank, conflicts_checked=True)
    yield appointed, Office.APPROPRIATE_AUTHORITY
    yield HearingBegan(on=days.after(30, 60), about=OFFICER, form=form, in_public=hearing), by
    yield Found(on=days.day, about=ALLEGATION, level=level, breaches=breach if level is not Severity.NEITHER else ()), by
    first, last = MONTHS if drawn.began >= NATIONAL_CATEGORIES else MONTHS_BEFORE
    months = {Outcome.WRITTEN_WARNING: first, Outcome.FINAL_WRITTEN_WARNING: last}.get(outcome)
    yield Imposed(on=days.day, about=OFFICER, outcome=outcome, months=months), by
    if outcome in (Outcome.DISMISSAL_WITHOUT_NOTICE, Outcome.WOULD_HAVE_BEEN_DISMISSED):
        if days.day < FORMER_OFFICERS:
            return
        yield ReportedToBarredList(on=days.after(1, 3), about=OFFICER), Office.APPROPRIATE_AUTHORITY
        yield IncludedInBarredList(on=days.after(1, 3), about=OFFICER), Office.COLLEGE
        yield BarredEntryPublished(on=days.after(20, 40), about=OFFICER), Office.COLLEGE
    elif outcome is not Outcome.NO_ACTION:
        yield RevettingRequired(on=days.day, about=OFFICER), Office.VETTING_AUTHORITY
        yield RevettingCompleted(on=days.after(7, 27), about=OFFICER, result="Clearance kept"), Office.VETTING_AUTHORITY
