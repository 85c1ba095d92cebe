"""For a server of pages: `gunicorn custodiet.web.portal.wsgi:application`. It does not start under a role that can do too much."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application


def started() -> Any:
    """The pages, after a look at what the database lets this process do, and after the visits that are over were cleared away."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "custodiet.portal_settings")
    served = get_wsgi_application()
    from django.contrib.sessions.backends.file import SessionStore  # only now are the settings read
    from django.db import connection

    from custodiet.casework.portal_role import too_much

    if connection.vendor == "postgresql" and (found := too_much(connection.settings_dict["USER"])):
        connection.close()
        raise SystemExit(
            f"The portal runs under a role that can do more than its pages need. {found[0]} Nothing is served. Make a role with"
            " `custodiet portal-role NAME --apply` and name it in CUSTODIET_DATABASE."
        )
    connection.close()  # the workers of the server open their own
    SessionStore.clear_expired()
    return served


application = started()
