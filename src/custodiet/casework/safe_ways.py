"""Whether a letter may go to somebody that way: by what was asked of them, and only while the answer is fresh. Not asked is not allowed."""

from collections.abc import Iterable
from datetime import date, timedelta

from custodiet.casework.models import Person, SafeContact, Way
from custodiet.law.calendar import Service

BY = {
    Service.EMAIL: ("safe_to_email", "by e-mail"),
    Service.POST: ("safe_to_post", "by post"),
    Service.LEFT_AT_ADDRESS: ("safe_to_post", "to an address"),
}


def why_not(person: Person, how: Service, today: date) -> str:
    """Why a letter may not go that way; "" where it may."""
    if how not in BY:
        return ""
    contact = SafeContact.objects.filter(person=person).first()
    field, words = BY[how]
    if contact is None or not getattr(contact, field):
        return (
            f"Nobody is on record as having said that it is safe to write {words}. Others may read it there. Hand the letter over in "
            "person, or ask first and put the answer with the person."
        )
    if contact.review_on and contact.review_on < today:
        return (
            f"What was said about safe contact was to be looked at again on {contact.review_on:%d.%m.%Y}, and that is past. Ask whether it "
            f"is still safe to write {words}, and put the answer with the person first."
        )
    return ""


FRESH = timedelta(days=90)
"""How long an answer about safe contact is trusted by the outbox, unless an earlier day for asking again was set."""
FIELDS = {
    Way.EMAIL: ("safe_to_email", "email", "by e-mail"),
    Way.TEXT: ("safe_to_text", "phone", "by text message"),
    Way.POST: ("safe_to_post", "post", "by post"),
}


def unsafe(person: Person, way: Way, today: date) -> str:
    """Why no message may go to the person that way today; "" where it may. Stale is unsafe."""
    contact = SafeContact.objects.filter(person=person).first()
    safe, place, words = FIELDS[way]
    if contact is None or not getattr(contact, safe):
        return f"Nobody has said that it is safe to reach this person {words}."
    if not getattr(contact, place).strip():
        return f"It is safe to reach this person {words}, and the record has no address or number for it. Ask for it."
    if contact.asked_on is None or contact.asked_on + FRESH < today or (contact.review_on and contact.review_on < today):
        return f"What was said about reaching this person {words} is too old to rely on. Ask again, and put the answer with the person."
    return ""


def ways(person: Person, today: date, open_to: Iterable[Way] = Way) -> list[Way]:
    """The ways that are safe today, the quickest first."""
    return [way for way in open_to if not unsafe(person, way, today)]
