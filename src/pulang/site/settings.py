"""Django's settings; everything that differs between places comes from the environment, with a safe default."""

import os
from typing import Any

from csp.constants import NONCE, NONE, SELF

from pulang.doors.jobs.demo.offices import shown
from pulang.storage.postgres import ROLES, target_from_env
from pulang.storage.postgres.living import Living

TARGET = target_from_env()
HOME = TARGET.home

# --- who may reach us, and over what

SECRET_KEY, *SECRET_KEY_FALLBACKS = HOME.secret_lines("django.key")  # the first signs, the others are still known
PULANG_CONTEXT_KEY = HOME.secret("context.key")  # signs for whom the database answers
HOME.refuse_weak_secrets()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PULANG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
HTTPS = os.environ.get("PULANG_HTTPS") == "1"
PULANG_BEHIND_SERVER = HTTPS  # what that server says of an address counts; see doors/web/knocking.py
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS  # people are led to HTTPS; machines are refused (pulang.doors.web.gate)
SECURE_REDIRECT_EXEMPT = [r"^api/"]
SECURE_REFERRER_POLICY = "same-origin"  # "no-referrer" would empty the Origin that a form is checked by
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "pulang.areas.accounts.sessions"
SESSION_COOKIE_AGE = 60 * int(os.environ.get("PULANG_IDLE_MINUTES", "15"))  # without any request
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PULANG_SESSION_SECONDS = 9 * 3600  # a working day; nobody stays signed in on a shared computer overnight
_HOST = "__Host-" if HTTPS else ""  # a name that no other host and no plain connection can set a cookie under
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_HOST}sesi", f"{_HOST}csrf"
CSRF_FAILURE_VIEW = "pulang.doors.web.errors.form_expired"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_HANDLERS = ["pulang.doors.web.gate.NoFiles"]

# --- what is installed

INSTALLED_APPS = [
    "pulang.doors.web",  # before allauth, whose templates it dresses
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "pulang.areas.accounts",
    "pulang.areas.aid",
    "pulang.areas.audit",
    "pulang.areas.cards",
    "pulang.areas.cases",
    "pulang.areas.contacts",
    "pulang.areas.coordination",
    "pulang.areas.exports",
    "pulang.areas.figures",
    "pulang.areas.funds",
    "pulang.areas.intake",
    "pulang.areas.grievances",
    "pulang.areas.journeys",
    "pulang.areas.papers",
    "pulang.areas.partners",
    "pulang.areas.payments",
    "pulang.areas.people",
    "pulang.areas.places",
    "pulang.areas.privacy",
    "pulang.areas.programmes",
    "pulang.areas.readiness",
    "pulang.areas.reveals",
    "pulang.areas.rounds",
    "pulang.areas.statements",
]
MIDDLEWARE = [
    "pulang.doors.web.gate.GateMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "pulang.doors.web.sessions.SessionMiddleware",
    "pulang.doors.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "pulang.site.urls"
WSGI_APPLICATION = "pulang.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("pulang.doors.web.folding.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "pulang.doors.web.pages.frame",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people who use the system

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["pulang.areas.accounts.backends.Accounts"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "code"  # of allauth only the passkeys' ceremony and the table of factors are used
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]  # it asks for one; there is no such page
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "pulang.doors.web.factors.passkeys.FactorAdapter"
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Layanan"  # stands in the authenticator app on a phone, so it says nothing of the programme

# --- the database: the application owns nothing; only migrations speak as the owner

_POOL = (
    {"min_size": 2, "max_size": 8, "timeout": 5, "connection_class": Living}
    if os.environ.get("PULANG_PROCESS") == "web"
    else False
)
_STATEMENT_SECONDS = os.environ.get("PULANG_STATEMENT_SECONDS", "10")
_IDLE_SECONDS = 15 if _POOL else 600  # a page may not sit on a transaction; a long replay thinks between its lines
_LIMITS = (
    # What stays prepared (`sql.prepared`, nothing of Django's) asks by a key: one plan serves every value.
    "-c plan_cache_mode=force_generic_plan "
    f"-c statement_timeout={_STATEMENT_SECONDS}s -c lock_timeout=3s "
    f"-c idle_in_transaction_session_timeout={_IDLE_SECONDS}s"
)


def _database(role: str, **options: object) -> dict[str, Any]:
    dsn = TARGET.dsn(role)
    return {
        "ENGINE": "django.db.backends.postgresql",
        **dsn,
        "OPTIONS": {**dsn.get("OPTIONS", {}), "connect_timeout": 3, **options},
    }


# What works by the clock and opens nobody has a role that could not: see doors/jobs/tasks.py.
_ROLE = "pulang_jobs" if os.environ.get("PULANG_PROCESS") == "worker" else "pulang_app"
DATABASES = {
    # Before each use a pooled connection is asked whether it lives: the server may have been started anew.
    "default": {**_database(_ROLE, options=_LIMITS, pool=_POOL), "CONN_HEALTH_CHECKS": bool(_POOL)},
    "owner": _database(ROLES[0], options="-c lock_timeout=5s"),
    "sealer": _database("pulang_sealer", options="-c lock_timeout=5s"),
    "public": _database("pulang_public", options="-c default_transaction_read_only=on -c statement_timeout=10s"),
}

# --- language, time and numbers

USE_TZ = True
TIME_ZONE = "Asia/Makassar"
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LANGUAGE_COOKIE_NAME = f"{_HOST}bahasa"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --- what browsers are sent

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"/built/[a-z]+\.[0-9a-f]{12}\."  # scripts/assets.py names files by content
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- ours

PULANG_TODAY = os.environ.get("PULANG_TODAY", "")  # a day to stand on instead of the clock's; the demo's is 2019-03-03
PULANG_BANKS = os.environ.get("PULANG_BANKS", "")  # a folder with more layouts of banks' files
PULANG_NOTICES = os.environ.get("PULANG_NOTICES") or str(
    HOME.path / "notices"
)  # messages, taken from there by another program
PULANG_MAIL = bool(os.environ.get("PULANG_MAIL_HOST"))  # mail to persons goes to this server, from the worker alone
EMAIL_HOST = os.environ.get("PULANG_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("PULANG_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("PULANG_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PULANG_MAIL_PASSWORD", "")
EMAIL_USE_SSL = os.environ.get("PULANG_MAIL_TLS") == "implicit"
EMAIL_USE_TLS = os.environ.get("PULANG_MAIL_TLS", "starttls") == "starttls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("PULANG_MAIL_FROM") or f"kabar@{EMAIL_HOST}"
PULANG_DEMO = os.environ.get("PULANG_DEMO") == "1"
PULANG_SECOND_FACTOR = os.environ.get("PULANG_SECOND_FACTOR") == "1"  # demands it in a demo too; elsewhere it always is
PULANG_DEMO_ACCOUNTS = shown() if PULANG_DEMO else ()  # on the sign-in page

# Where "leave this page" leads; the weather is what anybody may have been reading.
PULANG_LEAVE_TO = os.environ.get("PULANG_LEAVE_TO", "https://www.bmkg.go.id/cuaca")

PULANG_BENCH = os.environ.get("PULANG_BENCH") == "1"  # serves two empty pages to measure others against

PROCRASTINATE_IMPORT_PATHS = ["pulang.doors.jobs.tasks"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "pulang.site.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
