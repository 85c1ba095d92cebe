"""What the chair directed on publication, as the record has it: restrictions, the required notice, whether the officer is named.

And what earlier papers of the case kept back, which no later one may give.
"""

from datetime import date

from custodiet.casework.access import visible_to
from custodiet.casework.bound_facts import bound_facts
from custodiet.casework.models import Involvement, Part, PublishedOutcome
from custodiet.law.position import possible_matters
from custodiet.law.rules import standing
from custodiet.law.steps import Key
from custodiet.law.steps.proceedings import (
    PublicityConsidered,
    PublicNoticeRequired,
    ReportingRestricted,
    RestrictionLifted,
)
from custodiet.law.vocabulary import NoticePart, Office, Protected
from custodiet.publication.directions import Required, Restriction
from custodiet.publication.earlier import Earlier
from custodiet.publication.identifiers import Identifier
from custodiet.publication.names import Alias, NamedOfficer, NamingBasis, NamingDecision
from custodiet.web.context import today
from custodiet.web.staff.frame import Frame

BASES = {
    (False, False): NamingBasis.REPORT_OF_OUTCOME, (False, True): NamingBasis.NOTICE_OF_OUTCOME_2012,
    (True, False): NamingBasis.NOTICE_OF_HEARING, (True, True): NamingBasis.NOTICE_OF_HEARING_2012,
}  # fmt: skip
"""On what the name rests: by whether the paper announces a hearing, and whether the Regulations of 2012 govern."""


def asked(seen: Frame, officer: Key) -> bool:
    """Whether the question of anonymity was put to the chair about this officer, and answered."""
    history = seen.history.until(today())
    return history.has(PublicityConsidered, officer) or history.has(ReportingRestricted, officer)


def restrictions(seen: Frame) -> list[Restriction]:
    """The chair's directions on what is not to be published, each with its day and the day it was lifted."""
    found = []
    for made in seen.history.all(ReportingRestricted):
        # What follows in the record, not what is dated later: a direction given again on the day of its lifting stands.
        followed = [step for step in seen.history.after(made) if isinstance(step, RestrictionLifted) and step.person == made.person]
        lifted = [step for step in followed if seen.history.concerns(step, made.about)]
        about = Alias.parse(seen.seen.aliases[made.about]) if made.about in seen.seen.aliases else None
        person = Alias.parse(seen.seen.aliases[made.person]) if made.person in seen.seen.aliases else None
        for bound in made.binds:
            day = next((step.on for step in lifted if bound in step.binds), None)
            found.append(Restriction(binds=(bound,), about=about, lifted_on=day, made_on=made.on, by=_office(seen, made), person=person))
    return found


def bound(seen: Frame, officer: Key, on: date) -> tuple[Protected, ...]:
    """What may not be published of this officer's proceedings on that day."""
    alias = Alias.parse(seen.seen.aliases[officer])
    return tuple(term for term in Protected if any(each.holds(term, on, alias) for each in restrictions(seen)))


def required(seen: Frame, officer: Key) -> Required | None:
    """The chair's latest requirement of a public notice, if there is one."""
    made = seen.history.until(today()).latest(PublicNoticeRequired, officer)
    return Required(parts=made.must_give, on=made.on, by=_office(seen, made)) if made else None


def officer_in(seen: Frame, officer: Key, on: date, *, ahead: bool) -> Alias | NamedOfficer:
    """The officer as a paper of that day gives them: by name only where the chair required the name and no restriction holds."""
    alias = Alias.parse(seen.seen.aliases[officer])
    asked_for = required(seen, officer)
    if asked_for is None or NoticePart.NAME not in asked_for.parts or Protected.OFFICER_NAME in bound(seen, officer, on):
        return alias
    row = visible_to(seen.request.access, Involvement).select_related("person").get(case=seen.request.case, key=officer, role=Part.OFFICER)
    old = any(standing.under_2012(matter, officer) for matter in possible_matters(seen.history.until(today()), today()))
    decision = NamingDecision(about=alias, office=asked_for.by, decided_by=f"the {asked_for.by}", on=asked_for.on, basis=BASES[ahead, old])
    return NamedOfficer(alias, row.person.name, decision)


def earlier(seen: Frame, officer: Key) -> list[Earlier]:
    """What was published of this case before, and what each paper kept back. What was withdrawn was still read by somebody."""
    rows = visible_to(seen.request.access, PublishedOutcome).filter(case=seen.request.case).exclude(alias="").defer("body", "pdf")
    return [
        Earlier(
            officer=Alias.parse(row.alias), on=row.dated or row.published_at.date(), named=row.named,
            withheld=tuple(Protected(term) for term in row.withheld), same_officer=row.about == officer,
        )
        for row in rows.order_by("pk")
    ]  # fmt: skip


def kept_back(seen: Frame, officer: Key, papers: list[Earlier], place: str = "") -> list[Identifier]:
    """The place and the days that are bound, or that an earlier paper kept back: looked for in every byte, like a name."""
    terms = {*bound(seen, officer, today()), *(term for paper in papers for term in paper.withheld if not _lifted(seen, term, paper))}
    return bound_facts(terms, seen.history, None, [place])


def _lifted(seen: Frame, term: Protected, paper: Earlier) -> bool:
    return any(
        term in each.binds and each.about in (None, paper.officer) and each.lifted_on and paper.on <= each.lifted_on <= today()
        for each in restrictions(seen)
    )


def _office(seen: Frame, step: object) -> Office:
    """In which office the step was taken."""
    said = next((line.office for line in seen.seen.steps if line.step is step), "")
    return Office(said) if said in list(Office) else Office.CHAIR
