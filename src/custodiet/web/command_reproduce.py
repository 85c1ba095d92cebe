"""`custodiet reproduce CASE EXHIBIT`: what the program made is made again, and whether its digest is the same.

An account is made again from the same sources, and from what had been said by then about who is who. With `--facts` a
file is read again as it was read last, apart from the case, and each file of facts is compared.
"""

import argparse
import sys
import tempfile
from datetime import UTC
from hashlib import sha256
from pathlib import Path

from django.utils.dateparse import parse_datetime

from custodiet.casework import exhibit_queries, layouts, vault
from custodiet.casework.models import Case, Exhibit, Reading, ReadingState
from custodiet.detection.keeping import Origin, keep
from custodiet.evidence.moments import written
from custodiet.evidence.reading import UnreadableFile
from custodiet.evidence.sandbox import read_untrusted
from custodiet.web.staff.contact import FORMATS

SAME, OTHER, NOTHING = 0, 1, 2
NO_SOURCE = ("no file",)
"""The account rested on no file at all: no digest is this one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("case", help="the reference of the case")
    parser.add_argument("exhibit", help="the reference of the exhibit, such as OT/7")
    parser.add_argument("--facts", action="store_true", help="read the exhibit again and compare its facts")


def run(options: argparse.Namespace) -> int:
    """Say whether it is the same; 1 where it is not, 2 where there is nothing to make again."""
    row = Exhibit.objects.filter(case__reference=options.case, reference=options.exhibit).select_related("case").first()
    if row is None:
        return _nothing(f"There is no exhibit {options.exhibit} in a case {options.case}.")
    try:
        vault.verify(row.case, row)
        if options.facts:
            return _facts(row)
        if row.made_with.get("tool") != "custodiet account":
            return _nothing(f"{options.exhibit} was received, not made by the program. Its digest is {row.sha256}.")
        return _compared(row.reference, {"": row.sha256}, {"": sha256(again(row.case, row)).hexdigest()})
    except (vault.Altered, vault.NoKey, UnreadableFile) as wrong:
        return _nothing(f"{options.exhibit}: {wrong}")


def again(case: Case, row: Exhibit) -> bytes:
    """The bytes of an account, from the same sources and parameters."""
    told = row.made_with
    made_at = parse_datetime(told["made_at"])
    page = exhibit_queries.account_as_of(
        case, told["officer"], told["person"], made_at, told["sources"] or NO_SOURCE, hours=told.get("hours")
    )
    make, _type = FORMATS[told["format"]]
    return make(page)


def _facts(row: Exhibit) -> int:
    ended = [ReadingState.READ.value, ReadingState.ASKS.value]
    last = row.readings.filter(state__in=ended).order_by("-pk").first()
    if last is None:
        return _nothing(f"{row.reference} was never read to its end. Have it read: custodiet work.")
    on_record = {table: kept["sha256"] for table, kept in last.facts.items()}
    return _compared(row.reference, on_record, read_again(row, last))


def read_again(row: Exhibit, last: Reading) -> dict[str, str]:
    """The digest of each file of facts that the exhibit gives today, read apart from the case."""
    origin = Origin(row.reference, row.sha256, written(row.recorded_at.astimezone(UTC)))
    with tempfile.TemporaryDirectory() as apart, vault.open_exhibit(row.case, row) as stream:
        kept = keep(read_untrusted(stream, row.file_name, last.kind, layouts.answers_of(last)), last.kind, origin, Path(apart))
        return {table: digest for table, (_path, digest) in kept.files.items()}


def _compared(reference: str, on_record: dict[str, str], found: dict[str, str]) -> int:
    same = on_record == found
    sys.stdout.write(f"{reference}: {'the same' if same else 'NOT the same'}\n")
    for name in sorted({*on_record, *found}):
        words = f"{name}: " if name else ""
        sys.stdout.write(f"  {words}on record  {on_record.get(name, 'none')}\n  {words}made again {found.get(name, 'none')}\n")
    return SAME if same else OTHER


def _nothing(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return NOTHING
