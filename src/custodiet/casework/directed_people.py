"""Whom a direction on publication names, held against the people on record: one alias for each, on every paper of the case."""

from django.utils.translation import gettext as _

from custodiet.casework.access import Refused
from custodiet.casework.models import Case, Involvement, Part
from custodiet.law.steps.proceedings import ReportingRestricted, RestrictionLifted
from custodiet.law.vocabulary import Protected

PARTS = {Protected.COMPLAINANT: Part.COMPLAINANT, Protected.VICTIM: Part.VICTIM, Protected.WITNESS: Part.WITNESS}
"""What somebody is in a case, by what a direction calls them."""


def refuse_another_name(case: Case, step: ReportingRestricted | RestrictionLifted) -> None:
    """`Refused` where the direction names somebody who is not what it says they are, or by another alias than the papers do."""
    known = {row.key: row for row in case.involvements.all() if not step.person or row.role in _roles(step)}
    if step.person and step.person not in known:
        raise Refused(
            _(
                "The person chosen is not in this case as what the direction says they are. Choose what is not to be published by what the "
                "person is: complainant, victim or witness (CR20 39(3)(c), 59(2)(c))."
            )
        )
    meant = known.get(step.person or step.about or "")
    if isinstance(step, ReportingRestricted) and step.alias.strip() and meant and step.alias.strip() != meant.alias:
        raise Refused(_another(step.alias.strip(), meant))


def _roles(step: ReportingRestricted | RestrictionLifted) -> set[str]:
    return {PARTS[term].value for term in step.binds if term in PARTS}


def _another(alias: str, meant: Involvement) -> str:
    words = _(
        "This case calls that person %(known)s on every paper, and the direction says %(alias)s: two names side by side would tell what "
        "each is to keep back. Leave the name empty, or enter %(known)s."
    )
    return words % {"known": meant.alias, "alias": alias}
