"""What stands in the database for all tests of a module: made once, in a transaction around those of the tests.

What a test does to the rows is undone before the next, as ever. The objects over them are shared: a test that changes one copies it
deeply. A test that asks for nothing of it still finds its rows.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest


def once_a_module(make: Callable[[], Any]) -> Any:
    """The fixture of what `make` puts in the database. It commits nothing, so no test of that module may commit either."""

    @pytest.fixture(scope="module")
    def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        from django.db import transaction  # the tests of the law run without Django

        with django_db_blocker.unblock(), transaction.atomic():
            yield make()
            transaction.set_rollback(True)

    return made
