"""`custodiet reproduce CASE EXHIBIT`: what the program made from other exhibits, made again, and whether its digest is the same."""

import argparse
import sys
from hashlib import sha256

from django.utils.dateparse import parse_datetime

from custodiet.casework import exhibit_queries, vault
from custodiet.casework.models import Case, Exhibit
from custodiet.web.staff.contact import FORMATS


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("case", help="the reference of the case")
    parser.add_argument("exhibit", help="the reference of the exhibit, such as OT/7")


def run(options: argparse.Namespace) -> int:
    """Say whether it is the same; 1 where it is not, 2 where there is nothing to make again."""
    row = Exhibit.objects.filter(case__reference=options.case, reference=options.exhibit).select_related("case").first()
    if row is None:
        sys.stderr.write(f"There is no exhibit {options.exhibit} in a case {options.case}.\n")
        return 2
    if row.made_with.get("tool") != "custodiet account":
        sys.stderr.write(f"{options.exhibit} was received, not made by the program. Its digest is {row.sha256}.\n")
        return 2
    found = sha256(again(row.case, row)).hexdigest()
    same = found == row.sha256
    sys.stdout.write(f"{options.exhibit}: {'the same' if same else 'NOT the same'}\n  on record  {row.sha256}\n  made again {found}\n")
    return 0 if same else 1


def again(case: Case, row: Exhibit) -> bytes:
    """The bytes, from the same sources and parameters."""
    told = row.made_with
    made_at = parse_datetime(told["made_at"])
    page = exhibit_queries.account_as_of(case, told["officer"], told["person"], made_at, told["sources"])
    make, _type = FORMATS[told["format"]]
    vault.verify(case, row)
    return make(page)
