"""What follows an outcome, asked of the records: of one case, across the cases in sight, and of one officer for the officer's own page.

Warnings, restrictions, plans and checks are steps, and their days come from the law; proof, learning and areas are rows beside them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from custodiet.casework import kept_apart, promises, service_queries, standing
from custodiet.casework.access import Access, case_of, overdue_cases, require, same_as, visible_to
from custodiet.casework.follow_pages import Followed, FollowPage, Limited, OfficerFollowed
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, Involvement, Learning, Part, Person, Proof
from custodiet.casework.queries import consulted, opening
from custodiet.law.calendar import working_days_after
from custodiet.law.matter import Duty
from custodiet.law.position import Position, position
from custodiet.law.rules import follow_up
from custodiet.law.steps import History, Key
from custodiet.law.steps.investigation import NoticeServed
from custodiet.law.steps.people import (
    DevelopmentReportAgreed,
    DevelopmentReportDiscussed,
    ReflectiveAccountGiven,
    ReflectiveDiscussionHeld,
    ReflectiveInvitationReceived,
    ReflectivePracticeAbandoned,
    ReflectivePracticeBegun,
    RevettingCompleted,
    SupervisionPlanned,
)
from custodiet.law.vocabulary import Office
from custodiet.law.warned import Warned, warnings

CHECK, REVIEW = "supervision-check", "restriction-review"
OTHERS = ("revetting", "rprp-account", "rprp-pdr")
REFLECTIVE = (
    ReflectivePracticeBegun, ReflectiveInvitationReceived, ReflectiveAccountGiven, ReflectiveDiscussionHeld, DevelopmentReportAgreed,
    DevelopmentReportDiscussed, ReflectivePracticeAbandoned,
)  # fmt: skip
EVIDENCE_IN = 5
"""Working days within which there is proof that a restriction is kept (force policy)."""
BEGIN = ("Imposed", "DutiesRestricted", "SupervisionPlanned", "RevettingRequired", "ReflectivePracticeBegun", "DevelopmentReportAgreed")
"""The steps with which something begins that is followed up; a case without one of them is not asked."""


@opening
def follow(access: Access, reference: str, today: date) -> FollowPage:
    """The follow-up of that case."""
    case = case_of(access, reference)
    require(access, Permission.FOLLOW, case)
    found = standing.standing(case)
    known = found.history.until(today)
    now = position(known, today)
    aliases = dict(case.involvements.values_list("key", "alias"))
    before = service_queries.earlier(access, case, known, today)
    page = FollowPage(
        officers=tuple(_officer(case, found, known, now, key, aliases, before.get(key, ())) for key in known.officers),
        apart=tuple(kept_apart.compared(case, known, today)),
        learning=tuple(visible_to(access, Learning).filter(case=case).prefetch_related("proofs__exhibit").order_by("due", "pk")),
    )
    consulted(access, case, "follow-up", ["aliases", "warnings", "restrictions", "supervision", "re-vetting", "areas compared", "learning"])
    return page


def _officer(case, found, known: History, now: Position, key: Key, aliases: dict, before: tuple) -> OfficerFollowed:
    numbers = {step: row.seq for row in found.rows if (step := found.steps.get(row.pk)) is not None}
    of_step: dict[int, tuple[Proof, ...]] = {}
    for row in Proof.objects.filter(case=case).exclude(step=None).select_related("step", "exhibit", "by"):
        of_step[row.step.seq] = (*of_step.get(row.step.seq, ()), row)
    owed = [duty for duty in now.duties if duty.about == key]
    return OfficerFollowed(
        key=key,
        alias=aliases.get(key, key),
        warnings=tuple(each for each in warnings(known, now.today) if each.officer == key),
        restrictions=tuple(_limited(each, owed, numbers, of_step) for each in follow_up.standing(known, key)),
        plans=tuple(known.all(SupervisionPlanned, key)),
        checks=tuple(duty for duty in owed if duty.id == CHECK),
        others=tuple(duty for duty in owed if duty.id in OTHERS),
        revetted=tuple((numbers[step], step, of_step.get(numbers[step], ())) for step in known.all(RevettingCompleted, key)),
        reflective=tuple(step for step in known if isinstance(step, REFLECTIVE) and step.about == key),
        earlier=before,
    )


def _limited(each: follow_up.Standing, owed: list[Duty], numbers: dict, of_step: dict[int, tuple[Proof, ...]]) -> Limited:
    last = each.reviewed or each.made
    review = next((duty for duty in owed if duty.id == REVIEW and duty.open and duty.began_on == last.on), None)
    proofs = [*of_step.get(numbers[each.made], ()), *(of_step.get(numbers[each.reviewed], ()) if each.reviewed else ())]
    return Limited(numbers[each.made], each, review, tuple(proofs), working_days_after(each.made.on, EVIDENCE_IN))


def across(access: Access, today: date, only_late: bool = False) -> tuple[Followed, ...]:
    """What is owed in the cases in sight, the earliest day first; `only_late`: what stands on the chief's page, in red."""
    with transaction.atomic():
        seen = overdue_cases(access) if only_late else visible_to(access, Case)
        cases = seen.filter(pk__in=_concerned()).prefetch_related("steps__recorded_by").order_by("pk")
        found = [each for case in cases for each in _owed(case, today)]
        kept = [each for each in found if each.late(today) or not only_late]
        consulted(
            access, None, "overdue follow-up" if only_late else "follow-up", ["reference", "title", "alias", "duties", "owner"],
            references=sorted({each.reference for each in kept}),
        )  # fmt: skip
    return tuple(sorted(kept, key=lambda each: (each.due or date.max, each.reference, each.what)))


def _concerned():
    begun = Case.objects.filter(steps__kind__in=BEGIN)
    return begun.union(Case.objects.filter(learning__isnull=False)).values("pk")


def _owed(case: Case, today: date) -> Iterator[Followed]:
    found = standing.of_rows(sorted(case.steps.all(), key=lambda row: row.seq))
    known = found.history.until(today)
    now, aliases = position(known, today), dict(case.involvements.values_list("key", "alias"))
    manager, decider = promises.holder(case, Office.LINE_MANAGER), promises.holder(case, Office.APPROPRIATE_AUTHORITY)

    def owed(what: str, whom: str, due: date | None, owner: str, under: str, unproved: bool = False) -> Followed:
        return Followed(case.reference, case.title, what, whom, due, owner or decider, decider, under, unproved)

    for duty in now.open_duties:
        if duty.id in (CHECK, REVIEW, *OTHERS):
            owner = manager if duty.owed_by is Office.LINE_MANAGER else promises.holder(case, duty.owed_by)
            yield owed(duty.what, aliases.get(duty.about or "", ""), duty.due, owner, duty.under.text, duty.id == CHECK)
    proved = set(Proof.objects.filter(case=case).exclude(step=None).values_list("step__seq", flat=True))
    numbers = {step: row.seq for row in found.rows if (step := found.steps.get(row.pk)) is not None}
    for key in known.officers:
        for each in follow_up.standing(known, key):
            seqs = {numbers[each.made]} | ({numbers[each.reviewed]} if each.reviewed else set())
            if not seqs & proved:
                due = working_days_after(each.made.on, EVIDENCE_IN)
                yield owed("proof that the restriction is kept", aliases.get(key, key), due, manager, "Policy restriction of duties", True)
    for row in case.learning.prefetch_related("proofs"):
        if not row.proofs.all():
            yield owed(f"learning: {row.what}", aliases.get(row.officer, row.get_to_display()), row.due, row.owner, "", True)
    for pair in kept_apart.compared(case, known, today):
        if pair.meets is kept_apart.Meets.YES:
            yield owed(f"keep {pair.officer} and {pair.whom} apart", pair.whom, pair.since, promises.holder(case, Office.INVESTIGATOR), "")


@dataclass(frozen=True, slots=True)
class OwnRestriction:
    """A restriction as its officer is told of it: what, since when, who reviews it and when. Not why: that may name others."""

    what: str
    kinds: tuple[str, ...]
    since: date
    reviewer: str
    review_on: date | None


@dataclass(frozen=True, slots=True)
class OwnFollowUp:
    """What follows an outcome, as the officer concerned may read it in one case."""

    reference: str
    warnings: tuple[Warned, ...]
    restrictions: tuple[OwnRestriction, ...]
    supervised_until: date | None
    supervision: str
    checks: tuple[Duty, ...]
    others: tuple[Duty, ...]
    learning: tuple[tuple[str, date, bool], ...]


def for_officer(person: Person, today: date) -> tuple[OwnFollowUp, ...]:
    """What follows the outcomes of every case in which the officer was served with notice, each as `own_follow_up` has it."""
    rows = Involvement.objects.filter(same_as(person.pk), role=Part.OFFICER.value).select_related("case").order_by("pk")
    return tuple(own for row in rows if (own := own_follow_up(row, today)) is not None)


def own_follow_up(row: Involvement, today: date) -> OwnFollowUp | None:
    """For the officer's own page, of one case: warnings with their last day, restrictions, supervision, re-vetting and reflective
    practice with their days, and learning; None where no notice was served.

    Plain data about this person alone. Never an area, nothing about whoever was harmed, no reason of a restriction and no proof; the law's
    advice, which quotes what staff wrote for each other, is left out. The caller screens the words and enters the opening in the ledger.
    A watch that is over is shown by `officer_watch.shown_to_officer`.
    """
    known = standing.standing(row.case).history.until(today)
    if not known.has(NoticeServed, row.key):
        return None
    now = position(known, today)
    owed = [duty for duty in now.duties if duty.about == row.key]
    plan = known.latest(SupervisionPlanned, row.key)
    return OwnFollowUp(
        reference=row.case.reference,
        warnings=tuple(replace(each, advice="") for each in warnings(known, today) if each.officer == row.key and not each.told),
        restrictions=tuple(_own_restriction(each, owed) for each in follow_up.standing(known, row.key)),
        supervised_until=plan.until if plan else None,
        supervision=plan.plan if plan else "",
        checks=tuple(replace(duty, advice="") for duty in owed if duty.id == CHECK),
        others=tuple(replace(duty, advice="") for duty in owed if duty.id in OTHERS),
        learning=tuple((each.what, each.due, each.proofs.exists()) for each in row.case.learning.filter(officer=row.key)),
    )


def _own_restriction(each: follow_up.Standing, owed: list[Duty]) -> OwnRestriction:
    last = each.reviewed or each.made
    due = next((duty.due for duty in owed if duty.id == REVIEW and duty.open and duty.began_on == last.on), None)
    return OwnRestriction(each.made.restriction, tuple(kind.value for kind in each.made.kinds), each.made.on, each.made.reviewer, due)
