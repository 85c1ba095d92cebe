"""Whether a letter may go to somebody that way: by what was asked of them, and only while the answer is fresh. Not asked is not allowed."""

from datetime import date

from custodiet.casework.models import Person, SafeContact
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
