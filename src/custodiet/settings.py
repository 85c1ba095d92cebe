"""Django's settings. Everything a force sets comes from the environment; everything else is fixed here.

CUSTODIET_DATA        the directory for the database file, the secret key and the stored bytes (default: ./var)
CUSTODIET_DATABASE    the path of a SQLite file, or postgresql://user:password@host:port/name
                      (default: custodiet.sqlite3 in the data directory)
CUSTODIET_SECRET_KEY  the secret key (default: made once, kept in the data directory, readable by its owner only)
CUSTODIET_HOSTS       the host names to answer to, with commas between them
CUSTODIET_DEMO        set by `custodiet demo`: plain http on this machine, and a banner on every page
CUSTODIET_FORCE_FACTS the folder of the force-wide facts, as `custodiet read --to` fills it (default: force-facts in the data directory)
CUSTODIET_STAFF_LIST  the staff list that says how many officers fit what is published (default: staff-list.csv in the data directory)
CUSTODIET_LEDGER_KEY  the key that signs receipts (default: ledger-key in the data directory, made on first use)
CUSTODIET_CLAMD       a scanner for files from outside: the path of clamd's socket, or host:port (default: none is asked)
CUSTODIET_POLICY      the force's policy file (default: policy.toml in the data directory; else nothing is chosen)
CUSTODIET_SMTP        smtp://user:password@host:port for e-mails to people (default: written as files to `outbox` in the data directory)
CUSTODIET_NOTIFY      https://service:secret@host?email=TEMPLATE&text=TEMPLATE for GOV.UK Notify (default: off)

DEBUG is off, always: a traceback page would show people's data.
"""

import contextlib
import os
import secrets
import tempfile
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("CUSTODIET_DATA", "var")).resolve()
DEMO = os.environ.get("CUSTODIET_DEMO", "") == "1"
DEBUG = False


def secret_key(directory: Path) -> str:
    """The key from the environment, or the one kept in `directory`, made on first use.

    Two processes may start at the same moment: the key is written aside and linked into place, so the first wins whole.
    """
    if given := os.environ.get("CUSTODIET_SECRET_KEY"):
        return given
    kept = directory / "secret-key"
    if not kept.exists():
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=directory, prefix="secret-key-") as aside:  # made with mode 0600
            aside.write(secrets.token_urlsafe(64))
            aside.flush()
            with contextlib.suppress(FileExistsError):
                os.link(aside.name, kept)
    return kept.read_text()


def incoming(directory: Path) -> Path:
    """Where uploads wait."""
    path = directory / "incoming"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def database(where: str) -> dict[str, Any]:
    """Django's description of the database at `where`: a SQLite path or a PostgreSQL address."""
    if where.startswith(("postgresql://", "postgres://")):
        parts = urlsplit(where)
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),  # ?host=/directory is a Unix socket
            "PORT": options.pop("port", str(parts.port or "")),
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": where,
        "OPTIONS": {
            # A writer takes the lock when its transaction begins, so two writers queue instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # recursive_triggers: without it INSERT OR REPLACE deletes a row past the triggers that forbid deleting.
            # synchronous=FULL: a step that was acknowledged survives a power cut.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
        },
    }


def policy(file: Path) -> dict[str, Any]:
    """What the force has chosen, or nothing where there is no policy file."""
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


SECRET_KEY = secret_key(DATA)
DATABASES = {"default": database(os.environ.get("CUSTODIET_DATABASE", str(DATA / "custodiet.sqlite3")))}
POLICY = policy(Path(os.environ.get("CUSTODIET_POLICY", DATA / "policy.toml")))
FORCE_FACTS = Path(os.environ.get("CUSTODIET_FORCE_FACTS", DATA / "force-facts"))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ALLOWED_HOSTS = os.environ.get("CUSTODIET_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
ROOT_URLCONF = "custodiet.web.urls"
WSGI_APPLICATION = None

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "custodiet.casework",
    "custodiet.web",  # for its templates, template tags, static files and translations; it has no models
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "custodiet.web.languages.Spoken",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "custodiet.web.gate.Gate",
    "axes.middleware.AxesMiddleware",
]

# --- Pages -----------------------------------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "custodiet.web.context.house",
            ],
        },
    }
]
FORM_RENDERER = "custodiet.web.forms.GovukRenderer"

# Uploads wait inside the data directory, whose owner alone may read it, without a name: they go with the process that holds them.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler", "custodiet.web.uploads.Nameless"]
FILE_UPLOAD_TEMP_DIR = incoming(DATA)
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FILES = 200

# --- Messages to people (casework/carriers.py) ----------------------------------------------------------------------------
NOTIFY = os.environ.get("CUSTODIET_NOTIFY", "")
_SMTP = urlsplit(os.environ.get("CUSTODIET_SMTP", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _SMTP.hostname else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "outbox"
EMAIL_HOST, EMAIL_PORT = _SMTP.hostname or "", _SMTP.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_SMTP.username or ""), unquote(_SMTP.password or "")
EMAIL_USE_TLS = bool(_SMTP.hostname) and _SMTP.hostname not in ("localhost", "127.0.0.1")
EMAIL_TIMEOUT = 20

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # the assets are part of the package: nothing to collect before the first run

USE_TZ = True
TIME_ZONE = "Europe/London"
USE_I18N = True
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), *((found.name, found.name) for found in sorted((HERE / "web" / "locale").iterdir()))]

# --- Signing in -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "casework.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "sign-in"
CSRF_FAILURE_VIEW = "custodiet.web.failures.form_not_accepted"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign-in"

AXES_HANDLER = "custodiet.web.lockout.Lockout"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # together: a station is one address, and one slip is not everybody's
AXES_FAILURE_LIMIT = 5
SIGN_IN_SLOWER_LIMIT = 50  # from one address under whatever names, or for one name from whatever addresses
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who goes on guessing must not keep the others out for longer
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_VERBOSE = False  # no user names in the log of the process
# A failure is kept with the form it came in. Beside “password”, which is always blanked: the boxes of the page that changes one.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "present", "new", "again"]

# Not in a cookie, Django's first choice: what was done would wait there for whoever uses the browser next.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SESSION_COOKIE_AGE = 15 * 60  # seconds without a request
SESSION_SAVE_EVERY_REQUEST = True
SESSION_LONGEST = 12 * 60 * 60  # seconds since signing in, however busy
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- What the browser may do ------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_NAME = "session" if DEMO else "__Host-session"
CSRF_COOKIE_NAME = "csrf" if DEMO else "__Host-csrf"
CSRF_COOKIE_AGE = None  # it goes with the browser: nobody who opens it later sees that these pages were used
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": with it a browser sends "Origin: null" with every form, and the check against forged forms refuses it.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Mistakes of the program go to standard error, without words that may be somebody's (custodiet.web.faults).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"places": {"()": "custodiet.web.faults.Places"}},
    "handlers": {"errors": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "places"}},
    "loggers": {"django.request": {"handlers": ["errors"]}},
}
