"""One contact that several files record is one contact, with all its sources.

A bill, the officer's handset and the report of the person's handset each record the same call. Records of different files
are the same contact where kind and direction agree and their times lie close; each record of one file is a contact of its
own, so two texts in one minute stay two. What cannot be dated is not matched.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from custodiet.detection.record import Contact

CLOSE = timedelta(seconds=90)
"""Bills are kept to the minute, and a telephone's clock strays by seconds."""


def matched(records: Sequence[Contact]) -> list[Contact]:
    """The contacts that these records (one for each line of a file) are, in order of time."""
    found: list[Contact] = []
    by_line: dict[tuple[str, str, str], int] = {}
    for record in sorted(records, key=_file_order):
        own = record.origins[0]
        place = (own.sha256 or own.source_id, own.line, record.kind)
        at = by_line.get(place)  # the call log and the content of one line of one file
        if at is None:
            at = _nearest(found, record)
        if at is None:
            at = len(found)
            found.append(record)
        else:
            found[at] = _joined(found[at], record)
        by_line[place] = at
    return sorted(found, key=lambda contact: (contact.at or datetime.max, contact.origins[0].line))


def _file_order(record: Contact) -> tuple[str, datetime, str]:
    own = record.origins[0]
    return (own.sha256 or own.source_id, record.at or datetime.max, own.line)


def _nearest(found: Sequence[Contact], record: Contact) -> int | None:
    """The place of the contact that this record is a record of: not yet recorded by the same file, and nearest in time."""
    if record.at is None:
        return None
    own = record.origins[0].sha256 or record.origins[0].source_id
    best, place = CLOSE, None
    for n, contact in enumerate(found):
        if contact.at is None or contact.kind != record.kind or contact.device != record.device:
            continue
        if contact.direction and record.direction and contact.direction != record.direction:
            continue
        if any((origin.sha256 or origin.source_id) == own for origin in contact.origins):
            continue
        if contact.body and record.body and _plain(contact.body) != _plain(record.body):
            continue
        apart = min(abs(mine - theirs) for mine in _moments(contact) for theirs in _moments(record))
        if apart < best or (apart == best and place is None):
            best, place = apart, n
    return place


def _moments(contact: Contact) -> list[datetime]:
    return [moment for moment in (contact.at, contact.at_alt) if moment is not None]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _joined(contact: Contact, record: Contact) -> Contact:
    """What the two say together. A source that knows the moment surely settles one that leaves two open."""
    sure = record if contact.at_alt and not record.at_alt else contact
    return replace(
        contact,
        at=sure.at,
        at_alt=sure.at_alt,
        duty=sure.duty,
        duty_basis=sure.duty_basis,
        direction=contact.direction or record.direction,
        duration_s=contact.duration_s if contact.duration_s is not None else record.duration_s,
        answered=contact.answered if contact.answered is not None else record.answered,
        deleted=contact.deleted or record.deleted,
        contested=contact.contested and record.contested,
        body=contact.body or record.body,
        origins=contact.origins + tuple(origin for origin in record.origins if origin not in contact.origins),
    )
