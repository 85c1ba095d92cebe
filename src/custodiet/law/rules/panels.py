"""Who sits (CR20 28, 55; CR12 25-26, 46-47): the seats each regime asks for, and who may fill them.

Three regimes have followed each other, chosen by the notice of referral, never by the day of the hearing: chairs of the
force until 2015, legally qualified chairs, and since 7 May 2024 chief officers with a legally qualified adviser beside.
"""

from datetime import date

from custodiet.law.clocks import MONTHS, Clock, duties_of, from_field, period
from custodiet.law.instruments import AMENDED_2024, PANEL_2012, PANEL_2016, PANEL_2020, PANEL_2024, Regime
from custodiet.law.matter import Duty, DutyKind, Matter, Option
from custodiet.law.powers import Power, british, options_of
from custodiet.law.rules import standing
from custodiet.law.rules.standing import panel_regime
from custodiet.law.steps import Key, Step
from custodiet.law.steps.opening import SubjectIdentified
from custodiet.law.steps.proceedings import PanelAppointed, ReferredToProceedings
from custodiet.law.vocabulary import Capacity, FormOfProceedings, Instrument, Office, Rank, Seat, cite

MEETING, HEARING = FormOfProceedings.MEETING, FormOfProceedings.HEARING
ACCELERATED = FormOfProceedings.ACCELERATED_HEARING

_ONE = (Seat.PERSON_CONDUCTING,)
_ALONE = (Seat.CHIEF_OFFICER_ALONE,)
_LAWYER_POLICE_LISTED = (Seat.LEGALLY_QUALIFIED_CHAIR, Seat.POLICE_MEMBER, Seat.LISTED_PERSON)
_LAWYER_INSPECTORATE_LISTED = (Seat.LEGALLY_QUALIFIED_CHAIR, Seat.HMCIC_OR_NOMINEE, Seat.LISTED_PERSON)
_FORCE_POLICE_LISTED = (Seat.SENIOR_CHAIR, Seat.POLICE_MEMBER, Seat.LISTED_PERSON)
_TWO_LAY = (Seat.LAY_MEMBER_WITH_EXPERIENCE, Seat.LAY_MEMBER)
_ADVISED = (*_TWO_LAY, Seat.LEGALLY_QUALIFIED_ADVISER)

# By regime and form: the seats for an officer who is not senior, and for a senior officer.
_SEATS: dict[tuple[Regime, FormOfProceedings], tuple[tuple[Seat, ...], tuple[Seat, ...]]] = {
    (PANEL_2024, MEETING): (_ONE, (Seat.OTHER_FORCE_CHAIR, *_TWO_LAY)),
    (PANEL_2024, HEARING): ((Seat.CHIEF_OFFICER_CHAIR, *_ADVISED), (Seat.OTHER_FORCE_CHAIR, *_ADVISED)),
    (PANEL_2024, ACCELERATED): (_ALONE, (Seat.OTHER_FORCE_CHAIR, *_ADVISED)),
    (PANEL_2020, MEETING): (_ONE, _LAWYER_INSPECTORATE_LISTED),
    (PANEL_2020, HEARING): (_LAWYER_POLICE_LISTED, _LAWYER_INSPECTORATE_LISTED),
    (PANEL_2020, ACCELERATED): (_ALONE, _LAWYER_INSPECTORATE_LISTED),
    (PANEL_2016, MEETING): (_ONE, _LAWYER_INSPECTORATE_LISTED),
    (PANEL_2016, HEARING): (_LAWYER_POLICE_LISTED, _LAWYER_INSPECTORATE_LISTED),
    (PANEL_2016, ACCELERATED): (_ALONE, _LAWYER_INSPECTORATE_LISTED),
    (PANEL_2012, MEETING): (_ONE, _LAWYER_INSPECTORATE_LISTED),
    (PANEL_2012, HEARING): (_FORCE_POLICE_LISTED, _LAWYER_INSPECTORATE_LISTED),
    (PANEL_2012, ACCELERATED): (_ALONE, _LAWYER_INSPECTORATE_LISTED),
}
# For a chief officer, or the Met Deputy or an Assistant Commissioner, the inspectorate chairs since 2024 (CR20 28(5A)).
_INSPECTORATE_CHAIRS = (Rank.CHIEF_CONSTABLE, Rank.COMMISSIONER, Rank.DEPUTY_COMMISSIONER, Rank.ASSISTANT_COMMISSIONER)
# Ranks that stand level count as one rank.
_LEVELS: tuple[tuple[Rank, ...], ...] = (
    (Rank.NONE,),
    (Rank.CONSTABLE,),
    (Rank.SERGEANT,),
    (Rank.INSPECTOR,),
    (Rank.CHIEF_INSPECTOR,),
    (Rank.SUPERINTENDENT,),
    (Rank.CHIEF_SUPERINTENDENT,),
    (Rank.ASSISTANT_CHIEF_CONSTABLE, Rank.COMMANDER),
    (Rank.DEPUTY_CHIEF_CONSTABLE, Rank.DEPUTY_ASSISTANT_COMMISSIONER),
    (Rank.CHIEF_CONSTABLE, Rank.ASSISTANT_COMMISSIONER),
    (Rank.DEPUTY_COMMISSIONER,),
    (Rank.COMMISSIONER,),
)
_LEVEL = {rank: level for level, ranks in enumerate(_LEVELS) for rank in ranks}


def seats(matter: Matter, about: Key | None) -> tuple[Seat, ...]:
    """The seats that must be filled for the proceedings to which the case stands referred; none where none is."""
    form, rank = standing.form(matter, about), standing.rank(matter, about)
    if form is None:
        return ()
    held = ACCELERATED if form in standing.ACCELERATED else form
    ordinary, senior = _SEATS.get((panel_regime(matter, about), held), ((), ()))
    if not rank.senior:
        return ordinary
    if rank in _INSPECTORATE_CHAIRS:
        return tuple(Seat.HMCIC_OR_NOMINEE if seat is Seat.OTHER_FORCE_CHAIR else seat for seat in senior)
    return senior


def _began(matter: Matter, about: Key | None) -> str:
    if standing.referral(matter, about) is None:
        return "The case does not stand referred to proceedings: the referral was withdrawn or returned (CR20 27, 50). Refer it first."
    if standing.hearing(matter, about) and not standing.adjourned(matter, about):
        return (
            "The meeting or hearing has begun, so who sits can no longer be changed (CR20 28, 55). Adjourn it first, or correct the entry."
        )
    return ""


def _composed_wrongly(matter: Matter, step: Step) -> str:
    assert isinstance(step, PanelAppointed)
    regime, form = panel_regime(matter, step.about), standing.form(matter, step.about)
    wanted = seats(matter, step.about)
    missing = [seat.value for seat in wanted if seat not in step.seats]
    foreign = [seat.value for seat in step.seats if seat not in wanted]
    twice = [seat.value for seat in wanted if step.seats.count(seat) > 1]
    faults = [
        f"{what}: {', '.join(names)}"
        for what, names in (("missing", missing), ("not part of it", foreign), ("named twice", twice))
        if names
    ]
    if faults and form:
        return (
            f"These persons may not conduct a {form.value} in this case; {'; '.join(faults)}. It is conducted by: "
            f"{', '.join(seat.value for seat in wanted)} ({regime.under}; {regime.words}). Enter exactly these seats."
        )
    return _wrong_rank(matter, step) or _served_too_long_ago(matter, step) or _conflicts_unchecked(matter, step)


def _wrong_rank(matter: Matter, step: PanelAppointed) -> str:
    subject, rank = matter.subject(step.about), step.police_member_rank
    if subject is None or rank is None:
        return ""
    if Seat.POLICE_MEMBER in step.seats and panel_regime(matter, step.about) is PANEL_2012:
        return _not_a_superintendent(rank)
    if Seat.POLICE_MEMBER in step.seats and not (_LEVEL[rank] >= _LEVEL[Rank.SUPERINTENDENT] and _above(rank, subject)):
        return (
            f"The police member must be a superintendent or above and senior in rank to the officer ({subject.rank.value}); a {rank.value} "
            "was entered (CR20 28(4)(b) as made, CR12 26). Appoint another police member."
        )
    if (Seat.CHIEF_OFFICER_CHAIR in step.seats or Seat.CHIEF_OFFICER_ALONE in step.seats) and not rank.senior:
        return (
            "The chief officer may delegate a hearing only to a senior officer, a former one or staff of similar seniority; a "
            f"{rank.value} was entered (CR20 2(4A)-(4B), 55(1); CR12 46). Name another person."
        )
    if Seat.OTHER_FORCE_CHAIR in step.seats and not _above(rank, subject):
        return (
            f"The chair must be a senior officer of another force and of a more senior rank than the officer ({subject.rank.value}); "
            f"a {rank.value} was entered (CR20 28(5), 55(4)). Appoint another chair."
        )
    if Seat.PERSON_CONDUCTING in step.seats and not _may_conduct_meeting(rank, subject):
        return (
            f"The person conducting a meeting must be at least one rank above the officer ({subject.rank.value}), for a special constable at "
            f"least a sergeant; a {rank.value} was entered (CR20 28(3), CR12 25). Appoint another person."
        )
    return ""


def _not_a_superintendent(rank: Rank) -> str:
    """Before legally qualified chairs the second member was a superintendent or above, or from human resources."""
    if _LEVEL[rank] >= _LEVEL[Rank.SUPERINTENDENT]:
        return ""
    return (
        f"The second member must be a superintendent or above, or a human resources professional; a {rank.value} was entered (CR12 26). "
        "Appoint another, and leave the rank empty for someone from human resources."
    )


def _above(rank: Rank, subject: SubjectIdentified) -> bool:
    return _LEVEL[rank] > _LEVEL[subject.rank]


def _may_conduct_meeting(rank: Rank, subject: SubjectIdentified) -> bool:
    if subject.capacity is Capacity.SPECIAL_CONSTABLE:
        return _LEVEL[rank] >= _LEVEL[Rank.SERGEANT]
    return _above(rank, subject)


def last_day_as_chair(last_served: date) -> date | None:
    """The last day on which a former senior officer may be given the chair (CR20 2(4B)(b))."""
    return FORMER_SENIOR_CHAIR.period.last(last_served)


def _served_too_long_ago(matter: Matter, step: PanelAppointed) -> str:
    if step.chair_last_served is None or panel_regime(matter, step.about) is not PANEL_2024:
        return ""
    last = last_day_as_chair(step.chair_last_served)
    if last is None or step.on <= last:
        return ""
    return (
        f"A former senior officer may chair only within {FORMER_SENIOR_CHAIR.period.words} of having last served; this one last served on "
        f"{british(step.chair_last_served)} ({FORMER_SENIOR_CHAIR.under}). Name another chair."
    )


def _conflicts_unchecked(matter: Matter, step: PanelAppointed) -> str:
    if step.conflicts_checked or panel_regime(matter, step.about) is not PANEL_2024:
        return ""
    return (
        "No one with an actual or reasonably apparent conflict of interest may be appointed, given the chair or act (CR20 12A). "
        "Check each person for a conflict first, and say so."
    )


POWERS: tuple[Power, ...] = (
    Power(
        step=PanelAppointed, by=(Office.APPROPRIATE_AUTHORITY, Office.LOCAL_POLICING_BODY), under=cite(Instrument.CR20, "28, 55"),
        after=(ReferredToProceedings,), where=standing.under_2020, unless=_began, admits=_composed_wrongly,
    ),
    Power(
        step=PanelAppointed, by=(Office.APPROPRIATE_AUTHORITY, Office.LOCAL_POLICING_BODY), under=cite(Instrument.CR12, "25-26, 46-47"),
        after=(ReferredToProceedings,), where=standing.under_2012, unless=_began, admits=_composed_wrongly,
    ),
)  # fmt: skip
FORMER_SENIOR_CHAIR = Clock(
    id="former-senior-chair", what="former senior officer may chair if last served within", period=period("", 60, MONTHS),
    under=cite(Instrument.CR20, "2(4B)(b)"), kind=DutyKind.BAR, owed_by=Office.APPROPRIATE_AUTHORITY, since=AMENDED_2024,
    starts=from_field(PanelAppointed, "chair_last_served", when=lambda step: getattr(step, "chair_last_served", None) is not None),
    where=lambda matter, about: panel_regime(matter, about) is PANEL_2024,
)  # fmt: skip
CLOCKS: tuple[Clock, ...] = (FORMER_SENIOR_CHAIR,)


def options(matter: Matter) -> list[Option]:
    """Whether a panel, or a person conducting, may be appointed."""
    return options_of(POWERS, matter)


def duties(matter: Matter) -> list[Duty]:
    """Until when a former senior officer may chair."""
    return duties_of(CLOCKS, matter)
