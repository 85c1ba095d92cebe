"""`custodiet user add|list|number|password|close|reopen`: who signs in, and with which job.

The password is asked for twice, or read as the first line of what is piped in; it never stands in the command. 0: done. 1: refused, in
a sentence.
"""

import argparse
import getpass
import sys

from custodiet.casework.access import Refused
from custodiet.casework.actions import logins
from custodiet.casework.actions.logins import Keeper, NewLogin, Number
from custodiet.casework.models import Role, User
from custodiet.law.vocabulary import Rank
from custodiet.web.context import force_name

DONE, REFUSED = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    below = parser.add_subparsers(dest="verb", metavar="WHAT", required=True)
    add = _verb(below, "add", "make a login")
    add.add_argument("--name", required=True, help="the full name, as it is to stand on the record")
    add.add_argument("--job", required=True, choices=[job.value for job in Role], metavar="JOB", help="; ".join(job.value for job in Role))
    add.add_argument("--email", default="", help="where this person is reached")
    _numbered(add, needed=False)
    below.add_parser("list", help="print every login, open and closed")
    _numbered(_verb(below, "number", "say under which number the force knows somebody who signs in"), needed=True)
    _verb(below, "password", "give a login another password")
    _verb(below, "close", "let nobody sign in with it any more")
    _verb(below, "reopen", "let a closed login sign in again")


def run(options: argparse.Namespace) -> int:
    """Do it, and say what was done."""
    if options.verb == "list":
        _listed()
        return DONE
    try:
        sys.stdout.write(f"{_done(options, _by(options.by))}\n")
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return REFUSED
    return DONE


def _verb(below: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, about: str) -> argparse.ArgumentParser:
    one = below.add_parser(name, help=about, description=about)
    one.add_argument("login", help="the name to sign in with")
    one.add_argument("--by", metavar="LOGIN", help="who does this: a head of department or an administrator (not for the first login)")
    return one


def _numbered(parser: argparse.ArgumentParser, *, needed: bool) -> None:
    parser.add_argument("--number", required=needed, default="", help="collar or staff number: keeps this person from a case about them")
    parser.add_argument(
        "--rank", choices=[rank.value for rank in Rank], metavar="RANK", help="constable, sergeant and so on; “no rank” for staff"
    )
    parser.add_argument("--force", default="", help="the force of the number (that of the policy file)")


def _done(options: argparse.Namespace, by: Keeper) -> str:
    name = options.login
    if options.verb == "add":
        new = NewLogin(username=name, name=options.name, job=Role(options.job), email=options.email, number=_number(options))
        logins.add(new=new, password=_password(), by=by)
        return f"{name} can sign in, as {options.job}.{'' if new.number else NOBODY_IN_PARTICULAR}"
    user = _login(name)
    if options.verb == "number":
        number = _number(options)
        assert number is not None  # `_number` refuses none
        logins.tie(user=user, number=number, by=by)
        return f"{name} never sees a case about the officer or member of staff {number.number} of {number.force}."
    if options.verb == "password":
        logins.set_password(user=user, password=_password(), by=by)
        return f"{name} has another password; who was signed in under the old one is not any more."
    (logins.close if options.verb == "close" else logins.reopen)(user=user, by=by)
    return CLOSED.format(name) if options.verb == "close" else f"{name} can sign in again."


NOBODY_IN_PARTICULAR = (
    " No number was given, so the program cannot keep this person from a case about themselves. For anybody of the force: custodiet user"
    " number."
)
CLOSED = "{} is closed. What stood open with it, tasks and places in cases, the head of department gives to somebody else."


def _number(options: argparse.Namespace) -> Number | None:
    if not options.number.strip():
        if options.verb == "number":
            raise Refused("There is no number in what was given. Write the collar or staff number behind --number.")
        return None
    force = options.force or force_name()
    if not force:
        raise Refused("A number belongs to a force. Say which with --force, or write `name` under [force] in the policy file.")
    if not options.rank:
        raise Refused("A number stands on record with a rank. Say it with --rank; of staff it is “no rank”.")
    return Number(force=force, number=options.number.strip(), rank=Rank(options.rank))


def _login(name: str) -> User:
    found = User.objects.filter(username=name).first()
    if found is None:
        raise Refused(f"There is no login {name}. `custodiet user list` prints them.")
    return found


def _by(name: str | None) -> Keeper:
    return Keeper(_login(name) if name else None, getpass.getuser())


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != first:
        raise Refused("The two were not the same. Nothing was changed. Try again.")
    return first


def _listed() -> None:
    for user in User.objects.select_related("person__officer").order_by("-is_active", "username"):
        profile = getattr(user.person, "officer", None) if user.person else None
        tied = f"{profile.collar_number} of {profile.force}" if profile else "no number"
        state = "open" if user.is_active else "closed"
        sys.stdout.write(f"{user.username:<24}{state:<8}{user.role:<24}{user.full_name:<28}{tied}\n")
