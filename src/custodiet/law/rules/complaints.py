"""What kind of matter this is and which Complaints and Misconduct Regulations govern it: the questions Part 2 turns on."""

from functools import lru_cache

from custodiet.law.instruments import CMR12, CMR20, CMR20_2025, COMPLAINTS
from custodiet.law.matter import Matter
from custodiet.law.powers import Asks
from custodiet.law.steps import Key
from custodiet.law.steps.investigation import CalledIn, Referred
from custodiet.law.steps.opening import AllegationMade, CameToAttention, ComplaintMade
from custodiet.law.vocabulary import Citation, MatterKind, ModeOfInvestigation

OPENING = (ComplaintMade, CameToAttention)


def new_law(matter: Matter, about: Key | None) -> bool:
    """Whether the Regulations of 2020 govern, as made or as amended."""
    return matter.regime(COMPLAINTS, about) in (CMR20, CMR20_2025)


def old_law(matter: Matter, about: Key | None) -> bool:
    """Whether the Regulations of 2012 govern."""
    return matter.regime(COMPLAINTS, about) is CMR12


def formalised(matter: Matter, about: Key | None) -> bool:
    """Whether the Regulations that govern are held here at all."""
    return matter.regime(COMPLAINTS, about).formalised


def kind_of(matter: Matter) -> MatterKind | None:
    """A complaint if anyone complained; else a conduct matter if one came to attention; else what did (PRA s.12)."""
    if matter.history.has(ComplaintMade):
        return MatterKind.COMPLAINT
    kinds = {step.kind for step in matter.history.all(CameToAttention)}
    return next((kind for kind in (MatterKind.CONDUCT_MATTER, MatterKind.DSI_MATTER) if kind in kinds), None)


def is_kind(kind: MatterKind, law: Asks) -> Asks:
    """The predicate: a matter of that kind, governed by that law."""
    return lambda matter, about: kind_of(matter) is kind and law(matter, about)


def allegations(matter: Matter) -> list[AllegationMade]:
    """Each allegation as it was stated last."""
    stated = (matter.history.latest(AllegationMade, key) for key in matter.history.allegations)
    return [allegation for allegation in stated if allegation]


def indicates(allegation: AllegationMade) -> bool:
    """A crime, or behaviour that would justify disciplinary proceedings."""
    return allegation.crime or allegation.justifies_discipline


def with_director_general(matter: Matter) -> bool:
    """Referred or called in, and not referred back to the authority (PRA Sch 3 paras 5(2), 6(2), 14(2))."""
    referred = matter.history.any_of((Referred, CalledIn))
    return referred and matter.mode() is not ModeOfInvestigation.RETURNED_TO_FORCE


def blank(words: str, wanted: str, under: Citation) -> str:
    """The refusal of an empty statement of reasons, or ""."""
    return "" if words.strip() else f"{wanted} ({under}). Nothing was written; write it in a sentence."


_WRITTEN = ("writing", "written", "letter", "e-mail", "email", "post", "portal")


@lru_cache(maxsize=256)
def in_writing(how: str) -> bool:
    """Whether a way of telling leaves writing behind: a letter, an e-mail, the portal; a call or a meeting does not."""
    return any(word in how.casefold() for word in _WRITTEN)
