"""By what the people of a case could be known: what the search of finished bytes looks for, each as its kind."""

from collections.abc import Iterable

from custodiet.casework.models import Involvement, User
from custodiet.publication.forms import UnreadableIdentifier, forms_of
from custodiet.publication.identifiers import Identifier, Kind


def identifiers(involved: Iterable[Involvement], staff: Iterable[User] = ()) -> list[Identifier]:
    """Everything by which these people could be known; of the staff, name and e-mail address."""
    found: list[tuple[Kind, str]] = []
    for each in involved:
        found.append((Kind.NAME, each.person.name))
        officer, contact = getattr(each.person, "officer", None), getattr(each.person, "safe_contact", None)
        if officer:
            found.append((Kind.COLLAR_NUMBER, officer.collar_number))
        if contact:
            found += [(Kind.TELEPHONE, contact.phone), (Kind.EMAIL, contact.email), (Kind.ADDRESS, contact.post)]
        if born := each.person.born_on:
            found.append((Kind.DATE_OF_BIRTH, born.isoformat()))
    for user in staff:
        found += [(Kind.NAME, user.full_name), (Kind.EMAIL, user.email)]
    return [_sought(kind, value) for kind, value in dict.fromkeys(found) if sum(map(str.isalnum, value)) > 1]


def _sought(kind: Kind, value: str) -> Identifier:
    """The identifier as its kind; one that was entered in no form of its kind is sought as it stands."""
    identifier = Identifier(kind, value)
    try:
        forms_of(identifier)
    except UnreadableIdentifier:
        return Identifier(Kind.OTHER, value)
    return identifier
