"""Whether a letter names somebody who is protected: an allegation or a reason may hold a name that whoever wrote it did not think of."""

from datetime import date

from custodiet.casework import protected
from custodiet.casework.access import Refused
from custodiet.casework.identifiers import identifiers
from custodiet.casework.models import Case
from custodiet.casework.paper_word import blocks
from custodiet.law.steps import Key
from custodiet.publication import leaks


def refuse_the_protected(case: Case, to: Key, data: bytes, on: date) -> None:
    """`Refused` where the words hold by what somebody else than the person it goes to could be known, who is protected on that day."""
    own = set(case.involvements.filter(key=to).values_list("person", flat=True))
    others = [row for row in protected.bound_names(case, on) if row.person_id not in own]
    words = "\n".join(str(text) for _kind, text in blocks(data))
    if leaks.find(words, identifiers(others)):
        raise Refused(
            "The letter was not made: its words hold a name, a number or an address of somebody who is protected (by the chair’s "
            "direction, CR20 39(3)(c), for life, or as another person of the case). Look through the allegations, the reasons and what "
            "you entered, and write who it was without the name."
        )
