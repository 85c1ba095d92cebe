"""For a server of pages: `gunicorn custodiet.web.public.wsgi:application`. It does not start under a role that can read too much."""

import os
from typing import Any

from django.core.wsgi import get_wsgi_application


def started() -> Any:
    """The pages, after a look at what the database lets this process read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "custodiet.public_settings")
    served = get_wsgi_application()
    from django.db import connection  # only now are the settings read

    from custodiet.casework.public_role import too_much

    if connection.vendor == "postgresql" and (found := too_much(connection.settings_dict["USER"])):
        connection.close()
        raise SystemExit(
            f"The public site runs under a role that can read or write what is not public. {found[0]} Nothing is served. Make a role with"
            " `custodiet public-role NAME --apply` and name it in CUSTODIET_DATABASE."
        )
    connection.close()  # the workers of the server open their own
    return served


application = started()
