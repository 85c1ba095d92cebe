"""Ten kinds of identifier: what stands on the list, and how people write it. All invented."""

from dataclasses import dataclass

from custodiet.publication.identifiers import Identifier, Kind


@dataclass(frozen=True)
class Seed:
    """One identifier on the list and the ways in which it may stand in a file."""

    kind: str
    listed: Identifier
    ways: tuple[str, ...]

    def way(self, number: int) -> str:
        """One of the ways, in turn."""
        return self.ways[number % len(self.ways)]


SEEDS = (
    Seed("name", Identifier(Kind.NAME, "Tobias John Penhallow", "PC X"), ("Tobias Penhallow", "Tobias John Penhallow", "TOBIAS PENHALLOW")),
    Seed("surname first", Identifier(Kind.NAME, "Marguerite Easterbrook", "Ms A"), ("Easterbrook, Marguerite", "EASTERBROOK Marguerite")),
    Seed("initials", Identifier(Kind.NAME, "Geraldine Ann May", "Ms B"), ("G. A. May", "May, G.A.", "G May", "Ms May")),
    Seed("collar number", Identifier(Kind.COLLAR_NUMBER, "PC 6817", "PC X"), ("PC 6817", "collar no. 6817", "6817")),
    Seed("telephone", Identifier(Kind.TELEPHONE, "07700 900123", "Ms A"), ("07700 900123", "+44 (0)7700-900-123", "00447700900123")),
    Seed("e-mail", Identifier(Kind.EMAIL, "m.quill88@example.org", "Ms A"), ("m.quill88@example.org", "M.Quill88 [at] example [dot] org")),
    Seed(
        "date of birth",
        Identifier(Kind.DATE_OF_BIRTH, "1990-03-14", "Ms A"),
        ("14 March 1990", "14/03/1990", "14th of March, 1990", "14.3.90", "1990-03-14", "March 14, 1990", "14 Mawrth 1990", "14-Mar-90"),
    ),
    Seed("address", Identifier(Kind.ADDRESS, "12 Quay Lane, Exampleton, EX4 4AA", "Ms A"), ("12 Quay Lane", "12, Quay Ln.", "EX4 4AA")),
    Seed("plate", Identifier(Kind.NUMBER_PLATE, "WV19 KDE", "PC X"), ("WV19 KDE", "wv19kde", "WVI9-KDE")),
    Seed("handle", Identifier(Kind.HANDLE, "@sea_lark_27", "Ms A"), ("@sea_lark_27", "instagram.com/sea_lark_27", "sealark27")),
)
