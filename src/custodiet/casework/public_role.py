"""`custodiet public-role NAME [--apply]`: the role in PostgreSQL under which the public site runs, and what it can read.

It may read the columns of two tables that the public site shows, and no person, no case, no step. Without --apply the statements are
printed; with it they are carried out. Either way a role that is there is looked at afterwards: whatever more it can read is named.
0: it reads what it should. 1: it reads more, or is not there. 2: this is no PostgreSQL.
"""

import argparse

from custodiet.casework import narrow_role
from custodiet.casework.models import PublishedFigures, PublishedOutcome
from custodiet.casework.narrow_role import Narrow
from custodiet.casework.on_site import OF_FIGURES, PUBLIC

OPEN = {PublishedOutcome._meta.db_table: PUBLIC, PublishedFigures._meta.db_table: OF_FIGURES}
"""The tables of which the public site reads something, and what."""
MAY = Narrow(reads=OPEN, reads_only=True)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    narrow_role.arguments(parser, "custodiet_public")


def run(options: argparse.Namespace) -> int:
    """Print or carry out the grants, and say what the role can read beyond them."""
    well = f"The role {options.name} can read the public columns of {' and '.join(OPEN)}, and nothing else."
    return narrow_role.run(options, MAY, well, "Serve the public pages from it as they are.")


def statements(name: str) -> list[str]:
    """What makes the role: it may sign in, and read those columns."""
    return narrow_role.statements(name, MAY)


def too_much(name: str) -> list[str]:
    """What the role can read or write beyond the columns that are public, as sentences."""
    return narrow_role.too_much(name, MAY)
