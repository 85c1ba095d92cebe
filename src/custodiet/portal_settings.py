"""The settings of the portal's process: the report, each person's own page and the public pages alone. Nobody signs in to it.

Give it a database address of its own (CUSTODIET_DATABASE): on PostgreSQL that of the role which `custodiet portal-role` makes. It has
the data directory, the keys and the secret key of the installation: what is told is sealed there, and the receipts are signed.
"""

from custodiet.settings import *  # noqa: F403  # everything that is not said otherwise below

ROOT_URLCONF = "custodiet.web.portal.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "custodiet.web.languages.Spoken",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "custodiet.web.portal.nobody.Nobody",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "custodiet.web.gate.Gate",
]
# The sessions of staff are rows of the database. Those of whoever writes a report are files of this process's own: its role in the
# database can read no session, so that whoever takes the process over cannot go on as somebody who signed in elsewhere.
SESSION_ENGINE = "django.contrib.sessions.backends.file"
SESSION_FILE_PATH = DATA / "visits"  # noqa: F405
SESSION_FILE_PATH.mkdir(mode=0o700, parents=True, exist_ok=True)
