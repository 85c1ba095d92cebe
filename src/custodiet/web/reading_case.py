"""The half of `custodiet read` that needs the records: files become exhibits of a case, by a named user, and are read at once."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from custodiet.casework import vault, worker
from custodiet.casework.access import Access, NotThere, Refused, case_of
from custodiet.casework.actions import exhibits, readings
from custodiet.casework.models import Case, Reading, ReadingState, User
from custodiet.web import reading_report

READ, UNREADABLE, QUESTIONS = 0, 2, 3
BAD = {ReadingState.FAILED.value, ReadingState.STOPPED.value}


def run(options: Namespace, answers: dict[str, str]) -> int:
    """Take every file in and read it. 0: all read; 2: one could not be; 3: all read, but questions are open."""
    user = User.objects.filter(username=options.by, is_active=True).first()
    if user is None:
        return _refused(f"There is no user {options.by} who may sign in. Name one with --by USERNAME.")
    try:
        case = case_of(Access(user), options.case)
    except NotThere as hidden:
        return _refused(f"{options.case}: {hidden}")
    with worker.lock() as held:
        if not held:
            return _refused("custodiet work is reading just now. Stop it, or add the files on the page of the exhibits.")
        worker.again()
        vault.sweep()
        states = [_one(path, case, options.kind or "", answers, user) for path in options.files]
    if BAD & set(states):
        return UNREADABLE
    return QUESTIONS if ReadingState.ASKS.value in states else READ


def _one(path: Path, case: Case, kind: str, answers: dict[str, str], user: User) -> str:
    """The state in which the reading of one file ended; whatever is wrong with it is said, and the next file is taken in."""
    try:
        with path.open("rb") as stream:
            made = exhibits.receive(
                case=case, stream=stream, file_name=path.name, maker=user.full_name, title="", by=user, why="Handed in on the command line"
            )
        done = readings.perform(readings.ask(exhibit=made, kind=kind, answers=answers, by=user))
    except OSError as wrong:
        sys.stderr.write(f"{path.name}: It cannot be opened: {wrong.strerror}. Check the name and who may read it.\n")
        return ReadingState.FAILED.value
    except (Refused, vault.NoKey) as refusal:
        sys.stderr.write(f"{path.name}: {refusal}\n")
        return ReadingState.FAILED.value
    if done.state in BAD:
        sys.stderr.write(f"{path.name}: {made.reference} is on record, but was not read. {done.problem}\n")
    else:
        sys.stdout.write("\n".join(lines(path.name, made.reference, done)) + "\n")
    return done.state


def lines(name: str, reference: str, done: Reading) -> list[str]:
    """What came of a reading."""
    told: dict[str, Any] = done.report
    said = [f"{name}: {reference}, {done.kind}, {done.rows_in_file:,} records = {done.rows_read:,} read + {done.rows_refused:,} refused"]
    said += reading_report.columns(told["remarks"])
    said += [f"  {each['line']}: {each['reason']}" for each in told["refusals"]]
    said += [f"  {line}: {reason}" for line, reason in told["refused_too"]]
    said += [f"  ? {each['asks']} Answer with --answer {each['key']}=…" for each in told["questions"]]
    return said


def _refused(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return UNREADABLE
