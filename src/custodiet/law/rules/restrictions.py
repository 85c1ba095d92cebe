"""Restrictions: of an officer's duties, with review and supervision, and of what may be published of a hearing.

The first are good practice of the force, the alternative to suspension (CR20 11(4)(a)) and what follows a warning. The second
are the chair's (CR20 39(3), 59(2)); anonymity of a complainant of a sexual offence depends on no chair (SOA92 s.1).
"""

from collections.abc import Iterable, Iterator

from custodiet.law.clocks import AS_SOON_AS_PRACTICABLE, CD, Clock, Start, duties_of, from_step, period
from custodiet.law.instruments import AMENDED_2024, PANEL_2024, PANELS, PUBLIC_2015, PUBLIC_2020, PUBLICITY, Regime
from custodiet.law.matter import Duty, Matter, Option
from custodiet.law.powers import Asks, Power, british, options_of
from custodiet.law.rules import follow_up
from custodiet.law.steps import History, Key, Step
from custodiet.law.steps.investigation import DutiesRestricted, RestrictionReviewed
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.outcome import Imposed, OfficerLeft, Quashed, StaffOutcomeDecided
from custodiet.law.steps.people import SupervisionChecked, SupervisionPlanned
from custodiet.law.steps.proceedings import (
    AttendanceExcluded,
    NoticeOfReferralServed,
    PublicityConsidered,
    ReferredToProceedings,
    ReportingRestricted,
    RestrictionLifted,
    RestrictionReasonsSent,
)
from custodiet.law.vocabulary import Confidence, FormOfProceedings, Protected, cite
from custodiet.law.vocabulary import Instrument as I
from custodiet.law.vocabulary import Office as O

MANAGERS = (O.APPROPRIATE_AUTHORITY, O.SENIOR_OFFICER, O.LINE_MANAGER)
CHAIRS = (O.CHAIR, O.PERSON_CONDUCTING)
REFERRED = (ReferredToProceedings, NoticeOfReferralServed)
FOR_LIFE = (Protected.COMPLAINANT, Protected.VICTIM)
OF_PEOPLE = (*FOR_LIFE, Protected.WITNESS)
"""What a direction about one person alone can bind: of several witnesses each is decided by itself."""
GOOD_PRACTICE = Confidence.KNOWN
USUAL_DAYS = 28
FOUR_WEEKS = period("", USUAL_DAYS, CD)


def in_service(matter: Matter, about: Key | None) -> bool:
    """Whoever has neither left nor been dismissed, staff included; a dismissal that was set aside does not count."""
    history = matter.history
    if history.has(OfficerLeft, about):
        return False
    dismissals = [
        step
        for step in history
        if history.concerns(step, about)
        and ((isinstance(step, Imposed) and step.outcome.ends_service) or (isinstance(step, StaffOutcomeDecided) and step.dismissed))
    ]
    return not dismissals or any(isinstance(s, Quashed) and history.concerns(s, about) for s in history.after(dismissals[-1]))


def a_workable_plan(matter: Matter, step: Step) -> str:
    """A plan of supervision needs an interval of a day or more and an end after its beginning."""
    assert isinstance(step, SupervisionPlanned)
    if step.check_every_days < 1:
        return (
            f"Supervision must be checked at least every so many whole days, and {step.check_every_days} was entered "
            "(Policy: supervision). Enter 1 or more."
        )
    if step.until is not None and step.until <= step.on:
        return "The supervision would end before it begins (Policy: supervision). Enter a later last day, or none."
    return ""


def a_meeting_is_private(matter: Matter, about: Key | None) -> str:
    """Only a hearing is public, so only a hearing needs restrictions."""
    referred = matter.history.latest(ReferredToProceedings, about)
    if referred is None or referred.form not in (FormOfProceedings.MEETING, FormOfProceedings.STAFF_MEETING):
        return ""
    return (
        "The case is referred to a meeting, which is held in private and is not reported (CR20 39(1)-(2)); the chair restricts what "
        "is published of a hearing. If the form is wrong, correct the referral."
    )


def binds_something(matter: Matter, step: Step) -> str:
    """A restriction says what it binds; one that protects a single person binds what that person is."""
    if not isinstance(step, ReportingRestricted):
        return ""
    if not step.binds:
        return "Nothing is named that may not be published (CR20 39(3)(c), 59(2)(c)). Choose what the restriction binds."
    return _of_one_person(step)


def _of_one_person(step: ReportingRestricted | RestrictionLifted) -> str:
    """Why a direction about one person cannot stand: it binds something that no single person is; "" where it can."""
    if not step.person or (len(step.binds) == 1 and step.binds[0] in OF_PEOPLE):
        return ""
    return (
        "A direction about one person says what that person is: complainant, victim or witness, and nothing else "
        "(CR20 39(3)(c), 59(2)(c)). Enter a direction of its own for the officer's name, the location or the dates."
    )


def may_be_published_again(matter: Matter, step: Step) -> str:
    """Only what is bound is set free, and never one who is protected for life."""
    assert isinstance(step, RestrictionLifted)
    for protected in FOR_LIFE:
        if protected in step.binds and _sexual_offence_alleged(matter, step.about):
            return (
                f"The {protected} cannot be named: a sexual offence is alleged, so that person has anonymity for life, whatever a chair "
                f"directs (SOA92 s.1). Leave the {protected} out of what is lifted."
            )
    if step.person:
        return _of_one_person(step) or _not_bound_alone(matter, step)
    bound = bound_by(matter.history, step.about)
    free = [protected.value for protected in step.binds if protected not in bound]
    if free or not step.binds:
        named = ", ".join(free) or "nothing"
        return f"What is to be lifted is not restricted: {named} (CR20 39(3)(c), 59(2)(c)). Choose from what the restrictions bind."
    return ""


def _sexual_offence_alleged(matter: Matter, about: Key | None) -> bool:
    return any(step.sexual_offence_alleged for step in matter.history.all(AllegationMade, about))


def _not_bound_alone(matter: Matter, step: RestrictionLifted) -> str:
    if step.person in people_bound(matter.history, step.about):
        return ""
    return (
        "No direction protects this person alone, so there is none to lift (CR20 39(3)(c), 59(2)(c)). Choose the person whom the "
        "direction names, or nobody if it protects all of them."
    )


def people_bound(history: History, about: Key | None) -> frozenset[Key]:
    """The people whom a direction in that history protects by themselves: each is protected until it is lifted for them."""
    bound: set[Key] = set()
    for step in history:
        if history.concerns(step, about) and isinstance(step, (ReportingRestricted, RestrictionLifted)) and step.person:
            bound = bound | {step.person} if isinstance(step, ReportingRestricted) else bound - {step.person}
    return frozenset(bound)


def bound_by(history: History, about: Key | None) -> frozenset[Protected]:
    """What the chair's directions in that history bind, of whomever; one that protects a single person is no such direction."""
    bound: set[Protected] = set()
    for step in history:
        if not history.concerns(step, about) or not isinstance(step, (ReportingRestricted, RestrictionLifted)) or step.person:
            continue
        if isinstance(step, ReportingRestricted):
            bound |= set(step.binds)
        else:
            bound -= set(step.binds)
    return frozenset(bound)


def _hearing(regime: Regime) -> Asks:
    return lambda matter, about: matter.regime(PUBLICITY, about) is regime


def _reasons_owed(matter: Matter, about: Key | None) -> bool:
    return matter.regime(PANELS, about) is PANEL_2024


def ends_after_it_begins(matter: Matter, step: Step) -> str:
    """A restriction of duties is reviewed on a day after it begins, not before."""
    assert isinstance(step, (DutiesRestricted, RestrictionReviewed))
    if step.review_on and step.review_on < step.on:
        return (
            f"A restriction that begins, or goes on, on {british(step.on)} cannot be reviewed on {british(step.review_on)}, before that day. "
            "Check both days (force policy on restrictions)."
        )
    return follow_up.not_restricted(matter, step) if isinstance(step, RestrictionReviewed) else ""


def _goes_on(step: Step) -> bool:
    return isinstance(step, RestrictionReviewed) and step.goes_on


def _chairs(step: type[Step], place: str) -> Iterator[Power]:
    """The chair's powers over publicity under the Regulations of 2020 and, for hearings in public since 2015, of 2012."""
    admits = may_be_published_again if step is RestrictionLifted else binds_something
    after = (ReportingRestricted,) if step is RestrictionLifted else REFERRED
    for regime, under in ((PUBLIC_2020, cite(I.CR20, place)), (PUBLIC_2015, cite(I.CR12, "31", Confidence.PART))):
        yield Power(step=step, by=CHAIRS, under=under, after=after, where=_hearing(regime), unless=a_meeting_is_private, admits=admits)


POWERS: tuple[Power, ...] = (
    Power(
        step=DutiesRestricted, by=MANAGERS, under=cite(I.POLICY, "restriction of duties", GOOD_PRACTICE), where=in_service,
        admits=ends_after_it_begins,
    ),
    Power(
        step=RestrictionReviewed, by=MANAGERS, under=cite(I.POLICY, "review of restrictions", GOOD_PRACTICE), where=in_service,
        unless=follow_up.nothing_restricted, admits=ends_after_it_begins,
    ),
    Power(
        step=SupervisionPlanned, by=MANAGERS, under=cite(I.POLICY, "supervision", GOOD_PRACTICE), where=in_service, admits=a_workable_plan,
    ),
    Power(
        step=SupervisionChecked, by=MANAGERS, under=cite(I.POLICY, "supervision", GOOD_PRACTICE), after=(SupervisionPlanned,),
        where=in_service, admits=follow_up.unproved,
    ),
    *_chairs(PublicityConsidered, "33(8)(f), 39(3)"),
    *_chairs(ReportingRestricted, "39(3)(c), 59(2)(c)"),
    *_chairs(RestrictionLifted, "39(3)(c), 59(2)(c)"),
    *_chairs(AttendanceExcluded, "39(3)(a)-(b), 59(2)"),
    Power(
        step=RestrictionReasonsSent, by=(*CHAIRS, O.RECORDER), under=cite(I.CR20, "39(3A), 59(4)"),
        after=(ReportingRestricted, AttendanceExcluded), where=_reasons_owed,
    ),
)  # fmt: skip


def _days_to_review(matter: Matter, start: Start, about: Key | None) -> int:
    """The day fixed for the review, where one was, takes the place of the four weeks."""
    fixed = getattr(start.step, "review_on", None)
    return (fixed - start.day).days - USUAL_DAYS if fixed else 0


def _days_to_check(matter: Matter, start: Start, about: Key | None) -> int:
    plan = _plan_at(matter, start.step, about)
    assert plan is not None  # the clock starts only where a plan stands
    return plan.check_every_days - USUAL_DAYS


def _plan_at(matter: Matter, step: Step, about: Key | None) -> SupervisionPlanned | None:
    plans = [plan for plan in matter.history.all(SupervisionPlanned, about) if plan is step or plan in matter.history.before(step)]
    return plans[-1] if plans else None


def _checks(matter: Matter, about: Key | None) -> Iterable[Start]:
    """From the plan and from each check, as long as the next check falls within the plan."""
    for start in from_step(SupervisionPlanned, SupervisionChecked)(matter, about):
        plan = _plan_at(matter, start.step, about)
        if plan and (plan.until is None or (plan.until - start.day).days >= plan.check_every_days):
            yield start


CLOCKS: tuple[Clock, ...] = (
    Clock(
        id="restriction-review", what="Review of the restriction of duties (on the day fixed, or after four weeks)", period=FOUR_WEEKS,
        under=cite(I.POLICY, "review of restrictions", GOOD_PRACTICE), met_by=(RestrictionReviewed,), ends=(OfficerLeft,),
        starts=from_step(DutiesRestricted, RestrictionReviewed, when=lambda step: isinstance(step, DutiesRestricted) or _goes_on(step)),
        meets=lambda start, step: follow_up.covers(step, start.step),
        owed_by=O.APPROPRIATE_AUTHORITY, owed_to=O.OFFICER_CONCERNED, extra_days=_days_to_review,
    ),
    Clock(
        id="supervision-check", what="Check of the supervision (as often as the plan says)", period=FOUR_WEEKS,
        under=cite(I.POLICY, "supervision", GOOD_PRACTICE), starts=_checks, met_by=(SupervisionChecked,),
        ends=(SupervisionPlanned, OfficerLeft), owed_by=O.LINE_MANAGER, owed_to=O.APPROPRIATE_AUTHORITY, extra_days=_days_to_check,
    ),
    Clock(
        id="restriction-reasons", what="Reasons for an exclusion, condition or ban on publication sent to the local policing body",
        period=AS_SOON_AS_PRACTICABLE, under=cite(I.CR20, "39(3A), 59(4)"), starts=from_step(ReportingRestricted, AttendanceExcluded),
        met_by=(RestrictionReasonsSent,), owed_by=O.CHAIR, owed_to=O.LOCAL_POLICING_BODY, where=_reasons_owed, since=AMENDED_2024,
    ),
)  # fmt: skip


def options(matter: Matter) -> list[Option]:
    """What may be restricted, reviewed or lifted, and what may not and why."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """Which reviews, checks and reasons are owed."""
    return duties_of(CLOCKS, matter)
