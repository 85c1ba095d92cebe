"""Whose names may stand in nothing that is published: the people and the staff of the case, and whoever is protected elsewhere.

The one place that looks into every case, whoever may see it: a name that is protected in a covert case is protected in
every notice. The rows go to the search of the finished bytes and to no page.
"""

from datetime import date

from django.db.models import Q, QuerySet

from custodiet.casework import standing
from custodiet.casework.directed_people import PARTS
from custodiet.casework.models import Case, CaseStep, Involvement, Part, User
from custodiet.law.rules.restrictions import bound_by, people_bound
from custodiet.law.steps import History
from custodiet.law.steps.opening import AllegationMade
from custodiet.law.steps.proceedings import ReportingRestricted, RestrictionLifted
from custodiet.law.vocabulary import Protected

FOR_LIFE = frozenset({Part.COMPLAINANT, Part.VICTIM})
RESTRICTING = (ReportingRestricted, RestrictionLifted, AllegationMade)


def people(case: Case, today: date) -> list[Involvement]:
    """Everybody in the case, and everybody whom a restriction or the law protects in any other on that day."""
    rows = Involvement.objects.select_related("person__officer", "person__safe_contact").order_by("case", "pk")
    elsewhere = _histories(case)
    others = rows.filter(case__in=elsewhere) if elsewhere else rows.none()
    return [*rows.filter(case=case), *(row for row in others if _protects(elsewhere[row.case_id], row, today))]


def bound_names(case: Case, today: date) -> list[Involvement]:
    """The same without officers of the case itself whom no restriction in force protects: they may lawfully stand in what is out."""
    history = standing.standing(case).history
    return [
        row for row in people(case, today) if row.case_id != case.pk or row.role != Part.OFFICER.value or _protects(history, row, today)
    ]


def by(case: Case, today: date) -> list[Involvement]:
    """Whom this case protects on that day, in whatever is published of any other."""
    history = standing.standing(case).history
    rows = Involvement.objects.select_related("person__officer", "person__safe_contact").filter(case=case).order_by("pk")
    return [row for row in rows if _protects(history, row, today)]


def staff(case: Case) -> QuerySet[User]:
    """Whoever works or worked on the case; not the officer concerned, whose own answers are steps too."""
    concerned = case.involvements.filter(role=Part.OFFICER.value).values("person")
    return (
        User.objects.filter(Q(grants__case=case) | Q(pk__in=case.steps.values("recorded_by")) | Q(pk__in=case.notes.values("author")))
        .exclude(person__isnull=False, person__in=concerned)
        .distinct()
    )


def _histories(case: Case) -> dict[int, History]:
    """Of each other case in which publication was restricted or a sexual offence alleged: the steps that say so and stand."""
    restricted = CaseStep.objects.filter(
        Q(kind=ReportingRestricted.__name__) | Q(kind=AllegationMade.__name__, content__sexual_offence_alleged=True)
    )
    found: dict[int, list[CaseStep]] = {}
    wanted = Q(kind__in=[step.__name__ for step in RESTRICTING]) | Q(strikes__isnull=False)
    for row in CaseStep.objects.filter(wanted, case__in=restricted.exclude(case=case).values("case")).order_by("case", "seq"):
        found.setdefault(row.case_id, []).append(row)
    return {number: standing.of_rows(rows).history for number, rows in found.items()}


def _protects(history: History, row: Involvement, today: date) -> bool:
    """Whether somebody's name is protected by what stands in a case: by the chair's direction, or for life (SOA92 s.1)."""
    if row.role in FOR_LIFE and any(step.sexual_offence_alleged for step in history.all(AllegationMade)):
        return True
    for made in history.all(ReportingRestricted):
        until = history.until(today)
        bound = bound_by(until, made.about)
        if row.role != Part.OFFICER.value and row.key in people_bound(until, made.about):
            return True
        if row.role in {PARTS[term].value for term in bound if term in PARTS}:
            return True
        if Protected.OFFICER_NAME in bound and row.key == made.about and row.role == Part.OFFICER.value:
            return True
    return False
