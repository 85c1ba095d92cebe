"""The verbs about who signs in: a login is made, tied to an officer's number, closed and opened again, and the ledger says by whom.

Heads of department and administrators keep the logins; whoever signs in changes their own password. The first login is made by
nobody: it must be one of theirs. A job says what its holder may do; on which cases, and in which office, is given in each case
(`grants`). Nothing is removed: what a login did stays its.
"""

import re
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Model

from custodiet.casework import journal
from custodiet.casework.access import Refused
from custodiet.casework.models import OfficerProfile, Person, Role, User
from custodiet.law.vocabulary import Rank
from custodiet.ledger.entries import Verb

KEEPERS = (Role.HEAD, Role.ADMINISTRATOR)
NAME = re.compile(r"[\w.@-]{2,60}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """Under which number the force knows somebody: what keeps them from a case about themselves, wherever it stands on record."""

    force: str
    number: str
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLogin:
    """Whoever is to sign in, and with which job."""

    username: str
    name: str
    job: Role
    email: str = ""
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who keeps the logins: the user they say they are, and the account of the machine from which they do it."""

    user: User | None
    account: str = ""


def add(*, new: NewLogin, password: str, by: Keeper) -> User:
    """Make a login. `by` names no user for the first one alone."""
    with transaction.atomic():
        _may_keep(by, first=new.job)
        _checked(new)
        made = User(username=new.username, full_name=" ".join(new.name.split()), role=new.job.value, email=new.email)
        _set(made, password)
        made.person = _person(made.full_name, new.number) if new.number else None
        made.save()
        _entered(made, by, "made", *(["tied"] if new.number else []))
        return made


def tie(*, user: User, number: Number, by: Keeper) -> None:
    """Say which officer or member of staff signs in under this login; once, for a tie that could be undone would keep nobody out."""
    with transaction.atomic():
        _may_keep(by)
        if user.person_id:
            raise Refused(f"{user.username} is tied to a number already, and that stands. Close this login and make another.")
        user.person = _person(user.full_name, number)
        user.save(update_fields=["person"])
        _entered(user, by, "tied")


def close(*, user: User, by: Keeper) -> None:
    """From this moment nobody signs in with it, and whoever is signed in is not any more."""
    with transaction.atomic():
        _may_keep(by)
        others = User.objects.filter(role__in=[job.value for job in KEEPERS], is_active=True).exclude(pk=user.pk)
        if Role(user.role) in KEEPERS and not others.exists():
            raise Refused("This is the last login of a head of department or an administrator; nobody could make another. Make one first.")
        _switched(user, False, by)


def reopen(*, user: User, by: Keeper) -> None:
    """Let a closed login sign in again, with the places in cases that it still has."""
    with transaction.atomic():
        _may_keep(by)
        _switched(user, True, by)


def set_password(*, user: User, password: str, by: Keeper) -> None:
    """Give a login another password; every session under the old one is over."""
    with transaction.atomic():
        _may_keep(by)
        _set(user, password)
        user.save(update_fields=["password"])
        _entered(user, by, "password")


def change_own(*, user: User, present: str, password: str) -> User:
    """Change one's own password, knowing the present one; every session under the old one is over. Returns the login as it stands now."""
    with transaction.atomic():
        journal.frontier()  # locked: of two changes at once the second meets the password that the first has set
        stands = User.objects.get(pk=user.pk, is_active=True)
        if not stands.check_password(present):
            raise Refused("Your password was changed meanwhile, in another window or by whoever keeps the logins. Nothing was changed now.")
        _set(stands, password)
        stands.save(update_fields=["password"])
        _entered(stands, Keeper(stands), "own password")
        return stands


def _may_keep(by: Keeper, first: Role | None = None) -> None:
    journal.frontier()  # locked, so that two first logins are not made at once
    if by.user is not None:
        if Role(by.user.role) not in KEEPERS or not by.user.is_active:
            raise Refused("Only a head of department or an administrator keeps the logins. Name one of them with --by.")
        return
    if User.objects.filter(role__in=[job.value for job in KEEPERS], is_active=True).exists():
        raise Refused(
            "Say who does this, so that the ledger can name them: --by and the login of a head of department or an administrator."
        )
    if first not in KEEPERS:
        raise Refused("The first login is that of a head of department or an administrator, who answers for the others. Make it first.")


def _checked(new: NewLogin) -> None:
    if not NAME.fullmatch(new.username):
        raise Refused("A login is 2 to 60 letters, digits and . _ - @, without spaces, for example ruth.pemberton. Nothing was made.")
    if User.objects.filter(username__iexact=new.username).exists():
        raise Refused(f"There is a login {new.username} already, open or closed; it is never given to somebody else. Choose another.")
    if not new.name.strip():
        raise Refused("A login needs the full name of whoever signs in, as it is to stand on the record: --name.")
    _fits(User, "full_name", new.name)
    if new.email:
        _fits(User, "email", new.email)
        try:
            validate_email(new.email)
        except ValidationError:
            raise Refused(f"“{new.email}” is no e-mail address. Nothing was made. Write it again, or leave it out.") from None


def _fits(model: type[Model], field: str, text: str) -> None:
    """Refuse what is longer than the column, which no PostgreSQL takes, or writes over the terminal on which it is listed."""
    most = model._meta.get_field(field).max_length
    if len(text) > most or not text.isprintable():
        raise Refused(f"“{ascii(text[:40])[1:-1]}” is longer than {most} characters, or has some that cannot be seen. Nothing was changed.")


def _set(user: User, password: str) -> None:
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        raise Refused(f"{' '.join(wrong.messages)} Nothing was changed. Choose another password.") from None
    user.set_password(password)


def _person(name: str, number: Number) -> Person:
    """Somebody of that number, always put on record afresh: to find the number in a case would tell that there is such a case."""
    _fits(OfficerProfile, "collar_number", number.number)
    _fits(OfficerProfile, "force", number.force)
    person = Person.objects.create(name=name)
    OfficerProfile.objects.create(person=person, force=number.force, collar_number=number.number, rank=number.rank.value)
    return person


def _switched(user: User, active: bool, by: Keeper) -> None:
    if user.is_active == active:
        raise Refused(f"{user.username} is {'open' if active else 'closed'} already. Nothing was changed.")
    user.is_active = active
    user.save(update_fields=["is_active"])
    _entered(user, by, "opened" if active else "closed")


def _entered(user: User, by: Keeper, *what: str) -> None:
    journal.record(Verb.ROLE_CHANGE, by=by.user, what=f"login {user.pk}", fields=what, job=user.role, run_by=by.account)
