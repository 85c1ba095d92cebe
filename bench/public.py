"""How many requests a second the public site answers, beside Python's static file server on the same thousand stored outcomes.

One run, one machine, the same client: gunicorn as docs/operating.md names it (two workers), then `python -m http.server` over the same
pages as files, then the public site once more for whoever holds each page already (304). The ratio counts, not the figures.
"""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it runs as a file, too
CLIENTS = 4


def main() -> None:
    """Make the outcomes, serve them twice, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--outcomes", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="custodiet-bench-") as place:
        slugs = prepared(Path(place), options.outcomes)
        addresses = [f"/outcomes/{slug}/" for slug in slugs]
        with gunicorn(Path(place)) as port:
            files = Path(place) / "files"
            tags = fetched(port, addresses, files)
            ours = rate(port, addresses, options.seconds)
            held = rate(port, addresses, options.seconds, tags)
        with static(files) as port:
            plain = rate(port, addresses, options.seconds)
    print(f"{len(addresses):,} outcomes, {CLIENTS} connections, {options.seconds:g} s each, {os.cpu_count()} processors")
    print(f"{'static file server (http.server)':<40}{plain:>10,.0f} requests/s")
    print(f"{'public site (gunicorn, 2 workers)':<40}{ours:>10,.0f} requests/s   {ours / plain:.2f} of the static server")
    print(f"{'the same, page held already (304)':<40}{held:>10,.0f} requests/s   {held / plain:.2f} of the static server")


def prepared(place: Path, count: int) -> list[str]:
    """A database with so many published outcomes, each its own page."""
    os.environ |= {"CUSTODIET_DATA": str(place), "DJANGO_SETTINGS_MODULE": "custodiet.settings", "CUSTODIET_DEMO": "1"}
    os.environ.pop("CUSTODIET_DATABASE", None)
    (place / "policy.toml").write_text("[publication]\narchive = true\n", encoding="utf-8")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from bench.made_outcomes import fill

    return fill(count)


@contextmanager
def gunicorn(place: Path) -> Iterator[int]:
    """The public site, served."""
    port = free()
    words = [
        "-m",
        "gunicorn",
        "--workers",
        "2",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "error",
        "custodiet.web.public.wsgi:application",
    ]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "custodiet.public_settings", "CUSTODIET_DATA": str(place), "CUSTODIET_DEMO": "1"}
    with served([sys.executable, *words], port, environment):
        yield port


@contextmanager
def static(files: Path) -> Iterator[int]:
    """The same pages as files."""
    port = free()
    with served([sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(files)], port, dict(os.environ)):
        yield port


@contextmanager
def served(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    """A server in a process of its own until the caller is done."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while True:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None and time.monotonic() < until, "the server did not start"
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def free() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def fetched(port: int, addresses: list[str], files: Path) -> dict[str, str]:
    """Every page once: written as a file, with its ETag."""
    tags, connection = {}, http.client.HTTPConnection("127.0.0.1", port)
    for address in addresses:
        connection.request("GET", address)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (address, answer.status)
        tags[address] = answer.headers["ETag"]
        (files / address.strip("/")).mkdir(parents=True)
        (files / address.strip("/") / "index.html").write_bytes(body)
    return tags


def rate(port: int, addresses: list[str], seconds: float, tags: dict[str, str] | None = None) -> float:
    """Answers a second to so many clients that ask one after another."""
    until = time.monotonic() + seconds
    began = time.monotonic()

    def client(number: int) -> int:
        answered = 0
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.monotonic() < until:
            address = addresses[(number * 251 + answered) % len(addresses)]
            connection.request("GET", address, headers={"If-None-Match": tags[address]} if tags else {})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == (304 if tags else 200), answer.status
            answered += 1
        return answered

    with ThreadPoolExecutor(CLIENTS) as pool:
        total = sum(pool.map(client, range(CLIENTS)))
    return total / (time.monotonic() - began)


if __name__ == "__main__":
    main()
