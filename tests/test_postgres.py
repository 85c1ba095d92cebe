"""The private PostgreSQL server of the tests: it answers, and nothing of it remains."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from tests.postgres import cluster


@pytest.mark.postgres
def test_the_server_answers_on_its_socket_only(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)


@pytest.mark.postgres
def test_nothing_remains_of_a_server_that_was_stopped(postgres_url: str) -> None:
    with cluster() as second:
        [home] = parse_qs(urlsplit(second).query)["host"]
        assert second != postgres_url
        assert Path(home).exists()
    assert not Path(home).exists()
