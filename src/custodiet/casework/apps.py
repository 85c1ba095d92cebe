"""The app's registration, and what every SQLite connection is told when it opens."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

PRAGMAS = ("recursive_triggers = ON", "foreign_keys = ON", "secure_delete = ON")
"""Without recursive_triggers INSERT OR REPLACE deletes past the triggers; secure_delete overwrites what was erased."""


class CaseworkConfig(AppConfig):
    """The records."""

    name = "custodiet.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell every new SQLite connection its pragmas; there is no other place that sees every connection."""
        connection_created.connect(_tell, dispatch_uid="custodiet.casework.pragmas")


def _tell(connection, **_: object) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for pragma in PRAGMAS:
                cursor.execute(f"PRAGMA {pragma}")
