"""Who may do what, and the only door to a row: `visible_to`.

Hard refusals come first: somebody who is in the case themselves (other than by sitting on its panel), or has declared a
conflict with it or with anyone in it. Then need-to-know: an active grant; the head of department sees every unrestricted
case. There is no superuser. What may not be seen and what does not exist raise the same `NotThere`.
"""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from custodiet.casework.jobs import HELD_BY_GRANT, Permission, permissions
from custodiet.casework.models import (
    Allegation,
    AllegationAnswer,
    Bundle,
    BundleGiven,
    BundleItem,
    BundleJob,
    Case,
    CaseStep,
    Conflict,
    CopyShown,
    Custody,
    CutDecision,
    Derivation,
    Disclosure,
    Exhibit,
    Grant,
    Involvement,
    Layout,
    Learning,
    LedgerEntry,
    MeetingAnswer,
    MeetingArea,
    Note,
    NoticeDraft,
    OfficerProfile,
    Outgoing,
    Paper,
    PaperServed,
    Part,
    Person,
    PortalAnswer,
    PortalKey,
    PortalMessage,
    PortalRequest,
    Proof,
    PublishedOutcome,
    Reading,
    Report,
    Representation,
    RepresentationEnded,
    ResponsePoint,
    RetentionHold,
    RetentionHoldLifted,
    RetentionReview,
    ReviewedWords,
    ReviewEnd,
    Role,
    SafeContact,
    Task,
    Tie,
    User,
)
from custodiet.casework.report_sight import reports_seen_by
from custodiet.law.vocabulary import Office, PaperKind

ModelT = TypeVar("ModelT", bound=Model)


class NotThere(Exception):
    """There is no such record, or none that this person may see; the two are never told apart."""

    def __init__(self) -> None:
        super().__init__("There is no such record. Check the reference, or look for it on your list of cases.")


class Refused(Exception):
    """The case may be seen, but this may not be done with it. The message says why and what to do."""


class Meanwhile(Refused):
    """Somebody decided since the page was shown. Nothing was recorded; whoever looked at that may decide again."""


_TO_CASE: dict[type[Model], str] = {
    Allegation: "case",
    CaseStep: "case",
    Involvement: "case",
    Grant: "case",
    Task: "case",
    Note: "case",
    NoticeDraft: "case",
    PublishedOutcome: "case",
    LedgerEntry: "case",
    Exhibit: "case",
    Tie: "case",
    Custody: "exhibit__case",
    Disclosure: "exhibit__case",
    Reading: "exhibit__case",
    Layout: "reading__exhibit__case",
    Derivation: "made__case",
    Bundle: "case",
    BundleItem: "bundle__case",
    BundleJob: "bundle__case",
    CutDecision: "item__bundle__case",
    BundleGiven: "job__bundle__case",
    Paper: "case",
    PaperServed: "paper__case",
    AllegationAnswer: "case",
    ResponsePoint: "case",
    Representation: "involvement__case",
    RepresentationEnded: "representation__involvement__case",
    CopyShown: "involvement__case",
    Outgoing: "case",
    PortalKey: "involvement__case",
    PortalMessage: "case",
    PortalRequest: "case",
    PortalAnswer: "request__case",
    ReviewedWords: "case",
    MeetingAnswer: "case",
    RetentionHold: "case",
    RetentionHoldLifted: "hold__case",
    RetentionReview: "case",
    MeetingArea: "case",
    Learning: "case",
    Proof: "case",
}
_WHERE_IT_STANDS = frozenset({Case, CaseStep, Allegation, Involvement, Grant})
"""What whoever sees where a case stands may see of it; all else is of its record."""
_TO_PERSON: dict[type[Model], str] = {Person: "pk", SafeContact: "person", OfficerProfile: "person"}


@dataclass(frozen=True, slots=True)
class Access:
    """Who is looking, for what purpose, in which request."""

    user: User
    purpose: str = ""
    request_id: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed, and if not, why."""

    allowed: bool
    why: str = ""

    def __bool__(self) -> bool:
        return self.allowed


def active_grants(user: User) -> QuerySet[Grant]:
    """The user's grants that are in force at this moment."""
    now = timezone.now()
    return Grant.objects.filter(Q(until=None) | Q(until__gt=now), user=user, since__lte=now)


def visible_to(access: Access, model: type[ModelT]) -> QuerySet[ModelT]:
    """The rows of that table which this user may see: one query, whatever it is filtered by afterwards."""
    cases = _cases_of(access.user, Permission.VIEW if model in _WHERE_IT_STANDS else Permission.RECORD)
    if model is Case:
        return cases  # type: ignore[return-value]
    if model is Report:
        seen = reports_seen_by(access.user, permissions(access.user) & {Permission.REPORTS, Permission.CONFIDENCE}, cases)
        return seen  # type: ignore[return-value]
    if model is LedgerEntry and Permission.LOG not in permissions(access.user):
        return model._default_manager.none()
    if model is Paper and Permission.RECORD not in permissions(access.user):
        of_the_chair = Q(kind=PaperKind.CHAIRS_REPORT.name, case__in=_cases_of(access.user, Permission.TAKE_STEP).values("pk"))
        return model._default_manager.filter(of_the_chair)
    if path := _TO_CASE.get(model):
        return model._default_manager.filter(**{f"{path}__in": cases.values("pk")})
    if path := _TO_PERSON.get(model):
        people = Involvement.objects.filter(case__in=cases.values("pk")).values("person")
        return model._default_manager.filter(**{f"{path}__in": people})
    raise LookupError(f"Nobody has said who may see {model.__name__}: name its way to the case in access.py.")


def seats_of(access: Access) -> QuerySet[Case]:
    """The cases on whose panel this user sits: a place in the case, nothing that stands against it, and never their own job's sight."""
    return _cases_of(access.user, Permission.SIT)


def _cases_of(user: User, needs: Permission) -> QuerySet[Case]:
    if needs not in permissions(user):
        return Case.objects.none()
    known = Q(Exists(active_grants(user).filter(case=OuterRef("pk"))))
    if user.role == Role.HEAD:
        known |= Q(restricted=False)
    return _not_refused(user).filter(known)


def overdue_cases(access: Access) -> QuerySet[Case]:
    """The cases whose overdue lines this user reads: those in sight; for the chief officer, who opens none, all but covert ones."""
    allowed = permissions(access.user)
    if Permission.CHIEF not in allowed:
        return Case.objects.none()
    return visible_to(access, Case) if Permission.VIEW in allowed else _not_refused(access.user).filter(restricted=False)


def coverage(access: Access) -> tuple[int, int]:
    """How many of the cases that are not covert this user may open, and how many there are that neither concern nor conflict with them."""
    every = _not_refused(access.user).filter(restricted=False)
    return visible_to(access, Case).filter(restricted=False).count(), every.count()


def _not_refused(user: User) -> QuerySet[Case]:
    """The cases that do not concern the user themselves, and with which they have declared no conflict."""
    here = OuterRef("pk")
    concerned = Involvement.objects.exclude(role=Part.PANEL.value)
    own = concerned.filter(same_as(user.person_id), case=here) if user.person_id else Involvement.objects.none()
    with_case = Conflict.objects.standing().filter(user=user, case=here)
    with_person = Conflict.objects.standing().filter(user=user, person__involvements__case=OuterRef("pk"))
    twins = OfficerProfile.objects.filter(_of_one_number("person__officer__"), person__involvements__case=OuterRef(here))
    with_twin = Conflict.objects.standing().filter(Exists(twins), user=user)
    gone = RetentionReview.objects.filter(end=ReviewEnd.DISPOSED.value, case=here)
    return Case.objects.filter(~Exists(own), ~Exists(with_case), ~Exists(with_person), ~Exists(with_twin), ~Exists(gone))


def same_as(person: int) -> Q:
    """Of involvements: those of that person, or of the officer of the same force and number.

    An officer stands on record more than once where whoever put them there could not know of the other case.
    """
    profile = OfficerProfile.objects.filter(_of_one_number("person__officer__"), person=person)
    return Q(person=person) | Q(Exists(profile))


def _of_one_number(path: str) -> Q:
    return Q(force=OuterRef(f"{path}force"), collar_number=OuterRef(f"{path}collar_number"))


def case_of(access: Access, reference: str) -> Case:
    """The case of that reference, or `NotThere`."""
    # What no database takes (NUL, half a character) is no reference; to ask for it would end in an error of its own.
    case = visible_to(access, Case).filter(reference=reference).first() if reference.isprintable() else None
    if case is None:
        raise NotThere
    return case


def can(access: Access, action: Permission, case: Case) -> Decision:
    """Whether the user may do that with this case; the same rules as `visible_to`, asked about one case."""
    user = access.user
    if hard := _hard_refusal(user, case):
        return Decision(False, hard)
    allowed = permissions(user)
    if Permission.VIEW not in allowed:
        return Decision(False, "This job has no access to cases.")
    now = timezone.now()
    grants = [(grant.since, grant.until) for grant in case.grants.filter(user=user)]
    granted = any(since <= now and (until is None or now < until) for since, until in grants)
    if not granted and (case.restricted or user.role != Role.HEAD):
        return Decision(False, "Nobody has given this user a place in the case.")
    if action not in allowed:
        return Decision(
            False,
            f"A user whose job is “{user.get_role_display()}” may not {action.value}. Ask the head of department who may.",
        )
    return Decision(True)


def is_in(user: User, case: Case) -> bool:
    """Whether the case concerns the user themselves: as officer, complainant, witness; not as a member of its panel."""
    if not user.person_id:
        return False
    return bool(case.involvements.exclude(role=Part.PANEL.value).filter(same_as(user.person_id)).exists())


def those_in(case: Case) -> QuerySet[User]:
    """Every login of whom `is_in` is true, in one question."""
    people = case.involvements.exclude(role=Part.PANEL.value).values("person")
    numbers = OfficerProfile.objects.filter(_of_one_number("person__officer__"), person__in=people)
    return User.objects.filter(Q(person__in=people) | Q(Exists(numbers)))


def _hard_refusal(user: User, case: Case) -> str:
    if is_in(user, case):
        return "The user is in this case."
    for conflict in Conflict.objects.standing().filter(user=user):
        if conflict.case_id == case.pk or (conflict.person_id and case.involvements.filter(same_as(conflict.person_id)).exists()):
            return "The user has a declared conflict of interest."
    return ""


def can_know(user: User, case: Case) -> bool:
    """Whether the user may know that there is this case: they are not in it and have declared no conflict."""
    return not _hard_refusal(user, case)


def require(access: Access, action: Permission, case: Case) -> None:
    """`NotThere` where the case may not be seen, `Refused` where it may be seen but this may not be done."""
    if not can(access, Permission.VIEW, case):
        raise NotThere
    if not (decision := can(access, action, case)):
        raise Refused(decision.why)


def offices_of(user: User, case: Case) -> list[Office]:
    """The offices in which this user may record steps in this case, in the order of the vocabulary."""
    if not can(Access(user), Permission.TAKE_STEP, case):
        return []
    lists = active_grants(user).filter(case=case).values_list("offices", flat=True)
    held = {office for offices in lists for office in offices}
    return [office for office in Office if office not in HELD_BY_GRANT or office.value in held]
