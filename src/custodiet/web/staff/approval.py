"""The first approval of a notice, as it is kept: a note on the case, in a form the program reads and a page says for people."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from custodiet.casework.models import Note, PaperOnSite, User
from custodiet.law.steps import Key
from custodiet.web.staff.step_fields import Names
from custodiet.web.templatetags.house import british

BEGINS = "Approved for publication"
KINDS = {PaperOnSite.OUTCOME: "", PaperOnSite.HEARING: " as notice of the hearing"}
KEPT = BEGINS + "{kind}: {officer}, dated {on}, digest {digest}"
READ = re.compile(BEGINS + r"( as notice of the hearing)?: (\S+), dated (\d{4}-\d\d-\d\d), digest ([0-9a-f]{64}(?:\+[0-9a-f]{64})?)")


@dataclass(frozen=True, slots=True)
class Approved:
    """An approval: of which notice about which officer, by whom, of which day, and of which page and PDF (`gate.fingerprint`)."""

    officer: Key
    by: User
    on: date
    digest: str
    kind: PaperOnSite


def read(note: Note) -> Approved | None:
    """The approval that a note keeps, if it keeps one."""
    found = _parts(note.text)
    return Approved(found[0], note.author, found[1], found[2], found[3]) if found else None


def kept(officer: Key, on: date, digest: str, kind: PaperOnSite) -> str:
    """The words of the note."""
    return KEPT.format(kind=KINDS[kind], officer=officer, on=on.isoformat(), digest=digest)


def for_people(text: str, names: Names) -> str:
    """A note as a page prints it: an approval in words, any other as it was written."""
    found = _parts(text)
    if not found:
        return text
    words = (
        _("Approved for publication: the notice of the hearing of %(officer)s, dated %(on)s.")
        if found[3] is PaperOnSite.HEARING
        else _("Approved for publication: the notice about %(officer)s, dated %(on)s.")
    )
    return words % {"officer": names.of(found[0]), "on": british(found[1])}


def _parts(text: str) -> tuple[Key, date, str, PaperOnSite] | None:
    found = READ.fullmatch(text)
    try:
        kind = PaperOnSite.HEARING if found and found[1] else PaperOnSite.OUTCOME
        return (found[2], date.fromisoformat(found[3]), found[4], kind) if found else None
    except ValueError:  # written by hand, with a day that does not exist
        return None
