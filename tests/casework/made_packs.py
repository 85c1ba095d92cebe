"""Packs of referrals made by hand, as another force could have written them, and taken in."""

import json
from datetime import date

from custodiet.casework.actions import referrals
from custodiet.casework.models import ReceivedReferral, User
from custodiet.casework.referral_read import HEAD, digest
from custodiet.casework.signing import origin, private_key, verifier
from custodiet.ledger.notes import sign_note

FORCE = "Mercia Fields Constabulary"
PARTS = {
    "matter": {"kind": "complaint", "came_in_on": "2024-02-10", "found": "complaint", "stage": "referred"},
    "referral": {
        "criteria": ["R4"], "clear_on": "2024-02-20", "called_in_on": None, "referred_on": "2024-02-21", "mode": "independent",
        "mode_on": "2024-02-25",
    },
    "clocks": [
        {
            "what": "refer a complaint to the IOPC", "owed_by": "appropriate authority", "due": "2024-02-21", "met_on": "2024-02-21",
            "under": "CMR20 4(2)(a)",
        }
    ],
    "people": [
        {"key": "officer-1", "alias": "PC X", "part": "officer concerned", "rank": "constable", "capacity": "member of a police force"},
    ],
    "allegations": [{"key": "allegation-1", "officer": "officer-1", "category": "J4", "from": None, "to": None, "indicates": ["crime"]}],
}  # fmt: skip


def said(**other):
    """A pack as data; `parts` may be given in part. Its digests fit."""
    parts = PARTS | other.pop("parts", {})
    found = {
        "format": "custodiet-referral", "version": 1, "force": FORCE, "reference": "MF-2345-6789", "made_on": "2024-03-01", "stands": 9,
        "disclosed": ["the days of the referral"], "withheld": ["names"], "parts": parts,
    } | other  # fmt: skip
    digests = {name: digest(part) for name, part in parts.items()} | {"head": digest({name: found[name] for name in HEAD})}
    return {"digests": digests} | found


def note(**other) -> str:
    """It as a signed note."""
    return signed(json.dumps(said(**other), ensure_ascii=False, indent=1) + "\n")


def signed(text: str) -> str:
    """The text under the key of this installation, which stands for that of the force."""
    return sign_note(text, origin(), private_key())


def keys() -> dict:
    """The key of that force."""
    return {FORCE: verifier()}


def taken_in(by: User, **other) -> ReceivedReferral:
    """A pack that was taken in."""
    return referrals.take_in(note(**other), keys=keys(), by=by, today=date(2024, 3, 2))[0]
