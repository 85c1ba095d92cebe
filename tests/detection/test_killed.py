"""An audit and a night that are ended from without (kill -9), at many points, end with the findings of one that was left alone."""

import json
import signal
import subprocess
import sys
import time

import pytest

from tests.detection.test_audit import force

NIGHT = """
import json, sys
from pathlib import Path
from custodiet.detection import audit
from custodiet.detection.engine import Engine
folder, state, grows = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "grows"
with Engine(folder) as engine:
    found = audit.run(engine, state=state, grows=grows, learn=False, said=lambda words: print(words, file=sys.stderr, flush=True))
print(json.dumps([found.looks, found.explained, found.unexplained, [each.as_data() for each in found.findings]], sort_keys=True))
"""


def begun(folder, state, how):
    words = [sys.executable, "-c", NIGHT, str(folder), str(state), how]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(folder, state, how):
    done = begun(folder, state, how)
    told, said = done.communicate()
    assert done.returncode == 0, said
    return json.loads(told)


def killed(folder, state, how, after, wait):
    """Ended from without, once it has said so many lines and a moment more has passed; whether it was still at work."""
    process = begun(folder, state, how)
    for _line in range(after):
        process.stderr.readline()
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


@pytest.mark.long
@pytest.mark.parametrize("how", ["grows", "whole"])
def test_killed_again_and_again_it_ends_with_the_same_findings(tmp_path, how):
    folder = force(tmp_path / "facts")
    alone = ended(folder, tmp_path / "alone", how)
    assert alone[3]
    at_work = 0
    for after in (1, 2, 3, 5, 8):
        for wait in (0.0, 0.05):
            state = tmp_path / f"state-{after}-{wait}"
            at_work += killed(folder, state, how, after, wait)
            at_work += killed(folder, state, how, 2, wait)  # and what goes on is ended as well
            assert ended(folder, state, how) == alone
    assert at_work >= 10
