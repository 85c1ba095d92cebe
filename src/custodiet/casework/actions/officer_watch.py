"""The verb of a watch that is part of an order: ask for it. Authorising, refusing and closing it are those of any operation."""

from datetime import date

from django.db import transaction

from custodiet.casework import journal, standing
from custodiet.casework.access import Access, Refused, require
from custodiet.casework.actions import operations
from custodiet.casework.jobs import Permission
from custodiet.casework.models import Case, CaseStep, OfficerProfile, OfficerWatch, Source, User, WatchedFor
from custodiet.casework.officer_watch import ORDERS
from custodiet.casework.seals import seal
from custodiet.law.powers import british
from custodiet.law.steps.outcome import OfficerLeft
from custodiet.law.steps.people import SupervisionPlanned
from custodiet.law.warned import warnings
from custodiet.ledger.entries import Verb

EXPLAINS = (Source.DUTIES, Source.WORK, Source.TIES)
"""What is read whatever is watched for: without duties and work every look would be one that nothing explains."""
NEEDS = {WatchedFor.LOOKS: Source.LOOKS, WatchedFor.CONTACT: Source.TELEPHONES}


def ask(
    *, order: CaseStep, watched_for: tuple[WatchedFor, ...], purpose: str, necessity: str, proportionality: str, basis: str,
    first_day: date, expires_on: date, by: User, today: date,
) -> OfficerWatch:  # fmt: skip
    """Ask for a watch on the officer whom that step concerns. Somebody else authorises it; until then nothing is looked at."""
    with transaction.atomic():
        case = Case.objects.select_for_update(no_key=True).get(pk=order.case_id)
        require(Access(by), Permission.DETECT, case)
        _check(case, order, watched_for, first_day, expires_on, today)
        profile = OfficerProfile.objects.filter(person__involvements__case=case, person__involvements__key=order.about).first()
        if profile is None or not profile.collar_number:
            raise Refused("The officer has no collar number on record, by which the facts know them. Enter it on the page of the people.")
        days = f"from {british(first_day)} to {british(expires_on)}"
        named = "; ".join(each.value for each in WatchedFor if each in watched_for)
        row = operations.ask(
            title=f"Watch within an order, {case.reference}",
            purpose=f"{purpose.strip()}\nTerms: officer {profile.collar_number}, {named}; {days}.",
            necessity=necessity, proportionality=proportionality, expires_on=expires_on, by=by, today=today,
            lawful_basis=dict.fromkeys([*(NEEDS[each] for each in watched_for), *EXPLAINS], basis),
        )  # fmt: skip
        made = OfficerWatch.objects.create(
            operation=row, case=case, order=order, officer=order.about, number=profile.collar_number, first_day=first_day,
            watched_for=[each.name for each in WatchedFor if each in watched_for], by=by,
        )  # fmt: skip
        made.refresh_from_db()
        journal.record(Verb.COLLECTION, by=by, case=case, what=f"officer watch {made.pk}", seal=seal(made))
        return made


def _check(case: Case, order: CaseStep, watched_for: tuple[WatchedFor, ...], first_day: date, expires_on: date, today: date) -> None:
    found = standing.standing(case)
    step = found.steps.get(order.pk)
    if step is None or order.kind not in ORDERS or not order.about:
        raise Refused("A watch is part of an order: an outcome, a restriction or a plan of supervision that stands. Choose one.")
    if not watched_for:
        raise Refused("Nothing is named that is looked at. Choose at least one.")
    if found.history.has(OfficerLeft, order.about):
        raise Refused("The officer left the force, so there is no order to watch over. Close what is open instead.")
    if first_day < order.on:
        raise Refused(f"The order is of {british(order.on)}, and a watch does not look back before it. Choose that day or a later one.")
    if expires_on < first_day:
        raise Refused("The watch would end before it begins. Check both days.")
    last = step.until if isinstance(step, SupervisionPlanned) else None
    if order.kind == "Imposed":
        lasting = [each.last for each in warnings(found.history, today) if each.officer == order.about and each.last and not each.told]
        last = max(lasting, default=order.on)
    if last is not None and expires_on > last:
        raise Refused(f"The order ends on {british(last)}, and a watch ends with it. Choose that day or an earlier one.")
