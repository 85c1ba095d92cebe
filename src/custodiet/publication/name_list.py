"""The list of what is looked for, as a CSV file holds it: kind, value and, if wanted, whose it is.

    kind,value,person
    name,Tobias Penhallow,PC X
    telephone,07700 900123,Ms A

The first line names the columns, in any order. Kinds are those of `identifiers.Kind`. `person` is a label that reports repeat.
"""

import csv
import io
from dataclasses import dataclass

from custodiet.publication.forms import forms_of
from custodiet.publication.forms.names import looked_for_with_less
from custodiet.publication.identifiers import Identifier, Kind, UnreadableIdentifier

_ALSO = {
    "phone": Kind.TELEPHONE, "mobile": Kind.TELEPHONE, "tel": Kind.TELEPHONE, "e-mail": Kind.EMAIL, "dob": Kind.DATE_OF_BIRTH,
    "born": Kind.DATE_OF_BIRTH, "collar": Kind.COLLAR_NUMBER, "warrant number": Kind.COLLAR_NUMBER, "plate": Kind.NUMBER_PLATE,
    "vrm": Kind.NUMBER_PLATE, "registration": Kind.NUMBER_PLATE, "text": Kind.OTHER,
}  # fmt: skip
_KINDS = {kind.value: kind for kind in Kind} | _ALSO
_NO_LAYOUT = (
    "the first line must name the columns kind and value (and person, if wanted), separated by commas. Put the line"
    " “kind,value,person” at the head."
)


class UnreadableList(ValueError):
    """A list that cannot be used. `problems` are sentences, each with its line; none repeats a value."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Listed:
    """An identifier and the line on which it stands."""

    identifier: Identifier
    line: int

    @property
    def about(self) -> str:
        """How a report speaks of it without repeating it."""
        whose = f" of {self.identifier.person}" if self.identifier.person else ""
        return f"the {self.identifier.kind}{whose} (line {self.line} of the list)"


def read(text: str) -> list[Listed]:
    """The identifiers on the list; `UnreadableList` with every line that is wrong."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    found: list[Listed] = []
    problems: list[str] = []
    try:
        columns = [name.strip().casefold() for name in next(rows, [])]
        if "kind" not in columns or "value" not in columns:
            raise UnreadableList(f"Line 1: {_NO_LAYOUT}")
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            listed = _row(dict(zip(columns, map(str.strip, row), strict=False)), rows.line_num, extra=len(row) > len(columns))
            (problems if isinstance(listed, str) else found).append(listed)  # type: ignore[arg-type]  # each to its own
    except csv.Error as wrong:
        problems.append(f"Line {rows.line_num}: this is not CSV ({wrong}). Put a cell that holds quotation marks into quotation marks.")
    if not problems and not found:
        problems.append("The list is empty, so nothing would be looked for. Give at least one line below the names of the columns.")
    if problems:
        raise UnreadableList(*problems)
    return found


def remarks(listed: list[Listed]) -> list[str]:
    """Where a search can do less than one might think: names that are ordinary words."""
    ordinary = [each for each in listed if each.identifier.kind is Kind.NAME and looked_for_with_less(each.identifier.value)]
    return [
        f"Line {each.line}: the surname is also an ordinary word. It was looked for beside a title, a first name or an initial, and where"
        " a capital shows that a person is meant; read the file for it as well."
        for each in ordinary
    ]


def _row(row: dict[str, str], line: int, *, extra: bool) -> Listed | str:
    kind = _KINDS.get(" ".join(row.get("kind", "").casefold().replace("_", " ").split()))
    if extra:
        return f"Line {line}: there are more cells than columns. Put a value that holds a comma into quotation marks."
    if kind is None:
        return f"Line {line}: the kind is none of these: {', '.join(each.value for each in Kind)}. Write one of them."
    if not row.get("value"):
        return f"Line {line}: there is no value. Give one, or take the line out."
    identifier = Identifier(kind, row["value"], row.get("person", ""))
    try:
        forms_of(identifier)
    except UnreadableIdentifier as refusal:
        return f"Line {line}: the value {refusal}"
    return Listed(identifier, line)
