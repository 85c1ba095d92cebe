"""Reviews, recommendations and their answers; appeals of the old law (PRA Sch 3 paras 6A, 25, 28ZA to 32; CMR20 29-32)."""

from collections.abc import Iterable
from datetime import date

from custodiet.law.clocks import CD, WD, Clock, Start, duties_of, from_step, period
from custodiet.law.instruments import REGULATIONS_2012, REGULATIONS_2020
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.powers import Asks, Power, british, options_of
from custodiet.law.rules.complaints import allegations, blank, in_writing, indicates, is_kind, kind_of, new_law, old_law
from custodiet.law.rules.referral_criteria import criteria
from custodiet.law.steps import Key, Step, Track
from custodiet.law.steps.investigation import ModeOfInvestigationDetermined, Referred, ReportReceived
from custodiet.law.steps.opening import ComplaintMade, HandledOutsideSchedule3, HandlingConcluded, Recorded
from custodiet.law.steps.people import (
    AppealUnderOldRegulationsMade,
    OutcomeLetterSent,
    PersonInformed,
    RecommendationAnswered,
    RecommendationMade,
    ReviewApplied,
    ReviewDetermined,
    ReviewForwarded,
)
from custodiet.law.steps.proceedings import CaseToAnswerDetermined
from custodiet.law.vocabulary import Citation, Instrument, MatterKind, ModeOfInvestigation, Office, ToldOf, cite

PRA, CMR20, CMR12 = Instrument.PRA, Instrument.CMR20, Instrument.CMR12
AA, LPB, DG = Office.APPROPRIATE_AUTHORITY, Office.LOCAL_POLICING_BODY, Office.DIRECTOR_GENERAL
COMPLAINANT, RECORDER, BODY = Office.COMPLAINANT, Office.RECORDER, Office.REVIEW_BODY
_LAST_OLD_DAY = date(2020, 1, 31)
_LATE_REVIEW = cite(CMR20, "29(2), (4)")
_LATE_APPEAL = cite(CMR12, "11(3), (5)")


def handling_outcomes(matter: Matter) -> list[Step]:
    """The outcomes of the handling of a complaint: as concluded, or else the determination on the report."""
    if matter.history.has(HandlingConcluded):
        return [*matter.history.all(HandlingConcluded)]
    return [*matter.history.all(CaseToAnswerDetermined)[:1]]


def review_body(matter: Matter) -> Office | None:
    """Who reviews the outcome of the complaint (PRA Sch 3 para 30, CMR20 32); None where there is no right to a review.

    Before an outcome the answer is the one that the record so far would give.
    """
    if why_no_review(matter):
        return None
    return DG if review_ground(matter) else LPB


def why_no_review(matter: Matter) -> str:
    """Why the complainant has no right to a review, in words; "" where there is one."""
    if kind_of(matter) is not MatterKind.COMPLAINT:
        return "There is no review: only the outcome of a complaint is reviewed (PRA Sch 3 paras 6A, 25)."
    if not new_law(matter, None):
        return "There is no review under the law of before 1 February 2020, but an appeal by the complainant (CMR12 11)."
    if matter.history.has(HandledOutsideSchedule3) and not matter.history.has(Recorded):
        return (
            "There is no review of a complaint handled outside Schedule 3 (PRA Sch 3 para 6A(1)). The complainant may ask for "
            "it to be recorded (para 2(6A))."
        )
    if (mode := _mode_at_outcome(matter)) and mode.by_director_general:
        return f"There is no review after an investigation that the Director General led ({mode.value}; PRA Sch 3 para 25(1))."
    return ""


def _mode_at_outcome(matter: Matter) -> ModeOfInvestigation | None:
    """The form of investigation on which the latest outcome rests; a form determined after a review does not count."""
    outcomes = handling_outcomes(matter)
    before = matter.history.before(outcomes[-1]) if outcomes else matter.history
    determined = before.latest(ModeOfInvestigationDetermined)
    return determined.mode if determined else None


def review_ground(matter: Matter) -> Citation | None:
    """The limb on which the Director General is the review body; None where it is the local policing body.

    Any part that falls within a limb takes the whole complaint there (CMR20 32(f)). Where the local policing body is the
    appropriate authority the person complained of is a senior officer. Being treated as referred, and the same incident,
    are criteria of referral (R9, R7) and so within limb (c).
    """
    subjects = [subject for officer in matter.history.officers if (subject := matter.subject(officer))]
    stated = allegations(matter)
    limbs = {
        cite(CMR20, "32(a)"): any(subject.rank.senior for subject in subjects),
        cite(CMR20, "32(b)"): any(indicates(allegation) or allegation.articles_2_or_3 for allegation in stated),
        cite(CMR20, "32(c)"): matter.history.has(Referred) or bool(criteria(matter)),
    }
    return next((limb for limb, holds in limbs.items() if holds), None)


def _no_review_or_applied(matter: Matter, about: Key | None) -> str:
    if why := why_no_review(matter):
        return why
    applied = matter.history.latest(ReviewApplied)
    if applied and applied in matter.history.after(handling_outcomes(matter)[-1]):
        return (
            f"A review of this outcome was applied for on {british(applied.on)}; an outcome is reviewed once (PRA Sch 3 paras 6A, "
            "25). If it went to the wrong body, enter that it was forwarded."
        )
    return ""


def _in_time(matter: Matter, step: Step) -> str:
    return _late(REVIEW_APPLICATION, matter, step, "A review", "the review body may extend the period if that is just", _LATE_REVIEW)


def _appeal_in_time(matter: Matter, step: Step) -> str:
    return _late(OLD_APPEAL, matter, step, "An appeal", "the appeal body may extend the period if that is just", _LATE_APPEAL)


def _late(clock: Clock, matter: Matter, step: Step, what: str, lever: str, under: Citation) -> str:
    """The refusal of an application after the last day that any of the clock's windows gives."""
    windows = [duty.due for duty in clock.duties(matter)]
    days = [day for day in windows if day]
    if len(days) < len(windows) or not days or step.on <= max(days):
        return ""
    return (
        f"{what} could be applied for until {british(max(days))}, {clock.period.words} after the complainant was told; this one came "
        f"on {british(step.on)} ({under}). In special circumstances {lever}: then enter first that “{clock.id}” was extended."
    )


def _nothing_to_forward(matter: Matter, about: Key | None) -> str:
    applied = matter.history.latest(ReviewApplied)
    if applied and applied.body is review_body(matter):
        return (
            f"The application went to the right body, the {applied.body.value} (PRA Sch 3 para 30, CMR20 32). There is nothing to "
            "forward; the next step is the review itself."
        )
    return ""


def _not_before_the_body(matter: Matter, about: Key | None) -> str:
    applied, determined = matter.history.all(ReviewApplied)[-1], matter.history.latest(ReviewDetermined)
    if determined and determined in matter.history.after(applied):
        return (
            f"The review was determined on {british(determined.on)} (PRA Sch 3 paras 6A(4), 25(4A)). A further one needs a further "
            "outcome and a further application."
        )
    forwarded = matter.history.latest(ReviewForwarded)
    if applied.body is not review_body(matter) and not (forwarded and forwarded in matter.history.after(applied)):
        return (
            f"The application went to the {applied.body.value}, which is not the review body (PRA Sch 3 paras 31, 32). Enter first "
            "that it was forwarded."
        )
    return ""


def _powers_of_the_director_general(matter: Matter, step: Step) -> str:
    assert isinstance(step, ReviewDetermined)
    if step.reinvestigate and step.reasonable_and_proportionate:
        return (
            "An investigation follows only where the outcome was not reasonable and proportionate (PRA Sch 3 paras 6A(5), "
            "25(4C)); this one was found to be so. Correct one of the two answers."
        )
    return ""


def _powers_of_the_policing_body(matter: Matter, step: Step) -> str:
    assert isinstance(step, ReviewDetermined)
    if step.reinvestigate:
        return (
            "The local policing body recommends; it does not direct an investigation (PRA Sch 3 paras 6A(6), 25(4E)). Leave "
            "that answer empty and enter a recommendation."
        )
    return ""


def _says_what(matter: Matter, step: Step) -> str:
    assert isinstance(step, RecommendationMade)
    return blank(
        step.what,
        "A recommendation says what is to be done: an apology, return of property, reflective practice or another remedy",
        cite(CMR20, "30(1)"),
    )


def _says_why(matter: Matter, step: Step) -> str:
    assert isinstance(step, RecommendationAnswered)
    return blank(step.reason, "The answer states the steps that will be taken, or the reasons why not", cite(CMR20, "30(4)"))


def _all_answered(matter: Matter, about: Key | None) -> str:
    made, answered = matter.history.all(RecommendationMade), matter.history.all(RecommendationAnswered)
    if made and len(answered) >= len(made):
        return (
            f"Every recommendation in the record has its answer, the last on {british(answered[-1].on)} (CMR20 30(4)). Correct that "
            "entry if it is wrong."
        )
    return ""


def _reviewed_by(body: Office) -> Asks:
    return lambda matter, about: review_body(matter) is body


def _by_director_general(matter: Matter, about: Key | None) -> bool:
    mode = matter.mode()
    return new_law(matter, about) and mode is not None and mode.by_director_general


_OF_COMPLAINTS = is_kind(MatterKind.COMPLAINT, new_law)

POWERS: tuple[Power, ...] = (
    Power(
        step=ReviewApplied, by=(COMPLAINANT, RECORDER), under=cite(PRA, "Sch 3 paras 6A, 25"),
        after=(HandlingConcluded, CaseToAnswerDetermined), where=_OF_COMPLAINTS, unless=_no_review_or_applied, admits=_in_time,
        even_closed=True,
    ),
    Power(
        step=ReviewForwarded, by=(AA, LPB, DG, BODY), under=cite(PRA, "Sch 3 paras 31, 32"), after=(ReviewApplied,),
        where=_OF_COMPLAINTS, unless=_nothing_to_forward,
    ),
    Power(
        step=ReviewDetermined, by=(LPB, BODY), under=cite(PRA, "Sch 3 paras 6A(6), 25(4E)"), after=(ReviewApplied,),
        where=_reviewed_by(LPB), unless=_not_before_the_body, admits=_powers_of_the_policing_body,
    ),
    Power(
        step=ReviewDetermined, by=(DG, BODY), under=cite(PRA, "Sch 3 paras 6A(5), 25(4C)"), after=(ReviewApplied,),
        where=_reviewed_by(DG), unless=_not_before_the_body, admits=_powers_of_the_director_general,
    ),
    Power(
        step=RecommendationMade, by=(LPB, DG, BODY), under=cite(PRA, "Sch 3 para 28ZA"), after=(ReviewDetermined,),
        where=_OF_COMPLAINTS, admits=_says_what,
    ),
    Power(
        step=RecommendationMade, by=(DG,), under=cite(PRA, "Sch 3 para 23(5F)"), after=(ReportReceived,),
        where=_by_director_general, admits=_says_what,
    ),
    Power(
        step=RecommendationAnswered, by=(AA,), under=cite(CMR20, "30(4)"), after=(RecommendationMade,), where=new_law,
        unless=_all_answered, admits=_says_why,
    ),
    Power(
        step=OutcomeLetterSent, by=(AA, DG, RECORDER), under=cite(CMR12, "11(2)"), after=(ComplaintMade,), where=old_law,
    ),
    Power(
        step=AppealUnderOldRegulationsMade, by=(COMPLAINANT, RECORDER), under=cite(CMR12, "11(1), (3)"),
        after=(OutcomeLetterSent,), where=old_law, admits=_appeal_in_time, even_closed=True,
    ),
)  # fmt: skip


def _told_of_the_right(step: Step) -> bool:
    return isinstance(step, PersonInformed) and step.of is ToldOf.RIGHT_TO_REVIEW and in_writing(step.how)


def _outcomes_to_review(matter: Matter, about: Key | None) -> Iterable[Start]:
    return [Start(step.on, step, step.exact) for step in handling_outcomes(matter)]


REVIEW_APPLICATION = Clock(
    id="review-application", what="apply for a review", period=period("F3", 28, CD), under=cite(CMR20, "29(2)"),
    starts=from_step(PersonInformed, when=_told_of_the_right), met_by=(ReviewApplied,), owed_by=COMPLAINANT, owed_to=BODY,
    track=Track.CASE, kind=DutyKind.WINDOW, where=_OF_COMPLAINTS, since=REGULATIONS_2020,
)  # fmt: skip
OLD_APPEAL = Clock(
    id="old-appeal", what="appeal by the complainant, from the date of the letter", period=period("F3", 28, CD),
    under=cite(CMR12, "11(3)"), starts=from_step(OutcomeLetterSent), met_by=(AppealUnderOldRegulationsMade,),
    owed_by=COMPLAINANT, track=Track.CASE, kind=DutyKind.WINDOW, where=old_law, since=REGULATIONS_2012, to=_LAST_OLD_DAY,
)  # fmt: skip

CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="review-right-told", what="tell the complainant of the right to a review, the body and the time limit",
        period=period("F1", 5, WD), under=cite(CMR20, "34(4)"), starts=_outcomes_to_review, met_by=(PersonInformed,),
        meets=lambda start, step: _told_of_the_right(step), owed_by=AA, owed_to=COMPLAINANT, track=Track.CASE,
        where=lambda m, a: not why_no_review(m), since=REGULATIONS_2020,
    ),
    REVIEW_APPLICATION,
    Clock(
        id="recommendation-reply", what="answer a recommendation of the review body or the Director General",
        period=period("F3", 28, CD), under=cite(CMR20, "30(5)"), starts=from_step(RecommendationMade),
        met_by=(RecommendationAnswered,), owed_by=AA, owed_to=BODY, track=Track.CASE, where=new_law, since=REGULATIONS_2020,
    ),
    OLD_APPEAL,
)  # fmt: skip


def options(matter: Matter) -> list[Option]:
    """What may be done about reviews, recommendations and old appeals now."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """What is owed, and what may still be applied for, about reviews, recommendations and old appeals."""
    return duties_of(CLOCKS, matter)
