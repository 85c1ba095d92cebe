"""What is looked for: identifiers of ten kinds, each with the person it belongs to, so that each is sought in its own forms."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an identifier is; each kind has its own ways of being written (`forms`)."""

    NAME = "name"
    COLLAR_NUMBER = "collar number"
    TELEPHONE = "telephone"
    EMAIL = "email"
    ADDRESS = "address"
    POSTCODE = "postcode"
    DATE_OF_BIRTH = "date of birth"
    NUMBER_PLATE = "number plate"
    HANDLE = "handle"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Identifier:
    """Something by which a person could be known. `person` is a label of the list's own, such as an alias, and may be shown."""

    kind: Kind
    value: str = field(repr=False)
    person: str = ""


class UnreadableIdentifier(ValueError):
    """An identifier that cannot be looked for. The message says why and what to give instead, never the value."""
