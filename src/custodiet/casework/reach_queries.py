"""What staff see of the people a case is for: the safe ways, the ways in, what passed between, what went out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from custodiet.casework import carriers, kept_apart, mine, safe_ways, standing
from custodiet.casework.access import Access, NotThere, case_of, require
from custodiet.casework.actions.portal_keys import FOR
from custodiet.casework.jobs import Permission
from custodiet.casework.kept_apart import Compared
from custodiet.casework.models import Case, Delivery, Involvement, Neutral, Outgoing, PortalKey, Way
from custodiet.casework.queries import consulted, opening
from custodiet.casework.secrets_held import unseal


@dataclass(frozen=True, slots=True)
class ReachLine:
    """One person, as the list of them has it."""

    key: str
    alias: str
    role: str
    ways: tuple[Way, ...]
    open_key: bool
    waiting: int
    unanswered: bool


@dataclass(frozen=True, slots=True)
class SentLine:
    """One message that went out, or did not."""

    pk: int
    what: str
    way: str
    state: str
    why: str
    at: datetime
    handed_over_at: datetime | None
    to_post: bool


@dataclass(frozen=True, slots=True)
class ReachPage:
    """One person: what the page shows them, their ways in, and the outbox."""

    involvement: Involvement
    shown: mine.MinePage
    keys: tuple[PortalKey, ...]
    sent: tuple[SentLine, ...]
    unsafe: tuple[tuple[Way, str], ...]

    @property
    def safe(self) -> tuple[Way, ...]:
        """The ways that may be used today."""
        return tuple(way for way, why in self.unsafe if not why)


@opening
def reach(access: Access, reference: str, today: date) -> tuple[ReachLine, ...]:
    """The people of that case who may have a page of their own."""
    case = _case(access, reference)
    lines = tuple(_line(each, today) for each in people_of(case))
    consulted(access, case, "reaching people", ["alias", "safe ways", "requests"])
    return lines


@opening
def person(access: Access, reference: str, key: str, today: date) -> ReachPage:
    """One of them."""
    case = _case(access, reference)
    who = involved(case, key)
    page = ReachPage(
        involvement=who,
        shown=mine.of_person(who, today),
        keys=tuple(who.portal_keys.order_by("-pk")),
        sent=tuple(_sent(row) for row in Outgoing.objects.filter(case=case, person=who.person).order_by("-pk")),
        unsafe=tuple((way, carriers.closed(way) or safe_ways.unsafe(who.person, way, today)) for way in Way),
    )
    consulted(access, case, f"reaching {who.person.ref}", ["own page", "messages", "requests", "outgoing"])
    return page


def apart(access: Access, case: Case, today: date) -> tuple[Compared, ...]:
    """Whether each officer can meet whoever was harmed or complained, as the record stands that day."""
    with transaction.atomic():
        found = tuple(kept_apart.compared(case, standing.standing(case).history.until(today), today))
        consulted(access, case, "who can meet whom", ["aliases", "areas compared", "posting"])
    return found


@opening
def letter(access: Access, reference: str, key: str, number: int) -> tuple[Outgoing, str, str]:
    """A letter that waits to be posted by hand: the row, the words of what it carries, and where it goes."""
    case = _case(access, reference)
    who = involved(case, key)
    row = Outgoing.objects.filter(case=case, person=who.person, pk=number, way=Way.POST.name, state=Delivery.QUEUED.name).first()
    if row is None:
        raise NotThere
    consulted(access, case, f"letter {row.pk}", ["address"])
    contact = getattr(who.person, "safe_contact", None)
    return row, unseal(row.sealed) if row.sealed else "", contact.post if contact else ""


def people_of(case: Case) -> list[Involvement]:
    """Whoever complained, was harmed or is an interested person."""
    parts = [part.value for part in FOR]
    return list(case.involvements.filter(role__in=parts).select_related("person", "case").order_by("pk"))


def involved(case: Case, key: str) -> Involvement:
    """The person of that key, or `NotThere`."""
    found = next((each for each in people_of(case) if each.key == key), None)
    if found is None:
        raise NotThere
    return found


def _case(access: Access, reference: str) -> Case:
    case = case_of(access, reference)
    require(access, Permission.REACH, case)
    return case


def _line(who: Involvement, today: date) -> ReachLine:
    last = who.case.portal_messages.filter(person=who.person).last()
    return ReachLine(
        key=who.key, alias=who.alias, role=who.role,
        ways=tuple(way for way in safe_ways.ways(who.person, today) if not carriers.closed(way)),
        open_key=who.portal_keys.filter(revoked_at=None).exists(),
        waiting=who.case.portal_requests.filter(person=who.person, answer=None).count(),
        unanswered=last is not None and last.by_id is None,
    )  # fmt: skip


def _sent(row: Outgoing) -> SentLine:
    return SentLine(
        pk=row.pk, what=Neutral[row.template].capitalised, way=Way[row.way].value if row.way else "", state=row.get_state_display(),
        why=row.why, at=row.recorded_at, handed_over_at=row.handed_over_at,
        to_post=row.way == Way.POST.name and row.state == Delivery.QUEUED.name,
    )  # fmt: skip
