"""How a matter begins: complaint, conduct matter, the persons complained of, the allegations, and how it is handled."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from custodiet.law.steps.base import Key, Step, Track, ask
from custodiet.law.vocabulary import Attention, Capacity, Handling, HowFound, MatterKind, Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintMade(Step):
    """Complaint made.

    The expression of dissatisfaction itself (PRA s.12), whether or not it is recorded later.
    """

    to: Attention = ask("To whom was the complaint made?", Attention.APPROPRIATE_AUTHORITY)
    found: HowFound = ask("How was the matter found?", HowFound.COMPLAINT)
    oral: bool = ask("Was it made orally?", False)
    about_conduct: bool = ask("Is it about the conduct of a person serving with the police?", True)
    for_someone_else: bool = ask("Is it made for someone else, with written consent?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameToAttention(Step):
    """Matter came to attention.

    A conduct matter or a death or serious injury matter that no complaint brought.
    """

    kind: MatterKind = ask("What kind of matter is it?", MatterKind.CONDUCT_MATTER)
    to: Attention = ask("To whose attention did it come?", Attention.APPROPRIATE_AUTHORITY)
    found: HowFound = ask("How was the matter found?", HowFound.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectIdentified(Step):
    """Person complained of identified."""

    track: ClassVar[Track] = Track.OFFICER
    names_officer: ClassVar[bool] = True

    capacity: Capacity = ask("In what capacity does the person serve?", Capacity.MEMBER_OF_A_POLICE_FORCE)
    rank: Rank = ask("What rank does the person hold?", Rank.CONSTABLE)
    final_warning_until: date | None = ask("If a final written warning from another case is in force: its last day", None)
    final_warning_extended: bool = ask("Was that final written warning extended already?", False)
    warning_until: date | None = ask("If a written warning from another case is in force: its last day", None)
    reduced_in_rank_on: date | None = ask("If the officer was reduced in rank before: the day", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllegationMade(Step):
    """Allegation made."""

    track: ClassVar[Track] = Track.ALLEGATION
    names_allegation: ClassVar[bool] = True

    officer: Key = ask("Against whom?")
    conduct: str = ask("What is alleged, in plain words?")
    category: str = ask("National category, for example G2", "")
    from_day: date | None = ask("When did the conduct begin?", None)
    to_day: date | None = ask("When did it end?", None)
    crime: bool = ask("Does it indicate a crime?", False)
    justifies_discipline: bool = ask("If proved, might it justify disciplinary proceedings?", True)
    death_or_serious_injury: bool = ask("Did it, or may it have, led to death or serious injury?", False)
    articles_2_or_3: bool = ask("Might Article 2 or 3 of the Convention have been infringed?", False)
    serious_assault: bool = ask("Is it a serious assault?", False)
    serious_sexual_offence: bool = ask("Is it a serious sexual offence?", False)
    serious_corruption: bool = ask(
        "Is it serious corruption, including abuse of position for a sexual purpose or an improper emotional relationship?",
        False,
    )
    aggravated_by_discrimination: bool = ask("Is it aggravated by discriminatory behaviour?", False)
    relevant_offence: bool = ask("Is it a relevant offence (fixed by law, or seven years or more)?", False)
    same_incident: bool = ask("Does it arise from the same incident as such conduct?", False)
    sexual_offence_alleged: bool = ask("Is a sexual offence alleged, so that the complainant has anonymity for life?", False)
    indictable_only_conviction: bool = ask("Did it result in a conviction of an indictable-only offence?", False)
    only_abuse_of_position: bool = ask(
        "If serious corruption: is it only abuse of position for a sexual purpose or an improper emotional relationship?",
        False,
        "Before 1 February 2020 the regulations named serious corruption alone.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedToEarlierMatter(Step):
    """Found to relate to an earlier matter that is still being handled."""

    attention: date = ask("When did the earlier matter come to attention?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenedByDirectorGeneral(Step):
    """Re-investigation or old case directed by the Director General.

    PRA s.13B or s.28A: the matter is pulled into the law of that day.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplainantContacted(Step):
    """Complainant contacted for views on handling."""

    views: str = ask("What does the complainant want?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRequested(Step):
    """Complainant asked for the complaint to be recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Step):
    """Recorded under Schedule 3."""

    reason: str = ask("Why is it recorded?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledOutsideSchedule3(Step):
    """Handled outside Schedule 3."""

    reason: str = ask("Why may it be handled outside Schedule 3?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNotAComplaint(Step):
    """Found not to be a complaint."""

    grounds: str = ask("On what grounds is it not a complaint?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRecorded(Step):
    """Not recorded as a repeat of a matter already handled."""

    grounds: str = ask("What was it, and how was it handled?")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingDetermined(Step):
    """Way of handling determined."""

    handling: Handling = ask("How will it be handled?")
    reason: str = ask("Why is that reasonable and proportionate?", "")
    repeat: bool = ask("Is it the same as a matter handled before, with no fresh indication and no fresh evidence?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlingConcluded(Step):
    """Outcome of the handling of the complaint determined."""

    service_acceptable: bool | None = ask("Was the service provided acceptable?", None)
    reason: str = ask("What was decided, and why?", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalNotified(Step):
    """Complainant's wish to withdraw received."""

    signed: bool = ask("Is it in writing and signed?", True)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalLetterSent(Step):
    """Complainant asked in writing whether the complaint is withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalConfirmed(Step):
    """Withdrawal of the complaint confirmed, or silence taken for it."""

    silence: bool = ask("Was silence taken for it?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicInterestDecided(Step):
    """Decided whether the public interest keeps the matter alive."""

    goes_on: bool = ask("Is it to be treated as a recordable conduct matter?")
    reason: str = ask("Why?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumptionLetterSent(Step):
    """Complainant asked, after the criminal case, whether the complaint is to be resumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumptionAnswered(Step):
    """Complainant answered whether the complaint is to be resumed."""

    resume: bool = ask("Does the complainant wish it to be resumed?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionsNoticeAnnounced(Step):
    """Chief officer told that the local policing body means to take over, or hand back, functions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionsNoticeGiven(Step):
    """Notice given or withdrawn under which the local policing body exercises functions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodExtended(Step):
    """Period extended or shortened."""

    clock: str = ask("Which period? (its name in docs/law.md)")
    until: date = ask("New last day")
    reason: str = ask("Why?")
    by_agreement: bool = ask("By agreement of all parties?", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplianceExcused(Step):
    """Exceptional circumstances recorded that prevent compliance with a time limit."""

    clock: str = ask("Which period? (its name in docs/law.md)")
    reason: str = ask("What are the exceptional circumstances?")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed(Step):
    """Case closed."""

    reason: str = ask("Why?", "")
