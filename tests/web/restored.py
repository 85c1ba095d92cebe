"""What a restored installation says, asked in a process of its own: `python -m tests.web.restored ARCHIVE IDENTITY-FILE [KILL-AT]`.

With KILL-AT the process kills itself at that call into the rooms that restore, wherever that is.
"""

import argparse
import json
import os
import re
import signal
import sys
from datetime import date
from itertools import count

from custodiet.web.set_up import set_up_records

calls = count(1)


def pages(references):
    """Pages of these cases as the head of department sees them, without what every form draws anew."""
    from django.test import Client

    from custodiet.casework.models import User

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username="head"), backend="django.contrib.auth.backends.ModelBackend")
    below = ("", "allegations/", "exhibits/", "people/", "papers/")
    told = {}
    for path in (f"/case/{each}/{page}" for each in references for page in below):
        page = client.get(path, secure=True)
        told[path] = [page.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())]
    return told


def said(references, size, day):
    """Pages, figures and the root of the ledger at that size."""
    from custodiet.casework import standing
    from custodiet.casework.models import Case, LedgerEntry
    from custodiet.figures import snapshot
    from custodiet.figures.record import Record
    from custodiet.ledger.tree import Frontier

    records = [Record(case.reference, standing.standing(case).history, day) for case in Case.objects.order_by("pk")]
    leaves = [bytes(leaf) for leaf in LedgerEntry.objects.filter(seq__lte=size).order_by("seq").values_list("leaf", flat=True)]
    return {"pages": pages(references), "figures": snapshot.frozen("A force", day, records)[0], "root": Frontier.over(leaves).root().hex()}


def _counted(frame, event, _argument):
    if event == "call" and "openfiles" in frame.f_code.co_filename and next(calls) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)


def main():
    """Restore, and print what the installation says."""
    set_up_records()
    from django.utils import timezone

    from custodiet.casework import doctor
    from custodiet.web import command_restore

    words = [sys.argv[1], "--identity", sys.argv[2]]
    parser = argparse.ArgumentParser()
    command_restore.arguments(parser)
    if len(sys.argv) > 3:
        sys.setprofile(_counted)
    ended = command_restore.run(parser.parse_args(words))
    sys.setprofile(None)
    if ended:
        sys.exit(ended)
    asked = json.load(sys.stdin)
    checks = (doctor.triggers_present, doctor.index_agrees, doctor.seals_hold, doctor.ledger_verifies, doctor.papers_hold)
    day = date.fromisoformat(asked["day"])
    faults = [sentence for check in checks for sentence in check(timezone.localdate())]
    sys.stdout.write(json.dumps(said(asked["cases"], asked["size"], day) | {"faults": faults}) + "\n")


if __name__ == "__main__":
    main()
