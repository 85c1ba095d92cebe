"""`custodiet referral-pack CASE --to FILE --by NAME`: the signed pack of a referral. 0: written. 2: refused, or there is no such case."""

import argparse
import sys
from pathlib import Path

from custodiet.casework.access import Access, NotThere, Refused
from custodiet.casework.actions.referrals import hand_over
from custodiet.casework.models import User
from custodiet.casework.signing import NoSigningKey
from custodiet.web.context import force_name, today

PURPOSE = "Handing a referral over"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("case", metavar="CASE", help="the reference of the case")
    parser.add_argument("--to", type=Path, required=True, metavar="FILE")
    parser.add_argument("--by", required=True, metavar="NAME", help="the sign-in name of who hands it over")


def run(options: argparse.Namespace) -> int:
    """Write it."""
    user = User.objects.filter(username=options.by, is_active=True).first()
    if user is None:
        sys.stderr.write(f"Nobody signs in as “{options.by}”. Write the sign-in name of who hands it over.\n")
        return 2
    try:
        note = hand_over(Access(user, PURPOSE), options.case, force=force_name(), today=today())
        options.to.write_text(note, encoding="utf-8")
    except (NotThere, Refused, NoSigningKey, OSError) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 2
    sys.stdout.write(f"The pack of {options.case} is in {options.to}. It says in itself what it discloses.\n")
    return 0
