"""One settings file; every knob comes from the environment with a working default. An empty environment is a working house."""

import gc
import os
import secrets
import sys
import tempfile
from pathlib import Path

from csp.constants import SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from talentbase.pg.url import database

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("TALENTBASE_VAR", BASE_DIR / "var"))


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in ("1", "true", "yes", "on")


def _secret(name: str) -> str:
    """From the environment, else generated once into `var/` with mode 0600; production refuses to generate."""
    if value := os.environ.get(name):
        return value
    path = VAR / "keys" / name.lower()
    if PRODUCTION and not path.exists():
        raise ImproperlyConfigured(f"生产环境必须设置{name}，或先把密钥文件放到{path}。")
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


# Thousands of lasting objects are made at a time (rows of a sheet, of a list): at the usual 700 the collector walks all of
# them again and again, a quarter of an import's time.
gc.set_threshold(50_000, 20, 100)

# --- what kind of house ---
PRODUCTION = os.environ.get("DJANGO_ENV") == "production"
DEBUG = _flag("DJANGO_DEBUG", False)
TALENTBASE_DEMO = _flag("TALENTBASE_DEMO", not PRODUCTION)
TALENTBASE_COUNTY = os.environ.get("TALENTBASE_COUNTY", "南乐县")
TALENTBASE_COUNTY_CODE = os.environ.get("TALENTBASE_COUNTY_CODE", "410923")
# the page on which people enter themselves: off, on, or "only" for a process that serves nothing else (a zone of its own)
TALENTBASE_PUBLIC_INTAKE = os.environ.get("TALENTBASE_PUBLIC_INTAKE", "off")
TALENTBASE_PUBLIC_REPLIES = os.environ.get("TALENTBASE_PUBLIC_REPLIES", "off")
TALENTBASE_PUBLIC_ADDRESS = os.environ.get("TALENTBASE_PUBLIC_ADDRESS", "")
TALENTBASE_OFFICE = os.environ.get("TALENTBASE_OFFICE", f"{TALENTBASE_COUNTY}专家人才服务中心")
SECRET_KEY = _secret("SECRET_KEY")
FIELD_KEY = _secret("FIELD_KEY")  # encrypts ID numbers, bank accounts and uploads; never in the database
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

# --- rooms, in the order of talentbase/layers.py ---
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "csp",
    "talentbase.web",
    "talentbase.audit",
    "talentbase.codes",
    "talentbase.accounts",
    "talentbase.listings",
    "talentbase.files",
    "talentbase.jobs",
    "talentbase.figures",
    "talentbase.todo",
    "talentbase.imports",
    "talentbase.registers",
    "talentbase.policies",
    "demand.enterprises",
    "talentbase.submissions",
    "people.registry",
    "workstations.stations",
    "talentbase.ledgers",
    "people.duplicates",
    "people.attachments",
    "people.intake",
    "people.services",
    "people.liaison",
    "people.revisits",
    "people.growth",
    "people.introducers",
    "people.worklists",
    "people.events",
    "people.branches",
    "people.newsletters",
    "people.benefits",
    "demand.needs",
    "demand.care",
    "demand.replies",
    "demand.matching",
    "demand.cases",
    "demand.atlas",
    "demand.cooperation",
    "workstations.tips",
    "workstations.leads",
    "workstations.assessment",
    "talentbase.reports",
    "talentbase.search",
    "talentbase.dashboard",
    "talentbase.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "talentbase.web.middleware.PlainAddresses",
    "talentbase.web.middleware.OnlyPublicPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "talentbase.accounts.middleware.SessionLimits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "talentbase.accounts.middleware.OneTransactionPerRequest",
]

ROOT_URLCONF = "talentbase.urls"
WSGI_APPLICATION = "talentbase.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "talentbase.web.menu.frame",
            ],
            "builtins": ["talentbase.web.templatetags.ui", "talentbase.codes.templatetags.codes"],
        },
    }
]

# --- database ---
TALENTBASE_ROLE = os.environ.get("TALENTBASE_ROLE", "app")
DATABASES = {"default": database(BASE_DIR, TALENTBASE_ROLE, pooled=_flag("TALENTBASE_POOL", False))}
TALENTBASE_APP_ROLE = os.environ.get("TALENTBASE_APP_ROLE") or database(BASE_DIR, "app")["USER"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- jobs ---
BROKER_FOLDER = VAR / "broker"
JOB_STALE_SECONDS = float(os.environ.get("TALENTBASE_JOB_STALE_SECONDS", "20"))  # a heartbeat comes every 3 seconds
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", "filesystem://")

# --- log-in ---
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "dashboard:home"
PASSWORD_HASHERS = ["talentbase.accounts.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "talentbase.accounts.validators.ThreeKindsOfCharacters"},
]
LOGIN_FAILURES_PER_USER = 5
LOGIN_FAILURES_PER_ADDRESS = 30
LOGIN_LOCK_MINUTES = 15
DATA_UPLOAD_MAX_NUMBER_FILES = 400  # a county drops the workbooks of all its firms at once
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600  # absolute limit; idle limit below
SESSION_IDLE_SECONDS = 30 * 60
SESSION_ONE_PER_USER = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "talentbase.web.errors.csrf_failure"
TRUST_PROXY = _flag("TALENTBASE_TRUST_PROXY", PRODUCTION)

# --- headers ---
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION and _flag("TALENTBASE_TLS", True)
SECURE_HSTS_SECONDS = 31536000 if SESSION_COOKIE_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = bool(SECURE_HSTS_SECONDS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF, UNSAFE_INLINE],  # ECharts' SVG tooltips set inline styles
        "script-src": [SELF],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

# --- language and time ---
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["talentbase.web.formats"]

# --- files ---
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "talentbase.web.finders.VendorFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(VAR / "files")}},
    "staticfiles": {"BACKEND": "talentbase.web.storage.StaticStorage"},
}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = VAR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_TEMP_DIR.chmod(0o700)
tempfile.tempdir = str(FILE_UPLOAD_TEMP_DIR)  # what libraries put aside holds people as well: swept here, not left in /tmp
FILES_FOLDER = VAR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 16_000  # a working list of 2,000 people sends up to seven a line

# --- log: structured, one line each, no personal data ---
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "talentbase.web.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json", "stream": sys.stderr}},
    "root": {"handlers": ["console"], "level": os.environ.get("TALENTBASE_LOG", "WARNING")},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "kombu": {"handlers": ["console"], "level": "ERROR", "propagate": False},  # says only that a folder has no host name
        "django.security.DisallowedHost": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
