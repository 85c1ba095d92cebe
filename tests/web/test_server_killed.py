"""The web server is killed while files are handed in through the form: what the browser was told is on record is there, whole.

The server is the one of `custodiet demo`, in a process of its own, or gunicorn with its workers as a force runs it; kill -9 comes at
any moment, to the whole of it or to one worker, and it is started again.
"""

import http.client
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path

import pytest

from custodiet.evidence.store import Keys, Store
from tests.web.visitor import FORM, Visitor

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "wessex-vale-demonstration"
AT_ONCE = 3
LARGE = 2_700_000
"""Bytes above which a file does not wait in memory while it comes in, but on the disk."""


def environment():
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CUSTODIET_", "DJANGO_"))}
    return kept | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}


def custodiet(data, *words):
    command = [sys.executable, "-m", "custodiet.cli", *words]
    given = environment() | {"CUSTODIET_DATA": str(data), "CUSTODIET_DEMO": "1"}
    return subprocess.run(command, capture_output=True, text=True, cwd=data.parent, env=given, check=False)


class Served:
    """The demonstration, and a server that can be killed and started again."""

    def __init__(self, data: Path) -> None:
        self.data = data
        said = custodiet(data, "demo", "--no-serve", "--stage", "intake", "--data", str(data))
        assert said.returncode == 0, said.stderr
        self.case = re.findall(r"WV-\w{4}-\w{4}", said.stdout)[0]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.prepare()
        self.start()

    def prepare(self):
        self.nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.web.nursery", str(self.data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL, env=environment(), cwd=self.data.parent,
        )  # fmt: skip

    def start(self):
        self.nursery.stdin.write(f"{self.port}\n")
        self.nursery.stdin.flush()
        self.child = int(self.nursery.stdout.readline())
        self.wait()

    def wait(self):
        until = time.monotonic() + 60
        while socket.socket().connect_ex(("127.0.0.1", self.port)) != 0:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.005)

    def kill(self):
        os.kill(self.child, signal.SIGKILL)
        while Path(f"/proc/{self.child}").exists():
            time.sleep(0.002)

    def end(self):
        self.kill()
        self.nursery.kill()
        self.nursery.wait()


class UnderGunicorn(Served):
    """The staff pages as docs/operating.md says: one process that listens, several that answer. Killed whole, or one that answers."""

    def prepare(self):
        self.chance, self.errors = random.Random(1), self.data.parent / "errors"

    def start(self):
        words = ["-m", "gunicorn", "--workers", "3", "--no-control-socket", "--bind", f"127.0.0.1:{self.port}"]
        given = environment() | {
            "CUSTODIET_DATA": str(self.data),
            "CUSTODIET_DEMO": "1",
            "CUSTODIET_POLICY": str(self.data / "policy.toml"),
        }
        self.server = subprocess.Popen(
            [sys.executable, *words, "custodiet.web.wsgi:application"], env=given, cwd=self.data.parent, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=self.errors.open("ab"),
        )  # fmt: skip
        self.wait()
        while len(self.workers()) < 3:
            time.sleep(0.005)

    def workers(self):
        return [int(each) for each in Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()]

    def kill(self):
        if self.chance.random() < 0.5:  # one first, while the others answer: the server goes on, with another in its place
            os.kill(self.chance.choice(self.workers()), signal.SIGKILL)
            time.sleep(self.chance.uniform(0, 0.2))
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def end(self):
        self.kill()


@pytest.fixture
def served(request, tmp_path):
    made = request.param(tmp_path / "data")
    yield made
    made.end()


def content(number):
    """The bytes of file `number`: each is another; most are small, some wait on the disk while they come in."""
    size = (LARGE if number % 11 == 5 else 300_000 if number % 4 == 1 else 700 * (number % 9)) + number % 7
    return b"Date,Time,Number\n" + sha256(b"%d" % number).hexdigest().encode() * (size // 64 + 1)


class Handing:
    """Several at their browsers who hand in one file after another until the server is gone."""

    def __init__(self, served: Served) -> None:
        self.served, self.numbers, self.lock = served, iter(range(10**6)), threading.Lock()
        self.tried, self.acknowledged, self.odd = [], [], []
        self.people = [self.signed_in() for _ in range(AT_ONCE)]

    def signed_in(self):
        person = Visitor(self.served.port)
        assert person.give("/sign-in/", username="investigator", password=PASSWORD)[0] == 302
        form = f"/case/{self.served.case}/exhibits/add/"
        if "/purpose/" in (at := person.open(form)):
            assert person.give(at, purpose="other", other="Working on the case")[0] == 302
        assert person.open(form) == form
        return person

    def until_gone(self, person):
        while True:
            with self.lock:
                number = next(self.numbers)
                self.tried.append(number)
            form = f"/case/{self.served.case}/exhibits/add/"
            try:
                status, led = person.upload(form, f"bill-{number}.csv", content(number), maker="Owen Tredinnick", kind="", why="", place="")
            except (OSError, http.client.HTTPException):
                return
            with self.lock:
                if status == 302 and led.endswith("/exhibits/"):
                    self.acknowledged.append(number)
                else:
                    self.odd.append((number, status, led))

    def killed_after(self, acknowledged, seconds):
        """Killed so many seconds after so many files were acknowledged: at any point of what is done with a file."""
        until = len(self.acknowledged) + acknowledged
        threads = [threading.Thread(target=self.until_gone, args=(person,)) for person in self.people]
        for each in threads:
            each.start()
        while len(self.acknowledged) < until and not self.odd:
            time.sleep(0.002)
        time.sleep(seconds)
        self.served.kill()
        for each in threads:
            each.join()
        self.served.start()


def on_record(data):
    """Of every exhibit: the name of its file, its digest, the acts of its custody."""
    told = """SELECT e.file_name, e.sha256, e.address, (SELECT group_concat(act) FROM casework_custody c WHERE c.exhibit_id = e.id)
              FROM casework_exhibit e"""
    with sqlite3.connect(data / "custodiet.sqlite3") as database:
        return database.execute(told).fetchall()


@pytest.mark.parametrize(
    ("served", "kills"),
    [(Served, 6), pytest.param(Served, 300, marks=pytest.mark.long), pytest.param(UnderGunicorn, 100, marks=pytest.mark.long)],
    indirect=["served"],
)
def test_whenever_the_server_is_killed_what_was_acknowledged_is_there_whole_and_nothing_is_half_there(served, kills):
    handing, chance = Handing(served), random.Random(kills)
    for turn in range(kills):
        handing.killed_after(chance.randrange(4), chance.uniform(0, 0.5))
        if turn % 10 == 0:
            assert f"/case/{served.case}/exhibits/" == handing.people[0].open(f"/case/{served.case}/exhibits/")
    assert handing.odd == [], served.errors.read_text()[-2000:] if isinstance(served, UnderGunicorn) else ""
    assert len(handing.acknowledged) >= kills and len(handing.tried) >= len(handing.acknowledged) + kills  # it was killed at work

    rows = on_record(served.data)
    named = {name: (digest, acts) for name, digest, _, acts in rows}
    assert len(named) == len(rows), "a file is on record twice"
    for number in handing.acknowledged:
        digest, acts = named[f"bill-{number}.csv"]
        assert digest == sha256(content(number)).hexdigest() and "received" in acts.split(",")
    whole = {f"bill-{number}.csv": sha256(content(number)).hexdigest() for number in handing.tried}
    assert {name: digest for name, (digest, _) in named.items()} == {name: whole[name] for name in named}
    assert all(acts for _, acts in named.values()), "an exhibit has no custody"
    leftovers_are_named_and_go(served.data, {address for _, _, address, _ in rows})
    some = chance.sample(handing.acknowledged, 5)
    assert [downloaded(handing.people[0], served, number) for number in some] == [content(number) for number in some]


def leftovers_are_named_and_go(data, addresses):
    """`custodiet verify` finds no fault and names what was left; nothing in the clear lies about; the sweep takes the rest."""
    store = Store(data / "store", Keys(data / "exhibit-key"))
    orphans, half = len(set(store.addresses()) - addresses), store.half_written()
    done = custodiet(data, "verify")
    assert done.returncode == 0 and done.stdout.endswith(f"{len(addresses):,} exhibits checked; 0 faults found.\n"), done.stdout
    assert (f"store: {orphans:,} stored files belong to nothing on record" in done.stdout) == bool(orphans)
    assert (f"store: {len(half):,} files are half written" in done.stdout) == bool(half)
    assert list((data / "incoming").iterdir()) == [], "what was handed in lies about in the clear"
    for path in half:
        os.utime(path, (1, 1))
    assert store.sweep() == len(half) and store.half_written() == []


def downloaded(person, served, number):
    """The original as its page hands it out."""
    with sqlite3.connect(served.data / "custodiet.sqlite3") as database:
        [[row]] = database.execute("SELECT id FROM casework_exhibit WHERE file_name = ?", [f"bill-{number}.csv"]).fetchall()
    token = f"csrfmiddlewaretoken={person.token}".encode()
    status, _led, page = person.send("POST", f"/case/{served.case}/exhibits/{row}/copy/", token, FORM)
    assert status == 200, page[:300]
    return page
