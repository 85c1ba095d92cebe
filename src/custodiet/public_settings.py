"""The settings of the public process: the public pages alone, no sessions, no signing in, no secret that opens a case.

Give it a data directory and a database address of its own (CUSTODIET_DATA, CUSTODIET_DATABASE): on PostgreSQL that of the role which
`custodiet public-role` makes. It serves the rows that the staff pages publish; it writes nothing.
"""

from custodiet.settings import *  # noqa: F403  # everything that is not said otherwise below

DATABASES = {"default": DATABASES["default"] | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}  # noqa: F405
"""A connection is kept for a minute: to open one for each look took two thirds of the time of a look. What it reads is never kept."""
ROOT_URLCONF = "custodiet.web.public.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "custodiet.web.languages.Spoken",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "custodiet.web.public.gate.PublicGate",
]
