"""Who sits: the members of a case's panel on record, and whether anyone of them may not act (CR20 12A).

A member with a login sees the case that they hear, which nobody else does who is one of its people.
"""

from dataclasses import dataclass

from custodiet.casework.access import Access, Refused, case_of, same_as
from custodiet.casework.models import Case, Conflict, Involvement, Part


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who sits, conducts or advises; `why_not` says why they may not, "" where nothing is on record against it."""

    alias: str
    why_not: str = ""


def members(access: Access, reference: str) -> tuple[Member, ...]:
    """The members on record for a case that the reader may see, under their aliases."""
    return of_case(case_of(access, reference))


def of_case(case: Case) -> tuple[Member, ...]:
    """The same for a case in hand."""
    rows = case.involvements.filter(role=Part.PANEL.value).select_related("person").order_by("pk")
    return tuple(Member(row.alias, _why_not(case, row)) for row in rows)


def refuse_the_conflicted(case: Case) -> None:
    """`Refused` where somebody on record as sitting has a conflict of interest with the case."""
    for member in of_case(case):
        if member.why_not:
            raise Refused(
                f"{member.alias} may not sit: {member.why_not} No one with an actual or reasonably apparent conflict of interest may be "
                "appointed or act (CR20 12A). Nothing was recorded. Have another person take the seat, and put that person on record."
            )


def _why_not(case: Case, row: Involvement) -> str:
    others = case.involvements.exclude(role=Part.PANEL.value)
    if second := others.filter(same_as(row.person_id)).first():
        return f"the same person is in the case as {second.get_role_display().lower()}."
    declared = Conflict.objects.standing().filter(user__person=row.person)
    people = others.values("person")
    if declared.filter(case=case).exists() or declared.filter(person__in=people).exists():
        return "a conflict of interest has been declared."
    return ""
