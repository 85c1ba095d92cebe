"""The verbs about the officer's response: the answer to each allegation, and what the response says beside it (CR20 18, 31)."""

from datetime import date

from django.db import transaction

from custodiet.casework import standing
from custodiet.casework.access import Refused
from custodiet.casework.actions.papers import kept, locked
from custodiet.casework.models import AllegationAnswer, Case, ResponsePoint, User
from custodiet.law.steps import Key
from custodiet.law.vocabulary import ResponsePart, Stance
from custodiet.ledger.entries import Verb


def answer(*, case: Case, allegation: Key, stance: Stance, account: str, on: date, by: User, today: date) -> AllegationAnswer:
    """Enter what the officer answered to one allegation. What is not entered is not answered; it is never a denial."""
    _not_ahead(on, today)
    with transaction.atomic():
        case = locked(case, by)
        if allegation not in standing.standing(case).history.allegations:
            raise Refused("There is no such allegation in this case. Look at the list of allegations.")
        row = AllegationAnswer.objects.create(case=case, allegation=allegation, stance=stance.name, account=account.strip(), on=on, by=by)
        kept(row, "allegation answer", by, case, Verb.ALTERATION, fields=["stance", "account"])
        return row


def say(*, case: Case, officer: Key, part: ResponsePart, text: str, on: date, by: User, today: date, allegation: Key = "") -> ResponsePoint:
    """Enter a part of the response beside the answers. The latest counts; an empty text takes back what stood there."""
    _not_ahead(on, today)
    with transaction.atomic():
        case = locked(case, by)
        history = standing.standing(case).history
        if officer not in history.officers or (allegation and allegation not in history.allegations_of(officer)):
            raise Refused("The response is of an officer of this case, and to an allegation against that officer. Look at the list again.")
        if (part is ResponsePart.MITIGATION) != bool(allegation):
            raise Refused("Mitigation goes with the allegation that it mitigates, and everything else with the response as a whole.")
        row = ResponsePoint.objects.create(
            case=case, officer=officer, part=part.name, allegation=allegation, text=text.strip(), on=on, by=by
        )  # fmt: skip
        kept(row, "response point", by, case, Verb.ALTERATION, fields=[part.value])
        return row


def _not_ahead(on: date, today: date) -> None:
    if on > today:
        raise Refused("The response lies in the future. Enter it when it has been received.")
