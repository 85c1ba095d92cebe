"""`custodiet demo`: a fresh database with an invented force and two cases, served on this machine.

The stories of demo/stories are replayed by the same actions that the pages use, up to the stage that is asked for. The
calendar of the demonstration stands on the day after its last step, so that its clocks mean something.
"""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

STAGES = ("intake", "referral", "investigation", "hearing", "outcome", "followup")
POLICY = """# The force of the demonstration has sixty-eight officers: at the usual workload it would show one finding in a year.
[detection]
per_thousand_month = 40
[publication]
archive = true
"""
STORIES = Path(__file__).resolve().parents[3] / "demo" / "stories"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--stage", choices=STAGES, default="hearing", help="how far the two cases have come (hearing)")
    parser.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (8000)")
    parser.add_argument("--data", type=Path, help="an empty directory for the database (a temporary one)")
    parser.add_argument(
        "--years", type=int, default=5, choices=range(6), help="how many years of other cases stand behind the figures, from 0 to 5 (5)"
    )
    parser.add_argument(
        "--no-night", action="store_true", help="leave out the invented force's records and the night over them: nothing is found"
    )
    parser.add_argument("--no-serve", action="store_true", help="make the database, print the logins, and stop")


def run(options: argparse.Namespace) -> int:
    """Make the demonstration and serve it; 2 where the directory is not empty."""
    data = options.data or Path(tempfile.mkdtemp(prefix="custodiet-demo-"))
    if (data / "custodiet.sqlite3").exists():
        sys.stderr.write(f"{data} holds a database already. Name an empty directory, or leave --data out.\n")
        return 2
    prepare(data)
    # Django reads its settings once, so everything of it is imported after the environment is set.
    from custodiet.web.demo_cases import make

    made = make(options.stage, STORIES)
    set_day(made.today)
    if options.years:
        from custodiet.web import demo_past

        demo_past.add(made.users, made.today, options.years)
    sys.stdout.write("\n".join(made.lines(f"http://127.0.0.1:{options.port}/", data)) + "\n")
    sys.stdout.flush()
    if not options.no_serve:
        with contextlib.suppress(KeyboardInterrupt), contextlib.ExitStack() as besides:
            besides.enter_context(beside("custodiet.cli", "work"))
            if not options.no_night:
                besides.enter_context(beside("custodiet.web.demo_force"))
            serve(options.port)
    return 0


def prepare(data: Path) -> None:
    """Point this process at a new demonstration in that directory, and set Django up."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ |= {"CUSTODIET_DATA": str(data), "CUSTODIET_DEMO": "1", "DJANGO_SETTINGS_MODULE": "custodiet.settings"}
    os.environ.pop("CUSTODIET_DATABASE", None)
    os.environ["CUSTODIET_POLICY"] = str(data / "policy.toml")
    (data / "policy.toml").write_text(POLICY, encoding="utf-8")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def set_day(day: date) -> None:
    """The day on which the demonstration stands."""
    os.environ["CUSTODIET_DEMO_DAY"] = day.isoformat()


@contextlib.contextmanager
def beside(*words: str) -> Iterator[None]:
    """A process beside the pages, so that exhibits and the force's facts are read while somebody looks around; it ends with them."""
    with subprocess.Popen([sys.executable, "-m", *words], stdin=subprocess.DEVNULL) as worker:
        try:
            signal.signal(signal.SIGTERM, _interrupted)  # so that whoever ends this process ends the reader with it
            yield
        finally:
            worker.terminate()


def _interrupted(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def serve(port: int) -> None:
    """Serve until interrupted, on this machine only."""
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", port, get_wsgi_application(), Threading, Quiet)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.stdout.write("\nStopped. The demonstration is not kept.\n")
    finally:
        server.server_close()


class Threading(ThreadingMixIn, WSGIServer):
    """A browser that keeps a connection open must not hold up the next request."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """No log of addresses."""

    def log_message(self, *_words: object) -> None:
        """Say nothing."""
