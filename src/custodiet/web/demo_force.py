"""The force-wide facts of the demonstration: its operation, the raw files of story one read into facts beside those of sixty invented
colleagues, and one night over them.

`python -m custodiet.web.demo_force` reads and looks, beside the pages. The chat and the pictures that the complainant handed
over stay out: what stands on people's own telephones is never searched without a case.
"""

import argparse
import contextlib
import io
import sys
from datetime import date, timedelta
from pathlib import Path

from custodiet.web.set_up import set_up_records

EXHIBITS = Path(__file__).resolve().parents[3] / "demo" / "exhibits"
PRIVATE = ("whatsapp", "screenshots")
LASTS = timedelta(days=90)


def authorise(users: dict, today: date) -> None:
    """The operation of the demonstration: the analyst asked for it, the head of department authorised it."""
    from custodiet.casework.actions import operations  # the records are set up by then
    from custodiet.casework.models import Decided, Source

    basis = "Data Protection Act 2018, sections 31 and 35(2)(b): needed for the prevention and investigation of crime and misconduct"
    asked = operations.ask(
        title="Contact with people met on duty",
        purpose="Find officers whose looks at records and contact by work telephone no policing purpose explains.",
        necessity="Nobody complains of what nobody knows. Audits on request explain such looks for ever by one attendance.",
        proportionality="Work telephones and the force's own records only. Pseudonyms until one finding is unmasked with a reason.",
        lawful_basis={source: basis for source in Source if source is not Source.TIES},
        expires_on=today + LASTS, by=users["analyst"], today=today, readers=[users["head"]],
    )  # fmt: skip
    why = "The search is limited to what the force holds, shows no names, and ends within three months."
    operations.decide(operation=asked, decided=Decided.AUTHORISED, why=why, by=users["head"], today=today)


def files() -> list[tuple[Path, str]]:
    """The raw files of story one with their kinds, without what is private."""
    from custodiet.web.demo_exhibits import KINDS

    told = [(path, next((kind for start, kind in KINDS.items() if path.name.startswith(start)), "")) for path in sorted(EXHIBITS.iterdir())]
    return [(path, kind) for path, kind in told if path.is_file() and kind and kind not in PRIVATE]


def read(folder: Path) -> None:
    """Read them, as `custodiet read` does."""
    from custodiet.web import command_read

    parser = argparse.ArgumentParser()
    command_read.arguments(parser)
    for path, kind in files():
        with contextlib.redirect_stdout(io.StringIO()):
            command_read.run(parser.parse_args([str(path), "--as", kind, "--to", str(folder)]))


def main() -> int:
    """Read, then look."""
    set_up_records()
    from django.conf import settings

    from custodiet.casework import night, officer_watch
    from custodiet.web import demo_peers
    from custodiet.web.context import today

    look_around()
    read(settings.FORCE_FACTS)
    demo_peers.add(settings.FORCE_FACTS)
    night.run(today())
    officer_watch.run(today())
    return 0


def look_around() -> None:
    """The overseer opens both cases, with a place in them and no task: the night puts that before the head of department."""
    from custodiet.casework import queries, watch
    from custodiet.casework.access import Access, visible_to
    from custodiet.casework.models import Case, Role, User
    from custodiet.web.context import today

    overseer = Access(User.objects.filter(role=Role.OVERSEER.value).order_by("pk").first(), "Getting an overview")
    for case in visible_to(overseer, Case).order_by("pk"):
        queries.case_page(overseer, case.reference, today())
    watch.run()


if __name__ == "__main__":
    sys.exit(main())
