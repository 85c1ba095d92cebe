"""The settings: where the records are kept, and the key that signs the sessions."""

from pathlib import Path

import pytest

from custodiet.settings import database, policy, secret_key

ROOT = Path(__file__).parent.parent


def test_a_path_is_a_sqlite_file() -> None:
    assert database("/data/custodiet.sqlite3")["NAME"] == "/data/custodiet.sqlite3"
    assert database("/data/custodiet.sqlite3")["ENGINE"] == "django.db.backends.sqlite3"


def test_an_address_is_a_postgresql_server() -> None:
    found = database("postgresql://case%40worker:p%2Fw@db.example.org:5433/custodiet?sslmode=verify-full")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "case@worker",
        "p/w",
        "db.example.org",
        "5433",
        "custodiet",
    ]
    assert found["OPTIONS"] == {"sslmode": "verify-full"}


def test_a_socket_directory_is_a_host() -> None:
    assert database("postgresql://custodiet@/custodiet?host=/run/postgresql")["HOST"] == "/run/postgresql"


def test_the_secret_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CUSTODIET_SECRET_KEY", raising=False)
    first = secret_key(tmp_path / "data")
    assert len(first) >= 64
    assert secret_key(tmp_path / "data") == first
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret-key"]
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0


def test_the_secret_key_of_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUSTODIET_SECRET_KEY", "from outside")
    assert secret_key(tmp_path / "data") == "from outside"
    assert not (tmp_path / "data").exists()


def test_without_a_policy_file_nothing_is_chosen(tmp_path: Path) -> None:
    assert policy(tmp_path / "policy.toml") == {}


def test_the_policy_file_in_the_repository_can_be_read() -> None:
    assert policy(ROOT / "policy.toml")["force"]["name"] == "Your force"
