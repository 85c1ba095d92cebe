"""What each job may do with the cases that its holder may see. Which cases these are is for `access` to say."""

from enum import StrEnum

from custodiet.casework.models import Role, User
from custodiet.law.vocabulary import Office


class Permission(StrEnum):
    """What somebody may do with a case that they may see."""

    VIEW = "see where the case stands"
    RECORD = "read the record of a case: its history, its people by name, its papers"
    OPEN = "open a case"
    TAKE_STEP = "record a step"
    PAPERS = "write papers, serve them and enter what was answered"
    PEOPLE = "add people"
    GRANT = "decide who works on the case"
    NOTE = "add a note"
    TASK = "give and finish tasks"
    COMPOSE = "write notices of hearings"
    PUBLISH = "publish"
    LOG = "see who looked"
    EXHIBITS = "see the exhibits"
    HANDLE = "add exhibits, have them read and say who is who in them"
    DISCLOSE = "decide on disclosure"
    DETECT = "work through findings"
    AUTHORISE = "authorise operations"
    DISPOSE = "dispose of exhibits and cases, and hold them"
    WATCH = "see what users looked at without a task"
    REACH = "write to people of the public and answer them"
    VULNERABILITY = "see what makes somebody vulnerable"
    FIGURES = "see the figures over the cases in sight"
    FREEZE = "freeze the figures"
    IMPORT = "bring in the cases of another system"
    RETURNS = "take in the returns of forces"
    CHIEF = "see what is overdue to people of the public and to the IOPC"
    OVERSEE = "see referrals, overdue matters and the ledger's checkpoints as overseers do"
    REFER = "make the pack of a referral"
    JUDGE = "draw samples, judge them and make recommendations"
    RECOMMENDED = "see recommendations of overseers"
    RESPOND = "answer recommendations"
    REPORTS = "receive reports from outside"
    CONFIDENCE = "receive what colleagues report in confidence"
    FOLLOW = "keep what follows an outcome: warnings, restrictions, supervision, learning"
    SIT = "sit on a panel: read its bundle and its hearing, and nothing else"


_WORK = frozenset({Permission.VIEW, Permission.RECORD, Permission.TAKE_STEP, Permission.PAPERS, Permission.NOTE, Permission.TASK})
_EVIDENCE = frozenset({Permission.EXHIBITS, Permission.HANDLE})
_DEAL = frozenset({Permission.PEOPLE, Permission.REACH, Permission.VULNERABILITY})
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.INTAKE: _WORK | _EVIDENCE | _DEAL | {Permission.OPEN, Permission.REPORTS},
    Role.INVESTIGATOR: _WORK | _EVIDENCE | _DEAL | {Permission.OPEN, Permission.DISCLOSE, Permission.FOLLOW},
    Role.APPROPRIATE_AUTHORITY: _WORK
    | _DEAL
    | {
        Permission.OPEN,
        Permission.GRANT,
        Permission.LOG,
        Permission.COMPOSE,
        Permission.EXHIBITS,
        Permission.DISCLOSE,
        Permission.DISPOSE,
        Permission.WATCH,
        Permission.REPORTS,
        Permission.CONFIDENCE,
        Permission.FIGURES,
        Permission.FOLLOW,
        Permission.REFER,
    },
    Role.ANALYST: _EVIDENCE | {Permission.VIEW, Permission.RECORD, Permission.OPEN, Permission.NOTE, Permission.TASK, Permission.DETECT},
    Role.PROCEEDINGS: _WORK | _EVIDENCE | _DEAL | {Permission.DISCLOSE, Permission.COMPOSE, Permission.FOLLOW},
    Role.CHAIR: frozenset({Permission.VIEW, Permission.TAKE_STEP, Permission.SIT}),  # what the panel is not given, its chair does not read
    Role.PUBLICATIONS: frozenset(
        {Permission.VIEW, Permission.RECORD, Permission.NOTE, Permission.TASK, Permission.COMPOSE, Permission.PUBLISH, Permission.FIGURES}
    ),
    Role.HEAD: frozenset(Permission) - {Permission.SIT, Permission.JUDGE},  # the department neither sits on a panel nor judges itself
    Role.CHIEF: frozenset({Permission.CHIEF, Permission.RECOMMENDED, Permission.RESPOND}),
    Role.OVERSEER: frozenset(
        {
            Permission.VIEW,
            Permission.RECORD,
            Permission.LOG,
            Permission.EXHIBITS,
            Permission.FIGURES,
            Permission.RETURNS,
            Permission.OVERSEE,
            Permission.REFER,
            Permission.JUDGE,
            Permission.RECOMMENDED,
        }
    ),
    Role.ADMINISTRATOR: frozenset(),
    Role.PANEL: frozenset({Permission.SIT}),
    Role.OFFICER: frozenset(),  # what they may read is theirs, not their job's: casework.own_matters
    Role.REPRESENTATIVE: frozenset(),
}
"""What each job may do, on the cases that its holder may see."""

HELD_BY_GRANT = frozenset(
    {
        Office.APPROPRIATE_AUTHORITY,
        Office.INVESTIGATOR,
        Office.CHAIR,
        Office.PERSON_CONDUCTING,
        Office.LINE_MANAGER,
        Office.VETTING_AUTHORITY,
    }
)
"""Offices that decide inside the force: only who holds one in the case may act in it. What the others decided (a court,
the Director General, the complainant) reaches the force from outside, and anyone who may record steps records it."""


def permissions(user: User) -> frozenset[Permission]:
    """What this user's job may do."""
    return PERMISSIONS.get(Role(user.role), frozenset()) if user.is_active else frozenset()
