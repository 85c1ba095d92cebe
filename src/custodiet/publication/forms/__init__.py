"""The forms in which an identifier is looked for: one module for each family of kinds, one row for each kind."""

from collections.abc import Callable

from custodiet.publication.forms import days, names, numbers, online, places
from custodiet.publication.forms.form import Form, plain
from custodiet.publication.identifiers import Identifier, Kind, UnreadableIdentifier

FORMS: dict[Kind, Callable[[str], tuple[Form, ...]]] = {
    Kind.NAME: names.name,
    Kind.COLLAR_NUMBER: numbers.collar_number,
    Kind.TELEPHONE: numbers.telephone,
    Kind.EMAIL: online.email,
    Kind.ADDRESS: places.address,
    Kind.POSTCODE: places.postcode,
    Kind.DATE_OF_BIRTH: days.date_of_birth,
    Kind.NUMBER_PLATE: numbers.number_plate,
    Kind.HANDLE: online.handle,
    Kind.OTHER: lambda value: (plain(value),),
}


def forms_of(identifier: Identifier) -> tuple[Form, ...]:
    """Every form of it; `UnreadableIdentifier` where the value is none of its kind."""
    return FORMS[identifier.kind](identifier.value)


__all__ = ["FORMS", "Form", "UnreadableIdentifier", "forms_of"]
