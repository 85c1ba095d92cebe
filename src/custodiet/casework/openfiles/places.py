"""What an installation has on its disk besides the database, and where it stands in an archive.

Keys and files are looked for where the environment of this process says they are, so a restored installation may keep them elsewhere.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from custodiet.casework import vault
from custodiet.casework.signing import private_key

STORE = "store"
EXHIBIT_KEY, LEDGER_KEY = "keys/exhibit-key", "keys/ledger-key"


def keys() -> dict[str, Path]:
    """The keys of the installation: without them its exhibits cannot be opened, nor its receipts be checked."""
    ledger = Path(os.environ.get("CUSTODIET_LEDGER_KEY", Path(settings.DATA) / "ledger-key"))
    return {EXHIBIT_KEY: vault.store().keys.path, LEDGER_KEY: ledger}


def make_keys() -> None:
    """An installation that has made none yet makes them now, so that an export always holds both."""
    vault.store().keys.key()
    private_key()


def beside() -> dict[str, Path]:
    """What the force has chosen or given: a file, or a folder with everything in it."""
    data = Path(settings.DATA)
    return {
        "beside/policy.toml": Path(os.environ.get("CUSTODIET_POLICY", data / "policy.toml")),
        "beside/staff-list.csv": Path(os.environ.get("CUSTODIET_STAFF_LIST", data / "staff-list.csv")),
        "beside/papers": data / "papers",
        "beside/nights": data / "nights",
        "beside/force-facts": Path(settings.FORCE_FACTS),
    }


def store() -> Path:
    """The folder of the store."""
    return vault.store().root


def found(where: Path) -> Iterator[tuple[str, Path]]:
    """A file, or every file below a folder, each with its path from there; what is half written is left out."""
    if where.is_file():
        yield "", where
    for path in sorted(where.rglob("*")) if where.is_dir() else ():
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".new-"):
            yield f"/{path.relative_to(where)}", path


def place_of(path: str) -> Path | None:
    """Where a file of an archive belongs in this installation; None for what stays in the archive."""
    if path in keys():
        return keys()[path]
    for name, where in beside().items():
        if path == name or path.startswith(f"{name}/"):
            return where / path[len(name) + 1 :] if path != name else where
    return store() / path.removeprefix(f"{STORE}/") if path.startswith(f"{STORE}/") else None
