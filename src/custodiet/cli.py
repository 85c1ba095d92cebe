"""The command line: `custodiet COMMAND`. One table of commands; each is found in the room it belongs to.

A command is named here by the module that does the work, which offers two functions:
`arguments(parser)` declares what it takes, and `run(options) -> int` does it and returns the exit status.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from custodiet import __version__
from custodiet.web.set_up import set_up_records


@dataclass(frozen=True, slots=True)
class Command:
    """A command's name, its line in `--help`, and the module that holds `arguments` and `run`.

    `records`: the module reads the database, so Django is set up before it is imported.
    """

    name: str
    about: str
    module: str
    records: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("demo", "Serve the program with an invented force, people of every job to sign in as, and two cases.", "custodiet.web.demo"),
    Command("user", "Make, list, tie and close the logins of those who sign in.", "custodiet.web.command_user", records=True),
    Command("position", "Replay a story file through the law and print where it stands.", "custodiet.web.command_position"),
    Command("read", "Read bills, chats, handset reports and extracts into facts, with every refused line.", "custodiet.web.command_read"),
    Command("chronology", "The dated account of an officer and a person, from a folder of facts.", "custodiet.web.command_chronology"),
    Command("audit", "Audit a whole period of a force from its facts.", "custodiet.web.command_audit"),
    Command(
        "simulate",
        "Make the facts of an invented force, with planted cases, and the truth about it apart.",
        "custodiet.web.command_simulate",
    ),
    Command("evaluate", "Hold audits of invented forces against the truth about them.", "custodiet.web.command_evaluate"),
    Command(
        "publish-check",
        "Search finished files of any kind for names and numbers that must not leave.",
        "custodiet.web.command_publish_check",
    ),
    Command(
        "publish-recheck",
        "Search everything on the public site again, for every name that is protected today.",
        "custodiet.web.command_publish_recheck",
        records=True,
    ),
    Command(
        "public-role",
        "On PostgreSQL: a role that can read what the public site shows and nothing else.",
        "custodiet.casework.public_role",
        records=True,
    ),
    Command(
        "portal-role",
        "On PostgreSQL: a role that can take reports in and show people their own page, and nothing else.",
        "custodiet.casework.portal_role",
        records=True,
    ),
    Command("work", "Read the exhibits that wait to be read, and make the bundles asked for.", "custodiet.casework.worker", records=True),
    Command(
        "night", "Look for what is new in the force's facts, for every authorised operation.", "custodiet.web.command_night", records=True
    ),
    Command("send", "Hand over the neutral messages that wait for people of the public.", "custodiet.casework.sender", records=True),
    Command("verify", "Check every exhibit, fact and record against its digest and the ledger.", "custodiet.casework.verify", records=True),
    Command("reproduce", "Make a derived exhibit again and compare its digest.", "custodiet.web.command_reproduce", records=True),
    Command("bundle", "Write a reader's copy of a bundle, the same bytes as before.", "custodiet.web.command_bundle", records=True),
    Command("check-receipt", "Check the receipt of a report with the public key.", "custodiet.web.command_check_receipt"),
    Command("barred-check", "Compare applicants with the College's public barred list.", "custodiet.web.command_barred_check"),
    Command("papers", "Write the templates of papers as Word files, for the force to edit.", "custodiet.web.command_papers", records=True),
    Command(
        "figures",
        "Freeze the figures, print them, write a signed return, and merge returns.",
        "custodiet.web.command_figures",
        records=True,
    ),
    Command("export", "Write the whole force as documented open files, locked or open.", "custodiet.web.command_export", records=True),
    Command("cases", "Bring in the cases of another system from its CSV extracts.", "custodiet.web.command_cases", records=True),
    Command("restore", "Restore an export into an empty installation.", "custodiet.web.command_restore", records=True),
    Command("referral-pack", "Write the signed pack of a referral.", "custodiet.web.command_referral_pack", records=True),
    Command("referral-import", "Take packs of referrals in, each once.", "custodiet.web.command_referral_import", records=True),
    Command("doctor", "Check the records: index, seals, ledger and triggers.", "custodiet.casework.doctor", records=True),
)


def parser(commands: Sequence[Command] = COMMANDS, chosen: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line. Only the `chosen` command's module is imported: some are slow to start."""
    whole = argparse.ArgumentParser(prog="custodiet", description="Casework for police professional standards departments.")
    whole.add_argument("--version", action="version", version=f"custodiet {__version__}")
    below = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in commands:
        one = below.add_parser(command.name, help=command.about, description=command.about)
        if command.name == chosen:
            if command.records:
                set_up_records()
            module = import_module(command.module)
            module.arguments(one)
            one.set_defaults(run=module.run)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = sys.argv[1:] if argv is None else list(argv)
    chosen = next((word for word in words if not word.startswith("-")), None)
    options = parser(COMMANDS, chosen).parse_args(words)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
