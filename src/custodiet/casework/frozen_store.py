"""Where the bytes of the snapshots are: in the store beside the exhibits, under a key of their own, which no case's disposal destroys."""

import io

from custodiet.casework import vault
from custodiet.casework.models import FrozenFigures
from custodiet.evidence.store import Stored

COMPARTMENT = "figures"


def put(stored: bytes) -> Stored:
    """Take a snapshot in; it is on the disk when this returns. A damaged file in its place is set aside by the store."""
    return vault.store().put(io.BytesIO(stored), case=COMPARTMENT, placing=lambda _stored, _wrong: None)


def bytes_of(row: FrozenFigures) -> bytes:
    """The bytes again, verified. Raises Altered or NoKey."""
    with vault.store().open(Stored(row.address, row.snapshot, row.size), case=COMPARTMENT) as stream:
        return stream.read()
