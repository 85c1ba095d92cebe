"""A demonstration served by the real command in a process of its own, and a browser for each person who signs in."""

import os
import re
import select
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.demonstration import sound

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP *.co.uk ~NOTFOUND",  # the way out of the portal leads there; no test calls it
]
PASSWORD = "wessex-vale-demonstration"


def follow(target: Locator) -> None:
    """Press a link or a button that leads to a page, and wait until that page is there: a click alone does not wait."""
    with target.page.expect_navigation():
        target.click()


@dataclass
class Served:
    """A demonstration: its address, the references of its cases, the ways in of whoever complained, and the day on which it stands."""

    url: str
    cases: list[str]
    ways_in: list[tuple[str, str]]
    today: date


@dataclass
class People:
    """The people at their browsers, one context for each, signed in on first use."""

    browser: Browser
    url: str
    width: int = 1280
    pages: dict[str, Page] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    acted: str = ""
    """Who opened an address last."""

    def __getitem__(self, username: str) -> Page:
        if username not in self.pages:
            context = self.browser.new_context(viewport={"width": self.width, "height": 900}, base_url=self.url)
            context.set_default_timeout(90_000)  # a busy machine is slow, not wrong
            page = self.pages[username] = context.new_page()
            page.on("console", lambda said: self.complaints.append(f"{said.text} {said.location}") if said.type == "error" else None)
            page.on("pageerror", lambda error: self.complaints.append(str(error)))
            if username != "nobody":
                page.goto("/sign-in/")
                page.fill("[name=username]", username)
                page.fill("[name=password]", PASSWORD)
                follow(page.locator("main button[type=submit]"))
                assert "/sign-in/" not in page.url, page.inner_text("main")  # each job is led to what is its own
        return self.pages[username]

    def open(self, username: str, address: str) -> Page:
        """Open an address within a case, giving a purpose where it is asked for."""
        page, self.acted = self[username], username
        page.goto(address)
        if "/purpose/" in page.url and "/purpose/" not in address:
            page.check("input[name=purpose][value=other]")
            page.fill("[name=other]", "Working on the case")
            follow(page.locator("main button[type=submit]"))
        return page


def serve(directory: Path, stage: str, *more: str):
    """Run `custodiet demo` on a free port until the caller is done: the two cases alone, without the years before them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CUSTODIET_", "DJANGO_"))}
    words = ["--stage", stage, "--years", "0", "--port", str(port), "--data", str(directory / "data"), *more]
    command = [sys.executable, "-m", "custodiet.cli", "demo", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, cwd=directory)
    try:
        said = _until_served(process, port)
        day = date(*time.strptime(re.search(r"stands on (\d+ \w+ \d+)", said)[1], "%d %B %Y")[:3])
        ways_in = re.findall(r"/m/([\w-]+)/ with the code ([\d-]+)", said)
        yield Served(f"http://127.0.0.1:{port}", sound(said, directory), ways_in, day)
    finally:
        process.terminate()
        process.wait(10)


def _until_served(process: subprocess.Popen, port: int) -> str:
    said, until = "", time.monotonic() + 240  # a busy machine takes its time to replay two stories
    while time.monotonic() < until:
        if select.select([process.stdout], [], [], 0.2)[0]:
            said += os.read(process.stdout.fileno(), 65536).decode()
        assert process.poll() is None, said
        if "Ctrl-C" in said:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    return said
    raise AssertionError(f"The demonstration did not start: {said}")


@pytest.fixture(scope="session")
def browser(chromium, driver):
    opened = driver.chromium.launch(executable_path=chromium, args=FLAGS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def after(tmp_path_factory):
    """A demonstration in which everything has happened."""
    yield from serve(tmp_path_factory.mktemp("followup"), "followup", "--no-night")


@pytest.fixture(scope="module")
def hearing(tmp_path_factory):
    """A demonstration on the day of the hearing."""
    yield from serve(tmp_path_factory.mktemp("hearing"), "hearing", "--no-night")


@pytest.fixture(scope="session")
def outcome(tmp_path_factory):
    """A demonstration on the day after the outcome."""
    yield from serve(tmp_path_factory.mktemp("outcome"), "outcome")
