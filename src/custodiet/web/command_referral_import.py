"""`custodiet referral-import FILE … --keys KEYS --by NAME`: take packs of referrals in. 0: here. 1: refused. 2: cannot begin."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from custodiet.casework.access import Refused
from custodiet.casework.actions.referrals import take_in
from custodiet.casework.force_keys import file_of_keys, keys_in
from custodiet.casework.models import User
from custodiet.casework.referral_read import MOST_CHARACTERS, RefusedPack
from custodiet.ledger.notes import VerifierKey
from custodiet.web.context import today

HERE, REFUSED, CANNOT = 0, 1, 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("packs", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--keys", type=Path, help="the public keys of the forces (force-keys.txt in the data directory)")
    parser.add_argument("--by", required=True, metavar="NAME", help="the sign-in name of the overseer")


def run(options: argparse.Namespace) -> int:
    """Take each in, or say why not; what is refused does not keep the others out."""
    user = User.objects.filter(username=options.by, is_active=True).first()
    if user is None:
        sys.stderr.write(f"Nobody signs in as “{options.by}”. Write the sign-in name of an overseer.\n")
        return CANNOT
    try:
        keys = keys_in(options.keys or file_of_keys())
    except (Refused, OSError, UnicodeDecodeError) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return CANNOT
    return max(_one(path, keys, user) for path in options.packs)


def _one(path: Path, keys: Mapping[str, VerifierKey], user: User) -> int:
    try:
        if path.stat().st_size > 4 * MOST_CHARACTERS:
            raise RefusedPack("It is too large for a pack of a referral. Ask the force to send it again.")
        row, new = take_in(path.read_bytes().decode("utf-8"), keys=keys, by=user, today=today())
    except (RefusedPack, Refused, OSError, UnicodeDecodeError) as wrong:
        sys.stderr.write(f"{path} was refused. {wrong}\n")
        return REFUSED
    said = "taken in" if new else f"here already, since {row.on:%d.%m.%Y}; nothing was added"
    sys.stdout.write(f"{row.reference} of {row.force}, made on {row.made_on:%d.%m.%Y}: {said}.\n")
    return HERE
