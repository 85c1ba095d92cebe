"""Why an officer was in contact with a person: whether an open role, the contact log and duty explain a call or text, in a sentence.

The engine of the explanations, asked of contact. A contact that the officer made is explained where a role towards the person
was open at that moment and nothing speaks against it: it fell on duty, or was put into the contact log within a day. Where the
roster is silent, or the files hold no contact log, that counts neither way. A log entry without an open role explains nothing,
since whoever writes it may write anything. What the person sent asks for no explanation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from custodiet.detection import duty
from custodiet.detection.contacts import IN
from custodiet.detection.engine import Engine
from custodiet.detection.record import Contact, Origin
from custodiet.detection.signs import ROLES
from custodiet.detection.wording import day as in_words

State: TypeAlias = Literal["explained", "unexplained", "nothing to explain"]
NEAR = timedelta(days=1)
"""An entry of the day before, of the day or of the day after is the entry of a contact."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands behind one contact: explained or not, the sentence, and the rows of the role and of the log."""

    state: State
    says: str
    origins: tuple[Origin, ...] = ()


def of_contacts(engine: Engine, officer: str, person: str, touched: Sequence[Contact]) -> list[Reason]:
    """The reason of each contact, in their order. Needs `contacts.prepare` and `explanations.prepare`."""
    roles = engine.rows(
        f"""
        SELECT purpose.because, purpose.code, purpose.lo, purpose.hi, purpose.cites FROM purpose
        WHERE purpose.staff_id = $officer AND purpose.person_id = $person AND purpose.lo IS NOT NULL AND purpose.code IN {ROLES}
        ORDER BY purpose.lo, purpose.code, purpose.because
        """,
        officer=officer,
        person=person,
    )
    log = engine.rows(
        """
        SELECT entry."at", entry.source_id, entry.line, entry.sha256 FROM contact_log AS entry
        LEFT JOIN merged AS one ON one.person_id = entry.person_id
        WHERE entry.staff_id = $officer AND COALESCE(one.one_id, entry.person_id) = $person AND entry."at" IS NOT NULL ORDER BY entry."at"
        """,
        officer=officer,
        person=person,
    )
    kept = engine.holds("contact_log")
    return [_of(each, roles, log, kept) for each in touched]


def _of(contact: Contact, roles: list[dict[str, Any]], log: list[dict[str, Any]], kept: bool) -> Reason:
    if contact.direction == IN:
        return Reason("nothing to explain", "The person sent it; that asks for no explanation.")
    if contact.at is None:
        return Reason("unexplained", "It has no day, so no role, duty or entry can be held against it.")
    at = contact.at
    held = next((row for row in roles if row["lo"] <= at and (row["hi"] is None or at <= row["hi"])), None)
    entry = next((row for row in log if abs(row["at"].date() - at.date()) <= NEAR), None)
    # Off duty speaks against a contact unless somebody put it on record; that there is no log to look in does not excuse it.
    explained = held is not None and (contact.duty != duty.OFF or entry is not None)
    parts = [_role(held, roles, at), _duty(contact), _log(entry, kept)]
    origins = (*_cited(held), *([Origin(entry["source_id"] or "", entry["line"] or "", entry["sha256"] or "")] if entry else []))
    if explained:
        return Reason("explained", f"Explained: {'; '.join(parts)}.", origins)
    return Reason("unexplained", f"Nothing explains it: {'; '.join(parts)}.", origins)


def _role(held: dict[str, Any] | None, roles: list[dict[str, Any]], at: datetime) -> str:
    if held:
        return f"the officer {held['because']} ({held['code']}), which was open"
    before = [row for row in roles if row["hi"] is not None and row["hi"] < at]
    if before:
        last = max(before, key=lambda row: row["hi"])
        apart = (at - last["hi"]).days
        since = f"{apart:,} day{'' if apart == 1 else 's'} before" if apart else "the same day"
        return f"no role was open ({last['because']} ({last['code']}) ended on {in_words(last['hi'])}, {since})"
    later = min((row["lo"] for row in roles if row["lo"] > at), default=None)
    return f"no role was open (the first began later, on {in_words(later)})" if later else "no role towards the person is on record"


def _duty(contact: Contact) -> str:
    return "the roster is silent" if contact.duty == duty.UNKNOWN else contact.duty


def _log(entry: dict[str, Any] | None, kept: bool) -> str:
    if entry:
        return f"in the contact log of {in_words(entry['at'])}"
    return "not in the contact log" if kept else "the files hold no contact log"


def _cited(held: dict[str, Any] | None) -> Iterable[Origin]:
    """The row of the role, from the words in which the explanation cites it: the source, then the line."""
    if held and held["cites"].strip():
        source, _, line = held["cites"].partition(" ")
        yield Origin(source, line, "")
