"""Which rules an investigation follows: Schedule 3 or the Conduct Regulations, those of 2020 or of 2012, and in what form.

Part 3 of the Conduct Regulations does not apply to a case under Schedule 3 (CR20 13, CR12 11); a case is under Schedule 3
once it was recorded or referred. Staff are outside Part 3 and outside the special procedures.
"""

from custodiet.law.instruments import CMR12, CMR20, CMR20_2025, COMPLAINTS, CR12, CR20, CR20_2025, FORCE_POLICY
from custodiet.law.matter import Matter
from custodiet.law.powers import Asks
from custodiet.law.steps import Key
from custodiet.law.steps.investigation import InvestigatorAppointed, ModeOfInvestigationDetermined, Referred, SeverityAssessed
from custodiet.law.steps.opening import HandlingDetermined, Recorded
from custodiet.law.vocabulary import Handling, ModeOfInvestigation, Severity


def both(*asked: Asks) -> Asks:
    """Holds where each of these holds."""
    return lambda matter, about: all(asks(matter, about) for asks in asked)


def under_schedule_3(matter: Matter, about: Key | None) -> bool:
    """Whether the case is a recorded complaint or matter, or was referred (CR20 13)."""
    return matter.history.any_of((Recorded, Referred), about)


def complaints_2020(matter: Matter, about: Key | None) -> bool:
    """A Schedule 3 case under the Complaints and Misconduct Regulations 2020."""
    return under_schedule_3(matter, about) and matter.regime(COMPLAINTS, about) in (CMR20, CMR20_2025)


def complaints_2012(matter: Matter, about: Key | None) -> bool:
    """A Schedule 3 case under the Complaints and Misconduct Regulations 2012."""
    return under_schedule_3(matter, about) and matter.regime(COMPLAINTS, about) is CMR12


def complaints_any(matter: Matter, about: Key | None) -> bool:
    """A Schedule 3 case under rules that are held here."""
    return complaints_2020(matter, about) or complaints_2012(matter, about)


def officer_2020(matter: Matter, about: Key | None) -> bool:
    """A Schedule 3 case of 2020 that concerns an officer or special constable: special procedures are possible."""
    return complaints_2020(matter, about) and not matter.conduct_is(about, FORCE_POLICY)


def officer_2012(matter: Matter, about: Key | None) -> bool:
    """A Schedule 3 case of 2012 that concerns an officer or special constable."""
    return complaints_2012(matter, about) and not matter.conduct_is(about, FORCE_POLICY)


def conduct_2020(matter: Matter, about: Key | None) -> bool:
    """An officer's case outside Schedule 3 under the Conduct Regulations 2020."""
    return not under_schedule_3(matter, about) and matter.conduct_is(about, CR20, CR20_2025)


def conduct_2012(matter: Matter, about: Key | None) -> bool:
    """An officer's case outside Schedule 3 under the Conduct Regulations 2012."""
    return not under_schedule_3(matter, about) and matter.conduct_is(about, CR12)


def by_director_general(matter: Matter, about: Key | None) -> bool:
    """A directed or independent investigation."""
    mode = matter.mode(about)
    return mode is not None and mode.by_director_general


def by_authority(matter: Matter, about: Key | None) -> bool:
    """Any other: by the authority on its own behalf, also where no form was ever determined."""
    return not by_director_general(matter, about)


def in_form(form: ModeOfInvestigation) -> Asks:
    """Holds where that form of investigation was determined last."""
    return lambda matter, about: matter.mode(about) is form


def investigated(matter: Matter, about: Key | None) -> bool:
    """Whether there is an investigation at all: one was decided on, a form determined or an investigator appointed."""
    history = matter.history
    return (
        history.has(InvestigatorAppointed, about)
        or any(step.handling is Handling.INVESTIGATE for step in history.all(HandlingDetermined, about))
        or any(step.mode is not ModeOfInvestigation.RETURNED_TO_FORCE for step in history.all(ModeOfInvestigationDetermined, about))
    )


def assessed(matter: Matter, about: Key | None) -> Severity | None:
    """The severity assessed last, or None."""
    step = matter.history.latest(SeverityAssessed, about)
    return step.severity if step else None


def to_investigate(matter: Matter, about: Key | None) -> bool:
    """Whether someone's conduct is assessed, as last assessed, as misconduct or gross misconduct."""
    officers = (about,) if about else matter.history.officers
    return any(assessed(matter, officer) in (Severity.MISCONDUCT, Severity.GROSS_MISCONDUCT) for officer in officers)
