"""Starts the demonstration's server over and over: a port on a line of standard input is answered by the id of a process.

Each is the very server of `custodiet demo`, in a process of its own that is forked from this one: everything is imported already,
so that one can be started, killed and started again some hundred times in a test.
"""

import os
import signal
import sys
from pathlib import Path


def main(data: str) -> None:
    """Serve the demonstration in `data`, on every port that is asked for."""
    from custodiet.web import demo

    demo.prepare(Path(data))
    from django.db import connections
    from django.test import Client

    Client(SERVER_NAME="127.0.0.1").get("/sign-in/")  # what the first request loads is loaded here, once
    connections.close_all()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the killed
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                demo.serve(int(line))
            finally:
                os._exit(1)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
