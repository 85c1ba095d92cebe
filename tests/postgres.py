"""A private PostgreSQL server for the tests: made in a temporary directory, thrown away afterwards.

It listens on a Unix socket in that directory and nowhere else, so any number can run side by side.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WORDS_WHEN_MISSING = "PostgreSQL's server is not installed (Debian: apt-get install postgresql)"


def programs() -> Path | None:
    """The directory that holds `initdb` and `pg_ctl`, of the newest version there is; None if there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if debian:
        return debian[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def server_user() -> pwd.struct_passwd | None:
    """Whom the server runs as: ourselves, or `postgres` when we are root, whom PostgreSQL refuses to serve."""
    return pwd.getpwnam("postgres") if os.geteuid() == 0 else None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a server and give its address, `postgresql://custodiet@/custodiet?host=...`; remove it at the end."""
    where = programs()
    if where is None:
        raise FileNotFoundError(WORDS_WHEN_MISSING)
    user = server_user()
    identity: dict[str, Any] = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    # A short path: the name of a Unix socket may have 107 characters at most.
    home = Path(tempfile.mkdtemp(prefix="custodiet-pg-", dir="/tmp"))
    try:
        if user is not None:
            os.chown(home, user.pw_uid, user.pw_gid)

        def run(program: str, *words: str) -> None:
            command = [str(where / program), "-D", str(home / "data"), *words]
            # Output goes to a file, not a pipe: the server inherits it, and a pipe would never close.
            with (home / "output").open("ab") as output:
                status = subprocess.run(command, cwd=home, stdout=output, stderr=output, **identity, check=False)
            if status.returncode:
                raise RuntimeError(f"{program} failed:\n{(home / 'output').read_text(errors='replace')}")

        run("initdb", "--username=custodiet", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "--wait", "-o", f"-k {home} -c listen_addresses='' -c fsync=off -c max_connections=200", "start")
        try:
            socket = f"host={home}"
            subprocess.run(
                [str(where / "createdb"), "-h", str(home), "-U", "custodiet", "custodiet"],
                check=True,
                capture_output=True,
            )
            yield f"postgresql://custodiet@/custodiet?{socket}"
        finally:
            run("pg_ctl", "--wait", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
