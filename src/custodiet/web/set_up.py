"""Making the database reachable, for the commands that read the records."""

import os


def set_up_records() -> None:
    """Set Django up with the settings of this process's environment. Import the models only after it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "custodiet.settings")
    import django  # half a second that `custodiet position` does not spend

    django.setup()
