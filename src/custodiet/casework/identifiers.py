"""By what the people of a case could be known: what the search of finished bytes looks for."""

from collections.abc import Iterable

from custodiet.casework.models import Involvement, User
from custodiet.publication.leaks import forms_of_name


def identifiers(involved: Iterable[Involvement], staff: Iterable[User] = ()) -> list[str]:
    """Everything by which these people could be known: names and their parts, numbers, addresses; of the staff, name and address."""
    found: list[str] = []
    for each in involved:
        found += _names(each.person.name)
        officer, contact = getattr(each.person, "officer", None), getattr(each.person, "safe_contact", None)
        if officer and len(officer.collar_number) > 2:
            found.append(officer.collar_number)  # a shorter one is the day of some month, and would hold back every page
        if contact:
            found += [contact.phone, contact.email, *_places(contact.post)]
        if born := each.person.born_on:
            found += [born.isoformat(), f"{born:%d/%m/%Y}", f"{born.day} {born:%B %Y}"]
    for user in staff:
        found += [*_names(user.full_name), user.email]
    return list(dict.fromkeys(text for text in found if sum(map(str.isalnum, text)) > 1))


def _names(name: str) -> tuple[str, ...]:
    given, _space, surname = name.strip().rpartition(" ")
    return forms_of_name(given, surname) if given else (surname,)


def _places(address: str) -> list[str]:
    """The lines of an address that name a house or a postcode; a town alone names nobody."""
    lines = (line.strip() for line in address.replace(",", "\n").splitlines())
    return [line for line in lines if any(map(str.isdigit, line)) and any(map(str.isalpha, line))]
