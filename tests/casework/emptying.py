"""For tests that commit: the test database is emptied after each, and the triggers stand aside while it is."""

from django.db import connection

from custodiet.casework import triggers


def emptying_lifts_the_triggers() -> None:
    """Make Django's emptying of the test database take the triggers away and put them back; calling twice does nothing."""
    operations = type(connection.ops)
    original = operations.execute_sql_flush
    if getattr(original, "lifts_the_triggers", False):
        return

    def empty(self, sql_list: list[str]) -> None:
        triggers.take_away(self.connection)
        try:
            original(self, sql_list)
        finally:
            triggers.put(self.connection)

    empty.lifts_the_triggers = True
    operations.execute_sql_flush = empty
